package themes

import (
	"html/template"

	"vielfalt/content"
)

// ArticlesPage lists articles.
type ArticlesPage struct {
	Base
	Articles []*content.Article
	Filters  []Filter
	Pager    Pager
	// Chosen says in words what the filters select; empty if they select
	// everything.
	Chosen string
}

// Template implements Page.
func (*ArticlesPage) Template() string { return "articles" }

// ArticlePage shows one article.
type ArticlePage struct {
	Base
	Article *content.Article
	Text    content.Text
	HTML    template.HTML
	Sources []template.HTML
	// Pictures is what addresses of the article's pictures begin with.
	Pictures string
	// Languages lists the other languages of the text.
	Languages []Choice
	// Boxes say when the article's observances are kept.
	Boxes     []DateBox
	Contacts  []*content.Contact
	Brochures []*content.Brochure
	// Minutes is the reading time, at least 1.
	Minutes int
}

// Template implements Page.
func (*ArticlePage) Template() string { return "article" }
