package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"reflect"
	"regexp"
	"slices"
	"unicode/utf8"

	"vielfalt/content"
)

// lineEndings are those of JSON lines, which have no ids but those they name.
var lineEndings = []string{".jsonl", ".ndjson"}

// readJSONLines reads one record a line. Pages of brochures, one a line, are
// gathered into the brochure they name, which may have a line of its own.
func readJSONLines(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	file, err := fsys.Open(b.file)
	if err != nil {
		b.problem(0, "%s", cause(err))
		return
	}
	defer file.Close()
	limit := &io.LimitedReader{R: file, N: maxJSON + 1}
	r := bufio.NewReaderSize(limit, maxLine)
	var all []*fields
	lines := make(map[*fields]int)
	brochures := make(map[string]*fields) // those with a line of their own
	for n := 1; ctx.Err() == nil; n++ {
		line, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			b.problem(n, "it is longer than %d MB", maxLine>>20)
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = r.ReadSlice('\n')
			}
			line = nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			b.problem(n, "%s", cause(err))
			return
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 && limit.N > 0 {
			if f := im.object(ctx, fsys, b, n, line); f != nil {
				all, lines[f] = append(all, f), n
				if f.Type == string(content.TypeBrochure) && f.Brochure == "" && brochures[f.ID] == nil {
					brochures[f.ID] = f
				}
			}
		}
		if err != nil {
			break
		}
	}
	if limit.N <= 0 {
		b.problem(0, "it is larger than %d MB; split it", maxJSON>>20)
		return
	}
	if len(all)+len(b.problems) == 0 {
		b.note(0, "there is no record in it")
	}
	for i, f := range all {
		if f.Type != string(content.TypeBrochure) || f.Brochure == "" {
			continue
		}
		if brochures[f.Brochure] == nil {
			brochures[f.Brochure] = brochureOf(f)
			all[i], lines[brochures[f.Brochure]] = brochures[f.Brochure], lines[f]
		} else {
			all[i] = nil
		}
		addPage(brochures[f.Brochure], f)
	}
	for _, f := range all {
		if f != nil {
			b.add(lines[f], f)
		}
	}
}

// object decodes one line. Unknown fields are noted, not refused: files from
// other systems carry more.
func (im *Importer) object(ctx context.Context, fsys fs.FS, b *batch, n int, line []byte) *fields {
	if !utf8.Valid(line) {
		b.problem(n, "it is not valid UTF-8; save the file as that")
		return nil
	}
	if line[0] != '{' {
		b.problem(n, "it is not a JSON object")
		return nil
	}
	// What is not JSON is told with its place in the line as it is.
	if !json.Valid(line) {
		b.problem(n, "%v", plainJSON(json.Unmarshal(line, new(any))))
		return nil
	}
	kept, err := exact(line, layout, "", func(field string) {
		b.note(n, "field %q is not known and was left out%s", field, im.meantField(field))
	})
	if err != nil {
		b.problem(n, "%v", err)
		return nil
	}
	raw := reflect.New(layout).Interface()
	if err := json.Unmarshal(kept, raw); err != nil {
		b.problem(n, "%v", plainJSON(err))
		return nil
	}
	f := fieldsOf(raw)
	im.listed(ctx, fsys, b, f, spot{b.file, n})
	im.settle(ctx, fsys, b, f, spot{b.file, n})
	if f.Picture != nil {
		b.note(n, "field \"picture\" was left out: pictures are taken in with Markdown files")
	}
	return f
}

func plainJSON(err error) error {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("it is not JSON, at byte %d: %v", syntax.Offset, err)
	case errors.As(err, &typ):
		return fmt.Errorf("field %q cannot hold a %s", typ.Field, typ.Value)
	}
	return err
}

// knownFields are the names of all fields.
var knownFields = func() []string {
	var names []string
	for i := range layout.NumField() {
		names = append(names, fileName(layout.Field(i)))
	}
	return names
}()

var pageTitle = regexp.MustCompile(`\s+[–-]\s+Seite\s+\d+.*$`)

// brochureOf makes a brochure from its first page.
func brochureOf(page *fields) *fields {
	return &fields{
		ID: page.Brochure, Type: page.Type, Title: pageTitle.ReplaceAllString(page.Title, ""), Lang: page.Lang,
		Dezernat: page.Dezernat, Date: page.Date, State: page.State, Publish: page.Publish,
		own: page.own,
	}
}

// addPage adds a page given as a record of its own to its brochure.
func addPage(brochure, page *fields) {
	traditions := page.Traditions
	if page.Tradition != "" && !slices.Contains(traditions, page.Tradition) {
		traditions = append([]string{page.Tradition}, traditions...)
	}
	dezernat := page.Dezernat
	if dezernat == brochure.Dezernat {
		dezernat = ""
	}
	brochure.Pages = append(brochure.Pages, sheet{
		ID: page.ID, Dezernat: dezernat, Number: page.Page, Title: page.Title, Text: page.Body, NoText: page.NoText, Traditions: traditions, Tags: page.Tags,
	})
}

// recordOf is the opposite of addPage.
func recordOf(brochure *fields, g sheet) *fields {
	return &fields{
		ID: g.ID, Type: brochure.Type, Brochure: brochure.ID, Page: g.Number, Title: g.Title, Body: g.Text, NoText: g.NoText, Dezernat: g.Dezernat,
		Traditions: g.Traditions, Tags: g.Tags,
	}
}
