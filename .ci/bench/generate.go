package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
)

// A corpus makes up content, always the same for a given seed and day.
type corpus struct {
	seed        uint64
	today       calendar.Date // events are around it
	observances []kept
}

// kept is an observance with its tradition.
type kept struct {
	calendar.Observance
	tradition calendar.Tradition
}

func newCorpus(seed uint64, today calendar.Date) *corpus {
	c := &corpus{seed: seed, today: today}
	for _, t := range traditions.All("nw") {
		for _, o := range t.Observances {
			c.observances = append(c.observances, kept{o, t})
		}
	}
	return c
}

// A record is a line of an import file.
type record struct {
	ID          string   `json:"id"`
	Type        string   `json:"type"`
	Title       string   `json:"title"`
	Summary     string   `json:"summary,omitempty"`
	Body        string   `json:"body,omitempty"`
	Traditions  []string `json:"traditions,omitempty"`
	Observances []string `json:"observances,omitempty"`
	Dezernat    string   `json:"dezernat,omitempty"`
	Tags        []string `json:"tags,omitempty"`
	State       string   `json:"state,omitempty"`
	Publish     *publish `json:"publish,omitempty"`

	Brochure string `json:"brochure,omitempty"`
	Page     int    `json:"page,omitempty"`
	Function string `json:"function,omitempty"`
	Phone    string `json:"phone,omitempty"`
	Mail     string `json:"mail,omitempty"`
	Room     string `json:"room,omitempty"`
	Start    string `json:"start,omitempty"`
	End      string `json:"end,omitempty"`
	Place    string `json:"place,omitempty"`
	Effort   string `json:"effort,omitempty"`
}

type publish struct {
	From       string `json:"from,omitempty"`
	Until      string `json:"until,omitempty"`
	Observance string `json:"observance,omitempty"`
	Days       int    `json:"days,omitempty"`
	At         string `json:"at,omitempty"`
	Every      string `json:"every,omitempty"`
	Show       string `json:"show,omitempty"`
}

// between returns the schedule of an edition; a zero until means permanently.
func between(from, until time.Time) *publish {
	p := &publish{From: from.UTC().Format(time.RFC3339)}
	if !until.IsZero() {
		p.Until = until.UTC().Format(time.RFC3339)
	}
	return p
}

// dice returns the random numbers for one record, the same whatever was made
// before.
func (c *corpus) dice(kind string, i int) *rand.Rand {
	return rand.New(rand.NewPCG(c.seed, uint64(kind[0])<<48|uint64(i)))
}

// article makes up article number i. Nine of ten have been visible for some
// time; every tenth comes and goes with its observance.
func (c *corpus) article(i int) record {
	d := c.dice("article", i)
	o := c.observances[d.IntN(len(c.observances))]
	drawn := d.Perm(len(themes))[:9]
	name := o.Name.German
	r := record{
		ID: fmt.Sprintf("beitrag-%06d", i), Type: "article",
		Title:       fmt.Sprintf(angles[d.IntN(len(angles))], name),
		Summary:     fmt.Sprintf("%s in Kürze: woher der Tag kommt, wie er begangen wird und was er für die Arbeit bedeutet.", name),
		Traditions:  []string{o.tradition.ID},
		Observances: []string{string(o.ID)},
		Dezernat:    dezernate[d.IntN(len(dezernate))],
		Tags:        []string{themes[drawn[0]], themes[drawn[1]], kinds[d.IntN(len(kinds))]},
		Body:        c.prose(d, name, o.tradition.Name.German, placeName(i), drawn),
	}
	if !forGood(i) {
		r.Publish = &publish{Observance: string(o.ID), Days: -3, At: "08:00", Every: "occurrence", Show: "14d"}
	} else {
		const fiveYears = 5 * 365 * 24 * 60
		r.Publish = between(time.Date(2021, time.January, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(d.IntN(fiveYears))*time.Minute), time.Time{})
	}
	return r
}

// forGood reports whether article number i is permanently visible.
func forGood(i int) bool { return i%10 != 9 }

// prose writes 150 to 400 words in which no sentence repeats. They include the
// themes drawn, each of which is in three of ten articles, and a place that no
// other article names.
func (c *corpus) prose(d *rand.Rand, feast, tradition, place string, drawn []int) string {
	fill := strings.NewReplacer("{feast}", feast, "{tradition}", tradition, "{place}", place, "{year}", fmt.Sprint(1850+d.IntN(170)), "{number}", fmt.Sprint(2+d.IntN(40)))
	words := 175 + d.IntN(205)
	var b strings.Builder
	count := 0
	add := func(s string) {
		s = fill.Replace(s)
		count += len(strings.Fields(s))
		b.WriteString(s)
	}
	three := func(format string, from int) {
		add(fmt.Sprintf(format, themes[drawn[from]], themes[drawn[from+1]], themes[drawn[from+2]]))
	}
	three("**{feast}** gehört zur Tradition {tradition}. Im Mittelpunkt stehen %s, %s und %s. ", 0)
	order := d.Perm(len(sentences))
	for i, n := range order {
		if count > words-40 {
			break
		}
		add(sentences[n])
		switch i {
		case 3:
			add("\n\n## Woher der Tag kommt\n\n")
		case 7:
			add("\n\n## Was das für den Arbeitsalltag heißt\n\n")
		default:
			add(" ")
		}
	}
	add("\n\nEin Beispiel kommt aus {place}. ")
	three("Dort verbinden sich %s, %s und %s.\n\n", 3)
	three("- %s\n- %s\n- %s\n", 6)
	return b.String()
}

