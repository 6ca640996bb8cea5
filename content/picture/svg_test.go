package picture

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"
)

const star = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path style="fill:url(#a)" d="M0 0"/></svg>`

func TestHarmless(t *testing.T) {
	if err := harmless([]byte(star)); err != nil {
		t.Error(err)
	}
	for _, s := range []string{
		"", "x", "<html/>", "<svg>", "<svg/><p", "\xff\xfe<svg/>", "<!DOCTYPE svg><svg/>", `<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>`,
		`<?xml-stylesheet href="x"?><svg/>`, `<svg onload="x()"/>`, `<svg><x:script xmlns:x="http://www.w3.org/2000/svg"/></svg>`,
		`<svg><a href="javascript:x"/></svg>`, `<svg><use href="http://x/y#z"/></svg>`, `<svg><image xlink:href="//x"/></svg>`,
		`<svg><use href="&#106;avascript:x"/></svg>`, `<svg><style>@import "x"</style></svg>`, `<svg><style>a{b:url( 'http://x')}</style></svg>`,
		`<svg style="a:\75 rl(x)"/>`, `<svg fill="url(x.svg#a)"/>`, `<svg><foreignObject/></svg>`, `<svg><set attributeName="href"/></svg>`,
		doubling("use href='#a%d'"), doubling("rect fill='url( \"#a%d\")'"), `<svg><g id="a"><use href="#a"/></g></svg>`,
	} {
		if harmless([]byte(s)) == nil {
			t.Errorf("%s is taken for harmless", s)
		}
	}
}

// doubling is an SVG of 40 parts, each of which names the one before twice.
func doubling(name string) string {
	out := `<svg><g id="a0"/>`
	for i := range 40 {
		part := "<" + fmt.Sprintf(name, i) + "/>"
		out += fmt.Sprintf("<g id='a%d'>", i+1) + part + part + "</g>"
	}
	return out + "</svg>"
}

// TestMuch: a drawing of many parts that are named often is one.
func TestMuch(t *testing.T) {
	out := `<svg><symbol id="s"><path/><path fill="url(#g)"/></symbol><linearGradient id="g"><stop/></linearGradient>`
	if err := harmless([]byte(out + strings.Repeat(`<use href="#s"/>`, 20_000) + "</svg>")); err != nil {
		t.Error(err)
	}
}

// TestClean: what programs write for themselves is gone, and what is shown stays.
func TestClean(t *testing.T) {
	in := func(raw []byte) string { return base64.StdEncoding.EncodeToString(raw) }
	m := Default()
	photo := segment(asJPEG(t, corners(64, 32), 90), 0xfe, "GPS 51.3967")
	whole := mustSizes(t, asJPEG(t, corners(64, 32), 90))[0]
	for name, c := range map[string]struct{ svg, want string }{
		"clean": {star, star},
		"Illustrator": {`<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 24.0.1, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY ns_svg 'http://www.w3.org/2000/svg'>
]>
<svg version="1.1" xmlns:x="&ns_extend;" xmlns="&ns_svg;" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" xml:space="preserve" x:extraneous="self">
<metadata><sfw xmlns="&ns_extend;"><slices/></sfw></metadata><switch><foreignObject requiredExtensions="&ns_extend;"><x:pgfRef xlink:href="#a"/></foreignObject><g>
<use xlink:href="#a"/><x:note>privat</x:note><text>1 &lt; 2 &amp; „ja“</text></g></switch></svg>`,
			`<?xml version="1.0" encoding="utf-8"?>


