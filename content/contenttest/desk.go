package contenttest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"vielfalt/content"
)

// Who works in these tests: anna writes, bert and berta approve, vera keeps the
// accounts, otto writes on something else.
var (
	anna  = worker("anna", content.Role{Name: content.Editor, Themes: []string{"Religion"}})
	bert  = worker("bert", content.Role{Name: content.Approver})
	berta = worker("berta", content.Role{Name: content.Approver, Dezernate: []string{"11"}})
	vera  = worker("vera", content.Role{Name: content.Administrator})
	otto  = worker("otto", content.Role{Name: content.Editor, Themes: []string{"Sport"}}, content.Role{Name: content.Approver, Themes: []string{"Sport"}})
	root  = content.Actor{Command: "root"}
)

func worker(id string, roles ...content.Role) content.Actor {
	return content.Actor{ID: id, Name: "Frau " + id, Roles: roles}
}

// act carries out an action, and fails the test if it is refused.
func (b *bench) act(a content.Actor, x content.Action) content.Done {
	b.Helper()
	done, err := b.Act(context.Background(), content.Policy{}, a, x)
	if err != nil {
		b.Fatalf("%s: %v", x.Do, err)
	}
	return done
}

// work returns an item as the desk sees it.
func (b *bench) work(id string) *content.Work {
	b.Helper()
	w, err := b.Work(context.Background(), id)
	b.must(err)
	return w
}

// stands returns phase and approval as the table has them: "E0", "–F", "P W".
func (b *bench) stands(id string) string {
	b.Helper()
	w, err := b.Work(context.Background(), id)
	if errors.Is(err, content.ErrNotFound) {
		return "none"
	}
	b.must(err)
	s := map[content.Phase]string{content.NoWork: "–", content.Drafting: "E", content.Sent: "P", content.Returned: "Z", content.Binned: "B"}[w.Phase]
	switch w.Live.Base().State {
	case content.Approved:
		s += "F"
	case content.Withdrawn:
		s += "W"
	default:
		s += "0"
	}
	if w.Overtaken() {
		s += " overtaken"
	}
	return s
}

// text returns a record to be saved in place of the head.
func (b *bench) text(id, title string) content.Record {
	b.Helper()
	encoded, err := content.Encode(b.work(id).Text())
	b.must(err)
	r, err := content.Decode(encoded)
	b.must(err)
	r.Base().Title = title
	return r
}

func (b *bench) head(id string) int64 {
	b.Helper()
	return b.work(id).Head()
}

// religious returns an article on anna's theme.
func religious(id string, p content.Schedule) *content.Article {
	a := article(id, p)
	a.State, a.Dezernat, a.Tags = content.Draft, "11.5", []string{"religion"}
	return a
}

// bring makes an item, with an older version 1, and brings it to a state of the
// table.
func (b *bench) bring(id, state string, p content.Schedule) {
	b.Helper()
	phase, approval := state[:len(state)-1], state[len(state)-1:]
	older := religious(id, p)
	older.Title = "Alt " + id
	b.act(anna, content.Action{Do: content.DoSave, ID: id, Record: older})
	b.act(anna, content.Action{Do: content.DoSave, ID: id, Base: 1, Record: b.text(id, "Titel "+id)})
	if approval != "0" {
		b.act(bert, content.Action{Do: content.DoApproveBy, ID: id, Number: b.head(id)})
		if phase != "–" {
			b.act(anna, content.Action{Do: content.DoSave, ID: id, Base: b.head(id), Record: b.text(id, "Entwurf "+id)})
		}
	}
	if phase == "P" || phase == "Z" {
		b.act(anna, content.Action{Do: content.DoSend, ID: id, Base: b.head(id), Note: "Bitte ansehen"})
	}
	if phase == "Z" {
		b.act(bert, content.Action{Do: content.DoReturn, ID: id, Base: b.head(id), Note: "Quelle fehlt"})
	}
	if phase == "B" {
		b.act(anna, content.Action{Do: content.DoDiscard, ID: id, Base: b.head(id)})
	}
	if approval == "W" {
		b.act(bert, content.Action{Do: content.DoWithdraw, ID: id, Note: "Der Tag fällt aus"})
	}
	b.same("state of "+id, b.stands(id), state)
}

// deskStates are the states of the table: the work, and whether it was approved.
var deskStates = []string{"E0", "P0", "Z0", "–F", "EF", "PF", "ZF", "–W", "EW", "PW", "ZW", "B0"}

// deskTable says what becomes of each state by an action of somebody who may do
// it: the state, or the Key of the refusal.
var deskTable = map[content.Do]string{
	//                     E0           P0            Z0            –F             EF           PF            ZF           –W            EW         PW         ZW         B0
	content.DoSave:      "E0           in-review     Z0            EF             EF           in-review     ZF           EW            EW         in-review  ZW         binned",
	content.DoSend:      "P0           in-review     P0            nothing-open   PF           in-review     PF           nothing-open  PW         in-review  PW         binned",
	content.DoTakeBack:  "not-sent     E0            not-sent      not-sent       not-sent     EF            not-sent     not-sent      not-sent   EW         not-sent   binned",
	content.DoReturn:    "not-sent     Z0            not-sent      not-sent       not-sent     ZF            not-sent     not-sent      not-sent   ZW         not-sent   binned",
	content.DoApprove:   "not-sent     –F            not-sent      nothing-open   not-sent     –F            not-sent     withdrawn     withdrawn  withdrawn  withdrawn  binned",
	content.DoApproveBy: "–F           –F            –F            nothing-open   –F           –F            –F           withdrawn     withdrawn  withdrawn  withdrawn  binned",
	content.DoCorrect:   "never-approved never-approved never-approved –F         EF+          PF+           ZF+          withdrawn     withdrawn  withdrawn  withdrawn  binned",
	content.DoRestore:   "E0           in-review     E0            EF             EF           in-review     EF           EW            EW         in-review  EW         E0",
	content.DoDiscard:   "B0           in-review     B0            nothing-open   –F           in-review     –F           nothing-open  –W         in-review  –W         binned",
	content.DoSkip:      "never-approved never-approved never-approved –F         EF           PF            ZF           withdrawn     withdrawn  withdrawn  withdrawn  binned",
	content.DoMove:      "never-approved never-approved never-approved –F         EF           PF            ZF           withdrawn     withdrawn  withdrawn  withdrawn  binned",
	content.DoRenew:     "never-approved never-approved never-approved –F         EF           PF            ZF           withdrawn     withdrawn  withdrawn  withdrawn  binned",
	content.DoUndo:      "never-approved never-approved never-approved nothing-chosen nothing-chosen nothing-chosen nothing-chosen withdrawn withdrawn withdrawn withdrawn binned",
	content.DoWithdraw:  "never-approved never-approved never-approved –W         EW           PW            ZW           withdrawn     withdrawn  withdrawn  withdrawn  binned",
	content.DoReapprove: "not-withdrawn not-withdrawn not-withdrawn not-withdrawn not-withdrawn not-withdrawn not-withdrawn –F          EF         PF         ZF         binned",
	content.DoReassign:  "E0           P0            Z0            –F             EF           PF            ZF           –W            EW         PW         ZW         B0",
}

