package zipped

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Limits bound what a ZIP may hold.
type Limits struct {
	Files int   // with folders that have entries of their own
	Bytes int64 // of all files, unpacked
}

const (
	// directoryRoom is how many bytes of the directory each file may take: 46, its
	// name, and what programs add for themselves.
	directoryRoom = 400
	maxName       = 1000 // bytes
	maxDepth      = 40   // folders within each other
)

// A Refused is a file of a ZIP that is not among its files.
type Refused struct{ Name, Reason string }

// errDirectory ends the reading of a directory that goes on and on.
var errDirectory = errors.New("the directory of the ZIP is too long")

// Open returns the files of a ZIP of some size. A file that gives out more than the
// ZIP says it has, or other bytes than were packed, cannot be read to its end.
// Files with a name that leads elsewhere, that are there twice, or cannot be
// unpacked, are refused by name and not among the others. An error means that the
// whole is no ZIP or beyond the limits.
func Open(r io.ReaderAt, size int64, l Limits) (fs.FS, []Refused, error) {
	tooMany := fmt.Errorf("it holds more than %d files; pack it in several", l.Files)
	b := &budget{ReaderAt: r, left: int64(l.Files)*directoryRoom + endRoom}
	z, err := zip.NewReader(b, size)
	switch {
	case errors.Is(err, errDirectory):
		return nil, nil, tooMany
	case errors.Is(err, zip.ErrInsecurePath): // names are looked at below
	case err != nil:
		return nil, nil, errors.New("it is no ZIP, or damaged")
	}
	b.lifted = true
	if len(z.File) > l.Files {
		return nil, nil, tooMany
	}
	var refused []Refused
	var total uint64
	kept := z.File[:0]
	seen := make(map[string]bool)
	for _, f := range z.File {
		name, reason := nameOf(f)
		if reason == "" {
			reason = unreadable(f)
		}
		if reason == "" && seen[name] {
			reason = "it is in the ZIP twice"
		}
		if reason != "" {
			refused = append(refused, Refused{name, reason})
			continue
		}
		if total += f.UncompressedSize64; total > uint64(l.Bytes) || f.UncompressedSize64 > uint64(l.Bytes) {
			return nil, nil, fmt.Errorf("its files are larger than %d MB unpacked", l.Bytes>>20)
		}
		seen[name] = true
		f.Name = name
		kept = append(kept, f)
	}
	z.File = kept // of which the reader makes its file system when it is first asked
	return z, refused, nil
}

// A budget bounds what is read until it is spent or lifted.
type budget struct {
	io.ReaderAt
	left   int64
	lifted bool
}

// endRoom is what lies at the end of a ZIP, in which the place of the directory is
// looked for.
const endRoom = 128 << 10

// ReadAt implements io.ReaderAt.
func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	if !b.lifted {
		if b.left -= int64(len(p)); b.left < 0 {
			return 0, errDirectory
		}
	}
	return b.ReaderAt.ReadAt(p, off)
}

// nameOf returns the path of a file, with a slash at the end if it is a folder, and
// why it cannot be one.
func nameOf(f *zip.File) (name, reason string) {
	name = f.Name
	if !utf8.ValidString(name) {
		name = olderName(name)
	}
	name = strings.ReplaceAll(name, `\`, "/") // as some programs for Windows write
	bare := strings.TrimSuffix(name, "/")
	switch {
	case len(name) > maxName || strings.Count(name, "/") > maxDepth:
		return clip(name), "its name is too long"
	case !fs.ValidPath(bare) || bare == "." || len(bare) > 1 && bare[1] == ':':
		return clip(name), "its name leads out of the ZIP, or nowhere"
	}
	for _, r := range name {
		if r < ' ' || r == 0x7f || r == utf8.RuneError {
			return clip(name), "its name holds what names cannot"
		}
	}
	return name, ""
}

// olderName reads a name that is not in UTF-8: it is one of DOS or, if that gives
// other signs than Latin letters, one of Windows if that does not.
func olderName(name string) string {
	dos, _ := charmap.CodePage437.NewDecoder().String(name)
	windows, _ := charmap.Windows1252.NewDecoder().String(name)
	odd := func(r rune) bool { return r > 0x7f && r != '–' && (r == 'ⁿ' || !unicode.Is(unicode.Latin, r)) }
	if strings.ContainsFunc(dos, odd) && !strings.ContainsFunc(windows, odd) {
		return windows
	}
	return dos
}

// clip returns a name as it can be shown.
func clip(name string) string {
	if len(name) > 80 {
		name = strings.ToValidUTF8(name[:80], "") + "…"
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return '\uFFFD'
		}
		return r
	}, name)
}

// unreadable says why a file cannot be unpacked; empty if it can.
func unreadable(f *zip.File) string {
	switch {
	case f.Flags&1 != 0:
		return "it is protected by a password; pack it without"
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return "it is packed in a way that cannot be read; pack it as an ordinary ZIP"
	case f.Mode()&fs.ModeType&^fs.ModeDir != 0:
		return "it is a link or a device"
	}
	return ""
}

// Cause words why a file of a ZIP cannot be read; empty if err says enough.
func Cause(err error) string {
	switch {
	case errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF):
		return "it is damaged, or not as large as the ZIP says"
	case errors.As(err, new(flate.CorruptInputError)):
		return "it is damaged"
	}
	return ""
}

// IsNested reports whether a file is itself packed.
func IsNested(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".jar":
		return true
	}
	return false
}
