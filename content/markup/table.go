package markup

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	wholeTable = regexp.MustCompile(`(?s)<table>.*?</table>`)
	headCell   = regexp.MustCompile(`(?s)<th[^>]*>(.*?)</th>`)
	anyTag     = regexp.MustCompile(`<[^>]*>`)
)

// maxTableName is how long the name of a table may be, in characters.
const maxTableName = 100

// Scrolling puts each table of what [HTML] or [Illustrated] returned into a section
// that scrolls by itself, also by keyboard, so that a wide one leaves the rest of
// the page where it is. The section is named by the columns. It is for pages;
// programs that read feeds have ways of their own.
func Scrolling(h string) string {
	return wholeTable.ReplaceAllStringFunc(h, func(table string) string {
		var columns []string
		for _, m := range headCell.FindAllStringSubmatch(table, -1) {
			// It is escaped for an attribute as well; between tags there is no quote.
			if s := strings.Join(strings.Fields(anyTag.ReplaceAllString(m[1], " ")), " "); s != "" && utf8.RuneCountInString(strings.Join(append(columns, s), ", ")) <= maxTableName {
				columns = append(columns, s)
			}
		}
		name := strings.Join(columns, ", ")
		if name == "" {
			name = "Tabelle"
		}
		return `<section class="scroll" tabindex="0" aria-label="` + strings.ReplaceAll(name, `"`, "&#34;") + `">` + table + `</section>`
	})
}
