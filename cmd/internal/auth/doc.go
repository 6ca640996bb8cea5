// Package auth knows who asks: it signs people in and out, and says of a
// request who it is from and what that person may.
//
// There are four ways to sign in, one file each: accounts of our own (local.go),
// OpenID Connect (oidc.go), a directory (ldap.go), and a proxy that has done it
// already (proxy.go). All end in a session (session.go), whose cookie is a
// random token and whose row says everything else: whose it is, with which
// roles, since when, until when, and whether it was ended. Who is asking is
// found in identity.go and nowhere else, for personal routes only: no page for
// readers asks.
//
// Roles of our own accounts are stored with them. All others bring groups, which
// access.yaml (access.go) turns into roles anew at each sign-in. Groups that are
// missing are not groups that are empty: somebody would lose what they may
// because a provider forgot a claim.
//
// The package must not know what a desk is: it is given where to keep a form
// that met an ended session. It logs no names, addresses or tokens.
//
// To add a way to sign in: a file with what it is configured by and how it
// finds an account and its groups, its part of access.yaml, a source in
// content/account.go, and a case in cmd/vielfalt/wire.go.
package auth
