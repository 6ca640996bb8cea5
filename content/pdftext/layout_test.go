package pdftext

import (
	"bytes"
	"crypto/md5"
	"crypto/rc4"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// ligature is a code of the font of scripted that means two letters, which are read
// from the right.
const ligature = "\ue000"

// scripted makes a PDF of the content streams of its pages, whose font F has letters
// of all scripts, half as wide as high. more is what the catalog says besides, info
// what the dictionary of that name does.
func scripted(more string, info map[string]string, pages ...string) []byte {
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R %s >>", more)
	const first = 8
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", first+2*i)
	}
	b.object("<< /Type /Pages /Kids [%s] /Count %d >>", kids.String(), len(pages))
	b.object("<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>")
	b.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 /W [1464 [0] 1618 [0]] /FontDescriptor 6 0 R >>")
	table := "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
	for _, block := range []int{0x00, 0x01, 0x05, 0x06, 0x20, 0xFB, 0xFE} {
		table += fmt.Sprintf("1 beginbfrange <%02X00> <%02XFF> <%02X00> endbfrange\n", block, block, block)
	}
	table += "1 beginbfchar <E000> <06440627> endbfchar endcmap end end"
	b.stream("", []byte(table))
	b.object("<< /Type /FontDescriptor /FontName /Any /Flags 4 /FontBBox [0 -200 1000 900] /Ascent 900 /Descent -200 /CapHeight 700 /ItalicAngle 0 /StemV 80 >>")
	var said strings.Builder
	for _, key := range []string{"Title", "CreationDate", "ModDate"} {
		if v := info[key]; v != "" {
			fmt.Fprintf(&said, "/%s <FEFF%s> ", key, hex(v))
		}
	}
	b.object("<< %s >>", said.String())
	for i, p := range pages {
		b.object("<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>", resources, first+1+2*i)
		b.stream("", []byte(p))
	}
	return bytes.Replace(b.end(), []byte("/Root 1 0 R"), []byte("/Root 1 0 R /Info 7 0 R"), 1)
}

// hex writes a text as codes of the font of scripted.
func hex(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}

// at sets a text in a size of 12 points, in which each letter is 6 points wide.
func at(x, y float64, text string) string {
	return sized(12, x, y, text)
}

func sized(size, x, y float64, text string) string {
	return fmt.Sprintf("BT /F %g Tf %g %g Td <%s> Tj ET\n", size, x, y, hex(text))
}

// below sets lines below each other.
func below(x, y float64, lines ...string) string {
	var b strings.Builder
	for i, l := range lines {
		b.WriteString(at(x, y-14*float64(i), l))
	}
	return b.String()
}

