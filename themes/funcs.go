package themes

import (
	"encoding/json"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/calendar/words"
	"vielfalt/content"
	"vielfalt/content/datecheck"
	"vielfalt/content/markup"
	"vielfalt/content/profile"
	"vielfalt/search"
	"vielfalt/themes/locale"
)

// funcs returns the functions that templates of one language may call. They are
// bound when the templates are parsed, so readers in different languages can
// never see each other's words.
func funcs(p *locale.Printer, o Options) template.FuncMap {
	return template.FuncMap{
		"lang": func() string { return p.Lang },
		"t": func(key string, pairs ...any) (string, error) {
			if !p.Has(key) {
				return "", fmt.Errorf("no message %q in %s", key, p.Lang)
			}
			return p.T(key, pairs...), nil
		},
		"n": func(key string, n int, pairs ...any) (string, error) {
			if !p.Has(key) {
				return "", fmt.Errorf("no message %q in %s", key, p.Lang)
			}
			return p.N(key, n, pairs...), nil
		},
		"link": func(route string, pairs ...string) (string, error) { return o.Link(p.Lang, route, pairs...) },
		"inLang": func(lang, path string) (string, error) {
			home, err := o.Link(lang, "start")
			return strings.TrimSuffix(home, "/") + path, err
		},
		"figure":       newFigure,
		"pictureSizes": PictureSizes,
		"languages":    locale.Languages,
		"asset":        o.Asset,
		"navigation": func() []string {
			return []string{"articles", "calendar", "datecheck", "traditions", "contacts"}
		},
		"navigationMore": navigationMore,
		"inMore":         func(section string) bool { return slices.Contains(navigationMore(), section) },
		"navEntry": func(p interface{ Navigation() (section, path string) }, route string) (navEntry, error) {
			own, err := o.Link(locale.Languages()[0], route)
			section, path := p.Navigation()
			switch {
			case section != route:
				return navEntry{Route: route}, err
			case path == own:
				return navEntry{route, "page"}, err
			}
			return navEntry{route, "true"}, err
		},
		"duties": func() []string {
			return []string{"accessibility", "report", "plain", "sign", "imprint", "privacy"}
		},

		"number":       p.Number,
		"date":         p.Date,
		"longDate":     p.LongDate,
		"dayOnly":      p.Day,
		"dateRange":    p.Range,
		"clock":        p.Clock,
		"hourMinute":   p.HourMinute,
		"moment":       p.Moment,
		"month":        p.Month,
		"weekday":      p.Weekday,
		"weekdayShort": p.WeekdayShort,
		"civil":        func(t time.Time) calendar.Date { return calendar.DateOf(t.In(calendar.Berlin)) },
		"iso":          func(t time.Time) string { return t.In(calendar.Berlin).Format(time.RFC3339) },
		"monthOf":      func(d calendar.Date) time.Month { _, m, _ := d.Gregorian(); return m },
		"isoWeek":      func(d calendar.Date) int { _, w := d.At(12, 0, time.UTC).ISOWeek(); return w },
		"weekdaysFrom": func() []time.Weekday { return []time.Weekday{1, 2, 3, 4, 5, 6, 0} },
		"eventDate":    func(e *content.Event) string { return eventDate(p, e) },
		"eventTime":    func(e *content.Event) string { return eventTime(p, e) },
		"eventRest":    func(e *content.Event) string { return eventRest(p, e) },
		"dayNumber":    func(d calendar.Date) int { _, _, day := d.Gregorian(); return day },

		"when":          func(oc calendar.Occurrence) string { return When(p, o.Calendar(), oc) },
		"certain":       func(oc calendar.Occurrence) string { return words.Sure(o.Calendar(), oc, p.Lang) },
		"part":          func(e Entry) string { return part(p, e) },
		"spanDays":      func(s profile.Span) string { return spanDays(p, s) },
		"begins":        func(oc calendar.Occurrence) string { return Begins(p, oc) },
		"change":        func(oc calendar.Occurrence) string { return Change(p, oc) },
		"tonight":       func(e Entry) string { return tonight(p, e) },
		"flag":          func(f calendar.Flag) string { return words.Flag(f, p.Lang) },
		"certainty":     func(c calendar.Certainty) string { return p.T("certainty." + string(c)) },
		"certaintyHelp": func(c calendar.Certainty) string { return p.T("certainty." + string(c) + ".help") },
		"kind":          func(k calendar.Kind) string { return p.T("kind." + string(k)) },
		"typeName":      func(t content.Type) string { return p.T("type." + string(t)) },
		"name":          func(n calendar.Name) string { return n.In(p.Lang) },
		"traditionName": func(id string) string {
			if t, ok := o.Calendar().Tradition(id); ok {
				return t.Name.In(p.Lang)
			}
			return id
		},
		"traditionKnown": func(id string) bool { _, ok := o.Calendar().Tradition(id); return ok },
		"rtl":            locale.RightToLeft,
		"inc":            func(i int) int { return i + 1 },
		"dec":            func(i int) int { return i - 1 },
		"softly":         softly,
		"stressed":       stressed,
		"latin":          latin,
		"languageName":   p.Language,
		"meaning":        func(w profile.Phrase) string { return meaning(p, w) },
		"legend":         func(r *profile.Profile) []string { return legend(p, spoken(r)) },
		"spoken": func(g profile.Greeting) bool {
			return slices.ContainsFunc(g.Say, func(w profile.Phrase) bool { return w.Say != "" })
		},
		"fields": func(names ...string) []string { return names },
		"field":  newFormField,
		"marked": marked,
		"foundBy": func(r search.Reason) string {
			switch r.Kind {
			case "":
				return ""
			case search.FoundInType:
				r.Text = p.T("type." + r.Text)
			case search.FoundInTradition:
				if t, ok := o.Calendar().Tradition(r.Text); ok {
					r.Text = t.Name.In(p.Lang)
				}
			}
			return p.T("search.reason."+string(r.Kind), "Text", r.Text)
		},
		"breakable":  breakable,
		"foreign":    foreign,
		"chosen":     chosen,
		"paragraphs": paragraphs,
		"convention": func(oc calendar.Occurrence) string { return o.Calendar().ConventionOf(oc).In(p.Lang) },
		"options":    func(field, chosen string, values ...string) []Choice { return deskOptions(p, field, chosen, values) },
		"tools": func() []string {
			return []string{"h2", "h3", "bold", "italic", "list", "numbers", "link", "quote", "foreign"}
		},
		"dayLink": func(d calendar.Date) (string, error) {
			y, m, day := d.Gregorian()
			return o.Link(p.Lang, "day", "year", strconv.Itoa(y), "month", strconv.Itoa(int(m)), "day", strconv.Itoa(day))
		},
		"checkField": func(name string) bool { return slices.Contains(checkFields, name) },
		"checkInput": func(page *DateCheckPage, name, value string, needed bool) checkInput {
			return checkInput{name, value, page.Problem(name, p.Lang), needed}
		},
		"answeredOn": func(page *DateCheckPage, d calendar.Date) datecheckSpan { return datecheckSpan{d, page.Span(d)} },
		"tickID":     func(name, value string) string { return "t-" + name + "-" + strings.Map(idRune, value) },
		"answered":   func(page *DateCheckPage, d datecheck.Day) answered { return answered{page, d} },
		"suggestTypes": func() (string, error) {
			words := map[string]string{"day": p.T("type.day")}
			for _, t := range content.Types() {
				words[string(t)] = p.T("type." + string(t))
			}
			b, err := json.Marshal(words)
			return string(b), err
		},
		"quoted": func(all []string) string {
			out := make([]string, len(all))
			for i, s := range all {
				out[i] = p.T("search.quoted", "Text", s)
			}
			return strings.Join(out, ", ")
		},
		"commas":        func(all []string) string { return strings.Join(all, ", ") },
		"reason":        reason,
		"holidayReason": holidayReason,
		"citedIn":       citedIn,
		"tel":           tel,
		"fileSize":      fileSize(p),
	}
}

