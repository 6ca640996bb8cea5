package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestWords: the house's own words and pins, entered by another process, lead the
// searches of every replica within two seconds, and end as soon.
func TestWords(t *testing.T) {
	eachPlace(t, testWords)
}

func testWords(t *testing.T, all []*process, flags []string) {
	dir := t.TempDir()
	for id, title := range map[string]string{"weg": "Wegstrecken abrechnen", "kantine": "Die Kantine"} {
		text := "---\nid: " + id + "\ntype: article\ntitle: " + title + "\n---\nText.\n"
		if err := os.WriteFile(filepath.Join(dir, id+".md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command(t, append([]string{"import", dir}, flags...)...)
	// step runs a command, after which the hits for a query are, or are not, so.
	step := func(query, has string, wanted bool, args ...string) {
		t.Helper()
		command(t, append(args, flags...)...)
		for _, p := range all {
			took := eventually(t, 10*time.Second, strings.Join(args, " "), func() bool {
				return strings.Contains(fetch(t.Context(), p.url+"/api/v1/search?q="+query).body, has) == wanted
			})
			if took > 2*time.Second {
				t.Errorf("%s: followed after %v only", strings.Join(args, " "), took)
			}
		}
	}
	for _, p := range all {
		eventually(t, 10*time.Second, "indexed", func() bool {
			return strings.Contains(fetch(t.Context(), p.url+"/api/v1/search?q=Wegstrecken").body, `"weg"`)
		})
	}
	step("Botengang", `"weg"`, true, "words", "add", "--group", "Botengang,Wegstrecke")
	step("Botengang", `"pinned":true`, true, "pins", "add", "--query", "botengang", "--item", "kantine", "--until", "2999-12-31")
	step("Botengang", `"pinned":true`, false, "pins", "remove", "1")
	step("Botengang", `"weg"`, false, "words", "remove", "1")
}
