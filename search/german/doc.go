// Package german is the language layer of search for every backend. It turns
// documents into tokens and queries into a [Plan], so that backends only store
// and rank.
//
// Documents and queries are treated alike. Words are folded (lower case, marks
// dropped, ß = ss, ae = ä = a), so that Müller, Mueller and MULLER are one
// word. Each word is indexed as it is (a surface token), by its stem and, if it
// is a compound, by its parts (soft tokens, marked ~), and by the synonym
// groups it belongs to (concept tokens, marked ^). Telephone numbers, rooms and
// departments ("Dezernate") become keys (marked #). No real word can contain
// one of these marks.
//
// A [Language] holds what is known about German and about the subject. It comes
// from words.yaml, which editors can read and correct. A [Lexicon] holds the
// words of one index; it decides how compounds are split, and tells a typing
// error from a rare word.
//
// The house's own words ([search.House]) come with each query, and widen its plan
// alone: no document is analysed again for them.
//
// The package must not know where tokens are stored or how documents are
// ranked.
//
// To add synonyms, parts of compounds or stop words: a line in words.yaml. To
// add a kind of number: a pattern in number.go, in mentions and recognise, and
// a higher analysisVersion.
package german
