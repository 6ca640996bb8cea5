package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/house"
	"vielfalt/content"
)

// pinsCmd puts items first among the hits of a search. A running service follows
// within a second.
type pinsCmd struct {
	List   pinsListCmd   `cmd:"" default:"withargs" help:"List all pins with their numbers."`
	Add    pinsAddCmd    `cmd:"" help:"Put an item first for a search, until a day."`
	Remove pinsRemoveCmd `cmd:"" help:"Remove a pin."`
}

type pinsListCmd struct {
	storeFlags
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// pinLine is a pin as programs read it.
type pinLine struct {
	ID     int64  `json:"id"`
	Query  string `json:"query"`
	Item   string `json:"item"`
	Until  string `json:"until"`
	Over   bool   `json:"over"`
	At     string `json:"at"`
	Editor string `json:"editor"`
}

// Run prints all pins.
func (c *pinsListCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	pins, err := s.Pins(a)
	if err != nil {
		return err
	}
	today := calendar.DateOf(a.Now().In(calendar.Berlin))
	if c.Format == "json" {
		out := json.NewEncoder(a.Stdout)
		out.SetEscapeHTML(false)
		for _, p := range pins {
			err := out.Encode(pinLine{p.ID, p.Query, p.Item, p.Until.String(), p.Over(today), p.At.In(calendar.Berlin).Format(time.RFC3339), p.Editor})
			if err != nil {
				return err
			}
		}
		return nil
	}
	if len(pins) == 0 {
		fmt.Fprintln(a.Stdout, "There are none yet; see vielfalt pins add --help.")
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 8, 2, ' ', 0)
	for _, p := range pins {
		state := ""
		if p.Over(today) {
			state = ", over"
		}
		fmt.Fprintf(w, "%d\t%q\t%s\tuntil %v%s\t(%s, %s)\n", p.ID, p.Query, p.Item, p.Until, state, p.At.In(calendar.Berlin).Format("2006-01-02 15:04"), p.Editor)
	}
	return w.Flush()
}

type pinsAddCmd struct {
	storeFlags
	Query string `env:"-" required:"" help:"What people type: exactly these words in this order, but for case and umlauts." placeholder:"TEXT"`
	Item  string `env:"-" required:"" help:"What comes first, by the id of its file." placeholder:"ID"`
	Until string `env:"-" required:"" help:"The last day." placeholder:"2027-03-01"`
}

// Help implements kong.HelpProvider.
func (c *pinsAddCmd) Help() string {
	return `Readers see it marked as recommended, on the first page of that search and only while the item is visible; where they narrow the search, the order is the usual one. There is one pin for a search: the same item again changes the day, another item has to wait until the first pin is over or removed.`
}

// Run enters one pin.
func (c *pinsAddCmd) Run(a *app) error {
	until, err := calendar.ParseDate(c.Until)
	if err != nil {
		return usageError{fmt.Errorf("--until: %w", err)}
	}
	p := &content.Pin{Query: c.Query, Item: c.Item, Until: until}
	if err := p.Validate(); err != nil {
		return flagged(err)
	}
	if p.Over(calendar.DateOf(a.Now().In(calendar.Berlin))) {
		return usageError{fmt.Errorf("--until: %v is past", until)}
	}
	s, err := c.openThere(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	stored, err := s.Stored(a, []string{p.Item})
	if err != nil {
		return err
	}
	if _, ok := stored[p.Item]; !ok {
		return fmt.Errorf("--item: there is nothing with the id %q", p.Item)
	}
	n, err := s.SavePins(a, operator(), p)
	if err != nil {
		return err
	}
	said := "comes first"
	if n == 0 {
		said = "came first already"
	}
	fmt.Fprintf(a.Stdout, "Pin %d: for %q, %s %s until %v.\n", p.ID, p.Query, p.Item, said, p.Until)
	visible, err := s.Visible(a, a.Now(), []string{p.Item})
	if err == nil && visible[p.Item] == nil {
		fmt.Fprintf(a.Stderr, "Readers do not see %s now; it comes first while they do.\n", p.Item)
	}
	return err
}

type pinsRemoveCmd struct {
	storeFlags
	ID int64 `arg:"" help:"Number of the pin, as vielfalt pins list shows it."`
}

// Run removes one pin.
func (c *pinsRemoveCmd) Run(a *app) error {
	s, err := c.openThere(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	p, err := s.DeletePin(a, operator(), c.ID)
	if errors.Is(err, content.ErrNotFound) {
		return fmt.Errorf("pins: there is no pin %d; vielfalt pins list shows all", c.ID)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "Pin %d is removed: for %q, %s came first until %v.\n", p.ID, p.Query, p.Item, p.Until)
	return nil
}

// checkPins warns of pins that put nothing first, now or later.
func checkPins(ctx context.Context, s *store, f *findings) error {
	pins, err := s.Pins(ctx)
	if err != nil {
		return err
	}
	var ids []string
	for _, p := range pins {
		ids = append(ids, p.Item)
	}
	stored, err := s.Stored(ctx, ids)
	if err != nil {
		return err
	}
	editions, err := s.EditionsOf(ctx, ids)
	if err != nil {
		return err
	}
	now := f.Now()
	today := calendar.DateOf(now.In(calendar.Berlin))
	later := func(e content.Edition) bool { return e.Until.After(now) }
	idle := 0
	first := make(map[string]*content.Pin)
	for _, p := range pins {
		_, exists := stored[p.Item]
		why := ""
		switch {
		case p.Over(today):
			why = fmt.Sprintf("is over since %v", p.Until)
		case p.Validate() != nil:
			why = fmt.Sprintf("counts no longer: %v", p.Validate())
		case !exists:
			why = "names " + p.Item + ", which is not there"
		case !slices.ContainsFunc(editions[p.Item], later):
			why = "names " + p.Item + ", which readers do not see, now or later"
		case !slices.ContainsFunc(editions[p.Item], func(e content.Edition) bool { return later(e) && e.From.Before((p.Until+1).At(0, 0, calendar.Berlin)) }):
			why = fmt.Sprintf("is over on %v, before readers see %s", p.Until, p.Item)
		case first[p.Key(house.Spelling())] != nil:
			why = fmt.Sprintf("is for the same search as %d, which counts alone while readers see its item", first[p.Key(house.Spelling())].ID)
		default:
			first[p.Key(house.Spelling())] = p
			continue
		}
		idle++
		f.warning("pins", fmt.Sprintf("vielfalt pins remove %d, or add it with another item or day", p.ID), "%d, for %q, %s", p.ID, p.Query, why)
	}
	if idle == 0 {
		f.ok("pins", "all %d put first what readers can see", len(pins))
	}
	return nil
}
