package picture

import "testing"

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
	} {
		if harmless([]byte(s)) == nil {
			t.Errorf("%s is taken for harmless", s)
		}
	}
}
