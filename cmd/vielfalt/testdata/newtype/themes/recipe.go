package themes

import (
	"html/template"

	"vielfalt/content"
)

// RecipesPage lists recipes.
type RecipesPage struct {
	Base
	Recipes []*content.Recipe
	Pager   Pager
}

// Template implements Page.
func (*RecipesPage) Template() string { return "recipes" }

// RecipePage shows one recipe.
type RecipePage struct {
	Base
	Recipe *content.Recipe
	HTML   template.HTML
}

// Template implements Page.
func (*RecipePage) Template() string { return "recipe" }
