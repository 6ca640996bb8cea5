package desk_test

import (
	"net/http"
	"testing"

	"vielfalt/content"
)

// follow asks for where a form led.
func (h *house) follow(t testing.TB, who string, a answer) answer {
	t.Helper()
	a.must(t, http.StatusSeeOther)
	return h.get(t, who, a.header.Get("Location")).must(t, http.StatusOK)
}

func TestFromNothingToPlanned(t *testing.T) {
	h := newHouse(t, content.Policy{FourEyesAll: true})
	h.get(t, "anna", "/redaktion").must(t, 200).says(t, "Meine Entwürfe", "Nichts zu tun.", "Feste ohne Beitrag in 60 Tagen", "Entwurf beginnen")
	h.get(t, "anna", "/redaktion/beitraege/neu?feier=persian-zoroastrian/newroz-kurdisch").must(t, 200).says(t, "Newroz")
	made := h.post(t, "anna", "/redaktion/beitraege/neu", "title", "Newroz", "tags", "Religion", "dezernat", "36", "publish.observance", "persian-zoroastrian/newroz-kurdisch", "do", "create")
	h.follow(t, "anna", made).says(t, "Der Beitrag ist angelegt", "erscheint nicht, solange nicht freigegeben")
	h.post(t, "anna", "/redaktion/beitraege/neu", "title", "Newroz", "do", "create").must(t, http.StatusConflict).says(t, "Die Adresse ‚newroz‘ gehört schon zu einem anderen Beitrag.")
	const path = "/redaktion/beitraege/newroz"
	saved := h.post(t, "anna", path, "base", "1", "body", "## Feuer\n\nMan springt über das Feuer.", "sources", "Ein Buch", "publish.days", "3", "publish.side", "before", "do", "save")
	h.follow(t, "anna", saved).says(t, "Gespeichert als Fassung 2 um 10:00 Uhr.", "3 Tage vor", "erscheint Do, 18. März 2027, 8:00 Uhr (Berlin)")
	same := h.post(t, "anna", path, "base", "2", "body", "## Feuer\n\nMan springt über das Feuer.", "do", "save")
	h.follow(t, "anna", same).says(t, "Keine Änderung, keine neue Fassung.")
	sent := h.post(t, "anna", path, "base", "2", "do", "send", "note", "Bitte bald")
	h.follow(t, "anna", sent).says(t, "Fassung 2 liegt zur Freigabe vor.", "In Prüfung")
	h.post(t, "anna", path, "base", "2", "body", "anders", "do", "save").must(t, http.StatusConflict).says(t, "In Prüfung seit 10:00 Uhr. Holen Sie den Beitrag zurück", "Zurückholen", "anders")
	h.get(t, "anna", path).says(t, "\nanders</textarea>", " readonly ") // it is not lost with the page
	h.post(t, "anna", path, "base", "2", "do", "forget").must(t, http.StatusSeeOther)
	h.get(t, "bert", "/redaktion").says(t, "Wartet auf mich", "Newroz", "gesendet von Anna Muster", "1 wartet auf Sie")
	h.get(t, "bert", path+"/freigabe").must(t, 200).says(t, "Fassung 2 freigeben", "Bitte bald", "Geschrieben von Anna Muster", "Die nächsten fünf Ausgaben")
	h.post(t, "anna", path+"/freigabe", "number", "2", "do", "approve").must(t, http.StatusForbidden).says(t, "Dafür fehlt Ihnen die Rolle")
	h.post(t, "bert", path+"/freigabe", "number", "1", "do", "approve").must(t, http.StatusConflict).says(t, "Fassung 2 liegt inzwischen vor. Sie haben Fassung 1 geprüft.")
	done := h.post(t, "bert", path+"/freigabe", "number", "2", "do", "approve")
	h.follow(t, "bert", done).says(t, "Freigegeben. Erscheint Do, 18. März 2027, 8:00 Uhr (Berlin) zu Newroz")
	h.get(t, "anna", "/redaktion/beitraege?stand=geplant").must(t, 200).says(t, "Geplant, erscheint Do, 18. März 2027", "1 Beitrag")
	h.get(t, "anna", path+"/fassungen").must(t, 200).says(t, "Fassung 2")
	h.get(t, "anna", path+"/vergleich?von=1&bis=2").must(t, 200).says(t, "neu:", "Feuer")
	h.get(t, "anna", path+"/ausgaben").must(t, 200).says(t, "geplant", "Do, 18. März 2027")
	h.get(t, "anna", path+"/anmerkungen").must(t, 200)
	h.get(t, "anna", "/redaktion/vorschau/newroz/2").must(t, 200).says(t, "Vorschau – nicht veröffentlicht", "Man springt über das Feuer.")
	h.get(t, "", "/beitraege/newroz").must(t, 404)
	skip := h.post(t, "bert", path+"/ausgaben", "key", "2027-03-21", "do", "skip")
	h.follow(t, "bert", skip).says(t, "Die Ausgabe 2027 erscheint nicht. Spätere bleiben.", "Rückgängig")
}
