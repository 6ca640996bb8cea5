// Package german is the language layer of search, for every backend: it turns
// documents into tokens and queries into a [Plan], so that backends only store
// and rank.
//
// Both sides are treated alike. Words are folded (lower case, marks dropped,
// ß = ss, ae = ä = a), so that Müller, Mueller and MULLER are one word. Each
// word is indexed as it is (a surface token), by its stem and by the parts of
// a compound (soft tokens, marked ~), and by the synonym group it belongs to
// (concept tokens, marked ^). Telephone numbers, rooms and departments
// ("Dezernate") become keys (marked #). No real word can contain such a mark.
//
// A [Language] holds what is known of German and of the field: words.yaml,
// which editors can read and correct. A [Lexicon] holds the words of one
// index; it is what a compound is split by, and what tells a typing error from
// a rare word.
//
// The package must not know where tokens are stored or how documents are
// ranked.
//
// To add synonyms, parts of compounds or stop words: a line in words.yaml. To
// add a recogniser of numbers: number.go.
package german
