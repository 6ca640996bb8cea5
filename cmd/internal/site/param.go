package site

import (
	"cmp"
	"errors"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/datecheck"
	"vielfalt/search"
	"vielfalt/themes"
	"vielfalt/themes/locale"
	"vielfalt/themes/sheet"
)

// A param is a query parameter: what it is called, and what it takes. The table
// below is the only place that defines this. Pages, feeds, the JSON interface
// with its description, and the form that builds addresses all use it; the
// routes (web/routes.go, api/api.go) say which address knows which.
//
// A handler finds in Request.Query only what counts, in a fixed order and
// without repeats, so that an answer can also be kept under it.
type param struct {
	name string
	// label is the message key of what people call it; empty if they use its
	// name.
	label string
	// filter is set if leaving the parameter out shows more. An address that
	// does not know it refuses it, because showing everything is not what was
	// asked for.
	filter bool
	// many is set if repeated values add up. Other parameters may be given
	// once.
	many bool
	// choices is the closed list of values; nil if there is none.
	choices func(words *locale.Printer, c *calendar.Calendar) []themes.Choice
	// read normalises a value that has no closed list, to "" if it means the
	// same as none, and reports whether the value can be read.
	read func(value string) (string, bool)
	// The rest is for the JSON interface: what it takes in words, the schema of
	// one value, what it is, whether it is required, and the default.
	takes    string
	schema   map[string]any
	help     string
	needed   bool
	fallback any
}

// Bounds of parameters.
const (
	maxPage     = 100_000
	maxOffset   = 100_000 // how far the JSON interface pages
	maxDezernat = 10      // characters
	maxValues   = 20      // of one parameter without a closed list
)

var params = []param{
	{name: "tradition", label: "filter.tradition", filter: true, many: true, choices: traditionChoices, help: "Traditions wanted."},
	{name: "gewicht", label: "filter.weight", filter: true, many: true, choices: weightChoices, help: "Weights wanted: wichtig for days on which to avoid meetings, ruecksicht for those to consider, hinweis for all others."},
	{name: "art", label: "filter.kind", filter: true, many: true, choices: kindChoices, help: "Kinds of days wanted."},
	{name: "gewissheit", label: "datebox.certainty", filter: true, many: true, choices: certaintyChoices, help: "Certainties wanted."},
	{name: "konfession", label: "filter.denomination", filter: true, many: true, choices: denominationChoices, help: "Denominations wanted, where a tradition tells them apart; what all of it keep is kept in."},
	{name: "beflaggung", label: "filter.flag", filter: true, many: true, choices: flaggedChoices, help: "1 for only the days on which the house is flagged."},
	{name: "type", label: "filter.type", filter: true, many: true, choices: typeChoices, help: "Types wanted."},
	{name: "dezernat", label: "filter.dezernat", filter: true, many: true, read: typed(maxDezernat), takes: "1 to 10 characters", schema: textOf(1, maxDezernat), help: "Dezernate wanted."},
	{name: "thema", label: "filter.theme", filter: true, many: true, read: typed(content.MaxTagLength), takes: "1 to 60 characters", schema: textOf(1, content.MaxTagLength), help: "Themes wanted."},
	{name: "jahr", label: "filter.year", filter: true, many: true, read: numberBetween(1, 9999), takes: "a year between 1 and 9999", schema: integerBetween(1, 9999), help: "Years wanted."},
	{name: "monat", read: numberBetween(0, 12), takes: "a number between 0 and 12"},
	{name: "q", filter: true, read: searchText, takes: "at most 200 characters", schema: textOf(0, search.MaxText), help: "What somebody is looking for.", needed: true},
	{name: "genau", choices: exactChoices, help: "1 if the words are spelt as they are meant, so that none is corrected."},
	{name: "seite", read: pageRead, takes: "the number of a page"},
	{name: "fassung", choices: languageChoices},
	{name: "format", choices: paperChoices},
	{name: "seiten", choices: pagesChoices},
	{name: "vorabend", label: "subscribe.eve", choices: flagChoices},
	{name: "zeitraum", label: "subscribe.span", choices: flagChoices},
	{name: "erinnerung", label: "subscribe.alarm", choices: alarmChoices},
	{name: "feed", label: "subscribe.kind", choices: feedChoices},
	{name: "programm", label: "subscribe.client", choices: programChoices},
	{name: "date", read: dateRead, takes: "a date such as 2026-11-22", schema: checkedDateSchema(), help: "The day that is asked for, the first one of several, between 1900 and 2100.", needed: true},
	{name: "start", read: timeRead, takes: "a time such as 09:00", schema: timeSchema(), help: "When it begins on each day; together with end, or not at all."},
	{name: "end", read: timeRead, takes: "a time such as 16:30", schema: timeSchema(), help: "When it ends on each day."},
	{name: "weeks", read: numberBetween(datecheck.MinRepeat, datecheck.MaxWeeks), takes: "a number between 2 and 52", schema: integerBetween(datecheck.MinRepeat, datecheck.MaxWeeks), help: "For how many weeks it repeats, each on the same weekday."},
	{name: "months", read: numberBetween(datecheck.MinRepeat, datecheck.MaxMonths), takes: "a number between 2 and 24", schema: integerBetween(datecheck.MinRepeat, datecheck.MaxMonths), help: "For how many months it repeats, each on the same weekday of the month."},
	{name: "kind", many: true, choices: planChoices, help: "What is planned: reise if people travel, essen if food is served, feier if it is public or festive. Left out: a meeting."},
	{name: "land", many: true, choices: landChoices, help: "Länder whose public holidays count; the house's own if left out."},
	{name: "from", read: dateRead, takes: "a date such as 2026-11-22", schema: dateSchema(), help: "First day; today if left out."},
	{name: "to", read: dateRead, takes: "a date such as 2026-11-22", schema: dateSchema(), help: "Last day; if left out, that of an event of one day, and for lists of days a year after from."},
	{name: "limit", read: numberBetween(1, 100), takes: "a number between 1 and 100", schema: integerBetween(1, 100), help: "How many results are wanted.", fallback: 20},
	{name: "offset", read: numberBetween(0, maxOffset), takes: "a number between 0 and 100000", schema: integerBetween(0, maxOffset), help: "How many results are skipped.", fallback: 0},
}

