package german

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	calendarwords "vielfalt/calendar/words"
)

// months are the names of the months, folded.
var months = sync.OnceValue(func() []string {
	out := calendarwords.Months()
	for i, m := range out {
		out[i] = Fold(m)
	}
	return out
})

// monthNamed returns which month a folded word names, from 1, or 0.
func monthNamed(w string) int {
	switch w {
	case "janner":
		return 1
	case "feber":
		return 2
	}
	return slices.Index(months(), w) + 1
}

// dayNumber returns which day of a month a folded word may number, or 0.
func dayNumber(w string) int {
	if n, err := strconv.Atoi(w); err == nil && len(w) <= 2 && n >= 1 && n <= 31 {
		return n
	}
	return 0
}

// irregular are ordinal numbers that are not made of the number itself, folded, without
// their ending.
var irregular = map[string]int{"erst": 1, "dritt": 3, "siebt": 7, "acht": 8}

// ordinal returns which number up to 31 a folded word says as an ordinal, or 0: "siebter",
// "einunddreißigsten".
func ordinal(w string) int {
	base := w
	for _, end := range adjectival {
		if b, ok := strings.CutSuffix(w, end); ok {
			base = b
			break
		}
	}
	if base == w {
		return 0
	}
	n := irregular[base]
	if number, ok := strings.CutSuffix(base, "t"); ok && n == 0 {
		if n = numeral(number); n == 0 {
			n = numeral(strings.TrimSuffix(number, "s"))
		}
		if n >= 20 != strings.HasSuffix(number, "s") && n > 6 {
			n = 0 // zwanzigste, but neunte
		}
	}
	if n > 31 {
		return 0
	}
	return n
}

// withDates writes the dates among the words of a query in figures and with the name of
// the month, as texts do: "siebter Dezember", "elfter elfter".
func withDates(words []Word) []Word {
	for i := 0; i+1 < len(words); i++ {
		day := ordinal(words[i].Text)
		if day == 0 {
			continue
		}
		month := monthNamed(words[i+1].Text)
		if month == 0 {
			month = ordinal(words[i+1].Text)
		}
		if month == 0 || month > len(months()) {
			continue
		}
		words[i].Text, words[i+1].Text = strconv.Itoa(day), months()[month-1]
	}
	return words
}

// Dated writes a text that is nothing but a date as it was dictated in figures: "siebter
// Dezember" as "7. Dezember". Any other text it returns as it is.
func Dated(text string) string {
	words := Words(text)
	if len(words) < 2 || len(words) > 3 || ordinal(words[0].Text) == 0 {
		return text
	}
	if words = withDates(words); dayNumber(words[0].Text) == 0 || monthNamed(words[1].Text) == 0 {
		return text
	}
	return strings.TrimSpace(words[0].Text + ". " + words[1].Text + text[words[1].To:])
}

// maxDays is how many words there are at most between a day and its month: "am 9. und
// 10. November".
const maxDays = 2

// dates appends the tokens of the dates of a text.
func (r reading) dates(to []string, joining map[string]bool) []string {
	for i, w := range r.words {
		month := monthNamed(w.Text)
		if month == 0 {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-1-maxDays; j-- {
			day := dayNumber(r.words[j].Text)
			if day > 0 {
				to = append(to, dateToken(day, month))
			} else if !joining[r.words[j].Text] && r.words[j].Text != "bis" {
				break
			}
		}
	}
	return to
}

// dateToken is the token of a day of a month.
func dateToken(day, month int) string {
	return hashed(strconv.Itoa(day) + "." + strconv.Itoa(month) + ".")
}
