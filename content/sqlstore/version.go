package sqlstore

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"vielfalt/content"
)

// versionsSchema is the schema number of the first programs that know versions.
const versionsSchema = 6

var (
	versionColumns = []string{"item_id", "number", "based_on", "kind", "state", "title", "by_whom", "at", "note", "digest", "record"}
	workColumns    = []string{"item_id", "head", "phase", "owner", "deputy", "review_on", "sent_by", "sent_at", "note"}
)

// versionFields returns pointers to what all columns except the record hold.
func versionFields(v *content.Version) []any {
	return []any{&v.ItemID, &v.Number, &v.BasedOn, &v.Kind, &v.State, &v.Title, &v.By, (*moment)(&v.At), &v.Note, &v.Digest}
}

// A versionRow is a version on its way into the database.
type versionRow struct {
	content.Version
	encoded string
}

// newVersion returns the row for a record.
func newVersion(r content.Record, v content.Version) (*versionRow, error) {
	b, err := content.Encode(r)
	if err != nil {
		return nil, err
	}
	it := r.Base()
	v.ItemID, v.State, v.Title, v.Digest = it.ID, it.State, it.Title, content.Digest(b)
	return &versionRow{v, string(b)}, nil
}

// unkept returns the version of a record that was stored without one, by a
// program of the previous schema.
func unkept(r content.Record, number int64) (*versionRow, error) {
	return newVersion(r, content.Version{Number: number, Kind: content.KindSave, At: r.Base().Updated})
}

// insertVersions writes rows. A row whose number already exists is left out: of
// several processes that create the first versions, one creates each.
func (t *session) insertVersions(ctx context.Context, rows []*versionRow) error {
	values := make([][]any, len(rows))
	for i, v := range rows {
		values[i] = append(versionFields(&v.Version), v.encoded)
	}
	return t.insert(ctx, "versions", versionColumns, nil, values)
}

// A lineage is what is known of the versions of an item while it is being
// saved.
type lineage struct {
	last   int64  // the highest number used
	digest string // of the live version; empty if it has no row
	kind   content.VersionKind
	// The version approved last: the live one, or that of the last update.
	latest       int64
	latestDigest string
	// The open draft next to it, if there is one.
	head       int64
	headDigest string
	headBase   int64
	headKind   content.VersionKind
	// kept are the numbers of versions by digest, as far as an import needs them.
	kept map[string]int64
}

// lineages returns what is known of the versions of items.
func (t *session) lineages(ctx context.Context, ids []string) (map[string]*lineage, error) {
	out := make(map[string]*lineage, len(ids))
	err := t.in(ctx, ids, `SELECT i.id, i.version, COALESCE((SELECT MAX(v.number) FROM versions v WHERE v.item_id = i.id), 0),
			COALESCE(l.digest, ''), COALESCE(l.kind, ''), COALESCE(u.number, i.version), COALESCE(u.digest, l.digest, ''),
			COALESCE(w.head, 0), COALESCE(h.digest, ''), COALESCE(h.based_on, 0), COALESCE(h.kind, '')
		FROM items i
		LEFT JOIN versions l ON l.item_id = i.id AND l.number = i.version
		LEFT JOIN versions u ON u.item_id = i.id AND u.number = (SELECT n.version FROM updates n WHERE n.item_id = i.id ORDER BY n.begins DESC LIMIT 1)
		LEFT JOIN works w ON w.item_id = i.id
		LEFT JOIN versions h ON h.item_id = w.item_id AND h.number = w.head
		WHERE i.id IN (%s)`, func(scan func(...any) error) error {
		var id string
		var version int64
		l := new(lineage)
		if err := scan(&id, &version, &l.last, &l.digest, &l.kind, &l.latest, &l.latestDigest, &l.head, &l.headDigest, &l.headBase, &l.headKind); err != nil {
			return err
		}
		// A program of the previous schema counts on without writing rows.
		l.last = max(l.last, version)
		out[id] = l
		return nil
	})
	return out, err
}

