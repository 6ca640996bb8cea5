package main

import (
	"bytes"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestConvert(t *testing.T) {
	for _, tt := range []struct {
		cmd  convertCmd
		want string
	}{
		{convertCmd{"2026-11-22", "json"}, `{"gregorian":"2026-11-22","rd":739942,"hebrew":{"year":5787,"month":9,"day":12},"islamic-civil":{"year":1448,"month":6,"day":11},"julian":{"year":2026,"month":11,"day":9},"umm-al-qura":{"year":1448,"month":6,"day":12}}` + "\n"},
		{convertCmd{"-0586-07-24", "json"}, `{"gregorian":"-0586-07-24","rd":-214193,"hebrew":{"year":3174,"month":5,"day":10},"islamic-civil":{"year":-1245,"month":12,"day":9},"julian":{"year":-587,"month":7,"day":30}}` + "\n"},
		{convertCmd{"-4000-01-01", "json"}, `{"gregorian":"-4000-01-01","rd":-1461335,"islamic-civil":{"year":-4764,"month":8,"day":1},"julian":{"year":-4001,"month":2,"day":2}}` + "\n"},
		{convertCmd{"2024-02-20", "text"}, `Gregorianisch             Di 20.02.2024
Tageszahl (R. D.)         738936
Jüdisch                   11. Adar I 5784
Islamisch (arithmetisch)  10. Schaʿban 1445
Islamisch (Umm al-Qura)   10. Schaʿban 1445
Julianisch                7. Februar 2024
`},
	} {
		var b bytes.Buffer
		if err := tt.cmd.write(&b); err != nil {
			t.Errorf("%+v: %v", tt.cmd, err)
		}
		if diff := cmp.Diff(b.String(), tt.want); diff != "" {
			t.Errorf("%+v: %s", tt.cmd, diff)
		}
	}
}

func TestConvertWrongUse(t *testing.T) {
	for _, cmd := range []convertCmd{{"22.11.2026", "json"}, {"2026-13-01", "json"}, {"2026-11-22", "xml"}, {"-9000-01-01", "json"}} {
		var b bytes.Buffer
		if err := cmd.write(&b); !errors.As(err, new(usageError)) || b.Len() > 0 {
			t.Errorf("%+v: got %v and %q", cmd, err, b.String())
		}
	}
}