// touching are the actions that may change what readers see.
var touching = map[content.Do]bool{
	content.DoApprove: true, content.DoApproveBy: true, content.DoCorrect: true, content.DoSkip: true, content.DoMove: true,
	content.DoRenew: true, content.DoUndo: true, content.DoWithdraw: true, content.DoReapprove: true,
}

// schedules bring an approved item into each way of showing; the first three are
// what readers see at the moment of the test.
var schedules = map[string]content.Schedule{
	"visible": {Observance: eid, Offset: -3, At: 8 * 60, Renew: true, Since: day("2032-01-01")},
	"planned": {Observance: eid, Offset: -3, At: 8 * 60, ShowDays: 14, Renew: true},
}

// the role of whoever may do it, and of those who may not.
func actorFor(do content.Do) (may content.Actor, mayNot []content.Actor) {
	switch do {
	case content.DoSave, content.DoSend, content.DoRestore, content.DoDiscard:
		return anna, []content.Actor{vera, otto, worker("nobody")}
	case content.DoTakeBack:
		return anna, []content.Actor{otto, worker("nobody")}
	case content.DoReassign:
		return vera, []content.Actor{anna, bert, otto}
	}
	return berta, []content.Actor{anna, vera, otto, worker("nobody")}
}

// action makes an action on an item in whatever state.
func (b *bench) action(do content.Do, id string) content.Action {
	b.Helper()
	w := b.work(id)
	x := content.Action{Do: do, ID: id, Base: w.Head(), Number: w.Head(), Note: "Weil es so ist"}
	switch do {
	case content.DoSave:
		x.Record = b.text(id, "Noch einmal "+id)
	case content.DoCorrect:
		x.Base = w.Live.Base().Version
		x.Record = b.text(id, "Berichtigt "+id)
	case content.DoRestore:
		x.Number = 1
	case content.DoSkip, content.DoMove, content.DoRenew, content.DoUndo:
		x.Edition, x.From = "2033-12-23", moment("2033-12-24T07:00:00Z")
	case content.DoReassign:
		x.Owner, x.Deputy, x.ReviewOn = "anna", "bert", day("2033-01-01")
	}
	return x
}

// testDeskTable: every action in every state by every role does what the table
// says; what is refused changes nothing, and nothing but what the table allows
// touches what shows.
func testDeskTable(b *bench) {
	ctx := context.Background()
	if len(deskTable) != len(content.Does()) {
		b.Fatalf("the table has %d actions, there are %d", len(deskTable), len(content.Does()))
	}
	n := 0
	// What the audit must say, by sequence: it is read once, at the end, because it
	// grows with every cell.
	type expected struct{ cell, entry string }
	audit := map[int64]expected{}
	head := func() content.AuditEntry {
		b.Helper()
		seq, hash, err := b.AuditHead(ctx)
		b.must(err)
		return content.AuditEntry{Seq: seq, Hash: hash}
	}
	for _, do := range content.Does() {
		row := strings.Fields(deskTable[do])
		if len(row) != len(deskStates) {
			b.Fatalf("%s: %d columns, %d states", do, len(row), len(deskStates))
		}
		for i, state := range deskStates {
			for shown, p := range schedules {
				n++
				id := fmt.Sprintf("a-%d", n)
				name := fmt.Sprintf("%s in %s, %s", do, state, shown)
				b.bring(id, state, p)
				may, mayNot := actorFor(do)
				x := b.action(do, id)
				before, work := b.shows(), b.work(id)
				for _, a := range mayNot {
					if _, err := b.Act(ctx, content.Policy{}, a, x); !errors.Is(err, content.ErrDenied) {
						b.Errorf("%s by %s: %v", name, a.ID, err)
					}
				}
				last := head()
				done, err := b.Act(ctx, content.Policy{}, may, x)
				want := row[i]
				var refused *content.Refusal
				if errors.As(err, &refused) {
					if got := strings.TrimPrefix(refused.Key, "refused."); got != want || !errors.Is(err, content.ErrConflict) {
						b.Errorf("%s: refused by %s, want %s", name, got, want)
					}
					b.same(name+": what shows", b.shows(), before)
					b.same(name+": the work", b.work(id), work)
					b.same(name+": the audit", head(), last)
				} else if err != nil {
					b.Errorf("%s: %v", name, err)
				} else {
					got := strings.Replace(b.stands(id), " overtaken", "+", 1)
					if got != want {
						b.Errorf("%s: it is in %s, want %s", name, got, want)
					}
					b.same(name+": entries in the audit", head().Seq, last.Seq+1)
					audit[last.Seq+1] = expected{name, may.By() + " item." + string(do) + " " + id}
					if done.ID != id {
						b.Errorf("%s: done to %q", name, done.ID)
					}
					b.showsStill(name, id, do, work.Live.Base().State.Published(), before)
				}
				b.must(b.Delete(ctx, "test", id, b.stored(id).Version))
			}
		}
	}
	entries := b.audited()
	for seq, want := range audit {
		if seq > int64(len(entries)) || !strings.HasPrefix(entries[seq-1], want.entry) {
			b.Errorf("%s: entry %d of the audit is not %q", want.cell, seq, want.entry)
		}
	}
}

// showsStill compares what shows after an action with before it.
func (b *bench) showsStill(name, id string, do content.Do, published bool, before shows) {
	b.Helper()
	after := b.shows()
	if !touching[do] {
		if !published { // the row of something never approved is the draft itself
			before.Records, after.Records = nil, nil
		}
		b.same(name+": what shows", after, before)
		return
	}
	// Nobody loses what they saw: an edition that began keeps key and beginning.
	now := b.clock.get()
	for _, e := range before.Editions[id] {
		if e.From.After(now) {
			continue
		}
		found := false
		for _, f := range after.Editions[id] {
			found = found || f.Key == e.Key && f.From.Equal(e.From)
		}
		if !found {
			b.Errorf("%s: the edition %s that had begun is gone", name, e.Key)
		}
	}
	if do == content.DoCorrect {
		b.same(name+": the plan", after.Editions, before.Editions)
	}
}

func (b *bench) stored(id string) content.Stored {
	b.Helper()
	all, err := b.Stored(context.Background(), []string{id})
	b.must(err)
	return all[id]
}

// audited returns the audit as "by action item detail".
func (b *bench) audited() (out []string) {
	b.Helper()
	b.must(b.EachAudit(context.Background(), func(e content.AuditEntry) error {
		out = append(out, strings.Join([]string{e.By, e.Action, e.ItemID, e.Detail}, " "))
		return nil
	}))
	return out
}

