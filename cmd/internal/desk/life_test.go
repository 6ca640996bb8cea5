package desk_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"vielfalt/cmd/internal/desk"
	"vielfalt/content"
)

// publish has anna write an article and bert approve it.
func (h *house) publish(t testing.TB, id string, pairs ...string) {
	t.Helper()
	h.draft(t, id)
	path := "/redaktion/beitraege/" + id
	h.post(t, "anna", path, append([]string{"base", "1", "sources", "Ein Buch", "do", "save"}, pairs...)...).must(t, 303)
	h.post(t, "anna", path, "base", "2", "do", "send").must(t, 303)
	h.post(t, "bert", path+"/freigabe", "base", "2", "number", "2", "do", "approve").must(t, 303)
}

func TestUpdateCorrectionWithdrawal(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.publish(t, "fest", "body", "Erster Text.")
	const a = "/redaktion/beitraege/fest"
	h.get(t, "", "/beitraege/fest").must(t, 200).says(t, "Erster Text.")

	// A later text: until its minute the present one stays.
	h.post(t, "anna", a, "base", "3", "body", "Zweiter Text.", "do", "save").must(t, 303)
	h.get(t, "bert", a).says(t, "Entwurf", "Sichtbar", "Sichtbaren Text berichtigen")
	h.post(t, "anna", a, "base", "4", "do", "send").must(t, 303)
	h.get(t, "bert", a+"/freigabe").says(t, "Was sich gegenüber Fassung 3 ändert", `<input id="f-ab"`, "Zweiter")
	h.post(t, "bert", a+"/freigabe", "base", "4", "number", "4", "ab", "nie", "do", "approve").must(t, 422).says(t, `href="#f-ab"`)
	later := h.post(t, "bert", a+"/freigabe", "base", "4", "number", "4", "ab", "2026-11-27T08:00", "do", "approve")
	h.follow(t, "bert", later).says(t, "Freigegeben. Der neue Text steht ab Fr, 27. November 2026, 8:00 Uhr (Berlin) da", "neuer Text ab Fr, 27. November 2026")
	h.get(t, "anna", a+"/fassungen").says(t, "geplant ab Fr, 27. November 2026, 8:00 Uhr (Berlin)")
	h.get(t, "", "/beitraege/fest").says(t, "Erster Text.")

	h.pass(24 * time.Hour)
	if page := h.get(t, "anna", a+"/fassungen"); strings.Contains(page.body, "geplant ab") || strings.Contains(page.body, "neuer Text ab") {
		t.Error("what shows already is still called planned")
	}
	h.pass(-24 * time.Hour)

	// A small correction of what counts.
	h.get(t, "anna", a+"?text=live").must(t, 200)
	if strings.Contains(h.get(t, "anna", a+"?text=live").body, `value="correct"`) {
		t.Error("an editor is offered a correction")
	}
	page := h.get(t, "bert", a+"?text=live").must(t, 200).says(t, `value="correct"`, "Erster Text.")
	if strings.Contains(page.body, `name="publish.kind"`) {
		t.Error("a correction offers to change the schedule")
	}
	base := regexp.MustCompile(`name="base" value="(\d+)"`).FindStringSubmatch(page.body)[1]
	h.post(t, "anna", a, "base", base, "text", "live", "body", "Heimlich.", "do", "correct").must(t, 403)
	h.follow(t, "bert", h.post(t, "bert", a, "base", base, "text", "live", "body", "Erster Text, berichtigt.", "do", "correct")).says(t, "Berichtigt.")
	h.get(t, "", "/beitraege/fest").says(t, "Erster Text, berichtigt.")

	// Withdrawn and approved again, with a page that asks.
	h.post(t, "bert", a+"/zurueckziehen", "do", "withdraw").must(t, 422).says(t, `href="#f-note"`)
	head := regexp.MustCompile(`name="base" value="(\d+)"`).FindStringSubmatch(h.get(t, "bert", a+"/zurueckziehen").body)[1]
	h.follow(t, "bert", h.post(t, "bert", a+"/zurueckziehen", "base", head, "note", "Falsch", "do", "withdraw")).says(t, "Zurückgezogen.", "Zurückgezogen")
	if got := h.get(t, "", "/beitraege/fest"); got.code != 404 && got.code != 410 {
		t.Errorf("withdrawn answers %d", got.code)
	}
	h.post(t, "bert", a+"/zurueckziehen", "base", head, "note", "Noch einmal", "do", "withdraw").must(t, 409).says(t, "Der Beitrag ist zurückgezogen.", "Wieder freigeben")
	h.follow(t, "bert", h.post(t, "bert", a+"/wieder-freigeben", "base", head, "do", "reapprove")).says(t, "Wieder freigegeben.")
	h.get(t, "", "/beitraege/fest").must(t, 200)
}

