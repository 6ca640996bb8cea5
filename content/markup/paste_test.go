package markup

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write the Markdown of testdata/paste anew")

func TestFromClipboards(t *testing.T) {
	files, err := filepath.Glob("testdata/paste/*.html")
	if err != nil || len(files) < 4 {
		t.Fatalf("%v, %v", files, err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".html"), func(t *testing.T) {
			in, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got, err := FromHTML(string(in))
			if err != nil {
				t.Fatal(err)
			}
			golden := strings.TrimSuffix(name, ".html") + ".md"
			if *update {
				if err := os.WriteFile(golden, []byte(got+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(string(want), got+"\n"); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}

// TestFromClipboard: words of the language around need no mark, others have one, and
// what is left out is counted.
func TestFromClipboard(t *testing.T) {
	const html = `<p lang="en">Bread, <span lang="de">Brötchen</span>, <i lang="ar-SA">خبز</i> <a href="../termine">x</a><a href="#teil">y</a><a href="/suche">z</a>
		<img src="a.png" alt="Ein Ofen"><video>v</video><del datetime="2026-01-01">weg</del></p><table><tr><td><img src="b.png">a<td><a href="file:///c:/a">b</a></table>`
	want := Left{Links: []string{"../termine", "file:///c:/a"}, Pictures: 2, Embedded: 1, Changes: 1}
	for lang, text := range map[string]string{
		"en": "Bread, [Brötchen]{lang=de}, *[خبز]{lang=ar}* xy[z](/suche) (Bild: Ein Ofen)",
		"":   "[Bread,]{lang=en} Brötchen, *[خبز]{lang=ar}* [xy]{lang=en}[[z]{lang=en}](/suche) [(Bild: Ein Ofen)]{lang=en}",
	} {
		md, left, err := FromClipboard(html, lang)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, left); d != "" {
			t.Errorf("%q: left out -want +got:\n%s", lang, d)
		}
		if got, _, _ := strings.Cut(md, "\n"); got != text {
			t.Errorf("%q: %q, want %q", lang, got, text)
		}
	}
}

func TestFromHTML(t *testing.T) {
	for _, c := range []struct{ name, html, want string }{
		{"nothing", "", ""},
		{"text", "Guten Tag", "Guten Tag"},
		{"paragraphs", "<p>a</p><p>b<br>c<br><br>d</p>", "a\n\nb  \nc\n\nd"},
		{"headings", "<h2>a</h2><h4><b>b</b></h4><h2>c</h2>", "## a\n\n### b\n\n## c"},
		{"spaces around bold", "a<b> b </b>c", "a **b** c"},
		{"punctuation in bold", "a <b>(b)</b>c", "a **(b**)c"},
		{"bold in parts", "<b>a</b><b> b</b>", "**a b**"},
		{"no-break spaces", "a&nbsp;&nbsp; b&nbsp;", "a b"},
		{"footnotes of Word", `<p>Satz<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><span>[1]</span></span></a>, dann</p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Quelle [1]</p>`, "Satz¹, dann\n\n¹ Quelle \\[1]"},
		{"footnotes of LibreOffice", `<p>Satz<a class="sdfootnoteanc" href="#sdfootnote12sym"><sup>12</sup></a></p>`, "Satz¹²"},
		{"footnotes of Google", `<p>Satz<sup><a href="#ftnt2">[2]</a></sup> und <a href="#_edn1">[i]</a> <sup>[sic]</sup></p>`, "Satz² und i \\[sic]"},
		{"soft hyphens", "Gebärden\u00adsprache", "Gebärdensprache"},
		{"script", "<p onclick=x()>a<script>b</script><style>c</style><!-- d --></p>", "a"},
		{"hidden", `a<span style="display:none">b</span>`, "a"},
		{"address of a script", `<a href="java&#10;script:alert(1)">a</a> <a href="//x">b</a> <a href="#c">c</a> <a href="file:///c">d</a>`, "a b c d"},
		{"addresses", `<a href="/x(1)">a</a> <a href="tel:+49">b</a>`, "[a](/x%281%29) [b](tel:+49)"},
		{"picture", `<img src="x" alt="Ein Leuchter"> <img src="y" alt="IMG_0012.JPG"> <img src=z>`, "(Bild: Ein Leuchter)"},
		{"language", `<p lang="en-US">Hello <b>world</b></p>`, "[Hello]{lang=en} **[world]{lang=en}**"},
		{"German within", `<p lang="en">Hello <span lang="de-AT">Welt</span> 12</p>`, "[Hello]{lang=en} Welt 12"},
		{"brackets in a language", `<span lang=en>Hello [world]</span>`, `[Hello]{lang=en} \[[world]{lang=en}]`},
		{"language of Chinese", `<span lang=zh-tw>新年</span>`, `[新年]{lang=zh-TW}`},
		{"language in a link", `<a href="/x"><span lang=en>Hello</span></a>`, `[[Hello]{lang=en}](/x)`},
		{"bullet", "<p>·&nbsp;&nbsp; Feuer</p>", "- Feuer"},
		{"numbers that begin late", `<ol start=9><li>a<li>b</ol>`, "9. a\n10. b"},
		{"two paragraphs in an item", `<ul><li><p>a</p><p>b</p><li>c</ul>`, "- a\n\n  b\n- c"},
		{"table in one column", "<table><tr><td>a<tr><td>b</table>", "a\n\nb"},
		{"table without head", "<table><tr><td>a<td>b<tr><td colspan=2>c</table>", "|  |  |\n|---|---|\n| a | b |\n| c |  |"},
		{"nested tables", "<table><tr><td><table><tr><td>a<td>b</table><td>c</table>", "a\n\nb\n\nc"},
		{"text like Markdown", "<p>1. a</p><p>- b</p><p># c</p><p>*d* `e` [f](g) ![h](i)</p>", "1\\. a\n\n\\- b\n\n\\# c\n\n\\*d\\* \\`e\\` \\[f](g) !\\[h](i)"},
		{"placeholder", "{{datum}}", "{{datum}}"},
		{"quote", "<blockquote><p>a</p><ul><li>b</ul></blockquote>", "> a\n> \n> - b"},
	} {
		got, err := FromHTML(c.html)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if d := cmp.Diff(c.want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
	if _, err := FromHTML(strings.Repeat("a", MaxPaste+1)); err == nil {
		t.Error("no error for more than MaxPaste")
	}
}

// TestFromHTMLBounded converts pages made to keep it busy.
func TestFromHTMLBounded(t *testing.T) {
	const n = MaxPaste / 8 // what grows with the square of the length takes long enough to show
	for _, s := range []string{
		"<p>Wort und <b>fett</b> und <a href=/x>Verweis</a>.</p>", "a ", "<b>", "</b>", "<b>a</b> ", "<b>a</b>b", "<p>", "<ul><li>", "<li>a", "<blockquote>", "<table>",
		"<table><tr><td>a", "<tr><td>", "<table><tr><td colspan=30>a<td rowspan=99>b</tr></table>", "<h1>a", "<br>", "<span lang=en>a", "[", "`", "*a", "_", "\\", "<p>- ", "&nbsp;", "<i><b>a",
		"<p class=MsoListParagraph style='mso-list:l0 level9 lfo1'>a", "<pre>\n", "<a href=/x>", "<img alt=a>", "<o:p>", "<div>", "\u00ad", "<code>`", "~~", "| ", "<s>a", "1. <br>",
	} {
		in := strings.Repeat(s, n/len(s))
		start := time.Now()
		out, err := FromHTML(in)
		d := time.Since(start)
		t.Logf("%q: %v, %d bytes, %v", s, d, len(out), err)
		if d > 10*time.Second {
			t.Errorf("%q took %v", s, d)
		}
		if len(out) > 12*n {
			t.Errorf("%q became %d bytes", s, len(out))
		}
	}
}

// letters returns the letters of a page that a reader sees.
func letters(n *html.Node, out *strings.Builder) {
	if n.Type == html.TextNode {
		for _, r := range clean(n.Data) {
			if unicode.IsLetter(r) {
				out.WriteRune(r)
			}
		}
	}
	if n.Type == html.ElementNode && (&paste{left: new(Left)}).unseen(n, parseStyle(attribute(n, "style"))) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		letters(c, out)
	}
}

func FuzzFromHTML(f *testing.F) {
	files, _ := filepath.Glob("testdata/paste/*.html")
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
	for _, s := range []string{"<p>a<b>b</b>c", "<ul><li>a<ol><li>b", "<a href=javascript:x>a</a>", "[a]: b", "<table><tr><td>a|b<td>c", "a<br>b", "<pre>a\n b", "<span lang=en>a [b] *c*", "&lt;script>alert(1)&lt;/script>", "<h1>a#"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		if fault := probe(in); fault != "" {
			t.Fatal(fault)
		}
	})
}

// probe converts a page and says what is wrong with the result.
func probe(in string) string {
	md, err := FromHTML(in)
	if err != nil {
		return ""
	}
	out, err := HTML(md, nil)
	if err != nil {
		return "" // too long
	}
	doc, err := html.Parse(strings.NewReader(out))
	if err != nil {
		return err.Error()
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.Data == "script" || n.Data == "style" || n.Data == "iframe" {
			return fmt.Sprintf("%q became %q with a %s", in, out, n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || a.Key == "class" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(a.Val), "javascript:") {
				return fmt.Sprintf("%q became %q with %s", in, out, a.Key)
			}
		}
	}
	// Marks that programs draw, and text that is a mark of ours, are no words.
	// Addresses in a text become links together with the marks after them.
	if marks(md) > maxMarks {
		return "" // shown as they are, see tame
	}
	low := strings.ToLower(in)
	for _, s := range []string{"{lang=", "mso", "wingdings", "alt", "://", "www.", "mailto:", "@"} {
		if strings.Contains(low, s) {
			return ""
		}
	}
	var want, got strings.Builder
	source, err := html.Parse(strings.NewReader(strings.ToValidUTF8(in, "\uFFFD")))
	if err != nil {
		return err.Error()
	}
	letters(source, &want)
	letters(doc, &got)
	if want.String() != got.String() {
		return fmt.Sprintf("%q became %q,\nwhich is %q:\n%q instead of\n%q", in, md, out, got.String(), want.String())
	}
	return ""
}
