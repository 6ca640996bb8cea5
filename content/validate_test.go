package content_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/content"
)

const bell = "\a" // a control character

// wrong lists the fields that a validation complains about.
func wrong(err error) []string {
	var problems content.Problems
	errors.As(err, &problems)
	var fields []string
	for _, p := range problems {
		fields = append(fields, p.Field)
	}
	return slices.Compact(fields)
}

// expect checks that a validation complains about the named fields, and no
// others.
func expect(t *testing.T, what string, err error, fields ...string) {
	t.Helper()
	if got := wrong(err); !slices.Equal(got, fields) {
		t.Errorf("%s: complains about %q, want %q", what, got, fields)
	}
}

func long(n int) string { return strings.Repeat("ä", n) }

// bytesOf returns a text of n bytes.
func bytesOf(n int) string { return strings.Repeat("x", n) }

func many[T any](n int, x func(i int) T) []T {
	var out []T
	for i := range n {
		out = append(out, x(i))
	}
	return out
}

func tag(i int) string { return fmt.Sprint("t", i) }

// Everything that items have in common has its limits, and whatever is just
// within them is valid.
func TestValidateItem(t *testing.T) {
	known := func(id calendar.ID) bool { return id == "islamic/eid" }
	const uid = "0123abcd-0000-4000-8000-000000000001"
	for name, c := range map[string]struct {
		change func(*content.Item)
		fields []string
	}{
		"nothing more":       {func(*content.Item) {}, nil},
		"id":                 {func(it *content.Item) { it.ID = "Ä" }, []string{"id"}},
		"no id":              {func(it *content.Item) { it.ID = "" }, []string{"id"}},
		"long id":            {func(it *content.Item) { it.ID = bytesOf(121) }, []string{"id"}},
		"id that fits":       {func(it *content.Item) { it.ID = bytesOf(120) }, nil},
		"slug":               {func(it *content.Item) { it.Slug = "a b" }, []string{"slug"}},
		"slug that fits":     {func(it *content.Item) { it.Slug = "a-b" }, nil},
		"uid":                {func(it *content.Item) { it.UID = strings.ToUpper(uid) }, []string{"uid"}},
		"uid that fits":      {func(it *content.Item) { it.UID = uid }, nil},
		"lang":               {func(it *content.Item) { it.Lang = "fr" }, []string{"lang"}},
		"title":              {func(it *content.Item) { it.Title = " \n" }, []string{"title"}},
		"long title":         {func(it *content.Item) { it.Title = long(content.MaxTitle + 1) }, []string{"title"}},
		"title that fits":    {func(it *content.Item) { it.Title = long(content.MaxTitle) }, nil},
		"title that rings":   {func(it *content.Item) { it.Title = "a" + bell }, []string{"title"}},
		"title in bytes":     {func(it *content.Item) { it.Title = "a\xff" }, []string{"title"}},
		"long summary":       {func(it *content.Item) { it.Summary = long(content.MaxSummary + 1) }, []string{"summary"}},
		"summary that fits":  {func(it *content.Item) { it.Summary = long(content.MaxSummary) }, nil},
		"long body":          {func(it *content.Item) { it.Body = bytesOf(content.MaxBody + 1) }, []string{"body"}},
		"body that fits":     {func(it *content.Item) { it.Body = bytesOf(content.MaxBody-3) + "\n\r\t" }, nil},
		"body that rings":    {func(it *content.Item) { it.Body = bell }, []string{"body"}},
		"two texts":          {func(it *content.Item) { it.Translations = []content.Text{{Lang: "de", Title: "T"}} }, []string{"lang"}},
		"text without title": {func(it *content.Item) { it.Translations = []content.Text{{Lang: "en"}} }, []string{"en.title"}},
		"two texts that fit": {func(it *content.Item) { it.Translations = []content.Text{{Lang: "en", Title: "T"}} }, nil},
		"tradition":          {func(it *content.Item) { it.Traditions = []string{"Islam"} }, []string{"traditions"}},
		"observance":         {func(it *content.Item) { it.Observances = []calendar.ID{"eid"} }, []string{"observances"}},
		"unknown observance": {func(it *content.Item) { it.Observances = []calendar.ID{"islamic/x"} }, []string{"observances"}},
		"known observance":   {func(it *content.Item) { it.Observances = []calendar.ID{"islamic/eid"} }, nil},
		"dezernat":           {func(it *content.Item) { it.Dezernat = "36.123" }, []string{"dezernat"}},
		"dezernat that fits": {func(it *content.Item) { it.Dezernat = "11.5" }, nil},
		"many tags":          {func(it *content.Item) { it.Tags = many(content.MaxTags+1, tag) }, []string{"tags"}},
		"tags that fit":      {func(it *content.Item) { it.Tags = append(many(content.MaxTags-1, tag), long(content.MaxTagLength)) }, nil},
		"empty tag":          {func(it *content.Item) { it.Tags = []string{""} }, []string{"tags"}},
		"long tag":           {func(it *content.Item) { it.Tags = []string{long(content.MaxTagLength + 1)} }, []string{"tags"}},
		"tag that rings":     {func(it *content.Item) { it.Tags = []string{bell} }, []string{"tags"}},
		"state":              {func(it *content.Item) { it.State = "ready" }, []string{"state"}},
		"long correction":    {func(it *content.Item) { it.Correction = bytesOf(2001) }, []string{"correction"}},
		"correction":         {func(it *content.Item) { it.Correction = bytesOf(2000) }, nil},
		"correction rings":   {func(it *content.Item) { it.Correction = bell }, []string{"correction"}},
		"ends as it begins": {func(it *content.Item) {
			it.Publish = content.Schedule{From: at("2032-01-01 00:00"), Until: at("2032-01-01 00:00")}
		}, []string{"publish.until"}},
		"ends after": {func(it *content.Item) {
			it.Publish = content.Schedule{From: at("2032-01-01 00:00"), Until: at("2032-01-01 00:01")}
		}, nil},
		"a year before all":   {func(it *content.Item) { it.Publish.From = at("0001-01-01 00:00").AddDate(-1, 0, 0) }, []string{"publish.from"}},
		"a year after all":    {func(it *content.Item) { it.Publish.Until = content.Forever.AddDate(1, 0, 0) }, []string{"publish.until"}},
		"by what":             {func(it *content.Item) { it.Publish.Observance = "eid" }, []string{"publish.observance"}},
		"by an unknown day":   {func(it *content.Item) { it.Publish.Observance = "islamic/x" }, []string{"publish.observance"}},
		"by a day and a time": {func(it *content.Item) { it.Publish.Observance, it.Publish.From = "islamic/eid", at("2032-01-01 00:00") }, []string{"publish.from"}},
		"by a day and an end": {func(it *content.Item) {
			it.Publish.Observance, it.Publish.Until = "islamic/eid", at("2032-01-01 00:00")
		}, []string{"publish.from"}},
		"long before":      {func(it *content.Item) { it.Publish.Observance, it.Publish.Offset = "islamic/eid", -content.MaxOffset-1 }, []string{"publish.days"}},
		"long after":       {func(it *content.Item) { it.Publish.Observance, it.Publish.Offset = "islamic/eid", content.MaxOffset+1 }, []string{"publish.days"}},
		"before that fits": {func(it *content.Item) { it.Publish.Observance, it.Publish.Offset = "islamic/eid", -content.MaxOffset }, nil},
		"after that fits":  {func(it *content.Item) { it.Publish.Observance, it.Publish.Offset = "islamic/eid", content.MaxOffset }, nil},
		"at no time":       {func(it *content.Item) { it.Publish.Observance, it.Publish.At = "islamic/eid", 24*60 }, []string{"publish.at"}},
		"at a minute to":   {func(it *content.Item) { it.Publish.Observance, it.Publish.At = "islamic/eid", 24*60-1 }, nil},
		"before midnight":  {func(it *content.Item) { it.Publish.Observance, it.Publish.At = "islamic/eid", -1 }, []string{"publish.at"}},
		"shows too long": {func(it *content.Item) {
			it.Publish.Observance, it.Publish.ShowDays = "islamic/eid", content.MaxShowDays+1
		}, []string{"publish.show"}},
		"shows less than not": {func(it *content.Item) { it.Publish.Observance, it.Publish.ShowDays = "islamic/eid", -1 }, []string{"publish.show"}},
		"shows as it may": {func(it *content.Item) {
			it.Publish.Observance, it.Publish.ShowDays = "islamic/eid", content.MaxShowDays
		}, nil},
		"uncertain": {func(it *content.Item) { it.Publish.Observance, it.Publish.Uncertain = "islamic/eid", "maybe" }, []string{"publish.uncertain"}},
	} {
		a := &content.Article{Item: valid()}
		c.change(&a.Item)
		expect(t, name, a.Validate(known), c.fields...)
	}
}

