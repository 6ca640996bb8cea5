package auth

import (
	"context"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/go-ldap/ldap/v3"

	"vielfalt/cmd/internal/ready"
	"vielfalt/content"
)

// What a directory may take, and how much of it is read.
const (
	directoryWithin = 5 * time.Second // each answer
	mostGroups      = 1000
	mostLevels      = 10 // of groups within groups
	askedAtOnce     = 16 // others are told to come again
)

// LDAP signs people in by a directory: it is searched for the name, and whom it
// finds must be able to bind with the password.
type LDAP struct {
	access LDAPAccess
	tls    *tls.Config
	places chan struct{}
}

// NewLDAP returns the way to sign in by a directory.
func NewLDAP(access LDAPAccess) (*LDAP, error) {
	u, err := url.Parse(access.URL)
	if err != nil {
		return nil, err
	}
	config, err := tlsConfig(u.Hostname(), access.CA)
	if err != nil {
		return nil, err
	}
	return &LDAP{access: access, tls: config, places: make(chan struct{}, askedAtOnce)}, nil
}

// tlsConfig trusts the certificates in ca, or those the machine trusts.
func tlsConfig(host string, ca []byte) (*tls.Config, error) {
	c := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if ca != nil {
		c.RootCAs = x509.NewCertPool()
		if !c.RootCAs.AppendCertsFromPEM(ca) {
			return nil, errors.New("there is no certificate")
		}
	}
	return c, nil
}

// dial connects, always encrypted. Errors hold no names from the directory.
func (l *LDAP) dial(ctx context.Context) (*ldap.Conn, error) {
	dialer := &net.Dialer{Timeout: directoryWithin}
	if end, ok := ctx.Deadline(); ok {
		dialer.Deadline = end
	}
	c, err := ldap.DialURL(l.access.URL, ldap.DialWithDialer(dialer), ldap.DialWithTLSConfig(l.tls))
	if err != nil {
		return nil, fmt.Errorf("%w: directory: %w", errAway, err)
	}
	c.SetTimeout(directoryWithin)
	if strings.HasPrefix(l.access.URL, "ldap://") {
		if err := c.StartTLS(l.tls); err != nil {
			_ = c.Close()
			return nil, fmt.Errorf("%w: directory: StartTLS: %w", errAway, err)
		}
	}
	return c, nil
}