func TestDiscardAndRestore(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.publish(t, "fest", "body", "Erster Text.")
	const a = "/redaktion/beitraege/fest"
	h.post(t, "anna", a, "base", "3", "body", "Unsinn", "do", "save").must(t, 303)
	h.get(t, "anna", a+"/verwerfen").must(t, 200).says(t, "Was sichtbar oder geplant ist, bleibt.")
	h.follow(t, "anna", h.post(t, "anna", a+"/verwerfen", "base", "4", "do", "discard")).says(t, "Der Entwurf ist verworfen.")
	h.follow(t, "anna", h.post(t, "anna", a+"/fassungen/4", "base", "3", "do", "restore")).says(t, "Fassung 4 liegt als Entwurf (Fassung ", "Sichtbar bleibt Fassung 3.", "Unsinn")
	h.draft(t, "nie")
	h.follow(t, "anna", h.post(t, "anna", "/redaktion/beitraege/nie/verwerfen", "base", "1", "do", "discard")).says(t, "30 Tage im Papierkorb")
	h.get(t, "anna", "/redaktion/beitraege?stand=papierkorb").says(t, "Nie", "1 Beitrag")
	h.post(t, "anna", "/redaktion/beitraege/nie", "base", "1", "title", "Doch", "do", "save").must(t, 409).says(t, "liegt im Papierkorb", `href="/redaktion/beitraege/nie/fassungen"`)
	if strings.Contains(h.get(t, "anna", "/redaktion/beitraege").body, ">Nie<") {
		t.Error("what is in the bin is among the others")
	}
	h.get(t, "anna", "/redaktion/beitraege/nie/fassungen/1").says(t, "Als neuen Entwurf wiederherstellen")
	h.follow(t, "anna", h.post(t, "anna", "/redaktion/beitraege/nie/fassungen/1", "base", "1", "do", "restore")).says(t, "Entwurf")
}

func TestChoices(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.publish(t, "ostern", "publish.observance", "christian-western/ostersonntag", "publish.at", "08:00", "publish.show", "14")
	const a = "/redaktion/beitraege/ostern/ausgaben"
	h.get(t, "anna", a).must(t, 200).says(t, "Ostersonntag 2027", "geplant")
	if strings.Contains(h.get(t, "anna", a).body, `value="skip"`) {
		t.Error("an editor is offered to skip an edition")
	}
	h.post(t, "anna", a, "key", "2027-03-28", "do", "skip").must(t, 403)
	h.follow(t, "bert", h.post(t, "bert", a, "key", "2027-03-28", "do", "skip", "note", "Fällt aus")).says(t, "Die Ausgabe 2027 erscheint nicht. Spätere bleiben.", "Übersprungen von Bert Beispiel", "Fällt aus")
	h.follow(t, "bert", h.post(t, "bert", a, "key", "2027-03-28", "do", "undo")).says(t, "zurückgenommen")
	h.post(t, "bert", a, "key", "2028-04-16", "do", "move").must(t, 422)
	h.follow(t, "bert", h.post(t, "bert", a, "key", "2028-04-16", "moment", "2028-04-10T09:00", "do", "move")).says(t, "beginnt Mo, 10. April 2028, 9:00 Uhr (Berlin)", "Verschoben auf Mo, 10. April 2028")
	h.post(t, "bert", a, "key", "1999-01-01", "do", "skip").must(t, 409)
	h.publish(t, "erneut", "publish.observance", "christian-western/ostersonntag", "publish.renew", "1")
	h.get(t, "bert", "/redaktion/beitraege/erneut/ausgaben").says(t, "Wieder geprüft")
}

