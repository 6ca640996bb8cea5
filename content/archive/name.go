package archive

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// find returns the file of a name, also if the file system writes its letters in
// another way: ü is one letter to Windows and two to older Macs. It is empty if
// there is no such file.
func find(fsys fs.FS, name string) string {
	if exists(fsys, name) {
		return name
	}
	composed := norm.NFC.String(name)
	if strings.IndexFunc(composed, func(r rune) bool { return r > 0x7f }) < 0 {
		return ""
	}
	dir := path.Dir(name)
	if dir != "." {
		if dir = find(fsys, dir); dir == "" {
			return ""
		}
	}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return ""
	}
	want := path.Base(composed)
	i := slices.IndexFunc(entries, func(e fs.DirEntry) bool { return norm.NFC.String(e.Name()) == want })
	if i < 0 {
		return ""
	}
	return path.Join(dir, entries[i].Name())
}

// noise is what programs leave in folders for themselves, by name in small letters,
// with the one that does.
var noise = map[string]string{
	"thumbs.db": "Windows", "ehthumbs.db": "Windows", "desktop.ini": "Windows", ".ds_store": "macOS", ".localized": "macOS",
}

// noiseOf returns which program keeps a file for itself; empty if it is content.
func noiseOf(name string) string {
	base := path.Base(name)
	switch by := noise[strings.ToLower(base)]; {
	case by != "":
		return by
	case strings.HasPrefix(base, "~$"), strings.HasPrefix(base, ".~lock."):
		return "an open document"
	case strings.HasPrefix(base, "._"):
		return "macOS"
	}
	return ""
}
