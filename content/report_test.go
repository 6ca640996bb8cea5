package content

import (
	"strings"
	"testing"
)

func TestReceipts(t *testing.T) {
	seen := map[Receipt]bool{}
	digits := map[rune]bool{}
	for range 1000 {
		n := NewReceipt()
		if seen[n] || len(n) != 12 {
			t.Fatalf("number %q", n)
		}
		seen[n] = true
		for _, r := range string(n) {
			digits[r] = true
		}
		for _, typed := range []string{n.String(), strings.ToLower(n.String()), " " + string(n) + "\n", strings.ReplaceAll(n.String(), "-", " – "), strings.ReplaceAll(n.String(), "0", "o"), strings.ReplaceAll(n.String(), "1", "l")} {
			if got, ok := ParseReceipt(typed); !ok || got != n || got.Hash() != n.Hash() {
				t.Fatalf("%q is read as %q", typed, got)
			}
		}
		if strings.Contains(n.Hash(), string(n)) {
			t.Fatal("the hash holds the number")
		}
	}
	if len(digits) != 32 {
		t.Errorf("%d digits are in use", len(digits))
	}
	if s := Receipt("ABCDEFGHJKMN").String(); s != "ABCD-EFGH-JKMN" {
		t.Errorf("shown as %s", s)
	}
	for _, s := range []string{"", "ABCD-EFGH-JKM", "ABCD-EFGH-JKMNP", "ABCD-EFGH-JKMU", "ABCD/EFGH/JKMN", "ÄBCD-EFGH-JKMN"} {
		if got, ok := ParseReceipt(s); ok {
			t.Errorf("%q is read as %q", s, got)
		}
	}
}
