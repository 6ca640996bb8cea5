package zipped

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content/contenttest"
)

var few = Limits{Files: 20, Bytes: 1 << 20}

// filesOf returns what a file system holds.
func filesOf(t testing.TB, fsys fs.FS) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var raw []byte
			raw, err = fs.ReadFile(fsys, name)
			out[name] = string(raw)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	return out
}

func TestNames(t *testing.T) {
	raw := contenttest.ZIP(t, "a/Übersicht.md", "1", "Gr\x81\xe1e.md", "2", `b\c.md`, "3", "d/", "", "../e.md", "4", "/f.md", "5", `C:\g.md`, "6", "h\x01.md", "7",
		"i.md", "8", "i.md", "9", strings.Repeat("j/", 50)+"k.md", "10")
	fsys, refused, err := Open(bytes.NewReader(raw), int64(len(raw)), few)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(filesOf(t, fsys), map[string]string{"a/Übersicht.md": "1", "Grüße.md": "2", "b/c.md": "3", "i.md": "8"}); d != "" {
		t.Error(d)
	}
	var got []string
	for _, r := range refused {
		got = append(got, r.Name[:min(len(r.Name), 12)]+": "+r.Reason)
	}
	want := []string{
		"../e.md: its name leads out of the ZIP, or nowhere", "/f.md: its name leads out of the ZIP, or nowhere", "C:/g.md: its name leads out of the ZIP, or nowhere",
		"h\uFFFD.md: its name holds what names cannot", "i.md: it is in the ZIP twice", "j/j/j/j/j/j/: its name is too long",
	}
	if d := cmp.Diff(got, want); d != "" {
		t.Error(d)
	}
}

func TestLimits(t *testing.T) {
	var many []string
	for i := range 30 {
		many = append(many, fmt.Sprintf("%d.md", i), "")
	}
	large := contenttest.ZIP(t, "a.md", strings.Repeat("a", 700<<10), "b.md", strings.Repeat("b", 700<<10))
	endless := contenttest.ZIP(t, "a.md", "")
	// A directory that goes on behind the one entry that the end tells of.
	at := bytes.Index(endless, []byte("PK\x01\x02"))
	end := bytes.Index(endless, []byte("PK\x05\x06"))
	entry := endless[at:end]
	long := append(bytes.Clone(endless[:at]), bytes.Repeat(entry, 10_000)...)
	long = append(long, endless[end:]...)
	for name, c := range map[string]struct {
		raw  []byte
		want string
	}{
		"none":    {[]byte("PK"), "no ZIP"},
		"empty":   {nil, "no ZIP"},
		"many":    {contenttest.ZIP(t, many...), "more than 20 files"},
		"endless": {long, "more than 20 files"},
		"large":   {large, "larger than 1 MB unpacked"},
	} {
		if _, _, err := Open(bytes.NewReader(c.raw), int64(len(c.raw)), few); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file that is larger than the directory says cannot be read, and one that is
// damaged cannot either.
func TestLies(t *testing.T) {
	honest := contenttest.ZIP(t, "a.md", strings.Repeat("a", 100_000))
	at := bytes.Index(honest, []byte("PK\x01\x02"))
	bomb, damaged, locked := bytes.Clone(honest), bytes.Clone(honest), bytes.Clone(honest)
	binary.LittleEndian.PutUint32(bomb[at+24:], 10)
	damaged[60] ^= 0xff
	locked[at+8] |= 1
	for name, raw := range map[string][]byte{"bomb": bomb, "damaged": damaged} {
		fsys, _, err := Open(bytes.NewReader(raw), int64(len(raw)), few)
		if err != nil {
			t.Fatal(name, err)
		}
		if got, err := fs.ReadFile(fsys, "a.md"); err == nil || Cause(err) == "" {
			t.Errorf("%s: %d bytes, %v", name, len(got), err)
		}
	}
	if _, refused, err := Open(bytes.NewReader(locked), int64(len(locked)), few); err != nil || len(refused) != 1 || !strings.Contains(refused[0].Reason, "password") {
		t.Error(refused, err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(contenttest.ZIP(f, "a/ü.md", "1", "../b.md", "2", `c\d`, "3"))
	f.Add(contenttest.ZIP(f, "a", "1", "a/b", "2", "a/", ""))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		fsys, _, err := Open(bytes.NewReader(raw), int64(len(raw)), few)
		if err != nil {
			return
		}
		total := 0
		_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if !fs.ValidPath(name) {
				t.Errorf("%q", name)
			}
			if err == nil && !d.IsDir() {
				raw, err := fs.ReadFile(fsys, name)
				if total += len(raw); err != nil {
					_ = Cause(err)
				}
			}
			return nil
		})
		if total > int(few.Bytes) {
			t.Errorf("%d bytes", total)
		}
	})
}

// Names that are not in UTF-8 are those of DOS or of Windows, whichever gives letters.
func TestOlderNames(t *testing.T) {
	for raw, want := range map[string]string{
		"Gr\x81\xe1e \x8ePFEL.md": "Grüße ÄPFEL.md", "Gr\xf6\xdfe \xc4pfel.md": "Größe Äpfel.md", "M\xfcll.md": "Müll.md", "\x84.md": "ä.md", "caf\x82.md": "café.md", "\xb0.md": "░.md", "Fest \x96 \xe4.md": "Fest – ä.md",
	} {
		if got := olderName(raw); got != want {
			t.Errorf("%q is %q, want %q", raw, got, want)
		}
	}
}
