package sqlstore

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

var (
	writes   = content.Actor{ID: "anna", Roles: []content.Role{{Name: content.Editor}}}
	approves = content.Actor{ID: "bert", Roles: []content.Role{{Name: content.Approver}}}
)

// do carries out an action by whoever may do it.
func do(ctx context.Context, s *Store, x content.Action) (content.Done, error) {
	a := approves
	switch x.Do {
	case content.DoSave, content.DoSend:
		a = writes
	}
	return s.Act(ctx, content.Policy{}, a, x)
}

func must(t *testing.T, s *Store, x content.Action) content.Done {
	t.Helper()
	done, err := do(t.Context(), s, x)
	if err != nil {
		t.Fatalf("%s: %v", x.Do, err)
	}
	return done
}

// drafted returns a draft of an article that shows from a moment on, or by
// feast.
func drafted(id, title string) *content.Article {
	a := articleOf(id)
	a.State, a.Title, a.Tags = content.Draft, title, []string{"religion", title}
	return a
}

// failAt makes the nth new statement of the next transactions fail, which are
// prepared anew; 0 makes none fail.
func failAt(t *testing.T, s *Store, n int) {
	t.Helper()
	w := s.writer.Load()
	conn, _, err := w.get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	conn.forget()
	seen := 0
	conn.bind = func(text string) string {
		// A connection that cannot even begin a transaction is replaced.
		if seen == 0 && !strings.HasPrefix(text, "SELECT i.id") {
			return s.engine.bind(text)
		}
		if seen++; seen == n {
			return "NONSENSE"
		}
		return s.engine.bind(text)
	}
	w.put(conn, true)
}

// all is everything that an action may change.
func (s *Store) all(t *testing.T, id string) (out []any) {
	t.Helper()
	out = s.everything(t)
	w, err := s.Work(t.Context(), id)
	if err != nil && !errors.Is(err, content.ErrNotFound) {
		t.Fatal(err)
	}
	out = append(out, w)
	if w != nil {
		out = append(out, titles(t, s, id))
	}
	if err := s.EachAudit(t.Context(), func(e content.AuditEntry) error { out = append(out, e); return nil }); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestFaultsOfActions: an action during which any of its statements fails has
// changed nothing, and can be repeated.
func TestFaultsOfActions(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		s := start(t, c)
		later := time.Now().Add(1000 * time.Hour)
		n := 0
		for name, steps := range map[string]func(id string) []content.Action{
			"create": func(id string) []content.Action {
				return []content.Action{{Do: content.DoSave, ID: id, Record: drafted(id, "Eins")}}
			},
			"save": func(id string) []content.Action {
				return []content.Action{{Do: content.DoSave, ID: id, Record: drafted(id, "Eins")}, {Do: content.DoSave, ID: id, Base: 1, Record: drafted(id, "Zwei")}}
			},
			"send": func(id string) []content.Action {
				return []content.Action{{Do: content.DoSave, ID: id, Record: drafted(id, "Eins")}, {Do: content.DoSend, ID: id, Base: 1}}
			},
			"approve": func(id string) []content.Action {
				return []content.Action{{Do: content.DoSave, ID: id, Record: drafted(id, "Eins")}, {Do: content.DoApproveBy, ID: id, Number: 1}}
			},
			"draft beside": func(id string) []content.Action {
				return []content.Action{{Do: content.DoSave, ID: id, Record: drafted(id, "Eins")}, {Do: content.DoApproveBy, ID: id, Number: 1},
					{Do: content.DoSave, ID: id, Base: 2, Record: drafted(id, "Zwei")}}
			},
			"approve later": func(id string) []content.Action {
				return []content.Action{{Do: content.DoSave, ID: id, Record: drafted(id, "Eins")}, {Do: content.DoApproveBy, ID: id, Number: 1},
					{Do: content.DoSave, ID: id, Base: 2, Record: drafted(id, "Zwei")}, {Do: content.DoApproveBy, ID: id, Number: 3, From: later}}
			},
			"withdraw": func(id string) []content.Action {
				return []content.Action{{Do: content.DoSave, ID: id, Record: drafted(id, "Eins")}, {Do: content.DoApproveBy, ID: id, Number: 1},
					{Do: content.DoSave, ID: id, Base: 2, Record: drafted(id, "Zwei")}, {Do: content.DoWithdraw, ID: id, Note: "Falsch"}}
			},
		} {
			last := 0
			for fail := 1; ; fail++ {
				n++
				id := fmt.Sprintf("a-%04d", n)
				actions := steps(id)
				for _, x := range actions[:len(actions)-1] {
					must(t, s, x)
				}
				before := s.all(t, id)
				failAt(t, s, fail)
				_, err := do(t.Context(), s, actions[len(actions)-1])
				failAt(t, s, 0)
				if err == nil {
					last = fail
					break
				}
				if d := cmp.Diff(before, s.all(t, id)); d != "" {
					t.Fatalf("%s: its statement %d failed, and it changed something:\n%s", name, fail, d)
				}
				must(t, s, actions[len(actions)-1])
			}
			if last < 8 {
				t.Errorf("%s: only %d statements", name, last)
			}
		}
		if _, err := content.VerifyAudit(t.Context(), s); err != nil {
			t.Error(err)
		}
	})
}

