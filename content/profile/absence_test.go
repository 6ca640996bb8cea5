package profile_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"vielfalt/calendar"
	"vielfalt/calendar/traditions"
	"vielfalt/content/profile"
)

const absence = `right:
  land: nw
  for: staff
  status: right-to-absence
  observances: [jewish/purim]
  section: § 9
  checked: 2026-11-26
  text: Wer mag, bleibt fort. [common]
elsewhere:
  land: hb
  for: staff
  status: right-to-absence
  traditions: [jewish]
  except: [jewish/purim]
  section: § 8
  checked: 2026-11-26
  text: In Bremen auch. [common]
pupils:
  land: nw
  for: pupils
  status: leave-on-request
  traditions: [jewish]
  section: BASS
  checked: 2026-11-26
  text: Kinder auf Antrag. [common]
`

func TestAbsence(t *testing.T) {
	unlawful := strings.Replace(good, "law: {status: [right-to-absence], section: Feiertagsgesetz NW § 9, checked: 2026-11-23, text: \"Das Recht besteht. [a]\"}\n", "", 1)
	files := folder(map[string]string{"jewish/pessach.md": unlawful, "jewish/purim.md": unlawful, "sikh/vaisakhi.md": unlawful})
	files["absence.yaml"] = &fstest.MapFile{Data: []byte(absence)}
	load := func(home calendar.Land, id calendar.ID) *profile.Profile {
		set, err := profile.Load(home, files)
		if err != nil {
			t.Fatal(err)
		}
		p, _ := set.Of(id)
		return p
	}
	told := func(p *profile.Profile) (out []string) {
		for _, a := range p.Absence {
			out = append(out, string(a.Land)+" "+string(a.For)+" "+a.Text.String()+" "+p.Sources[a.Text[0].Sources[0]-1].Key)
		}
		return out
	}
	for _, tt := range []struct {
		home   calendar.Land
		id     calendar.ID
		told   []string
		status []profile.Status
	}{
		{"nw", "jewish/purim", []string{"nw staff Wer mag, bleibt fort. common", "nw pupils Kinder auf Antrag. common"}, []profile.Status{profile.RightToBeAway}},
		{"nw", "jewish/pessach", []string{"nw pupils Kinder auf Antrag. common", "hb staff In Bremen auch. common"}, nil},
		{"hb", "jewish/pessach", []string{"hb staff In Bremen auch. common"}, []profile.Status{profile.RightToBeAway}},
		{"nw", "sikh/vaisakhi", nil, nil},
	} {
		p := load(tt.home, tt.id)
		if got := told(p); !slices.Equal(got, tt.told) || !slices.Equal(p.Law.Status, tt.status) {
			t.Errorf("%s in %s: %q, %q", tt.id, tt.home, got, p.Law.Status)
		}
	}
	for _, tt := range []struct{ old, new, want string }{
		{"for: staff", "", "right: for: \"\" is not one of"},
		{"status: right-to-absence", "status: none", "right: status: \"none\" is not one of"},
		{"section: § 9", "", "right: section, checked and text are needed"},
		{"land: nw", "land: xx", "right: land: "},
		{"fort. [common]", "fort. [rare]", "there is no source \"rare\""},
		{"for: staff", "whom: staff", "unknown field"},
	} {
		files["absence.yaml"].Data = []byte(strings.Replace(absence, tt.old, tt.new, 1))
		if _, err := profile.Load("nw", files); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s for %s: %v", tt.new, tt.old, err)
		}
	}
}

// Every feast says what holds for those who want to be away on it.
func TestAbsenceOfFeasts(t *testing.T) {
	set, err := profile.Load("nw", profile.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	// Of the feasts of the churches nothing can be said without § 8 of the act.
	silent := []string{"christian-western", "civil", "de-nw"}
	for _, tr := range traditions.All("nw") {
		for _, o := range tr.Observances {
			p, _ := set.Of(o.ID)
			if tr.OnRequest || slices.Contains(silent, tr.ID) {
				continue
			}
			if !slices.ContainsFunc(p.Absence, func(a profile.Absence) bool { return a.Land == "nw" && a.For == profile.Staff }) {
				t.Errorf("%s says nothing about being away", o.ID)
			}
		}
	}
}
