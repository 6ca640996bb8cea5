package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"vielfalt/themes"
	"vielfalt/themes/locale"
)

// The type sizes of a month, in points.
const (
	largestMonth = 12
	leastMonth   = 5.5
	periodSize   = 7
)

// Month draws a month as a table of weeks, on one page if that is possible in a
// readable type size, otherwise on several. tradition names a tradition by its
// id.
func Month(p *themes.MonthSheet, tradition func(id string) string, o Options) ([]byte, error) {
	d := newDocument(&p.Base, o)
	const head, week = 6.0, 9.0 // height of the line of weekdays, width of the column of weeks
	column := (d.width - week) / 7
	var periods []string
	if s := periodsText(p.Periods, o.Printer); s != "" {
		periods = d.lines(s, d.width, periodSize, "")
	}
	room := d.height - head - height(len(periods), periodSize)
	var size float64
	// The height of a day at a type size: its number and its entries.
	lines := func(day themes.CalendarDay, size float64) [][]string {
		var out [][]string
		for _, e := range day.Entries {
			out = append(out, d.running(label(o.Printer, e, tradition(e.Observance.ID.Tradition())), "", size, column-4))
		}
		return out
	}
	dayHeight := func(day themes.CalendarDay, size float64) float64 {
		h := height(1, size+2) + 2
		if !day.Outside {
			for _, l := range lines(day, size) {
				h += height(len(l), size) + 0.6
			}
		}
		return h
	}
	weekHeight := func(days []themes.CalendarDay, size float64) float64 {
		h := 0.0
		for _, day := range days {
			h = max(h, dayHeight(day, size))
		}
		return h
	}
	total := func(size float64) (h float64) {
		for _, w := range p.Weeks {
			h += weekHeight(w, size)
		}
		return h
	}
	largest := float64(largestMonth)
	if o.Paper == A2 {
		largest *= 1.414
	}
	size = fit(largest, leastMonth, func(size float64) bool { return total(size) <= room })
	// Any space left over makes the weeks taller.
	spare := max(0, room-total(size)) / float64(len(p.Weeks))

	d.page()
	d.open("Table", "")
	y := d.monthHead(week, column, head, true)
	for _, days := range p.Weeks {
		h := weekHeight(days, size) + spare
		if y+h > d.top+d.height+0.1 && y > d.top+head {
			d.page()
			y = d.monthHead(week, column, head, false)
		}
		d.open("TR", "")
		_, number := days[0].Date.At(12, 0, time.UTC).ISOWeek()
		d.artifact(func() { d.Rect(margin, y, week, h, "D") })
		d.element("TH", "Row", func() { d.text(margin+1, y+1, 7, "", fmt.Sprint(number)) })
		for i, day := range days {
			x := margin + week + float64(i)*column
			d.artifact(func() {
				if day.Outside {
					d.SetFillColor(235, 235, 230)
					d.Rect(x, y, column, h, "FD")
					return
				}
				d.Rect(x, y, column, h, "D")
			})
			d.open("TD", "")
			if !day.Outside {
				d.monthDay(day, lines(day, size), x, y, size)
			}
			d.close()
		}
		d.close()
		y += h
	}
	d.close()
	if len(periods) > 0 {
		if y+height(len(periods), periodSize) > d.top+d.height+0.1 {
			d.page()
			y = d.top
		}
		d.element("P", "", func() {
			for i, line := range periods {
				d.text(margin, y+1+height(i, periodSize), periodSize, "", line)
			}
		})
	}
	return d.bytes()
}

// periodsText names the periods that go on in the month, with their days.
func periodsText(periods []themes.Entry, p *locale.Printer) string {
	var all []string
	for _, e := range periods {
		all = append(all, e.Observance.Name.In(p.Lang)+" "+p.Range(e.First, e.Last))
	}
	if len(all) == 0 {
		return ""
	}
	return p.T("sheet.periods", "List", strings.Join(all, " · "))
}

// monthHead draws the weekdays and returns where the weeks begin.
func (d *document) monthHead(week, column, head float64, first bool) float64 {
	cell := func(x float64, s string) {
		draw := func() { d.text(x+1, d.top+1, 9, "B", s) }
		if first {
			d.element("TH", "Column", draw)
		} else {
			d.artifact(draw)
		}
	}
	if first {
		d.open("TR", "")
		defer d.close()
	}
	cell(margin, d.words.T("calendar.week"))
	for i := range 7 {
		cell(margin+week+float64(i)*column, d.words.Weekday(time.Weekday((i+1)%7)))
	}
	return d.top + head
}

// monthDay draws the number of a day and its entries.
func (d *document) monthDay(day themes.CalendarDay, entries [][]string, x, y, size float64) {
	_, _, number := day.Date.Gregorian()
	d.element("P", "", func() { d.text(x+1, y+1, size+2, "B", strconv.Itoa(number)) })
	y += height(1, size+2) + 1.5
	for i, lines := range entries {
		h := height(len(lines), size)
		d.artifact(func() {
			d.fill(hue(day.Entries[i].Observance.ID.Tradition()))
			d.Rect(x+1, y, 0.8, h, "F")
		})
		d.element("P", "", func() {
			for n, line := range lines {
				d.text(x+2.6, y+height(n, size), size, "", line)
			}
		})
		y += h + 0.6
	}
}
