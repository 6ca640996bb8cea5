package themes

import "testing"

// Stressed syllables are strong and small, because a screen reader spells
// capitals.
func TestStressed(t *testing.T) {
	for say, want := range map[string]string{
		"IID al-FITR": `<strong class="stress">iid</strong> al-<strong class="stress">fitr</strong>`,
		"bai-ra-MË":   `bai-ra-<strong class="stress">më</strong>`,
		"a’-<b>":      `a’-&lt;b&gt;`,
	} {
		if got := string(stressed(say)); got != want {
			t.Errorf("%s: %s, want %s", say, got, want)
		}
	}
}
