package traditions

import (
	"vielfalt/calendar"
	"vielfalt/calendar/chinese"
	"vielfalt/calendar/hindu"
)

// All returns every tradition the service knows, in the order in which pages
// offer them: religions by the number of their members in North
// Rhine-Westphalia, then the civic days, then the law of the sixteen Länder,
// the authority's own first.
func All(home calendar.Land) []calendar.Tradition {
	// One each for all traditions, so that they share the work.
	almanac := hindu.NewPanchang()
	china, korea := chinese.New(chinese.China()), chinese.New(chinese.Korea())
	all := append([]calendar.Tradition{
		christianWestern(),
		christianOrthodox(),
		christianOriental(),
		jewish(),
		islamicTradition(),
		alevi(),
		buddhist(china, korea),
		hinduTradition(almanac, published),
		jain(almanac, published),
		sikh(almanac, published),
		yazidi(),
		bahaiTradition(),
		persianZoroastrian(),
		eastAsian(china, korea),
		solarPagan(),
		civil(),
	}, publicHolidayTraditions(home)...)
	on := revisedOn()
	for _, t := range all {
		for i := range t.Observances {
			t.Observances[i].Revised = on[t.ID]
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
	also     []string // other spellings and names
	kind     calendar.Kind
	days     int
	begin    calendar.Begin
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
				Original: r.original, OriginalLang: r.lang, Also: r.also,
			},
			Kind: r.kind, Days: r.days, Begin: r.begin,
			Rule: r.rule, Variants: r.variants, Source: r.source,
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
