package traditions

import (
	"testing"
	"time"

	"vielfalt/calendar"
)

// Days of remembrance and action are on the day that those who called for them
// named, from the first year in which they did.
func TestCivilDays(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tt := range []struct {
		id    calendar.ID
		first string // the first one ever
		later string // another one
	}{
		{"civil/black-history-month", "1990-02-01", "2027-02-01"},
		{"civil/gegen-genitalverstuemmelung", "2003-02-06", "2027-02-06"},
		{"civil/hanau-gedenken", "2021-02-19", "2027-02-19"},
		{"civil/zero-discrimination-day", "2014-03-01", "2027-03-01"},
		{"civil/gegen-islamfeindlichkeit", "2023-03-15", "2027-03-15"},
		{"civil/welt-down-syndrom-tag", "2006-03-21", "2027-03-21"},
		{"civil/welt-autismus-tag", "2008-04-02", "2027-04-02"},
		{"civil/tag-der-asexualitaet", "2021-04-06", "2027-04-06"},
		{"civil/weltgesundheitstag", "1950-04-07", "2027-04-07"},
		{"civil/kinderfest-tuerkei", "1921-04-23", "2027-04-23"},
		{"civil/lesbische-sichtbarkeit", "2008-04-26", "2027-04-26"},
		{"civil/europaeischer-monat-der-vielfalt", "2021-05-01", "2027-05-01"},
		{"civil/regenbogenfamilientag", "2012-05-06", "2013-05-05"},
		{"civil/regenbogenfamilientag", "2012-05-06", "2017-05-07"},
		{"civil/widerstand-sinti-roma", "2014-05-16", "2027-05-16"},
		{"civil/solingen-gedenken", "1994-05-29", "2027-05-29"},
		{"civil/internationaler-kindertag", "1950-06-01", "2027-06-01"},
		{"civil/pride-month", "1999-06-01", "2027-06-01"},
		{"civil/volksaufstand-17-juni", "1954-06-17", "2027-06-17"},
		{"civil/flucht-und-vertreibung", "2015-06-20", "2027-06-20"},
		{"civil/welthumanistentag", "1986-06-21", "2027-06-21"},
		{"civil/gegen-antimuslimischen-rassismus", "2014-07-01", "2027-07-01"},
		{"civil/srebrenica-gedenken", "2009-07-11", "2027-07-11"},
		{"civil/nichtbinaere-menschen", "2012-07-14", "2027-07-14"},
		{"civil/widerstand-20-juli", "1953-07-20", "2027-07-20"},
		{"civil/hiroshima-gedenken", "1947-08-06", "2027-08-06"},
		{"civil/mauerbau", "1962-08-13", "2027-08-13"},
		{"civil/sklavenhandel-gedenken", "1998-08-23", "2027-08-23"},
		{"civil/menschen-afrikanischer-abstammung", "2021-08-31", "2027-08-31"},
		{"civil/antikriegstag", "1957-09-01", "2027-09-01"},
		{"civil/weltkindertag", "1955-09-20", "2027-09-20"},
		{"civil/tag-der-gebaerdensprachen", "2018-09-23", "2027-09-23"},
		{"civil/tag-der-bisexualitaet", "1999-09-23", "2027-09-23"},
		{"civil/anschlag-von-halle", "2020-10-09", "2027-10-09"},
		{"civil/coming-out-day", "1988-10-11", "2027-10-11"},
		{"civil/maedchentag", "2012-10-11", "2027-10-11"},
		{"civil/tag-des-weissen-stockes", "1964-10-15", "2027-10-15"},
		{"civil/beseitigung-der-armut", "1987-10-17", "2027-10-17"},
		{"civil/tag-der-intergeschlechtlichkeit", "2004-10-26", "2027-10-26"},
		{"civil/weltmaennertag", "2000-11-03", "2027-11-03"},
		{"civil/mauerfall", "1990-11-09", "2027-11-09"},
		{"civil/internationaler-maennertag", "1999-11-19", "2027-11-19"},
		// The fourth Saturday, which is not always the last one: as kept in
		// 2018, 2021 and 2023.
		{"civil/holodomor-gedenken", "1998-11-28", "2018-11-24"},
		{"civil/holodomor-gedenken", "1998-11-28", "2021-11-27"},
		{"civil/holodomor-gedenken", "1998-11-28", "2023-11-25"},
		{"civil/holodomor-gedenken", "1998-11-28", "2024-11-23"},
		{"civil/moelln-gedenken", "1993-11-23", "2027-11-23"},
		{"civil/auschwitz-erlass", "1994-12-16", "2027-12-16"},
		{"civil/gewalt-gegen-frauen", "1981-11-25", "2027-11-25"},
		{"civil/orange-days", "1991-11-25", "2027-11-25"},
		{"civil/welt-aids-tag", "1988-12-01", "2027-12-01"},
		{"civil/deutscher-diversity-tag", "2013-06-11", "2014-06-03"},
		{"civil/girls-day-boys-day", "2001-04-26", "2017-04-27"},
		{"civil/girls-day-boys-day", "2001-04-26", "2019-03-28"},
		{"civil/equal-pay-day", "2008-04-15", "2021-03-10"},
		{"east-asian/gio-to-hung-vuong", "1918-04-20", "2024-04-18"},
	} {
		all := cal.Of(tt.id, calendar.NewDate(1583, time.January, 1), calendar.NewDate(2030, time.December, 31))
		if len(all) == 0 || all[0].First.String() != tt.first {
			t.Errorf("%s is first kept on %v, want %s", tt.id, all[:min(1, len(all))], tt.first)
		}
		later, err := calendar.ParseDate(tt.later)
		if err != nil {
			t.Fatal(err)
		}
		if got := cal.Of(tt.id, later, later); len(got) != 1 || got[0].First != later {
			t.Errorf("%s: got %v, want %s", tt.id, got, tt.later)
		}
	}
}

