package content

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
)

// A Phase is where the work on an item stands. Whether readers see the item is
// another question: its State and its editions answer that.
type Phase string

// The phases.
const (
	NoWork   Phase = ""          // there is no open draft
	Drafting Phase = "draft"     // somebody is writing
	Sent     Phase = "in-review" // it waits for approval
	Returned Phase = "returned"  // an approver gave it back
	Binned   Phase = "binned"    // never approved, discarded; deleted after BinKept
)

// How long the desk keeps what nobody needs any more.
const (
	BinKept    = 30 * 24 * time.Hour // something discarded that was never approved
	ParkedKept = 24 * time.Hour      // a form that met an ended session
	PresentFor = 3 * time.Minute     // after the last sign of somebody who has an item open
)

// Limits of what the desk keeps for one account.
const (
	MaxParked  = 20      // forms
	MaxForm    = 4 << 20 // bytes of a form: a text in several languages, each letter as three to nine of them
	MaxComment = 4000    // runes of a comment or of its quote
	// MaxComments is how many comments one item may have, so that its pages can
	// show all of them.
	MaxComments = 500
)

// A Work is an item as the desk sees it: what is live, and the open draft.
type Work struct {
	// Live is what readers see or saw, or of something never approved the draft
	// itself.
	Live Record
	// Draft is the open draft; nil if there is none. Its Version is the head.
	Draft Record
	Phase Phase
	// Base is the version that the draft was begun from, 0 for something new,
	// and Latest the one it would be begun from now.
	Base, Latest int64
	// Wrote are those who wrote since somebody last approved a text, as Actor.By:
	// whatever is withdrawn, imported or corrected meanwhile, the open draft may
	// hold something of it.
	Wrote []string
	// Owner looks after the item, Deputy in the owner's absence: ids of
	// accounts, or empty.
	Owner, Deputy string
	ReviewOn      calendar.Date // when it is to be looked at again; 0 for never
	// SentBy, SentAt and Note are of the last time that it was sent or returned.
	SentBy string
	SentAt time.Time
	Note   string
	// Updates are approved texts that show later, in order, and Planned is the
	// last of them; nil if there is none.
	Updates []Update
	Planned Record
	Choices []Choice
}

// Head returns the version that an action is based on: that of the open draft
// or, if there is none, the latest approved one.
func (w *Work) Head() int64 {
	if w.Draft != nil {
		return w.Draft.Base().Version
	}
	return w.Latest
}

// Text returns the open draft or, if there is none, what was approved last.
func (w *Work) Text() Record {
	switch {
	case w.Draft != nil:
		return w.Draft
	case w.Planned != nil:
		return w.Planned
	}
	return w.Live
}

// Overtaken reports whether something else was approved since the draft was
// begun.
func (w *Work) Overtaken() bool {
	return w.Draft != nil && w.Live.Base().State.Published() && w.Base != w.Latest
}

// A Do is what an action does.
type Do string

// What actions do.
const (
	DoSave      Do = "save"
	DoSend      Do = "send"
	DoTakeBack  Do = "take-back"
	DoReturn    Do = "return"
	DoApprove   Do = "approve"
	DoApproveBy Do = "approve-own" // without anybody else having looked at it
	DoCorrect   Do = "correct"     // changes the live text and nothing else
	DoRestore   Do = "restore"
	DoDiscard   Do = "discard"
	DoSkip      Do = "skip"  // one edition does not show
	DoMove      Do = "move"  // one edition shows from another moment
	DoRenew     Do = "renew" // one edition was looked at again, see Schedule.Renew
	DoUndo      Do = "undo"  // a choice on one edition is taken back
	DoWithdraw  Do = "withdraw"
	DoReapprove Do = "reapprove" // something withdrawn shows again
	DoReassign  Do = "reassign"  // changes owner and deputy
)

