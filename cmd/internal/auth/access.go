package auth

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"
	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"vielfalt/cmd/internal/peer"
	"vielfalt/content"
)

// Access is who may sign in how, and what they may: access.yaml.
type Access struct {
	OIDC     *OIDCAccess
	LDAP     *LDAPAccess
	Proxy    *ProxyAccess
	Groups   []GroupRole
	Policy   content.Policy // four_eyes
	Sessions Sessions
}

// OIDCAccess says where an OpenID provider is.
type OIDCAccess struct {
	Issuer, ClientID, ClientSecret string
	GroupsClaim                    string
	Scopes                         []string
	Button                         string // what its link says; empty for our words
}

// LDAPAccess says where a directory is.
type LDAPAccess struct {
	URL                  string
	CA                   []byte // PEM; nil for those of the machine
	BindDN, BindPassword string
	Base                 string
	Filter               string // with %s for the name
	Nested               bool   // groups are searched for, and their groups
}

// ProxyAccess says which proxy signs people in.
type ProxyAccess struct {
	Header, GroupsHeader string
	From                 peer.Proxies
}

// A GroupRole gives a role to those of a group.
type GroupRole struct {
	Group string
	content.Role
}

// Sessions says how long somebody stays signed in.
type Sessions struct{ Idle, Longest time.Duration }

// LocalOnly is the access without a file: accounts of our own.
func LocalOnly() *Access {
	return &Access{Sessions: Sessions{Idle: time.Hour, Longest: 10 * time.Hour}}
}

// Roles returns what somebody in some groups may.
func (a *Access) Roles(groups []string) []content.Role {
	var out []content.Role
	for _, g := range a.Groups {
		if slices.ContainsFunc(groups, func(have string) bool { return sameGroup(g.Group, have) }) {
			out = append(out, g.Role)
		}
	}
	return out
}

// sameGroup compares a group in access.yaml with one that somebody brings. A
// directory brings whole names (cn=redaktion,ou=gruppen,…): access.yaml may name
// them so, or by their first part alone.
func sameGroup(want, have string) bool {
	if want == have {
		return true
	}
	dn, err := ldap.ParseDN(have)
	if err != nil || len(dn.RDNs) < 2 || len(dn.RDNs[0].Attributes) != 1 {
		return false
	}
	if wanted, err := ldap.ParseDN(want); err == nil && len(wanted.RDNs) > 1 {
		return wanted.EqualFold(dn)
	}
	return strings.EqualFold(dn.RDNs[0].Attributes[0].Type, "cn") && strings.EqualFold(dn.RDNs[0].Attributes[0].Value, want)
}

// accessFile is access.yaml as it is written.
type accessFile struct {
	OIDC *struct {
		Issuer      string   `yaml:"issuer"`
		ClientID    string   `yaml:"client_id"`
		SecretFile  string   `yaml:"client_secret_file"`
		GroupsClaim string   `yaml:"groups_claim"`
		Scopes      []string `yaml:"scopes"`
		Button      string   `yaml:"button"`
	} `yaml:"oidc"`
	LDAP *struct {
		URL          string `yaml:"url"`
		CAFile       string `yaml:"ca_file"`
		BindDN       string `yaml:"bind_dn"`
		PasswordFile string `yaml:"bind_password_file"`
		Base         string `yaml:"base"`
		Filter       string `yaml:"filter"`
		Groups       string `yaml:"groups"`
	} `yaml:"ldap"`
	Proxy *struct {
		Header       string   `yaml:"header"`
		GroupsHeader string   `yaml:"groups_header"`
		From         []string `yaml:"from"`
	} `yaml:"proxy"`
	Roles []struct {
		Group      string   `yaml:"group"`
		Role       string   `yaml:"role"`
		Dezernate  []string `yaml:"dezernate"`
		Themes     []string `yaml:"themes"`
		Traditions []string `yaml:"traditions"`
	} `yaml:"roles"`
	FourEyes any `yaml:"four_eyes"`
	Sessions struct {
		Idle    string `yaml:"idle"`
		Longest string `yaml:"longest"`
	} `yaml:"sessions"`
}

