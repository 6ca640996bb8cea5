package desk

import (
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"vielfalt/calendar"
	"vielfalt/content"
)

// whole is an article with something in every field that the form shows.
func whole() *content.Article {
	return &content.Article{
		Item: content.Item{
			ID: "newroz", UID: "5f0c7a86-0000-4000-8000-000000000001", Slug: "newroz-2", Type: content.TypeArticle, State: content.Draft,
			Text:         content.Text{Lang: content.German, Title: "Newroz", Summary: "Ein Satz.\nNoch einer.", Body: "\nEine leere Zeile zuerst.\n\n- Feuer\n\n"},
			Translations: []content.Text{{Lang: content.English, Title: "Newroz", Body: "Fire"}, {Lang: content.PlainGerman, Title: "Newroz", Summary: "Kurz."}},
			Traditions:   []string{"persian-zoroastrian", "alevi"}, Observances: []calendar.ID{"persian-zoroastrian/newroz-kurdisch", "alevi/newroz-geburt-alis"},
			Dezernat: "36", Tags: []string{"Religion und Kultur", "Feste"}, Correction: "Am 3. März berichtigt.",
			Publish: content.Schedule{Observance: "persian-zoroastrian/newroz-kurdisch", Offset: -3, Workdays: true, FromEve: true, At: 8 * 60, Once: true, ShowDays: 14,
				Since: calendar.NewDate(2026, 1, 1), Uncertain: content.Wait, Free: content.AfterFreeDay, Renew: true},
		},
		Sources: []string{"Ein Buch, Seite 3", "https://www.example.org/a,b"}, Brochures: []string{"ratgeber"},
		Picture: content.Picture{File: content.File{Hash: "ab", Size: 3, Type: "image/svg+xml"}, Name: "feuer.svg", Alt: "Ein Feuer"},
	}
}

// TestFormRoundTrip writes records into a form as pages do, has a browser send
// it back, and reads it.
func TestFormRoundTrip(t *testing.T) {
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v.UTC()
	}
	moments := whole()
	moments.Publish = content.Schedule{From: at("2026-10-25T00:30:00Z"), Until: at("2026-10-25T01:30:07Z")} // 2:30 is twice that night
	after := whole()
	after.Publish.Offset, after.Publish.Since, after.Publish.Renew, after.Publish.ShowDays = 5, 0, false, 0
	plain := &content.Article{Item: content.Item{ID: "x", Slug: "x", Type: content.TypeArticle, State: content.Draft, Text: content.Text{Lang: content.German, Title: "X"}}}
	english := whole()
	english.Text, english.Translations = content.Text{Lang: content.English, Title: "Newroz"}, []content.Text{{Lang: content.German, Title: "Newroz"}}
	for name, a := range map[string]*content.Article{"by holiday": whole(), "after": after, "by moments": moments, "plain": plain, "English first": english} {
		t.Run(name, func(t *testing.T) {
			sent, err := url.ParseQuery(url.Values(fieldsOf(a)).Encode())
			if err != nil {
				t.Fatal(err)
			}
			for n, v := range sent { // browsers send CRLF
				for i := range v {
					sent[n][i] = crlf(v[i])
				}
			}
			got, wrong := form(sent).article(a)
			if len(wrong) > 0 {
				t.Fatal(wrong)
			}
			if diff := cmp.Diff(a, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("a form that changes nothing changes (-before +after):\n%s", diff)
			}
			// And from nothing, so that each field is really read.
			none := &content.Article{Item: content.Item{ID: a.ID, UID: a.UID, Type: a.Type, State: a.State}, Picture: content.Picture{File: a.Picture.File, Name: a.Picture.Name}, Brochures: a.Brochures}
			none.Publish.Since = a.Publish.Since // which no field shows
			got, wrong = form(sent).article(none)
			wrong = slices.DeleteFunc(wrong, func(p content.Problem) bool { return name == "by moments" && p.Key == "problem.time-twice" })
			if len(wrong) > 0 {
				t.Fatal(wrong)
			}
			opts := cmp.Options{cmpopts.EquateEmpty(), cmpopts.SortSlices(func(a, b content.Text) bool { return a.Lang < b.Lang })}
			if name == "by moments" { // an hour that there is twice is only known from what was there
				opts = append(opts, cmpopts.IgnoreTypes(content.Schedule{}))
			}
			if diff := cmp.Diff(a, got, opts); diff != "" {
				t.Errorf("read anew (-before +after):\n%s", diff)
			}
		})
	}
	// A field that a form lacks stays.
	a := whole()
	got, wrong := form{"body": {"Neu"}}.article(a)
	a.Body = "Neu"
	if diff := cmp.Diff(a, got, cmpopts.EquateEmpty()); diff != "" || len(wrong) > 0 {
		t.Errorf("%v\n%s", wrong, diff)
	}
}

