package archive

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"

	"vielfalt/content"
)

// said is what a contact is to those who look for one.
type said struct{ Title, Function, Phone, Mail, Room, Dezernat, Body string }

func saidOf(c *content.Contact) said {
	return said{c.Title, c.Function, c.Phone, c.Mail, c.Room, c.Dezernat, c.Body}
}

// Tables as Outlook and telephone books make them, in any order of columns.
func TestContactTables(t *testing.T) {
	anna := said{"Anna Müller", "Leitung", "02931 82-2100", "anna.mueller@example.org", "B 12", "36.2", ""}
	for name, c := range map[string]struct {
		table string
		want  said
		notes []string
	}{
		"Outlook": {`"Anrede","Vorname","Weitere Vornamen","Nachname","Suffix","Firma","Abteilung","Position","Telefon geschäftlich","Mobiltelefon","Büro","E-Mail-Adresse","E-Mail-Typ","Priorität"` + "\n" +
			`"Frau","Anna","","Müller","","","Dez. 36.2","Leitung","02931 82-2100","0170 123456","B 12","anna.mueller@example.org","",""` + "\n", said{"Anna Müller", "Leitung", "02931 82-2100", "anna.mueller@example.org", "B 12", "36.2", "Mobiltelefon: 0170 123456"}, nil},
		"Outlook, English": {"First Name,Middle Name,Last Name,Title,Company,Department,Job Title,Business Phone,Office Location,E-mail Address,E-mail Type\nAnna,,Müller,Dr.,,Pressestelle,Leitung,02931 82-2100,B 12,anna.mueller@example.org,SMTP\n",
			said{"Dr. Anna Müller", "Leitung, Pressestelle", "02931 82-2100", "anna.mueller@example.org", "B 12", "", ""}, []string{`x.csv:1: column "E-mail Type" was left out: contacts do not have it`}},
		"telephone book": {"Dez.;Name;Tel.-Nr.;Zimmer-Nr.;Mailadresse;Funktion;\nDezernat 36.2;Müller, Anna;(0 29 31) 82-21 00;B 12;mailto:anna.mueller@example.org;Leitung;\n",
			said{"Anna Müller", "Leitung", "(0 29 31) 82-21 00", "anna.mueller@example.org", "B 12", "36.2", ""}, []string{`x.csv:2: names written as "Nachname, Vorname" were turned round, here and in other lines; add a column "id" to keep one as it is`}},
		"with a caption":   {"Telefonverzeichnis;;\nStand: 24.12.2026;;\n\nTelefon;Name;Raum\n02931 82-2100;Anna Müller;B 12\n", said{"Anna Müller", "", "02931 82-2100", "", "B 12", "", ""}, []string{"x.csv:1: lines 1 to 3 were passed over: the columns are named in line 4"}},
		"spaces and signs": {"Name\u00a0;Telefon geschäftlich ;E-Mail\u00a0;Position;Raum;Dezernat\nAnna\u00a0Müller\u00a0;\u00a002931\u00a082–2100;Anna Müller <anna.mueller@example.org>;Leitung;B\u00a012;36,2\n", said{"Anna Müller", "Leitung", "02931 82-2100", "anna.mueller@example.org", "B\u00a012", "36.2", ""}, nil},
		"two of a kind": {"Name;Telefon;Durchwahl;E-Mail;E-Mail-Adresse;Dezernat\nAnna Müller;02931 82-2100;2100;a@example.org;dez36@example.org;36 – Kommunalaufsicht\n",
			said{"Anna Müller", "Kommunalaufsicht", "02931 82-2100", "a@example.org", "", "36", "Durchwahl: 2100\n\nE-Mail-Adresse: dez36@example.org"}, nil},
		"several":      {"Name;Telefon;E-Mail\nAnna Müller;\"02931 82-2100; 0170 123456\";a@example.org, b@example.org\n", said{"Anna Müller", "", "02931 82-2100", "a@example.org", "", "", "Telefon: 0170 123456\n\nE-Mail: b@example.org"}, nil},
		"whole name":   {"Ansprechpartner;Tel\nAnna Müller;1234\n", said{"Anna Müller", "", "1234", "", "", "", ""}, nil},
		"macintosh":    {"Name;Telefon;Raum;Mail;Funktion;Dez\rAnna M\x9fller;02931 82-2100;B 12;anna.mueller@example.org;Leitung;36.2\r", anna, []string{`x.csv: the letters were read as those of an old Macintosh: "Müller"; if that is wrong, save it as UTF-8`}},
		"utf-16":       {"\xff\xfe" + utf16Of("Name\tTelefon\tRaum\tMail\tFunktion\tDez\r\nAnna Müller\t02931 82-2100\tB 12\tanna.mueller@example.org\tLeitung\t36.2\r\n"), anna, nil},
		"nameless":     {"Name;Telefon;\nAnna Müller;1234;VIP\n", said{"Anna Müller", "", "1234", "", "", "", ""}, []string{"x.csv:1: column 3 has no name and was left out"}},
		"no other row": {"Name;Telefon\n\n;;\nAnna Müller;1234\n", said{"Anna Müller", "", "1234", "", "", "", ""}, nil},
		"an amount":    {"Name;Telefon\nAnna Müller;293182100\n", said{"Anna Müller", "", "293182100", "", "", "", ""}, []string{`x.csv:2: phone: "293182100" begins with neither 0 nor +; has a spreadsheet taken away a zero?`}},
		"twice":        {"Name;Telefon\nAnna MÃ¼ller;1234\n", said{"Anna MÃ¼ller", "", "1234", "", "", "", ""}, []string{`x.csv: "MÃ¼ller" was not read as UTF-8 by the program that wrote this file, and is taken as it stands; write the file again from its source`}},
		"inert cells":  {"Name;Telefon;Aufgabe\nAnna Müller;'+49 2931 82-2100;'=Ja\n", said{"Anna Müller", "", "+49 2931 82-2100", "", "", "", "=Ja"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			sum := p.again(t, tree("x.csv", c.table))
			if len(sum.Problems) > 0 || !slices.Equal(reports(sum.Notes), c.notes) || sum.Records != 1 {
				t.Fatalf("%d, %q, %q", sum.Records, reports(sum.Problems), reports(sum.Notes))
			}
			for _, r := range p.all(t) {
				if d := cmp.Diff(saidOf(r.(*content.Contact)), c.want); d != "" {
					t.Error(d)
				}
			}
			if again := p.again(t, tree("x.csv", c.table)); again.Changed > 0 {
				t.Error("a second time it is different")
			}
		})
	}
}

