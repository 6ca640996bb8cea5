package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// layers are the five folders in the order in which imports may point: each may
// import those after it, never those before.
var layers = []string{"cmd", "themes", "search", "content", "calendar"}

// outside lists which package may import which outside module. A name that ends
// in a slash means everything below it. golang.org/x counts as extended
// standard library, but is listed all the same.
var outside = map[string][]string{
	"github.com/gorilla/mux":                       {"cmd/internal/site"},
	"github.com/gorilla/feeds":                     {"content/feed"},
	"github.com/rickar/cal/v2":                     {"calendar/traditions"},
	"github.com/arran4/golang-ical":                {"calendar/ical"},
	"github.com/teambition/rrule-go":               {"calendar/ical"},
	"github.com/meilisearch/meilisearch-go":        {"search/meili"},
	"github.com/blevesearch/bleve/v2":              {"search/local"},
	"github.com/blevesearch/bleve_index_api":       {"search/local"},
	"github.com/blevesearch/scorch_segment_api/v2": {"search/local"},
	"github.com/klauspost/compress":                {"search/local"},
	"github.com/blevesearch/snowballstem":          {"search/german"},
	"github.com/minio/minio-go/v7":                 {"content/bucket"},
	"modernc.org/sqlite":                           {"content/sqlstore"},
	"github.com/jackc/pgx/v5":                      {"content/sqlstore"},
	"github.com/pressly/goose/v3":                  {"content/sqlstore"},
	"github.com/google/uuid":                       {"content/sqlstore"},
	"codeberg.org/go-pdf/fpdf":                     {"themes/sheet"},
	"github.com/go-fonts/dejavu":                   {"themes/sheet"},
	"github.com/yuin/goldmark":                     {"content/markup"},
	"github.com/microcosm-cc/bluemonday":           {"content/markup"},
	"github.com/ledongthuc/pdf":                    {"content/pdftext"},
	"github.com/goccy/go-yaml":                     {"cmd/internal/auth", "content/archive", "content/plainyaml", "search/german"},
	"github.com/nicksnyder/go-i18n/v2":             {"themes/locale"},
	"github.com/alexedwards/scs/v2":                {"cmd/internal/auth"},
	"github.com/alexedwards/argon2id":              {"cmd/internal/auth"},
	"github.com/coreos/go-oidc/v3":                 {"cmd/internal/auth"},
	"github.com/go-ldap/ldap/v3":                   {"cmd/internal/auth"},
	"golang.org/x/oauth2":                          {"cmd/internal/auth"},
	"github.com/alecthomas/kong":                   {"cmd/vielfalt"},
	"github.com/prometheus/client_golang":          {"cmd/vielfalt"},
	"github.com/andybalholm/brotli":                {"cmd/internal/ready"},
	"golang.org/x/image":                           {"content/picture"},
	"golang.org/x/sync":                            {"cmd/internal/publish", "cmd/internal/ready"},
	"golang.org/x/net":                             {"content/markup"},
	"golang.org/x/sys":                             {"content/internal/child"},
	"rsc.io/qr":                                    {"themes"},
	"golang.org/x/text":                            {"content/archive", "content/feed", "content/markup", "content/office", "content/pdftext", "content/sqlstore", "content/zipped", "search", "search/german", "search/local", "themes/locale"},

	"github.com/JohannesKaufmann/html-to-markdown/v2": {"content/markup"},
	"github.com/sergi/go-diff":                        {"content/comparison"},
	"github.com/aymanbagabas/go-udiff":                {"content/comparison"},
}

// A goPackage is what go list reports about a package.
type goPackage struct {
	ImportPath string
	Imports    []string
}

func listPackages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "vielfalt/...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestImportsRunOneWay(t *testing.T) {
	for _, p := range listPackages(t) {
		from := strings.TrimPrefix(p.ImportPath, "vielfalt/")
		for _, imported := range p.Imports {
			to, ours := strings.CutPrefix(imported, "vielfalt/")
			if !ours {
				continue
			}
			if reason := forbidden(from, to); reason != "" {
				t.Errorf("%s must not import %s: %s", from, to, reason)
			}
		}
	}
}

