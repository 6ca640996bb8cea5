package desk

import (
	"testing"

	"vielfalt/cmd/internal/site"
	"vielfalt/themes/locale"
)

// TestOccasion: what an article appears for is said as people say it.
func TestOccasion(t *testing.T) {
	printers, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	v := &visit{Request: &site.Request{Words: printers["de"]}}
	for name, want := range map[string]string{
		"Opferfest (Eid al-Adha)":                             "zum Opferfest (Eid al-Adha).",
		"Fest des Fastenbrechens (Eid al-Fitr)":               "zum Fest des Fastenbrechens (Eid al-Fitr).",
		"Geburtstag Fatimas (schiitisch)":                     "zum Geburtstag Fatimas (schiitisch).",
		"2. Advent":                                           "zum 2. Advent.",
		"75. Jahrestag der Befreiung vom Nationalsozialismus": "zum 75. Jahrestag der Befreiung vom Nationalsozialismus.",
		"Aschermittwoch":                                      "zum Aschermittwoch.",
		"Arafat-Tag":                                          "zum Arafat-Tag.",
		"Beginn des Ramadan":                                  "zum Beginn des Ramadan.",
		"Neujahr":                                             "zum Neujahr.",
		"Nacht der Bestimmung (Lailat al-Qadr)":               "zur Nacht der Bestimmung (Lailat al-Qadr).",
		"Yalda-Nacht (Schab-e Yalda)":                         "zur Yalda-Nacht (Schab-e Yalda).",
		"Walpurgisnacht (Beltane-Vorabend)":                   "zur Walpurgisnacht (Beltane-Vorabend).",
		"Sommersonnenwende (Litha)":                           "zur Sommersonnenwende (Litha).",
		"Geburt des Báb":                                      "zur Geburt des Báb.",
		"Weiberfastnacht":                                     "zu Weiberfastnacht.",
		"Mariä Geburt":                                        "zu Mariä Geburt.",
		"Pessach":                                             "zu Pessach.",
		"Newroz (kurdisches Neujahrsfest)":                    "zu Newroz (kurdisches Neujahrsfest).",
		"Probe":                                               "zu Probe.",
		"Internationaler Tag der Roma":                        "zu „Internationaler Tag der Roma“.",
		"Erster Weihnachtstag":                                "zu „Erster Weihnachtstag“.",
		"Islamisches Neujahr (1. Muharram)":                   "zu „Islamisches Neujahr (1. Muharram)“.",
	} {
		if got := v.occasion(name); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