// backwards returns a text in the order in which it is seen if all of it is read from
// the right.
func backwards(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

// Pages, and how they read.
func TestLayout(t *testing.T) {
	t.Parallel()
	left := []string{"Die linke Spalte erzählt von der", "Beratung im Haus und von denen,", "die hier arbeiten, viele Fragen", "hören und beantworten, im Mitein-"}
	right := []string{"ander und mit Geduld, von der die", "rechte Spalte weiter erzählt, und", "die noch mehrere Zeilen füllt, so", "dass niemand an Tabellen denkt."}
	var rows, cells strings.Builder
	for i := range left {
		rows.WriteString(at(50, 700-14*float64(i), left[i]) + at(320, 700-14*float64(i), right[i]))
	}
	for i, row := range [][3]string{{"Fest", "Datum", "Auskunft"}, {"Opferfest", "16. Mai 2027", "Frau Yılmaz"}, {"Pessach", "22. April 2027", "Herr Levi"}, {"Nouruz", "21. März 2027", "Frau Ahmadi"}} {
		for j, cell := range row {
			cells.WriteString(at(50+150*float64(j), 700-24*float64(i), cell))
		}
	}
	columns := "Die linke Spalte erzählt von der\nBeratung im Haus und von denen,\ndie hier arbeiten, viele Fragen\nhören und beantworten, im Miteinander und mit Geduld, von der die\nrechte Spalte weiter erzählt, und\ndie noch mehrere Zeilen füllt, so\ndass niemand an Tabellen denkt."
	var wide strings.Builder
	x := 50.0
	for _, r := range "Interkultur jetzt" {
		wide.WriteString(at(x, 700, string(r)))
		x += 9
	}
	cases := []struct{ name, page, want string }{
		{"columns one after the other", below(50, 700, left...) + below(320, 700, right...), columns},
		{"columns line by line", rows.String(), columns},
		{"narrow columns", below(50, 700, "Die Gleich\u00ad\u2010", "stellungs\u2010", "beauftragte") + below(150, 700, "hilft in der Be-", "ratung weiter."), "Die Gleichstellungsbeauftragte\n\nhilft in der Beratung weiter."},
		{"table", cells.String(), "Fest Datum Auskunft\n\nOpferfest 16. Mai 2027 Frau Yılmaz\n\nPessach 22. April 2027 Herr Levi\n\nNouruz 21. März 2027 Frau Ahmadi"},
		{"small capitals", at(50, 700, "D") + sized(9, 56, 700, "IE") + at(69, 700, "W") + sized(9, 75, 700, "OCHE"), "DIE WOCHE"},
		{"wide letters", wide.String(), "Interkultur jetzt"},
		{"numbers in a row", at(50, 700, "1") + at(59, 700, "2") + at(68, 700, "3") + at(77, 700, "4") + at(86, 700, "5"), "1 2 3 4 5"},
		{"marks in a table", at(50, 700, "x") + at(90, 700, "x") + at(130, 700, "x") + at(170, 700, "x"), "x x x x"},
		{"bold by printing twice", at(50, 700, "Überschrift") + at(50.4, 700, "Überschrift"), "Überschrift"},
		{"raised and lowered", at(50, 700, "12 m") + sized(8, 74, 705, "2") + at(84, 700, "CO") + sized(8, 96, 697, "2"), "12 m2 CO2"},
		{"footnote", at(50, 700, "Vielfalt") + sized(8, 98, 705, "3") + at(105, 700, "hilft"), "Vielfalt 3 hilft"},
		{"forms of letters", at(50, 700, "Schi\ufb00fahrt \ufb01ndet um ½ 9 auf 12 m² statt"), "Schifffahrt findet um ½ 9 auf 12 m² statt"},
		{"few letters", at(50, 700, "Ja!"), "Ja!"},
		{"a number", at(50, 700, "2027"), "2027"},
		{"a sign", at(50, 700, "•"), ""},
		{"nothing", "0 0 100 100 re f", ""},
		{"turned", "BT /F 12 Tf 0 1 -1 0 100 100 Tm <" + hex("Quer gedruckt") + "> Tj ET", "Quer\n\ngedruckt"},
		{"replaced", "BT /F 12 Tf 14 TL 50 700 Td <" + hex("M") + "> Tj /Span << /ActualText <FEFF00E4> >> BDC <" + hex("x") + "> Tj EMC <" + hex("rz-") + "> Tj T* <" + hex("fest") + "> Tj ET", "Märzfest"},
		{"Hebrew with a mark", at(50, 700, "ם") + at(58, 703, "\u05b8") + at(56, 700, "ש"), "ש\u05b8ם"},
		{"Arabic with marks as they are seen", at(57, 704, "\u0652") + at(56, 700, "م") + at(64, 704, "\u064f") + at(62, 700, "ك"), "ك\u064fم\u0652"},
		{"Arabic with marks as they are read", at(62, 700, "ك") + at(64, 704, "\u064f") + at(56, 700, "م") + at(57, 704, "\u0652"), "ك\u064fم\u0652"},
		{"Arabic with a mark", at(50, 700, "م") + at(59, 704, "\u0652") + at(56, 700, "ك"), "ك\u0652م"},
		{"Arabic as it is seen", at(50, 700, backwards("عيد الفطر هو عيد المسلمين.")), "عيد الفطر هو عيد المسلمين."},
		{"Arabic as it is read", at(206, 700, backwards("عيد")) + at(170, 700, backwards("الفطر")) + at(152, 700, backwards("هو")) + at(146, 700, "."), "عيد الفطر هو."},
		{"Arabic letter by letter", at(212, 700, "ع") + at(206, 700, "ي") + at(200, 700, "د"), "عيد"},
		{"Arabic ligature", at(50, 700, "م"+ligature+backwards("الس")), "السلام"},
		{"Arabic forms", at(50, 700, "\ufee1\ufefc\ufeb4\ufedf\ufe8d"), "السلام"},
		{"Hebrew and German", at(50, 700, "Das Fest "+backwards("חג פסח")+" heißt Pessach."), "Das Fest חג פסח heißt Pessach."},
		{"Arabic, numbers and German", at(50, 700, "."+backwards("كل يوم")+" Bezirksregierung Arnsberg "+backwards("في")+" 0-82 02931 "+backwards("الهاتف")), "الهاتف 02931 82-0 في Bezirksregierung Arnsberg كل يوم."},
		// It ends where the line above ends, though most of its letters are Latin.
		{"begins with Arabic", at(200, 700, "."+backwards("خمسة وعشرون")) + at(146, 686, "Seibertzstraße 1 "+backwards("شارع")), "خمسة وعشرون.\nشارع Seibertzstraße 1"},
	}
	// One file has them all, because every reading starts processes.
	var pages []string
	var want []Page
	for _, c := range cases {
		pages = append(pages, c.page)
		want = append(want, Page{Text: c.want, NoText: c.want == ""})
	}
	pdf := scripted("", nil, pages...)
	modes(t, func(t *testing.T, e *Extractor) {
		e.Picture = ""
		doc, err := e.Extract(t.Context(), pdf)
		if err != nil || len(doc.Pages) != len(want) {
			t.Fatalf("got %+v, %v", doc, err)
		}
		for i, c := range cases {
			if d := cmp.Diff(doc.Pages[i], want[i]); d != "" {
				t.Error(c.name, d)
			}
		}
	})
}

// A word goes on on the next page; headers and footers, also those of left and right
// pages, are no part of the text.
func TestPages(t *testing.T) {
	t.Parallel()
	page := func(number int, lines ...string) string {
		header := "Wegweiser Vielfalt"
		if number%2 == 0 {
			header = "Bezirksregierung Arnsberg"
		}
		return at(50, 800, header) + below(50, 600, lines...) + at(300, 30, fmt.Sprintf("Seite %d", number))
	}
	pdf := scripted("", nil,
		page(1, "Über uns", "Wir sind die Gleich-"), page(2, "stellung und mehr"), page(3, "Wegweiser Vielfalt"), page(4), page(5, "drei"), page(6, "vier"))
	modes(t, func(t *testing.T, e *Extractor) {
		doc, err := e.Extract(t.Context(), pdf)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(doc.Pages, []Page{
			{Text: "Über uns\nWir sind die Gleichstellung"}, {Text: "und mehr"}, {Text: "Wegweiser Vielfalt"},
			{Text: "Bezirksregierung Arnsberg\n\nSeite 4"}, {Text: "drei"}, {Text: "vier"},
		}); d != "" {
			t.Error(d)
		}
		if d := cmp.Diff(doc.Running, []string{"Wegweiser Vielfalt", "Seite 1", "Bezirksregierung Arnsberg"}); d != "" {
			t.Error(d)
		}
	})
}

// What repeats and yet is part of the text.
func TestNotRunning(t *testing.T) {
	at := func(y float64, text string) line { return line{box: box{50, y, 200, y + 12}, text: text} }
	for name, pages := range map[string][][]line{
		"two pages that begin alike": {{at(20, "Heft")}, {at(20, "Heft")}, {at(20, "Schluss")}, {at(20, "Ende")}},
		"nothing else":               {{at(20, "Ja!")}, {at(20, "Ja!")}, {at(20, "Ja!")}},
		"in the middle":              {{at(400, "Ja!"), at(500, "a")}, {at(400, "Ja!"), at(500, "b")}},
		"the first line of a text":   {{at(80, "Ja!"), at(94, "a")}, {at(80, "Ja!"), at(94, "b")}, {at(80, "Ja!"), at(94, "c")}},
	} {
		if left := withoutRunning(slices.Repeat([]sheet{{height: 800}}, len(pages)), pages); left != nil {
			t.Errorf("%s: left out: %q", name, left)
		}
	}
}

// A header that touches the text of a page stands away from it on others.
func TestRunningClose(t *testing.T) {
	at := func(y float64, text string) line { return line{box: box{50, y, 200, y + 12}, text: text} }
	pages := [][]line{{at(20, "Kopf"), at(100, "a")}, {at(20, "Kopf"), at(34, "b")}, {at(20, "Kopf"), at(100, "c")}}
	left := withoutRunning(slices.Repeat([]sheet{{height: 800}}, len(pages)), pages)
	if !slices.Equal(left, []string{"Kopf"}) || len(pages[1]) != 1 {
		t.Errorf("left out: %q, page 2: %+v", left, pages[1])
	}
}

func TestAbout(t *testing.T) {
	t.Parallel()
	tagged := "/MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot >> /Lang (de-DE)"
	for name, c := range map[string]struct {
		more string
		info map[string]string
		want About
	}{
		"nothing": {},
		"all": {tagged, map[string]string{"Title": "Wegweiser für  Vielfalt", "CreationDate": "D:20270314120000+01'00'", "ModDate": "D:20270315"},
			About{"Wegweiser für Vielfalt", "de-DE", true, time.Date(2027, 3, 14, 11, 0, 0, 0, time.UTC), time.Date(2027, 3, 15, 0, 0, 0, 0, time.UTC)}},
		"a file's name":      {"", map[string]string{"Title": "Microsoft Word - Heft", "CreationDate": "gestern"}, About{}},
		"another file":       {"", map[string]string{"Title": "Flyer_DINlang_3.INDD"}, About{}},
		"marked and no tree": {"/MarkInfo << /Marked true >>", nil, About{}},
	} {
		e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}}
		about, err := e.About(t.Context(), scripted(c.more, c.info, at(50, 700, "x")))
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(*about, c.want); d != "" {
			t.Error(name, d)
		}
	}
}

