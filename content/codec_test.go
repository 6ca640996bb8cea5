package content

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vielfalt/calendar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// left are the fields that are not part of a version: what the store decides,
// and what a Reader adds.
var left = []string{"Version", "Created", "Updated", "Sequence", "Current", "Editions", "Choices"}

// fill sets every field of a record, except those left out, to something that
// no other field has. It fails if it does not know how.
func fill(t *testing.T, v reflect.Value, n *int) {
	t.Helper()
	*n++
	switch v.Interface().(type) {
	case time.Time:
		v.Set(reflect.ValueOf(time.Date(2026, 3, 17, 7, 0, *n%60, 0, time.UTC)))
		return
	case TimeOfDay:
		v.SetInt(int64(7*60 + *n%60))
		return
	case calendar.Date:
		v.SetInt(int64(calendar.NewDate(2026, 1, 1)) + int64(*n))
		return
	case Type:
		return // identifies the record
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("Ä<%d>&\n", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			fill(t, v.Index(i), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !slices.Contains(left, v.Type().Field(i).Name) {
				fill(t, v.Field(i), n)
			}
		}
	default:
		t.Fatalf("a field is a %v, which neither this test nor, perhaps, the codec knows", v.Type())
	}
}

// filled returns a record of every type in which no field is empty.
func filled(t *testing.T) (out []Record) {
	t.Helper()
	for _, typ := range Types() {
		r, n := blank(typ), 0
		if r == nil {
			t.Fatalf("the codec does not know the type %q", typ)
		}
		fill(t, reflect.ValueOf(r).Elem(), &n)
		r.Base().Type = typ
		out = append(out, r)
	}
	return out
}

// TestCodec: nothing of a record is lost in encoding, whatever fields it has.
func TestCodec(t *testing.T) {
	for _, r := range filled(t) {
		b, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Decode(b)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(got, r); d != "" {
			t.Errorf("%s comes back as another (-got +want):\n%s", r.Base().Type, d)
		}
		again, err := Encode(got)
		if err != nil || !bytes.Equal(again, b) {
			t.Errorf("encoded again it differs: %v", err)
		}
		if key := regexp.MustCompile(`"[a-z_]*[^a-z_"][^":]*":`).Find(b); key != nil {
			t.Errorf("a field of %s is called %s: give it a name in small letters, in a tag", r.Base().Type, key)
		}
		// What the store decides is not part of it.
		it := r.Base()
		it.Version, it.Created, it.Updated = 7, time.Now(), time.Now()
		switch r := r.(type) {
		case *Article:
			r.Current, r.Editions = Edition{Key: "1"}, []Edition{{Key: "1"}}
		case *Event:
			r.Sequence = 3
		}
		if again, err := Encode(r); err != nil || !bytes.Equal(again, b) {
			t.Errorf("%s: what the store decides changes its bytes: %v", it.Type, err)
		}
		// An empty record has nothing that must be present.
		empty := blank(it.Type)
		empty.Base().Type = it.Type
		b, err = Encode(empty)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Decode(b); err != nil || !reflect.DeepEqual(got, empty) {
			t.Errorf("an empty %s: %v, %s", it.Type, err, b)
		}
	}
}

// TestCodecGolden: what was once stored can always be read, and has the same
// digest. If it fails because a field was renamed, keep its name in the tag. If
// it fails because a field was added, that field must be omitted when it is
// empty; then, and for a new type, -update rewrites the file.
func TestCodecGolden(t *testing.T) {
	var all bytes.Buffer
	records := filled(t)
	for _, typ := range Types() {
		r := blank(typ)
		*r.Base() = Item{ID: "leer", UID: "u", Slug: "leer", Type: typ, Text: Text{Lang: German, Title: "Leer"}, State: Draft}
		records = append(records, r)
	}
	for _, r := range records {
		b, err := Encode(r)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&all, "%s\n%s\n", Digest(b), b)
	}
	golden := filepath.Join("testdata", "codec.golden")
	if *update {
		if err := os.MkdirAll("testdata", 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, all.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(all.String(), "\n")); d != "" {
		t.Errorf("the form of versions changed (-golden +now):\n%s", d)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for text, want := range map[string]struct {
		unknown bool
		says    string
	}{
		`{"id":"a","type":"article","mood":"x"}`:                {true, `decode "a": the record holds what this program does not know: the field "mood"`},
		`{"id":"a","type":"article","publish":{"gap":"x"}}`:     {true, `the field "gap"`},
		`{"id":"a","type":"survey"}`:                            {true, `the type "survey"`},
		`{"id":"a","type":"article","date":"gestern"}`:          {false, "gestern"},
		`{"id":"a","type":"article","publish":{"at":"8 Uhr"}}`:  {false, "8 Uhr"},
		`{"id":"a","type":"article"}{}`:                         {false, "after top-level value"},
		`{"id":"a"`:                                             {false, "decode"},
		`{"id":"a","type":"article","pages":[]}`:                {true, `"pages"`},
		`{"id":"a","type":"brochure","pages":[{"number":"1"}]}`: {true, `"number"`},
	} {
		_, err := Decode([]byte(text))
		if err == nil || errors.Is(err, ErrUnknownRecord) != want.unknown || !strings.Contains(err.Error(), want.says) {
			t.Errorf("%s: %v", text, err)
		}
	}
	if _, err := Encode(&Article{Item: Item{ID: "a"}}); err == nil {
		t.Error("a record without a type was encoded")
	}
}