func TestContactsThatAreNone(t *testing.T) {
	for table, want := range map[string]string{
		"Name;Farbe\nAnna Müller;blau\n":                    `x.csv:2: "Anna Müller" has nothing but a name: there is neither number, mail, room, function nor Dezernat`,
		"Name;Telefon\nAnna;2,93182E+08\n":                  `x.csv:2: phone: "2,93182E+08" is how a spreadsheet writes a long amount; enter the number again as text`,
		"Name;Telefon\nM\x9fller;1\nGr\xfcn;2\n":            `x.csv:2: is this "MŸller" or "Müller"? Save the file as UTF-8 (in Excel “CSV UTF-8”)`,
		"Name;Telefon\nStra\xa7er;1\nGr\xfcn;2\n":           `x.csv:2: is this "Stra§er" or "Straßer"? Save the file as UTF-8 (in Excel “CSV UTF-8”)`,
		"Name;Telefon\n\x80hler;1\nGr\xfcn;2\n":             `x.csv:2: is this "€hler" or "Ähler"? Save the file as UTF-8 (in Excel “CSV UTF-8”)`,
		"Name;Telefon\nMüller;1234\nWei\xdf;1\nGr\xfcn;2\n": `x.csv:3: the file is in UTF-8, but the letters of this line are not; save it as UTF-8`,
		"Name;Telefon\nAnna;82-2100 (Montag)\n":             `x.csv:2: phone: "82-2100 (Montag)" is not a telephone number`,
		"Name;Telefon\nAnna M;1234\nAnna M;1234\n":          `x.csv:3: "Anna M" is there twice, after line 2, and neither mail nor number tells them apart; if it is the same person take one of them out, else add a column "id"`,
	} {
		sum := newPlace(t).again(t, tree("x.csv", table))
		if got := strings.Join(reports(sum.Problems), "\n"); !strings.HasPrefix(got, want) {
			t.Errorf("%q:\n got %s\nwant %s", table, got, want)
		}
	}
}

