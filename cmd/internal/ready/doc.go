// Package ready keeps answers as ready bytes: rendered once, kept with their
// validators and compressed forms, and sent without template, query or log.
//
// # How an answer stays true
//
// An answer is never kept for a time, but until something it was made of
// changes. While it is rendered, the Reader of this package notes in its
// context what was asked of the store: an item by itself, or a list of a type.
// These are the answer's topics. What changes is told in the same terms:
//
//   - Changed: entries of the change log. Every answer with the item or with a
//     list of its type among its topics is rendered anew when next asked for.
//   - Passed: an edition began or ended, or an event was over. The same.
//   - An answer may also end by itself, at midnight, because it says "today".
//
// Topics are counted in generations: each change is one, an answer remembers
// the generation it was found true in, and is compared with its topics only
// when there has been a later one. A rendering that began before a change and
// ended after it is sent to who waits for it, but not kept.
//
// Many readers waiting for one answer share one rendering. Where the store is
// away and a rendering fails for it, an answer that has been outlived only by
// the beginning of something new is sent once more: it lacks the new, but says
// nothing false. Anything else is an error.
//
// While much is changed, by an import for instance, lists would be rendered
// without end with readers waiting each time. So an answer that was true a
// moment ago is still sent while the new one is made, for a time of grace that
// is less than a second. Beginnings and ends have no grace. Counts, which take
// the store long, are asked for anew as soon as something changed, began or
// ended, and until they are there answers are made of the old ones, and not kept.
//
// # Room
//
// The cache is bounded in bytes, see [shelves]: what was asked for once has a
// fifth of the room, and of what was asked for again that goes first which is
// worth least, by how often it is asked for and how large it is. So neither a
// crawler, nor somebody who makes up addresses, pushes out what everybody reads.
//
// What is being made is bounded too. A [Gate] has a number of places, for memory,
// and of processors, for what computes; whoever waits for the store gives the
// processor to others meanwhile. Where more wait for a place than could get one
// in time the error is [ErrBusy]. A rendering that nobody waits for any more is
// not begun.
//
// # Who owns what is made
//
// Renderings may outlive the reader who asked first, and some are made for
// nobody in particular. All belong to the cache: Close ends them, and one that
// panics is an error for those who wait for it.
//
// The package knows nothing of routes, languages and themes: whoever uses it
// makes the key, of nothing but what the answer depends on. Nothing that
// depends on who is asking may be put in.
package ready
