package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"vielfalt/content"
)

// work loads an item as the desk sees it; nil if there is none. It runs a fixed
// number of statements.
func (t *session) work(ctx context.Context, id string) (*content.Work, error) {
	all, err := t.records(ctx, parts{whole: true}, "FROM items i WHERE i.id = ?", id)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	w := &content.Work{Live: all[0]}
	live := w.Live.Base()
	w.Choices, w.Latest = live.Choices, live.Version
	var head int64
	_, err = t.one(ctx, []any{&head, &w.Phase, &w.Owner, &w.Deputy, &w.ReviewOn, &w.SentBy, (*moment)(&w.SentAt), &w.Note},
		`SELECT head, phase, owner, deputy, review_on, sent_by, sent_at, note FROM works WHERE item_id = ?`, id)
	if err != nil {
		return nil, err
	}
	updates, err := t.updatesOf(ctx, []string{id})
	if err != nil {
		return nil, err
	}
	w.Updates = updates[id]
	if n := len(w.Updates); n > 0 {
		texts, err := t.updateTexts(ctx, []string{id})
		if err != nil {
			return nil, err
		}
		w.Latest = w.Updates[n-1].Version
		w.Planned = texts[id][w.Latest]
	}
	switch {
	case head > 0 && live.State.Published():
		found := false
		err := t.versions(ctx, true, func(v content.Version) error {
			w.Draft, w.Base, found = v.Record, v.BasedOn, true
			return nil
		}, "WHERE v.item_id = ? AND v.number = ?", id, head)
		if err == nil && !found {
			err = fmt.Errorf("the open draft of %q, version %d, is not there", id, head)
		}
		if err != nil {
			return nil, err
		}
		fill(w.Draft.Base(), live)
	case !live.State.Published():
		w.Draft = w.Live
	}
	w.Phase = phase(w.Phase, w.Draft)
	if w.Draft == nil {
		return w, nil
	}
	return w, t.each(ctx, func(scan func(...any) error) error {
		var by string
		if err := scan(&by); err != nil {
			return err
		}
		w.Wrote = append(w.Wrote, by)
		return nil
	}, `SELECT DISTINCT by_whom FROM versions WHERE item_id = ? AND number > `+lastApproval+` AND state NOT IN (?, ?) AND kind IN (?, ?) ORDER BY by_whom`,
		id, id, w.Base, content.KindApprove, content.Withdrawn, content.Approved, content.Withdrawn, content.KindSave, content.KindRestore)
}

// lastApproval is the version by which somebody approved a text for the last time
// before a draft was based on what is live; 0 if nobody did. Letting something
// withdrawn show again approves no text.
const lastApproval = `COALESCE((SELECT MAX(a.number) FROM versions a WHERE a.item_id = ? AND a.number <= ? AND a.kind = ?
	AND NOT EXISTS (SELECT 1 FROM versions w WHERE w.item_id = a.item_id AND w.number = a.based_on AND w.state = ?)), 0)`

// fill gives a record of a version what the store keeps beside versions.
func fill(it, live *content.Item) {
	it.Created, it.Updated, it.Choices = live.Created, live.Updated, live.Choices
}

// phase returns where the work is: as stored, or as follows from the draft if
// nobody has sent it, because it was imported or stored by an older program.
func phase(stored content.Phase, draft content.Record) content.Phase {
	switch {
	case draft == nil:
		return content.NoWork
	case stored != content.NoWork:
		return stored
	case draft.Base().State == content.InReview:
		return content.Sent
	}
	return content.Drafting
}

