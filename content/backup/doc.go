// Package backup carries everything that is kept from one place to another:
// into one file and back, or from store to store.
//
// A backup is a tar archive under gzip:
//
//	rows/<table>/000001.jsonl   rows as JSON arrays, a line each, in parts
//	files/<sha256>              brochures and pictures
//	manifest.json               what there should be, with a sum of each entry
//
// The rows are one state of the store while others go on writing. Files are
// addressed by what is in them and never change, so those that the rows name
// are copied afterwards. Tables and columns are the store's: a backup fits the
// schema it was taken from, and newer ones that have only added tables since
// the oldest the store accepts.
//
// [Open] reads a backup to the end before anything is stored, and believes
// nothing: order, names, sizes and sums must be what [Write] produces. It holds
// no more than one part in memory. [Restore] and [Move] fill an empty place and
// then read it back: the sums of four [Section] values show whether it is what
// it was.
//
// A column x_hash next to x_size and x_type names a file, and so may an encoded
// record in a row. Apart from what the sections are made of, that is all the
// package knows of what rows mean. It must not know SQL, or which store is in
// use.
package backup