// Does lists what actions do.
func Does() []Do {
	return []Do{DoSave, DoSend, DoTakeBack, DoReturn, DoApprove, DoApproveBy, DoCorrect, DoRestore, DoDiscard,
		DoSkip, DoMove, DoRenew, DoUndo, DoWithdraw, DoReapprove, DoReassign}
}

// An Action is something that somebody does to an item. Only the fields that
// belong to its Do are looked at.
type Action struct {
	Do Do
	ID string
	// Base is the head that the actor was looking at. If another one is there
	// by now, the action is refused. For DoCorrect it is the live version, and 0
	// for DoSave creates the item.
	Base int64
	// Record is what is saved (DoSave, DoCorrect), and what the version to
	// restore says, which the store finds out (DoRestore).
	Record Record
	// Latest is the approved version that the actor has seen beside the draft
	// (DoSave). If it is the latest, the draft is based on it from now on, even
	// if it says what it said.
	Latest int64
	// Number is the version to approve or to restore.
	Number int64
	// From is when an approved text is to show, if not now (DoApprove,
	// DoApproveBy), and the new beginning of an edition (DoMove).
	From time.Time
	// Edition is the key of an edition.
	Edition string
	// Note says why. DoReturn, DoWithdraw need one.
	Note string
	// Owner, Deputy and ReviewOn are for DoReassign.
	Owner, Deputy string
	ReviewOn      calendar.Date
}

// A Policy is what the house has decided about who may do what.
type Policy struct {
	// FourEyes are the themes (tags, compared case-insensitively) whose texts
	// are never approved by those who wrote them; FourEyesAll means all texts.
	FourEyes    []string
	FourEyesAll bool
}

// NeedsFourEyes reports whether those who wrote an item may not approve it.
func (p Policy) NeedsFourEyes(it *Item) bool {
	return p.FourEyesAll || slices.ContainsFunc(it.Tags, func(tag string) bool {
		return slices.ContainsFunc(p.FourEyes, func(theme string) bool { return strings.EqualFold(tag, theme) })
	})
}

// needsFourEyes reports whether an action on an item needs them: what is live, or
// approved for later, decides as the draft does, or whoever wrote a draft could
// take the theme away in it.
func (p Policy) needsFourEyes(w *Work) bool {
	return slices.ContainsFunc([]Record{w.Live, w.Planned, w.Draft}, func(r Record) bool { return r != nil && p.NeedsFourEyes(r.Base()) })
}

// A Refusal is the error of an action that cannot be carried out. It changed
// nothing.
type Refusal struct {
	Why     error  // ErrConflict or ErrDenied
	Key     string // message key of themes/locale: "refused.in-review"
	Instead Do     // what works instead; empty if nothing does
	Number  int64  // the version that is in the way, if one is
	Since   time.Time
	By      string
}

// Error implements error.
func (r *Refusal) Error() string {
	s := strings.TrimPrefix(r.Key, "refused.")
	if r.Number > 0 {
		s += fmt.Sprintf(" (version %d)", r.Number)
	}
	if r.Instead != "" {
		s += ", possible is " + string(r.Instead)
	}
	return s
}

// Unwrap returns ErrConflict or ErrDenied.
func (r *Refusal) Unwrap() error { return r.Why }

func denied(key string) *Refusal { return &Refusal{Why: ErrDenied, Key: "refused." + key} }

func conflict(key string, instead Do) *Refusal {
	return &Refusal{Why: ErrConflict, Key: "refused." + key, Instead: instead}
}

// MayRead reports whether somebody may read the drafts of an item: it lies
// within what they write or approve.
func MayRead(a Actor, it *Item) bool {
	return a.Command != "" || a.Within(it, Editor, Approver)
}

