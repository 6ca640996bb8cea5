package archive

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/ical"
	"vielfalt/content"
	"vielfalt/content/markup"
)

// yearsAhead is how far the dates of a series are taken in.
const yearsAhead = 2

// readCalendar reads the events of a calendar file. Series become an event for each
// date from today on; who imports the file again later has the ones that are new.
func readCalendar(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	raw, err := readLimited(fsys, b.file, ical.MaxFileBytes)
	if err != nil {
		b.problem(0, "%s", cause(err))
		return
	}
	today := calendar.DateOf(im.Now().In(calendar.Berlin))
	y, m, d := today.Gregorian()
	until := calendar.NewDate(y+yearsAhead, m, d)
	found, err := ical.ReadAppointments(ctx, raw, today, until)
	switch {
	case errors.Is(err, ical.ErrNotCalendar):
		b.problem(1, "it is no calendar: it does not begin with BEGIN:VCALENDAR")
		return
	case err != nil:
		b.problem(0, "%v", err)
		return
	case found.Truncated:
		b.problem(0, "it holds more than %d entries, or more than %d dates; split it", ical.MaxFileEntries, ical.MaxFileDates)
		return
	}
	if found.Unended && !slices.ContainsFunc(found.Refused, func(r ical.Refused) bool { return r.Reason == ical.ReasonUnfinished }) {
		b.problem(0, "its last line is not END:VCALENDAR, so it may be cut off; export it again")
	}
	if len(found.All)+len(found.Refused)+len(found.Passed)+len(found.Earlier)+len(found.Later)+len(found.Never) == 0 {
		b.note(0, "there is no event in it")
	}
	b.apart = true
	unsure := make(map[string]bool) // series of which a change is not known
	for _, r := range found.Refused {
		reason := refusals[r.Reason](r.Value)
		if r.Unplaced {
			reason += "; so the whole series was left out"
		}
		refuse := func() { b.problem(r.Line, "%s: %s", nameless(r.Title), reason) }
		if r.Reason == ical.ReasonUnfinished { // where it ends, and what follows, nobody knows
			refuse()
			continue
		}
		b.alone(refuse)
		if r.UID != "" {
			b.left = append(b.left, eventID(ical.Appointment{UID: r.UID}))
			unsure[r.UID] = unsure[r.UID] || r.Unplaced
		}
	}
	for _, name := range slices.Sorted(maps.Keys(found.Passed)) {
		b.note(0, "%d of %s were left out: only events are taken in", found.Passed[name], name)
	}
	if n := len(found.Earlier); n > 0 {
		b.note(0, "dates before %v were left out of these series: %s", today, someOf(found.Earlier))
	}
	if n := len(found.Later); n > 0 {
		b.note(0, "dates after %v were left out of these series, import the file again when they are near: %s", until, someOf(found.Later))
	}
	if n := len(found.Once); n > 0 {
		b.note(0, "the rules of these series give no date until %d but the first, as if they named 30 February: %s", ical.LastYear, someOf(found.Once))
	}
	if n := len(found.Never); n > 0 {
		b.note(0, "these series have no date, because all are excepted, or they end before they begin: %s", someOf(found.Never))
	}
	ids, bodies := make(map[string]int), make(map[string]string)
	kept, err := im.kept(ctx, found.All)
	if err != nil {
		b.problem(0, "%v", err)
		return
	}
	for i, a := range found.All {
		if a.Private {
			b.note(a.Line, "%s was left out: it is marked as private", nameless(a.Title))
			continue
		}
		if unsure[a.UID] {
			continue // which is told with the change
		}
		var f *fields
		if b.alone(func() {
			f = b.event(a, bodies)
			if n, is := kept[eventID(a)]; is && n == i {
				f.ID = eventID(a)
			} else if a.Of != 0 && ids[f.ID] > 0 { // twice on one day
				f.ID += a.Start.UTC().Format("-1504")
			}
			if before := ids[f.ID]; before > 0 {
				b.problem(a.Line, "%s: its UID is that of the event in line %d, which was taken; give it one of its own", nameless(a.Title), before)
			}
			im.settle(ctx, fsys, b, f, spot{b.file, a.Line})
		}) {
			ids[f.ID] = a.Line
			b.add(a.Line, f)
		} else {
			b.left = append(b.left, f.ID)
		}
	}
}

