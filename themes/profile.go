package themes

import (
	"html/template"
	"regexp"
	"slices"
	"strings"

	"vielfalt/content/profile"
	"vielfalt/themes/locale"
)

// About says in plain text, a line each, what people want to know of a day
// where there is no page to show it: what to say, what to know about it, what
// it means at work, and what the law is. Feeds and calendars carry it. The
// sentences that only exist in German are left out in other languages.
func About(p *locale.Printer, r *profile.Profile, in string) []string {
	var out []string
	add := func(line string) {
		if line != "" {
			out = append(out, line)
		}
	}
	add(sayings(p, r.Greeting.Say))
	if p.Lang == "de" {
		add(r.Greeting.Instead.String())
		add(r.Greeting.Notes.String())
	}
	add(advice(p, r.Work))
	add(law(p, r.Law, in))
	return out
}

// sayings writes greetings, with what those of another language mean.
func sayings(p *locale.Printer, all []profile.Phrase) string {
	if len(all) == 0 {
		return ""
	}
	var words []string
	for _, w := range all {
		text := w.Text
		if w.Translit != "" {
			text += " – " + w.Translit
		}
		means := meaning(p, w)
		if means == "" {
			words = append(words, p.T("profile.phrase", "Text", text))
			continue
		}
		words = append(words, p.T("profile.phrase.means", "Text", text, "Language", p.Language(w.Lang), "Means", means))
	}
	said := p.T("profile.say", "Words", strings.Join(words, ", "))
	for _, end := range []string{".“.", "!“.", "?“.", ".”.", "!”.", "?”."} {
		if strings.HasSuffix(said, end) { // what is said ends the sentence
			return strings.TrimSuffix(said, ".")
		}
	}
	return said
}

// meaning returns what a phrase means, to those who do not know its language.
func meaning(p *locale.Printer, w profile.Phrase) string {
	switch {
	case w.Lang == p.Lang:
		return ""
	case p.Lang == "de":
		return w.Means
	}
	return w.English
}

// advice writes what a day means at work; empty if it means nothing.
func advice(p *locale.Printer, w profile.Work) string {
	if w.Meetings.Advice == profile.NoEffect && w.Travel.Advice == profile.NoEffect && w.Catering.Advice == profile.NoEffect {
		return ""
	}
	word := func(e profile.Effect) string { return p.T("record.advice." + string(e.Advice)) }
	return p.T("profile.advice", "Meetings", word(w.Meetings), "Travel", word(w.Travel), "Catering", word(w.Catering))
}

// law writes what the law makes of a day; empty if no rule is recorded.
func law(p *locale.Printer, l profile.Law, in string) string {
	if len(l.Status) == 0 {
		return ""
	}
	var words []string
	for _, s := range l.Status {
		words = append(words, p.T("record.law."+string(s)))
	}
	text := strings.Join(words, ", ")
	if l.Section != "" {
		text += " (" + l.Section + ")"
	}
	return p.T("profile.law", "In", in, "Law", text)
}

// legend explains those letters of some pronunciations that a German may read
// otherwise.
func legend(p *locale.Printer, says []string) []string {
	all := strings.Join(says, " ")
	small := strings.ReplaceAll(strings.ToLower(all), "sch", "")
	has := func(letters string) bool { return strings.Contains(small, letters) }
	var out []string
	for _, one := range []struct {
		key string
		is  bool
	}{
		{"capitals", all != strings.ToLower(all)},
		{"ss", has("ss")},
		{"s", softS(small)},
		{"ch", has("ch")},
		{"e", has("ë")},
		{"zh", has("zh")},
		{"th", has("th")},
		{"dh", has("dh")},
		{"gh", has("gh")},
		{"stop", has("’")},
	} {
		if one.is {
			out = append(out, p.T("say."+one.key))
		}
	}
	return out
}

// softS reports whether an s begins a syllable, where Germans voice it.
func softS(says string) bool {
	syllables := strings.FieldsFunc(says, func(r rune) bool { return r == ' ' || r == '-' })
	return slices.ContainsFunc(syllables, func(one string) bool { return strings.HasPrefix(one, "s") && !strings.HasPrefix(one, "ss") })
}

// spoken lists the pronunciations of a profile.
func spoken(r *profile.Profile) []string {
	var out []string
	for _, n := range r.Names {
		out = append(out, n.Say)
	}
	for _, w := range r.Greeting.Say {
		out = append(out, w.Say)
	}
	return slices.DeleteFunc(out, func(s string) bool { return s == "" })
}

// latin returns the language tag of a text in a language but in Latin letters:
// "ar-Latn" for "ar".
func latin(lang string) string {
	base, _, _ := strings.Cut(lang, "-")
	return base + "-Latn"
}

// stressed writes a pronunciation with its stressed syllables as such, and in
// small letters: capitals, which the style shows, would be spelt by a screen
// reader.
func stressed(say string) template.HTML {
	var b strings.Builder
	for _, part := range syllables.FindAllString(say, -1) {
		text := template.HTMLEscapeString(part)
		if small := strings.ToLower(text); small != text {
			text = `<strong class="stress">` + small + "</strong>"
		}
		b.WriteString(text)
	}
	return template.HTML(b.String()) //nolint:gosec // every part is escaped above
}

// syllables matches a syllable, or what stands between two.
var syllables = regexp.MustCompile(`[^ -]+|[ -]+`)
