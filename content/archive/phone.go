package archive

import (
	"regexp"
	"strings"
)

var (
	phoneLabel     = regexp.MustCompile(`^(?i:tel(?:efon)?|fon|phone|durchwahl|dw|app(?:arat)?|nebenstelle|nst)\b\.?:? *`)
	phoneExtension = regexp.MustCompile(`^(.*[0-9])[ ,;/-]*(?i:app(?:arat)?|dw|durchwahl|nebenstelle|nst|ext(?:ension)?|x)\.?:? *([0-9]{1,5})$`)
	nextPhone      = regexp.MustCompile(` *(?:[;,|\n]| oder | und ) *([+(0-9].*)$`)
	zeroless       = regexp.MustCompile(`^[1-9][0-9]{6,11}$`)
	rounded        = regexp.MustCompile(`^[0-9][.,][0-9]+[eE]\+?[0-9]+$`)
)

// signs are those that programs put in place of the ones on the keyboard.
var signs = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "\u2010", "-", "\u2011", "-", "–", "-", "—", "-", "−", "-", "\u200b", "", "\u00ad", "")

// A dialled is a telephone number as tables have it.
type dialled struct {
	phone     string
	more      string // other numbers, or an extension that is no part of it
	zeroless  bool   // a spreadsheet may have taken a number for an amount
	unclear   bool   // nobody can tell which number it was
	extension string
}

// readPhone reads a cell with a telephone number.
func readPhone(cell string) dialled {
	s := strings.TrimSpace(signs.Replace(cell))
	d := dialled{unclear: rounded.MatchString(s)}
	if m := nextPhone.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		s, d.more = s[:m[0]], strings.Join(strings.Fields(s[m[2]:]), " ")
	}
	s = phoneLabel.ReplaceAllString(strings.Join(strings.Fields(s), " "), "")
	if m := phoneExtension.FindStringSubmatch(s); m != nil {
		if strings.Contains(m[1], "-") {
			s, d.extension = m[1], m[2]
		} else {
			s = strings.TrimRight(m[1], " ") + "-" + m[2]
		}
	}
	d.phone, d.zeroless = s, zeroless.MatchString(s)
	return d
}

// sameNumber returns the digits of a number by which two spellings are compared.
func sameNumber(phone string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, phone)
}