// paramNamed returns a parameter; nil if no parameter has that name.
func paramNamed(name string) *param {
	if i := slices.IndexFunc(params, func(p param) bool { return p.name == name }); i >= 0 {
		return &params[i]
	}
	return nil
}

// ArticleFeed is the name of the feed of articles.
const ArticleFeed = "beitraege"

// CalendarFeed is the name of the feed of days.
const CalendarFeed = "kalender"

func traditionChoices(words *locale.Printer, c *calendar.Calendar) []themes.Choice {
	out := make([]themes.Choice, 0, len(c.Traditions()))
	for _, t := range c.Traditions() {
		out = append(out, themes.Choice{Value: t.ID, Title: t.Name.In(words.Lang)})
	}
	return out
}

// flaggedChoices offers the days on which the house is flagged, if it is known
// that there are any.
func flaggedChoices(words *locale.Printer, c *calendar.Calendar) []themes.Choice {
	flagged := func(o calendar.Observance) bool { return o.Flag != "" }
	if !slices.ContainsFunc(c.Traditions(), func(t calendar.Tradition) bool { return slices.ContainsFunc(t.Observances, flagged) }) {
		return nil
	}
	return []themes.Choice{{Value: "1", Title: words.T("filter.flagged")}}
}

// choicesOf returns the choices of a fixed list whose titles are messages.
func choicesOf[T ~string](list []T, title func(*locale.Printer, string) string) func(*locale.Printer, *calendar.Calendar) []themes.Choice {
	return func(words *locale.Printer, _ *calendar.Calendar) []themes.Choice {
		out := make([]themes.Choice, len(list))
		for i, v := range list {
			out[i] = themes.Choice{Value: string(v), Title: title(words, string(v))}
		}
		return out
	}
}

// message returns titles whose message keys begin with prefix.
func message(prefix string) func(*locale.Printer, string) string {
	return func(words *locale.Printer, v string) string { return words.T(prefix + v) }
}

func itself(_ *locale.Printer, v string) string { return v }

var (
	kindChoices      = choicesOf(calendar.Kinds(), message("kind."))
	certaintyChoices = choicesOf(calendar.Certainties(), message("certainty."))

	denominationChoices = choicesOf(calendar.Denominations(), message("denomination."))

	typeChoices     = choicesOf(append(content.Types(), content.TypeDay), message("type."))
	languageChoices = choicesOf(content.Languages(), (*locale.Printer).Language)
	paperChoices    = choicesOf(sheet.Papers(), func(_ *locale.Printer, v string) string { return strings.ToUpper(v) })
	exactChoices    = choicesOf([]string{"1"}, itself)
	pagesChoices    = choicesOf([]string{"2"}, itself)
	weightChoices   = choicesOf(themes.Weights(), message("weight."))
	planChoices     = choicesOf(datecheck.Kinds(), message("datecheck.kind."))
	flagChoices     = choicesOf([]string{"1"}, itself)
	alarmChoices    = choicesOf([]string{"1d", "2d", "7d"}, message("subscribe.alarm."))
	feedChoices     = choicesOf([]string{CalendarFeed, ArticleFeed, "termine", "broschueren"}, message("subscribe.kind."))
	programChoices  = choicesOf([]string{"outlook", "outlook-web", "thunderbird", "apple", "google", "nextcloud", "feedreader", "teams", "mail"}, message("client."))
)

