package site

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"

	"vielfalt/cmd/internal/ready"
)

// Write sends a body, compressed if the reader can read it so.
func (s *Site) Write(w http.ResponseWriter, rq *Request, code int, body []byte) error {
	h := w.Header()
	h.Set("Vary", "Accept-Encoding")
	if len(body) >= ready.Smallest && ready.AcceptsGzip(rq.http) {
		small, err := s.gzipped(body)
		if err != nil {
			return err
		}
		body = small
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	if rq.http.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(body)
	return err
}

// gzipped compresses a body that is sent once.
func (s *Site) gzipped(body []byte) ([]byte, error) {
	defer s.Gate.Compute()()
	z, ok := s.gzips.Get().(*gzip.Writer)
	if !ok {
		z = gzip.NewWriter(nil)
	}
	defer s.gzips.Put(z)
	var b bytes.Buffer
	z.Reset(&b)
	_, err := z.Write(body)
	err = errors.Join(err, z.Close())
	return b.Bytes(), err
}

// WriteJSON sends a value as JSON.
func (s *Site) WriteJSON(w http.ResponseWriter, rq *Request, code int, mediaType string, v any) error {
	body, err := encoded(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaType)
	return s.Write(w, rq, code, body)
}

// encoded is a value as JSON.
func encoded(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return b.Bytes(), err
}
