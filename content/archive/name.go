package archive

import (
	"io/fs"
	"path"
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
	dir, base := path.Split(name)
	for _, other := range []string{dir + norm.NFC.String(base), dir + norm.NFD.String(base), norm.NFC.String(name), norm.NFD.String(name)} {
		if other != name && exists(fsys, other) {
			return other
		}
	}
	return ""
}

// noise is what programs leave in folders for themselves, by name in small letters,
// with the one that does.
var noise = map[string]string{
	"thumbs.db": "Windows", "ehthumbs.db": "Windows", "desktop.ini": "Windows", ".ds_store": "macOS", ".localized": "macOS", "__macosx": "macOS", "icon\r": "macOS",
	"$recycle.bin": "Windows", "system volume information": "Windows", "@eadir": "a network drive", "#recycle": "a network drive",
}

// noiseOf returns which program keeps a file for itself; empty if it is content.
func noiseOf(name string) string {
	base := path.Base(name)
	switch by := noise[strings.ToLower(base)]; {
	case by != "":
		return by
	case strings.HasPrefix(base, "~$"), strings.HasPrefix(base, ".~lock."):
		return "an open document"
	case strings.HasPrefix(base, "~WR") && strings.EqualFold(path.Ext(base), ".tmp"):
		return "Word"
	case strings.HasSuffix(base, "~"):
		return "an editor"
	case strings.HasPrefix(base, "._"):
		return "macOS"
	}
	return ""
}
