package web

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"
	"time"
	"unicode"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content/plainyaml"
)

// FactsFile is the file, in the folder of the house's own texts, that says of
// the house what the fixed texts must tell.
const FactsFile = "facts.yaml"

// Facts are what only the house knows of itself and must tell its readers:
//
//	house:
//	  address: |
//	    Musterplatz 1
//	    99999 Musterlenne
//	  phone: 0221 4710-0
//	  mail: poststelle@musterlenne.example
//	  representative: Regierungspräsidentin Mira Musterlenne
//	  editor: Dezernat 11, Pia Mustermann, Anschrift wie oben
//	  supervision: Ministerium des Innern                     # may be left out
//	privacy:
//	  officer: Datenschutzbeauftragte, datenschutz@musterlenne.example
//	  reading: Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 DSG NRW     # legal bases
//	  reports: Art. 6 Abs. 1 Buchst. c DSGVO in Verbindung mit § 10b BGG NRW
//	  staff: § 18 DSG NRW
//	  recipients: das Rechenzentrum des Landes
//	  readers: zwei Beschäftigte des Dezernats 11             # who reads the reports
//	  searches: Art. 6 Abs. 1 Buchst. e DSGVO in Verbindung mit § 3 DSG NRW    # if searches that find nothing are counted
//	accessibility:
//	  scope: vielfalt.musterlenne.example
//	  status: partial                                         # full, partial or none
//	  gaps:                                                   # unless it is full
//	    - {what: "…", why: burden, instead: "…"}              # why: incompatible, burden or scope
//	  made: 2026-11-27
//	  method: Selbstbewertung
//	  reviewed: 2026-11-27
//	  office: Dezernat 11, barrierefrei@musterlenne.example   # who answers
//	sign:
//	  film: /dateien/gebaerden.mp4                            # may be left out, as may the next
//	  film_about: 3 Minuten, 24 MB
//	  interpreter: Dezernat 11 bestellt auf Wunsch …
type Facts struct {
	House struct {
		Address        string `yaml:"address"`
		Phone          string `yaml:"phone"`
		Mail           string `yaml:"mail"`
		Representative string `yaml:"representative"`
		Editor         string `yaml:"editor"`
		Supervision    string `yaml:"supervision"`
	} `yaml:"house"`
	Privacy struct {
		Officer    string `yaml:"officer"`
		Reading    string `yaml:"reading"`
		Reports    string `yaml:"reports"`
		Staff      string `yaml:"staff"`
		Recipients string `yaml:"recipients"`
		Readers    string `yaml:"readers"`
		Searches   string `yaml:"searches"`
	} `yaml:"privacy"`
	Accessibility struct {
		Scope    string         `yaml:"scope"`
		Status   string         `yaml:"status"`
		Gaps     []Gap          `yaml:"gaps"`
		Made     *calendar.Date `yaml:"made"`
		Method   string         `yaml:"method"`
		Reviewed *calendar.Date `yaml:"reviewed"`
		Office   string         `yaml:"office"`
	} `yaml:"accessibility"`
	Sign struct {
		Film        string `yaml:"film"`
		FilmAbout   string `yaml:"film_about"`
		Interpreter string `yaml:"interpreter"`
	} `yaml:"sign"`
}

// A Gap is something that is not accessible: what, why in terms of Directive (EU)
// 2016/2102, and what there is instead.
type Gap struct {
	What    string `yaml:"what"`
	Why     string `yaml:"why"`
	Instead string `yaml:"instead"`
}

// maxFacts is how many bytes the file may have.
const maxFacts = 64 << 10

// ReadFacts reads the facts of a folder. A folder without them knows none.
func ReadFacts(folder fs.FS) (*Facts, error) {
	out := new(Facts)
	f, err := folder.Open(FactsFile)
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxFacts+1))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", FactsFile, err)
	}
	if _, line, err := plainyaml.Decode(raw, maxFacts, out); err != nil && !errors.Is(err, plainyaml.ErrEmpty) {
		return nil, fmt.Errorf("%s: line %d: %w", FactsFile, line, err)
	}
	if err := out.wrong(); err != nil {
		return nil, fmt.Errorf("%s: %w", FactsFile, err)
	}
	return out, nil
}

// The words for what closed lists hold.
var (
	statuses = map[string]string{"full": "vollständig", "partial": "teilweise", "none": "nicht"}
	reasons  = map[string]string{
		"incompatible": "noch nicht mit den Anforderungen vereinbar", "burden": "unverhältnismäßige Belastung", "scope": "nicht im Anwendungsbereich der Vorschriften",
	}
)

// wrong returns an error for values that no list holds.
func (f *Facts) wrong() error {
	var all []error
	a := f.Accessibility
	if _, ok := statuses[a.Status]; !ok && a.Status != "" {
		all = append(all, fmt.Errorf("accessibility.status: %q is not one of full, partial, none", a.Status))
	}
	for i, g := range a.Gaps {
		if _, ok := reasons[g.Why]; !ok || strings.TrimSpace(g.What) == "" {
			all = append(all, fmt.Errorf("accessibility.gaps: number %d needs what, and why as one of incompatible, burden, scope", i+1))
		}
	}
	if a.Status == "full" && len(a.Gaps) > 0 {
		all = append(all, errors.New("accessibility: where there are gaps, the status is not full"))
	}
	for _, d := range []*calendar.Date{a.Made, a.Reviewed} {
		if d != nil && *d < directive {
			all = append(all, fmt.Errorf("accessibility: %v is before the directive that asks for the statement", *d))
		}
	}
	if _, ok := address(f.Sign.Film); !ok {
		all = append(all, fmt.Errorf("sign.film: %q is neither a path of this service, /…, nor an address that begins with https://", f.Sign.Film))
	}
	return errors.Join(all...)
}

