package calendar_test

import (
	"strings"
	"testing"

	"vielfalt/calendar"
)

func TestParseSeat(t *testing.T) {
	for s, want := range map[string]calendar.Place{
		"Arnsberg 51.40 8.06":              {Name: "Arnsberg", Latitude: 51.40, Longitude: 8.06},
		"  Frankfurt am  Main 50.11 8.68 ": {Name: "Frankfurt am Main", Latitude: 50.11, Longitude: 8.68},
		"Düren 50.8 6":                     {Name: "Düren", Latitude: 50.8, Longitude: 6},
		"List auf Sylt 55.02 8.43":         {Name: "List auf Sylt", Latitude: 55.02, Longitude: 8.43},
		"Oberstdorf 47.41 10.28":           {Name: "Oberstdorf", Latitude: 47.41, Longitude: 10.28},
	} {
		if got, err := calendar.ParseSeat(s); err != nil || got != want {
			t.Errorf("%q is %+v, %v", s, got, err)
		}
	}
	for s, want := range map[string]string{
		"":                       "name, latitude, longitude",
		"Arnsberg":               "name, latitude, longitude",
		"51.40 8.06":             "name, latitude, longitude",
		"Arnsberg 51,40 8,06":    `"51,40" is not a number of degrees`,
		"Arnsberg 51.40 E8":      `"E8" is not a number`,
		"Arnsberg 8.06 51.40":    "latitude comes before longitude",
		"Ankara 39.93 32.86":     "outside of Germany",
		"Nirgends NaN 8":         "outside of Germany",
		"Nirgends 51 Inf":        "outside of Germany",
		"Spitzbergen 78.2 15.65": "outside of Germany",
		"Nirgends 51 -8":         "outside of Germany",
		"Arns\x01berg 51 8":      "characters that can be seen",
		"Arns\xffberg 51 8":      "characters that can be seen",
		"Arns\u202eberg 51 8":    "characters that can be seen",

		strings.Repeat("a", 101) + " 51 8": "characters that can be seen",
	} {
		_, err := calendar.ParseSeat(s)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), `"Arnsberg 51.40 8.06"`) {
			t.Errorf("%q: got %v, want %q and an example", s, err, want)
		}
	}
}

func TestLand(t *testing.T) {
	if n := len(calendar.Laender()); n != 16 {
		t.Fatalf("there are %d Länder", n)
	}
	for _, l := range calendar.Laender() {
		if got, err := calendar.ParseLand(string(l)); err != nil || got != l {
			t.Errorf("%s is read as %s, %v", l, got, err)
		}
		if l.Name().German == "" || l.Name().English == "" || !strings.HasSuffix(l.In("de"), l.Name().German) || l.In("en") != "in "+l.Name().English {
			t.Errorf("%s is %+v, %q, %q", l, l.Name(), l.In("de"), l.In("en"))
		}
	}
	if got := calendar.Land("sl").In("de"); got != "im Saarland" {
		t.Errorf("got %q", got)
	}
	for _, wrong := range []string{"", "NW", "de-nw", "xx", "nw "} {
		_, err := calendar.ParseLand(wrong)
		if err == nil || !strings.Contains(err.Error(), "bb (Brandenburg)") || !strings.Contains(err.Error(), "th (Thüringen)") {
			t.Errorf("%q: %v", wrong, err)
		}
	}
	if err := calendar.DefaultRegion().Check(); err != nil {
		t.Error(err)
	}
	for _, r := range []calendar.Region{{}, {Land: "nw"}, {Seat: calendar.DefaultRegion().Seat}, {Land: "nw", Seat: calendar.Place{Name: "Pol", Latitude: 90}}} {
		if r.Check() == nil {
			t.Errorf("%+v passes", r)
		}
	}
}
