package office

import (
	"bytes"
	"io"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"vielfalt/content/contenttest"
)

// wordFile makes a .docx with a body, and further parts.
func wordFile(t testing.TB, body string, parts ...string) []byte {
	t.Helper()
	return contenttest.ZIP(t, append([]string{"word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="w" xmlns:r="r" xmlns:mc="mc" xmlns:wp="wp" xmlns:v="v" xmlns:m="m"><w:body>` + body + "</w:body></w:document>",
		"word/styles.xml", `<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="de-DE"/></w:rPr></w:rPrDefault></w:docDefaults>
			<w:style w:styleId="T"><w:name w:val="Title"/></w:style><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
			<w:style w:styleId="Amtlich"><w:name w:val="Amtlich"/><w:basedOn w:val="berschrift1"/></w:style><w:style w:styleId="V1"><w:name w:val="toc 1"/></w:style>
			<w:style w:styleId="F"><w:name w:val="Strong"/></w:style></w:styles>`,
		"word/numbering.xml", `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
			<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=" "/></w:lvl></w:abstractNum>
			<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num></w:numbering>`,
		"word/_rels/document.xml.rels", `<Relationships><Relationship Id="rId1" Type="http://x/hyperlink" Target="https://example.org/?a=1&amp;b=2" TargetMode="External"/>
			<Relationship Id="rId2" Type="http://x/header" Target="header1.xml"/></Relationships>`,
	}, parts...)...)
}

func p(inner string) string { return "<w:p>" + inner + "</w:p>" }

func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + "</w:t></w:r>" }

func of(style, inner string) string {
	return p(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + inner)
}

func item(level, text string) string { return itemOf("3", level, text) }

func itemOf(list, level, text string) string {
	return p(`<w:pPr><w:numPr><w:ilvl w:val="` + level + `"/><w:numId w:val="` + list + `"/></w:numPr></w:pPr>` + r(text))
}

// odtFile makes an .odt with a text.
func odtFile(t testing.TB, text string, parts ...string) []byte {
	t.Helper()
	return contenttest.ZIP(t, append([]string{"mimetype", "application/vnd.oasis.opendocument.text",
		"styles.xml", `<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:fo="f"><office:styles><style:default-style style:family="paragraph"><style:text-properties fo:language="de"/></style:default-style></office:styles></office:document-styles>`,
		"content.xml", `<office:document-content xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:fo="f" xmlns:draw="d" xmlns:table="tb" xmlns:xlink="x" xmlns:svg="v"><office:automatic-styles>
			<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/><style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
			<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="L" style:family="text"><style:text-properties fo:language="tr"/></style:style>
			<style:style style:name="LB2" style:family="paragraph" style:parent-style-name="List_20_Bullet_20_2"/><style:style style:name="LB" style:family="paragraph" style:parent-style-name="List_20_Bullet"/>
			<text:list-style style:name="S"><text:list-level-style-bullet text:level="1" text:bullet-char=" "/></text:list-style><text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2" text:bullet-char="•"/></text:list-style>
			</office:automatic-styles><office:body><office:text>` + text + "</office:text></office:body></office:document-content>",
	}, parts...)...)
}