// When says in words when an occurrence is kept and how sure that is: "9. bis
// 11. März 2027, angekündigt von der Diyanet; nach Sichtung auch ab 10. März".
func When(p *locale.Printer, c *calendar.Calendar, o calendar.Occurrence) string {
	s := p.Range(o.First, o.Last)
	if sure := words.Sure(c, o, p.Lang); sure != "" {
		s += ", " + sure
	}
	return s
}

// part says which day of an occurrence an entry is for, and of a period that it
// begins or ends; empty for one of a single day.
func part(p *locale.Printer, e Entry) string {
	of := e.Length()
	switch {
	case of == 1 || e.N == 0:
		return ""
	case e.Observance.Period && e.N == 1:
		return p.T("entry.begins", "Last", p.Day(e.Last))
	case e.Observance.Period && e.N == of:
		return p.T("entry.ends", "N", of)
	}
	return p.T("entry.day", "N", e.N, "Of", of)
}

// spanDays names the days of a span: "1. und 2. Tag", "Vorabend".
func spanDays(p *locale.Printer, s profile.Span) string {
	switch {
	case s.To == profile.Eve:
		return p.T("span.eve")
	case s.From == profile.Last:
		return p.T("span.last")
	case s.To == profile.Last:
		return p.T("span.from", "From", s.From)
	case s.From == s.To:
		return p.T("span.day", "N", s.From)
	case s.From+1 == s.To:
		return p.T("span.two", "From", s.From, "To", s.To)
	}
	return p.T("span.days", "From", s.From, "To", s.To)
}

