package main

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
)

// recordsCmd counts what the texts on days say, by tradition.
type recordsCmd struct {
	Land    string `help:"Land whose law is counted." default:"nw" placeholder:"LAND"`
	Records string `help:"Folder of your own texts on days, as for serve." type:"path" placeholder:"DIR"`
	Weak    bool   `help:"Name the sources for which a better one is wanted."`
}

// recordCount is a line of the table.
type recordCount struct {
	texts, words, instead, advice, byDay, absence, law, plain, reviewed int
	weak                                                                map[string]profile.Source
}

// Run implements the command.
func (c *recordsCmd) Run(a *app) (failed error) {
	land, err := calendarFlags{Land: c.Land}.land()
	if err != nil {
		return err
	}
	folders := []fs.FS{profile.Shipped()}
	if c.Records != "" {
		folder, err := ownFolder(c.Records)
		if err != nil {
			return usageError{fmt.Errorf("--records: %w", err)}
		}
		folders = append(folders, folder)
	}
	set, err := profile.Load(land, folders...)
	if err != nil {
		return err
	}
	unknown := strangers(set, land)
	for _, one := range unknown {
		fmt.Fprintln(a.Stderr, one)
	}
	defer func() {
		if failed == nil && len(unknown) > 0 {
			failed = fmt.Errorf("records: names that there are not: %d", len(unknown))
		}
	}()
	byName := make(map[string]*recordCount)
	seen := make(map[*profile.Profile]bool)
	for _, t := range traditions.All(land) {
		for _, o := range t.Observances {
			if p, ok := set.Of(o.ID); ok && !seen[p] {
				seen[p] = true
				count(byName, p, p.Observances[0])
			}
		}
	}
	if c.Weak {
		for _, name := range slices.Sorted(maps.Keys(byName)) {
			for _, key := range slices.Sorted(maps.Keys(byName[name].weak)) {
				s := byName[name].weak[key]
				fmt.Fprintf(a.Stdout, "%s  %s: %s (%s)\n", name, key, s.Title, s.Weak)
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "Texte\tWorte\tstattdessen\tRat\tTag für Tag\tFreistellung\tRecht\teinfach\tgeprüft\tschwache Quellen\t  Tradition")
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		n := byName[name]
		fmt.Fprintf(w, "%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t  %s\n", n.texts, n.words, n.instead, n.advice, n.byDay, n.absence, n.law, n.plain, n.reviewed, len(n.weak), name)
	}
	return w.Flush()
}

// strangers returns what texts on days name and no calendar has: what is said of
// it is shown nowhere. Days of the house's own may come later.
func strangers(set *profile.Set, home calendar.Land) []string {
	days, named := make(map[calendar.ID]bool), map[string]bool{"de": true, own.Tradition: true}
	for _, t := range traditions.All(home) {
		named[t.ID] = true
		for _, o := range t.Observances {
			days[o.ID] = true
			if strings.HasPrefix(t.ID, "de-") { // all Länder share their texts
				days[calendar.ID("de/"+o.ID.Slug())] = true
			}
		}
	}
	return set.Unknown(
		func(id calendar.ID) bool { return days[id] || id.Tradition() == own.Tradition },
		func(tradition string) bool { return named[tradition] },
	)
}

// count adds a text to the line of its folder.
func count(by map[string]*recordCount, p *profile.Profile, id calendar.ID) {
	name := id.Tradition()
	if strings.HasPrefix(name, "de-") {
		name = "de"
	}
	n := by[name]
	if n == nil {
		n = &recordCount{weak: make(map[string]profile.Source)}
		by[name] = n
	}
	n.texts++
	for _, one := range []struct {
		into *int
		has  bool
	}{
		{&n.words, len(p.Greeting.Say) > 0},
		{&n.instead, len(p.Greeting.Say) == 0 && len(p.Greeting.Instead) > 0},
		{&n.advice, p.Work.Meetings.Advice != "" && p.Work.Travel.Advice != "" && p.Work.Catering.Advice != ""},
		{&n.byDay, len(p.Days) > 0},
		{&n.absence, len(p.Absence) > 0},
		{&n.law, len(p.Law.Status) > 0},
		{&n.plain, len(p.Plain) > 0},
		{&n.reviewed, p.Review.Done()},
	} {
		if one.has {
			*one.into++
		}
	}
	for _, s := range p.Sources {
		if s.Weak != "" {
			n.weak[s.Key] = s
		}
	}
}
