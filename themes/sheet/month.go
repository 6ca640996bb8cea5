package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/themes"
)

// The type sizes of a month, in points.
const (
	largestMonth = 12
	leastMonth   = 6.5
	footType     = 7.5
	headType     = 9
)

// Measures of a month in millimetres.
const (
	headHeight = 6.0 // of the line of weekdays
	weekWidth  = 9.0 // of the column of weeks, at least
	nameGap    = 0.6
	monthCode  = 18.0 // the QR code
	footLine   = 3.6
)

// How many bands a week can have below one another, and how many of those may be
// without weight: bands take room from names.
const (
	monthLanes      = 3
	monthLightLanes = 2
)

// A monthly is a month in the making: a row for each week.
type monthly struct {
	*document
	sheet       *themes.MonthSheet
	first, last calendar.Date // of the month
	title, foot []string      // lines
	titleSize   float64
	top         float64 // where the table begins
	weeks       float64 // the width of the column of weeks
	column      float64 // that of a day
	bands       []weekBand
	size        float64
	rows        []float64 // the height of each week
}

// A weekBand is a period, or a feast of several days, within a week.
type weekBand struct {
	entry       themes.Entry
	week        int
	first, last calendar.Date // of those in the week and the month
	lane        int
}

// Month draws a month as a table of weeks on one page. What does not fit into a
// day is counted there, and named for ears. tradition names a tradition by its
// id.
func Month(p *themes.MonthSheet, tradition func(id string) string, o Options) ([]byte, error) {
	d := newMonthly(p, tradition, o)
	d.draw()
	return d.bytes()
}

// newMonthly lays a month out.
func newMonthly(p *themes.MonthSheet, tradition func(id string) string, o Options) *monthly {
	d := &monthly{
		document: newDocument(&p.Base, tradition, o), sheet: p,
		first: calendar.NewDate(p.Year, p.Month, 1), last: calendar.NewDate(p.Year, p.Month+1, 1) - 1,
	}
	w, h := d.GetPageSize()
	d.width = w - 2*margin
	d.weeks = max(weekWidth, d.measured(d.words.T("calendar.week"), "B", headType)+2)
	d.column = (d.width - d.weeks) / 7
	d.titleSize = fit(20, 9, func(size float64) bool { return d.measured(d.document.title, "B", size) <= d.width })
	d.title = d.running(d.document.title, "B", d.titleSize, d.width)
	d.top = margin + height(len(d.title), d.titleSize) + 3
	d.foot = d.footLines(d.placeBands(), o)
	d.height = h - margin - max(footLine*float64(len(d.foot)), monthCode) - 2 - d.top
	d.placeRows(o)
	return d
}

// week returns in which week a day of the month is.
func (d *monthly) week(day calendar.Date) int { return int(day-d.sheet.Weeks[0][0].Date) / 7 }

// outside reports whether a day belongs to another month.
func (d *monthly) outside(day calendar.Date) bool { return day < d.first || day > d.last }

// placeBands gives each band a lane in each of its weeks, the weightiest first, and
// returns those that find none in one of them, or have no room for a name.
func (d *monthly) placeBands() (left []themes.Entry) {
	all := slices.Clone(d.sheet.Bands)
	slices.SortStableFunc(all, func(a, b themes.Entry) int { return cmp.Compare(rank(a), rank(b)) })
	var taken [31][monthLanes]bool
	for _, e := range all {
		lanes := monthLightLanes
		if e.Weighs() {
			lanes = monthLanes
		}
		first, last := max(e.First, d.first), min(e.Last, d.last)
		whole, named := true, false
		var parts []weekBand
		for w := d.week(first); w <= d.week(last); w++ {
			week := d.sheet.Weeks[w]
			b := weekBand{entry: e, week: w, first: max(first, week[0].Date), last: min(last, week[6].Date)}
			days := taken[b.first-d.first : b.last-d.first+1]
			for b.lane < lanes && slices.ContainsFunc(days, func(t [monthLanes]bool) bool { return t[b.lane] }) {
				b.lane++
			}
			if b.lane == lanes {
				whole = false
				continue
			}
			named = named || d.bandLabel(e, leastMonth, float64(b.last-b.first+1)*d.column) != ""
			parts = append(parts, b)
		}
		if !whole || !named {
			left = append(left, e)
		}
		if !named {
			continue
		}
		for _, b := range parts {
			for day := b.first; day <= b.last; day++ {
				taken[day-d.first][b.lane] = true
			}
		}
		d.bands = append(d.bands, parts...)
	}
	return left
}

