package datecheck_test

import (
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/calendar/traditions"
	"vielfalt/content/datecheck"
	"vielfalt/content/profile"
)

var update = flag.Bool("update", false, "write what the dates in testdata/more.csv come to now")

var shipped = sync.OnceValues(func() (*profile.Set, error) { return profile.Load("nw", profile.Shipped()) })

// checker returns one for a house in Arnsberg as it is set up by default, with
// days off duty, on 25 November 2026.
func checker(t testing.TB, off ...string) *datecheck.Checker {
	t.Helper()
	home := calendar.DefaultRegion()
	profiles, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	free, days, err := traditions.OffDuty(off)
	if err != nil {
		t.Fatal(err, days)
	}
	cal, err := calendar.New(traditions.All(home.Land), nil)
	if err != nil {
		t.Fatal(err)
	}
	return &datecheck.Checker{
		Calendar: cal, Profiles: profiles, Region: home, Workday: traditions.Workdays(home.Land, free...),
		School: school.Shipped(home.Land), Today: today, Lang: "de", Years: new(datecheck.Years),
		Link: func(id calendar.ID) string { return "/kalender/tage/" + string(id) },
	}
}

// today is the day of the worked examples.
var today = calendar.NewDate(2026, 11, 25)

// read reads a question as the page does.
func read(t testing.TB, query string) (datecheck.Question, []calendar.Date, error) {
	t.Helper()
	q, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	return datecheck.Form{
		Date: q.Get("datum"), To: q.Get("bis"), Start: q.Get("von"), End: q.Get("ende"), Weeks: q.Get("wochen"), Months: q.Get("monate"),
		Kinds: q["art"], Laender: q["land"],
	}.Read("nw", today)
}

