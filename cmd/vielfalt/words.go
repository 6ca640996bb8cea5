package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/house"
	"vielfalt/content"
	"vielfalt/content/archive"
	"vielfalt/content/regular"
)

// wordsCmd keeps the house's own words, which widen what people search for. A
// running service follows within a second.
type wordsCmd struct {
	List   wordsListCmd   `cmd:"" default:"withargs" help:"List all entries with their numbers."`
	Add    wordsAddCmd    `cmd:"" help:"Add groups of words that mean the same, abbreviations and stop words."`
	Remove wordsRemoveCmd `cmd:"" help:"Remove an entry."`
	Import wordsImportCmd `cmd:"" help:"Add the entries of a table (CSV in UTF-8 or Windows-1252)."`
	Export wordsExportCmd `cmd:"" help:"Write the table that import reads."`
}

type wordsListCmd struct {
	storeFlags
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

// wordLine is an entry as programs read it.
type wordLine struct {
	ID      int64    `json:"id"`
	Kind    string   `json:"kind"`
	Members []string `json:"members"`
	At      string   `json:"at"`
	Editor  string   `json:"editor"`
}

// Run prints all entries.
func (c *wordsListCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	words, err := s.Words(a)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		out := json.NewEncoder(a.Stdout)
		out.SetEscapeHTML(false)
		for _, w := range words {
			if err := out.Encode(wordLine{w.ID, string(w.Kind), w.Members, w.At.In(calendar.Berlin).Format(time.RFC3339), w.Editor}); err != nil {
				return err
			}
		}
		return nil
	}
	if len(words) == 0 {
		fmt.Fprintln(a.Stdout, "There are none yet; see vielfalt words add --help.")
	}
	w := tabwriter.NewWriter(a.Stdout, 0, 8, 2, ' ', 0)
	for _, x := range words {
		fmt.Fprintf(w, "%d\t%s\t%v\t(%s, %s)\n", x.ID, x.Kind, x, x.At.In(calendar.Berlin).Format("2006-01-02 15:04"), x.Editor)
	}
	return w.Flush()
}

type wordsAddCmd struct {
	storeFlags
	Group        []string `env:"-" sep:"none" help:"Words and phrases that mean the same, separated by commas; repeatable." placeholder:"\"Dienstreise,Reise im Auftrag\""`
	Abbreviation []string `env:"-" sep:"none" help:"An abbreviation and what it stands for; repeatable." placeholder:"\"KBA=Kraftfahrt-Bundesamt\""`
	Stop         []string `env:"-" sep:"none" help:"A word that says nothing in this house; repeatable." placeholder:"WORD"`
}

// Help implements kong.HelpProvider.
func (c *wordsAddCmd) Help() string {
	return `Whoever searches for one word of a group finds the others as well, after what is written as it was typed; inflected forms count. An abbreviation is a group of two; written in capitals, it is found where it is in capitals. No hit must have a stop word, unless nothing else was asked for.

A word belongs to one entry only: entries are never joined. To add to a group, remove it and enter one of all its words. There are at most 2,000 entries, and 20 words in a group.`
}

// entries returns what the flags say.
func (c *wordsAddCmd) entries() ([]*content.Word, error) {
	var out []*content.Word
	add := func(flag, value string, w *content.Word) error {
		for i := range w.Members {
			w.Members[i] = strings.TrimSpace(w.Members[i])
		}
		out = append(out, w)
		if err := w.Validate(); err != nil {
			return usageError{fmt.Errorf("%s %q: %w", flag, value, err)}
		}
		return nil
	}
	for _, value := range c.Group {
		if err := add("--group", value, &content.Word{Kind: content.GroupWord, Members: strings.Split(value, ",")}); err != nil {
			return nil, err
		}
	}
	for _, value := range c.Abbreviation {
		short, long, ok := strings.Cut(value, "=")
		if !ok {
			return nil, usageError{fmt.Errorf("--abbreviation %q: write what it stands for behind it, as in KBA=Kraftfahrt-Bundesamt", value)}
		}
		if err := add("--abbreviation", value, &content.Word{Kind: content.AbbreviationWord, Members: []string{short, long}}); err != nil {
			return nil, err
		}
	}
	for _, value := range c.Stop {
		if err := add("--stop", value, &content.Word{Kind: content.StopWord, Members: []string{value}}); err != nil {
			return nil, err
		}
	}
	if len(out) == 0 {
		return nil, usageError{errors.New("nothing to add: give --group, --abbreviation or --stop")}
	}
	return out, nil
}

