package api

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/cmd/internal/site"
)

type occurrence struct {
	ID         calendar.ID        `json:"id"`
	Tradition  string             `json:"tradition"`
	Name       string             `json:"name"`
	Kind       calendar.Kind      `json:"kind"`
	First      calendar.Date      `json:"first"`
	Last       calendar.Date      `json:"last"`
	Eve        string             `json:"eve"`
	Certainty  calendar.Certainty `json:"certainty"`
	Convention string             `json:"convention"`
	Earliest   calendar.Date      `json:"earliest"`
	Latest     calendar.Date      `json:"latest"`
	// Cause says why the day may be another between Earliest and Latest; Sure
	// is the sentence that people read about that.
	Cause calendar.Cause `json:"cause,omitempty"`
	Sure  string         `json:"sure,omitempty"`
	// Period marks a run of days in which life goes on; LastEarliest and
	// LastLatest bound its last day.
	Period       bool          `json:"period"`
	LastEarliest calendar.Date `json:"last_earliest"`
	LastLatest   calendar.Date `json:"last_latest"`
	// Weight says how much weight it has for planning: the most that any of its
	// days has.
	Weight string `json:"weight"`
	// Flag says how the house is flagged; empty if it is not.
	Flag calendar.Flag `json:"flag,omitempty"`
	// Same are the observances for which this one stands as well.
	Same []calendar.ID `json:"same,omitempty"`
	// Year is that of the reckoning. It identifies the occurrence, however its
	// date is corrected.
	Year int `json:"year"`
	// Before is the first day as reckoned, if a confirmation moved it.
	Before  *calendar.Date `json:"before,omitempty"`
	By      string         `json:"by,omitempty"`
	Checked *calendar.Date `json:"checked,omitempty"`
	Note    string         `json:"note,omitempty"`
	// Revision counts the changes that people made, the last of them at Changed.
	Revision int        `json:"revision,omitempty"`
	Changed  *time.Time `json:"changed,omitempty"`
	URL      string     `json:"url"`
}

// occurrences are the occurrences between two days. Next is where to continue
// if more days were asked for than one answer covers.
type occurrences struct {
	From        calendar.Date  `json:"from"`
	To          calendar.Date  `json:"to"`
	Next        *calendar.Date `json:"next,omitempty"`
	Occurrences []occurrence   `json:"occurrences"`
}

// maxSpan is how many days one answer about occurrences covers.
const maxSpan = 3 * 366

// occurrences answers GET /api/v1/occurrences.
func (s *server) occurrences(rq *site.Request) (any, error) {
	from := site.Day(rq, "from", rq.Today())
	to := site.Day(rq, "to", min(from+365, calendar.MaxDate))
	answer := occurrences{From: from, To: to, Occurrences: []occurrence{}}
	if to-from >= maxSpan {
		next := from + maxSpan
		answer.To, answer.Next = next-1, &next
	}
	f, _ := s.CalendarFilter(rq)
	for _, o := range rq.Calendar.Occurrences(answer.From, answer.To, f) {
		answer.Occurrences = append(answer.Occurrences, s.occurrenceOf(rq, o))
	}
	return answer, nil
}

func (s *server) occurrenceOf(rq *site.Request, o calendar.Occurrence) occurrence {
	id := o.Observance.ID
	v := occurrence{
		ID: id, Tradition: id.Tradition(), Name: o.Observance.Name.In(rq.Lang), Kind: o.Observance.Kind, Year: o.Year,
		First: o.First, Last: o.Last, Certainty: o.Certainty, Convention: o.Convention, Earliest: o.Earliest, Latest: o.Latest,
		Cause: o.Cause, Sure: words.Sure(rq.Calendar, o, rq.Lang),
		Period: o.Observance.Period, LastEarliest: o.LastEarliest, LastLatest: o.LastLatest,
		By: o.By, Note: o.Note, Flag: o.Observance.Flag, Weight: s.Weight(&o, 0),
		URL: s.Absolute(s.ObservancePath(rq.Lang, id)),
	}
	if eve, ok := o.Eve(); ok {
		v.Eve = eve.String()
	}
	for _, t := range o.Twins() {
		v.Same = append(v.Same, t.Observance.ID)
	}
	if o.Moved() {
		v.Before = &o.Origin
	}
	if o.Checked != 0 {
		v.Checked = &o.Checked
	}
	if r := o.Revision; r.N > 0 {
		v.Revision, v.Changed = r.N, &r.At
	}
	return v
}
