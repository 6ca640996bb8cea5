package backup

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"vielfalt/content"
)

// A Place is where an installation keeps its content.
type Place struct {
	Rows  content.Snapshotter
	Files content.Files
}

// A Section is one aspect of everything that is kept, and a sum over it. Places
// with the same sum agree in it, whatever engine they use.
type Section struct {
	Name  string `json:"name"`
	Count int64  `json:"count"`  // of the rows or files it is made of
	Sum   string `json:"sha256"` // hexadecimal
}

// The sections, in this order.
const (
	ContentSection  = "content"    // every row, whole
	IdentitySection = "identities" // ids, addresses, feed identities
	ScheduleSection = "schedule"   // schedules and editions
	FileSection     = "files"      // hashes and sizes
)

// A Progress is told how many rows have been passed so far, and what is being
// passed; an empty what at the end. It may be nil.
type Progress func(what string, rows int)

// Tell calls p, if there is one.
func (p Progress) Tell(what string, rows int) {
	if p != nil {
		p(what, rows)
	}
}

// A File is a file that a row names.
type File struct {
	content.File
	By string // the row: "articles zuckerfest"
}

// errDamaged means that a file has other bytes than when it was stored.
var errDamaged = errors.New("it is not what was stored: its size or its sum differs")

// Check reads the file to the end and reports whether it is what was stored: if
// not, the error is content.ErrNotFound or another one that names the file.
func (f File) Check(ctx context.Context, files content.Files) error {
	r, err := f.open(ctx, files)
	if err != nil {
		return err
	}
	h := sha256.New()
	n, err := io.Copy(h, r)
	if err == nil && (n != f.Size || hex.EncodeToString(h.Sum(nil)) != f.Hash) {
		err = errDamaged
	}
	return f.wrap(errors.Join(err, r.Close()))
}

func (f File) open(ctx context.Context, files content.Files) (io.ReadSeekCloser, error) {
	r, err := files.Open(ctx, f.Hash)
	return r, f.wrap(err)
}

// wrap adds the file's name to an error.
func (f File) wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("file %s of %s: %w", f.Hash, f.By, err)
}

// Named returns the files that rows name, by hash.
func Named(ctx context.Context, rows content.Snapshotter) ([]File, error) {
	s, err := newSummer(rows.Tables())
	if err != nil {
		return nil, err
	}
	err = rows.Snapshot(ctx, func(r content.Row) error {
		_, err := s.add(r)
		return err
	})
	return s.named(), err
}

// Sum returns the sections of a place, reading every row and every file. Files
// that are missing or damaged are left out.
func Sum(ctx context.Context, p Place, progress Progress) ([]Section, error) {
	s, err := newSummer(p.Rows.Tables())
	if err != nil {
		return nil, err
	}
	err = p.Rows.Snapshot(ctx, func(r content.Row) error {
		_, err := s.add(r)
		s.tell(progress)
		return err
	})
	if err != nil {
		return nil, err
	}
	files := s.named()
	for i, f := range files {
		progress.Tell(fmt.Sprintf("file %d of %d", i+1, len(files)), s.rows)
		if err := f.Check(ctx, p.Files); errors.Is(err, content.ErrNotFound) || errors.Is(err, errDamaged) {
			delete(s.files, f.Hash)
		} else if err != nil {
			return nil, err
		}
	}
	progress.Tell("", s.rows)
	return s.sections(), nil
}

// A summer sums rows as they pass.
type summer struct {
	tables  map[string]*table
	content sum
	rows    int
	counts  map[string]int64
	files   map[string]File
	line    bytes.Buffer
	encoder *json.Encoder // to line

	identities, schedule sum
}

type sum struct {
	hash.Hash
	count int64
}

func newSum() sum { return sum{Hash: sha256.New()} }

// add adds a line of a table.
func (s *sum) add(table string, line []byte) {
	io.WriteString(s, table+"\t")
	s.Write(line)
	s.count++
}

func (s *sum) section(name string) Section {
	return Section{Name: name, Count: s.count, Sum: hex.EncodeToString(s.Sum(nil))}
}

// A table is a table and what its columns mean.
type table struct {
	content.Table
	identity, schedule []int    // columns that belong to the sections
	files              [][3]int // columns of hash, size and media type
	record             int      // column of an encoded record, which may name files; -1 for none
}

// parts lists the columns, by table, that the sections are made of. A name that
// ends in _ stands for all columns with that prefix.
var parts = []struct {
	table              string
	identity, schedule []string
}{
	// A feed identity consists of an item's type and uid, and an edition's key.
	{"items", []string{"id", "type", "uid", "slug"}, []string{"id", "state", "publish_"}},
	{"editions", []string{"item_id", "key"}, []string{"item_id", "key", "occurrence", "begins", "ends"}},
}

