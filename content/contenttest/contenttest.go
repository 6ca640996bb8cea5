package contenttest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Config is what a store under test is given.
type Config struct {
	Planner  content.Planner
	Spelling content.Spelling
	Now      func() time.Time
	Known    func(calendar.ID) bool
	Mailbox  int // how many reports may be open; 0 means content.MailboxSize
}

// An Opener opens a store on the same data each time it is called. The suite
// closes what it opens, and never has two open unless it says so.
type Opener func(Config) (content.Store, error)

// Run tests the contract. place returns an Opener for a place without data, to
// be removed when the test ends. If stores have a method Statements() int64
// that counts statements, the suite also tests that their number does not
// depend on the number of results.
func Run(t *testing.T, place func(*testing.T) Opener) {
	for _, c := range []struct {
		name string
		test func(*bench)
	}{
		{"RoundTrip", testRoundTrip},
		{"Unchanged", testUnchanged},
		{"EmptyLists", testEmptyLists},
		{"Stored", testStored},
		{"Validation", testValidation},
		{"Conflicts", testConflicts},
		{"Addresses", testAddresses},
		{"OneTransaction", testOneTransaction},
		{"Updated", testUpdated},
		{"Sequence", testSequence},
		{"Delete", testDelete},
		{"History", testHistory},
		{"DraftsEnd", testDraftsEnd},
		{"ForgetVersions", testForgetVersions},
		{"DraftBeside", testDraftBeside},
		{"DraftLock", testDraftLock},
		{"DraftAddresses", testDraftAddresses},
		{"VersionsKept", testVersionsKept},
		{"VersionsOfOneSave", testVersionsOfOneSave},
		{"VersionsOfAnExport", testVersionsOfAnExport},
		{"VersionsConcurrently", testVersionsConcurrently},
		{"WithdrawnKeeps", testWithdrawnKeeps},
		{"RestoreVersion", testRestoreVersion},
		{"ImportBesideDraft", testImportBesideDraft},
		{"DeleteVersions", testDeleteVersions},
		{"DeskTable", testDeskTable},
		{"FourEyes", testFourEyes},
		{"FourEyesKept", testFourEyesKept},
		{"RestoreWithin", testRestoreWithin},
		{"Overtaken", testOvertaken},
		{"BeforeFold", testBeforeFold},
		{"Bases", testBases},
		{"ImportOverDesk", testImportOverDesk},
		{"ApproveLater", testApproveLater},
		{"Updates", testUpdates},
		{"WithdrawnDraft", testWithdrawnDraft},
		{"Choices", testChoices},
		{"Renew", testRenew},
		{"FreeDays", testFreeDays},
		{"Standings", testStandings},
		{"Scribbles", testScribbles},
		{"Parked", testParked},
		{"Bin", testBin},
		{"Comments", testComments},
		{"Visibility", testVisibility},
		{"States", testStates},
		{"Seen", testSeen},
		{"Withdrawn", testWithdrawn},
		{"FormerAddresses", testFormerAddresses},
		{"UnknownType", testUnknownType},
		{"Stamp", testStamp},
		{"Articles", testArticles},
		{"Contacts", testContacts},
		{"Events", testEvents},
		{"PastEvents", testPastEvents},
		{"Observed", testObserved},
		{"Offers", testOffers},
		{"Filters", testFilters},
		{"OddTexts", testOddTexts},
		{"Pages", testPages},
		{"Counts", testCounts},
		{"ListsSkipBodies", testListsSkipBodies},
		{"Statements", testStatements},
		{"TwiceInAYear", testTwiceInAYear},
		{"NeverInAYear", testNeverInAYear},
		{"Placeholders", testPlaceholders},
		{"ClockChanges", testClockChanges},
		{"Offsets", testOffsets},
		{"Plan", testPlan},
		{"EditionsOf", testEditionsOf},
		{"Replan", testReplan},
		{"PlannedBy", testPlannedBy},
		{"Switches", testSwitches},
		{"SwitchesElsewhere", testSwitchesElsewhere},
		{"Dates", testDates},
		{"DatesOfAnExport", testDatesOfAnExport},
		{"DatesReplan", testDatesReplan},
		{"DatesStale", testDatesStale},
		{"Days", testDays},
		{"DaysWithDates", testDaysWithDates},
		{"Titles", testTitles},
		{"Words", testWords},
		{"Pins", testPins},
		{"Changes", testChanges},
		{"Edges", testEdges},
		{"Await", testAwait},
		{"AwaitAnother", testAwaitAnother},
		{"Claims", testClaims},
		{"ClaimsAtOnce", testClaimsAtOnce},
		{"Snapshot", testSnapshot},
		{"SnapshotOfOneMoment", testSnapshotOfOneMoment},
		{"RestoreAllOrNothing", testRestoreAllOrNothing},
		{"Reports", testReports},
		{"ReportsAnswered", testReportsAnswered},
		{"ReportsRefused", testReportsRefused},
		{"Mailbox", testMailbox},
		{"UnusedFiles", testUnusedFiles},
		{"MadePictures", testMadePictures},
		{"Calendars", testCalendars},
		{"Origins", testOrigins},
		{"Misses", testMisses},
		{"MissesForgotten", testMissesForgotten},
		{"MissesBounded", testMissesBounded},
		{"Accounts", testAccounts},
		{"AccountsFromElsewhere", testAccountsFromElsewhere},
		{"AccountsRemoved", testAccountsRemoved},
		{"Sessions", testSessions},
		{"SessionsForgotten", testSessionsForgotten},
		{"Tokens", testTokens},
		{"Tries", testTries},
		{"TriesAtOnce", testTriesAtOnce},
		{"Audit", testAudit},
		{"Tallies", testTallies},
		{"TalliesAtOnce", testTalliesAtOnce},
		{"Concurrency", testConcurrency},
		{"Reopen", testReopen},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := &bench{T: t, place: place, open: place(t), clock: &clock{now: moment("2032-06-01T12:00:00Z")}, calendar: testCalendar(t, ""), workday: workday}
			b.start()
			t.Cleanup(b.stop)
			c.test(b)
		})
	}
}

