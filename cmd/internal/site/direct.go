package site

import (
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/dayname"
	"vielfalt/cmd/internal/direct"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
	"vielfalt/themes"
)

// maxAsked is how many contacts are looked at for one answer.
const maxAsked = 10

// languageOf reads the language of search once, when somebody asks the first
// question.
var languageOf = sync.OnceValues(func() (*german.Language, error) { return german.New() })

// DayNames returns the index of the names of days.
func (s *Site) DayNames(c *calendar.Calendar) *dayname.Index { return s.dayNames.Of(c, s.Profiles) }

// Direct answers a search outright, or returns nil if that is not sure.
func (s *Site) Direct(rq *Request, text string) (*direct.Answer, error) {
	language, err := languageOf()
	if err != nil {
		return nil, err
	}
	profiles := s.Profiles()
	month := func(year int, m time.Month) string {
		return s.Path(rq.Lang, "month", "year", strconv.Itoa(year), "month", strconv.Itoa(int(m)))
	}
	a := &direct.Asker{
		Words: rq.Words, Calendar: rq.Calendar, Names: s.DayNames(rq.Calendar), Profiles: profiles, Land: s.Region.Land, School: s.School, Workday: s.Workday, Today: rq.Today(), Language: language, House: s.House.Words(),
		Rank:       func(o *calendar.Occurrence) int { return slices.Index(themes.Weights(), weightOf(profiles, o, 0)) },
		Contacts:   func(text string) ([]*content.Contact, error) { return s.contactsFor(rq, text) },
		Titled:     func(text string) (bool, error) { return s.titled(rq, text) },
		Events:     func(from, to calendar.Date) ([]*content.Event, error) { return s.Events(rq, from, to, maxEvents) },
		Programme:  func() string { return s.Path(rq.Lang, "events") },
		Observance: func(id calendar.ID) string { return s.ObservancePath(rq.Lang, id) },
		On: func(d calendar.Date) string {
			y, m, n := d.Gregorian()
			return s.Path(rq.Lang, "day", "year", strconv.Itoa(y), "month", strconv.Itoa(int(m)), "day", strconv.Itoa(n))
		},
		Month: month,
		Traditions: func(d calendar.Date, year bool, traditions []string) string {
			y, m, _ := d.Gregorian()
			path := month(y, m)
			if year {
				path = s.Path(rq.Lang, "year", "year", strconv.Itoa(y))
			}
			return Address(path, url.Values{"tradition": traditions})
		},
		Holidays: func(year int) string {
			return Address(s.Path(rq.Lang, "year", "year", strconv.Itoa(year)), url.Values{"tradition": {s.Region.Land.Tradition()}})
		},
		Check: func(d calendar.Date) string {
			return Address(s.Path(rq.Lang, "datecheck"), url.Values{"datum": {d.String()}})
		},
		Of: func(c *content.Contact) string { return s.ItemPath(rq.Lang, &c.Item) },
	}
	return a.Answer(text)
}

// Called returns the visible contacts whose number or room a text is; none for
// other texts.
func (s *Site) Called(rq *Request, text string) ([]*content.Contact, error) {
	if !direct.Reachable(text) {
		return nil, nil
	}
	return s.contactsFor(rq, text)
}

// titled reports whether a text is in a title of anything but contacts.
func (s *Site) titled(rq *Request, text string) (bool, error) {
	others := slices.DeleteFunc(append(content.Types(), content.TypeDay), func(t content.Type) bool { return t == content.TypeContact })
	res, _, err := s.Search.Search(rq.ctx, search.Query{Text: text, Types: others, Limit: maxAsked})
	return slices.ContainsFunc(res.Hits, func(h search.Hit) bool { return len(h.Title.Marks) > 0 }), err
}

// contactsFor returns the visible contacts that a text finds, best first.
func (s *Site) contactsFor(rq *Request, text string) ([]*content.Contact, error) {
	res, _, err := s.Search.Search(rq.ctx, search.Query{Text: text, Types: []content.Type{content.TypeContact}, Limit: maxAsked})
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(res.Hits))
	for i, h := range res.Hits {
		ids[i] = h.Item
	}
	found, err := byID[*content.Contact](s, rq, ids)
	if err != nil {
		return nil, err
	}
	var out []*content.Contact
	for _, id := range ids {
		if c := found[id]; c != nil {
			out = append(out, c)
		}
	}
	return out, nil
}
