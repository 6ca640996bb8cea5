package web

import (
	"errors"
	"net/http"
	"strings"

	"vielfalt/content"
	"vielfalt/themes"
)

// answerDays is within how many days a report is answered.
const answerDays = 28

// reportKind tells the two forms apart by their route.
func reportKind(rq *request) (content.ReportKind, string) {
	if strings.HasPrefix(rq.URL.Path, "/barriere") {
		return content.BarrierReport, "report"
	}
	return content.MissingReport, "missing"
}

func (s *Server) reportPage(rq *request) *themes.ReportPage {
	kind, route := reportKind(rq)
	words := s.renderer.Printer(rq.lang)
	return &themes.ReportPage{
		Base: s.base(rq, words.T("report."+string(kind)+".title"), route),
		Kind: kind, Action: s.path(rq.lang, route), Deadline: rq.today() + answerDays,
	}
}

// showReport answers GET /barriere-melden and GET /das-fehlt-uns.
func (s *Server) showReport(rq *request) (themes.Page, error) {
	p := s.reportPage(rq)
	p.Report.Page = text(rq, "seite", 500)
	return p, nil
}

// sendReport answers POST /barriere-melden and POST /das-fehlt-uns.
func (s *Server) sendReport(w http.ResponseWriter, rq *request) error {
	if err := rq.ParseForm(); err != nil {
		if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
			return statusError{http.StatusRequestEntityTooLarge, "form is too large"}
		}
		return badRequest("form cannot be read")
	}
	p := s.reportPage(rq)
	r := content.Report{
		Kind: p.Kind, Page: rq.PostForm.Get("page"), Reply: strings.TrimSpace(rq.PostForm.Get("reply")),
		Message: strings.ReplaceAll(rq.PostForm.Get("message"), "\r\n", "\n"),
	}
	p.Report = r
	err := r.Validate()
	if problems := (content.Problems{}); errors.As(err, &problems) {
		for _, q := range problems {
			p.Problems = append(p.Problems, themes.FieldProblem{Field: q.Field, Key: q.Key})
		}
		p.Report.Message = strings.ToValidUTF8(r.Message, "\uFFFD")
		return s.render(w, rq, http.StatusUnprocessableEntity, p)
	}
	if err := s.Reporter.SaveReport(rq.ctx, &r); err != nil {
		return err
	}
	p.Sent = true
	return s.render(w, rq, http.StatusOK, p)
}
