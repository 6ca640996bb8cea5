package desk

import (
	"vielfalt/content"
	"vielfalt/themes"
)

// check returns what the checks find in an article.
func (s *server) check(v *visit, a *content.Article) (*themes.DeskChecks, error) {
	return &themes.DeskChecks{}, nil
}
