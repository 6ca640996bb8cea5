package archive

import (
	"context"
	"fmt"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// A change is an entry that was new, or different from what was stored.
type change struct {
	*entry
	was content.Stored
}

// tell adds to a batch what its entries have become, and from when readers see it.
func (im *Importer) tell(ctx context.Context, b *batch, changes []change) error {
	if im.Done == nil || len(changes) == 0 {
		for _, c := range changes { // they are counted all the same
			b.outcomes = append(b.outcomes, Outcome{File: c.file, IsNew: c.was.Version == 0})
		}
		return nil
	}
	var planned []string
	for _, c := range changes {
		if it := c.record.Base(); it.State == content.Approved && it.Publish.ByHoliday() {
			planned = append(planned, it.ID)
		}
	}
	editions := map[string][]content.Edition{}
	if len(planned) > 0 {
		var err error
		if editions, err = im.Store.EditionsOf(ctx, planned); err != nil {
			return err
		}
	}
	now := im.Now()
	for _, c := range changes {
		it := c.record.Base()
		what := fmt.Sprintf("%s %s – %s", it.Type, it.ID, it.Title)
		if c.was.Version == 0 || it.State != content.Approved || c.was.State != content.Approved {
			what += ": " + seen(it, editions[it.ID], now)
			im.late(b, c.entry, editions[it.ID], now)
		}
		for _, t := range it.Translations {
			what += fmt.Sprintf("; with %q in %s", t.Title, t.Lang)
		}
		b.outcomes = append(b.outcomes, Outcome{c.file, c.line, what, c.was.Version == 0})
	}
	return nil
}

// seen says when readers see an item: by its state, its schedule and, for one that is
// tied to a feast, its editions.
func seen(it *content.Item, editions []content.Edition, now time.Time) string {
	s := it.Publish
	switch it.State {
	case content.Approved:
	case content.InReview:
		return "in review"
	default:
		return string(it.State)
	}
	if !s.ByHoliday() {
		from, until := s.From, s.Until
		if until.IsZero() {
			until = content.Forever
		}
		editions = []content.Edition{{From: from, Until: until}}
	}
	for _, e := range editions {
		ends := ""
		if e.Until.Before(content.Forever) {
			ends = " until " + inBerlin(e.Until)
		}
		switch {
		case !e.Until.After(now):
			continue
		case e.From.After(now):
			return "visible from " + inBerlin(e.From) + ends
		}
		return "visible at once" + ends
	}
	return "visible at no time that is planned"
}

// late notes that an article is visible at once for a feast that is past, because it
// shows until the next one, as it would had it been written at the desk.
func (im *Importer) late(b *batch, e *entry, editions []content.Edition, now time.Time) {
	today := calendar.DateOf(now.In(calendar.Berlin))
	for _, x := range editions {
		if x.Visible(now) && x.Occurrence < today-lateDays && len(e.history.Versions) == 0 {
			b.noteAt(e.of("publish"), "publish: it shows from one feast to the next, and so at once, since %s, for that of %s; write show: 14d to end it, or since: %s to begin with the next",
				inBerlin(x.From), x.Occurrence, today)
		}
	}
}

// lateDays is how long after its first day a feast may still be going on.
const lateDays = 14

// inBerlin writes a moment as clocks there show it, without a time at midnight.
func inBerlin(t time.Time) string {
	return strings.TrimSuffix(t.In(calendar.Berlin).Format("2006-01-02 15:04"), " 00:00")
}
