package plainyaml

import (
	"errors"
	"strings"
	"testing"
	"time"
)

type house struct {
	Phone string   `yaml:"phone"`
	Rooms []string `yaml:"rooms"`
	Open  moment   `yaml:"open"`
	Desk  struct {
		Name string `yaml:"name"`
	} `yaml:"desk"`
}

// A moment reads itself, and does not know its line.
type moment struct{ time.Time }

func (m *moment) UnmarshalText(raw []byte) (err error) {
	m.Time, err = time.Parse(time.DateOnly, string(raw))
	return err
}

func TestDecode(t *testing.T) {
	var h house
	lines, _, err := Decode([]byte("\xef\xbb\xbfphone: 02214710\nrooms: [0x1F, 11.50, +49, true]\ndesk:\n  name: 1e3\n"), 1<<10, &h)
	if err != nil {
		t.Fatal(err)
	}
	if h.Phone != "02214710" || strings.Join(h.Rooms, " ") != "0x1F 11.50 +49 true" || h.Desk.Name != "1e3" {
		t.Errorf("%+v", h)
	}
	if lines["desk"] != 3 || lines["desk.name"] != 4 || lines["rooms.1"] != 2 {
		t.Errorf("%v", lines)
	}
}

func TestDecodeSaysWhereAndWhat(t *testing.T) {
	for raw, want := range map[string]struct {
		line int
		text string
	}{
		"phone: x\nfax: y\n":                   {2, "unknown field"},
		"phone: x\nrooms: 3\n":                 {2, "this must be a list, not a text"},
		"phone: {}\n":                          {1, "this must be a text, not a group of fields"},
		"phone: x\ndesk: y\n":                  {2, "group of fields"},
		"phone: x\nopen: 26.11.2026\n":         {2, "26.11.2026"},
		"phone: &a x\n":                        {1, "anchors"},
		"phone: !!str x\n":                     {1, "tags"},
		"phone: Fest: wann?\n":                 {1, `there is a colon in the text; put it in quotes: phone: "Fest: wann?"`},
		"desk:\n  name: „a: b“\n":              {2, `name: "„a: b“"`},
		"phone: \"x\nrooms: [a]\n":             {1, "one more of these, at its end"},
		"phone: \"Fest\" im Foyer\n":           {1, `quotes: phone: "\"Fest\" im Foyer"`},
		"phone: @haus\n":                       {1, `written in quotes: phone: "@haus"`},
		"phone: %20\n":                         {1, "in quotes"},
		"phone: x\n rooms: [a]\n":              {2, "take out the spaces before this field: rooms: [a]"},
		"rooms: [a\nphone: x\n":                {1, "a list begins with [ and does not end with ]"},
		"phone: x\n---\nphone: y\n":            {0, "second document"},
		"phone: x\nphone: y\n":                 {2, `"phone" is there twice; take one of them out`},
		"rooms:\n- a\n-b\nphone: x\n":          {3, "write a space behind the -: - b"},
		"phone: x\nNur Text\n":                 {2, "this is no field"},
		"phone: x\nrooms: [a, \xff]\n":         {2, "UTF-8"},
		"phone: \"a\x00\"\n":                   {1, "UTF-8"},
		"rooms: [[[[[[[[[[[a]]]]]]]]]]]\n":     {1, "nested too deeply"},
		"phone: " + strings.Repeat("x", 1<<10): {0, "larger than 1 kB"},
	} {
		_, line, err := Decode([]byte(raw), 1<<10, new(house))
		if err == nil || line != want.line || !strings.Contains(err.Error(), want.text) {
			t.Errorf("%.40q: line %d, %v; want line %d, %s", raw, line, err, want.line, want.text)
		}
	}
	if _, _, err := Decode([]byte("# nothing\n"), 1<<10, new(house)); !errors.Is(err, ErrEmpty) {
		t.Errorf("%v, want ErrEmpty", err)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("phone: 0221\nrooms: [a, b]\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 200 {
			return
		}
		_, _, err := Decode(raw, 1<<10, new(house))
		if err != nil && strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: more than a line: %v", raw, err)
		}
	})
}
