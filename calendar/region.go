package calendar

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Region is where an authority is. Its Land decides the public holidays, and
// with them the working days; sunset at its seat decides when a day begins.
type Region struct {
	Land Land
	Seat Place
}

// DefaultRegion is the region of an authority that does not name its own.
func DefaultRegion() Region {
	return Region{Land: "nw", Seat: Place{Name: "Arnsberg", Latitude: 51.40, Longitude: 8.06}}
}

// A Place is a named point on the earth, in degrees, north and east positive.
type Place struct {
	Name                string
	Latitude, Longitude float64
}

// seatExample is how a seat is written.
const seatExample = `"Arnsberg 51.40 8.06"`

// maxSeatName is how many characters the name of a seat may have: it stands in
// each calendar entry that begins the evening before.
const maxSeatName = 100

// ParseSeat reads a place in Germany as name, latitude and longitude: "Arnsberg
// 51.40 8.06". The name may contain spaces. The sun rises and sets there every
// day, so callers need not handle polar day and night.
func ParseSeat(s string) (Place, error) {
	words := strings.Fields(s)
	if len(words) < 3 {
		return Place{}, fmt.Errorf("%q is not written as name, latitude, longitude: %s", s, seatExample)
	}
	name := strings.Join(words[:len(words)-2], " ")
	if !utf8.ValidString(name) || utf8.RuneCountInString(name) > maxSeatName || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return Place{}, fmt.Errorf("%.60q: the name must be at most %d characters that can be seen, as in %s", s, maxSeatName, seatExample)
	}
	var degrees [2]float64
	for i, w := range words[len(words)-2:] {
		d, err := strconv.ParseFloat(w, 64)
		if err != nil {
			return Place{}, fmt.Errorf("%q: %q is not a number of degrees; write latitude and longitude with a point, as in %s", s, w, seatExample)
		}
		degrees[i] = d
	}
	p := Place{Name: name, Latitude: degrees[0], Longitude: degrees[1]}
	switch swapped := (Place{Latitude: p.Longitude, Longitude: p.Latitude}); {
	case p.inGermany():
		return p, nil
	case swapped.inGermany():
		return Place{}, fmt.Errorf("%q: latitude comes before longitude, as in %s", s, seatExample)
	}
	return Place{}, fmt.Errorf("%q lies outside of Germany, which reaches from 47 to 56 degrees of latitude and from 5 to 16 of longitude; write them as in %s", s, seatExample)
}

// inGermany reports whether the place lies in Germany or close by.
func (p Place) inGermany() bool {
	return p.Latitude >= 47 && p.Latitude <= 56 && p.Longitude >= 5 && p.Longitude <= 16
}

// A Land is one of the sixteen Länder, by its ISO 3166-2:DE code in lower case:
// "nw".
type Land string

// landNames holds what a Land is called.
type landNames struct {
	land            Land
	german, english string
	in              string // "in Nordrhein-Westfalen"
}

func landTable() []landNames {
	return []landNames{
		{"bb", "Brandenburg", "Brandenburg", "in Brandenburg"},
		{"be", "Berlin", "Berlin", "in Berlin"},
		{"bw", "Baden-Württemberg", "Baden-Württemberg", "in Baden-Württemberg"},
		{"by", "Bayern", "Bavaria", "in Bayern"},
		{"hb", "Bremen", "Bremen", "in Bremen"},
		{"he", "Hessen", "Hesse", "in Hessen"},
		{"hh", "Hamburg", "Hamburg", "in Hamburg"},
		{"mv", "Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania", "in Mecklenburg-Vorpommern"},
		{"ni", "Niedersachsen", "Lower Saxony", "in Niedersachsen"},
		{"nw", "Nordrhein-Westfalen", "North Rhine-Westphalia", "in Nordrhein-Westfalen"},
		{"rp", "Rheinland-Pfalz", "Rhineland-Palatinate", "in Rheinland-Pfalz"},
		{"sh", "Schleswig-Holstein", "Schleswig-Holstein", "in Schleswig-Holstein"},
		{"sl", "Saarland", "Saarland", "im Saarland"},
		{"sn", "Sachsen", "Saxony", "in Sachsen"},
		{"st", "Sachsen-Anhalt", "Saxony-Anhalt", "in Sachsen-Anhalt"},
		{"th", "Thüringen", "Thuringia", "in Thüringen"},
	}
}

// Laender lists the sixteen Länder in the order of their codes.
func Laender() []Land {
	var out []Land
	for _, n := range landTable() {
		out = append(out, n.land)
	}
	return out
}

// ParseLand reads the code of a Land. If it is unknown, the error names all
// codes.
func ParseLand(s string) (Land, error) {
	var all []string
	for _, n := range landTable() {
		if string(n.land) == s {
			return n.land, nil
		}
		all = append(all, fmt.Sprintf("%s (%s)", n.land, n.german))
	}
	return "", fmt.Errorf("%q is not one of %s", s, strings.Join(all, ", "))
}

// Check returns an error unless the region names a Land and a place in Germany.
func (r Region) Check() error {
	if _, err := ParseLand(string(r.Land)); err != nil {
		return fmt.Errorf("Land %w", err)
	}
	if r.Seat.Name == "" || !r.Seat.inGermany() {
		return errors.New("the seat is no named place in Germany")
	}
	return nil
}

func (l Land) names() landNames {
	all := landTable()
	if i := slices.IndexFunc(all, func(n landNames) bool { return n.land == l }); i >= 0 {
		return all[i]
	}
	return landNames{l, string(l), string(l), "in " + string(l)}
}

// Name returns what the Land is called.
func (l Land) Name() Name {
	n := l.names()
	return Name{German: n.german, English: n.english}
}

// In returns the phrase for "in this Land" in an interface language: "im
// Saarland", "in Bavaria".
func (l Land) In(lang string) string {
	n := l.names()
	if lang == "en" {
		return "in " + n.english
	}
	return n.in
}

// Tradition returns the id of the tradition that holds the Land's public
// holidays.
func (l Land) Tradition() string { return "de-" + string(l) }