// mostAccess bounds access.yaml, whose reader takes time quadratic in it.
const mostAccess = 256 << 10

// ParseAccess reads access.yaml. read returns what a file named in it holds, and
// known whether a tradition exists. Errors begin with the line, if one is to
// blame.
func ParseAccess(raw []byte, read func(file string) ([]byte, error), known func(tradition string) bool) (*Access, error) {
	p := accessParser{read: read, known: known, lines: make(map[string]int)}
	var f accessFile
	if err := p.decode(raw, &f); err != nil {
		return nil, err
	}
	a := LocalOnly()
	for _, part := range []func(*accessFile, *Access) error{p.oidc, p.ldap, p.proxy, p.roles, p.fourEyes, p.sessions} {
		if err := part(&f, a); err != nil {
			return nil, err
		}
	}
	return a, nil
}

type accessParser struct {
	read  func(string) ([]byte, error)
	known func(string) bool
	lines map[string]int // of "oidc.issuer", "roles[0].role"
}

// wrong is an error of a field, with the line it stands in or would.
func (p accessParser) wrong(field, format string, args ...any) error {
	line := 0
	for f := field; line == 0 && f != ""; f = f[:max(strings.LastIndexAny(f, ".["), 0)] {
		line = p.lines[f]
	}
	text := field + ": " + fmt.Sprintf(format, args...)
	if line == 0 {
		return errors.New(text)
	}
	return fmt.Errorf("line %d: %s", line, text)
}

// decode reads YAML strictly: unknown fields, anchors and aliases are errors,
// and numbers keep the form in which they are written (Dezernat 11.50).
func (p accessParser) decode(raw []byte, f *accessFile) error {
	if len(raw) > mostAccess {
		return fmt.Errorf("it is larger than %d kB", mostAccess>>10)
	}
	tokens := lexer.Tokenize(string(raw))
	for _, t := range tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType:
			return fmt.Errorf("line %d: anchors, aliases, tags and directives are not allowed", t.Position.Line)
		case token.IntegerType, token.FloatType, token.HexIntegerType, token.OctetIntegerType, token.BinaryIntegerType:
			t.Type = token.StringType
		}
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		return plainError(err)
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return errors.New("it must hold one document, and it is empty or holds several")
	}
	if err := yaml.NodeToValue(file.Docs[0].Body, f, yaml.Strict()); err != nil {
		return plainError(err)
	}
	p.locate("", file.Docs[0].Body)
	return nil
}

// plainError says what is wrong on one line.
func plainError(err error) error {
	var e yaml.Error
	if errors.As(err, &e) && e.GetToken() != nil {
		return fmt.Errorf("line %d: %s", e.GetToken().Position.Line, e.GetMessage())
	}
	return err
}

// locate notes the lines of fields.
func (p accessParser) locate(prefix string, n ast.Node) {
	switch n := n.(type) {
	case ast.MapNode:
		for i := n.MapRange(); i.Next(); {
			key := i.Key().GetToken()
			field := strings.TrimPrefix(prefix+"."+key.Value, ".")
			p.lines[field] = key.Position.Line
			p.locate(field, i.Value())
		}
	case *ast.SequenceNode:
		for i, v := range n.Values {
			field := prefix + "[" + strconv.Itoa(i) + "]"
			if t := v.GetToken(); t != nil {
				p.lines[field] = t.Position.Line
			}
			p.locate(field, v)
		}
	}
}

// required returns an error for the first field that is missing. pairs are
// names and values.
func (p accessParser) required(prefix string, pairs ...string) error {
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			return p.wrong(prefix+"."+pairs[i], "is missing")
		}
	}
	return nil
}

// secret returns what a file holds, without the newline at its end.
func (p accessParser) secret(field, file string) (string, error) {
	b, err := p.read(file)
	if err != nil {
		return "", p.wrong(field, "%v", err)
	}
	s := strings.TrimSpace(string(b))
	if s == "" {
		return "", p.wrong(field, "%s is empty", file)
	}
	return s, nil
}

