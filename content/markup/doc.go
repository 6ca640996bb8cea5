// Package markup turns the Markdown that editors write into HTML that is safe
// to show, and into plain text.
//
// The page around a text has the one h1, so headings begin at h2 and skip no
// level. HTML in the Markdown is dropped, pictures come only from this service,
// and the result goes through a list of allowed elements.
//
// Words in another language are marked by brackets and braces:
//
//	Man wünscht [חג שמח]{lang=he} oder [Chag sameach]{lang=he-Latn}.
//
// which becomes a span with lang and, where the script runs that way,
// dir="rtl". Unmarked runs in another script are marked with the language most
// texts in that script are in (see [ScriptLanguage]); if it is a different one,
// mark the words.
//
// [Illustrated] shows pictures with what is known of them: sizes, credit.
//
// [FromHTML] is the way back, for what is pasted from other programs. [Settle]
// makes Markdown of other programs into that of this package, and says what it
// cannot keep.
//
// The package must not know items, addresses or pages. It keeps no state: the
// parser and the list of allowed elements are built once and never changed.
//
// To add an element: add its Markdown extension in converter, its tag in
// policy, and a line in the tests of both.
package markup
