package themes

import (
	"cmp"

	"vielfalt/themes/locale"
)

// A DeskBase is what all pages of the desk have in common.
type DeskBase struct {
	Base
	// Said says what the last action did; empty if there was none.
	Said string
	// Refused says why an action was not carried out, and Instead is a button
	// that works; empty if nothing was refused.
	Refused string
	Instead *DeskButton
	// Item is the item that the page is about; nil if it is about none.
	Item *DeskItem
}

// A DeskButton sends a form with one button.
type DeskButton struct {
	Title string
	URL   string
	Do    string
	Base  int64
}

// A DeskItem heads the pages about one item.
type DeskItem struct {
	ID, Title string
	URL       string
	Head      int64
	Work      string // in words; empty if there is no open draft
	Shown     string // in words; empty if it was never approved
	Planned   []string
	Tabs      []DeskTab
}

// A DeskTab leads to another page about the same item.
type DeskTab struct {
	Title   string
	URL     string
	Current bool
	N       int
}

// DeskBoardPage is where somebody who is signed in begins.
type DeskBoardPage struct {
	DeskBase
	MayWrite bool
	Boxes    []DeskBox
}

// Template implements Page.
func (*DeskBoardPage) Template() string { return "desk-board" }

// A DeskBox lists at most seven things to do.
type DeskBox struct {
	ID, Title string
	Rows      []DeskRow
	More      Link // to the rest; empty if there is none
}

// A DeskRow is an item in a list of the desk.
type DeskRow struct {
	Title  string
	URL    string // empty if the reader may not open it
	Detail string
	Action string // what the link does, if it does not open the item
	Note   string
}

// DeskListPage lists articles.
type DeskListPage struct {
	DeskBase
	MayWrite bool
	Stands   []Choice
	Text     string
	Mine     bool
	Total    int
	Rows     []DeskStanding
	Pager    Pager
}

// Template implements Page.
func (*DeskListPage) Template() string { return "desk-list" }

// A DeskStanding is a row of the list of articles.
type DeskStanding struct {
	ID, Title string
	URL       string
	Work      string
	Shown     string
	Now, Next string
	Who, When string
}

// DeskNewPage begins an article.
type DeskNewPage struct {
	DeskBase
	Problems []DeskProblem
	Fields   map[string]string
	Find     DeskFind
	Limits   []string // in words
}

// Template implements Page.
func (*DeskNewPage) Template() string { return "desk-new" }

// A DeskProblem is something wrong with a field.
type DeskProblem struct {
	Field  string
	Anchor string
	Label  string
	Text   string
}

// Describes is the id of the element that says what is wrong.
func (p DeskProblem) Describes() string { return "p-" + p.Anchor[len("f-"):] }

// A DeskFind looks for an observance.
type DeskFind struct {
	Text    string
	Asked   bool
	Matches []DeskObservance
}

// A DeskObservance is an observance to choose.
type DeskObservance struct {
	ID, Name, Tradition string
	When                string
	Chosen              bool
}

// DeskEditorPage is where an article is written.
type DeskEditorPage struct {
	DeskBase
	Action   string
	Base     int64 // the head that the form is made of
	Fields   map[string]string
	Locked   bool // it is in review
	Problems []DeskProblem
	Texts    []DeskText
	// Traditions, Observances and Schedule are what may be chosen.
	Traditions  []Choice
	Observances []DeskObservance
	Holidays    []DeskObservance
	Find        DeskFind
	Plan        *DeskPlan
	Checks      *DeskChecks
	Picture     *DeskPicture
	Others      []DeskOther
	Comments    []DeskComment // that are open
	Why         string        // it cannot be changed
	Back        string        // where what is in the bin is taken back
	Changed     bool          // the form is not what is saved
	Unsaved     bool          // what is shown was never saved
	Overtaken   string
	Latest      int64  // the version approved last
	Returned    string // why it was given back
	Preview     string
	PreviewForm string
	Autosave    string
	Convert     string
	Planner     string
	Observe     string
	// Correct means that the form is of what is live, and changes that alone.
	// CanCorrect is where that is done; empty if it may not be.
	Correct    bool
	CanCorrect string
}

// Errors returns the first problem of each field.
func (p *DeskEditorPage) Errors() map[string]*DeskProblem {
	out := map[string]*DeskProblem{}
	for i := range p.Problems {
		if q := &p.Problems[i]; out[q.Field] == nil {
			out[q.Field] = q
		}
	}
	return out
}

