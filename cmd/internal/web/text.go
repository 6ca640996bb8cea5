package web

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"path"
	"strings"
	texttemplate "text/template"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/markup"
	"vielfalt/themes"
)

//go:embed texts/*.md
var textFiles embed.FS

// A fixedText is one of the pages every authority must have. Its first line is
// the title.
type fixedText struct {
	title string
	html  template.HTML
}

// days returns how many days something takes.
func days(d time.Duration) int { return int(d / (24 * time.Hour)) }

// Texts are the fixed texts by route, read and checked.
type Texts map[string]fixedText

// TextValues are what fixed texts can fill in: {{.Site}}, {{.Authority}},
// {{.AnswerWithin}}, {{.AnswerKept}} and {{.BackupsKept}} in days, {{.Land}} and
// {{.InLand}} as in "nw" and "in Nordrhein-Westfalen".
type TextValues struct {
	Site, Authority string
	Land            calendar.Land
	BackupsKept     time.Duration
}

// LoadTexts reads the fixed texts.
func LoadTexts(v TextValues) (Texts, error) {
	values := map[string]any{
		"Site": v.Site, "Authority": v.Authority, "Land": string(v.Land), "InLand": v.Land.In("de"),
		"AnswerWithin": days(content.AnswerWithin), "AnswerKept": days(content.AnswerKept), "BackupsKept": days(v.BackupsKept),
	}
	files, err := textFiles.ReadDir("texts")
	if err != nil {
		return nil, err
	}
	out := make(Texts)
	for _, f := range files {
		b, err := textFiles.ReadFile("texts/" + f.Name())
		if err != nil {
			return nil, err
		}
		t, err := texttemplate.New(f.Name()).Option("missingkey=error").Parse(string(b))
		if err != nil {
			return nil, fmt.Errorf("text %s: %w", f.Name(), err)
		}
		var md bytes.Buffer
		if err := t.Execute(&md, values); err != nil {
			return nil, fmt.Errorf("text %s: %w", f.Name(), err)
		}
		title, body, _ := strings.Cut(md.String(), "\n")
		h, err := markup.HTML(body, nil)
		if err != nil {
			return nil, fmt.Errorf("text %s: %w", f.Name(), err)
		}
		out[strings.TrimSuffix(f.Name(), path.Ext(f.Name()))] = fixedText{
			title: strings.TrimSpace(strings.TrimPrefix(title, "#")),
			html:  template.HTML(h), //nolint:gosec // sanitised by markup
		}
	}
	return out, nil
}

// textRoutes maps addresses to routes and languages of the fixed texts.
var textRoutes = map[string]struct{ route, lang string }{
	"/barrierefreiheit": {"accessibility", "de"},
	"/leichte-sprache":  {"plain", "de-simple"},
	"/gebaerdensprache": {"sign", "de"},
	"/impressum":        {"imprint", "de"},
	"/datenschutz":      {"privacy", "de"},
}

// showText answers the pages every authority must have. They are German, also
// within the English interface.
func (s *Server) showText(rq *request) (themes.Page, error) {
	at := textRoutes[rq.URL.Path]
	t := s.Texts[at.route]
	p := &themes.TextPage{Base: s.base(rq, t.title, at.route), Lang: at.lang, HTML: t.html}
	p.Feeds = s.standardFeeds(rq)
	return p, nil
}
