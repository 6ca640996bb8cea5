package archive

import (
	"strings"

	"vielfalt/content"
)

// wordLists are the fields that are lists of words, and lineLists those that are
// lists of texts, which may hold commas.
var wordLists, lineLists = func() (words, lines []string) {
	words = []string{"traditions", "observances", "tags", "addresses"}
	for _, d := range content.Descriptions() {
		for _, f := range d.Fields {
			if _, ok := f.Of(d.New()).(*[]string); !ok {
				continue
			}
			if f.Lines {
				lines = append(lines, f.Name)
			} else {
				words = append(words, f.Name)
			}
		}
	}
	return words, lines
}()

// quotes are those that word processors put around what was typed between " and ".
const quotes = `„“”‟‚‘’«»`

// bare takes the quotes of a word processor off whatever is no text of its own, and
// reads the values that decide how the text itself is read. Quotes around a title may
// be meant.
func (f *fields) bare() {
	for _, s := range []*string{&f.ID, &f.UID, &f.Slug, &f.Type, &f.Lang, &f.State, &f.Dezernat, &f.Date, &f.Tradition} {
		*s = unquoted(*s)
	}
	f.Type, f.Lang = string(typeOf(f.Type)), langOf(f.Lang)
	for _, list := range [][]string{f.Traditions, f.Observances, f.Tags} {
		for i := range list {
			list[i] = unquoted(list[i])
		}
	}
	if p := f.Publish; p != nil {
		for _, s := range []*string{&p.From, &p.Until, &p.Observance, &p.At, &p.Every, &p.Show, &p.Since, &p.Uncertain, &p.Free} {
			*s = unquoted(*s)
		}
	}
}

func unquoted(s string) string {
	if t := strings.Trim(s, quotes); t != "" && !strings.HasPrefix(s, t) && !strings.HasSuffix(s, t) {
		return t
	}
	return s
}
