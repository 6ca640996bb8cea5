package profile

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"vielfalt/calendar"
	"vielfalt/content/plainyaml"
)

// maxFile is how many bytes a file may have.
const maxFile = 64 << 10

// How many words the text that says what an observance is may have, and a
// sentence of Einfache Sprache.
const (
	minWords = 40
	maxWords = 80
	maxPlain = 15
	// plainSentences is how many sentences of Einfache Sprache say what a day is.
	plainSentences = 3
)

// sources are the sources of a file or of a sources.yaml, by key.
type sources map[string]struct {
	Title   string         `yaml:"title"`
	URL     string         `yaml:"url"`
	Checked *calendar.Date `yaml:"checked"`
	Weak    string         `yaml:"weak"`
}

// greeting is a phrase as it is written in a file, or the Key of one in a
// greetings.yaml.
type greeting struct {
	Key      string   `yaml:"-"`
	Text     string   `yaml:"text"`
	Lang     string   `yaml:"lang"`
	Translit string   `yaml:"translit"`
	Say      string   `yaml:"say"`
	Means    string   `yaml:"means"`
	English  string   `yaml:"english"`
	Sources  []string `yaml:"sources"`
}

// UnmarshalYAML reads a key or a phrase.
func (g *greeting) UnmarshalYAML(unmarshal func(any) error) error {
	if unmarshal(&g.Key) == nil {
		return nil
	}
	type phrase greeting
	return unmarshal((*phrase)(g))
}

// front is the front matter of a file.
type front struct {
	Observances []calendar.ID `yaml:"observances"`

	Names     []Name   `yaml:"names"`
	Spellings []string `yaml:"spellings"`
	Variants  []string `yaml:"variants"`
	Searched  []string `yaml:"searched"`
	KeptBy    string   `yaml:"kept_by"`
	Plain     []string `yaml:"plain"`

	Congratulate Congratulate `yaml:"congratulate"`
	Greetings    []greeting   `yaml:"greetings"`
	Instead      string       `yaml:"instead"`
	Notes        string       `yaml:"notes"`
	Avoid        string       `yaml:"avoid"`
	Gifts        string       `yaml:"gifts"`

	Meetings effect          `yaml:"meetings"`
	Travel   effect          `yaml:"travel"`
	Catering effect          `yaml:"catering"`
	Days     map[string]span `yaml:"days"`

	Law struct {
		Land    calendar.Land  `yaml:"land"`
		Status  []Status       `yaml:"status"`
		Text    string         `yaml:"text"`
		Section string         `yaml:"section"`
		Checked *calendar.Date `yaml:"checked"`
	} `yaml:"law"`

	Sources  sources        `yaml:"sources"`
	Reviewed reviewed       `yaml:"reviewed"`
	Changed  *calendar.Date `yaml:"changed"`
}

// reviewed says who has reviewed a file, and when.
type reviewed struct {
	By string         `yaml:"by"`
	On *calendar.Date `yaml:"on"`
}

type effect struct {
	Advice Advice `yaml:"advice"`
	Why    string `yaml:"why"`
	// Elsewhere replaces Why in a house outside the law's Land, if Why rests on
	// that law.
	Elsewhere string `yaml:"elsewhere"`
	moved     bool   // Why has been replaced by Elsewhere
}

// span is what holds on some days.
type span struct {
	Text     string `yaml:"text"`
	Meetings effect `yaml:"meetings"`
	Travel   effect `yaml:"travel"`
	Catering effect `yaml:"catering"`
}

// restsOnLaw reports whether anything in the file rests on the law.
func (f front) restsOnLaw() bool {
	return f.Law.Text != "" || f.Meetings.Elsewhere != "" || f.Travel.Elsewhere != "" || f.Catering.Elsewhere != ""
}

// elsewhere returns the front matter without what rests on the law, for a house
// in another Land.
func (f front) elsewhere() front {
	f.Law.Status, f.Law.Text, f.Law.Section, f.Law.Checked = nil, "", "", nil
	for _, e := range []*effect{&f.Meetings, &f.Travel, &f.Catering} {
		if e.Elsewhere != "" {
			e.Why, e.moved = e.Elsewhere, true
		}
	}
	return f
}