func newSummer(tables []content.Table) (*summer, error) {
	s := &summer{
		tables: make(map[string]*table), counts: make(map[string]int64), files: make(map[string]File),
		content: newSum(), identities: newSum(), schedule: newSum(),
	}
	s.encoder = json.NewEncoder(&s.line)
	s.encoder.SetEscapeHTML(false)
	for _, t := range tables {
		x := &table{Table: t, record: slices.Index(t.Columns, "record")}
		for i, c := range t.Columns {
			base, ok := strings.CutSuffix(c, "_hash")
			size, mediaType := slices.Index(t.Columns, base+"_size"), slices.Index(t.Columns, base+"_type")
			if ok && size >= 0 && mediaType >= 0 {
				x.files = append(x.files, [3]int{i, size, mediaType})
			}
		}
		s.tables[t.Name] = x
		s.counts[t.Name] = 0
	}
	for _, p := range parts {
		t := s.tables[p.table]
		if t == nil {
			return nil, fmt.Errorf("there is no table %s", p.table)
		}
		var err1, err2 error
		t.identity, err1 = t.columns(p.identity)
		t.schedule, err2 = t.columns(p.schedule)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (t *table) columns(names []string) (out []int, err error) {
	for _, name := range names {
		before := len(out)
		for i, c := range t.Columns {
			if c == name || strings.HasSuffix(name, "_") && strings.HasPrefix(c, name) {
				out = append(out, i)
			}
		}
		if len(out) == before {
			return nil, fmt.Errorf("table %s has no column %s", t.Name, name)
		}
	}
	return out, nil
}

// add adds a row and returns it as a line, which is valid until the next call.
func (s *summer) add(r content.Row) ([]byte, error) {
	t := s.tables[r.Table]
	if t == nil {
		return nil, fmt.Errorf("there is no table %q", r.Table)
	}
	if len(r.Values) != len(t.Columns) {
		return nil, fmt.Errorf("a row of %s has %d values instead of %d", r.Table, len(r.Values), len(t.Columns))
	}
	for i, v := range r.Values {
		switch v := v.(type) {
		case nil, bool, int64:
		case string:
			if !utf8.ValidString(v) {
				return nil, fmt.Errorf("%s %v: %s is not valid UTF-8", r.Table, r.Values[0], t.Columns[i])
			}
		default:
			return nil, fmt.Errorf("%s %v: %s is a %T", r.Table, r.Values[0], t.Columns[i], v)
		}
	}
	for _, c := range t.files {
		f := File{By: fmt.Sprintf("%s %v", r.Table, r.Values[0])}
		var ok1, ok2, ok3 bool
		f.Hash, ok1 = r.Values[c[0]].(string)
		f.Size, ok2 = r.Values[c[1]].(int64)
		f.Type, ok3 = r.Values[c[2]].(string)
		if !ok1 || !ok2 || !ok3 {
			return nil, fmt.Errorf("%s does not name a file in %s", f.By, t.Columns[c[0]])
		}
		if err := s.name(f); err != nil {
			return nil, err
		}
	}
	if t.record >= 0 {
		if err := s.nameIn(r, t.record); err != nil {
			return nil, err
		}
	}
	for _, x := range []struct {
		sum     *sum
		columns []int
	}{{&s.identities, t.identity}, {&s.schedule, t.schedule}} {
		if x.columns == nil {
			continue
		}
		some := make([]any, len(x.columns))
		for i, c := range x.columns {
			some[i] = r.Values[c]
		}
		line, err := s.encode(some)
		if err != nil {
			return nil, err
		}
		x.sum.add(r.Table, line)
	}
	line, err := s.encode(r.Values)
	if err != nil {
		return nil, err
	}
	s.content.add(r.Table, line)
	s.rows++
	s.counts[r.Table]++
	return line, nil
}

// name notes a file that a row names.
func (s *summer) name(f File) error {
	if f.Size == 0 {
		return nil
	}
	if other, ok := s.files[f.Hash]; !ok {
		s.files[f.Hash] = f
	} else if other.Size != f.Size {
		return fmt.Errorf("%s and %s name file %s with different sizes", other.By, f.By, f.Hash)
	}
	return nil
}

// nameIn notes the files that an encoded record in a row names. Most records
// name none, and are not decoded.
func (s *summer) nameIn(r content.Row, column int) error {
	by := fmt.Sprintf("%s %v %v", r.Table, r.Values[0], r.Values[1])
	encoded, ok := r.Values[column].(string)
	if !ok {
		return fmt.Errorf("%s holds no record", by)
	}
	if !strings.Contains(encoded, `"hash":`) {
		return nil
	}
	record, err := content.Decode([]byte(encoded))
	if err != nil {
		return fmt.Errorf("%s: %w", by, err)
	}
	for _, f := range content.NamedFiles(record) {
		if err := s.name(File{File: f, By: by}); err != nil {
			return err
		}
	}
	return nil
}

func (s *summer) encode(values []any) ([]byte, error) {
	s.line.Reset()
	err := s.encoder.Encode(values)
	return s.line.Bytes(), err
}

// tell reports progress now and then.
func (s *summer) tell(p Progress) {
	if s.rows%1000 == 0 {
		p.Tell("reading rows", s.rows)
	}
}

// named returns the files named so far, by hash.
func (s *summer) named() []File {
	return slices.SortedFunc(maps.Values(s.files), func(a, b File) int { return cmp.Compare(a.Hash, b.Hash) })
}

// sections returns the sums of what was added.
func (s *summer) sections() []Section {
	files := newSum()
	for _, f := range s.named() {
		files.add("", fmt.Appendf(nil, "%s %d\n", f.Hash, f.Size))
	}
	return []Section{s.content.section(ContentSection), s.identities.section(IdentitySection), s.schedule.section(ScheduleSection), files.section(FileSection)}
}
