package content

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"time"
	"unicode/utf8"
)

// A ReportKind is the kind of thing a reader reports.
type ReportKind string

// The kinds of reports.
const (
	BarrierReport ReportKind = "barrier" // something is not accessible (BGG NRW § 10b)
	MissingReport ReportKind = "missing" // something was looked for and not found
)

// What senders of reports are promised.
const (
	// AnswerWithin is how long an answer takes at most (BITVNRW § 5 (2) asks
	// for two to six weeks), and RemindAfter when operators start to be
	// reminded.
	AnswerWithin = 28 * 24 * time.Hour
	RemindAfter  = 14 * 24 * time.Hour
	// AnswerKept is how long the answer can be read. Then the report is deleted
	// with it.
	AnswerKept = 60 * 24 * time.Hour
	// MailboxSize is how many reports may be open at a time. It is more than an
	// authority can answer, and bounds how much of a disk somebody can fill.
	MailboxSize = 1000
)

// A Report is a message from a reader. It holds no name or address unless the
// reader gave one to be answered, and is deleted some time after the answer.
type Report struct {
	ID      int64
	Kind    ReportKind
	Page    string // address of the page it is about; may be empty
	Message string
	Reply   string // mail address or telephone number to answer to; may be empty
	Created time.Time

	Receipt  string    // hash of the sender's receipt number, see Receipt.Hash; may be empty
	Answer   string    // empty until it is answered
	Answered time.Time // zero until it is answered
}

// Gone returns the moment from which an answered report no longer exists.
func (r *Report) Gone() time.Time { return r.Answered.Add(AnswerKept) }

// Validate returns Problems or nil.
func (r *Report) Validate() error {
	var p Problems
	if strings.TrimSpace(r.Message) == "" {
		p.Add("message", "problem.required", "is missing")
	}
	checkText(&p, "page", r.Page, 500)
	checkText(&p, "message", r.Message, 5000)
	checkText(&p, "reply", r.Reply, 200)
	return p.Err()
}

// CheckAnswer returns Problems with the text of an answer, or nil.
func CheckAnswer(text string) error {
	var p Problems
	if strings.TrimSpace(text) == "" {
		p.Add("answer", "problem.required", "is missing")
	}
	checkText(&p, "answer", text, 5000)
	return p.Err()
}

// checkText adds the problems of a text that somebody sent.
func checkText(p *Problems, field, value string, limit int) {
	if utf8.RuneCountInString(value) > limit {
		p.Add(field, "problem.long", "is longer than %d characters", limit)
	}
	if !utf8.ValidString(value) || !printable(value) || strings.ContainsFunc(value, control) {
		p.Add(field, "problem.text", "holds control characters")
	}
}

// control reports whether a character does something invisible to the text
// around it. RevealHidden leaves none.
func control(r rune) bool { return invisible(r) && !joiner(r) && !isFlagLetter(r) }

// A Receipt is the number with which the sender of a report, and nobody else,
// can read the answer. It cannot be guessed.
type Receipt string

// Digits of receipts: Crockford's base 32, in which no two look alike.
const (
	receiptDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	receiptLength = 12 // digits, 60 bits
	receiptGroup  = 4
)

// NewReceipt returns a new random number.
func NewReceipt() Receipt {
	b := make([]byte, receiptLength)
	rand.Read(b) // never fails
	for i := range b {
		b[i] = receiptDigits[b[i]%32]
	}
	return Receipt(b)
}

// ParseReceipt reads a number as people copy it: in lower case, with spaces and
// dashes, O for 0 and I or L for 1.
func ParseReceipt(s string) (Receipt, bool) {
	var b strings.Builder
	for _, r := range strings.ToUpper(StripHidden(s)) {
		switch {
		case strings.ContainsRune(" \t\r\n\u00a0.-–—", r):
			continue
		case r == 'O':
			r = '0'
		case r == 'I' || r == 'L':
			r = '1'
		}
		if !strings.ContainsRune(receiptDigits, r) || b.Len() == receiptLength {
			return "", false
		}
		b.WriteRune(r)
	}
	return Receipt(b.String()), b.Len() == receiptLength
}

// String returns the number as it is shown: ABCD-EFGH-JKMN.
func (r Receipt) String() string {
	var groups []string
	for s := string(r); s != ""; s = s[min(receiptGroup, len(s)):] {
		groups = append(groups, s[:min(receiptGroup, len(s))])
	}
	return strings.Join(groups, "-")
}

// Hash returns what is stored of the number. It cannot be reversed.
func (r Receipt) Hash() string {
	sum := sha256.Sum256([]byte("vielfalt receipt " + string(r)))
	return hex.EncodeToString(sum[:])
}

// A Mailbox sums up the reports, without their texts.
type Mailbox struct {
	Open     int       // not answered yet
	Oldest   time.Time // when the first of them came; zero without one
	Due      int       // open for longer than RemindAfter
	Late     int       // open for longer than AnswerWithin
	Answered int
	Size     int // how many may be open
	// Refused is how many reports were ever refused because Size were open, and
	// LastRefused when the last of them came.
	Refused     int
	LastRefused time.Time
}

// Full reports whether reports are currently refused.
func (m Mailbox) Full() bool { return m.Open >= m.Size }

// A ReportStore stores what readers report.
type ReportStore interface {
	// SaveReport stores a reader's message and sets its ID and Created. While
	// MailboxSize are open, the message is counted but not stored: ErrFull.
	SaveReport(ctx context.Context, r *Report) error
	// Reports returns all messages, oldest first.
	Reports(ctx context.Context) ([]*Report, error)
	// ReportOf returns the message with a receipt; ErrNotFound, also once its
	// time is up.
	ReportOf(ctx context.Context, n Receipt) (*Report, error)
	// AnswerReport stores the answer to a message, replacing an earlier one;
	// ErrNotFound, Problems.
	AnswerReport(ctx context.Context, id int64, answer string) error
	// DeleteReport removes a message permanently, also from what the engine
	// keeps outside its tables; ErrNotFound.
	DeleteReport(ctx context.Context, id int64) error
	// ForgetReports permanently removes the messages whose time is up, and
	// returns how many there were.
	ForgetReports(ctx context.Context) (int, error)
	// Mailbox counts the messages.
	Mailbox(ctx context.Context) (Mailbox, error)
}
