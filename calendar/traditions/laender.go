package traditions

import (
	"fmt"
	"slices"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/de"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
)

// A land is one of the sixteen Länder with its statutory public holidays.
type land struct {
	land calendar.Land
	act  string // the act that names the days
	// holidays are those that the library has for it.
	holidays []*cal.Holiday
	// missing are those that the library lacks.
	missing []row
}

// lawSince is the first full year of German unity, from which the tables are
// valid. Earlier years are not known here: the eastern Länder did not exist,
// and the western ones had different days.
const lawSince = 1991

// eastSince is from when the tables of the eastern Länder are certain: before
// they had acts of their own, the decree of the GDR of 16 May 1990 applied.
const eastSince = 1995

// laender lists the Länder in the order of their codes.
func laender() []land {
	easterSunday := row{slug: "ostersonntag", rule: gregorian.Easter(0)}
	pentecost := row{slug: "pfingstsonntag", rule: gregorian.Easter(49)}
	berlin := "einmaliger Feiertag, Gesetz des Landes Berlin"
	return []land{
		{land: "bb", act: "Feiertagsgesetz (FTG) Brandenburg § 2", holidays: de.HolidaysBB, missing: []row{easterSunday, pentecost}},
		{land: "be", act: "Gesetz über die Sonn- und Feiertage (Berlin) § 1", holidays: de.HolidaysBE, missing: []row{
			{slug: "tag-der-befreiung-75", rule: once(2020, time.May, 8), source: berlin},
			{slug: "tag-der-befreiung-80", rule: once(2025, time.May, 8), source: berlin},
			{slug: "aufstand-17-juni-75", rule: once(2028, time.June, 17), source: berlin},
		}},
		{land: "bw", act: "Feiertagsgesetz (FTG) Baden-Württemberg § 1", holidays: de.HolidaysBW},
		{land: "by", act: "Feiertagsgesetz (FTG) Bayern Art. 1", holidays: de.HolidaysBY, missing: []row{
			{slug: "friedensfest", rule: gregorian.On(time.August, 8), source: "Feiertagsgesetz (FTG) Bayern Art. 1 Abs. 2", partly: calendar.Name{
				German: "nur in der Stadt Augsburg", English: "only in the city of Augsburg"}},
			{slug: "mariae-himmelfahrt", rule: holiday(de.MariaHimmelfahrt), partly: calendar.Name{
				German: "nur in Gemeinden mit überwiegend katholischer Bevölkerung", English: "only in municipalities with a mostly Catholic population"}},
		}},
		{land: "hb", act: "Gesetz über die Sonn-, Gedenk- und Feiertage (Bremen) § 2", holidays: de.HolidaysHB},
		{land: "he", act: "Hessisches Feiertagsgesetz § 1", holidays: de.HolidaysHE},
		{land: "hh", act: "Feiertagsgesetz (Hamburg) § 1", holidays: de.HolidaysHH},
		{land: "mv", act: "Feiertagsgesetz Mecklenburg-Vorpommern § 2", holidays: de.HolidaysMV, missing: []row{
			{slug: "frauentag", rule: gregorian.On(time.March, 8).Since(2023)},
		}},
		{land: "ni", act: "Niedersächsisches Gesetz über die Feiertage § 2", holidays: de.HolidaysNI},
		{land: "nw", act: "Feiertagsgesetz NW § 2", holidays: de.HolidaysNW},
		{land: "rp", act: "Feiertagsgesetz (LFtG) Rheinland-Pfalz § 2", holidays: de.HolidaysRP},
		{land: "sh", act: "Gesetz über Sonn- und Feiertage (SFTG) Schleswig-Holstein § 2", holidays: de.HolidaysSH},
		{land: "sl", act: "Gesetz über die Sonn- und Feiertage (SFG) Saarland § 2", holidays: de.HolidaysSL},
		{land: "sn", act: "Gesetz über Sonn- und Feiertage im Freistaat Sachsen (SächsSFG) § 1", holidays: de.HolidaysSN, missing: []row{
			{slug: "fronleichnam", rule: holiday(de.Fronleichnam), partly: calendar.Name{
				German: "nur in einzelnen Gemeinden", English: "only in some municipalities"}},
		}},
		{land: "st", act: "Gesetz über die Sonn- und Feiertage (FeiertG LSA) § 2", holidays: de.HolidaysST},
		{land: "th", act: "Thüringer Feier- und Gedenktagsgesetz § 2", holidays: de.HolidaysTH, missing: []row{
			{slug: "fronleichnam", rule: holiday(de.Fronleichnam), partly: calendar.Name{
				German: "nur in einzelnen Gemeinden", English: "only in some municipalities"}},
		}},
	}
}

