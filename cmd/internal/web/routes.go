package web

import (
	"net/http"

	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

// routes adds all public pages. Those read most come first, because routes are
// tried in order. After each page or feed come the query parameters it knows,
// as defined in the table of package site.
func (s *server) routes(q, r site.Routes) {
	const slug, id = `[a-z0-9][a-z0-9-]*`, `[a-z0-9][a-z0-9-]*`

	// Searching within a list depends on the index, which may know more a
	// moment later.
	q.Page(site.Fresh, "articles.search", "/beitraege", s.showArticles, "tradition", "dezernat", "thema", "q", "seite")
	q.Page(site.Fresh, "events.search", "/termine", s.showEvents, "tradition", "dezernat", "thema", "q", "seite")
	q.Page(site.Fresh, "brochures.search", "/broschueren", s.showBrochures, "tradition", "dezernat", "thema", "q", "seite")
	q.Document(site.Fresh, "feed.search", "/feeds/{feed:beitraege|broschueren|termine}.{format:rss|atom|json}", s.showFeed, "tradition", "dezernat", "thema", "q", "seite")
	q.Document(site.Fresh, "events.ics.search", "/feeds/termine.ics", s.showEventsICS, "tradition", "dezernat", "thema", "q", "erinnerung")
	q.Page(site.Fresh, "subscribe.search", "/abonnieren", s.showSubscribe, "feed", "programm", "vorabend", "zeitraum", "erinnerung", "tradition", "konfession", "dezernat", "thema", "gewicht", "art", "gewissheit", "beflaggung", "q")

	r.Page(site.Kept, "start", "/", s.showStart)
	r.Page(site.Kept, "article", "/beitraege/{slug:"+slug+"}", s.showArticle, "fassung")
	r.Page(site.Kept, "articles", "/beitraege", s.showArticles, "tradition", "dezernat", "thema", "seite")
	r.Document(site.Kept, "calendar.feed", "/feeds/"+site.CalendarFeed+".{format:rss|atom|json}", s.showCalendarFeed, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Document(site.Kept, "feed", "/feeds/{feed:[a-z]+}.{format:rss|atom|json}", s.showFeed, "tradition", "dezernat", "thema", "seite")
	r.Document(site.Kept, "calendar.ics", "/feeds/kalender.ics", s.showCalendarICS, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung", "vorabend", "zeitraum", "erinnerung")
	r.Document(site.Kept, "events.ics", "/feeds/termine.ics", s.showEventsICS, "tradition", "dezernat", "thema", "erinnerung")
	r.Page(site.Fresh, "search", "/suche", s.showSearch, "q", "type", "tradition", "dezernat", "jahr", "genau", "seite")

	r.Page(site.Kept, "calendar", "/kalender", s.showCalendar, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Page(site.Kept, "calendar.choose", "/kalender/wahl", s.chooseMonth, "jahr", "monat", "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Document(site.Kept, "year.pdf", "/kalender/{year:[0-9]{4}}.pdf", s.showYearPDF, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung", "format", "seiten")
	r.Document(site.Kept, "month.pdf", "/kalender/{year:[0-9]{4}}/{month:[0-9]{1,2}}.pdf", s.showMonthPDF, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung", "format")
	r.Page(site.Kept, "year", "/kalender/{year:[0-9]{4}}", s.showYear, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Page(site.Kept, "month", "/kalender/{year:[0-9]{4}}/{month:[0-9]{1,2}}", s.showMonth, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Document(site.Kept, "day.ics", "/kalender/{year:[0-9]{4}}/{month:[0-9]{1,2}}/{day:[0-9]{1,2}}.ics", s.showDayICS, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Page(site.Kept, "day", "/kalender/{year:[0-9]{4}}/{month:[0-9]{1,2}}/{day:[0-9]{1,2}}", s.showDay, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Document(site.Kept, "observance.ics", "/kalender/tage/{tradition:"+slug+"}/{slug:"+slug+"}.ics", s.showObservanceICS, "jahr", "vorabend", "zeitraum", "erinnerung")
	r.Page(site.Kept, "observance", "/kalender/tage/{tradition:"+slug+"}/{slug:"+slug+"}", s.showObservance)
	r.Personal("datecheck", "/terminpruefung", []string{http.MethodGet, http.MethodPost}, maxCheckForm, s.checkDate)
	r.Personal("datecheck.ics", "/terminpruefung.ics", []string{http.MethodGet}, 0, s.showFreeDates)
	r.Page(site.Kept, "traditions", "/traditionen", s.showTraditions)
	r.Page(site.Kept, "tradition", "/traditionen/{slug:"+slug+"}", s.showTradition)

	r.Page(site.Kept, "events", "/termine", s.showEvents, "tradition", "dezernat", "thema", "seite")
	r.Document(site.Kept, "event.ics", "/termine/{slug:"+slug+"}.ics", s.showEventICS)
	r.Page(site.Kept, "event", "/termine/{slug:"+slug+"}", s.showEvent)
	r.Page(site.Kept, "brochures", "/broschueren", s.showBrochures, "tradition", "dezernat", "thema", "seite")
	r.Get("cover", "/broschueren/{slug:"+slug+"}/titel.png", s.showCover)
	r.Get("pdf", "/broschueren/{slug:"+slug+"}.pdf", s.showPDF)
	r.Page(site.Kept, "brochure", "/broschueren/{slug:"+slug+"}", s.showBrochure)
	r.Get("picture", content.PictureFolder+site.PictureName, s.showPicture)
	r.Page(site.Kept, "contacts", "/kontakte", s.showContacts, "tradition", "dezernat", "thema")
	r.Page(site.Kept, "contact", "/kontakte/{id:"+id+"}", s.showContact)
	r.Page(site.Kept, "offers", "/ehrenamt", s.showOffers, "tradition", "dezernat", "thema", "seite")
	r.Page(site.Kept, "offer", "/ehrenamt/{slug:"+slug+"}", s.showOffer)
	r.Page(site.Kept, "subscribe", "/abonnieren", s.showSubscribe, "feed", "programm", "vorabend", "zeitraum", "erinnerung", "tradition", "konfession", "dezernat", "thema", "gewicht", "art", "gewissheit", "beflaggung")

	r.Page(site.Kept, "embed", "/einbetten", s.showEmbed)
	r.Embeddable("embed.today", "/einbetten/heute", s.showEmbeddedToday, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Embeddable("embed.week", "/einbetten/woche", s.showEmbeddedWeek, "tradition", "konfession", "gewicht", "art", "gewissheit", "beflaggung")
	r.Embeddable("embed.articles", "/einbetten/beitraege", s.showEmbeddedArticles, "tradition", "dezernat", "thema")

	r.Page(site.Kept, "accessibility", "/barrierefreiheit", s.showText)
	r.Page(site.Kept, "plain", "/leichte-sprache", s.showText)
	r.Page(site.Kept, "sign", "/gebaerdensprache", s.showText)
	r.Page(site.Kept, "imprint", "/impressum", s.showText)
	r.Page(site.Kept, "privacy", "/datenschutz", s.showText)
	r.Form(site.Fresh, "report", "/barriere-melden", s.showReport, s.sendReport)
	r.Form(site.Fresh, "missing", "/das-fehlt-uns", s.showReport, s.sendReport)
	r.Form(site.Personal, "receipt", "/meldung", s.showReceipt, s.findReceipt)

	r.Get("healthz", "/healthz", s.showHealth)
	r.Get("readyz", "/readyz", s.showReady)
	r.Get("robots", "/robots.txt", s.showRobots)
	r.Get("security", "/.well-known/security.txt", s.showSecurity)
	r.Document(site.Kept, "opensearch", "/opensearch.xml", s.showOpenSearch)

}