// placeName makes up a name for place number i; up to five million are
// different.
func placeName(i int) string {
	const consonants, vowels = "bdfghklmnprstvwz", "aeo"
	const syllables = len(consonants) * len(vowels)
	const all = syllables * syllables * syllables * syllables
	n := i * 2654435761 % all // neighbouring numbers must not look alike
	var b strings.Builder
	for range 4 {
		b.WriteByte(consonants[n%syllables/len(vowels)])
		b.WriteByte(vowels[n%len(vowels)])
		n /= syllables
	}
	name := b.String()
	return strings.ToUpper(name[:1]) + name[1:] + "u"
}

// others makes up the other content that goes with n articles.
func (c *corpus) others(n int) []record {
	var out []record
	for i := range max(3, n/500) {
		d := c.dice("brochure", i)
		o := c.observances[d.IntN(len(c.observances))]
		for page := range 8 {
			drawn := d.Perm(len(themes))[:9]
			out = append(out, record{
				ID: fmt.Sprintf("broschuere-%04d-p%02d", i, page+1), Type: "brochure", Brochure: fmt.Sprintf("broschuere-%04d", i), Page: page + 1,
				Title: fmt.Sprintf("Wegweiser %s – Seite %d", o.Name.German, page+1), Dezernat: dezernate[d.IntN(len(dezernate))],
				Body: c.prose(d, o.Name.German, o.tradition.Name.German, placeName(4_000_000+8*i+page), drawn),
			})
		}
	}
	for i := range min(500, max(10, n/20)) {
		d := c.dice("event", i)
		o := c.observances[d.IntN(len(c.observances))]
		first := c.today + calendar.Date(d.IntN(500)-150)
		start := first.At(8+d.IntN(10), 30, calendar.Berlin)
		out = append(out, record{
			ID: fmt.Sprintf("termin-%04d", i), Type: "event", Title: "Treffen zu " + o.Name.German, Summary: "Gespräch und Begegnung im Haus.",
			Body: "Wir laden herzlich ein. Bitte melden Sie sich bis drei Tage vorher an.", Traditions: []string{o.tradition.ID},
			Dezernat: dezernate[d.IntN(len(dezernate))], Start: start.Format(time.RFC3339), End: start.Add(90 * time.Minute).Format(time.RFC3339), Place: "Großer Saal",
		})
	}
	for i := range max(10, n/100) {
		d := c.dice("contact", i)
		out = append(out, record{
			ID: fmt.Sprintf("kontakt-%04d", i), Type: "contact", Title: givenNames[d.IntN(len(givenNames))] + " " + placeName(4_900_000+i) + "er",
			Function: "Ansprechperson für " + kinds[d.IntN(len(kinds))], Phone: fmt.Sprintf("0221 4710-%d", 1000+i), Mail: fmt.Sprintf("kontakt%d@example.org", i),
			Room: fmt.Sprintf("%d.%02d", 1+d.IntN(5), 1+d.IntN(40)), Dezernat: dezernate[d.IntN(len(dezernate))],
		})
	}
	for i := range max(5, n/200) {
		d := c.dice("volunteering", i)
		out = append(out, record{
			ID: fmt.Sprintf("ehrenamt-%04d", i), Type: "volunteering", Title: "Mithelfen in " + placeName(4_800_000+i),
			Body: "Gesucht werden Menschen, die einmal in der Woche Zeit haben. Vorkenntnisse sind nicht nötig.", Effort: "zwei Stunden in der Woche",
			Place: placeName(4_800_000 + i), Dezernat: dezernate[d.IntN(len(dezernate))],
		})
	}
	return out
}

// perFile is how many records a file holds. A file is stored completely or not
// at all, so imports are measured in files.
const perFile = 1000

// write writes n articles, starting at number from, to files in a folder, with
// the other content if others is set.
func (c *corpus) write(folder string, from, n int, others bool) error {
	if others {
		if err := writeRecords(filepath.Join(folder, "others.jsonl"), c.others(n)...); err != nil {
			return err
		}
	}
	for first := from; first < from+n; first += perFile {
		records := make([]record, 0, perFile)
		for i := first; i < min(first+perFile, from+n); i++ {
			records = append(records, c.article(i))
		}
		if err := writeRecords(filepath.Join(folder, fmt.Sprintf("articles-%06d.jsonl", first)), records...); err != nil {
			return err
		}
	}
	return nil
}

func writeRecords(name string, records ...record) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, r := range records {
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return w.Flush()
}

