// Package peer knows who a request is from and what one sender may take: of the
// connections, of the requests in hand, and of what is limited by address.
//
// Who asks is the other end of the connection, unless that is a proxy the
// operator has named ([Proxies]); from those alone a forwarded address is
// believed. A sender ([Sender]) is an IPv4 address or the /64 of an IPv6 address,
// of which a household or a machine has a whole one; a network is a /24 or a
// /48. Addresses are held in memory while they are needed and never logged.
//
// [Connections] shares out connections, [Limiter] counts over all replicas. The
// package must not know what is limited: pages and rules are their callers'.
package peer