// publicHolidays returns the names of all public holidays, whichever Land has
// them, in the order of the year, and the feasts that they are for people.
func publicHolidays() []row {
	return []row{
		{slug: "neujahr", german: "Neujahr", english: "New Year's Day", also: []string{"Neujahrstag"}, sameAs: "christian-western/neujahr"},
		{slug: "heilige-drei-koenige", german: "Heilige Drei Könige", english: "Epiphany", also: []string{"Dreikönigstag", "Epiphanias"}, sameAs: "christian-western/heilige-drei-koenige"},
		{slug: "frauentag", german: "Frauentag", english: "Women's Day", also: []string{"Internationaler Frauentag"}, sameAs: "civil/frauentag"},
		{slug: "karfreitag", german: "Karfreitag", english: "Good Friday", sameAs: "christian-western/karfreitag"},
		{slug: "ostersonntag", german: "Ostersonntag", english: "Easter Sunday", sameAs: "christian-western/ostersonntag"},
		{slug: "ostermontag", german: "Ostermontag", english: "Easter Monday", sameAs: "christian-western/ostermontag"},
		{slug: "erster-mai", german: "Erster Mai", english: "Labour Day", also: []string{"1. Mai", "Tag der Arbeit", "Maifeiertag", "Tag des Bekenntnisses zu Freiheit und Frieden"}},
		{slug: "tag-der-befreiung-75", german: "75. Jahrestag der Befreiung vom Nationalsozialismus", english: "75th anniversary of liberation from National Socialism", sameAs: "civil/tag-der-befreiung"},
		{slug: "tag-der-befreiung-80", german: "80. Jahrestag der Befreiung vom Nationalsozialismus", english: "80th anniversary of liberation from National Socialism", sameAs: "civil/tag-der-befreiung"},
		{slug: "christi-himmelfahrt", german: "Christi Himmelfahrt", english: "Ascension Day", also: []string{"Himmelfahrt"}, sameAs: "christian-western/christi-himmelfahrt"},
		{slug: "pfingstsonntag", german: "Pfingstsonntag", english: "Whit Sunday", sameAs: "christian-western/pfingstsonntag"},
		{slug: "pfingstmontag", german: "Pfingstmontag", english: "Whit Monday", sameAs: "christian-western/pfingstmontag"},
		{slug: "fronleichnam", german: "Fronleichnam", english: "Corpus Christi", sameAs: "christian-western/fronleichnam"},
		{slug: "aufstand-17-juni-75", german: "75. Jahrestag des Aufstandes vom 17. Juni 1953", english: "75th anniversary of the uprising of 17 June 1953", sameAs: "civil/volksaufstand-17-juni"},
		{slug: "friedensfest", german: "Augsburger Hohes Friedensfest", english: "Augsburg Peace Festival", also: []string{"Friedensfest", "Hohes Friedensfest"}},
		{slug: "mariae-himmelfahrt", german: "Mariä Himmelfahrt", english: "Assumption of Mary", sameAs: "christian-western/mariae-himmelfahrt"},
		{slug: "weltkindertag", german: "Weltkindertag", english: "World Children's Day", sameAs: "civil/weltkindertag"},
		{slug: "tag-der-deutschen-einheit", german: "Tag der Deutschen Einheit", english: "German Unity Day", also: []string{"3. Oktober", "Nationalfeiertag"}, source: "Einigungsvertrag Art. 2 Abs. 2, seit 1990"},
		{slug: "reformationstag", german: "Reformationstag", english: "Reformation Day", sameAs: "christian-western/reformationstag"},
		{slug: "allerheiligen", german: "Allerheiligen", english: "All Saints' Day", sameAs: "christian-western/allerheiligen"},
		{slug: "buss-und-bettag", german: "Buß- und Bettag", english: "Day of Repentance and Prayer", sameAs: "christian-western/buss-und-bettag"},
		{slug: "erster-weihnachtstag", german: "Erster Weihnachtstag", english: "Christmas Day", also: []string{"Erster Weihnachtsfeiertag", "1. Weihnachtstag"}, sameAs: "christian-western/weihnachten"},
		{slug: "zweiter-weihnachtstag", german: "Zweiter Weihnachtstag", english: "Second Day of Christmas", also: []string{"Zweiter Weihnachtsfeiertag", "2. Weihnachtstag", "Stephanstag", "Boxing Day"}, sameAs: "christian-western/weihnachten"},
	}
}

