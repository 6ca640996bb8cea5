package web

import (
	"cmp"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/themes"
)

// showArticles answers GET /beitraege.
func (s *server) showArticles(rq *site.Request) (themes.Page, error) {
	q, params, chosen, err := s.ListQuery(rq, content.TypeArticle)
	if err != nil {
		return nil, err
	}
	page := pageNumber(rq)
	q.Limit, q.Offset = pageSize, (page-1)*pageSize
	list, total, err := content.List[*content.Article](rq.Context(), s.Reader, rq.At, q)
	if err != nil {
		return nil, err
	}
	dezernate, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeArticle, content.PerDezernat)
	if err != nil {
		return nil, err
	}
	tags, err := s.Reader.Counts(rq.Context(), rq.At, content.TypeArticle, content.PerTag)
	if err != nil {
		return nil, err
	}
	words := rq.Words
	path := s.Path(rq.Lang, "articles")
	p := &themes.ArticlesPage{Base: s.Base(rq, words.T("nav.articles"), "articles"), Articles: list, Chosen: chosen}
	p.Description = words.T("articles.lead")
	p.Pager = pager(path, params, page, total)
	p.Title = s.titled(rq, p.Title, chosen, p.Pager)
	byTradition := themes.Filter{Title: words.T("filter.tradition"), Name: "tradition"}
	for _, c := range site.Choices(rq, "tradition") {
		c.Chosen, c.URL = slices.Contains(q.Traditions, c.Value), site.Address(path, chosenOnly(params, "tradition", c.Value))
		byTradition.Choices = append(byTradition.Choices, c)
	}
	p.Filters = []themes.Filter{
		byTradition,
		countFilter(words.T("filter.dezernat"), "dezernat", path, params, dezernate, same),
		countFilter(words.T("filter.theme"), "thema", path, params, tags[:min(len(tags), maxTags)], same),
	}
	if total == 0 {
		if p.Meant, err = s.meant(rq, content.TypeArticle, path, params); err != nil {
			return nil, err
		}
	}
	p.Feeds = s.articleFeeds(rq, params, chosen)
	site.WithQuery(&p.Base, paged(params, page))
	rq.Relied(&p.Base)
	return p, nil
}

// showArticle answers GET /beitraege/{slug}. The parameter "fassung" chooses
// the language of the text.
func (s *server) showArticle(rq *site.Request) (themes.Page, error) {
	a, err := shown[*content.Article](s, rq, "article", "slug")
	if err != nil {
		return nil, err
	}
	return s.articlePage(rq, a, rq.Query.Get("fassung"), content.PictureFolder)
}

// articlePage shows an article in a language, empty for that of the request, with
// pictures in a folder.
func (s *server) articlePage(rq *site.Request, a *content.Article, chosen, pictures string) (*themes.ArticlePage, error) {
	wanted := cmp.Or(chosen, rq.Lang)
	t, found := a.TextIn(wanted)
	var err error
	p := &themes.ArticlePage{Base: s.Base(rq, t.Title, "articles"), Article: a, Text: t}
	p.Description = t.Summary
	p.Trail = []themes.Link{{Title: rq.Words.T("nav.articles"), URL: s.Path(rq.Lang, "articles")}}
	p.Feeds = s.articleFeeds(rq, nil, "")
	path := s.Path(rq.Lang, "article", "slug", a.Slug)
	if found && chosen != "" {
		site.WithQuery(&p.Base, url.Values{"fassung": {wanted}})
	}
	p.Pictures = pictures
	if p.HTML, err = html(&a.Item, t.Body, pictures); err != nil {
		return nil, err
	}
	for _, src := range a.Sources {
		line, err := markup.Inline(src, nil)
		if err != nil {
			return nil, err
		}
		p.Sources = append(p.Sources, template.HTML(line)) //nolint:gosec // sanitised by markup
	}
	p.Minutes = max(1, (len(strings.Fields(t.Body))+149)/150)
	if len(a.Translations) > 0 {
		for _, o := range append([]content.Text{a.Text}, a.Translations...) {
			p.Languages = append(p.Languages, themes.Choice{
				Title: rq.Words.Language(o.Lang), Value: o.Lang, Chosen: o.Lang == t.Lang,
				URL: path + "?fassung=" + o.Lang,
			})
		}
	}
	boxed := make(map[calendar.ID]bool)
	for _, id := range a.Observances {
		id = whole(rq.Calendar, id)
		if b, ok := s.dateBox(rq, id); ok && !boxed[id] {
			p.Boxes = append(p.Boxes, b)
			boxed[id] = true
		}
	}
	if p.Contacts, err = s.contactsOf(rq, a.Dezernat, 1); err != nil {
		return nil, err
	}
	if len(a.Brochures) > 0 {
		if p.Brochures, _, err = content.List[*content.Brochure](rq.Context(), s.Reader, rq.At, content.Query{IDs: a.Brochures}); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// contactsOf returns the contacts of a Dezernat, none for an empty one.
func (s *server) contactsOf(rq *site.Request, dezernat string, limit int) ([]*content.Contact, error) {
	if dezernat == "" {
		return nil, nil
	}
	list, _, err := content.List[*content.Contact](rq.Context(), s.Reader, rq.At, content.Query{Dezernate: []string{dezernat}, Limit: limit})
	return list, err
}

// whole returns the observance that people see in place of one that is the same
// as it.
func whole(c *calendar.Calendar, id calendar.ID) calendar.ID {
	if o, ok := c.Observance(id); ok && o.SameAs != "" {
		if same, ok := c.Observance(o.SameAs); ok {
			return same.ID
		}
	}
	return id
}

// dateBox says when an observance next takes place.
func (s *server) dateBox(rq *site.Request, id calendar.ID) (themes.DateBox, bool) {
	o, ok := rq.Calendar.Observance(id)
	if !ok {
		return themes.DateBox{}, false
	}
	t, _ := rq.Calendar.Tradition(id.Tradition())
	b := themes.DateBox{Observance: o, Tradition: t}
	today := rq.Today()
	if next, ok := rq.Calendar.Next(id, today); ok {
		b.Next = &next
		b.N, _ = next.Day(today)
	} else if rq.Calendar.Known(id, today.Year()+1) {
		if was := rq.Calendar.Of(id, calendar.NewDate(firstYear, time.January, 1), today); len(was) > 0 {
			b.Was = &was[len(was)-1]
		}
	}
	if c, ok := rq.Calendar.Convention(id.Tradition()); ok {
		b.Convention = &c
	}
	return b, true
}

// articlesByObservance returns the addresses of visible articles, keyed by the
// observances they are about.
func (s *server) articlesByObservance(rq *site.Request) (map[calendar.ID]string, error) {
	observed, err := s.Reader.Observed(rq.Context(), rq.At)
	addresses := make(map[calendar.ID]string, len(observed))
	for id, slug := range observed {
		addresses[id] = s.Path(rq.Lang, "article", "slug", slug)
	}
	return addresses, err
}