func TestComments(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	const a = "/redaktion/beitraege/fest"
	h.post(t, "anna", a, "base", "1", "body", "Man springt\nüber das Feuer und singt.", "do", "save").must(t, 303)
	h.post(t, "bert", a+"/anmerkungen", "quote", "steht nicht da", "text", "?").must(t, 422).says(t, "Diese Stelle steht nicht im Text", "steht nicht da")
	h.follow(t, "bert", h.post(t, "bert", a+"/anmerkungen", "quote", "springt über  das Feuer", "text", "Wirklich?")).says(t, "Wirklich?", "Bert Beispiel")
	id := regexp.MustCompile(`id="a-([^"]+)"`).FindStringSubmatch(h.get(t, "anna", a+"/anmerkungen").body)[1]
	h.follow(t, "anna", h.post(t, "anna", a+"/anmerkungen", "do", "answer", "comment", id, "text", "Ja.")).says(t, "Ja.")
	h.post(t, "anna", a, "base", "2", "body", "Vorher. Man springt über das Feuer.", "do", "save").must(t, 303)
	if strings.Contains(h.get(t, "anna", a+"/anmerkungen").body, "Stelle nicht mehr da") {
		t.Error("a passage that is still there is not found")
	}
	h.post(t, "anna", a, "base", "3", "body", "Ganz anders.", "do", "save").must(t, 303)
	h.get(t, "anna", a+"/anmerkungen").says(t, "Stelle nicht mehr da")
	h.follow(t, "anna", h.post(t, "anna", a+"/anmerkungen", "do", "done", "comment", id)).says(t, "erledigt von Anna Muster")
	h.get(t, "bert", a+"/freigabe").says(t, "Noch keine Anmerkung.")
	h.post(t, "dora", a+"/anmerkungen", "text", "?").must(t, 404)
}

func TestParkedForm(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	text := "Zeile eins\r\nZeile <b>zwei</b>  "
	onward, err := desk.Park(h.store)(t.Context(), "a1", "/redaktion/beitraege/fest", url.Values{"base": {"1"}, "body": {text}, "do": {"save"}, "traditions": {"", "jewish"}})
	if err != nil {
		t.Fatal(err)
	}
	h.get(t, "anna", "/redaktion").says(t, "Aufgehobene Texte", onward)
	h.get(t, "anna", onward).must(t, 200).says(t, `action="/redaktion/beitraege/fest"`, `<input type="hidden" name="traditions" value="jewish">`, "Zeile eins\r\nZeile &lt;b&gt;zwei&lt;/b&gt;  ")
	for _, who := range []string{"bert", "carla"} {
		h.get(t, who, onward).must(t, 404)
		h.post(t, who, onward, "do", "discard").must(t, 404)
	}
	id := onward[strings.LastIndex(onward, "/")+1:]
	h.post(t, "anna", "/redaktion/beitraege/fest", "base", "1", "body", text, "parked", id, "do", "save").must(t, 303)
	h.get(t, "anna", onward).must(t, 404) // it was taken over
	onward, err = desk.Park(h.store)(t.Context(), "a1", "/en/redaktion/beitraege/fest/notiz", url.Values{"base": {"1"}, "body": {text}})
	if err != nil || !strings.HasPrefix(onward, "/en/redaktion/aufgehoben/") {
		t.Fatal(onward, err)
	}
	h.get(t, "anna", onward).must(t, 200).says(t, `action="/en/redaktion/beitraege/fest"`)
	h.follow(t, "anna", h.post(t, "anna", onward, "do", "discard"))
	h.get(t, "anna", onward).must(t, 404)
}

