// Package peer knows who a request is from and how much one sender may have: of
// the connections, of the requests in hand, and of what is limited by address.
//
// A request is from the other end of its connection, unless that is a proxy the
// operator has named ([Proxies]); only those are believed when they forward an
// address. A sender ([Sender]) is an IPv4 address or the /64 of an IPv6
// address, since a household or a machine usually has a whole one; a network is
// a /24 or a /48. Addresses are held in memory while they are needed and never
// logged.
//
// [Connections] shares out connections, [Limiter] counts across all replicas.
// The package must not know what is limited: pages and rules belong to the
// callers.
package peer