// testFourEyes: whoever wrote a text does not approve it where the theme needs
// four eyes; neither does an administrator; a command may.
func testFourEyes(b *bench) {
	ctx := context.Background()
	both := worker("both", content.Role{Name: content.Editor}, content.Role{Name: content.Approver}, content.Role{Name: content.Administrator})
	for _, c := range []struct {
		policy content.Policy
		needed bool
	}{
		{content.Policy{}, false}, {content.Policy{FourEyes: []string{"sport"}}, false},
		{content.Policy{FourEyes: []string{"RELIGION"}}, true}, {content.Policy{FourEyesAll: true}, true},
	} {
		try := func(a content.Actor, do content.Do, want bool) {
			b.Helper()
			x := b.action(do, "a")
			_, err := b.Act(ctx, c.policy, a, x)
			var refused *content.Refusal
			if ok := err == nil; ok != want || !ok && (!errors.As(err, &refused) || refused.Key != "refused.four-eyes" || !errors.Is(err, content.ErrDenied)) {
				b.Errorf("%+v: %s by %s: %v", c.policy, do, a.By(), err)
			}
		}
		fresh := func() {
			b.Helper()
			if s := b.stored("a"); s.Version > 0 {
				b.must(b.Delete(ctx, "test", "a", s.Version))
			}
			b.act(both, content.Action{Do: content.DoSave, ID: "a", Record: religious("a", content.Schedule{})})
			b.act(both, content.Action{Do: content.DoSend, ID: "a", Base: 1})
		}
		fresh()
		try(both, content.DoApproveBy, !c.needed)
		fresh()
		try(both, content.DoApprove, !c.needed)
		fresh()
		try(bert, content.DoApprove, true)
		try(bert, content.DoCorrect, !c.needed)
		fresh()
		try(root, content.DoApprove, true)
		// Whoever restores an older text has written it, too.
		fresh()
		b.act(root, content.Action{Do: content.DoTakeBack, ID: "a"})
		b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: 1, Record: b.text("a", "Von Anna")})
		b.act(bert, content.Action{Do: content.DoRestore, ID: "a", Base: 2, Number: 1})
		b.act(anna, content.Action{Do: content.DoSend, ID: "a", Base: 3})
		try(bert, content.DoApprove, !c.needed)
		b.same("the new limits count, too", errors.Is(func() error {
			b.act(root, content.Action{Do: content.DoReassign, ID: "a"})
			r := b.text("a", "Sport")
			r.Base().Tags = []string{"Sport"}
			_, err := b.Act(ctx, c.policy, anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: r})
			return err
		}(), content.ErrDenied), true)
	}
}

// testFourEyesKept: whoever wrote a text does not come to approve it, nor to
// change what is live, in a roundabout way.
func testFourEyesKept(b *bench) {
	ctx := context.Background()
	both := worker("both", content.Role{Name: content.Editor}, content.Role{Name: content.Approver})
	p := content.Policy{FourEyes: []string{"religion"}}
	refused := func(name string, do content.Do) {
		b.Helper()
		before, work := b.shows(), b.work("a")
		var r *content.Refusal
		if _, err := b.Act(ctx, p, both, b.action(do, "a")); !errors.As(err, &r) || r.Key != "refused.four-eyes" {
			b.Errorf("%s: %s: %v", name, do, err)
		}
		b.same(name+": what shows", b.shows(), before)
		b.same(name+": the work", b.work("a"), work)
	}
	begin := func(tags ...string) {
		b.Helper()
		if s := b.stored("a"); s.Version > 0 {
			b.must(b.Delete(ctx, "test", "a", s.Version))
		}
		b.bring("a", "–F", content.Schedule{})
		r := b.text("a", "Heimlich")
		r.Base().Tags = tags
		b.act(both, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: r})
		b.act(both, content.Action{Do: content.DoSend, ID: "a", Base: b.head("a")})
	}

	begin("sport")
	for _, do := range []content.Do{content.DoApprove, content.DoApproveBy, content.DoCorrect} {
		refused("the draft takes the theme away", do)
	}

	begin("religion")
	b.act(both, content.Action{Do: content.DoWithdraw, ID: "a", Note: "Weil es so ist"})
	b.act(both, content.Action{Do: content.DoReapprove, ID: "a"})
	refused("withdrawn and shown again", content.DoApprove)
	b.act(anna, content.Action{Do: content.DoTakeBack, ID: "a"})
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: b.text("a", "Von Anna")})
	b.act(anna, content.Action{Do: content.DoSend, ID: "a", Base: b.head("a")})
	refused("and somebody else wrote as well", content.DoApprove)
	_, err := b.Act(ctx, p, bert, b.action(content.DoApprove, "a"))
	b.must(err)

	// Once somebody else has approved it, it is not one's own any more.
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: b.text("a", "Wieder Anna")})
	b.act(anna, content.Action{Do: content.DoSend, ID: "a", Base: b.head("a")})
	_, err = b.Act(ctx, p, both, b.action(content.DoApprove, "a"))
	b.must(err)

	// An approved text that shows later counts as one that shows.
	b.bring("b", "–F", content.Schedule{Observance: eid, Offset: -3, At: 8 * 60, Renew: true, Since: day("2032-01-01")})
	x := b.action(content.DoApprove, "b")
	b.act(anna, content.Action{Do: content.DoSave, ID: "b", Base: b.head("b"), Record: b.text("b", "Später")})
	b.act(anna, content.Action{Do: content.DoSend, ID: "b", Base: b.head("b")})
	x.Number, x.From = b.head("b"), b.clock.get().Add(time.Hour)
	b.act(bert, x)
	r := b.text("b", "Heimlich")
	r.Base().Tags = []string{"sport"}
	b.act(both, content.Action{Do: content.DoSave, ID: "b", Base: b.head("b"), Record: r})
	b.act(both, content.Action{Do: content.DoSend, ID: "b", Base: b.head("b")})
	var denied *content.Refusal
	if _, err := b.Act(ctx, p, both, b.action(content.DoApprove, "b")); !errors.As(err, &denied) || denied.Key != "refused.four-eyes" {
		b.Errorf("over a planned text: %v", err)
	}
}

// testRestoreWithin: nobody restores what they could not write.
func testRestoreWithin(b *bench) {
	other := religious("a", content.Schedule{})
	other.Tags = []string{"sport"}
	b.act(root, content.Action{Do: content.DoSave, ID: "a", Record: other})
	b.act(root, content.Action{Do: content.DoSave, ID: "a", Base: 1, Record: religious("a", content.Schedule{})})
	before := b.work("a")
	var r *content.Refusal
	if _, err := b.Act(context.Background(), content.Policy{}, anna, content.Action{Do: content.DoRestore, ID: "a", Base: 2, Number: 1}); !errors.As(err, &r) || r.Key != "refused.limits" {
		b.Errorf("restored beyond limits: %v", err)
	}
	b.same("the work", b.work("a"), before)
	_, err := b.Act(context.Background(), content.Policy{}, anna, content.Action{Do: content.DoRestore, ID: "a", Base: 2, Number: 7})
	b.is("a version that is not there", err, content.ErrNotFound)
}

