package markup

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A span is a run of words in another language.
type span struct {
	ast.BaseInline
	lang string
}

var kindSpan = ast.NewNodeKind("LanguageSpan")

// Kind implements ast.Node.
func (*span) Kind() ast.NodeKind { return kindSpan }

// Dump implements ast.Node.
func (s *span) Dump(source []byte, level int) {
	ast.DumpHelper(s, source, level, map[string]string{"lang": s.lang}, nil)
}

// rightToLeft reports whether text in a language runs from right to left. A
// script in the tag decides, otherwise the language's usual one.
func rightToLeft(lang string) bool {
	parts := strings.Split(strings.ToLower(lang), "-")
	for _, p := range parts[1:] {
		if len(p) == 4 && p[0] > '9' {
			return slices.Contains([]string{"arab", "hebr", "syrc", "thaa"}, p)
		}
	}
	return slices.Contains([]string{"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "syr", "ug", "ur", "yi"}, parts[0])
}

// spanParser reads [words]{lang=xx}.
type spanParser struct{}

// Trigger implements parser.InlineParser.
func (spanParser) Trigger() []byte { return []byte{'['} }

var spanPattern = regexp.MustCompile(`^\[([^\[\]]{1,500})\]\{lang=["']?([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4})["']?\}`)

// Parse implements parser.InlineParser.
func (spanParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	end := bytes.IndexByte(line, '}')
	if end < 0 || !bytes.Contains(line[:end], []byte("]{lang=")) {
		return nil
	}
	m := spanPattern.FindSubmatchIndex(line[:end+1])
	if m == nil {
		return nil
	}
	s := &span{lang: string(line[m[4]:m[5]])}
	s.AppendChild(s, ast.NewTextSegment(text.NewSegment(seg.Start+m[2], seg.Start+m[3])))
	block.Advance(m[1])
	return s
}

// spanRenderer writes spans.
type spanRenderer struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (spanRenderer) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindSpan, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			_, err := w.WriteString("</span>")
			return ast.WalkContinue, err
		}
		s := n.(*span)
		tag := `<span lang="` + s.lang + `"`
		if rightToLeft(s.lang) {
			tag += ` dir="rtl"`
		}
		_, err := w.WriteString(tag + ">")
		return ast.WalkContinue, err
	})
}

// ScriptLanguage returns the language that unmarked words in r's script are
// marked with, and whether it runs from right to left; empty for Latin and for
// anything but letters. A screen reader needs a language to choose a voice, so
// it is the language most texts in the script are in.
func ScriptLanguage(r rune) (lang string, rtl bool) {
	if i := scriptOf(r); i >= 0 {
		return scripts[i].lang, rightToLeft(scripts[i].lang)
	}
	return "", false
}

// scripts are the scripts that are marked automatically, with the language most
// texts in them are in.
var scripts = []struct {
	table *unicode.RangeTable
	lang  string
}{
	{unicode.Hebrew, "he"},
	{unicode.Arabic, "ar"},
	{unicode.Cyrillic, "ru"},
	{unicode.Greek, "el"},
	{unicode.Han, "zh"},
	{unicode.Hangul, "ko"},
	{unicode.Devanagari, "hi"},
	{unicode.Armenian, "hy"},
	{unicode.Georgian, "ka"},
}

func scriptOf(r rune) int {
	if r < 0x370 || !unicode.IsLetter(r) {
		return -1
	}
	for i, s := range scripts {
		if unicode.Is(s.table, r) {
			return i
		}
	}
	return -1
}

// markScripts puts runs of words in another script into spans.
func markScripts(n *ast.Text, source []byte) {
	if n.IsRaw() || n.Segment.Padding > 0 {
		return
	}
	value := n.Segment.Value(source)
	runs := scriptRuns(value)
	if len(runs) == 0 {
		return
	}
	parent, start := n.Parent(), n.Segment.Start
	at := 0
	plain := func(to int) {
		if to > at {
			parent.InsertBefore(parent, n, ast.NewTextSegment(text.NewSegment(start+at, start+to)))
		}
	}
	for _, r := range runs {
		plain(r.from)
		s := &span{lang: scripts[r.script].lang}
		s.AppendChild(s, ast.NewTextSegment(text.NewSegment(start+r.from, start+r.to)))
		parent.InsertBefore(parent, n, s)
		at = r.to
	}
	// The rest keeps the line break that may follow it.
	n.Segment = n.Segment.WithStart(start + at)
}

// A scriptRun is a range of a text in another script.
type scriptRun struct{ from, to, script, letters int }

// scriptRuns finds words in other scripts.
func scriptRuns(value []byte) []scriptRun {
	var runs []scriptRun
	for i := 0; i < len(value); {
		r, size := utf8.DecodeRune(value[i:])
		switch script := scriptOf(r); {
		case script >= 0 && len(runs) > 0 && runs[len(runs)-1].script == script && joins(value[runs[len(runs)-1].to:i]):
			runs[len(runs)-1].to = i + size
			runs[len(runs)-1].letters++
		case script >= 0:
			runs = append(runs, scriptRun{i, i + size, script, 1})
		case unicode.Is(unicode.Mn, r) && len(runs) > 0 && runs[len(runs)-1].to == i:
			runs[len(runs)-1].to = i + size // vowel points belong to their letter
		}
		i += size
	}
	return slices.DeleteFunc(runs, func(r scriptRun) bool { // a single Greek letter is a symbol
		return r.letters == 1 && scripts[r.script].lang == "el"
	})
}

// joins reports whether the text between two words of a script keeps them in
// one run.
func joins(between []byte) bool {
	for _, r := range string(between) {
		if !unicode.IsSpace(r) && r != '-' && r != '\'' && r != '־' && r != '״' && r != '׳' && r != '،' {
			return false
		}
	}
	return true
}
