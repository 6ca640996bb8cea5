package content

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// Encode writes a record the way versions store it: one line of JSON without
// what the store decides about it (Version, Created, Updated, Sequence) or what
// a Reader adds to it. The same record always gives the same bytes, so their
// Digest tells whether two records are equal. Names and order of the fields are
// those of the tags on the types; codec_test.go makes sure that they stay as
// they are.
func Encode(r Record) ([]byte, error) {
	if it := r.Base(); blank(it.Type) == nil {
		return nil, fmt.Errorf("encode %q: it is of unknown type %q", it.ID, it.Type)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(r); err != nil {
		return nil, fmt.Errorf("encode %q: %w", r.Base().ID, err)
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Decode reads what Encode wrote. If this program does not know the type or a
// field, the error is ErrUnknownRecord.
func Decode(encoded []byte) (Record, error) {
	var head struct {
		ID   string `json:"id"`
		Type Type   `json:"type"`
	}
	if err := json.Unmarshal(encoded, &head); err != nil {
		return nil, fmt.Errorf("decode a record: %w", err)
	}
	r := blank(head.Type)
	if r == nil {
		return nil, fmt.Errorf("decode %q: %w: the type %q", head.ID, ErrUnknownRecord, head.Type)
	}
	d := json.NewDecoder(bytes.NewReader(encoded))
	d.DisallowUnknownFields()
	if err := d.Decode(r); err != nil {
		// encoding/json has no type for it.
		if field, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
			return nil, fmt.Errorf("decode %q: %w: the field %s", head.ID, ErrUnknownRecord, field)
		}
		return nil, fmt.Errorf("decode %q: %w", head.ID, err)
	}
	return r, nil
}

// blank returns an empty record of a type; nil for an unknown one.
func blank(t Type) Record {
	if d := Describe(t); d != nil {
		return d.New()
	}
	return nil
}

// Digest returns the SHA-256 of an encoded record, in hexadecimal.
func Digest(encoded []byte) string {
	sum := sha256.Sum256(encoded)
	return hex.EncodeToString(sum[:])
}

// NamedFiles returns the files that a record names.
func NamedFiles(r Record) []File {
	var out []File
	for _, field := range r.Description().Fields {
		if f, ok := field.Of(r).(*File); ok && f.Size > 0 {
			out = append(out, *f)
		}
	}
	for _, p := range PicturesOf(r) {
		out = append(out, p.Files()...)
	}
	return out
}

// PicturesOf returns the pictures of a record: that of an article, and those in its
// texts.
func PicturesOf(r Record) []Picture {
	var out []Picture
	if a, ok := r.(*Article); ok && a.Picture.File.Size > 0 {
		out = append(out, a.Picture)
	}
	return append(out, r.Base().Pictures...)
}