func valid() content.Item {
	return content.Item{ID: "x", State: content.Approved, Text: content.Text{Lang: content.German, Title: "T"}}
}

// So does what belongs to a type.
func TestValidateRecords(t *testing.T) {
	start := at("2032-01-01 12:00")
	page := func(i int) content.Page { return content.Page{ID: fmt.Sprint("p-", i), Number: i + 1} }
	pages := func(list ...content.Page) *content.Brochure { return &content.Brochure{Item: valid(), Pages: list} }
	event := func(length time.Duration) *content.Event {
		return &content.Event{Item: valid(), Start: start, End: start.Add(length)}
	}
	picture := func(name, alt string, size int64) *content.Article {
		return &content.Article{Item: valid(), Picture: content.Picture{File: content.File{Size: size}, Name: name, Alt: alt}}
	}
	held := func(place, organizer string) *content.Event {
		e := event(time.Hour)
		e.Place, e.Organizer = place, organizer
		return e
	}
	languages := func(n int) []string { return many(n, tag) }
	for _, c := range []struct {
		name   string
		record content.Record
		fields []string
	}{
		{"many sources", &content.Article{Item: valid(), Sources: many(21, tag)}, []string{"sources"}},
		{"sources that fit", &content.Article{Item: valid(), Sources: append(many(19, tag), bytesOf(1000))}, nil},
		{"long source", &content.Article{Item: valid(), Sources: []string{bytesOf(1001)}}, []string{"sources"}},
		{"no source", &content.Article{Item: valid(), Sources: []string{""}}, []string{"sources"}},
		{"source that rings", &content.Article{Item: valid(), Sources: []string{bell}}, []string{"sources"}},
		{"brochure", &content.Article{Item: valid(), Brochures: []string{"A B"}}, []string{"brochures"}},
		{"picture", picture("x.gif", "", 1), []string{"picture"}},
		{"picture that fits", picture("x.svg", bytesOf(500), 1), nil},
		{"no picture", picture("", "", 0), nil},
		{"long words for a picture", picture("x.svg", bytesOf(501), 1), []string{"picture"}},
		{"words that ring", picture("x.svg", bell, 1), []string{"picture"}},

		{"long edition", &content.Brochure{Item: valid(), Printing: long(101)}, []string{"edition"}},
		{"edition that fits", &content.Brochure{Item: valid(), Printing: long(100), PrintRun: 100_000_000, Languages: languages(content.MaxLanguages)}, nil},
		{"edition that rings", &content.Brochure{Item: valid(), Printing: bell}, []string{"edition"}},
		{"print run", &content.Brochure{Item: valid(), PrintRun: -1}, []string{"print_run"}},
		{"large print run", &content.Brochure{Item: valid(), PrintRun: 100_000_001}, []string{"print_run"}},
		{"languages of a brochure", &content.Brochure{Item: valid(), Languages: languages(content.MaxLanguages + 1)}, []string{"languages"}},
		{"many pages", pages(many(content.MaxPages+1, page)...), []string{"pages"}},
		{"pages that fit", pages(many(content.MaxPages, page)...), nil},
		{"page 0", pages(page(-1)), []string{"page"}},
		{"page far on", pages(page(10 * content.MaxPages)), []string{"page"}},
		{"last page", pages(page(10*content.MaxPages - 1)), nil},
		{"page twice", pages(page(1), content.Page{ID: "q", Number: 2}), []string{"page"}},
		{"page without id", pages(content.Page{Number: 1}), []string{"id"}},
		{"page id twice", pages(page(1), content.Page{ID: "p-1", Number: 3}), []string{"id"}},
		{"dezernat of a page", pages(content.Page{ID: "p", Number: 1, Dezernat: "x"}), []string{"dezernat"}},
		{"page that fits", pages(content.Page{ID: "p", Number: 1, Dezernat: "36", Text: bytesOf(content.MaxPageText)}), nil},
		{"long page", pages(content.Page{ID: "p", Number: 1, Text: bytesOf(content.MaxPageText + 1)}), []string{"pages"}},
		{"page in bytes", pages(content.Page{ID: "p", Number: 1, Text: "\xff"}), []string{"pages"}},

		{"long function", &content.Contact{Item: valid(), Function: long(201)}, []string{"function"}},
		{"function that rings", &content.Contact{Item: valid(), Function: bell}, []string{"function"}},
		{"contact that fits", &content.Contact{Item: valid(), Function: long(200), Room: long(40), Phone: "371", Mail: bytesOf(188) + "@example.org", Languages: languages(content.MaxLanguages)}, nil},
		{"phone", &content.Contact{Item: valid(), Phone: "12"}, []string{"phone"}},
		{"mail", &content.Contact{Item: valid(), Mail: "example.org"}, []string{"mail"}},
		{"mail with a name", &content.Contact{Item: valid(), Mail: "A <a@example.org>"}, []string{"mail"}},
		{"long mail", &content.Contact{Item: valid(), Mail: bytesOf(189) + "@example.org"}, []string{"mail"}},
		{"long room", &content.Contact{Item: valid(), Room: long(41)}, []string{"room"}},
		{"room that rings", &content.Contact{Item: valid(), Room: bell}, []string{"room"}},
		{"languages of a contact", &content.Contact{Item: valid(), Languages: languages(content.MaxLanguages + 1)}, []string{"languages"}},

		{"no start", &content.Event{Item: valid()}, []string{"start"}},
		{"a year before all", &content.Event{Item: valid(), Start: at("0001-01-01 00:00").AddDate(-1, 0, 0)}, []string{"start"}},
		{"over before", event(-time.Second), []string{"end"}},
		{"over at once", event(0), nil},
		{"a year", event(366 * 24 * time.Hour), nil},
		{"more than a year", event(366*24*time.Hour + time.Second), []string{"end"}},
		{"event that fits", held(long(200), long(200)), nil},
		{"long place", held(long(201), ""), []string{"place"}},
		{"place that rings", held(bell, ""), []string{"place"}},
		{"long organizer", held("", long(201)), []string{"organizer"}},

		{"offer that fits", &content.Offer{Item: valid(), Place: long(200), Effort: long(200), Contact: "x"}, nil},
		{"long place of an offer", &content.Offer{Item: valid(), Place: long(201)}, []string{"place"}},
		{"long effort", &content.Offer{Item: valid(), Effort: long(201)}, []string{"effort"}},
		{"effort that rings", &content.Offer{Item: valid(), Effort: bell}, []string{"effort"}},
		{"contact of an offer", &content.Offer{Item: valid(), Contact: "A B"}, []string{"contact"}},
	} {
		expect(t, c.name, c.record.Validate(nil), c.fields...)
	}
}

