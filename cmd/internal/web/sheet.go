package web

import (
	"cmp"
	"net/url"
	"strings"

	"vielfalt/themes"
	"vielfalt/themes/sheet"
)

const typePDF = "application/pdf"

// showMonthPDF answers GET /kalender/{jahr}/{monat}.pdf with the filters of the
// page and format=a3.
func (s *Server) showMonthPDF(rq *request) (feedAnswer, error) {
	page, err := s.showMonth(rq)
	if err != nil {
		return feedAnswer{}, err
	}
	month := page.(*themes.MonthPage)
	pdf, err := sheet.Month(month, s.nameIn(rq), s.sheetOptions(rq, &month.Base))
	return feedAnswer{mediaType: typePDF, fileName: "kalender-" + rq.variable("year") + "-" + rq.variable("month") + ".pdf", body: pdf}, err
}

// showYearPDF answers GET /kalender/{jahr}.pdf with the filters of the page and
// format=a3.
func (s *Server) showYearPDF(rq *request) (feedAnswer, error) {
	page, err := s.showYear(rq)
	if err != nil {
		return feedAnswer{}, err
	}
	year := page.(*themes.YearPage)
	pdf, err := sheet.Year(year, s.nameIn(rq), s.sheetOptions(rq, &year.Base))
	return feedAnswer{mediaType: typePDF, fileName: "kalender-" + rq.variable("year") + ".pdf", body: pdf}, err
}

// nameIn names traditions in the reader's language.
func (s *Server) nameIn(rq *request) func(id string) string {
	return func(id string) string { return s.traditionName(rq.lang, id) }
}

func (s *Server) sheetOptions(rq *request, b *themes.Base) sheet.Options {
	paper := cmp.Or(sheet.Paper(rq.query.Get("format")), sheet.A4)
	page := strings.Replace(b.Path, ".pdf", "", 1) // the sheet leads to the page
	return sheet.Options{Printer: s.renderer.Printer(rq.lang), Paper: paper, Address: s.absolute(prefix(rq.lang) + page)}
}

// sheetLinks offers a page of the calendar as sheets to print.
func (s *Server) sheetLinks(rq *request, title, path string, q url.Values) []themes.Link {
	words := s.renderer.Printer(rq.lang)
	var out []themes.Link
	for _, paper := range sheet.Papers() {
		with := url.Values{}
		for k, v := range q {
			with[k] = v
		}
		if paper != sheet.A4 {
			with.Set("format", string(paper))
		}
		out = append(out, themes.Link{Title: words.T("sheet.paper", "Title", title, "Paper", strings.ToUpper(string(paper))), URL: address(path, with)})
	}
	return out
}
