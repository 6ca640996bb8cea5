package archive

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vielfalt/calendar"
	"vielfalt/content"
)

func ownWords() []*content.Word {
	return []*content.Word{
		{Kind: content.GroupWord, Members: []string{"Dienstreise", "Reise, im Auftrag", "+Reise", "'@Reise", `"Fahrt"`}},
		{Kind: content.AbbreviationWord, Members: []string{"KBA", "Kraftfahrt-Bundesamt"}},
		{Kind: content.StopWord, Members: []string{"Merkblatt"}},
	}
}

// What leads a search is in an export, and comes back whole; repeated, nothing
// changes.
func TestWordsRoundTrip(t *testing.T) {
	from, to := newPlace(t), newPlace(t)
	ctx := t.Context()
	words := ownWords()
	if _, err := from.SaveWords(ctx, "test", words...); err != nil {
		t.Fatal(err)
	}
	pins := []*content.Pin{
		{Query: "=Reise, Kosten", Item: "reisekosten", Until: calendar.NewDate(2027, time.March, 1)},
		{Query: "längst vorbei", Item: "alt", Until: calendar.NewDate(2020, time.March, 1)},
	}
	if _, err := from.SavePins(ctx, "test", pins...); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "export")
	if n, err := Export(ctx, from, from.files, dir, noon, false); n != 5 || err != nil {
		t.Fatal(n, err)
	}
	if sum := to.again(t, os.DirFS(dir)); len(sum.Problems)+len(sum.Notes) > 0 || sum.Records != 5 || sum.Changed != 5 {
		t.Fatalf("%+v", sum)
	}
	gotWords, err := to.Words(ctx)
	if err != nil {
		t.Fatal(err)
	}
	gotPins, err := to.Pins(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(words, gotWords); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(pins, gotPins); d != "" {
		t.Error(d)
	}
	if sum := to.again(t, os.DirFS(dir)); len(sum.Problems) > 0 || sum.Records != 5 || sum.Changed != 0 {
		t.Errorf("again: %+v", sum)
	}
}

// No cell is a formula for a spreadsheet.
func TestWordsAreNoFormulas(t *testing.T) {
	var out bytes.Buffer
	if err := WriteWords(&out, ownWords()); err != nil {
		t.Fatal(err)
	}
	want := `kind,members
group,Dienstreise,"Reise, im Auftrag",'+Reise,''@Reise,"""Fahrt"""
abbreviation,KBA,Kraftfahrt-Bundesamt
stop,Merkblatt
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
	lines, err := ReadWords(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	var got []*content.Word
	for _, l := range lines {
		got = append(got, l.Word)
	}
	if d := cmp.Diff(ownWords(), got, cmpopts.EquateEmpty()); d != "" {
		t.Error(d)
	}
}

func TestReadWords(t *testing.T) {
	lines, err := ReadWords([]byte("\ufeffArt;Wörter\r\nGruppe;Mensa;Kantine;;\r\n\r\nAbkürzung;BR;Betriebsrat\r\nUnsinn;x\r\nStoppwort;Blätter\r\nstop;Blatt\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range lines {
		if l.Err != nil {
			got = append(got, l.Err.Error())
			continue
		}
		got = append(got, string(l.Word.Kind)+" "+l.Word.String())
	}
	want := []string{"group Mensa, Kantine", "abbreviation BR = Betriebsrat", `kind: "Unsinn" is not one of group, abbreviation, stop`, "stop Blätter", "stop Blatt"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if lines[3].Line != 6 {
		t.Errorf("line %d, want 6", lines[3].Line)
	}
	lines, err = ReadWords([]byte("sep=,\nkind,members\ngroup,\"Mensa,Kantine\nstop,Blatt\nstop,\"Formular\"\nstop,Bogen\ngroup,\"Eins,Zwei\nstop,Drei\n"))
	if err != nil || len(lines) != 3 || lines[0].Line != 3 || lines[2].Line != 7 ||
		!strings.Contains(lines[0].Err.Error(), "lines 3 to 5 are not read; close it") || !strings.Contains(lines[2].Err.Error(), "a quote begins in this row") {
		t.Errorf("quotes not closed: %v, %+v", err, lines)
	}
	lines, err = ReadWords([]byte("Art;W\xf6rter\r\nStoppwort;Bl\xe4tter\r\n"))
	if err != nil || len(lines) != 1 || lines[0].Word.String() != "Blätter" {
		t.Errorf("in Windows-1252: %v, %+v", err, lines)
	}
	for _, text := range []string{"\xff\xfe" + utf16Of("kind,members\nstop,Blätter\n"), utf16Of("kind,members\nstop,Blätter\n"), "kind,members\rstop,Bl\x8atter\r"} {
		if lines, err := ReadWords([]byte(text)); err != nil || len(lines) != 1 || lines[0].Word.String() != "Blätter" {
			t.Errorf("%q: %v, %+v", text, err, lines)
		}
	}
	for _, text := range []string{"", "Mensa,Kantine\n", "kind\n"} {
		if _, err := ReadWords([]byte(text)); err == nil || !strings.Contains(err.Error(), "kind,members") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A file with a bad line is not stored, and the line is named.
func TestWordsRefused(t *testing.T) {
	p := newPlace(t)
	if _, err := p.SaveWords(t.Context(), "test", ownWords()...); err != nil {
		t.Fatal(err)
	}
	sum := p.again(t, fstest.MapFS{
		"w.csv": {Data: []byte("kind,members\ngroup,Neu,Frisch\nstop,Kraftfahrt-Bundesamt\nabbreviation,kba,KBA\nstop,Merkblatt\n")},
		"p.csv": {Data: []byte("suche;beitrag;bis\nReise;reise;2027-01-01\nReise;Zwei Wörter;morgen\n")},
		"q.csv": {Data: []byte("until,query,item\n2027-01-01,Reise,rom\n2027-01-01,reise,paris\n")},
	})
	var got []string
	for _, x := range sum.Problems {
		got = append(got, x.String())
	}
	want := []string{
		`p.csv:3: until: date "morgen" is not written as 2026-11-22`,
		`q.csv: save pin Reise: "reise": query: pin 1, for "Reise", puts rom first until 2027-01-01 already; remove that first`,
		`w.csv:3: members: a stop word is a single word of letters`,
		`w.csv:4: members: "kba" is no abbreviation of 2 to 8 letters or digits, one of them a capital; for other words enter a group; members: "KBA" is there twice`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	words, _ := p.Words(t.Context())
	pins, _ := p.Pins(t.Context())
	if len(words) != 3 || len(pins) != 0 {
		t.Errorf("%d words and %d pins are stored", len(words), len(pins))
	}
}