func crlf(s string) string {
	var b []byte
	for i := range len(s) {
		if s[i] == '\n' {
			b = append(b, '\r')
		}
		b = append(b, s[i])
	}
	return string(b)
}

func TestSlugOf(t *testing.T) {
	for title, want := range map[string]string{
		"Newroz – das Feuer": "newroz-das-feuer", "Îd al-Fitr": "id-al-fitr", "Ölüdeniz & Straße!": "oeluedeniz-strasse", "Шалом": "", "  ": "", "1. Advent": "1-advent",
	} {
		if got := slugOf(title); got != want || got != "" && !content.ValidID(got) {
			t.Errorf("%q gives %q, want %q", title, got, want)
		}
	}
}

// TestNotedDaysExist: a day that a note names must be in the calendar.
func TestNotedDaysExist(t *testing.T) {
	for _, id := range append(append([]calendar.ID{}, quiet...), high...) {
		if _, ok := testCalendar(t).Observance(id); !ok {
			t.Errorf("there is no %s", id)
		}
	}
}

func FuzzForm(f *testing.F) {
	f.Add("title=x&publish.kind=feier&publish.days=-3&publish.at=25:00&publish.from=2026-13-01")
	f.Fuzz(func(t *testing.T, s string) {
		v, err := url.ParseQuery(s)
		if err != nil {
			return
		}
		a, _ := form(v).article(whole())
		_ = a.Validate(nil)
		if a.ID != "newroz" || a.Picture.File.Hash != "ab" {
			t.Errorf("a form changed what it does not show: %+v", a)
		}
	})
}

// TestChosenHoliday: somebody who chooses a holiday and forgets the button above
// means the holiday; somebody who gives moments means these.
func TestChosenHoliday(t *testing.T) {
	for _, c := range []struct {
		form form
		was  content.Schedule
		want calendar.ID
	}{
		{form{"publish.kind": {byMoments}, "publish.observance": {"", "islamic/eid-al-fitr"}}, content.Schedule{}, "islamic/eid-al-fitr"},
		{form{"publish.observance": {"islamic/eid-al-fitr"}}, content.Schedule{}, "islamic/eid-al-fitr"},
		{form{"publish.kind": {byMoments}, "publish.observance": {""}}, content.Schedule{}, ""},
		{form{"publish.kind": {byMoments}, "publish.observance": {"islamic/eid-al-fitr"}, "publish.from": {"2027-01-01T08:00"}}, content.Schedule{}, ""},
		{form{"publish.kind": {byMoments}, "publish.observance": {"islamic/eid-al-fitr"}}, content.Schedule{Observance: "islamic/eid-al-fitr"}, ""},
	} {
		var p content.Problems
		if got := c.form.schedule(c.was, &p); got.Observance != c.want || p != nil {
			t.Errorf("%v: %+v, %v", c.form, got, p)
		}
	}
}

// TestMomentsOfTheNightsOfClocks tests that a moment which clocks do not show, or show
// twice, is named and not shifted, and that one that was there stays.
func TestMomentsOfTheNightsOfClocks(t *testing.T) {
	second := time.Date(2027, time.October, 31, 1, 30, 0, 0, time.UTC) // 02:30 for the second time
	for v, want := range map[string]string{
		"2027-03-28T02:30": "problem.time-skipped", "2027-10-31T02:30": "problem.time-twice",
		"2027-03-28T03:00": "", "2027-10-31T03:00": "", "2027-10-31T01:59": "",
	} {
		var wrong content.Problems
		got := form{"ab": {v}}.moment("ab", time.Time{}, &wrong)
		if want == "" && (len(wrong) > 0 || momentField(got) != v) || want != "" && (len(wrong) != 1 || wrong[0].Key != want) {
			t.Errorf("%s is %s: %v", v, got, wrong)
		}
	}
	var wrong content.Problems
	if got := (form{"ab": {momentField(second)}}).moment("ab", second, &wrong); !got.Equal(second) || len(wrong) > 0 {
		t.Errorf("what was there is %s: %v", got, wrong)
	}
}
