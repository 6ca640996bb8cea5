package themes

import (
	"vielfalt/calendar"
	"vielfalt/content"
)

// ReportPage is the form with which readers report a barrier or a gap.
type ReportPage struct {
	Base
	Kind     content.ReportKind
	Action   string // address the form is sent to
	Report   content.Report
	Problems []FieldProblem
	Sent     bool
	Deadline calendar.Date // for the answer, once the report is sent
	Receipt  string        // for reading the answer, shown once
	Where    string        // the full address at which to read it
	Unsent   Unsent
	Kept     Retention
	// Office answers reports on barriers; empty if the house has not named it.
	Office string
}

// Template implements Page.
func (*ReportPage) Template() string { return "report" }

// ReceiptPage is where the sender of a report reads the answer.
type ReceiptPage struct {
	Base
	Action   string // address the form is sent to
	Number   string // as typed
	Problems []FieldProblem
	Unsent   Unsent
	Report   *content.Report // nil until one is found; without the reader's text
	Deadline calendar.Date   // for the answer, as long as there is none
	Gone     calendar.Date   // when the report is deleted, once answered
	Kept     Retention
}

// Template implements Page.
func (*ReceiptPage) Template() string { return "receipt" }

// Unsent says why a form was not accepted although its fields are right. Key is
// a message key, such as "report.limited", and empty if it was accepted; Wait
// is after how many minutes to try again, if that is known.
type Unsent struct {
	Key  string
	Wait int
}

// Retention is how many days things are kept: reports after the answer, and
// backups; 0 if there are no backups.
type Retention struct{ Answer, Backups int }

// A FieldProblem says what is wrong with a field of a form.
type FieldProblem struct {
	Field string
	Key   string // message key
}
