package sqlstore

import (
	"cmp"
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"vielfalt/calendar"
	"vielfalt/content"
)

// Save implements content.Store.
func (s *Store) Save(ctx context.Context, by string, records ...content.Record) error {
	return s.save(ctx, saving{by: by, kind: content.KindSave}, records)
}

// SaveWithHistory implements content.Store.
func (s *Store) SaveWithHistory(ctx context.Context, by string, history map[string]content.History, records ...content.Record) error {
	return s.save(ctx, saving{by: by, kind: content.KindImport, history: history}, records)
}

// A saving is how records come to be saved.
type saving struct {
	by, note string
	// kind is that of the versions. An import knows of the past, and keeps its
	// drafts next to other people's; a restored version replaces whatever draft
	// there is.
	kind    content.VersionKind
	history map[string]content.History
	now     time.Time
	// ends are approved texts that show later and do not any more, by the
	// moment from which on: those of an approval are replaced by it, those of
	// something withdrawn are void. Others are rebased on what is saved.
	ends *time.Time
}

// incoming is a record on its way into the database: a copy, so that what the
// caller holds changes only once it is stored.
type incoming struct {
	noun  *noun
	given content.Record
	next  content.Record
	old   content.Record // nil if it is new
	equal bool
	// changed is when it was changed elsewhere, if that is said of something that is
	// here already.
	changed time.Time
	// beside means that it is stored only among the versions: a draft of
	// something published, or of an import next to a draft of somebody else.
	beside bool
	line   *lineage
	recut  bool // its updates changed, and with them parts of editions
	// updates are those of an export, for something new.
	updates []content.Update
	rows    []*versionRow // to be added to the versions
	head    int64         // number of the open draft from now on; 0 to leave it alone
	closes  bool          // there is no open draft any more
}

func (s *Store) save(ctx context.Context, how saving, records []content.Record) error {
	if len(records) == 0 {
		return nil
	}
	saved := make([]*incoming, len(records))
	ids := make([]string, len(records))
	for i, r := range records {
		d, err := s.incoming(r)
		if err != nil {
			return err
		}
		saved[i], ids[i] = d, d.next.Base().ID
	}
	how.now = s.now()
	subject := fmt.Sprintf("%q", ids[0])
	if len(ids) > 1 {
		subject += fmt.Sprintf(" and %d more", len(ids)-1)
	}
	err := s.planning(ctx, "save", subject, func(t *session) error {
		// What is saved takes the place of what readers see.
		if err := t.foldDue(ctx, how.now, ids); err != nil {
			return err
		}
		if err := s.store(ctx, t, saved, how); err != nil {
			return err
		}
		var entries []content.AuditEntry
		for _, d := range saved {
			if it := d.next.Base(); !d.equal {
				entries = append(entries, content.AuditEntry{By: how.by, Action: "item." + string(how.kind), ItemID: it.ID, Detail: fmt.Sprintf("version %d", it.Version)})
			}
		}
		return t.audit(ctx, how.now, entries...)
	})
	if err != nil {
		return err
	}
	for _, d := range saved {
		d.tell()
	}
	s.optimize(ctx, len(records))
	return nil
}

// store writes records with all that follows from them: versions, editions,
// changes.
func (s *Store) store(ctx context.Context, t *session, saved []*incoming, how saving) error {
	if err := t.settle(ctx, saved, how); err != nil {
		return err
	}
	if err := t.free(ctx, saved); err != nil {
		return err
	}
	// Of several states of one record, only the last is written.
	last := make(map[string]*incoming)
	var changed []*incoming
	for _, d := range saved {
		if !d.equal && !d.beside {
			changed = append(changed, d)
			last[d.next.Base().ID] = d
		}
	}
	final := slices.DeleteFunc(slices.Clone(changed), func(d *incoming) bool { return last[d.next.Base().ID] != d })
	if err := t.put(ctx, final); err != nil {
		return err
	}
	if err := t.rebase(ctx, final, how); err != nil {
		return err
	}
	if err := s.plan(ctx, t, final, how); err != nil {
		return err
	}
	if err := t.keepAddresses(ctx, final, how); err != nil {
		return err
	}
	if err := t.putVersions(ctx, saved); err != nil {
		return err
	}
	if how.kind == content.KindRestore { // whoever was to approve the draft has not seen this text
		ids := make([]string, len(saved))
		for i, d := range saved {
			ids[i] = d.next.Base().ID
		}
		if err := t.updateWorks(ctx, ids, noPhase); err != nil {
			return err
		}
	}
	var changes []content.Change
	for _, d := range changed {
		if it := d.next.Base(); it.State.Published() || d.old != nil && d.old.Base().State.Published() {
			changes = append(changes, content.Change{ID: it.ID, Type: it.Type, Op: content.OpSave, At: how.now, By: how.by})
		}
	}
	return t.log(ctx, changes)
}