// forbidden returns why a package must not import another; empty if it may.
func forbidden(from, to string) string {
	fromTop, toTop := strings.Split(from, "/")[0], strings.Split(to, "/")[0]
	i, j := slices.Index(layers, fromTop), slices.Index(layers, toTop)
	switch {
	case i < 0 || j < 0:
		return "it is in none of the five folders"
	case j < i:
		return "imports turn back"
	case fromTop == "cmd" && toTop == "cmd":
		if from == "cmd/vielfalt" || slices.Contains(within[from], to) {
			return ""
		}
		return "within cmd only these may be imported: " + strings.Join(within[from], ", ")
	case fromTop == "cmd" || i < j && path.Dir(to) == ".":
		return "" // cmd wires everything; the top of a folder is vocabulary for all above
	case i < j:
		// Tools of a lower folder are allowed, its backends never.
		if slices.Contains(backends, to) {
			return "only cmd names a backend"
		}
		return ""
	case to == fromTop:
		return "" // an implementation imports its parent
	case from == fromTop:
		if to == "themes/locale" || to == "calendar/internal/arith" {
			return "" // vocabulary and arithmetic, no implementations
		}
		return "a parent imports none of its subfolders"
	case strings.HasPrefix(to, from+"/"):
		return ""
	case slices.Contains(tools[fromTop], to):
		return ""
	case slices.Contains(gatherers, from):
		return ""
	}
	return "an implementation imports no sibling"
}

// backends are implementations of an interface with more than one.
var backends = []string{"content/sqlstore", "content/filestore", "content/bucket", "search/local", "search/meili"}

// within lists what packages of cmd import from each other. The public pages,
// the JSON interface and whatever joins them know the site, which knows none of
// them.
var within = map[string][]string{
	"cmd/internal/api":     {"cmd/internal/site"},
	"cmd/internal/auth":    {"cmd/internal/peer", "cmd/internal/ready", "cmd/internal/site"},
	"cmd/internal/dayname": {"cmd/internal/spelling"},
	"cmd/internal/direct":  {"cmd/internal/dayname", "cmd/internal/spelling"},
	"cmd/internal/desk":    {"cmd/internal/dayname", "cmd/internal/site", "cmd/internal/spelling"},
	"cmd/internal/missed":  {"cmd/internal/peer"},
	"cmd/internal/publish": {"cmd/internal/panics"},
	"cmd/internal/ready":   {"cmd/internal/panics"},
	"cmd/internal/site":    {"cmd/internal/dayname", "cmd/internal/direct", "cmd/internal/house", "cmd/internal/panics", "cmd/internal/peer", "cmd/internal/ready", "cmd/internal/spelling"},
	"cmd/internal/web":     {"cmd/internal/dayname", "cmd/internal/direct", "cmd/internal/peer", "cmd/internal/site", "cmd/internal/spelling"},
}

// tools of a folder are there for its implementations.
var tools = map[string][]string{
	"calendar": {"calendar/internal/arith", "calendar/internal/astro", "calendar/internal/memo", "calendar/sky", "calendar/words", "calendar/calendartest"},
	"content":  {"content/contenttest", "content/pdftext", "content/markup", "content/plainyaml", "content/profile", "content/regular", "content/zipped", "content/office", "content/internal/child", "content/internal/flock", "content/internal/spool", "content/picture"},
	"search":   {"search/german", "search/internal/spool", "search/searchtest"},
	"themes":   {"themes/locale"},
}

// gatherers put implementations together by design: the tables of traditions
// name the reckonings, test suites name what they compare with.
var gatherers = []string{"calendar/traditions"}

func TestOutsideModules(t *testing.T) {
	for _, p := range listPackages(t) {
		from := strings.TrimPrefix(p.ImportPath, "vielfalt/")
		for _, imported := range p.Imports {
			if !strings.Contains(strings.Split(imported, "/")[0], ".") {
				continue // ours, or the standard library
			}
			module := ""
			for m := range outside {
				if imported == m || strings.HasPrefix(imported, m+"/") {
					module = m
				}
			}
			switch {
			case strings.HasSuffix(from, "test") && module == "":
				// Suites may use what tests use.
			case module == "":
				t.Errorf("%s imports %s, which is not on the list of outside modules", from, imported)
			case !slices.Contains(outside[module], from):
				t.Errorf("%s must not import %s; %v may", from, imported, outside[module])
			}
		}
	}
}