// bandLabel returns the fullest form of a band's name for which there is room.
func (d *monthly) bandLabel(e themes.Entry, size, room float64) string {
	full, cut := d.formsOf(e)
	until := " (" + d.words.T("entry.until", "Date", d.words.Day(e.Last)) + ")"
	for _, f := range slices.Concat([]string{full[0] + until, full[len(full)-1] + until}, full, cut) {
		if d.measured(f, "B", size) <= room-3 {
			return f
		}
	}
	return ""
}

// bandHeight is how much room a lane takes at a type size.
func bandHeight(size float64) float64 { return size*point*1.35 + 0.4 }

// footLines says what stands on no day, what the signs mean, and whence the sheet
// is.
func (d *monthly) footLines(left []themes.Entry, o Options) []string {
	p, in := d.words, d.sheet.Site.Region.Land.In(d.words.Lang)
	var out []string
	add := func(s string) { out = append(out, d.addressLines(s, footType, d.width-monthCode-3)...) }
	if len(left) > 0 {
		slices.SortStableFunc(left, func(a, b themes.Entry) int { return cmp.Compare(a.First, b.First) })
		var all []string
		for _, e := range left {
			all = append(all, e.Observance.Name.In(p.Lang)+" "+p.Range(e.First, e.Last))
		}
		add(p.T("sheet.periods", "List", strings.Join(all, " · ")))
	}
	if len(d.sheet.School) > 0 {
		var all []string
		for _, h := range d.sheet.School {
			all = append(all, h.Name+" "+p.Range(h.First, h.Last))
		}
		add(p.T("sheet.school", "In", in) + ": " + strings.Join(all, " · "))
	} else if d.sheet.SchoolUntil < d.last {
		add(p.T("sheet.school.unknown", "In", in))
	}
	add(p.T("sheet.month.legend"))
	add(eveSign + " " + p.T("sheet.eve") + "   " + announcedSign + " " + p.T("certainty.announced") + "   " + computedSign + " " + p.T("sheet.computed"))
	add(p.T("sheet.asof", "Date", p.Date(d.sheet.Today()), "Authority", d.sheet.Site.Authority, "Address", o.Address))
	add(p.T("sheet.subscribe", "Address", d.sheet.Subscribe, "Help", d.sheet.Help))
	return out
}

// A label is a name in a day, as it is set.
type label struct {
	entry  themes.Entry
	lines  []string
	style  string
	colour colour
}

// labels returns what is kept on a day, the public holiday first, and whose it is
// if there is room for that.
func (d *monthly) labels(day themes.PlannerDay, size float64, whose bool) []label {
	var out []label
	set := func(l label, text string) {
		l.lines = d.running(text, l.style, size, d.column-4)
		out = append(out, l)
	}
	if day.Holiday != nil {
		set(label{*day.Holiday, nil, "B", ink}, day.Holiday.Observance.Name.In(d.words.Lang)+" · "+d.words.T("kind.public-holiday"))
	}
	for _, e := range day.Entries {
		if !e.Weighs() && slices.ContainsFunc(d.bands, func(b weekBand) bool {
			return b.entry.Observance == e.Observance && b.first <= day.Date && day.Date <= b.last
		}) {
			continue // its band says as much
		}
		l := label{entry: e, colour: ink}
		switch {
		case e.Weight == themes.Important:
			l.style = "B"
		case !e.Weighs():
			l.colour = quiet
		}
		text := e.Observance.Name.In(d.words.Lang)
		if e.N > 1 {
			text += " (" + d.words.T("entry.day", "N", e.N, "Of", e.Length()) + ")"
		}
		text += signs(e)
		if whose {
			text += " · " + d.tradition(e.Observance.ID.Tradition())
		}
		set(l, text)
	}
	return out
}

