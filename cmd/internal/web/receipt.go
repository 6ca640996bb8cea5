package web

import (
	"errors"
	"net/http"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

func (s *server) receiptPage(rq *site.Request) *themes.ReceiptPage {
	words := rq.Words
	return &themes.ReceiptPage{
		Base:   s.Base(rq, words.T("receipt.title"), "receipt"),
		Action: s.Path(rq.Lang, "receipt"), Kept: s.kept(),
	}
}

// showReceipt answers GET /meldung.
func (s *server) showReceipt(rq *site.Request) (themes.Page, error) { return s.receiptPage(rq), nil }

// findReceipt answers POST /meldung. The number is sent in a form so that it
// stands in no address, and with that in no log and no history.
func (s *server) findReceipt(w http.ResponseWriter, rq *site.Request) error {
	if err := rq.ParseForm(); err != nil {
		return err
	}
	p := s.receiptPage(rq)
	problem := func(code int, key string) error {
		p.Problems = []themes.FieldProblem{{Field: "number", Key: key}}
		return s.Render(w, rq, code, p)
	}
	p.Number = site.Legible(rq.Field("number"))
	if len(p.Number) > 100 {
		p.Number = ""
	}
	n, ok := content.ParseReceipt(p.Number)
	if !ok {
		return problem(http.StatusUnprocessableEntity, "receipt.malformed")
	}
	code, unsent := s.Admitted(w, rq, receiptRule)
	if code != http.StatusOK {
		p.Unsent = unsent
		return s.Render(w, rq, code, p)
	}
	r, err := s.Reporter.ReportOf(rq.Context(), n)
	switch {
	case errors.Is(err, content.ErrNotFound):
		return problem(http.StatusNotFound, "receipt.unknown")
	case site.Status(err) == http.StatusServiceUnavailable && err != nil:
		s.Log.Warn("report not found", "err", err)
		p.Unsent = themes.Unsent{Key: "report.away"}
		site.RetryAfter(w, time.Minute)
		return s.Render(w, rq, http.StatusServiceUnavailable, p)
	case err != nil:
		return err
	}
	// Who finds a number by chance must not read what another has written.
	p.Report = &content.Report{Kind: r.Kind, Created: r.Created, Answer: r.Answer, Answered: r.Answered}
	p.Deadline = deadline(r.Created)
	p.Gone = calendar.DateOf(r.Gone().In(calendar.Berlin))
	return s.Render(w, rq, http.StatusOK, p)
}
