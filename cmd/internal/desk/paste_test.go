package desk_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"vielfalt/content"
)

// TestPaste: what is pasted becomes Markdown, with a word on what is left out.
func TestPaste(t *testing.T) {
	h := newHouse(t, content.Policy{})
	for _, c := range []struct{ html, lang, text, left string }{
		{"<p>Hallo <b>du</b></p>", "de", "Hallo **du**", ""},
		{`<p><span lang="de">Ostern</span> is near</p>`, "en", "[Ostern]{lang=de} is near", ""},
		{`<a href="../termine">Termine</a><img src="x.png">`, "de", "Termine",
			"Nicht übernommen: ein Link, der von hier aus nirgendwohin führt (../termine); seine Wörter sind da; ein Bild; fügen Sie es unter „Bilder“ hinzu."},
		{strings.Repeat(`<a href="a">b</a> `, 5), "", "b b b b b", "Nicht übernommen: 5 Links, die von hier aus nirgendwohin führen (a, a, a, …); ihre Wörter sind da."},
	} {
		a := h.post(t, "anna", "/redaktion/umwandeln", "html", c.html, "lang", c.lang).must(t, http.StatusOK)
		var got struct{ Text, Left string }
		if err := json.Unmarshal([]byte(a.body), &got); err != nil || got.Text != c.text || got.Left != c.left {
			t.Errorf("%s: %s, %v", c.html, a.body, err)
		}
	}
	// As large as a form could not be, because of how it spells it.
	h.post(t, "anna", "/redaktion/umwandeln", "html", strings.Repeat("<p>ä</p>", 1<<17-1)).must(t, http.StatusBadRequest) // in bytes it is more
	h.post(t, "anna", "/redaktion/umwandeln", "html", strings.Repeat("<br>", 1<<18)).must(t, http.StatusOK)
}