// Template implements Page.
func (*DeskEditorPage) Template() string { return "desk-editor" }

// A DeskText is a text in one language in the editor.
type DeskText struct {
	Lang, Name string
	// Stale means that the main text has changed since.
	Prefix                 string // of field names
	Title, Summary, Body   string
	HTMLLang               string
	Stale                  bool
	Main, Locked           bool
	Words, Ease            string
	ErrTitle, ErrSummary   string
	ErrBody                string
	AnchorTitle, AnchorSum string
	AnchorBody             string
}

// A DeskPicture is a picture of an article at the desk.
type DeskPicture struct {
	URL, Name, Alt  string
	Hash            string
	Decorative      bool
	Credit, Licence string
	Above           bool   // it stands above the text, not in it
	Wrong           string // what is wrong with its words; empty if nothing is
	Made            string // by which a file that was sent already is known; empty if there is none
}

// DeskPicturesPage shows the pictures of an article, and takes in more.
type DeskPicturesPage struct {
	DeskBase
	Pictures []DeskPicture
	Problems []DeskProblem
	Locked   bool // nothing can be changed now
	// New is what was typed for one more, and NewProblems are those of it.
	New         DeskPicture
	NewProblems []DeskProblem
}

// Template implements Page.
func (*DeskPicturesPage) Template() string { return "desk-pictures" }

// A DeskOther is somebody who has the same item open.
type DeskOther struct{ Text string }

// A DeskPlan is what a schedule comes to.
type DeskPlan struct {
	Words string
	Rows  []DeskEdition
	None  string // why there is nothing
}

// A DeskEdition is a line of a plan.
type DeskEdition struct {
	Feast     string
	Certainty string
	Range     string
	Appears   string
	Ends      string
	Notes     []string
	Off       bool // it does not show
}

// DeskChecks are what the checks of a text found.
type DeskChecks struct {
	Faults, Hints []DeskFinding
}

// A DeskFinding is something a check found.
type DeskFinding struct {
	Text string
	URL  string
}

// DeskVersionsPage lists the versions of an item.
type DeskVersionsPage struct {
	DeskBase
	Versions []DeskVersion
}

// Template implements Page.
func (*DeskVersionsPage) Template() string { return "desk-versions" }

// A DeskVersion is a line of the list of versions.
type DeskVersion struct {
	Number     int64
	URL        string
	Title      string
	Kind       string
	Who, When  string
	Note       string
	Marks      []string // live, planned, draft
	Compare    string
	CompareNow string
}

// DeskVersionPage shows one version.
type DeskVersionPage struct {
	DeskBase
	Version DeskVersion
	Preview string
	Restore bool
	Fields  []DeskField
	Head    int64
}

// Template implements Page.
func (*DeskVersionPage) Template() string { return "desk-version" }

// A DeskField is a field in words.
type DeskField struct{ Name, Value string }

// DeskComparisonPage compares two versions.
type DeskComparisonPage struct {
	DeskBase
	From, To   int64
	Choices    []DeskVersion
	Comparison DeskComparison
	Action     string
}

// Template implements Page.
func (*DeskComparisonPage) Template() string { return "desk-comparison" }

// A DeskComparison is what differs.
type DeskComparison struct {
	Same   bool
	Fields []DeskChange
}

// A DeskChange is a field that differs.
type DeskChange struct {
	Name   string
	Pieces []DeskPiece
}

// A DeskPiece is a run of words.
type DeskPiece struct {
	Kind   string // "", "ins", "del" or "fold"
	Text   string
	Folded int // words that are not shown
}

// DeskApprovalPage is where somebody decides about a draft.
type DeskApprovalPage struct {
	DeskBase
	Number     int64
	Against    string // what it is compared with
	Comparison DeskComparison
	Checks     *DeskChecks
	Plan       *DeskPlan
	Comments   []DeskComment
	Preview    string
	SentBy     string
	SentNote   string
	Wrote      string
	CanApprove bool
	CanOwn     bool
	CanReturn  bool
	CanBack    bool
	CanSend    bool
	// CanWithdraw and CanReapprove are for what was approved.
	CanWithdraw, CanReapprove bool
	Why                       string // why one may not approve
	Live                      bool   // something is approved already, so that a moment may be chosen
	Fields                    map[string]string
	Problems                  []DeskProblem
}

// Template implements Page.
func (*DeskApprovalPage) Template() string { return "desk-approval" }

