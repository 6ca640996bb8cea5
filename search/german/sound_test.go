package german

import (
	"testing"

	"vielfalt/content"
	"vielfalt/search"
)

// The codes of the paper, and of names in this field.
func TestSound(t *testing.T) {
	for in, want := range map[string]string{
		"Müller-Lüdenscheidt": "65752682", "Wikipedia": "3412", "Breschnew": "17863", "Heinz Classen": "068586", "Maier": "67", "Meyer": "67",
		"Chanukka": "464", "Kanucka": "464", "Schmidt": "862", "Schmitt": "862", "Philipp": "351", "": "", "חנוכה": "", "4711": "",
	} {
		if got := sound(Fold(in)); got != want {
			t.Errorf("sound(%q) = %q, want %q", in, got, want)
		}
	}
}

// What sounds alike and looks quite different is not meant.
func TestPlanSound(t *testing.T) {
	x := language(t).NewLexicon()
	docs := []search.Document{
		{Title: "Thomas Meier", Type: content.TypeContact}, {Title: "Dr. Karin Schmidt", Type: content.TypeContact}, {Title: "Ausbildung für Trainees"}, {Title: "Raum zum Beten"},
		{Title: "Chanukka", Names: []string{"Chanukka"}},
	}
	x.Learn(docs...)
	for _, d := range docs {
		x.Add(x.Analyze(d))
	}
	for text, want := range map[string]bool{
		"Thomas Maier": true, "Tomas Mayer": true, "Karin Schmitt": true, "Schmitt": true, "Kanucka": true,
		"Traum": false, "Putin": false, "Mayer 12": false, "Maier": false, "xyz": false, "": false,
	} {
		if got := !x.PlanSound(text).Empty(); got != want {
			t.Errorf("%q sounds like something: %t", text, got)
		}
	}
}

// A name that is typed as it is written, but for capitals, is no guess.
func TestSoundedAsTyped(t *testing.T) {
	p := &Plan{text: "vietnamesisches Neujahr", sounded: true, guess: "Vietnamesisches Neujahr"}
	if got, _ := p.DidYouMean([]search.Hit{{}}); got != "" {
		t.Errorf("it is taken for %q", got)
	}
	p.guess = "Vietnamesisches Fest"
	if got, guess := p.DidYouMean([]search.Hit{{}}); got != p.guess || !guess {
		t.Errorf("it is taken for %q", got)
	}
}
