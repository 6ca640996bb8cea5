package content

import (
	"strings"
	"testing"
)

func TestWordValidate(t *testing.T) {
	word := func(kind WordKind, members ...string) *Word { return &Word{Kind: kind, Members: members} }
	for _, w := range []*Word{
		word(GroupWord, "Dienstreise", "Reise"), word(GroupWord, "BEM", "Betriebliches Eingliederungsmanagement"),
		word(AbbreviationWord, "KBA", "Kraftfahrt-Bundesamt"), word(AbbreviationWord, "BImSchG", "Bundes-Immissionsschutzgesetz"),
		word(AbbreviationWord, "A13", "Besoldung A 13"), word(StopWord, "Merkblatt"),
	} {
		if err := w.Validate(); err != nil {
			t.Errorf("%v: %v", w, err)
		}
	}
	for _, c := range []struct {
		says string
		word *Word
	}{
		{`kind: "Gruppe" is not one of group, abbreviation, stop`, word("Gruppe", "a", "b")},
		{"2 to 20 members, not 1", word(GroupWord, "Allein")},
		{"2 to 20 members, not 21", word(GroupWord, strings.Fields("a b c d e f g h i j k l m n o p q r s t u")...)},
		{`"Reise" is there twice`, word(GroupWord, "reise", "Reise")},
		{`"?!" has neither letter nor digit`, word(GroupWord, "Reise", "?!")},
		{"longer than 60", word(GroupWord, "Reise", strings.Repeat("ä", 61))},
		{"more than 6 words", word(GroupWord, "Reise", "a b c d e f g")},
		{"control characters", word(GroupWord, "Reise", "Fahrt\tnach")},
		{`"Fahrt\u202egnal" holds characters that turn`, word(GroupWord, "Reise", "Fahrt\u202egnal")},
		{"that turn the direction", word(StopWord, "\u2066Merkblatt\u2069")},
		{"that turn the direction", word(AbbreviationWord, "KBA", "\u202aAmt")},
		{"two members", word(AbbreviationWord, "KBA")},
		{"for several meanings", word(AbbreviationWord, "KBA", "Amt", "Beratung")},
		{"no abbreviation", word(AbbreviationWord, "K", "Kantine")},
		{"no abbreviation", word(AbbreviationWord, "kantine", "Kantine")},
		{"no abbreviation", word(AbbreviationWord, "ABCDEFGHI", "Alphabet")},
		{"no abbreviation", word(AbbreviationWord, "K B", "Kantine")},
		{"single word", word(StopWord, "zum Beispiel")},
		{"single word", word(StopWord)},
	} {
		if err := c.word.Validate(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v: %v, want %q", c.word, err, c.says)
		}
	}
	if got := word(AbbreviationWord, "KBA", "Kraftfahrt-Bundesamt").String(); got != "KBA = Kraftfahrt-Bundesamt" {
		t.Error(got)
	}
}

// What belongs to an entry is refused in another, which is named.
func TestWordbook(t *testing.T) {
	first := &Word{ID: 7, Kind: GroupWord, Members: []string{"Dienstreise", "Fahrt"}}
	b := NewWordbook(Spelling{}, []*Word{first})
	if was, err := b.Add(&Word{Kind: GroupWord, Members: []string{"FAHRT", "dienstreise"}}); err != nil || was != first {
		t.Errorf("the same: %v, %v", was, err)
	}
	if _, err := b.Add(&Word{Kind: GroupWord, Members: []string{"Fahrt", "Weg"}}); err == nil || !strings.Contains(err.Error(), "belongs to entry 7, “Dienstreise, Fahrt”, already; remove that") {
		t.Errorf("clash: %v", err)
	}
	if was, err := b.Add(&Word{Kind: GroupWord, Members: []string{"Mensa", "Kantine"}}); was != nil || err != nil {
		t.Errorf("new: %v, %v", was, err)
	}
	if _, err := b.Add(&Word{Kind: StopWord, Members: []string{"Mensa"}}); err == nil || !strings.Contains(err.Error(), "belongs to “Mensa, Kantine” already") {
		t.Errorf("clash with what is new: %v", err)
	}
	// An abbreviation is not a group of the same two.
	if _, err := b.Add(&Word{Kind: AbbreviationWord, Members: []string{"KBA", "Amt"}}); err != nil {
		t.Error(err)
	}
	if _, err := b.Add(&Word{Kind: GroupWord, Members: []string{"KBA", "Amt"}}); err == nil {
		t.Error("the same members of another kind are taken for the same entry")
	}
}

// What a search does not tell apart is one word: by the same form, or by that which
// inflected forms share.
func TestWordbookOfASpelling(t *testing.T) {
	b := NewWordbook(Spelling{
		Fold: func(s string) string { return strings.ReplaceAll(queryKey(s), "ß", "ss") },
		Stem: func(s string) string { return strings.TrimSuffix(queryKey(s), "es") },
	}, []*Word{{ID: 1, Kind: GroupWord, Members: []string{"Fuß", "Bein"}}, {ID: 2, Kind: GroupWord, Members: []string{"Tages", "Datum"}}})
	if was, err := b.Add(&Word{Kind: GroupWord, Members: []string{"bein", "fuss"}}); err != nil || was == nil || was.ID != 1 {
		t.Errorf("the same: %v, %v", was, err)
	}
	for entry, w := range map[string]*Word{
		"entry 1,": {Kind: GroupWord, Members: []string{"FUSS", "Pedal"}},
		"entry 2,": {Kind: StopWord, Members: []string{"Tag"}},
	} {
		if _, err := b.Add(w); err == nil || !strings.Contains(err.Error(), "belongs to "+entry) {
			t.Errorf("%v: %v", w, err)
		}
	}
	if _, err := NewWordbook(Spelling{Fold: func(string) string { return "" }}, nil).Add(&Word{Kind: StopWord, Members: []string{"ʼ"}}); err == nil {
		t.Error("an entry without anything to look for is accepted")
	}
}
