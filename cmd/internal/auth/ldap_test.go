package auth_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	ber "github.com/go-asn1-ber/asn1-ber"
	"github.com/go-ldap/ldap/v3"
	"github.com/jimlambrt/gldap"

	"vielfalt/cmd/internal/auth"
	"vielfalt/content"
)

// certificate returns a certificate for a name, which signs itself, and what to
// trust it by.
func certificate(t *testing.T, name string) (tls.Certificate, []byte) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	if ip := net.ParseIP(name); ip != nil {
		c.IPAddresses = []net.IP{ip}
	} else {
		c.DNSNames = []string{name}
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// A directory is an LDAP server that understands filters.
type directory struct {
	entries   map[string]map[string][]string // by distinguished name
	passwords map[string]string
	binds     atomic.Int64 // of people
	searches  atomic.Int64
}

const (
	base     = "dc=haus,dc=example"
	reader   = "cn=vielfalt," + base
	annaDN   = "uid=anna,ou=leute," + base
	readerPW = "lesen"
)

func newDirectory() *directory {
	member := func(dn ...string) map[string][]string {
		return map[string][]string{"objectClass": {"groupOfNames"}, "member": dn}
	}
	d := &directory{
		entries: map[string]map[string][]string{
			annaDN: {"objectClass": {"person"}, "uid": {"anna"}, "cn": {"Anna Muster"}, "mail": {"anna@haus.example"}, "entryUUID": {"1-2-3"},
				"memberOf": {"cn=presse,ou=gruppen," + base}},
			"uid=bert,ou=leute," + base:       {"objectClass": {"person"}, "uid": {"bert"}, "cn": {"Bert"}},
			"uid=zwilling,ou=a," + base:       {"objectClass": {"person"}, "uid": {"zwilling"}, "cn": {"A"}},
			"uid=zwilling,ou=b," + base:       {"objectClass": {"person"}, "uid": {"zwilling"}, "cn": {"B"}},
			"cn=presse,ou=gruppen," + base:    member(annaDN),
			"cn=dezernat,ou=gruppen," + base:  member("cn=presse,ou=gruppen," + base),
			"cn=abteilung,ou=gruppen," + base: member("cn=dezernat,ou=gruppen,"+base, "cn=ring,ou=gruppen,"+base),
			"cn=ring,ou=gruppen," + base:      member("cn=abteilung,ou=gruppen," + base),
		},
		passwords: map[string]string{reader: readerPW, annaDN: secret, "uid=bert,ou=leute," + base: secret, "uid=zwilling,ou=a," + base: secret, "uid=zwilling,ou=b," + base: secret},
	}
	return d
}

// matches evaluates a filter, as it travels.
func matches(p *ber.Packet, e map[string][]string) bool {
	values := func(name string) []string {
		for k, v := range e {
			if strings.EqualFold(k, name) {
				return v
			}
		}
		return nil
	}
	switch p.Tag {
	case ldap.FilterAnd:
		return !slices.ContainsFunc(p.Children, func(c *ber.Packet) bool { return !matches(c, e) })
	case ldap.FilterOr:
		return slices.ContainsFunc(p.Children, func(c *ber.Packet) bool { return matches(c, e) })
	case ldap.FilterPresent:
		return len(values(ber.DecodeString(p.Data.Bytes()))) > 0
	case ldap.FilterSubstrings:
		return len(values(ber.DecodeString(p.Children[0].Data.Bytes()))) > 0
	case ldap.FilterEqualityMatch:
		want := ber.DecodeString(p.Children[1].Data.Bytes())
		return slices.ContainsFunc(values(ber.DecodeString(p.Children[0].Data.Bytes())), func(v string) bool { return strings.EqualFold(v, want) })
	}
	return false
}

func (d *directory) bind(w *gldap.ResponseWriter, r *gldap.Request) {
	res := r.NewBindResponse(gldap.WithResponseCode(gldap.ResultInvalidCredentials))
	defer func() { _ = w.Write(res) }()
	m, err := r.GetSimpleBindMessage()
	if err != nil {
		return
	}
	if m.UserName != reader {
		d.binds.Add(1)
	}
	if m.Password == "" { // as real servers do: nobody is signed in, and it is no error
		res.SetResultCode(gldap.ResultSuccess)
		return
	}
	if want, ok := d.passwords[m.UserName]; ok && string(m.Password) == want {
		res.SetResultCode(gldap.ResultSuccess)
	}
}

func (d *directory) search(w *gldap.ResponseWriter, r *gldap.Request) {
	d.searches.Add(1)
	res := r.NewSearchDoneResponse(gldap.WithResponseCode(gldap.ResultSuccess))
	defer func() { _ = w.Write(res) }()
	m, err := r.GetSearchMessage()
	if err != nil {
		return
	}
	filter, err := ldap.CompileFilter(m.Filter)
	if err != nil {
		res.SetResultCode(gldap.ResultFilterError)
		return
	}
	filter = ber.DecodePacket(filter.Bytes())
	var found []string
	for dn, e := range d.entries {
		if strings.HasSuffix(dn, m.BaseDN) && matches(filter, e) {
			found = append(found, dn)
		}
	}
	slices.Sort(found)
	for i, dn := range found {
		if m.SizeLimit > 0 && int64(i) >= m.SizeLimit {
			res.SetResultCode(gldap.ResultSizeLimitExceeded)
			return
		}
		entry := r.NewSearchResponseEntry(dn)
		for name, values := range d.entries[dn] {
			entry.AddAttribute(name, values)
		}
		_ = w.Write(entry)
	}
}

// serve starts the directory, and returns its port. With starttls it begins
// without encryption.
func (d *directory) serve(t *testing.T, cert tls.Certificate, starttls bool) int {
	t.Helper()
	s, err := gldap.NewServer()
	if err != nil {
		t.Fatal(err)
	}
	mux, err := gldap.NewMux()
	if err != nil {
		t.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
	for _, err := range []error{mux.Bind(d.bind), mux.Search(d.search), mux.ExtendedOperation(func(w *gldap.ResponseWriter, r *gldap.Request) {
		res := r.NewExtendedResponse(gldap.WithResponseCode(gldap.ResultSuccess))
		res.SetResponseName(gldap.ExtendedOperationStartTLS)
		_ = w.Write(res)
		_ = r.StartTLS(config)
	}, gldap.ExtendedOperationStartTLS), s.Router(mux)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close() // the server opens it itself
	var options []gldap.Option
	if !starttls {
		options = append(options, gldap.WithTLSConfig(config))
	}
	go func() { _ = s.Run(fmt.Sprintf("127.0.0.1:%d", port), options...) }()
	t.Cleanup(func() { _ = s.Stop() })
	for end := time.Now().Add(10 * time.Second); !s.Ready(); {
		if time.Now().After(end) {
			t.Fatal("the directory does not start")
		}
	}
	return port
}

func withLDAP(t *testing.T, access auth.LDAPAccess) *service {
	t.Helper()
	return newService(t, func(s *service) {
		a := auth.LocalOnly()
		a.LDAP = &access
		a.Groups = []auth.GroupRole{{Group: "presse", Role: content.Role{Name: content.Editor}}, {Group: "cn=abteilung,ou=gruppen," + base, Role: content.Role{Name: content.Approver}}}
		l, err := auth.NewLDAP(access)
		if err != nil {
			t.Fatal(err)
		}
		s.config.Access, s.config.LDAP = a, l
	})
}

func (d *directory) access(t *testing.T, starttls, nested bool) auth.LDAPAccess {
	t.Helper()
	cert, ca := certificate(t, "127.0.0.1")
	scheme := "ldaps"
	if starttls {
		scheme = "ldap"
	}
	return auth.LDAPAccess{URL: fmt.Sprintf("%s://127.0.0.1:%d", scheme, d.serve(t, cert, starttls)), CA: ca, BindDN: reader, BindPassword: readerPW, Base: base, Filter: "(&(objectClass=person)(uid=%s))", Nested: nested}
}

func TestLDAP(t *testing.T) {
	for _, starttls := range []bool{false, true} {
		d := newDirectory()
		s := withLDAP(t, d.access(t, starttls, false))
		b := s.browser(t)
		b.signIn("Anna")
		b.holds(b.get("/redaktion"), `"name":"Anna Muster"`, `"roles":[{"name":"editor"}]`)
		a, err := s.store.AccountByLogin(t.Context(), "anna")
		if err != nil || a.Source != content.LDAPSource || a.Subject != "uuid:1-2-3" || a.Password != "" {
			t.Errorf("%+v, %v", a, err)
		}
		s.clock.pass(time.Hour)
		b.is(b.post("/redaktion/x", "body", "Ein Text"), http.StatusSeeOther, "/anmelden?grund=aufgehoben&weiter=%2Fredaktion%2Fx")
		if len(s.parked) != 1 || s.parked[0].Get("whose") != a.ID {
			t.Errorf("kept %v", s.parked)
		}
		b = s.browser(t)
		b.is(b.post("/anmelden", "name", "bert", "password", secret), http.StatusForbidden, "") // in no group
	}
}

// TestLDAPNested: a group within a group within a group, and a ring of groups.
func TestLDAPNested(t *testing.T) {
	d := newDirectory()
	s := withLDAP(t, d.access(t, false, true))
	b := s.browser(t)
	b.signIn("anna")
	b.holds(b.get("/redaktion"), `"name":"editor"`, `"name":"approver"`)
}

// TestLDAPWrong: the same answer for whatever is wrong, and for somebody of our
// own; nothing that is typed is taken for a filter.
func TestLDAPWrong(t *testing.T) {
	d := newDirectory()
	s := withLDAP(t, d.access(t, false, false))
	s.add(t, "lokal", content.Editor)
	var first answer
	for i, try := range []struct{ name, password string }{
		{"anna", "falsches Kennwort"}, {"nobody", secret}, {"*)(uid=*", secret}, {"*", secret}, {"anna)(objectClass=*", secret}, {"ann*", secret}, {"anna\x00", secret},
		{`\61nna`, secret}, {"zwilling", secret}, {"lokal", "falsches Kennwort"}, {reader, readerPW},
	} {
		b := s.browser(t)
		b.addr = fmt.Sprintf("198.51.%d.7:1", i)
		binds, searches := d.binds.Load(), d.searches.Load()
		a := b.post("/anmelden", "name", try.name, "password", try.password)
		if i == 0 {
			first = a
		}
		if a.StatusCode != http.StatusUnprocessableEntity || a.body != first.body || len(b.cookies) > 0 {
			t.Errorf("%q: %d", try.name, a.StatusCode)
		}
		if d.binds.Load()-binds != 1 || d.searches.Load()-searches != 1 {
			t.Errorf("%q: %d binds and %d searches", try.name, d.binds.Load()-binds, d.searches.Load()-searches)
		}
	}
	binds := d.binds.Load()
	b := s.browser(t)
	b.is(b.post("/anmelden", "name", "anna", "password", ""), http.StatusUnprocessableEntity, "")
	if d.binds.Load() != binds {
		t.Error("the directory was asked without a password")
	}
	b.signIn("lokal")
	for _, dn := range []string{"lokal", secret} {
		if strings.Contains(s.log.String(), dn) {
			t.Errorf("the log holds %q", dn)
		}
	}
}

// TestLDAPEncrypted: the certificate must be for the name, and trusted.
func TestLDAPEncrypted(t *testing.T) {
	other, otherCA := certificate(t, "ldap.elsewhere.example")
	_, stranger := certificate(t, "127.0.0.1")
	for _, starttls := range []bool{false, true} {
		d := newDirectory()
		right := d.access(t, starttls, false)
		wrongName := right
		scheme, _, _ := strings.Cut(right.URL, ":")
		wrongName.URL, wrongName.CA = fmt.Sprintf("%s://127.0.0.1:%d", scheme, d.serve(t, other, starttls)), otherCA
		unknown := right
		unknown.CA = stranger
		wrongPassword := right
		wrongPassword.BindPassword = "falsch"
		away := right
		away.URL = scheme + "://127.0.0.1:1"
		for what, access := range map[string]auth.LDAPAccess{"another name": wrongName, "another certificate": unknown, "a wrong bind_password": wrongPassword, "nobody there": away} {
			s := withLDAP(t, access)
			s.add(t, "lokal", content.Editor)
			b := s.browser(t)
			a := b.post("/anmelden", "name", "anna", "password", secret)
			if a.StatusCode != http.StatusServiceUnavailable || a.Header.Get("Retry-After") == "" || s.check(t, content.LDAPSource).OK {
				t.Errorf("%s: %d", what, a.StatusCode)
			}
			if d.binds.Load() > 0 {
				t.Errorf("%s: the password was sent", what)
			}
			b.signIn("lokal") // accounts of our own go on
		}
	}
}

// TestLDAPServer asks a real directory, as .ci/run starts it.
func TestLDAPServer(t *testing.T) {
	address := os.Getenv("VIELFALT_TEST_LDAP_URL")
	if address == "" {
		t.Skip("set VIELFALT_TEST_LDAP_URL, VIELFALT_TEST_LDAP_CA and VIELFALT_TEST_LDAP_PASSWORD to run this with slapd")
	}
	ca, err := os.ReadFile(os.Getenv("VIELFALT_TEST_LDAP_CA"))
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"ldaps", "ldap"} {
		if scheme == "ldap" {
			if address = os.Getenv("VIELFALT_TEST_LDAP_STARTTLS_URL"); address == "" {
				continue
			}
		}
		access := auth.LDAPAccess{URL: address, CA: ca, BindDN: reader, BindPassword: os.Getenv("VIELFALT_TEST_LDAP_PASSWORD"), Base: base, Filter: "(&(objectClass=person)(uid=%s))", Nested: true}
		s := withLDAP(t, access)
		b := s.browser(t)
		b.signIn("anna")
		b.holds(b.get("/redaktion"), `"name":"Anna Muster"`, `"name":"editor"`, `"name":"approver"`)
		for _, name := range []string{"*)(uid=*", "*", "nobody", "anna)(objectClass=*", "ann*"} {
			b := s.browser(t)
			b.is(b.post("/anmelden", "name", name, "password", secret), http.StatusUnprocessableEntity, "")
		}
		b = s.browser(t)
		b.is(b.post("/anmelden", "name", "anna", "password", "falsches Kennwort"), http.StatusUnprocessableEntity, "")
		// The name in the address must be that of the certificate.
		wrong := access
		wrong.URL = strings.Replace(address, "127.0.0.1", "localhost", 1)
		s = withLDAP(t, wrong)
		b = s.browser(t)
		b.is(b.post("/anmelden", "name", "anna", "password", secret), http.StatusServiceUnavailable, "")
		access.Nested = false
		s = withLDAP(t, access)
		b = s.browser(t)
		b.signIn("anna") // by memberOf
	}
}
