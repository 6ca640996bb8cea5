package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content"
)

type datesListCmd struct {
	storeFlags
	Format      string `help:"text or json." enum:"text,json" default:"text"`
	Observance  string `help:"Only this observance, with all that was ever entered for it." placeholder:"ID"`
	Unconfirmed bool   `help:"What falls between --from and --to and is not sure yet, to be confirmed."`
	From        string `help:"First day; today if left out." placeholder:"2027-01-01"`
	To          string `help:"Last day; a year after the first if left out." placeholder:"2027-12-31"`
}

// dateLine is a confirmation as programs read it.
type dateLine struct {
	Type       string      `json:"type"` // "date"
	Observance calendar.ID `json:"observance"`
	Year       int         `json:"year"`
	Date       string      `json:"date"` // "" if it was taken back
	Before     string      `json:"before"`
	Certainty  string      `json:"certainty"`
	By         string      `json:"by"`
	Checked    string      `json:"checked"`
	Note       string      `json:"note"`
	Revision   int         `json:"revision"`
	At         string      `json:"at"`
	Editor     string      `json:"editor"`
}

type dayLine struct {
	Type     string      `json:"type"` // "day"
	ID       calendar.ID `json:"id"`
	Name     string      `json:"name"`
	Rule     string      `json:"rule"`
	Dates    []string    `json:"dates"`
	Revision int         `json:"revision"`
	At       string      `json:"at"`
	Editor   string      `json:"editor"`

	Flag calendar.Flag `json:"flag,omitempty"`
}

// Run prints confirmations and the house's own days, or what is to be
// confirmed.
func (c *datesListCmd) Run(a *app) error {
	from, to, err := dateRange(c.From, c.To, calendar.DateOf(a.Now().In(calendar.Berlin)))
	if err != nil {
		return usageError{err}
	}
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	var id calendar.ID
	if c.Observance != "" {
		o, err := known(s.calendar(), c.Observance)
		if err != nil {
			return err
		}
		id = o.ID
	}
	if c.Unconfirmed {
		unsure := calendar.Filter{Certainties: []calendar.Certainty{calendar.Computed, calendar.Announced}, Apart: true}
		all := slices.DeleteFunc(s.calendar().Occurrences(from, to, unsure), func(o calendar.Occurrence) bool {
			return o.First < from || id != "" && o.Observance.ID != id
		})
		return calendarFormats[c.Format](a.Stdout, s.calendar(), all)
	}
	entered, err := s.Dates(a)
	if err != nil {
		return err
	}
	list := entered.Confirmed
	if id != "" {
		if list, err = s.Confirmations(a, id); err != nil {
			return err
		}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(k *content.Confirmation) bool {
		day := about(k)
		return c.From != "" && day < from || c.To != "" && day > to || id == "" && k.First == 0
	})
	if id == "" {
		slices.SortStableFunc(list, func(x, y *content.Confirmation) int { return cmp.Compare(about(x), about(y)) })
	}
	days := slices.DeleteFunc(entered.Days, func(d *content.Day) bool { return id != "" && d.ID != id })
	if c.Format == "json" {
		return writeDatesJSON(a.Stdout, days, list)
	}
	return writeDates(a.Stdout, days, list)
}

// about is the day that a confirmation is about, even if it takes one back.
func about(k *content.Confirmation) calendar.Date { return cmp.Or(k.First, k.Revision.Before) }

// writeDatesJSON writes one object a line, the house's own days first.
func writeDatesJSON(w io.Writer, days []*content.Day, list []*content.Confirmation) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, d := range days {
		line := dayLine{"day", d.ID, d.Name.German, d.Rule.String(), []string{}, d.Revision.N, d.Revision.At.In(calendar.Berlin).Format(time.RFC3339), d.Editor, d.Flag}
		for _, x := range d.Dates {
			line.Dates = append(line.Dates, x.String())
		}
		if err := out.Encode(line); err != nil {
			return err
		}
	}
	for _, k := range list {
		err := out.Encode(dateLine{
			"date", k.Observance, k.Year, dayText(k.First), dayText(k.Revision.Before), string(k.Certainty), k.By, dayText(k.Checked), k.Note,
			k.Revision.N, k.Revision.At.In(calendar.Berlin).Format(time.RFC3339), k.Editor,
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// writeDates writes a table, the house's own days first.
func writeDates(out io.Writer, days []*content.Day, list []*content.Confirmation) error {
	w := tabwriter.NewWriter(out, 0, 8, 2, ' ', 0)
	for _, d := range days {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", d.ID, d.Name.German, cmp.Or(d.Rule.String(), fmt.Sprint(d.Dates)), d.Flag)
	}
	for _, k := range list {
		what := "zurückgenommen"
		if k.First != 0 {
			what = words.Sure(nil, calendar.Occurrence{Certainty: k.Certainty, By: k.By}, "de")
		}
		if k.Revision.Before != 0 {
			what += "; vorher " + words.Day(k.Revision.Before, 0, "de")
		}
		if k.Note != "" {
			what += "; " + k.Note
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t(%s, %s)\n", k.Observance, cmp.Or(dayText(k.First), "–"), what, k.Revision.At.In(calendar.Berlin).Format("2006-01-02 15:04"), k.Editor)
	}
	return w.Flush()
}

func dayText(d calendar.Date) string {
	if d == 0 {
		return ""
	}
	return d.String()
}
