package plainyaml

import (
	"slices"
	"strings"
	"testing"
)

func TestMend(t *testing.T) {
	for raw, want := range map[string]struct{ text, note string }{
		"phone: x\nrooms: [a, b]\n":                 {"phone: x\nrooms: [a, b]\n", ""},
		"phone:\u00a0x\u00a0\n":                     {"phone: x\n", ""},
		"\u00a0phone: x":                            {" phone: x", ""},
		"desk:\n\tname:\tx\n":                       {"desk:\n  name: x\n", ""},
		"phone:x\nopen:08:00\nhttp://a\n":           {"phone: x\nopen: 08:00\nhttp://a\n", ""},
		"phone: Aktion #Vielfalt im Foyer\n":        {"phone: \"Aktion #Vielfalt im Foyer\"\n", `what follows the # is taken as part of the text; write it in quotes: phone: "Aktion #Vielfalt im Foyer"`},
		"phone: #Vielfalt\n":                        {"phone: \"#Vielfalt\"\n", `what follows the # is taken as part of the text; write it in quotes: phone: "#Vielfalt"`},
		"phone: x     # für uns\n":                  {"phone: x     # für uns\n", ""},
		"phone: \"x\" #1\n":                         {"phone: \"x\" #1\n", ""},
		"phone: C# und F#\n":                        {"phone: C# und F#\n", ""},
		"rooms: a, b;c\n":                           {"rooms: [\"a\", \"b\", \"c\"]\n", ""},
		"rooms: #Iftar, „Fest“\n":                   {"rooms: [\"Iftar\", \"Fest\"]\n", ""},
		"rooms: a # für uns\n":                      {"rooms: [\"a\"]\n", ""},
		"rooms: # für uns\n":                        {"rooms: # für uns\n", ""},
		"sources: Islam-Lexikon, 2024\n":            {"sources: [\"Islam-Lexikon, 2024\"]\n", ""},
		"sources: \"Lexikon, 2024\"\n":              {"sources: [\"Lexikon, 2024\"]\n", ""},
		"rooms:\n• a\n  – b\n- c\nphone: – x\n":     {"rooms:\n- a\n  - b\n- c\nphone: – x\n", ""},
		"phone: |\n  rooms: a, b\n  x #y\nrooms:\n": {"phone: |\n  rooms: a, b\n  x #y\nrooms:\n", ""},
		"phone: lang #a\n  und mehr\n":              {"phone: lang #a\n  und mehr\n", ""},
	} {
		got, notes := Mend([]byte(raw), []string{"rooms"}, []string{"sources"})
		var said []string
		for _, n := range notes {
			said = append(said, n.Text)
		}
		if string(got) != want.text || strings.Join(said, "") != want.note {
			t.Errorf("%q:\n got %q, %q\nwant %q, %q", raw, got, said, want.text, want.note)
		}
		if again, _ := Mend(got, []string{"rooms"}, []string{"sources"}); !slices.Equal(again, got) {
			t.Errorf("%q: a second time %q", raw, again)
		}
	}
}
