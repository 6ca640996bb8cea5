package themes

import (
	"strings"
	"time"

	"vielfalt/content"
)

// SignInPage is where people of the desk sign in.
type SignInPage struct {
	Base
	Action    string // address the form is sent to
	Onward    string // path to go on at; may be empty
	Elsewhere string // address that starts a sign-in at a provider; may be empty
	Button    string // what its link says; empty for our words
	Demo      []string
	// Says is the message key of why somebody was sent here, and Minutes how
	// long one may be away.
	Says    string
	Minutes int
	// Key is the message key of why the form was not accepted, and Until when to
	// try again, if that is known.
	Key      string
	Until    time.Time
	Problems []FieldProblem
}

// Template implements Page.
func (*SignInPage) Template() string { return "signin" }

// DeniedPage says why somebody who is known may not come in.
type DeniedPage struct {
	Base
	Key string // message key
	Ask []Person
}

// Template implements Page.
func (*DeniedPage) Template() string { return "denied" }

// A Person is somebody to ask.
type Person struct{ Name, Mail string }

// SetupPage makes the first account, or sets a password.
type SetupPage struct {
	Base
	Action           string
	First            bool
	Login, Name      string
	Editor, Approver bool // also has these roles
	Least            int  // characters of a password
	Problems         []FieldProblem
}

// Template implements Page.
func (*SetupPage) Template() string { return "setup" }

// AccountPage shows somebody their own account.
type AccountPage struct {
	Base
	Action   string
	Login    string
	Source   content.Source
	Password bool // it has one of our own, which can be changed
	Least    int
	Sessions []SessionRow
	Says     string // message key of what was done; may be empty
	Until    time.Time
	Problems []FieldProblem
}

// Template implements Page.
func (*AccountPage) Template() string { return "account" }

// A SessionRow is one device on which somebody is signed in.
type SessionRow struct {
	Device      string
	Began, Seen time.Time
	Present     bool // it is this one
}

// A formField is a field of a form as the template form-field shows it.
type formField struct {
	Name, Value, Complete string
	Secret                bool
	Problem               string // message key; empty if it is right
}

func newFormField(name, value, complete string, problems []FieldProblem) formField {
	f := formField{Name: name, Value: value, Complete: complete, Secret: strings.HasSuffix(complete, "password")}
	for _, p := range problems {
		if p.Field == name && f.Problem == "" {
			f.Problem = p.Key
		}
	}
	return f
}
