// Package spelling says what somebody perhaps meant who wrote something else.
//
// The package must not know what the words are for, nor how they are folded: a
// caller for whom "Ä" and "ae" are one brings both sides to one form before.
package spelling
