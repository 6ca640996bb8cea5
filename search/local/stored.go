package local

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	"github.com/klauspost/compress/zstd"

	"vielfalt/search"
)

// maxStored bounds the memory that a damaged document may ask for, in bytes.
const maxStored = 64 << 20

// Texts are most of what documents store. bleve compresses them for speed, to nine
// tenths; these take two thirds of that.
var (
	packer   = must(zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false)))
	unpacker = must(zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxMemory(maxStored)))
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // options that the library does not know
	}
	return v
}

// pack returns a document as it is stored: its fields one after another, compressed.
func pack(d search.Document) []byte {
	var b []byte
	text := func(s string) { b = append(binary.AppendVarint(b, int64(len(s))), s...) }
	for _, field := range reflect.ValueOf(d).Fields() {
		switch field.Kind() {
		case reflect.String:
			text(field.String())
		case reflect.Int:
			b = binary.AppendVarint(b, field.Int())
		default:
			list := field.Interface().([]string)
			b = binary.AppendVarint(b, int64(len(list)))
			for _, s := range list {
				text(s)
			}
		}
	}
	return packer.EncodeAll(b, nil)
}

// errDamaged means that something stored is not what was.
var errDamaged = errors.New("a stored document is damaged")

// unpack is the reverse of pack. The first schema stored JSON.
func unpack(value []byte) (d search.Document, err error) {
	if bytes.HasPrefix(value, []byte("{")) {
		return d, json.Unmarshal(value, &d)
	}
	b, err := unpacker.DecodeAll(value, nil)
	if err != nil {
		return d, err
	}
	rest := string(b) // of which all texts are parts
	number := func() int64 {
		n, size := binary.Varint(b[len(b)-len(rest):])
		if size <= 0 {
			err, size = errDamaged, len(rest)
		}
		rest = rest[size:]
		return n
	}
	length := func() int {
		n := number()
		if n < 0 || n > int64(len(rest)) {
			err, n = errDamaged, 0
		}
		return int(n)
	}
	text := func() string {
		n := length()
		s := rest[:n]
		rest = rest[n:]
		return s
	}
	for _, field := range reflect.ValueOf(&d).Elem().Fields() {
		switch field.Kind() {
		case reflect.String:
			field.SetString(text())
		case reflect.Int:
			field.SetInt(number())
		default:
			var list []string
			for range length() {
				list = append(list, text())
			}
			field.Set(reflect.ValueOf(list))
		}
	}
	return d, err
}

// stored returns a document as it was put.
func stored(r index.IndexReader, id string) (d search.Document, ok bool, err error) {
	number, err := r.InternalID(id)
	if err != nil {
		return d, false, fmt.Errorf("read %q from search index: %w", id, err)
	}
	if number == nil {
		return d, false, nil
	}
	d, err = storedAt(r, number.Value())
	return d, err == nil, err
}

// storedAt is stored for a document by bleve's number.
func storedAt(r index.IndexReader, doc uint64) (d search.Document, err error) {
	local := doc
	for _, s := range r.(*scorch.IndexSnapshot).Segments() {
		if n := uint64(s.FullSize()); local >= n {
			local -= n
			continue
		}
		var unpacking error
		err := s.VisitDocument(local, func(name string, _ byte, value []byte, _ []uint64) bool {
			if name == fieldStored {
				d, unpacking = unpack(value)
			}
			return name != fieldStored
		})
		if err = errors.Join(err, unpacking); err != nil {
			return d, fmt.Errorf("read document %d from search index: %w", doc, err)
		}
		return d, nil
	}
	return d, fmt.Errorf("read document %d from search index: there are fewer", doc)
}
