package solar

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

func TestRules(t *testing.T) {
	for _, longitude := range []float64{MarchEquinox, JuneSolstice, SeptemberEquinox, DecemberSolstice} {
		calendartest.Conforms(t, On(longitude, calendar.Berlin))
	}
}

// The solstice of June 2016 fell on the 20th in UTC, on the 21st in Berlin.
func TestTimeZone(t *testing.T) {
	from, to := calendar.NewDate(2016, 6, 1), calendar.NewDate(2016, 6, 30)
	got := On(JuneSolstice, calendar.Berlin).Dates(from, to)
	if len(got) != 1 || got[0].First != calendar.NewDate(2016, 6, 21) || got[0].Certainty != calendar.Exact {
		t.Errorf("got %v", got)
	}
	if d := calendar.DateOf(Moment(2016, JuneSolstice)); d != calendar.NewDate(2016, 6, 20) {
		t.Errorf("in UTC on %v", d)
	}
}
