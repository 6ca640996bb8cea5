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

// A ReportKind says what a reader tells the authority.
type ReportKind string

// The kinds of reports.
const (
	BarrierReport ReportKind = "barrier" // something is not accessible (BGG NRW § 10b)
	MissingReport ReportKind = "missing" // something was searched for and not there
)

// What is promised to who sends a report.
const (
	// AnswerWithin is how long an answer takes at most (BITVNRW § 5 (2) asks
	// for two to six weeks), and RemindAfter from when on operators are reminded.
	AnswerWithin = 28 * 24 * time.Hour
	RemindAfter  = 14 * 24 * time.Hour
	// AnswerKept is for how long the answer can be read. Then the report is
	// deleted with it.
	AnswerKept = 60 * 24 * time.Hour
	// MailboxSize is how many reports may be open at a time. It is more than
	// an authority answers, and bounds what somebody can fill a disk with.
	MailboxSize = 1000
)

// A Report is a message from a reader. It holds no name and no address unless
// the reader gave one to be answered, and is deleted some time after the answer.
type Report struct {
	ID      int64
	Kind    ReportKind
	Page    string // address of the page it is about; may be empty
	Message string
	Reply   string // mail address or telephone number to answer to; may be empty
	Created time.Time

	Receipt  string    // hash of the number its sender has, see Receipt.Hash; may be empty
	Answer   string    // empty until it is answered
	Answered time.Time // zero until it is answered
}

// Gone returns the moment from which an answered report is deleted.
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

// checkText looks for what is wrong with a text that somebody sent.
func checkText(p *Problems, field, value string, limit int) {
	if utf8.RuneCountInString(value) > limit {
		p.Add(field, "problem.long", "is longer than %d characters", limit)
	}
	if !utf8.ValidString(value) || !printable(value) || strings.ContainsFunc(value, control) {
		p.Add(field, "problem.text", "holds control characters")
	}
}

// control reports whether a character does something to the text around it that
// nobody sees. RevealHidden leaves none.
func control(r rune) bool { return invisible(r) && !joiner(r) && !isFlagLetter(r) }

// A Receipt is the number by which who sent a report, and nobody else, can read
// the answer. It cannot be guessed.
type Receipt string

// Digits of receipts: those of Crockford's base 32, in which no two look alike.
const (
	receiptDigits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	receiptLength = 12 // digits, 60 bits
	receiptGroup  = 4
)

// NewReceipt returns a number that was never given.
func NewReceipt() Receipt {
	b := make([]byte, receiptLength)
	rand.Read(b) // never fails
	for i := range b {
		b[i] = receiptDigits[b[i]%32]
	}
	return Receipt(b)
}

// ParseReceipt reads a number as people copy it: in small letters, with blanks
// and strokes, O for 0 and I or L for 1.
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

// Hash returns what is stored of the number. It cannot be turned back.
func (r Receipt) Hash() string {
	sum := sha256.Sum256([]byte("vielfalt receipt " + string(r)))
	return hex.EncodeToString(sum[:])
}

// A Mailbox is what stands in the reports without their texts.
type Mailbox struct {
	Open     int       // not answered yet
	Oldest   time.Time // when the first of them came; zero without one
	Due      int       // open for longer than RemindAfter
	Late     int       // open for longer than AnswerWithin
	Answered int
	Size     int // how many may be open
	// Refused is how many were not taken, ever, because Size were open, and
	// LastRefused when the last of them came.
	Refused     int
	LastRefused time.Time
}

// Full reports whether no report is taken at present.
func (m Mailbox) Full() bool { return m.Open >= m.Size }

// A ReportStore keeps what readers report.
type ReportStore interface {
	// SaveReport stores a reader's message and sets its ID and Created. While
	// MailboxSize are open it is counted and not kept: ErrFull.
	SaveReport(ctx context.Context, r *Report) error
	// Reports returns all messages, oldest first.
	Reports(ctx context.Context) ([]*Report, error)
	// ReportOf returns the message with a receipt; ErrNotFound, also once it is
	// to be gone.
	ReportOf(ctx context.Context, n Receipt) (*Report, error)
	// AnswerReport stores the answer to a message, in place of an earlier one;
	// ErrNotFound, Problems.
	AnswerReport(ctx context.Context, id int64, answer string) error
	// DeleteReport removes a message for good, also from what the engine keeps
	// beside its tables; ErrNotFound.
	DeleteReport(ctx context.Context, id int64) error
	// ForgetReports removes for good the messages that are to be gone, and says
	// how many.
	ForgetReports(ctx context.Context) (int, error)
	// Mailbox counts the messages.
	Mailbox(ctx context.Context) (Mailbox, error)
}