// What people and programs keep for themselves is left out with the reason.
func TestColumnsLeftOut(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("x.csv", "Name;Telefon;Bemerkung;Notizen;Firma;Geburtstag;Postanschrift privat: Ort;Farbe\nAnna Müller;1234;oft krank;;BR;1.1.1980;Hagen;rot\n"))
	if d := cmp.Diff(reports(sum.Notes), []string{
		`x.csv:1: column "Bemerkung" was left out: remarks may be private; call it "Aufgabe" if everybody may read it`,
		`x.csv:1: column "Firma" was left out: contacts do not have it`,
		`x.csv:1: column "Geburtstag" was left out: it is private`,
		`x.csv:1: column "Postanschrift privat: Ort" was left out: it is private`,
		`x.csv:1: column "Farbe" is not known and was left out`,
	}); d != "" {
		t.Error(d)
	}
	if c := get[*content.Contact](t, p, "anna-mueller"); c.Body != "" {
		t.Errorf("%q", c.Body)
	}
}

func TestTurnedNames(t *testing.T) {
	for wrote, want := range map[string]string{
		"Müller-Lüdenscheidt, Jörg": "Jörg Müller-Lüdenscheidt", "Dr. Schmidt, Eva": "Dr. Eva Schmidt", "Schmidt, Dr. Eva Maria": "Dr. Eva Maria Schmidt", "von der Heide, A.": "A. von der Heide",
		"Anna Müller": "", "Müller, M.A.": "", "Müller, LL.M.": "", "Dezernat 36, Presse": "", "Müller,": "", "A, B, C": "",
	} {
		if got := turned(wrote); got != want {
			t.Errorf("%q: %q", wrote, got)
		}
	}
}

// Who has the mail address and a name of somebody else in an import may be the same.
// Whoever was stored before names were turned round keeps the id.
func TestPerhapsTheSame(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree(
		"a.csv", "Name;E-Mail\nAyşe Yılmaz;ay@example.org\nOtto Beispiel;post@example.org\nAnna Müller;post@example.org\n",
		"b.csv", "Name;E-Mail\nA. Yılmaz;AY@example.org\n",
	))
	if d := cmp.Diff(reports(sum.Notes), []string{`b.csv:2: "A. Yılmaz" has the mail address of "Ayşe Yılmaz", line 2 of a.csv; are they the same person?`}); d != "" {
		t.Error(d)
	}
	if c := get[*content.Contact](t, p, "ayse-yilmaz"); c.Title != "Ayşe Yılmaz" {
		t.Errorf("%+v", c)
	}
	p.again(t, tree("alt.csv", "id;Name;Telefon\nmuster-eva;Muster, Eva;0291 1\n"))
	if again := p.again(t, tree("neu.csv", "Name;Telefon\n\"Muster, Eva\";0291 1\n")); again.Changed != 1 || get[*content.Contact](t, p, "muster-eva").Title != "Eva Muster" {
		t.Errorf("%+v", again)
	}
	p.again(t, tree("alt.csv", "id;Name;Telefon\nelif-k-r;Elif Kır;0291 2\n"))
	if p.again(t, tree("neu.csv", "Name;Telefon\nElif Kır;0291 3\n")); get[*content.Contact](t, p, "elif-k-r").Phone != "0291 3" {
		t.Error("who is stored under the id of an earlier version became another")
	}
}

