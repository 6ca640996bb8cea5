package markup

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// leadTo knows one text beside the one that is settled.
func leadTo(address string, picture bool) (string, string) {
	switch {
	case picture:
		return "", "picture " + address
	case address == "termine.md":
		return "/beitraege/termine", ""
	}
	return "", "no " + address
}

func TestSettle(t *testing.T) {
	for name, c := range map[string]struct{ md, want string }{
		"nothing":        {"**Fett** und [x](/y)\n", "**Fett** und [x](/y)\n"},
		"comment":        {"<!-- für uns -->\n\nText <!-- x --> hier", "<!-- für uns -->\n\nText <!-- x --> hier"},
		"comparison":     {"3 < 4 und 5>2", "3 < 4 und 5>2"},
		"code":           {"`<b>` und\n\n```\n<table>[^1]\n```\n\n[^1]: x y", "`<b>` und\n\n```\n<table>[^1]\n```\n\n¹ x y"},
		"mail":           {"<https://a.example> <a@b.example>", "<https://a.example> <a@b.example>"},
		"paragraph":      {"Vorher\n<p>Ein <b>Absatz</b>.</p>\n\nNachher\n", "Vorher\n\nEin **Absatz**.\n\nNachher\n"},
		"two":            {"<p align=\"center\">Eins</p>\n<p>Zwei</p>\n", "Eins\n\nZwei\n"},
		"table":          {"<table>\n<tr><th>Tag</th><th>Ort</th></tr>\n\n<tr><td>Mo</td><td>Saal</td></tr>\n\n</table>\n\nDanach", "| Tag | Ort |\n|---|---|\n| Mo | Saal |\n\nDanach"},
		"list":           {"<ul>\n  <li>Eins</li>\n  <li>Zwei</li>\n</ul>\n", "- Eins\n- Zwei\n"},
		"details":        {"<details>\n<summary>Mehr</summary>\n\nText **fett**.\n\n</details>\n", "Mehr\n\nText **fett**.\n\n\n"},
		"wrapper":        {"<div class=\"kasten\">\n\n## Titel\n\n</div>\n\nx", "\n\n## Titel\n\n\n\nx"},
		"heading":        {"## A\n\n<h3>B</h3>\n", "## A\n\n### B\n"},
		"marks in code":  {"<p>Schreiben Sie <code>**so**</code>, 2 ** 3 [1] (siehe)</p>\n", "Schreiben Sie `**so**`, 2 \\*\\* 3 \\[1] (siehe)\n"},
		"quote":          {"> <p>Ein\n> Wort</p>\n> <p>Zwei</p>\n\nx", "> Ein Wort\n> \n> Zwei\n\nx"},
		"in a list":      {"- a\n\n  <div>b</div>\n- c", "- a\n\n  b\n- c"},
		"break":          {"Rathaus<br>Saal 1<br />\nErdgeschoss<br>", "Rathaus\\\nSaal 1\\\nErdgeschoss"},
		"break alone":    {"Oben\n\n<br>\n\nUnten", "Oben\n\n\n\nUnten"},
		"break, nested":  {"> - Eins<br>zwei", "> - Eins\\\n>   zwei"},
		"break in cell":  {"| a | b |\n|---|---|\n| x<br>y | z |", "| a | b |\n|---|---|\n| x y | z |"},
		"inline":         {"<b>fett</b>, <i> schräg </i>und <s>weg</s>, <u>unten</u>, <kbd>F5</kbd>", "**fett**,  *schräg* und ~~weg~~, unten, `F5`"},
		"within a word":  {"Feier<b>tag</b>e, m<sup>2</sup>, H<sub>2</sub>O, <q>Wort</q>", "Feier**tag**e, m², H₂O, „Wort“"},
		"in emphasis":    {"**<b>x</b>**", "**x**"},
		"not closed":     {"ein <b>Wort", "ein Wort"},
		"only closed":    {"ein Wort</span>", "ein Wort"},
		"link":           {`<a href="https://a.example/x?a=1&amp;b=2">Dort</a> und <a name="x">hier</a>`, "[Dort](https://a.example/x?a=1&b=2) und hier"},
		"link to a text": {`<a href="termine.md">Dort</a>`, "[Dort](/beitraege/termine)"},
		"language":       {`Man sagt <span lang="tr">Bayramınız kutlu olsun</span>.`, "Man sagt [Bayramınız kutlu olsun]{lang=tr}."},
		"paragraphs":     {"Eins <p>Zwei</p> Drei", "Eins\n\nZwei\n\nDrei"},
		"tasks":          {"- [ ] Saal\n- [x] Essen\n- [link](/a)\n1. [X] Gäste", "- ☐ Saal\n- ☑ Essen\n- [link](/a)\n1. ☑ Gäste"},
		"notes": {"Das[^b] und das[^a] und[^c].\n\n[^a]: Erste\n[^b]: Zweite Quelle,\n    Seite 3\n\n    Mehr\n\nEnde[^b]",
			"Das¹ und das² und[^c].\n\n² Erste\n\n¹ Zweite Quelle,\nSeite 3\n\nMehr\n\nEnde¹"},
		"links": {"[a](termine.md), [b](<termine.md>), [c], [d](#teil), [e](mailto:a@b.example)\n\n[c]: termine.md \"Titel\"\n",
			"[a](/beitraege/termine), [b](</beitraege/termine>), [c], [d](#teil), [e](mailto:a@b.example)\n\n[c]: /beitraege/termine \"Titel\"\n"},
	} {
		got, remarks := Settle(c.md, leadTo)
		if got != c.want || len(remarks) > 0 {
			t.Errorf("%s:\n got %q, %v\nwant %q", name, got, remarks, c.want)
		}
		if again, _ := Settle(got, leadTo); again != got {
			t.Errorf("%s: a second time %q", name, again)
		}
	}
}