// testOvertaken: a draft over which something else was approved can be approved
// once whoever goes on writing it has seen that.
func testOvertaken(b *bench) {
	ctx := context.Background()
	overtake := func(title string) int64 {
		b.Helper()
		x := b.action(content.DoCorrect, "a")
		x.Record = b.text("a", title)
		return b.act(berta, x).Version
	}
	for _, changed := range []bool{true, false} {
		if s := b.stored("a"); s.Version > 0 {
			b.must(b.Delete(ctx, "test", "a", s.Version))
		}
		b.bring("a", "EF", content.Schedule{})
		before := overtake("Berichtigt")
		latest := overtake("Noch einmal berichtigt")
		b.same("state", b.stands("a"), "EF overtaken")
		save := func(latest int64) {
			b.Helper()
			title := "Entwurf a"
			if changed {
				title = fmt.Sprintf("Fassung nach %d", latest)
			}
			b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Latest: latest, Record: b.text("a", title)})
		}
		for _, n := range []int64{0, before, latest + 5} {
			save(n)
			b.same(fmt.Sprintf("having seen %d of %d", n, latest), b.stands("a"), "EF overtaken")
		}
		entries := len(b.audited())
		save(latest)
		b.same("having seen it", b.stands("a"), "EF")
		b.same("and the audit says so", len(b.audited()), entries+1)
		b.same("by whom", b.work("a").Wrote, []string{anna.By()})
		b.act(anna, content.Action{Do: content.DoSend, ID: "a", Base: b.head("a")})
		b.act(bert, b.action(content.DoApprove, "a"))
	}
}

// testBeforeFold: once its moment has come, a text is what is live for every
// action, whether it was folded yet or not.
func testBeforeFold(b *bench) {
	ctx := context.Background()
	for _, fold := range []bool{true, false} {
		name := fmt.Sprintf("folded %t: ", fold)
		if s := b.stored("a"); s.Version > 0 {
			b.must(b.Delete(ctx, "test", "a", s.Version))
		}
		shown := func() string {
			b.Helper()
			r, err := b.Show(ctx, b.clock.get(), content.TypeArticle, "a")
			b.must(err)
			return r.Base().Title + ": " + r.Base().Summary
		}
		b.bring("a", "EF", content.Schedule{})
		b.act(anna, b.action(content.DoSend, "a"))
		x := b.action(content.DoApprove, "a")
		x.From = b.clock.get().Add(time.Minute)
		b.act(bert, x)
		b.clock.set(b.clock.get().Add(time.Minute))
		if fold {
			n, err := b.Fold(ctx)
			b.must(err)
			b.same("folded", n, 1)
		}
		b.same(name+"what shows", shown(), "Entwurf a: Kurz a")
		w := b.work("a")
		b.same(name+"what is live", w.Live.Base().Title, "Entwurf a")
		b.same(name+"what is planned", len(w.Updates), 0)
		r := b.text("a", "Entwurf a")
		r.Base().Summary = "Berichtigt"
		b.act(berta, content.Action{Do: content.DoCorrect, ID: "a", Base: w.Live.Base().Version, Record: r})
		b.same(name+"corrected", shown(), "Entwurf a: Berichtigt")

		b.act(anna, b.action(content.DoSave, "a"))
		b.act(anna, b.action(content.DoSend, "a"))
		x = b.action(content.DoApprove, "a")
		x.From = b.clock.get().Add(time.Minute)
		b.act(bert, x)
		b.clock.set(b.clock.get().Add(time.Minute))
		if fold {
			_, err := b.Fold(ctx)
			b.must(err)
		}
		b.act(berta, b.action(content.DoWithdraw, "a"))
		b.act(berta, b.action(content.DoReapprove, "a"))
		b.same(name+"withdrawn and shown again", shown(), "Noch einmal a: Berichtigt")

		b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: b.text("a", "Noch später")})
		x = b.action(content.DoApproveBy, "a")
		x.From = b.clock.get().Add(time.Minute)
		b.act(bert, x)
		b.clock.set(b.clock.get().Add(time.Minute))
		if fold {
			_, err := b.Fold(ctx)
			b.must(err)
		}
		imported := religious("a", content.Schedule{})
		imported.State, imported.Title, imported.Version = content.Approved, "Eingelesen", b.stored("a").Version
		b.must(b.SaveWithHistory(ctx, "import", nil, imported))
		b.same(name+"imported", shown(), "Eingelesen: Kurz a")
	}
}

// testBases: an action on a head that is no longer there is refused, and so is
// the approval of anything but what was looked at.
func testBases(b *bench) {
	ctx := context.Background()
	refused := func(a content.Actor, x content.Action, key string, number int64) {
		b.Helper()
		before, work := b.shows(), b.work(x.ID)
		_, err := b.Act(ctx, content.Policy{}, a, x)
		var r *content.Refusal
		if !errors.As(err, &r) || r.Key != "refused."+key || r.Number != number {
			b.Errorf("%s: %v, want %s %d", x.Do, err, key, number)
		}
		b.same("what shows", b.shows(), before)
		b.same("the work", b.work(x.ID), work)
	}
	b.bring("a", "–F", content.Schedule{})
	refused(anna, content.Action{Do: content.DoSave, ID: "a", Record: religious("a", content.Schedule{})}, "id-taken", 0)
	live := b.head("a")
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: live, Record: b.text("a", "Eins")})
	head := b.head("a")
	for _, do := range []content.Do{content.DoSave, content.DoSend, content.DoRestore, content.DoDiscard} {
		x := b.action(do, "a")
		x.Base = live
		refused(anna, x, "moved", head)
	}
	same := b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: head, Record: b.text("a", "Eins")})
	b.same("an equal text is no version", same, content.Done{ID: "a", Version: head, Unchanged: true})
	b.act(anna, content.Action{Do: content.DoSend, ID: "a", Base: head})
	b.act(anna, content.Action{Do: content.DoTakeBack, ID: "a"})
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: head, Record: b.text("a", "Zwei")})
	b.act(anna, content.Action{Do: content.DoSend, ID: "a", Base: head + 1})
	refused(bert, content.Action{Do: content.DoApprove, ID: "a", Number: head}, "newer", head+1)
	refused(bert, content.Action{Do: content.DoReturn, ID: "a", Base: head, Note: "Nein"}, "moved", head+1)

	// An import moves what is live, and leaves the draft alone.
	imported := religious("a", content.Schedule{})
	imported.State, imported.Title, imported.Version = content.Approved, "Eingelesen", live
	b.must(b.SaveWithHistory(ctx, "command:root", nil, imported))
	b.same("state", b.stands("a"), "PF overtaken")
	b.same("the draft", b.work("a").Draft.Base().Title, "Zwei")
	refused(bert, content.Action{Do: content.DoApprove, ID: "a", Number: head + 1}, "overtaken", imported.Version)
	refused(bert, content.Action{Do: content.DoApproveBy, ID: "a", Number: head + 1}, "overtaken", imported.Version)

	// Notes where somebody must be told why.
	for _, do := range []content.Do{content.DoReturn, content.DoWithdraw} {
		x := b.action(do, "a")
		x.Note = " \n"
		var p content.Problems
		if _, err := b.Act(ctx, content.Policy{}, bert, x); !errors.As(err, &p) || p[0].Field != "note" {
			b.Errorf("%s without a reason: %v", do, err)
		}
	}
	if _, err := b.Act(ctx, content.Policy{}, anna, content.Action{Do: content.DoSend, ID: "none"}); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("nothing: %v", err)
	}
	if _, err := b.Work(ctx, "none"); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("work on nothing: %v", err)
	}
}

