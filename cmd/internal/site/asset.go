package site

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"path"

	"vielfalt/cmd/internal/ready"
	"vielfalt/themes"
)

// An asset is a file of the theme, ready to be sent.
type asset struct {
	hash string // part of the address
	// now is sent for the address with the hash, which can be kept for ever,
	// and later for that of another version.
	now, later *ready.Answer
}

var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
}

// loadAssets makes the theme's assets ready once.
func loadAssets(t *themes.Theme) map[string]asset {
	out := make(map[string]asset)
	for name, b := range t.Assets() {
		sum := sha256.Sum256(b)
		mediaType := []string{assetTypes[path.Ext(name)]}
		out[name] = asset{
			hash:  hex.EncodeToString(sum[:8]),
			now:   ready.Rendering{Header: http.Header{"Content-Type": mediaType, "Cache-Control": {"public, max-age=31536000, immutable"}}, Body: b}.Answer(nil),
			later: ready.Rendering{Header: http.Header{"Content-Type": mediaType, "Cache-Control": {"no-cache"}}, Body: b}.Answer(nil),
		}
	}
	return out
}

// Asset returns the address of an asset; templates call it.
func (s *Site) Asset(name string) string {
	a := s.assets[name]
	p, err := s.router.Get("asset").URLPath("version", a.hash, "name", name)
	if err != nil {
		return "/assets/0/" + name
	}
	return p.Path
}

// showAsset answers GET /assets/{version}/{name}. An address with the version
// of an older theme still gets the file as it is now, but not for ever.
func (s *Site) showAsset(w http.ResponseWriter, rq *Request) error {
	a, ok := s.assets[rq.Variable("name")]
	if !ok {
		return ErrNotFound
	}
	answer := a.later
	if rq.Variable("version") == a.hash {
		answer = a.now
	}
	_, err := answer.Write(w, rq.http, rq.At)
	return err
}

// showFavicon answers GET /favicon.ico for browsers that ask without being told.
func (s *Site) showFavicon(w http.ResponseWriter, rq *Request) error {
	_, err := s.assets["icon.svg"].later.Write(w, rq.http, rq.At)
	return err
}
