package main

import (
	"encoding/json"
	"fmt"
	"time"

	"vielfalt/calendar"
)

// reportsCmd shows and deletes what readers reported.
type reportsCmd struct {
	List   reportsListCmd   `cmd:"" default:"withargs" help:"List all reports, oldest first."`
	Delete reportsDeleteCmd `cmd:"" help:"Delete a report for good."`
}

type reportsListCmd struct {
	storeFlags
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

type reportLine struct {
	ID      int64  `json:"id"`
	Kind    string `json:"kind"`
	Created string `json:"created"`
	Page    string `json:"page"`
	Message string `json:"message"`
	Reply   string `json:"reply"`
}

// Run prints all reports.
func (c *reportsListCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Reports(a)
	if err != nil {
		return err
	}
	for _, r := range all {
		line := reportLine{r.ID, string(r.Kind), r.Created.In(calendar.Berlin).Format(time.RFC3339), r.Page, r.Message, r.Reply}
		if c.Format == "json" {
			if err := json.NewEncoder(a.Stdout).Encode(line); err != nil {
				return err
			}
			continue
		}
		fmt.Fprintf(a.Stdout, "%d  %s  %s\n", line.ID, line.Created, line.Kind)
		for _, f := range []struct{ name, value string }{{"Page", line.Page}, {"Reply to", line.Reply}, {"Message", line.Message}} {
			if f.value != "" {
				fmt.Fprintf(a.Stdout, "    %s: %q\n", f.name, f.value)
			}
		}
	}
	return nil
}

type reportsDeleteCmd struct {
	storeFlags
	ID int64 `arg:"" help:"Number of the report."`
}

// Run deletes one report.
func (c *reportsDeleteCmd) Run(a *app) error {
	s, err := c.open(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	return s.DeleteReport(a, c.ID)
}
