package archive

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

// TestPlannedRoundTrip: an approved text that shows later does so elsewhere as
// well, and a draft that was begun from it is still one of it.
func TestPlannedRoundTrip(t *testing.T) {
	from, to := newPlace(t), newPlace(t)
	ctx := t.Context()
	act := func(x content.Action) int64 {
		t.Helper()
		x.ID = "a"
		done, err := from.Act(ctx, content.Policy{}, content.Actor{Command: "test"}, x)
		if err != nil {
			t.Fatalf("%s: %v", x.Do, err)
		}
		return done.Version
	}
	text := func(title string) content.Record {
		return &content.Article{Item: content.Item{ID: "a", State: content.Draft, Text: content.Text{Lang: "de", Title: title}}}
	}
	moments := []time.Time{noon.Add(24 * time.Hour), noon.Add(48 * time.Hour)}
	act(content.Action{Do: content.DoApproveBy, Number: act(content.Action{Do: content.DoSave, Record: text("Jetzt")})})
	head := int64(2)
	for i, title := range []string{"Morgen", "Übermorgen"} {
		head = act(content.Action{Do: content.DoSave, Base: head, Record: text(title)})
		head = act(content.Action{Do: content.DoApproveBy, Number: head, From: moments[i]})
	}
	act(content.Action{Do: content.DoSave, Base: head, Record: text("Entwurf")})
	dir := filepath.Join(t.TempDir(), "export")
	if _, err := Export(ctx, from, from.files, dir, noon, true); err != nil {
		t.Fatal(err)
	}
	if sum := to.again(t, os.DirFS(dir)); len(sum.Problems)+len(sum.Beside)+len(sum.Notes) > 0 || sum.Changed != 1 {
		t.Fatalf("%+v", sum)
	}
	want, err := from.Work(ctx, "a")
	if err != nil {
		t.Fatal(err)
	}
	got, err := to.Work(ctx, "a")
	if err != nil {
		t.Fatal(err)
	}
	if len(want.Updates) != 2 || got.Overtaken() || got.Base != want.Base || got.Latest != want.Latest {
		t.Errorf("based on %d of %d, it was %d of %d", got.Base, got.Latest, want.Base, want.Latest)
	}
	if d := cmp.Diff(want.Updates, got.Updates); d != "" {
		t.Errorf("updates (-before +after):\n%s", d)
	}
	if d := cmp.Diff(versionsOf(t, from), versionsOf(t, to)); d != "" {
		t.Errorf("versions (-before +after):\n%s", d)
	}
}
