package themes

import (
	"regexp"
	"strings"
	"testing"
)

// What only those load who are signed in stays small all the same.
func TestDeskAssetsAreSmall(t *testing.T) {
	th, err := Load("classic", "")
	if err != nil {
		t.Fatal(err)
	}
	for name, most := range map[string]int{"redaktion.js": 25 << 10, "redaktion.css": 12 << 10} {
		if n := len(th.Assets()[name]); n == 0 || n > most {
			t.Errorf("%s has %d bytes, at most %d are allowed", name, n, most)
		}
	}
}

// The desk's own styles leave the head and the foot alone, which it shares with
// all pages: a class that means something else there would change them.
func TestDeskStylesLeaveTheFrameAlone(t *testing.T) {
	frame, err := embedded.ReadFile("classic/frame.html")
	if err != nil {
		t.Fatal(err)
	}
	styles, err := embedded.ReadFile("classic/assets/redaktion.css")
	if err != nil {
		t.Fatal(err)
	}
	used := make(map[string]bool)
	for _, m := range regexp.MustCompile(`class="([^"]*)"`).FindAllStringSubmatch(string(frame), -1) {
		for _, name := range strings.Fields(m[1]) {
			used[name] = true
		}
	}
	// A rule begins with a selector, or goes on with one after a comma.
	for _, m := range regexp.MustCompile(`(?m)(?:^|[,{}] *)\.([a-z-]+)[^,{}]*`).FindAllStringSubmatch(string(styles), -1) {
		if used[m[1]] {
			t.Errorf(".%s is styled for the desk and stands in the frame of every page: %s", m[1], m[0])
		}
	}
}
