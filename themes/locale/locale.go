package locale

import (
	"embed"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

//go:embed *.json
var files embed.FS

// Languages lists the interface languages, the default first.
func Languages() []string { return []string{"de", "en"} }

// A Printer writes the interface's words in one language. It is immutable and
// safe for concurrent use.
type Printer struct {
	Lang      string
	localizer *i18n.Localizer
	numbers   *message.Printer
	plain     map[string]string // messages without placeholders, resolved once
	keys      map[string]bool
}

// Load returns the printers of all languages by tag.
func Load() (map[string]*Printer, error) {
	bundle := i18n.NewBundle(language.German)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	keys := make(map[string]map[string]json.RawMessage)
	for _, lang := range Languages() {
		name := lang + ".json"
		b, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("locale %s: %w", lang, err)
		}
		if _, err := bundle.ParseMessageFileBytes(b, name); err != nil {
			return nil, fmt.Errorf("locale %s: %w", lang, err)
		}
		var m map[string]json.RawMessage
		if err := json.Unmarshal(b, &m); err != nil {
			return nil, fmt.Errorf("locale %s: %w", lang, err)
		}
		keys[lang] = m
	}
	out := make(map[string]*Printer)
	for lang, m := range keys {
		p := &Printer{Lang: lang, localizer: i18n.NewLocalizer(bundle, lang), numbers: message.NewPrinter(language.Make(lang)), plain: make(map[string]string), keys: make(map[string]bool)}
		for key, raw := range m {
			p.keys[key] = true
			var s string
			if json.Unmarshal(raw, &s) == nil && !strings.Contains(s, "{{") {
				p.plain[key] = s
			}
		}
		out[lang] = p
	}
	return out, nil
}

// Has reports whether a message exists.
func (p *Printer) Has(key string) bool { return p.keys[key] }

// Keys returns the keys of all messages in order.
func (p *Printer) Keys() []string {
	var keys []string
	for k := range p.keys {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// T returns a message. pairs are names and values of its placeholders. An
// unknown key is returned in brackets, so that it gets noticed.
func (p *Printer) T(key string, pairs ...any) string {
	if s, ok := p.plain[key]; ok {
		return s
	}
	return p.localize(&i18n.LocalizeConfig{MessageID: key, TemplateData: data(pairs)})
}

// Language names a language by its tag (BCP 47), and of Chinese also which of its
// scripts: "Serbisch", "Chinesisch (vereinfacht)". It returns the tag if it does
// not know the language.
func (p *Printer) Language(tag string) string {
	base, _, _ := strings.Cut(tag, "-")
	for _, key := range []string{"language." + tag, "language." + base} {
		if p.Has(key) {
			return p.T(key)
		}
	}
	parsed, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if base != "zh" {
		parsed = language.Make(base)
	}
	if name := display.Tags(language.Make(p.Lang)).Name(parsed); name != "" {
		return name
	}
	return tag
}

// RightToLeft reports whether text in a language, given by its tag, is written
// from right to left.
func RightToLeft(tag string) bool {
	if base, script, _ := strings.Cut(tag, "-"); base == "aii" && script == "" {
		return true // its script is unknown to the tables
	}
	parsed, err := language.Parse(tag)
	if err != nil {
		return false
	}
	script, _ := parsed.Script()
	return slices.Contains([]string{"Arab", "Hebr", "Syrc", "Syre", "Syrj", "Syrn"}, script.String())
}

// Number writes a number with the separators of the language: "3.000".
func (p *Printer) Number(n int) string { return p.numbers.Sprint(number.Decimal(n)) }

// N returns the message for a number, which the message can use as {{.N}}.
func (p *Printer) N(key string, n int, pairs ...any) string {
	return p.localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: n, TemplateData: data(append(pairs, "N", n))})
}

func (p *Printer) localize(c *i18n.LocalizeConfig) string {
	s, err := p.localizer.Localize(c)
	if err != nil {
		return "[" + c.MessageID + "]"
	}
	return s
}

func data(pairs []any) map[string]any {
	m := make(map[string]any, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[fmt.Sprint(pairs[i])] = pairs[i+1]
	}
	return m
}