// Work implements content.Desk. A text whose moment has come is what is live,
// whether it was folded or not.
func (s *Store) Work(ctx context.Context, id string) (*content.Work, error) {
	now := s.now()
	var w *content.Work
	err := s.read(ctx, "show work on", fmt.Sprintf("%q", id), func(t *session) (err error) {
		if w, err = t.work(ctx, id); err == nil && w == nil {
			err = content.ErrNotFound
		}
		if err == nil {
			_, err = t.fold(ctx, w, now)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return w, nil
}

// Act implements content.Desk.
func (s *Store) Act(ctx context.Context, p content.Policy, a content.Actor, x content.Action) (content.Done, error) {
	var done content.Done
	err := s.planning(ctx, string(x.Do), fmt.Sprintf("%q", x.ID), func(t *session) error {
		done = content.Done{ID: x.ID}
		now := s.now()
		// What is done is done to what readers see.
		if err := t.foldDue(ctx, now, []string{x.ID}); err != nil {
			return err
		}
		w, err := t.work(ctx, x.ID)
		if err != nil {
			return err
		}
		if x.Record, err = t.wanted(ctx, x, w); err != nil {
			return err
		}
		if err := p.Decide(a, x, w); err != nil {
			return err
		}
		act := &acting{store: s, t: t, actor: a, x: x, w: w, now: now, done: &done}
		if err := act.do(ctx); err != nil || done.Unchanged {
			return err
		}
		editions, err := t.editions(ctx, x.ID)
		if err != nil {
			return err
		}
		for _, e := range slices.Backward(editions) {
			if e.Until.After(act.now) {
				done.Next = e
			}
		}
		return t.audit(ctx, act.now, content.AuditEntry{By: a.By(), Action: "item." + string(x.Do), ItemID: x.ID, Detail: act.detail})
	})
	if err != nil {
		return content.Done{}, err
	}
	return done, nil
}

// wanted returns what is to be there after an action: to restore a version is to
// save what it says, and as limited. One that cannot be had is missed later.
func (t *session) wanted(ctx context.Context, x content.Action, w *content.Work) (content.Record, error) {
	if x.Do != content.DoRestore || w == nil {
		return x.Record, nil
	}
	r, err := t.older(ctx, x.ID, x.Number)
	if errors.Is(err, content.ErrNotFound) {
		return nil, nil
	}
	return r, err
}

// acting is an action being carried out.
type acting struct {
	store  *Store
	t      *session // in whose transaction it is done
	actor  content.Actor
	x      content.Action
	w      *content.Work // nil for something new
	now    time.Time
	done   *content.Done
	detail string // for the audit
}

func (a *acting) do(ctx context.Context) error {
	if err := a.checkNote(); err != nil {
		return err
	}
	switch a.x.Do {
	case content.DoSave:
		return a.save(ctx)
	case content.DoSend:
		return a.phase(ctx, content.Sent)
	case content.DoTakeBack:
		return a.phase(ctx, content.Drafting)
	case content.DoReturn:
		return a.phase(ctx, content.Returned)
	case content.DoApprove, content.DoApproveBy:
		if a.x.From.After(a.now) {
			return a.approveLater(ctx)
		}
		return a.approve(ctx)
	case content.DoCorrect:
		r := clone(a.w.Live)
		content.TakeText(r, a.x.Record, true)
		return a.put(ctx, r, content.KindCorrect, nil)
	case content.DoRestore:
		return a.restore(ctx)
	case content.DoDiscard:
		return a.discard(ctx)
	case content.DoSkip, content.DoMove, content.DoRenew, content.DoUndo:
		return a.choose(ctx)
	case content.DoWithdraw:
		return a.show(ctx, content.Withdrawn, content.KindRemove)
	case content.DoReapprove:
		return a.show(ctx, content.Approved, content.KindApprove)
	case content.DoReassign:
		a.detail = "owner " + a.x.Owner + " deputy " + a.x.Deputy
		_, err := a.t.exec(ctx, `INSERT INTO works (item_id, head, owner, deputy, review_on) VALUES (?, 0, ?, ?, ?)
			ON CONFLICT (item_id) DO UPDATE SET owner = excluded.owner, deputy = excluded.deputy, review_on = excluded.review_on`,
			a.x.ID, a.x.Owner, a.x.Deputy, a.x.ReviewOn)
		return err
	}
	return fmt.Errorf("there is no action %q", a.x.Do)
}

func (a *acting) checkNote() error {
	var p content.Problems
	needed := a.x.Do == content.DoReturn || a.x.Do == content.DoWithdraw
	switch {
	case needed && strings.TrimSpace(a.x.Note) == "":
		p.Add("note", "problem.required", "is missing")
	case !content.ValidReason(a.x.Note):
		p.Add("note", "problem.text", "must be a printable text of at most 1000 bytes")
	}
	return p.Err()
}

// put stores a record. What is live is version live of it.
func (a *acting) put(ctx context.Context, r content.Record, kind content.VersionKind, ends *time.Time) error {
	d, err := a.store.incoming(r)
	if err != nil {
		return err
	}
	how := saving{by: a.actor.By(), note: a.x.Note, kind: kind, now: a.now, ends: ends}
	if err := a.store.store(ctx, a.t, []*incoming{d}, how); err != nil {
		return err
	}
	d.tell()
	a.done.Version, a.done.Unchanged = r.Base().Version, d.equal
	a.detail = fmt.Sprintf("version %d", a.done.Version)
	return nil
}

func (a *acting) save(ctx context.Context) error {
	r := clone(a.x.Record)
	it := r.Base()
	it.State, it.Version = content.Draft, a.x.Base
	if it.ID != a.x.ID {
		return fmt.Errorf("a record %q cannot be saved as %q", it.ID, a.x.ID)
	}
	if err := a.put(ctx, r, content.KindSave, nil); err != nil {
		return err
	}
	if a.w == nil {
		if _, err := a.t.exec(ctx, `INSERT INTO works (item_id, head, owner) VALUES (?, 0, ?)`, a.x.ID, a.actor.ID); err != nil {
			return err
		}
	}
	if a.w != nil && a.w.Overtaken() && a.x.Latest == a.w.Latest {
		if err := a.rest(ctx, a.x.Latest); err != nil {
			return err
		}
	}
	_, err := a.t.exec(ctx, `DELETE FROM scribbles WHERE item_id = ? AND account_id = ?`, a.x.ID, a.actor.ID)
	return err
}

// rest makes the open draft one of another approved version.
func (a *acting) rest(ctx context.Context, on int64) error {
	n, err := a.t.exec(ctx, `UPDATE versions SET based_on = ? WHERE item_id = ? AND number = (SELECT head FROM works WHERE item_id = ?)`, on, a.x.ID, a.x.ID)
	if n > 0 {
		a.done.Unchanged = false
	}
	return err
}

// phase moves the work on.
func (a *acting) phase(ctx context.Context, to content.Phase) error {
	a.done.Version = a.w.Head()
	a.detail = fmt.Sprintf("version %d", a.done.Version)
	var by string
	var at moment
	if to != content.Drafting {
		by, at = a.actor.By(), moment(a.now)
	}
	_, err := a.t.exec(ctx, `INSERT INTO works (item_id, head, phase, sent_by, sent_at, note) VALUES (?, 0, ?, ?, ?, ?)
		ON CONFLICT (item_id) DO UPDATE SET phase = excluded.phase, sent_by = excluded.sent_by, sent_at = excluded.sent_at, note = excluded.note`,
		a.x.ID, to, by, at, a.x.Note)
	return err
}

// closed ends the work.
func (a *acting) closed(ctx context.Context) error { return a.t.endWork(ctx, []string{a.x.ID}) }

func (a *acting) approve(ctx context.Context) error {
	r := clone(a.w.Draft)
	r.Base().State, r.Base().Version = content.Approved, a.w.Live.Base().Version
	if err := a.put(ctx, r, content.KindApprove, new(time.Time)); err != nil {
		return err
	}
	a.done.Unchanged = false
	return a.closed(ctx)
}

// approveLater approves a text that shows from a moment on; what is not text
// counts at once.
func (a *acting) approveLater(ctx context.Context) error {
	live := a.w.Live.Base()
	if live.State != content.Approved {
		var p content.Problems
		p.Add("ab", "problem.first-approval", "a moment is for the update of something approved; the schedule says when something shows for the first time")
		return p.Err()
	}
	from := toSecond(a.x.From)
	if from.Sub(a.now) > content.Horizon {
		var p content.Problems
		p.Add("ab", "problem.far", "lies more than twelve years ahead")
		return p.Err()
	}
	now := clone(a.w.Draft)
	content.TakeText(now, a.w.Live, true)
	now.Base().State, now.Base().Version = content.Approved, live.Version
	if err := a.put(ctx, now, content.KindApprove, &from); err != nil {
		return err
	}
	lines, err := a.t.lineages(ctx, []string{a.x.ID})
	if err != nil {
		return err
	}
	later := clone(a.w.Draft)
	later.Base().State = content.Approved
	row, err := newVersion(later, content.Version{
		Number: lines[a.x.ID].last + 1, BasedOn: now.Base().Version, Kind: content.KindApprove, By: a.actor.By(), At: a.now, Note: a.x.Note,
	})
	if err != nil {
		return err
	}
	if err := a.t.insertVersions(ctx, []*versionRow{row}); err != nil {
		return err
	}
	ids := []string{a.x.ID}
	updates, err := a.t.updatesOf(ctx, ids)
	if err != nil {
		return err
	}
	texts, err := a.t.updateTexts(ctx, ids)
	if err != nil {
		return err
	}
	kept := slices.DeleteFunc(updates[a.x.ID], func(u content.Update) bool { return !u.Begins.Before(from) })
	all := texts[a.x.ID]
	if all == nil {
		all = make(map[int64]content.Record)
	}
	all[row.Number] = later
	if err := a.t.setUpdates(ctx, a.x.ID, append(kept, content.Update{Begins: from, Version: row.Number, By: a.actor.By(), At: a.now}), all); err != nil {
		return err
	}
	if err := a.recut(ctx); err != nil {
		return err
	}
	a.done.Version, a.done.Unchanged = row.Number, false
	a.detail = fmt.Sprintf("version %d from %s", row.Number, from.Format(time.RFC3339))
	return a.closed(ctx)
}

// recut writes the editions again, because their parts are others, and tells
// those who follow.
func (a *acting) recut(ctx context.Context) error {
	have, err := a.t.editionsOf(ctx, []string{a.x.ID})
	if err != nil {
		return err
	}
	return a.reshow(ctx, have[a.x.ID])
}

// reshow replaces the editions and enters a change.
func (a *acting) reshow(ctx context.Context, editions []content.Edition) error {
	typ := a.w.Live.Base().Type
	if err := a.t.setEditions(ctx, map[string]content.Type{a.x.ID: typ}, map[string][]content.Edition{a.x.ID: editions}); err != nil {
		return err
	}
	return a.t.log(ctx, []content.Change{{ID: a.x.ID, Type: typ, Op: content.OpReplan, At: a.now, By: a.actor.By()}})
}

func (a *acting) restore(ctx context.Context) error {
	r := a.x.Record
	if r == nil {
		return fmt.Errorf("version %d of %q: %w", a.x.Number, a.x.ID, content.ErrNotFound)
	}
	if err := a.put(ctx, r, content.KindRestore, nil); err != nil {
		return err
	}
	a.detail = fmt.Sprintf("version %d as %d", a.x.Number, a.done.Version)
	unchanged := a.done.Unchanged && a.w.Phase == content.Drafting
	a.done.Unchanged = unchanged
	return nil
}

func (a *acting) discard(ctx context.Context) error {
	a.detail = fmt.Sprintf("version %d", a.w.Head())
	a.done.Version = a.w.Latest
	if a.w.Live.Base().State.Published() {
		return a.closed(ctx)
	}
	return a.phase(ctx, content.Binned)
}

// show withdraws something, or lets it show again. A draft of the text goes on
// being one of what is live.
func (a *acting) show(ctx context.Context, state content.State, kind content.VersionKind) error {
	r := clone(a.w.Live)
	r.Base().State = state
	if err := a.put(ctx, r, kind, new(time.Time)); err != nil {
		return err
	}
	if a.w.Draft == nil || a.w.Base != a.w.Live.Base().Version {
		return nil
	}
	return a.rest(ctx, a.done.Version)
}
