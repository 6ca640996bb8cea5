package web

import (
	"net/http"

	"github.com/gorilla/mux"
)

// routes is the whole site. Pages people read most stand first, because mux
// tries routes in order. Behind pages and feeds stand the query parameters they
// know; others are ignored.
func (s *Server) routes(r *mux.Router) {
	const slug, id, hash = `[a-z0-9][a-z0-9-]*`, `[a-z0-9][a-z0-9-]*`, `[0-9a-f]{64}`

	s.page(r, "start", "/", s.showStart)
	s.page(r, "article", "/beitraege/{slug:"+slug+"}", s.showArticle, "fassung")
	s.page(r, "articles", "/beitraege", s.showArticles, "tradition", "dezernat", "thema", "q", "seite")
	s.feed(r, "calendar.feed", "/feeds/"+calendarFeed+".{format:rss|atom|json}", s.showCalendarFeed, "tradition", "art", "gewissheit")
	s.feed(r, "feed", "/feeds/{feed:[a-z]+}.{format:rss|atom|json}", s.showFeed, "tradition", "dezernat", "thema", "q")
	s.feed(r, "calendar.ics", "/feeds/kalender.ics", s.showCalendarICS, "tradition", "art", "gewissheit", "vorabend")
	s.feed(r, "events.ics", "/feeds/termine.ics", s.showEventsICS)
	s.get(r, "asset", "/assets/{version:[0-9a-f]+}/{name:[a-z0-9.-]+}", s.showAsset)
	s.page(r, "search", "/suche", s.showSearch, "q", "type", "tradition", "dezernat", "jahr", "seite")

	s.page(r, "calendar", "/kalender", s.showCalendar, "tradition", "art", "gewissheit")
	s.feed(r, "year.pdf", "/kalender/{year:[0-9]{4}}.pdf", s.showYearPDF, "tradition", "art", "gewissheit", "format")
	s.feed(r, "month.pdf", "/kalender/{year:[0-9]{4}}/{month:[0-9]{1,2}}.pdf", s.showMonthPDF, "tradition", "art", "gewissheit", "format")
	s.page(r, "year", "/kalender/{year:[0-9]{4}}", s.showYear, "tradition", "art", "gewissheit")
	s.page(r, "month", "/kalender/{year:[0-9]{4}}/{month:[0-9]{1,2}}", s.showMonth, "tradition", "art", "gewissheit")
	s.feed(r, "observance.ics", "/kalender/tage/{tradition:"+slug+"}/{slug:"+slug+"}.ics", s.showObservanceICS, "jahr", "vorabend")
	s.page(r, "observance", "/kalender/tage/{tradition:"+slug+"}/{slug:"+slug+"}", s.showObservance)
	s.page(r, "traditions", "/traditionen", s.showTraditions)
	s.page(r, "tradition", "/traditionen/{slug:"+slug+"}", s.showTradition)

	s.page(r, "events", "/termine", s.showEvents, "seite")
	s.feed(r, "event.ics", "/termine/{slug:"+slug+"}.ics", s.showEventICS)
	s.page(r, "event", "/termine/{slug:"+slug+"}", s.showEvent)
	s.page(r, "brochures", "/broschueren", s.showBrochures, "seite")
	s.get(r, "cover", "/broschueren/{slug:"+slug+"}/titel.png", s.showCover)
	s.get(r, "pdf", "/broschueren/{slug:"+slug+"}.pdf", s.showPDF)
	s.page(r, "brochure", "/broschueren/{slug:"+slug+"}", s.showBrochure)
	s.get(r, "picture", "/bilder/{hash:"+hash+"}.svg", s.showPicture)
	s.page(r, "contacts", "/kontakte", s.showContacts, "dezernat", "thema")
	s.page(r, "contact", "/kontakte/{id:"+id+"}", s.showContact)
	s.page(r, "offers", "/ehrenamt", s.showOffers, "thema", "seite")
	s.page(r, "offer", "/ehrenamt/{slug:"+slug+"}", s.showOffer)
	s.page(r, "subscribe", "/abonnieren", s.showSubscribe, "feed", "vorabend", "tradition", "dezernat", "thema", "art", "gewissheit")

	s.page(r, "accessibility", "/barrierefreiheit", s.showText)
	s.page(r, "plain", "/leichte-sprache", s.showText)
	s.page(r, "sign", "/gebaerdensprache", s.showText)
	s.page(r, "imprint", "/impressum", s.showText)
	s.page(r, "privacy", "/datenschutz", s.showText)
	s.form(r, "report", "/barriere-melden", s.showReport, s.sendReport)
	s.form(r, "missing", "/das-fehlt-uns", s.showReport, s.sendReport)
	s.form(r, "receipt", "/meldung", s.showReceipt, s.findReceipt)

	s.api(r, "api.search", "/api/v1/search", s.apiSearch)
	s.api(r, "suggest", "/api/v1/suggest", s.apiSuggest)
	s.api(r, "api.articles", "/api/v1/articles", s.apiArticles)
	s.api(r, "api.occurrences", "/api/v1/occurrences", s.listOccurrences)
	s.api(r, "api.observances", "/api/v1/observances", s.apiObservances)
	s.api(r, "openapi", "/api/v1/openapi.json", s.apiDescription)

	s.get(r, "healthz", "/healthz", s.showHealth)
	s.get(r, "readyz", "/readyz", s.showReady)
	s.get(r, "robots", "/robots.txt", s.showRobots)
	s.get(r, "favicon", "/favicon.ico", s.showFavicon)
	s.get(r, "security", "/.well-known/security.txt", s.showSecurity)

	r.NotFoundHandler = s.handle("notfound", []string{http.MethodGet, http.MethodHead}, func(http.ResponseWriter, *request) error {
		return errNotFound
	})
}
