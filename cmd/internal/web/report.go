package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/themes"
)

// What one sender, one network and everyone together may send. A house with one
// address for everybody still gets through; a script cannot fill the mailbox in
// a day, nor find a number by trying.
var (
	reportRule  = peer.Rule{Name: "report", Sender: 10, Network: 30, All: 100, Within: time.Hour}
	receiptRule = peer.Rule{Name: "receipt", Sender: 30, Network: 100, All: 1000, Within: time.Hour}
)

// reportKind tells the two forms apart by route.
func reportKind(rq *site.Request) (content.ReportKind, string) {
	if strings.HasPrefix(rq.Path(), "/barriere") {
		return content.BarrierReport, "report"
	}
	return content.MissingReport, "missing"
}

func (s *server) reportPage(rq *site.Request) *themes.ReportPage {
	kind, route := reportKind(rq)
	words := rq.Words
	return &themes.ReportPage{
		Base: s.Base(rq, words.T("report."+string(kind)+".title"), route),
		Kind: kind, Action: s.Path(rq.Lang, route), Deadline: deadline(rq.At), Kept: s.kept(),
		Where: s.Absolute(s.Path(rq.Lang, "receipt")), Office: s.Facts.Accessibility.Office,
	}
}

// deadline is the day by which a report sent at a given moment is answered.
func deadline(sent time.Time) calendar.Date {
	return calendar.DateOf(sent.Add(content.AnswerWithin).In(calendar.Berlin))
}

func (s *server) kept() themes.Retention {
	return themes.Retention{Answer: days(content.AnswerKept), Backups: days(s.BackupsKept)}
}

// showReport answers GET /barriere-melden and GET /das-fehlt-uns.
func (s *server) showReport(rq *site.Request) (themes.Page, error) {
	p := s.reportPage(rq)
	if q := site.Text(rq, "q", search.MaxText); q != "" && p.Kind == content.MissingReport {
		p.Report.Message = rq.Words.T("report.missing.searched", "Query", q)
	}
	if p.Report.Page = site.Text(rq, "seite", 500); p.Report.Page != "" {
		canonical := p.Canonical
		site.WithQuery(&p.Base, url.Values{"seite": {p.Report.Page}}) // also for the other language
		p.Canonical = canonical                                       // it is one form
	}
	return p, nil
}

// sendReport answers POST /barriere-melden and POST /das-fehlt-uns.
func (s *server) sendReport(w http.ResponseWriter, rq *site.Request) error {
	if err := rq.ParseForm(); err != nil {
		return err
	}
	p := s.reportPage(rq)
	receipt := content.NewReceipt()
	r := content.Report{
		Kind: p.Kind, Page: rq.Written("page"), Reply: strings.TrimSpace(rq.Written("reply")),
		Message: rq.Written("message"), Receipt: receipt.Hash(),
	}
	p.Report = r
	if p.Problems = site.FieldProblems(r.Validate()); p.Problems != nil {
		p.Report.Message = strings.ToValidUTF8(r.Message, "\uFFFD")
		return s.Render(w, rq, http.StatusUnprocessableEntity, p)
	}
	p.Sent, p.Receipt = true, receipt.String()
	if rq.Field("homepage") != "" {
		// Readers do not see this field. Whoever filled it in is not told that
		// anything is different.
		s.Trapped()
		return s.Render(w, rq, http.StatusOK, p)
	}
	code, unsent := s.Admitted(w, rq, reportRule)
	if code == http.StatusOK {
		err := s.Reporter.SaveReport(rq.Context(), &r)
		switch {
		case errors.Is(err, content.ErrFull):
			code, unsent.Key = http.StatusServiceUnavailable, "report.full"
			site.RetryAfter(w, 24*time.Hour)
		case errors.Is(err, content.ErrDiskFull):
			s.Log.Error("report not kept", "err", err)
			code, unsent.Key = http.StatusServiceUnavailable, "report.room"
			site.RetryAfter(w, 10*time.Minute)
		case site.Status(err) == http.StatusServiceUnavailable && err != nil:
			s.Log.Warn("report not kept", "err", err)
			code, unsent.Key = http.StatusServiceUnavailable, "report.away"
			site.RetryAfter(w, time.Minute)
		case err != nil:
			return err
		}
	}
	if code != http.StatusOK {
		p.Sent, p.Receipt, p.Unsent = false, "", unsent
	}
	return s.Render(w, rq, code, p)
}