func TestValidateReport(t *testing.T) {
	for _, c := range []struct {
		report content.Report
		fields []string
	}{
		{content.Report{Message: "x"}, nil},
		{content.Report{Message: long(5000), Page: long(500), Reply: long(200)}, nil},
		{content.Report{Message: " \n"}, []string{"message"}},
		{content.Report{Message: long(5001)}, []string{"message"}},
		{content.Report{Message: bell}, []string{"message"}},
		{content.Report{Message: "a\u202eb"}, []string{"message"}},
		{content.Report{Message: "x", Page: long(501)}, []string{"page"}},
		{content.Report{Message: "x", Reply: long(201)}, []string{"reply"}},
		{content.Report{Message: "x", Reply: "\xff"}, []string{"reply"}},
	} {
		expect(t, fmt.Sprintf("message %.20q, page %.20q, reply %.20q", c.report.Message, c.report.Page, c.report.Reply), c.report.Validate(), c.fields...)
	}
	for text, fields := range map[string][]string{"Erledigt.": nil, " ": {"answer"}, long(5001): {"answer"}, bell: {"answer"}, long(5000): nil} {
		expect(t, fmt.Sprintf("answer %.20q", text), content.CheckAnswer(text), fields...)
	}
}

func TestValidateDay(t *testing.T) {
	known := func(id calendar.ID) bool { return id == "haus/base" }
	rule := own.Rule{Month: time.June, Day: 18}
	for name, c := range map[string]struct {
		change func(*content.Day)
		fields []string
	}{
		"nothing more":      {func(*content.Day) {}, nil},
		"id":                {func(d *content.Day) { d.ID = "islamic/x" }, []string{"id"}},
		"no name":           {func(d *content.Day) { d.Name.German = "" }, []string{"name"}},
		"long name":         {func(d *content.Day) { d.Name.German = long(content.MaxTitle + 1) }, []string{"name"}},
		"long English name": {func(d *content.Day) { d.Name.English = long(content.MaxTitle + 1) }, []string{"name_en"}},
		"long source":       {func(d *content.Day) { d.Source = long(content.MaxSummary + 1) }, []string{"source"}},
		"source rings":      {func(d *content.Day) { d.Source = bell }, []string{"source"}},
		"kind":              {func(d *content.Day) { d.Kind = "party" }, []string{"kind"}},
		"by law":            {func(d *content.Day) { d.Kind = calendar.PublicHoliday }, []string{"kind"}},
		"many days":         {func(d *content.Day) { d.Day.Days = content.MaxLength + 1 }, []string{"days"}},
		"less than no days": {func(d *content.Day) { d.Day.Days = -1 }, []string{"days"}},
		"days that fit":     {func(d *content.Day) { d.Day.Days = content.MaxLength }, nil},
		"begin":             {func(d *content.Day) { d.Begin = "noon" }, []string{"begin"}},
		"rule and dates":    {func(d *content.Day) { d.Dates = []calendar.Date{day("2032-05-04")} }, []string{"dates"}},
		"neither":           {func(d *content.Day) { d.Rule = own.Rule{} }, []string{"rule"}},
		"of itself":         {func(d *content.Day) { d.Rule = own.Rule{Base: "haus/x"} }, []string{"rule"}},
		"of what":           {func(d *content.Day) { d.Rule = own.Rule{Base: "haus/y"} }, []string{"rule"}},
		"of another":        {func(d *content.Day) { d.Rule = own.Rule{Base: "haus/base"} }, nil},
		"dates": {func(d *content.Day) {
			d.Rule, d.Dates = own.Rule{}, []calendar.Date{day("2032-05-04"), day("2033-05-04")}
		}, nil},
		"dates not in order": {func(d *content.Day) {
			d.Rule, d.Dates = own.Rule{}, []calendar.Date{day("2033-05-04"), day("2032-05-04")}
		}, []string{"dates"}},
		"two of a year": {func(d *content.Day) {
			d.Rule, d.Dates = own.Rule{}, []calendar.Date{day("2032-05-04"), day("2032-05-05")}
		}, []string{"dates"}},
		"date outside": {func(d *content.Day) { d.Rule, d.Dates = own.Rule{}, []calendar.Date{calendar.MaxDate + 1} }, []string{"dates"}},
		"last date": {func(d *content.Day) {
			d.Rule, d.Dates = own.Rule{}, []calendar.Date{calendar.MinDate, calendar.MaxDate}
		}, nil},
		"many dates": {func(d *content.Day) {
			d.Rule, d.Dates = own.Rule{}, many(content.MaxDayDates+1, func(i int) calendar.Date { return calendar.NewDate(2000+i, 1, 1) })
		}, []string{"dates"}},
		"dates that fit": {func(d *content.Day) {
			d.Rule, d.Dates = own.Rule{}, many(content.MaxDayDates, func(i int) calendar.Date { return calendar.NewDate(2000+i, 1, 1) })
		}, nil},
		"since":          {func(d *content.Day) { d.Since = -1 }, []string{"since"}},
		"until":          {func(d *content.Day) { d.Until = 10_000 }, []string{"until"}},
		"one year":       {func(d *content.Day) { d.Since, d.Until = 1, 1 }, nil},
		"last year":      {func(d *content.Day) { d.Since, d.Until = 9999, 9999 }, nil},
		"until a before": {func(d *content.Day) { d.Since, d.Until = 2030, 2029 }, []string{"until"}},
	} {
		d := &content.Day{Day: own.Day{ID: "haus/x", Name: calendar.Name{German: "X"}, Rule: rule}}
		c.change(d)
		expect(t, name, d.Validate(known), c.fields...)
	}
}

