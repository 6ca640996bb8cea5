package api

import (
	"errors"
	"net/http"

	"vielfalt/calendar/ical"
	"vielfalt/cmd/internal/site"
	"vielfalt/content/datecheck"
)

// A dateCheck answers whether dates are all right for what somebody plans.
type dateCheck struct {
	Days []datecheck.Day `json:"days"`
	// Refused are entries of a file that cannot be read.
	Refused []refused `json:"refused,omitempty"`
	// Truncated is set if there were more entries or dates than one answer
	// covers.
	Truncated bool `json:"truncated"`
}

type refused struct {
	Title  string `json:"title"`
	Reason string `json:"reason"`
}

// fieldNames are what the interface calls the fields of the page.
var fieldNames = map[string]string{
	"datum": "date", "bis": "to", "von": "start", "ende": "end", "wochen": "weeks", "monate": "months", "art": "kind", "land": "land",
}

// checkDate answers GET /api/v1/date-check.
func (s *server) checkDate(rq *site.Request) (any, error) {
	v := rq.Query
	q, dates, err := datecheck.Form{
		Date: v.Get("date"), To: v.Get("to"), Start: v.Get("start"), End: v.Get("end"), Weeks: v.Get("weeks"), Months: v.Get("months"),
		Kinds: v["kind"], Laender: v["land"],
	}.Read(s.Region.Land, rq.Today())
	if e := (datecheck.FieldError{}); errors.As(err, &e) {
		return nil, site.Refuse(http.StatusUnprocessableEntity, "parameter "+fieldNames[e.Field]+": "+e.Problem.In("en"), "")
	}
	if err != nil {
		return nil, err
	}
	last := max(q.To, dates[len(dates)-1])
	c, err := s.Checker(rq, q.From, last, s.Absolute)
	if err != nil {
		return nil, err
	}
	if len(dates) > 1 {
		return dateCheck{Days: c.Series(q, dates)}, nil
	}
	return dateCheck{Days: c.Check(q)}, nil
}

// checkFile answers POST /api/v1/date-check with the dates of a calendar.
func (s *server) checkFile(rq *site.Request, sent []byte) (any, error) {
	v := rq.Query
	today := rq.Today()
	file, err := ical.ReadFile(rq.Context(), sent, today, today+datecheck.FileDays)
	switch {
	case errors.Is(err, ical.ErrNotCalendar):
		return nil, site.Refuse(http.StatusUnprocessableEntity, "what was sent is not an iCalendar file", "")
	case err != nil:
		return nil, err
	}
	q, err := datecheck.Form{Kinds: v["kind"], Laender: v["land"]}.ReadPlan(s.Region.Land)
	if err != nil {
		return nil, site.Refuse(http.StatusUnprocessableEntity, err.Error(), "")
	}
	c, err := s.Checker(rq, today, today+datecheck.FileDays, s.Absolute)
	if err != nil {
		return nil, err
	}
	out := dateCheck{}
	out.Days, out.Truncated = c.Planned(q, site.Planned(file))
	out.Truncated = out.Truncated || file.Truncated
	for _, r := range file.Refused {
		out.Refused = append(out.Refused, refused{r.Title, string(r.Reason)})
	}
	return out, nil
}