// tell puts what the store decided into the record that it was given.
func (d *incoming) tell() {
	to, from := d.given.Base(), d.next.Base()
	to.Type, to.UID, to.Slug, to.Version = from.Type, from.UID, from.Slug, from.Version
	to.Created, to.Updated = from.Created, from.Updated
	if e, ok := d.given.(*content.Event); ok {
		e.Sequence = d.next.(*content.Event).Sequence
	}
}

// incoming copies a record into the form in which it is stored, and checks it.
func (s *Store) incoming(r content.Record) (*incoming, error) {
	n, err := nounFor(r)
	if err != nil {
		return nil, fmt.Errorf("save: %w", err)
	}
	d := &incoming{noun: n, given: r, next: clone(r)}
	it := d.next.Base()
	if it.Type != "" && it.Type != n.Type {
		return nil, fmt.Errorf("save %q: a %T cannot be of type %q", it.ID, r, it.Type)
	}
	it.Type = n.Type
	it.Publish.From, it.Publish.Until = toSecond(it.Publish.From), toSecond(it.Publish.Until)
	it.Created, it.Updated = toSecond(it.Created), toSecond(it.Updated)
	empty(&it.Translations)
	empty(&it.Traditions)
	empty(&it.Observances)
	empty(&it.Tags)
	empty(&it.Pictures)
	it.Pictures = slices.Clone(it.Pictures) // which are still those of the caller
	for i := range it.Pictures {
		empty(&it.Pictures[i].Smaller)
	}
	it.Current, it.Editions, it.Choices = content.Edition{}, nil, nil
	n.trim(d.next)
	if b, ok := d.next.(*content.Brochure); ok {
		trimPages(b)
	}
	if err := d.next.Validate(s.known); err != nil {
		return nil, fmt.Errorf("save %s %q: %w", n.Type, it.ID, err)
	}
	return d, nil
}