// Two days are equal only if they agree in everything.
func TestDaysAreEqual(t *testing.T) {
	make := func() *content.Day {
		return &content.Day{Day: own.Day{ID: "haus/x", Name: calendar.Name{German: "X", English: "X"}, Kind: calendar.Feast, Days: 1, Begin: calendar.Midnight, Source: "s", Since: 1, Until: 2}}
	}
	for name, change := range map[string]func(*content.Day){
		"id": func(d *content.Day) { d.ID = "haus/y" }, "name": func(d *content.Day) { d.Name.German = "Y" },
		"English name": func(d *content.Day) { d.Name.English = "Y" }, "kind": func(d *content.Day) { d.Kind = calendar.Fast },
		"days": func(d *content.Day) { d.Day.Days = 2 }, "begin": func(d *content.Day) { d.Begin = calendar.Sunset },
		"source": func(d *content.Day) { d.Source = "t" }, "rule": func(d *content.Day) { d.Rule = own.Rule{Month: time.June, Day: 1} },
		"dates": func(d *content.Day) { d.Dates = []calendar.Date{1} }, "since": func(d *content.Day) { d.Since = 2 }, "until": func(d *content.Day) { d.Until = 3 },
	} {
		d := make()
		change(d)
		if d.Equal(make()) || make().Equal(d) {
			t.Errorf("another %s is equal", name)
		}
	}
	again := make()
	again.Revision, again.Editor = calendar.Revision{N: 3}, "e"
	if !again.Equal(make()) {
		t.Error("what was entered again is another")
	}
}