func TestTexts(t *testing.T) {
	for _, c := range []struct {
		name, body string
		parts      []string
		want       string
		notes      []string
	}{
		{"forms", of("T", r("Titel")) + of("Amtlich", r("Kopf")) + p(r("Ein ")+`<w:r><w:rPr><w:b/></w:rPr><w:t>fetter</w:t></w:r>`+r(" ")+`<w:r><w:rPr><w:rStyle w:val="F"/><w:i/></w:rPr><w:t>und</w:t></w:r>`+
			`<w:r><w:rPr><w:strike/></w:rPr><w:t>nicht</w:t><w:br/><w:t>da</w:t></w:r><w:r><w:rPr><w:b w:val="0"/><w:lang w:val="tr-TR"/></w:rPr><w:t>Bayram</w:t></w:r>`), nil,
			"<h1>Titel</h1>\n<h1>Kopf</h1>\n<p>Ein <strong>fetter</strong> <strong><em>und</em></strong><s>nicht<br>da</s><span lang=\"tr\">Bayram</span></p>\n", nil},
		{"right to left", p(`<w:r><w:rPr><w:rtl/><w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr><w:t>عيد</w:t></w:r><w:r><w:rPr><w:lang w:bidi="he-IL"/><w:rtl/></w:rPr><w:t>חג</w:t></w:r><w:r><w:rPr><w:lang w:val="de-DE" w:bidi="ar-SA"/></w:rPr><w:t>Fest</w:t></w:r>`), nil,
			"<p><span lang=\"ar\">عيد</span><span lang=\"he\">חג</span>Fest</p>\n", nil},
		{"lists", item("0", "a") + item("1", "b") + item("1", "c") + item("0", "d") + p(r("e")), nil,
			"<ul>\n<li>a<ol>\n<li>b</li>\n<li>c</li>\n</ol>\n</li>\n<li>d</li>\n</ul>\n<p>e</p>\n", nil},
		{"numbers", itemOf("4", "0", "a") + itemOf("5", "0", "mehr") + p(r("dazwischen")) + itemOf("4", "0", "b") + itemOf("5", "0", "und"), nil,
			"<ol>\n<li>a<br>mehr</li>\n</ol>\n<p>dazwischen</p>\n<ol start=\"2\">\n<li>b<br>und</li>\n</ol>\n", nil},
		{"table", "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + p(r("a")) + "</w:tc></w:tr><w:tr><w:tc>" + p(r("b")) + p(r("c")) + "</w:tc><w:tc>" + p("") + "</w:tc></w:tr></w:tbl>", nil,
			"<table>\n<tr><th>a</th><th></th></tr>\n<tr><td><p>b</p>\n<p>c</p>\n</td><td></td></tr>\n</table>\n", nil},
		{"links", p(`<w:hyperlink r:id="rId1">` + r("eins") + `</w:hyperlink>` + `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://example.org/z" </w:instrText></w:r><w:r><w:t>verborgen</w:t></w:r>` +
			`<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("zwei") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + `<w:fldSimple w:instr="PAGE">` + r("3") + `</w:fldSimple>`), nil,
			"<p><a href=\"https://example.org/?a=1&amp;b=2\">eins</a><a href=\"https://example.org/z\">zwei</a>3</p>\n", nil},
		{"changes", p(`<w:ins>`+r("neu")+`</w:ins><w:del><w:r><w:delText>alt</w:delText></w:r></w:del><w:moveFrom>`+r("weg")+`</w:moveFrom>`) + `<w:ins>` + p(r("auch")) + `</w:ins>`, nil,
			"<p>neu</p>\n<p>auch</p>\n", []string{leftInserted + " (2 times)", leftDeleted + " (2 times)"}},
		{"notes", p(r("Text") + `<w:r><w:footnoteReference w:id="2"/></w:r>` + r(" und") + `<w:r><w:endnoteReference w:id="2"/></w:r>`),
			[]string{"word/footnotes.xml", `<w:footnotes xmlns:w="w"><w:footnote w:type="separator" w:id="-1">` + p(r("—")) + `</w:footnote><w:footnote w:id="2">` + p(`<w:r><w:footnoteRef/></w:r>`+r(" Fuß")) + `</w:footnote></w:footnotes>`,
				"word/endnotes.xml", `<w:endnotes xmlns:w="w"><w:endnote w:id="2">` + p(r("Ende")) + p(r("Mehr")) + `</w:endnote></w:endnotes>`},
			"<p>Text<sup>1</sup> und<sup>2</sup></p>\n<p><sup>1</sup> Fuß</p>\n<p><sup>2</sup> Ende</p>\n<p>Mehr</p>\n", nil},
		{"drawn", p(r("Vor")+`<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:docPr name="Textfeld 1"/><w:txbxContent>`+p(r("Kasten"))+`</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>`+p(r("Kasten"))+
			`</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:drawing><wp:docPr name="Grafik 2" descr="Kinder im Hof"/><a:blip xmlns:a="a"/></w:drawing></w:r><w:r><w:drawing><c:chart xmlns:c="c"/></w:drawing></w:r>`) + p(r("Nach")), nil,
			"<p>Vor</p>\n<p>Kasten</p>\n<p>Nach</p>\n", []string{leftBox, `a picture was left out, as it is not within the document: "Kinder im Hof"`, leftObject}},
		{"unseen", of("V1", r("Kopf 1")) + `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p(r("Inhalt")) + `</w:sdtContent></w:sdt>` +
			`<w:sdt><w:sdtContent>` + p(`<w:r><w:rPr><w:vanish/></w:rPr><w:t>geheim</w:t></w:r>`+r("da")+`<w:r><w:commentReference w:id="0"/></w:r>`+`<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Webdings" w:char="F061"/><w:noBreakHyphen/></w:r>`) + `</w:sdtContent></w:sdt>`,
			[]string{"word/header1.xml", `<w:hdr xmlns:w="w">` + p(r("Amtlich")) + `</w:hdr>`},
			"<p>da✓\u2011</p>\n", []string{leftContents + " (2 times)", leftHidden, leftComment, leftSymbol, leftHeader}},
		{"formula", p(`<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>`), nil, "<p>a+b</p>\n", []string{leftFormula}},
	} {
		t.Run(c.name, func(t *testing.T) {
			raw := wordFile(t, c.body, c.parts...)
			got, err := ReadWord(bytes.NewReader(raw), int64(len(raw)))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(HTML(got.Blocks, "de"), c.want); d != "" {
				t.Error(d)
			}
			if d := cmp.Diff(got.Notes, c.notes); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestOpenDocument(t *testing.T) {
	raw := odtFile(t, `<text:tracked-changes><text:changed-region><text:deletion><text:p>alt</text:p></text:deletion></text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>
		<text:p text:style-name="P1">Titel</text:p><text:h text:outline-level="2">Kopf</text:h>
		<text:p>Ein  <text:span text:style-name="B">fetter</text:span>
		Text<text:s text:c="2"/>mit<text:line-break/>Zeile<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Fuß</text:p></text:note-body></text:note>.<office:annotation><text:p>Nein</text:p></office:annotation>
		<text:span text:style-name="H">geheim</text:span><text:a xlink:href="https://example.org/">Verweis</text:a> <text:span text:style-name="L">Bayram</text:span><draw:frame draw:name="Bild1"><draw:image/><svg:desc>Kinder</svg:desc></draw:frame></text:p>
		<text:list text:style-name="N"><text:list-item><text:p>a</text:p><text:p>mehr</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>c</text:p></text:list-item></text:list>
		<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>d</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows>
		<table:table-row><table:table-cell><text:p>e</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>
		<text:p>Vor<draw:frame><draw:text-box><text:p>Kasten</text:p></draw:text-box></draw:frame></text:p><text:table-of-content><text:index-body><text:p>Kopf 1</text:p></text:index-body></text:table-of-content>`,
		"meta.xml", `<m xmlns:dc="d"><meta><dc:title>Von sich  aus</dc:title></meta></m>`)
	got, err := ReadOpenDocument(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(HTML(got.Blocks, "de"), "<h1>Titel</h1>\n<h2>Kopf</h2>\n<p>Ein <strong>fetter</strong> Text mit<br>Zeile<sup>1</sup>. <a href=\"https://example.org/\">Verweis</a> <span lang=\"tr\">Bayram</span></p>\n"+
		"<ol>\n<li>a<br>mehr<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ol>\n<table>\n<tr><th>d</th><th></th></tr>\n<tr><td>e</td><td></td></tr>\n</table>\n<p>Vor</p>\n<p>Kasten</p>\n<p><sup>1</sup> Fuß</p>\n"); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(got.Notes, []string{leftDeleted, leftInserted, leftComment, leftHidden, `a picture was left out, as it is not within the document: "Kinder"`, leftBox, leftContents}); d != "" {
		t.Error(d)
	}
	if got.Title != "Von sich aus" || got.Lang != "de" {
		t.Errorf("%q %q", got.Title, got.Lang)
	}
}

// In OpenDocument the letters decide which of the languages of a style counts; one that
// nothing is written in says nothing.
func TestOpenDocumentScripts(t *testing.T) {
	style := func(name, family, props string) string {
		return `<style:style style:name="` + name + `" style:family="` + family + `"><style:text-properties ` + props + `/></style:style>`
	}
	raw := contenttest.ZIP(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", `<o xmlns:office="o" xmlns:text="t"><office:body><office:text><text:p text:style-name="PA">Zum Fest „عيد مبارك!“ und <text:span text:style-name="TR">bayram عِيد، 2026 عيد</text:span></text:p>
		<text:p><text:span text:style-name="HE">חג שמח</text:span> عيد <text:span text:style-name="JA">祭りと Fest</text:span></text:p><text:p text:style-name="PA">عيد</text:p></office:text></office:body></o>`,
		"styles.xml", `<o xmlns:style="s" xmlns:fo="f"><styles><style:default-style style:family="paragraph"><style:text-properties fo:language="de" style:language-asian="zh" style:language-complex="hi"/></style:default-style>`+
			style("PA", "paragraph", `style:language-complex="ar" style:country-complex="SA"`)+style("TR", "text", `fo:language="tr"`)+style("HE", "text", `style:language-complex="he"`)+style("JA", "text", `style:language-asian="ja"`)+"</styles></o>")
	got, err := ReadOpenDocument(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	want := `<p>Zum Fest „<span lang="ar">عيد مبارك</span>!“ und <span lang="tr">bayram </span><span lang="ar">عِيد، 2026 عيد</span></p>` + "\n" +
		`<p><span lang="he">חג שמח</span> عيد <span lang="ja">祭りと</span> Fest</p>` + "\n" + `<p><span lang="ar">عيد</span></p>` + "\n"
	if d := cmp.Diff(HTML(got.Blocks, "de"), want); d != "" {
		t.Error(d)
	}
}

// Lists go on behind other text and over paragraphs without a sign, and styles of
// lists know their level.
func TestOpenDocumentLists(t *testing.T) {
	one := func(list, attributes, style, text string) string {
		return `<text:list text:style-name="` + list + `" ` + attributes + `><text:list-item><text:p text:style-name="` + style + `">` + text + `</text:p></text:list-item></text:list>`
	}
	raw := odtFile(t, one("N", `xml:id="l1"`, "", "a")+one("S", "", "", "mehr")+`<text:p>dazwischen</text:p>`+one("N", `text:continue-list="l1"`, "", "b")+
		`<text:p text:style-name="Quote">Zitat</text:p>`+one("X", "", "LB", "c")+one("Y", "", "LB2", "d")+one("X", "", "LB", "e"))
	got, err := ReadOpenDocument(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(HTML(got.Blocks, "de"), "<ol>\n<li>a<br>mehr</li>\n</ol>\n<p>dazwischen</p>\n<ol start=\"2\">\n<li>b</li>\n</ol>\n<blockquote><p>Zitat</p></blockquote>\n"+
		"<ul>\n<li>c<ul>\n<li>d</li>\n</ul>\n</li>\n<li>e</li>\n</ul>\n"); d != "" {
		t.Error(d)
	}
}

// Rows and cells that stand there several times are all read; there may be only as
// many as of others, and as much text.
func TestRepeated(t *testing.T) {
	read := func(columns, rows, text string) (Text, error) {
		raw := odtFile(t, `<table:table><table:table-row table:number-rows-repeated="`+rows+`"><table:table-cell table:number-columns-repeated="`+columns+`"><text:p>`+text+`</text:p></table:table-cell>`+
			`<table:table-cell table:number-columns-repeated="16000"/></table:table-row><table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row></table:table>`)
		return ReadOpenDocument(bytes.NewReader(raw), int64(len(raw)))
	}
	got, err := read("2", "3", "frei")
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(HTML(got.Blocks, "de"), "<td>frei</td>"); n != 6 || len(got.Blocks[0].Rows) != 4 {
		t.Errorf("%d cells in %d rows", n, len(got.Blocks[0].Rows))
	}
	for _, c := range [][3]string{{"1", "1000000", "x"}, {"1000000", "1", "x"}, {"1", "2000", strings.Repeat("lang ", 1000)}, {"2000", "1", strings.Repeat("lang ", 1000)}} {
		if _, err := read(c[0], c[1], c[2]); err == nil {
			t.Errorf("%s times %s are read", c[0], c[1])
		}
	}
}

// What cannot be read is said, and costs little.
func TestRefused(t *testing.T) {
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 150)
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"old":       {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), "password, or of an old format"},
		"text":      {[]byte("Kein Dokument"), "no such document"},
		"empty":     {contenttest.ZIP(t), "no such document"},
		"other":     {contenttest.ZIP(t, "xl/workbook.xml", "<workbook/>"), "no such document"},
		"doctype":   {contenttest.ZIP(t, "word/document.xml", `<!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>`), "document type"},
		"entity":    {wordFile(t, p(r("&a;"))), "damaged"},
		"deep":      {wordFile(t, deep), "too deeply"},
		"cut":       {contenttest.ZIP(t, "word/document.xml", "<d><body>"), "damaged"},
		"embedding": {wordFile(t, "<w:altChunk/>"), "embedded document"},
		"long":      {wordFile(t, p(r(strings.Repeat("lang ", 1<<18)))), "longer than 1024 kB"},
		"many":      {wordFile(t, strings.Repeat(p(r("a")), maxBlocks+1)), "more than 100000 paragraphs"},
		"wide":      {wordFile(t, "<w:tbl>"+strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="9999999"/></w:tcPr></w:tc></w:tr>`, 2000)+"</w:tbl>"), "more than 100000 paragraphs"},
		"field":     {wordFile(t, p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r>`+r("weg"))), "field"},
	} {
		if got, err := ReadWord(bytes.NewReader(c.raw), int64(len(c.raw))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %d blocks", name, err, len(got.Blocks))
		}
	}
	locked := odtFile(t, "", "META-INF/manifest.xml", `<m><file-entry><encryption-data/></file-entry></m>`)
	if _, err := ReadOpenDocument(bytes.NewReader(locked), int64(len(locked))); err != errLocked {
		t.Error(err)
	}
}

func FuzzReadWord(f *testing.F) {
	f.Add(`<w:p><w:pPr><w:pStyle w:val="T"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="9"/></w:tcPr><w:tbl/></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "a"</w:instrText><w:fldChar w:fldCharType="separate"/><w:drawing><w:txbxContent><w:p><w:r><w:t>b</w:t></w:r></w:p></w:txbxContent></w:drawing></w:r></w:p>`)
	f.Fuzz(func(t *testing.T, body string) {
		raw := wordFile(t, body)
		if got, err := ReadWord(bytes.NewReader(raw), int64(len(raw))); err == nil {
			HTML(got.Blocks, got.Lang)
		}
	})
}

func FuzzReadOpenDocument(f *testing.F) {
	f.Add(`<text:list text:style-name="N"><text:list-item><text:p>a<text:note><text:note-body><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:note-body></text:note></text:p></text:list-item></text:list>`)
	f.Add(`<table:table><table:table-row><table:table-cell><draw:frame><draw:text-box><table:table/></draw:text-box></draw:frame></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, text string) {
		raw := odtFile(t, text)
		if got, err := ReadOpenDocument(bytes.NewReader(raw), int64(len(raw))); err == nil {
			HTML(got.Blocks, got.Lang)
		}
	})
}

// Any file at all is refused or read.
func FuzzFiles(f *testing.F) {
	f.Add(wordFile(f, p(r("a"))))
	f.Add(odtFile(f, "<text:p>a</text:p>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, _ = ReadWord(bytes.NewReader(raw), int64(len(raw)))
		_, _ = ReadOpenDocument(bytes.NewReader(raw), int64(len(raw)))
	})
}

// workbookFile makes an .xlsx of rows, and what its other parts hold.
func workbookFile(t testing.TB, properties, sheets, rows string) []byte {
	t.Helper()
	return contenttest.ZIP(t, "xl/workbook.xml", `<workbook xmlns:r="r"><workbookPr `+properties+`/><sheets>`+sheets+`</sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<R><R Id="r1" Type="x/worksheet" Target="worksheets/a.xml"/><R Id="r2" Type="x/worksheet" Target="/xl/worksheets/b.xml"/>
			<R Id="r3" Type="x/sharedStrings" Target="strings.xml"/><R Id="r4" Type="x/styles" Target="styles.xml"/></R>`,
		"xl/strings.xml", `<sst><si><t>Name</t></si><si><r><t>Än</t></r><r><t xml:space="preserve">ne </t></r><rPh><t>nicht</t></rPh></si><si><t>a_x000D_b</t></si></sst>`,
		"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[$-407]dddd, d. mmmm yyyy"/><numFmt numFmtId="165" formatCode="0.00 &quot;days&quot;"/><numFmt numFmtId="166" formatCode="hh:mm;@"/></numFmts>
			<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/><xf numFmtId="166"/></cellXfs></styleSheet>`,
		"xl/worksheets/a.xml", `<worksheet><sheetData>`+rows+`</sheetData></worksheet>`, "xl/worksheets/b.xml", `<worksheet><sheetData><row><c t="inlineStr"><is><t>zweites</t></is></c></row></sheetData></worksheet>`)
}

const oneSheet = `<sheet name="Leute" r:id="r1"/>`

func TestSheet(t *testing.T) {
	rows := `<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c></row><row r="4"/><row r="5"><c t="s"><v>2</v></c><c t="str"><f>1+1</f><v>zwei</v></c><c t="b"><v>1</v></c><c t="inlineStr"><is><t>in</t></is></c></row>` +
		`<row><c><v>2931822100</v></c><c><v>0.30000000000000004</v></c><c s="1"><v>46385</v></c><c s="2"><v>46385</v></c><c s="3"><v>46385</v></c><c s="4"><v>46385.333333333336</v></c><c s="5"><v>0.354166666666667</v></c><c t="d"><v>2026-12-24T00:00:00</v></c><c><v>1.5E3</v></c></row><row><c s="1"><v>1</v></c><c s="1"><v>61</v></c></row>`
	for _, c := range []struct {
		name, properties, sheets string
		day                      string
		first                    []string // of the days
		notes                    []string
	}{
		{"1900", "", oneSheet + `<sheet name="Alt" r:id="r2"/><sheet name="Geheim" state="hidden" r:id="r2"/>`, "29.12.2026", []string{"01.01.1900", "01.03.1900"}, []string{
			`hidden sheets were left out: "Geheim"`}},
		{"1904", `date1904="1"`, `<sheet name="Geheim" state="veryHidden" r:id="r2"/>` + oneSheet, "30.12.2030", []string{"02.01.1904", "02.03.1904"}, []string{`hidden sheets were left out: "Geheim"`}},
	} {
		raw := workbookFile(t, c.properties, c.sheets, rows)
		got, err := ReadWorkbook(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(got.Sheets[0].Rows, []Row{
			{3, []string{"Name", "", "Änne"}}, {5, []string{"a\rb", "zwei", "ja", "in"}},
			{6, []string{"2931822100", "0.3", c.day, c.day, "46385", c.day + " 08:00", "08:30", "24.12.2026", "1500"}}, {7, c.first},
		}); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
		if d := cmp.Diff(got.Notes, c.notes); d != "" || len(got.Sheets[0].Bad) > 0 {
			t.Errorf("%s: %v %s", c.name, got.Sheets[0].Bad, d)
		}
	}
}

func TestSheetProblems(t *testing.T) {
	raw := workbookFile(t, "", oneSheet, `<row><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>A1</f></c><c r="C1" t="s"><v>99</v></c><c r="ZZZ1"><v>1</v></c></row>`)
	got, err := ReadWorkbook(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(got.Sheets[0].Bad, []BadCell{{1, "A1", "#DIV/0!"}, {1, "B1", "a formula without a value; open the file in the program and save it again"}, {1, "C1", "99"}, {1, "ZZZ1", "it is beyond column 200"}}); d != "" {
		t.Error(d)
	}
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"none":   {workbookFile(t, "", `<sheet name="a" state="hidden" r:id="r1"/>`, ""), "no sheet"},
		"text":   {[]byte("Name;Telefon"), "no such document"},
		"word":   {wordFile(t, ""), "no such document"},
		"damage": {workbookFile(t, "", oneSheet, "<row><c>"), "damaged"},
	} {
		if _, err := ReadWorkbook(bytes.NewReader(c.raw), int64(len(c.raw))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadWorkbook(f *testing.F) {
	f.Add(`<row r="9"><c r="AA1" t="s" s="9"><f/><v>-1</v></c><c r="A1" s="1"><v>1e300</v></c></row>`)
	f.Fuzz(func(t *testing.T, rows string) {
		raw := workbookFile(t, "", oneSheet, rows)
		got, _ := ReadWorkbook(bytes.NewReader(raw), int64(len(raw)))
		checkRows(t, got)
	})
}

func checkRows(t *testing.T, got Workbook) {
	t.Helper()
	for _, s := range got.Sheets {
		for _, r := range s.Rows {
			if r.Number < 1 || len(r.Cells) > maxColumns {
				t.Errorf("%+v", r)
			}
		}
	}
}

// openFile makes an .ods with sheets.
func openFile(t testing.TB, sheets string) []byte {
	t.Helper()
	return contenttest.ZIP(t, "content.xml", `<office:document-content xmlns:office="o" xmlns:style="s" xmlns:table="tb" xmlns:text="t" xmlns:calcext="c"><office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles>
		<office:body><office:spreadsheet>`+sheets+`</office:spreadsheet></office:body></office:document-content>`)
}

func TestOpenWorkbook(t *testing.T) {
	raw := openFile(t, `<table:table table:name="Leute"><table:table-column table:number-columns-repeated="3"/><table:table-header-rows><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>
		<table:table-row><table:table-cell office:value-type="string"><office:annotation><text:p>Notiz</text:p></office:annotation><text:p>Name</text:p><text:p>und mehr</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell><table:table-cell table:number-columns-repeated="1021"/></table:table-row></table:table-header-rows>
		<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" office:date-value="2026-12-24"><text:p>24. Dez</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="time" office:time-value="PT08H30M00S"><text:p>8:30 Uhr</text:p></table:table-cell>
		<table:table-cell office:value-type="float" office:value="2931822100"><text:p>2931822100</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell><table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell></table:table-row>
		<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>
		<table:table table:name="Geheim" table:style-name="ta2"><table:table-row><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table><table:table table:name="Leer"/>`)
	got, err := ReadOpenWorkbook(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	day := []string{"24.12.2026", "", "08:30", "2931822100", "ja"}
	want := Workbook{Notes: []string{`hidden sheets were left out: "Geheim"`}, Sheets: []Sheet{
		{"Leute", []Row{{3, []string{"Name\nund mehr", "x", "x"}}, {4, day}, {5, day}}, []BadCell{{4, "column 6", "#REF!"}}}, {Name: "Leer"},
	}}
	if d := cmp.Diff(got, want); d != "" {
		t.Error(d)
	}
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"text":  {odtFile(t, ""), "no such document"},
		"none":  {openFile(t, `<table:table table:style-name="ta2"/>`), "no sheet"},
		"lines": {openFile(t, `<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table>`), "larger than what is read"},
		"bomb":  {openFile(t, strings.Repeat("<table:table/>", maxSheets+1)), "more than 100 sheets"},
		"wide":  {openFile(t, `<table:table><table:table-row><table:table-cell table:number-columns-repeated="1000000"><text:p>`+strings.Repeat("x", 4*maxCell)+`</text:p></table:table-cell></table:table-row>`+strings.Repeat(`<table:table-row table:number-rows-repeated="9"><table:table-cell table:number-columns-repeated="300"><text:p>`+strings.Repeat("x", 4*maxCell)+`</text:p></table:table-cell></table:table-row>`, 2)+`</table:table>`), "larger than what is read"},
	} {
		if _, err := ReadOpenWorkbook(bytes.NewReader(c.raw), int64(len(c.raw))); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadOpenWorkbook(f *testing.F) {
	f.Add(`<table:table><table:table-row table:number-rows-repeated="-1"><table:table-cell office:date-value="x" table:number-columns-repeated="9999999"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, sheets string) {
		raw := openFile(t, sheets)
		got, _ := ReadOpenWorkbook(bytes.NewReader(raw), int64(len(raw)))
		checkRows(t, got)
	})
}

// TestPictureBlocks tests that pictures which are in a document are blocks behind their
// paragraph, wherever the document says where they are.
func TestPictureBlocks(t *testing.T) {
	word := contenttest.ZIP(t, "word/document.xml", `<w:document xmlns:w="w" xmlns:r="r" xmlns:wp="wp"><w:body><w:p><w:r><w:t>Da</w:t><w:drawing><wp:docPr descr="Kinder"/><a:blip xmlns:a="a" r:embed="p1"/></w:drawing></w:r></w:p></w:body></w:document>`,
		"word/_rels/document.xml.rels", `<R><R Id="p1" Type="x/image" Target="media/a.png"/></R>`, "word/media/a.png", "PNG")
	open := odtFile(t, `<text:p>Da<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>Kinder</svg:desc></draw:frame></text:p>`, "Pictures/a.png", "PNG")
	for _, c := range []struct {
		raw  []byte
		read func(io.ReaderAt, int64) (Text, error)
		part string
	}{{word, ReadWord, "word/media/a.png"}, {open, ReadOpenDocument, "Pictures/a.png"}} {
		got, err := c.read(bytes.NewReader(c.raw), int64(len(c.raw)))
		if err != nil || len(got.Notes) > 0 {
			t.Fatal(err, got.Notes)
		}
		if n := len(got.Blocks); n != 2 || got.Blocks[1].Kind != Picture || got.Blocks[1].Part != c.part || got.Blocks[1].Alternative != "Kinder" {
			t.Errorf("%+v", got.Blocks)
		}
		parts, err := Parts(bytes.NewReader(c.raw), int64(len(c.raw)))
		if err != nil {
			t.Fatal(err)
		}
		if raw, err := fs.ReadFile(parts, c.part); err != nil || string(raw) != "PNG" {
			t.Errorf("%q, %v", raw, err)
		}
	}
}

// Some programs write the XML in other letters than UTF-8.
func TestLetters(t *testing.T) {
	const text = `?><w:document xmlns:w="w"><w:body><w:p><w:r><w:t>Grüße 😀</w:t></w:r></w:p></w:body></w:document>`
	utf16 := func(order unicode.Endianness, bom unicode.BOMPolicy, s string) string {
		out, err := unicode.UTF16(order, bom).NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for name, c := range map[string]struct{ xml, want, refused string }{
		"little":       {xml: utf16(unicode.LittleEndian, unicode.UseBOM, `<?xml version="1.0" encoding="UTF-16"`+text), want: "Grüße 😀"},
		"big":          {xml: utf16(unicode.BigEndian, unicode.UseBOM, `<?xml version="1.0" encoding="utf-16"`+text), want: "Grüße 😀"},
		"little alone": {xml: utf16(unicode.LittleEndian, unicode.IgnoreBOM, `<?xml version="1.0" encoding="UTF-16LE"`+text), want: "Grüße 😀"},
		"big alone":    {xml: utf16(unicode.BigEndian, unicode.IgnoreBOM, `<?xml version="1.0"`+text), want: "Grüße 😀"},
		"marked":       {xml: "\ufeff" + `<?xml version="1.0" encoding="UTF-8"` + text, want: "Grüße 😀"},
		"western":      {xml: `<?xml version="1.0" encoding="ISO-8859-1"` + strings.NewReplacer("ü", "\xfc", "ß", "\xdf", " 😀", "").Replace(text), want: "Grüße"},
		"others":       {xml: `<?xml version="1.0" encoding="ebcdic"` + text, refused: `its XML is written in "ebcdic", which is not read; open it in Word or LibreOffice, and save it again`},
	} {
		raw := contenttest.ZIP(t, "word/document.xml", c.xml)
		got, err := ReadWord(bytes.NewReader(raw), int64(len(raw)))
		if c.refused != "" {
			if err == nil || err.Error() != c.refused {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || len(got.Blocks) != 1 || got.Blocks[0].Plain() != c.want {
			t.Errorf("%s: %v %v", name, got.Blocks, err)
		}
	}
}

// Parting words by their letters loses none.
func FuzzScripts(f *testing.F) {
	for _, s := range []string{"", " ", "a عيد b", "عيد 祭り", "祭りعيد", "\u0301عِيد،", "1 2 ؟", "عيد\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		runs := odtForm{Run: Run{Lang: "de"}, asian: "ja", complex: "ar"}.runs(text)
		var got strings.Builder
		for _, r := range runs {
			if got.WriteString(r.Text); r.Text == "" && text != "" {
				t.Errorf("%q: %v has an empty run", text, runs)
			}
		}
		if got.String() != text {
			t.Errorf("%q became %q", text, got.String())
		}
	})
}
