package contenttest

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"vielfalt/content"
)

func group(members ...string) *content.Word {
	return &content.Word{Kind: content.GroupWord, Members: members}
}

// spelling is a Spelling in which umlauts and ß count no more than case.
var spelling = content.Spelling{
	Fold: func(s string) string {
		return strings.Join(strings.Fields(strings.NewReplacer("ß", "ss", "ü", "u", "ʼ", "").Replace(strings.ToLower(s))), " ")
	},
}

// enter enters words and returns how many were new.
func (b *bench) enter(words ...*content.Word) int {
	b.Helper()
	n, err := b.SaveWords(context.Background(), "test", words...)
	b.must(err)
	return n
}

// pin pins an item and returns how many pins changed.
func (b *bench) pin(query, item, until string) int {
	b.Helper()
	n, err := b.SavePins(context.Background(), "test", &content.Pin{Query: query, Item: item, Until: day(until)})
	b.must(err)
	return n
}

func testWords(b *bench) {
	ctx := context.Background()
	last := b.last()
	trip := group("Dienstreise", "Reise im Auftrag", "Fahrt")
	office := &content.Word{Kind: content.AbbreviationWord, Members: []string{"KBA", "Kraftfahrt-Bundesamt"}}
	b.same("added", b.enter(trip, office), 2)
	b.same("numbers", []int64{trip.ID, office.ID}, []int64{1, 2})
	got, err := b.Words(ctx)
	b.must(err)
	b.same("words", got, []*content.Word{trip, office})
	b.same("entered", *got[0], content.Word{ID: 1, Kind: content.GroupWord, Members: []string{"Dienstreise", "Reise im Auftrag", "Fahrt"}, At: moment("2032-06-01T12:00:00Z"), Editor: "test"})
	b.same("logged", b.changes(last), []content.Change{
		{Seq: last + 1, ID: "1", Type: content.TypeWord, Op: content.OpSave, At: moment("2032-06-01T12:00:00Z"), By: "test"},
		{Seq: last + 2, ID: "2", Type: content.TypeWord, Op: content.OpSave, At: moment("2032-06-01T12:00:00Z"), By: "test"},
	})

	// The same again, in another order and case, is the entry that is there.
	again := group("fahrt", "dienstreise", "Reise  im Auftrag")
	b.same("added again", b.enter(again, group("Mensa", "Kasino"), group("Kasino", "Mensa")), 1)
	b.same("number", again.ID, trip.ID)

	// Together or not at all.
	last = b.last()
	for what, bad := range map[string]*content.Word{
		"in another entry": group("Mission", "FAHRT"),
		"in a stop word":   {Kind: content.StopWord, Members: []string{"Fahrt"}},
		"in the same list": group("Neues", "Weiteres"),
		"one member":       group("Allein"),
	} {
		var p content.Problems
		if _, err := b.SaveWords(ctx, "test", group("Neues", "Anderes"), bad); !errors.As(err, &p) || p[0].Field != "members" {
			b.Errorf("%s: %v", what, err)
		}
		b.same("changes after "+what, b.last(), last)
	}

	// A number is not given a second time.
	gone, err := b.DeleteWord(ctx, "test", 3)
	b.must(err)
	b.same("removed", gone.String(), "Mensa, Kasino")
	if _, err := b.DeleteWord(ctx, "test", 3); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("removed twice: %v", err)
	}
	b.same("logged", b.changes(last), []content.Change{{Seq: last + 1, ID: "3", Type: content.TypeWord, Op: content.OpDelete, At: moment("2032-06-01T12:00:00Z"), By: "test"}})
	next := &content.Word{Kind: content.StopWord, Members: []string{"Formular"}}
	b.same("added", b.enter(next), 1)
	b.same("number", next.ID, int64(4))

	// There is a limit.
	var many []*content.Word
	for i := range content.MaxWords - 3 {
		many = append(many, group(fmt.Sprintf("Wort%d", i), fmt.Sprintf("Ding%d", i)))
	}
	b.same("many", b.enter(many...), len(many))
	if _, err := b.SaveWords(ctx, "test", group("Eins", "Zuviel")); err == nil || !strings.Contains(err.Error(), "there are 2000 entries") {
		b.Errorf("one too many: %v", err)
	}
}

