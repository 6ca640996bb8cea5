package auth_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/cmd/internal/auth"
	"vielfalt/content"
)

func parse(text string) (*auth.Access, error) {
	return auth.ParseAccess([]byte(text), func(file string) ([]byte, error) {
		if file == "missing" {
			return nil, errors.New("there is no file missing")
		}
		return []byte("geheim\n"), nil
	}, func(t string) bool { return t == "islamic" })
}

func TestAccess(t *testing.T) {
	a, err := parse(`# Wer darf
oidc:
  issuer: https://sso.example/realms/haus
  client_id: vielfalt
  client_secret_file: secret
  groups_claim: gruppen
  scopes: [openid, profile]
  button: Mit Hauskonto anmelden
ldap:
  url: ldaps://ldap.example
  bind_dn: cn=vielfalt,dc=haus,dc=example
  bind_password_file: secret
  base: dc=haus,dc=example
  filter: (&(objectClass=person)(uid=%s))
  groups: nested
proxy: {header: X-Remote-User, groups_header: X-Remote-Groups, from: [10.1.0.0/16]}
roles:
  - {group: presse, role: editor, dezernate: [11.50, 7], themes: [Religion], traditions: [islamic]}
  - group: cn=leitung,ou=gruppen,dc=haus,dc=example
    role: approver
four_eyes: [Religion, "2030"]
sessions: {idle: 30m, longest: 8h}
`)
	if err != nil {
		t.Fatal(err)
	}
	if a.OIDC.GroupsClaim != "gruppen" || a.OIDC.ClientSecret != "geheim" || a.OIDC.Button == "" || a.LDAP.BindPassword != "geheim" || !a.LDAP.Nested || len(a.Proxy.From) != 1 ||
		a.Sessions != (auth.Sessions{Idle: 30 * time.Minute, Longest: 8 * time.Hour}) {
		t.Errorf("%+v", a)
	}
	editor := content.Role{Name: content.Editor, Dezernate: []string{"11.50", "7"}, Themes: []string{"Religion"}, Traditions: []string{"islamic"}}
	for _, c := range []struct {
		groups []string
		want   []content.Role
	}{
		{nil, nil}, {[]string{"Presse"}, nil}, {[]string{"presse", "x"}, []content.Role{editor}},
		{[]string{"CN=Leitung, OU=Gruppen,dc=haus,dc=example"}, []content.Role{{Name: content.Approver}}},
		{[]string{"cn=leitung,ou=andere,dc=haus,dc=example"}, nil}, {[]string{"leitung"}, nil},
		{[]string{"cn=PRESSE,ou=gruppen,dc=haus,dc=example"}, []content.Role{editor}},
		{[]string{"ou=presse,dc=haus,dc=example"}, nil},
	} {
		if d := cmp.Diff(c.want, a.Roles(c.groups)); d != "" {
			t.Errorf("%v: %s", c.groups, d)
		}
	}
	item := func(tags ...string) *content.Item { return &content.Item{Tags: tags} }
	if !a.Policy.NeedsFourEyes(item("religion")) || a.Policy.NeedsFourEyes(item("Ehrenamt")) || a.Policy.NeedsFourEyes(item()) {
		t.Error("four eyes")
	}
	if a, err := parse("four_eyes: all"); err != nil || !a.Policy.NeedsFourEyes(item()) {
		t.Error(err)
	}
}

// TestWrongAccess: what is wrong is named with its line.
func TestWrongAccess(t *testing.T) {
	const oidc = "oidc: {issuer: https://sso.example, client_id: x, client_secret_file: s}\n"
	const ldap = "roles: [{group: a, role: editor}]\nldap:\n  bind_dn: cn=a,dc=b\n  bind_password_file: s\n  base: dc=b\n  url: "
	for _, c := range []struct{ text, want string }{
		{"", "it must hold one document, and it is empty or holds several"},
		{"sessions: {idle: 1h}\nodic: {}\n", `line 2: unknown field "odic"`},
		{"sessions: {idle: soon}", `line 1: sessions.idle: "soon" is not a time from 5m to 24h`},
		{"\nsessions:\n  idle: 2h\n  longest: 1h", "line 3: sessions.idle: is longer than sessions.longest"},
		{"four_eyes: some", `line 1: four_eyes: "some" is neither all nor a list of themes`},
		{"four_eyes: {a: b}", "line 1: four_eyes: must be all or a list of themes"},
		{oidc, "roles: is missing: nobody who signs in by oidc, ldap or proxy could do anything"},
		{"roles: [{group: a, role: editor}]", "line 1: roles: gives roles to groups, which only oidc, ldap and proxy bring; accounts of our own have theirs by vielfalt user add"},
		{oidc + "roles:\n  - {group: a, role: editor}\n  - group: b\n    role: chief", `line 5: roles[1].role: "chief" is not one of editor, approver, administrator`},
		{oidc + "roles:\n  - role: editor", "line 3: roles[0].group: is missing"},
		{oidc + "roles:\n  - {group: a, role: editor,\n     traditions: [islamic, mars]}", `line 4: roles[0].traditions[1]: there is no tradition "mars"`},
		{"oidc:\n  issuer: http://sso.example\n  client_id: x\n  client_secret_file: s", "line 2: oidc.issuer: must be an address such as https://sso.example/realms/haus"},
		{"oidc:\n  issuer: https://sso.example\n  client_id: x\n  client_secret_file: missing", "line 4: oidc.client_secret_file: there is no file missing"},
		{"oidc:\n  issuer: https://sso.example\n  client_id: x", "line 1: oidc.client_secret_file: is missing"},
		{ldap + "http://ldap.example\n  filter: (uid=%s)\n  groups: nested", "line 6: ldap.url: must be an address such as ldaps://ldap.example; with ldap:// the connection is encrypted by StartTLS"},
		{ldap + "ldaps://ldap.example\n  filter: (uid=x)\n  groups: nested", "line 7: ldap.filter: must hold %s once, where the name belongs, as in (uid=%s)"},
		{ldap + "ldaps://ldap.example\n  filter: (uid=%s\n  groups: nested", "line 7: ldap.filter: is not a filter such as (uid=%s)"},
		{ldap + "ldaps://ldap.example\n  filter: (uid=%s)\n  groups: all", `line 8: ldap.groups: "all" is neither memberof nor nested`},
		{ldap + "ldaps://ldap.example\n  filter: (uid=%s)\n  groups: nested\n  ca_file: s", "line 9: ldap.ca_file: s holds no certificate"},
		{"proxy: {header: X-User, groups_header: X-Groups}\nroles: [{group: a, role: editor}]", "line 1: proxy.from: is missing: from these addresses alone the headers are believed"},
		{"proxy: {header: X-User, groups_header: X-Groups, from: [0.0.0.0/0]}\nroles: []", `line 1: proxy.from[0]: "0.0.0.0/0" is everybody; name the proxies only, because whatever they say of a reader's address is believed`},
		{"proxy: {header: X-User, groups_header: x-user, from: [10.0.0.1]}", "line 1: proxy.groups_header: must not be the header of the name"},
		{"proxy: {header: 'X User', groups_header: x, from: [10.0.0.1]}", `line 1: proxy.header: "X User" is not the name of a header`},
		{"a: &x 1", "line 1: anchors, aliases, tags and directives are not allowed"},
	} {
		if _, err := parse(c.text); err == nil || err.Error() != c.want {
			t.Errorf("%s\ngot  %v\nwant %s", c.text, err, c.want)
		}
	}
}
