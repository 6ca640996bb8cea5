package pdftext

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// Whatever is left of the time that a file may take is not enough for every step, and
// what is left out is said.
func TestStepsAreBounded(t *testing.T) {
	pdf := document(lines("Ein Heft"))
	e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}, Text: ModeGo, Picture: ModePicture}
	r := &reading{Extractor: e, pdf: pdf, took: maxCPU - time.Second}
	if _, err := r.about(t.Context()); err == nil {
		t.Error("it was read of itself")
	} else {
		r.leave(err, "nothing")
	}
	if want := []string{"nothing: to read its text took so long that no time was left; a PDF that is printed anew may be simpler"}; !slices.Equal(r.left, want) {
		t.Errorf("%q", r.left)
	}
	r.took = 0
	if _, err := r.about(t.Context()); err != nil || r.took == 0 {
		t.Errorf("%v, after %v", err, r.took)
	}
	for _, mode := range []string{ModePoppler, ModeGo} {
		if rest := time.Duration(childCPU[mode]+childCPU[ModeAbout]) * time.Second; rest > 8*time.Second {
			t.Errorf("%s and what follows it may take %v", mode, rest)
		}
	}
}

// A child that meets its bounds leaves a note, and the text stays.
func TestPictureThatIsTooMuch(t *testing.T) {
	e := &Extractor{Child: []string{os.Args[0], "pdf-extract"}, Text: ModeGo, Picture: modeKilled}
	doc, err := e.Extract(t.Context(), document(lines("Ein Heft")))
	if err != nil || len(doc.Pages) != 1 || len(doc.Left) != 1 || !strings.HasPrefix(doc.Left[0], "there is no picture of its first page: it needs more time or memory") {
		t.Errorf("%+v %v", doc, err)
	}
}
