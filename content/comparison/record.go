package comparison

import (
	"reflect"
	"slices"
	"strings"

	"vielfalt/content"
)

// A Change is a field in which two versions of an item differ.
type Change struct {
	// Field is what Problems call it: "title", "tags", "publish.at".
	Field string
	// Lang is the language of a text; empty for any other field.
	Lang string
	// Text compares texts; nil for a field that is none.
	Text []Segment
	// Before and After are the values of a field that is no text, of the type
	// that the field has: a []string, a bool, a calendar.Date, a
	// content.TimeOfDay and so on.
	Before, After any
}

// Records compares two versions of an item field by field: the texts of all
// languages, what all types have in common, the schedule, and what the type has
// of its own. Fields that are equal are left out.
func Records(before, after content.Record) []Change {
	a, b := before.Base(), after.Base()
	var out []Change
	for _, lang := range languages(a, b) {
		x, y := textIn(a, lang), textIn(b, lang)
		for _, f := range []struct{ name, before, after string }{
			{"title", x.Title, y.Title}, {"summary", x.Summary, y.Summary}, {"body", x.Body, y.Body},
		} {
			if f.before != f.after {
				out = append(out, Change{Field: f.name, Lang: lang, Text: Texts(f.before, f.after)})
			}
		}
	}
	value := func(name string, x, y any) {
		if !same(x, y) {
			out = append(out, Change{Field: name, Before: x, After: y})
		}
	}
	itemChanges(a, b, value)
	for _, f := range before.Description().Fields {
		if after.Description().Type == before.Description().Type {
			value(f.Name, reflect.ValueOf(f.Of(before)).Elem().Interface(), reflect.ValueOf(f.Of(after)).Elem().Interface())
		}
	}
	if x, y := pages(before), pages(after); x != y {
		out = append(out, Change{Field: "pages", Lang: a.Lang, Text: Texts(x, y)})
	}
	return out
}

// itemChanges compares what all types have in common, apart from texts.
func itemChanges(a, b *content.Item, value func(name string, x, y any)) {
	value("slug", a.Slug, b.Slug)
	value("traditions", a.Traditions, b.Traditions)
	value("observances", a.Observances, b.Observances)
	value("dezernat", a.Dezernat, b.Dezernat)
	value("tags", a.Tags, b.Tags)
	value("date", a.Date, b.Date)
	value("pictures", a.Pictures, b.Pictures)
	value("correction", a.Correction, b.Correction)
	// A schedule is many values; each has the name it has in JSON.
	x, y := reflect.ValueOf(a.Publish), reflect.ValueOf(b.Publish)
	for i := range x.NumField() {
		name, _, _ := strings.Cut(x.Type().Field(i).Tag.Get("json"), ",")
		if name == "offset" {
			name = "days" // what forms and Problems call it
		}
		value("publish."+name, x.Field(i).Interface(), y.Field(i).Interface())
	}
}

// languages returns the languages of both, in the order in which pages offer
// them.
func languages(a, b *content.Item) []string {
	var out []string
	for _, lang := range content.Languages() {
		_, x := a.TextIn(lang)
		_, y := b.TextIn(lang)
		if x || y {
			out = append(out, lang)
		}
	}
	return out
}

func textIn(it *content.Item, lang string) content.Text {
	if t, ok := it.TextIn(lang); ok {
		return t
	}
	return content.Text{}
}

// pages returns the text of a brochure's pages; empty for anything else.
func pages(r content.Record) string {
	b, ok := r.(*content.Brochure)
	if !ok {
		return ""
	}
	var out []string
	for _, p := range slices.SortedFunc(slices.Values(b.Pages), func(a, b content.Page) int { return a.Number - b.Number }) {
		out = append(out, strings.TrimSpace(p.Title+"\n"+p.Text))
	}
	return strings.Join(out, "\n\n")
}

// same reports whether two values are equal; an empty list is like none.
func same(x, y any) bool {
	a, b := reflect.ValueOf(x), reflect.ValueOf(y)
	if a.Kind() == reflect.Slice && a.Len() == 0 && b.Len() == 0 {
		return true
	}
	return reflect.DeepEqual(x, y)
}
