package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/peer"
	"vielfalt/content"
	"vielfalt/themes"
)

// What one sender, one network and all together may send. A house with one
// address for everybody still comes through; a script does not fill the mailbox
// in a day, nor find a number by trying.
var (
	reportRule  = peer.Rule{Name: "report", Sender: 10, Network: 30, All: 100, Within: time.Hour}
	receiptRule = peer.Rule{Name: "receipt", Sender: 30, Network: 100, All: 1000, Within: time.Hour}
)

// guard returns what refuses forms of other sites. A browser names the address
// that readers use, which a proxy need not have passed on as Host.
func guard(base *url.URL) (*http.CrossOriginProtection, error) {
	g := http.NewCrossOriginProtection()
	if err := g.AddTrustedOrigin(Origin(base)); err != nil {
		return nil, fmt.Errorf("base address: %w", err)
	}
	return g, nil
}

// Origin returns an address as browsers name where a form is from: in small
// letters, and without a port that goes without saying.
func Origin(base *url.URL) string {
	host := strings.ToLower(base.Host)
	switch {
	case base.Scheme == "https":
		host = strings.TrimSuffix(host, ":443")
	case base.Scheme == "http":
		host = strings.TrimSuffix(host, ":80")
	}
	return base.Scheme + "://" + host
}

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
		Kind: kind, Action: s.path(rq.lang, route), Deadline: deadline(rq.at), Kept: s.kept(),
		Where: s.absolute(s.path(rq.lang, "receipt")),
	}
}

// deadline is the day by which what is sent at a moment is answered.
func deadline(sent time.Time) calendar.Date {
	return calendar.DateOf(sent.Add(content.AnswerWithin).In(calendar.Berlin))
}

func (s *Server) kept() themes.Retention {
	return themes.Retention{Answer: days(content.AnswerKept), Backups: days(s.BackupsKept)}
}

// showReport answers GET /barriere-melden and GET /das-fehlt-uns.
func (s *Server) showReport(rq *request) (themes.Page, error) {
	p := s.reportPage(rq)
	p.Report.Page = text(rq, "seite", 500)
	return p, nil
}

// sendReport answers POST /barriere-melden and POST /das-fehlt-uns.
func (s *Server) sendReport(w http.ResponseWriter, rq *request) error {
	if err := parseForm(rq); err != nil {
		return err
	}
	p := s.reportPage(rq)
	receipt := content.NewReceipt()
	r := content.Report{
		Kind: p.Kind, Page: written(rq, "page"), Reply: strings.TrimSpace(written(rq, "reply")),
		Message: written(rq, "message"), Receipt: receipt.Hash(),
	}
	p.Report = r
	if p.Problems = fieldProblems(r.Validate()); p.Problems != nil {
		p.Report.Message = strings.ToValidUTF8(r.Message, "\uFFFD")
		return s.render(w, rq, http.StatusUnprocessableEntity, p)
	}
	p.Sent, p.Receipt = true, receipt.String()
	if rq.PostForm.Get("homepage") != "" {
		// No reader sees this field. Who filled it in is told nothing else.
		s.Trapped()
		return s.render(w, rq, http.StatusOK, p)
	}
	code, unsent := s.admit(w, rq, reportRule)
	if code == http.StatusOK {
		err := s.Reporter.SaveReport(rq.ctx, &r)
		switch {
		case errors.Is(err, content.ErrFull):
			code, unsent.Key = http.StatusServiceUnavailable, "report.full"
			retryAfter(w, 24*time.Hour)
		case errors.Is(err, content.ErrDiskFull):
			s.Log.Error("report not kept", "err", err)
			code, unsent.Key = http.StatusServiceUnavailable, "report.room"
			retryAfter(w, 10*time.Minute)
		case status(err) == http.StatusServiceUnavailable && err != nil:
			s.Log.Warn("report not kept", "err", err)
			code, unsent.Key = http.StatusServiceUnavailable, "report.away"
			retryAfter(w, time.Minute)
		case err != nil:
			return err
		}
	}
	if code != http.StatusOK {
		p.Sent, p.Receipt, p.Unsent = false, "", unsent
	}
	return s.render(w, rq, code, p)
}

// admit asks whether a rule allows what a form asks for: 200, or 429 with what
// to tell.
func (s *Server) admit(w http.ResponseWriter, rq *request, rule peer.Rule) (int, themes.Unsent) {
	// A reader who goes has been counted, and a store that is away costs little.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(rq.ctx), impatience)
	defer cancel()
	wait := s.Admit(ctx, rule, s.Proxies.From(rq.Request))
	if wait <= 0 {
		return http.StatusOK, themes.Unsent{}
	}
	retryAfter(w, wait)
	return http.StatusTooManyRequests, themes.Unsent{Key: rule.Name + ".limited", Wait: int((wait + time.Minute - 1) / time.Minute)}
}

func retryAfter(w http.ResponseWriter, d time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int((d+time.Second-1)/time.Second)))
}

// parseForm reads a form that was sent.
func parseForm(rq *request) error {
	err := rq.ParseForm()
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return statusError{http.StatusRequestEntityTooLarge, "form is too large"}
	case err != nil:
		return badRequest("form cannot be read")
	}
	return nil
}

// written returns what somebody typed into a field, with all that is in it to see.
func written(rq *request, field string) string {
	return content.RevealHidden(strings.ReplaceAll(rq.PostForm.Get(field), "\r\n", "\n"))
}

// fieldProblems returns the problems that an error is made of; nil if of none.
func fieldProblems(err error) (out []themes.FieldProblem) {
	var problems content.Problems
	errors.As(err, &problems)
	for _, q := range problems {
		out = append(out, themes.FieldProblem{Field: q.Field, Key: q.Key})
	}
	return out
}
