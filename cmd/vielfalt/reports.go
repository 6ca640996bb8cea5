package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
)

// reportsCmd shows, answers and deletes what readers reported.
type reportsCmd struct {
	List   reportsListCmd   `cmd:"" default:"withargs" help:"List all reports, oldest first."`
	Answer reportsAnswerCmd `cmd:"" help:"Answer a report; its sender reads the answer by the number of the receipt."`
	Delete reportsDeleteCmd `cmd:"" help:"Delete a report for good."`
}

type reportsListCmd struct {
	storeFlags
	Format string `help:"text or json." enum:"text,json" default:"text"`
}

type reportLine struct {
	ID       int64  `json:"id"`
	Kind     string `json:"kind"`
	Created  string `json:"created"`
	State    string `json:"state"` // open, due, late or answered
	Age      int    `json:"age"`   // whole days
	Page     string `json:"page"`
	Message  string `json:"message"`
	Reply    string `json:"reply"`
	Answer   string `json:"answer,omitempty"`
	Answered string `json:"answered,omitempty"`
	Deleted  string `json:"deleted,omitempty"` // the day on which it will be deleted
}

// lineOf returns a report as listed, with hidden characters made visible.
func lineOf(r *content.Report, now time.Time) reportLine {
	line := reportLine{
		ID: r.ID, Kind: string(r.Kind), Created: r.Created.In(calendar.Berlin).Format(time.RFC3339), State: "open",
		Age:  int(now.Sub(r.Created) / (24 * time.Hour)),
		Page: content.RevealHidden(r.Page), Message: content.RevealHidden(r.Message), Reply: content.RevealHidden(r.Reply),
		Answer: r.Answer,
	}
	switch age := now.Sub(r.Created); {
	case !r.Answered.IsZero():
		line.State = "answered"
		line.Answered = r.Answered.In(calendar.Berlin).Format(time.RFC3339)
		line.Deleted = calendar.DateOf(r.Gone().In(calendar.Berlin)).String()
	case age >= content.AnswerWithin:
		line.State = "late"
	case age >= content.RemindAfter:
		line.State = "due"
	}
	return line
}

