// Package ready keeps answers as ready bytes: rendered once, kept with their
// validators and compressed forms, and sent without template, query or log.
//
// # How an answer stays true
//
// An answer is never kept for a fixed time, but until something it was made of
// changes. While it is being rendered, this package's Reader notes in its
// context what was asked of the store: a single item, or a list of a type.
// These are the answer's topics. Changes are told in the same terms:
//
//   - Changed: entries of the change log. Every answer with the item or with a
//     list of its type among its topics is rendered again when next asked for.
//   - Passed: an edition began or ended, or an event was over. The same.
//   - An answer may also end on its own, at midnight, because it says "today".
//
// Changes are counted in generations: an answer remembers the generation in
// which it was last found true, and its topics are checked only when there has
// been a later one. A rendering that began before a change and ended after it
// is sent to those who wait for it, but not kept.
//
// Many readers waiting for one answer share one rendering. If a rendering fails
// because the store is away, an old answer that merely lacks something that has
// begun since is sent once more: it says nothing false. Anything else is an
// error.
//
// During many changes, such as an import, lists would be rendered over and over
// with readers waiting each time. So an answer that was true a moment ago is
// still sent while the new one is made, for a time of grace of less than a
// second. Beginnings and ends have no grace. Counts, which take the store long,
// are asked for again as soon as something has changed, begun or ended; until
// they arrive, answers are made from the old ones and not kept.
//
// # Room
//
// The cache is bounded in bytes, see [shelves]: what was asked for once has a
// fifth of the room; of what was asked for again, the least valuable goes
// first, by how often it is asked for and how large it is. So neither a crawler
// nor somebody who makes up addresses pushes out what everybody reads.
//
// What is being made is bounded too. A [Gate] has a number of places, for
// memory, and a number of processors, for computing; a rendering that waits for
// the store lets others use its processor meanwhile. If more wait for a place
// than could get one in time, the error is [ErrBusy]. A rendering that nobody
// waits for any longer is not begun.
//
// # Who owns what is made
//
// Renderings may outlive the reader who asked first, and some are made for
// nobody in particular. All belong to the cache: Close ends them, and one that
// panics is an error for those who wait for it.
//
// The package must not know routes, languages or themes: callers build the key,
// from nothing but what the answer depends on. Nothing that depends on the
// reader may be put in.
package ready