// themes are words that are in about three of ten articles each; they serve as
// the common words to search for.
var themes = []string{
	"Gemeinschaft", "Familie", "Gastfreundschaft", "Musik", "Erinnerung", "Hoffnung", "Nachbarschaft", "Gebet", "Stille", "Licht",
	"Fasten", "Versöhnung", "Kerzen", "Speisen", "Tanz", "Gesang", "Dankbarkeit", "Begegnung", "Trauer", "Freude",
	"Geschichte", "Heimat", "Sprache", "Kinder", "Geschenke", "Prozession", "Wallfahrt", "Brot", "Datteln", "Blumen",
}

var (
	dezernate  = []string{"11", "21", "25", "33", "36", "37", "42", "48", "51", "53", "54", "62"}
	kinds      = []string{"Brauchtum", "Religion", "Integration", "Personal", "Ausbildung", "Gleichstellung", "Inklusion"}
	givenNames = []string{"Ottilie", "Mehmet", "Ayşe", "Jürgen", "Sofia", "Dvora", "Anh", "Friederike", "Ioannis", "Zofia"}
	angles     = []string{
		"%s: was den Tag ausmacht", "%s im Büro und zu Hause", "%s – Bräuche und Bedeutung", "Warum wir über %s sprechen",
		"%s in unserem Regierungsbezirk", "Fünf Fragen zu %s", "%s: Grüße, Speisen, Gesten", "Kolleginnen erzählen: %s",
	}
	sentences = []string{
		"Viele Beschäftigte nehmen sich an {feast} einen freien Tag, um ihn mit Verwandten zu verbringen.",
		"Wer an diesem Tag eine Besprechung plant, fragt am besten vorher nach, wem ein anderer Termin lieber wäre.",
		"Die ältesten Zeugnisse reichen weit zurück, doch die heutige Gestalt entstand erst im Laufe des neunzehnten Jahrhunderts.",
		"In den Gemeinden des Regierungsbezirks wird {feast} seit {year} öffentlich begangen.",
		"Am Vorabend werden die Wohnungen geputzt, die Tische gedeckt und die besten Kleider herausgelegt.",
		"Ein kurzer Gruß genügt: Schon ein freundliches Wort auf dem Flur zeigt, dass man den Tag kennt.",
		"Wie der Tag begangen wird, unterscheidet sich von Ort zu Ort und manchmal von Haus zu Haus.",
		"Das Datum folgt einem eigenen Kalender und wandert deshalb von Jahr zu Jahr.",
		"Für Auszubildende bietet sich die Gelegenheit, miteinander ins Gespräch zu kommen und Fragen zu stellen.",
		"In der Kantine steht in dieser Woche ein Gericht auf dem Plan, das an die Festtafel erinnert.",
		"Wer mehr wissen möchte, findet in der Bücherei des Hauses {number} Bände zum Thema.",
		"Nicht alle, die der Tradition {tradition} angehören, halten den Tag in derselben Weise.",
		"Die Redaktion hat mit drei Kolleginnen gesprochen, die von ihren eigenen Erfahrungen berichten.",
		"Zum Abschluss werden Lieder gesungen, deren Texte oft über viele Generationen weitergegeben wurden.",
		"Schulen und Kitas nehmen das Thema gern auf und laden Eltern zum Mitmachen ein.",
		"Auch Menschen ohne religiöse Bindung schätzen die Ruhe, die mit diesen Stunden einkehrt.",
		"Die Stadtverwaltung stellt dafür Räume bereit und hilft bei der Anmeldung größerer Veranstaltungen.",
		"Früher dauerten die Vorbereitungen mehrere Wochen, heute beginnt man meist wenige Tage vorher.",
		"Ein Blick in die Quellen zeigt, dass sich manche Bräuche gegenseitig beeinflusst haben.",
		"Bei Fragen zu Dienstbefreiung und Urlaub hilft die Personalstelle gern weiter.",
		"Im Foyer hängt eine kleine Ausstellung mit {number} Fotografien aus dem Bezirk.",
		"Wer eingeladen wird, bringt gern eine Kleinigkeit mit, zum Beispiel Obst oder Gebäck.",
		"Manche Worte werden nur an diesem einen Tag im Jahr gesprochen.",
		"Weitere Übersetzungen dieses Textes sind in Arbeit und erscheinen in den nächsten Wochen.",
		"Die Schreibweise des Namens schwankt, weil er aus einer anderen Schrift übertragen wird.",
		"Ein Verein aus {place} bietet dazu jedes Jahr eine Führung für Gruppen an.",
		"Rücksicht heißt hier vor allem, niemanden zu drängen, sich zu erklären oder mitzufeiern.",
		"Wer fastet, kann tagsüber müde sein; kurze Pausen helfen und sind ausdrücklich erlaubt.",
		"Die Feuerwehr bittet darum, offene Flammen in Diensträumen zu vermeiden.",
		"Seit einigen Jahren gibt es dazu eine gemeinsame Erklärung mehrerer Gemeinden.",
		"Am Ende bleibt der Wunsch, einander mit Neugier und Achtung zu begegnen.",
		"Das Archiv bewahrt einen Bericht aus dem Jahr {year}, der die Feier ausführlich beschreibt.",
	}
)
