package api

import (
	"cmp"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content/profile"
)

type observance struct {
	ID        calendar.ID   `json:"id"`
	Tradition string        `json:"tradition"`
	Name      string        `json:"name"`
	Original  string        `json:"original,omitempty"`
	Lang      string        `json:"original_lang,omitempty"`
	Also      []string      `json:"also"`
	Kind      calendar.Kind `json:"kind"`
	Days      int           `json:"days"`
	Period    bool          `json:"period"`
	SameAs    calendar.ID   `json:"same_as,omitempty"`
	Related   []calendar.ID `json:"related,omitempty"`
	// Denominations are those of the tradition that keep it, if not all do.
	Denominations []calendar.Denomination `json:"denominations,omitempty"`
	Begin         calendar.Begin          `json:"begin"`
	// Flag says how the house is flagged on it; empty if it is not.
	Flag   calendar.Flag `json:"flag,omitempty"`
	Source string        `json:"source"`
	URL    string        `json:"url"`
	Record *dayProfile   `json:"record,omitempty"`
}

// A dayProfile is what a day is, in German.
type dayProfile struct {
	Text         string               `json:"text"`
	KeptBy       string               `json:"kept_by,omitempty"`
	Plain        []string             `json:"plain,omitempty"` // Einfache Sprache, a sentence each
	Congratulate profile.Congratulate `json:"congratulate"`
	Greetings    []string             `json:"greetings"`
	Phrases      []phrase             `json:"phrases"`
	Instead      string               `json:"instead,omitempty"` // why there are no greetings
	Notes        string               `json:"notes,omitempty"`
	Avoid        string               `json:"avoid,omitempty"`
	Gifts        string               `json:"gifts,omitempty"`
	Meetings     profile.Advice       `json:"meetings"`
	Travel       profile.Advice       `json:"travel"`
	Catering     profile.Advice       `json:"catering"`
	Why          why                  `json:"why"`
	ByDay        []daySpan            `json:"by_day,omitempty"`
	Law          []profile.Status     `json:"law"`
	Section      string               `json:"law_section,omitempty"`
	LawText      string               `json:"law_text,omitempty"`
	Absence      []absence            `json:"absence,omitempty"`
	Sources      []string             `json:"sources"`
	// ReviewedBy is empty if nobody has reviewed the profile yet.
	ReviewedBy string `json:"reviewed_by"`
}

// A phrase is a greeting with all that is known of it.
type phrase struct {
	Text     string `json:"text"`
	Lang     string `json:"lang"`
	Translit string `json:"translit,omitempty"`
	Say      string `json:"say,omitempty"`     // for readers of German
	Means    string `json:"means,omitempty"`   // in German
	English  string `json:"english,omitempty"` // what it means
}

// why gives the reasons for advice.
type why struct {
	Meetings string `json:"meetings,omitempty"`
	Travel   string `json:"travel,omitempty"`
	Catering string `json:"catering,omitempty"`
}

// An absence is a rule about being away on the day.
type absence struct {
	Land    calendar.Land  `json:"land"`
	For     profile.Who    `json:"for"`
	Status  profile.Status `json:"status"`
	Text    string         `json:"text"`
	Section string         `json:"section"`
	Checked calendar.Date  `json:"checked"`
}

// A daySpan is what differs on some days: From and To count from 1, 0 is the
// eve and -1 the last day. An advice that is left out is as on the other days.
type daySpan struct {
	From     int            `json:"from"`
	To       int            `json:"to"`
	Text     string         `json:"text,omitempty"`
	Meetings profile.Advice `json:"meetings,omitempty"`
	Travel   profile.Advice `json:"travel,omitempty"`
	Catering profile.Advice `json:"catering,omitempty"`
}

func newProfile(r *profile.Profile) *dayProfile {
	out := &dayProfile{
		Text: r.Text.String(), KeptBy: r.KeptBy.String(), Plain: r.Plain,
		Congratulate: r.Greeting.Congratulate, Greetings: []string{}, Phrases: []phrase{}, Instead: r.Greeting.Instead.String(),
		Notes: r.Greeting.Notes.String(), Avoid: r.Greeting.Avoid.String(), Gifts: r.Greeting.Gifts.String(),
		Why: why{r.Work.Meetings.Why.String(), r.Work.Travel.Why.String(), r.Work.Catering.Why.String()},
		Law: list0(r.Law.Status), Section: r.Law.Section, LawText: r.Law.Text.String(), Sources: []string{},
		Meetings: r.Work.Meetings.Advice, Travel: r.Work.Travel.Advice, Catering: r.Work.Catering.Advice, ReviewedBy: r.Review.By,
	}
	for _, g := range r.Greeting.Say {
		out.Greetings = append(out.Greetings, g.Text)
		out.Phrases = append(out.Phrases, phrase{g.Text, g.Lang, g.Translit, g.Say, g.Means, g.English})
	}
	for _, a := range r.Absence {
		out.Absence = append(out.Absence, absence{a.Land, a.For, a.Status, a.Text.String(), a.Section, a.Checked})
	}
	for _, d := range r.Days {
		out.ByDay = append(out.ByDay, daySpan{d.From, d.To, d.Text.String(), d.Work.Meetings.Advice, d.Work.Travel.Advice, d.Work.Catering.Advice})
	}
	for _, src := range r.Sources {
		out.Sources = append(out.Sources, strings.TrimSpace(src.Title+" "+src.URL))
	}
	return out
}

// observances answers GET /api/v1/observances.
func (s *server) observances(rq *site.Request) (any, error) {
	traditions := rq.Query["tradition"]
	out := []observance{}
	for _, t := range rq.Calendar.Traditions() {
		if len(traditions) > 0 && !slices.Contains(traditions, t.ID) {
			continue
		}
		for _, o := range t.Observances {
			v := observance{
				ID: o.ID, Tradition: t.ID, Name: o.Name.In(rq.Lang), Original: o.Name.Original, Lang: o.Name.OriginalLang,
				Also: list0(o.Name.Also), Kind: o.Kind, Days: o.Days, Begin: o.Begin, Source: o.Source,
				Period: o.Period, Related: shown(rq, o.Related), Denominations: o.Denominations, Flag: o.Flag,
				URL: s.Absolute(s.ObservancePath(rq.Lang, o.ID)),
			}
			if same := shown(rq, []calendar.ID{o.SameAs}); len(same) > 0 {
				v.SameAs = same[0]
			}
			// As on the page, a day that is the same as another has the other's.
			if r, ok := s.Profiles().Of(cmp.Or(v.SameAs, o.ID)); ok {
				v.Record = newProfile(r)
			}
			out = append(out, v)
		}
	}
	return map[string]any{"observances": out}, nil
}

// shown returns those of the observances that the calendar shows.
func shown(rq *site.Request, ids []calendar.ID) []calendar.ID {
	var out []calendar.ID
	for _, id := range ids {
		if _, ok := rq.Calendar.Observance(id); ok {
			out = append(out, id)
		}
	}
	return out
}
