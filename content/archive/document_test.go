package archive

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

// docx makes a document of paragraphs and what else is given as it is in the file.
func docx(t testing.TB, blocks ...string) string {
	t.Helper()
	return docxTo(t, "b.docx#teil", blocks...)
}

// docxTo makes a document whose first link leads there.
func docxTo(t testing.TB, link string, blocks ...string) string {
	t.Helper()
	return pack(t, "word/document.xml", `<w:document xmlns:w="w" xmlns:r="r" xmlns:wp="wp" xmlns:a="a"><w:body>`+strings.Join(blocks, "")+"</w:body></w:document>",
		"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>`,
		"word/_rels/document.xml.rels", `<R><R Id="r1" Type="x/hyperlink" Target="`+link+`"/><R Id="r2" Type="x/hyperlink" Target="file:///C:/Users/x.docx"/></R>`,
		"docProps/core.xml", `<c xmlns:dc="d"><dc:title>Aus dem Kern</dc:title></c>`)
}

func paragraph(text string) string { return styled("", text) }

func styled(style, text string) string {
	return `<w:p><w:pPr><w:pStyle w:val="` + style + `"/></w:pPr><w:r><w:t>` + text + "</w:t></w:r></w:p>"
}

func grid(rows ...[]string) string {
	out := "<w:tbl>"
	for _, row := range rows {
		out += "<w:tr>"
		for _, cell := range row {
			out += "<w:tc>" + paragraph(cell) + "</w:tc>"
		}
		out += "</w:tr>"
	}
	return out + "</w:tbl>"
}

func TestDocuments(t *testing.T) {
	p := newPlace(t)
	fsys := tree(
		"Einladung zum Fest.docx", docx(t, styled("T", "Einladung"), paragraph("Der Weg und &lt;b&gt; das *Ziel*"), `<w:p><w:hyperlink r:id="r1"><w:r><w:t>weiter</w:t></w:r></w:hyperlink></w:p>`, styled("H", "Ablauf")),
		"b.docx", docx(t, paragraph("---"), paragraph("title: &quot;Im Kopf: so&quot;"), paragraph("tags: a, b"), paragraph("type: event"), paragraph("start: 24.12.2026, 8 Uhr"), paragraph("---"), paragraph("Text.")),
		"c.docx", docx(t, grid([]string{"Titel:", "In der Tafel"}, []string{"Schlagworte", "x, y"}, []string{"Feiertag", "islamic/eid-al-fitr"}, []string{"Datum", "24.12.2026"}), paragraph("Text.")),
		"d.docx", docx(t, grid([]string{"Name", "Dr."}, []string{"Farbe", "rot"}), paragraph("Text.")),
		"e.docx", docx(t, styled("H", "Kopf"), `<w:p><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>All words of this text are English ones.</w:t></w:r></w:p>`,
			`<w:p><w:r><w:drawing><wp:docPr descr="Kinder"/><a:blip/></w:drawing></w:r></w:p>`),
		"f.docx", docx(t, styled("H", "Kopf"), `<w:p><w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t>Die Wörter sind deutsch und das Programm ist es nicht.</w:t></w:r></w:p>`),
	)
	sum := p.again(t, fsys)
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	if d := cmp.Diff(reports(sum.Notes), []string{
		`e.docx: a picture was left out, as it is not within the document: "Kinder"`,
		`e.docx: lang: the document says that it is in "en"; if that is wrong, write "lang: de" into its fields`,
	}); d != "" {
		t.Error(d)
	}
	bodies := make(map[string]string)
	for id, r := range p.all(t) {
		it := r.Base()
		bodies[id] = it.Lang + " " + it.Title + "\n" + it.Body
	}
	if d := cmp.Diff(bodies, map[string]string{
		"einladung-zum-fest": "de Einladung\nDer Weg und &lt;b&gt; das \\*Ziel\\*\n\n[weiter](/termine/b#teil)\n\n## Ablauf",
		"b":                  "de Im Kopf: so\nText.",
		"c":                  "de In der Tafel\nText.",
		"d":                  "de Aus dem Kern\n|  |  |\n|---|---|\n| Name | Dr. |\n| Farbe | rot |\n\nText.",
		"e":                  "en Kopf\nAll words of this text are English ones.",
		"f":                  "de Kopf\nDie Wörter sind deutsch und das Programm ist es nicht.",
	}); d != "" {
		t.Error(d)
	}
	if e := get[*content.Event](t, p, "b"); e.Start.In(calendar.Berlin).Hour() != 8 || len(e.Tags) != 2 {
		t.Errorf("%+v", e)
	}
	if a := get[*content.Article](t, p, "c"); len(a.Observances) != 1 || a.Date.String() != "2026-12-24" || len(a.Tags) != 2 {
		t.Errorf("%+v", a)
	}
	if again := p.again(t, fsys); again.Changed > 0 {
		t.Errorf("repeated: %d changed", again.Changed)
	}
}

