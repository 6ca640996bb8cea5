package web_test

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
	"vielfalt/content/profile"
)

// inRegion turns a site into that of an authority elsewhere.
func inRegion(t testing.TB, r calendar.Region) func(*config) {
	t.Helper()
	cal, err := calendar.New(traditions.All(r.Land), nil)
	if err != nil {
		t.Fatal(err)
	}
	records, err := profile.Load(r.Land, profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	return func(c *config) {
		c.Region, c.Calendar, c.Profiles = r, func() *calendar.Calendar { return cal }, func() *profile.Set { return records }
		c.Authority = "Landratsamt Musterhausen"
		c.Texts, err = web.LoadTexts(web.TextValues{Site: c.SiteName, Authority: c.Authority, Land: r.Land, BackupsKept: c.BackupsKept}, nil)
		if err != nil {
			t.Fatal(err)
		}
	}
}

// Everything said of the house matches its Land and its seat.
func TestAnotherRegion(t *testing.T) {
	t.Parallel()
	s := newSite(t, nil, inRegion(t, calendar.Region{Land: "by", Seat: calendar.Place{Name: "Musterhausen", Latitude: 48.14, Longitude: 11.58}}))
	s.play(t, "another region", `
# The sun sets earlier than in Arnsberg, where it does at 19:31.
at 2026-09-20T10:00:00Z
GET /
select ".entries.is-today" contains beginnt heute mit dem Sonnenuntergang (19:16
GET /feeds/kalender.ics?vorabend=1&tradition=jewish
body contains DTSTART;TZID=Europe/Berlin:20260920T191600
body contains in Musterhausen um
body !contains Arnsberg
GET /en/feeds/kalender.ics?vorabend=1&tradition=jewish
body contains in Musterhausen at
GET /kalender/2026/9
body contains Tageslicht in Musterhausen
body !contains Arnsberg
GET /en/kalender/2026/9
body contains Daylight in Musterhausen

# An answer is kept until the sun sets there.
at 2026-09-20T17:15:30Z
GET /
select ".entries.is-today" contains beginnt heute
at 2026-09-20T17:16:30Z
GET /
select ".entries.is-today" contains hat heute mit dem Sonnenuntergang begonnen

# Its public holidays are shown, those of other Länder on request.
at 2027-01-06T10:00:00Z
GET /
select ".entries.is-today" contains Heilige Drei Könige
GET /kalender
body contains tradition-de-by
body !contains /kalender/tage/de-nw/
body !contains /kalender/tage/de-bw/
GET /kalender/2027.pdf
code == 200
GET /api/v1/occurrences?from=2027-01-01&to=2027-01-31
body contains de-by/heilige-drei-koenige
body !contains de-nw/
GET /kalender?tradition=de-nw&tradition=de-by
body contains /kalender/tage/de-nw/
GET /traditionen/de-by
select ".notice" contains nur in Gemeinden mit überwiegend katholischer Bevölkerung
select ".notice" contains Augsburg
GET /en/traditionen/de-by
select ".notice" contains only in municipalities with a mostly Catholic population
GET /traditionen/de-sn
body !contains zählt als Arbeitstag

# There are no legal texts of its Land, and those of another are not its own.
GET /kalender/tage/christian-western/fronleichnam
select "#recht" == Recht in Bayern
body contains Rechtstexte, die in Bayern gelten, sind hier noch nicht hinterlegt.
body contains Wo der Tag gesetzlicher Feiertag ist, ruht die Arbeit grundsätzlich.
body !contains An dem gesetzlichen Feiertag ruht
body contains Bayern: Feiertagsgesetz (FTG) Bayern Art. 1
GET /en/kalender/tage/jewish/jom-kippur
select "#recht" == Law in Bavaria
select "p.law" == Legal texts that apply in Bavaria are not kept here yet.
select ".absence dt" == Bavaria: Pupils
GET /api/v1/observances?tradition=jewish
body contains "law":[]
body !contains "law":["right-to-absence"
GET /api/v1/openapi.json
body contains What the law of Bavaria makes of the day.

# Nor does it promise what another Land's office does.
POST /barriere-melden
header Sec-Fetch-Site: same-origin
form message=Der Kontrast ist zu gering.
code == 200
body contains Mehr dazu steht in der Erklärung zur Barrierefreiheit
body !contains nrw
body !contains NRW
GET /barrierefreiheit
body contains Landratsamt Musterhausen
body contains die sie in Bayern umsetzen
body contains Welche Stelle in Bayern dann weiterhilft
body !contains Ombudsstelle
GET /datenschutz
body contains in Bayern über den Datenschutz
GET /leichte-sprache
body !contains Ombuds
`)
}

// A text on another Land's law is shown as the house's own if the house says
// so.
func TestLawOfTheHouse(t *testing.T) {
	t.Parallel()
	own := fstest.MapFS{}
	for _, name := range []string{"jewish/jom-kippur.md", "jewish/sources.yaml", "jewish/greetings.yaml", "sources.yaml", "greetings.yaml"} {
		raw, err := fs.ReadFile(profile.Shipped(), name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		if strings.HasSuffix(name, ".md") {
			text = strings.Replace(text, "\nsources:\n", "\nlaw: {land: by, status: [right-to-absence], section: FTG Art. 6, checked: 2026-11-26, text: \"Das Recht besteht. [leviticus-23]\"}\nsources:\n", 1)
		}
		own[name] = &fstest.MapFile{Data: []byte(text)}
	}
	set, err := profile.Load("by", profile.Shipped(), own)
	if err != nil {
		t.Fatal(err)
	}
	region := calendar.Region{Land: "by", Seat: calendar.Place{Name: "Musterhausen", Latitude: 48.14, Longitude: 11.58}}
	s := newSite(t, nil, inRegion(t, region), func(c *config) { c.Profiles = func() *profile.Set { return set } })
	s.play(t, "law of the house", `
GET /kalender/tage/jewish/jom-kippur
body contains Recht in Bayern
body contains FTG Art. 6
body contains Recht, der Arbeit fernzubleiben
body !contains noch nicht hinterlegt
GET /kalender/tage/jewish/rosch-ha-schana
body contains noch nicht hinterlegt
`)
}

// A house that does not say where it is, is nowhere.
func TestNoRegion(t *testing.T) {
	t.Parallel()
	s := newSite(t, nil)
	c := s.config
	c.Region = calendar.Region{}
	if _, err := c.open(); err == nil || !strings.Contains(err.Error(), "Land") {
		t.Errorf("got %v", err)
	}
}

// A tradition the house does not show appears nowhere; articles about it stay,
// without a label that leads nowhere.
func TestTraditionOff(t *testing.T) {
	t.Parallel()
	all := traditions.All("nw")
	for i := range all {
		all[i].Off = all[i].ID == "jewish"
	}
	whole, err := calendar.New(all, nil)
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, nil, func(c *config) { c.Calendar = func() *calendar.Calendar { return whole.Shown() } })
	s.clock.set(time.Date(2025, time.December, 15, 9, 0, 0, 0, time.UTC))
	s.save(t, &content.Event{Item: content.Item{
		ID: "lichterfest", Type: content.TypeEvent, State: content.Approved, Traditions: []string{"jewish"},
		Text: content.Text{Lang: content.German, Title: "Lichterfest im Hof"},
	}, Start: s.clock.now().Add(24 * time.Hour), End: s.clock.now().Add(26 * time.Hour)})
	s.sync(t)
	for _, path := range s.addresses(t) {
		switch {
		case path == "/traditionen/jewish":
			continue
		case s.get(t, path).Code >= 400 && !strings.Contains(path, "zuckerfest") && path != "/beitraege/zuckerfest":
			continue // not there yet
		}
		for _, p := range []string{path, "/en" + path} {
			for _, word := range []string{"/jewish", "=jewish", `"jewish"`, "jewish/", ">Judentum<", "Judentum,", "Judaism"} {
				if strings.Contains(s.get(t, p).Body.String(), word) {
					t.Errorf("%s holds %s", p, word)
				}
			}
		}
	}
	s.play(t, "a tradition that is off", `
GET /kalender/2026
code == 200
body !contains Pessach
GET /kalender?tradition=jewish
code == 404
GET /beitraege?tradition=jewish
code == 404
GET /feeds/kalender.ics?tradition=jewish
code == 404
GET /feeds/beitraege.atom?tradition=jewish
code == 404
GET /api/v1/articles?tradition=jewish
code == 400
GET /api/v1/search?q=Fest&tradition=jewish
code == 400
GET /abonnieren?feed=kalender&tradition=jewish
code == 404
GET /traditionen/jewish
code == 404
GET /kalender/tage/jewish/pessach
code == 404
GET /kalender/tage/jewish/pessach.ics
code == 404
GET /suche?q=Pessach
body !contains /kalender/tage/jewish/pessach

GET /beitraege/chanukka
code == 200
body contains Chanukka
body !contains tradition-jewish
GET /beitraege
body contains /beitraege/chanukka
GET /suche?q=Chanukka
body contains /beitraege/chanukka
body !contains tradition=jewish
GET /api/v1/articles
body contains "id":"chanukka"
body contains "traditions":[],"observances":[]
GET /api/v1/search?q=Chanukka
body contains "id":"chanukka"
body contains "tradition":[]
GET /feeds/beitraege.atom
body contains Chanukka
body !contains term="Judentum"
GET /feeds/termine.ics
body contains Lichterfest
body !contains Judentum
body !contains CATEGORIES;LANGUAGE=de:jewish
body !contains CATEGORIES:jewish
GET /termine
body contains Lichterfest
body !contains tradition-jewish
`)
}

// The house's own fixed texts replace ours, one by one.
func TestTexts(t *testing.T) {
	t.Parallel()
	values := web.TextValues{Site: "Vielfalt", Authority: "Landratsamt Musterhausen", Land: "by", BackupsKept: 14 * 24 * time.Hour}
	texts, err := web.LoadTexts(values, fstest.MapFS{
		"imprint.md":  {Data: []byte("# Wer wir sind\n\n**{{.Authority}}** hebt {{.BackupsKept}} Tage auf, <script>alert(1)</script>auch {{.InLand}}.\n")},
		"sign.md":     {Data: []byte("\ufeff# Gebärden\r\n\r\nEin Film.\r\n")},
		"..data/x.md": {Data: []byte("an entry of a volume")},
		".hidden":     {Data: []byte("of an editor")},
	})
	if err != nil {
		t.Fatal(err)
	}
	s := newSite(t, nil, func(c *config) { c.Texts = texts })
	s.play(t, "texts of the house", `
GET /impressum
select "h1" == Wer wir sind
select "main strong" == Landratsamt Musterhausen
body contains hebt 14 Tage auf
body contains in Bayern
body !contains <script>
GET /gebaerdensprache
select "h1" == Gebärden
body contains Ein Film.
GET /datenschutz
select "h1" == Datenschutz
body contains höchstens 14 Tage
`)
	for name, c := range map[string]struct {
		file, text, want string
	}{
		"unknown":         {"impressum.md", "# Impressum\n", "impressum.md takes the place of nothing: a text is called accessibility.md, imprint.md, plain.md, privacy.md, sign.md"},
		"no Markdown":     {"imprint.txt", "# Impressum\n", "imprint.txt takes"},
		"without a title": {"imprint.md", "Impressum\n\nText\n", "imprint.md: its first line is no title"},
		"empty":           {"imprint.md", "", "imprint.md: its first line is no title"},
		"an empty title":  {"imprint.md", "#  \nText\n", "imprint.md: its first line is no title"},
		"second heading":  {"imprint.md", "## Impressum\nText\n", "imprint.md: its first line is no title"},
		"not UTF-8":       {"privacy.md", "# Datenschutz\n\nf\xfcr alle\n", "privacy.md: it is not valid UTF-8"},
		"too large":       {"plain.md", "# Leicht\n" + strings.Repeat("a", 256<<10), "plain.md: it is larger than 256 kB"},
		"unknown value":   {"sign.md", "# Film\n\n{{.Nobody}}\n", "sign.md: "},
		"a function":      {"sign.md", "# Film\n\n{{printf \"%s\" .Site}}\n", "sign.md: "},
		"a loop":          {"sign.md", "# Film\n\n{{range $i := 300000000}}x{{end}}\n", "sign.md: "},
		"a loop within":   {"sign.md", "# Film\n\n{{if .Site}}{{range $i := 300000000}}x{{end}}{{end}}\n", "sign.md: "},
		"a condition":     {"sign.md", "# Film\n\n{{if len .Site}}x{{end}}\n", "sign.md: "},
		"a variable":      {"sign.md", "# Film\n\n{{$x := .Site}}\n", "sign.md: "},
		"a template":      {"sign.md", "# Film\n\n{{define \"x\"}}{{template \"x\"}}{{end}}{{template \"x\"}}\n", "sign.md: "},
		"broken value":    {"sign.md", "# Film\n\n{{.Site\n", "sign.md: "},
	} {
		if _, err := web.LoadTexts(values, fstest.MapFS{c.file: {Data: []byte(c.text)}}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}
