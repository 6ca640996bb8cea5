package datecheck

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content/profile"
)

// day answers for one day, without free days and sentence.
func (p *plan) day(d calendar.Date) Day {
	why, work := p.workday(d)
	out := Day{
		Date: d, Weekday: weekdayName(d, p.Lang), Workday: work, NoWork: why, Sunset: clockOf(p.sunset(d)),
		Findings: []Finding{}, Unknown: p.unknown(d),
		Free: Near{Later: []calendar.Date{}, Earlier: []calendar.Date{}},
	}
	all, _ := p.at(d)
	for _, k := range all {
		if f, ok := p.kept(k, d); ok {
			out.Findings = append(out.Findings, f)
		}
	}
	out.Findings = p.onceEach(out.Findings)
	out.Findings = append(out.Findings, p.bridges(d)...)
	out.Findings = append(out.Findings, p.weekly(d)...)
	out.Findings = append(out.Findings, p.school(d)...)
	out.Findings = append(out.Findings, p.events(d)...)
	slices.SortStableFunc(out.Findings, p.compare)
	for i := range out.Findings {
		f := &out.Findings[i]
		f.Text = strings.TrimSpace(f.Lead + " " + f.Notes.String())
		out.Unreviewed = out.Unreviewed || f.Of != nil && !f.Of.Review.Done()
	}
	if !work {
		out.Level = Hint
	}
	for _, f := range out.Findings {
		out.Level = max(out.Level, f.Level)
	}
	out.Verdict = out.Level.Verdict()
	return out
}

// onceEach makes a period merely run on a day on which a feast of its tradition
// weighs as much: Holy Week means on Good Friday what that day means.
func (p *plan) onceEach(all []Finding) []Finding {
	for i := range all {
		f := &all[i]
		if f.Level < Care || !f.of.Observance.Period || !f.special || slices.Contains(severalChurches, f.ID.Tradition()) {
			continue
		}
		if slices.ContainsFunc(all, func(o Finding) bool {
			return o.ID.Tradition() == f.ID.Tradition() && o.Level >= f.Level && !o.of.Observance.Period
		}) {
			f.Relation, f.Level, f.Notes, f.Law = Running, Free, nil, []Law{}
			if f.n == profile.Eve {
				f.dropped = true
			}
		}
	}
	return slices.DeleteFunc(all, func(f Finding) bool { return f.dropped })
}

// severalChurches are traditions in which the fast of one church and the feast of
// another may be on the same day.
var severalChurches = []string{"christian-orthodox", "christian-oriental"}