// directive is the day of Directive (EU) 2016/2102.
var directive = calendar.NewDate(2016, time.October, 26)

// address returns where a film is, as a link in Markdown takes it, and whether
// that is a path or a secure address; none is fine.
func address(film string) (string, bool) {
	film = strings.TrimSpace(film)
	u, err := url.Parse(film)
	switch {
	case film == "":
		return "", true
	case err != nil, u.Scheme != "https" && (u.Scheme != "" || u.Host != "" || !strings.HasPrefix(u.Path, "/")), u.Scheme == "https" && u.Host == "":
		return "", false
	}
	return strings.NewReplacer("(", "%28", ")", "%29").Replace(u.String()), true
}

// A fact is a value that fixed texts fill in. One that is not known prints as
// such, and is false to those who ask.
type fact string

// String implements [fmt.Stringer].
func (f fact) String() string {
	if f == "" {
		return "**noch nicht ausgefüllt**"
	}
	return string(f)
}

// A factField is a fact with its names.
type factField struct {
	key      string // in the file
	name     string // in texts, {{.Name}}
	value    string
	optional bool
}

func (f *Facts) fields() []factField {
	day := func(d *calendar.Date) string {
		if d == nil {
			return ""
		}
		return words.Day(*d, 0, "de")
	}
	h, p, a, s := f.House, f.Privacy, f.Accessibility, f.Sign
	return []factField{
		{key: "house.address", name: "Address", value: h.Address},
		{key: "house.phone", name: "Phone", value: h.Phone},
		{key: "house.mail", name: "Mail", value: h.Mail},
		{key: "house.representative", name: "Representative", value: h.Representative},
		{key: "house.editor", name: "Editor", value: h.Editor},
		{key: "house.supervision", name: "Supervision", value: h.Supervision, optional: true},
		{key: "privacy.officer", name: "Officer", value: p.Officer},
		{key: "privacy.reading", name: "LegalReading", value: p.Reading},
		{key: "privacy.reports", name: "LegalReports", value: p.Reports},
		{key: "privacy.staff", name: "LegalStaff", value: p.Staff},
		{key: "privacy.recipients", name: "Recipients", value: p.Recipients},
		{key: "privacy.readers", name: "Readers", value: p.Readers},
		{key: "privacy.searches", name: "LegalSearches", value: p.Searches, optional: true},
		{key: "accessibility.scope", name: "Scope", value: a.Scope},
		{key: "accessibility.status", name: "Status", value: statuses[a.Status]},
		{key: "accessibility.gaps", name: "Gaps", value: f.gaps(), optional: a.Status == "full"},
		{key: "accessibility.made", name: "Made", value: day(a.Made)},
		{key: "accessibility.method", name: "Method", value: a.Method},
		{key: "accessibility.reviewed", name: "Reviewed", value: day(a.Reviewed)},
		{key: "accessibility.office", name: "Office", value: a.Office},
		{key: "sign.film", name: "Film", value: s.Film},
		{key: "sign.film_about", name: "FilmAbout", value: s.FilmAbout, optional: s.Film == ""},
		{key: "sign.interpreter", name: "Interpreter", value: s.Interpreter, optional: true},
	}
}

// gaps writes what is not accessible as a list in Markdown.
func (f *Facts) gaps() string {
	var b strings.Builder
	for _, g := range f.Accessibility.Gaps {
		fmt.Fprintf(&b, "- %s (Grund: %s)", literal(g.What, " "), reasons[g.Why])
		if instead := literal(g.Instead, " "); instead != "" {
			fmt.Fprintf(&b, " Stattdessen: %s", instead)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Missing names the facts that the texts need and that are not there, by their
// keys in the file.
func (f *Facts) Missing() []string {
	var out []string
	for _, one := range f.fields() {
		if strings.TrimSpace(one.value) == "" && !one.optional {
			out = append(out, one.key)
		}
	}
	return out
}

// values adds the facts to what texts fill in. The lines of a value stay lines.
func (f *Facts) values(into map[string]any) {
	for _, one := range f.fields() {
		value := one.value
		switch one.name {
		case "Gaps":
		case "Film":
			value, _ = address(value)
		default:
			value = literal(value, "\\\n")
		}
		into[one.name] = fact(value)
	}
}

// literal writes a value so that Markdown shows it as it is written, with
// something between its lines.
func literal(value, between string) string {
	var lines []string
	for line := range strings.Lines(value) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		var b strings.Builder
		word := false // whether the letter before belongs to a word
		for i, r := range line {
			marks := strings.ContainsRune("\\`*[]{}<>#|~!&^$", r) ||
				r == '_' && !word ||
				i == 0 && strings.ContainsRune("-+=", r) ||
				(r == '.' || r == ')') && strings.Trim(line[:i], "0123456789") == "" // a list with numbers
			if marks {
				b.WriteByte('\\')
			}
			b.WriteRune(r)
			word = unicode.IsLetter(r) || unicode.IsDigit(r)
		}
		lines = append(lines, b.String())
	}
	return strings.Join(lines, between)
}