// encrypted makes a PDF that opens with a password, by RC4 with 40 or 128 bits.
func encrypted(bits int, password, text string) []byte {
	pad := []byte("\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A")
	crypt := func(key, data []byte) []byte {
		c, err := rc4.NewCipher(key)
		if err != nil {
			panic(err)
		}
		out := make([]byte, len(data))
		c.XORKeyStream(out, data)
		return out
	}
	sum := func(parts ...[]byte) []byte { h := md5.Sum(bytes.Join(parts, nil)); return h[:] }
	owner, id := bytes.Repeat([]byte{'o'}, 32), bytes.Repeat([]byte{'i'}, 16)
	key := sum(append([]byte(password), pad...)[:32], owner, []byte{0xFC, 0xFF, 0xFF, 0xFF}, id)
	version, revision, user := 1, 2, pad
	if bits == 128 {
		version, revision = 2, 3
		for range 50 {
			key = sum(key)
		}
		user = sum(pad, id)
		for i := range byte(20) {
			k := slices.Clone(key)
			for j := range k {
				k[j] ^= i
			}
			user = crypt(k, user)
		}
		user = append(user, make([]byte, 16)...)
	} else {
		key = key[:bits/8]
		user = crypt(key, user)
	}
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R >>")
	b.object("<< /Type /Pages /Kids [4 0 R] /Count 1 >>")
	b.object("%s", font)
	b.object("<< /Type /Page /Parent 2 0 R %s /Contents 5 0 R >>", resources)
	b.stream("", crypt(sum(key, []byte{5, 0, 0, 0, 0})[:min(len(key)+5, 16)], []byte(lines(text))))
	dict := fmt.Sprintf("/Root 1 0 R /ID [<%x> <%x>] /Encrypt << /Filter /Standard /V %d /R %d /Length %d /P -4 /O <%x> /U <%x> >>", id, id, version, revision, bits, owner, user)
	return bytes.Replace(b.end(), []byte("/Root 1 0 R"), []byte(dict), 1)
}