// slugs maps the library's holidays to our slugs.
var slugs = map[*cal.Holiday]string{
	de.Neujahr: "neujahr", de.HeiligeDreiKoenige: "heilige-drei-koenige", de.Frauentag: "frauentag",
	de.Karfreitag: "karfreitag", de.Ostermontag: "ostermontag", de.TagderArbeit: "erster-mai",
	de.ChristiHimmelfahrt: "christi-himmelfahrt", de.Pfingstmontag: "pfingstmontag",
	de.Fronleichnam: "fronleichnam", de.MariaHimmelfahrt: "mariae-himmelfahrt",
	de.Weltkindertag: "weltkindertag", de.DeutschenEinheit: "tag-der-deutschen-einheit",
	de.Reformationstag: "reformationstag", de.Allerheiligen: "allerheiligen",
	de.BussUndBettag: "buss-und-bettag", de.Weihnachtstag: "erster-weihnachtstag",
	de.ZweiterWeihnachtsfeiertag: "zweiter-weihnachtstag",
}

// rows returns the Land's statutory holidays, in the order of the year. It adds
// what the library does not know: since when a Land has had a day, the one
// Reformation Day of all Länder in 2017, and the Day of Repentance, which all
// but Saxony gave up after 1994 to pay for care insurance.
func (l land) rows() []row {
	rules := make(map[string]gregorian.Yearly)
	sources := make(map[string]string)
	partly := make(map[string]calendar.Name)
	for _, h := range l.holidays {
		rules[slugs[h]] = holiday(h)
	}
	for _, r := range l.missing {
		rules[r.slug], sources[r.slug], partly[r.slug] = r.rule.(gregorian.Yearly), r.source, r.partly
	}
	rules["tag-der-deutschen-einheit"] = holiday(de.DeutschenEinheit).Since(1990)
	switch l.land {
	case "bb", "mv", "sn", "st", "th": // always
	case "hb", "hh", "ni", "sh":
		rules["reformationstag"] = holiday(de.Reformationstag).Since(2017)
	default:
		rules["reformationstag"] = holiday(de.Reformationstag).Since(2017).Until(2017)
		sources["reformationstag"] = "einmaliger Feiertag zum 500. Jahrestag der Reformation"
	}
	if l.land != "sn" {
		rules["buss-und-bettag"] = holiday(de.BussUndBettag).Until(1994)
		sources["buss-und-bettag"] = "gesetzlicher Feiertag bis 1994, aufgehoben zur Finanzierung der Pflegeversicherung"
	}
	switch l.land {
	case "be":
		rules["frauentag"] = rules["frauentag"].Since(2019)
	case "th":
		rules["weltkindertag"] = rules["weltkindertag"].Since(2019)
	}
	var out []row
	for _, r := range publicHolidays() {
		rule, ok := rules[r.slug]
		if !ok {
			continue
		}
		known := lawSince
		if l.land == "st" && r.slug == "heilige-drei-koenige" {
			known = 1993 // by an act of 1992; what held in 1991 and 1992 is not known here
		}
		r.kind, r.partly = calendar.PublicHoliday, partly[r.slug]
		unread := l.eastern() && r.slug != "tag-der-deutschen-einheit" // which the treaty of unity made
		r.rule = byLaw{rule.Since(known), known, unread, r.partly.German != ""}
		if s := sources[r.slug]; s != "" {
			r.source = s
		} else if r.source == "" {
			r.source = l.act
		}
		out = append(out, r)
	}
	return out
}

