package content

import (
	"strings"
	"time"
	"unicode/utf8"
)

// A ReportKind says what a reader tells the authority.
type ReportKind string

// The kinds of reports.
const (
	BarrierReport ReportKind = "barrier" // something is not accessible (BGG NRW § 10b)
	MissingReport ReportKind = "missing" // something was searched for and not there
)

// A Report is a message from a reader. It holds no name and no address unless
// the reader gave one to be answered, and is deleted once dealt with.
type Report struct {
	ID      int64
	Kind    ReportKind
	Page    string // address of the page it is about; may be empty
	Message string
	Reply   string // mail address or telephone number to answer to; may be empty
	Created time.Time
}

// Validate returns Problems or nil.
func (r *Report) Validate() error {
	var p Problems
	if strings.TrimSpace(r.Message) == "" {
		p.Add("message", "problem.required", "is missing")
	}
	for _, f := range []struct {
		name, value string
		limit       int
	}{{"page", r.Page, 500}, {"message", r.Message, 5000}, {"reply", r.Reply, 200}} {
		if utf8.RuneCountInString(f.value) > f.limit {
			p.Add(f.name, "problem.long", "is longer than %d characters", f.limit)
		}
		if !utf8.ValidString(f.value) || !printable(f.value) {
			p.Add(f.name, "problem.text", "holds control characters")
		}
	}
	return p.Err()
}