// namesFrom returns how far down on a day the names begin, at a type size: below
// its bands.
func (d *monthly) namesFrom(day calendar.Date, size float64) float64 {
	lanes := 0
	for _, b := range d.bands {
		if b.first <= day && day <= b.last {
			lanes = max(lanes, b.lane+1)
		}
	}
	return height(1, size+2) + 1.5 + float64(lanes)*bandHeight(size)
}

// placeRows chooses the largest type size at which everything fits. If even the
// least is too large, weeks in which much is kept are cut to the same height.
func (d *monthly) placeRows(o Options) {
	room := d.height - headHeight
	measure := func(size float64) (sum float64) {
		d.rows = d.rows[:0]
		for i, week := range d.sheet.Weeks {
			row := 0.0
			for _, day := range week {
				h := d.namesFrom(day.Date, size)
				for _, l := range d.labels(day, size, true) {
					h += height(len(l.lines), size) + nameGap
				}
				row = max(row, h)
			}
			d.rows = append(d.rows, row+nameGap)
			sum += d.rows[i]
		}
		return sum
	}
	largest := float64(largestMonth)
	if o.Paper == A2 {
		largest *= 1.414
	}
	d.size = fit(largest, leastMonth, func(size float64) bool { return measure(size) <= room })
	if sum := measure(d.size); sum <= room {
		for i := range d.rows {
			d.rows[i] += (room - sum) / float64(len(d.rows))
		}
		return
	}
	cut := slices.Sorted(slices.Values(d.rows))
	most := room / float64(len(cut))
	for i, h := range cut {
		if most = room / float64(len(cut)-i); h > most {
			break
		}
		room -= h
	}
	for i := range d.rows {
		d.rows[i] = min(d.rows[i], most)
	}
}

// draw draws the page.
func (d *monthly) draw() {
	d.AddPage()
	d.tags.page()
	d.SetLineWidth(0.15)
	d.ink(ink)
	d.element("H1", "", func() {
		for i, line := range d.title {
			d.text(margin, margin+height(i, d.titleSize), d.titleSize, "B", line)
		}
	})
	d.open("Table", "")
	d.open("TR", "")
	cell := func(x float64, s string) {
		d.element("TH", "Column", func() { d.text(x+1, d.top+1, headType, "B", s) })
	}
	cell(margin, d.words.T("calendar.week"))
	for i := range 7 {
		cell(d.dayAt(i), d.words.Weekday(time.Weekday((i+1)%7)))
	}
	d.close()
	y := d.top + headHeight
	for i := range d.sheet.Weeks {
		d.drawWeek(i, y)
		y += d.rows[i]
	}
	d.close()
	w, h := d.GetPageSize()
	d.ink(ink)
	d.element("P", "", func() {
		for i, line := range d.foot {
			d.text(margin, h-margin-footLine*float64(len(d.foot)-i), footType, "", line)
		}
	})
	d.code(d.sheet.Subscribe, w-margin-monthCode, h-margin-monthCode, monthCode, footType)
}

// dayAt returns where the column of a weekday begins, from 0 for Monday.
func (d *monthly) dayAt(i int) float64 { return margin + d.weeks + float64(i)*d.column }

// drawWeek draws a week.
func (d *monthly) drawWeek(week int, y float64) {
	days, h := d.sheet.Weeks[week], d.rows[week]
	d.artifact(func() {
		d.pen(rule)
		d.Rect(margin, y, d.weeks, h, "D")
		for i, day := range days {
			d.ground(day, d.dayAt(i), y, h)
		}
	})
	d.open("TR", "")
	_, number := days[0].Date.At(12, 0, time.UTC).ISOWeek()
	d.ink(ink)
	d.element("TH", "Row", func() { d.text(margin+1, y+1, 7, "", strconv.Itoa(number)) })
	for i, day := range days {
		d.open("TD", "")
		if !d.outside(day.Date) {
			d.drawDay(day, d.dayAt(i), y, h-d.namesFrom(day.Date, d.size))
		}
		d.close()
	}
	d.close()
}

