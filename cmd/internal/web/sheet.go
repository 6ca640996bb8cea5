package web

import (
	"cmp"
	"net/url"
	"path"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/themes"
	"vielfalt/themes/sheet"
)

const typePDF = "application/pdf"

// showMonthPDF answers GET /kalender/{jahr}/{monat}.pdf with the filters of the
// page and format=a3.
func (s *server) showMonthPDF(rq *site.Request) (site.Document, error) {
	month, err := s.monthSheet(rq)
	if err != nil {
		return site.Document{}, err
	}
	pdf, err := sheet.Month(month, s.nameIn(rq), s.sheetOptions(rq, &month.Base))
	return site.Document{MediaType: typePDF, FileName: "kalender-" + rq.Variable("year") + "-" + rq.Variable("month") + ".pdf", Body: pdf}, err
}

// monthSheet lays a month out to be printed.
func (s *server) monthSheet(rq *site.Request) (*themes.MonthSheet, error) {
	first, err := month(rq)
	if err != nil {
		return nil, err
	}
	f, q := s.CalendarFilter(rq)
	y, m, _ := first.Gregorian()
	last := calendar.NewDate(y, m+1, 1) - 1
	p := &themes.MonthSheet{Base: s.Base(rq, rq.Words.T("calendar.monthtitle", "Month", rq.Words.Month(m), "Year", y), "calendar"), Year: y, Month: m}
	site.WithQuery(&p.Base, q)
	p.Title = s.narrowed(rq, p.Title, f)
	from, to := first.OnOrBefore(time.Monday), last.OnOrAfter(time.Sunday)
	all := s.blankDays(from, to)
	p.Bands = s.fillDays(rq, all[first-from:last-from+1], f)
	p.Printed = s.printed(rq, q, first, last)
	for i := 0; i < len(all); i += 7 {
		p.Weeks = append(p.Weeks, all[i:i+7])
	}
	return p, nil
}

// nameIn names traditions in the reader's language.
func (s *server) nameIn(rq *site.Request) func(id string) string {
	return func(id string) string { return s.TraditionName(rq.Lang, id) }
}

func (s *server) sheetOptions(rq *site.Request, b *themes.Base) sheet.Options {
	paper := cmp.Or(sheet.Paper(rq.Query.Get("format")), sheet.A4)
	page := strings.Replace(b.Path, ".pdf", "", 1) // the sheet links to the page
	return sheet.Options{Printer: rq.Words, Paper: paper, Address: s.Absolute(site.Prefix(rq.Lang) + page)}
}

// sheetLinks offers a page of the calendar as sheets to print; a year also with a
// page that tells of its days.
func (s *server) sheetLinks(rq *site.Request, title, address string, q url.Values) []themes.Link {
	words := rq.Words
	var out []themes.Link
	add := func(title string, paper sheet.Paper, pages string) {
		with := url.Values{}
		for k, v := range q {
			with[k] = v
		}
		if paper != sheet.A4 {
			with.Set("format", string(paper))
		}
		if pages != "" {
			with.Set("seiten", pages)
		}
		out = append(out, themes.Link{Title: words.T("sheet.paper", "Title", title, "Paper", strings.ToUpper(string(paper))), URL: site.Address(address, with)})
	}
	for _, paper := range sheet.Papers() {
		add(title, paper, "")
	}
	if path.Dir(address) == s.Path(rq.Lang, "calendar") { // of a year
		add(words.T("sheet.listed", "Title", title), sheet.A3, "2")
	}
	return out
}