// testImportOverDesk: an import never takes the place of what somebody writes,
// even if it was never approved.
func testImportOverDesk(b *bench) {
	ctx := context.Background()
	b.bring("a", "P0", content.Schedule{})
	before := b.work("a")
	draft := religious("a", content.Schedule{})
	draft.Title, draft.Version = "Eingelesen", 2
	b.must(b.SaveWithHistory(ctx, "import", nil, draft))
	b.same("the draft of the import", draft.Version, int64(3))
	b.same("the work", b.work("a"), before)
	again := religious("a", content.Schedule{})
	again.Title, again.Version = "Eingelesen", 2
	b.must(b.SaveWithHistory(ctx, "import", nil, again))
	b.same("again", again.Version, int64(3))
	approved := religious("a", content.Schedule{})
	approved.State, approved.Title, approved.Version = content.Approved, "Freigegeben", 2
	b.must(b.SaveWithHistory(ctx, "import", nil, approved))
	b.same("state", b.stands("a"), "PF overtaken")
	b.same("versions", b.versions("a"), []string{
		"4 2 import approved import Freigegeben live", "3 2 import draft import Eingelesen", "2 1 save draft account:anna Titel a open", "1 0 save draft account:anna Alt a",
	})
	// What an import brings is the desk's to go on with.
	other := religious("b", content.Schedule{})
	other.State = content.InReview
	b.must(b.SaveWithHistory(ctx, "import", nil, other))
	b.same("imported", b.stands("b"), "P0")
	b.act(anna, content.Action{Do: content.DoTakeBack, ID: "b"})
	b.same("taken back", b.stands("b"), "E0")
}

// testApproveLater: an approved text takes the place of the present one at its
// moment, in everything readers see at once, in the same edition.
func testApproveLater(b *bench) {
	ctx := context.Background()
	b.at("2032-06-01T12:00:00Z")
	b.bring("b", "–F", content.Schedule{})
	b.at("2032-06-01T13:00:00Z")
	b.bring("a", "–F", content.Schedule{})
	b.at("2032-06-01T14:00:00Z")
	b.bring("c", "–F", content.Schedule{})
	begins := moment("2032-06-10T06:00:00Z")
	r := b.text("a", "Neuer Titel").(*content.Article)
	r.Body, r.Sources, r.Correction = "Neuer Text", []string{"Neue Quelle"}, "Berichtigt"
	r.Picture = content.Picture{File: content.File{Hash: "11", Size: 5, Type: "image/svg+xml"}, Name: "neu.svg", Alt: "Neu"}
	r.Pictures = []content.Picture{photo("22")}
	r.Translations = []content.Text{{Lang: content.English, Title: "New"}}
	r.Tags, r.Traditions = []string{"religion", "Neues Thema"}, []string{"islamic"}
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: r})
	b.act(anna, content.Action{Do: content.DoSend, ID: "a", Base: b.head("a")})
	old := b.editions("a")
	first := b.one("a")
	done := b.act(bert, content.Action{Do: content.DoApprove, ID: "a", Number: b.head("a"), From: begins})
	b.same("done", done.Version, b.work("a").Latest)
	b.same("state", b.stands("a"), "–F")
	b.same("whole editions", b.editions("a"), old)

	look := func(at time.Time, title, body, picture string, updated time.Time) {
		b.Helper()
		b.clock.set(at)
		show, err := content.Show[*content.Article](ctx, b, at, "a")
		b.must(err)
		list, _, err := content.List[*content.Article](ctx, b, at, content.Query{Whole: true})
		b.must(err)
		short, _, err := content.List[*content.Article](ctx, b, at, content.Query{})
		b.must(err)
		visible, err := b.Visible(ctx, at, []string{"a"})
		b.must(err)
		indexed, err := b.VisibleRecords(ctx, at, []string{"a"})
		b.must(err)
		var ids []string
		for _, x := range list {
			ids = append(ids, x.ID)
		}
		b.same("order", ids, []string{"c", "a", "b"})
		whole := indexed[0].(*content.Article)
		for name, x := range map[string]*content.Article{"page": show, "feed": list[1], "index": whole} {
			b.same(name, []any{x.Title, x.Body, x.Picture.File.Hash, x.Updated, x.FeedID(x.Current), x.Current},
				[]any{title, body, picture, updated, first.FeedID(first.Current), first.Current})
			b.same(name+": what is not text counts from approval", x.Tags, []string{"religion", "Neues Thema"})
		}
		b.same("list", []any{short[1].Title, short[1].Body, len(short[1].Translations), short[1].Updated}, []any{title, "", 0, updated})
		b.same("hit", []any{visible["a"].Title, visible["a"].Updated}, []any{title, updated})
		for _, hash := range []string{"00", "11", "22"} {
			p, err := b.Picture(ctx, at, hash)
			if found := err == nil; found != (hash == picture || hash == "22" && picture == "11") {
				b.Errorf("picture %s at %s: %v", hash, at, err)
			}
			if hash == "22" && err == nil && len(p.Files()) != 2 {
				b.Errorf("picture %s at %s: %+v", hash, at, p)
			}
		}
	}
	approved := moment("2032-06-01T14:00:00Z")
	look(begins.Add(-time.Second), "Titel a", "Text a", "", approved)
	look(begins, "Neuer Titel", "Neuer Text", "11", begins)
	next, ok, err := b.NextEdge(ctx, begins.Add(-time.Hour))
	b.must(err)
	b.same("the moment is an edge", []any{next, ok}, []any{begins, true})

	// Afterwards it is what is live, whenever that is done; nobody sees a difference.
	b.clock.set(begins.Add(-time.Second))
	n, err := b.Fold(ctx)
	b.must(err)
	b.same("nothing is due", n, 0)
	b.clock.set(begins.Add(time.Hour))
	before := b.shows()
	for i := range 2 {
		n, err := b.Fold(ctx)
		b.must(err)
		b.same("folded", n, 1-i)
	}
	after := b.shows()
	b.same("visible", after.Visible, before.Visible)
	b.same("lists", after.Lists, before.Lists)
	b.same("editions", after.Editions, before.Editions)
	b.same("live", b.versions("a")[0], fmt.Sprintf("%d %d approve approved account:bert Neuer Titel live", done.Version, done.Version-1))
	look(begins.Add(time.Hour), "Neuer Titel", "Neuer Text", "11", begins)
	last := b.version("a", done.Version)
	encoded, err := content.Encode(b.record("a"))
	b.must(err)
	b.same("the row is the version", content.Digest(encoded), last.Digest)
}

func (b *bench) record(id string) content.Record {
	b.Helper()
	r, err := b.Get(context.Background(), id)
	b.must(err)
	return r
}

// one returns an article as readers see it.
func (b *bench) one(id string) *content.Article {
	b.Helper()
	a, err := content.Show[*content.Article](context.Background(), b, b.clock.get(), id)
	b.must(err)
	return a
}

