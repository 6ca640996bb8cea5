package themes

import (
	"vielfalt/calendar"
	"vielfalt/content"
)

// ReportPage is the form by which readers report a barrier or a gap.
type ReportPage struct {
	Base
	Kind     content.ReportKind
	Action   string // address the form is sent to
	Report   content.Report
	Problems []FieldProblem
	Sent     bool
	Deadline calendar.Date // for the answer, once sent
	Receipt  string        // by which to read it, shown once
	Where    string        // the whole address to read it at
	Unsent   Unsent
	Kept     Retention
}

// Template implements Page.
func (*ReportPage) Template() string { return "report" }

// ReceiptPage is where who has sent a report reads the answer.
type ReceiptPage struct {
	Base
	Action   string // address the form is sent to
	Number   string // as it was typed
	Problems []FieldProblem
	Unsent   Unsent
	Report   *content.Report // nil until one is found; without what the reader wrote
	Deadline calendar.Date   // for the answer, while there is none
	Gone     calendar.Date   // when it is deleted, once there is one
	Kept     Retention
}

// Template implements Page.
func (*ReceiptPage) Template() string { return "receipt" }

// Unsent says why what a form sent was not taken, though nothing is wrong with
// it. Key is that of a message, "report.limited", and empty if it was; Wait is
// after how many minutes to try again, where that is known.
type Unsent struct {
	Key  string
	Wait int
}

// Retention is for how many days things are kept: reports after the answer, and
// backups, which are 0 where there are none.
type Retention struct{ Answer, Backups int }

// A FieldProblem is something wrong with a field of a form.
type FieldProblem struct {
	Field string
	Key   string // message key
}