// kept returns the dates of series that were events of their own before, by the id that
// they keep: the date of that day, or one that has been moved to it.
func (im *Importer) kept(ctx context.Context, all []ical.Appointment) (map[string]int, error) {
	days, kept := make(map[string]calendar.Date), make(map[string]int)
	for i, a := range all {
		if a.Of == 0 || a.UID == "" {
			continue
		}
		id := eventID(a)
		day, known := days[id]
		if !known {
			r, err := im.Store.Get(ctx, id)
			if err != nil && !errors.Is(err, content.ErrNotFound) {
				return nil, err
			}
			if e, ok := r.(*content.Event); ok {
				day = calendar.DateOf(e.Start.In(calendar.Berlin))
			}
			days[id] = day
		}
		_, taken := kept[id]
		if day != 0 && (a.Of == day || !taken && calendar.DateOf(a.Start.In(calendar.Berlin)) == day) {
			kept[id] = i
		}
	}
	return kept, nil
}

// eventID returns the id of an event that is no date of a series.
func eventID(a ical.Appointment) string {
	key := a.UID
	if key == "" {
		key = a.Title + "\n" + stamp(a.Start)
	}
	return fmt.Sprintf("termin-%x", sha256.Sum256([]byte(key)))[:len("termin-")+12]
}

// missing notes which events to come are no longer in a calendar of which the file
// of a batch, which is stored, is the next: it has at least half of those that came
// in one file before, or goes by the same name and has none of them. They are left as
// they are, because nobody knows why they are missing.
func (im *Importer) missing(ctx context.Context, b *batch, name string) error {
	ids := make([]string, len(b.entries))
	for i, e := range b.entries {
		ids[i] = e.record.Base().ID
	}
	if len(ids) == 0 {
		return nil
	}
	calendars, err := im.Store.CalendarsOf(ctx, ids)
	if err != nil {
		return err
	}
	if len(calendars) == 0 {
		return im.replaced(ctx, b, name, ids)
	}
	same, elsewhere := "", make(map[string]bool)
	for _, name := range slices.Sorted(maps.Keys(calendars)) {
		members := calendars[name]
		coming, gone, err := im.goneEvents(ctx, b, members, ids)
		if err != nil {
			return err
		}
		if coming < 2*len(gone) { // they have little in common
			for _, id := range members {
				elsewhere[id] = true
			}
			continue
		}
		same = cmp.Or(same, name)
		b.vanished("it no longer has", gone)
	}
	ids = slices.DeleteFunc(ids, func(id string) bool { return elsewhere[id] })
	if len(ids) == 0 {
		return nil
	}
	return im.Store.NoteCalendar(ctx, cmp.Or(same, ids[0]), ids)
}

// replaced remembers a calendar that has nothing in common with any before, and notes
// the events of one that came by the same name. An invitation, to one event, replaces
// none.
func (im *Importer) replaced(ctx context.Context, b *batch, name string, ids []string) error {
	before, err := im.Store.EventsOf(ctx, name)
	if err != nil {
		return err
	}
	if len(before) > 0 {
		_, gone, err := im.goneEvents(ctx, b, before, ids)
		if err != nil {
			return err
		}
		if len(ids) > 1 {
			b.vanished("it has nothing in common with the file of this name that came before, and no longer has", gone)
		}
		name = ids[0]
	}
	return im.Store.NoteCalendar(ctx, name, ids)
}

