package local

import (
	"encoding/json"
	"reflect"
	"testing"

	"vielfalt/search"
)

// Whatever fields a document has, it is unpacked as it was.
func TestUnpack(t *testing.T) {
	var d search.Document
	for f, v := range reflect.ValueOf(&d).Elem().Fields() {
		switch v.Kind() {
		case reflect.String:
			v.SetString("Laubhüttenfest " + f.Name)
		case reflect.Int:
			v.SetInt(-2027)
		default:
			v.Set(reflect.ValueOf([]string{f.Name, ""}))
		}
	}
	first, err := json.Marshal(d) // as the first schema stored it
	if err != nil {
		t.Fatal(err)
	}
	for _, value := range [][]byte{pack(d), first} {
		if got, err := unpack(value); err != nil || !reflect.DeepEqual(got, d) {
			t.Errorf("unpack(%q) = %v, %v, want %v", value, got, err, d)
		}
	}
	if got, err := unpack(pack(search.Document{})); err != nil || !reflect.DeepEqual(got, search.Document{}) {
		t.Errorf("an empty document is unpacked as %v, %v", got, err)
	}
}

// What is damaged is an error, never a panic.
func TestUnpackDamaged(t *testing.T) {
	packed := pack(search.Document{ID: "a", Title: "Laubhüttenfest", Tags: []string{"Fest", "Tag"}, Year: 2027})
	plain, err := unpacker.DecodeAll(packed, nil)
	if err != nil {
		t.Fatal(err)
	}
	for n := range packed {
		if _, err := unpack(packed[:n]); err == nil {
			t.Errorf("%d bytes of %d are unpacked", n, len(packed))
		}
	}
	for n := range plain {
		if _, err := unpack(packer.EncodeAll(plain[:n], nil)); err == nil {
			t.Errorf("%d bytes of %d are read", n, len(plain))
		}
		damaged := append([]byte(nil), plain...)
		damaged[n] ^= 0xff
		_, _ = unpack(packer.EncodeAll(damaged, nil))
	}
}
