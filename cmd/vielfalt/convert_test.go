package main

import (
	"bytes"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"vielfalt/calendar"
	"vielfalt/calendar/calendartest"
)

// The command agrees with tables from outside sources, in their terms.
func TestConvertAgreesWithTables(t *testing.T) {
	files, err := filepath.Glob("../../calendar/*/testdata/conversions-*.csv")
	if err != nil || len(files) < 16 {
		t.Fatal("tables are missing", files, err)
	}
	for _, file := range files {
		key := strings.TrimSuffix(strings.TrimPrefix(filepath.Base(file), "conversions-"), ".csv")
		n := 0
		for _, rec := range calendartest.Records(t, file) {
			d := calendartest.Date(t, rec, "gregorian")
			i := slices.IndexFunc(convert(d), func(r reckonedDay) bool { return r.key == key })
			if i < 0 {
				t.Errorf("%s: %v is not converted", key, d)
				continue
			}
			for _, f := range convert(d)[i].fields {
				if want := calendartest.Int(t, rec, f.name); f.value != want {
					t.Errorf("%s: %v has %s %d, want %d", key, d, f.name, f.value, want)
				}
				n++
			}
		}
		if n == 0 {
			t.Errorf("%s: nothing was compared", file)
		}
	}
}

func TestConvert(t *testing.T) {
	var b bytes.Buffer
	if err := (&convertCmd{"2026-11-22", "json"}).write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`{"gregorian":"2026-11-22","rd":739942,"bahai":{`,
		`"hebrew":{"year":5787,"month":9,"day":12}`, `"islamic-civil":{"year":1448,"month":6,"day":11}`,
		`"julian":{"year":2026,"month":11,"day":9}`, `"umm-al-qura":{"year":1448,"month":6,"day":12}`,
		`"chinese":{"cycle":78,"year":43,"month":10,"leap":0,"day":14}`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is not in %s", want, b.String())
		}
	}
	b.Reset()
	if err := (&convertCmd{"2024-02-20", "text"}).write(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Gregorianisch", "Di 20.02.2024", "11. Adar I 5784", "10. Schaʿban 1445", "7. Februar 2024", "1. Esfand 1402"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is not in\n%s", want, b.String())
		}
	}
}

// Every possible day is in every reckoning that has no bounds.
func FuzzConvert(f *testing.F) {
	f.Add(int32(739942))
	f.Add(int32(calendar.MinDate))
	f.Add(int32(calendar.MaxDate))
	f.Fuzz(func(t *testing.T, day int32) {
		d := calendar.MinDate + calendar.Date(uint32(day))%(calendar.MaxDate-calendar.MinDate+1)
		for _, r := range convert(d) {
			if r.text == "" || len(r.fields) < 3 {
				t.Errorf("%v: %+v", d, r)
			}
		}
	})
}

func TestConvertWrongUse(t *testing.T) {
	for _, cmd := range []convertCmd{{"22.11.2026", "json"}, {"2026-13-01", "json"}, {"2026-11-22", "xml"}, {"-9000-01-01", "json"}} {
		var b bytes.Buffer
		if err := cmd.write(&b); !errors.As(err, new(usageError)) || b.Len() > 0 {
			t.Errorf("%+v: got %v and %q", cmd, err, b.String())
		}
	}
}