// What organisers have announced says who did; what they have not says that
// they may choose another day. A day called off, or one that nobody can
// foresee, is none.
func TestOrganisedDays(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tt := range []struct {
		id               calendar.ID
		year             int
		first            string // empty if there is none
		by               string
		certainty        calendar.Certainty
		cause            calendar.Cause
		earliest, latest string
	}{
		{"civil/girls-day-boys-day", 2025, "2025-04-03", "Kompetenzzentrum Technik-Diversity-Chancengleichheit", calendar.Announced, "", "2025-04-03", "2025-04-03"},
		{"civil/girls-day-boys-day", 2027, "2027-04-22", "", calendar.Computed, calendar.Organiser, "2027-03-25", "2027-05-06"},
		{"civil/girls-day-boys-day", 2006, "2006-04-27", "", calendar.Computed, calendar.Organiser, "2006-03-30", "2006-05-11"},
		{"civil/girls-day-boys-day", 2020, "", "", "", "", "", ""},
		{"civil/equal-pay-day", 2026, "2026-02-27", "Business and Professional Women Germany", calendar.Announced, "", "2026-02-27", "2026-02-27"},
		{"civil/equal-pay-day", 2027, "", "", "", "", "", ""},
		{"civil/deutscher-diversity-tag", 2025, "2025-05-27", "Charta der Vielfalt", calendar.Announced, "", "2025-05-27", "2025-05-27"},
		{"civil/deutscher-diversity-tag", 2026, "", "", "", "", "", ""},
		{"civil/interkulturelle-woche-beginn", 2027, "2027-09-26", "", calendar.Computed, calendar.Organiser, "2027-09-19", "2027-10-03"},
	} {
		all := cal.Of(tt.id, calendar.NewDate(tt.year, time.January, 1), calendar.NewDate(tt.year, time.December, 31))
		if tt.first == "" {
			if len(all) != 0 {
				t.Errorf("%s in %d: got %v", tt.id, tt.year, all)
			}
			continue
		}
		if len(all) != 1 {
			t.Errorf("%s in %d: got %v, want %s", tt.id, tt.year, all, tt.first)
			continue
		}
		k := all[0]
		if k.First.String() != tt.first || k.By != tt.by || k.Certainty != tt.certainty || k.Cause != tt.cause || k.Earliest.String() != tt.earliest || k.Latest.String() != tt.latest {
			t.Errorf("got %+v, want %+v", k, tt)
		}
	}
}

// Each country of East Asia keeps its days by its own clocks. Before 1968 a part
// of Vietnam kept those of China.
func TestVietnameseCustoms(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tt := range []struct {
		year                    int
		first, earliest, latest string
		certainty               calendar.Certainty
		cause                   calendar.Cause
	}{
		{1935, "1935-02-03", "1935-02-03", "1935-02-04", calendar.Computed, calendar.Custom},
		{1985, "1985-01-21", "1985-01-21", "1985-01-21", calendar.Exact, ""},
	} {
		all := cal.Of("east-asian/tet", calendar.NewDate(tt.year, time.January, 5), calendar.NewDate(tt.year, time.December, 31))
		if len(all) != 1 {
			t.Fatalf("%d: got %v", tt.year, all)
		}
		k := all[0]
		if k.First.String() != tt.first || k.Earliest.String() != tt.earliest || k.Latest.String() != tt.latest || k.Certainty != tt.certainty || k.Cause != tt.cause || k.Last != k.First+2 {
			t.Errorf("got %+v, want %+v", k, tt)
		}
	}
}