// answer answers a question.
func answer(t testing.TB, c *datecheck.Checker, query string) []datecheck.Day {
	t.Helper()
	q, dates, err := read(t, query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	if len(dates) > 1 {
		return c.Series(q, dates)
	}
	return c.Check(q)
}

// summary writes a day in one line: what weighs most, and which days are free.
func summary(d datecheck.Day) string {
	out := []string{fmt.Sprintf("%s=%d", d.Date, d.Level)}
	if !d.Workday {
		out = append(out, "frei:"+strings.ReplaceAll(d.NoWork, " ", "-"))
	}
	for _, f := range d.Findings {
		if f.Level >= datecheck.Care {
			name := string(f.ID)
			if name == "" {
				name = "-"
			}
			out = append(out, fmt.Sprintf("%s/%s/%d", name, f.Relation, f.Level))
		}
	}
	return strings.Join(out, " ")
}

// table reads a file of testdata.
func table(t *testing.T, name string) [][]string {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// The dates of the table were looked up by hand, in calendars and in the acts.
// Of each answer it names what must be found; other things may stand beside it.
func TestExamples(t *testing.T) {
	for _, row := range table(t, "examples.csv") {
		query, off, want := row[0], strings.Fields(row[1]), strings.Fields(row[2])
		t.Run(query+row[1], func(t *testing.T) {
			days := answer(t, checker(t, off...), query)
			d := days[0]
			for _, w := range want {
				if !holds(t, days, d, w) {
					t.Errorf("not %s: %s, free %v; %s", w, summary(d), d.Free, d.Sentence)
				}
			}
		})
	}
}

// holds reports whether an answer has what a row asks for:
//
//	3 a level; workday, no-workday; ID/relation/level; law:STATUS/ID; sunset:19:06
//	within a minute; later:DATE, earlier:DATE; evening; once:ID; DATE=LEVEL of a series
func holds(t *testing.T, days []datecheck.Day, d datecheck.Day, want string) bool {
	t.Helper()
	what, rest, _ := strings.Cut(want, ":")
	switch {
	case len(want) == 1:
		return fmt.Sprint(int(d.Level)) == want
	case want == "workday":
		return d.Workday
	case want == "no-workday":
		return !d.Workday && d.NoWork != ""
	case want == "evening":
		return d.Free.Evening == d.Sunset
	case what == "sunset":
		a, _ := datecheck.ReadTime(rest)
		b, ok := datecheck.ReadTime(d.Sunset)
		return ok && a-b <= 1 && b-a <= 1
	case what == "later":
		return slices.ContainsFunc(d.Free.Later, func(l calendar.Date) bool { return l.String() == rest })
	case what == "first":
		return len(d.Free.Later) > 0 && d.Free.Later[0].String() == rest
	case what == "earlier":
		return slices.ContainsFunc(d.Free.Earlier, func(l calendar.Date) bool { return l.String() == rest })
	case what == "law":
		status, id, _ := strings.Cut(rest, "/")
		return slices.ContainsFunc(d.Findings, func(f datecheck.Finding) bool {
			return string(f.ID) == id && slices.ContainsFunc(f.Law, func(l datecheck.Law) bool { return string(l.Status) == status && l.Section != "" })
		})
	case what == "once":
		n := 0
		for _, f := range d.Findings {
			if strings.HasSuffix(string(f.ID), rest) {
				n++
			}
		}
		return n == 1
	case strings.Contains(want, "="):
		return slices.ContainsFunc(days, func(d datecheck.Day) bool { return fmt.Sprintf("%s=%d", d.Date, d.Level) == want })
	}
	at := strings.LastIndex(want, "/")
	id, level := want[:at], want[at+1:]
	at = strings.LastIndex(id, "/")
	id, relation := id[:at], id[at+1:]
	return slices.ContainsFunc(d.Findings, func(f datecheck.Finding) bool {
		return (string(f.ID) == id || id == "-" && f.ID == "") && string(f.Relation) == relation && fmt.Sprint(int(f.Level)) == level
	})
}

// Two hundred more dates keep their answers, so that a change of the rules or of
// the records shows which.
func TestMoreDates(t *testing.T) {
	if *update {
		write(t)
	}
	c := checker(t)
	rows := table(t, "more.csv")
	if len(rows) < 200 {
		t.Errorf("there are %d", len(rows))
	}
	for _, row := range rows {
		if got := summary(answer(t, c, row[0])[0]); got != row[1] {
			t.Errorf("%s is %s, was %s", row[0], got, row[1])
		}
	}
}

// write writes testdata/more.csv: days of 1991 to 2060, with the kinds and hours
// that make a difference.
func write(t *testing.T) {
	t.Helper()
	f, err := os.Create("testdata/more.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := csv.NewWriter(f)
	c, r := checker(t), rand.New(rand.NewPCG(15, 0))
	_ = w.Write([]string{"query", "answer"})
	with := []string{"", "&art=essen", "&art=reise", "&art=feier", "&von=09:00&ende=12:00", "&von=17:00&ende=21:00", "&von=20:00&ende=22:00&art=essen", "&land=by", "&land=sn&land=nw"}
	for i := range 210 {
		d := calendar.NewDate(1991, 1, 1) + calendar.Date(r.IntN(70*365))
		query := "datum=" + d.String() + with[i%len(with)]
		_ = w.Write([]string{query, summary(answer(t, c, query)[0])})
	}
	if w.Flush(); w.Error() != nil {
		t.Fatal(w.Error())
	}
}

// Serving food, travelling, or an hour more can only add what stands against a
// day, and a span is as bad as its worst day.
func TestMoreNeverWeighsLess(t *testing.T) {
	c, r := checker(t), rand.New(rand.NewPCG(1, 2))
	for range 500 {
		d := calendar.NewDate(1900, 1, 1) + calendar.Date(r.IntN(201*365))
		q := datecheck.Question{From: d, To: d, Laender: []calendar.Land{"nw"}}
		if r.IntN(2) == 0 {
			q.Start = 60 * (1 + r.IntN(20))
			q.End = q.Start + 60*(1+r.IntN(22-q.Start/60))
		}
		level := func(q datecheck.Question) datecheck.Level {
			worst := datecheck.Free
			for _, one := range c.Check(q) {
				worst = max(worst, one.Level)
			}
			return worst
		}
		was := level(q)
		more := []datecheck.Question{q, q, q}
		more[0].Food, more[1].Travel, more[2].Festive = true, true, true
		if q.Timed() {
			longer, earlier := q, q
			longer.End, earlier.Start = min(q.End+60, 24*60-1), max(q.Start-60, 0)
			more = append(more, longer, earlier)
		}
		for _, m := range more {
			if now := level(m); now < was {
				t.Errorf("%v: %+v weighs %d, %+v weighs %d", d, q, was, m, now)
			}
		}
		span := q
		span.To = min(d+calendar.Date(r.IntN(5)), calendar.NewDate(2100, 12, 31))
		worst := datecheck.Free
		for day := span.From; day <= span.To; day++ {
			one := q
			one.From, one.To = day, day
			worst = max(worst, level(one))
		}
		if got := level(span); got != worst {
			t.Errorf("%v to %v weighs %d, its worst day %d", span.From, span.To, got, worst)
		}
	}
}

// Days that are offered are themselves all right.
func TestOfferedDaysAreFree(t *testing.T) {
	c, r := checker(t), rand.New(rand.NewPCG(3, 4))
	for range 100 {
		d := c.Today + calendar.Date(r.IntN(20*365))
		q := datecheck.Question{From: d, To: d, Food: r.IntN(2) == 0, Travel: r.IntN(2) == 0, Festive: r.IntN(2) == 0, Laender: []calendar.Land{"nw"}}
		near := c.Check(q)[0].Free
		for _, offered := range slices.Concat(near.Later, near.Earlier) {
			one := q
			one.From, one.To = offered, offered
			day := c.Check(one)[0]
			heavy := slices.DeleteFunc(day.Findings, func(f datecheck.Finding) bool {
				return f.Level < datecheck.Care || slices.Contains(near.On(offered), f.Name)
			})
			if !day.Workday || len(heavy) > 0 || offered < c.Today {
				t.Errorf("%+v: %v is offered: %s", q, offered, summary(day))
			}
		}
	}
}

// The check must not cry wolf.
func TestShareOfWorkingDays(t *testing.T) {
	levels := Share(checker(t), 2027)
	total := levels[0] + levels[1] + levels[2] + levels[3]
	t.Logf("of %d working days of 2027: %d free, %d with a hint, %d with consideration, %d better moved", total, levels[0], levels[1], levels[2], levels[3])
	if total != 254 {
		t.Errorf("2027 has %d working days", total)
	}
	if 3*levels[datecheck.Free] < total || levels[datecheck.Move] > 25 {
		t.Errorf("%v of %d", levels, total)
	}
}

// Share counts the working days of a year by level.
func Share(c *datecheck.Checker, year int) (levels [4]int) {
	for d := calendar.NewDate(year, 1, 1); d.Year() == year; d++ {
		day := c.Check(datecheck.Question{From: d, To: d, Laender: []calendar.Land{"nw"}})[0]
		if day.Workday {
			levels[day.Level]++
		}
	}
	return levels
}

// What cannot be read is named with its field.
func TestProblems(t *testing.T) {
	for query, want := range map[string]string{
		"":                                         "datum: missing",
		"datum=2027-02-29":                         "datum: nosuchday",
		"datum=30.2.2027":                          "datum: nosuchday",
		"datum=irgendwann":                         "datum: nodate",
		"datum=2027-2-3":                           "datum: nodate",
		"datum=2101-01-01":                         "datum: range",
		"datum=1899-12-31":                         "datum: range",
		"datum=2027-03-09&von=12:00&ende=9:00":     "ende: backwards",
		"datum=2027-03-09&von=12:00&ende=12:00":    "ende: backwards",
		"datum=2027-03-09&von=12:00":               "ende: onetime",
		"datum=2027-03-09&ende=12:00":              "von: onetime",
		"datum=2027-03-09&von=25:00&ende=26:00":    "von: notime",
		"datum=2027-03-09&von=12:61&ende=13":       "von: notime",
		"datum=2027-03-09&bis=2027-03-08":          "bis: backwards",
		"datum=2027-03-09&bis=2027-04-09":          "bis: toolong",
		"datum=2027-03-09&wochen=53":               "wochen: nocount",
		"datum=2027-03-09&wochen=1":                "wochen: nocount",
		"datum=2027-03-09&wochen=viele":            "wochen: nocount",
		"datum=2027-03-09&monate=25":               "monate: nocount",
		"datum=2027-03-09&monate=2&wochen=2":       "monate: notboth",
		"datum=2027-03-09&bis=2027-03-10&wochen=2": "bis: notboth",
		"datum=2100-12-01&wochen=52":               "wochen: toolate",
		"datum=Montag, 2. Oktober 2027":            "datum: weekday",
		"datum=2. Maiglöckchen":                    "datum: nodate",
		"datum=2. Julia":                           "datum: nodate",
		"datum=Mo, 9.3.2027":                       "datum: weekday",
		"datum=Heute, 9.3.":                        "datum: nodate",
		"datum=30.2.":                              "datum: nosuchday",
		"datum=9.":                                 "datum: nodate",
		"datum=9. Juniper Allee":                   "datum: nodate",
		"datum=2027-03-09&art=x":                   "art: kind",
		"datum=2027-03-09&land=xx":                 "land: land",
		"datum=x&bis=y&art=z":                      "datum: nodate bis: nodate art: kind",
	} {
		_, _, err := read(t, query)
		var got []string
		if joined, ok := err.(interface{ Unwrap() []error }); ok {
			for _, e := range joined.Unwrap() {
				f := datecheck.FieldError{}
				if errors.As(e, &f) {
					got = append(got, f.Error())
				}
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", query, got, want)
		}
	}
	for query, want := range map[string]string{
		"datum=2.10.2027": "2027-10-02", "datum=02.10.2027": "2027-10-02", "datum=2. 10. 2027": "2027-10-02", "datum=2.10.27": "2027-10-02", "datum=Samstag, 2. Oktober 2027": "2027-10-02", "datum=2 October 2027": "2027-10-02", "datum=+2027-10-02+": "2027-10-02",
		// Without a year it is the next one: today is 25 November 2026.
		"datum=9.3.": "2027-03-09", "datum=9.3": "2027-03-09", "datum=9. März": "2027-03-09", "datum=24.12.": "2026-12-24", "datum=25. 11.": "2026-11-25", "datum=24 November": "2027-11-24", "datum=29.2.": "2028-02-29",
		"datum=Sa, 2.10.": "2027-10-02", "datum=Sa. 2. Okt.": "2027-10-02", "datum=Dienstag 9. März": "2027-03-09", "datum=Sonnabend, 2.10.2027": "2027-10-02", "datum=Tue, 9 March 2027": "2027-03-09",
		"datum=Fr 24.12.": "2027-12-24", "datum=2.Okt.2027": "2027-10-02", "datum=2. Okt 27": "2027-10-02", "datum=3 Sept": "2027-09-03", "datum=heute": "2026-11-25", "datum=Morgen": "2026-11-26", "datum=übermorgen": "2026-11-27", "datum=9. Maerz": "2027-03-09",
		// As people write it elsewhere, or say it.
		"datum=24/12/2027": "2027-12-24", "datum=Fr, 24-12-2027": "2027-12-24", "datum=3/3/2027": "2027-03-03", "datum=Dec 24 2027": "2027-12-24", "datum=December 24th, 2027": "2027-12-24", "datum=24th of December 2027": "2027-12-24", "datum=24ten Dezember": "2026-12-24", "datum=1ster Mai 2027": "2027-05-01", "datum=24 December, 2027": "2027-12-24",
	} {
		q, _, err := read(t, query)
		if err != nil || q.From.String() != want || q.To != q.From {
			t.Errorf("%s is %v to %v, %v", query, q.From, q.To, err)
		}
	}
	if q, _, err := read(t, "datum=2.10.2027&von=9.30&ende=14+Uhr"); err != nil || q.Start != 570 || q.End != 840 {
		t.Errorf("%d to %d, %v", q.Start, q.End, err)
	}
}

// A monthly series keeps the weekday of the month.
func TestMonthly(t *testing.T) {
	for _, one := range []struct{ from, want string }{
		{"2026-11-25", "2026-11-25 2026-12-23 2027-01-27 2027-02-24"}, // the fourth Wednesday
		{"2027-01-29", "2027-01-29 2027-02-26 2027-03-26 2027-04-30"}, // the fifth Friday: the last one
	} {
		_, dates, err := read(t, "datum="+one.from+"&monate=4")
		var got []string
		for _, d := range dates {
			got = append(got, d.String())
		}
		if strings.Join(got, " ") != one.want || err != nil {
			t.Errorf("%s: %v, %v", one.from, got, err)
		}
	}
}

// Each answer is told in sentences of either language, with an end, and without
// what is only for the program.
func TestSentences(t *testing.T) {
	for _, lang := range []string{"de", "en"} {
		c := checker(t, "12-24")
		c.Lang = lang
		for d := c.Today; d < c.Today+3*365; d++ {
			day := c.Check(datecheck.Question{From: d, To: d, Food: d%2 == 0, Festive: d%3 == 0, Laender: []calendar.Land{"nw"}})[0]
			s := day.Sentence
			if !strings.HasSuffix(s, ".") || strings.Contains(s, "%!") || strings.Contains(s, "..") || strings.Contains(s, "  ") {
				t.Errorf("%v: %q", d, s)
			}
			for _, f := range day.Findings {
				if f.Name == "" || strings.Contains(f.Text, "%!") || f.Law == nil {
					t.Errorf("%v: %+v", d, f)
				}
			}
		}
	}
}

func BenchmarkDay(b *testing.B) {
	c := checker(b)
	for b.Loop() {
		answer(b, c, "datum=2027-03-09")
	}
}

func BenchmarkColdYear(b *testing.B) {
	c := checker(b)
	answer(b, c, "datum=2027-03-09")
	for b.Loop() {
		c.Years = new(datecheck.Years)
		answer(b, c, "datum=2027-03-09")
	}
}

func BenchmarkSeries(b *testing.B) {
	c := checker(b)
	for b.Loop() {
		answer(b, c, "datum=2027-01-05&wochen=52")
	}
}
