package api

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
)

type article struct {
	ID          string        `json:"id"`
	Title       string        `json:"title"`
	Summary     string        `json:"summary"`
	Lang        string        `json:"lang"`
	URL         string        `json:"url"`
	Traditions  []string      `json:"traditions"`
	Observances []calendar.ID `json:"observances"`
	Dezernat    string        `json:"dezernat,omitempty"`
	Tags        []string      `json:"tags"`
	Edition     string        `json:"edition"`
	From        time.Time     `json:"from"`
	Until       *time.Time    `json:"until,omitempty"`
	Updated     time.Time     `json:"updated"`
	Image       *image        `json:"image,omitempty"`
}

// articles answers GET /api/v1/articles.
func (s *server) articles(rq *site.Request) (any, error) {
	q, _, _, err := s.ListQuery(rq, content.TypeArticle)
	if err != nil {
		return nil, err
	}
	q.Limit, q.Offset = site.Number(rq, "limit"), site.Number(rq, "offset")
	list, total, err := content.List[*content.Article](rq.Context(), s.Reader, rq.At, q)
	if err != nil {
		return nil, err
	}
	out := make([]article, 0, len(list))
	for _, a := range list {
		v := article{
			ID: a.ID, Title: a.Title, Summary: a.Summary, Lang: a.Lang, URL: s.Absolute(s.ItemPath(rq.Lang, &a.Item)),
			Traditions: list0(site.ShownTraditions(rq, a.Traditions)), Observances: list0(site.ShownObservances(rq, a.Observances)), Dezernat: a.Dezernat, Tags: list0(a.Tags),
			Edition: a.FeedID(a.Current), From: a.Current.From, Updated: a.Updated, Image: s.image(a.Picture),
		}
		if a.Current.Until.Before(content.Forever) {
			v.Until = &a.Current.Until
		}
		out = append(out, v)
	}
	return map[string]any{"total": total, "articles": out}, nil
}

// list0 turns a missing list into an empty one; JSON tells them apart.
func list0[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
