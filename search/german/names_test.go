package german

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"vielfalt/calendar"
	"vielfalt/search"
)

// Names of days in any script find texts that call them otherwise.
func TestDayNames(t *testing.T) {
	docs := []search.Document{
		{Title: "Pfingsten in der Gemeinde"}, {Title: "Das Opferfest beginnt"}, {Title: "Zum Zuckerfest"}, {Title: "Jom Kippur im Herbst"},
		{Title: "Ramazan Bayramı im Amt"}, {Title: "Diwali, das Fest"}, {Title: "Chanukka beginnt"},
	}
	x := language(t).NewLexicon()
	x.Learn(docs...)
	var analyses []Analysis
	for _, d := range docs {
		a := x.Analyze(d)
		analyses = append(analyses, a)
		x.Add(a)
	}
	for query, want := range map[string][]int{
		"Троица": {0}, "Kurban Bayramı": {1}, "יום כיפור": {3}, "Day of Atonement": {3}, "Pentecost": {0}, "Eid el-Fitr": {2, 4},
		"Bayram":      {1, 2, 4}, // a name of both, and a word of a text
		"Lichterfest": {5, 6},    // a name of both
		"Diwali":      {5},       // which does not bring the other
		"Shavuot":     nil,
	} {
		var got []int
		for i, a := range analyses {
			if satisfies(x.Plan(query), a) {
				got = append(got, i)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q finds %d, want %d", query, got, want)
		}
	}
}

// dayTexts are texts that each call a day by its German name only, with where that of
// each day is.
type dayTexts struct {
	lexicon  *Lexicon
	analyses []Analysis
	at       map[calendar.ID]int
}

// textsOfDays returns the texts of all days, which are read once for all tests.
var textsOfDays = sync.OnceValues(func() (dayTexts, error) {
	c, _, err := shippedDays()
	if err != nil {
		return dayTexts{}, err
	}
	l, err := known()
	if err != nil {
		return dayTexts{}, err
	}
	d := dayTexts{lexicon: l.NewLexicon(), at: map[calendar.ID]int{}}
	var docs []search.Document
	for _, tr := range c.Traditions() {
		for _, o := range tr.Observances {
			d.at[o.ID] = len(docs)
			docs = append(docs, search.Document{Title: "Aus unserem Haus", Names: []string{o.Name.German}})
		}
	}
	d.lexicon.Learn(docs...)
	for _, doc := range docs {
		a := d.lexicon.Analyze(doc)
		d.analyses = append(d.analyses, a)
		d.lexicon.Add(a)
	}
	return d, nil
})

// Each name of a day leads to its texts, whatever they call it, and no name is in
// two groups or a word of the language.
func TestEachDayName(t *testing.T) {
	c, records, err := shippedDays()
	if err != nil {
		t.Fatal(err)
	}
	days, err := textsOfDays()
	if err != nil {
		t.Fatal(err)
	}
	names := DayNames(c, records)
	seen := map[string]bool{}
	for _, g := range names.Groups {
		for _, n := range g {
			words := texts(Words(n))
			if key := strings.Join(words, " "); seen[key] {
				t.Errorf("%q is in two groups", n)
			} else {
				seen[key] = true
			}
			if len(words) == 1 && good().official(words[0]) {
				t.Errorf("%q is a word of the language", n)
			}
		}
	}
	lead := map[string]int{} // name → the day's text
	for _, tr := range c.Traditions() {
		for i := range tr.Observances {
			o := &tr.Observances[i]
			for _, n := range records.NamesOf(o) {
				if !strings.Contains(n.Text, " (") && sayable(texts(Words(n.Text))) {
					lead[n.Text] = days.at[o.ID]
				}
			}
		}
	}
	for name, at := range lead {
		if !satisfies(days.lexicon.Plan(name), days.analyses[at]) {
			t.Errorf("%q does not lead to text %d", name, at)
		}
	}
}

// Who types the name of a day in their mother tongue finds what is called by its
// German name.
func TestNamesInMotherTongues(t *testing.T) {
	days, err := textsOfDays()
	if err != nil {
		t.Fatal(err)
	}
	for _, day := range []struct {
		id    calendar.ID
		names []string
	}{
		{"islamic/ramadan-beginn", []string{"Рамадан", "Ramazan", "Remezan", "رمضان", "ماه رمضان", "Ramazani"}},
		{"islamic/eid-al-fitr", []string{"Ramazan Bayramı", "عيد الفطر", "عید فطر", "Cejna Remezanê", "Ураза-байрам", "Suikerfeest", "Ramazanski bajram"}},
		{"islamic/eid-al-adha", []string{"Kurban Bayramı", "عيد الأضحى", "عید قربان", "Cejna Qurbanê", "Kurban Bajrami", "Fête du sacrifice"}},
		{"islamic/lailat-al-qadr", []string{"Kadir Gecesi", "ليلة القدر", "Lejletul-kadr", "Nata e Kadrit"}},
		{"islamic/hadsch", []string{"حج", "Hac", "Хадж"}},
		{"islamic/aschura", []string{"Aşure Günü", "عاشوراء", "Ашура", "عاشورا"}},
		{"christian-western/weihnachten", []string{"Boże Narodzenie", "Noël", "Natale", "Navidad", "Natal", "Kerstmis", "Krishtlindjet", "عيد الميلاد", "חג המולד"}},
		{"christian-western/heiligabend", []string{"Wigilia", "Nochebuena", "Kerstavond", "Святвечір"}},
		{"christian-western/heilige-drei-koenige", []string{"Trzech Króli", "Día de Reyes", "Epifania"}},
		{"christian-western/ostersonntag", []string{"Wielkanoc", "Pascua", "Pasqua", "Páscoa", "Pâques", "Pasen", "Uskrs", "Paskalya", "عيد الفصح"}},
		{"christian-western/karfreitag", []string{"Wielki Piątek", "Venerdì Santo", "Vendredi Saint"}},
		{"christian-western/aschermittwoch", []string{"Środa Popielcowa", "Miércoles de Ceniza"}},
		{"christian-western/pfingstsonntag", []string{"Zielone Świątki", "Pentecôte", "Pinksteren"}},
		{"christian-western/fronleichnam", []string{"Boże Ciało", "Tijelovo", "Fête-Dieu"}},
		{"christian-western/mariae-himmelfahrt", []string{"Ferragosto", "Velika Gospa", "Assomption"}},
		{"christian-western/allerheiligen", []string{"Wszystkich Świętych", "Ognissanti", "Toussaint"}},
		{"christian-western/nikolaus", []string{"Mikołajki", "Sinterklaas"}},
		{"christian-western/neujahr", []string{"Yılbaşı", "Новый год", "Capodanno", "Πρωτοχρονιά"}},
		{"christian-western/silvester", []string{"Sylwester", "Nochevieja", "Revelion"}},
		{"christian-orthodox/pascha", []string{"Пасха", "Великдень", "Васкрс", "Πάσχα", "Paștele"}},
		{"christian-orthodox/weihnachten-julianisch", []string{"Рождество", "Божић", "Božić"}},
		{"christian-orthodox/weihnachten-neukalendarisch", []string{"Crăciun", "Коледа", "Χριστούγεννα", "Різдво"}},
		{"christian-oriental/genna", []string{"ገና", "የገና በዓል", "ልደት"}},
		{"jewish/rosch-ha-schana", []string{"ראש השנה", "Рош ха-Шана"}},
		{"jewish/pessach", []string{"פסח", "Песах", "Hamursuz Bayramı"}},
		{"persian-zoroastrian/nouruz", []string{"نوروز", "Nevruz", "Новруз"}},
		{"persian-zoroastrian/newroz-kurdisch", []string{"Newroz", "Cejna Newrozê", "نەورۆز", "Nevruz"}},
		{"hindu/diwali", []string{"दिवाली", "ਦੀਵਾਲੀ"}},
		{"hindu/holi", []string{"होली"}},
		{"hindu/thai-pongal", []string{"பொங்கல்"}},
		{"east-asian/mondneujahr-china", []string{"春节", "过年", "Chiński Nowy Rok"}},
		{"east-asian/tet", []string{"Tết"}},
		{"civil/frauentag", []string{"Dünya Kadınlar Günü", "8 Марта", "Dzień Kobiet", "Roja Jinan"}},
		{"civil/muttertag", []string{"Anneler Günü", "عيد الأم", "Dita e Nënës"}},
		{"de-nw/erster-mai", []string{"1 Mayıs", "Первомай", "Święto Pracy", "روز کارگر"}},
	} {
		i, ok := days.at[day.id]
		if !ok {
			t.Fatalf("there is no %s", day.id)
		}
		for _, name := range day.names {
			if !satisfies(days.lexicon.Plan(name), days.analyses[i]) {
				t.Errorf("%q does not lead to %s", name, day.id)
			}
		}
	}
}