// TestTwoReplicas: of two who do the same at once, one does it and the other is
// told; nothing is lost and the audit is whole.
func TestTwoReplicas(t *testing.T) {
	onEach(t, func(t *testing.T, c Config) {
		a, b := start(t, c), start(t, c)
		must(t, a, content.Action{Do: content.DoSave, ID: "a", Record: drafted("a", "Eins")})
		both := func(x, y content.Action) (won int) {
			var wg sync.WaitGroup
			var errs [2]error
			for i, s := range []*Store{a, b} {
				wg.Go(func() {
					_, errs[i] = do(t.Context(), s, []content.Action{x, y}[i])
				})
			}
			wg.Wait()
			for _, err := range errs {
				if err == nil {
					won++
				} else if !errors.As(err, new(*content.Refusal)) || !errors.Is(err, content.ErrConflict) {
					t.Error(err)
				}
			}
			return won
		}
		for n := int64(1); n < 20; n++ {
			if won := both(content.Action{Do: content.DoSave, ID: "a", Base: n, Record: drafted("a", fmt.Sprint("links ", n))},
				content.Action{Do: content.DoSave, ID: "a", Base: n, Record: drafted("a", fmt.Sprint("rechts ", n))}); won != 1 {
				t.Fatalf("%d of two saves of version %d", won, n)
			}
		}
		must(t, b, content.Action{Do: content.DoSend, ID: "a", Base: 20})
		approve := content.Action{Do: content.DoApprove, ID: "a", Number: 20}
		if won := both(approve, approve); won != 1 {
			t.Fatalf("%d of two approvals", won)
		}
		if all, err := a.Versions(t.Context(), "a"); err != nil || len(all) != 21 {
			t.Errorf("%d versions, %v", len(all), err)
		}
		last, err := content.VerifyAudit(t.Context(), b)
		if err != nil || last.Seq != 1+19+1+1 {
			t.Errorf("the audit ends with %d, %v", last.Seq, err)
		}
	})
}

// workPath makes the test binary the process that works until it is killed.
const workPath = "VIELFALT_TEST_WORK_PATH"

// workUntilKilled takes article after article through the desk, and reports
// each action that was acknowledged.
func workUntilKilled(path string) error {
	ctx := context.Background()
	s, err := Open(ctx, Config{Path: path})
	if err != nil {
		return err
	}
	last, err := content.VerifyAudit(ctx, s)
	if err != nil {
		return err
	}
	for n := last.Seq; ; n++ {
		id := fmt.Sprintf("a-%06d", n)
		later := time.Now().Add(1000 * time.Hour)
		for _, x := range []content.Action{
			{Do: content.DoSave, ID: id, Record: drafted(id, "Eins")}, {Do: content.DoSend, ID: id, Base: 1}, {Do: content.DoApprove, ID: id, Number: 1},
			{Do: content.DoSave, ID: id, Base: 2, Record: drafted(id, "Zwei")}, {Do: content.DoApproveBy, ID: id, Number: 3, From: later},
			{Do: content.DoWithdraw, ID: id, Note: "Falsch"}, {Do: content.DoReapprove, ID: id},
		} {
			if _, err := do(ctx, s, x); err != nil {
				return fmt.Errorf("%s: %w", x.Do, err)
			}
			fmt.Println(id, x.Do)
		}
	}
}

// TestKilledAtTheDesk: what was acknowledged is there, each action is wholly
// done or not at all, and the audit says exactly what was done.
func TestKilledAtTheDesk(t *testing.T) {
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "vielfalt.db")
	r := rand.New(rand.NewPCG(3, 4))
	acknowledged := 0
	for round := range 8 {
		child := exec.CommandContext(ctx, os.Args[0])
		child.Env = append(os.Environ(), workPath+"="+path)
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 1 + r.IntN(40) {
			if lines.Scan() {
				acknowledged++
			}
		}
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
			acknowledged++
		}
		_ = child.Wait()

		s, err := Open(ctx, Config{Path: path})
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		last, err := content.VerifyAudit(ctx, s)
		if err != nil || int(last.Seq) < acknowledged || int(last.Seq) > acknowledged+1 {
			t.Fatalf("round %d: %d actions were acknowledged, the audit has %d, %v", round, acknowledged, last.Seq, err)
		}
		acknowledged = int(last.Seq)
		done := make(map[string][]string)
		if err := s.EachAudit(ctx, func(e content.AuditEntry) error {
			done[e.ItemID] = append(done[e.ItemID], strings.TrimPrefix(e.Action, "item."))
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for id, actions := range done {
			w, err := s.Work(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			got := fmt.Sprintf("%s %s %d %d", w.Live.Base().State, w.Phase, w.Head(), len(w.Updates))
			want := []string{"draft draft 1 0", "draft in-review 1 0", "approved  2 0", "approved draft 3 0", "approved  5 1", "withdrawn  6 0", "approved  7 0"}[len(actions)-1]
			if got != want {
				t.Errorf("round %d: %s after %v is %q, want %q", round, id, actions, got, want)
			}
		}
		check(t, s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("%d actions survived", acknowledged)
}