func testPins(b *bench) {
	ctx := context.Background()
	last := b.last()
	b.same("pinned", b.pin("Reise nach Rom", "rom", "2032-06-30"), 1)
	got, err := b.Pins(ctx)
	b.must(err)
	want := &content.Pin{ID: 1, Query: "Reise nach Rom", Item: "rom", Until: day("2032-06-30"), At: moment("2032-06-01T12:00:00Z"), Editor: "test"}
	b.same("pins", got, []*content.Pin{want})
	b.same("logged", b.changes(last), []content.Change{{Seq: last + 1, ID: "1", Type: content.TypePin, Op: content.OpSave, At: moment("2032-06-01T12:00:00Z"), By: "test"}})

	// The same again; until another day; for another item, which has to wait.
	b.same("again", b.pin("reise  nach rom", "rom", "2032-06-30"), 0)
	b.same("longer", b.pin("Reise nach Rom", "rom", "2032-07-05"), 1)
	last = b.last()
	taken := &content.Pin{Query: "reise nach rom", Item: "paris", Until: day("2032-08-01")}
	var p content.Problems
	if _, err := b.SavePins(ctx, "test", &content.Pin{Query: "neu", Item: "neu", Until: day("2032-08-01")}, taken); !errors.As(err, &p) || !strings.Contains(p[0].Detail, `pin 1, for "Reise nach Rom", puts rom first until 2032-07-05`) {
		b.Errorf("for another item: %v", err)
	}
	b.same("changes after that", b.last(), last)
	b.at("2032-07-05T12:00:00Z")
	if _, err := b.SavePins(ctx, "test", taken); !errors.As(err, &p) {
		b.Errorf("on the last day: %v", err)
	}
	b.at("2032-07-06T12:00:00Z")
	b.same("once it is over", b.pin("reise nach rom", "paris", "2032-08-01"), 1)

	// Twice in one list, the last counts.
	n, err := b.SavePins(ctx, "test", &content.Pin{Query: "kantine", Item: "plan", Until: day("2032-08-01")}, &content.Pin{Query: "Kantine", Item: "plan", Until: day("2032-09-01")})
	b.must(err)
	b.same("of a list", n, 1)
	got, err = b.Pins(ctx)
	b.must(err)
	b.same("in the end", fmt.Sprintf("%d %s %s %v; %d %s %s %v", got[0].ID, got[0].Query, got[0].Item, got[0].Until, got[1].ID, got[1].Query, got[1].Item, got[1].Until),
		"1 reise nach rom paris 2032-08-01; 2 Kantine plan 2032-09-01")

	// What a search does not tell apart is one query.
	b.same("folded", b.pin("Gruß", "gruss", "2032-09-01"), 1)
	b.same("folded again", b.pin("GRÜSS", "gruss", "2032-09-01"), 0)
	if _, err := b.SavePins(ctx, "test", &content.Pin{Query: "gruss", Item: "plan", Until: day("2032-09-01")}); !errors.As(err, &p) || !strings.Contains(p[0].Detail, `pin 3, for "Gruß", puts gruss first`) {
		b.Errorf("folded, for another item: %v", err)
	}
	if _, err := b.SavePins(ctx, "test", &content.Pin{Query: "ʼ", Item: "plan", Until: day("2032-09-01")}); !errors.As(err, &p) || p[0].Field != "query" {
		b.Errorf("nothing to look for: %v", err)
	}
	_, err = b.DeletePin(ctx, "test", 3)
	b.must(err)

	for what, change := range map[string]func(*content.Pin){
		"query":  func(p *content.Pin) { p.Query = "?!" },
		"query ": func(p *content.Pin) { p.Query = "Reise\u2067" },
		"item":   func(p *content.Pin) { p.Item = "Kein Name" },
		"until":  func(p *content.Pin) { p.Until = 0 },
	} {
		bad := &content.Pin{Query: "x", Item: "x", Until: day("2032-08-01")}
		change(bad)
		if _, err := b.SavePins(ctx, "test", bad); !errors.As(err, &p) || p[0].Field != strings.TrimSpace(what) {
			b.Errorf("wrong %s: %v", what, err)
		}
	}
	gone, err := b.DeletePin(ctx, "test", 1)
	b.must(err)
	b.same("removed", gone.Item, "paris")
	if _, err := b.DeletePin(ctx, "test", 1); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("removed twice: %v", err)
	}
	b.same("numbers go on", b.pin("neu", "neu", "2032-09-01"), 1)
	got, err = b.Pins(ctx)
	b.must(err)
	b.same("number", got[1].ID, int64(4))
}
