package direct

import (
	"strings"

	"vielfalt/cmd/internal/spelling"
)

// withoutLand leaves out the Land of the house, which goes without saying, from the end
// of what a question is about: "Fronleichnam in NRW". What is about another Land stays
// as it is, and is not known.
func (a *Asker) withoutLand(about string) string {
	folded := spelling.Fold(about)
	names := []string{spelling.Fold(a.Land.Name().German), spelling.Fold(a.Land.Name().English)}
	if a.Land == "nw" {
		names = append(names, "nrw")
	}
	for _, name := range names {
		if folded == name {
			return ""
		}
		for _, between := range []string{" in ", " im ", " "} {
			if rest, ok := strings.CutSuffix(folded, between+name); ok {
				return rest
			}
		}
	}
	return about
}
