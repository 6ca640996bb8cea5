package school

import (
	"bytes"
	"cmp"
	_ "embed" // the shipped list
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"vielfalt/calendar"
)

// A Holiday is a run of days on which the schools of a Land are closed.
type Holiday struct {
	Year        string // the school year, "2026/27"
	Name        string // in German, "Herbst"
	First, Last calendar.Date
	// Proof says how well the days are proved: one of the Proofs, or in a list
	// of the house's own whatever it says.
	Proof Proof
}

// Proof says how well the days of a holiday are proved.
type Proof string

// How well the lines of the shipped list are proved.
const (
	Ministry Proof = "A" // by the order of the ministry: RdErl. of 19 May 2022 (ABl. NRW. 06/22), bass.schul-welt.de/191.htm
	Agreed   Proof = "B" // two further tables give the same days
	Single   Proof = "C" // one table, OpenHolidays
)

// In says in words, in German, how well days are proved.
func (p Proof) In() string {
	switch p {
	case Ministry:
		return "Ferienordnung des Ministeriums"
	case Agreed:
		return "zwei unabhängige Tabellen"
	case Single:
		return "nur eine Tabelle"
	case "":
		return "ohne Beleg"
	}
	return string(p)
}

//go:embed nw.csv
var nw []byte

// shipped are the lists that come with the program.
func shipped() map[calendar.Land][]byte { return map[calendar.Land][]byte{"nw": nw} }

// Shipped returns the holidays of a Land in the order of their days; none if no
// list of it is shipped.
func Shipped(land calendar.Land) []Holiday {
	out, err := Parse(bytes.NewReader(shipped()[land]))
	if err != nil && len(shipped()[land]) > 0 {
		panic(err) // a test reads each of them
	}
	return out
}

// Limits of a list.
const (
	maxLines = 2000
	maxText  = 60 // bytes of a name or a proof
	maxDays  = 60 // of a holiday
)

// Columns are what a list has, in any order; the last may be missing.
func Columns() []string { return []string{"schuljahr", "name", "erster", "letzter", "beleg"} }

var yearPattern = regexp.MustCompile(`^(\d{4})/(\d{2})$`)

// Parse reads a list as CSV with the columns schuljahr, name, erster, letzter and
// beleg, which may be missing:
//
//	schuljahr,name,erster,letzter,beleg
//	2026/27,Herbst,2026-10-17,2026-10-31,A
//
// Lines may come in any order, and holidays must not overlap. Everything wrong
// is reported at once, by line.
func Parse(r io.Reader) ([]Holiday, error) {
	in := csv.NewReader(r)
	in.FieldsPerRecord = -1
	header, err := in.Read()
	if err == io.EOF {
		return nil, errors.New("it is empty")
	}
	if err != nil {
		return nil, err
	}
	at := make(map[string]int)
	for i, name := range header {
		at[strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))] = i
	}
	columns := Columns()
	for _, name := range columns[:len(columns)-1] {
		if _, ok := at[name]; !ok {
			return nil, fmt.Errorf("line 1: the column %s is missing; the columns are %s", name, strings.Join(columns, ", "))
		}
	}
	var out []Holiday
	var problems []error
	lines := make(map[calendar.Date]int) // of holidays, by their first day
	for {
		rec, err := in.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		line, _ := in.FieldPos(0)
		if len(out) >= maxLines {
			return nil, fmt.Errorf("line %d: there are more than %d lines", line, maxLines)
		}
		value := func(name string) string {
			if i, ok := at[name]; ok && i < len(rec) {
				return strings.TrimSpace(rec[i])
			}
			return ""
		}
		h, err := holiday(value)
		if err != nil {
			problems = append(problems, fmt.Errorf("line %d: %w", line, err))
			continue
		}
		out, lines[h.First] = append(out, h), line
	}
	slices.SortStableFunc(out, func(a, b Holiday) int { return cmp.Compare(a.First, b.First) })
	for i := range out {
		if i > 0 && out[i].First <= out[i-1].Last {
			problems = append(problems, fmt.Errorf("line %d: %s %s overlaps %s %s", lines[out[i].First], out[i].Name, out[i].Year, out[i-1].Name, out[i-1].Year))
		}
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return out, nil
}

// holiday reads a line.
func holiday(value func(column string) string) (h Holiday, err error) {
	h = Holiday{Year: value("schuljahr"), Name: value("name"), Proof: Proof(value("beleg"))}
	if !yearPattern.MatchString(h.Year) {
		return h, fmt.Errorf("schuljahr %q is not written as 2026/27", h.Year)
	}
	if h.Name == "" || len(h.Name) > maxText || len(h.Proof) > maxText {
		return h, fmt.Errorf("name and beleg have at most %d characters, and there must be a name", maxText)
	}
	if h.First, err = calendar.ParseDate(value("erster")); err != nil {
		return h, fmt.Errorf("erster: %w", err)
	}
	if h.Last, err = calendar.ParseDate(value("letzter")); err != nil {
		return h, fmt.Errorf("letzter: %w", err)
	}
	if h.Last < h.First || h.Last-h.First >= maxDays {
		return h, fmt.Errorf("from %v to %v are no holidays of 1 to %d days", h.First, h.Last, maxDays)
	}
	return h, nil
}
