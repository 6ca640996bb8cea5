package german

import (
	"slices"
	"strings"
	"testing"
)

// Of a verb and a topic that no text has together, the topic says what is wanted,
// although the verb is rarer and has a group of words that mean the same.
func TestVerbIsNoTopic(t *testing.T) {
	x := lexicon(t, append(slices.Repeat([]string{"Notiz"}, 20), "Iftar im Foyer", "Iftar in der Kantine", "Iftar mit Musik", "Zum Kurs anmelden")...)
	p := x.Plan("Iftar anmelden")
	best := p.Best(map[Cover]bool{0b01: true, 0b10: true})
	if best == nil || strings.Join(best.Without(), " ") != "anmelden" {
		t.Errorf("the best part is %v", best)
	}
}

// What is wanted of somebody whose name has a title is not demanded.
func TestReached(t *testing.T) {
	x := lexicon(t, "Ottilie Blaubeer", "Mailand", "Raum der Stille")
	for query, want := range map[string]string{
		"E-Mail von Frau Blaubeer": "blaubeer", "Raum Frau Blaubeer": "blaubeer", "wo sitzt Frau Dr. Blaubeer": "blaubeer", "Raum Stille": "raum stille", "E-Mail": "email",
	} {
		var got []string
		for _, a := range x.asks(query, &Plan{lex: x}) {
			got = append(got, strings.Join(texts(a.words), " "))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q asks for %q, want %q", query, got, want)
		}
	}
}

// A word of which texts have other forms is not corrected to another.
func TestInflectedIsNotCorrected(t *testing.T) {
	x := lexicon(t, "Gedichte zum Fest", "Gedacht wird am Abend", "Gedacht wird am Morgen", "Gedacht wird mittags")
	if p := x.Plan("Gedicht"); p.Corrected() {
		t.Error("it is corrected")
	}
}

// A year says nothing beside words.
func TestYearIsNoTopic(t *testing.T) {
	x := lexicon(t, append(slices.Repeat([]string{"Notiz"}, 20), "Empfang 2026", "Ball 2026")...)
	for query, want := range map[string]bool{"2026": true, "Haushaltsplan 2026": false} {
		if p := x.Plan(query).Loose(); p.Empty() == want {
			t.Errorf("%q finds what is of the year: %v", query, !want)
		}
	}
}

// What a word was guessed to mean is not all that is found of several topics, but of one.
func TestGuessIsNoTopic(t *testing.T) {
	x := lexicon(t, append(slices.Repeat([]string{"Notiz"}, 20), "Die Auswanderung nach Medina", "Akte im Keller")...)
	for query, want := range map[string]bool{
		"Aktenplan Aussonderung":    false, // is it Auswanderung?
		"Wann beginnt Ausssnderung": true,
	} {
		p := x.Plan(query).Loose()
		i := slices.IndexFunc(p.Clauses, func(c Clause) bool { return c.asksFor("auswanderung") })
		if i < 0 || !p.Corrected() {
			t.Errorf("Plan(%q) guesses nothing", query)
			continue
		}
		if got := p.Best(map[Cover]bool{1 << i: true}) != nil; got != want {
			t.Errorf("what %q is guessed to mean is enough: %v", query, got)
		}
	}
}

// A verb that somebody says of themselves, without its ending, is no topic.
func TestClippedVerbIsNoTopic(t *testing.T) {
	x := lexicon(t, "Der Krieg und die Rente", "Ein Brauch")
	for query, want := range map[string]bool{
		"wann krieg ich rente": true, "ich brauch rente": true, "rente nach dem krieg": false, "krieg und rente": false, "ist krieg für rente": false,
	} {
		light := false
		for _, c := range x.Plan(query).Clauses {
			light = light || c.light
		}
		if light != want {
			t.Errorf("Plan(%q) has a word that is no topic: %t", query, light)
		}
	}
}

// Between words that are equally rare the one that German does not have decides.
func TestUnusualWordDecides(t *testing.T) {
	x := lexicon(t, append(slices.Repeat([]string{"Notiz"}, 20), "Der Standort zieht um", "Ein ZRQ hängt im Foyer")...)
	for _, query := range []string{"zrq standort", "standort zrq"} {
		best := x.Plan(query).Loose().Best(map[Cover]bool{0b0001: true, 0b0010: true})
		if best == nil || strings.Join(best.Without(), " ") != "standort" {
			t.Errorf("the best part of %q is %v", query, best)
		}
	}
}
