package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
)

// dueDays is how many days ahead dates are to be settled: a quarter of a year.
const dueDays = 91

type datesDueCmd struct {
	storeFlags
	Days   int    `help:"How many days to look ahead." default:"91"`
	Format string `help:"text or json (one object a line)." default:"text" enum:"text,json"`
}

// A dueLine is a date to be settled as programs read it. The keys are part of
// the program's contract.
type dueLine struct {
	Observance calendar.ID `json:"observance"`
	Name       string      `json:"name"`
	// Year is that of the reckoning, by which a date is confirmed; 0 if there
	// is no date yet.
	Year      int                `json:"year,omitempty"`
	Around    calendar.Date      `json:"around"`
	Earliest  string             `json:"earliest,omitempty"`
	Latest    string             `json:"latest,omitempty"`
	Certainty calendar.Certainty `json:"certainty,omitempty"`
	Cause     calendar.Cause     `json:"cause,omitempty"`
	Sure      string             `json:"sure"`
}

// Run lists the dates that a sighting or an announcement will decide, and those
// that are still missing.
func (c *datesDueCmd) Run(a *app) error {
	if c.Days < 1 || c.Days > 3660 {
		return usageError{fmt.Errorf("--days %d is not between 1 and 3660", c.Days)}
	}
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	cal, today := s.calendar(), calendar.DateOf(a.Now().In(calendar.Berlin))
	due := cal.Unsettled(today, today+calendar.Date(c.Days))
	if c.Format == "json" {
		out := json.NewEncoder(a.Stdout)
		out.SetEscapeHTML(false)
		for _, u := range due {
			line := dueLine{Observance: u.Observance.ID, Name: u.Observance.Name.German, Around: u.Around, Sure: undated}
			if o := u.Occurrence; o != nil {
				line.Year, line.Certainty, line.Cause, line.Sure = o.Year, o.Certainty, o.Cause, words.Sure(cal, *o, "de")
				line.Earliest, line.Latest = o.Earliest.String(), o.Latest.String()
			}
			if err := out.Encode(line); err != nil {
				return err
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 8, 2, ' ', 0)
	for _, u := range due {
		fmt.Fprintln(w, unsettledText(cal, u))
	}
	return w.Flush()
}

// undated is said of a day without a date.
const undated = "noch ohne Termin"

// unsettledText is a line about a date to be settled, in columns.
func unsettledText(cal *calendar.Calendar, u calendar.Unsettled) string {
	said := undated + ", zuletzt um diese Zeit"
	if u.Occurrence != nil {
		said = words.Sure(cal, *u.Occurrence, "de")
	}
	return fmt.Sprintf("%s\t%s\t%s\t%s", shortDate(u.Around), u.Observance.ID, u.Observance.Name.German, said)
}
