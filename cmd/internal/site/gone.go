package site

import (
	"net/http"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/themes"
)

// A movedError is the answer to an address under which readers once found what
// has another one now.
type movedError struct{ to string }

func (e movedError) Error() string { return "moved to " + e.to }

// Moved returns the error of a request for something that has another address
// for good: the reader is sent there, with the parameters of the request.
func Moved(to string) error { return movedError{to} }

// A goneError is the answer to an address under which readers saw something that
// they do not see now. It says nothing of what that was.
type goneError struct {
	seen content.Seen
	now  []themes.Link
}

func (e goneError) Error() string {
	if e.seen.Withdrawn {
		return "withdrawn"
	}
	return "not visible at the moment"
}

// Gone returns the error of a request for something that readers have seen and
// cannot see at the moment, or not any more. now is what they can see instead.
func Gone(seen content.Seen, now []themes.Link) error { return goneError{seen, now} }

func (e goneError) status() int {
	if e.seen.Withdrawn {
		return http.StatusGone
	}
	return http.StatusNotFound
}

// key is that of the message for people.
func (e goneError) key() string {
	if e.seen.Withdrawn {
		return "error.withdrawn"
	}
	return "error.over"
}

// tell puts into an error page when something shows again, and what shows now.
func (e goneError) tell(rq *Request, p *themes.ErrorPage) {
	p.Now = e.now
	if !e.seen.Next.IsZero() && !e.seen.Withdrawn {
		p.Next = rq.Words.LongDate(calendar.DateOf(e.seen.Next.In(calendar.Berlin)))
	}
}
