package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"vielfalt/calendar"
	"vielfalt/calendar/bahai"
	"vielfalt/calendar/chinese"
	"vielfalt/calendar/coptic"
	"vielfalt/calendar/ethiopic"
	"vielfalt/calendar/hebrew"
	"vielfalt/calendar/hindu"
	"vielfalt/calendar/indian"
	"vielfalt/calendar/islamic"
	"vielfalt/calendar/julian"
	"vielfalt/calendar/persian"
	"vielfalt/calendar/tibetan"
)

// convertCmd prints one civil day in every reckoning.
type convertCmd struct {
	Date   string `arg:"" help:"The day, as 2026-11-22." placeholder:"DATE"`
	Format string `help:"text or json." default:"text"`
}

// Run implements the command.
func (c *convertCmd) Run(a *app) error { return c.write(a.Stdout) }

// A field is a part of a date in a reckoning. Names are those of the tables the
// reckonings are checked against; for yes-or-no fields, 1 means yes.
type field struct {
	name  string
	value int
}

// A reckonedDay is a day in one reckoning.
type reckonedDay struct {
	key    string // in JSON, that of the table the reckoning is checked against
	name   string // German
	fields []field
	text   string // German
}

// ymd is a day of a year with named months, the first of which is number 1.
func ymd(key, name string, months []string, year, month, day int) reckonedDay {
	return reckonedDay{key, name, []field{{"year", year}, {"month", month}, {"day", day}}, fmt.Sprintf("%d. %s %d", day, months[month-1], year)}
}

