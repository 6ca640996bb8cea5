package content

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// A Source is where an account comes from, and who says what it may.
type Source string

// The sources of accounts.
const (
	LocalSource Source = "local" // entered here, with a password
	OIDCSource  Source = "oidc"
	LDAPSource  Source = "ldap"
	ProxySource Source = "proxy"
)

// What accounts, sessions and links are granted.
const (
	// SessionKept is how long an ended session is remembered, so that a form
	// sent too late can be kept for whoever wrote it.
	SessionKept = 24 * time.Hour
	// TriesKept is how long attempts to sign in are counted.
	TriesKept = 15 * time.Minute
	// LeastPassword is how many characters a password has at least, and
	// MostPassword how many bytes at most.
	LeastPassword, MostPassword = 12, 1024
)

// An Account is somebody who may sign in at the desk. Of one who was removed
// only the ID is left: what was done names it.
type Account struct {
	ID      string // random, never used again
	Login   string // in lower case; unique
	Name    string
	Mail    string
	Source  Source // empty once removed
	Subject string // what the source calls it; unique with it, or empty
	// Password is the hash of a local password; empty if none was set yet.
	Password string
	Roles    []Role // of local accounts; others bring theirs at each sign-in
	Locked   time.Time
	Created  time.Time
	Seen     time.Time // when it last signed in; zero if never
}

// Removed reports whether only the ID is left.
func (a *Account) Removed() bool { return a.Source == "" }

// Validate returns Problems or nil.
func (a *Account) Validate() error {
	var p Problems
	checkName(&p, "login", a.Login, 100)
	if strings.ContainsFunc(a.Login, unicode.IsSpace) {
		p.Add("login", "problem.login", "must not hold spaces")
	}
	checkName(&p, "name", a.Name, 200)
	checkText(&p, "mail", a.Mail, 200)
	for _, r := range a.Roles {
		if !slices.Contains(RoleNames(), r.Name) {
			p.Add("role", "problem.role", "%q is not one of editor, approver, administrator", r.Name)
		}
		for field, limits := range map[string][]string{"dezernat": r.Dezernate, "theme": r.Themes, "tradition": r.Traditions} {
			for _, limit := range limits {
				checkName(&p, field, limit, MaxTagLength)
			}
		}
	}
	return p.Err()
}

// checkName adds the problems of a text of one line that must be there.
func checkName(p *Problems, field, value string, limit int) {
	if strings.TrimSpace(value) == "" {
		p.Add(field, "problem.required", "is missing")
		return
	}
	checkText(p, field, value, limit)
	if strings.ContainsFunc(value, unicode.IsControl) {
		p.Add(field, "problem.text", "must be one line")
	}
}

// CheckPassword returns Problems with a new password, or nil. Its length counts
// and nothing else: rules on what it is made of make people write it down.
func CheckPassword(password string) error {
	var p Problems
	switch {
	case password == "":
		p.Add("password", "problem.required", "is missing")
	case utf8.RuneCountInString(password) < LeastPassword:
		p.Add("password", "problem.password", "has fewer than %d characters", LeastPassword)
	case len(password) > MostPassword:
		p.Add("password", "problem.long", "has more than %d bytes", MostPassword)
	}
	return p.Err()
}

// A Session is somebody signed in on one device.
type Session struct {
	Hash      string // of the token in the cookie
	AccountID string
	Roles     []Role // as of signing in
	Data      string // belongs to whoever keeps sessions
	SID       string // what the source calls the session; may be empty
	Device    string // as people know it: "Firefox, Windows"
	Created   time.Time
	Seen      time.Time // at most a minute behind
	Expires   time.Time
	Ended     time.Time // zero while it lasts
}

// Over returns when the session was or will be over, if nobody used it since it
// was last seen.
func (s *Session) Over(idle time.Duration) time.Time {
	over := s.Seen.Add(idle)
	if s.Expires.Before(over) {
		over = s.Expires
	}
	if !s.Ended.IsZero() && s.Ended.Before(over) {
		over = s.Ended
	}
	return over
}

// A TokenKind is what a token is for.
type TokenKind string

