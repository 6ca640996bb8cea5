package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/own"
	"vielfalt/content"
)

// datesSchema is the schema number of the first programs that know dates.
const datesSchema = 3

var dateColumns = []string{
	"observance", "year", "revision", "first_day", "previous_day", "certainty", "announced_by", "checked", "note", "at", "editor",
}

func dateFields(a *content.Confirmation) []any {
	return []any{
		&a.Observance, &a.Year, &a.Revision.N, &a.First, &a.Revision.Before, &a.Certainty, &a.By, &a.Checked, &a.Note,
		(*moment)(&a.Revision.At), &a.Editor,
	}
}

var dayColumns = []string{
	"id", "name", "name_en", "kind", "length", "begins", "source", "rule", "dates", "since", "until", "revision", "at", "editor", "deleted", "flag",
}

// A storedDay is an own day as stored in a row.
type storedDay struct {
	*content.Day
	rule    string
	dates   list[string]
	deleted bool
}

func newStoredDay(d *content.Day) *storedDay {
	s := &storedDay{Day: d, rule: d.Rule.String()}
	for _, x := range d.Dates {
		s.dates = append(s.dates, x.String())
	}
	return s
}

func (s *storedDay) fields() []any {
	d := s.Day
	return []any{
		&d.ID, &d.Name.German, &d.Name.English, &d.Kind, &d.Day.Days, &d.Begin, &d.Source, &s.rule, &s.dates, &d.Since, &d.Until,
		&d.Revision.N, (*moment)(&d.Revision.At), &d.Editor, &s.deleted, &d.Flag,
	}
}

// read decodes what the row holds in another form.
func (s *storedDay) read() (err error) {
	if s.rule != "" {
		if s.Rule, err = own.ParseRule(s.rule); err != nil {
			return fmt.Errorf("%s: %w", s.ID, err)
		}
	}
	for _, text := range s.dates {
		x, err := calendar.ParseDate(text)
		if err != nil {
			return fmt.Errorf("%s: %w", s.ID, err)
		}
		s.Dates = append(s.Dates, x)
	}
	return nil
}

// confirmations loads confirmations; tail is everything from WHERE on.
func (t *session) confirmations(ctx context.Context, tail string, args ...any) ([]*content.Confirmation, error) {
	var out []*content.Confirmation
	err := t.each(ctx, func(scan func(...any) error) error {
		a := new(content.Confirmation)
		out = append(out, a)
		return scan(dateFields(a)...)
	}, "SELECT "+strings.Join(dateColumns, ", ")+" FROM dates d "+tail+" ORDER BY observance, year, revision", args...)
	return out, err
}

// lastConfirmations is the condition that selects those that count.
const lastConfirmations = "WHERE revision = (SELECT MAX(e.revision) FROM dates e WHERE e.observance = d.observance AND e.year = d.year)"

// days loads own days, including deleted ones.
func (t *session) days(ctx context.Context) ([]*storedDay, error) {
	var out []*storedDay
	err := t.each(ctx, func(scan func(...any) error) error {
		s := &storedDay{Day: new(content.Day)}
		out = append(out, s)
		if err := scan(s.fields()...); err != nil {
			return err
		}
		return s.read()
	}, "SELECT "+strings.Join(dayColumns, ", ")+" FROM days ORDER BY id")
	return out, err
}

// Confirmations implements content.Store.
func (s *Store) Confirmations(ctx context.Context, observance calendar.ID) ([]*content.Confirmation, error) {
	var out []*content.Confirmation
	err := s.read(ctx, "list dates of", string(observance), func(t *session) (err error) {
		if observance == "" {
			out, err = t.confirmations(ctx, "")
		} else {
			out, err = t.confirmations(ctx, "WHERE observance = ?", string(observance))
		}
		return err
	})
	return out, err
}

// Dates implements content.Store.
func (s *Store) Dates(ctx context.Context) (content.Dates, error) {
	var out content.Dates
	err := s.read(ctx, "list", "dates", func(t *session) (err error) {
		out = content.Dates{}
		if _, err = t.one(ctx, []any{&out.Change}, `SELECT COALESCE(MAX(seq), 0) FROM changes`); err != nil {
			return err
		}
		if out.Confirmed, err = t.confirmations(ctx, lastConfirmations); err != nil {
			return err
		}
		reckoned, err := t.conventions(ctx)
		if err != nil {
			return err
		}
		out.Switches = reckoned.Switches
		days, err := t.days(ctx)
		for _, d := range days {
			if !d.deleted {
				out.Days = append(out.Days, d.Day)
			}
		}
		return err
	})
	return out, err
}

