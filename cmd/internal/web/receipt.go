package web

import (
	"errors"
	"net/http"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/themes"
)

func (s *Server) receiptPage(rq *request) *themes.ReceiptPage {
	words := s.renderer.Printer(rq.lang)
	return &themes.ReceiptPage{
		Base:   s.base(rq, words.T("receipt.title"), "receipt"),
		Action: s.path(rq.lang, "receipt"), Kept: s.kept(),
	}
}

// showReceipt answers GET /meldung.
func (s *Server) showReceipt(rq *request) (themes.Page, error) { return s.receiptPage(rq), nil }

// findReceipt answers POST /meldung. The number is sent in a form so that it
// stands in no address, and with that in no log and no history.
func (s *Server) findReceipt(w http.ResponseWriter, rq *request) error {
	if err := parseForm(rq); err != nil {
		return err
	}
	p := s.receiptPage(rq)
	problem := func(code int, key string) error {
		p.Problems = []themes.FieldProblem{{Field: "number", Key: key}}
		return s.render(w, rq, code, p)
	}
	p.Number = legible(rq.PostForm.Get("number"))
	if len(p.Number) > 100 {
		p.Number = ""
	}
	n, ok := content.ParseReceipt(p.Number)
	if !ok {
		return problem(http.StatusUnprocessableEntity, "receipt.malformed")
	}
	code, unsent := s.admit(w, rq, receiptRule)
	if code != http.StatusOK {
		p.Unsent = unsent
		return s.render(w, rq, code, p)
	}
	r, err := s.Reporter.ReportOf(rq.ctx, n)
	switch {
	case errors.Is(err, content.ErrNotFound):
		return problem(http.StatusNotFound, "receipt.unknown")
	case status(err) == http.StatusServiceUnavailable && err != nil:
		s.Log.Warn("report not found", "err", err)
		p.Unsent = themes.Unsent{Key: "report.away"}
		retryAfter(w, time.Minute)
		return s.render(w, rq, http.StatusServiceUnavailable, p)
	case err != nil:
		return err
	}
	// Who finds a number by chance must not read what another has written.
	p.Report = &content.Report{Kind: r.Kind, Created: r.Created, Answer: r.Answer, Answered: r.Answered}
	p.Deadline = deadline(r.Created)
	p.Gone = calendar.DateOf(r.Gone().In(calendar.Berlin))
	return s.render(w, rq, http.StatusOK, p)
}