// alike loads the existing versions of items, by digest.
func (t *session) alike(ctx context.Context, ids []string, lines map[string]*lineage) error {
	return t.in(ctx, ids, `SELECT item_id, digest, MAX(number) FROM versions WHERE item_id IN (%s) GROUP BY item_id, digest`,
		func(scan func(...any) error) error {
			var id, digest string
			var n int64
			if err := scan(&id, &digest, &n); err != nil {
				return err
			}
			l := lines[id]
			if l.kept == nil {
				l.kept = make(map[string]int64)
			}
			l.kept[digest] = n
			return nil
		})
}

// putVersions writes what drafts add to the versions of their items. From the
// first draft next to an item on, programs that know nothing of such drafts
// must not use the database.
func (t *session) putVersions(ctx context.Context, saved []*incoming) error {
	var rows []*versionRow
	heads := make(map[string]int64) // 0 where there is no open draft any more
	beside := false
	for _, d := range saved {
		rows = append(rows, d.rows...)
		beside = beside || d.beside || d.head > 0
		if d.head > 0 || d.closes {
			heads[d.next.Base().ID] = d.head
		}
	}
	if err := t.insertVersions(ctx, rows); err != nil {
		return err
	}
	var closed []string
	var works [][]any
	for id, head := range heads {
		if head == 0 {
			closed = append(closed, id)
		} else {
			works = append(works, []any{id, head})
		}
	}
	if err := t.endWork(ctx, closed); err != nil || !beside {
		return err
	}
	if err := t.insert(ctx, "works", []string{"item_id", "head"}, []string{"item_id"}, works); err != nil {
		return err
	}
	return t.raise(ctx, versionsSchema)
}

// endWork ends the work on items: there is no open draft any more.
func (t *session) endWork(ctx context.Context, ids []string) error {
	return t.updateWorks(ctx, ids, "head = 0, "+noPhase)
}

// noPhase sets the phase to what follows from the states: whatever was sent or
// returned is so no longer.
const noPhase = "phase = '', sent_by = '', sent_at = NULL, note = ''"

func (t *session) updateWorks(ctx context.Context, ids []string, set string) error {
	return chunks(ids, func(args []any) error {
		_, err := t.exec(ctx, "UPDATE works SET "+set+" WHERE item_id IN ("+placeholders(len(args))+")", args...)
		return err
	})
}

// firstVersions is the key in meta under which it is remembered that all items
// have a version, because the program that recorded it writes one with every
// save.
const firstVersions = "first versions"

// makeVersions gives each item without a version its first one, in batches, so
// that others can write meanwhile. If interrupted, it continues where it was;
// several processes may do it at once, since only one of them writes at a time.
func makeVersions(ctx context.Context, readers, writer *pool, log *slog.Logger) error {
	done := ""
	err := readers.do(ctx, func(t *session) (err error) {
		done, err = t.meta(ctx, firstVersions)
		return err
	})
	if err != nil || done != "" {
		return err
	}
	began, n, last := time.Now(), 0, ""
	for more := true; more; {
		err := writer.do(ctx, func(t *session) error {
			some, err := t.records(ctx, parts{whole: true}, `FROM items i WHERE i.id > ? AND NOT EXISTS (SELECT 1 FROM versions v WHERE v.item_id = i.id)
				ORDER BY i.id LIMIT ?`, last, eachBatch)
			if err != nil {
				return err
			}
			rows := make([]*versionRow, len(some))
			for i, r := range some {
				if rows[i], err = unkept(r, r.Base().Version); err != nil {
					return err
				}
				last = r.Base().ID
			}
			if err := t.insertVersions(ctx, rows); err != nil {
				return err
			}
			n += len(some)
			if more = len(some) == eachBatch; more {
				return nil
			}
			return t.setMeta(ctx, firstVersions, "made")
		})
		if err != nil {
			return fmt.Errorf("make first versions: %w", err)
		}
	}
	log.Info("first versions made", "items", n, "duration", time.Since(began))
	return nil
}

