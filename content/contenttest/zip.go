package contenttest

import (
	"archive/zip"
	"bytes"
	"io"
	"testing"
)

// ZIP makes a ZIP of names and contents, by turns, as the programs of Windows do. The
// names need not be UTF-8.
func ZIP(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		method := zip.Deflate
		if pairs[i+1] == "" { // which takes long otherwise
			method = zip.Store
		}
		f, err := w.CreateHeader(&zip.FileHeader{Name: pairs[i], Method: method, NonUTF8: true})
		if err == nil {
			_, err = io.WriteString(f, pairs[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
