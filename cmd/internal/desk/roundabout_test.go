package desk_test

import (
	"net/http"
	"testing"

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
