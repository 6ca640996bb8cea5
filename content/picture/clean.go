package picture

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"vielfalt/content"
)

// Bounds of an SVG.
const (
	maxSVG      = 2 << 20 // bytes, as it is sent and as it is stored
	maxRasters  = 10      // pictures within it
	maxDepth    = 500     // elements that lie in each other
	maxEntities = 50      // abbreviations that its document type explains
)

// A cleaning writes an SVG anew without what programs add for themselves: the
// document type with its abbreviations, comments, instructions, metadata, and
// elements and attributes of their own vocabularies. What is left is what is
// shown, and pictures within it are made as any other.
type cleaning struct {
	*Maker
	ctx     context.Context
	out     bytes.Buffer
	changed bool
	rasters int
	foreign map[string]bool // prefixes of other vocabularies than SVG's
}

// clean returns an SVG with nothing but what is shown. One that has nothing else is
// returned as it is.
func (m *Maker) clean(ctx context.Context, raw []byte) ([]byte, error) {
	c := &cleaning{Maker: m, ctx: ctx, foreign: make(map[string]bool)}
	// RawToken leaves prefixes as they are written. Whether elements are closed in
	// order is seen when the result is read again.
	d := xml.NewDecoder(bytes.NewReader(raw))
	for {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, refuse(SVGDamaged, "not an SVG image: %v", err)
		}
		switch t := t.(type) {
		case xml.Directive:
			c.changed = true
			if d.Entity, err = entities(string(t)); err != nil {
				return nil, err
			}
		case xml.StartElement:
			if err := c.start(d, t); err != nil {
				return nil, err
			}
		case xml.EndElement:
			fmt.Fprintf(&c.out, "</%s>", written(t.Name))
		case xml.CharData:
			c.out.WriteString(inText.Replace(string(t)))
		case xml.ProcInst:
			if t.Target == "xml" {
				fmt.Fprintf(&c.out, "<?xml %s?>", t.Inst)
			} else {
				c.changed = true
			}
		case xml.Comment:
			c.changed = true
		}
	}
	if !c.changed {
		return raw, nil
	}
	return c.out.Bytes(), nil
}

// entity is how a document type explains an abbreviation.
var entity = regexp.MustCompile(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"<>&%]{0,500})"|'([^'<>&%]{0,500})')\s*>`)

// entities reads the abbreviations of a document type. Those that consist of others
// are not read, so that none can grow.
func entities(doctype string) (map[string]string, error) {
	out := make(map[string]string)
	for _, m := range entity.FindAllStringSubmatch(doctype, maxEntities+1) {
		out[m[1]] = m[2] + m[3]
	}
	if len(out) > maxEntities {
		return nil, refuse(SVGMuch, "its document type has too many abbreviations")
	}
	return out, nil
}

// svgSpaces are the vocabularies of what is shown.
var svgSpaces = []string{"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"}

// start writes the beginning of an element, or passes over it with all in it.
func (c *cleaning) start(d *xml.Decoder, t xml.StartElement) error {
	for _, a := range t.Attr {
		if a.Name.Space == "xmlns" {
			c.foreign[a.Name.Local] = !slices.Contains(svgSpaces, a.Value)
		}
	}
	if c.foreign[t.Name.Space] || t.Name.Local == "metadata" || t.Name.Local == "foreignObject" && has(t, "requiredExtensions") {
		c.changed = true
		return pass(d)
	}
	fmt.Fprintf(&c.out, "<%s", written(t.Name))
	for _, a := range t.Attr {
		if c.foreign[a.Name.Space] || a.Name.Space == "xmlns" && c.foreign[a.Name.Local] {
			c.changed = true
			continue
		}
		value, err := c.raster(t.Name.Local, a)
		if err != nil {
			return err
		}
		fmt.Fprintf(&c.out, ` %s="`, written(a.Name))
		c.out.WriteString(inAttribute.Replace(value) + `"`)
	}
	c.out.WriteByte('>')
	return nil
}

// pass reads to the end of an element.
func pass(d *xml.Decoder) error {
	for depth := 1; depth > 0; {
		t, err := d.RawToken()
		if err != nil {
			return refuse(SVGDamaged, "not an SVG image: %v", err)
		}
		switch t.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		}
	}
	return nil
}

func has(t xml.StartElement, name string) bool {
	return slices.ContainsFunc(t.Attr, func(a xml.Attr) bool { return a.Name.Local == name })
}

// written returns a name with its prefix.
func written(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// How text is written, between elements and in attributes.
var (
	inText      = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;")
	inAttribute = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\r", "&#xD;", `"`, "&quot;", "\n", "&#xA;", "\t", "&#x9;")
)

// raster returns the value of an attribute, in which a picture is made anew.
func (c *cleaning) raster(element string, a xml.Attr) (string, error) {
	raw, ok := rasterIn(element, a)
	if !ok {
		return a.Value, nil
	}
	if c.rasters++; c.rasters > maxRasters {
		return "", refuse(SVGPictures, "it holds more than %d pictures", maxRasters)
	}
	if t := typeOf(raw); t == "" || t == content.SVG {
		return "", refuse(SVGPictures, "a picture within it is neither JPEG, PNG nor WebP")
	}
	all, err := c.scale(c.ctx, raw)
	if err != nil {
		return "", err
	}
	if bytes.Equal(all[0].Data, raw) {
		return a.Value, nil
	}
	c.changed = true
	return "data:" + all[0].Type + ";base64," + base64.StdEncoding.EncodeToString(all[0].Data), nil
}

// rasterIn returns the picture that an attribute of an element holds.
func rasterIn(element string, a xml.Attr) ([]byte, bool) {
	if element != "image" && element != "feImage" || a.Name.Local != "href" {
		return nil, false
	}
	head, data, ok := strings.Cut(a.Value, ",")
	if head = strings.ToLower(strings.TrimSpace(head)); !ok || !strings.HasPrefix(head, "data:image/") || !strings.HasSuffix(head, ";base64") {
		return nil, false
	}
	raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(data), ""))
	return raw, err == nil
}