// A letter means what stands around it.
func TestLettersOfOneByte(t *testing.T) {
	const text = "Größe, Übung, süß, Ärger, Öl; äöü ÄÖÜ ß Fußgänger"
	for name, m := range map[string]*charmap.Charmap{"Windows-1252": charmap.Windows1252, "MacRoman": charmap.Macintosh} {
		raw, err := m.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, note, err := decodeText(raw); string(got) != text || err != nil || (note != "") != (name == "MacRoman") {
			t.Errorf("%s: %q, %q, %v", name, got, note, err)
		}
	}
	const windows = "Nach § 9 kostet es 5 €… – Petar Šimić aus Größenwahn, „Ärger“ © 2026"
	raw, err := charmap.Windows1252.NewEncoder().Bytes([]byte(strings.ReplaceAll(windows, "ć", "c")))
	if got, note, err2 := decodeText(raw); err != nil || err2 != nil || note != "" || string(got) != strings.ReplaceAll(windows, "ć", "c") {
		t.Errorf("%q, %q, %v, %v", got, note, err, err2)
	}
	for _, order := range []string{"\xff\xfeA\x00\xfc\x00", "\xfe\xff\x00A\x00\xfc", "A\x00\xfc\x00", "\x00A\x00\xfc"} {
		if got, _, err := decodeText([]byte(order)); string(got) != "Aü" || err != nil {
			t.Errorf("%q: %q, %v", order, got, err)
		}
	}
}

func TestReadPhone(t *testing.T) {
	for cell, want := range map[string]dialled{
		"02931 82-2100":                 {phone: "02931 82-2100"},
		"(0 29 31) 82-21 00":            {phone: "(0 29 31) 82-21 00"},
		"+49 (0)2931 82-2100":           {phone: "+49 (0)2931 82-2100"},
		"02931/82-2100":                 {phone: "02931/82-2100"},
		"02931\u00a082–2100":            {phone: "02931 82-2100"},
		"Tel.: 02931 82 2100":           {phone: "02931 82 2100"},
		"-2100":                         {phone: "-2100"},
		"App. 2100":                     {phone: "2100"},
		"02931 82 App. 2100":            {phone: "02931 82-2100"},
		"02931 82, DW 2100":             {phone: "02931 82-2100"},
		"02931 82-2100 App. 12":         {phone: "02931 82-2100", extension: "12"},
		"82-2100 x12":                   {phone: "82-2100", extension: "12"},
		"02931 82-2100; 0170 12 34":     {phone: "02931 82-2100", more: "0170 12 34"},
		"02931 82-2100 oder 0170 12 34": {phone: "02931 82-2100", more: "0170 12 34"},
		"02931 82-2100\n02931 82-2101":  {phone: "02931 82-2100", more: "02931 82-2101"},
		"293182100":                     {phone: "293182100", zeroless: true},
		"2100":                          {phone: "2100"},
		"2,93182E+08":                   {phone: "2", more: "93182E+08", unclear: true},
	} {
		if got := readPhone(cell); got != want {
			t.Errorf("%q: %+v", cell, got)
		}
	}
}

func TestReadDezernat(t *testing.T) {
	for cell, want := range map[string][2]string{
		"36": {"36", ""}, "36.2": {"36.2", ""}, "Dez. 36.2": {"36.2", ""}, "Dezernat 36": {"36", ""}, "dez 36,2": {"36.2", ""}, "D 36": {"36", ""}, "11.50": {"11.50", ""},
		"Dezernat 36 – Presse": {"36", "Presse"}, "36: Presse": {"36", "Presse"}, "Presse": {"Presse", ""}, "1234": {"1234", ""},
	} {
		if number, rest := readDezernat(cell, false); [2]string{number, rest} != want {
			t.Errorf("%q: %q, %q", cell, number, rest)
		}
	}
	if number, rest := readDezernat("Pressestelle", true); number != "" || rest != "Pressestelle" {
		t.Errorf("a unit: %q, %q", number, rest)
	}
}

