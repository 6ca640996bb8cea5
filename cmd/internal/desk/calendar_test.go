package desk

import (
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
)

func testCalendar(t testing.TB) *calendar.Calendar {
	t.Helper()
	c, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