// versionSelect and versionJoin select versions v of items i, and the standing
// of the item.
const versionJoin = " FROM versions v JOIN items i ON i.id = v.item_id LEFT JOIN works w ON w.item_id = i.id" +
	" LEFT JOIN updates u ON u.item_id = v.item_id AND u.version = v.number"

var versionSelect = "SELECT v." + strings.Join(versionColumns[:len(versionColumns)-1], ", v.") + ", i.version, i.state, COALESCE(w.head, 0), u.begins"

// A standing says which of an item's versions count.
type standing struct {
	version int64
	state   content.State
	head    int64
}

func (s *standing) fields() []any { return []any{&s.version, &s.state, &s.head} }

// mark sets whether a version is live or open.
func (s standing) mark(v *content.Version) {
	// A program of the schema before may have given its text the number of a draft.
	v.Live = v.Number == s.version && v.State == s.state
	v.Open = v.Number == s.head && s.head > 0 || v.Live && !s.state.Published()
}

// versions calls f with versions, complete or without their records. tail is
// everything after the join.
func (t *session) versions(ctx context.Context, whole bool, f func(content.Version) error, tail string, args ...any) error {
	text := versionSelect
	if whole {
		text += ", v.record"
	}
	return t.each(ctx, func(scan func(...any) error) error {
		var v content.Version
		var s standing
		var encoded string
		dest := append(append(versionFields(&v), s.fields()...), (*moment)(&v.Begins))
		if whole {
			dest = append(dest, &encoded)
		}
		if err := scan(dest...); err != nil {
			return err
		}
		s.mark(&v)
		if whole {
			var err error
			if v.Record, err = content.Decode([]byte(encoded)); err != nil {
				return fmt.Errorf("version %d of %q: %w", v.Number, v.ItemID, err)
			}
			v.Record.Base().Version = v.Number
		}
		return f(v)
	}, text+versionJoin+" "+tail, args...)
}

// Versions implements content.VersionStore.
func (s *Store) Versions(ctx context.Context, id string) ([]content.Version, error) {
	var out []content.Version
	err := s.read(ctx, "list versions of", fmt.Sprintf("%q", id), func(t *session) error {
		out = nil
		live, err := t.liveVersion(ctx, id)
		if err != nil {
			return err
		}
		err = t.versions(ctx, false, func(v content.Version) error {
			if live != nil && v.Number <= live.Number { // it has no row
				out, live = append(out, *live), nil
			}
			out = append(out, v)
			return nil
		}, "WHERE v.item_id = ? ORDER BY v.number DESC", id)
		if live != nil {
			out = append(out, *live)
		}
		for i := range out {
			out[i].Record = nil
		}
		return err
	})
	return out, err
}

// liveVersion returns the version that an item holds if it has no row, because
// a program of the previous schema stored it; nil if it has one.
func (t *session) liveVersion(ctx context.Context, id string) (*content.Version, error) {
	var rows int64
	there, err := t.one(ctx, []any{&rows}, `SELECT COUNT(v.number) FROM items i LEFT JOIN versions v ON v.item_id = i.id AND v.number = i.version AND v.state = i.state
		WHERE i.id = ? GROUP BY i.id`, id)
	switch {
	case err != nil:
		return nil, err
	case !there:
		return nil, content.ErrNotFound
	case rows > 0:
		return nil, nil
	}
	all, err := t.records(ctx, parts{whole: true}, "FROM items i WHERE i.id = ?", id)
	if err != nil {
		return nil, err
	}
	r := all[0]
	it := r.Base()
	row, err := unkept(r, it.Version)
	if err != nil {
		return nil, err
	}
	v := row.Version
	v.Record = r
	standing{version: it.Version, state: it.State}.mark(&v)
	return &v, nil
}

