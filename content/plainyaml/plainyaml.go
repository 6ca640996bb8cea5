// Package plainyaml reads YAML as people mean it who are no programmers: a number
// stays as it is written (0221 is a telephone number, 11.50 a Dezernat), and
// what they cannot have meant is an error that names the line in plain words:
// unknown fields, a second document, anchors and tags. [Mend] comes before it where
// people write YAML with a word processor.
//
// The package must not know what files are for.
package plainyaml

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// ErrEmpty is what [Decode] returns for a file without a value.
var ErrEmpty = errors.New("it is empty")

// maxNested is how many levels a file may have: the reader takes time quadratic
// in them, and in its length.
const maxNested = 10

// Decode reads YAML of at most limit bytes into a value. It returns the line of
// each field, of "publish" as well as "publish.at", or the line of the error; 0
// if that is not known.
func Decode(raw []byte, limit int, into any) (lines map[string]int, line int, err error) {
	if len(raw) > limit {
		return nil, 0, fmt.Errorf("it is larger than %d kB", limit>>10)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")) // some editors begin with it
	if i := invalid(raw); i >= 0 {
		return nil, 1 + bytes.Count(raw[:i], []byte("\n")), errors.New("this is not text in UTF-8")
	}
	tokens := lexer.Tokenize(string(raw))
	level, entries := 0, 0
	for _, t := range tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType:
			return nil, t.Position.Line, fmt.Errorf("%q: anchors, aliases, tags and directives are not allowed; write text that begins with it in quotes", t.Value)
		case token.SequenceStartType, token.MappingStartType:
			level++
		case token.SequenceEndType, token.MappingEndType:
			level--
		case token.IntegerType, token.FloatType, token.HexIntegerType, token.OctetIntegerType, token.BinaryIntegerType:
			t.Type = token.StringType
		}
		if entries++; t.Type != token.SequenceEntryType && t.Type != token.MappingKeyType {
			entries = 0
		}
		if max(level, entries) > maxNested {
			return nil, t.Position.Line, errors.New("it is nested too deeply")
		}
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		line, err = plainly(err)
		line, err = explained(raw, line, err)
		return nil, line, err
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, 0, ErrEmpty
	}
	if len(file.Docs) > 1 {
		return nil, 0, errors.New("it holds a second document")
	}
	if err := yaml.NodeToValue(file.Docs[0].Body, into, yaml.Strict()); err != nil {
		line, err = plainly(err)
		if line == 0 {
			line = quotedAt(tokens, err)
		}
		return nil, line, err
	}
	lines = make(map[string]int)
	locate(lines, "", file.Docs[0].Body)
	return lines, 0, nil
}

// quotedAt returns the line of what an error quotes: values that read themselves
// do not know where they stand.
func quotedAt(tokens token.Tokens, err error) int {
	for _, t := range tokens {
		if t.Value != "" && strings.Contains(err.Error(), strconv.Quote(t.Value)) {
			return t.Position.Line
		}
	}
	return 0
}

// invalid returns where bytes stop to be text; -1 if they do not.
func invalid(raw []byte) int {
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 || r == 0 {
			return i
		}
		i += n
	}
	return -1
}

// locate notes the lines of fields, and of fields within them.
func locate(lines map[string]int, prefix string, n ast.Node) {
	m, ok := n.(ast.MapNode)
	if !ok {
		return
	}
	for it := m.MapRange(); it.Next(); {
		t := it.Key().GetToken()
		lines[prefix+t.Value] = t.Position.Line
		if prefix == "" {
			locate(lines, t.Value+".", it.Value())
		}
		if list, ok := it.Value().(*ast.SequenceNode); ok && prefix == "" {
			for i, v := range list.Values {
				entry := fmt.Sprintf("%s.%d", t.Value, i)
				lines[entry] = v.GetToken().Position.Line
				locate(lines, entry+".", v)
			}
		}
	}
}

var (
	position = regexp.MustCompile(`^\[(\d+):\d+\] `)
	nodes    = regexp.MustCompile(`^(\w+) was used where (\w+) is expected`)
	twice    = regexp.MustCompile(`^mapping key ("[^"]*") already defined`)
	goTypes  = regexp.MustCompile(`cannot unmarshal (\S+)(?: \{\})? into Go struct field \S+ of type \*?(\S+)`)
)

// plainly extracts the line and the first sentence from an error of the YAML
// reader.
func plainly(err error) (line int, plain error) {
	s := yaml.FormatError(err, false, false)
	if m := position.FindStringSubmatch(s); m != nil {
		line, _ = strconv.Atoi(m[1])
		s = strings.TrimPrefix(s, m[0])
	}
	s, _, _ = strings.Cut(s, "\n")
	if m := twice.FindStringSubmatch(s); m != nil {
		s = m[1] + " is there twice; take one of them out"
	} else if s == "non-map value is specified" {
		s = "this is no field; write its name, a colon and a space before it, as in title: Das Fest"
	}
	if m := goTypes.FindStringSubmatch(s); m != nil {
		s = fmt.Sprintf("this must be a %s, not a %s", kindName(m[2]), kindName(m[1]))
	} else if m := nodes.FindStringSubmatch(s); m != nil {
		s = fmt.Sprintf("this must be a %s, not a %s", kindName(m[2]), kindName(m[1]))
	}
	return line, errors.New(s)
}

// kindName names a Go type as people who write YAML would.
func kindName(goType string) string {
	switch {
	case goType == "mapping" || strings.HasPrefix(goType, "map[") || strings.HasPrefix(goType, "struct") || strings.Contains(goType, "."):
		return "group of fields"
	case goType == "sequence" || strings.HasPrefix(goType, "[]"):
		return "list"
	case goType == "string":
		return "text"
	case goType == "bool":
		return "true or false"
	case strings.HasPrefix(goType, "int") || strings.HasPrefix(goType, "uint"):
		return "whole number"
	}
	return goType
}
