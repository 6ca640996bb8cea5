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
	// Chosen says in words what the filters hold; empty where they hold all.
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
	// Languages are the other languages the text is in.
	Languages []Choice
	// Boxes say when the observances are kept.
	Boxes     []DateBox
	Contacts  []*content.Contact
	Brochures []*content.Brochure
	// Minutes is the reading time, at least 1.
	Minutes int
}

// Template implements Page.
func (*ArticlePage) Template() string { return "article" }
