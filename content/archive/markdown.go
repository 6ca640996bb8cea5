package archive

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"vielfalt/content"
	"vielfalt/content/plainyaml"
)

// markdownEndings are those of Markdown files, the usual one first.
var markdownEndings = []string{".md", ".markdown"}

// markdown reads one file into fields, and returns where they are in it.
func (im *Importer) markdown(fsys fs.FS, b *batch, name string) (f *fields, where map[string]spot, ok bool) {
	raw, ok := b.read(fsys, name, maxMarkdown)
	if !ok {
		return nil, nil, false
	}
	front, body, from, found := split(raw)
	if !found {
		b.problemAt(spot{name, 1}, "front matter is missing: the file must begin with a line --- and hold a second one")
		return nil, nil, false
	}
	f, where, ok = im.front(b, name, front, from)
	if !ok {
		return nil, nil, false
	}
	where["body"] = spot{name, bytes.Count(raw[:len(raw)-len(body)], []byte("\n")) + 1}
	f.Body = string(body)
	if f.ID == "" {
		f.ID = slug(strings.TrimSuffix(path.Base(name), path.Ext(name)))
	}
	return f, where, true
}

// unwrap takes off the body of an export the ends of line that writeMarkdown puts around
// it, and returns where it begins.
func (f *fields) unwrap(at spot) spot {
	if f.Version == nil {
		return at
	}
	if body, ok := strings.CutPrefix(f.Body, "\n"); ok {
		f.Body = body
		at.line++
	}
	f.Body = strings.TrimSuffix(f.Body, "\n")
	return at
}

// front reads front matter, before which there are from lines of the file, and
// returns where its fields are.
func (im *Importer) front(b *batch, name string, front []byte, from int) (f *fields, where map[string]spot, ok bool) {
	front, notes := plainyaml.Mend(front, wordLists, lineLists)
	laidOut := reflect.New(layout).Interface()
	lines, line, err := plainyaml.Decode(front, maxFront, laidOut)
	if err != nil {
		b.problemAt(spot{name, line + from}, "front matter: %v%s", im.guessed(err), publishedAs(front, line))
		return nil, nil, false
	}
	for _, n := range notes {
		b.noteAt(spot{name, n.Line + from}, "front matter: %s", n.Text)
	}
	where = make(map[string]spot)
	for field, line := range lines {
		where[field] = spot{name, line + from}
	}
	f = fieldsOf(laidOut)
	f.bare()
	if f.Body != "" {
		b.problemAt(where["body"], "body: it belongs below the front matter, not into it")
		return nil, nil, false
	}
	return f, where, true
}

// asText is a schedule that is written as a text.
var asText = regexp.MustCompile(`^publish: *["']?([^"'{\[#|>]+)["']? *$`)

// publishedAs says how a schedule is written if that is what is wrong in a line;
// else it is empty.
func publishedAs(front []byte, line int) string {
	rows := strings.Split(string(front), "\n")
	if line < 1 || line > len(rows) {
		return ""
	}
	m := asText.FindStringSubmatch(rows[line-1])
	if m == nil {
		return ""
	}
	as := fmt.Sprintf("{from: %s}", jsonOf(strings.TrimSpace(m[1])))
	if f := beforeFeast.FindStringSubmatch(oneSpace(m[1])); f != nil {
		as = counted(f)
	}
	return "; write publish: " + as
}

// fenceLine is a line of dashes, also as word processors write them, or of dots.
var fenceLine = regexp.MustCompile(`^(?:-{3,}|[-–]*—[-–—]*|–{2,}|\.{3,})$`)

// split separates the front matter, between two lines of dashes, from the body.
// from is how many lines come before it.
func split(raw []byte) (front, body []byte, from int, found bool) {
	text := string(raw)
	begun, at := 0, 0
	for line := range strings.Lines(text) {
		at += len(line)
		bare := strings.Trim(line, " \t\r\n\f\v\u00a0\u200b\u2060\ufeff") // also what nobody sees
		switch {
		case begun == 0 && bare == "":
			from++
		case begun == 0 && (!fenceLine.MatchString(bare) || bare[0] == '.'):
			return nil, nil, 0, false
		case begun == 0:
			begun, from = at, from+1
		case fenceLine.MatchString(bare) && !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "\t"):
			return raw[begun : at-len(line)], raw[at:], from, true
		}
	}
	return nil, nil, 0, false
}

// put schedules a file to be stored once all records of the batch have proved
// valid.
func (b *batch) put(im *Importer, file *content.File, raw []byte, mediaType string, limit int64) {
	b.puts = append(b.puts, func(ctx context.Context) (err error) {
		*file, err = im.Files.Put(ctx, bytes.NewReader(raw), mediaType, limit)
		return err
	})
}

// unaccent drops accents, so that a slug keeps the letters under them.
func unaccent(r rune) rune {
	for _, c := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.Mn, c) {
			return c
		}
	}
	return r
}
