package traditions

import (
	"testing"

	"vielfalt/calendar"
)

// What is counted from another observance is that many days after it, in every
// year and by every convention of their tradition.
func TestFollows(t *testing.T) {
	cal := allTraditions(t, nil)
	from, to := calendar.NewDate(1900, 1, 1), calendar.NewDate(2100, 12, 31)
	n := 0
	for _, tr := range cal.Traditions() {
		for _, o := range tr.Observances {
			if o.Follows.Of == "" {
				continue
			}
			if _, ok := cal.Observance(o.Follows.Of); !ok {
				t.Errorf("%s follows %s, which is not there", o.ID, o.Follows.Of)
			}
			if o.Follows.Of.Tradition() != tr.ID {
				continue // may be reckoned by another convention
			}
			for _, c := range append([]calendar.Convention{{}}, tr.Conventions...) {
				first := map[int]calendar.Date{}
				for _, k := range cal.OfBy(o.Follows.Of, c.ID, from-60, to+60) {
					first[k.Year] = k.First
				}
				for _, k := range cal.OfBy(o.ID, c.ID, from, to) {
					if want, ok := first[k.Year]; ok && k.First != want+calendar.Date(o.Follows.Days) {
						t.Errorf("%s by %q in %d is on %v, %d days from %v", o.ID, c.ID, k.Year, k.First, k.First-want, want)
					}
					n++
				}
			}
		}
	}
	if n < 1000 {
		t.Errorf("%d days were compared", n)
	}
}

// Whoever confirms a feast confirms what is counted from it.
func TestFollowersMove(t *testing.T) {
	eid := calendar.NewDate(2027, 5, 17)
	cal := allTraditions(t, nil).With(
		calendar.Confirmation{Observance: "islamic/eid-al-adha", Year: 1448, First: eid, Certainty: calendar.Confirmed, By: "KRM", Revision: calendar.Revision{N: 1, Before: eid - 1}},
		calendar.Confirmation{Observance: "islamic/ramadan-beginn", Year: 1448, First: calendar.NewDate(2027, 2, 9), Certainty: calendar.Announced, By: "KRM"},
	)
	for id, want := range map[calendar.ID]calendar.Date{
		"islamic/arafat": eid - 1, "islamic/dhul-hiddscha-zehn-tage": eid - 9, "alevi/kurban": eid,
		"islamic/lailat-al-qadr": calendar.NewDate(2027, 3, 7), "islamic/ramadan-letzte-zehn-naechte": calendar.NewDate(2027, 3, 1),
	} {
		got := cal.Of(id, want, want)
		if len(got) != 1 || got[0].First != want || got[0].By != "KRM" {
			t.Errorf("%s: got %+v, want %v", id, got, want)
		}
	}
	// Who says otherwise of one of them is heeded.
	own := cal.With(calendar.Confirmation{Observance: "islamic/arafat", Year: 1448, First: eid - 2, Certainty: calendar.Confirmed})
	if got := own.Of("islamic/arafat", eid-2, eid-2); len(got) != 1 {
		t.Error("Arafat was entered by itself")
	}
}

// Who asks for a denomination is shown its tradition alone.
func TestDenominationAlone(t *testing.T) {
	cal := allTraditions(t, nil)
	f := calendar.Filter{Denominations: []calendar.Denomination{calendar.Catholic}}
	for _, o := range cal.Occurrences(calendar.NewDate(2027, 1, 1), calendar.NewDate(2027, 12, 31), f) {
		if o.Observance.ID.Tradition() != "christian-western" {
			t.Errorf("%s is shown as Catholic", o.Observance.ID)
		}
	}
}
