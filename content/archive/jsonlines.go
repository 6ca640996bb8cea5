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
	"strings"
	"unicode/utf8"

	"vielfalt/content"
)

// readJSONLines reads one record a line. Pages of brochures, a line each, are
// put together to the brochure they name.
func readJSONLines(_ *Importer, _ context.Context, fsys fs.FS, b *batch) {
	file, err := fsys.Open(b.file)
	if err != nil {
		b.problem(0, "%v", err)
		return
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, maxLine)
	brochures := make(map[string]*fields)
	var order []string
	first := make(map[string]int)
	for n := 1; ; n++ {
		line, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			b.problem(n, "longer than %d MB", maxLine>>20)
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = r.ReadSlice('\n')
			}
			line = nil
		}
		if err != nil && !errors.Is(err, io.EOF) {
			b.problem(n, "%v", err)
			return
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if f := b.object(n, line); f != nil && f.Type == string(content.TypeBrochure) && f.Brochure != "" {
				if brochures[f.Brochure] == nil {
					order = append(order, f.Brochure)
					first[f.Brochure] = n
				}
				brochures[f.Brochure] = addPage(brochures[f.Brochure], f)
			} else if f != nil {
				b.add(n, f)
			}
		}
		if err != nil {
			break
		}
	}
	for _, id := range order {
		b.add(first[id], brochures[id])
	}
}

// object decodes one line. Fields it does not know are noted, not refused:
// files of other systems carry more.
func (b *batch) object(n int, line []byte) *fields {
	if !utf8.Valid(line) {
		b.problem(n, "not valid UTF-8")
		return nil
	}
	var f fields
	if err := json.Unmarshal(line, &f); err != nil {
		b.problem(n, "%v", plainJSON(err))
		return nil
	}
	var all map[string]json.RawMessage
	if json.Unmarshal(line, &all) == nil {
		for name := range all {
			if !slices.Contains(knownFields, name) {
				b.note(n, "field %q is not known and was left out", name)
			}
		}
	}
	return &f
}

func plainJSON(err error) error {
	var syntax *json.SyntaxError
	var typ *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("not JSON at byte %d: %v", syntax.Offset, err)
	case errors.As(err, &typ):
		return fmt.Errorf("field %q cannot hold a %s", typ.Field, typ.Value)
	}
	return err
}

// knownFields are the names of all fields.
var knownFields = func() []string {
	var names []string
	t := reflect.TypeFor[fields]()
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, name)
	}
	return names
}()

var pageTitle = regexp.MustCompile(`\s+[–-]\s+Seite\s+\d+.*$`)

// addPage puts a page given as a record of its own into its brochure, making
// the brochure of its first page.
func addPage(brochure, page *fields) *fields {
	if brochure == nil {
		brochure = &fields{
			ID: page.Brochure, Type: page.Type, Title: pageTitle.ReplaceAllString(page.Title, ""), Lang: page.Lang,
			Dezernat: page.Dezernat, Date: page.Date, State: page.State, Publish: page.Publish,
			Edition: page.Edition, PrintRun: page.PrintRun, Languages: page.Languages,
		}
	}
	traditions := page.Traditions
	if page.Tradition != "" && !slices.Contains(traditions, page.Tradition) {
		traditions = append([]string{page.Tradition}, traditions...)
	}
	brochure.Pages = append(brochure.Pages, sheet{
		ID: page.ID, Number: page.Page, Title: page.Title, Text: page.Body, Traditions: traditions, Tags: page.Tags,
	})
	return brochure
}
