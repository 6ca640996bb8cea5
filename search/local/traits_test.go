package local

import (
	"fmt"
	"reflect"
	"testing"

	"vielfalt/content"
	"vielfalt/search"
)

// What is known of a state from the one before it is what reading it says.
func TestTraitsFollow(t *testing.T) {
	x := open(t, t.TempDir())
	for i := range 30 {
		d := search.Document{
			ID: fmt.Sprint(i % 20), Item: fmt.Sprint(i % 20), Type: content.Types()[i%3], Dezernat: fmt.Sprint(i % 4),
			Title: "Laubhüttenfest im Rathaus", Tags: []string{"Fest"}, Body: fmt.Sprintf("Zum %d. Mal", i),
		}
		if err := x.Put(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		r, err := x.current.index.Reader()
		if err != nil {
			t.Fatal(err)
		}
		followed, err := x.current.traits.of(r)
		if err != nil {
			t.Fatal(err)
		}
		var other library
		fresh, err := other.of(r)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(followed.lengths, fresh.lengths) {
			t.Fatalf("after %d documents the lengths are %v, want %v", i+1, followed.lengths, fresh.lengths)
		}
		for doc := range fresh.class {
			got, want := followed.classes[followed.class[doc]], fresh.classes[fresh.class[doc]]
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("after %d documents the facets of number %d are %q, want %q", i+1, doc, got, want)
			}
		}
		if title := fresh.lengths[0]; title[len(title)-1] == 0 {
			t.Fatal("the length of a title is not known")
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
