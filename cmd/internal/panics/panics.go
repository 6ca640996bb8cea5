// Package panics turns a panic, which is a mistake in the program, into an
// error where everything else can go on.
//
// It must not know what panicked. To add a place that survives a panic: call
// [Catch] there.
package panics

import (
	"fmt"
	"net/http"
	"runtime/debug"
)

// An Error is a caught panic.
type Error struct {
	Value any
	Stack []byte // where it happened
}

// Error implements error; it includes the stack, for the log.
func (e *Error) Error() string { return fmt.Sprintf("panic: %v\n%s", e.Value, e.Stack) }

// Catch calls f, and returns a panic in it as an *Error. It does not stop
// http.ErrAbortHandler, which ends a request on purpose.
func Catch(f func() error) (err error) {
	defer func() {
		switch v := recover(); v {
		case nil:
		case http.ErrAbortHandler:
			panic(v)
		default:
			err = &Error{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}
