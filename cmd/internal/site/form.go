package site

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"vielfalt/cmd/internal/peer"
	"vielfalt/content"
	"vielfalt/themes"
)

// Form registers a page with a form that is sent to its own address. It is
// fresh, or personal where the answer is only for whoever sent the form.
func (r Routes) Form(k Keeping, name, path string, show func(*Request) (themes.Page, error), send Handler) {
	s := r.site
	s.keepings[name] = k
	h := s.handle(name, []string{http.MethodGet, http.MethodHead, http.MethodPost}, s.limited(func(w http.ResponseWriter, rq *Request) error {
		w.Header().Set("Cache-Control", k.unkept())
		if rq.http.Method != http.MethodPost {
			p, err := show(rq)
			if err != nil {
				return err
			}
			return s.Render(w, rq, http.StatusOK, p)
		}
		if err := s.guard.Check(rq.http); err != nil {
			return Refuse(http.StatusForbidden, "cross-origin form", "")
		}
		rq.http.Body = http.MaxBytesReader(w, rq.http.Body, 64<<10)
		return send(w, rq)
	}))
	r.router.Handle(path, h).Name(name)
}

// guard returns the check that refuses forms from other sites. A browser names
// the address that readers use, which a proxy need not have passed on as Host.
func guard(base *url.URL) (*http.CrossOriginProtection, error) {
	g := http.NewCrossOriginProtection()
	if err := g.AddTrustedOrigin(Origin(base)); err != nil {
		return nil, fmt.Errorf("base address: %w", err)
	}
	return g, nil
}

// Origin returns an address the way browsers state the origin of a form: in
// lower case, and without a default port.
func Origin(base *url.URL) string {
	host := strings.ToLower(base.Host)
	switch {
	case base.Scheme == "https":
		host = strings.TrimSuffix(host, ":443")
	case base.Scheme == "http":
		host = strings.TrimSuffix(host, ":80")
	}
	return base.Scheme + "://" + host
}

// Admitted asks whether a rule allows what a form asks for. It returns 200, or
// 429 with what to tell the reader.
func (s *Site) Admitted(w http.ResponseWriter, rq *Request, rule peer.Rule) (int, themes.Unsent) {
	// A reader who leaves still counts, and asking a store that is away costs
	// little.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(rq.ctx), impatience)
	defer cancel()
	wait := s.Admit(ctx, rule, s.Proxies.From(rq.http))
	if wait <= 0 {
		return http.StatusOK, themes.Unsent{}
	}
	RetryAfter(w, wait)
	return http.StatusTooManyRequests, themes.Unsent{Key: rule.Name + ".limited", Wait: int((wait + time.Minute - 1) / time.Minute)}
}

// RetryAfter tells the reader how long to wait before trying again.
func RetryAfter(w http.ResponseWriter, d time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int((d+time.Second-1)/time.Second)))
}

// ParseForm reads a form that was sent.
func (r *Request) ParseForm() error {
	err := r.http.ParseForm()
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return Refuse(http.StatusRequestEntityTooLarge, "form is too large", "")
	case err != nil:
		return BadRequest("form cannot be read")
	}
	return nil
}

// maxParts is how many fields a form with a file may have.
const maxParts = 100

// ParseUpload reads a form that was sent with files, all of it into memory:
// nothing of it is written to a disk. The files are returned by field, of all at most
// the first bytes, kept in number; what is beyond is read and thrown away, so that
// whoever sent it gets the form back. All else may have typed bytes.
func (r *Request) ParseUpload(kept, typed int64) (map[string][]byte, error) {
	parts, err := r.http.MultipartReader()
	if err != nil {
		return nil, r.ParseForm()
	}
	r.http.PostForm = url.Values{}
	files := make(map[string][]byte)
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if err == io.EOF {
			return files, nil
		}
		var body []byte
		if err == nil && part.FileName() != "" {
			body, err = io.ReadAll(io.LimitReader(part, kept)) // NextPart passes over the rest
			kept -= int64(len(body))
		} else if err == nil {
			body, err = io.ReadAll(io.LimitReader(part, typed+1))
			typed -= int64(len(body))
		}
		switch {
		case errors.As(err, new(*http.MaxBytesError)) || typed < 0:
			return nil, Refuse(http.StatusRequestEntityTooLarge, "form is too large", "")
		case err != nil || n >= maxParts:
			return nil, BadRequest("form cannot be read")
		}
		if name := part.FormName(); part.FileName() != "" {
			files[name] = body
		} else {
			r.http.PostForm.Add(name, string(body))
		}
	}
}

// sent returns what was sent, which must be of a media type.
func (r *Request) sent(mediaType string) ([]byte, error) {
	given, _, err := mime.ParseMediaType(r.http.Header.Get("Content-Type"))
	if err != nil || given != mediaType {
		return nil, Refuse(http.StatusUnsupportedMediaType, "what is sent must be "+mediaType, "")
	}
	body, err := io.ReadAll(r.http.Body)
	switch {
	case errors.As(err, new(*http.MaxBytesError)):
		return nil, Refuse(http.StatusRequestEntityTooLarge, "what was sent is too large", "")
	case err != nil:
		return nil, BadRequest("what was sent cannot be read")
	}
	return body, nil
}

// Field returns the value of a form field.
func (r *Request) Field(name string) string { return r.http.PostForm.Get(name) }

// Written returns what somebody typed into a field, with hidden characters made
// visible.
func (r *Request) Written(name string) string {
	return content.RevealHidden(strings.ReplaceAll(r.Field(name), "\r\n", "\n"))
}

// FieldProblems returns the problems an error consists of; nil if it has none.
func FieldProblems(err error) (out []themes.FieldProblem) {
	var problems content.Problems
	errors.As(err, &problems)
	for _, q := range problems {
		out = append(out, themes.FieldProblem{Field: q.Field, Key: q.Key})
	}
	return out
}
