package archive

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

// Only the exact name of a field is one, at every level.
func TestExactFields(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("x.jsonl", `{"id": "a", "type": "article", "title": "Richtig", "Title": "Falsch", "publish": {"from": "2027-01-01", "Until": "2027-02-01"}, "translations": [{"lang": "en", "title": "Right", "TITLE": "Wrong"}]}
{"ID": "b", "id": "c", "type": "article", "title": "C"}`))
	if d := cmp.Diff(reports(sum.Notes), []string{
		`x.jsonl:1: field "Title" is not known and was left out; did you mean title?`,
		`x.jsonl:1: field "publish.Until" is not known and was left out`,
		`x.jsonl:1: field "translations.TITLE" is not known and was left out`,
		`x.jsonl:2: field "ID" is not known and was left out; did you mean id?`,
	}); d != "" || len(sum.Problems) > 0 {
		t.Error(d, reports(sum.Problems))
	}
	a := get[*content.Article](t, p, "a")
	if a.Title != "Richtig" || !a.Publish.Until.IsZero() || a.Translations[0].Title != "Right" || get[*content.Article](t, p, "c").Title != "C" {
		t.Errorf("%+v", a)
	}
	sum = newPlace(t).again(t, tree("x.jsonl", `{"id": "a", "type": "article", "title": "Eins", "title": "Zwei"}
{"id": "b", "type": "article", "title": "B", "publish": {"from": "2027-01-01", "from": "2027-01-02"}}
{"id": "c", "type": "article", "title": "C", "tags": ["x"], "t\u0061gs": []}`))
	if d := cmp.Diff(reports(sum.Problems), []string{`x.jsonl:1: field "title" is there twice`, `x.jsonl:2: field "publish.from" is there twice`, `x.jsonl:3: field "tags" is there twice`}); d != "" {
		t.Error(d)
	}
}

// What is empty and what is missing is the same, whatever the kind of field, so
// importing again changes nothing: neither the record nor its versions.
func TestEmptyIsMissing(t *testing.T) {
	p := newPlace(t)
	empty := `"uid": "", "slug": "", "lang": "", "summary": "", "body": " \n", "tradition": "", "traditions": [], "observances": [], "dezernat": "", "tags": [], "date": "", "state": "", "publish": {}, "correction": "", "translations": [], "editions": [], "addresses": [], "sources": [], "brochures": [], "created": "", "updated": "", "picture": null`
	lists := `"languages": [], "function": "", "phone": "0291 1234", "mail": "", "room": "", "confirmed": ""`
	files := []string{
		`{"id": "a", "type": "article", "title": "A", ` + empty + `}` + "\n" + `{"id": "c", "type": "contact", "title": "C", ` + lists + `}` + "\n" + `{"id": "o", "type": "volunteering", "title": "O", "tags": []}`,
		`{"id": "a", "type": "article", "title": "A"}` + "\n" + `{"id": "c", "type": "contact", "title": "C", "phone": "0291 1234"}` + "\n" + `{"id": "o", "type": "volunteering", "title": "O"}`,
		strings.ReplaceAll(`{"id": "a", "type": "article", "title": "A", `+empty+`}`, "[]", "null"),
	}
	for i, text := range slices.Concat(files, files) {
		sum := p.again(t, tree("x.jsonl", text))
		if len(sum.Problems) > 0 || i > 0 && sum.Changed > 0 {
			t.Errorf("import %d: %d changed, %q", i+1, sum.Changed, reports(sum.Problems))
		}
	}
	if sum := p.again(t, tree("a.md", "---\nid: a\ntype: article\ntitle: A\ntags: []\nsources:\ntraditions: [ ]\npublish: {}\n---\n")); sum.Changed > 0 || len(sum.Problems) > 0 {
		t.Errorf("as Markdown: %d changed, %q", sum.Changed, reports(sum.Problems))
	}
	for _, r := range p.all(t) {
		if it := r.Base(); it.Tags != nil || it.Observances != nil || it.Traditions != nil {
			t.Errorf("%s holds empty lists", it.ID)
		}
	}
}
