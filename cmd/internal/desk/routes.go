package desk

import (
	"net/http"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/markup"
)

// routes adds all pages of the desk.
func (s *server) routes(r site.Routes) {
	const id, n = `{id:[a-z0-9][a-z0-9-]*}`, `{n:[0-9]{1,18}}`
	const article = "/redaktion/beitraege/" + id
	reads := []string{http.MethodGet}
	writes := []string{http.MethodPost}
	both := []string{http.MethodGet, http.MethodPost}
	let := func(guard func(site.Handler, ...content.RoleName) site.Handler, name, path string, methods []string, limit int64, h func(*visit) error) {
		r.Personal(name, path, methods, limit, guard(func(w http.ResponseWriter, rq *site.Request) error {
			a, ok := s.Guard.Actor(rq)
			if !ok {
				return site.ErrNotFound
			}
			return h(&visit{Request: rq, w: w, actor: a})
		}))
	}
	add := func(name, path string, methods []string, h func(*visit) error) {
		let(s.Guard.Require, name, path, methods, content.MaxForm, h)
	}
	// What the script asks for, it keeps itself if nobody is signed in.
	script := func(name, path string, methods []string, h func(*visit) error) {
		let(s.Guard.RequireScript, name, path, methods, content.MaxForm, h)
	}

	add("desk.board", "/redaktion", reads, s.showBoard)
	add("desk.list", "/redaktion/beitraege", reads, s.showList)
	add("desk.new", "/redaktion/beitraege/neu", both, s.newArticle)
	add("desk.article", article, both, s.edit)
	script("desk.note", article+"/notiz", writes, s.takeNote)
	add("desk.versions", article+"/fassungen", reads, s.showVersions)
	add("desk.version", article+"/fassungen/"+n, both, s.oneVersion)
	add("desk.comparison", article+"/vergleich", reads, s.showComparison)
	add("desk.approval", article+"/freigabe", both, s.approval)
	add("desk.comments", article+"/anmerkungen", both, s.comments)
	add("desk.editions", article+"/ausgaben", both, s.editions)
	let(s.Guard.Require, "desk.pictures", article+"/bilder", both, maxUpload, s.editPictures)
	add("desk.withdraw", article+"/zurueckziehen", both, s.withdraw)
	add("desk.reapprove", article+"/wieder-freigeben", both, s.reapprove)
	add("desk.discard", article+"/verwerfen", both, s.discard)
	add("desk.preview", "/redaktion/vorschau/"+id+"/"+n, reads, s.previewVersion)
	add("desk.picture", "/redaktion/vorschau/"+id+"/"+n+"/bilder/"+site.PictureName, reads, s.showPicture)
	add("desk.preview.form", "/redaktion/vorschau", writes, s.previewForm)
	script("desk.observances", "/redaktion/feiern", reads, s.findObservances)
	let(s.Guard.RequireScript, "desk.paste", "/redaktion/umwandeln", writes, 4*markup.MaxPaste, s.convertPaste) // as forms spell it
	script("desk.planner", "/redaktion/ausgabenrechner", writes, s.planForm)
	add("desk.parked", "/redaktion/aufgehoben/{parked:[A-Za-z0-9-]{1,64}}", both, s.parked)
	r.Rest("desk.rest", []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete}, content.MaxForm, s.Guard.Require(func(http.ResponseWriter, *site.Request) error { return site.ErrNotFound }))
}
