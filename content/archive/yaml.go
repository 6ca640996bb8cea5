package archive

import (
	"bytes"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

// Limits on YAML.
const (
	maxFront = 64 << 10  // bytes of front matter
	maxSide  = 512 << 10 // bytes of a side file, which may describe a thousand pages
)

// writeFront is the opposite of [plainyaml.Decode].
func writeFront(w io.Writer, f any) error {
	return yaml.NewEncoder(w, yaml.CustomMarshaler(quote)).Encode(f)
}

// plain matches text that no YAML reader takes for anything but text, or that
// [plainyaml.Decode] takes as it is.
var plain = regexp.MustCompile(`^([\pL\pN][\pL\pN /.–-]*)?[\pL\pN]$`)

// quote writes a text. The library's rules for when a text needs quotes have
// gaps ("? x", ".inf", lines within a list).
func quote(s string) ([]byte, error) {
	if plain.MatchString(s) && !slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, strings.ToLower(s)) {
		return []byte(s), nil
	}
	return []byte(jsonOf(s)), nil
}

// jsonOf returns a text in quotes, as JSON and YAML have it.
func jsonOf(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	_ = e.Encode(s) // a text cannot fail
	return strings.TrimSpace(b.String())
}
