// Package sqlstore keeps everything editors write in an SQL database: it is the
// one package of the service that speaks SQL, and implements [content.Store].
//
// SQLite is the engine (a file beside the service, write-ahead log, one writer
// and several readers). The SQL text is written so that a second engine can
// run it: parameters are ?, times are seconds, dates are numbers, and what only
// one engine understands stands in the file named after it (sqlite.go) and in
// its folder of migrations.
//
// Three rules hold everywhere. Whether something is visible is a condition on
// editions in the query itself. A method runs a fixed number of statements:
// first the items, then one statement for each kind of thing that hangs on
// them, never one for each item. What belongs together is read in one
// transaction and written in one transaction.
//
// The package must not know pages, search, files on disk other than its own, or
// what an observance is: it is given a [content.Planner].
//
// To add a content type: a noun in a file of its own (see article.go), its line
// in nouns, and a migration with the next number.
package sqlstore