// What nobody may print can be read; what opens with a password cannot.
func TestProtected(t *testing.T) {
	t.Parallel()
	const protected = "it is protected by a password; save it without"
	modes(t, func(t *testing.T, e *Extractor) {
		for _, bits := range []int{40, 128} {
			doc, err := e.Extract(t.Context(), encrypted(bits, "", "Wer es hat, darf es lesen."))
			if e.Text == ModeGo && bits == 40 {
				// It would read noise.
				if !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), protected) {
					t.Errorf("%d bits: got %v", bits, err)
				}
			} else if err != nil || doc.Pages[0].Text != "Wer es hat, darf es lesen." {
				t.Errorf("%d bits: got %+v, %v", bits, doc, err)
			}
			_, err = e.Extract(t.Context(), encrypted(bits, "geheim", "Wer es hat, darf es nicht lesen."))
			if !errors.Is(err, ErrUnreadable) || !strings.Contains(err.Error(), protected) {
				t.Errorf("%d bits, with a password: got %v", bits, err)
			}
		}
	})
}

// A page that lies on its side, with a form drawn within another and a font that
// names what differs from the usual encoding.
func TestForm(t *testing.T) {
	t.Parallel()
	b := newBuilder()
	b.object("<< /Type /Catalog /Pages 2 0 R >>")
	b.object("<< /Type /Pages /Kids [4 0 R] /Count 1 /Rotate 90 /Resources << /XObject << /X 6 0 R >> >> >>")
	b.object("%s", strings.Replace(font, "/WinAnsiEncoding", "<< /BaseEncoding /WinAnsiEncoding /Differences [1 /adieresis] >>", 1))
	b.object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R >>")
	b.stream("", []byte("q 1 0 0 1 10 0 cm /X Do Q"))
	b.stream("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Matrix [0 1 -1 0 300 100] /Resources << /XObject << /Y 7 0 R >> >>", []byte("/Y Do"))
	b.stream("/Type /XObject /Subtype /Form /BBox [0 -100 595 842] /Resources << /Font << /F 3 0 R >> >>", []byte("BT /F 12 Tf 10 10 Td (M\\001rz \\226 quer gedruckt, 5 \\200) Tj ET"))
	pdf := b.end()
	modes(t, func(t *testing.T, e *Extractor) {
		doc, err := e.Extract(t.Context(), pdf)
		if err != nil || doc.Pages[0].Text != "März – quer gedruckt, 5 €" {
			t.Errorf("got %+v, %v", doc, err)
		}
	})
}