func TestAdministrator(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest", "tags", "Geheimes")
	const a = "/redaktion/beitraege/fest"
	h.post(t, "anna", a, "base", "1", "body", "Verborgenes", "do", "save").must(t, 303)
	h.post(t, "anna", a, "base", "2", "do", "send").must(t, 303)
	page := h.get(t, "carla", a).must(t, 200).says(t, "Fest", "In Prüfung", "Zurückholen", "Bert Beispiel")
	for _, s := range []string{"Verborgenes", "Geheimes", "/vorschau/"} {
		if strings.Contains(page.body, s) {
			t.Errorf("an administrator sees %q", s)
		}
	}
	h.post(t, "carla", a, "base", "2", "body", "x", "do", "save").must(t, 404)
	h.follow(t, "carla", h.post(t, "carla", a, "base", "2", "do", "take-back")).says(t, "Zurückgeholt.")
	h.follow(t, "carla", h.post(t, "carla", a, "base", "2", "do", "reassign", "owner", "b1", "review", "2027-02-01")).says(t, `<option value="b1" selected>Bert Beispiel</option>`, `value="2027-02-01"`)
	h.post(t, "carla", a, "base", "2", "do", "reassign", "review", "bald").must(t, 422)
}

// TestPreviewIsThePage compares the preview of a version with the page that
// readers are sent once it is approved.
func TestPreviewIsThePage(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	const a = "/redaktion/beitraege/fest"
	h.post(t, "anna", a, "base", "1", "body", "## Am {{datum}}\n\nText von {{jahr}}.", "summary", "Kurz.", "en.title", "Feast", "en.body", "Text", "sources", "Ein [Buch](https://example.org)",
		"observances", "christian-western/advent-1", "traditions", "christian-western", "tags", "Feste", "publish.observance", "christian-western/advent-1", "publish.days", "7", "publish.side", "before", "publish.at", "08:00", "do", "save").must(t, 303)
	for _, q := range []string{"", "?lang=en", "?lang=de"} {
		preview := h.get(t, "anna", "/redaktion/vorschau/fest/2"+q).must(t, 200)
		if q == "" {
			form := h.post(t, "anna", "/redaktion/vorschau", "id", "fest")
			if form.body != preview.body {
				t.Error("the preview of the form differs from that of the version it says")
			}
			h.post(t, "anna", a, "base", "2", "do", "send").must(t, 303)
			h.post(t, "bert", a+"/freigabe", "base", "2", "number", "2", "do", "approve").must(t, 303)
		}
		reader := h.get(t, "", "/beitraege/fest"+strings.Replace(q, "lang", "fassung", 1)).must(t, 200)
		without := regexp.MustCompile(`(?s)\n<aside class="notice" aria-label="Vorschau">.*?</aside>`).ReplaceAllString(preview.body, "")
		if without != reader.body {
			t.Errorf("%s: preview and page differ:\n%s\n-----\n%s", q, without, reader.body)
		}
		if got := preview.header.Get("Content-Security-Policy"); !strings.Contains(got, "frame-ancestors 'self'") || preview.header.Get("Set-Cookie") != "" || !strings.Contains(got, "script-src 'none'") {
			t.Errorf("policy of a preview: %s", got)
		}
	}
	h.get(t, "anna", "/redaktion/vorschau/fest/2?am=2027-12-24T12:00").must(t, 200).says(t, "So sieht die Seite am Fr, 24. Dezember 2027, 12:00 Uhr (Berlin) aus.", "Stand 24. Dezember 2027", "Text von 2027")
	h.get(t, "anna", "/redaktion/vorschau/fest/2?am=bald").must(t, 400)
	h.get(t, "anna", "/redaktion/vorschau/fest/99").must(t, 404)
}

// TestDatabaseAway: a form that cannot be stored comes back.
func TestDatabaseAway(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	h.away = true
	got := h.post(t, "anna", "/redaktion/beitraege/fest", "base", "1", "body", "Nicht verlieren", "do", "save").must(t, http.StatusServiceUnavailable)
	got.says(t, "Die Datenbank antwortet nicht. Ihr Text steht noch hier; wir versuchen es weiter.", "Nicht verlieren", `<input type="hidden" name="body" value="Nicht verlieren">`, "Noch einmal speichern")
	if got.header.Get("Retry-After") == "" {
		t.Error("nobody is told when to come again")
	}
	h.away = false
	h.post(t, "anna", "/redaktion/beitraege/fest", "base", "1", "body", "Nicht verlieren", "do", "save").must(t, 303)
}

