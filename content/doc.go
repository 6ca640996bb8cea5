// Package content answers the question what: what editors publish – articles,
// brochures, contacts, events, volunteering offers – when it is visible, and
// the interfaces through which it is stored and read.
//
// Everything published is an [Item] with fields of its type's own. A [Schedule]
// says when an item shows; a [Planner] turns it into [Edition] values, one for
// each occurrence of the observance it is tied to. An item is visible at a
// moment exactly if one of its editions holds that moment. That is a condition
// in every query, never a flag: a stopped service publishes neither late nor
// early, and a restart has nothing to catch up.
//
// What readers see is in the items; what these were and may become, drafts in
// particular, is in their versions (see [VersionStore]) and touches nothing
// that shows.
//
// Public pages hold only a [Reader]. Every method of it takes the moment of
// viewing, and none can reach a text that is not visible then.
//
// The package must not know HTTP, templates or the search index. Of this module
// it imports only calendar and calendar/own; its subfolders may import it,
// never the other way round.
//
// To add a content type, take five steps, as cmd/vielfalt/newtype_test.go does:
//
//  1. x.go here: the type with the names of its fields in versions (see [Encode]),
//     Validate, its [Description], and that in [Descriptions];
//  2. a migration with its table for each engine, in sqlstore/migrations,
//     which raises "compatible", because older programs do not know the type;
//  3. themes/x.go with its pages, in the list of page.go, and their templates;
//  4. its name, type.x, in each language of themes/locale;
//  5. cmd/internal/web/x.go, and its lines in routes.go.
//
// The store, import and export, the index, addresses and what tracks dependencies
// work from the description.
package content
