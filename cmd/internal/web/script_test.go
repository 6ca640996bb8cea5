package web_test

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
)

// TestScripts plays the stories in testdata/script. A story is a text of blocks
// with empty lines between; a block is a request and what must be true of the
// answer:
//
//	# a comment
//	at 2026-03-20T09:00:00Z
//	POST /barriere-melden
//	header Sec-Fetch-Site: same-origin
//	form message=Der Kontrast ist zu gering.
//	code == 200
//	header Content-Type == text/html; charset=utf-8
//	body !contains <script>
//	select "main h1" == Barriere melden
//	select "main li" count 3
//
// The comparisons are ==, !=, contains, !contains, ~ (a regular expression),
// !~ and, for select, count. select looks at the text of the first element
// found, or of an attribute of it with select "a" @href. "at" sets the clock,
// and brings the index to it, before the request.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/script/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := newSite(t, nil)
			s.addBrochure(t)
			s.play(t, file, string(b))
		})
	}
}

// An answer is a response that has been read.
type answer struct {
	code   int
	header http.Header
	body   string
	page   *html.Node // parsed on first use
}

func (s *service) play(t *testing.T, file, script string) {
	t.Helper()
	var a *answer
	var request *http.Request
	form := url.Values{}
	// send sends the request once it is complete, which is at its first check.
	send := func() {
		if request == nil {
			return
		}
		if len(form) > 0 {
			request.Body = io.NopCloser(strings.NewReader(form.Encode()))
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		a = s.ask(t, request)
		request, form = nil, url.Values{}
	}
	for i, line := range strings.Split(script, "\n") {
		where := fmt.Sprintf("%s:%d", file, i+1)
		word, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		var err error
		switch {
		case word == "" || strings.HasPrefix(word, "#"):
		case word == "at":
			var at time.Time
			if at, err = time.Parse(time.RFC3339, rest); err == nil {
				s.clock.set(at)
				s.sync(t)
			}
		case word == strings.ToUpper(word):
			send()
			request = httptest.NewRequest(word, rest, nil)
		case word == "form":
			k, v, _ := strings.Cut(rest, "=")
			form.Add(k, v)
		case word == "header" && strings.HasSuffix(strings.Fields(rest)[0], ":") && request != nil:
			k, v, _ := strings.Cut(rest, ":")
			request.Header.Set(k, strings.TrimSpace(v))
		default:
			if send(); a == nil {
				t.Fatalf("%s: no request yet", where)
			}
			err = a.check(word, rest)
		}
		if err != nil {
			t.Errorf("%s: %s\n%v", where, line, err)
		}
	}
	send()
}

// ask sends a request and reads the answer.
func (s *service) ask(t testing.TB, r *http.Request) *answer {
	t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	body := w.Body.Bytes()
	var z io.Reader
	var err error
	switch coding := w.Header().Get("Content-Encoding"); {
	case len(body) == 0:
	case coding == "gzip":
		z, err = gzip.NewReader(bytes.NewReader(body))
	case coding == "br":
		z = brotli.NewReader(bytes.NewReader(body))
	}
	if err == nil && z != nil {
		body, err = io.ReadAll(z)
	}
	if err != nil {
		t.Fatal(err)
	}
	if key := rawKey.Find(body); key != nil && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		t.Errorf("%s shows %s, the key of a message that there is not", r.URL, key)
	}
	return &answer{code: w.Code, header: w.Header(), body: string(body)}
}

// rawKey matches what stands in place of a message that no language has.
var rawKey = regexp.MustCompile(`\[[a-z]+(\.[a-z0-9-]+)+\]`)

func (a *answer) check(word, rest string) error {
	switch word {
	case "code":
		return compare(strconv.Itoa(a.code), rest)
	case "body":
		return compare(a.body, rest)
	case "header":
		name, rest, _ := strings.Cut(rest, " ")
		return compare(strings.Join(a.header.Values(name), "\n"), rest)
	case "select":
		quoted, err := strconv.QuotedPrefix(rest)
		if err != nil {
			return err
		}
		css, err := strconv.Unquote(quoted)
		if err != nil {
			return err
		}
		rest = strings.TrimSpace(rest[len(quoted):])
		found, err := a.find(css)
		if err != nil {
			return err
		}
		if n, ok := strings.CutPrefix(rest, "count "); ok {
			return compare(strconv.Itoa(len(found)), "== "+n)
		}
		if len(found) == 0 {
			return fmt.Errorf("nothing matches %s", css)
		}
		got := textOf(found[0])
		if name, ok := strings.CutPrefix(rest, "@"); ok {
			name, rest, _ = strings.Cut(name, " ")
			got = attribute(found[0], name)
		}
		return compare(got, rest)
	}
	return fmt.Errorf("%q is not understood", word)
}

// find returns the elements of the page that a selector chooses.
func (a *answer) find(css string) ([]*html.Node, error) {
	if a.page == nil {
		page, err := html.Parse(strings.NewReader(a.body))
		if err != nil {
			return nil, err
		}
		a.page = page
	}
	s, err := parseSelector(css)
	if err != nil {
		return nil, err
	}
	return s.find(a.page), nil
}

func compare(got, rest string) error {
	op, want, _ := strings.Cut(rest, " ")
	var ok bool
	switch op {
	case "==":
		ok = got == want
	case "!=":
		ok = got != want
	case "contains":
		ok = strings.Contains(got, want)
	case "!contains":
		ok = !strings.Contains(got, want)
	case "~", "!~":
		re, err := regexp.Compile(want)
		if err != nil {
			return err
		}
		ok = re.MatchString(got) == (op == "~")
	default:
		return fmt.Errorf("comparison %q is not understood", op)
	}
	if ok {
		return nil
	}
	if len(got) > 1500 {
		got = got[:1500] + " …"
	}
	return fmt.Errorf("got: %s", got)
}
