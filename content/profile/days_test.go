package profile_test

import (
	"slices"
	"strings"
	"testing"

	"vielfalt/content/profile"
)

// withDays is the sample with meaning by day.
func withDays(days string) string {
	return strings.Replace(good, "law:", days+"law:", 1)
}

func TestMeaningByDay(t *testing.T) {
	set, err := profile.Load("nw", folder(map[string]string{"jewish/pessach.md": withDays(`days:
  last: {text: "Am Abend endet es. [b]"}
  3-6: {text: "Es wird gearbeitet. [a]", meetings: {advice: none}}
  eve: {travel: {advice: consider, why: "Am Abend beginnt es. [a]"}}
  2-last: {catering: {advice: avoid, why: "Nichts davon. [a]"}}
  "4": {meetings: {advice: consider, why: "Ein besonderer Tag. [a]"}}
`)}))
	if err != nil {
		t.Fatal(err)
	}
	r, _ := set.Of("jewish/pessach")
	const avoid, consider, none = profile.Avoid, profile.Consider, profile.NoEffect
	for _, tt := range []struct {
		n                          int
		meetings, travel, catering profile.Advice
		text                       string
	}{
		{profile.Eve, none, consider, none, ""},
		{1, avoid, none, consider, ""},
		{2, avoid, none, avoid, ""},
		{3, none, none, avoid, "Es wird gearbeitet."},
		{4, consider, none, avoid, "Es wird gearbeitet."},
		{7, avoid, none, avoid, ""},
		{8, avoid, none, avoid, "Am Abend endet es."},
	} {
		text, work := r.On(tt.n, 8)
		if work.Meetings.Advice != tt.meetings || work.Travel.Advice != tt.travel || work.Catering.Advice != tt.catering || text.String() != tt.text {
			t.Errorf("day %d: %q, %s, %s, %s", tt.n, text, work.Meetings.Advice, work.Travel.Advice, work.Catering.Advice)
		}
	}
	// The last day is the last one, however long it is.
	if text, _ := r.On(8, 9); text.String() != "" {
		t.Errorf("day 8 of 9: %q", text)
	}
	if text, _ := r.On(9, 9); text.String() != "Am Abend endet es." {
		t.Errorf("day 9 of 9: %q", text)
	}
	// They are listed as they come.
	var at []int
	for _, s := range r.Days {
		at = append(at, s.From)
	}
	if want := []int{profile.Eve, 2, 3, 4, profile.Last}; !slices.Equal(at, want) {
		t.Errorf("in the order %v, want %v", at, want)
	}
}

func TestWrongDays(t *testing.T) {
	for days, want := range map[string]string{
		`"3-1": {text: "A. [a]"}`:                "days: \"3-1\" is not written as",
		`"0": {text: "A. [a]"}`:                  "days: \"0\" is not written as",
		`dritter: {text: "A. [a]"}`:              "days: \"dritter\" is not written as",
		`"1": {text: "Ohne Quelle."}`:            "days.1.text: no source follows",
		`"1": {meetings: {advice: avoid}}`:       "days.1.meetings.why: it is needed",
		`"1": {meetings: {advice: vielleicht}}`:  "days.1.meetings.advice: \"vielleicht\" is not one of",
		`"1": {}`:                                "days.1: it says nothing",
		`"1": {travel: {why: "Darum. [a]"}}`:     "days.1.travel.advice: \"\" is not one of",
		`"1": {text: "A. [a]", gifts: "B. [a]"}`: "unknown field",
	} {
		_, err := profile.Load("nw", folder(map[string]string{"jewish/pessach.md": withDays("days:\n  " + days + "\n")}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", days, err, want)
		}
	}
}