// People of one name keep their ids, in whatever order they come, and when one of
// them leaves.
func TestPeopleOfOneName(t *testing.T) {
	p := newPlace(t)
	const head = "Name;Telefon;E-Mail\n"
	one, two, three := "Anna Müller;02931 82-2100;anna.mueller@example.org\n", "Anna Müller;02931 82-2200;anna.mueller2@example.org\n", "Anna Müller;02931 82-2300;dez36@example.org\n"
	for i, table := range []string{one + two + three, three + two + one, one, two, three} {
		if sum := p.again(t, tree("x.csv", head+table)); len(sum.Problems) > 0 || i > 0 && sum.Changed > 0 {
			t.Errorf("%d: %d changed, %q", i, sum.Changed, reports(sum.Problems))
		}
	}
	if ids := slices.Sorted(maps.Keys(p.all(t))); !slices.Equal(ids, []string{"anna-mueller", "anna-mueller-2", "anna-mueller-dez36"}) {
		t.Errorf("%q", ids)
	}

	// One was there alone before the other came, who shares her mailbox.
	p = newPlace(t)
	alone, other := "Anna Müller;02931 82-2100;dez36@example.org\n", "Anna Müller;02931 82-2200;dez36@example.org\n"
	p.again(t, tree("x.csv", head+strings.Replace(alone, "dez36", "am", 1)))
	for i := range 2 {
		if sum := p.again(t, tree("x.csv", head+other+alone)); len(sum.Problems) > 0 || i > 0 && sum.Changed > 0 {
			t.Errorf("%d: %d changed, %q", i, sum.Changed, reports(sum.Problems))
		}
	}
	if c := get[*content.Contact](t, p, "anna-mueller"); c.Phone != "02931 82-2100" || c.Mail != "dez36@example.org" {
		t.Errorf("%+v", c)
	}
}

func TestNamesInOtherScripts(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("x.csv", "Name;Telefon;E-Mail;Sprachen\nИван Петров;1234;;Russisch\nΜαρία Παπαδοπούλου;1235;;Griechisch, el-GR\nمحمد;1236;m.ali@example.org;Arabisch|Klingonisch\nמשה;1237;;he\n"))
	if d := cmp.Diff(reports(sum.Notes), []string{`x.csv:4: languages: "Klingonisch" is not known; write its tag, such as tr for Türkisch`}); d != "" || len(sum.Problems) > 0 {
		t.Fatal(d, reports(sum.Problems))
	}
	for id, title := range map[string]string{"ivan-petrov": "Иван Петров", "maria-papadopoulou": "Μαρία Παπαδοπούλου", "m-ali": "محمد", "1237": "משה"} {
		if c := get[*content.Contact](t, p, id); c.Title != title {
			t.Errorf("%s: %s", id, c.Title)
		}
	}
	if c := get[*content.Contact](t, p, "ivan-petrov"); !slices.Equal(c.Languages, []string{"ru"}) {
		t.Errorf("%q", c.Languages)
	}
}

// TestLongMessage: what stands in a file is not repeated without end.
func TestLongMessage(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a.csv", "Name;Telefon\n"+strings.Repeat("ä", 100_000)+";0221 147-1\n"))
	if len(sum.Problems) == 0 {
		t.Error("a name of 200 kB is taken")
	}
	for _, s := range reports(sum.Problems) {
		if len(s) > maxMessage+50 || !utf8.ValidString(s) {
			t.Errorf("%d bytes: %.100s", len(s), s)
		}
	}
}

// TestTooManyContacts: all of a file are in memory at once, so their number is bounded.
func TestTooManyContacts(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a.csv", "Name;Telefon\n"+strings.Repeat("Eva Weiß;0221 147-1\n", maxPeople+2),
		"a.vcf", strings.Repeat("BEGIN:VCARD\nFN:Eva Weiß\nTEL:0221 147-1\nEND:VCARD\n", maxPeople+2)))
	want := []string{
		"a.csv:20002: from here on there are more than the 20000 contacts that one file may have; split it",
		"a.vcf:80001: from here on there are more than the 20000 contacts that one file may have; split it",
	}
	got := reports(sum.Problems)
	if got = slices.DeleteFunc(got, func(s string) bool { return !strings.Contains(s, "split it") }); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

// A table of nothing but a head is none that somebody meant.
func TestContactsEmpty(t *testing.T) {
	sum := newPlace(t).again(t, tree("x.csv", "Name;Telefon\n;\n"))
	if d := cmp.Diff(reports(sum.Notes), []string{"x.csv: the table has no rows"}); d != "" || len(sum.Problems) > 0 {
		t.Error(sum.Problems, d)
	}
}
