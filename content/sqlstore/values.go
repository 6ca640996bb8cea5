package sqlstore

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A moment is a time as stored in a column: whole seconds, NULL for the zero
// time.
type moment time.Time

// Scan implements sql.Scanner.
func (m *moment) Scan(v any) error {
	switch v := v.(type) {
	case nil:
		*m = moment{}
	case int64:
		*m = moment(time.Unix(v, 0).UTC())
	default:
		return fmt.Errorf("a time cannot be read from %T", v)
	}
	return nil
}

// Value implements driver.Valuer.
func (m moment) Value() (driver.Value, error) {
	if time.Time(m).IsZero() {
		return nil, nil
	}
	return time.Time(m).Unix(), nil
}

// A list is a list of texts or the like as stored in a column: JSON.
type list[T any] []T

// Scan implements sql.Scanner.
func (l *list[T]) Scan(v any) error {
	var text string
	switch v := v.(type) {
	case string:
		text = v
	case []byte:
		text = string(v)
	default:
		return fmt.Errorf("a list cannot be read from %T", v)
	}
	*l = nil
	if text == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(text), (*[]T)(l))
}

// Value implements driver.Valuer.
func (l list[T]) Value() (driver.Value, error) {
	if len(l) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal([]T(l))
	return string(b), err
}

// fold returns a value as filters compare it.
func fold(s string) string { return strings.ToLower(norm.NFC.String(s)) }

// sortKey returns a text as lists order it, by DIN 5007-1: umlauts like their
// vowels, ß like ss, ignoring case.
func sortKey(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r == 'ß':
			b.WriteString("ss")
		case !unicode.Is(unicode.Mn, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// noDezernat sorts items without a Dezernat after all others.
const noDezernat = 1_000_000

// dezernatKey orders "7", "11.5", "36" as numbers.
func dezernatKey(s string) int64 {
	if s == "" {
		return noDezernat
	}
	a, b, _ := strings.Cut(s, ".")
	x, _ := strconv.Atoi(a)
	y, _ := strconv.Atoi(b)
	return int64(x)*100 + int64(y)
}

// placeholders returns "?, ?, ?" for n parameters.
func placeholders(n int) string {
	return strings.TrimSuffix(strings.Repeat("?, ", n), ", ")
}
