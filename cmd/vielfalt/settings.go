package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/school"
	"vielfalt/cmd/internal/almanac"
	"vielfalt/cmd/internal/auth"
	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/site"
	"vielfalt/cmd/internal/web"
	"vielfalt/cmd/vielfalt/demo"
	"vielfalt/content/profile"
	"vielfalt/content/regular"
	"vielfalt/search/meili"
	"vielfalt/themes"
)

// settings is what serve was told, parsed and checked.
type settings struct {
	log      *slog.Logger
	build    build
	place    location
	region   calendar.Region
	almanac  *almanac.Almanac
	school   []school.Holiday
	base     *url.URL // nil for the address listened on
	embed    []string // origins whose pages may show ours in frames
	proxies  peer.Proxies
	theme    *themes.Theme
	texts    web.Texts
	facts    *web.Facts
	profiles func() *profile.Set
	engine   meili.Config // without an address for none
	access   *auth.Access
}

// parse reads and checks everything that needs neither port nor store.
func (c *serveCmd) parse(a *app) (p *settings, err error) {
	if err := c.validate(); err != nil {
		return nil, usageError{err}
	}
	var handler slog.Handler = slog.NewTextHandler(a.Stderr, nil)
	if c.LogFormat == "json" {
		handler = slog.NewJSONHandler(a.Stderr, nil)
	}
	p = &settings{log: slog.New(handler), build: thisBuild()}
	if p.almanac, err = c.almanac(); err != nil {
		return nil, err
	}
	if p.region, err = region(c.calendarFlags, c.Seat); err != nil {
		return nil, err
	}
	if p.school, err = c.holidays(p.region.Land); err != nil {
		return nil, err
	}
	if p.place, err = c.location(); err != nil {
		return nil, err
	}
	if p.base, err = c.base(); err != nil {
		return nil, usageError{err}
	}
	if p.embed, err = c.embedFrom(); err != nil {
		return nil, usageError{err}
	}
	if p.proxies, err = peer.ParseProxies(c.ProxyFrom); err != nil {
		return nil, usageError{fmt.Errorf("--proxy-from: %w", err)}
	}
	if p.engine, err = c.meilisearch(p.log); err != nil {
		return nil, err
	}
	if p.theme, err = themes.Load(c.Theme, c.ThemeFolder); err != nil {
		return nil, usageError{fmt.Errorf("--theme, --theme-folder: %w", err)}
	}
	if p.access, err = c.access(p.almanac.Calendar()); err != nil {
		return nil, err
	}
	if p.texts, p.facts, err = c.texts(p.region); err != nil {
		return nil, usageError{err}
	}
	p.log.Info("starting", "version", p.build.Version, "go", p.build.Go)
	a.warn(p.log)
	if p.profiles, err = c.profiles(p.region.Land, p.log); err != nil {
		return nil, usageError{err}
	}
	return p, nil
}

func (c *serveCmd) validate() error {
	if c.CacheSize < 1 || c.CacheSize > 1<<20 {
		return errors.New("--cache-size must be at least 1 megabyte")
	}
	if c.MaxConnections < 1 {
		return errors.New("--max-connections must be at least 1")
	}
	if c.ShutdownTimeout < 0 {
		return errors.New("--shutdown-timeout must not be negative")
	}
	if c.SiteName == "" || c.Authority == "" {
		return errors.New("--site-name and --authority must not be empty")
	}
	return nil
}

// base returns the address readers use, or nil for the one listened on.
func (c *serveCmd) base() (*url.URL, error) {
	if c.BaseURL == "" {
		return nil, nil
	}
	u, err := url.Parse(strings.TrimSuffix(c.BaseURL, "/"))
	if err == nil && strings.ContainsFunc(u.Host, func(r rune) bool { return r > 0x7f }) {
		return nil, fmt.Errorf("--base-url %q: write the name as browsers send it, in ASCII: https://xn--…", c.BaseURL)
	}
	if err == nil {
		err = http.NewCrossOriginProtection().AddTrustedOrigin(site.Origin(u)) // forms come from there
	}
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, fmt.Errorf("--base-url %q is not an address such as https://vielfalt.example", c.BaseURL)
	}
	return u, nil
}

