package german

import (
	"slices"
	"strings"
	"testing"

	"vielfalt/search"
)

// satisfies reports whether a document with some tokens satisfies a plan.
func satisfies(p *Plan, a Analysis) bool {
	fields := map[Field][]string{InTitle: a.Title, InTags: a.Tags, InBody: a.Body, InKeys: a.Keys, InPairs: a.Pairs}
	holds := func(t Term) bool {
		for in, tokens := range fields {
			if t.In&in != 0 && slices.Contains(tokens, t.Token) {
				return true
			}
		}
		return false
	}
	for _, c := range p.Clauses {
		if !slices.ContainsFunc(c.Any, holds) && !slices.ContainsFunc(c.All, func(all []Term) bool {
			return !slices.ContainsFunc(all, func(t Term) bool { return !holds(t) })
		}) {
			return false
		}
	}
	return !p.Empty()
}

// Each rule of German finds what it is for, and leaves alone what only looks
// like it. The texts of all rules are in one index, so that no word is unknown
// merely because its text is elsewhere.
func TestRules(t *testing.T) {
	rules := []struct {
		rule, text string
		finds, not []string
	}{
		{"titles of address", "Annegret Grünspecht, Leiterin Dezernat 51", []string{
			"Frau Grünspecht", "Frau Dr. Grünspecht", "Fr. Prof. Dr. Grünspecht", "frau annegret grünspecht", "A. Grünspecht", "Frau A. Grünspecht", "Dezernat einundfünfzig", "D 51", "Dez. 51",
		}, []string{"Frau Papierkorb", "Frau", "Dezernat fünfzehn", "Dezernat 52"}},
		{"titles of address", "Hannes Papierkorb, Poststelle", []string{"Herr Papierkorb", "Herrn Papierkorb", "Hr. Papierkorb", "H. Papierkorb"}, []string{"Herr Grünspecht", "Herr der Ringe"}},
		{"suspended compounds", "Kinder- und Jugendhilfe", []string{"Kinderhilfe", "Jugendhilfe", "Kinder- und Jugendhilfe"}, []string{"Kinderschutz"}},
		{"suspended compounds", "Hin- und Rückfahrt bezahlt die Kasse", []string{"Hinfahrt", "Rückfahrt", "Hin- und Rückfahrt"}, []string{"Herfahrt"}},
		{"suspended compounds", "Natur- und Landschaftsschutz", []string{"Naturschutz", "Landschaftsschutz"}, []string{"Brandschutz"}},
		{"suspended compounds", "Ein-/Ausgang im Norden", []string{"Eingang", "Ausgang"}, []string{"Untergang"}},
		{"suspended compounds", "Bus-, Bahn- und Schiffsfahrten", []string{"Busfahrt", "Bahnfahrten", "Schiffsfahrt"}, []string{"Radfahrt"}},
		{"suspended compounds", "Haupteingang und -ausgang", []string{"Hauptausgang", "Haupteingang"}, []string{"Nebenausgang"}},
		{"gender", "Die Mitarbeiter*innen der Kantine", []string{"Mitarbeiter", "Mitarbeiterin", "Mitarbeiterinnen", "Mitarbeiter:innen", "MitarbeiterInnen", "Mitarbeiter/-innen", "Mitarbeiter(innen)", "Mitarbeiter_in"}, []string{"innen", "Innehalten"}},
		{"gender", "Ein Fahrer wird gesucht", []string{"Fahrerin", "Fahrer:innen", "Fahrerinnen"}, nil},
		{"gender", "Ärztinnen und Bäuerinnen", []string{"Arzt", "Ärzte", "Ärztin", "Bauer", "Bäuerin", "Bauern"}, []string{"Artist"}},
		{"gender", "Beamter, Kollege, Experte, Jude", []string{"Beamtin", "Beamtinnen", "Kollegin", "Kolleginnen", "Kolleg*innen", "Expertinnen", "Jüdin", "Jüdinnen"}, nil},
		{"gender", "Wir beginnen in Berlin mit dem Termin", []string{"beginnen", "Berlin", "Termin"}, []string{"innen"}},
		{"verbs", "Anna Distelfink prüft Belege, verlängert Ausweise, vertritt Verbände", []string{"prüfen", "prüfe", "Prüfung", "verlängern", "Verlängerung", "vertreten", "Ausweise verlängern"}, []string{"Prüfstand", "verlangen", "zertreten"}},
		{"rooms", "Raum W 2.11 im Wasserwerk", []string{"W 2.11", "w 2.11", "W2.11", "Raum W 2.11"}, []string{"W 2.12", "V 2.11"}},
		{"abbreviations", "LEADER-Gebiete und Geburtstage", []string{"Leader", "Geburtstag", "Leaderg"}, []string{"LE", "GE", "GEB"}},
		{"abbreviations", "Das KBA teilt mit", []string{"KBA", "kba"}, []string{"KBAX"}},
		{"abbreviations", "Fest inkl. Essen, Tel. 4711", []string{"inklusive Essen", "z. B. Essen"}, nil},
		{"abbreviations", "W-LAN und E-Mail im Haus", []string{"WLAN", "W-LAN", "Email", "E-Mail"}, nil},
		{"abbreviations", "We call it a day, they said", nil, []string{"IT", "EDV", "Computer"}},
		{"abbreviations", "Die IT hilft bei Passwörtern", []string{"IT", "EDV", "it"}, []string{"ITS"}},
		{"codes", "Aktenzeichen 36.1-02/2026 nach § 9 und Art. 4", []string{"36.1-02/2026", "36.1–02/2026", "§ 9", "§9", "Paragraf 9", "Paragraph 9", "Art. 4", "Artikel 4", "Aktenzeichen 36.1-02/2026"}, []string{"36.1-02/2025", "§ 90", "§ 4", "Art. 9"}},
		{"codes", "Barrierefrei nach DIN 18040", []string{"DIN 18040", "18040"}, []string{"DIN 18041"}},
		{"compounds", "Ein Teil der alten Zeit", nil, []string{"Teilzeit"}},
		{"compounds", "Das Gesetz über Feiertage im Land", []string{"Feiertagsgesetz"}, nil},
		{"compounds", "Viele Feiertage. Gesetze gelten, sagt man", nil, []string{"Feiertagsgesetz"}},
		{"sentences", "Er kam in der Nacht. Der Bestimmung nach war das spät", nil, []string{"Kadirnacht"}},
		{"agents", "Mit festem Händedruck und kurzen Haaren, von Hand geschnitten", nil, []string{"Drucker", "Frau Schneider", "Drucker defekt"}},
		{"agents", "Das Fahrrad der Länder und Kinder", []string{"Land", "Kind", "Rad"}, []string{"Fahrer", "Fahrerin"}},
		{"agents", "Ein islamischer und ein alter Brauch", []string{"islamisch", "islamische", "alt", "alte"}, nil},
		{"agents", "Wer Menschen begleitet", []string{"Begleiter", "Begleiterin"}, nil},
		{"agents", "Die Sternsinger und der Sänger", []string{"Sternsingerinnen", "Sängerinnen", "Sängerin"}, nil},
		{"letters behind hyphens", "Bezahlt wird nach TV-L", []string{"TV-L", "TV L"}, []string{"TV-X", "AB-L"}},
		{"topics", "Anträge beantragen und vergessen", nil, []string{"Fernreise beantragen", "Halbschuhe vergessen"}},
		{"stems", "Der Bau im Osten ist fast fertig", []string{"Bau", "Osten"}, []string{"Bauer", "Bäuerin", "Ostern", "Fasten"}},
		{"older spelling", "Photographie und Orthographie im Thal", []string{"Fotografie", "Photographie", "Ortografie", "Tal"}, []string{"Phonetik"}},
		{"verbs", "Wir übersetzen, rechnen ab und pflegen", []string{"übersetzt", "übersetze", "übersetzte", "gepflegt"}, []string{"Gebet", "Pflug"}},
		{"people", "Die Feuerwehr und ein Kaufmann", []string{"Feuerwehrfrau", "Feuerwehrleute", "Kauffrau", "Kaufleute"}, []string{"Seemann"}},
		{"dates", "Am 9. und 10. November und am 24. Dezember 2026", []string{"9. November", "neunter November", "zehnter elfter", "am vierundzwanzigsten Dezember", "24. Dezember 2026"}, []string{"11. November", "elfter elfter"}},
		{"hyphens", "Das Feiertagsgesetz gilt", []string{"Feiertags-Gesetz", "Feiertagsgesetz"}, nil},
		{"hyphens", "Ein gesetzlicher Feiertag", nil, []string{"Feiertags-Gesetz"}},
		{"letters and digits", "Nach DIN 18040", []string{"DIN18040"}, []string{"DIN18041"}},
		{"good words", "Ein kurdisches Fest", []string{"kurdsches Fest"}, []string{"türkisches"}},
		{"good words", "Strömungen und Schulen, Wärmedämmung", []string{"Strömung", "Strömugen"}, []string{"Störungen", "Schulden"}},
		{"everyday words", "Gruppe, Hand, Maut, Kurse", []string{"Grupe"}, []string{"Grippe", "Handy", "Maus", "Kurier"}},
		{"good words", "Kinderzahnheilkunde und Bodenschutz", []string{"Zahn", "Heilkunde", "Schutz"}, nil},
		{"older spelling", "Delfin und Telefon", []string{"Delphin", "Telephon"}, nil},
	}
	x := language(t).NewLexicon()
	var docs []search.Document
	for _, r := range rules {
		docs = append(docs, search.Document{Title: r.text})
	}
	x.Learn(docs...)
	analyses := make([]Analysis, len(docs))
	for i, d := range docs {
		analyses[i] = x.Analyze(d)
		x.Add(analyses[i])
	}
	for i, r := range rules {
		for _, q := range r.finds {
			if !satisfies(x.Plan(q), analyses[i]) {
				t.Errorf("%s: %q does not find %q", r.rule, q, r.text)
			}
		}
		for _, q := range r.not {
			if satisfies(x.Plan(q), analyses[i]) {
				t.Errorf("%s: %q finds %q", r.rule, q, r.text)
			}
		}
	}
}

