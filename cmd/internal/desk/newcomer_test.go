package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"vielfalt/cmd/internal/desk"
	"vielfalt/content"
)

// denies fails if an answer contains any of some texts.
func (a answer) denies(t testing.TB, texts ...string) answer {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			t.Errorf("the page says %q", text)
		}
	}
	return a
}

// TestEndNow: what shows has a heading of its own and is ended, not skipped.
func TestEndNow(t *testing.T) {
	for _, show := range []string{"", "30"} {
		h := newHouse(t, content.Policy{})
		h.publish(t, "advent", "publish.observance", "christian-western/advent-1", "publish.days", "20", "publish.side", "before", "publish.at", "08:00", "publish.show", show)
		const a = "/redaktion/beitraege/advent"
		h.get(t, "", "/beitraege/advent").must(t, 200)
		h.get(t, "bert", a+"/ausgaben").says(t, "Jetzt sichtbar", "Jetzt beenden")
		h.get(t, "anna", a+"/ausgaben").says(t, "Jetzt sichtbar").denies(t, "Jetzt beenden")
		h.follow(t, "bert", h.post(t, "bert", a+"/ausgaben", "key", "2026-11-29", "do", "skip")).
			says(t, "Die Ausgabe 2026 ist beendet. Spätere bleiben.", "Beendet von Bert Beispiel", "Abgelaufen, nächste Ausgabe").denies(t, "Jetzt sichtbar")
		h.get(t, "", "/beitraege/advent").must(t, 404)
		h.follow(t, "bert", h.post(t, "bert", a+"/ausgaben", "key", "2026-11-29", "do", "undo")).says(t, "zurückgenommen", "Jetzt sichtbar")
		h.get(t, "", "/beitraege/advent").must(t, 200)
	}
}

// TestLaterNamesNoFeast: a text that waits for its moment does not come at a
// feast.
func TestLaterNamesNoFeast(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.publish(t, "advent", "publish.observance", "christian-western/advent-1", "publish.days", "20", "publish.side", "before", "publish.at", "08:00")
	const a = "/redaktion/beitraege/advent"
	h.post(t, "anna", a, "base", "3", "body", "Neu.", "do", "save").must(t, 303)
	h.post(t, "anna", a, "base", "4", "do", "send").must(t, 303)
	h.follow(t, "bert", h.post(t, "bert", a+"/freigabe", "number", "4", "base", "4", "ab", "2026-12-01T09:00", "do", "approve")).
		says(t, "Der neue Text steht ab Di, 1. Dezember 2026, 9:00 Uhr (Berlin) da; bis dahin bleibt der jetzige.<")
}

// TestEnter: the Enter key in the form for a new article creates it, and looks
// for a day only if one was typed.
func TestEnter(t *testing.T) {
	h := newHouse(t, content.Policy{})
	const neu = "/redaktion/beitraege/neu"
	if body := h.get(t, "anna", neu).body; strings.Index(body, `value="enter"`) > strings.Index(body, `value="find"`) || !strings.Contains(body, `value="enter"`) {
		t.Error("Enter does not reach the button that is meant")
	}
	h.post(t, "anna", neu, "title", "Eins", "feier", "newroz", "do", "enter").must(t, 200).says(t, "Newroz (kurdisches Neujahrsfest)")
	h.post(t, "anna", neu, "title", "Eins", "feier", "newroz", "publish.observance", "persian-zoroastrian/newroz-kurdisch", "do", "enter").must(t, 303)
	h.post(t, "anna", neu, "title", "Zwei", "do", "enter").must(t, 303)
	h.post(t, "anna", neu, "title", "Drei", "vorlage", "https://vielfalt.example/redaktion/beitraege/eins", "do", "create").must(t, 303)
}