// Begins says on which evening an occurrence begins; empty if it does not begin
// on one.
func Begins(p *locale.Printer, o calendar.Occurrence) string {
	eve, ok := o.Eve()
	if !ok {
		return ""
	}
	return p.T("when.eve", "Weekday", p.Weekday(eve.Weekday()), "Day", p.Day(eve))
}

// tonight says that an occurrence begins or ends this evening, or has done so;
// empty for an entry that does neither.
func tonight(p *locale.Printer, e Entry) string {
	if e.Sunset.IsZero() {
		return ""
	}
	key := "when.ends"
	if e.N == 0 {
		key = "when.begins"
	}
	if e.Past {
		key += ".past"
	}
	return p.T(key, "Clock", p.Clock(e.Sunset))
}

// Change says who announced or confirmed an occurrence's date, what it was
// before and why it changed; empty if nobody has entered anything. The note
// itself is in German.
func Change(p *locale.Printer, o calendar.Occurrence) string {
	var parts []string
	if r := o.Revision; r.N > 0 && r.Before != 0 {
		on := calendar.DateOf(r.At.In(calendar.Berlin))
		parts = append(parts, p.T("change.on", "On", p.Date(on), "Before", p.Date(r.Before)))
	}
	if o.Moved() && o.Revision.Before != o.Origin {
		parts = append(parts, p.T("change.moved", "Date", p.Date(o.Origin)))
	}
	if o.Checked != 0 && (o.Revision.N > 0 || o.Moved()) {
		parts = append(parts, p.T("change.checked", "Date", p.Date(o.Checked)))
	}
	if o.Note != "" {
		parts = append(parts, o.Note)
	}
	return strings.Join(parts, " ")
}

// idRune replaces what an id of HTML cannot hold.
func idRune(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' {
		return r
	}
	return '_'
}

// EventWhen says on which days and at what time an event takes place.
func EventWhen(p *locale.Printer, e *content.Event) string {
	return eventDate(p, e) + ", " + eventTime(p, e)
}

// eventDate says on which days an event takes place, with their weekdays.
func eventDate(p *locale.Printer, e *content.Event) string {
	first, last := e.Days()
	if first == last {
		return p.LongDate(first)
	}
	return p.Weekday(first.Weekday()) + ", " + p.Day(first) + " – " + p.LongDate(last)
}

// eventRest says what a row that shows the first day of an event leaves open: until
// when, and at what time.
func eventRest(p *locale.Printer, e *content.Event) string {
	if first, last := e.Days(); e.AllDay && first < last {
		return p.T("entry.until", "Date", p.LongDate(last)) + ", " + eventTime(p, e)
	}
	return eventTime(p, e)
}

