package calendar_test

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
)

// A tradition that is off appears nowhere, yet schedules and other observances
// can depend on it.
func TestShown(t *testing.T) {
	tradition := func(id string, off bool) calendar.Tradition {
		o := calendar.Observance{ID: calendar.ID(id + "/tag"), Name: calendar.Name{German: id}, Kind: calendar.Feast, Days: 1, Begin: calendar.Midnight, Rule: gregorian.On(5, 1)}
		return calendar.Tradition{ID: id, Name: calendar.Name{German: id}, Off: off, Observances: []calendar.Observance{o}}
	}
	whole, err := calendar.New([]calendar.Tradition{tradition("a", false), tradition("b", true), tradition("c", false)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	first := calendar.NewDate(2026, 5, 1)
	moved := whole.With(calendar.Confirmation{Observance: "c/tag", Year: 2026, First: first + 1, Certainty: calendar.Confirmed})
	for name, c := range map[string]*calendar.Calendar{"new": whole, "with a confirmation": moved} {
		if n := len(c.Of("b/tag", first, first)); n != 1 {
			t.Errorf("%s: schedules see %d occurrences", name, n)
		}
		if _, ok := c.Rule("b/tag"); !ok {
			t.Errorf("%s: nothing can hang on what is off", name)
		}
		s := c.Shown()
		if s != c.Shown() {
			t.Errorf("%s: what is shown is another calendar each time", name)
		}
		if _, ok := s.Tradition("b"); ok {
			t.Errorf("%s: the tradition is shown", name)
		}
		if _, ok := s.Observance("b/tag"); ok {
			t.Errorf("%s: the observance is shown", name)
		}
		if len(s.Traditions()) != 2 || s.Traditions()[1].ID != "c" {
			t.Errorf("%s: traditions shown are %v", name, s.Traditions())
		}
		for _, f := range []calendar.Filter{{}, {Traditions: []string{"a", "b", "c"}}} {
			var got string
			for _, o := range s.Occurrences(first, first+1, f) {
				got += o.Observance.ID.Tradition()
			}
			if got != "ac" {
				t.Errorf("%s: occurrences shown are of %q", name, got)
			}
		}
		if n := len(s.Year(2026)); n != 2 {
			t.Errorf("%s: the year shows %d", name, n)
		}
	}
	if o, _ := moved.Shown().Next("c/tag", first); o.First != first+1 {
		t.Errorf("the confirmation is not shown: %v", o.First)
	}
	if all, err := calendar.New([]calendar.Tradition{tradition("a", false)}, nil); err != nil || all.Shown() != all {
		t.Error("where nothing is off, another calendar is shown")
	}
}