// An occasion is what a confirmation is about.
type occasion struct {
	observance calendar.ID
	year       int
}

// SaveDates implements content.Store.
func (s *Store) SaveDates(ctx context.Context, by string, list ...*content.Confirmation) (changed int, err error) {
	return s.SaveCalendar(ctx, by, nil, list)
}

// SaveDays implements content.Store.
func (s *Store) SaveDays(ctx context.Context, by string, list ...*content.Day) (changed int, err error) {
	return s.SaveCalendar(ctx, by, list, nil)
}

// SaveCalendar implements content.Store.
func (s *Store) SaveCalendar(ctx context.Context, by string, days []*content.Day, dates []*content.Confirmation) (changed int, err error) {
	if len(days)+len(dates) == 0 {
		return 0, nil
	}
	subject := ""
	if len(days) > 0 {
		subject = string(days[0].ID)
	} else {
		subject = dates[0].ID()
	}
	now := s.now()
	// Copies, so that what the caller holds changes only once it is stored.
	var doneDays []*content.Day
	var doneDates []content.Confirmation
	err = s.write(ctx, "save dates", subject, func(t *session) error {
		var n int
		var err error
		if doneDays, changed, err = s.enterDays(ctx, t, by, now, days); err != nil || len(dates) == 0 {
			return err
		}
		cal := s.planner.Calendar()
		if len(days) > 0 && s.planner.With != nil {
			if cal, err = s.planner.With(ctx, doneDays...); err != nil {
				return err
			}
		}
		doneDates, n, err = t.enterDates(ctx, cal, by, now, dates)
		changed += n
		return err
	})
	if err != nil {
		return 0, err
	}
	for i := range days {
		*days[i] = *doneDays[i]
	}
	for i := range dates {
		*dates[i] = doneDates[i]
	}
	return changed, nil
}

// enterDates validates and enters confirmations, and returns them as stored.
func (t *session) enterDates(ctx context.Context, cal *calendar.Calendar, by string, now time.Time, list []*content.Confirmation) (done []content.Confirmation, changed int, err error) {
	// A week may move as a whole, its first day past what was its last one.
	together := make([]calendar.Confirmation, len(list))
	for i, a := range list {
		together[i] = a.Confirmation
	}
	entered := cal.With(together...)
	for _, a := range list {
		if err := a.Validate(entered); err != nil {
			return nil, 0, fmt.Errorf("%s: %w", a.ID(), err)
		}
	}
	l, err := t.ledger(ctx, list)
	if err != nil {
		return nil, 0, err
	}
	done = make([]content.Confirmation, len(list))
	var rows [][]any
	var changes []content.Change
	for i, a := range list {
		done[i] = *a
		next := &done[i]
		next.Outside = false // said to Validate alone
		entered, err := l.enter(next, i, cal, by, now)
		if err != nil {
			return nil, 0, err
		}
		if !entered {
			continue
		}
		rows = append(rows, dateFields(next))
		change := content.Change{ID: next.ID(), Type: content.TypeDate, Op: content.OpSave, At: now, By: by}
		if next.First == 0 {
			change.Op = content.OpDelete
		}
		changes = append(changes, change)
	}
	if err := t.insert(ctx, "dates", dateColumns, nil, rows); err != nil {
		return nil, 0, err
	}
	return done, len(rows), t.logDates(ctx, changes)
}

// A ledger holds, for each occasion, the confirmation that counts while more
// are entered from a list.
type ledger struct {
	last  map[occasion]*content.Confirmation
	known map[occasion]bool // those that the store had before
	final map[occasion]int  // the position in the list of the last one for each
}

func (t *session) ledger(ctx context.Context, list []*content.Confirmation) (*ledger, error) {
	l := &ledger{last: make(map[occasion]*content.Confirmation), known: make(map[occasion]bool), final: make(map[occasion]int)}
	for i, a := range list {
		l.final[occasion{a.Observance, a.Year}] = i
	}
	stored, err := t.confirmations(ctx, lastConfirmations)
	for _, a := range stored {
		o := occasion{a.Observance, a.Year}
		l.last[o], l.known[o] = a, true
	}
	return l, err
}

