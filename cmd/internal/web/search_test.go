package web_test

import (
	"encoding/json"
	"slices"
	"testing"
)

// What no text has is left out of a search, and said, on the page and in the
// interface.
func TestSearchSaysWhatItLeftOut(t *testing.T) {
	s := wholeSite(t)
	s.page(t, "/suche?q=Zuckerfest+Quittengelee").must(t, `body contains Nichts enthält alle Wörter. Ohne „Quittengelee“:`)
	s.page(t, "/en/suche?q=Zuckerfest+Quittengelee").must(t, `body contains Without “Quittengelee”:`)
	for q, want := range map[string][]string{"Zuckerfest+Quittengelee": {"Quittengelee"}, "Zuckerfest": nil, "Quittengelee": nil} {
		var answer struct{ Without []string }
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/search?q="+q).body), &answer); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(answer.Without, want) {
			t.Errorf("%s is without %q, want %q", q, answer.Without, want)
		}
	}
}
