// Package sqlstore keeps everything editors write in an SQL database: it is the
// one package of the service that speaks SQL, and implements [content.Store].
//
// There are two engines. SQLite is a file beside the service (write-ahead log,
// one writer and several readers). PostgreSQL is a server that several processes
// share. Both run the same SQL text: parameters are ?, times are seconds, dates
// are numbers, texts are ordered by their bytes. What differs is gathered in a
// value of type engine (sqlite.go, postgres.go) and in the folders of
// migrations, which have the same numbers.
//
// Three rules hold everywhere. Whether something is visible is a condition on
// editions in the query itself. A method runs a fixed number of statements:
// first the items, then one statement for each kind of thing that hangs on
// them, never one for each item. What belongs together is read in one
// transaction and written in one transaction.
//
// One transaction writes at a time, of all processes together, so the numbers
// of changes become visible in ascending order. What was acknowledged is on
// disk; on a PostgreSQL with a standby it is on that one too only if
// synchronous_standby_names says so.
//
// Connections die: a server is restarted, another takes over, an idle one is
// cut. One that died while nobody used it is replaced before anybody notices.
// What only reads is done once more if the connection dies meanwhile, what
// writes never. Where the engine is away, errors are content.ErrUnavailable.
//
// # Newer schemas
//
// Processes are replaced one after the other, so a program must live with the
// schema of the next one for a while. The row compatible of the table meta holds
// the lowest schema number whose programs can work with the schema; those below
// it are refused with content.ErrNewerSchema. A migration leaves the row alone
// if programs of the schema before can live with what it does: it adds tables,
// indexes, or columns that are NULL or have a default, and what these programs
// write stays right. Any other migration sets the row to its own number, and the
// processes before it must all be stopped first. No migration changes the type
// of a column that older programs read. Where older programs would go wrong only
// once something new is used, the transaction that first uses it sets the row
// (see dates.go, version.go). Copies (Snapshot, Restore) are refused
// to programs that do not know all there is to copy. Older copies are taken in
// from oldestSnapshot on: a migration that does more than add tables sets that to
// its own number, too.
//
// The package must not know pages, search, files on disk other than its own, or
// when an observance is: it is given a [content.Planner], whose calendar whoever
// opened the store makes of [content.Dates].
//
// To add a content type: a migration with the next number for each engine, which
// makes its table as content.Description says (noun.go reads and writes it). To add
// a table: also its line in tables, so that backups hold it.
package sqlstore
