package ical

import (
	"bytes"
	"encoding/binary"
	"iter"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	// maxLine is how much of an unfolded line is kept. Longer ones are
	// attachments.
	maxLine = 16 << 10
	// maxSemicolons bounds the parameters of a line: golang-ical copies what is
	// left of a line for each.
	maxSemicolons = 64
)

// A line is an unfolded line of a file.
type line struct {
	number int    // of the first line it was folded into, from 1
	text   string // UTF-8
	cut    bool   // it was longer than maxLine
}

// name returns the name of the property, in capitals; "" if the line is none.
func (l line) name() string {
	i := strings.IndexAny(l.text, ":;")
	if i <= 0 {
		return ""
	}
	return strings.ToUpper(l.text[:i])
}

// A block is a VEVENT as it stands in the file.
type block struct {
	line      int
	lines     []line // that matter
	closed    bool
	cancelled bool // the file cancels whatever it holds
}

// wanted are the properties of an event that are read.
var wanted = map[string]bool{
	"UID": true, "SUMMARY": true, "STATUS": true, "DTSTART": true, "DTEND": true, "DURATION": true,
	"RRULE": true, "EXRULE": true, "RDATE": true, "EXDATE": true, "RECURRENCE-ID": true,
}

// scan cuts a file into events and zones. It holds no stack: what is nested in
// an event is counted, and its end is the event's end, whatever is still open.
func (r *reader) scan(raw []byte) ([]*block, error) {
	var blocks []*block
	var (
		calendar  bool // there was a BEGIN:VCALENDAR
		ended     bool // and its end
		cancelled bool
		event     *block
		inner     int // components open within the event
		zone      *timezone
	)
	for l := range unfold(decode(raw)) {
		if err := r.step(); err != nil {
			return nil, err
		}
		name := l.name()
		value := strings.ToUpper(strings.TrimSpace(l.text[min(len(name)+1, len(l.text)):]))
		switch {
		case name == "BEGIN" && value == "VCALENDAR":
			calendar, ended, cancelled, event, zone = true, false, false, nil, nil
		case !calendar:
		case name == "BEGIN" && value == "VEVENT":
			if len(blocks) == r.limits.entries {
				r.file.Truncated = true
				return blocks, nil
			}
			event, inner, zone = &block{line: l.number, cancelled: cancelled}, 0, nil
			blocks = append(blocks, event)
		case name == "END" && value == "VEVENT" && event != nil:
			event.closed, event = true, nil
		case name == "BEGIN" && value == "VTIMEZONE":
			zone, event = new(timezone), nil
		case name == "END" && value == "VTIMEZONE" && zone != nil:
			r.zones[zone.id], zone = zone, nil
		case zone != nil:
			zone.read(name, l)
		case event == nil && name == "END" && value == "VCALENDAR":
			ended = true
		case event == nil && name == "BEGIN" && r.all != nil:
			r.all.passOver(value)
		case event == nil:
			cancelled = cancelled || name == "METHOD" && value == "CANCEL"
		case name == "BEGIN":
			inner++
		case name == "END":
			inner = max(0, inner-1)
		case inner == 0 && (wanted[name] || r.all != nil && tells[name]):
			event.lines = append(event.lines, l)
		}
	}
	if !calendar {
		return nil, ErrNotCalendar
	}
	if r.all != nil {
		r.all.Unended = !ended
	}
	return blocks, nil
}

// decode returns a file without its byte order mark, UTF-16 as UTF-8.
func decode(raw []byte) []byte {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		return raw[3:]
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		order = binary.LittleEndian
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		order = binary.BigEndian
	default:
		return raw
	}
	units := make([]uint16, 0, len(raw)/2)
	for raw = raw[2:]; len(raw) >= 2; raw = raw[2:] {
		units = append(units, order.Uint16(raw))
	}
	return []byte(string(utf16.Decode(units)))
}

// unfold yields the lines of a file that are not empty, with folded ones put
// together. That comes before anything is made of bytes, since a fold may part
// a character.
func unfold(raw []byte) iter.Seq[line] {
	return func(yield func(line) bool) {
		var kept []byte
		var l line
		flush := func() bool {
			if len(kept) == 0 {
				return true
			}
			l.text = utf8Text(kept)
			return yield(l)
		}
		for number := 1; len(raw) > 0; number++ {
			var physical []byte
			if i := bytes.IndexAny(raw, "\r\n"); i < 0 {
				physical, raw = raw, nil
			} else {
				physical = raw[:i]
				if raw[i] == '\r' && i+1 < len(raw) && raw[i+1] == '\n' {
					i++
				}
				raw = raw[i+1:]
			}
			if len(physical) > 0 && (physical[0] == ' ' || physical[0] == '\t') {
				physical = physical[1:]
			} else if len(physical) > 0 {
				if !flush() {
					return
				}
				kept, l = kept[:0], line{number: number}
			}
			room := min(len(physical), maxLine-len(kept))
			l.cut = l.cut || room < len(physical)
			kept = append(kept, physical[:room]...)
		}
		flush()
	}
}

// utf8Text returns a line as UTF-8. What is not is taken for Windows-1252,
// unless only its last character was cut.
func utf8Text(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	if len(b) == maxLine {
		for i := 1; i < utf8.UTFMax; i++ {
			if utf8.Valid(b[:len(b)-i]) {
				return string(b[:len(b)-i])
			}
		}
	}
	var s strings.Builder
	for _, c := range b {
		if c >= 0x80 && c < 0xA0 {
			s.WriteRune(windows1252[c-0x80])
		} else {
			s.WriteRune(rune(c))
		}
	}
	return s.String()
}

// windows1252 are its characters from 0x80 to 0x9F, the only ones that differ
// from Latin 1.
var windows1252 = [32]rune{
	'€', '\uFFFD', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\uFFFD', 'Ž', '\uFFFD',
	'\uFFFD', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\uFFFD', 'ž', 'Ÿ',
}

// clean returns a text on one line, without control and invisible characters,
// and at most MaxTitle characters long. Joiners go too: in a title from a
// stranger they disguise more than they join.
func clean(s string) string {
	s = tidy(s)
	if utf8.RuneCountInString(s) > MaxTitle {
		s = strings.TrimRight(string([]rune(s)[:MaxTitle]), " ")
	}
	return s
}

// tidy is clean for texts of any length.
func tidy(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), !unicode.Is(unicode.Variation_Selector, r) && unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Join(strings.Fields(s), " ")
}