// convert returns a day in every reckoning that is defined for it, ordered by
// key.
func convert(d calendar.Date) []reckonedDay {
	var out []reckonedDay
	for _, b := range []struct {
		key, name string
		reckoning *bahai.Reckoning
	}{
		{"bahai", "Bahá’í (Badíʿ)", bahai.Badi()},
		{"bahai-western", "Bahá’í (westlich, bis 2014)", bahai.Western()},
	} {
		v := b.reckoning.FromDate(d)
		month := "Ayyám-i-Há"
		if v.Month > 0 {
			month = bahaiMonths[v.Month-1]
		}
		out = append(out, reckonedDay{b.key, b.name, []field{
			{"major", v.Major}, {"cycle", v.Cycle}, {"year", v.Year}, {"month", int(v.Month)}, {"day", v.Day},
		}, fmt.Sprintf("%d. %s %d", v.Day, month, v.YearOf())})
	}
	c := chinese.New(chinese.China()).FromDate(d)
	cycle, year := c.Cycle()
	out = append(out, reckonedDay{"chinese", "Chinesisch", []field{
		{"cycle", cycle}, {"year", year}, {"month", c.Month}, {"leap", flag(c.Leap)}, {"day", c.Day},
	}, fmt.Sprintf("%d. Tag des %s, Jahr %d im %d. Zyklus", c.Day, moon(c.Month, c.Leap), year, cycle)})
	cy, cm, cd := coptic.FromDate(d)
	out = append(out, ymd("coptic", "Koptisch", copticMonths, cy, int(cm), cd))
	k := chinese.New(chinese.Korea()).FromDate(d)
	out = append(out, reckonedDay{"dangi-icu", "Koreanisch (Dangi)", []field{
		{"year", k.Dangi()}, {"month", k.Month}, {"leap", flag(k.Leap)}, {"day", k.Day},
	}, fmt.Sprintf("%d. Tag des %s %d", k.Day, moon(k.Month, k.Leap), k.Dangi())})
	months := islamic.NewMonths()
	if y, m, day, by := months.FromDate(islamic.Diyanet, d); by == islamic.Diyanet {
		out = append(out, ymd("diyanet", "Islamisch (Diyanet)", islamicMonths, y, int(m), day))
	}
	ey, em, ed := ethiopic.FromDate(d)
	out = append(out, ymd("ethiopic", "Äthiopisch", ethiopicMonths, ey, int(em), ed))
	if y, m, day, ok := hebrew.FromDate(d); ok {
		h := ymd("hebrew", "Jüdisch", hebrewMonths, y, int(m), day)
		if m == hebrew.Adar && hebrew.Leap(y) {
			h.text = fmt.Sprintf("%d. Adar I %d", day, y)
		}
		out = append(out, h)
	}
	astronomical, surya := hindu.Astronomical(), hindu.SuryaSiddhanta()
	out = append(out,
		lunar("hindu-lunar-astro", "Hinduistisch (Mond, berechnet)", astronomical.Lunar(d)),
		lunar("hindu-lunar-surya", "Hinduistisch (Mond, Surya Siddhanta)", surya.Lunar(d)),
		solar("hindu-solar-astro", "Hinduistisch (Sonne, berechnet)", astronomical.Solar(d)),
		solar("hindu-solar-surya", "Hinduistisch (Sonne, Surya Siddhanta)", surya.Solar(d)))
	iy, im, iday := indian.FromDate(d)
	out = append(out, ymd("indian-saka", "Indisch (national, Saka)", hinduMonths, iy, int(im), iday))
	y, m, day := islamic.FromDate(d)
	out = append(out, ymd("islamic-civil", "Islamisch (arithmetisch)", islamicMonths, y, int(m), day))
	jy, jm, jday := julian.FromDate(d)
	out = append(out, ymd("julian", "Julianisch", julianMonths, jy, int(jm), jday))
	py, pm, pday := persian.Arithmetic().FromDate(d)
	out = append(out, ymd("persian-arithmetic", "Persisch (arithmetisch)", persianMonths, py, int(pm), pday))
	py, pm, pday = persian.Astronomical().FromDate(d)
	out = append(out, ymd("persian-astronomical", "Persisch (berechnet)", persianMonths, py, int(pm), pday))
	t := tibetan.FromDate(d)
	out = append(out, reckonedDay{"tibetan-phugpa", "Tibetisch (Phugpa)", []field{
		{"year", t.Year}, {"month", t.Month}, {"leap_month", flag(t.LeapMonth)}, {"day", t.Day}, {"leap_day", flag(t.LeapDay)},
	}, fmt.Sprintf("%d. Tag%s des %s %d", t.Day, second(t.LeapDay), moon(t.Month, t.LeapMonth), t.Year)})
	if y, m, day, by := months.FromDate(islamic.UmmAlQura, d); by == islamic.UmmAlQura {
		out = append(out, ymd("umm-al-qura", "Islamisch (Umm al-Qura)", islamicMonths, y, int(m), day))
	}
	v := chinese.New(chinese.Vietnam()).FromDate(d)
	cycle, year = v.Cycle()
	return append(out, reckonedDay{"vietnamese", "Vietnamesisch", []field{
		{"cycle", cycle}, {"year", year}, {"month", v.Month}, {"leap", flag(v.Leap)}, {"day", v.Day},
	}, fmt.Sprintf("%d. Tag des %s, Jahr %d im %d. Zyklus", v.Day, moon(v.Month, v.Leap), year, cycle)})
}

func lunar(key, name string, l hindu.Lunar) reckonedDay {
	leap := ""
	if l.LeapMonth {
		leap = " (Schaltmonat)"
	}
	return reckonedDay{key, name, []field{
		{"year", l.Year}, {"month", int(l.Month)}, {"leap_month", flag(l.LeapMonth)}, {"day", l.Day}, {"leap_day", flag(l.LeapDay)},
	}, fmt.Sprintf("%d. Tag%s des %s%s %d", l.Day, second(l.LeapDay), hinduMonths[l.Month-1], leap, l.Year)}
}

func solar(key, name string, s hindu.Solar) reckonedDay {
	return ymd(key, name, hinduSolarMonths, s.Year, int(s.Month), s.Day)
}

func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

func moon(month int, leap bool) string {
	if leap {
		return fmt.Sprintf("%d. Monats (Schaltmonat)", month)
	}
	return fmt.Sprintf("%d. Monats", month)
}

