package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"

	"vielfalt/cmd/internal/web"
)

// maxAnswer is how much of an answer is read, in bytes.
const maxAnswer = 16 << 20

// A visitor queries a running service as readers do.
type visitor struct {
	*findings
	client  *http.Client
	base    string
	cookies []string // addresses that set a cookie
}

// service checks a running service from outside.
func (c *checkCmd) service(a *app, f *findings) error {
	u, err := url.Parse(strings.TrimSuffix(c.URL, "/"))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.User != nil {
		return usageError{fmt.Errorf("check: %q is not an address such as https://vielfalt.example", c.URL)}
	}
	v := &visitor{findings: f, client: &http.Client{Timeout: c.Timeout}, base: u.String()}
	if !v.health(a) {
		return a.Err()
	}
	for _, look := range []func(context.Context){v.ready, v.start, v.feed, v.calendar} {
		look(a)
	}
	if len(v.cookies) > 0 {
		v.err("cookies", "find out which proxy adds them; the service sets none", "set by %s", strings.Join(v.cookies, ", "))
	} else {
		v.ok("cookies", "none are set")
	}
	return a.Err()
}

// An answer is what the service sent.
type answer struct {
	*http.Response
	body []byte
}

// get requests an address.
func (v *visitor) get(ctx context.Context, path string, header ...string) (*answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, v.base+path, nil)
	if err != nil {
		return nil, err
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	a, err := v.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer a.Body.Close()
	body, err := io.ReadAll(io.LimitReader(a.Body, maxAnswer))
	if err != nil {
		return nil, err
	}
	if len(a.Header.Values("Set-Cookie")) > 0 {
		v.cookies = append(v.cookies, path)
	}
	return &answer{a, body}, nil
}

// page gets what must exist, of a media type, and reports what is wrong.
func (v *visitor) page(ctx context.Context, subject, path, mediaType string) *answer {
	a, err := v.get(ctx, path)
	if err != nil {
		v.err(subject, "see the log of the service", "%s does not answer: %v", path, err)
		return nil
	}
	if a.StatusCode != http.StatusOK {
		v.err(subject, "see the log of the service", "%s answers with status %d", path, a.StatusCode)
		return nil
	}
	if got, _, _ := mime.ParseMediaType(a.Header.Get("Content-Type")); got != mediaType {
		v.err(subject, "see whether a proxy stands before the service and answers instead", "%s is %q instead of %s", path, got, mediaType)
		return nil
	}
	return a
}

// health checks whether anything answers.
func (v *visitor) health(ctx context.Context) bool {
	a, err := v.get(ctx, "/healthz")
	var says, version string
	if err == nil {
		says, version, _ = strings.Cut(strings.TrimSpace(string(a.body)), "\n")
	}
	switch {
	case err != nil:
		v.err("service", "see whether it runs, and whether this machine reaches it", "it does not answer: %v", err)
	case a.StatusCode != http.StatusOK || says != "ok":
		v.err("service", "see whether the address is that of the service, and what its proxy says", "/healthz answers with status %d, and not as this service does", a.StatusCode)
	default:
		v.ok("service", "it answers, as %s", cmp.Or(version, "a version that does not say which"))
		return true
	}
	return false
}

// ready passes on what the service reports about itself.
func (v *visitor) ready(ctx context.Context) {
	a, err := v.get(ctx, "/readyz")
	if err != nil {
		v.err("ready", "see the log of the service", "/readyz does not answer: %v", err)
		return
	}
	var says struct {
		Status string
		Checks []web.Check
	}
	if err := json.Unmarshal(a.body, &says); err != nil || says.Status == "" {
		v.err("ready", "see whether a proxy stands before the service and answers instead", "/readyz answers with status %d, and not as this service does", a.StatusCode)
		return
	}
	fine := true
	for _, c := range says.Checks {
		switch {
		case c.OK:
		case c.Needed:
			fine = false
			v.err("ready", c.Advice, "%s: %s", c.Name, c.Detail)
		default:
			fine = false
			v.warning("ready", c.Advice, "%s: %s", c.Name, c.Detail)
		}
	}
	switch {
	case fine && a.StatusCode != http.StatusOK:
		v.err("ready", "see the log of the service", "/readyz answers with status %d: %s", a.StatusCode, says.Status)
	case fine:
		v.ok("ready", "all %d parts work", len(says.Checks))
	}
}

// protection are the headers that every page has and that a proxy may remove.
var protection = []string{"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"}

// start checks the start page.
func (v *visitor) start(ctx context.Context) {
	a := v.page(ctx, "page", "/", "text/html")
	if a == nil {
		return
	}
	v.ok("page", "the start page is there, %d kB", (len(a.body)+999)/1000)
	var missing []string
	for _, h := range protection {
		if a.Header.Get(h) == "" {
			missing = append(missing, h)
		}
	}
	if len(missing) > 0 {
		v.err("headers", "have the proxy pass on the headers of the service", "missing: %s", strings.Join(missing, ", "))
	} else {
		v.ok("headers", "those that protect readers are there")
	}
	tag := a.Header.Get("ETag")
	if tag == "" {
		v.err("caching", "have the proxy pass on the headers of the service", "the start page has no ETag")
		return
	}
	again, err := v.get(ctx, "/", "If-None-Match", tag)
	switch {
	case err != nil:
		v.err("caching", "see the log of the service", "asked again, it does not answer: %v", err)
	case again.StatusCode == http.StatusNotModified:
		v.ok("caching", "what a reader has is not sent again")
	case again.StatusCode == http.StatusOK && again.Header.Get("ETag") != tag:
		v.ok("caching", "the start page has just changed")
	default:
		v.err("caching", "see whether a proxy removes or changes If-None-Match", "the start page is sent again although it is the same, with status %d", again.StatusCode)
	}
}

// feed checks a feed.
func (v *visitor) feed(ctx context.Context) {
	const path = "/feeds/beitraege.atom"
	a := v.page(ctx, "feed", path, "application/atom+xml")
	if a == nil {
		return
	}
	entries := 0
	for d := xml.NewDecoder(bytes.NewReader(a.body)); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			v.err("feed", "see whether a proxy changes answers", "%s is no XML: %v", path, err)
			return
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "entry" {
			entries++
		}
	}
	v.ok("feed", "it can be read, with %d entries", entries)
}

// calendar checks the calendar.
func (v *visitor) calendar(ctx context.Context) {
	const path = "/feeds/kalender.ics"
	a := v.page(ctx, "calendar", path, "text/calendar")
	if a == nil {
		return
	}
	if !bytes.HasPrefix(a.body, []byte("BEGIN:VCALENDAR\r\n")) || !bytes.HasSuffix(a.body, []byte("END:VCALENDAR\r\n")) {
		v.err("calendar", "see whether a proxy changes answers", "%s is no whole calendar", path)
		return
	}
	v.ok("calendar", "it can be read, with %d days", bytes.Count(a.body, []byte("\r\nBEGIN:VEVENT\r\n")))
}