// Words that somebody has marked stay so, also in the language that the program has for
// all others.
func TestMarkedLanguages(t *testing.T) {
	p := newPlace(t)
	in := func(properties, text string) string {
		return `<w:p><w:r><w:rPr>` + properties + `</w:rPr><w:t>` + text + `</w:t></w:r></w:p>`
	}
	fsys := tree("a.docx", pack(t, "word/document.xml", `<w:document xmlns:w="w"><w:body>`+
		styled("T", "Fest")+paragraph("Die Wörter sind deutsch und das Programm ist es nicht, wie man an der Vorlage sieht.")+
		in(`<w:lang w:val="en-GB"/>`, "We wish you a blessed Ramadan.")+in(`<w:rtl/><w:lang w:bidi="ar-SA"/>`, "رمضان مبارك")+"</w:body></w:document>",
		"word/styles.xml", `<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>`))
	if sum := p.again(t, fsys); len(sum.Problems)+len(sum.Notes) > 0 {
		t.Error(reports(sum.Problems), reports(sum.Notes))
	}
	const want = "Die Wörter sind deutsch und das Programm ist es nicht, wie man an der Vorlage sieht.\n\n[We wish you a blessed Ramadan.]{lang=en}\n\n[رمضان مبارك]{lang=ar}"
	if a := get[*content.Article](t, p, "a"); a.Body != want {
		t.Errorf("%q", a.Body)
	}
}