// eventTime says at what time on its days an event takes place.
func eventTime(p *locale.Printer, e *content.Event) string {
	first, last := e.Days()
	switch {
	case e.AllDay:
		return p.T("event.allday")
	case e.End.Equal(e.Start):
		return p.Clock(e.Start)
	case first == last:
		return p.T("event.fromto", "From", e.Start.In(calendar.Berlin).Format("15:04"), "To", p.Clock(e.End))
	}
	return p.T("event.fromto", "From", p.Clock(e.Start), "To", p.Date(last)+", "+p.Clock(e.End))
}

// chosen lists the values chosen in a filter, separated by commas.
func chosen(f Filter) string {
	var s []string
	for _, c := range f.Choices {
		if c.Chosen {
			s = append(s, c.Title)
		}
	}
	return strings.Join(s, ", ")
}

// paragraphs splits plain text at empty lines.
func paragraphs(s string) []string {
	var out []string
	for _, part := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// breakable writes a mail address so that a narrow column breaks it after the
// at sign, and nowhere else if that suffices.
func breakable(mail string) template.HTML {
	return template.HTML(strings.ReplaceAll(template.HTMLEscapeString(mail), "@", "@<wbr>")) //nolint:gosec // escaped
}

// foreign writes plain text, putting every run of words in another script into
// a span that gives its language and direction.
func foreign(s string) template.HTML {
	var b strings.Builder
	at := 0 // how much is written so far
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		lang, rtl := markup.ScriptLanguage(r)
		if lang == "" {
			i += size
			continue
		}
		end := i + size
		for j := end; j < len(s); {
			r, size := utf8.DecodeRuneInString(s[j:])
			j += size
			if l, _ := markup.ScriptLanguage(r); l == lang || unicode.IsMark(r) {
				end = j
			} else if l != "" || unicode.IsLetter(r) || r == '\n' {
				break
			}
		}
		b.WriteString(template.HTMLEscapeString(s[at:i]))
		b.WriteString(`<span lang="` + lang + `"`)
		if rtl {
			b.WriteString(` dir="rtl"`)
		}
		b.WriteString(">" + template.HTMLEscapeString(s[i:end]) + "</span>")
		at, i = end, end
	}
	b.WriteString(template.HTMLEscapeString(s[at:]))
	return template.HTML(b.String()) //nolint:gosec // every piece is escaped above
}

// marked writes a fragment with the words that were found in mark elements.
func marked(f search.Fragment) template.HTML {
	var b strings.Builder
	at := 0
	for _, m := range f.Marks {
		if m.From < at || m.To > len(f.Text) || m.From >= m.To {
			continue
		}
		b.WriteString(string(foreign(f.Text[at:m.From])))
		b.WriteString("<mark>" + string(foreign(f.Text[m.From:m.To])) + "</mark>")
		at = m.To
	}
	b.WriteString(string(foreign(f.Text[at:])))
	return template.HTML(b.String()) //nolint:gosec // every piece is escaped by foreign
}

// tel turns a telephone number as people write it into a tel: address. A number
// with a leading 0 is assumed to be German.
func tel(number string) template.URL {
	var b strings.Builder
	for i, r := range number {
		if r >= '0' && r <= '9' || r == '+' && i == 0 {
			b.WriteRune(r)
		}
	}
	s := b.String()
	if strings.HasPrefix(s, "0") && !strings.HasPrefix(s, "00") {
		s = "+49" + s[1:]
	}
	return template.URL("tel:" + s) //nolint:gosec // digits only
}

func fileSize(p *locale.Printer) func(int64) string {
	return func(n int64) string {
		unit, v := "kB", float64(n)/1000
		if v >= 1000 {
			unit, v = "MB", v/1000
		}
		s := fmt.Sprintf("%.1f", v)
		if v >= 10 {
			s = fmt.Sprintf("%.0f", v)
		}
		if p.Lang == "de" {
			s = strings.Replace(s, ".", ",", 1)
		}
		return s + "\u00a0" + unit
	}
}
