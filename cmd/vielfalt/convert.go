package main

import (
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"vielfalt/calendar"
	"vielfalt/calendar/hebrew"
	"vielfalt/calendar/islamic"
	"vielfalt/calendar/julian"
)

// convertCmd prints one civil day in every reckoning.
type convertCmd struct {
	Date   string `arg:"" help:"The day, as 2026-11-22." placeholder:"DATE"`
	Format string `help:"text or json." default:"text"`
}

// Run implements the command.
func (c *convertCmd) Run(a *app) error { return c.write(a.Stdout) }

// A reckonedDay is a day in one reckoning; the keys are those of the tables
// the reckonings are checked against.
type reckonedDay struct {
	Year  int `json:"year"`
	Month int `json:"month"`
	Day   int `json:"day"`
}

// conversion is a day in every reckoning that is defined for it.
type conversion struct {
	Gregorian    calendar.Date `json:"gregorian"`
	RD           int           `json:"rd"`
	Hebrew       *reckonedDay  `json:"hebrew,omitempty"`
	IslamicCivil *reckonedDay  `json:"islamic-civil,omitempty"`
	Julian       *reckonedDay  `json:"julian,omitempty"`
	UmmAlQura    *reckonedDay  `json:"umm-al-qura,omitempty"`
}

func convert(d calendar.Date) conversion {
	c := conversion{Gregorian: d, RD: int(d)}
	if y, m, day, ok := hebrew.FromDate(d); ok {
		c.Hebrew = &reckonedDay{y, int(m), day}
	}
	iy, im, iday := islamic.FromDate(d)
	c.IslamicCivil = &reckonedDay{iy, int(im), iday}
	jy, jm, jday := julian.FromDate(d)
	c.Julian = &reckonedDay{jy, int(jm), jday}
	if y, m, day, ok := islamic.FromDateUmmAlQura(d); ok {
		c.UmmAlQura = &reckonedDay{y, int(m), day}
	}
	return c
}

func (c *convertCmd) write(w io.Writer) error {
	d, err := calendar.ParseDate(c.Date)
	if err != nil {
		return usageError{err}
	}
	if d < calendar.MinDate || d > calendar.MaxDate {
		return usageError{fmt.Errorf("%v lies outside of the years -4000 to 9999", d)}
	}
	v := convert(d)
	switch c.Format {
	case "json":
		return json.NewEncoder(w).Encode(v)
	case "text":
		return v.writeText(w)
	}
	return usageError{fmt.Errorf("--format %q is none of text, json", c.Format)}
}

// writeText writes a table for people, in German.
func (c conversion) writeText(w io.Writer) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintf(tw, "Gregorianisch\t%s\n", shortDate(c.Gregorian))
	fmt.Fprintf(tw, "Tageszahl (R. D.)\t%d\n", c.RD)
	for _, r := range []struct {
		name   string
		day    *reckonedDay
		months []string
	}{
		{"Jüdisch", c.Hebrew, []string{"Nisan", "Ijjar", "Siwan", "Tammus", "Aw", "Elul", "Tischri", "Cheschwan", "Kislew", "Tewet", "Schwat", "Adar", "Adar II"}},
		{"Islamisch (arithmetisch)", c.IslamicCivil, islamicMonths},
		{"Islamisch (Umm al-Qura)", c.UmmAlQura, islamicMonths},
		{"Julianisch", c.Julian, []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}},
	} {
		if r.day == nil {
			continue
		}
		month := r.months[r.day.Month-1]
		if r.day == c.Hebrew && r.day.Month == int(hebrew.Adar) && hebrew.Leap(r.day.Year) {
			month = "Adar I"
		}
		fmt.Fprintf(tw, "%s\t%d. %s %d\n", r.name, r.day.Day, month, r.day.Year)
	}
	return tw.Flush()
}

var islamicMonths = []string{"Muharram", "Safar", "Rabiʿ al-awwal", "Rabiʿ ath-thani", "Dschumada l-ula", "Dschumada l-achira", "Radschab", "Schaʿban", "Ramadan", "Schawwal", "Dhu l-qaʿda", "Dhu l-hiddscha"}