// testUpdates: what becomes of a planned text when something else is approved
// before its moment.
func testUpdates(b *bench) {
	begins := moment("2032-07-01T06:00:00Z")
	planned := func(state string) {
		b.Helper()
		b.bring("a", state, content.Schedule{})
		r := b.text("a", "Später").(*content.Article)
		r.Body = "Später"
		b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: r})
		b.act(bert, content.Action{Do: content.DoApproveBy, ID: "a", Number: b.head("a"), From: begins})
	}
	at := func(when time.Time, title, body string) {
		b.Helper()
		now := b.clock.get()
		b.clock.set(when)
		defer b.clock.set(now)
		a := b.one("a")
		b.same("at "+when.String(), []string{a.Title, a.Body}, []string{title, body})
	}
	gone := func() {
		b.Helper()
		b.must(b.Delete(context.Background(), "test", "a", b.stored("a").Version))
	}
	now := b.clock.get()

	// A correction is made in both, where they are alike.
	planned("–F")
	w := b.work("a")
	fix := b.record("a").(*content.Article)
	fix.Summary, fix.Title = "Berichtigt", "Titel, berichtigt"
	b.act(bert, content.Action{Do: content.DoCorrect, ID: "a", Base: w.Live.Base().Version, Record: fix})
	b.same("kurz", b.work("a").Planned.Base().Summary, "Berichtigt")
	at(now, "Titel, berichtigt", "Text a")
	at(begins, "Später", "Später")
	gone()

	// A draft goes on from the planned text; approved at once, it takes its place.
	planned("–F")
	b.same("what is edited", b.work("a").Text().Base().Title, "Später")
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: b.text("a", "Gleich")})
	b.same("state", b.stands("a"), "EF")
	b.act(bert, content.Action{Do: content.DoApproveBy, ID: "a", Number: b.head("a")})
	at(now, "Gleich", "Später")
	at(begins, "Gleich", "Später")
	gone()

	// Approved for an earlier moment as well; for a later one, both show in turn.
	planned("–F")
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: b.text("a", "Noch später")})
	b.act(bert, content.Action{Do: content.DoApproveBy, ID: "a", Number: b.head("a"), From: begins.Add(48 * time.Hour)})
	at(begins.Add(-time.Second), "Titel a", "Text a")
	at(begins, "Später", "Später")
	at(begins.Add(48*time.Hour), "Noch später", "Später")
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: b.text("a", "Früher")})
	b.act(bert, content.Action{Do: content.DoApproveBy, ID: "a", Number: b.head("a"), From: begins.Add(-48 * time.Hour)})
	at(begins.Add(-48*time.Hour), "Früher", "Später")
	at(begins.Add(48*time.Hour), "Früher", "Später")
	b.same("one edition", len(b.editions("a")), 1)
	gone()

	// Withdrawn, nothing shows later; shown again, it is the text of before.
	planned("–F")
	b.act(bert, content.Action{Do: content.DoWithdraw, ID: "a", Note: "Anders entschieden"})
	b.act(bert, content.Action{Do: content.DoReapprove, ID: "a"})
	b.clock.set(now.Add(time.Second))
	at(begins, "Titel a", "Text a")
	gone()

	// There is nothing to update before the first approval.
	b.bring("a", "E0", content.Schedule{})
	var p content.Problems
	_, err := b.Act(context.Background(), content.Policy{}, bert, content.Action{Do: content.DoApproveBy, ID: "a", Number: 2, From: begins})
	if !errors.As(err, &p) || p[0].Field != "ab" {
		b.Errorf("the first approval for later: %v", err)
	}
}

// testWithdrawnDraft: withdrawing and showing again leaves the draft one of what
// is live.
func testWithdrawnDraft(b *bench) {
	b.bring("a", "EF", content.Schedule{})
	b.act(bert, content.Action{Do: content.DoWithdraw, ID: "a", Note: "Fehler"})
	b.same("withdrawn", b.stands("a"), "EW")
	b.act(bert, content.Action{Do: content.DoReapprove, ID: "a"})
	b.same("shown again", b.stands("a"), "EF")
	b.act(anna, content.Action{Do: content.DoSend, ID: "a", Base: b.head("a")})
	b.act(bert, content.Action{Do: content.DoApprove, ID: "a", Number: b.head("a")})
	b.same("approved", b.one("a").Title, "Entwurf a")
}

// testChoices: choices concern one edition, survive a new text and a confirmed
// date, and can be taken back.
func testChoices(b *bench) {
	ctx := context.Background()
	b.bring("a", "–F", content.Schedule{Observance: eid, Offset: -3, At: 8 * 60, ShowDays: 14})
	all := []string{
		"2033-01-02 2032-12-30T08:00:00+01:00 2033-01-13T08:00:00+01:00", "2033-12-23 2033-12-20T08:00:00+01:00 2034-01-03T08:00:00+01:00",
		"2034-12-12 2034-12-09T08:00:00+01:00 2034-12-23T08:00:00+01:00", "2035-12-01 2035-11-28T08:00:00+01:00 2035-12-12T08:00:00+01:00",
	}
	b.same("all", b.editions("a"), all)
	choose := func(do content.Do, key, from string) error {
		x := content.Action{Do: do, ID: "a", Edition: key}
		if from != "" {
			x.From = moment(from)
		}
		_, err := b.Act(ctx, content.Policy{}, bert, x)
		return err
	}
	before := b.last()
	b.must(choose(content.DoSkip, "2033-12-23", ""))
	b.same("one change", b.last(), before+1)
	b.must(choose(content.DoMove, "2034-12-12", "2034-12-01T11:30:00Z"))
	chosen := []string{all[0], "2034-12-12 2034-12-01T12:30:00+01:00 2034-12-15T12:30:00+01:00", all[3]}
	b.same("chosen", b.editions("a"), chosen)
	// A new text, another process, the plan far ahead: the choices stay.
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: b.text("a", "Neu")})
	b.act(bert, content.Action{Do: content.DoApproveBy, ID: "a", Number: b.head("a")})
	b.announce(announced(eid, "2033-12-23", "2033-12-24"))
	_, err := b.Replan(ctx)
	b.must(err)
	b.same("afterwards", b.editions("a"), chosen)
	b.stop()
	b.start()
	b.same("choices", len(b.work("a").Choices), 2)
	for _, c := range []struct {
		do        content.Do
		key, from string
		want      string
	}{
		{content.DoSkip, "2033-12-23", "", "refused.edition-skipped"}, {content.DoSkip, "2099-01-01", "", "refused.edition-unknown"},
		{content.DoSkip, "x", "", "refused.edition-unknown"}, {content.DoRenew, "2033-01-02", "", "refused.no-renewal"},
		{content.DoUndo, "2033-01-02", "", "refused.nothing-chosen"},
		{content.DoMove, "2033-01-02", "2032-05-01T10:00:00Z", "moment"}, {content.DoMove, "2033-01-02", "2034-12-31T10:00:00Z", "moment"},
		{content.DoMove, "2035-12-01", "2034-12-02T10:00:00Z", "moment"},
	} {
		err := choose(c.do, c.key, c.from)
		var r *content.Refusal
		var p content.Problems
		if !(errors.As(err, &r) && r.Key == c.want) && !(errors.As(err, &p) && p[0].Field == c.want) {
			b.Errorf("%s %s: %v, want %s", c.do, c.key, err, c.want)
		}
	}
	b.must(choose(content.DoUndo, "2033-12-23", ""))
	b.must(choose(content.DoUndo, "2034-12-12", ""))
	b.same("taken back", b.editions("a"), []string{all[0], "2033-12-23 2033-12-21T08:00:00+01:00 2034-01-04T08:00:00+01:00", all[2], all[3]})
	// One that shows can end, and cannot begin at another moment.
	b.at("2033-01-05T12:00:00Z")
	if err := choose(content.DoMove, "2033-01-02", "2033-01-10T10:00:00Z"); err == nil || !strings.Contains(err.Error(), "edition-begun") {
		b.Errorf("moved what had begun: %v", err)
	}
	b.must(choose(content.DoSkip, "2033-01-02", ""))
	b.same("ends now", b.editions("a")[0], "2033-01-02 2032-12-30T08:00:00+01:00 2033-01-05T13:00:00+01:00")
	b.at("2033-02-05T12:00:00Z")
	if err := choose(content.DoSkip, "2033-01-02", ""); err == nil || !strings.Contains(err.Error(), "edition-past") {
		b.Errorf("what is over: %v", err)
	}
}

