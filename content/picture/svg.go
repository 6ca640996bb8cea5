package picture

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"vielfalt/content"
	"vielfalt/content/internal/child"
)

// forbiddenElements can run scripts, change addresses or embed another
// document.
var forbiddenElements = []string{"script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set", "animate", "a"}

// harmless reports why an SVG cannot be imported: it is not one, or it could
// run or fetch something.
func harmless(svg []byte) error {
	if !utf8.Valid(svg) {
		return refuse(SVGDamaged, "not an SVG image in UTF-8")
	}
	d := xml.NewDecoder(bytes.NewReader(svg))
	root, depth := false, 0
	var drawing drawing
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			if !root {
				return refuse(SVGDamaged, "not an SVG image")
			}
			if drawing.endless() {
				return refuse(SVGMuch, "its parts repeat each other more often than can be drawn; save it as PNG")
			}
			return nil
		}
		if err != nil {
			return refuse(SVGDamaged, "not an SVG image: %v", err)
		}
		switch t := t.(type) {
		case xml.Directive:
			return refuse(SVGDamaged, "a document type is not allowed in a picture")
		case xml.ProcInst:
			if t.Target != "xml" {
				return refuse(SVGDamaged, "<?%s> is not allowed in a picture", t.Target)
			}
		case xml.StartElement:
			name := strings.ToLower(t.Name.Local)
			if depth == 0 && (root || name != "svg") {
				return refuse(SVGDamaged, "not an SVG image")
			}
			root = true
			if depth++; depth > maxDepth {
				return refuse(SVGMuch, "its parts lie in each other more than %d deep, which browsers do not draw; save it as PNG", maxDepth)
			}
			drawing.open(t)
			if slices.Contains(forbiddenElements, name) {
				return refuse(SVGActive, "<%s> is not allowed in a picture", name)
			}
			for _, a := range t.Attr {
				if raster, ok := rasterIn(t.Name.Local, a); ok && own(raster) {
					continue
				}
				if err := harmlessAttribute(a); err != nil {
					return err
				}
			}
		case xml.EndElement:
			depth--
			drawing.close()
		case xml.CharData: // of a style element
			if depth == 0 && len(bytes.TrimSpace(t)) > 0 {
				return refuse(SVGDamaged, "not an SVG image: there is text outside of it")
			}
			if fetches(string(t)) {
				return refuse(SVGActive, "a style that fetches something is not allowed in a picture")
			}
		}
	}
}

func harmlessAttribute(a xml.Attr) error {
	name := strings.ToLower(a.Name.Local)
	if a.Name.Space == "xmlns" || name == "xmlns" {
		return nil // names a vocabulary, and is never fetched
	}
	value := strings.TrimSpace(a.Value)
	switch {
	case strings.HasPrefix(name, "on"),
		(name == "href" || name == "src") && !strings.HasPrefix(value, "#"),
		strings.Contains(strings.ToLower(value), "javascript:"),
		fetches(value):
		return refuse(SVGActive, "%s=%.60q is not allowed in a picture", name, a.Value)
	}
	return nil
}

// fetches reports whether a style could refer to anything but the picture
// itself.
func fetches(style string) bool {
	s := strings.ToLower(style)
	if strings.Contains(s, "@import") || strings.Contains(s, "\\") && strings.ContainsAny(s, "{:(") {
		return true
	}
	for {
		_, rest, found := strings.Cut(s, "url(")
		if !found {
			return strings.Contains(s, "image(") || strings.Contains(s, "image-set(")
		}
		if s = strings.TrimLeft(rest, " \t\n\"'"); !strings.HasPrefix(s, "#") {
			return true
		}
	}
}

// isSVG reports whether a file begins as an SVG does, or as any XML.
func isSVG(raw []byte) bool {
	raw = bytes.TrimLeft(bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf")), " \t\r\n")
	return bytes.HasPrefix(raw, []byte("<")) || bytes.HasPrefix(raw, []byte("\xff\xfe<")) || bytes.HasPrefix(raw, []byte("\xfe\xff\x00<"))
}

func (m *Maker) svg(ctx context.Context, raw []byte) (*Made, error) {
	if len(raw) > maxSVG {
		return nil, refuse(SVGLarge, "it is larger than %d MB; save it with fewer details, or as PNG", maxSVG>>20)
	}
	if !utf8.Valid(raw) {
		return nil, refuse(SVGDamaged, "not an SVG image in UTF-8")
	}
	within, cancel := context.WithTimeout(ctx, child.MaxTime) // all the pictures in it
	defer cancel()
	cleaned, err := m.clean(within, raw)
	if within.Err() != nil && ctx.Err() == nil {
		return nil, refuse(Heavy, "the pictures in it take longer than %d seconds to read; save it as PNG", child.MaxTime/time.Second)
	}
	if err != nil {
		return nil, err
	}
	if err := harmless(cleaned); err != nil {
		return nil, err
	}
	if len(cleaned) > maxSVG {
		return nil, refuse(SVGLarge, "with its pictures it is larger than %d MB; save it as PNG", maxSVG>>20)
	}
	made := new(Made)
	made.Picture.File = made.add(content.SVG, cleaned)
	return made, nil
}