func toSecond(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

// empty turns a list without elements into nil, as it is read back.
func empty[T any](s *[]T) {
	if len(*s) == 0 {
		*s = nil
	}
}

// settle compares what is to be saved with what is stored and fills in what the store
// decides: identity, version, times.
func (t *session) settle(ctx context.Context, saved []*incoming, how saving) error {
	ids := make([]string, len(saved))
	for i, d := range saved {
		ids[i] = d.next.Base().ID
	}
	stored := make(map[string]content.Record)
	var there []string
	err := chunks(unique(ids), func(args []any) error {
		some, err := t.records(ctx, parts{whole: true}, "FROM items i WHERE i.id IN ("+placeholders(len(args))+")", args...)
		for _, r := range some {
			stored[r.Base().ID] = r
			there = append(there, r.Base().ID)
		}
		return err
	})
	if err != nil {
		return err
	}
	lines, err := t.lineages(ctx, there)
	if err != nil {
		return err
	}
	if how.kind == content.KindImport {
		var others []string // those that have an open draft
		for _, d := range saved {
			it := d.next.Base()
			if l := lines[it.ID]; l != nil && !it.State.Published() && (l.head > 0 || l.kind != content.KindImport) {
				others = append(others, it.ID)
			}
		}
		if err := t.alike(ctx, unique(others), lines); err != nil {
			return err
		}
	}
	for _, d := range saved {
		it := d.next.Base()
		if d.old = stored[it.ID]; d.old == nil {
			if lines[it.ID], err = d.create(how); err != nil {
				return err
			}
			d.line = lines[it.ID]
			stored[it.ID] = d.next
			continue
		}
		d.line = lines[it.ID]
		if err := d.identify(); err != nil {
			return err
		}
		if d.old.Base().State.Published() && !it.State.Published() {
			err = d.keepBeside(lines[it.ID], how)
		} else if err = d.replace(lines[it.ID], how); err == nil && !d.equal {
			stored[it.ID] = d.next
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// create settles something that does not exist yet.
func (d *incoming) create(how saving) (*lineage, error) {
	it, past := d.next.Base(), how.kind == content.KindImport
	if it.Version != 0 {
		return nil, fmt.Errorf("%s %q at version %d is not there any more: %w", it.Type, it.ID, it.Version, content.ErrConflict)
	}
	if it.UID == "" {
		it.UID = uuid.NewString()
	}
	if it.Slug == "" {
		it.Slug = it.ID
	}
	if !past || it.Created.IsZero() || it.Created.After(how.now) {
		it.Created = how.now
	}
	if !past || it.Updated.After(how.now) {
		it.Updated = how.now
	} else if it.Updated.Before(it.Created) {
		it.Updated = it.Created
	}
	if e, ok := d.next.(*content.Event); ok && !past {
		e.Sequence = 0
	}
	return d.inherit(how)
}

// inherit starts the versions of something new with those of an export.
func (d *incoming) inherit(how saving) (*lineage, error) {
	it, h := d.next.Base(), how.history[d.next.Base().ID]
	line := new(lineage)
	own := content.Version{Kind: how.kind, By: how.by, At: how.now, Note: how.note}
	taken := make(map[int64]bool)
	for _, v := range h.Versions {
		if v.At = toSecond(v.At); v.At.IsZero() || v.At.After(how.now) {
			v.At = how.now
		}
		if v.Number < 1 || taken[v.Number] {
			return nil, fmt.Errorf("%s %q: there are two versions %d, or it is no number: %w", it.Type, it.ID, v.Number, content.ErrConflict)
		}
		taken[v.Number] = true
		line.last = max(line.last, v.Number)
		if v.Record == nil {
			own = v
			continue
		}
		if of := v.Record.Base(); of.ID != it.ID || of.Type != it.Type {
			return nil, fmt.Errorf("%s %q: version %d is one of %s %q: %w", it.Type, it.ID, v.Number, of.Type, of.ID, content.ErrConflict)
		}
		row, err := newVersion(v.Record, v)
		if err != nil {
			return nil, err
		}
		d.rows = append(d.rows, row)
		if !v.Begins.IsZero() && row.State == content.Approved && it.State == content.Approved {
			d.updates = append(d.updates, content.Update{Begins: toSecond(v.Begins), Version: v.Number, By: v.By, At: v.At})
		}
		if v.Number == h.Open && it.State.Published() && !row.State.Published() {
			d.head, line.head, line.headDigest, line.headBase, line.headKind = v.Number, v.Number, row.Digest, v.BasedOn, v.Kind
		}
	}
	if own.Number == 0 {
		line.last++
		own.Number = line.last
	}
	it.Version = own.Number
	row, err := newVersion(d.next, own)
	if err != nil {
		return nil, err
	}
	d.rows = append(d.rows, row)
	line.digest = row.Digest
	return line, nil
}

// identify makes sure that it is of the same item as what is stored, and
// takes over what never changes.
func (d *incoming) identify() error {
	it, old := d.next.Base(), d.old.Base()
	switch {
	case it.Type != old.Type:
		return fmt.Errorf("id %q belongs to a %s: %w", it.ID, old.Type, content.ErrConflict)
	case it.UID != "" && it.UID != old.UID:
		return fmt.Errorf("%s %q has another uid already: %w", it.Type, it.ID, content.ErrConflict)
	}
	it.UID = old.UID
	if it.Slug == "" {
		it.Slug = old.Slug
	}
	d.changed = it.Updated
	it.Created, it.Updated, it.Choices = old.Created, old.Updated, old.Choices
	return nil
}

// replace settles something that replaces what is stored, which remains a
// version.
func (d *incoming) replace(line *lineage, how saving) error {
	it, old := d.next.Base(), d.old.Base()
	if it.Version != old.Version && how.kind != content.KindRestore {
		return fmt.Errorf("%s %q is at version %d, not %d: %w", it.Type, it.ID, old.Version, it.Version, content.ErrConflict)
	}
	it.Version = old.Version
	if e, ok := d.next.(*content.Event); ok {
		o, elsewhere := d.old.(*content.Event), e.Sequence
		if e.Sequence = o.Sequence; !e.SameFacts(o) {
			e.Sequence++
			if how.kind == content.KindImport { // calendars may know it from there
				e.Sequence = max(e.Sequence, elsewhere)
			}
		}
	}
	if err := d.approves(line); err != nil {
		return err
	}
	if d.equal = reflect.DeepEqual(d.next, d.old); d.equal {
		return nil
	}
	// An import never takes the place of what somebody is writing at the desk.
	foreign := how.kind == content.KindImport && !old.State.Published() && line.digest != "" && line.kind != content.KindImport
	if foreign && !it.State.Published() {
		return d.keepAside(line, how)
	}
	if !looksAlike(d) {
		it.Updated = how.now
		if how.kind == content.KindImport && d.changed.After(old.Updated) && d.changed.Before(how.now) {
			it.Updated = d.changed
		}
	}
	was, err := unkept(d.old, old.Version)
	if err != nil {
		return err
	}
	// A program of the previous schema stores without keeping a version; if a
	// draft already has the number, the version gets another one.
	if was.Digest != line.digest {
		if line.digest != "" {
			line.last++
			was.Number = line.last
		}
		d.rows = append(d.rows, was)
	}
	line.last++
	row, err := newVersion(d.next, content.Version{
		Number: line.last, BasedOn: was.Number, Kind: how.kind, By: how.by, At: how.now, Note: how.note,
	})
	if err != nil {
		return err
	}
	d.rows = append(d.rows, row)
	if foreign {
		said, err := digestAs(d.next, old.State)
		if err != nil {
			return err
		}
		if said != was.Digest {
			d.head, line.head, line.headDigest, line.headBase, line.headKind = was.Number, was.Number, was.Digest, was.BasedOn, line.kind
		}
	}
	it.Version, line.digest, line.kind, line.latest, line.latestDigest = row.Number, row.Digest, how.kind, row.Number, row.Digest
	return nil
}

// keepAside settles a draft of an import of something that somebody is writing
// at the desk and that was never approved: it is a version and nothing else.
func (d *incoming) keepAside(line *lineage, how saving) error {
	it := d.next.Base()
	d.beside = true
	row, err := newVersion(d.next, content.Version{
		Number: line.last + 1, BasedOn: d.old.Base().Version, Kind: how.kind, By: how.by, At: how.now, Note: how.note,
	})
	if err != nil {
		return err
	}
	if n := line.kept[row.Digest]; n > 0 {
		d.equal, it.Version = true, n
		return nil
	}
	d.rows = append(d.rows, row)
	it.Version, line.last = row.Number, row.Number
	return nil
}

// approves closes the open draft if this is what it says, approved.
func (d *incoming) approves(line *lineage) error {
	if line.head == 0 || !d.next.Base().State.Published() {
		return nil
	}
	for _, s := range content.States() {
		digest, err := digestAs(d.next, s)
		if err != nil {
			return err
		}
		if !s.Published() && digest == line.headDigest {
			d.closes, line.head, line.headDigest = true, 0, ""
			return nil
		}
	}
	return nil
}

// digestAs returns the digest of a record as it would be in another state.
func digestAs(r content.Record, s content.State) (string, error) {
	c := clone(r)
	c.Base().State = s
	b, err := content.Encode(c)
	return content.Digest(b), err
}

// keepBeside settles a draft of something published: it becomes the open draft
// or, if an import finds somebody else's, a version next to that.
func (d *incoming) keepBeside(line *lineage, how saving) error {
	it, old := d.next.Base(), d.old.Base()
	d.beside = true
	if base := cmp.Or(line.head, line.latest); it.Version != base && how.kind == content.KindSave {
		return fmt.Errorf("the draft of %s %q is at version %d, not %d: %w", it.Type, it.ID, base, it.Version, content.ErrConflict)
	}
	if e, ok := d.next.(*content.Event); ok {
		e.Sequence = d.old.(*content.Event).Sequence
	}
	live, err := digestAs(d.next, old.State)
	if err != nil {
		return err
	}
	// An import replaces no draft but that of another import.
	own := line.head > 0 && (how.kind != content.KindImport || line.headKind == content.KindImport)
	if old.State == content.Approved && live == line.latestDigest {
		// What says the same as what is approved is no draft.
		d.equal, it.Version, d.closes = true, line.latest, own
		if own {
			line.head, line.headDigest = 0, ""
		}
		return nil
	}
	row, err := newVersion(d.next, content.Version{
		Number: line.last + 1, BasedOn: line.latest, Kind: how.kind, By: how.by, At: how.now, Note: how.note,
	})
	if err != nil {
		return err
	}
	if row.Digest == line.headDigest {
		d.equal, it.Version = true, line.head
		return nil
	}
	if line.head > 0 && !own {
		if n := line.kept[row.Digest]; n > 0 {
			d.equal, it.Version = true, n
			return nil
		}
	} else {
		if line.head > 0 && how.kind == content.KindSave {
			row.BasedOn = line.headBase // whoever continues a draft has not looked at what is live
		}
		d.head, line.head, line.headDigest, line.headBase, line.headKind = row.Number, row.Number, row.Digest, row.BasedOn, how.kind
	}
	if line.digest == "" { // see replace
		was, err := unkept(d.old, old.Version)
		if err != nil {
			return err
		}
		d.rows = append(d.rows, was)
		line.digest = was.Digest
	}
	d.rows = append(d.rows, row)
	it.Version, line.last = row.Number, row.Number
	return nil
}

// looksAlike reports whether a reader sees no difference between it and
// what is stored: state and schedule say when something shows, not how.
func looksAlike(d *incoming) bool {
	next := clone(d.next)
	it, old := next.Base(), d.old.Base()
	it.State, it.Publish = old.State, old.Publish
	return reflect.DeepEqual(next, d.old)
}

// free makes sure that no address and no UID belongs to something else.
func (t *session) free(ctx context.Context, saved []*incoming) error {
	type address struct {
		typ  content.Type
		slug string
	}
	slugs, uids := make(map[address]string), make(map[string]string)
	askSlugs := make(map[content.Type][]string)
	var askUIDs []string
	moved := make(map[string]bool) // items whose stored slug no longer counts
	for _, d := range saved {
		it := d.next.Base()
		if d.beside {
			continue // it takes no address
		}
		if d.old == nil || d.old.Base().Slug != it.Slug {
			askSlugs[it.Type] = append(askSlugs[it.Type], it.Slug)
			moved[it.ID] = true
		}
		if d.old == nil && d.given.Base().UID != "" { // ours are new
			askUIDs = append(askUIDs, it.UID)
		}
	}
	note := func(typ content.Type, id, slug, uid string) error {
		a := address{typ, slug}
		if other, ok := slugs[a]; ok && other != id {
			return fmt.Errorf("address %q of %s %q belongs to %q: %w", slug, typ, id, other, content.ErrConflict)
		}
		if other, ok := uids[uid]; ok && other != id {
			return fmt.Errorf("uid of %s %q belongs to %q: %w", typ, id, other, content.ErrConflict)
		}
		slugs[a], uids[uid] = id, id
		return nil
	}
	taken := func(scan func(...any) error) error {
		var typ content.Type
		var id, slug, uid string
		if err := scan(&typ, &id, &slug, &uid); err != nil {
			return err
		}
		if moved[id] {
			return nil
		}
		return note(typ, id, slug, uid)
	}
	for _, n := range nouns {
		text := `SELECT type, id, slug, uid FROM items WHERE type = '` + string(n.Type) + `' AND slug IN (%s)`
		if err := t.in(ctx, unique(askSlugs[n.Type]), text, taken); err != nil {
			return err
		}
	}
	if err := t.in(ctx, unique(askUIDs), `SELECT type, id, slug, uid FROM items WHERE uid IN (%s)`, taken); err != nil {
		return err
	}
	for _, d := range saved {
		it := d.next.Base()
		if d.beside {
			continue
		}
		if err := note(it.Type, it.ID, it.Slug, it.UID); err != nil {
			return err
		}
	}
	return nil
}

// put writes items and everything that belongs to them, except editions.
func (t *session) put(ctx context.Context, saved []*incoming) error {
	var existing []string
	var items, values, translations, pictures, pages [][]any
	own := make(map[*noun][][]any)
	for _, d := range saved {
		it := d.next.Base()
		if d.old != nil {
			existing = append(existing, it.ID)
		}
		items = append(items, append(itemFields(it), sortKey(it.Title), dezernatKey(it.Dezernat), &it.Body))
		own[d.noun] = append(own[d.noun], append([]any{&it.ID}, d.noun.dest(d.next, true)...))
		for kind, list := range map[string][]string{kindTradition: it.Traditions, kindTag: it.Tags, kindObservance: texts(it.Observances)} {
			for i, v := range list {
				values = append(values, []any{it.ID, kind, i, v, fold(v)})
			}
		}
		for i, x := range it.Translations {
			translations = append(translations, []any{it.ID, i, x.Lang, x.Title, x.Summary, x.Body})
		}
		for i := range it.Pictures {
			pictures = append(pictures, append([]any{it.ID, i}, pictureFields(&it.Pictures[i])...))
		}
		if b, ok := d.next.(*content.Brochure); ok {
			for i := range b.Pages {
				pages = append(pages, append([]any{&b.ID}, pageFields(&b.Pages[i])...))
			}
		}
	}
	for _, table := range []string{"item_values", "translations", "pictures", "brochure_pages"} {
		if err := t.deleteFrom(ctx, table, "item_id", existing); err != nil {
			return err
		}
	}
	if err := t.insert(ctx, "items", slices.Concat(itemColumns, storeColumns), []string{"id"}, items); err != nil {
		return err
	}
	for _, n := range nouns {
		if err := t.insert(ctx, n.Table, append([]string{"item_id"}, n.columns...), []string{"item_id"}, own[n]); err != nil {
			return err
		}
	}
	if err := t.insert(ctx, "item_values", append([]string{"item_id"}, valueColumns...), nil, values); err != nil {
		return err
	}
	if err := t.insert(ctx, "translations", append([]string{"item_id"}, translationColumns...), nil, translations); err != nil {
		return err
	}
	if err := t.insert(ctx, "pictures", append([]string{"item_id"}, pictureColumns...), nil, pictures); err != nil {
		return err
	}
	return t.insert(ctx, "brochure_pages", append([]string{"item_id"}, pageColumns...), nil, pages)
}

// plan plans the editions of what is saved.
func (s *Store) plan(ctx context.Context, t *session, saved []*incoming, how saving) error {
	now := how.now
	if err := s.decide(ctx, t, saved, how); err != nil {
		return err
	}
	var existing []string
	for _, d := range saved {
		if d.old != nil {
			existing = append(existing, d.next.Base().ID)
		}
	}
	have, err := t.editionsOf(ctx, existing)
	if err != nil {
		return err
	}
	// Many items of an import are scheduled by the same observance in the same
	// way.
	type question struct {
		publish content.Schedule
		state   content.State
		created time.Time
	}
	answers := make(map[question][]content.Edition)
	types := make(map[string]content.Type)
	changed := make(map[string][]content.Edition)
	for _, d := range saved {
		it := d.next.Base()
		begun := have[it.ID]
		if d.old == nil {
			begun = genuine(how.history[it.ID].Editions, now)
		}
		q := question{it.Publish, it.State, it.Created}
		planned, ok := answers[q]
		if len(it.Choices) > 0 {
			planned = s.planner.Plan(it, now)
		} else if !ok {
			planned = s.planner.Plan(it, now)
			answers[q] = planned
		}
		e := content.Replan(begun, planned, now)
		if d.old == nil || d.recut || !slices.Equal(e, begun) {
			types[it.ID], changed[it.ID] = it.Type, e
		}
	}
	return t.setEditions(ctx, types, changed)
}

// genuine returns those editions of an export that had begun and can be real:
// somebody may have edited the file.
func genuine(history []content.Edition, now time.Time) []content.Edition {
	var out []content.Edition
	seen := make(map[string]bool)
	for _, e := range history {
		e.From, e.Until = toSecond(e.From), toSecond(e.Until)
		if e.Key == "" || seen[e.Key] || e.From.After(now) || !e.From.Before(e.Until) {
			continue
		}
		seen[e.Key] = true
		out = append(out, e)
	}
	slices.SortStableFunc(out, func(a, b content.Edition) int { return a.From.Compare(b.From) })
	return out
}

// Delete implements content.Store.
func (s *Store) Delete(ctx context.Context, by, id string, version int64) error {
	err := s.write(ctx, "delete", fmt.Sprintf("%q", id), func(t *session) error {
		var typ content.Type
		var state content.State
		var stored int64
		found, err := t.one(ctx, []any{&typ, &state, &stored}, `SELECT type, state, version FROM items WHERE id = ?`, id)
		switch {
		case err != nil:
			return err
		case !found:
			return content.ErrNotFound
		case stored != version:
			return fmt.Errorf("it is at version %d, not %d: %w", stored, version, content.ErrConflict)
		}
		if _, err := t.exec(ctx, `DELETE FROM items WHERE id = ?`, id); err != nil {
			return err
		}
		if err := t.audit(ctx, s.now(), content.AuditEntry{By: by, Action: "item.delete", ItemID: id, Detail: fmt.Sprintf("version %d", version)}); err != nil {
			return err
		}
		if !state.Published() { // nobody saw it
			return nil
		}
		return t.log(ctx, []content.Change{{ID: id, Type: typ, Op: content.OpDelete, At: s.now(), By: by}})
	})
	if err == nil {
		err = s.erase(ctx, false, "versions")
	}
	return err
}

// insertSizes are the numbers of rows that one statement inserts, largest
// first.
var insertSizes = []int{100, 10, 1}

// insert puts rows into a table. If key is given, a row whose key exists is
// replaced.
func (t *session) insert(ctx context.Context, table string, columns, key []string, rows [][]any) error {
	row := "(" + placeholders(len(columns)) + ")"
	head := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES "
	tail := ""
	if key != nil {
		var set []string
		for _, c := range columns {
			if !slices.Contains(key, c) {
				set = append(set, c+" = excluded."+c)
			}
		}
		tail = " ON CONFLICT (" + strings.Join(key, ", ") + ") DO UPDATE SET " + strings.Join(set, ", ")
	}
	for _, n := range insertSizes {
		if len(rows) < n {
			continue
		}
		text := head + strings.TrimSuffix(strings.Repeat(row+", ", n), ", ") + tail
		for ; len(rows) >= n; rows = rows[n:] {
			if _, err := t.exec(ctx, text, slices.Concat(rows[:n]...)...); err != nil {
				return fmt.Errorf("write %s: %w", table, err)
			}
		}
	}
	return nil
}

func (t *session) deleteFrom(ctx context.Context, table, column string, values []string) error {
	return chunks(values, func(args []any) error {
		_, err := t.exec(ctx, "DELETE FROM "+table+" WHERE "+column+" IN ("+placeholders(len(args))+")", args...)
		return err
	})
}

func texts(ids []calendar.ID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
