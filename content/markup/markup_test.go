package markup

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestHTML(t *testing.T) {
	for _, c := range []struct{ name, md, want string }{
		{"paragraph", "Guten *Tag*,\nihr **alle**.", "<p>Guten <em>Tag</em>,\nihr <strong>alle</strong>.</p>"},
		{"headings", "# A\n\n## B\n\n##### C\n\n### D", "<h2>A</h2>\n<h2>B</h2>\n<h3>C</h3>\n<h3>D</h3>"},
		{"list", "3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>"},
		{"table", "|A|B|\n|:-:|-|\n|1|2|", "<table>\n<thead>\n<tr>\n<th scope=\"col\">A</th>\n<th scope=\"col\">B</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td>2</td>\n</tr>\n</tbody>\n</table>"},
		{"link", "[Kalender](/kalender?a=1&b=2)", `<p><a href="/kalender?a=1&amp;b=2">Kalender</a></p>`},
		{"link elsewhere", "[x](https://example.org/ \"Titel\")", `<p><a href="https://example.org/" rel="noreferrer">x</a></p>`},
		{"bare address", "Siehe https://example.org/x.", `<p>Siehe <a href="https://example.org/x" rel="noreferrer">https://example.org/x</a>.</p>`},
		{"script address", "[x](javascript:alert(1))", `<p>x</p>`},
		{"raw HTML", "a <b onclick=x>b</b> <script>alert(1)</script>\n\n<iframe src=x></iframe>\n\nc", "<p>a b alert(1)</p>\n\n<p>c</p>"},
		{"picture", "![Ein Leuchter](/bilder/a.svg)", `<p><img src="/bilder/a.svg" alt="Ein Leuchter"></p>`},
		{"picture elsewhere", "![Bild](https://example.org/a.png)", `<p><a href="https://example.org/a.png" rel="noreferrer">Bild</a></p>`},
		{"picture without text elsewhere", "![](//example.org/a.png)", `<p><a href="//example.org/a.png" rel="noreferrer">//example.org/a.png</a></p>`},
		{"marked", "Man sagt [Chag sameach]{lang=he-Latn}.", `<p>Man sagt <span lang="he-Latn">Chag sameach</span>.</p>`},
		{"marked, right to left", "[חג שמח]{lang=he} und [عيد مبارك]{lang=\"ar\"}", `<p><span lang="he" dir="rtl">חג שמח</span> und <span lang="ar" dir="rtl">عيد مبارك</span></p>`},
		{"marked in bold", "**[Newroz]{lang=ku}**", `<p><strong><span lang="ku">Newroz</span></strong></p>`},
		{"Sorani", "[نەورۆز]{lang=ckb}", `<p><span lang="ckb" dir="rtl">نەورۆز</span></p>`},
		{"not marked", "[a]{lang=} [b]{class=x} [c] {lang=de} \\[d]{lang=he}", `<p>[a]{lang=} [b]{class=x} [c] {lang=de} [d]{lang=he}</p>`},
		{"markup inside", "[<b>a</b>]{lang=en}", `<p><span lang="en">&lt;b&gt;a&lt;/b&gt;</span></p>`},
		{"unmarked Hebrew", "Pessach (פֶּסַח, חג המצות) beginnt", `<p>Pessach (<span lang="he" dir="rtl">פֶּסַח</span>, <span lang="he" dir="rtl">חג המצות</span>) beginnt</p>`},
		{"unmarked, at the end of a line", "Fest عيد الفطر\nund Рождество", "<p>Fest <span lang=\"ar\" dir=\"rtl\">عيد الفطر</span>\nund <span lang=\"ru\">Рождество</span></p>"},
		{"unmarked in a link", "[春节](/x)", `<p><a href="/x"><span lang="zh">春节</span></a></p>`},
		{"code", "`<פסח>`", `<p><code>&lt;פסח&gt;</code></p>`},
		{"symbols are no Greek", "5 µm und 30 Ω", "<p>5 µm und 30 Ω</p>"},
		{"Greek", "Πάσχα am 12. April", `<p><span lang="el">Πάσχα</span> am 12. April</p>`},
		{"broken text", "a\xffb", "<p>a\uFFFDb</p>"},
		{"nothing", "", ""},
	} {
		got, err := HTML(c.md, nil)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
	if _, err := HTML(strings.Repeat("a", MaxInput+1), nil); err == nil {
		t.Error("no error for a text that is too long")
	}
}

func TestAbsolute(t *testing.T) {
	absolute := func(s string) string { return "https://vielfalt.example" + s }
	got, err := HTML("[a](/a) [b](https://b.example) ![c](/c.svg) [d](mailto:d@example.org) [e][r]\n\n[r]: /e", absolute)
	if err != nil {
		t.Fatal(err)
	}
	want := `<p><a href="https://vielfalt.example/a" rel="noreferrer">a</a> <a href="https://b.example" rel="noreferrer">b</a> ` +
		`<img src="https://vielfalt.example/c.svg" alt="c"> <a href="mailto:d@example.org">d</a> <a href="https://vielfalt.example/e" rel="noreferrer">e</a></p>`
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
}

func TestInline(t *testing.T) {
	for md, want := range map[string]string{
		"Hans Meier: *Feste*, [2017](https://example.org)": `Hans Meier: <em>Feste</em>, <a href="https://example.org" rel="noreferrer">2017</a>`,
		"# Titel":               "Titel",
		"- Punkt":               "Punkt",
		"<b>x</b> a":            "x a",
		"1. Buch der Makkabäer": "1. Buch der Makkabäer",
		" 3. Buch Mose, *23*":   "3. Buch Mose, <em>23</em>",
		"2) Zweites":            "2) Zweites",
		"2026":                  "2026",
		"[Seite](/hier)":        `<a href="https://vielfalt.example/hier" rel="noreferrer">Seite</a>`,
	} {
		got, err := Inline(md, func(path string) string { return "https://vielfalt.example" + path })
		if err != nil || got != want {
			t.Errorf("Inline(%q) = %q, %v, want %q", md, got, err, want)
		}
	}
}

func TestPlain(t *testing.T) {
	md := "# Titel\n\nEin *Satz* mit [Verweis](/x) &amp; `Code`,\nzweite Zeile.\n\n- eins\n- [zwei]{lang=en}\n\n|A|B|\n|-|-|\n|1|2 < 3|\n\n<script>x</script>\n\n![Bild](/b.svg)"
	want := "Titel\nEin Satz mit Verweis & Code, zweite Zeile.\neins\nzwei\nA\nB\n1\n2 < 3"
	if d := cmp.Diff(want, Plain(md)); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	if got := Plain(strings.Repeat("ä", MaxInput)); len(got) > MaxInput || got == "" {
		t.Errorf("%d bytes of a text that is too long", len(got))
	}
}

// TestRepeatedAddress: an address that is used often is not written often at
// whatever length.
func TestRepeatedAddress(t *testing.T) {
	for _, mark := range []string{"[a]", "![a]"} {
		md := "[a]: /" + strings.Repeat("b", MaxInput/2) + "\n\n" + strings.Repeat(strings.Repeat(mark, 900)+"\n\n", 30)
		got, err := HTML(md, func(s string) string { return "https://vielfalt.example" + s })
		if err != nil || len(got) > 10*MaxInput {
			t.Errorf("%s: %d bytes become %d, %v", mark, len(md), len(got), err)
		}
	}
	o, err := OutlineOf("[a]: /" + strings.Repeat("b", MaxInput/2) + "\n\n" + strings.Repeat("[a] ", 900))
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, l := range o.Links {
		n += len(l.Address)
	}
	if n > maxAddresses {
		t.Errorf("%d bytes of addresses", n)
	}
	if got, _ := HTML("[a]: /b\n\n"+strings.Repeat("[a] ", 900), nil); strings.Count(got, `href="/b"`) != 900 {
		t.Errorf("%d of 900 links", strings.Count(got, `href="/b"`))
	}
}

// TestWideTable: a row need not be written to cost as much as the widest one.
func TestWideTable(t *testing.T) {
	table := func(columns, rows int) string {
		return strings.Repeat("|a", columns) + "\n" + strings.Repeat("|-", columns) + strings.Repeat("\n|b", rows) + "\n"
	}
	if got, err := HTML(table(30, 400), nil); err != nil || strings.Count(got, "<td") != 30*400 {
		t.Errorf("a large table: %d cells, %v", strings.Count(got, "<td"), err)
	}
	for name, md := range map[string]string{
		"wide": table(3000, 3000), "quoted": "> " + strings.ReplaceAll(table(3000, 3000), "\n", "\n> "), "many": strings.Repeat(table(50, 100)+"\n", 100),
		"in a list": "- x\n" + strings.ReplaceAll("\n"+table(3000, 3000), "\n", "\n  "),
	} {
		got, err := HTML(md, nil)
		if n := strings.Count(got, "<td"); err != nil || n > maxTabled {
			t.Errorf("%s: %d cells, %v", name, n, err)
		}
		if _, err := OutlineOf(md); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestBounded converts texts made to keep a parser busy.
func TestBounded(t *testing.T) {
	const n = MaxInput
	for _, s := range []string{"[", "![", "*a ", "_a*", "> ", "- ", "`a``", "<", "&", "[a](", "[a]{lang=", "|", "a|b\n-|-\n", "פ a ", "~~", "http://", "\\", "[a]: b\n", "***", "1. "} {
		start := time.Now()
		if _, err := HTML(strings.Repeat(s, n/len(s)), nil); err != nil {
			t.Errorf("%q: %v", s, err)
		}
		if d := time.Since(start); d > 4*time.Second {
			t.Errorf("%q took %v", s, d)
		} else {
			t.Logf("%q: %v", s, d)
		}
	}
}

// scheme is lenient, as browsers are with blanks and control characters.
var scheme = regexp.MustCompile(`^[\x00-\x20]*([A-Za-z][A-Za-z0-9+.\x00-\x20-]*):`)

func FuzzHTML(f *testing.F) {
	for _, s := range []string{"# a", "[x](javascript:alert(1))", "[a]{lang=he}", "<script>", "![x](data:text/html,x)", "<a onclick=x>", "פסח\n> `a`", "|a|\n|-|\n|[b]{lang=\"x\"}|", "[x](vbscript:a 'b')", "<svg/onload=x>"} {
		f.Add(s)
	}
	allowed := map[string]string{
		"a": "href rel", "span": "lang dir", "img": "src alt", "ol": "start", "th": "scope", "p": "", "h2": "", "h3": "", "h4": "", "h5": "", "h6": "",
		"ul": "", "li": "", "blockquote": "", "pre": "", "code": "", "em": "", "strong": "", "del": "", "hr": "", "br": "",
		"table": "", "thead": "", "tbody": "", "tr": "", "td": "",
	}
	f.Fuzz(func(t *testing.T, md string) {
		out, err := HTML(md, func(s string) string { return "https://x.example/" + s })
		if err != nil {
			return
		}
		for z := html.NewTokenizer(strings.NewReader(out)); ; {
			switch z.Next() {
			case html.ErrorToken:
				_ = Plain(md)
				return
			case html.CommentToken, html.DoctypeToken:
				t.Fatalf("%q became %q", md, out)
			case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
				k := z.Token()
				attrs, ok := allowed[k.Data]
				if !ok {
					t.Fatalf("%q became %q: element %s", md, out, k.Data)
				}
				for _, a := range k.Attr {
					if !strings.Contains(" "+attrs+" ", " "+a.Key+" ") {
						t.Fatalf("%q became %q: attribute %s", md, out, a.Key)
					}
					if m := scheme.FindStringSubmatch(a.Val); m != nil && (a.Key == "href" || a.Key == "src") {
						switch strings.ToLower(m[1]) {
						case "http", "https", "mailto", "tel":
						default:
							t.Fatalf("%q became %q: address %s", md, out, a.Val)
						}
					}
				}
			}
		}
	})
}
