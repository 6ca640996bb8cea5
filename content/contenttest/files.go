package contenttest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

// RunFiles tests the contract of [content.Files]. place returns a place without
// files, to be removed when the test ends.
func RunFiles(t *testing.T, place func(*testing.T) content.Files) {
	for _, c := range []struct {
		name string
		test func(*testing.T, content.Files)
	}{
		{"PutOpen", testPutOpen},
		{"Limit", testLimit},
		{"NothingHalfStored", testNothingHalfStored},
		{"OpenUnknown", testOpenUnknown},
		{"Seek", testSeek},
		{"Serve", testServe},
		{"ListDelete", testListDelete},
		{"FilesConcurrency", testFilesConcurrency},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, place(t)) })
	}
}

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// sample returns n bytes without an early repetition.
func sample(n int) []byte {
	out := make([]byte, n)
	x := uint32(1)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = byte(x >> 24)
	}
	return out
}

// put stores data and checks what is returned.
func put(t *testing.T, files content.Files, data []byte) content.File {
	t.Helper()
	got, err := files.Put(t.Context(), bytes.NewReader(data), "application/pdf", int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(content.File{Hash: hashOf(data), Size: int64(len(data)), Type: "application/pdf"}, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	return got
}

// read returns what is stored under a hash.
func read(ctx context.Context, files content.Files, hash string) ([]byte, error) {
	f, err := files.Open(ctx, hash)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(f)
	return data, errors.Join(err, f.Close())
}

func testPutOpen(t *testing.T, files content.Files) {
	for _, data := range [][]byte{[]byte("hello"), {}, sample(3 << 20)} {
		for range 2 { // storing the same again is fine
			f := put(t, files, data)
			if got, err := read(t.Context(), files, f.Hash); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes of %d read, %v", len(got), len(data), err)
			}
		}
	}
}

func testLimit(t *testing.T, files content.Files) {
	if _, err := files.Put(t.Context(), strings.NewReader("hello"), "", 5); err != nil {
		t.Errorf("as large as the limit: %v", err)
	}
	var p content.Problems
	if _, err := files.Put(t.Context(), strings.NewReader("hello!"), "", 5); !errors.As(err, &p) {
		t.Errorf("above the limit: got error %v", err)
	}
	for _, s := range []string{"hello!", "hell"} {
		if _, err := files.Open(t.Context(), hashOf([]byte(s))); !errors.Is(err, content.ErrNotFound) {
			t.Errorf("%q: got error %v", s, err)
		}
	}
}

func testNothingHalfStored(t *testing.T, files content.Files) {
	broken := io.MultiReader(strings.NewReader("hel"), iotest.ErrReader(io.ErrUnexpectedEOF))
	if _, err := files.Put(t.Context(), broken, "", 100); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("a reader that breaks off: got error %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := files.Put(ended, strings.NewReader("hello"), "", 100); !errors.Is(err, context.Canceled) {
		t.Errorf("nobody waits: got error %v", err)
	}
	for _, s := range []string{"hel", "hello", ""} {
		if _, err := files.Open(t.Context(), hashOf([]byte(s))); !errors.Is(err, content.ErrNotFound) {
			t.Errorf("%q: got error %v", s, err)
		}
	}
	if _, err := files.Open(ended, put(t, files, []byte("hello")).Hash); !errors.Is(err, context.Canceled) {
		t.Errorf("opened while nobody waits: got error %v", err)
	}
}

func testOpenUnknown(t *testing.T, files content.Files) {
	hash := hashOf([]byte("hello"))
	for _, h := range []string{"", ".", "..", "../secret", "../../secret", "tmp", hash, strings.ToUpper(hash), hash + "/..", hash[:63], strings.Repeat("/", 64)} {
		if _, err := files.Open(t.Context(), h); !errors.Is(err, content.ErrNotFound) {
			t.Errorf("Open(%q): got error %v", h, err)
		}
	}
}

func testSeek(t *testing.T, files content.Files) {
	data := sample(1 << 20)
	f, err := files.Open(t.Context(), put(t, files, data).Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	part := func(n int) []byte {
		b := make([]byte, n)
		if _, err := io.ReadFull(f, b); err != nil {
			t.Fatal(err)
		}
		return b
	}
	for _, c := range []struct {
		offset int64
		whence int
		want   int64
	}{
		{0, io.SeekEnd, 1 << 20}, {0, io.SeekStart, 0}, {700_000, io.SeekStart, 700_000}, {-500_000, io.SeekCurrent, 200_100},
		{-100, io.SeekEnd, 1<<20 - 100}, {5, io.SeekStart, 5}, {0, io.SeekCurrent, 105},
	} {
		at, err := f.Seek(c.offset, c.whence)
		if err != nil || at != c.want {
			t.Fatalf("Seek(%d, %d): %d, %v; want %d", c.offset, c.whence, at, err, c.want)
		}
		if at < int64(len(data)) && !bytes.Equal(part(100), data[at:at+100]) {
			t.Errorf("other bytes at %d", at)
		}
	}
	if _, err := f.Seek(-1, io.SeekStart); err == nil {
		t.Error("a place before the beginning is no error")
	}
	if _, err := f.Seek(0, io.SeekEnd); err != nil {
		t.Fatal(err)
	}
	if n, err := f.Read(make([]byte, 10)); n != 0 || err != io.EOF {
		t.Errorf("at the end: %d, %v", n, err)
	}
}

// testServe: what is stored can be sent the way net/http does: whole, in parts,
// without a body.
func testServe(t *testing.T, files content.Files) {
	data := sample(200_000)
	hash := put(t, files, data).Hash
	for _, c := range []struct {
		method, span string
		status       int
		want         []byte
	}{
		{http.MethodGet, "", http.StatusOK, data},
		{http.MethodHead, "", http.StatusOK, nil},
		{http.MethodGet, "bytes=0-99", http.StatusPartialContent, data[:100]},
		{http.MethodGet, "bytes=150000-", http.StatusPartialContent, data[150_000:]},
		{http.MethodGet, "bytes=-7", http.StatusPartialContent, data[len(data)-7:]},
		{http.MethodGet, "bytes=200000-", http.StatusRequestedRangeNotSatisfiable, nil},
	} {
		f, err := files.Open(t.Context(), hash)
		if err != nil {
			t.Fatal(err)
		}
		w, r := httptest.NewRecorder(), httptest.NewRequest(c.method, "/", nil)
		r.Header.Set("Range", c.span)
		w.Header().Set("Content-Type", "application/pdf")
		http.ServeContent(w, r, "", time.Time{}, f)
		if err := f.Close(); err != nil {
			t.Errorf("%s %s: close: %v", c.method, c.span, err)
		}
		if w.Code != c.status || c.want != nil && !bytes.Equal(w.Body.Bytes(), c.want) {
			t.Errorf("%s %s: status %d, %d bytes", c.method, c.span, w.Code, w.Body.Len())
		}
	}
}

// testListDelete: what is stored is listed, until it is deleted.
func testListDelete(t *testing.T, files content.Files) {
	list := func() map[string]int64 {
		out := make(map[string]int64)
		err := files.List(t.Context(), func(f content.StoredFile) error {
			if f.At.Year() < 2020 { // by the clock of where it is stored, which may be another
				t.Errorf("%s was stored at %v", f.Hash, f.At)
			}
			if _, twice := out[f.Hash]; twice {
				t.Errorf("%s is listed twice", f.Hash)
			}
			out[f.Hash] = f.Size
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if got := list(); len(got) > 0 {
		t.Errorf("nothing is stored, and listed is %v", got)
	}
	want := make(map[string]int64)
	for i := range 3 {
		f := put(t, files, sample(1000+i))
		want[f.Hash] = f.Size
	}
	if d := cmp.Diff(want, list()); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	gone := hashOf(sample(1001))
	for range 2 { // nothing is left to be deleted the second time
		if err := files.Delete(t.Context(), gone); err != nil {
			t.Error(err)
		}
		if _, err := files.Open(t.Context(), gone); !errors.Is(err, content.ErrNotFound) {
			t.Errorf("a deleted file: %v", err)
		}
	}
	delete(want, gone)
	for _, hash := range []string{"", "..", "../x", strings.ToUpper(gone)} {
		if err := files.Delete(t.Context(), hash); err != nil {
			t.Errorf("Delete(%q): %v", hash, err)
		}
	}
	if d := cmp.Diff(want, list()); d != "" {
		t.Errorf("after deleting (-want +got):\n%s", d)
	}
	put(t, files, sample(1001))
	enough := errors.New("enough")
	n := 0
	if err := files.List(t.Context(), func(content.StoredFile) error { n++; return enough }); !errors.Is(err, enough) || n != 1 {
		t.Errorf("stopped after %d: %v", n, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := files.List(ended, func(content.StoredFile) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("listed while nobody waits: %v", err)
	}
	if err := files.Delete(ended, hashOf(sample(1000))); !errors.Is(err, context.Canceled) {
		t.Errorf("deleted while nobody waits: %v", err)
	}
}

func testFilesConcurrency(t *testing.T, files content.Files) {
	data := bytes.Repeat([]byte("abc"), 100_000)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			f, err := files.Put(t.Context(), bytes.NewReader(data), "", 1<<20)
			if err != nil || f.Size != int64(len(data)) {
				t.Errorf("%v, %v", f, err)
				return
			}
			if got, err := read(t.Context(), files, f.Hash); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes, %v", len(got), err)
			}
		})
	}
	wg.Wait()
}
