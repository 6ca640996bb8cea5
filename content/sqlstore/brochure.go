package sqlstore

import (
	"cmp"
	"context"
	"slices"

	"vielfalt/content"
)

// The pages of brochures have a table of their own, which lists never read.
var pageColumns = []string{"number", "id", "title", "text", "no_text", "dezernat", "traditions", "tags"}

func pageFields(p *content.Page) []any {
	return []any{&p.Number, &p.ID, &p.Title, &p.Text, &p.NoText, &p.Dezernat, (*list[string])(&p.Traditions), (*list[string])(&p.Tags)}
}

// pages loads the pages of brochures.
func (t *session) pages(ctx context.Context, ids []string, byID map[string]content.Record) error {
	return t.in(ctx, ids, `SELECT item_id, number, id, title, text, no_text, dezernat, traditions, tags FROM brochure_pages
		WHERE item_id IN (%s) ORDER BY item_id, number`, func(scan func(...any) error) error {
		var id string
		var p content.Page
		if err := scan(append([]any{&id}, pageFields(&p)...)...); err != nil {
			return err
		}
		b := byID[id].(*content.Brochure)
		b.Pages = append(b.Pages, p)
		return nil
	})
}

// trimPages brings the pages of a brochure into the form in which they are read
// back.
func trimPages(b *content.Brochure) {
	b.Pages = slices.Clone(b.Pages)
	empty(&b.Pages)
	slices.SortStableFunc(b.Pages, func(x, y content.Page) int { return cmp.Compare(x.Number, y.Number) })
	for i := range b.Pages {
		p := &b.Pages[i]
		if p.ID == "" {
			p.ID = content.PageID(b.ID, p.Number)
		}
		p.Title, p.Text = content.Storable(p.Title), content.Storable(p.Text) // PDFs can contain anything
		empty(&p.Traditions)
		empty(&p.Tags)
	}
	b.PageCount = max(b.PageCount, len(b.Pages))
}
