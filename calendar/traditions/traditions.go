package traditions

import (
	"maps"
	"slices"

	"vielfalt/calendar"
	"vielfalt/calendar/chinese"
	"vielfalt/calendar/hindu"
	"vielfalt/calendar/islamic"
)

// All returns every tradition the service knows, in the order in which pages
// offer them: religions by the number of their members in North
// Rhine-Westphalia, then the civic days, then the law of the sixteen Länder,
// the authority's own first.
func All(home calendar.Land) []calendar.Tradition {
	// One each for all traditions, so that they share the work.
	almanac := hindu.NewPanchang()
	moons := islamic.NewMonths()
	china, korea, vietnam := chinese.New(chinese.China()), chinese.New(chinese.Korea()), chinese.New(chinese.Vietnam())
	all := append([]calendar.Tradition{
		christianWestern(),
		christianOrthodox(),
		christianOriental(),
		jewish(),
		islamicTradition(moons),
		alevi(moons),
		buddhist(almanac, china, korea, vietnam),
		hinduTradition(almanac, published),
		jain(almanac, published),
		sikh(almanac, published),
		yazidi(),
		bahaiTradition(),
		persianZoroastrian(),
		eastAsian(china, korea, vietnam),
		solarPagan(),
		civil(home),
	}, publicHolidayTraditions(home)...)
	changes, groups, flags := revisions(), related(), flagDays(home)
	for _, t := range all {
		for i := range t.Observances {
			o := &t.Observances[i]
			o.Changes, o.Flag = changesOf(o.ID, changes), flags[o.ID]
			for _, g := range groups {
				if !slices.Contains(g, o.ID) {
					continue
				}
				for _, id := range g {
					if id != o.ID && !slices.Contains(o.Related, id) {
						o.Related = append(o.Related, id)
					}
				}
			}
		}
	}
	return all
}

// A row is one line of a tradition's table. What most rows of a table share is
// left out: a length of one day, the tradition's usual beginning, and that it
// is a feast.
type row struct {
	slug     string
	german   string
	english  string
	original string   // name in the original script
	lang     string   // and its language tag
	plural   bool     // the names are plurals
	also     []string // other spellings and names
	kind     calendar.Kind
	period   bool // a fast, a season or a named run: see calendar.Observance
	days     int
	until    string // slug of the observance whose first day ends it …
	plus     int    // … so many days after that day; -1 is the day before
	begin    calendar.Begin
	folk     bool        // kept by people, and by none of the communities
	since    int         // first Gregorian year in which it was kept; 0 if that is not known or beyond the calendar
	last     int         // last one; 0 if it is kept today
	follows  calendar.ID // the observance from which its days are counted …
	after    int         // … so many days after its first day
	sameAs   calendar.ID // see calendar.Observance, as the next ones
	along    calendar.ID
	partly   calendar.Name           // where it is a public holiday, if not in the whole Land
	by       []calendar.Denomination // who keeps it, if not all of the tradition
	rule     calendar.Rule
	variants map[string]calendar.Rule
	source   string
}

// table turns rows into observances, with the tradition's usual beginning.
func table(tradition string, usual calendar.Begin, rows []row) []calendar.Observance {
	out := make([]calendar.Observance, len(rows))
	for i, r := range rows {
		o := calendar.Observance{
			ID: calendar.ID(tradition + "/" + r.slug),
			Name: calendar.Name{
				German: r.german, English: r.english,
				Original: r.original, OriginalLang: r.lang, Plural: r.plural, Also: r.also,
			},
			Kind: r.kind, Period: r.period, Folk: r.folk, Days: r.days, Begin: r.begin,
			Rule: r.rule, Variants: maps.Clone(r.variants), Source: r.source,
			Follows: calendar.Follow{Of: r.follows, Days: r.after}, SameAs: r.sameAs, Alongside: r.along, Denominations: r.by, Partly: r.partly,
		}
		if r.until != "" {
			o.End = calendar.End{Of: calendar.ID(tradition + "/" + r.until), Days: r.plus}
		}
		if r.since != 0 || r.last != 0 {
			o.Rule = calendar.During(o.Rule, r.since, r.last)
			for name, v := range o.Variants {
				o.Variants[name] = calendar.During(v, r.since, r.last)
			}
		}
		if o.Kind == "" {
			o.Kind = calendar.Feast
		}
		if o.Days == 0 {
			o.Days = 1
		}
		if o.Begin == "" {
			o.Begin = usual
		}
		out[i] = o
	}
	return out
}
