package site

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"vielfalt/cmd/internal/spelling"
	"vielfalt/content"
	"vielfalt/themes"
	"vielfalt/themes/locale"
)

// A strayError is a parameter, or a value of one, that an address does not
// know. Ignoring it would show everything.
type strayError struct {
	param   string          // as the address has it
	label   string          // message key of what people call it; empty if it is not known
	value   string          // empty if the parameter itself is not known
	known   []themes.Choice // what is known
	nearest string          // the closest known one; empty if none is close
}

// Error implements error; the message is for programs.
func (e strayError) Error() string {
	var b strings.Builder
	if e.value == "" {
		fmt.Fprintf(&b, "unknown parameter %q", e.param)
	} else {
		fmt.Fprintf(&b, "unknown %s %q", e.param, e.value)
	}
	if e.nearest != "" {
		fmt.Fprintf(&b, "; did you mean %q?", e.nearest)
	}
	if len(e.known) > 0 {
		values := make([]string, len(e.known))
		for i, c := range e.known {
			values[i] = c.Value
		}
		fmt.Fprintf(&b, "; known: %s", strings.Join(values, ", "))
	}
	return b.String()
}

// paging are the names by which other services, and the JSON interface, leaf through a
// list: without an answer they would be its first page.
var paging = []string{"page", "limit", "offset"}

// strayName returns an error for a name that must not be ignored.
func (s *Site) strayName(rq *Request, name string, known []string) error {
	if slices.Contains(known, "seite") && slices.Contains(paging, name) {
		e := strayError{param: name, known: []themes.Choice{{Value: "seite", Title: "seite"}}}
		if name == "page" { // the others count entries
			e.nearest = "seite"
		}
		return e
	}
	var filters []themes.Choice
	for _, n := range known {
		if p := paramNamed(n); p.filter {
			filters = append(filters, themes.Choice{Value: n, Title: p.title(rq)})
		}
	}
	if len(filters) == 0 {
		return nil // nothing here can be narrowed
	}
	// Someone writing English may mean the German name, and vice versa.
	names := slices.Clone(filters)
	for _, lang := range locale.Languages() {
		for _, f := range filters {
			if label := paramNamed(f.Value).label; label != "" {
				names = append(names, themes.Choice{Value: f.Value, Title: s.renderer.Printer(lang).T(label)})
			}
		}
	}
	near, isNear := nearest(name, names)
	p := paramNamed(name)
	if !isNear && (p == nil || !p.filter) {
		return nil
	}
	e := strayError{param: name, known: filters}
	if isNear {
		e.nearest = near.Value
	}
	return e
}

// strayValue returns the error for a value that is not one of the choices.
func (s *Site) strayValue(rq *Request, p *param, value string, choices []themes.Choice) error {
	e := strayError{param: p.name, label: p.label, value: value, known: choices}
	// Someone writing English may mean the German name, and vice versa.
	names := slices.Clone(choices)
	for _, lang := range locale.Languages() {
		names = append(names, p.choices(s.renderer.Printer(lang), rq.Calendar)...)
	}
	if c, ok := nearest(value, names); ok {
		e.nearest = c.Value
	}
	return e
}

// maxRepeated is how long a query may be, in bytes, to be repeated in links,
// and maxShown how many characters of what somebody wrote are shown.
const (
	maxRepeated = 500
	maxShown    = 60
)

// shortened returns the beginning of what somebody wrote, fit to be shown.
func shortened(s string) string {
	s = Legible(s)
	if utf8.RuneCountInString(s) > maxShown {
		s = string([]rune(s)[:maxShown]) + "…"
	}
	return s
}

// wrong turns a strayError into what its page says.
func (s *Site) wrong(rq *Request, e strayError) *themes.WrongFilter {
	p := &themes.WrongFilter{Name: shortened(e.param), Value: shortened(e.value)}
	if e.label != "" {
		p.Name = rq.Words.T(e.label)
	}
	path := Prefix(rq.Lang) + (&url.URL{Path: rq.http.URL.Path}).EscapedPath()
	// Each of the links repeats the rest of the address, unless it is so long
	// that nobody can have meant it.
	rest := rq.Query
	if len(rq.http.URL.RawQuery) > maxRepeated {
		rest = url.Values{e.param: {e.value}}
	}
	for _, c := range e.known {
		q := url.Values{}
		for name, values := range rest {
			if p := paramNamed(name); p != nil && (name != e.param || e.value != "") {
				q[name] = slices.Clone(values)
			}
		}
		if e.value == "" {
			q[c.Value] = rest[e.param]
		} else {
			for i, v := range q[e.param] {
				if v == e.value {
					q[e.param][i] = c.Value
				}
			}
		}
		link := themes.Link{Title: c.Title, URL: Address(path, q)}
		if e.value == "" && c.Value != e.nearest {
			link.URL = "" // the value is of another filter, and makes no sense there
		}
		p.Known = append(p.Known, link)
		if c.Value == e.nearest {
			p.Nearest = &link
		}
	}
	return p
}

// nearest returns the choice whose value or title is closest to what somebody
// wrote, if any is close.
func nearest(wrote string, choices []themes.Choice) (themes.Choice, bool) {
	names := make([][]string, len(choices))
	for i, c := range choices {
		names[i] = []string{spelling.Fold(c.Value), spelling.Fold(c.Title)}
	}
	i, ok := spelling.Nearest(spelling.Fold(wrote), names)
	if !ok {
		return themes.Choice{}, false
	}
	return choices[i], true
}

// NearestCount returns the counted value closest to one that nothing carries.
func NearestCount(wrote string, counts []content.Count) (string, bool) {
	choices := make([]themes.Choice, len(counts))
	for i, c := range counts {
		choices[i] = themes.Choice{Value: c.Value, Title: c.Value}
	}
	c, ok := nearest(wrote, choices)
	return c.Value, ok && !strings.EqualFold(c.Value, wrote)
}
