package web_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"vielfalt/content"
)

// The identities by which readers' programs know entries are written out here,
// so that nobody changes part of one unawares: that would show everybody
// everything once more.
func TestIdentities(t *testing.T) {
	s := wholeSite(t)
	uids := make(map[string]string)
	if err := s.store.Each(t.Context(), func(r content.Record) error {
		uids[r.Base().ID] = r.Base().UID
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	tags := func(path string) []string {
		t.Helper()
		body := s.get(t, path).Body.String()
		found := regexp.MustCompile(`tag:[^"<\s]*`).FindAllString(strings.ReplaceAll(body, `\u0026`, "&amp;"), -1)
		for i := range found {
			for id, uid := range uids {
				found[i] = strings.ReplaceAll(found[i], uid, "{"+id+"}")
			}
		}
		return found
	}
	for path, want := range map[string][]string{
		"/feeds/beitraege.atom": {
			"tag:vielfalt.invalid,2026:feed/beitraege/de?",
			"tag:vielfalt.invalid,2026:article/{zuckerfest}/2026-03-20",
		},
		"/feeds/beitraege.json": {"tag:vielfalt.invalid,2026:article/{zuckerfest}/2026-03-20"},
		"/feeds/beitraege.rss":  {"tag:vielfalt.invalid,2026:article/{zuckerfest}/2026-03-20"},
		"/api/v1/articles":      {"tag:vielfalt.invalid,2026:article/{zuckerfest}/2026-03-20"},
		"/en/feeds/beitraege.atom?tradition=islamic&thema=Ramadanfest": {
			"tag:vielfalt.invalid,2026:feed/beitraege/en?thema=Ramadanfest&amp;tradition=islamic",
		},
		"/feeds/broschueren.atom": {
			"tag:vielfalt.invalid,2026:feed/broschueren/de?",
			"tag:vielfalt.invalid,2026:brochure/{ratgeber}/1",
		},
		"/feeds/termine.atom": {"tag:vielfalt.invalid,2026:feed/termine/de?", "tag:vielfalt.invalid,2026:event/{lesung}/1"},
		"/feeds/kalender.atom?tradition=islamic": {
			"tag:vielfalt.invalid,2026:feed/kalender/de?tradition=islamic",
			"tag:vielfalt.invalid,2026:day/islamic.eid-al-fitr.1447@vielfalt",
		},
		"/en/feeds/kalender.atom": {"tag:vielfalt.invalid,2026:feed/kalender/en?"},
		"/feeds/kalender.rss":     {"tag:vielfalt.invalid,2026:day/islamic.eid-al-fitr.1447@vielfalt"},
		"/feeds/kalender.json":    {"tag:vielfalt.invalid,2026:day/islamic.eid-al-fitr.1447@vielfalt"},
	} {
		got := tags(path)
		for _, tag := range want {
			if !slices.Contains(got, tag) {
				t.Errorf("%s does not name %s: %q", path, tag, got)
			}
		}
	}
	for path, want := range map[string]string{
		"/feeds/termine.ics":                                "UID:event." + uids["lesung"] + "@vielfalt",
		"/feeds/kalender.ics":                               "UID:islamic.eid-al-fitr.1447@vielfalt",
		"/feeds/kalender.ics?vorabend=1":                    "UID:eve.islamic.eid-al-fitr.1447@vielfalt",
		"/kalender/tage/islamic/eid-al-fitr.ics":            "UID:islamic.eid-al-fitr.1447@vielfalt",
		"/kalender/tage/jewish/jom-kippur.ics":              "UID:jewish.jom-kippur.5787@vielfalt",
		"/kalender/tage/de-nw/allerheiligen.ics":            "UID:de-nw.allerheiligen.2026@vielfalt",
		"/feeds/kalender.ics?tradition=persian-zoroastrian": "UID:persian-zoroastrian.tschaharschanbe-suri.1405@vielfalt",
	} {
		if body := s.get(t, path).Body.String(); !strings.Contains(body, want+"\r\n") {
			t.Errorf("%s does not hold %s", path, want)
		}
	}
}
