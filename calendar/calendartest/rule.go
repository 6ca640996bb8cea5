package calendartest

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	gocmpopts "github.com/google/go-cmp/cmp/cmpopts"

	"vielfalt/calendar"
)

// Conforms checks what every [calendar.Rule] promises, over the whole range of
// dates: that it yields something; that days ascend, lie within the range asked
// for and within the rule's limits; that splitting a range changes nothing;
// that there is one occurrence a year, none in an empty range and no panic
// beyond the edges; and that the bounds contain the day.
func Conforms(t testing.TB, r calendar.Rule) {
	t.Helper()
	all := r.Dates(calendar.MinDate, calendar.MaxDate)
	if len(all) == 0 {
		t.Error("nothing is ever kept") // an empty rule would pass all other checks
	}
	years := make(map[int]calendar.Date, len(all))
	for i, k := range all {
		if other, twice := years[k.Year]; twice {
			t.Fatalf("%v and %v are both of the year %d", other, k.First, k.Year)
		}
		years[k.Year] = k.First
		if k.First < calendar.MinDate || k.First > calendar.MaxDate {
			t.Fatalf("%v lies outside of the range", k.First)
		}
		if i > 0 && all[i-1].First >= k.First {
			t.Fatalf("%v does not come after %v", k.First, all[i-1].First)
		}
		if (k.Earliest != 0 || k.Latest != 0) && (k.Earliest > k.First || k.Latest < k.First) {
			t.Fatalf("%v does not lie between %v and %v", k.First, k.Earliest, k.Latest)
		}
		switch k.Certainty {
		case calendar.Exact, calendar.Partial, calendar.Computed, calendar.Announced, calendar.Confirmed:
		default:
			t.Fatalf("%v has certainty %q", k.First, k.Certainty)
		}
	}
	_, sparse := r.(calendar.SparseRule)
	if !sparse && len(all) > 0 {
		if first, last := r.Limits(); all[0].First < first || all[len(all)-1].First > last {
			t.Errorf("defined from %v to %v, but kept from %v to %v", first, last, all[0].First, all[len(all)-1].First)
		}
	}
	if got := r.Dates(-1<<31, 1<<31); !slices.Equal(got, all) {
		t.Errorf("beyond the range there are %d keepings, within it %d", len(got), len(all))
	}
	for _, empty := range [][2]calendar.Date{{1, 0}, {800000, 700000}, {calendar.MaxDate + 1, calendar.MaxDate + 900}, {calendar.MinDate - 900, calendar.MinDate - 1}} {
		if got := r.Dates(empty[0], empty[1]); len(got) != 0 {
			t.Errorf("range %v to %v is empty, got %v", empty[0], empty[1], got)
		}
	}
	// Split a stretch of years, at random days and at occurrences.
	split := func(cut calendar.Date) {
		from, to := max(cut-stretch, calendar.MinDate), min(cut+stretch, calendar.MaxDate)
		i, _ := slices.BinarySearchFunc(all, from, byDate)
		j, _ := slices.BinarySearchFunc(all, to+1, byDate)
		Split(t, r, all[i:j], from, to, cut)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 8 {
		split(calendar.MinDate + calendar.Date(rng.IntN(int(calendar.MaxDate-calendar.MinDate))))
	}
	for i := 0; i < len(all); i += max(1, len(all)/8) {
		d := all[i].First
		split(d)
		split(d - 1)
		if got := r.Dates(d, d); !slices.Equal(got, all[i:i+1]) {
			t.Errorf("Dates(%v, %v) = %v, want %v", d, d, got, all[i])
		}
	}
	// Go day by day through the years in which tables begin and end.
	for _, year := range []int{-3999, 1, 622, 1582, 1924, 1935, 2014, 2033, 2052, 2077} {
		from, to := calendar.NewDate(year, 1, 1), calendar.NewDate(year+1, 12, 31)
		var daily []calendar.Occurrence
		for d := from; d <= to; d++ {
			daily = append(daily, r.Dates(d, d)...)
		}
		if got := r.Dates(from, to); !slices.Equal(got, daily) {
			t.Errorf("%d, at once and day by day:\n%s", year, gocmp.Diff(got, daily, gocmpopts.IgnoreUnexported(calendar.Occurrence{})))
		}
	}
}

// stretch is how many days before and after a cut are checked.
const stretch = 60 * 366

func byDate(k calendar.Occurrence, d calendar.Date) int { return cmp.Compare(k.First, d) }

// Split checks that cutting the range from–to after the day cut yields whole,
// the occurrences of the uncut range.
func Split(t testing.TB, r calendar.Rule, whole []calendar.Occurrence, from, to, cut calendar.Date) {
	t.Helper()
	var parts []calendar.Occurrence
	parts = append(parts, r.Dates(from, cut)...)
	parts = append(parts, r.Dates(cut+1, to)...)
	if !slices.Equal(parts, whole) {
		t.Errorf("split after %v:\n%s", cut, gocmp.Diff(parts, whole, gocmpopts.IgnoreUnexported(calendar.Occurrence{})))
	}
}