// testRenew: later editions show only if somebody looked at the item again, be
// it by a choice or by approving a text.
func testRenew(b *bench) {
	p := content.Schedule{Observance: eid, Offset: -3, At: 8 * 60, ShowDays: 14, Renew: true}
	b.bring("a", "–F", p)
	first := []string{"2033-01-02 2032-12-30T08:00:00+01:00 2033-01-13T08:00:00+01:00"}
	second := "2033-12-23 2033-12-20T08:00:00+01:00 2034-01-03T08:00:00+01:00"
	b.same("only the first", b.editions("a"), first)
	b.act(bert, content.Action{Do: content.DoRenew, ID: "a", Edition: "2033-12-23"})
	b.same("looked at", b.editions("a"), append(first, second))
	b.at("2034-02-01T12:00:00Z")
	_, err := b.Replan(context.Background())
	b.must(err)
	b.same("nothing of itself", len(b.editions("a")), 2)
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: b.head("a"), Record: b.text("a", "Neu")})
	b.act(bert, content.Action{Do: content.DoApproveBy, ID: "a", Number: b.head("a")})
	b.same("a new text", b.editions("a")[2:], []string{"2034-12-12 2034-12-09T08:00:00+01:00 2034-12-23T08:00:00+01:00"})
	imported := article("i", p)
	b.save(imported)
	b.same("imported", len(b.editions("i")), 1)
}

// testFreeDays: 3 April 2033 is a Sunday; in this suite's calendar Saturdays and
// Sundays are free.
func testFreeDays(b *bench) {
	b.at("2032-11-03T12:00:00Z")
	for free, want := range map[content.FreeDay]string{
		content.OnFreeDay: "2033-03-26", content.BeforeFreeDay: "2033-03-25", content.AfterFreeDay: "2033-03-28",
	} {
		id := "a" + string(free)
		b.save(article(id, content.Schedule{Observance: "civic/spring", Offset: -2, At: 8 * 60, ShowDays: 5, Once: true, Free: free}))
		if got := b.editions(id); len(got) != 1 || !strings.HasPrefix(got[0], "2033-03-28 "+want+"T08:00:00") {
			b.Errorf("%q: %v, want %s", free, got, want)
		}
	}
}

// testStandings: the lists of the desk say where everything is, without a
// statement for each.
func testStandings(b *bench) {
	ctx := context.Background()
	states := map[string]string{}
	for i, state := range deskStates {
		id := fmt.Sprintf("a-%02d", i)
		b.clock.set(b.clock.get().Add(time.Minute))
		b.bring(id, state, content.Schedule{})
		states[id] = state
	}
	b.bring("planned", "–F", content.Schedule{Observance: eid, Offset: -3, At: 8 * 60, ShowDays: 14})
	b.bring("over", "–F", content.Schedule{Until: b.clock.get().Add(time.Hour)})
	b.clock.set(b.clock.get().Add(2 * time.Hour))
	ids := func(q content.DeskQuery) string {
		b.Helper()
		list, total, err := b.Standings(ctx, q)
		b.must(err)
		var out []string
		for _, x := range list {
			out = append(out, x.ID)
		}
		if q.Limit == 0 && total != len(list) {
			b.Errorf("%+v: %d of %d", q, len(list), total)
		}
		return strings.Join(out, " ")
	}
	for stand, want := range map[content.Stand]string{
		content.StandDraft: "a-08 a-04 a-00", content.StandSent: "a-09 a-05 a-01", content.StandReturned: "a-10 a-06 a-02",
		content.StandPlanned: "planned", content.StandVisible: "a-06 a-05 a-04 a-03", content.StandOver: "over",
		content.StandWithdrawn: "a-10 a-09 a-08 a-07", content.StandBinned: "a-11",
	} {
		b.same(string(stand), ids(content.DeskQuery{Stand: stand}), want)
	}
	b.same("all but the bin", len(strings.Fields(ids(content.DeskQuery{}))), len(deskStates)-1+2)
	b.same("by the title of a draft", ids(content.DeskQuery{Text: "ENTWURF a-0"}), "a-09 a-08 a-06 a-05 a-04")
	b.same("by a title", ids(content.DeskQuery{Text: "titel pla"}), "planned")
	b.same("no wildcards", ids(content.DeskQuery{Text: "%"}), "")
	b.same("somebody's", len(strings.Fields(ids(content.DeskQuery{Account: "anna"}))), len(deskStates)-1+2)
	b.same("nobody's", ids(content.DeskQuery{Account: "otto"}), "")
	b.save(article("z-sooner", content.Schedule{Observance: eid, Offset: -10, At: 8 * 60, ShowDays: 1}))
	b.bring("y-later", "–F", content.Schedule{Observance: eid, Offset: -1, At: 8 * 60, ShowDays: 1})
	b.same("soon, the next one first", ids(content.DeskQuery{BeginsBefore: moment("2033-01-03T00:00:00Z")}), "z-sooner planned y-later")
	b.same("pages", ids(content.DeskQuery{Stand: content.StandSent, Limit: 1, Offset: 1}), "a-05")
	list, _, err := b.Standings(ctx, content.DeskQuery{Text: "a-05"})
	b.must(err)
	x := list[0]
	b.same("a line", []any{x.Title, x.Slug, x.Dezernat, x.Tags, x.Phase, x.State, x.Owner, x.By, x.SentBy, x.Note, x.Current.Key, x.Next.Key},
		[]any{"Entwurf a-05", "a-05", "11.5", []string{"religion"}, content.Sent, content.Approved, "anna", "account:anna", "account:anna", "Bitte ansehen", "1", ""})
	if _, _, err := b.Standings(ctx, content.DeskQuery{Stand: "nonsense"}); err == nil {
		b.Error("an unknown stand is everything")
	}
}