// enter decides what becomes of next, the confirmation at i in the list, and
// reports whether it is one more entry. It sets Revision and Editor in it.
func (l *ledger) enter(next *content.Confirmation, i int, cal *calendar.Calendar, by string, now time.Time) (bool, error) {
	o := occasion{next.Observance, next.Year}
	was := l.last[o]
	exported, takesBack := next.Revision.N > 0, next.First == 0
	switch {
	case exported && l.known[o] && l.final[o] != i:
		return false, nil // an export's past, of which the store has its own
	case was != nil && next.Same(was), takesBack && !exported && was != nil && was.First == 0:
		*next = *was
		return false, nil
	case takesBack && was == nil && !exported:
		return false, content.ErrNotFound
	case exported && !l.known[o] && (was == nil || next.Revision.N > was.Revision.N):
		next.Revision.At = toSecond(next.Revision.At) // otherwise as it was
	default:
		next.Editor = by
		next.Revision = calendar.Revision{N: 1, At: now}
		if was != nil {
			next.Revision.N += was.Revision.N
		}
		next.Revision.Before = before(cal, next, was)
	}
	l.last[o] = next
	return true, nil
}

// before is the day that counted before a confirmation; 0 if there was none, or
// the same one.
func before(cal *calendar.Calendar, next, was *content.Confirmation) calendar.Date {
	day := calendar.Date(0)
	if was != nil {
		day = was.First
	}
	if day == 0 {
		day, _ = next.Reckoned(cal)
	}
	if day == next.First {
		return 0
	}
	return day
}

// logDates enters changes of dates. From then on programs that know nothing of
// dates must not use the database.
func (t *session) logDates(ctx context.Context, changes []content.Change) error {
	if len(changes) == 0 {
		return nil
	}
	if err := t.raise(ctx, datesSchema); err != nil {
		return err
	}
	if err := t.log(ctx, changes); err != nil {
		return err
	}
	return t.setMeta(ctx, datesName, strconv.FormatInt(changes[len(changes)-1].Seq, 10))
}

// datesName is the key in meta for the number of the last change of dates.
const datesName = "dates"

// errStale means that the planner's calendar lacks dates that were entered.
var errStale = errors.New("the calendar lacks dates that were entered")

// current returns errStale if the planner must not plan anything.
func (s *Store) current(ctx context.Context, t *session) error {
	if s.planner.AsOf == nil {
		return nil
	}
	last, err := t.meta(ctx, datesName)
	if err != nil {
		return err
	}
	if n, _ := strconv.ParseInt(last, 10, 64); n > s.planner.AsOf() {
		return errStale
	}
	return nil
}

// planning is write for an f that plans editions. If the planner's calendar is
// stale, it is renewed first.
func (s *Store) planning(ctx context.Context, op, subject string, f func(*session) error) error {
	for tries := 1; ; tries++ {
		err := s.write(ctx, op, subject, func(t *session) error {
			if err := s.current(ctx, t); err != nil {
				return err
			}
			return f(t)
		})
		if tries == 5 || !errors.Is(err, errStale) {
			return err
		}
		if err := s.planner.Renew(ctx); err != nil {
			return s.wrap(op, subject, err)
		}
	}
}

// enterDays validates and stores own days, and returns them as stored.
func (s *Store) enterDays(ctx context.Context, t *session, by string, now time.Time, list []*content.Day) (done []*content.Day, changed int, err error) {
	if len(list) == 0 {
		return nil, 0, nil
	}
	done = make([]*content.Day, len(list))
	stored, err := t.days(ctx)
	if err != nil {
		return nil, 0, err
	}
	all := make(map[calendar.ID]*storedDay)
	for _, d := range stored {
		all[d.ID] = d
	}
	known := func(id calendar.ID) bool {
		d := all[id]
		if id.Tradition() == own.Tradition {
			return d != nil && !d.deleted || slices.ContainsFunc(list, func(d *content.Day) bool { return d.ID == id })
		}
		_, ok := s.planner.Calendar().Observance(id)
		return ok
	}
	var changes []content.Change
	written := make(map[calendar.ID]bool)
	for i, d := range list {
		next := *d
		if err := next.Validate(known); err != nil {
			return nil, 0, fmt.Errorf("%s: %w", d.ID, err)
		}
		was := all[next.ID]
		done[i] = &next
		switch {
		case was != nil && !was.deleted && next.Equal(was.Day):
			next.Revision, next.Editor = was.Revision, was.Editor
			continue
		case was != nil:
			next.Revision, next.Editor = calendar.Revision{N: was.Revision.N + 1, At: now}, by
		case next.Revision.At.IsZero() || next.Revision.At.After(now):
			next.Revision, next.Editor = calendar.Revision{At: now}, by
		default: // of an export
			next.Revision = calendar.Revision{N: next.Revision.N, At: toSecond(next.Revision.At)}
		}
		all[next.ID] = newStoredDay(&next)
		written[next.ID] = true
		changed++
		changes = append(changes, content.Change{ID: string(next.ID), Type: content.TypeDay, Op: content.OpSave, At: now, By: by})
	}
	var rows [][]any
	for _, id := range slices.Sorted(maps.Keys(written)) {
		rows = append(rows, all[id].fields())
	}
	if err := t.insert(ctx, "days", dayColumns, []string{"id"}, rows); err != nil {
		return nil, 0, err
	}
	var days []own.Day
	for _, d := range all {
		if !d.deleted {
			days = append(days, d.Day.Day)
		}
	}
	if circle := own.Circle(days); len(circle) > 0 {
		slices.Sort(circle)
		var p content.Problems
		p.Add("rule", "problem.observance", "%s would be counted from itself, by way of others", circle[0])
		return nil, 0, p
	}
	return done, changed, t.logDates(ctx, changes)
}