// find returns whom a name and a password belong to; errWrong, errAway. For
// somebody known elsewhere it does the same work without passing anything on.
func (l *LDAP) find(ctx context.Context, name, password string, elsewhere bool) (*person, error) {
	if elsewhere {
		name, password = rand.Text(), rand.Text()
	}
	if password == "" || len(password) > content.MostPassword || name == "" {
		return nil, errWrong // directories take a bind without a password for one by nobody, which succeeds
	}
	select {
	case l.places <- struct{}{}:
		defer func() { <-l.places }()
	default:
		return nil, ready.ErrBusy
	}
	c, err := l.dial(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	defer context.AfterFunc(ctx, func() { _ = c.Close() })()
	if err := c.Bind(l.access.BindDN, l.access.BindPassword); err != nil {
		return nil, fmt.Errorf("%w: bind_dn: %w", errAway, codeOf(err))
	}
	entry, err := l.entry(c, name)
	if err != nil {
		return nil, err
	}
	dn := "cn=" + rand.Text() + "," + l.access.Base // whom nobody is: it takes as long
	if entry != nil {
		dn = entry.DN
	}
	// On a connection of its own: groups are read as ourselves.
	own, err := l.dial(ctx)
	if err != nil {
		return nil, err
	}
	defer own.Close()
	defer context.AfterFunc(ctx, func() { _ = own.Close() })()
	err = own.Bind(dn, password)
	switch {
	case err == nil && entry != nil:
	case err == nil, ldap.IsErrorAnyOf(err, ldap.LDAPResultInvalidCredentials, ldap.LDAPResultNoSuchObject, ldap.LDAPResultInvalidDNSyntax,
		ldap.LDAPResultUnwillingToPerform, ldap.LDAPResultInappropriateAuthentication, ldap.LDAPResultConstraintViolation, ldap.LDAPResultInsufficientAccessRights):
		return nil, errWrong
	default:
		return nil, fmt.Errorf("%w: directory: %w", errAway, codeOf(err))
	}
	p := &person{source: content.LDAPSource, login: name, name: first(entry, "displayName", "cn"), mail: first(entry, "mail"), subject: subjectOf(entry), grouped: true}
	if !l.access.Nested {
		// An attribute without values does not exist: this is somebody in no group.
		p.groups = entry.GetEqualFoldAttributeValues("memberOf")
		if len(p.groups) > mostGroups {
			p.groups = p.groups[:mostGroups]
		}
		return p, nil
	}
	p.groups, err = l.nested(c, entry.DN)
	return p, err
}

// entry returns the one entry of a name; nil if there is none, or several.
func (l *LDAP) entry(c *ldap.Conn, name string) (*ldap.Entry, error) {
	filter := strings.Replace(l.access.Filter, "%s", ldap.EscapeFilter(name), 1)
	res, err := c.Search(ldap.NewSearchRequest(l.access.Base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, 2, int(directoryWithin/time.Second), false,
		filter, []string{"displayName", "cn", "mail", "memberOf", "entryUUID", "objectGUID"}, nil))
	switch {
	case ldap.IsErrorAnyOf(err, ldap.LDAPResultNoSuchObject, ldap.LDAPResultSizeLimitExceeded):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("%w: search: %w", errAway, codeOf(err))
	case len(res.Entries) != 1:
		return nil, nil
	}
	return res.Entries[0], nil
}

// nested returns the groups of an entry, and those these are in.
func (l *LDAP) nested(c *ldap.Conn, dn string) ([]string, error) {
	var groups []string
	seen := map[string]bool{strings.ToLower(dn): true}
	level := []string{dn}
	for range mostLevels {
		var next []string
		for _, member := range level {
			escaped := ldap.EscapeFilter(member)
			res, err := c.Search(ldap.NewSearchRequest(l.access.Base, ldap.ScopeWholeSubtree, ldap.NeverDerefAliases, mostGroups, int(directoryWithin/time.Second), false,
				"(|(member="+escaped+")(uniqueMember="+escaped+"))", []string{"cn"}, nil))
			if ldap.IsErrorWithCode(err, ldap.LDAPResultNoSuchObject) {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("%w: search for groups: %w", errAway, codeOf(err))
			}
			for _, g := range res.Entries {
				if key := strings.ToLower(g.DN); !seen[key] && len(groups) < mostGroups {
					seen[key] = true
					groups, next = append(groups, g.DN), append(next, g.DN)
				}
			}
		}
		if level = next; len(level) == 0 {
			break
		}
	}
	return groups, nil
}

// subjectOf names an entry for good. A distinguished name changes with a
// marriage, and may be given to somebody else.
func subjectOf(e *ldap.Entry) string {
	if id := e.GetEqualFoldAttributeValue("entryUUID"); id != "" {
		return "uuid:" + oneLine(id, 200)
	}
	for _, a := range e.Attributes {
		if strings.EqualFold(a.Name, "objectGUID") && len(a.ByteValues) == 1 {
			return "guid:" + hex.EncodeToString(a.ByteValues[0])
		}
	}
	return "dn:" + oneLine(strings.ToLower(e.DN), 500)
}

// first returns the first of some attributes that there is.
func first(e *ldap.Entry, names ...string) string {
	for _, name := range names {
		if v := e.GetEqualFoldAttributeValue(name); v != "" {
			return v
		}
	}
	return ""
}

// codeOf keeps of an answer what it means: servers add what they were asked.
func codeOf(err error) error {
	var e *ldap.Error
	if errors.As(err, &e) && e.ResultCode < ldap.ErrorNetwork {
		return errors.New(ldap.LDAPResultCodeMap[e.ResultCode])
	}
	return err
}
