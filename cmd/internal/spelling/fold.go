package spelling

import (
	"strings"

	"vielfalt/search/german"
)

// Fold brings a name to a form in which spellings of one word meet, such as
// "Çarşema-Sor" and "carsema sor".
func Fold(s string) string {
	return strings.Join(strings.FieldsFunc(german.Fold(s), func(r rune) bool {
		return strings.ContainsRune(" -–’'ʿʾ`´,.()/", r)
	}), " ")
}