// DeleteDay implements content.Store.
func (s *Store) DeleteDay(ctx context.Context, by string, id calendar.ID) error {
	now := s.now()
	return s.write(ctx, "delete day", string(id), func(t *session) error {
		days, err := t.days(ctx)
		if err != nil {
			return err
		}
		var day *storedDay
		var needed []string
		for _, d := range days {
			switch {
			case d.deleted:
			case d.ID == id:
				day = d
			case d.Rule.Base == id:
				needed = append(needed, string(d.ID))
			}
		}
		if day == nil {
			return content.ErrNotFound
		}
		items, err := t.on(ctx, []string{string(id)})
		if err != nil {
			return err
		}
		if needed = append(needed, items...); len(needed) > 0 {
			return fmt.Errorf("it is still named by %s: %w", strings.Join(needed, ", "), content.ErrConflict)
		}
		changes := []content.Change{{ID: string(id), Type: content.TypeDay, Op: content.OpDelete, At: now, By: by}}
		day.deleted, day.Editor = true, by
		day.Revision = calendar.Revision{N: day.Revision.N + 1, At: now}
		if err := t.insert(ctx, "days", dayColumns, []string{"id"}, [][]any{day.fields()}); err != nil {
			return err
		}
		entries, err := t.confirmations(ctx, lastConfirmations+" AND observance = ?", string(id))
		if err != nil {
			return err
		}
		var rows [][]any
		for _, a := range entries {
			if a.First == 0 {
				continue
			}
			gone := takenBack(a, by, now)
			rows = append(rows, dateFields(gone))
			changes = append(changes, content.Change{ID: gone.ID(), Type: content.TypeDate, Op: content.OpDelete, At: now, By: by})
		}
		if err := t.insert(ctx, "dates", dateColumns, nil, rows); err != nil {
			return err
		}
		return t.logDates(ctx, changes)
	})
}

// takenBack returns the entry that takes back another.
func takenBack(a *content.Confirmation, by string, now time.Time) *content.Confirmation {
	return &content.Confirmation{Editor: by, Confirmation: calendar.Confirmation{
		Observance: a.Observance, Year: a.Year, Revision: calendar.Revision{N: a.Revision.N + 1, At: now, Before: a.First},
	}}
}

// On implements content.Store.
func (s *Store) On(ctx context.Context, observances ...calendar.ID) ([]string, error) {
	var out []string
	err := s.read(ctx, "list items on", strings.Join(texts(observances), ", "), func(t *session) (err error) {
		out, err = t.on(ctx, texts(observances))
		return err
	})
	return out, err
}

func (t *session) on(ctx context.Context, observances []string) ([]string, error) {
	var out []string
	note := func(scan func(...any) error) error {
		var id string
		err := scan(&id)
		out = append(out, id)
		return err
	}
	if err := t.in(ctx, observances, `SELECT id FROM items WHERE publish_observance IN (%s)`, note); err != nil {
		return nil, err
	}
	// IDs are already in lower case, as fold makes them.
	if err := t.in(ctx, observances, `SELECT item_id FROM item_values WHERE kind = '`+kindObservance+`' AND fold IN (%s)`, note); err != nil {
		return nil, err
	}
	return unique(out), nil
}
