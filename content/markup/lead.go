package markup

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
)

// leads reports whether an address needs nobody to say where it leads: it is a
// whole one, a path of this service, or a place in the same text. Pictures come
// only from this service.
func leads(address string, picture bool) bool {
	u, err := url.Parse(address)
	if err != nil || strings.Contains(address, `\`) {
		return false
	}
	switch strings.ToLower(u.Scheme) {
	case "":
		return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//") || strings.HasPrefix(address, "#") && !picture
	case "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// address settles where a link or a picture of Markdown leads, whose source is in
// a part of the text.
func (s *settling) address(address string, start, stop int, picture bool) {
	if s.lead == nil || leads(address, picture) || address == "" && !picture {
		return
	}
	to, reason := s.lead(address, picture)
	from := s.find(address, start, stop)
	switch {
	case reason != "" && from < 0:
		s.remark(start, "%s", reason)
	case reason != "":
		s.remark(from, "%s", reason)
	case from < 0:
		s.remark(start, "the link to %q should lead to %s; write that", address, to)
	default:
		s.edit(from, from+len(address), to)
	}
}

// find returns where an address stands: behind its words, or where a link that is
// used by its name is explained; -1 if it is written in another way.
func (s *settling) find(address string, start, stop int) int {
	for _, before := range []string{"](", "](<"} {
		for at := start; ; {
			i := strings.Index(string(s.source[at:stop]), before+address)
			if i < 0 {
				break
			}
			from := at + i + len(before)
			if !slices.ContainsFunc(s.edits, func(e edit) bool { return e.start == from }) && endsAddress(s.after(from+len(address))) {
				return from
			}
			at = from
		}
	}
	named := regexp.MustCompile(`(?m)^ {0,3}\[[^\]\n]+\]:[ \t]*<?` + regexp.QuoteMeta(address) + `(?:[>\s]|$)`)
	if m := named.FindIndex(s.source); m != nil {
		return m[0] + strings.LastIndex(string(s.source[m[0]:m[1]]), address)
	}
	return -1
}

// endsAddress reports whether what follows an address is no part of it.
func endsAddress(r rune) bool { return r == ')' || r == '>' || r == ' ' || r == '\n' }

// href returns where a link of HTML leads, or remarks why it cannot be kept.
func (s *settling) href(t tag) (to string, ok bool) {
	to = strings.TrimSpace(t.attributes["href"])
	if s.lead != nil && !leads(to, false) {
		var reason string
		if to, reason = s.lead(to, false); reason != "" {
			s.remark(t.start, "%s", reason)
			return "", false
		}
	}
	if strings.HasPrefix(to, "#") {
		return to, true
	}
	if to = pastedAddress(to); to == "" {
		s.remark(t.start, "the link to %.100q is not shown; write a whole address", t.attributes["href"])
		return "", false
	}
	return to, true
}