// Decide says whether somebody may carry out an action on an item: nil, or a
// *Refusal. w is nil for something new. It is the one place where this is
// decided, for pages, commands and imports alike.
func (p Policy) Decide(a Actor, x Action, w *Work) error {
	if r := p.permits(a, x, w); r != nil {
		return r
	}
	if w == nil {
		if x.Do != DoSave || x.Base != 0 {
			return fmt.Errorf("%s %q: %w", x.Do, x.ID, ErrNotFound)
		}
		return nil
	}
	if r := x.fits(w); r != nil {
		return r
	}
	if a.Command == "" && x.Do == DoApprove && p.needsFourEyes(w) && slices.Contains(w.Wrote, a.By()) {
		return denied("four-eyes")
	}
	return nil
}

// permits decides by role and limits.
func (p Policy) permits(a Actor, x Action, w *Work) *Refusal {
	if a.Command != "" {
		return nil
	}
	var roles []RoleName
	switch x.Do {
	case DoSave, DoSend, DoTakeBack, DoRestore, DoDiscard:
		roles = []RoleName{Editor, Approver}
	case DoReassign:
		roles = []RoleName{Administrator}
	default:
		roles = []RoleName{Approver}
	}
	if (x.Do == DoTakeBack || x.Do == DoReassign) && a.Is(Administrator) {
		return nil
	}
	if !a.Is(roles...) {
		return denied("role")
	}
	// What is there and what is to be there must both lie within.
	items := make([]*Item, 0, 3)
	if w != nil {
		items = append(items, w.Live.Base(), w.Text().Base())
	}
	if x.Record != nil {
		items = append(items, x.Record.Base())
	}
	for _, it := range items {
		if !a.Within(it, roles...) {
			return denied("limits")
		}
	}
	if w != nil && (x.Do == DoApproveBy || x.Do == DoCorrect) && p.needsFourEyes(w) {
		return denied("four-eyes")
	}
	return nil
}

// fits decides by the state of the item, see the table in contenttest/desk.go.
func (x Action) fits(w *Work) *Refusal {
	if w.Phase == Binned && x.Do != DoRestore && x.Do != DoReassign {
		return conflict("binned", DoRestore)
	}
	switch x.Do {
	case DoSave:
		if x.Base == 0 {
			return conflict("id-taken", "")
		}
		return cmp.Or(w.notSent(), w.headIs(x.Base))
	case DoSend:
		return cmp.Or(w.notSent(), w.open(DoSave), w.headIs(x.Base))
	case DoTakeBack:
		return w.sent(DoSave)
	case DoReturn:
		return cmp.Or(w.sent(""), w.headIs(x.Base))
	case DoApprove:
		return cmp.Or(w.notWithdrawn(), w.open(DoSave), w.sent(DoSend), w.isHead(x.Number))
	case DoApproveBy:
		return cmp.Or(w.notWithdrawn(), w.open(DoSave), w.isHead(x.Number))
	case DoCorrect:
		return cmp.Or(w.approved(), at(x.Base, w.Live.Base().Version))
	case DoRestore:
		return cmp.Or(w.notSent(), w.headIs(x.Base))
	case DoDiscard:
		return cmp.Or(w.notSent(), w.open(""), w.headIs(x.Base))
	case DoSkip, DoMove, DoRenew, DoUndo:
		return cmp.Or(w.approved(), w.byHoliday())
	case DoWithdraw:
		return w.approved()
	case DoReapprove:
		if w.Live.Base().State != Withdrawn {
			return conflict("not-withdrawn", "")
		}
	}
	return nil
}

// Each of these says why an action is refused unless something holds; instead is
// what works.

func (w *Work) notSent() *Refusal {
	if w.Phase != Sent {
		return nil
	}
	r := conflict("in-review", DoTakeBack)
	r.Since, r.By = w.SentAt, w.SentBy
	return r
}

func (w *Work) sent(instead Do) *Refusal {
	if w.Phase == Sent {
		return nil
	}
	return conflict("not-sent", instead)
}