// lawOf is the Land whose law a file describes unless it names one.
const lawOf calendar.Land = "nw"

// shared are sources and greetings that several files may name, by key.
type shared struct {
	sources   map[string]Source
	greetings map[string]greeting
}

func newShared() shared { return shared{make(map[string]Source), make(map[string]greeting)} }

// add adds what another one holds, in the place of what it has itself.
func (s shared) add(other shared) {
	maps.Copy(s.sources, other.sources)
	maps.Copy(s.greetings, other.greetings)
}

// parse reads the file of an observance, for a house in a Land. common is what
// the file may name in addition to its own sources. Everything wrong is
// reported at once, by field.
//
//	---
//	observances: [jewish/pessach]   # which the text is for, if not the one the file is named after
//	names:                          # optional, as are all fields but those marked
//	  - {text: פסח, lang: he, translit: Pessach, say: PE-ssach}
//	spellings: [Passah, Pesach] # other names of the day
//	searched: [Osterlamm]       # words that find it, and are not shown
//	kept_by: Liberale Gemeinden halten sieben Tage. [zentralrat]
//	plain: [Drei Sätze., Höchstens fünfzehn Wörter., In Einfacher Sprache.]
//	congratulate: yes           # needed: yes, no, depends or unusual
//	greetings:                  # phrases, or keys of greetings.yaml
//	  - chag-sameach
//	  - {text: חג שמח, lang: he, translit: Chag sameach, say: chag ssa-ME-ach, means: Frohes Fest, english: Happy holiday, sources: [zentralrat]}
//	instead: Man sagt … nicht, weil … [zentralrat]     # why there are no greetings
//	notes: Gewünscht wird schon am Tag davor. [zentralrat]
//	avoid: Frohe Ostern ist kein Ersatz. [zentralrat]
//	gifts: Gebäck passt nicht, weil … [exodus]
//	meetings: {advice: avoid, why: "An den ersten beiden Tagen ruht die Arbeit. [exodus]"}    # needed
//	travel: {advice: consider, why: "… [exodus]"}                                            # needed
//	catering: {advice: avoid, why: "… [exodus]"}                                             # needed
//	                            # elsewhere: what is said in the place of why in another Land than the law's, where why rests on it
//	days:                       # where single days differ; eve, last, 3, 1-2 or 3-last; what is left out holds as above
//	  eve: {travel: {advice: consider, why: "Am Abend beginnt der Seder. [exodus]"}}
//	  3-6: {text: "An den mittleren Tagen wird gearbeitet. [exodus]", meetings: {advice: none}}
//	law: {land: nw, status: [right-to-absence], section: Feiertagsgesetz NW § 9, checked: 2026-11-23, text: "… [feiertg-9]"}
//	sources:
//	  exodus: {title: "2. Buch Mose (Exodus) 12,1–28"}
//	  zentralrat: {title: "Zentralrat der Juden in Deutschland: Pessach", url: "https://…", checked: 2026-11-23}
//	changed: 2026-11-27         # when what it says last changed, for calendars that people subscribed to
//	reviewed: {by: Rabbinerin …, on: 2026-12-01}      # left out until somebody has
//	---
//	What it is, in 40 to 80 words, every sentence with its source. [exodus]
func parse(id calendar.ID, raw []byte, common shared, home calendar.Land) (*Profile, error) {
	var f front
	body, err := matter(raw, &f)
	if err != nil {
		return nil, err
	}
	observances := f.Observances
	if len(observances) == 0 {
		observances = []calendar.ID{id}
	}
	r, own := newParser(common, f.Sources)
	for _, o := range f.Observances {
		if _, err := calendar.ParseID(string(o)); err != nil {
			r.wrong("observances", "%v", err)
		}
	}
	out := r.read(&f, body)
	out.Observances = observances
	cited := r.cited
	if f.restsOnLaw() && len(r.problems) == 0 {
		// Sources are numbered as cited in that Land.
		elsewhere := &parser{known: r.known}
		f = f.elsewhere()
		other := elsewhere.read(&f, body)
		other.Observances = observances
		r.problems = elsewhere.problems
		cited = slices.Concat(cited, elsewhere.cited)
		if out.Law.Land != home {
			other.Law = Law{}
			out = other
		}
	} else if out.Law.Land != home {
		out.Law = Law{}
	}
	r.unused(own, cited)
	if err := r.err(); err != nil {
		return nil, err
	}
	return out, nil
}

