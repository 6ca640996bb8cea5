package main

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"text/tabwriter"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/calendar/words"
	"vielfalt/content/regular"
)

// schoolCmd prints the school holidays of the authority's Land.
type schoolCmd struct {
	calendarFlags
	schoolFlags

	From   string `help:"First day (default: today)." placeholder:"2026-08-01"`
	To     string `help:"Last day (default: a year after the first)." placeholder:"2027-07-31"`
	Format string `help:"text, json (one object a line) or csv, which can be read again." default:"text"`
}

// schoolFlags say when schools are closed.
type schoolFlags struct {
	SchoolHolidays string `help:"List of the school holidays of the Land, as CSV, in place of the one shipped for North Rhine-Westphalia." type:"path" placeholder:"FILE"`
}

// schoolRecord is a holiday as programs read it. The keys are part of the
// program's contract.
type schoolRecord struct {
	Year  string        `json:"school_year"`
	Name  string        `json:"name"`
	First calendar.Date `json:"first"`
	Last  calendar.Date `json:"last"`
	Proof string        `json:"proof"`
}

// Run implements the command.
func (c *schoolCmd) Run(a *app) error {
	land, err := c.land()
	if err != nil {
		return err
	}
	all, err := c.holidays(land)
	if err != nil {
		return err
	}
	from, to, err := dateRange(c.From, c.To, calendar.DateOf(a.Now().In(calendar.Berlin)))
	if err != nil {
		return usageError{err}
	}
	if len(all) == 0 {
		return usageError{fmt.Errorf("no school holidays are known %s; --school-holidays FILE reads a list", land.In("en"))}
	}
	if first, last := all[0].First, all[len(all)-1].Last; from < first || to > last {
		fmt.Fprintf(a.Stderr, "Schulferien %s: bekannt vom %s bis zum %s\n", land.In("de"), words.Day(first, 0, "de"), words.Day(last, 0, "de"))
	}
	var out []school.Holiday
	for _, h := range all {
		if h.Last >= from && h.First <= to {
			out = append(out, h)
		}
	}
	switch c.Format {
	case "text":
		w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
		for _, h := range out {
			fmt.Fprintf(w, "%s – %s\t%s %s\t%s\n", words.Day(h.First, 0, "de"), words.Day(h.Last, 0, "de"), h.Name, h.Year, h.Proof.In())
		}
		return w.Flush()
	case "json":
		enc := json.NewEncoder(a.Stdout)
		for _, h := range out {
			if err := enc.Encode(schoolRecord{h.Year, h.Name, h.First, h.Last, h.Proof.In()}); err != nil {
				return err
			}
		}
		return nil
	case "csv":
		w := csv.NewWriter(a.Stdout)
		err := w.Write(school.Columns())
		for _, h := range out {
			err = errors.Join(err, w.Write([]string{h.Year, h.Name, h.First.String(), h.Last.String(), string(h.Proof)}))
		}
		w.Flush()
		return errors.Join(err, w.Error())
	}
	return usageError{fmt.Errorf("--format %q is not one of text, json, csv", c.Format)}
}

// holidays returns the school holidays of a Land: those of the house's own list if
// there is one, else those shipped.
func (c schoolFlags) holidays(land calendar.Land) ([]school.Holiday, error) {
	if c.SchoolHolidays == "" {
		return school.Shipped(land), nil
	}
	file, err := regular.Open(c.SchoolHolidays)
	if err != nil {
		return nil, usageError{fmt.Errorf("--school-holidays: %w", err)}
	}
	defer file.Close()
	all, err := school.Parse(file)
	if err != nil {
		return nil, usageError{fmt.Errorf("--school-holidays: %s: %w", c.SchoolHolidays, err)}
	}
	return all, nil
}