// The kinds of tokens.
const (
	FirstToken  TokenKind = "first"  // makes the first account
	InviteToken TokenKind = "invite" // sets the first password of an account
	ResetToken  TokenKind = "reset"  // sets another one
	HeardToken  TokenKind = "heard"  // a message that must not be heard twice
)

// A Token can be used once, until some moment.
type Token struct {
	Hash      string
	Kind      TokenKind
	AccountID string
	Until     time.Time
}

// A Try limits attempts to sign in: within TriesKept, Most of them may fail for
// one key. Only a hash of the key is stored.
type Try struct {
	Kind string
	Key  string
	Most int
}

// An AccountStore keeps who may sign in, who is signed in, and who tried. by
// is what the audit records, see Actor.By.
type AccountStore interface {
	// Accounts returns all accounts but those removed, ordered by login.
	Accounts(ctx context.Context) ([]*Account, error)
	// Account returns the account with an id, also a removed one; ErrNotFound.
	Account(ctx context.Context, id string) (*Account, error)
	// AccountByLogin returns the account with a login, in any case; ErrNotFound.
	AccountByLogin(ctx context.Context, login string) (*Account, error)
	// AddAccount stores a new account and sets its ID and Created; Problems,
	// ErrConflict if the login or the subject is taken. A FirstToken can then no
	// longer be used.
	AddAccount(ctx context.Context, by string, a *Account) error
	// AddFirstAccount is AddAccount with a FirstToken, which is used up;
	// ErrNotFound if it cannot be used any longer.
	AddFirstAccount(ctx context.Context, token string, a *Account) error
	// Arrive finds the account of a subject of another source, or adds it, and
	// takes over name and mail; it sets all fields of a. A login that is taken
	// gets the source's name behind it. ErrDenied if it is locked.
	Arrive(ctx context.Context, a *Account) error
	// SetPassword replaces the hash of a password, and ends all sessions.
	SetPassword(ctx context.Context, by, id, password string) error
	// LockAccount locks an account and ends its sessions, or unlocks it.
	LockAccount(ctx context.Context, by, id string, locked bool) error
	// RemoveAccount removes everything about an account but its ID.
	RemoveAccount(ctx context.Context, by, id string) error

	// BeginSession stores a new session, as audited by action, and marks the
	// account as seen.
	BeginSession(ctx context.Context, s *Session, action string) error
	// Session returns a session, also an ended one, with its account;
	// ErrNotFound.
	Session(ctx context.Context, hash string) (*Session, *Account, error)
	// SeeSession notes that a session that lasts was used.
	SeeSession(ctx context.Context, hash string) error
	// EndSession ends a session if it lasts.
	EndSession(ctx context.Context, hash string) error
	// EndSessions ends all sessions of an account but the one with the hash
	// keep, and of these, if sid is given, only those; it returns how many.
	EndSessions(ctx context.Context, by, accountID, sid, keep string) (int, error)
	// Sessions returns those of an account that were not ended, newest first.
	Sessions(ctx context.Context, accountID string) ([]*Session, error)
	// EndSessionsOf ends the sessions of a source that the source names by
	// subject, sid or both; it returns how many. message is the hash of what
	// the source sent, remembered until a moment: ErrConflict if it was heard
	// before.
	EndSessionsOf(ctx context.Context, source Source, subject, sid, message string, until time.Time) (int, error)

	// IssueToken stores a token. There is one FirstToken at a time, and one
	// other for each account.
	IssueToken(ctx context.Context, by string, t Token) error
	// Token returns a token that can still be used; ErrNotFound.
	Token(ctx context.Context, hash string) (Token, error)
	// RedeemToken sets the password of an account by an InviteToken or a
	// ResetToken and ends its sessions; ErrNotFound. A FirstToken can then no
	// longer be used.
	RedeemToken(ctx context.Context, hash, password string) (*Account, error)

	// Try counts an attempt under each limit and returns its id. If one of
	// them is used up, it counts nothing and returns when to try again.
	Try(ctx context.Context, tries ...Try) (id string, until time.Time, err error)
	// Succeeded takes back an attempt, and all others under one limit.
	Succeeded(ctx context.Context, id string, clear Try) error
	// ForgetAccess removes sessions, tokens and attempts whose time is up.
	ForgetAccess(ctx context.Context) error
}