// What is to be done is told in the words of the program that the file is of.
func TestPictureWithoutWords(t *testing.T) {
	p := newPlace(t)
	fsys := tree("a.docx", pack(t, "word/document.xml", `<w:document xmlns:w="w" xmlns:r="r" xmlns:wp="wp" xmlns:a="a"><w:body>`+styled("T", "Fest")+
		`<w:p><w:r><w:drawing><wp:docPr/><a:blip r:embed="r1"/></w:drawing></w:r></w:p></w:body></w:document>`,
		"word/_rels/document.xml.rels", `<R><R Id="r1" Type="x/image" Target="media/image1.png"/></R>`, "word/media/image1.png", string(drawing(40, 30)),
		"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="T"><w:name w:val="Title"/></w:style></w:styles>`))
	sum := p.again(t, fsys)
	if d := cmp.Diff(reports(append(sum.Problems, sum.Notes...)), []string{
		"a.docx: picture 1 of the document has no text for those who do not see it, and is shown as if it were decorative; add one: in Word, right click on the picture, “Alternativtext bearbeiten”",
	}); d != "" {
		t.Error(d)
	}
}

// Pictures that are not shown are passed over, whatever is wrong elsewhere, unless a text
// names them.
func TestPicturesNotShown(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a.HEIC", "x", "b.heic", "x", "c.md", article("c", "")+"![Foyer](b.heic)", "d.md", "Text."))
	if d := cmp.Diff(reports(sum.Notes), []string{"a.HEIC: passed over: no text that was read shows it; if one is to, save it as JPEG or PNG and name that"}); d != "" {
		t.Error(d)
	}
	if len(sum.Problems) != 2 || !strings.Contains(sum.Problems[0].Reason, "b.heic") {
		t.Error(reports(sum.Problems))
	}
}

func TestDocumentProblems(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree(
		"a.docx", docx(t, paragraph("---"), paragraph("titel: x"), paragraph("---"), paragraph("Text.")),
		"b.docx", docx(t, `<w:p><w:hyperlink r:id="r2"><w:r><w:t>dort</w:t></w:r></w:hyperlink></w:p>`),
		"c.doc", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "d.rtf", "{}", "e.pages", "x", "f.odt", "x", "g.docx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
		"h.xlsx", pack(t, "xl/workbook.xml", `<w xmlns:r="r"><sheets><sheet r:id="r1"/></sheets></w>`, "xl/_rels/workbook.xml.rels", `<R><R Id="r1" Target="a.xml"/></R>`,
			"xl/a.xml", `<w><sheetData><row><c t="str"><v>Name</v></c></row><row><c r="A2" t="e"><v>#REF!</v></c></row></sheetData></w>`),
		"i.ods", "x", "leer.docx", docx(t), "voll.docx", docx(t, paragraph("Text.")), "voll.en.docx", docx(t),
	))
	if d := cmp.Diff(reports(sum.Problems), []string{
		"c.doc: this kind of file cannot be imported; save it as .docx",
		"d.rtf: this kind of file cannot be imported; save it as .docx",
		"e.pages: this kind of file cannot be imported; save it as .docx",
		`a.docx:2: front matter: unknown field "titel"; did you mean title?`,
		`b.docx: "dort": the link to "file:///C:/Users/x.docx" leads to a file on one computer, which nobody else can open`,
		"f.odt: it is no such document, or damaged",
		"g.docx: it is protected by a password, or of an old format; save it without a password in the present one",
		"h.xlsx:2: cell A2 cannot be read: #REF!",
		"i.ods: it is no such document, or damaged",
		"leer.docx: there is no text in it, beside its title and its fields, so it would be an empty page",
		"voll.en.docx: there is no text in it, beside its title and its fields, so it would be an empty page",
	}); d != "" {
		t.Error(d)
	}
}

// A sheet is the table that it would be as CSV, whatever its table is of.
func TestSheets(t *testing.T) {
	p := newPlace(t)
	book := func(rows string) string {
		return pack(t, "xl/workbook.xml", `<w xmlns:r="r"><sheets><sheet r:id="r1"/></sheets></w>`, "xl/_rels/workbook.xml.rels", `<R><R Id="r1" Target="a.xml"/></R>`,
			"xl/a.xml", `<w><sheetData>`+rows+`</sheetData></w>`)
	}
	row := func(cells ...string) string {
		return `<row><c t="str"><v>` + strings.Join(cells, `</v></c><c t="str"><v>`) + `</v></c></row>`
	}
	fsys := tree(
		"leute.xlsx", book(row("Telefonliste")+row("Vorname", "Nachname", "Tel.-Nr.")+row("Anna", "Beispiel", "0291 1")),
		"tage.xlsx", book(row("observance", "date", "by")+row("islamic/eid-al-fitr", "10.03.2027", "KRM")),
		"woerter.xlsx", book(row("kind", "members")+row("group", "Anlaufstelle", "Beratungsstelle")),
	)
	sum := p.again(t, fsys)
	if len(sum.Problems) > 0 || sum.Changed != 3 {
		t.Errorf("%+v", sum)
	}
	if c := get[*content.Contact](t, p, "anna-beispiel"); c.Phone != "0291 1" {
		t.Errorf("%+v", c)
	}
	if again := p.again(t, fsys); again.Changed > 0 {
		t.Errorf("repeated: %d changed", again.Changed)
	}
}

// All sheets that people see are read, and messages name them.
func TestSeveralSheets(t *testing.T) {
	p := newPlace(t)
	table := func(name string, rows ...string) string {
		out := `<t:table t:name="` + name + `">`
		for _, row := range rows {
			out += "<t:table-row>"
			for cell := range strings.SplitSeq(row, ";") {
				out += "<t:table-cell><p>" + cell + "</p></t:table-cell>"
			}
			out += "</t:table-row>"
		}
		return out + "</t:table>"
	}
	ods := func(tables ...string) string {
		return pack(t, "content.xml", `<o xmlns:t="t"><body><spreadsheet>`+strings.Join(tables, "")+"</spreadsheet></body></o>")
	}
	sum := p.again(t, tree(
		"alle.ods", ods(table("Team 1", "Name;Telefon;Farbe", "Anna Beispiel;0291 1;rot"), table("Leer"), table("Hinweise", "Bitte lesen;1", "x;y"), table("Team 2", "Name;Telefon", "Bernd Muster;0291 2"),
			table("Termine", "observance;date;by", "islamic/eid-al-fitr;10.03.2027;KRM")),
		"doppelt.ods", ods(table("A", "Name;Telefon", "Cem Doppelt;0291 3"), table("B/C", "Name;Telefon", "Cem Doppelt;0291 3")),
		"leer.ods", ods(table("A"), table("B")),
		"zwei.ods", ods(table("A", "Name;Telefon", "Ida Gleich;0291 4"), table("B", "Name;E-Mail", "Ida Gleich;ida.gleich@example.org"), table("C", "Name;Telefon", "Ida Gleich;0291 5")),
		"nichts.ods", ods(table("A", "x;y"), table("B", "z")),
	))
	if d := cmp.Diff(reports(sum.Problems), []string{
		`doppelt.ods [B_C]:2: "Cem Doppelt" is there twice, after line 2 of doppelt.ods [A], and neither mail nor number tells them apart; if it is the same person take one of them out, else add a column "id"`,
		"leer.ods: the sheets are empty",
		"nichts.ods [A]:1: there is no column for the name (name or title)",
		"nichts.ods [B]:1: there is no column for the name (name or title)",
	}); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(reports(sum.Notes), []string{
		`alle.ods [Team 1]:1: column "Farbe" is not known and was left out`,
		"alle.ods [Hinweise]: this sheet was left out: it is no table of contacts, dates, words or pins, as it has no column for the name",
	}); d != "" {
		t.Error(d)
	}
	if sum.Changed != 6 {
		t.Errorf("%d changed", sum.Changed)
	}
	var two []string
	for id := range p.all(t) {
		if strings.HasPrefix(id, "ida") {
			two = append(two, id)
		}
	}
	slices.Sort(two)
	if !slices.Equal(two, []string{"ida-gleich", "ida-gleich-02914", "ida-gleich-02915"}) {
		t.Errorf("people of one name in several sheets: %v", two)
	}
}

// TestPicturesOfDocuments tests that pictures within a document come in with it, with
// what it says for those who do not see them, in their places.
func TestPicturesOfDocuments(t *testing.T) {
	p := newPlace(t)
	drawn := func(id, alternative string) string {
		return `<w:p><w:r><w:drawing><wp:docPr name="Grafik 1" descr="` + alternative + `"/><a:blip r:embed="` + id + `"/></w:drawing></w:r></w:p>`
	}
	body := strings.Join([]string{styled("T", "Das Fest"), paragraph("Davor: bildzeichen0z."), drawn("r1", "Kinder [mit] Laternen"), styled("H", "Dahinter"), drawn("r2", "bild2.png"), drawn("r3", "Ein Logo"),
		"<w:tbl><w:tr><w:tc>" + drawn("r4", "In der Tafel") + "<w:tbl><w:tr><w:tc>" + drawn("r1", "Darin") + "</w:tc></w:tr></w:tbl></w:tc><w:tc>" + paragraph("Zelle") + "</w:tc></w:tr></w:tbl>", paragraph("Ende.")}, "")
	fsys := tree("fest.docx", pack(t, "word/document.xml", `<w:document xmlns:w="w" xmlns:r="r" xmlns:wp="wp" xmlns:a="a"><w:body>`+body+"</w:body></w:document>",
		"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="H"><w:name w:val="heading 1"/></w:style></w:styles>`,
		"word/_rels/document.xml.rels", `<R><R Id="r1" Type="x/image" Target="media/bild1.png"/><R Id="r2" Type="x/image" Target="/word/media/bild2.png"/><R Id="r3" Type="x/image" Target="media/logo.emf"/><R Id="r4" Type="x/image" Target="media/bild4.png"/></R>`,
		"word/media/bild1.png", string(drawing(40, 30)), "word/media/bild2.png", string(drawing(50, 30)), "word/media/bild4.png", string(drawing(60, 30)), "word/media/logo.emf", "EMF"))
	sum := p.again(t, fsys)
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	a := p.all(t)["fest"].(*content.Article)
	if len(a.Pictures) != 3 {
		t.Fatalf("%d pictures: %v", len(a.Pictures), reports(sum.Notes))
	}
	first, second, third := a.Pictures[0], a.Pictures[1], a.Pictures[2]
	want := "Davor: bildzeichen0z.\n\n![Kinder \\[mit\\] Laternen](" + first.Path() + ")\n\n## Dahinter\n\n![](" + second.Path() + ")\n\nZelle\n\n![In der Tafel](" + third.Path() + ")\n\n![Darin](" + first.Path() + ")\n\nEnde."
	if d := cmp.Diff(a.Body, want); d != "" {
		t.Error(d)
	}
	said := strings.Join(reports(sum.Notes), "\n")
	for _, part := range []string{`picture 3 of the document, "Ein Logo", was left out`, `picture 2 of the document: "bild2.png"`, "Alternativtext bearbeiten", "fest.docx: pictures in a table stand behind it", "is the name of a file"} {
		if !strings.Contains(said, part) {
			t.Errorf("%q is not said:\n%s", part, said)
		}
	}
}