// typed reads a text of at most limit characters.
func typed(limit int) func(string) (string, bool) {
	return func(v string) (string, bool) {
		v = Legible(v)
		return v, utf8.RuneCountInString(v) <= limit
	}
}

// searchText reads a search text; only its beginning counts.
func searchText(v string) (string, bool) {
	return Clipped(Legible(v), search.MaxText), true
}

// Legible returns a text without what cannot be shown, so that in pages and
// their titles nothing reverses or hides the text next to it.
func Legible(v string) string {
	return strings.TrimSpace(content.StripHidden(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(v, ""))))
}

func numberBetween(least, most int) func(string) (string, bool) {
	return func(v string) (string, bool) {
		n, err := strconv.Atoi(v)
		return strconv.Itoa(n), err == nil && n >= least && n <= most
	}
}

// pageRead reads a page number. The first page needs none.
func pageRead(v string) (string, bool) {
	n, ok := numberBetween(1, maxPage)(v)
	if n == "1" {
		n = ""
	}
	return n, ok
}

func dateRead(v string) (string, bool) {
	d, err := calendar.ParseDate(v)
	return d.String(), err == nil && len(v) == len("2026-11-22")
}

func landChoices(words *locale.Printer, _ *calendar.Calendar) []themes.Choice {
	var out []themes.Choice
	for _, l := range calendar.Laender() {
		out = append(out, themes.Choice{Value: string(l), Title: l.Name().In(words.Lang)})
	}
	return out
}

func timeRead(v string) (string, bool) {
	_, ok := datecheck.ReadTime(v)
	return v, ok && len(v) == len("09:00") && v[2] == ':'
}

// checkedDateSchema is dateSchema for the years in which dates are checked.
func checkedDateSchema() map[string]any {
	return map[string]any{"type": "string", "format": "date", "pattern": "^(19[0-9][0-9]|20[0-9][0-9]|2100)-[0-9]{2}-[0-9]{2}$"}
}

