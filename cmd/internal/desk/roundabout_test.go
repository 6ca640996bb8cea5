package desk_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"vielfalt/content"
)

// TestOvertakenDraft: what a page says of a draft over which something else was
// approved works: saving it anew, even if nothing in it changes.
func TestOvertakenDraft(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	const a = "/redaktion/beitraege/newroz"
	h.post(t, "anna", a, "base", "1", "do", "send").must(t, http.StatusSeeOther)
	h.post(t, "bert", a+"/freigabe", "base", "1", "number", "1", "do", "approve").must(t, http.StatusSeeOther)
	h.post(t, "anna", a, "base", "2", "latest", "2", "title", "Entwurf", "do", "save").must(t, http.StatusSeeOther)
	h.post(t, "bert", a, "base", "2", "text", "live", "title", "Berichtigt", "do", "correct").must(t, http.StatusSeeOther)
	// A page from before knows nothing of it.
	h.post(t, "anna", a, "base", "3", "latest", "2", "title", "Entwurf", "do", "send").must(t, http.StatusSeeOther)
	h.post(t, "bert", a+"/freigabe", "base", "3", "number", "3", "do", "approve").must(t, http.StatusConflict).says(t, "Grundlage geändert")
	h.post(t, "anna", a, "base", "3", "do", "take-back").must(t, http.StatusSeeOther)
	h.get(t, "anna", a).must(t, http.StatusOK).says(t, "Grundlage geändert", `name="latest" value="4"`)
	h.post(t, "anna", a, "base", "3", "latest", "4", "title", "Entwurf", "do", "send").must(t, http.StatusSeeOther)
	h.post(t, "bert", a+"/freigabe", "base", "3", "number", "3", "do", "approve").must(t, http.StatusSeeOther)
}

// TestOlderDraftsBeyondLimits: an article that came within somebody's limits
// does not bring along the drafts from before.
func TestOlderDraftsBeyondLimits(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	const a = "/redaktion/beitraege/newroz"
	h.post(t, "anna", a, "base", "1", "dezernat", "11", "title", "Jetzt hier", "do", "save").must(t, http.StatusSeeOther)
	h.get(t, "dora", a+"/fassungen/2").must(t, http.StatusOK)
	for _, path := range []string{a + "/fassungen/1", a + "/vergleich?von=1&bis=2", "/redaktion/vorschau/newroz/1"} {
		h.get(t, "dora", path).must(t, http.StatusNotFound)
		h.get(t, "anna", path).must(t, http.StatusOK)
	}
	h.post(t, "dora", a+"/fassungen/1", "base", "2", "do", "restore").must(t, http.StatusNotFound)
	h.get(t, "dora", a+"/fassungen").must(t, http.StatusOK)
	h.get(t, "dora", a+"/vergleich").must(t, http.StatusOK)
}

// TestUnwritable: what no keyboard can write does not reach the store, whichever
// field it is in.
func TestUnwritable(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	const a = "/redaktion/beitraege/newroz"
	for _, bad := range []string{"\x00", "a\x00b", "\xff\xfe", "\xed\xa0\x80"} {
		h.post(t, "anna", a+"/anmerkungen", "text", "Gut", "lang", bad).must(t, http.StatusUnprocessableEntity)
		h.post(t, "anna", a+"/anmerkungen", "do", "done", "comment", bad).must(t, http.StatusNotFound)
		h.post(t, "carla", a, "do", "reassign", "base", "1", "owner", bad).must(t, http.StatusUnprocessableEntity)
		h.post(t, "carla", a, "do", "reassign", "base", "1", "deputy", bad).must(t, http.StatusUnprocessableEntity)
		h.post(t, "anna", a+"/notiz", "base", "1", bad, bad, "body", bad).must(t, http.StatusOK)
		h.post(t, "anna", a, "base", "1", "body", "x"+bad, "do", "save").must(t, http.StatusUnprocessableEntity)
	}
	h.post(t, "carla", a, "do", "reassign", "base", "1", "owner", "nobody").must(t, http.StatusUnprocessableEntity)
	h.post(t, "carla", a, "do", "reassign", "base", "1", "owner", "a1", "deputy", "b1").must(t, http.StatusSeeOther)
	if err := h.store.Snapshot(t.Context(), func(content.Row) error { return nil }); err != nil {
		t.Errorf("no copy can be made: %v", err)
	}
}

// TestPreviewOfNoAddress: an address that is being typed is no fault of the
// program, and what people type does not come into the log.
func TestPreviewOfNoAddress(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	for _, slug := range []string{"Nicht so", "../x", "GEHEIM"} {
		h.post(t, "anna", "/redaktion/vorschau", "id", "newroz", "slug", slug).must(t, http.StatusOK).says(t, `href="/en/beitraege/newroz"`)
	}
}

// TestManyValues: a form full of values is refused as soon as it is read.
func TestManyValues(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	const a = "/redaktion/beitraege/newroz"
	for _, field := range []struct{ name, between string }{{"tags", ","}, {"observances", " "}, {"traditions", " "}, {"sources", "\n"}} {
		var values strings.Builder
		for i := range 100_000 {
			fmt.Fprintf(&values, "%d%s", i, field.between)
		}
		start := time.Now()
		h.post(t, "anna", a, "base", "1", field.name, values.String(), "do", "save").must(t, http.StatusUnprocessableEntity)
		h.post(t, "anna", a, "base", "1", field.name, values.String(), "do", "check").must(t, http.StatusOK)
		h.post(t, "anna", a+"/notiz", "base", "1", field.name, values.String()).must(t, http.StatusOK)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%s: %v", field.name, d)
		}
	}
}

// TestMovedAway: a text is not lost because somebody moved its article beyond the
// limits of whoever was writing it; and its answer tells nothing.
func TestMovedAway(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "newroz")
	const a = "/redaktion/beitraege/newroz"
	there := h.post(t, "dora", a, "base", "1", "body", "Doras Text", "do", "save").must(t, http.StatusNotFound)
	never := h.post(t, "dora", "/redaktion/beitraege/nirgends", "base", "1", "body", "Noch ein Text", "do", "save").must(t, http.StatusNotFound)
	if there.body != never.body {
		t.Error("the answers differ")
	}
	kept, err := h.store.ParkedBy(t.Context(), "d1")
	if err != nil || len(kept) != 2 {
		t.Fatalf("kept %v, %v", kept, err)
	}
	for _, k := range kept {
		if !strings.Contains(k.Form, "Doras+Text") && !strings.Contains(k.Form, "Noch+ein+Text") {
			t.Errorf("kept %q", k.Form)
		}
	}
	h.get(t, "dora", "/redaktion").must(t, http.StatusOK).says(t, "/redaktion/aufgehoben/")
	h.post(t, "emil", a, "base", "1", "body", "Emils Text", "do", "save").must(t, http.StatusNotFound)
	if kept, err := h.store.ParkedBy(t.Context(), "e1"); err != nil || len(kept) > 0 {
		t.Errorf("kept %v, %v", kept, err)
	}
}
