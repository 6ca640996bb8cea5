// Package panics turns a panic, which is a mistake in the program, into an error
// where the rest can go on.
//
// It must not know what panicked. To add a place that goes on: call [Catch].
package panics

import (
	"fmt"
	"net/http"
	"runtime/debug"
)

// An Error is a panic that was caught.
type Error struct {
	Value any
	Stack []byte // where it happened
}

// Error says it for the log, with the stack.
func (e *Error) Error() string { return fmt.Sprintf("panic: %v\n%s", e.Value, e.Stack) }

// Catch calls f, and returns as an Error what it panics with. What ends a request
// on purpose, http.ErrAbortHandler, goes on.
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
