package profile_test

import (
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
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

// A profile says what holds on days that the observance has, and of a period on
// which of its days something differs.
func TestDaysExist(t *testing.T) {
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	alike := []calendar.ID{"alevi/maras-gedenken", "civil/wochen-gegen-rassismus-beginn", "civil/black-history-month", "civil/europaeischer-monat-der-vielfalt"} // all days are
	longest := make(map[*profile.Profile]int)
	for _, tr := range traditions.All("nw") {
		for _, o := range tr.Observances {
			p, _ := set.Of(o.ID)
			longest[p] = max(longest[p], o.Days)
			if o.Period && len(p.Days) == 0 && !slices.Contains(alike, o.ID) {
				t.Errorf("%s is a period, and its profile has no days", o.ID)
			}
		}
	}
	for p, days := range longest {
		for _, s := range p.Days {
			if s.From > days || s.To > days {
				t.Errorf("%v has at most %d days, and its profile names days %d to %d", p.Spellings, days, s.From, s.To)
			}
		}
	}
}

// Who types a name that two observances share, and that are kept on different
// days, is led from one to the other. These names are too general for that.
func TestSharedNamesLeadToTheOther(t *testing.T) {
	general := []string{
		"festival of lights", "karneval", "laternenfest", "lichterfest", "milad", "ostern", "pascha", "pfingsten",
		"tagundnachtgleiche", "weihnachten", "weltfriedenstag",
	}
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	cal, err := calendar.New(traditions.All("nw"), nil)
	if err != nil {
		t.Fatal(err)
	}
	days := func(o *calendar.Observance) (out []calendar.Date) {
		for _, k := range cal.Of(o.ID, calendar.NewDate(1990, 1, 1), calendar.NewDate(2060, 12, 31)) {
			out = append(out, k.First)
		}
		return out
	}
	leads := func(from, to *calendar.Observance) bool {
		return slices.Contains(from.Related, to.ID) || from.SameAs == to.ID || from.Alongside == to.ID
	}
	known := make(map[string][]*calendar.Observance)
	for _, tr := range cal.Traditions() {
		if strings.HasPrefix(tr.ID, "de-") {
			continue // by law on the day of its feast, of which it bears the name
		}
		for i := range tr.Observances {
			o := &tr.Observances[i]
			p, _ := set.Of(o.ID)
			for _, name := range slices.Concat([]string{o.Name.German, o.Name.English, o.Name.Original}, o.Name.Also, p.Spellings) {
				name = strings.ToLower(name)
				if name == "" || slices.Contains(general, name) || slices.Contains(known[name], o) {
					continue
				}
				for _, other := range known[name] {
					if !leads(o, other) && !leads(other, o) && !slices.Equal(days(o), days(other)) {
						t.Errorf("%q is %s and %s, on other days, and neither leads to the other", name, o.ID, other.ID)
					}
				}
				known[name] = append(known[name], o)
			}
		}
	}
}
