package peer

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
)

// Proxies are the networks trusted to say who a request is from.
type Proxies []netip.Prefix

// ParseProxies reads networks (10.0.0.0/8) and single addresses.
func ParseProxies(list []string) (Proxies, error) {
	var out Proxies
	for _, s := range list {
		p, err := netip.ParsePrefix(strings.TrimSpace(s))
		if err != nil {
			a, e := netip.ParseAddr(strings.TrimSpace(s))
			if e != nil || a.Zone() != "" {
				return nil, fmt.Errorf("%q is neither a network such as 10.1.0.0/16 nor an address such as 127.0.0.1", s)
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		if p.Bits() == 0 {
			return nil, fmt.Errorf("%q is everybody; name the proxies only, because whatever they say of a reader's address is believed", s)
		}
		if a := p.Addr(); a.Is4In6() {
			if p.Bits() < 96 {
				return nil, fmt.Errorf("%q is neither a network of IPv4 nor one of IPv6", s)
			}
			p = netip.PrefixFrom(a.Unmap(), p.Bits()-96)
		}
		out = append(out, p.Masked())
	}
	return out, nil
}

// Contains reports whether an address belongs to a proxy.
func (p Proxies) Contains(a netip.Addr) bool {
	for _, n := range p {
		if n.Contains(a) {
			return true
		}
	}
	return false
}

// End returns the other end of a request's connection.
func End(r *http.Request) netip.Addr { return hostOf(r.RemoteAddr) }

// From returns who a request is from: the other end of its connection or, if
// that is a proxy, the last address in X-Forwarded-For that is not one. Anybody
// may have written what precedes it. If the header cannot be read, the result
// is the other end of the connection; if it names only proxies, the first of
// them.
func (p Proxies) From(r *http.Request) netip.Addr {
	from := hostOf(r.RemoteAddr)
	if len(p) == 0 || !p.Contains(from) {
		return from
	}
	list := r.Header.Values("X-Forwarded-For")
	if len(list) == 0 {
		return from
	}
	all := strings.Split(strings.Join(list, ","), ",")
	peer := from
	for i := len(all) - 1; i >= 0; i-- {
		a := hostOf(strings.TrimSpace(all[i]))
		if !a.IsValid() {
			return peer
		}
		if from = a; !p.Contains(a) {
			break
		}
	}
	return from
}

// Misses reports whether there seems to be a proxy in front of the service that
// nobody has named.
func (p Proxies) Misses(r *http.Request) bool {
	return len(r.Header["X-Forwarded-For"]) > 0 && !p.Contains(hostOf(r.RemoteAddr))
}

// hostOf reads an address with or without a port; the result is not valid if s
// is neither.
func hostOf(s string) netip.Addr {
	a, err := netip.ParseAddr(strings.TrimSuffix(strings.TrimPrefix(s, "["), "]"))
	if err != nil {
		ap, e := netip.ParseAddrPort(s)
		if e != nil {
			return netip.Addr{}
		}
		a = ap.Addr()
	}
	return a.Unmap().WithZone("")
}

// Sender returns what counts as one sender: an IPv4 address, or the /64 of an
// IPv6 address.
func Sender(a netip.Addr) netip.Prefix { return cut(a, 32, 64) }

// Network returns the network a sender is in: the /24 or /48.
func Network(a netip.Addr) netip.Prefix { return cut(a, 24, 48) }

func cut(a netip.Addr, four, six int) netip.Prefix {
	bits := six
	if a.Is4() {
		bits = four
	}
	p, _ := a.Prefix(bits) // an address that is not valid gives a network that is not valid
	return p
}
