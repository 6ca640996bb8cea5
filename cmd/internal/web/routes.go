package web

import (
	"net/http"

	"github.com/gorilla/mux"
)

// routes is the whole site. Pages people read most stand first, because mux
// tries routes in order. Behind pages and feeds stand the query parameters they
// know, as the table in param.go has them.
func (s *Server) routes(r *mux.Router) {
	const slug, id, hash = `[a-z0-9][a-z0-9-]*`, `[a-z0-9][a-z0-9-]*`, `[0-9a-f]{64}`

	// What is searched for within a list depends on the index, which may know
	// more a moment later.
	q := r.MatcherFunc(searches).Subrouter()
	s.page(q, fresh, "articles.search", "/beitraege", s.showArticles, "tradition", "dezernat", "thema", "q", "seite")
	s.page(q, fresh, "events.search", "/termine", s.showEvents, "tradition", "dezernat", "thema", "q", "seite")
	s.page(q, fresh, "brochures.search", "/broschueren", s.showBrochures, "tradition", "dezernat", "thema", "q", "seite")
	s.feed(q, fresh, "feed.search", "/feeds/{feed:beitraege|broschueren|termine}.{format:rss|atom|json}", s.showFeed, "tradition", "dezernat", "thema", "q")
	s.feed(q, fresh, "events.ics.search", "/feeds/termine.ics", s.showEventsICS, "tradition", "dezernat", "thema", "q")

	s.page(r, kept, "start", "/", s.showStart)
	s.page(r, kept, "article", "/beitraege/{slug:"+slug+"}", s.showArticle, "fassung")
	s.page(r, kept, "articles", "/beitraege", s.showArticles, "tradition", "dezernat", "thema", "seite")
	s.feed(r, kept, "calendar.feed", "/feeds/"+calendarFeed+".{format:rss|atom|json}", s.showCalendarFeed, "tradition", "art", "gewissheit")
	s.feed(r, kept, "feed", "/feeds/{feed:[a-z]+}.{format:rss|atom|json}", s.showFeed, "tradition", "dezernat", "thema")
	s.feed(r, kept, "calendar.ics", "/feeds/kalender.ics", s.showCalendarICS, "tradition", "art", "gewissheit", "vorabend")
	s.feed(r, kept, "events.ics", "/feeds/termine.ics", s.showEventsICS, "tradition", "dezernat", "thema")
	s.get(r, "asset", "/assets/{version:[0-9a-f]+}/{name:[a-z0-9.-]+}", s.showAsset)
	s.page(r, fresh, "search", "/suche", s.showSearch, "q", "type", "tradition", "dezernat", "jahr", "seite")

	s.page(r, kept, "calendar", "/kalender", s.showCalendar, "tradition", "art", "gewissheit")
	s.feed(r, kept, "year.pdf", "/kalender/{year:[0-9]{4}}.pdf", s.showYearPDF, "tradition", "art", "gewissheit", "format")
	s.feed(r, kept, "month.pdf", "/kalender/{year:[0-9]{4}}/{month:[0-9]{1,2}}.pdf", s.showMonthPDF, "tradition", "art", "gewissheit", "format")
	s.page(r, kept, "year", "/kalender/{year:[0-9]{4}}", s.showYear, "tradition", "art", "gewissheit")
	s.page(r, kept, "month", "/kalender/{year:[0-9]{4}}/{month:[0-9]{1,2}}", s.showMonth, "tradition", "art", "gewissheit")
	s.feed(r, kept, "observance.ics", "/kalender/tage/{tradition:"+slug+"}/{slug:"+slug+"}.ics", s.showObservanceICS, "jahr", "vorabend")
	s.page(r, kept, "observance", "/kalender/tage/{tradition:"+slug+"}/{slug:"+slug+"}", s.showObservance)
	s.page(r, kept, "traditions", "/traditionen", s.showTraditions)
	s.page(r, kept, "tradition", "/traditionen/{slug:"+slug+"}", s.showTradition)

	s.page(r, kept, "events", "/termine", s.showEvents, "tradition", "dezernat", "thema", "seite")
	s.feed(r, kept, "event.ics", "/termine/{slug:"+slug+"}.ics", s.showEventICS)
	s.page(r, kept, "event", "/termine/{slug:"+slug+"}", s.showEvent)
	s.page(r, kept, "brochures", "/broschueren", s.showBrochures, "tradition", "dezernat", "thema", "seite")
	s.get(r, "cover", "/broschueren/{slug:"+slug+"}/titel.png", s.showCover)
	s.get(r, "pdf", "/broschueren/{slug:"+slug+"}.pdf", s.showPDF)
	s.page(r, kept, "brochure", "/broschueren/{slug:"+slug+"}", s.showBrochure)
	s.get(r, "picture", "/bilder/{hash:"+hash+"}.svg", s.showPicture)
	s.page(r, kept, "contacts", "/kontakte", s.showContacts, "tradition", "dezernat", "thema")
	s.page(r, kept, "contact", "/kontakte/{id:"+id+"}", s.showContact)
	s.page(r, kept, "offers", "/ehrenamt", s.showOffers, "tradition", "dezernat", "thema", "seite")
	s.page(r, kept, "offer", "/ehrenamt/{slug:"+slug+"}", s.showOffer)
	s.page(r, kept, "subscribe", "/abonnieren", s.showSubscribe, "feed", "vorabend", "tradition", "dezernat", "thema", "art", "gewissheit")

	s.page(r, kept, "accessibility", "/barrierefreiheit", s.showText)
	s.page(r, kept, "plain", "/leichte-sprache", s.showText)
	s.page(r, kept, "sign", "/gebaerdensprache", s.showText)
	s.page(r, kept, "imprint", "/impressum", s.showText)
	s.page(r, kept, "privacy", "/datenschutz", s.showText)
	s.form(r, fresh, "report", "/barriere-melden", s.showReport, s.sendReport)
	s.form(r, fresh, "missing", "/das-fehlt-uns", s.showReport, s.sendReport)
	s.form(r, personal, "receipt", "/meldung", s.showReceipt, s.findReceipt)

	s.api(r, "api.search", "/api/v1/search", s.apiSearch, "q", "type", "tradition", "dezernat", "jahr", "limit", "offset")
	s.api(r, "suggest", "/api/v1/suggest", s.apiSuggest, "q")
	s.api(r, "api.articles", "/api/v1/articles", s.apiArticles, "tradition", "dezernat", "thema", "limit", "offset")
	s.api(r, "api.occurrences", "/api/v1/occurrences", s.listOccurrences, "from", "to", "tradition", "art", "gewissheit")
	s.api(r, "api.observances", "/api/v1/observances", s.apiObservances, "tradition")
	s.api(r, "openapi", "/api/v1/openapi.json", s.apiDescription)

	s.get(r, "healthz", "/healthz", s.showHealth)
	s.get(r, "readyz", "/readyz", s.showReady)
	s.get(r, "robots", "/robots.txt", s.showRobots)
	s.get(r, "favicon", "/favicon.ico", s.showFavicon)
	s.get(r, "security", "/.well-known/security.txt", s.showSecurity)

	r.NotFoundHandler = s.handle("notfound", []string{http.MethodGet, http.MethodHead}, s.showUnknown)
}

// searches matches requests that search for a text.
func searches(r *http.Request, _ *mux.RouteMatch) bool {
	return r.URL.RawQuery != "" && r.URL.Query().Get("q") != ""
}
