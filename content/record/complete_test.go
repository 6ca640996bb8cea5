package record_test

import (
	"testing"

	"vielfalt/calendar/traditions"
	"vielfalt/content/record"
)

// Every observance has its record, and every record its observance.
func TestComplete(t *testing.T) {
	set, err := record.Load(record.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[*record.Record]bool)
	for _, tr := range traditions.All() {
		for _, o := range tr.Observances {
			r, ok := set.Of(o.ID)
			if !ok {
				t.Errorf("%s has no record", o.ID)
			}
			known[r] = true
		}
	}
	for id, r := range set.All() {
		if !known[r] {
			t.Errorf("%s is the record of nothing", id)
		}
	}
}