func (w *Work) open(instead Do) *Refusal {
	if w.Phase != NoWork {
		return nil
	}
	return conflict("nothing-open", instead)
}

func (w *Work) headIs(base int64) *Refusal { return at(base, w.Head()) }

// at holds if the actor was looking at what is there.
func at(base, there int64) *Refusal {
	if base == there {
		return nil
	}
	r := conflict("moved", "")
	r.Number = there
	return r
}

// isHead holds if the version to be approved is the open draft, and the draft is
// one of what is live.
func (w *Work) isHead(number int64) *Refusal {
	switch {
	case number != w.Head():
		r := conflict("newer", "")
		r.Number = w.Head()
		return r
	case w.Overtaken():
		r := conflict("overtaken", DoSave)
		r.Number = w.Latest
		return r
	}
	return nil
}

func (w *Work) notWithdrawn() *Refusal {
	if w.Live.Base().State != Withdrawn {
		return nil
	}
	return conflict("withdrawn", DoReapprove)
}

func (w *Work) byHoliday() *Refusal {
	if w.Live.Base().Publish.ByHoliday() {
		return nil
	}
	return conflict("no-holiday", DoSave)
}

func (w *Work) approved() *Refusal {
	if w.Live.Base().State.Published() {
		return w.notWithdrawn()
	}
	return conflict("never-approved", DoSend)
}

// A Done says what an action did.
type Done struct {
	ID string
	// Version is the head afterwards or, if something was approved, the
	// approved version.
	Version int64
	// Unchanged means that what was to be saved says what is there already, so
	// there is no new version.
	Unchanged bool
	// Next is the edition that shows now or next; its Key is empty if there is
	// none.
	Next Edition
}

// A Scribble is what somebody typed and has not saved, and the sign that they
// have the item open. It is no version, and ends with a save.
type Scribble struct {
	ItemID, AccountID string
	BasedOn           int64
	Form              string // as the browser sent it; empty if nothing was changed
	Since, At         time.Time
}

// A Parked form met an ended session. Only the account it came from sees it.
type Parked struct {
	ID        string
	AccountID string
	Path      string
	Form      string
	Until     time.Time
}

// A Comment is what somebody says of a passage of a draft.
type Comment struct {
	ID      string
	ItemID  string
	Version int64 // in which the passage was marked
	Lang    string
	// Quote is the passage, Before and After at most 32 characters around it.
	// A comment on the whole has no quote.
	Quote, Before, After string
	Text                 string
	By                   string // see Actor.By
	At                   time.Time
	ResolvedBy           string
	ResolvedAt           time.Time
	Parent               string // the comment it answers; may be empty
}

// Validate returns Problems or nil.
func (c Comment) Validate() error {
	var p Problems
	if c.Lang != "" && !slices.Contains(Languages(), c.Lang) {
		p.Add("lang", "problem.lang", "%q is none of %s", c.Lang, strings.Join(Languages(), ", "))
	}
	for _, f := range []struct{ name, value string }{{"text", c.Text}, {"quote", c.Quote}, {"before", c.Before}, {"after", c.After}} {
		switch n := len([]rune(f.value)); {
		case n == 0 && f.name == "text":
			p.Add("text", "problem.required", "is missing")
		case n > MaxComment:
			p.Add(f.name, "problem.long", "is longer than %d characters", MaxComment)
		case !printable(f.value):
			p.Add(f.name, "problem.text", "holds control characters")
		}
	}
	return p.Err()
}

// A Standing is what the desk's lists show of an item.
type Standing struct {
	ID       string
	Type     Type
	Title    string // of the draft, if there is one
	Slug     string // of what is live
	Dezernat string
	Tags     []string
	// Traditions and Observances are those of what is live.
	Traditions  []string
	Observances []calendar.ID
	Phase       Phase
	State       State
	Head, Live  int64
	Overtaken   bool
	Owner       string
	By          string // who saved the head
	At          time.Time
	SentBy      string
	SentAt      time.Time
	Note        string
	// Current is the edition that shows, Next the first that begins later, and
	// Last the last one that began; their Keys are empty where there is none.
	Current, Next, Last Edition
	// Update is when a planned text takes the place of the present one; zero
	// for never.
	Update time.Time
}