func TestValidateConfirmation(t *testing.T) {
	c := planner(t, "2032-01-14", "2033-01-02").Calendar()
	good := func() *content.Confirmation {
		return &content.Confirmation{Confirmation: calendar.Confirmation{
			Observance: "islamic/eid", Year: int(day("2033-01-02")), First: day("2033-01-03"), Certainty: calendar.Confirmed, By: "Rat",
		}}
	}
	for name, x := range map[string]struct {
		change func(*content.Confirmation)
		fields []string
	}{
		"nothing more": {func(*content.Confirmation) {}, nil},
		"of what":      {func(a *content.Confirmation) { a.Observance = "" }, []string{"observance"}},
		"unknown":      {func(a *content.Confirmation) { a.Observance = "islamic/x" }, []string{"observance"}},
		"far":          {func(a *content.Confirmation) { a.First = day("2033-01-02") + content.MaxMove + 1 }, []string{"date"}},
		"far back":     {func(a *content.Confirmation) { a.First = day("2033-01-02") - content.MaxMove - 1 }, []string{"date"}},
		"just near": {func(a *content.Confirmation) {
			a.First, a.Outside, a.Note = day("2033-01-02")+content.MaxMove, true, "Beschluss"
		}, nil},
		"out of bounds": {func(a *content.Confirmation) { a.First = day("2033-01-02") + 2 }, []string{"outside"}},
		"for no reason": {func(a *content.Confirmation) { a.First, a.Outside = day("2033-01-02")+2, true }, []string{"note"}},
		"far, outside": {func(a *content.Confirmation) {
			a.First, a.Outside, a.Note = day("2033-01-02")+content.MaxMove+1, true, "Beschluss"
		}, []string{"date"}},
		"typing error": {func(a *content.Confirmation) {
			a.Year, a.First, a.Outside, a.Note = 2033, day("2033-04-02"), true, "Beschluss"
		}, []string{"date"}},
		"of an export":  {func(a *content.Confirmation) { a.First, a.Revision.N = day("2033-01-02")+40, 2 }, nil},
		"added blindly": {func(a *content.Confirmation) { a.Year, a.First = 5, day("2040-01-01") }, []string{"outside"}},
		"other year":    {func(a *content.Confirmation) { a.Year = 5 }, []string{"year"}},
		"added": {func(a *content.Confirmation) {
			a.Year, a.First, a.Outside, a.Note = 5, day("2040-01-01"), true, "Beschluss"
		}, nil},
		"by nobody":    {func(a *content.Confirmation) { a.By = "" }, []string{"by"}},
		"long by":      {func(a *content.Confirmation) { a.By = long(content.MaxBy + 1) }, []string{"by"}},
		"by that fits": {func(a *content.Confirmation) { a.By, a.Note = long(content.MaxBy), long(content.MaxNote) }, nil},
		"long note":    {func(a *content.Confirmation) { a.Note = long(content.MaxNote + 1) }, []string{"note"}},
		"note rings":   {func(a *content.Confirmation) { a.Note = bell }, []string{"note"}},
		"certainty":    {func(a *content.Confirmation) { a.Certainty = calendar.Computed }, []string{"certainty"}},
		"taken back":   {func(a *content.Confirmation) { a.First, a.By, a.Certainty = 0, "", "" }, nil},
	} {
		a := good()
		x.change(a)
		expect(t, name, a.Validate(c), x.fields...)
	}
}

