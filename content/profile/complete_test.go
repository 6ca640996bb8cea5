package profile_test

import (
	"testing"

	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
)

// Every observance has its profile, and every profile its observance.
func TestComplete(t *testing.T) {
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[*profile.Profile]bool)
	for _, tr := range traditions.All("nw") {
		for _, o := range tr.Observances {
			r, ok := set.Of(o.ID)
			if !ok {
				t.Errorf("%s has no profile", o.ID)
			}
			known[r] = true
		}
	}
	for id, r := range set.All() {
		if !known[r] {
			t.Errorf("%s is the profile of nothing", id)
		}
	}
}
