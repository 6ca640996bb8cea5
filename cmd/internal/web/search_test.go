package web_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// What no text has is left out of a search, and said, on the page and in the
// interface.
func TestSearchSaysWhatItLeftOut(t *testing.T) {
	s := wholeSite(t)
	s.page(t, "/suche?q=Zuckerfest+Quittengelee").must(t, `body contains Nichts enthält alle Wörter. Ohne „Quittengelee“:`)
	s.page(t, "/en/suche?q=Zuckerfest+Quittengelee").must(t, `body contains Without “Quittengelee”:`)
	for q, want := range map[string][]string{"Zuckerfest+Quittengelee": {"Quittengelee"}, "Zuckerfest": nil, "Quittengelee": nil} {
		var answer struct{ Without []string }
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/search?q="+q).body), &answer); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(answer.Without, want) {
			t.Errorf("%s is without %q, want %q", q, answer.Without, want)
		}
	}
}

// What is asked outright is answered above the hits, the same in the interface.
func TestSearchAnswers(t *testing.T) {
	s := wholeSite(t)
	for q, want := range map[string]string{
		"Wann ist Ostersonntag?": "Ostersonntag ist am Sonntag, 5. April 2026.",
		"Fronleichnam frei":      "Fronleichnam ist in Nordrhein-Westfalen gesetzlicher Feiertag",
		"9.3.2027":               "Dienstag, 9. März 2027: Fest des Fastenbrechens",
	} {
		path := "?q=" + url.QueryEscape(q)
		a := s.page(t, "/suche"+path)
		if got := a.one(t, "section.answer"); !strings.Contains(got, want) {
			t.Errorf("%s: the page answers %q", q, got)
		}
		a.must(t, `body contains Treffer`)
		if strings.Contains(a.body, "Nichts gefunden") {
			t.Errorf("%s: the page says that nothing was found", q)
		}
		var answer struct {
			Answers []struct{ Type, Text, URL string }
		}
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/search"+path).body), &answer); err != nil {
			t.Fatal(err)
		}
		if len(answer.Answers) == 0 || !strings.HasPrefix(answer.Answers[0].Text, want) || !strings.HasPrefix(answer.Answers[0].URL, "http") {
			t.Errorf("%s: the interface answers %+v", q, answer.Answers)
		}
	}
	for _, q := range []string{"Zuckerfest", "Wann ist Betriebsausflug?", "31.2.2027", "Fest"} {
		if n := len(s.page(t, "/suche?q="+url.QueryEscape(q)).all(t, "section.answer")); n != 0 {
			t.Errorf("%s is answered", q)
		}
	}
	// Who narrows a search looks for texts.
	if n := len(s.page(t, "/suche?q=Wann+ist+Ostersonntag&type=article").all(t, "section.answer")); n != 0 {
		t.Error("a narrowed search is answered")
	}
}

// What is suggested is people with their number, days with their next date, then
// titles.
func TestSuggest(t *testing.T) {
	s := wholeSite(t)
	for q, want := range map[string]string{
		"Zuck":   "day Fest des Fastenbrechens (Eid al-Fitr) 20. bis 22. März 2026",
		"Zukerf": "article Zuckerfest – das Fest",
		"Chanu":  "day Chanukka 5. bis 12. Dezember 2026",
		"qwertz": "",
	} {
		var answer struct {
			Suggestions []struct{ Type, Title, Detail, URL string }
		}
		if err := json.Unmarshal([]byte(s.page(t, "/api/v1/suggest?q="+url.QueryEscape(q)).body), &answer); err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(answer.Suggestions) > 0 {
			first := answer.Suggestions[0]
			got = first.Type + " " + first.Title + " " + first.Detail
		}
		if !strings.HasPrefix(got, want) || want == "" && got != "" || len(answer.Suggestions) > 8 {
			t.Errorf("%s suggests %q first, want %q", q, got, want)
		}
		for _, one := range answer.Suggestions {
			s.page(t, one.URL)
		}
	}
}
