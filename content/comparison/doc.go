// Package comparison says what differs between two texts and between two
// versions of an item, and merges what two people made of the same text.
//
// Texts are compared paragraph by paragraph and, where they differ, word by
// word: what was removed or added is always a whole word. Comparing takes a
// bounded time; where two texts have little in common, the result is coarser
// rather than late.
//
// The package must not know pages or languages of the interface: what it
// returns are passages and values, which a page puts into words.
//
// To compare one more field of a content type, do nothing: it is in the type's
// Description. A field of the Item needs a line in itemChanges.
package comparison