// goneEvents returns how many of some events are to come, and which of these a file with
// others no longer has. What is in the file and was omitted is not gone.
func (im *Importer) goneEvents(ctx context.Context, b *batch, members, ids []string) (coming int, gone []string, err error) {
	events, _, err := content.List[*content.Event](ctx, im.Store, im.Now(), content.Query{IDs: members, StartsFrom: im.Now(), Limit: 1000})
	if err != nil {
		return 0, nil, err
	}
	for _, e := range events {
		omitted := func(id string) bool { return strings.HasPrefix(e.ID, id) } // or a date of it
		if !slices.Contains(ids, e.ID) && !slices.ContainsFunc(b.left, omitted) {
			gone = append(gone, fmt.Sprintf("%s on %v", nameless(clipped(e.Title)), calendar.DateOf(e.Start.In(calendar.Berlin))))
		}
	}
	return len(events), gone, nil
}

// inNote is how many events a note names at most.
const inNote = 5

// vanished notes every event that a calendar no longer has.
func (b *batch) vanished(how string, gone []string) {
	for some := range slices.Chunk(gone, inNote) {
		stay := "which came in with it and stay as they are: cancel or withdraw what does not take place"
		if len(some) == 1 {
			stay = "which came in with it and stays as it is: cancel or withdraw it if it does not take place"
		}
		b.note(0, "%s %s, %s", how, strings.Join(some, ", "), stay)
	}
}

// event turns a date of a calendar into fields. The dates of a series say the same,
// so what became of a text is kept among the bodies.
func (b *batch) event(a ical.Appointment, bodies map[string]string) *fields {
	f := &fields{Type: string(content.TypeEvent), Title: a.Title, Tags: a.Categories, own: ownFields{}}
	if a.UID == "" {
		b.note(a.Line, "%s has no UID: if its title or start changes, it is another event", nameless(a.Title))
	}
	f.ID = eventID(a)
	if a.Of != 0 {
		f.ID += a.Of.At(12, 0, time.UTC).Format("-20060102")
	}
	if a.AllDay {
		first, last := calendar.DateOf(a.Start.In(calendar.Berlin)), calendar.DateOf(a.End.In(calendar.Berlin))-1
		f.own["start"], f.own["end"] = first.String(), last.String()
	} else {
		f.own["start"], f.own["end"] = stamp(a.Start), stamp(a.End)
		taken := a.Start.In(calendar.Berlin).Format("15:04") + " to " + a.End.In(calendar.Berlin).Format("15:04")
		switch a.Clocks {
		case ical.Skipped:
			b.note(a.Line, "%s: it begins or ends at a time that does not exist, as clocks are put forward in that night; %s was taken", nameless(a.Title), taken)
		case ical.Twice:
			b.note(a.Line, "%s: it begins or ends at a time that comes twice, as clocks are put back in that night; the first was taken", nameless(a.Title))
		}
	}
	f.own["place"], f.own["organizer"], f.own["cancelled"] = a.Place, a.Organizer, a.Cancelled
	body, known := bodies[a.Text]
	if !known {
		var left markup.Left
		var err error
		if body, left, err = markdownOf(a.Text); err != nil {
			b.problem(a.Line, "%s: the description: %v", nameless(a.Title), err)
		}
		for _, l := range leftOut(left) {
			b.note(a.Line, "%s: the description: %s", nameless(a.Title), l)
		}
		bodies[a.Text] = body
	}
	switch {
	case a.URL == "" || strings.Contains(body, a.URL):
	case webAddress.MatchString(a.URL):
		body = strings.TrimSpace(body + "\n\n<" + a.URL + ">")
	default:
		b.note(a.Line, "%s: the address %q was left out: it is none of the web", nameless(a.Title), clipped(a.URL))
	}
	f.Body = body
	for _, name := range a.Left {
		if name == "DESCRIPTION" || name == "LOCATION" || name == "SUMMARY" {
			b.problem(a.Line, "%s: %s is longer than what is read; shorten it", nameless(a.Title), name)
			continue
		}
		b.note(a.Line, "%s was left out", leftWords[name])
	}
	return f
}

// webAddress matches what may stand between < and > as a link.
var webAddress = regexp.MustCompile(`^https?://[^\s<>]+$`)