// DeskCommentsPage lists comments and takes new ones.
type DeskCommentsPage struct {
	DeskBase
	Text     string // to mark a passage in
	Comments []DeskComment
	Fields   map[string]string
	Problems []DeskProblem
	Langs    []Choice
	Number   int64
}

// Template implements Page.
func (*DeskCommentsPage) Template() string { return "desk-comments" }

// A DeskComment is a comment with its answers.
type DeskComment struct {
	ID, Who, When, Text string
	Quote               string
	Lost                bool // the passage is no longer there
	Done                string
	Answers             []DeskComment
	URL                 string
}

// DeskEditionsPage lists the editions of an item.
type DeskEditionsPage struct {
	DeskBase
	Past, Now, Next []DeskChoice
	Fields          map[string]string
	Problems        []DeskProblem
	May             bool
	Renew           bool
}

// Template implements Page.
func (*DeskEditionsPage) Template() string { return "desk-editions" }

// A DeskChoice is an edition with what may be decided about it.
type DeskChoice struct {
	Key     string
	Name    string // "Zuckerfest 2027"
	Edition DeskEdition
	Moment  string // for the field
	Made    string // what was decided, by whom
	Skip    bool   // buttons
	End     bool
	Move    bool
	Renew   bool
	Undo    bool
	State   string
}

// DeskConfirmPage asks before something is done.
type DeskConfirmPage struct {
	DeskBase
	Text     string
	Do       string
	Button   string
	Note     string // label of the reason; empty if none is asked for
	Needed   bool
	Value    string
	Problems []DeskProblem
	Back     string
}

// Template implements Page.
func (*DeskConfirmPage) Template() string { return "desk-confirm" }

// DeskConflictPage shows what two people wrote.
type DeskConflictPage struct {
	DeskBase
	Action string
	Who    string // "Text von Anna Muster (10:40)"
	Head   int64
	Fields []DeskClash
	Hidden []DeskHidden // the merged form
	Own    []DeskHidden // that of whoever reads
	Marked bool         // both changed the same lines
}

// Template implements Page.
func (*DeskConflictPage) Template() string { return "desk-conflict" }

// A DeskClash is a field on which two texts differ.
type DeskClash struct {
	Name, Label          string
	Mine, Theirs, Merged string
	Marked               bool
	Long                 bool
}

// A DeskHidden is a field that a form carries along.
type DeskHidden struct{ Name, Value string }

// DeskParkedPage shows a form that met an ended session.
type DeskParkedPage struct {
	DeskBase
	Until  string
	Action string
	Fields []DeskField
	Hidden []DeskHidden
	Known  bool
}

// Template implements Page.
func (*DeskParkedPage) Template() string { return "desk-parked" }

// DeskLostPage gives back a form that could not be stored.
type DeskLostPage struct {
	DeskBase
	Action string
	Fields []DeskField
	Hidden []DeskHidden
}

// Template implements Page.
func (*DeskLostPage) Template() string { return "desk-lost" }

// DeskTitlePage is all that an administrator sees of an article.
type DeskTitlePage struct {
	DeskBase
	CanBack       bool
	ReviewOn      string
	Accounts      []Choice // to look after it
	DeputyChoices []Choice
	WaitingSince  string
	Problems      []DeskProblem
}

// Template implements Page.
func (*DeskTitlePage) Template() string { return "desk-title" }

// DeskPlanPart is the part of a page that the script asks for.
type DeskPlanPart struct {
	Base
	Plan *DeskPlan
}

// Part implements Part.
func (*DeskPlanPart) Part() {}

// Template implements Page.
func (*DeskPlanPart) Template() string { return "desk-plan" }

// DeskFoundPart is the list of observances that the script asks for.
type DeskFoundPart struct {
	Base
	Find DeskFind
	Name string
}

// Part implements Part.
func (*DeskFoundPart) Part() {}

// Template implements Page.
func (*DeskFoundPart) Template() string { return "desk-found" }

// A Banner heads a page that shows editors what is not published.
type Banner struct {
	Text string // of which moment it is; may be empty
}

// deskOptions returns the choices of a field of the schedule.
func deskOptions(p *locale.Printer, field, chosen string, values []string) []Choice {
	out := make([]Choice, len(values))
	for i, v := range values {
		out[i] = Choice{Value: v, Title: p.T("desk.option." + field + "." + cmp.Or(v, "none")), Chosen: v == chosen}
	}
	return out
}