// What is marked is the whole of what was found.
func TestRulesMark(t *testing.T) {
	for _, one := range []struct{ text, query, want string }{
		{"Wir zahlen Hin- und Rückfahrt.", "Hinfahrt", "Hin- und Rückfahrt"},
		{"Natur- und Landschaftsschutz", "Naturschutz", "Natur- und Landschaftsschutz"},
		{"Haupteingang und -ausgang", "Hauptausgang", "Haupteingang und -ausgang"},
		{"Alle Kolleg*innen kommen.", "Kollegin", "Kolleg*innen"},
		{"Schüler(innen) und Lehrer/-innen", "Schülerin", "Schüler(innen)"},
		{"Gesetz über Feiertage", "Feiertagsgesetz", "Gesetz|Feiertage"},
		{"Innehalten mit Kolleginnen", "Kolleg:innen", "Kolleginnen"},
		{"Az. 36.1-02/2026 von heute", "36.1-02/2026", "36.1-02/2026"},
	} {
		x := lexicon(t, one.text)
		f := x.Plan(one.query).Mark(one.text)
		var got []string
		for _, m := range f.Marks {
			got = append(got, f.Text[m.From:m.To])
		}
		if strings.Join(got, "|") != one.want {
			t.Errorf("%q marks %q in %q, want %q", one.query, got, one.text, one.want)
		}
	}
}

func TestNumeral(t *testing.T) {
	for in, want := range map[string]int{
		"eins": 1, "elf": 11, "zwölf": 12, "Siebzehn": 17, "zwanzig": 20, "einundzwanzig": 21, "sechsunddreißig": 36, "siebenundvierzig": 47, "fuenfzig": 50,
		"neunundneunzig": 99, "hundert": 0, "Integration": 0, "": 0, "und": 0, "undzwanzig": 0, "nullundzwanzig": 0,
	} {
		if got := numeral(in); got != want {
			t.Errorf("numeral(%q) = %d, want %d", in, got, want)
		}
	}
}
