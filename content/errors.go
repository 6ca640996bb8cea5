package content

import (
	"errors"
	"fmt"
	"strings"
)

// Errors that callers tell apart with errors.Is.
var (
	// ErrNotFound: there is no such thing, or it is not visible at the moment
	// asked for. Readers cannot tell which.
	ErrNotFound = errors.New("not found")
	// ErrConflict: the thing was changed since the caller read it, or its
	// address belongs to something else.
	ErrConflict = errors.New("conflict")
	// ErrDenied: the caller may not do this.
	ErrDenied = errors.New("denied")
	// ErrFull: there is no room for one more; the caller may try much later.
	ErrFull = errors.New("there is no room for more")
	// ErrUnavailable: the store does not answer; trying later may help.
	ErrUnavailable = errors.New("the store does not answer")
	// ErrDiskFull: the store can be read, but has no room to write. Nothing of
	// what failed was stored; trying again helps once somebody has made room.
	ErrDiskFull = errors.New("the disk is full, nothing of this was stored")
	// ErrNewerSchema: the database was written by a newer version of the
	// program with which this one cannot work. The caller must not touch it.
	ErrNewerSchema = errors.New("database schema is newer than this program")
	// ErrOlderSchema: the database was opened to be read only, and must be
	// brought to the schema of this version first.
	ErrOlderSchema = errors.New("database schema is older than this program")
	// ErrUnknownRecord: a version was written by another program, as a rule a
	// newer one, and holds what this one does not know and would lose.
	ErrUnknownRecord = errors.New("the record holds what this program does not know")
)

// A Problem is one thing wrong with one field of what somebody entered.
type Problem struct {
	Field string // as in forms and front matter: "title", "publish.at"
	Key   string // message key of themes/locale, "problem.required"
	// Detail is shown as it is, for people who import files: a sentence in
	// English saying what is wrong with the value.
	Detail string
}

// Problems is the error of a validation that failed.
type Problems []Problem

// Error lists the problems, fields first.
func (p Problems) Error() string {
	s := make([]string, len(p))
	for i, q := range p {
		s[i] = q.Field + ": " + q.Detail
	}
	return strings.Join(s, "; ")
}

// Add appends a problem.
func (p *Problems) Add(field, key, format string, args ...any) {
	*p = append(*p, Problem{Field: field, Key: key, Detail: fmt.Sprintf(format, args...)})
}

// Err returns the problems as an error, or nil where there are none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}