// compare orders findings by weight, then law first, then by relation, by the
// order of the traditions, and by their days.
func (p *plan) compare(a, b Finding) int {
	lawFirst := func(f Finding) int {
		if slices.ContainsFunc(f.Law, func(l Law) bool { return l.binds }) {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(b.Level, a.Level), cmp.Compare(lawFirst(a), lawFirst(b)), cmp.Compare(periods(a), periods(b)), cmp.Compare(p.byDay(a), p.byDay(b)),
		cmp.Compare(slices.Index(Relations(), a.Relation), slices.Index(Relations(), b.Relation)),
		cmp.Compare(p.traditionOrder(a.ID), p.traditionOrder(b.ID)), cmp.Compare(orderOf(a), orderOf(b)),
	)
}

// byDay is 0 for a fast by day if food is served, which comes before fasts that
// ask for another dish.
func (p *plan) byDay(f Finding) int {
	if p.q.Food && f.of != nil && f.of.fastsByDay() {
		return 0
	}
	return 1
}

// orderOf is the place of an occurrence among those of its calendar.
func orderOf(f Finding) int {
	if f.of == nil {
		return 0
	}
	return f.of.order
}

// periods is 1 for a period, which comes after what is kept on the day itself.
func periods(f Finding) int {
	if f.of != nil && f.of.Observance.Period {
		return 1
	}
	return 0
}

func (p *plan) traditionOrder(id calendar.ID) int {
	return slices.IndexFunc(p.Calendar.Traditions(), func(t calendar.Tradition) bool { return t.ID == id.Tradition() })
}

// kept says what an occurrence means on a day; false if nothing.
func (p *plan) kept(k *kept, d calendar.Date) (Finding, bool) {
	rel, level, n := p.touch(k, d)
	law := p.laws(k, d, rel)
	if k.pure {
		if len(law) == 0 {
			return Finding{}, false
		}
		rel, level = ByLaw, Hint
	}
	for _, l := range law {
		switch {
		case l.binds:
			level = Move
			if rel == "" || rel == Running {
				rel = OnDay
			}
		case l.Status == profile.PublicHoliday:
			level = max(level, Hint)
			if rel == "" {
				rel = OnDay
			}
		}
	}
	if rel == "" {
		return Finding{}, false
	}
	abroad := p.abroad(k, law)
	if abroad {
		level = min(level, Care)
	}
	id := k.Observance.ID
	f := Finding{
		ID: id, Name: k.Observance.Name.In(p.Lang), Relation: rel, Level: level, Certainty: k.Certainty,
		Sure: words.Sure(p.Calendar, k.Occurrence, p.Lang), Law: law, URL: p.Link(id), of: k, n: n,
	}
	if f.Law == nil {
		f.Law = []Law{}
	}
	if k.pure {
		f.Lead = p.holidayText(law)
		return f, true
	}
	p.advise(&f, k, d)
	if abroad {
		f.Notes = nil // they speak of the house's Land
	}
	return f, true
}

// abroad reports whether a day is a public holiday in some Land, but in none of
// those asked for, among which is not the house's own: what the records say of
// it rests on the law at home.
func (p *plan) abroad(k *kept, law []Law) bool {
	return len(k.holidays) > 0 && !slices.Contains(p.q.Laender, p.Region.Land) && !slices.ContainsFunc(law, func(l Law) bool { return l.binds })
}

// advise fills in what the records say of a day.
func (p *plan) advise(f *Finding, k *kept, d calendar.Date) {
	on := f.n
	if f.Relation == OnEve || f.Relation == InTime {
		on = profile.Eve
	}
	_, work, text, of := p.on(k, on)
	if of == nil && len(k.profiles) > 0 {
		of = k.profiles[0]
		text, work = of.On(on, k.Length())
	}
	f.Lead = p.relationText(f, k, d)
	if of == nil {
		return
	}
	f.Of = of
	weighs, _, _, _ := p.on(k, max(f.n, 1))
	f.special = weighs > p.weigh(of.Work)
	f.Advice = &Advice{work.Meetings.Advice, work.Travel.Advice, work.Catering.Advice}
	if f.Relation == InTime || f.Relation == Running {
		return
	}
	if on == profile.Eve || f.Level >= Care {
		f.Notes = append(f.Notes, text...)
	}
	effects := []profile.Effect{work.Meetings}
	if p.q.Travel {
		effects = append(effects, work.Travel)
	}
	if p.q.Food {
		effects = append(effects, work.Catering)
	}
	for _, e := range effects {
		if e.Advice != profile.NoEffect || f.Level >= Care && on != profile.Eve {
			f.Notes = appendNew(f.Notes, e.Why)
		}
	}
}

// appendNew appends those statements that are not there yet.
func appendNew(all, more profile.Text) profile.Text {
	for _, s := range more {
		if !slices.ContainsFunc(all, func(o profile.Statement) bool { return o.Text == s.Text }) {
			all = append(all, s)
		}
	}
	return all
}

// laws returns what laws make of a day of an occurrence.
func (p *plan) laws(k *kept, d calendar.Date, rel Relation) []Law {
	var out []Law
	others := Law{Status: profile.PublicHoliday}
	for _, h := range k.holidays {
		asked := slices.Contains(p.q.Laender, h.land)
		switch {
		case !h.covers(d):
		case asked && h.partly == "":
			out = append(out, Law{
				Status: profile.PublicHoliday, Laender: []calendar.Land{h.land}, Text: holidayIn(h, p.Lang), Section: p.section(k, h), Checked: p.checked(k, h), binds: true,
			})
		case asked:
			out = append(out, Law{Status: profile.PublicHoliday, Laender: []calendar.Land{h.land}, Text: partlyIn(h, p.Lang), Section: h.act})
		case h.partly == "" && !slices.Contains(others.Laender, h.land):
			others.Laender = append(others.Laender, h.land)
		}
	}
	if len(others.Laender) > 0 {
		slices.Sort(others.Laender)
		others.Text = p.elsewhere(others.Laender)
		out = append(out, others)
	}
	for _, one := range k.profiles {
		out = append(out, p.quiet(k, one, d)...)
		if rel != "" && rel != Running {
			out = append(out, p.away(k, one, d)...)
		}
	}
	return out
}

// checked returns when the section of a holiday was looked up; nil if nobody
// says.
func (p *plan) checked(k *kept, h holiday) *calendar.Date {
	for _, one := range k.profiles {
		if l := one.Law; l.Land == h.land && l.Checked != 0 && slices.Contains(l.Status, profile.PublicHoliday) {
			return &l.Checked
		}
	}
	return nil
}

// section returns where the law says that a day is a holiday.
func (p *plan) section(k *kept, h holiday) string {
	if h.land == p.Region.Land {
		for _, one := range k.profiles {
			if one.Law.Land == h.land && slices.Contains(one.Law.Status, profile.PublicHoliday) {
				return one.Law.Section
			}
		}
	}
	return h.act
}

// restricts reports whether a record's law has hours of quiet on one of the days
// of an occurrence.
func (p *plan) restricts(k *kept, one *profile.Profile, d calendar.Date) bool {
	l := one.Law
	return k.Covers(d) && l.Quiet.To > 0 && slices.Contains(p.q.Laender, l.Land)
}

// forbidden reports whether the law forbids what is planned on a day, or makes it
// a holiday.
func (p *plan) forbidden(k *kept, d calendar.Date) bool {
	for _, one := range k.profiles {
		if p.q.Festive && p.restricts(k, one, d) && p.meets(one.Law.Quiet) {
			return true
		}
	}
	return false
}

// meets reports whether what is planned is partly within some hours.
func (p *plan) meets(h profile.Hours) bool { return !p.q.Timed() || h.Meet(p.q.Start, p.q.End) }

func (p *plan) quiet(k *kept, one *profile.Profile, d calendar.Date) []Law {
	if !p.restricts(k, one, d) {
		return nil
	}
	l := one.Law
	status := profile.SilentDay
	if !slices.Contains(l.Status, status) {
		status = profile.EveningBan
	}
	checked := l.Checked
	return []Law{{
		Status: status, Laender: []calendar.Land{l.Land}, Text: quietText(l.Quiet, status, p.Lang), Section: l.Section, Checked: &checked,
		binds: p.q.Festive && p.meets(l.Quiet),
	}}
}

// away returns the rights of the staff to stay away on a day, or on its eve.
func (p *plan) away(k *kept, one *profile.Profile, d calendar.Date) []Law {
	var out []Law
	for _, a := range one.Absence {
		if !k.Covers(d) && !(k.IsEve(d) && a.Eve) {
			continue
		}
		if a.For == profile.Staff && a.Status == profile.RightToBeAway && slices.Contains(p.q.Laender, a.Land) {
			checked := a.Checked
			out = append(out, Law{Status: a.Status, Laender: []calendar.Land{a.Land}, Text: rightText(a, k.Observance.Name.In(p.Lang), p.Lang), Section: a.Section, Checked: &checked})
		}
	}
	return out
}

// bridges says whether a day is one between a holiday and others.
func (p *plan) bridges(d calendar.Date) []Finding {
	h, is := p.bridge(d)
	if !is {
		return nil
	}
	return []Finding{{
		Name: say(p.Lang, "Brückentag", "Day between holidays"), Relation: BridgeDay, Level: Care, Law: []Law{},
		Lead: bridgeText(h.name, h.first > d, p.Lang),
	}}
}

// The prayer of Muslims on Fridays, in minutes after midnight.
const (
	prayerFrom = 12 * 60
	prayerTo   = 14*60 + 30
)

// weekly says what is kept every week.
func (p *plan) weekly(d calendar.Date) []Finding {
	if d.Weekday() != time.Friday {
		return nil
	}
	var out []Finding
	level := Free // if no hours are given, it may well be at others
	if p.q.Timed() {
		level = Hint
	}
	add := func(tradition, name, text string) {
		if _, shown := p.Calendar.Tradition(tradition); shown {
			out = append(out, Finding{Name: name, Relation: EveryWeek, Level: level, Law: []Law{}, Lead: text})
		}
	}
	if p.meets(profile.Hours{From: prayerFrom, To: prayerTo}) {
		add("islamic", say(p.Lang, "Freitagsgebet", "Friday prayer"), say(p.Lang,
			"Jede Woche: Viele Musliminnen und Muslime beten freitags mittags gemeinsam, zwischen 12:00 und 14:30 Uhr.",
			"Every week: many Muslims pray together at noon on Fridays, between 12:00 and 14:30."))
	}
	if set := p.sunset(d); !p.q.Timed() || p.q.End > set-margin {
		add("jewish", say(p.Lang, "Beginn des Schabbat", "Beginning of Shabbat"), say(p.Lang,
			"Jede Woche: Bei Sonnenuntergang, an diesem Tag um "+clockOf(set)+" Uhr, beginnt der Schabbat; wer ihn hält, ist vorher zu Hause.",
			"Every week: Shabbat begins at sunset, at "+clockOf(set)+" on this day; those who keep it are at home before."))
	}
	return out
}

// school says whether the schools of the house's Land are closed.
func (p *plan) school(d calendar.Date) []Finding {
	if !slices.Contains(p.q.Laender, p.Region.Land) {
		return nil
	}
	for _, h := range p.School {
		if h.First <= d && d <= h.Last {
			return []Finding{{
				Name: say(p.Lang, "Schulferien", "School holidays"), Relation: NoSchool, Law: []Law{},
				Lead: schoolText(h, p.Region.Land, p.Lang),
			}}
		}
	}
	return nil
}

// events lists those of the house that meet what is planned.
func (p *plan) events(d calendar.Date) []Finding {
	from, to := d.At(0, 0, calendar.Berlin), (d+1).At(0, 0, calendar.Berlin)
	if p.q.Timed() {
		from, to = d.At(0, p.q.Start, calendar.Berlin), d.At(0, p.q.End, calendar.Berlin)
	}
	var out []Finding
	for _, e := range p.Events {
		if e.Start.Before(to) && from.Before(e.End) {
			out = append(out, Finding{
				Name: e.Title, Relation: InTheHouse, Law: []Law{}, URL: e.URL,
				Lead: say(p.Lang, "Termin im Haus an diesem Tag", "Event of the house on this day"),
			})
		}
	}
	return out
}

// unknown says of which days with weight it is not known whether they fall on a
// day.
func (p *plan) unknown(d calendar.Date) []string {
	out := []string{}
	p.at(d)
	for _, u := range p.year.unknown {
		if u.of == nil && d < u.until || u.of != nil && p.weigh(u.of.Work) >= Care && u.near(d) {
			out = append(out, unknownText(u.name, d.Year(), p.Lang))
		}
	}
	return out
}

// evening returns when the sun sets, if it is a fast of many days that keeps
// people from eating until then.
func (p *plan) evening(d *Day) string {
	if !p.q.Food || d.Level != Care {
		return "" // on another day, the evening does not help
	}
	for _, f := range d.Findings {
		if f.of != nil && f.Relation == OnDay && f.Level >= Care && f.of.fastsByDay() {
			return d.Sunset
		}
	}
	return ""
}
