package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"vielfalt/calendar"
	"vielfalt/content"
)

// searchesFlags belong to commands that must know whether searches that find
// nothing are counted.
type searchesFlags struct {
	CountMissedSearches bool `help:"Count by week what readers search for and do not find, once five different addresses have within a day; never who. Ask the staff council first. The same for all replicas, and for check."`
}

// searchesCmd shows what readers searched for in vain.
type searchesCmd struct {
	List    searchesListCmd    `cmd:"" default:"withargs" help:"List what was searched for and not found, by week, the most asked first."`
	ToWords searchesToWordsCmd `cmd:"" help:"Make a group of the house's own words of what was not found, and of what it is called here."`
}

type searchesListCmd struct {
	storeFlags
	CSV bool `name:"csv" help:"Write CSV."`
}

// Run prints all counts whose time is not up.
func (c *searchesListCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Misses(a)
	if err != nil {
		return err
	}
	if c.CSV {
		w := csv.NewWriter(a.Stdout)
		err := w.Write([]string{"week", "query", "count", "id"})
		for _, m := range all {
			// A query has letters only, so no program takes it for a formula.
			err = errors.Join(err, w.Write([]string{m.Week.String(), m.Query, strconv.Itoa(m.Count), strconv.FormatInt(m.ID, 10)}))
		}
		w.Flush()
		return errors.Join(err, w.Error())
	}
	if len(all) == 0 {
		fmt.Fprintln(a.Stderr, "Nothing is counted. vielfalt serve counts with --count-missed-searches only.")
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', 0)
	for _, m := range all {
		fmt.Fprintf(w, "%v\t%s\t%d\t%d\n", m.Week, m.Query, m.Count, m.ID)
	}
	return w.Flush()
}

type searchesToWordsCmd struct {
	storeFlags
	ID   int64  `arg:"" help:"Number of the search, as vielfalt searches list shows it."`
	With string `required:"" env:"-" help:"What it is called here: words and phrases, separated by commas." placeholder:"\"Raum der Stille\""`
}

// Help implements kong.HelpProvider.
func (c *searchesToWordsCmd) Help() string {
	return `Whoever searches for it from then on finds what the other words find; see vielfalt words add --help. Searches are counted as they are compared, in small letters and without umlauts, which makes no difference.`
}

// Run adds the group.
func (c *searchesToWordsCmd) Run(a *app) error {
	group := &content.Word{Kind: content.GroupWord}
	for _, w := range strings.Split(c.With, ",") {
		group.Members = append(group.Members, strings.TrimSpace(w))
	}
	s, err := c.openThere(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Misses(a)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(m content.Miss) bool { return m.ID == c.ID })
	if i < 0 {
		return fmt.Errorf("searches: there is no search %d; vielfalt searches list shows all", c.ID)
	}
	group.Members = slices.Insert(group.Members, 0, all[i].Query)
	if err := group.Validate(); err != nil {
		return usageError{fmt.Errorf("--with %q: %w", c.With, err)}
	}
	return saveWords(a, s, []*content.Word{group})
}

// searches reminds of the staff council's right where searches are counted, or
// were a short time ago.
func (c *checkCmd) searches(ctx context.Context, s *store, f *findings) error {
	kept, err := s.Misses(ctx)
	if err != nil {
		return err
	}
	if !c.CountMissedSearches && len(kept) == 0 {
		f.ok("searches", "those that find nothing are not counted, as far as is known here")
		return nil
	}
	land, err := c.land()
	if err != nil {
		return err
	}
	f.warning("searches", "have its answer in writing before it is switched on, and tell readers of it in a privacy.md of your own, if you have one; or leave out --count-missed-searches",
		"those that find nothing are counted, %d queries are stored; the staff council has the right to be asked before%s", len(kept), councilLaw(land))
	return nil
}

// councilLaw names the law by which a staff council is asked about technical means
// that could watch people, where we know it.
func councilLaw(land calendar.Land) string {
	if land == "nw" {
		return " (LPVG NRW § 72 (3) no. 2)"
	}
	return ", by the law of your Land on staff councils"
}
