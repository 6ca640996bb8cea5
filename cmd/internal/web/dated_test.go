package web_test

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden file")

// datedFile has a line for each kind of entry and moment: those that last changed
// then, as the year of their reckoning, their sequence and a digest of what they
// say.
const datedFile = "testdata/dated.txt"

// A dated entry is when an entry last changed, its sequence, and what it says.
type dated struct{ at, sequence, sum string }

// Programs know by its date and its sequence that an entry is another one than they
// have. So from release to release, what says the same keeps both, and what says
// something else has a later date: by "changed" in its record, by a line in
// revised.go, by whatever people enter. That holds for whole entries as they are
// sent; what tables and rules alone say has a test of its own.
// go test -update takes over what is right.
func TestEntriesKeepTheirDates(t *testing.T) {
	s := newSite(t, nil)
	now := map[string]dated{}
	for lang, prefix := range map[string]string{"de": "", "en": "/en"} {
		stream := strings.ReplaceAll(s.get(t, prefix+"/feeds/kalender.ics?vorabend=1").Body.String(), "\r\n ", "")
		for _, part := range strings.Split(stream, "BEGIN:VEVENT\r\n")[1:] {
			var e dated
			var key, modified string
			var says strings.Builder
			for line := range strings.Lines(part) {
				switch name, value, _ := strings.Cut(strings.TrimSpace(line), ":"); name {
				case "UID":
					uid, _, _ := strings.Cut(value, "@")
					key = lang + ":" + uid
				case "DTSTAMP":
					e.at = value
				case "LAST-MODIFIED":
					modified = value
				case "SEQUENCE":
					e.sequence = value
				default:
					says.WriteString(line)
				}
			}
			if _, twice := now[key]; twice || e.at != modified {
				t.Errorf("%s is dated %s and %s, or is there twice", key, e.at, modified)
			}
			sum := sha256.Sum256([]byte(says.String()))
			e.sum = hex.EncodeToString(sum[:4])
			now[key] = e
		}
	}
	for key, was := range readDated(t) {
		e, ok := now[key]
		switch {
		case !ok && !*update:
			t.Errorf("%s is gone", key)
		case !ok:
		case e.at < was.at || len(e.sequence) < len(was.sequence) || len(e.sequence) == len(was.sequence) && e.sequence < was.sequence:
			t.Errorf("%s of %s, sequence %s, was of %s, sequence %s: it must not go back", key, e.at, e.sequence, was.at, was.sequence)
		case e.sum != was.sum && e.at == was.at:
			t.Errorf("%s says something else and is still of %s", key, e.at)
		case e.sum == was.sum && e != was:
			t.Errorf("%s says the same and is of %s, sequence %s, instead of %s, sequence %s", key, e.at, e.sequence, was.at, was.sequence)
		case e != was && !*update:
			t.Errorf("%s has changed: go test -run EntriesKeepTheirDates -update", key)
		}
	}
	if *update && !t.Failed() {
		writeDated(t, now)
	} else if have := len(readDated(t)); have != len(now) && !t.Failed() {
		t.Errorf("%d entries are new: go test -run EntriesKeepTheirDates -update", len(now)-have)
	}
}

func readDated(t *testing.T) map[string]dated {
	t.Helper()
	raw, err := os.ReadFile(datedFile)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]dated{}
	for line := range strings.Lines(string(raw)) {
		fields := strings.Fields(line)
		for _, f := range fields[2:] {
			parts := strings.Split(f, ":")
			out[fields[0]+"."+parts[0]] = dated{at: fields[1], sequence: parts[1], sum: parts[2]}
		}
	}
	return out
}

func writeDated(t *testing.T, all map[string]dated) {
	t.Helper()
	lines := map[string]string{}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		at := strings.LastIndex(key, ".")
		line := key[:at] + " " + all[key].at
		lines[line] += " " + key[at+1:] + ":" + all[key].sequence + ":" + all[key].sum
	}
	var b strings.Builder
	for _, line := range slices.Sorted(maps.Keys(lines)) {
		b.WriteString(line + lines[line] + "\n")
	}
	if err := os.WriteFile(datedFile, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