func timeSchema() map[string]any {
	return map[string]any{"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}
}

func textOf(least, most int) map[string]any {
	s := map[string]any{"type": "string", "maxLength": most}
	if least > 0 {
		s["minLength"] = least
	}
	return s
}

func integerBetween(least, most int) map[string]any {
	return map[string]any{"type": "integer", "minimum": least, "maximum": most}
}

func dateSchema() map[string]any {
	return map[string]any{"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
}

// parameters reads the query of an address that knows some parameters. Others
// are ignored, except that a filter the address does not know, or a near miss
// of a known name, is a strayError: nobody can have meant it to show
// everything.
func (s *Site) parameters(rq *Request, known []string) (url.Values, error) {
	out := url.Values{}
	for _, name := range slices.Sorted(maps.Keys(rq.Query)) { // of several errors, always report the same one
		given := slices.DeleteFunc(slices.Clone(rq.Query[name]), func(v string) bool { return v == "" }) // forms send empty fields too
		if len(given) == 0 {
			continue
		}
		if !slices.Contains(known, name) {
			if err := s.strayName(rq, name, known); err != nil {
				return nil, err
			}
			continue
		}
		values, err := s.values(rq, paramNamed(name), given)
		if err != nil {
			return nil, err
		}
		if len(values) > 0 {
			out[name] = values
		}
	}
	return out, nil
}

// title is what people call a parameter.
func (p *param) title(rq *Request) string {
	if p.label == "" {
		return p.name
	}
	return rq.Words.T(p.label)
}

// Title is what people call a parameter.
func Title(rq *Request, name string) string { return paramNamed(name).title(rq) }

// Choices returns the closed list of values of a parameter.
func Choices(rq *Request, name string) []themes.Choice {
	return paramNamed(name).choices(rq.Words, rq.Calendar)
}

// values reads the values of a parameter, without repeats, in the order of its
// closed list or else alphabetically.
func (s *Site) values(rq *Request, p *param, given []string) ([]string, error) {
	if !p.many && len(given) > 1 {
		return nil, BadRequest("parameter %q is given %d times", p.name, len(given))
	}
	if p.choices != nil {
		choices := p.choices(rq.Words, rq.Calendar)
		for _, v := range given {
			if !slices.ContainsFunc(choices, func(c themes.Choice) bool { return c.Value == v }) {
				return nil, s.strayValue(rq, p, v, choices)
			}
		}
		var out []string
		for _, c := range choices {
			if slices.Contains(given, c.Value) {
				out = append(out, c.Value)
			}
		}
		return out, nil
	}
	var out []string
	for _, v := range given {
		read, ok := p.read(v)
		if !ok {
			return nil, BadRequest("parameter %q must be %s", p.name, p.takes)
		}
		if read != "" {
			out = append(out, read)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) > maxValues {
		return nil, BadRequest("parameter %q has more than %d values", p.name, maxValues)
	}
	return out, nil
}

// strict reads the query of the JSON interface, where every parameter counts
// and must be written as described.
func (s *Site) strict(rq *Request, known []string) (url.Values, error) {
	if err := strictNames(rq, known); err != nil {
		return nil, err
	}
	return s.strictValues(rq, known)
}

// strictNames returns an error if a parameter is not one of those known.
func strictNames(rq *Request, known []string) error {
	for _, name := range slices.Sorted(maps.Keys(rq.Query)) {
		if slices.Contains(known, name) {
			continue
		}
		choices := make([]themes.Choice, len(known))
		for i, n := range known {
			choices[i].Value = n
		}
		e := strayError{param: name, known: choices}
		if c, ok := nearest(name, choices); ok {
			e.nearest = c.Value
		}
		return BadRequest("%v", e)
	}
	return nil
}

// strictValues reads the values of parameters that are known.
func (s *Site) strictValues(rq *Request, known []string) (url.Values, error) {
	for _, name := range slices.Sorted(maps.Keys(rq.Query)) {
		given, p := rq.Query[name], paramNamed(name)
		if most := s.most(p, rq.Calendar); len(given) > most {
			return nil, BadRequest("parameter %q is given %d times, at most %d are read", name, len(given), most)
		}
		for _, v := range given {
			if !utf8.ValidString(v) {
				return nil, BadRequest("parameter %q is not valid UTF-8", name)
			}
			if !p.described(v) {
				return nil, BadRequest("parameter %q must be %s", name, cmp.Or(p.takes, "one of the values described"))
			}
		}
	}
	for _, name := range known {
		if p := paramNamed(name); p.needed && !rq.Query.Has(name) {
			return nil, BadRequest("parameter %q is needed: %s", name, p.takes)
		}
	}
	query, err := s.parameters(rq, known)
	if e := (strayError{}); errors.As(err, &e) {
		err = BadRequest("%v", e)
	}
	return query, err
}

// described reports whether a value is written as the description of the JSON
// interface demands. Whether it is on a closed list is checked later.
func (p *param) described(v string) bool {
	if p.read == nil {
		return v != ""
	}
	length := utf8.RuneCountInString(v)
	if most, bounded := p.schema["maxLength"].(int); bounded && length > most {
		return false
	}
	if least, bounded := p.schema["minLength"].(int); bounded && length < least {
		return false
	}
	read, ok := p.read(v)
	return ok && (read == v || p.schema["type"] != "integer")
}

// most is how often a parameter may be given: once, or as often as it has
// values.
func (s *Site) most(p *param, c *calendar.Calendar) int {
	switch {
	case !p.many:
		return 1
	case p.choices != nil:
		return len(p.choices(s.renderer.Printer(locale.Languages()[0]), c))
	}
	return maxValues
}

// DescribeParams returns the parameters of an address of the JSON interface for
// its description.
func (s *Site) DescribeParams(path string, c *calendar.Calendar) []map[string]any {
	return s.describeParams(s.jsonParams[path], c)
}

// DescribePosted is DescribeParams for what POST knows there.
func (s *Site) DescribePosted(path string, c *calendar.Calendar) []map[string]any {
	return s.describeParams(s.jsonPosted[path], c)
}

func (s *Site) describeParams(names []string, c *calendar.Calendar) []map[string]any {
	out := []map[string]any{}
	for _, name := range names {
		p := paramNamed(name)
		one := p.schema
		if p.choices != nil {
			choices := p.choices(s.renderer.Printer(locale.Languages()[0]), c)
			values := make([]string, len(choices))
			for i, v := range choices {
				values[i] = v.Value
			}
			one = map[string]any{"type": "string", "enum": values}
			if name == "tradition" {
				one = map[string]any{"$ref": "#/components/schemas/Tradition"}
			}
		}
		d := map[string]any{"name": name, "in": "query", "required": p.needed, "description": p.help, "schema": one}
		switch {
		case p.many:
			d["schema"] = map[string]any{"type": "array", "items": one, "maxItems": s.most(p, c)}
			d["style"], d["explode"] = "form", true
		case p.fallback != nil:
			with := map[string]any{"default": p.fallback}
			for k, v := range one {
				with[k] = v
			}
			d["schema"] = with
		}
		out = append(out, d)
	}
	return out
}
