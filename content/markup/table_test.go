package markup

import (
	"strings"
	"testing"
)

func TestScrolling(t *testing.T) {
	for _, c := range []struct{ name, md, want string }{
		{"columns", "|Fest|Wer \"lädt\" *ein*|\n|-|-|\n|a|b|\n\nx", `<section class="scroll" tabindex="0" aria-label="Fest, Wer &#34;lädt&#34; ein"><table>`},
		{"without head", "|||\n|-|-|\n|a|b|", `aria-label="Tabelle"><table>`},
		{"long head", "|" + strings.Repeat("a", 99) + "|b & c|\n|-|-|\n|a|b|", `aria-label="` + strings.Repeat("a", 99) + `">`},
		{"hostile", "|`\"><script>`|\n|-|\n|a|", `aria-label="&#34;&gt;&lt;script&gt;"><table>`},
	} {
		h, err := HTML(c.md, nil)
		if err != nil {
			t.Fatal(err)
		}
		got := Scrolling(h)
		if !strings.Contains(got, c.want) || !strings.Contains(got, "</table></section>") {
			t.Errorf("%s: %s", c.name, got)
		}
	}
	h, err := HTML("`<table></table>`\n\n|a|\n|-|\n|b|\n\n|c|\n|-|\n|d|", nil)
	if err != nil || strings.Count(Scrolling(h), "<section") != 2 {
		t.Error(Scrolling(h), err)
	}
}