// TestLocked: what cannot be changed says why and offers nothing that would be
// refused; what is in the bin offers the way back.
func TestLocked(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	const a = "/redaktion/beitraege/fest"
	h.get(t, "anna", a).denies(t, " disabled", "In Prüfung").says(t, "Entwurf verwerfen")
	h.post(t, "anna", a, "base", "1", "do", "send").must(t, 303)
	h.get(t, "anna", a).says(t, "In Prüfung seit 10:00 Uhr. Holen Sie den Beitrag zurück oder schreiben Sie eine Anmerkung.", `id="f-publish" disabled`).denies(t, "Entwurf verwerfen")
	h.post(t, "anna", a, "base", "1", "do", "check").must(t, 200).says(t, `id="pruefung"`)
	h.post(t, "anna", a, "base", "1", "do", "take-back").must(t, 303)
	h.post(t, "anna", a+"/verwerfen", "base", "1", "do", "discard").must(t, 303)
	h.get(t, "anna", a).says(t, "Der Beitrag liegt im Papierkorb.", `value="restore" formaction="/redaktion/beitraege/fest/fassungen/1"`).denies(t, `value="save"`)
	h.follow(t, "anna", h.post(t, "anna", a+"/fassungen/1", "base", "1", "do", "restore")).says(t, `value="save"`)
}

// TestShownPassage: a passage is found as it was copied from the page, and the
// comment on it is in sight where it is to be worked in.
func TestShownPassage(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	const a = "/redaktion/beitraege/fest"
	h.post(t, "anna", a, "base", "1", "body", "## Feuer\n\nMan *springt* über **das [große](/x) Feuer** am [Çarşema]{lang=ku}.\n\n- Tee", "do", "save").must(t, 303)
	h.get(t, "bert", a+"/anmerkungen").says(t, "Text der Fassung 2", `id="wortlaut"`)
	for quote, kept := range map[string]string{
		"springt über das große Feuer am": "springt* über **das [große](/x) Feuer** am",
		"am Çarşema.":                     "am [Çarşema]{lang=ku}.",
		"Feuer Man springt":               "Feuer\n\nMan *springt",
	} {
		h.follow(t, "bert", h.post(t, "bert", a+"/anmerkungen", "quote", quote, "text", "Schön")).says(t, "<blockquote>"+kept+"</blockquote>").denies(t, "Stelle nicht mehr da")
	}
	h.post(t, "bert", a+"/anmerkungen", "quote", "**", "text", "?").must(t, 303) // as it stands there
	h.post(t, "bert", a+"/anmerkungen", "quote", "[*]", "text", "?").must(t, 422)
	h.get(t, "anna", a).says(t, "4 offene Anmerkungen", "Schön")
}

// TestParkedOnce: an autosave and the button pressed after it are one text.
func TestParkedOnce(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	const a = "/redaktion/beitraege/fest"
	park := desk.Park(h.store)
	for path, f := range map[string]url.Values{a + "/notiz": {"title": {"Fest"}, "body": {"Neu"}}, a + "#": {"title": {"Fest"}, "body": {"Anders"}}} {
		if _, err := park(t.Context(), "a1", strings.TrimSuffix(path, "#"), f); err != nil {
			t.Fatal(err)
		}
	}
	h.pass(1e9)
	if _, err := park(t.Context(), "a1", a, url.Values{"title": {"Fest"}, "body": {"Neu"}, "do": {"save"}}); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(h.get(t, "anna", "/redaktion").must(t, http.StatusOK).body, "/redaktion/aufgehoben/"); n != 2 {
		t.Errorf("%d texts are offered, of which two differ", n)
	}
}

// TestAtOnce: an edition that has begun already shows with the approval, and
// whoever chooses a holiday is not led there unawares.
func TestAtOnce(t *testing.T) {
	h := newHouse(t, content.Policy{})
	h.draft(t, "fest")
	const a = "/redaktion/beitraege/fest"
	h.get(t, "anna", a).says(t, `name="publish.show" type="text" inputmode="numeric" value="14"`)
	h.post(t, "anna", a, "base", "1", "publish.observance", "christian-western/ostersonntag", "publish.show", "", "do", "plan").must(t, 200).says(t, "hat schon begonnen – erscheint sofort mit der Freigabe").denies(t, ">sichtbar<")
	page := h.post(t, "anna", a, "base", "1", "publish.observance", "christian-western/ostersonntag", "publish.show", "14", "do", "check").must(t, 200).denies(t, "sofort mit der Freigabe")
	page.says(t, "Der Beitrag erscheint zu Ostersonntag, nennt diese Feier aber nicht", `name="observances" value="christian-western/ostersonntag"`)
}