// Item returns as much of the item as roles are limited by.
func (s *Standing) Item() *Item {
	return &Item{ID: s.ID, Type: s.Type, Dezernat: s.Dezernat, Tags: s.Tags, Traditions: s.Traditions}
}

// A Stand is what a list of the desk is narrowed by.
type Stand string

// The stands; a list may be narrowed to one.
const (
	AnyStand       Stand = ""
	StandDraft     Stand = "entwurf"
	StandSent      Stand = "in-pruefung"
	StandReturned  Stand = "zurueckgegeben"
	StandPlanned   Stand = "geplant"
	StandVisible   Stand = "sichtbar"
	StandOver      Stand = "abgelaufen"
	StandWithdrawn Stand = "zurueckgezogen"
	StandBinned    Stand = "papierkorb"
)

// Stands lists the stands that lists offer.
func Stands() []Stand {
	return []Stand{StandDraft, StandSent, StandReturned, StandPlanned, StandVisible, StandOver, StandWithdrawn, StandBinned}
}

// A DeskQuery selects items for the desk. Empty fields select all.
type DeskQuery struct {
	Type  Type
	Stand Stand
	Text  string // in the title or id, compared without case; drafts included
	// Owner or Sender: items that the account owns or sent.
	Account string
	// BeginsBefore selects items of which an edition begins from now until then,
	// the next one first.
	BeginsBefore  time.Time
	Limit, Offset int // as in Query
}

// A Desk stores work on items. Drafts never enter the change log; what is
// approved, withdrawn or chosen does. Every action is one transaction, and is
// entered in the audit within it.
type Desk interface {
	// Work returns an item as the desk sees it; ErrNotFound.
	Work(ctx context.Context, id string) (*Work, error)
	// Standings lists items for the desk, those worked on last first, and
	// returns how many there are in total. It runs a fixed number of statements.
	Standings(ctx context.Context, q DeskQuery) ([]Standing, int, error)
	// Act carries out an action, if p permits it: *Refusal, Problems,
	// ErrNotFound; ErrConflict if an address is taken.
	Act(ctx context.Context, p Policy, a Actor, x Action) (Done, error)
	// Fold puts texts whose moment has come in the place of those before. It
	// changes nothing that readers see, and may be called at any time.
	Fold(ctx context.Context) (int, error)
	// Tidy deletes what is no longer kept: see BinKept, ParkedKept.
	Tidy(ctx context.Context) error

	// Scribble keeps what somebody typed, in place of what they typed before.
	Scribble(ctx context.Context, s Scribble) error
	// Scribbles returns what is kept of an item, by account.
	Scribbles(ctx context.Context, id string) ([]Scribble, error)
	// Forget deletes what an account typed.
	Forget(ctx context.Context, id, account string) error

	// Park keeps a form for an account, and returns its id; of more than
	// MaxParked, the oldest goes.
	Park(ctx context.Context, p Parked) (id string, err error)
	// ParkedBy returns the forms kept for an account, latest first.
	ParkedBy(ctx context.Context, account string) ([]Parked, error)
	// Unpark deletes a form of an account.
	Unpark(ctx context.Context, account, id string) error

	// Comments returns the comments on an item, oldest first.
	Comments(ctx context.Context, id string) ([]Comment, error)
	// AddComment stores a comment and returns its id; ErrNotFound, Problems,
	// also if there are MaxComments already.
	AddComment(ctx context.Context, c Comment) (string, error)
	// ResolveComment marks a comment as done, or as open again; ErrNotFound.
	ResolveComment(ctx context.Context, item, id, by string, done bool) error
}
