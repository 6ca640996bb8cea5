package web

import (
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"path"
	"strings"
	texttemplate "text/template"
	"text/template/parse"
	"time"
	"unicode/utf8"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
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

// maxText is how many bytes a fixed text may have.
const maxText = 256 << 10

// TextValues are what fixed texts can fill in: {{.Site}}, {{.Authority}},
// {{.AnswerWithin}}, {{.AnswerKept}} and {{.BackupsKept}} in days, {{.Land}}
// and {{.InLand}}, for example "nw" and "in Nordrhein-Westfalen", whether
// searches that find nothing are counted ({{if .SearchesCounted}}), from how many
// addresses on ({{.SearchesAsked}}) and for how many days ({{.SearchesKept}}), and
// the facts of the house by the names in facts.go.
type TextValues struct {
	Site, Authority string
	Land            calendar.Land
	BackupsKept     time.Duration
	SearchesCounted bool
	// Facts are what the house tells of itself; nil if it does not.
	Facts *Facts
}

// LoadTexts reads the fixed texts. The house's own files, if own is not nil,
// replace those of the same name. Errors name the file.
func LoadTexts(v TextValues, own fs.FS) (Texts, error) {
	values := map[string]any{
		"Site": v.Site, "Authority": v.Authority, "Land": string(v.Land), "InLand": v.Land.In("de"),
		"AnswerWithin": days(content.AnswerWithin), "AnswerKept": days(content.AnswerKept), "BackupsKept": days(v.BackupsKept),
		"SearchesCounted": v.SearchesCounted, "SearchesAsked": content.MissAsked, "SearchesKept": days(content.MissKept),
	}
	facts := v.Facts
	if facts == nil {
		facts = new(Facts)
	}
	facts.values(values)
	shipped, err := fs.Sub(textFiles, "texts")
	if err != nil {
		return nil, err
	}
	files, err := fs.ReadDir(shipped, ".")
	if err != nil {
		return nil, err
	}
	from := make(map[string]fs.FS)
	var names []string
	for _, f := range files {
		from[f.Name()] = shipped
		names = append(names, f.Name())
	}
	if own != nil {
		theirs, err := fs.ReadDir(own, ".")
		if err != nil {
			return nil, err
		}
		for _, f := range theirs {
			if strings.HasPrefix(f.Name(), ".") || f.Name() == FactsFile {
				continue // left by the system, an editor or a container volume; see ReadFacts
			}
			if from[f.Name()] == nil {
				return nil, fmt.Errorf("%s takes the place of nothing: a text is called %s, and the facts %s", f.Name(), strings.Join(names, ", "), FactsFile)
			}
			from[f.Name()] = own
		}
	}
	out := make(Texts)
	for _, name := range names {
		t, err := readText(from[name], name, values)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out[strings.TrimSuffix(name, path.Ext(name))] = t
	}
	return out, nil
}

// readText reads one fixed text and fills in values.
func readText(files fs.FS, name string, values map[string]any) (out fixedText, err error) {
	f, err := files.Open(name)
	if err != nil {
		return out, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxText+1))
	switch {
	case err != nil:
		return out, err
	case len(b) > maxText:
		return out, fmt.Errorf("it is larger than %d kB", maxText>>10)
	case !utf8.Valid(b):
		return out, errors.New("it is not valid UTF-8")
	}
	t, err := texttemplate.New(name).Option("missingkey=error").Parse(strings.ReplaceAll(strings.TrimPrefix(string(b), "\ufeff"), "\r\n", "\n"))
	if err == nil && t.Tree != nil {
		err = tame(t.Root)
	}
	if err != nil {
		return out, err
	}
	var md strings.Builder
	if err := t.Execute(&md, values); err != nil {
		return out, err
	}
	title, body, _ := strings.Cut(md.String(), "\n")
	title, ok := strings.CutPrefix(title, "# ")
	if out.title = strings.TrimSpace(title); !ok || out.title == "" {
		return out, errors.New("its first line is no title, written as: # Impressum")
	}
	h, err := markup.HTML(body, nil)
	if err != nil {
		return out, err
	}
	out.html = template.HTML(markup.Scrolling(h)) //nolint:gosec // sanitised by markup
	return out, nil
}

// tame returns an error unless a text does nothing but fill in values, and ask for
// them: what else the language of templates can do might not end.
func tame(list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.TextNode, *parse.CommentNode:
		case *parse.ActionNode:
			if a := argumentsOf(n.Pipe); len(a) != 1 || a[0].Type() != parse.NodeField {
				return fmt.Errorf("%s: only values such as {{.Site}} can be filled in", n)
			}
		case *parse.IfNode:
			a := argumentsOf(n.Pipe)
			asks := len(a) == 1 && a[0].Type() == parse.NodeField
			compares := len(a) == 3 && a[0].String() == "eq" && a[1].Type() == parse.NodeField && a[2].Type() == parse.NodeString
			if !asks && !compares {
				return fmt.Errorf("{{if %s}}: only values can be asked for, as in {{if .BackupsKept}}", n.Pipe)
			}
			if err := errors.Join(tame(n.List), tame(n.ElseList)); err != nil {
				return err
			}
		default:
			return fmt.Errorf("%.40q: only values such as {{.Site}} can be filled in", n.String())
		}
	}
	return nil
}

// argumentsOf returns the words of a pipe that is one command; nil for others.
func argumentsOf(p *parse.PipeNode) []parse.Node {
	if len(p.Cmds) != 1 || len(p.Decl) > 0 {
		return nil
	}
	return p.Cmds[0].Args
}

// textRoutes maps addresses to routes and languages of the fixed texts.
var textRoutes = map[string]struct{ route, lang string }{
	"/barrierefreiheit": {"accessibility", "de"},
	"/leichte-sprache":  {"plain", "de-simple"},
	"/gebaerdensprache": {"sign", "de"},
	"/impressum":        {"imprint", "de"},
	"/datenschutz":      {"privacy", "de"},
}

// showText answers the pages every authority must have. They are German even in
// the English interface.
func (s *server) showText(rq *site.Request) (themes.Page, error) {
	at := textRoutes[rq.Path()]
	t := s.Texts[at.route]
	p := &themes.TextPage{Base: s.Base(rq, t.title, at.route), Lang: at.lang, HTML: t.html}
	p.Feeds = s.standardFeeds(rq)
	if at.route != "plain" {
		return p, nil
	}
	// Only whole articles have the title of another version.
	list, _, err := content.List[*content.Article](rq.Context(), s.Reader, rq.At, content.Query{Lang: content.PlainGerman, Whole: true, Limit: maxPlain})
	for _, a := range list {
		if text, ok := a.TextIn(content.PlainGerman); ok {
			p.Plain = append(p.Plain, themes.Link{Title: text.Title, URL: s.Path(rq.Lang, "article", "slug", a.Slug) + "?fassung=" + content.PlainGerman})
		}
	}
	return p, err
}

// maxPlain is how many articles the page on plain language lists, latest first.
const maxPlain = 200
