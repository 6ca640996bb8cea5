package content_test

import (
	"testing"

	"vielfalt/content"
)

// The identity of an entry is how feed readers know that they have seen it. It
// is written out here so that nobody changes part of it unawares: that would
// show every entry there ever was once more, to everybody.
func TestFeedID(t *testing.T) {
	const uid = "5f3d1b52-0000-4000-8000-000000000001"
	want := map[content.Type]string{
		content.TypeArticle:      "tag:vielfalt.invalid,2026:article/5f3d1b52-0000-4000-8000-000000000001/2026-03-20.2",
		content.TypeBrochure:     "tag:vielfalt.invalid,2026:brochure/5f3d1b52-0000-4000-8000-000000000001/2026-03-20.2",
		content.TypeContact:      "tag:vielfalt.invalid,2026:contact/5f3d1b52-0000-4000-8000-000000000001/2026-03-20.2",
		content.TypeEvent:        "tag:vielfalt.invalid,2026:event/5f3d1b52-0000-4000-8000-000000000001/2026-03-20.2",
		content.TypeVolunteering: "tag:vielfalt.invalid,2026:volunteering/5f3d1b52-0000-4000-8000-000000000001/2026-03-20.2",
	}
	// A confirmation has moved the day, and the edition shows a second time:
	// its key is still based on the day the rule gave.
	edition := content.Edition{Key: "2026-03-20.2", Occurrence: day("2026-03-21"), From: at("2026-03-18 08:00"), Until: content.Forever}
	for _, typ := range content.Types() {
		// Neither id nor address is part of it.
		it := content.Item{ID: "zuckerfest", Slug: "fest-des-fastenbrechens", Type: typ, UID: uid}
		if got := it.FeedID(edition); got != want[typ] {
			t.Errorf("%s: the identity is %s and was %s", typ, got, want[typ])
		}
	}
}

// The names of the types, which are part of it, do not change either.
func TestTypes(t *testing.T) {
	want := []content.Type{"article", "brochure", "contact", "event", "volunteering"}
	have := make(map[content.Type]bool)
	for _, typ := range content.Types() {
		have[typ] = true
	}
	for _, typ := range want {
		if !have[typ] {
			t.Errorf("there is no type %s any more", typ)
		}
	}
}