func second(leap bool) string {
	if leap {
		return " (zweiter dieser Zahl)"
	}
	return ""
}

func (c *convertCmd) write(w io.Writer) error {
	d, err := calendar.ParseDate(c.Date)
	if err != nil {
		return usageError{err}
	}
	if d < calendar.MinDate || d > calendar.MaxDate {
		return usageError{fmt.Errorf("%v lies outside of the years -4000 to 9999", d)}
	}
	switch c.Format {
	case "json":
		return writeDayJSON(w, d)
	case "text":
		return writeDayText(w, d)
	}
	return usageError{fmt.Errorf("--format %q is not one of text, json", c.Format)}
}

// writeDayJSON writes one object on a line, with its keys in the order of
// convert.
func writeDayJSON(w io.Writer, d calendar.Date) error {
	var b bytes.Buffer
	fmt.Fprintf(&b, `{"gregorian":%q,"rd":%d`, d, int(d))
	for _, r := range convert(d) {
		fmt.Fprintf(&b, `,%q:{`, r.key)
		for i, f := range r.fields {
			if i > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `%q:%d`, f.name, f.value)
		}
		b.WriteByte('}')
	}
	b.WriteString("}\n")
	if !json.Valid(b.Bytes()) {
		return fmt.Errorf("%v cannot be written as JSON", d)
	}
	_, err := w.Write(b.Bytes())
	return err
}

// writeDayText writes a table for people, in German.
func writeDayText(w io.Writer, d calendar.Date) error {
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintf(tw, "Gregorianisch\t%s\n", shortDate(d))
	fmt.Fprintf(tw, "Tageszahl (R. D.)\t%d\n", int(d))
	for _, r := range convert(d) {
		fmt.Fprintf(tw, "%s\t%s\n", r.name, r.text)
	}
	return tw.Flush()
}

// The names of months.
var (
	bahaiMonths      = []string{"Bahá", "Jalál", "Jamál", "ʿAẓamat", "Núr", "Raḥmat", "Kalimát", "Kamál", "Asmáʾ", "ʿIzzat", "Mashíyyat", "ʿIlm", "Qudrat", "Qawl", "Masáʾil", "Sharaf", "Sulṭán", "Mulk", "ʿAláʾ"}
	copticMonths     = []string{"Tut", "Babah", "Hatur", "Kiyahk", "Tubah", "Amschir", "Baramhat", "Baramudah", "Baschans", "Ba’unah", "Abib", "Misra", "Nasi"}
	ethiopicMonths   = []string{"Meskerem", "Teqemt", "Hedar", "Tahsas", "Ter", "Yakatit", "Maggabit", "Miyazya", "Genbot", "Sane", "Hamle", "Nehase", "Pagumen"}
	hebrewMonths     = []string{"Nisan", "Ijjar", "Siwan", "Tammus", "Aw", "Elul", "Tischri", "Cheschwan", "Kislew", "Tewet", "Schwat", "Adar", "Adar II"}
	hinduMonths      = []string{"Chaitra", "Vaishakha", "Jyeshtha", "Ashadha", "Shravana", "Bhadrapada", "Ashvina", "Kartika", "Margashirsha", "Pausha", "Magha", "Phalguna"}
	hinduSolarMonths = []string{"Mesha", "Vrishabha", "Mithuna", "Karka", "Simha", "Kanya", "Tula", "Vrishchika", "Dhanu", "Makara", "Kumbha", "Mina"}
	islamicMonths    = []string{"Muharram", "Safar", "Rabiʿ al-awwal", "Rabiʿ ath-thani", "Dschumada l-ula", "Dschumada l-achira", "Radschab", "Schaʿban", "Ramadan", "Schawwal", "Dhu l-qaʿda", "Dhu l-hiddscha"}
	julianMonths     = []string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
	persianMonths    = []string{"Farwardin", "Ordibehescht", "Chordad", "Tir", "Mordad", "Schahriwar", "Mehr", "Aban", "Asar", "Dey", "Bahman", "Esfand"}
)
