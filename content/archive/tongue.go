package archive

import (
	"regexp"
	"strings"
)

// tongues are the German names of languages that people in an authority speak, in
// small letters, by their tags.
var tongues = map[string]string{
	"albanisch": "sq", "arabisch": "ar", "armenisch": "hy", "bosnisch": "bs", "bulgarisch": "bg", "chinesisch": "zh", "dari": "prs", "deutsch": "de", "englisch": "en",
	"farsi": "fa", "französisch": "fr", "gebärdensprache": "gsg", "georgisch": "ka", "griechisch": "el", "hebräisch": "he", "hindi": "hi", "italienisch": "it",
	"kroatisch": "hr", "kurdisch": "ku", "kurmandschi": "kmr", "niederländisch": "nl", "paschtu": "ps", "persisch": "fa", "polnisch": "pl", "portugiesisch": "pt",
	"romanes": "rom", "rumänisch": "ro", "russisch": "ru", "serbisch": "sr", "sorani": "ckb", "spanisch": "es", "tigrinya": "ti", "tschechisch": "cs", "türkisch": "tr",
	"ukrainisch": "uk", "ungarisch": "hu", "urdu": "ur", "vietnamesisch": "vi",
}

var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// languages reads a cell with languages, by their tags or their German names.
func (b *batch) languages(line int, cell string) []string {
	out := list(cell)
	for i, l := range out {
		switch tag := tongues[strings.ToLower(l)]; {
		case tag != "":
			out[i] = tag
		case !languageTag.MatchString(l):
			b.note(line, "languages: %q is not known; write its tag, such as tr for Türkisch", l)
		}
	}
	return out
}