// A period cannot begin after the day on which it ends, whichever of the two is
// entered, unless both move.
func TestValidatePeriods(t *testing.T) {
	in := func(month time.Month, day int) calendar.Rule {
		return calendar.RuleFunc(func(y int) []calendar.Date { return []calendar.Date{calendar.NewDate(y, month, day)} })
	}
	c, err := calendar.New([]calendar.Tradition{{ID: "x", Observances: []calendar.Observance{
		{ID: "x/week", Period: true, Days: 8, End: calendar.End{Of: "x/end"}, Rule: in(time.September, 20)},
		{ID: "x/end", Days: 1, SameAs: "x/week", Rule: in(time.September, 27)},
	}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	entered := func(id calendar.ID, first string) *content.Confirmation {
		return &content.Confirmation{Outside: true, Confirmation: calendar.Confirmation{
			Observance: id, Year: 2027, First: day(first), Certainty: calendar.Confirmed, By: "Rat", Note: "Beschluss",
		}}
	}
	expect(t, "a day before its end", entered("x/week", "2027-09-26").Validate(c))
	expect(t, "on its end", entered("x/week", "2027-09-27").Validate(c))
	expect(t, "after its end", entered("x/week", "2027-09-28").Validate(c), "date")
	expect(t, "ends before it begins", entered("x/end", "2027-09-19").Validate(c), "date")
	expect(t, "both", entered("x/week", "2027-10-01").Validate(c.With(entered("x/end", "2027-10-08").Confirmation)))
}

func TestParseTimeOfDay(t *testing.T) {
	for s, want := range map[string]content.TimeOfDay{"00:00": 0, "08:05": 485, "23:59": 1439} {
		if got, err := content.ParseTimeOfDay(s); got != want || err != nil || got.String() != s {
			t.Errorf("%s is %d, %v, written %v", s, got, err, got)
		}
	}
	for _, s := range []string{"", "8:00", "08:0", "24:00", "08:60", "-1:00", "08:-1", "08", "0800", "ab:cd", "008:00"} {
		if got, err := content.ParseTimeOfDay(s); err == nil {
			t.Errorf("%q is %v", s, got)
		}
	}
}

func TestTextIn(t *testing.T) {
	it := valid()
	it.Translations = []content.Text{{Lang: content.English, Title: "E"}}
	for lang, want := range map[string]string{content.German: "T", content.English: "E"} {
		if text, ok := it.TextIn(lang); !ok || text.Title != want {
			t.Errorf("in %s: %q, %v", lang, text.Title, ok)
		}
	}
	if text, ok := it.TextIn(content.PlainGerman); ok || text.Title != "T" {
		t.Errorf("without one: %q, %v", text.Title, ok)
	}
}
