package office

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/language"
)

// An odtForm is the form of words, with the languages of those in other scripts: a
// style has one for Western letters, one for Asian and one for complex scripts, and
// the letters decide (OpenDocument 1.3, 20.214, 20.387).
type odtForm struct {
	Run
	asian, complex string
}

// formOf returns the form that a style gives to words.
func (d *openDocument) formOf(form odtForm, family, name string) odtForm {
	var all odtStyle
	d.chain(family, name, func(_ string, s odtStyle) bool {
		for _, p := range []struct{ to, from *string }{{&all.bold, &s.bold}, {&all.italic, &s.italic}, {&all.strike, &s.strike}, {&all.position, &s.position},
			{&all.lang, &s.lang}, {&all.asian, &s.asian}, {&all.complex, &s.complex}} {
			if *p.to == "" {
				*p.to = *p.from
			}
		}
		return false
	})
	if weight, err := strconv.Atoi(all.bold); all.bold != "" {
		form.Bold = all.bold == "bold" || err == nil && weight >= 600
	}
	if all.italic != "" {
		form.Italic = all.italic != "normal"
	}
	if all.strike != "" {
		form.Strike = all.strike != "none"
	}
	if at, _, _ := strings.Cut(all.position, " "); at != "" {
		form.Raised = at == "super" || at[0] >= '1' && at[0] <= '9'
		form.Lowered = at == "sub" || at[0] == '-'
	}
	for _, p := range []struct{ to, from *string }{{&form.Lang, &all.lang}, {&form.asian, &all.asian}, {&form.complex, &all.complex}} {
		if *p.from != "" {
			*p.to = *p.from
		}
	}
	return form
}

// runs returns a text in the form, parted where the letters are of another of its
// languages. What stands between these is of the one for Western letters.
func (f odtForm) runs(text string) []Run {
	asian, complex := lettersOf(f.asian), lettersOf(f.complex)
	if asian == nil && complex == nil {
		r := f.Run
		r.Text = text
		return []Run{r}
	}
	var out []Run
	add := func(lang, text string) {
		if text != "" {
			r := f.Run
			r.Lang, r.Text = lang, text
			out = append(out, r)
		}
	}
	lang, begin, end := f.Lang, 0, 0 // of what is not added yet; after end are no letters
	for i, c := range text {
		if !unicode.IsLetter(c) && !unicode.IsMark(c) {
			continue
		}
		of := f.Lang
		switch {
		case unicode.IsOneOf(complex, c):
			of = f.complex
		case unicode.IsOneOf(asian, c):
			of = f.asian
		case unicode.IsMark(c):
			of = lang // that of the letter before
		}
		if of != lang {
			if lang == f.Lang {
				end = i
			}
			add(lang, text[begin:end])
			begin = end
			if of != f.Lang {
				add(f.Lang, text[end:i])
				begin = i
			}
			lang = of
		}
		end = i + len(string(c))
	}
	if lang != f.Lang {
		add(lang, text[begin:end])
		begin = end
	}
	add(f.Lang, text[begin:])
	return out
}

// lettersOf returns the letters of a language that is not written in Western ones; nil if
// it is, or not known. Styles name languages by default that nothing is written in, so
// that they count for their own letters alone.
func lettersOf(lang string) []*unicode.RangeTable {
	tag, err := language.Parse(lang)
	if err != nil {
		return nil
	}
	script, _ := tag.Script()
	return scripts[script.String()]
}

// scripts are the letters of scripts by their codes in ISO 15924.
var scripts = map[string][]*unicode.RangeTable{
	"Arab": {unicode.Arabic}, "Hebr": {unicode.Hebrew}, "Syrc": {unicode.Syriac}, "Thaa": {unicode.Thaana}, "Nkoo": {unicode.Nko},
	"Deva": {unicode.Devanagari}, "Beng": {unicode.Bengali}, "Guru": {unicode.Gurmukhi}, "Gujr": {unicode.Gujarati}, "Taml": {unicode.Tamil}, "Telu": {unicode.Telugu},
	"Knda": {unicode.Kannada}, "Mlym": {unicode.Malayalam}, "Sinh": {unicode.Sinhala}, "Thai": {unicode.Thai}, "Laoo": {unicode.Lao}, "Khmr": {unicode.Khmer}, "Mymr": {unicode.Myanmar}, "Tibt": {unicode.Tibetan},
	"Hans": {unicode.Han}, "Hant": {unicode.Han}, "Jpan": {unicode.Han, unicode.Hiragana, unicode.Katakana}, "Kore": {unicode.Hangul, unicode.Han},
}
