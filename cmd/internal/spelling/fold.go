package spelling

import (
	"strings"

	"vielfalt/search/german"
)

// Fold writes a name so that spellings of one word meet: "Çarşema-Sor" and
// "carsema sor".
func Fold(s string) string {
	return strings.Join(strings.FieldsFunc(german.Fold(s), func(r rune) bool {
		return strings.ContainsRune(" -–’'ʿʾ`´,.()/", r)
	}), " ")
}