// A bench is a store under test with its clock.
type bench struct {
	*testing.T
	place    func(*testing.T) Opener
	open     Opener
	clock    *clock
	calendar *calendar.Calendar
	by       string // what is planned by
	asOf     int64  // the last change whose dates are in the calendar
	mailbox  int    // as in Config
	workday  func(calendar.Date) bool
	content.Store
}

// A clock is set by hand.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) get() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

func (b *bench) start() {
	b.Helper()
	b.Store = b.opened(b.open)
}

// another opens another store, which is closed when the test ends.
func (b *bench) another(open Opener) content.Store {
	b.Helper()
	s := b.opened(open)
	b.Cleanup(func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	})
	return s
}

func (b *bench) opened(open Opener) content.Store {
	b.Helper()
	s, err := open(Config{
		Planner: content.Planner{
			Calendar: func() *calendar.Calendar { return b.calendar }, Workday: b.workday,
			AsOf:  func() int64 { return b.asOf },
			Renew: func(context.Context) error { b.reload(); return nil },
			With:  b.with,
			By:    b.by,
		},
		Spelling: spelling, Now: b.clock.get, Mailbox: b.mailbox,
		Known: func(id calendar.ID) bool {
			_, ok := b.calendar.Observance(id)
			return ok
		},
	})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

func (b *bench) stop() {
	b.Helper()
	if err := b.Close(); err != nil {
		b.Error(err)
	}
}

// at sets the clock.
func (b *bench) at(s string) time.Time {
	b.clock.set(moment(s))
	return moment(s)
}

func (b *bench) save(records ...content.Record) {
	b.Helper()
	if err := b.Save(context.Background(), "test", records...); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) changes(after int64) []content.Change {
	b.Helper()
	c, err := b.Changes(context.Background(), after, 1000)
	if err != nil {
		b.Fatal(err)
	}
	return c
}

func (b *bench) last() int64 {
	b.Helper()
	n, err := b.LastChange(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// editions returns an item's editions as "key from until", times in Berlin.
func (b *bench) editions(id string) []string {
	b.Helper()
	all, err := b.Editions(context.Background(), id)
	if err != nil {
		b.Fatal(err)
	}
	var out []string
	for _, e := range all {
		until := "forever"
		if !e.Until.Equal(content.Forever) {
			until = e.Until.In(calendar.Berlin).Format("2006-01-02T15:04:05-07:00")
		}
		out = append(out, e.Key+" "+e.From.In(calendar.Berlin).Format("2006-01-02T15:04:05-07:00")+" "+until)
	}
	return out
}

func (b *bench) same(what string, got, want any) {
	b.Helper()
	if d := cmp.Diff(want, got); d != "" {
		b.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func moment(s string) time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		panic(err)
	}
	return t.UTC()
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// item returns an approved item that shows at once.
func item(id string) content.Item {
	return content.Item{ID: id, State: content.Approved,
		Text: content.Text{Lang: content.German, Title: "Titel " + id, Summary: "Kurz " + id, Body: "Text " + id}}
}

func article(id string, p content.Schedule) *content.Article {
	a := &content.Article{Item: item(id)}
	a.Publish = p
	return a
}

// fill sets every field that only the record's type has.
func fill(r content.Record) {
	for _, f := range r.Description().Fields {
		switch p := f.Of(r).(type) {
		case *string:
			*p = "Ein " + f.Name
		case *int:
			*p = 7
		case *bool:
			*p = true
		case *[]string:
			*p = []string{"Ein " + f.Name, "Noch eins"}
		case *time.Time:
			*p = moment("2032-09-29T16:00:00Z")
		case *calendar.Date:
			*p = day("2032-09-29")
		}
	}
}

// OneOfEach returns a record of each type, with every field set, on a schedule.
func OneOfEach(p content.Schedule) []content.Record {
	full := func(id string) content.Item {
		it := item(id)
		it.Translations = []content.Text{
			{Lang: content.PlainGerman, Title: "Leicht " + id, Summary: "Kurz.", Body: "Ein Satz."},
			{Lang: content.English, Title: "Title " + id, Body: "Text."},
		}
		it.Traditions = []string{"jewish", "islamic"}
		it.Observances = []calendar.ID{"islamic/eid-al-fitr", "jewish/asara-betevet"}
		it.Dezernat = "11.5"
		it.Tags = []string{"Flucht", "Öffentlichkeit"}
		it.Date = day("2017-05-30")
		it.Publish = p
		it.Correction = "Der Ort wurde berichtigt."
		it.Pictures = []content.Picture{photo("44" + id), {File: content.File{Hash: "55", Size: 5, Type: content.SVG}, Name: "stern.svg", Decorative: true}}
		return it
	}
	candles := photo("00")
	candles.Alt = "Ein Leuchter"
	all := []content.Record{
		&content.Article{Item: full("a-article"), Sources: []string{"Eine Quelle, 2017", "Noch eine"}, Brochures: []string{"b-brochure"},
			Picture: candles},
		&content.Brochure{Item: full("b-brochure"), Printing: "3. Auflage 2025", PrintRun: 500, Languages: []string{"de", "ar"},
			PDF: content.File{Hash: "0011", Size: 1 << 40, Type: "application/pdf"}, Cover: content.File{Hash: "0022", Size: 9, Type: "image/png"},
			PageCount: 7, Pages: []content.Page{
				{ID: "b-brochure-p01", Number: 1, Title: "Vorwort", Text: "Guten Tag", Dezernat: "11.5", Traditions: []string{"islamic"}, Tags: []string{"Gruß"}},
				{ID: "b-brochure-p04", Number: 4, NoText: true},
			}},
		&content.Contact{Item: full("c-contact"), Function: "Leitung", Phone: "02931 82-0000", Mail: "leitung@example.org",
			Room: "E 17", Languages: []string{"tr"}, Confirmed: day("2032-01-31")},
		&content.Event{Item: full("d-event"), Start: moment("2032-09-29T16:00:00Z"), End: moment("2032-09-29T18:00:00Z"),
			AllDay: true, Place: "Arnsberg", Organizer: "Dezernat 36", Cancelled: true},
		&content.Offer{Item: full("e-offer"), Place: "Hagen", Effort: "zwei Stunden", Contact: "c-contact"},
	}
	for _, d := range content.Descriptions() {
		if !slices.ContainsFunc(all, func(r content.Record) bool { return r.Description() == d }) {
			r := d.New()
			*r.Base() = full("z-" + string(d.Type))
			fill(r)
			all = append(all, r)
		}
	}
	return all
}

// testCalendar returns a calendar of the days the suite needs, each with the
// convention "other", by which Eid al-Fitr is a day later.
func testCalendar(t *testing.T, convention string) *calendar.Calendar {
	t.Helper()
	eid := dates("1999-01-19", "2000-01-08", "2000-12-27", "2001-12-16", "2032-01-14", "2033-01-02", "2033-12-23", "2034-12-12", "2035-12-01")
	conventions := map[string]string{}
	if convention != "" {
		conventions["islamic"] = convention
	}
	c, err := calendar.New([]calendar.Tradition{
		{
			ID:          "islamic",
			Conventions: []calendar.Convention{{ID: "first"}, {ID: "other"}},
			Observances: []calendar.Observance{{
				ID: "islamic/eid-al-fitr", Days: 3, Begin: calendar.Sunset,
				Rule:     unsure{eid, 0},
				Variants: map[string]calendar.Rule{"other": unsure{eid, 1}},
			}},
		},
		{ID: "jewish", Observances: []calendar.Observance{{
			ID: "jewish/asara-betevet", Days: 1, Begin: calendar.Sunrise,
			Rule: dates("2012-12-23", "2013-12-13", "2015-01-01", "2015-12-22", "2017-01-08"),
		}}},
		{ID: "civic", Observances: []calendar.Observance{
			{ID: "civic/spring", Days: 1, Rule: yearly(time.March, 28)},
			{ID: "civic/autumn", Days: 1, Rule: yearly(time.October, 31)},
			{ID: "civic/may", Days: 1, Rule: yearly(time.May, 4)},
		}},
	}, conventions)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func yearly(m time.Month, d int) calendar.Rule {
	return calendar.RuleFunc(func(y int) []calendar.Date { return []calendar.Date{calendar.NewDate(y, m, d)} })
}

type table []calendar.Date

func dates(list ...string) table {
	var out table
	for _, s := range list {
		out = append(out, day(s))
	}
	return out
}

// Dates implements calendar.Rule.
func (t table) Dates(from, to calendar.Date) []calendar.Occurrence {
	var out []calendar.Occurrence
	for _, d := range t {
		if d >= from && d <= to {
			out = append(out, calendar.Occurrence{First: d, Year: int(d)})
		}
	}
	return out
}

func (table) Limits() (first, last calendar.Date) { return calendar.Unlimited() }

// unsure is a table of days that may fall a day earlier or later.
type unsure struct {
	days  table
	shift calendar.Date
}

// Dates implements calendar.Rule.
func (u unsure) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := u.days.Dates(from-u.shift, to-u.shift)
	for i := range out {
		d := out[i].First + u.shift
		out[i] = calendar.Occurrence{First: d, Year: out[i].Year, Certainty: calendar.Computed, Earliest: d - 1, Latest: d + 1}
	}
	return out
}

func (unsure) Limits() (first, last calendar.Date) { return calendar.Unlimited() }

// workday reports Monday to Friday, except 1 May.
func workday(d calendar.Date) bool {
	_, m, n := d.Gregorian()
	return !d.IsWeekend() && !(m == time.May && n == 1)
}

// photo is a picture in two sizes, whose files have hashes that begin alike.
func photo(hash string) content.Picture {
	return content.Picture{
		File: content.File{Hash: hash, Size: 900, Type: content.JPEG}, Name: "foto.jpg", Credit: "Foto: Anna Blau", Licence: "CC BY 4.0",
		Width: 400, Height: 300, Smaller: []content.Scaled{{File: content.File{Hash: hash + "s", Size: 90, Type: content.JPEG}, Width: 320, Height: 240}},
	}
}
