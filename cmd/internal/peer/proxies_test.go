package peer

import (
	"net/http"
	"testing"
)

func parse(t *testing.T, list ...string) Proxies {
	t.Helper()
	p, err := ParseProxies(list)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestFrom(t *testing.T) {
	proxies := parse(t, "127.0.0.1", "10.0.0.0/8", " ::1 ", "2001:db8:1::/48", "::ffff:172.16.0.0/108")
	for name, c := range map[string]struct {
		peer      string
		forwarded []string
		want      string
	}{
		"direct":               {"198.51.100.7:99", nil, "198.51.100.7"},
		"direct over IPv6":     {"[2001:db8:9::7%eth0]:99", nil, "2001:db8:9::7"},
		"mapped":               {"[::ffff:198.51.100.7]:99", nil, "198.51.100.7"},
		"stranger's word":      {"198.51.100.7:99", []string{"192.0.2.1"}, "198.51.100.7"},
		"proxy's word":         {"127.0.0.1:99", []string{"192.0.2.1"}, "192.0.2.1"},
		"proxy over IPv6":      {"[::1]:99", []string{"2001:db8:9::7"}, "2001:db8:9::7"},
		"mapped proxy":         {"[::ffff:10.1.2.3]:99", []string{"192.0.2.1"}, "192.0.2.1"},
		"network once mapped":  {"172.20.1.1:99", []string{"192.0.2.1"}, "192.0.2.1"},
		"silent proxy":         {"127.0.0.1:99", nil, "127.0.0.1"},
		"last foreign one":     {"127.0.0.1:99", []string{"203.0.113.9, 192.0.2.1, 10.2.3.4"}, "192.0.2.1"},
		"several headers":      {"127.0.0.1:99", []string{"203.0.113.9", "192.0.2.1", "10.2.3.4"}, "192.0.2.1"},
		"only proxies":         {"127.0.0.1:99", []string{"10.9.9.9, 10.2.3.4"}, "10.9.9.9"},
		"nonsense":             {"127.0.0.1:99", []string{"unknown"}, "127.0.0.1"},
		"nonsense at the end":  {"127.0.0.1:99", []string{"192.0.2.1, _hidden"}, "127.0.0.1"},
		"nonsense further off": {"127.0.0.1:99", []string{"<script>, 192.0.2.1"}, "192.0.2.1"},
		"empty":                {"127.0.0.1:99", []string{""}, "127.0.0.1"},
		"with a port":          {"127.0.0.1:99", []string{"192.0.2.1:4711"}, "192.0.2.1"},
		"IPv6 with a port":     {"127.0.0.1:99", []string{"[2001:db8:9::7]:4711"}, "2001:db8:9::7"},
		"IPv6 in brackets":     {"127.0.0.1:99", []string{"[2001:db8:9::7]"}, "2001:db8:9::7"},
		"no address at all":    {"@", []string{"192.0.2.1"}, "invalid IP"},
	} {
		t.Run(name, func(t *testing.T) {
			r := &http.Request{RemoteAddr: c.peer, Header: http.Header{}}
			for _, f := range c.forwarded {
				r.Header.Add("X-Forwarded-For", f)
			}
			if got := proxies.From(r).String(); got != c.want {
				t.Errorf("from %s, want %s", got, c.want)
			}
		})
	}
}

func TestParseProxies(t *testing.T) {
	for _, s := range []string{"", "localhost", "10.0.0.0/33", "0.0.0.0/0", "::/0", "10.0.0.1:80", "fe80::1%eth0", "::ffff:0.0.0.0/90"} {
		if p, err := ParseProxies([]string{s}); err == nil {
			t.Errorf("%q is taken for %v", s, p)
		}
	}
	if p := parse(t, "10.1.2.3/8"); p[0].String() != "10.0.0.0/8" {
		t.Errorf("read as %v", p)
	}
}

func TestSenders(t *testing.T) {
	for in, want := range map[string][2]string{
		"192.0.2.77":         {"192.0.2.77/32", "192.0.2.0/24"},
		"2001:db8:1:2:3::77": {"2001:db8:1:2::/64", "2001:db8:1::/48"},
		"":                   {"invalid Prefix", "invalid Prefix"},
	} {
		a := hostOf(in)
		if got := [2]string{Sender(a).String(), Network(a).String()}; got != want {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}

func TestMisses(t *testing.T) {
	r := &http.Request{RemoteAddr: "127.0.0.1:1", Header: http.Header{"X-Forwarded-For": {"192.0.2.1"}}}
	if !(Proxies(nil)).Misses(r) || parse(t, "127.0.0.1").Misses(r) {
		t.Error("a proxy that nobody has named is not told from one that somebody has")
	}
}
