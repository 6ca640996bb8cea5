// Package own makes a tradition of an authority's own days, such as its summer
// party or a week of its town. They are entered while the service runs, so
// their rules are data, which [ParseRule] reads:
//
//	09-21                              each 21 September
//	third friday in june               or: 3 fr 6
//	last sunday of september           or: -1 so 9
//	second last monday in may          or: -2 mo 5
//	7 days after islamic/eid-al-fitr   or before
//
// A day may also have a list of dates instead of a rule, at most one in a
// Gregorian year; outside the list it is not known. A day counted from another
// observance follows it, by the convention in use and by its confirmations, and
// is no surer than that observance.
//
// [Calendar] combines the tables, own days and confirmations.
//
// The package must not know where days are stored or who may enter them.
//
// To add a form of rule: a case in ParseRule, in Rule.String, and in Rule.in
// or, if it depends on another observance, in builder.compile.
package own
