package traditions

import (
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
)

// Days that follow one another do so in every year and by every convention: a
// feast and its eve, a fast and the feast that ends it.
func TestPairs(t *testing.T) { comparePairs(t) }

// comparePairs returns how many pairs there are, and how many of all their
// occurrences are the right number of days apart.
func comparePairs(t *testing.T) (pairs, compared, agreed int) {
	t.Helper()
	cal := allTraditions(t, nil)
	from, to := calendar.NewDate(1900, 1, 1), calendar.NewDate(2100, 12, 31)
	for _, tt := range []struct {
		before, after calendar.ID
		days          calendar.Date // from the first day of one to that of the other
	}{
		{"islamic/tasua", "islamic/aschura-schiitisch", 1},
		{"islamic/muharram-zehn-tage", "islamic/aschura-schiitisch", 9},
		{"islamic/lailat-al-qadr-19", "islamic/lailat-al-qadr-21", 2},
		{"islamic/lailat-al-qadr-21", "islamic/martyrium-ali", 0},
		{"islamic/lailat-al-qadr-21", "islamic/lailat-al-qadr-23", 2},
		{"islamic/arafat", "islamic/eid-al-adha", 1},
		{"islamic/dhul-hiddscha-zehn-tage", "islamic/eid-al-adha", 9},
		{"islamic/ramadan-beginn", "islamic/ramadan-letzte-zehn-naechte", 20},
		{"islamic/neujahr", "islamic/aschura", 9},
		{"alevi/hizir-fasten-beginn", "alevi/hizir-fasten-ende", 2},
		{"alevi/muharrem-fasten-beginn", "alevi/asure", 12},
		{"yazidi/ida-ezi-fasten-beginn", "yazidi/ida-ezi", 3},
		{"yazidi/xidir-fasten", "yazidi/xidir-ilyas", 3},
		{"bahai/ridvan-1", "bahai/ridvan-9", 8},
		{"bahai/ridvan-1", "bahai/ridvan", 0},
		{"bahai/ridvan-9", "bahai/ridvan-12", 3},
		{"bahai/fastenbeginn", "bahai/naw-ruz", 19},
		{"persian-zoroastrian/nouruz", "persian-zoroastrian/sizdah-bedar", 12},
		{"persian-zoroastrian/nouruz", "persian-zoroastrian/nouruz-tage", 0},
		{"persian-zoroastrian/nouruz", "persian-zoroastrian/khordad-sal", 5},
		{"jewish/jom-ha-sikaron", "jewish/jom-ha-azmaut", 1},
		{"jewish/hoschana-rabba", "jewish/schmini-azeret", 1},
		{"jewish/purim", "jewish/schuschan-purim", 1},
		{"east-asian/neujahrsabend-china", "east-asian/mondneujahr-china", 1},
		{"east-asian/mondneujahr-china", "east-asian/neujahrstage-china", 0},
		{"east-asian/neujahrstage-china", "east-asian/laternenfest", 14},
		{"christian-orthodox/palmsonntag", "christian-orthodox/pascha", 7},
		{"christian-western/karsamstag", "christian-western/ostersonntag", 1},
		{"christian-western/gruendonnerstag", "christian-western/karfreitag", 1},
		{"christian-western/karfreitag", "christian-western/ostersonntag", 2},
		{"christian-western/ostersonntag", "christian-western/ostermontag", 1},
		{"christian-western/heiligabend", "christian-western/weihnachten", 1},
		{"christian-western/aschermittwoch", "christian-western/ostersonntag", 46},
	} {
		pairs++
		tradition, _ := cal.Tradition(tt.before.Tradition())
		conventions := []string{""}
		for _, c := range tradition.Conventions {
			conventions = append(conventions, c.ID)
		}
		for _, c := range conventions {
			all := cal.OfBy(tt.before, c, from, to)
			if len(all) < 50 {
				t.Errorf("%s is kept %d times", tt.before, len(all))
			}
			for _, k := range all {
				d := k.First + tt.days
				compared++
				if next := cal.OfBy(tt.after, c, d, d); len(next) != 1 || next[0].First != d {
					t.Errorf("%q: %s is on %v, but %s not %d days later", c, tt.before, k.First, tt.after, tt.days)
					break
				}
				agreed++
			}
		}
	}
	return pairs, compared, agreed
}

// A name that people type for two observances is the same day in every year.
func TestSharedNamesAreOneDay(t *testing.T) {
	cal := allTraditions(t, nil)
	days := func(id calendar.ID) (out []calendar.Date) {
		for _, k := range cal.Of(id, calendar.NewDate(1950, 1, 1), calendar.NewDate(2090, 12, 31)) {
			out = append(out, k.First)
		}
		return out
	}
	known := make(map[string]calendar.ID)
	for _, id := range []string{"islamic", "alevi", "yazidi", "bahai", "persian-zoroastrian", "civil", "east-asian", "solar-pagan"} {
		tr, _ := cal.Tradition(id)
		for _, o := range tr.Observances {
			for _, name := range append([]string{o.Name.German}, o.Name.Also...) {
				name = strings.ToLower(name)
				other, ok := known[name]
				if known[name] = o.ID; ok && !slices.Equal(days(other), days(o.ID)) {
					t.Errorf("%q is %s and %s, which are not the same day", name, other, o.ID)
				}
			}
		}
	}
}

// Related observances exist and are named once.
func TestRelated(t *testing.T) {
	cal := allTraditions(t, nil)
	for _, tr := range cal.Traditions() {
		for _, o := range tr.Observances {
			for i, id := range o.Related {
				if _, ok := cal.Observance(id); !ok || slices.Contains(o.Related[:i], id) {
					t.Errorf("%s: %s is unknown or named twice", o.ID, id)
				}
			}
		}
	}
}