// partial says, for Länder that have such days, which are public holidays only
// in a part of the Land.
var partial = map[calendar.Land]calendar.Name{
	"by": {
		German:  "Mariä Himmelfahrt (15. August) ist nur in Gemeinden mit überwiegend katholischer Bevölkerung gesetzlicher Feiertag, das Friedensfest (8. August) nur in der Stadt Augsburg. Beide zählen hier als Arbeitstage.",
		English: "The Assumption of Mary (15 August) is a public holiday only in municipalities with a mostly Catholic population, the Peace Festival (8 August) only in the city of Augsburg. Both count as working days here.",
	},
	"sn": {
		German:  "Fronleichnam ist nur in einzelnen Gemeinden gesetzlicher Feiertag. Der Tag zählt hier als Arbeitstag.",
		English: "Corpus Christi is a public holiday only in some municipalities. It counts as a working day here.",
	},
	"th": {
		German:  "Fronleichnam ist nur in einzelnen Gemeinden gesetzlicher Feiertag. Der Tag zählt hier als Arbeitstag.",
		English: "Corpus Christi is a public holiday only in some municipalities. It counts as a working day here.",
	},
}

// publicHolidayTraditions returns the Länder as traditions, the authority's own
// first. The others are shown only on request.
func publicHolidayTraditions(home calendar.Land) []calendar.Tradition {
	all := laender()
	slices.SortStableFunc(all, func(a, b land) int {
		switch home {
		case a.land:
			return -1
		case b.land:
			return 1
		}
		return 0
	})
	var out []calendar.Tradition
	for _, l := range all {
		id, name := l.land.Tradition(), l.land.Name()
		out = append(out, calendar.Tradition{
			ID: id,
			Name: calendar.Name{
				German: "Gesetzliche Feiertage " + l.land.In("de"), English: "Public holidays " + l.land.In("en"),
				Also: []string{"Feiertage " + name.German},
			},
			OnRequest:   l.land != home,
			Note:        partial[l.land],
			Observances: table(id, calendar.Midnight, l.rows()),
		})
	}
	return out
}

// byLaw is the rule of a statutory holiday, about which nothing is known before
// some year. After that it is known in every year whether it is kept, even if it
// is abolished.
type byLaw struct {
	gregorian.Yearly
	since  int
	unread bool // nobody has looked up what held before eastSince
	partly bool // only in a part of the Land
}

// Dates implements [calendar.Rule].
func (l byLaw) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := l.Yearly.Dates(from, to)
	for i := range out {
		switch o := &out[i]; {
		case l.partly:
			o.Certainty = calendar.Partial
		case l.unread && o.Year < eastSince:
			o.Certainty, o.Cause = calendar.Computed, calendar.Unread
		}
	}
	return out
}

// eastern reports whether the Land was a part of the GDR. Berlin kept the law of
// its western part.
func (l land) eastern() bool {
	return slices.Contains([]calendar.Land{"bb", "mv", "sn", "st", "th"}, l.land)
}

// Limits implements [calendar.Rule].
func (l byLaw) Limits() (first, last calendar.Date) {
	return calendar.NewDate(l.since, time.January, 1), calendar.MaxDate
}

// once keeps the day of one year.
func once(year int, month time.Month, day int) gregorian.Yearly {
	return gregorian.On(month, day).Since(year).Until(year)
}

// holiday keeps one of the library's public holidays, in each Gregorian year.
func holiday(h *cal.Holiday) gregorian.Yearly {
	return func(year int) (calendar.Date, bool) {
		t, _ := h.Calc(year)
		if t.IsZero() {
			return 0, false
		}
		// The library answers with midnight in the machine's time zone, which
		// a clock change may move to the evening before; noon is safe.
		return calendar.DateOf(t.Add(12 * time.Hour)), true
	}
}

// Workdays returns a function that reports whether a day is a working day of
// the administration in a Land: Monday to Friday, and not a public holiday in
// the whole Land, nor a day on which the house is off duty, see [OffDuty]: by law
// alone, Christmas Eve and New Year's Eve are working days. Public holidays are
// known from 1991. It panics if there is no such Land.
func Workdays(home calendar.Land, off ...calendar.Rule) func(calendar.Date) bool {
	all := laender()
	i := slices.IndexFunc(all, func(l land) bool { return l.land == home })
	if i < 0 {
		panic(fmt.Sprintf("traditions: there is no Land %q", home))
	}
	free := slices.Clone(off)
	for _, r := range all[i].rows() {
		if r.partly.German == "" {
			free = append(free, r.rule)
		}
	}
	return func(d calendar.Date) bool {
		if d.IsWeekend() {
			return false
		}
		return !slices.ContainsFunc(free, func(r calendar.Rule) bool { return len(r.Dates(d, d)) > 0 })
	}
}