// testScribbles: what is typed is kept for each account until it is saved, and
// says who is there.
func testScribbles(b *bench) {
	ctx := context.Background()
	b.bring("a", "E0", content.Schedule{})
	start := b.clock.get()
	scribble := func(account, form string, base int64) {
		b.Helper()
		b.must(b.Scribble(ctx, content.Scribble{ItemID: "a", AccountID: account, BasedOn: base, Form: form}))
	}
	scribble("anna", "body=x", 1)
	b.clock.set(start.Add(time.Minute))
	scribble("anna", "", 1)
	scribble("bert", "", 1)
	all, err := b.Scribbles(ctx, "a")
	b.must(err)
	b.same("scribbles", all, []content.Scribble{
		{ItemID: "a", AccountID: "anna", BasedOn: 1, Form: "body=x", Since: start, At: start.Add(time.Minute)},
		{ItemID: "a", AccountID: "bert", BasedOn: 1, Since: start.Add(time.Minute), At: start.Add(time.Minute)},
	})
	before := b.versions("a")
	b.same("no version", len(before), 2)
	b.act(anna, content.Action{Do: content.DoSave, ID: "a", Base: 2, Record: b.text("a", "Gespeichert")})
	all, err = b.Scribbles(ctx, "a")
	b.must(err)
	b.same("ends with a save", len(all), 1)
	b.must(b.Forget(ctx, "a", "bert"))
	all, err = b.Scribbles(ctx, "a")
	b.must(err)
	b.same("forgotten", len(all), 0)
	if err := b.Scribble(ctx, content.Scribble{ItemID: "none", AccountID: "anna"}); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("of nothing: %v", err)
	}
	var p content.Problems
	if err := b.Scribble(ctx, content.Scribble{ItemID: "a", AccountID: "anna", Form: strings.Repeat("x", content.MaxForm+1)}); !errors.As(err, &p) {
		b.Errorf("too much: %v", err)
	}
}

// park keeps a form, which is then the latest.
func (b *bench) park(account, form string) {
	b.Helper()
	id, err := b.Park(context.Background(), content.Parked{AccountID: account, Path: "/redaktion/beitraege/a", Form: form})
	b.must(err)
	list, err := b.ParkedBy(context.Background(), account)
	b.must(err)
	for _, p := range list {
		if p.ID == id && p.Form == form {
			return
		}
	}
	b.Errorf("the form %q is not kept", form)
}

// testParked: forms are kept for whom they came from, not for long, not many.
func testParked(b *bench) {
	ctx := context.Background()
	start := b.clock.get()
	for i := range content.MaxParked + 3 {
		b.clock.set(start.Add(time.Duration(i) * time.Second))
		b.park("anna", fmt.Sprintf("n=%d&body=ä", i))
	}
	b.park("bert", "y")
	list, err := b.ParkedBy(ctx, "anna")
	b.must(err)
	b.same("kept", []any{len(list), list[0].Form, list[0].Path, list[0].AccountID}, []any{content.MaxParked, fmt.Sprintf("n=%d&body=ä", content.MaxParked+2), "/redaktion/beitraege/a", "anna"})
	b.must(b.Unpark(ctx, "bert", list[0].ID))
	b.must(b.Unpark(ctx, "anna", list[1].ID))
	list, err = b.ParkedBy(ctx, "anna")
	b.must(err)
	b.same("only one's own can be taken away", len(list), content.MaxParked-1)
	berta := b.account("berta")
	b.park(berta.ID, "y")
	b.must(b.RemoveAccount(ctx, "test", berta.ID))
	list, err = b.ParkedBy(ctx, berta.ID)
	b.must(err)
	b.same("of an account that was removed", len(list), 0)
	b.clock.set(start.Add(content.ParkedKept + time.Hour))
	list, err = b.ParkedBy(ctx, "anna")
	b.must(err)
	b.same("for a day", len(list), 0)
	b.must(b.Tidy(ctx))
}

// testBin: what was discarded can be restored for a while, and is then deleted.
func testBin(b *bench) {
	ctx := context.Background()
	b.bring("a", "B0", content.Schedule{})
	b.clock.set(b.clock.get().Add(content.BinKept - time.Hour))
	b.must(b.Tidy(ctx))
	b.act(anna, content.Action{Do: content.DoRestore, ID: "a", Base: 2, Number: 1})
	b.same("restored", b.stands("a"), "E0")
	b.act(anna, content.Action{Do: content.DoDiscard, ID: "a", Base: 3})
	b.clock.set(b.clock.get().Add(content.BinKept))
	b.must(b.Tidy(ctx))
	b.same("deleted", b.stands("a"), "none")
}

// testComments: comments on passages, answers, done and open again.
func testComments(b *bench) {
	ctx := context.Background()
	b.bring("a", "P0", content.Schedule{})
	c := content.Comment{ItemID: "a", Version: 1, Lang: "de", Quote: "Text", Before: "", After: " a", Text: "Welche Quelle?", By: "account:bert"}
	id, err := b.AddComment(ctx, c)
	b.must(err)
	b.clock.set(b.clock.get().Add(time.Minute))
	answer, err := b.AddComment(ctx, content.Comment{ItemID: "a", Version: 1, Lang: "de", Text: "Die Satzung.", By: "account:anna", Parent: id})
	b.must(err)
	b.must(b.ResolveComment(ctx, "a", id, "account:anna", true))
	list, err := b.Comments(ctx, "a")
	b.must(err)
	c.ID, c.At, c.ResolvedBy, c.ResolvedAt = id, b.clock.get().Add(-time.Minute), "account:anna", b.clock.get()
	b.same("comments", list, []content.Comment{c, {ID: answer, ItemID: "a", Version: 1, Lang: "de", Text: "Die Satzung.", By: "account:anna", At: b.clock.get(), Parent: id}})
	b.must(b.ResolveComment(ctx, "a", id, "account:anna", false))
	list, err = b.Comments(ctx, "a")
	b.must(err)
	b.same("open again", []any{list[0].ResolvedBy, list[0].ResolvedAt}, []any{"", time.Time{}})
	for _, c := range []content.Comment{{ItemID: "none", Text: "x"}, {ItemID: "a", Text: "x", Parent: "none"}} {
		if _, err := b.AddComment(ctx, c); !errors.Is(err, content.ErrNotFound) {
			b.Errorf("%+v: %v", c, err)
		}
	}
	for _, lang := range []string{"\xff", "\x00", "fr"} { // a copy of the database could not be made
		if _, err := b.AddComment(ctx, content.Comment{ItemID: "a", Text: "x", Lang: lang}); !errors.As(err, new(content.Problems)) {
			b.Errorf("a comment in %q: %v", lang, err)
		}
	}
	for n := len(list); n < content.MaxComments; n++ {
		_, err := b.AddComment(ctx, content.Comment{ItemID: "a", Text: "Noch etwas", By: "account:bert"})
		b.must(err)
	}
	var full content.Problems
	if _, err := b.AddComment(ctx, content.Comment{ItemID: "a", Text: "Zu viel", By: "account:bert"}); !errors.As(err, &full) || full[0].Key != "problem.comments" {
		b.Errorf("one more than %d: %v", content.MaxComments, err)
	}
	if _, err := b.AddComment(ctx, content.Comment{ItemID: "a"}); !errors.As(err, new(content.Problems)) {
		b.Errorf("without a text: %v", err)
	}
	if err := b.ResolveComment(ctx, "a", "none", "x", true); !errors.Is(err, content.ErrNotFound) {
		b.Errorf("nothing done: %v", err)
	}
}
