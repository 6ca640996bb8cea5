package local

import (
	"syscall"

	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
)

// putAside lets the system take back the memory in which it has the files of an index:
// whatever is read of them again comes from its cache, or from the disk.
func putAside(r index.IndexReader) {
	for _, s := range r.(*scorch.IndexSnapshot).Segments() {
		if mapped, ok := s.Segment().(interface{ Data() []byte }); ok {
			_ = syscall.Madvise(mapped.Data(), syscall.MADV_DONTNEED) // it is advice
		}
	}
}
