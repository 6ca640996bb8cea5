package content

import (
	"errors"
	"fmt"
	"strings"
)

// Errors that callers tell apart with errors.Is.
var (
	// ErrNotFound means that it does not exist, or is not visible at the moment
	// asked for. Readers cannot tell which.
	ErrNotFound = errors.New("not found")
	// ErrConflict means that it has changed since the caller read it, or that
	// its address belongs to something else.
	ErrConflict = errors.New("conflict")
	// ErrDenied means that the caller may not do this.
	ErrDenied = errors.New("denied")
	// ErrFull means that there is no room for another; the caller may try again
	// much later.
	ErrFull = errors.New("there is no room for more")
	// ErrUnavailable means that the store does not answer; trying later may
	// help.
	ErrUnavailable = errors.New("the store does not answer")
	// ErrDiskFull means that the store can be read, but has no room to write.
	// Nothing of what failed was stored; trying again helps once somebody has
	// made room.
	ErrDiskFull = errors.New("the disk is full, nothing of this was stored")
	// ErrTraces: something was deleted, and the files of the database may still
	// hold it until they are next tidied up.
	ErrTraces = errors.New("it is deleted, and may still stand in the files of the database until they are next tidied up")
	// ErrNewerSchema means that the database was changed by a newer version of
	// the program in a way that this one cannot work with. The caller must not
	// touch it.
	ErrNewerSchema = errors.New("database schema is newer than this program")
	// ErrOlderSchema means that the database was opened read-only, and must
	// first be brought to the schema of this version.
	ErrOlderSchema = errors.New("database schema is older than this program")
	// ErrUnknownRecord means that a version was written by another program,
	// usually a newer one, and holds something that this program does not know
	// and would lose.
	ErrUnknownRecord = errors.New("the record holds what this program does not know")
)

// A Problem is something wrong with one field of what somebody entered.
type Problem struct {
	Field string // as in forms and front matter: "title", "publish.at"
	Key   string // message key of themes/locale, "problem.required"
	// Detail is an English sentence saying what is wrong with the value. It is
	// shown unchanged to people who import files.
	Detail string
}

// Problems is the error of a failed validation.
type Problems []Problem

// Error lists the problems, each with its field first.
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

// Err returns the problems as an error, or nil if there are none.
func (p Problems) Err() error {
	if len(p) == 0 {
		return nil
	}
	return p
}
