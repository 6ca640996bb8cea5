package direct

import (
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/content/profile"
	"vielfalt/search/german"
	"vielfalt/themes"
)

// maxPhrases is how many phrases a line has.
const maxPhrases = 3

// greeting answers what to say on a day, or why nothing.
func (a *Asker) greeting(q german.Question) *Answer {
	s := a.greeted(q)
	var lines []Line
	for _, id := range s.ids {
		if line, ok := a.say(id); ok && !a.merelySearched(id, s.name) {
			lines = append(lines, line)
		}
	}
	return answered(Greeting, s.guess, merged(lines))
}

// greeted returns whose greeting is asked for: "Gruß Ostern", "Ostergrüße".
func (a *Asker) greeted(q german.Question) subject {
	if q.Asks(german.AskGreeting) {
		return a.named(q)
	}
	if len(q.Intents) > 0 || q.Year > 0 {
		return subject{}
	}
	for _, head := range []string{"gluckwunsche", "wunsche", "grusse", "gruss"} {
		of, ok := strings.CutSuffix(spelling.Fold(q.About), head)
		if !ok {
			continue
		}
		for _, name := range []string{of, of + "n", of + "en", strings.TrimSuffix(of, "s"), strings.TrimSuffix(of, "s") + "en"} {
			if ids := a.Names.Exactly(name); len(ids) > 0 {
				return subject{ids: ids, name: name}
			}
		}
	}
	return subject{}
}

// merelySearched reports whether people find a day by a name that is not its own, as
// Ascension by "Vatertag": what is said on the one is not said on the other.
func (a *Asker) merelySearched(id calendar.ID, name string) bool {
	r, ok := a.Profiles.Of(id)
	return ok && slices.ContainsFunc(r.Searched, func(s string) bool { return spelling.Fold(s) == spelling.Fold(name) })
}

func (a *Asker) say(id calendar.ID) (Line, bool) {
	o, known := a.Calendar.Observance(id)
	r, ok := a.Profiles.Of(id)
	if !known || !ok {
		return Line{}, false
	}
	line := a.about(o)
	line.URL += "#gruss"
	line.Checked = r.Review.On
	g := r.Greeting
	var phrases []string
	for _, w := range g.Say[:min(len(g.Say), maxPhrases)] {
		phrases = append(phrases, a.phrase(w))
	}
	said := sentence(strings.Join(phrases, "; "))
	switch {
	case g.Congratulate == profile.No && len(phrases) > 0:
		line.Text = line.Name + ": " + a.Words.T("answer.greeting.no") + " " + a.Words.T("answer.greeting.rather", "Words", said)
	case len(phrases) > 0:
		line.Text = line.Name + ": " + said
	case g.Congratulate == profile.No:
		line.Text = line.Name + ": " + a.Words.T("answer.greeting.no")
	default:
		line.Text = line.Name + ": " + a.Words.T("answer.greeting.none")
	}
	if len(phrases) == 0 && a.Words.Lang == "de" {
		line.Text += " " + g.Instead.String()
	}
	if !r.Review.Done() {
		key := "record.unreviewed"
		if themes.OfCommunity(id.Tradition()) {
			key = "record.unreviewed.tradition"
		}
		line.Text += " " + a.Words.T(key)
	}
	return line, true
}

// phrase writes a phrase with how it is said and what it means.
func (a *Asker) phrase(w profile.Phrase) string {
	s := a.Words.T("search.quoted", "Text", w.Text)
	if w.Translit != "" {
		s += " – " + w.Translit
	}
	if w.Lang == a.Words.Lang {
		return s
	}
	means := w.English
	if a.Words.Lang == "de" {
		means = w.Means
	}
	about := []string{a.Words.Language(w.Lang)}
	if w.Say != "" {
		about = append(about, a.Words.T("answer.said", "How", w.Say))
	}
	if means != "" {
		about = append(about, a.Words.T("search.quoted", "Text", means))
	}
	return s + " (" + strings.Join(about, ", ") + ")"
}