// Run prints all reports, then a summary.
func (c *reportsListCmd) Run(a *app) error {
	s, err := c.openToRead(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	all, err := s.Reports(a)
	if err != nil {
		return err
	}
	for _, r := range all {
		line := lineOf(r, a.Now())
		if c.Format == "json" {
			if err := json.NewEncoder(a.Stdout).Encode(line); err != nil {
				return err
			}
			continue
		}
		state := line.State
		if line.Deleted != "" {
			state += ", deleted on " + line.Deleted
		}
		fmt.Fprintf(a.Stdout, "%d  %s  %s  %s, %d days old\n", line.ID, line.Created, line.Kind, state, line.Age)
		for _, f := range []struct{ name, value string }{{"Page", line.Page}, {"Reply to", line.Reply}, {"Message", line.Message}, {"Answer", line.Answer}} {
			if f.value != "" {
				fmt.Fprintf(a.Stdout, "    %s: %q\n", f.name, f.value)
			}
		}
	}
	m, err := s.Mailbox(a)
	if err != nil {
		return err
	}
	if says, advice := mailboxSays(m); advice != "" {
		fmt.Fprintln(a.Stderr, says)
	}
	return nil
}

type reportsAnswerCmd struct {
	storeFlags
	ID   int64  `arg:"" help:"Number of the report."`
	Text string `arg:"" help:"The answer, in place of an earlier one."`
}

// Run answers one report.
func (c *reportsAnswerCmd) Run(a *app) error {
	text := strings.TrimSpace(content.RevealHidden(c.Text))
	if err := content.CheckAnswer(text); err != nil {
		return usageError{err}
	}
	s, err := c.open(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.AnswerReport(a, c.ID, text); err != nil {
		return err
	}
	all, err := s.Reports(a)
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.ID != c.ID {
			continue
		}
		line := lineOf(r, a.Now())
		fmt.Fprintf(a.Stdout, "Report %d is answered. It is deleted on %s.\n", line.ID, line.Deleted)
		if line.Reply != "" {
			fmt.Fprintf(a.Stdout, "Its sender asks to be answered at %q, too; this program sends no mail.\n", line.Reply)
		}
	}
	return nil
}

type reportsDeleteCmd struct {
	storeFlags
	ID int64 `arg:"" help:"Number of the report."`
}

// Run deletes one report.
func (c *reportsDeleteCmd) Run(a *app) error {
	s, err := c.open(a, a, quiet(a))
	if err != nil {
		return err
	}
	defer s.Close()
	return s.DeleteReport(a, c.ID)
}

// mailboxSays puts the state of the reports in words and says what to do, which
// is nothing if all is well.
func mailboxSays(m content.Mailbox) (says, advice string) {
	says = fmt.Sprintf("%d reports are open", m.Open)
	if m.Refused > 0 {
		says += fmt.Sprintf("; %d were not taken because the mailbox was full, the last on %s", m.Refused, calendar.DateOf(m.LastRefused.In(calendar.Berlin)))
	}
	const answer = "readers were promised an answer within 28 days; see vielfalt reports, then vielfalt reports answer ID TEXT"
	switch {
	case m.Full():
		return fmt.Sprintf("the mailbox is full: %s, and no more are taken", says), "answer reports with vielfalt reports answer ID TEXT, or delete what is none with vielfalt reports delete ID"
	case m.Late > 0:
		return fmt.Sprintf("%s, %d of them for more than 28 days", says, m.Late), answer
	case m.Due > 0:
		return fmt.Sprintf("%s, %d of them for more than 14 days", says, m.Due), answer
	}
	return says, ""
}

// mailboxCheck is the line on reports in /readyz. It does not affect whether
// readers are served.
func mailboxCheck(ctx context.Context, s content.ReportStore) web.Check {
	m, err := s.Mailbox(ctx)
	if err != nil {
		return web.Check{Name: "reports", Detail: "the database does not answer", Advice: "see the line on the database"}
	}
	says, advice := mailboxSays(m)
	if advice == "" {
		return web.Check{Name: "reports", OK: true}
	}
	return web.Check{Name: "reports", Detail: says, Advice: advice}
}

// forgetEvery is how often to look for answered reports, tallies and counts of
// searches whose time is up. From then on nobody can read them anyway.
const forgetEvery = time.Hour

// forgetReports deletes them until the context ends.
func forgetReports(ctx context.Context, s content.Store, log *slog.Logger) {
	tick := time.NewTicker(forgetEvery)
	defer tick.Stop()
	for {
		if n, err := s.ForgetReports(ctx); err != nil && ctx.Err() == nil {
			log.Warn("answered reports not deleted, tried again in an hour", "err", err)
		} else if n > 0 {
			log.Info("answered reports deleted", "count", n)
		}
		if err := s.ForgetTallies(ctx); err != nil && ctx.Err() == nil {
			log.Warn("counts of reports by address not deleted, tried again in an hour", "err", err)
		}
		if n, err := s.ForgetMisses(ctx); err != nil && ctx.Err() == nil {
			log.Warn("old counts of searches not deleted, tried again in an hour", "err", err)
		} else if n > 0 {
			log.Info("old counts of searches deleted", "count", n)
		}
		if err := s.ForgetAccess(ctx); err != nil && ctx.Err() == nil {
			log.Warn("ended sessions not deleted, tried again in an hour", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// days is a flag for a duration in whole days, such as 30d.
type days time.Duration

// UnmarshalText implements encoding.TextUnmarshaler.
func (d *days) UnmarshalText(b []byte) error {
	n, err := strconv.Atoi(strings.TrimSuffix(string(b), "d"))
	if err != nil || n < 0 || n > 3660 || !strings.HasSuffix(string(b), "d") {
		return errors.New("must be a number of days such as 30d")
	}
	*d = days(time.Duration(n) * 24 * time.Hour)
	return nil
}