// Version implements content.VersionStore.
func (s *Store) Version(ctx context.Context, id string, number int64) (content.Version, error) {
	var out content.Version
	err := s.read(ctx, "read", fmt.Sprintf("version %d of %q", number, id), func(t *session) (err error) {
		out, err = t.version(ctx, id, number)
		return err
	})
	return out, err
}

// version loads one complete version.
func (t *session) version(ctx context.Context, id string, number int64) (out content.Version, err error) {
	there := false
	err = t.versions(ctx, true, func(v content.Version) error {
		out, there = v, true
		return nil
	}, "WHERE v.item_id = ? AND v.number = ?", id, number)
	if err != nil || there {
		return out, err
	}
	live, err := t.liveVersion(ctx, id)
	if err != nil {
		return out, err
	}
	if live == nil || live.Number != number {
		return out, content.ErrNotFound
	}
	return *live, nil
}

// older loads a version to be restored: a draft, and proven to be what was
// stored.
func (t *session) older(ctx context.Context, id string, number int64) (content.Record, error) {
	v, err := t.version(ctx, id, number)
	if err != nil {
		return nil, err
	}
	if b, err := content.Encode(v.Record); err != nil || content.Digest(b) != v.Digest {
		return nil, errors.Join(err, fmt.Errorf("version %d of %q is not what was stored, compare it with a backup", number, id))
	}
	v.Record.Base().State = content.Draft
	return v.Record, nil
}

// EachVersion implements content.VersionStore.
func (s *Store) EachVersion(ctx context.Context, ids []string, f func(content.Version) error) error {
	return s.readOnce(ctx, "list", "versions", func(t *session) error {
		if len(ids) == 0 {
			return t.versions(ctx, true, f, "ORDER BY v.item_id, v.number")
		}
		return chunks(unique(ids), func(args []any) error {
			return t.versions(ctx, true, f, "WHERE v.item_id IN ("+placeholders(len(args))+") ORDER BY v.item_id, v.number", args...)
		})
	})
}

// Titles implements content.VersionStore.
func (s *Store) Titles(ctx context.Context, of content.Type) (out []string, err error) {
	err = s.read(ctx, "list titles of", string(of), func(t *session) error {
		out = nil
		return t.each(ctx, func(scan func(...any) error) error {
			out = append(out, "")
			return scan(&out[len(out)-1])
		}, `SELECT title FROM items WHERE type = ? UNION SELECT v.title FROM versions v JOIN items i ON i.id = v.item_id WHERE i.type = ?`, of, of)
	})
	return out, err
}

// RestoreVersion implements content.VersionStore.
func (s *Store) RestoreVersion(ctx context.Context, by, id string, number int64, note string) (content.Version, error) {
	var r content.Record
	err := s.read(ctx, "read", fmt.Sprintf("version %d of %q", number, id), func(t *session) (err error) {
		r, err = t.older(ctx, id, number)
		return err
	})
	if err != nil {
		return content.Version{}, err
	}
	it := r.Base()
	if err := s.save(ctx, saving{by: by, kind: content.KindRestore, note: note}, []content.Record{r}); err != nil {
		return content.Version{}, err
	}
	return s.Version(ctx, id, it.Version)
}

// ForgetVersions implements content.VersionStore.
func (s *Store) ForgetVersions(ctx context.Context, id string) (int, error) {
	var n int64
	err := s.write(ctx, "forget versions of", fmt.Sprintf("%q", id), func(t *session) error {
		var live int64
		found, err := t.one(ctx, []any{&live}, `SELECT version FROM items WHERE id = ?`, id)
		if err != nil {
			return err
		}
		if !found {
			return content.ErrNotFound
		}
		n, err = t.exec(ctx, `DELETE FROM versions WHERE item_id = ? AND number <> ? AND number NOT IN (SELECT w.head FROM works w WHERE w.item_id = ?)
			AND number NOT IN (SELECT u.version FROM updates u WHERE u.item_id = ?)`, id, live, id, id)
		return err
	})
	if err == nil && n > 0 {
		err = s.erase(ctx, false, "versions")
	}
	return int(n), err
}