// matter reads the front matter of a file and returns what follows it.
func matter(raw []byte, into any) (body string, err error) {
	if len(raw) > maxFile {
		return "", fmt.Errorf("it is larger than %d kB", maxFile>>10)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")) // some editors begin with it
	raw = bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n"))
	rest, ok := bytes.CutPrefix(raw, []byte("---\n"))
	head, text, end := bytes.Cut(rest, []byte("\n---\n"))
	if !ok || !end {
		return "", errors.New("it does not begin with front matter between lines of ---")
	}
	if _, line, err := plainyaml.Decode(head, maxFile, into); err != nil {
		return "", fmt.Errorf("line %d: %w", 1+line, err) // after the line of hyphens
	}
	return string(text), nil
}

// list checks sources and returns them.
func (s sources) list() (out []Source, err error) {
	for key, v := range s {
		one := Source{Key: key, Title: v.Title, URL: v.URL, Checked: day(v.Checked), Weak: v.Weak}
		switch {
		case !sourceKey.MatchString("[" + key + "]"):
			err = errors.Join(err, fmt.Errorf("%q is no key: small letters, digits and hyphens", key))
		case one.Title == "":
			err = errors.Join(err, fmt.Errorf("%s has no title", key))
		case one.URL != "" && !strings.HasPrefix(one.URL, "https://") && !strings.HasPrefix(one.URL, "http://"):
			err = errors.Join(err, fmt.Errorf("%s: %q is no web address", key, one.URL))
		case one.URL != "" && one.Checked == 0:
			err = errors.Join(err, fmt.Errorf("%s has an address, but no day on which it was checked", key))
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b Source) int { return strings.Compare(a.Key, b.Key) })
	return out, err
}

func day(d *calendar.Date) calendar.Date {
	if d == nil {
		return 0
	}
	return *d
}

// A parser collects what is wrong with a file and which sources it cites.
type parser struct {
	known    shared
	cited    []string // the keys of sources
	sources  []Source
	problems []error
}

// newParser returns the parser of a file with sources of its own.
func newParser(common shared, own sources) (*parser, []Source) {
	r := &parser{known: newShared()}
	r.known.add(common)
	list, err := own.list()
	if err != nil {
		r.wrong("sources", "%v", err)
	}
	for _, s := range list {
		r.known.sources[s.Key] = s
	}
	return r, list
}

func (r *parser) wrong(field, format string, args ...any) {
	r.problems = append(r.problems, fmt.Errorf("%s: "+format, append([]any{field}, args...)...))
}

// unused reports sources of the file that nothing cites.
func (r *parser) unused(own []Source, cited []string) {
	for _, s := range own {
		if !slices.Contains(cited, s.Key) {
			r.wrong("sources", "nothing cites %q", s.Key)
		}
	}
}

// err joins what is wrong.
func (r *parser) err() error { return errors.Join(r.problems...) }

// inWords lists values for people.
func inWords[T ~string](all []T) string {
	var out []string
	for _, one := range all {
		out = append(out, string(one))
	}
	return strings.Join(out, ", ")
}

// review reads who has reviewed the file.
func (r *parser) review(f reviewed) Review {
	out := Review{By: f.By, On: day(f.On)}
	if (out.By == "") != (out.On == 0) {
		r.wrong("reviewed", "by and on belong together")
	}
	return out
}

func (r *parser) read(f *front, body string) *Profile {
	rec := new(Profile)
	rec.Text = r.text("text", body)
	if n := len(strings.Fields(rec.Text.String())); n < minWords || n > maxWords {
		r.wrong("text", "it has %d words; %d to %d are wanted", n, minWords, maxWords)
	}
	rec.Names, rec.Spellings, rec.Variants, rec.Searched, rec.Plain = f.Names, f.Spellings, f.Variants, f.Searched, r.plain(f.Plain)
	rec.KeptBy = r.text("kept_by", f.KeptBy)
	if n := len(f.Plain); n != 0 && n != plainSentences {
		r.wrong("plain", "it has %d sentences; %d are wanted", n, plainSentences)
	}
	for _, n := range f.Names {
		if n.Text == "" || n.Lang == "" {
			r.wrong("names", "each needs text and lang")
		}
	}
	rec.Greeting.Congratulate = f.Congratulate
	if known := []Congratulate{Yes, No, Depends, Unusual}; !slices.Contains(known, f.Congratulate) {
		r.wrong("congratulate", "%q is not one of %s", f.Congratulate, inWords(known))
	}
	for _, g := range f.Greetings {
		rec.Greeting.Say = append(rec.Greeting.Say, r.phrase(g))
	}
	rec.Greeting.Instead = r.text("instead", f.Instead)
	rec.Greeting.Notes = r.text("notes", f.Notes)
	rec.Greeting.Avoid = r.text("avoid", f.Avoid)
	rec.Greeting.Gifts = r.text("gifts", f.Gifts)
	rec.Work = Work{r.effect("meetings", f.Meetings), r.effect("travel", f.Travel), r.effect("catering", f.Catering)}
	rec.Days = r.days(f.Days)
	rec.wide = widestFirst(rec.Days)
	quiet, _ := lawRule{Status: f.Law.Status}.quiet()
	rec.Law = Law{Land: cmp.Or(f.Law.Land, lawOf), Status: f.Law.Status, Text: r.text("law.text", f.Law.Text), Section: f.Law.Section, Checked: day(f.Law.Checked), Quiet: quiet}
	if _, err := calendar.ParseLand(string(rec.Law.Land)); err != nil {
		r.wrong("law.land", "%v", err)
	}
	if err := checkStatus(rec.Law.Status); err != nil {
		r.wrong("law", "%v", err)
	}
	if len(rec.Law.Status) > 0 && (rec.Law.Section == "" || rec.Law.Checked == 0 || len(rec.Law.Text) == 0) {
		r.wrong("law", "section, checked and text are needed where the law names the day")
	}
	rec.Review = r.review(f.Reviewed)
	rec.Changed = max(day(f.Changed), firstChanged())
	rec.Sources = r.sources
	return rec
}

// phrase reads a greeting.
func (r *parser) phrase(g greeting) Phrase {
	if g.Key != "" {
		known, ok := r.known.greetings[g.Key]
		if !ok {
			r.wrong("greetings", "there is no greeting %q", g.Key)
			return Phrase{}
		}
		g = known
	}
	p := Phrase{Text: g.Text, Lang: g.Lang, Translit: g.Translit, Say: g.Say, Means: g.Means, English: g.English, Sources: r.cite("greetings", g.Sources)}
	switch {
	case p.Text == "" || p.Lang == "":
		r.wrong("greetings", "each needs text and lang")
	case p.Lang != "de" && p.Means == "":
		r.wrong("greetings", "%q lacks what it means", p.Text)
	case len(p.Sources) == 0:
		r.wrong("greetings", "%q lacks its sources", p.Text)
	}
	return p
}

// days reads spans, in the order of the days.
func (r *parser) days(all map[string]span) []Span {
	var out []Span
	for _, key := range slices.Sorted(maps.Keys(all)) {
		s, field := all[key], "days."+key
		from, to, ok := spanDays(key)
		if !ok {
			r.wrong("days", "%q is not written as eve, last, 3, 1-2 or 3-last", key)
			continue
		}
		one := Span{From: from, To: to, Text: r.text(field+".text", s.Text)}
		for _, e := range []struct {
			name string
			from effect
			into *Effect
		}{{"meetings", s.Meetings, &one.Work.Meetings}, {"travel", s.Travel, &one.Work.Travel}, {"catering", s.Catering, &one.Work.Catering}} {
			if e.from.Advice != "" || e.from.Why != "" {
				*e.into = r.effect(field+"."+e.name, e.from)
			}
		}
		if len(one.Text) == 0 && one.Work.none() {
			r.wrong(field, "it says nothing")
		}
		out = append(out, one)
	}
	slices.SortFunc(out, func(a, b Span) int {
		// The last day, which counts from the end, comes last.
		return cmp.Or(cmp.Compare(uint(a.From), uint(b.From)), cmp.Compare(b.width(), a.width()))
	})
	return out
}

// spanDays reads the key of a span.
func spanDays(key string) (from, to int, ok bool) {
	switch key {
	case "eve":
		return Eve, Eve, true
	case "last":
		return Last, Last, true
	}
	a, b, ranged := strings.Cut(key, "-")
	from, err := strconv.Atoi(a)
	if err != nil || from < 1 {
		return 0, 0, false
	}
	if !ranged {
		return from, from, true
	}
	if b == "last" {
		return from, Last, true
	}
	to, err = strconv.Atoi(b)
	return from, to, err == nil && to > from
}

func (r *parser) effect(field string, e effect) Effect {
	why := field + ".why"
	if e.moved {
		why = field + ".elsewhere"
	}
	out := Effect{Advice: e.Advice, Why: r.text(why, e.Why)}
	switch {
	case !slices.Contains([]Advice{Avoid, Consider, NoEffect}, e.Advice):
		r.wrong(field+".advice", "%q is not one of avoid, consider, none", e.Advice)
	case e.Advice != NoEffect && len(out.Why) == 0:
		r.wrong(why, "it is needed for the advice %s", e.Advice)
	}
	return out
}

var (
	// sourceKey is the mark that follows a sentence.
	sourceKey = regexp.MustCompile(`\[([a-z0-9][a-z0-9-]*)\]`)
	// marks matches one or more of them. It begins with a character that is always
	// the same: such patterns are found many times faster.
	marks = regexp.MustCompile(`\[[a-z0-9][a-z0-9-]*\](?:\s*\[[a-z0-9][a-z0-9-]*\])*\s*`)
	// sentences matches two sentences in one statement: a word of three or more
	// letters with a full stop ends one, a number (15. Nisan) or a single
	// letter (z. B.) does not.
	sentences = regexp.MustCompile(`\p{L}{3,}[.!?][“"»)]? +\p{Lu}`)
	// abbreviations end with a full stop without ending a sentence.
	abbreviations = regexp.MustCompile(`\b(?:Chr|Jh|usw|bzw|evtl|ggf|Mio|Nr|Abs|Art|vgl|sog|hl|St)\. +\p{Lu}`)
)

// several reports whether a statement holds more than one sentence.
func several(s string) bool {
	// Most end with their only mark; the patterns are slow.
	if i := strings.IndexAny(s, ".!?"); i < 0 || i == len(s)-1 {
		return false
	}
	return sentences.MatchString(abbreviations.ReplaceAllString(s, ""))
}

// text splits prose into statements with their sources.
func (r *parser) text(field, s string) Text {
	s = strings.Join(strings.Fields(s), " ")
	var out Text
	for s != "" {
		at := marks.FindStringIndex(s)
		if at == nil {
			r.wrong(field, "no source follows %q", s)
			break
		}
		one := strings.TrimSpace(s[:at[0]])
		var keys []string
		for _, m := range sourceKey.FindAllStringSubmatch(s[at[0]:at[1]], -1) {
			keys = append(keys, m[1])
		}
		s = s[at[1]:]
		if one == "" {
			r.wrong(field, "a source without a sentence before it: %v", keys)
			continue
		}
		if several(one) {
			r.wrong(field, "every sentence needs its source, and these share one: %q", one)
		}
		out = append(out, Statement{Text: one, Sources: r.cite(field, keys)})
	}
	return out
}

// cite turns keys into numbers of the file's sources.
func (r *parser) cite(field string, keys []string) []int {
	var out []int
	for _, k := range keys {
		i := slices.Index(r.cited, k)
		if i < 0 {
			s, ok := r.known.sources[k]
			if !ok {
				r.wrong(field, "there is no source %q", k)
				continue
			}
			i = len(r.cited)
			r.cited = append(r.cited, k)
			r.sources = append(r.sources, s)
		}
		out = append(out, i+1)
	}
	return out
}