func TestSettleSaysWhatItCannotKeep(t *testing.T) {
	for md, want := range map[string][]Remark{
		"Text\n\n<iframe src=\"x\"></iframe>":           {{3, "<iframe> is not shown; write a link to it instead"}},
		"Ein <img src=\"a.jpg\"> hier":                  {{1, `<img> is not shown; write ![what it shows](file.jpg), with the file beside the text`}},
		"Sehr geehrte <Name>,":                          {{1, `<Name> is not shown; if these words are meant, write \<Name>`}},
		"a\n\n<script>alert(1)</script>":                {{3, "<script> is not shown; take it out"}},
		"<!DOCTYPE html>\n\nText":                       {{1, "<!DOCTYPE> is not shown; take it out"}},
		"x\n\n<table>\n<tr><td>a\n\nText":               {{3, "<table> is not closed"}},
		"- a\n\n  <ul>\n\n  <li>b</li></ul>":            {{3, "<ul> is not closed before the empty line"}},
		"[a](Anlage.docx)\nund ![Bild](bilder/f.jpg)":   {{1, "no Anlage.docx"}, {2, "picture bilder/f.jpg"}},
		"[x](file:///C:/a.pdf) [y](javascript:alert())": {{1, "no file:///C:/a.pdf"}, {1, "no javascript:alert()"}},
		`<a href="../termine">x</a>`:                    {{1, "no ../termine"}},
		"x\n\n<p>\n![Logo](l.png) und **fett**</p>":     {{4, `"![Logo](l.png)" stands within HTML, where readers would see its marks; leave an empty line before and after it`}, {4, `"**fett**" stands within HTML, where readers would see its marks; leave an empty line before and after it`}},
		`<span lang="ar">a **b**</span>`:                {{1, "the language of these words cannot be kept; mark them as [words]{lang=ar}"}},
	} {
		_, got := Settle(md, leadTo)
		if !slices.Equal(got, want) {
			t.Errorf("%q:\n got %v\nwant %v", md, got, want)
		}
	}
}

// words are the words of HTML in their order, without what is between them.
func words(t *testing.T, h string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(h))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		} else if n.Type == html.ElementNode && (slices.Contains(breaking, n.Data) || n.Data == "br") {
			b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(doc)
	return strings.Fields(b.String())
}

// A page as people take it from elsewhere keeps every word that a browser shows
// of it.
func TestSettleKeepsAllWords(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "mixed.md"))
	if err != nil {
		t.Fatal(err)
	}
	shown, err := os.ReadFile(filepath.Join("testdata", "mixed.html"))
	if err != nil {
		t.Fatal(err)
	}
	md, remarks := Settle(string(raw), leadTo)
	if len(remarks) > 0 {
		t.Error(remarks)
	}
	h, err := HTML(md, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := words(t, h), words(t, string(shown)); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q\n%s", got, want, md)
	}
	for _, part := range []string{"<table>", "<li>", "<strong>20 Uhr</strong>", `<a href="https://www.example.org/iftar"`, "<br"} {
		if !strings.Contains(h, part) {
			t.Errorf("there is no %s in %s", part, h)
		}
	}
}

// FuzzSettle: nothing panics, and what is settled stays as it is.
func FuzzSettle(f *testing.F) {
	for _, s := range []string{"<p>a</p>\n<b", "- <table>\n\n> </table>", "a<br>b <b>c</b> [^1]\n\n[^1]: x", "[a](b.md)\n\n[c]: b.md", "<a href='x'>y</a>", "- [ ] <i>x</i>", "\t<div>\n", "<!--", "<?php", "<ul>\n\n<li>a\n\n</ul>"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, md string) {
		if len(md) > 2000 {
			return
		}
		Settle(md, leadTo)
	})
}
