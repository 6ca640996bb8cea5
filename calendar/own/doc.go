// Package own makes a tradition of the days that an authority keeps for itself:
// its summer party, a week of its town. They are entered while the service
// runs, so their rules are data. [ParseRule] reads them:
//
//	09-21                              each 21 September
//	third friday in june               or: 3 fr 6
//	last sunday of september           or: -1 so 9
//	second last monday in may          or: -2 mo 5
//	7 days after islamic/eid-al-fitr   or before
//
// A day may also have a list of dates instead of a rule, at most one in a
// Gregorian year; beyond the list it is not known. A day counted from another
// observance follows it: by the convention in use, by what was announced, and
// no surer than that one is.
//
// [Calendar] puts everything together: the tables, own days, announced dates.
//
// The package must not know where days are kept or who may enter them.
//
// To add a form of rule: a case in ParseRule, in Rule.String and in compile.
package own