func (p accessParser) oidc(f *accessFile, a *Access) (err error) {
	o := f.OIDC
	if o == nil {
		return nil
	}
	if err := p.required("oidc", "issuer", o.Issuer, "client_id", o.ClientID, "client_secret_file", o.SecretFile); err != nil {
		return err
	}
	u, err := url.Parse(o.Issuer)
	if err != nil || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Host)) {
		return p.wrong("oidc.issuer", "must be an address such as https://sso.example/realms/haus")
	}
	out := &OIDCAccess{Issuer: o.Issuer, ClientID: o.ClientID, GroupsClaim: o.GroupsClaim, Scopes: o.Scopes, Button: o.Button}
	if out.ClientSecret, err = p.secret("oidc.client_secret_file", o.SecretFile); err != nil {
		return err
	}
	if out.GroupsClaim == "" {
		out.GroupsClaim = "groups"
	}
	if out.Scopes == nil {
		out.Scopes = []string{"openid", "profile", "email"}
	}
	if !slices.Contains(out.Scopes, "openid") {
		return p.wrong("oidc.scopes", "must hold openid")
	}
	a.OIDC = out
	return nil
}

func (p accessParser) ldap(f *accessFile, a *Access) (err error) {
	l := f.LDAP
	if l == nil {
		return nil
	}
	if err := p.required("ldap", "url", l.URL, "bind_dn", l.BindDN, "bind_password_file", l.PasswordFile, "base", l.Base, "filter", l.Filter, "groups", l.Groups); err != nil {
		return err
	}
	u, err := url.Parse(l.URL)
	if err != nil || u.Scheme != "ldaps" && u.Scheme != "ldap" || u.Host == "" || u.User != nil || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" {
		return p.wrong("ldap.url", "must be an address such as ldaps://ldap.example; with ldap:// the connection is encrypted by StartTLS")
	}
	for field, dn := range map[string]string{"ldap.bind_dn": l.BindDN, "ldap.base": l.Base} {
		if _, err := ldap.ParseDN(dn); err != nil {
			return p.wrong(field, "is not a distinguished name such as ou=leute,dc=haus,dc=example")
		}
	}
	if strings.Count(l.Filter, "%s") != 1 || strings.Count(l.Filter, "%") != 1 {
		return p.wrong("ldap.filter", "must hold %%s once, where the name belongs, as in (uid=%%s)")
	}
	if _, err := ldap.CompileFilter(strings.Replace(l.Filter, "%s", "x", 1)); err != nil {
		return p.wrong("ldap.filter", "is not a filter such as (uid=%%s)")
	}
	if l.Groups != "memberof" && l.Groups != "nested" {
		return p.wrong("ldap.groups", "%q is neither memberof nor nested", l.Groups)
	}
	out := &LDAPAccess{URL: l.URL, BindDN: l.BindDN, Base: l.Base, Filter: l.Filter, Nested: l.Groups == "nested"}
	if out.BindPassword, err = p.secret("ldap.bind_password_file", l.PasswordFile); err != nil {
		return err
	}
	if l.CAFile != "" {
		if out.CA, err = p.read(l.CAFile); err != nil {
			return p.wrong("ldap.ca_file", "%v", err)
		}
		if _, err := tlsConfig("x", out.CA); err != nil {
			return p.wrong("ldap.ca_file", "%s holds no certificate", l.CAFile)
		}
	}
	a.LDAP = out
	return nil
}

