package direct

import (
	"cmp"
	"slices"
	"strings"

	"vielfalt/calendar"
)

// A month is told by its parts, of so many days at least: without that, the end of
// December would be all of it. Of a longer time only what weighs most is told.
const (
	partDays  = 7
	maxParted = 31
)

// maxOfYear is how many days a line on more than a month names.
const maxOfYear = 12

// chosen returns as many occurrences as a line may name, in the order of their days, and
// how many more there are, in words. Those that weigh most come before others, and
// among these those that have the most names, by which people ask. Each part of the days has its
// share, of several traditions if it can, and what is kept alike on other days is
// named once while there is something else.
func (a *Asker) chosen(all []calendar.Occurrence, first, last calendar.Date) (shown []calendar.Occurrence, further []string) {
	most := maxNames
	if int(last-first) >= maxParted {
		most = maxOfYear
	}
	if len(all) <= most {
		return byDay(all), nil
	}
	left := a.byWeight(all)
	rank := func(o calendar.Occurrence) int { return a.Rank(&o) }
	// take takes the first that may be taken, of those that are not yet.
	take := func(may func(calendar.Occurrence) bool) bool {
		i := slices.IndexFunc(left, func(o calendar.Occurrence) bool { return len(shown) < most && may(o) })
		if i < 0 {
			return false
		}
		shown = append(shown, left[i])
		left = slices.Delete(left, i, i+1)
		return true
	}
	fresh := func(o calendar.Occurrence) bool {
		return !slices.ContainsFunc(shown, func(s calendar.Occurrence) bool { return alike(s.Observance, o.Observance) })
	}
	if days := int(last - first + 1); days <= maxParted {
		parts := max(1, days/partDays)
		length := (days + parts - 1) / parts
		for part := range parts {
			from := first + calendar.Date(part*length)
			within := func(o calendar.Occurrence) bool {
				return from <= o.First && o.First < from+calendar.Date(length) && fresh(o)
			}
			had := len(shown)
			for range maxNames / parts {
				heaviest := slices.IndexFunc(left, within)
				other := func(o calendar.Occurrence) bool {
					return within(o) && rank(o) == rank(left[heaviest]) &&
						!slices.ContainsFunc(shown[had:], func(s calendar.Occurrence) bool { return s.Observance.ID.Tradition() == o.Observance.ID.Tradition() })
				}
				if heaviest < 0 || !take(other) && !take(within) {
					break
				}
			}
		}
	}
	if int(last-first) >= maxParted && first <= a.Today && a.Today <= last { // who asks wants to know what is next
		soonest := calendar.Date(0)
		for _, o := range all {
			if !o.Observance.Period && o.Observance.Kind == calendar.Feast && o.First >= a.Today && (soonest == 0 || o.First < soonest) {
				soonest = o.First
			}
		}
		take(func(o calendar.Occurrence) bool { return o.First == soonest && !o.Observance.Period && fresh(o) })
	}
	for take(fresh) {
	}
	for take(func(calendar.Occurrence) bool { return true }) {
	}
	return byDay(shown), []string{a.Words.N("answer.further", len(left))}
}

// noWeight is the rank of days that ask nothing of meetings.
const noWeight = 2

// byWeight returns occurrences, those that weigh most first. Of those that ask nothing of
// meetings feasts come before others; then comes what more people ask for, of what is
// kept alike the tradition that is listed first.
func (a *Asker) byWeight(all []calendar.Occurrence) []calendar.Occurrence {
	out := slices.Clone(all)
	rank, asked, listed := map[calendar.ID]int{}, a.asking(out), map[string]int{}
	for i := range out {
		o := out[i].Observance
		if rank[o.ID] = a.Rank(&out[i]); rank[o.ID] >= noWeight && o.Kind != calendar.Feast && o.Kind != calendar.NewYear {
			rank[o.ID]++
		}
	}
	for i, t := range a.Calendar.Traditions() {
		listed[t.ID] = i
	}
	slices.SortStableFunc(out, func(x, y calendar.Occurrence) int {
		i, j := x.Observance, y.Observance
		return cmp.Or(
			cmp.Compare(rank[i.ID], rank[j.ID]), cmp.Compare(asked[j.ID], asked[i.ID]),
			cmp.Compare(listed[i.ID.Tradition()], listed[j.ID.Tradition()]),
			cmp.Compare(len(a.Profiles.NamesOf(j)), len(a.Profiles.NamesOf(i))),
		)
	})
	return out
}

// asking says of each day by how many names it and what is kept alike are known: the
// more, the more people ask.
func (a *Asker) asking(all []calendar.Occurrence) map[calendar.ID]int {
	days := map[calendar.ID]*calendar.Observance{}
	for _, o := range all {
		days[o.Observance.ID] = o.Observance
	}
	out := map[calendar.ID]int{}
	for id, o := range days {
		for _, other := range days {
			if alike(o, other) {
				out[id] += len(a.Profiles.NamesOf(other))
			}
		}
	}
	return out
}

// alike reports whether two observances are one, or keep the same thing: on other days,
// or in another tradition.
func alike(a, b *calendar.Observance) bool {
	switch {
	case a.ID == b.ID:
		return true
	case a.Kind != b.Kind || a.Period != b.Period:
		return false
	case a.ID.Tradition() == b.ID.Tradition(): // what is related may be confused only
		return unexplained(a) == unexplained(b)
	}
	return slices.Contains(a.Related, b.ID) || slices.Contains(b.Related, a.ID)
}

// unexplained returns the name of an observance without what tells it from others of its
// name: "Nacht der Bestimmung, 21. Ramadan (schiitisch)".
func unexplained(o *calendar.Observance) string {
	name, _, _ := strings.Cut(o.Name.German, " (")
	name, _, _ = strings.Cut(name, ", ")
	return name
}

// byDay returns occurrences in the order of their days.
func byDay(all []calendar.Occurrence) []calendar.Occurrence {
	out := slices.Clone(all)
	slices.SortStableFunc(out, func(x, y calendar.Occurrence) int { return cmp.Compare(x.First, y.First) })
	return out
}
