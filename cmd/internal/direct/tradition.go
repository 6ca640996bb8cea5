package direct

import (
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/search/german"
)

// A following is whose days somebody asks for.
type following struct {
	words         string // by which they are asked for, in all forms
	traditions    []string
	denominations []calendar.Denomination
}

// followings are the words that mean a whole tradition or denomination, and so are sure.
// The calendar knows more, such as "chinesisch", but these mean a part of what it has
// together.
func followings() []following {
	return []following{
		{words: "jüdisch Judentum Juden Jewish Judaism", traditions: []string{"jewish"}},
		{words: "islamisch muslimisch Islam Muslime Muslimen Islamic Muslim", traditions: []string{"islamic"}},
		{words: "sunnitisch Sunniten Sunni", traditions: []string{"islamic"}, denominations: []calendar.Denomination{calendar.Sunni}},
		{words: "schiitisch Schiiten Shia", traditions: []string{"islamic"}, denominations: []calendar.Denomination{calendar.Shia}},
		{words: "alevitisch Alevitentum Aleviten Alevi", traditions: []string{"alevi"}},
		{words: "christlich Christentum Christen Christian Christianity", traditions: []string{"christian-western", "christian-orthodox", "christian-oriental"}},
		{words: "katholisch Katholiken Catholic", traditions: []string{"christian-western"}, denominations: []calendar.Denomination{calendar.Catholic}},
		{words: "evangelisch protestantisch Protestanten Protestant", traditions: []string{"christian-western"}, denominations: []calendar.Denomination{calendar.Protestant}},
		{words: "orthodox", traditions: []string{"christian-orthodox"}},
		{words: "buddhistisch Buddhismus Buddhisten Buddhist Buddhism", traditions: []string{"buddhist"}},
		{words: "hinduistisch Hinduismus Hindus Hindu Hinduism", traditions: []string{"hindu"}},
		{words: "jainistisch Jainismus Jainas Jain", traditions: []string{"jain"}},
		{words: "sikhistisch Sikhismus Sikhs Sikh", traditions: []string{"sikh"}},
		{words: "jesidisch êzîdisch yezidisch Jesiden Êzîden Yeziden Jesidentum Êzîdentum Yazidi", traditions: []string{"yazidi"}},
		{words: "Bahá’í Bahai", traditions: []string{"bahai"}},
	}
}

// called reports whether a word, in any form, means a following.
func (f following) called(word string) bool {
	stem := german.Stemmed(word)
	return slices.ContainsFunc(strings.Fields(f.words), func(w string) bool { return german.Stemmed(w) == stem })
}

// following reads whose days a question is about, and what it is about besides.
func (a *Asker) following(about string) (f following, rest string, ok bool) {
	words := german.Words(about)
	for i, w := range words {
		at := slices.IndexFunc(followings(), func(f following) bool { return f.called(about[w.From:w.To]) })
		if at < 0 || i > 0 && i < len(words)-1 {
			continue
		}
		f = followings()[at]
		for _, id := range f.traditions {
			if !slices.ContainsFunc(a.Calendar.Traditions(), func(t calendar.Tradition) bool { return t.ID == id }) {
				return f, "", false // not shown here, so what is left is not all
			}
		}
		return f, strings.TrimSpace(about[:w.From] + about[w.To:]), true
	}
	return f, "", false
}

// filter chooses the days of a following.
func (f following) filter() calendar.Filter {
	return calendar.Filter{Traditions: f.traditions, Denominations: f.denominations, Keep: func(o *calendar.Occurrence) bool {
		return !o.Observance.Folk
	}}
}

// name returns what a following is called: what its traditions are, without what tells
// them apart if there are several.
func (f following) name(a *Asker) string {
	name := ""
	for _, t := range a.Calendar.Traditions() {
		if slices.Contains(f.traditions, t.ID) {
			name = t.Name.In(a.Words.Lang)
			break
		}
	}
	if len(f.traditions) > 1 {
		name, _, _ = strings.Cut(name, " (")
	}
	var parts []string
	for _, d := range f.denominations {
		parts = append(parts, a.Words.T("denomination."+string(d)))
	}
	return strings.Join(append([]string{name}, parts...), ", ")
}

// ofFollowing answers which days a tradition keeps, in a year, a month or a week: on
// feasts and on holidays alike, since those of a tradition are no public holidays.
func (a *Asker) ofFollowing(q german.Question) *Answer {
	if next := q.Asks(german.AskNext) && (len(q.Intents) == 1 || q.Asks(german.AskHoliday)); !q.Asks(german.AskFeasts) && !q.Asks(german.AskHolidays) && !next {
		return nil
	}
	f, rest, ok := a.following(q.About)
	if !ok {
		return nil
	}
	spans := a.spans(q, rest)
	if s, ok := a.yearOf(q); len(spans) == 0 && rest == "" && ok && q.Week == 0 {
		spans = []span{s}
	}
	if len(spans) == 0 {
		return nil
	}
	var lines []Line
	for _, s := range spans {
		s.name = f.name(a) + ", " + s.name
		s.url = a.Traditions(s.first, s.year, f.traditions)
		lines = append(lines, a.run(s, f.filter()))
	}
	return answered(Day, spans[0].guess, lines)
}
