package desk

import (
	"net/http"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// routes adds all pages of the desk.
func (s *server) routes(r site.Routes) {
	const id, n = `{id:[a-z0-9][a-z0-9-]*}`, `{n:[0-9]{1,18}}`
	const article = "/redaktion/beitraege/" + id
	reads := []string{http.MethodGet}
	writes := []string{http.MethodPost}
	both := []string{http.MethodGet, http.MethodPost}
	add := func(name, path string, methods []string, h func(*visit) error) {
		r.Personal(name, path, methods, content.MaxForm, s.Guard.Require(func(w http.ResponseWriter, rq *site.Request, a content.Actor) error {
			return h(&visit{Request: rq, w: w, actor: a})
		}))
	}

	add("desk.board", "/redaktion", reads, s.showBoard)
	add("desk.list", "/redaktion/beitraege", reads, s.showList)
	add("desk.new", "/redaktion/beitraege/neu", both, s.newArticle)
	add("desk.article", article, both, s.edit)
	add("desk.note", article+"/notiz", writes, s.takeNote)
	add("desk.versions", article+"/fassungen", reads, s.showVersions)
	add("desk.version", article+"/fassungen/"+n, both, s.oneVersion)
	add("desk.comparison", article+"/vergleich", reads, s.showComparison)
	add("desk.approval", article+"/freigabe", both, s.approval)
	add("desk.comments", article+"/anmerkungen", both, s.comments)
	add("desk.editions", article+"/ausgaben", both, s.editions)
	add("desk.withdraw", article+"/zurueckziehen", both, s.withdraw)
	add("desk.reapprove", article+"/wieder-freigeben", both, s.reapprove)
	add("desk.discard", article+"/verwerfen", both, s.discard)
	add("desk.preview", "/redaktion/vorschau/"+id+"/"+n, reads, s.previewVersion)
	add("desk.preview.form", "/redaktion/vorschau", writes, s.previewForm)
	add("desk.observances", "/redaktion/feiern", reads, s.findObservances)
	add("desk.paste", "/redaktion/umwandeln", writes, s.convertPaste)
	add("desk.planner", "/redaktion/ausgabenrechner", writes, s.planForm)
	add("desk.parked", "/redaktion/aufgehoben/{parked:[A-Za-z0-9-]{1,64}}", both, s.parked)
}