<svg version="1.1" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10" xml:space="preserve">
<switch><g>
<use xlink:href="#a"></use><text>1 &lt; 2 &amp; „ja“</text></g></switch></svg>`},
		"Inkscape": {`<svg xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns="http://www.w3.org/2000/svg" inkscape:version="1.3"><inkscape:page/><path d="M0 0"/></svg>`,
			`<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"></path></svg>`},
		"photograph": {`<svg><image href="data:image/jpeg;base64,` + in(photo) + `"/></svg>`, `<svg><image href="data:image/jpeg;base64,` + in(whole.Data) + `"></image></svg>`},
		"ours":       {`<svg><image href="data:image/jpeg;base64,` + in(whole.Data) + `"/></svg>`, `<svg><image href="data:image/jpeg;base64,` + in(whole.Data) + `"/></svg>`},
	} {
		made, err := m.Make(t.Context(), []byte(c.svg))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := string(made.data[0])
		if strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(c.want), " ") {
			t.Errorf("%s:\n got %s\nwant %s", name, got, c.want)
		}
		if name == "ours" {
			continue
		}
		again, err := m.Make(t.Context(), made.data[0])
		if err != nil || again.Picture.File != made.Picture.File {
			t.Errorf("%s: made again it is another, %v", name, err)
		}
	}
	for name, svg := range map[string]string{
		"GIF within":   `<svg><image href="data:image/gif;base64,` + in([]byte("GIF89a")) + `"/></svg>`,
		"SVG within":   `<svg><image href="data:image/svg+xml;base64,` + in([]byte(star)) + `"/></svg>`,
		"text within":  `<svg><image href="data:text/html;base64,` + in([]byte("<p>")) + `"/></svg>`,
		"damaged":      `<svg><image href="data:image/png;base64,` + in(vast(3, 3)) + `"/></svg>`,
		"a link":       `<svg><a href="data:image/jpeg;base64,` + in(whole.Data) + `"/></svg>`,
		"elsewhere":    `<svg><image href="https://example.org/x.png"/></svg>`,
		"growing":      `<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg>&c;</svg>`,
		"script":       `<!DOCTYPE svg [<!ENTITY a "javascript:x">]><svg><g onclick="&a;"/></svg>`,
		"link by name": `<!DOCTYPE svg [<!ENTITY a "https://example.org/#">]><svg><use href="&a;x"/></svg>`,
		"not closed":   `<svg><g></svg>`,
		"crossed":      `<svg><!-- --><g><b></g></b></svg>`,
		"words lost":   `<svg><foreignObject><p>Text</p></foreignObject></svg>`,
		"deep":         "<svg>" + strings.Repeat("<g>", maxDepth) + strings.Repeat("</g>", maxDepth) + "</svg>",
		"large":        "<svg>" + strings.Repeat("<g/>", maxSVG/4) + "</svg>",
	} {
		if made, err := m.Make(t.Context(), []byte(svg)); !errors.Is(err, ErrRefused) {
			t.Errorf("%s is taken: %v, %v", name, made, err)
		}
	}
}

// FuzzClean: whatever is sent, what is made of it is harmless, and is left as it is
// from then on.
func FuzzClean(f *testing.F) {
	f.Add(star)
	f.Add(`<!DOCTYPE svg [<!ENTITY n "x">]><svg xmlns:a="&n;"><a:b/><metadata>x</metadata><!-- c --></svg>`)
	f.Add(`<svg><image href="data:image/png;base64,iVBORw0KGgo="/></svg>`)
	f.Add(`<!DOCTYPE svg [<!ENTITY n "x">]>n<svg xmlns:a="&n;"></svg>`)
	f.Add(`<svg xmlns:svg="http://www.w3.org/2000/svg"><svg:g onload="x"/></svg>`)
	m := &Maker{Child: []string{"/does/not/exist"}}
	f.Fuzz(func(t *testing.T, svg string) {
		made, err := m.Make(t.Context(), []byte(svg))
		if err != nil || typeOf([]byte(svg)) != "image/svg+xml" {
			return
		}
		again, err := m.Make(t.Context(), made.data[0])
		if err != nil || string(again.data[0]) != string(made.data[0]) {
			t.Fatalf("%q becomes %q, and then %v, %v", svg, made.data[0], again, err)
		}
	})
}