// ground draws what is behind a day.
func (d *monthly) ground(day themes.PlannerDay, x, y, h float64) {
	style := "D"
	switch {
	case d.outside(day.Date):
	case day.Holiday != nil:
		d.fill(holiday)
		style = "FD"
	case day.Off || day.Date.IsWeekend():
		d.fill(weekend)
		style = "FD"
	}
	d.Rect(x, y, d.column, h, style)
	for _, s := range d.sheet.School {
		if s.First <= day.Date && day.Date <= s.Last && !d.outside(day.Date) {
			d.fill(noClass)
			d.Rect(x, y, d.column, 0.9, "F")
		}
	}
}

// drawDay draws the number of a day, the bands that begin there, and as many
// names as there is room for.
func (d *monthly) drawDay(day themes.PlannerDay, x, y, room float64) {
	all := d.labels(day, d.size, true)
	if d.fitting(all, room) < len(all) { // its colour says whose a day is, and who listens hears it
		all = d.labels(day, d.size, false)
	}
	shown := d.fitting(all, room)
	_, _, n := day.Date.Gregorian()
	number, size := strconv.Itoa(n), d.size+2
	wide := d.measured(number, "B", size)
	d.ink(ink)
	if day.Holiday != nil {
		d.artifact(func() {
			d.fill(ink)
			d.Rect(x+0.5, y+1, wide+1.4, height(1, size)-0.2, "F")
		})
		d.ink(white)
	}
	d.element("P", "", func() { d.text(x+1.2, y+1, size, "B", number) })
	if rest := all[shown:]; len(rest) > 0 {
		var left []themes.Entry
		for _, l := range rest {
			left = append(left, l.entry)
		}
		style := ""
		if slices.ContainsFunc(left, themes.Entry.Weighs) {
			style = "B"
		}
		count := fmt.Sprintf("+%d", len(rest))
		d.ink(ink)
		d.spoken("P", d.named(left), func() {
			d.text(x+d.column-d.measured(count, style, d.size)-1, y+1.2, d.size, style, count)
		})
	}
	for _, b := range d.bands {
		if b.first == day.Date {
			d.drawBand(b, x, y+height(1, size)+1.5+float64(b.lane)*bandHeight(d.size))
		}
	}
	y += d.namesFrom(day.Date, d.size)
	for _, l := range all[:shown] {
		h := height(len(l.lines), d.size)
		d.artifact(func() {
			d.fill(hue(l.entry.Observance.ID.Tradition()))
			d.Rect(x+1, y, 0.8, h, "F")
		})
		d.spoken("P", d.spelled(l.entry), func() {
			d.ink(l.colour)
			for i, line := range l.lines {
				d.text(x+2.6, y+height(i, d.size), d.size, l.style, line)
			}
		})
		y += h + nameGap
	}
}

// fitting returns how many labels there is room for.
func (d *monthly) fitting(all []label, room float64) int {
	for i, l := range all {
		if room -= height(len(l.lines), d.size) + nameGap; room < 0 {
			return i
		}
	}
	return len(all)
}

// drawBand draws a band in a week. It is read out where it begins in the month.
func (d *monthly) drawBand(b weekBand, x, y float64) {
	w, h := float64(b.last-b.first+1)*d.column, bandHeight(d.size)-0.4
	dark := hue(b.entry.Observance.ID.Tradition())
	ground, text := dark, white
	if !b.entry.Weighs() {
		ground, text = dark.tint(), black
	}
	left, right := x, x+w
	if b.first == b.entry.First { // where it goes on, it has no end
		left++
	}
	if b.last == b.entry.Last {
		right--
	}
	d.artifact(func() {
		d.fill(ground)
		d.pen(dark)
		d.Rect(left, y, right-left, h, "FD")
		d.pen(rule)
	})
	draw := func() {
		d.ink(text)
		d.text(left+1, y+(h-d.size*point*leading)/2, d.size, "B", d.bandLabel(b.entry, d.size, w))
	}
	if first := slices.IndexFunc(d.bands, func(o weekBand) bool {
		return o.entry.Observance == b.entry.Observance && o.entry.First == b.entry.First
	}); d.bands[first].week == b.week {
		d.spoken("P", d.spelled(b.entry), draw)
	} else {
		d.artifact(draw)
	}
}