// embedFrom returns the origins whose pages may show ours, written as browsers
// do. What the Content-Security-Policy could not name, or would take for more
// than was meant, is refused.
func (c *serveCmd) embedFrom() ([]string, error) {
	var out []string
	for _, given := range c.EmbedFrom {
		given = strings.TrimSpace(given)
		u, err := url.Parse(given)
		if err == nil && u.Port() != "" {
			_, err = strconv.ParseUint(u.Port(), 10, 16)
		}
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || !hostNamed.MatchString(u.Host) {
			return nil, fmt.Errorf("--embed-from %q is not the address of a site: write scheme and name, without path or wildcard, as in https://intranet.example; names with other letters begin with xn--", given)
		}
		origin := site.Origin(u)
		if !strings.EqualFold(given, u.Scheme+"://"+u.Host) {
			return nil, fmt.Errorf("--embed-from %q is more than the address of a site: write %s", given, origin)
		}
		if !slices.Contains(out, origin) {
			out = append(out, origin)
		}
	}
	return out, nil
}

// hostNamed matches the hosts that a Content-Security-Policy can name: names and
// IPv4 addresses, with a port or without.
var hostNamed = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:[0-9]+)?$`)

// meilisearch returns where the search engine is; without an address if there
// is none.
func (c *serveCmd) meilisearch(log *slog.Logger) (meili.Config, error) {
	key, err := secret("--meilisearch-key", c.MeilisearchKey, c.MeilisearchKeyFile)
	if err != nil {
		return meili.Config{}, err
	}
	if c.MeilisearchURL == "" {
		if key != "" {
			return meili.Config{}, usageError{errors.New("--meilisearch-key needs --meilisearch-url")}
		}
		return meili.Config{}, nil
	}
	if err := meili.CheckURL(c.MeilisearchURL); err != nil {
		return meili.Config{}, usageError{fmt.Errorf("--meilisearch-url: %w", err)}
	}
	return meili.Config{URL: c.MeilisearchURL, Key: key, Log: log}, nil
}

// texts returns the fixed texts, with the house's own replacing ours, and the
// facts that they tell. Without a folder, the sample content has its own facts.
func (c *serveCmd) texts(r calendar.Region) (web.Texts, *web.Facts, error) {
	var own fs.FS
	var err error
	facts := new(web.Facts)
	switch {
	case c.Texts != "":
		if own, err = ownFolder(c.Texts); err != nil {
			return nil, nil, fmt.Errorf("--texts: %w", err)
		}
		facts, err = web.ReadFacts(own)
	case c.Demo:
		facts, err = web.ReadFacts(demo.Facts())
	}
	if err != nil {
		return nil, nil, fmt.Errorf("--texts %s: %w", c.Texts, err)
	}
	texts, err := web.LoadTexts(web.TextValues{
		Site: c.SiteName, Authority: c.Authority, Land: r.Land, BackupsKept: time.Duration(c.BackupsKept), SearchesCounted: c.CountMissedSearches, Facts: facts,
	}, own)
	if err != nil {
		return nil, nil, fmt.Errorf("--texts %s: %w", c.Texts, err)
	}
	return texts, facts, nil
}

// ownFolder returns the files of one of the house's own folders.
func ownFolder(path string) (fs.FS, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no folder %s", path)
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is not a folder", path)
	}
	return regular.FS(os.DirFS(path)), nil
}

// profiles returns what each observance is. If one of the house's own texts is
// invalid, the shipped one remains. The shipped ones take a while to read:
// without own texts, they are read when first asked for.
func (c *serveCmd) profiles(home calendar.Land, log *slog.Logger) (func() *profile.Set, error) {
	folders := []fs.FS{profile.Shipped()}
	if c.Records != "" {
		own, err := ownFolder(c.Records)
		if err != nil {
			return nil, fmt.Errorf("--records: %w", err)
		}
		folders = append(folders, own)
	}
	load := sync.OnceValue(func() *profile.Set {
		set, err := profile.Load(home, folders...)
		if err != nil {
			log.Warn("texts on days", "folder", c.Records, "err", err)
		}
		for _, unknown := range strangers(set, home) {
			log.Warn("texts on days name what there is not", "folder", c.Records, "unknown", unknown)
		}
		return set
	})
	if c.Records != "" {
		load() // what is wrong with them shows at the start
	} else {
		go load() // the first page tells weights; it need not wait for all texts
	}
	return load, nil
}

// affordable returns how many connections there can be; the system may allow
// fewer than the flag.
func (c *serveCmd) affordable(log *slog.Logger) int {
	n, ok := peer.Descriptors()
	if !ok || peer.Affordable(n) >= c.MaxConnections {
		return c.MaxConnections
	}
	log.Warn("fewer connections than --max-connections, because the system allows too few open files; raise ulimit -n (LimitNOFILE in the service unit)",
		"open_files", n, "connections", peer.Affordable(n), "max_connections", c.MaxConnections)
	return peer.Affordable(n)
}
