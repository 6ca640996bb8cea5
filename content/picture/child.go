package picture

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"vielfalt/content"
	"vielfalt/content/internal/child"
)

// Bounds the child sets on itself.
const (
	childCPU   = 10         // seconds
	childSpace = 3072 << 20 // bytes of address space, of which the runtime reserves more than it uses
	childHeap  = 600 << 20  // bytes the decoder and what is made of its pixels may use
)

// maxOutput is how many bytes all sizes of a picture may have.
const maxOutput = 60 << 20

// RunChild is the whole of the child process: it sets limits on itself, reads the
// picture on in, and writes its sizes to out, the largest first: a line of JSON
// that describes them, then the bytes of all. For a picture that is refused the line
// says why.
func RunChild(in io.Reader, out io.Writer) error {
	if err := child.Reader(childCPU, childSpace, childHeap); err != nil {
		return err
	}
	raw, err := io.ReadAll(io.LimitReader(in, content.MaxPicture+1))
	if err != nil {
		return err
	}
	all, err := sizes(raw)
	if refused := (*Refusal)(nil); errors.As(err, &refused) {
		return json.NewEncoder(out).Encode(refused)
	}
	if err != nil {
		return err
	}
	return write(out, all)
}

// A head describes a size that follows it.
type head struct {
	Type          string
	Width, Height int
	Bytes         int
}

func write(out io.Writer, all []scaled) error {
	heads := make([]head, len(all))
	for i, s := range all {
		heads[i] = head{s.Type, s.Width, s.Height, len(s.Data)}
	}
	line, err := json.Marshal(heads)
	if err != nil {
		return err
	}
	if _, err := out.Write(append(line, '\n')); err != nil {
		return err
	}
	for _, s := range all {
		if _, err := out.Write(s.Data); err != nil {
			return err
		}
	}
	return nil
}

// read is the opposite of write.
func read(raw []byte) ([]scaled, error) {
	line, rest, _ := bytes.Cut(raw, []byte("\n"))
	if refused := new(Refusal); bytes.HasPrefix(line, []byte("{")) {
		if err := json.Unmarshal(line, refused); err != nil {
			return nil, fmt.Errorf("what the child says cannot be read: %w", err)
		}
		return nil, refused
	}
	var heads []head
	if err := json.Unmarshal(line, &heads); err != nil {
		return nil, fmt.Errorf("what the child says cannot be read: %w", err)
	}
	var all []scaled
	for _, h := range heads {
		if h.Bytes < 1 || h.Bytes > len(rest) {
			return nil, errors.New("the child breaks off")
		}
		all = append(all, scaled{h.Type, h.Width, h.Height, rest[:h.Bytes]})
		rest = rest[h.Bytes:]
	}
	if len(all) == 0 {
		return nil, errors.New("the child says nothing")
	}
	return all, nil
}
