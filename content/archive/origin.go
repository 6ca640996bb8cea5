package archive

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"vielfalt/content"
)

// origins is what is known of the files that were imported, by their whole names. ZIPs
// are folders in it.
type origins struct {
	roots []string          // what was imported: files and folders
	of    map[string]string // id → the file that it came from now
	here  map[string]bool   // files that were read and stored
	// unclear are files and folders of which nobody knows what is in them.
	unclear map[string]bool
}

// origin returns by which name a file is known from one import to the next; empty if
// imports are not remembered.
func (im *Importer) origin(name string) string {
	if im.Origin == nil {
		return ""
	}
	return im.Origin(name)
}

// came remembers from which file the records of a batch, which are stored, came.
func (im *Importer) came(file string, b *batch) {
	o := im.origin(file)
	if o == "" {
		return
	}
	for _, e := range b.entries {
		im.origins.of[e.record.Base().ID] = o
	}
	if len(b.omitted) > 0 { // one of these may be a record that is stored
		im.origins.unclear[o] = true
	}
	im.origins.here[o] = true
}

// isUnclear reports whether a file, or a folder that it is in, is unclear.
func (o *origins) isUnclear(file string) bool {
	for {
		if o.unclear[file] {
			return true
		}
		i := strings.LastIndexByte(file, '/')
		if i < 0 {
			return false
		}
		file = file[:i]
	}
}

// Gone returns what readers see that came from a file or folder when it was imported
// before, and that nothing that was imported with it has now: a note for each file,
// which it calls by its Origin, or several. Nothing is taken down, because nobody knows
// why it is missing. It remembers where everything came from this time, and is called
// last.
func (im *Importer) Gone(ctx context.Context) ([]Problem, error) {
	known := make(map[string]string)
	for _, root := range im.origins.roots {
		some, err := im.Store.OriginsIn(ctx, root)
		if err != nil {
			return nil, err
		}
		maps.Copy(known, some)
	}
	moved := make(map[string]string)
	for id, file := range im.origins.of {
		if known[id] != file {
			moved[id] = file
		}
	}
	if err := im.Store.NoteOrigins(ctx, moved); err != nil {
		return nil, err
	}
	maps.DeleteFunc(known, func(id, file string) bool {
		// What a calendar no longer has is told with it.
		return im.seen[id] != "" || im.origins.isUnclear(file) || im.origins.here[file] && extension(file) == ".ics"
	})
	stored, err := im.Store.Stored(ctx, slices.Collect(maps.Keys(known)))
	if err != nil {
		return nil, err
	}
	lost := make(map[string][]string)
	for id, file := range known {
		if stored[id].State.Published() {
			lost[file] = append(lost[file], id)
		}
	}
	var notes []Problem
	for _, file := range slices.Sorted(maps.Keys(lost)) {
		how := "the file is no longer here, and what came from it"
		if im.origins.here[file] {
			how = "some of what came from it is no longer there, and"
		}
		ids := lost[file]
		slices.Sort(ids)
		for some := range slices.Chunk(ids, inNote) {
			if len(notes) == maxProblems {
				return append(notes, Problem{File: file, Reason: "and more, also of other files"}), nil
			}
			reason, err := im.staying(ctx, some)
			if err != nil {
				return nil, err
			}
			notes = append(notes, Problem{File: file, Reason: how + " " + reason})
		}
	}
	return notes, nil
}

// staying names records that stay although their file is gone, and says what to do.
func (im *Importer) staying(ctx context.Context, ids []string) (string, error) {
	var names []string
	for _, id := range ids {
		r, err := im.Store.Get(ctx, id)
		if errors.Is(err, content.ErrNotFound) {
			continue
		}
		if err != nil {
			return "", err
		}
		names = append(names, fmt.Sprintf("%s %s – %s", r.Base().Type, id, clipped(r.Base().Title)))
	}
	them := "it"
	if len(ids) > 1 {
		them = "them"
	}
	return fmt.Sprintf(`stays as it is: %s; to take %s down, import %s with "state: withdrawn", or remove %s for good with vielfalt delete ID`, strings.Join(names, ", "), them, them, them), nil
}
