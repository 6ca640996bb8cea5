// Package spelling guesses what somebody meant who wrote something else.
//
// The package must not know what the words are for. [Nearest] and [Near]
// compare them as they are: a caller for whom "Ä" and "ae" are the same passes
// both sides through [Fold] first.
package spelling