func TestChecksStopSending(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	const a = "/redaktion/beitraege/fest"
	page := h.post(t, "anna", a, "base", "1", "body", "Siehe [hier](/beitraege/gibtsnicht) und am {{datum}}.\n\n#### Zu tief", "do", "check").must(t, 200).
		says(t, "Prüfung", "sagt allein nicht, wohin er führt", "gibtsnicht", "{{datum}}", "keine Quelle")
	checkWhole(t, "checks", page.body)
	page = h.post(t, "anna", a, "base", "1", "body", "Am {{datum}}.", "do", "send").must(t, 422).says(t, "Gespeichert, aber nicht gesendet", "Fehler, ")
	checkWhole(t, "unsent", page.body)
	page = h.get(t, "bert", a+"/freigabe").must(t, 200)
	checkWhole(t, "approval", page.body)
	page.says(t, a+"#f-body")
	// Everything wrong at once, and each link in the summary leads to its field.
	page = h.post(t, "anna", a, "base", "2", "title", "", "lang", "xx", "slug", "A b", "dezernat", "x", "tags", strings.Repeat("x", 70), "sources", strings.Repeat("y", 2000), "correction", strings.Repeat("z", 3000), "traditions", "X y",
		"observances", "gibts/nicht", "publish.kind", "feier", "publish.observance", "gibts/nicht", "publish.days", "999", "publish.at", "25:00", "publish.show", "9999", "publish.uncertain", "vielleicht", "publish.free", "nie", "en.body", "Text", "do", "save").must(t, 422)
	checkWhole(t, "problems", page.body)
	page = h.post(t, "anna", a, "base", "2", "publish.kind", "zeit", "publish.from", "2027-02-01T08:00", "publish.until", "2027-01-01T08:00", "do", "save").must(t, 422).says(t, "Das Ende liegt nicht nach dem Anfang.")
	checkWhole(t, "moments", page.body)
}

func TestAddressOfTheFormIsNoID(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.post(t, "anna", "/redaktion/beitraege/neu", "title", "Neu", "do", "create").must(t, 422).says(t, "Diese Kennung ist vergeben.")
}

func TestLimits(t *testing.T) {
	h := newHouse(t, content.Policy{})
	// Beginning outside one's limits, or moving something out of them.
	h.post(t, "dora", "/redaktion/beitraege/neu", "title", "Fremd", "dezernat", "36", "do", "create").must(t, 403).says(t, "außerhalb der Dezernate", "Dezernat 11", `value="Fremd"`)
	h.post(t, "dora", "/redaktion/beitraege/neu", "title", "Eigen", "dezernat", "11.5", "do", "create").must(t, 303)
	h.post(t, "dora", "/redaktion/beitraege/eigen", "base", "1", "dezernat", "36", "body", "Bleibt stehen", "do", "save").must(t, 403).says(t, "außerhalb der Dezernate", "Bleibt stehen")
	// Others' titles and states are seen, without a link.
	h.draft(t, "geheim")
	list := h.get(t, "dora", "/redaktion/beitraege").must(t, 200).says(t, "Geheim", "Eigen", `href="/redaktion/beitraege/eigen"`)
	if strings.Contains(list.body, `/redaktion/beitraege/geheim`) {
		t.Error("the list links to what may not be read")
	}
	h.post(t, "dora", "/redaktion/beitraege/neu", "title", "Kopie", "dezernat", "11", "vorlage", "geheim", "do", "create").must(t, 422).says(t, "Einen solchen Beitrag gibt es nicht.")
	// A copy of one's own begins with its text.
	h.post(t, "dora", "/redaktion/beitraege/eigen", "base", "1", "body", "Vorlage für andere", "do", "save").must(t, 303)
	h.follow(t, "dora", h.post(t, "dora", "/redaktion/beitraege/neu", "title", "Kopie", "dezernat", "11", "vorlage", "eigen", "do", "create")).says(t, "Vorlage für andere")
	// Other types have no desk yet.
	e := &content.Contact{Item: content.Item{ID: "frau-x", Type: content.TypeContact, State: content.Approved, Dezernat: "11", Text: content.Text{Lang: content.German, Title: "Frau X"}}}
	if err := h.store.Save(t.Context(), "test", e); err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"anna", "bert", "carla", "dora"} {
		h.get(t, who, "/redaktion/beitraege/frau-x").must(t, 404)
	}
}
