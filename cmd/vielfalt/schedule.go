package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// scheduleCmd prints the publication plan.
type scheduleCmd struct {
	storeFlags
	From   string `help:"First day; today if left out." placeholder:"2026-01-01"`
	To     string `help:"Last day; a year after the first if left out." placeholder:"2026-12-31"`
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

type scheduleLine struct {
	Article    string      `json:"article"`
	Type       string      `json:"type"`
	Title      string      `json:"title"`
	Observance calendar.ID `json:"observance"`
	Occurrence string      `json:"occurrence"`     // its first day
	Last       string      `json:"last,omitempty"` // of a period
	From       string      `json:"from"`
	Until      string      `json:"until"`
	State      string      `json:"state"`
}

// Run prints every edition that begins between two days.
func (c *scheduleCmd) Run(a *app) error {
	from, to, err := dateRange(c.From, c.To, calendar.DateOf(a.Now().In(calendar.Berlin)))
	if err != nil {
		return usageError{err}
	}
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.agrees(a); err != nil {
		return err
	}
	plan, err := s.Plan(a, from.At(0, 0, calendar.Berlin), (to+1).At(0, 0, calendar.Berlin))
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, p := range plan {
		line := scheduleLine{
			Article: p.ID, Type: string(p.Type), Title: p.Title, Observance: p.Observance, State: state(p.Edition, a.Now()),
			From: p.Edition.From.In(calendar.Berlin).Format(time.RFC3339),
		}
		if p.Edition.Occurrence != 0 {
			line.Occurrence = p.Edition.Occurrence.String()
			for _, o := range s.calendar().Of(p.Observance, p.Edition.Occurrence, p.Edition.Occurrence) {
				if o.Observance.Period && o.First == p.Edition.Occurrence {
					line.Last = o.Last.String()
				}
			}
		}
		if p.Edition.Until.Before(content.Forever) {
			line.Until = p.Edition.Until.In(calendar.Berlin).Format(time.RFC3339)
		}
		if c.Format == "json" {
			if err := json.NewEncoder(a.Stdout).Encode(line); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", p.Edition.From.In(calendar.Berlin).Format("2006-01-02 15:04"), line.State, p.ID,
			strings.TrimSpace(string(p.Observance)+" "+line.Occurrence))
	}
	return w.Flush()
}

// state returns the state of an edition at a moment.
func state(e content.Edition, now time.Time) string {
	switch {
	case now.Before(e.From):
		return "planned"
	case e.Visible(now):
		return "visible"
	}
	return "ended"
}
