package astro

import (
	"math"
	"strconv"
	"testing"

	"vielfalt/calendar/calendartest"
)

// The table was made with the positions of PyEphem 4.2.1, by the formula of the
// note.
func TestYallop(t *testing.T) {
	number := func(s string) float64 {
		f, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	largest := 0.0
	rows := calendartest.Records(t, "testdata/yallop.csv")
	for _, rec := range rows {
		q, ok := Yallop(calendartest.Date(t, rec, "date"), Place{Latitude: number(rec["latitude"]), Longitude: number(rec["longitude"])})
		off := math.Abs(q - number(rec["q"]))
		if !ok || off > 0.01 {
			t.Errorf("got %.3f, %v, want %v", q, ok, rec)
		}
		largest = max(largest, off)
	}
	t.Logf("%d evenings, largest difference %.4f", len(rows), largest)
}

// In the evening before new moon, and where the sun does not set, there is no
// crescent.
func TestNoCrescent(t *testing.T) {
	conjunction := MomentOf(utc(t, map[string]string{"utc": "2026-03-19T01:23:00Z"}))
	if q, ok := Yallop(conjunction.Date(0)-1, Place{Latitude: 31.996, Longitude: 44.315}); ok {
		t.Errorf("before new moon: %v", q)
	}
	june := MomentOf(utc(t, map[string]string{"utc": "2026-06-16T00:00:00Z"}))
	if q, ok := Yallop(june.Date(0), Place{Latitude: 75, Longitude: 20}); ok {
		t.Errorf("beside the midnight sun: %v", q)
	}
}

func BenchmarkYallop(b *testing.B) {
	p := Place{Latitude: 31.996, Longitude: 44.315}
	for b.Loop() {
		Yallop(739700, p)
	}
}
