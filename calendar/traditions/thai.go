package traditions

import (
	"fmt"
	"strings"
	"time"

	"vielfalt/calendar"
)

// thaiDays keeps days of the Thai lunar calendar. No rule gives its leap months
// and leap days with certainty, because its intercalation is decreed; the list
// is that of a library, so its days are computed. All years from 2015 to 2100
// are known, and single ones since 1914.
type thaiDays struct{ days []calendar.Date }

// thaiMonths are the years in which the classical reckoning (Suriyayatra, after
// pythaidate 0.2.0) has a leap month and the list has none, so that the days
// until the end of the rains may be a month later (1), or the reverse (-1). In
// all others of 2015 to 2100 the two differ by a day at most.
var thaiMonths = map[int]calendar.Date{2042: 1, 2061: 1, 2066: -1, 2074: -1, 2077: -1, 2082: -1, 2085: -1, 2096: -1}

// Dates implements [calendar.Rule].
func (r thaiDays) Dates(from, to calendar.Date) []calendar.Occurrence {
	var out []calendar.Occurrence
	for _, d := range r.days {
		if d < from || d > to {
			continue
		}
		month := 30 * thaiMonths[d.Year()]
		out = append(out, calendar.Occurrence{
			First: d, Year: d.Year(), Checked: checked,
			Certainty: calendar.Computed, Earliest: d - 1 + min(month, 0), Latest: d + 1 + max(month, 0), Cause: calendar.Decree,
		})
	}
	return out
}

// Limits implements [calendar.Rule]: the span of years without gaps.
func (r thaiDays) Limits() (first, last calendar.Date) {
	return calendar.NewDate(2015, time.January, 1), calendar.NewDate(2100, time.December, 31)
}

// KnowsBeyond implements [calendar.SparseRule]: before 2015 there are gaps.
func (r thaiDays) KnowsBeyond() {}

// thai returns the rule of an observance in thaiList.
func thai(slug string) calendar.Rule {
	var r thaiDays
	for _, day := range strings.Fields(thaiList[slug].early) {
		d, err := calendar.ParseDate(day)
		if err != nil {
			panic(err) // cannot happen: the lists below are tested
		}
		r.days = append(r.days, d)
	}
	for i, day := range strings.Fields(thaiList[slug].from2015) {
		d, err := calendar.ParseDate(fmt.Sprintf("%d-%s", 2015+i, day))
		if err != nil {
			panic(err) // cannot happen: the lists below are tested
		}
		r.days = append(r.days, d)
	}
	return r
}

// thaiList holds the days as the library vacanza/holidays publishes them (0.109,
// after the decrees and, for the years to come, the tables of the Thai lunar
// calendar).
var thaiList = map[string]struct{ early, from2015 string }{
	"magha-puja": {
		early:    "1914-02-09 1921-02-22 1928-03-05 1935-02-18 1942-03-01 1949-02-12 1956-02-25 1963-02-08 1970-02-20 1977-03-04 1984-02-16 1991-02-28 1998-02-11 1999-03-01",
		from2015: "03-04 02-22 02-11 03-01 02-19 02-08 02-26 02-16 03-06 02-24 02-12 03-03 02-21 02-10 02-27 02-17 03-07 02-25 02-14 03-04 02-22 02-12 03-01 02-19 02-08 02-26 02-15 02-05 02-23 02-13 03-02 02-20 02-10 02-28 02-17 03-07 02-25 02-14 03-04 02-22 02-11 03-01 02-19 02-08 02-27 02-17 02-05 02-23 02-13 03-02 02-20 03-10 02-28 02-18 03-07 02-25 02-14 03-04 02-22 03-12 03-02 02-19 03-09 02-27 02-16 03-05 02-23 03-13 03-03 02-21 03-10 02-28 02-18 03-07 02-25 02-14 03-04 02-22 02-11 03-01 02-19 03-08 02-26 02-16 03-06 02-24",
	},
	"vesakh-thailand": {
		early:    "1914-05-08 1921-05-21 1928-06-02 1935-05-17 1942-05-29 1949-05-11 1956-05-24 1963-05-07 1970-05-19 1977-06-01 1984-05-14 1991-05-28 1998-05-10 1999-05-29",
		from2015: "06-01 05-20 05-10 05-29 05-18 05-06 05-26 05-15 06-03 05-22 05-11 05-31 05-20 05-08 05-27 05-16 06-04 05-23 05-13 06-01 05-21 05-10 05-29 05-18 05-07 05-25 05-14 05-04 05-23 05-11 05-30 05-19 05-09 05-27 05-16 06-04 05-24 05-12 06-01 05-21 05-10 05-29 05-18 05-07 05-27 05-15 05-04 05-23 05-12 05-30 05-19 06-07 05-27 05-16 06-04 05-24 05-13 06-01 05-21 06-09 05-29 05-17 06-06 05-26 05-15 06-02 05-22 06-10 05-30 05-19 06-07 05-27 05-17 06-04 05-24 05-13 06-01 05-20 05-10 05-29 05-18 06-05 05-25 05-15 06-03 05-23",
	},
	"asalha-puja": {
		early:    "1914-07-07 1921-07-19 1928-07-31 1935-07-15 1942-07-27 1949-07-10 1956-07-22 1963-07-06 1970-07-18 1977-07-30 1984-07-12 1991-07-26 1998-07-08 1999-07-27",
		from2015: "07-30 07-19 07-08 07-27 07-16 07-05 07-24 07-13 08-01 07-20 07-10 07-29 07-18 07-06 07-25 07-14 08-02 07-22 07-11 07-30 07-20 07-08 07-27 07-16 07-05 07-23 07-13 07-02 07-21 07-09 07-28 07-18 07-07 07-25 07-14 08-02 07-22 07-11 07-30 07-19 07-09 07-27 07-16 07-06 07-25 07-13 07-02 07-21 07-10 07-28 07-17 08-05 07-26 07-14 08-02 07-22 07-12 07-30 07-19 08-07 07-27 07-16 08-04 07-24 07-13 07-31 07-20 08-08 07-29 07-17 08-05 07-26 07-15 08-02 07-22 07-11 07-30 07-19 07-08 07-27 07-16 08-03 07-24 07-13 08-01 07-21",
	},
	"vassa-beginn": {
		early:    "1914-07-08 1921-07-20 1928-08-01 1935-07-16 1942-07-28 1949-07-11 1956-07-23 1963-07-07 1970-07-19 1977-07-31 1984-07-13 1991-07-27 1998-07-09 1999-07-28",
		from2015: "07-31 07-20 07-09 07-28 07-17 07-06 07-25 07-14 08-02 07-21 07-11 07-30 07-19 07-07 07-26 07-15 08-03 07-23 07-12 07-31 07-21 07-09 07-28 07-17 07-06 07-24 07-14 07-03 07-22 07-10 07-29 07-19 07-08 07-26 07-15 08-03 07-23 07-12 07-31 07-20 07-10 07-28 07-17 07-07 07-26 07-14 07-03 07-22 07-11 07-29 07-18 08-06 07-27 07-15 08-03 07-23 07-13 07-31 07-20 08-08 07-28 07-17 08-05 07-25 07-14 08-01 07-21 08-09 07-30 07-18 08-06 07-27 07-16 08-03 07-23 07-12 07-31 07-20 07-09 07-28 07-17 08-04 07-25 07-14 08-02 07-22",
	},
}
