package themes

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"

	"vielfalt/calendar"
	"vielfalt/content/regular"
	"vielfalt/themes/locale"
)

//go:embed classic kontrast
var embedded embed.FS

// base is the theme that is complete; all others fall back to it.
const base = "classic"

// Names lists the built-in themes.
func Names() []string { return []string{base, "kontrast"} }

// A Theme is what pages look like: templates and assets, read and known to be
// well-formed. It is immutable.
type Theme struct {
	common   map[string]*template.Template // frame and parts, by language
	pages    map[string]string             // source of the templates of pages, by name
	printers map[string]*locale.Printer
	assets   map[string][]byte
}

// Options are what templates need from the site.
type Options struct {
	// Link returns the address of a route by its name in an interface
	// language. pairs are names and values of its variables.
	Link func(lang, route string, pairs ...string) (string, error)
	// Asset returns the address of a file below the theme's assets folder.
	Asset func(name string) string
	// Calendar returns the calendar in use, which names traditions.
	Calendar func() *calendar.Calendar
}

// Load parses every page of a theme, and reads its assets.
// name is one of Names, or empty for classic; folder is an operator's own,
// whose files override those of the theme, or empty for none. A broken template
// is an error.
func Load(name, folder string) (*Theme, error) {
	files, err := layers(name, folder)
	if err != nil {
		return nil, err
	}
	printers, err := locale.Load()
	if err != nil {
		return nil, err
	}
	th := &Theme{common: make(map[string]*template.Template), pages: make(map[string]string), printers: printers, assets: make(map[string][]byte)}
	for _, name := range AssetNames() {
		if th.assets[name], err = fs.ReadFile(files, "assets/"+name); err != nil {
			return nil, fmt.Errorf("theme: %w", err)
		}
	}
	shared, err := fs.ReadFile(files, "parts.html")
	if err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	frame, err := fs.ReadFile(files, "frame.html")
	if err != nil {
		return nil, fmt.Errorf("theme: %w", err)
	}
	for lang, printer := range printers {
		common, err := template.New("frame").Option("missingkey=error").Funcs(funcs(printer, Options{})).Parse(string(frame))
		if err == nil {
			_, err = common.New("parts").Parse(string(shared))
		}
		if err != nil {
			return nil, fmt.Errorf("theme: %w", err)
		}
		th.common[lang] = common
	}
	names := funcs(printers[locale.Languages()[0]], Options{})
	for _, p := range pages() {
		name := p.Template()
		src, err := fs.ReadFile(files, name+".html")
		if err != nil {
			return nil, fmt.Errorf("theme: %w", err)
		}
		if _, err := template.New(name).Funcs(names).Parse(string(src)); err != nil {
			return nil, fmt.Errorf("theme: page %s: %w", name, err)
		}
		th.pages[name] = string(src)
	}
	return th, nil
}

// Assets returns the files below the theme's assets folder, keyed by the names
// in AssetNames.
func (th *Theme) Assets() map[string][]byte { return th.assets }

// A Renderer turns pages into HTML. It is safe for concurrent use.
type Renderer struct {
	// pages return the template of a page, by language and name. Each is made
	// when it is first asked for: it is a copy of frame and parts, and most
	// processes show only some pages.
	pages    map[string]map[string]func() (*template.Template, error)
	printers map[string]*locale.Printer
}

// New returns a renderer of a theme for a site.
func New(th *Theme, o Options) *Renderer {
	r := &Renderer{pages: make(map[string]map[string]func() (*template.Template, error)), printers: th.printers}
	for lang, common := range th.common {
		r.pages[lang] = make(map[string]func() (*template.Template, error))
		f := funcs(th.printers[lang], o)
		for name, src := range th.pages {
			r.pages[lang][name] = sync.OnceValues(func() (*template.Template, error) {
				t, err := common.Clone()
				if err == nil {
					_, err = t.Funcs(f).New(name).Parse(src) // f replaces the functions it was parsed with
				}
				return t, err
			})
		}
	}
	return r
}

// Render returns a page as HTML in an interface language.
func (r *Renderer) Render(lang string, p Page) ([]byte, error) {
	made := r.pages[lang][p.Template()]
	if made == nil {
		return nil, fmt.Errorf("render: no page %q in %q", p.Template(), lang)
	}
	t, err := made()
	if err != nil {
		return nil, fmt.Errorf("render %s: %w", p.Template(), err)
	}
	var b bytes.Buffer
	if _, part := p.(Part); part {
		err = t.ExecuteTemplate(&b, "main", p)
	} else {
		err = t.Execute(&b, p)
	}
	if err != nil {
		return nil, fmt.Errorf("render %s: %w", p.Template(), err)
	}
	return b.Bytes(), nil
}

// Printer returns the words of an interface language, or the German ones if
// there is no such language.
func (r *Renderer) Printer(lang string) *locale.Printer {
	if p := r.printers[lang]; p != nil {
		return p
	}
	return r.printers[locale.Languages()[0]]
}

// layered finds each file in the first layer that has it.
type layered []fs.FS

// Open implements fs.FS.
func (l layered) Open(name string) (fs.File, error) {
	for _, layer := range l {
		f, err := layer.Open(name)
		if !errors.Is(err, fs.ErrNotExist) {
			return f, err
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func layers(theme, folder string) (fs.FS, error) {
	var l layered
	if folder != "" {
		info, err := os.Stat(folder)
		if err != nil {
			return nil, fmt.Errorf("theme folder: %w", err)
		}
		if !info.IsDir() {
			return nil, fmt.Errorf("theme folder %s is not a folder", folder)
		}
		l = append(l, regular.FS(os.DirFS(folder)))
	}
	if theme == "" {
		theme = base
	}
	if !slices.Contains(Names(), theme) {
		return nil, fmt.Errorf("theme %q is not one of %s", theme, strings.Join(Names(), ", "))
	}
	for _, name := range []string{theme, base} {
		sub, err := fs.Sub(embedded, name)
		if err != nil {
			return nil, fmt.Errorf("theme %s: %w", name, err)
		}
		l = append(l, sub)
		if name == base {
			break
		}
	}
	return l, nil
}

// AssetNames lists the files below a theme's assets folder that pages use.
func AssetNames() []string {
	return []string{"icon.svg", "style.css", "suche.js", "theme.css", "redaktion.css", "redaktion.js", "einbetten.css"}
}
