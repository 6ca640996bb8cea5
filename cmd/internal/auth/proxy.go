package auth

import (
	"errors"
	"net/http"
	"strings"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// proxied returns whom the proxy says a request is from; empty if nobody. Only
// the proxy's own address is believed: anybody can write a header.
func (a *Auth) proxied(rq *site.Request) string {
	if a.Proxy == nil || len(rq.Headers(a.Proxy.Header)) == 0 {
		return ""
	}
	if !a.Proxy.From.Contains(rq.Peer()) {
		a.note(content.ProxySource, func(s *standing) { s.strangers++ })
		if a.Stranger != nil {
			a.Stranger()
		}
		return ""
	}
	name, once := rq.Header(a.Proxy.Header)
	if !once || len(name) > mostProxied {
		return "" // the proxy let somebody else's header through beside its own
	}
	return oneLine(name, mostProxied) // whole, as names may differ in the end alone
}

// mostProxied is how long a name in the proxy's header may be, in bytes.
const mostProxied = 200

// proxySubject is whom a name in the proxy's header means. Directories take names
// in any case, and proxies pass them on as they were typed: whoever types their
// own in two ways must not be two people.
func proxySubject(name string) string { return strings.ToLower(name) }

// signInByProxy signs in whom the proxy names.
func (a *Auth) signInByProxy(w http.ResponseWriter, rq *site.Request, onward string) error {
	name := a.proxied(rq)
	p := &person{source: content.ProxySource, subject: proxySubject(name), login: name, name: name}
	// One header with a list, or one for each group.
	values := rq.Headers(a.Proxy.GroupsHeader)
	p.grouped = len(values) > 0
	for _, v := range values {
		if len(v) > 16<<10 {
			return site.BadRequest("the header of groups is too long")
		}
		for _, g := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ';' || r == '|' }) {
			if g = strings.TrimSpace(g); g != "" {
				p.groups = append(p.groups, g)
			}
		}
	}
	account, roles, err := a.arrived(rq, p)
	switch {
	case errors.Is(err, errNoGroups):
		return a.groupless(w, rq, content.ProxySource)
	case errors.Is(err, errWrong):
		return a.denied(w, rq, "signin.norole")
	case err != nil:
		return err
	}
	return a.admit(w, rq, account, roles, "", onward)
}
