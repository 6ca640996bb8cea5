package web

import (
	"vielfalt/cmd/internal/site"
	"vielfalt/content"
	"vielfalt/themes"
)

// showRecipes answers GET /rezepte.
func (s *server) showRecipes(rq *site.Request) (themes.Page, error) {
	page := pageNumber(rq)
	list, total, err := content.List[*content.Recipe](rq.Context(), s.Reader, rq.At, content.Query{Limit: pageSize, Offset: (page - 1) * pageSize})
	if err != nil {
		return nil, err
	}
	p := &themes.RecipesPage{Base: s.Base(rq, rq.Words.T("type.recipe"), "recipes"), Recipes: list}
	p.Pager = pager(s.Path(rq.Lang, "recipes"), nil, page, total)
	return p, nil
}

// showRecipe answers GET /rezepte/{slug}.
func (s *server) showRecipe(rq *site.Request) (themes.Page, error) {
	r, err := content.Show[*content.Recipe](rq.Context(), s.Reader, rq.At, rq.Variable("slug"))
	if err != nil {
		return nil, err
	}
	p := &themes.RecipePage{Base: s.Base(rq, r.Title, "recipes"), Recipe: r}
	p.HTML, err = html(&r.Item, r.Body, content.PictureFolder)
	return p, err
}
