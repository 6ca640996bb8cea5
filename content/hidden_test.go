package content

import "testing"

func TestHidden(t *testing.T) {
	for name, c := range map[string]struct{ in, revealed, stripped string }{
		"plain":                {"Grüße, ثناء, חג שמח 🎉", "Grüße, ثناء, חג שמח 🎉", "Grüße, ثناء, חג שמח 🎉"},
		"override":             {"rechnung\u202Efdp.exe", "rechnung‹U+202E›fdp.exe", "rechnungfdp.exe"},
		"isolates":             {"a\u2066b\u2069", "a‹U+2066›b‹U+2069›", "ab"},
		"marks":                {"\u200Ea\u200Fb\u061C", "‹U+200E›a‹U+200F›b‹U+061C›", "ab"},
		"no width":             {"Rama\u200Bdan\u2060\uFEFF", "Rama‹U+200B›dan‹U+2060›‹U+FEFF›", "Ramadan"},
		"hyphen sometimes":     {"Barriere\u00ADfrei", "Barriere‹U+00AD›frei", "Barrierefrei"},
		"separators":           {"a\u2028b\u2029", "a‹U+2028›b‹U+2029›", "ab"},
		"fillers":              {"a\u3164b\u115Fc\u034F", "a‹U+3164›b‹U+115F›c‹U+034F›", "abc"},
		"tags":                 {"a\U000E0061b", "a‹U+E0061›b", "ab"},
		"Persian":              {"می\u200Cخواهم", "می\u200Cخواهم", "می\u200Cخواهم"},
		"Hindi":                {"क्\u200Dष", "क्\u200Dष", "क्\u200Dष"},
		"joiner in Latin":      {"pay\u200Cpal\u200D", "pay‹U+200C›pal‹U+200D›", "paypal"},
		"joiner at an end":     {"\u200Cمی", "‹U+200C›می", "می"},
		"family":               {"👩\u200D👧\u200D👦", "👩\u200D👧\u200D👦", "👩\u200D👧\u200D👦"},
		"rainbow, skin, heart": {"🏳️\u200D🌈 👩🏽\u200D💻 ❤️\u200D🔥", "🏳️\u200D🌈 👩🏽\u200D💻 ❤️\u200D🔥", "🏳️\u200D🌈 👩🏽\u200D💻 ❤️\u200D🔥"},
		"flag of Wales":        {"🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", "🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F", "🏴\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F"},
		"Arabic sign":          {"\u0600١٢", "\u0600١٢", "\u0600١٢"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := RevealHidden(c.in); got != c.revealed {
				t.Errorf("revealed %+q, want %+q", got, c.revealed)
			}
			if got := StripHidden(c.in); got != c.stripped {
				t.Errorf("stripped %+q, want %+q", got, c.stripped)
			}
			if again := RevealHidden(RevealHidden(c.in)); again != c.revealed {
				t.Errorf("revealed twice: %+q", again)
			}
		})
	}
}
