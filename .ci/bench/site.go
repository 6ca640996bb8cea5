package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// A site is a server as its readers see it.
type site struct {
	base   string
	client *http.Client
}

// mostWait is how long a reader waits for an answer.
const mostWait = 10 * time.Second

func newSite(base string) site {
	return site{strings.TrimSuffix(base, "/"), &http.Client{
		Transport: &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 512, IdleConnTimeout: time.Minute},
		Timeout:   mostWait,
		// Redirects are not followed: an answer is measured as it is.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// An answer is what a server returned.
type answer struct {
	Status int
	Header http.Header
	Body   []byte
	// NotModified is the answer to readers who already have this one.
	NotModified *answer
}

// get requests an address, with header lines such as "Accept-Encoding: gzip".
func (s site) get(ctx context.Context, uri string, header ...string) (*answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, s.base+uri, nil)
	if err != nil {
		return nil, err
	}
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	a, err := s.client.Do(r)
	if err != nil {
		return nil, err
	}
	defer a.Body.Close()
	body, err := io.ReadAll(a.Body)
	return &answer{Status: a.StatusCode, Header: a.Header, Body: body}, err
}

// text returns the body as written: decompressed, with the folded lines of
// calendars joined.
func (a *answer) text() (string, error) {
	body := a.Body
	if a.Header.Get("Content-Encoding") == "gzip" {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return "", err
		}
		if body, err = io.ReadAll(z); err != nil {
			return "", err
		}
	}
	return strings.ReplaceAll(string(body), "\r\n ", ""), nil
}

// A view is an address and the mark to look for there.
type view struct{ uri, mark string }

// sees reports whether the address answers with a page that contains the mark.
// An address that does not exist shows nothing; any other status is an error.
func (s site) sees(ctx context.Context, v view) (bool, error) {
	a, err := s.get(ctx, v.uri)
	switch {
	case err != nil:
		return false, err
	case a.Status == http.StatusNotFound || a.Status == http.StatusGone:
		return false, nil
	case a.Status != http.StatusOK:
		return false, fmt.Errorf("%s answers %d", v.uri, a.Status)
	}
	text, err := a.text()
	return strings.Contains(text, v.mark), err
}

// until waits until all views show their marks, and returns how long that took.
func (s site) until(ctx context.Context, limit time.Duration, views ...view) (time.Duration, error) {
	began := time.Now()
	for _, v := range views {
		for {
			seen, err := s.sees(ctx, v)
			if seen {
				break
			}
			if time.Since(began) > limit {
				return 0, fmt.Errorf("%s does not show %q within %v (%v)", v.uri, v.mark, limit, err)
			}
			select {
			case <-ctx.Done():
				return 0, ctx.Err()
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
	return time.Since(began), nil
}

// articles returns the addresses of permanently visible articles, spread evenly
// over all articles.
func (s site) articles(ctx context.Context, most int) ([]string, error) {
	const page = 100
	var out []string
	seen := make(map[string]bool)
	step, total := page, page
	for offset := 0; offset < total && len(out) < most; offset += step {
		a, err := s.get(ctx, fmt.Sprintf("/api/v1/articles?limit=%d&offset=%d", page, offset))
		if err != nil {
			return nil, err
		}
		var list struct {
			Total    int `json:"total"`
			Articles []struct {
				URL   string     `json:"url"`
				Until *time.Time `json:"until"`
			} `json:"articles"`
		}
		if err := json.Unmarshal(a.Body, &list); err != nil {
			return nil, fmt.Errorf("list of articles: status %d: %w", a.Status, err)
		}
		// The JSON interface does not page beyond 100,000. Ask for a tenth more
		// than needed, because some are not permanently visible.
		total = min(list.Total, 100_000)
		step = max(page, total*page*9/(10*most))
		for _, v := range list.Articles {
			u, err := url.Parse(v.URL)
			if err != nil {
				return nil, fmt.Errorf("list of articles: %w", err)
			}
			if v.Until == nil && !seen[u.RequestURI()] && len(out) < most {
				seen[u.RequestURI()] = true
				out = append(out, u.RequestURI())
			}
		}
	}
	if len(out) == 0 {
		return nil, fmt.Errorf("%s lists no articles", s.base)
	}
	return out, nil
}

// metric reads a number without labels from text in the Prometheus format.
func metric(text, name string) (float64, bool) {
	for line := range strings.Lines(text) {
		if rest, ok := strings.CutPrefix(line, name+" "); ok {
			v, err := strconv.ParseFloat(strings.TrimSpace(rest), 64)
			return v, err == nil
		}
	}
	return 0, false
}