// What a browser prints: justified columns with divided words, a header and a footer
// on each page, small capitals, letters set wide, and scripts from the right.
func TestBrowser(t *testing.T) {
	browser := os.Getenv("VIELFALT_TEST_CHROMIUM")
	if browser == "" {
		t.Skip("set VIELFALT_TEST_CHROMIUM to the path of a Chromium to run this")
	}
	t.Parallel()
	page := `<!doctype html><html lang="de"><meta charset="utf-8"><title>Wegweiser</title><style>
@page { size: A5; margin: 2cm; @top-center { content: "Kopf des Hefts" } @bottom-center { content: "Seite " counter(page) } }
.two { columns: 2; width: 60mm; text-align: justify } .new { break-before: page } .rtl { direction: rtl } .small { font-variant: small-caps } .wide { letter-spacing: .3em }
</style><div class=two>` + strings.Repeat("Die Gleich&shy;stellungs&shy;beauf&shy;tragte hilft im Haus. ", 6) + `</div>
<p class="new small">Die Interkulturelle Woche</p><p class=wide>Interkultur jetzt</p>
<div class="new rtl" lang=ar><p>السلام عليكم ورحمة الله، الطابق 3 مفتوح.</p><p lang=he>חג פסח שמח (2027).</p></div>`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "page.html"), []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "page.pdf")
	cmd := exec.CommandContext(t.Context(), browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir="+filepath.Join(dir, "profile"), "--print-to-pdf="+out, "file://"+filepath.Join(dir, "page.html"))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	pdf, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	modes(t, func(t *testing.T, e *Extractor) {
		doc, err := e.Extract(t.Context(), pdf)
		if err != nil || len(doc.Pages) != 3 {
			t.Fatalf("got %+v, %v", doc, err)
		}
		if got := strings.Join(strings.Fields(doc.Pages[0].Text), " "); got != strings.TrimSpace(strings.Repeat("Die Gleichstellungsbeauftragte hilft im Haus. ", 6)) {
			t.Errorf("columns: %q", got)
		}
		if got := doc.Pages[1].Text; got != "Die Interkulturelle Woche\n\nInterkultur jetzt" {
			t.Errorf("pieces: %q", got)
		}
		if got := doc.Pages[2].Text; got != "السلام عليكم ورحمة الله، الطابق 3 مفتوح.\n\nחג פסח שמח (2027)." {
			t.Errorf("from the right: %q", got)
		}
		if a := doc.About; a == nil || a.Title != "Wegweiser" || a.Language != "de" || !a.Tagged {
			t.Errorf("about: %+v", a)
		}
	})
}

// Whatever words a child writes, they become pages of valid text.
func FuzzRead(f *testing.F) {
	const page = `<page width="595" height="842">`
	f.Add(page + `<word xMin="1" yMin="2" xMax="3" yMax="4">Gleich-</word><word xMin="1" yMin="5" xMax="3" yMax="7">stellung</word></page>`)
	f.Add(page + `<word xMin="NaN" yMin="Inf" xMax="-Inf" yMax="1e308">דיע</word>` + strings.Repeat(`<word xMin="9" yMin="2" xMax="8" yMax="1">a&amp;</word>`, 9) + `</page></page>` + page)
	f.Add(`<word>x</word><page height="-1"><word yMax="9">` + "\x01\u05b8(א" + `</word>`)
	f.Fuzz(func(t *testing.T, words string) {
		sheets, err := readWords([]byte(words))
		if err != nil {
			return
		}
		doc := read(sheets)
		if len(doc.Pages) != len(sheets) {
			t.Fatalf("%d pages of %d sheets", len(doc.Pages), len(sheets))
		}
		for _, p := range doc.Pages {
			if !utf8.ValidString(p.Text) || p.NoText != (p.Text == "") {
				t.Fatalf("got %+v", p)
			}
		}
	})
}
