package archive

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

// A document is the translation of another as a Markdown file is, and of one of
// these.
func TestTranslatedDocuments(t *testing.T) {
	p := newPlace(t)
	english := `<w:p><w:r><w:rPr><w:lang w:val="tr-TR"/></w:rPr><w:t>Bütün sözler burada Türkçe yazılmıştır</w:t></w:r></w:p>`
	fsys := tree(
		"fest.docx", docx(t, styled("T", "Das Fest"), paragraph("Der Text.")),
		"fest.en.docx", docxTo(t, "c.docx#teil", styled("T", "The feast"), paragraph("The text."), `<w:p><w:hyperlink r:id="r1"><w:r><w:t>more</w:t></w:r></w:hyperlink></w:p>`),
		"fest.de-simple.md", "---\ntype: article\ntitle: Ein Fest\n---\nKurz.\n",
		"b.md", "---\nid: b\ntype: article\ntitle: B\n---\nSiehe [Fest](fest.en.docx).\n",
		"c.docx", docx(t, styled("T", "C"), paragraph("Text.")),
		"b.en.docx", docx(t, styled("T", "English B"), english),
	)
	sum := p.again(t, fsys)
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	if d := cmp.Diff(reports(sum.Notes), []string{`b.en.docx: lang: the document says that it is in "tr", and the name of its file that it is in "en", as which it is taken`}); d != "" {
		t.Error(d)
	}
	if all := p.all(t); len(all) != 3 {
		t.Errorf("%d records", len(all))
	}
	want := []content.Text{{Lang: "de-simple", Title: "Ein Fest", Body: "Kurz."}, {Lang: "en", Title: "The feast", Body: "The text.\n\n[more](/beitraege/c#teil)"}}
	if d := cmp.Diff(get[*content.Article](t, p, "fest").Translations, want); d != "" {
		t.Error(d)
	}
	b := get[*content.Article](t, p, "b")
	if b.Body != "Siehe [Fest](/beitraege/fest)." || len(b.Translations) != 1 || b.Translations[0].Title != "English B" {
		t.Errorf("%+v", b)
	}
	if again := p.again(t, fsys); again.Changed > 0 {
		t.Errorf("repeated: %d changed", again.Changed)
	}
}

// Nobody knows which of two is meant.
func TestTranslatedTwice(t *testing.T) {
	sum := newPlace(t).again(t, tree(
		"fest.docx", docx(t, styled("T", "Das Fest"), paragraph("Der Text.")),
		"fest.en.docx", docx(t, styled("T", "The feast")), "fest.en.md", "---\ntitle: The feast\n---\n",
	))
	if d := cmp.Diff(reports(sum.Problems), []string{"fest.en.md: it and fest.en.docx are the same text in the same language; take one away"}); d != "" {
		t.Error(d)
	}
}

// What the fields of a document say of its picture counts.
func TestPictureOfDocument(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree(
		"fest.docx", docx(t, paragraph("---"), paragraph("title: Fest"), paragraph("picture: {file: bild.png, alt: Kinder im Hof}"), paragraph("---"), paragraph("Text.")),
		"bild.png", string(drawing(40, 30)),
	))
	if a := get[*content.Article](t, p, "fest"); len(sum.Problems)+len(sum.Notes) > 0 || a.Picture.Alt != "Kinder im Hof" {
		t.Errorf("%v %v %+v", reports(sum.Problems), reports(sum.Notes), a.Picture)
	}
}

// Links that lead nowhere from here, and pictures that are elsewhere, are named.
func TestLostLinksAndPictures(t *testing.T) {
	p := newPlace(t)
	event := `BEGIN:VCALENDAR
BEGIN:VEVENT
UID:1
SUMMARY:Fest
DTSTART:20270101T100000Z
DESCRIPTION:<html><a href="javascript:a()">Dort <b>entlang</b></a> und <a href="\\\\server\\x.docx">hier</a> und <a href="#oben">da</a><img src="https://x.example/a.png"></html>
END:VEVENT
END:VCALENDAR
`
	sum := p.again(t, tree(
		"a.md", "---\ntype: article\ntitle: A\n---\nDavor\n\n![Kinder](https://x.example/a.png)\n",
		"b.docx", docxTo(t, "#teil", styled("T", "B"), `<w:p><w:hyperlink r:id="r1"><w:r><w:t>weiter</w:t></w:r></w:hyperlink></w:p>`),
		"c.ics", event,
	))
	if len(sum.Problems) > 0 {
		t.Error(reports(sum.Problems))
	}
	if d := cmp.Diff(reports(sum.Notes), []string{
		"a.md:7: body: the picture https://x.example/a.png is shown as a link, because pictures come from this service alone; put the file beside the text to show it",
		`c.ics:2: "Fest": the description: links lead nowhere from here and were left out: "javascript:a()", "\\\\server\\x.docx"; write whole addresses such as https://…`,
		`c.ics:2: "Fest": the description: pictures were left out`,
	}); d != "" {
		t.Error(d)
	}
	if body := get[*content.Article](t, p, "b").Body; body != "weiter" {
		t.Errorf("%q", body)
	}
}
