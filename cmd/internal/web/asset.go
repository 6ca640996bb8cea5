package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"

	"vielfalt/themes"
)

// An asset is a file of the theme, ready to be sent.
type asset struct {
	mediaType string
	hash      string // part of the address, so that it can be kept for ever
	body      []byte
}

var assetTypes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
	".png": "image/png",
}

// loadAssets reads the theme's assets once.
func loadAssets(r *themes.Renderer) (map[string]asset, error) {
	files, err := r.Assets()
	if err != nil {
		return nil, err
	}
	out := make(map[string]asset)
	for _, name := range themes.AssetNames() {
		b, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("theme: %w", err)
		}
		sum := sha256.Sum256(b)
		out[name] = asset{mediaType: assetTypes[path.Ext(name)], hash: hex.EncodeToString(sum[:8]), body: b}
	}
	return out, nil
}

// assetPath returns the address of an asset; templates call it.
func (s *Server) assetPath(name string) string {
	a := s.assets[name]
	p, err := s.router.Get("asset").URLPath("version", a.hash, "name", name)
	if err != nil {
		return "/assets/0/" + name
	}
	return p.Path
}

// showAsset answers GET /assets/{version}/{name}. An address with the version
// of an older theme still gets the file as it is now, but not for ever.
func (s *Server) showAsset(w http.ResponseWriter, rq *request) error {
	a, ok := s.assets[rq.variable("name")]
	if !ok {
		return errNotFound
	}
	h := w.Header()
	h.Set("Content-Type", a.mediaType)
	h.Set("ETag", `"`+a.hash+`"`)
	h.Set("Vary", "Accept-Encoding")
	if rq.variable("version") == a.hash {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "no-cache")
	}
	if rq.Header.Get("If-None-Match") == `"`+a.hash+`"` {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	return write(w, rq.Request, http.StatusOK, a.body)
}

// showFavicon answers GET /favicon.ico for browsers that ask without being told.
func (s *Server) showFavicon(w http.ResponseWriter, rq *request) error {
	a := s.assets["icon.svg"]
	w.Header().Set("Content-Type", a.mediaType)
	w.Header().Set("Cache-Control", "public, max-age=86400")
	return write(w, rq.Request, http.StatusOK, a.body)
}
