package local

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

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

// pack returns a document as it is stored.
func pack(d search.Document) ([]byte, error) {
	b, err := json.Marshal(d)
	if err != nil {
		return nil, fmt.Errorf("index %q: %w", d.ID, err)
	}
	return packer.EncodeAll(b, nil), nil
}

// unpack is the reverse of pack. The first schema did not compress.
func unpack(value []byte) (d search.Document, err error) {
	if !bytes.HasPrefix(value, []byte("{")) {
		if value, err = unpacker.DecodeAll(value, nil); err != nil {
			return d, err
		}
	}
	return d, json.Unmarshal(value, &d)
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