// leftWords says what the properties hold that are left out.
var leftWords = map[string]string{
	"ATTACH": "what is attached (ATTACH)", "ATTENDEE": "who is invited (ATTENDEE)", "COMMENT": "a remark (COMMENT)", "CONFERENCE": "the way into a conference (CONFERENCE)",
	"CONTACT": "whom to ask (CONTACT)", "CATEGORIES": "a long list of categories", "ORGANIZER": "a long name of an organizer", "URL": "a long address (URL)", "CLASS": "a class",
}

// refusals words why an entry of a calendar cannot be read.
var refusals = map[ical.Reason]func(value string) string{
	ical.ReasonFrequency: func(v string) string {
		return fmt.Sprintf("it comes more often than daily (%s); enter its dates one by one", v)
	},
	ical.ReasonHours: func(v string) string { return fmt.Sprintf("its rule names hours (%s); enter its dates one by one", v) },
	ical.ReasonStart: func(v string) string {
		if v == "" {
			return "it has no start (DTSTART); give it one"
		}
		return fmt.Sprintf("the start (DTSTART) %q cannot be read, or is of no year from %d to %d; enter it again", v, ical.FirstYear, ical.LastYear)
	},
	ical.ReasonEnd: func(v string) string {
		return fmt.Sprintf("the end (DTEND or DURATION) %q cannot be read, or is before the start; enter it again", v)
	},
	ical.ReasonZone: func(v string) string {
		return fmt.Sprintf("the time zone %q is not known; write it as Europe/Berlin", v)
	},
	ical.ReasonRule: func(v string) string {
		return fmt.Sprintf("the rule %q, by which it comes again, cannot be read; enter its dates one by one", v)
	},
	ical.ReasonOverride: func(v string) string {
		return fmt.Sprintf("the change %q to single dates of a series cannot be read; enter its dates one by one", v)
	},
	ical.ReasonUnfinished: func(string) string { return "its end (END:VEVENT) is missing; the file may be cut off" },
}

func nameless(title string) string {
	if title == "" {
		return "an event without a title"
	}
	return fmt.Sprintf("%q", title)
}

// someOf lists titles, of many the first ones.
func someOf(titles []string) string {
	titles = slices.Clone(titles)
	slices.Sort(titles)
	for i := range titles {
		titles[i] = nameless(titles[i])
	}
	return firstOf(titles)
}

// firstOf lists texts, of many the first ones.
func firstOf(texts []string) string {
	more := ""
	if n := len(texts) - 5; n > 0 {
		texts, more = texts[:5], fmt.Sprintf(" and %d more", n)
	}
	return strings.Join(texts, ", ") + more
}

// tagged matches texts that some programs write as HTML.
var tagged = regexp.MustCompile(`(?i)<(?:html|body|br|p|a|b|i|u|ul|ol|li|div|span|strong|em)\b[^>]*>`)

// leftOut says what of HTML was left out.
func leftOut(l markup.Left) []string {
	var out []string
	var links []string
	for _, href := range l.Links {
		links = append(links, strconv.Quote(clipped(href)))
	}
	if len(links) > 0 {
		out = append(out, fmt.Sprintf("links lead nowhere from here and were left out: %s; write whole addresses such as https://…", firstOf(links)))
	}
	for _, what := range []struct {
		n    int
		text string
	}{{l.Pictures, "pictures were left out"}, {l.Embedded, "films, sounds or frames were left out"}, {l.Changes, "remarks and what was crossed out were left out"}} {
		if what.n > 0 {
			out = append(out, what.text)
		}
	}
	return out
}

// markdownOf returns a plain text as Markdown: blank lines part paragraphs, the
// other lines stay lines. Of HTML it says what is left out.
func markdownOf(text string) (string, markup.Left, error) {
	if text = strings.TrimSpace(text); text == "" {
		return "", markup.Left{}, nil
	}
	if !tagged.MatchString(text) {
		text = html.EscapeString(text)
		text = "<p>" + strings.NewReplacer("\n\n", "</p><p>", "\n", "<br>").Replace(text) + "</p>"
	}
	return markup.FromClipboard(text, "")
}