// Run adds the entries, all or none.
func (c *wordsAddCmd) Run(a *app) error {
	words, err := c.entries()
	if err != nil {
		return err
	}
	s, err := c.openThere(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	return saveWords(a, s, words)
}

// saveWords adds entries, all or none, and says which.
func saveWords(a *app, s *store, words []*content.Word) error {
	before, err := s.Words(a)
	if err != nil {
		return err
	}
	if _, err := s.SaveWords(a, operator(), words...); err != nil {
		return err
	}
	for _, w := range words {
		said := "is added"
		if slices.ContainsFunc(before, func(b *content.Word) bool { return b.ID == w.ID }) {
			said = "was there already"
		}
		fmt.Fprintf(a.Stdout, "Entry %d, %s, %s: %v\n", w.ID, w.Kind, said, w)
	}
	return nil
}

type wordsRemoveCmd struct {
	storeFlags
	ID int64 `arg:"" help:"Number of the entry, as vielfalt words list shows it."`
}

// Run removes one entry.
func (c *wordsRemoveCmd) Run(a *app) error {
	s, err := c.openThere(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	w, err := s.DeleteWord(a, operator(), c.ID)
	if errors.Is(err, content.ErrNotFound) {
		return fmt.Errorf("words: there is no entry %d; vielfalt words list shows all", c.ID)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "Entry %d, %s, is removed: %v\n", w.ID, w.Kind, w)
	return nil
}

type wordsImportCmd struct {
	storeFlags
	File string `arg:"" help:"The table." type:"path"`
}

// Help implements kong.HelpProvider.
func (c *wordsImportCmd) Help() string {
	return `The first line names the columns, then each line is an entry with a word in each cell; cells are separated by commas, semicolons or tabs:

    kind,members
    group,Dienstreise,Reise im Auftrag,Fahrt
    abbreviation,KBA,Kraftfahrt-Bundesamt
    stop,Merkblatt

A line that cannot be an entry is named with its number and the reason, and the others are stored; the exit code is then 1. Importing again changes nothing.`
}

// maxWordTable is how many bytes a table of words has at most.
const maxWordTable = 8 << 20

// Run stores the lines that can be stored, and names the others.
func (c *wordsImportCmd) Run(a *app) error {
	lines, err := c.read()
	if err != nil {
		return fmt.Errorf("words: %s: %w", c.File, err)
	}
	s, err := c.openThere(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	book, err := s.Wordbook(a)
	if err != nil {
		return err
	}
	var words []*content.Word
	refused := 0
	for _, l := range lines {
		if l.Err == nil {
			_, l.Err = book.Add(l.Word)
		}
		if l.Err != nil {
			refused++
			fmt.Fprintln(a.Stderr, archive.Problem{File: c.File, Line: l.Line, Reason: l.Err.Error()})
			continue
		}
		words = append(words, l.Word)
	}
	added, err := s.SaveWords(a, operator(), words...)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.Stdout, "%d lines: %d new entries, %d as before, %d refused.\n", len(lines), added, len(words)-added, refused)
	if refused > 0 {
		return fmt.Errorf("words: lines refused: %d; the others are stored", refused)
	}
	return nil
}

func (c *wordsImportCmd) read() ([]archive.WordLine, error) {
	f, err := regular.Open(c.File)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	raw, err := io.ReadAll(io.LimitReader(f, maxWordTable+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > maxWordTable {
		return nil, fmt.Errorf("it is larger than %d MB", maxWordTable>>20)
	}
	return archive.ReadWords(raw)
}

type wordsExportCmd struct {
	storeFlags
	File string `arg:"" optional:"" help:"File to write, which must not be there; without it the table is printed." type:"path"`
}

// Run writes all entries as a table.
func (c *wordsExportCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	words, err := s.Words(a)
	if err != nil {
		return err
	}
	if c.File == "" {
		return archive.WriteWords(a.Stdout, words)
	}
	f, err := os.OpenFile(c.File, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("words: %w", err)
	}
	if err := errors.Join(archive.WriteWords(f, words), f.Close()); err != nil {
		return fmt.Errorf("words: %w", err)
	}
	fmt.Fprintf(a.Stdout, "%d entries are in %s.\n", len(words), c.File)
	return nil
}

// checkWords warns of entries that would not be accepted now, because a search does
// not tell their words from those of an earlier one.
func checkWords(ctx context.Context, s *store, f *findings) error {
	words, err := s.Words(ctx)
	if err != nil {
		return err
	}
	book := content.NewWordbook(house.Spelling(), nil)
	refused := 0
	for _, w := range words {
		was, err := book.Add(w)
		if was != nil {
			err = fmt.Errorf("it says what entry %d says", was.ID)
		}
		if err != nil {
			refused++
			f.warning("words", fmt.Sprintf("vielfalt words remove %d", w.ID), "%d, “%v”: %v", w.ID, w, err)
		}
	}
	if refused == 0 {
		f.ok("words", "all %d are apart", len(words))
	}
	return nil
}
