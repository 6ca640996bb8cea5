package api

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// A today is what there is to say of the day of viewing.
type today struct {
	Date    calendar.Date `json:"date"`
	Weekday string        `json:"weekday"`
	// Workday is set on a working day of the house; NoWork says why it is none.
	Workday bool   `json:"workday"`
	NoWork  string `json:"no_workday,omitempty"`
	// Sunset is when the sun sets at the seat of the house, "19:06".
	Sunset string `json:"sunset"`
	// Kept are the observances of the day, Eves those that begin this evening,
	// and Running the periods that neither begin nor end.
	Kept     []occurrence `json:"kept"`
	Eves     []occurrence `json:"eves"`
	Running  []occurrence `json:"running"`
	Articles []headline   `json:"articles"`
}

// A headline is an article in brief.
type headline struct {
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Published time.Time `json:"published"`
}

// todaysArticles is how many of the newest articles are named.
const todaysArticles = 5

// today answers GET /api/v1/today.
func (s *server) today(rq *site.Request) (any, error) {
	d := rq.Today()
	c, err := s.Checker(rq, d, d, s.Absolute)
	if err != nil {
		return nil, err
	}
	day := c.Day(d)
	out := today{
		Date: d, Weekday: day.Weekday, Workday: day.Workday, NoWork: day.NoWork, Sunset: day.Sunset,
		Kept: []occurrence{}, Eves: []occurrence{}, Running: []occurrence{}, Articles: []headline{},
	}
	f, _ := s.CalendarFilter(rq)
	for _, o := range rq.Calendar.Occurrences(d, d+1, f) {
		switch {
		case o.GoesOn(d):
			out.Running = append(out.Running, s.occurrenceOf(rq, o))
		case o.Covers(d):
			out.Kept = append(out.Kept, s.occurrenceOf(rq, o))
		case o.IsEve(d):
			out.Eves = append(out.Eves, s.occurrenceOf(rq, o))
		}
	}
	list, _, err := content.List[*content.Article](rq.Context(), s.Reader, rq.At, content.Query{Traditions: f.Traditions, Limit: todaysArticles})
	if err != nil {
		return nil, err
	}
	for _, a := range list {
		out.Articles = append(out.Articles, headline{Title: a.Title, URL: s.Absolute(s.ItemPath(rq.Lang, &a.Item)), Published: a.Current.From})
	}
	return out, nil
}