func (p accessParser) proxy(f *accessFile, a *Access) (err error) {
	x := f.Proxy
	if x == nil {
		return nil
	}
	if err := p.required("proxy", "header", x.Header, "groups_header", x.GroupsHeader); err != nil {
		return err
	}
	for field, name := range map[string]string{"proxy.header": x.Header, "proxy.groups_header": x.GroupsHeader} {
		if strings.ContainsFunc(name, func(r rune) bool { return r > 0x7e || r <= ' ' || strings.ContainsRune(`()<>@,;:\"/[]?={}`, r) }) {
			return p.wrong(field, "%q is not the name of a header", name)
		}
	}
	if strings.EqualFold(x.Header, x.GroupsHeader) {
		return p.wrong("proxy.groups_header", "must not be the header of the name")
	}
	if len(x.From) == 0 {
		return p.wrong("proxy.from", "is missing: from these addresses alone the headers are believed")
	}
	out := &ProxyAccess{Header: x.Header, GroupsHeader: x.GroupsHeader}
	for i, from := range x.From {
		parsed, err := peer.ParseProxies([]string{from})
		if err != nil {
			return p.wrong("proxy.from["+strconv.Itoa(i)+"]", "%v", err)
		}
		out.From = append(out.From, parsed...)
	}
	a.Proxy = out
	return nil
}

func (p accessParser) roles(f *accessFile, a *Access) error {
	ways := f.OIDC != nil || f.LDAP != nil || f.Proxy != nil
	if ways && len(f.Roles) == 0 {
		return p.wrong("roles", "is missing: nobody who signs in by oidc, ldap or proxy could do anything")
	}
	if !ways && len(f.Roles) > 0 {
		return p.wrong("roles", "gives roles to groups, which only oidc, ldap and proxy bring; accounts of our own have theirs by vielfalt user add")
	}
	for i, r := range f.Roles {
		field := "roles[" + strconv.Itoa(i) + "]"
		if err := p.required(field, "group", r.Group, "role", r.Role); err != nil {
			return err
		}
		if !slices.Contains(content.RoleNames(), content.RoleName(r.Role)) {
			return p.wrong(field+".role", "%q is not one of editor, approver, administrator", r.Role)
		}
		for j, t := range r.Traditions {
			if !p.known(t) {
				return p.wrong(field+".traditions["+strconv.Itoa(j)+"]", "there is no tradition %q", t)
			}
		}
		for _, list := range [][]string{r.Dezernate, r.Themes, r.Traditions} {
			if slices.Contains(list, "") {
				return p.wrong(field, "a limit is empty")
			}
		}
		a.Groups = append(a.Groups, GroupRole{r.Group, content.Role{Name: content.RoleName(r.Role), Dezernate: r.Dezernate, Themes: r.Themes, Traditions: r.Traditions}})
	}
	return nil
}

func (p accessParser) fourEyes(f *accessFile, a *Access) error {
	switch v := f.FourEyes.(type) {
	case nil:
		return nil
	case string:
		if v != "all" {
			return p.wrong("four_eyes", "%q is neither all nor a list of themes", v)
		}
		a.Policy.FourEyesAll = true
	case []any:
		for _, t := range v {
			s, ok := t.(string)
			if !ok || s == "" {
				return p.wrong("four_eyes", "must be all or a list of themes")
			}
			a.Policy.FourEyes = append(a.Policy.FourEyes, s)
		}
	default:
		return p.wrong("four_eyes", "must be all or a list of themes")
	}
	return nil
}

func (p accessParser) sessions(f *accessFile, a *Access) error {
	for _, d := range []struct {
		field, text string
		to          *time.Duration
	}{{"sessions.idle", f.Sessions.Idle, &a.Sessions.Idle}, {"sessions.longest", f.Sessions.Longest, &a.Sessions.Longest}} {
		if d.text == "" {
			continue
		}
		v, err := time.ParseDuration(d.text)
		if err != nil || v < 5*time.Minute || v > 24*time.Hour {
			return p.wrong(d.field, "%q is not a time from 5m to 24h", d.text)
		}
		*d.to = v
	}
	if a.Sessions.Idle > a.Sessions.Longest {
		return p.wrong("sessions.idle", "is longer than sessions.longest")
	}
	return nil
}

// loopback reports whether a host, with or without a port, is this machine.
func loopback(host string) bool {
	name := (&url.URL{Host: host}).Hostname()
	a, err := netip.ParseAddr(name)
	return err == nil && a.IsLoopback() || strings.EqualFold(name, "localhost")
}
