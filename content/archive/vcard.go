package archive

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"mime/quotedprintable"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// readCards reads the contacts of a vCard file (2.1, RFC 2426, RFC 6350), of which
// there may be several. What a card says becomes a row of a table of contacts, so
// that both are checked, and known again, in the same way.
func readCards(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	text, ok := b.read(fsys, b.file, maxCSV)
	if !ok {
		return
	}
	b.apart = true
	var c *card
	bad := false // the card c
	inner := 0   // cards within a card
	for _, l := range cardLines(text) {
		begins := l.name == "BEGIN" && strings.EqualFold(strings.TrimSpace(l.value), "VCARD")
		ends := l.name == "END" && strings.EqualFold(strings.TrimSpace(l.value), "VCARD")
		switch {
		case begins && len(b.people) == maxPeople:
			b.problem(l.line, tooMany, maxPeople)
			return
		case begins && c == nil:
			c, bad = &card{line: l.line}, false
		case begins:
			inner++
			b.note(l.line, "a card within a card was left out")
		case ends && inner > 0:
			inner--
		case ends && c != nil:
			var p *person
			if !bad && b.alone(func() { p = c.person(b) }) && p != nil {
				b.people = append(b.people, p)
			}
			c = nil
		case c != nil && l.reason != "":
			bad = !b.alone(func() { b.problem(l.line, "%s", c.of(l.reason)) })
		case c != nil && inner == 0:
			c.take(b, l)
		case c == nil && l.reason != "":
			b.problem(l.line, "%s", l.reason)
			return
		case c == nil:
			b.problem(l.line, "%s stands outside of a card; is it a vCard file?", clipped(l.name))
			return
		}
	}
	if c != nil {
		b.problem(c.line, "the card that begins here has no end (END:VCARD); the file may be cut off")
	}
	if len(b.people) == 0 && len(b.problems)+len(b.omitted)+len(b.notes) == 0 {
		b.problem(0, "there is no card in it")
	}
	im.addPeople(ctx, fsys, b)
}

// A cardLine is a property of a card.
type cardLine struct {
	line  int    // from 1
	name  string // in capitals, without its group
	types []string
	value string
	// reason is why it cannot be read, if that is so.
	reason string
}

// is reports whether a property is of a type, such as WORK.
func (l cardLine) is(kind string) bool { return slices.Contains(l.types, kind) }

// parts returns the parts of a value between semicolons, or other separators.
func (l cardLine) parts(separator rune) []string {
	var out []string
	var part strings.Builder
	escaped := false
	for _, r := range l.value {
		switch {
		case escaped && (r == 'n' || r == 'N'):
			part.WriteByte('\n')
			escaped = false
		case escaped:
			part.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == separator:
			out = append(out, strings.TrimSpace(part.String()))
			part.Reset()
		default:
			part.WriteRune(r)
		}
	}
	return append(out, strings.TrimSpace(part.String()))
}

// text returns the value as one text.
func (l cardLine) text() string { return l.parts(0)[0] }

// cardLines takes a file of cards apart, and puts together the lines of which one
// property is.
func cardLines(text []byte) []cardLine {
	var out []cardLine
	lines := strings.Split(string(text), "\n")
	for i := 0; i < len(lines); i++ {
		n, line := i+1, lines[i]
		if strings.TrimSpace(line) == "" {
			continue
		}
		head, _, _ := strings.Cut(strings.ToUpper(line), ":")
		printable := strings.Contains(head, "QUOTED-PRINTABLE")
		var whole strings.Builder
		whole.WriteString(line)
		for i+1 < len(lines) {
			next := lines[i+1]
			if printable && strings.HasSuffix(lines[i], "=") {
				whole.WriteString("\n" + next) // for the decoder, which knows the mark
			} else if strings.HasPrefix(next, " ") || strings.HasPrefix(next, "\t") {
				whole.WriteString(next[1:])
			} else {
				break
			}
			i++
		}
		l := readCardLine(whole.String())
		l.line = n
		out = append(out, l)
	}
	return out
}

// readCardLine reads "item1.TEL;TYPE=WORK,VOICE:0291 123", in which older programs
// leave out TYPE= and write values by quoted-printable.
func readCardLine(s string) (l cardLine) {
	quoted, colon := false, -1
	for i, c := range []byte(s) {
		if c == '"' {
			quoted = !quoted
		} else if c == ':' && !quoted {
			colon = i
			break
		}
	}
	if colon < 0 {
		l.reason = fmt.Sprintf("%q is no property of a card: there is no colon", clipped(s))
		return l
	}
	params := strings.Split(s[:colon], ";")
	l.name = strings.ToUpper(strings.TrimSpace(params[0]))
	if i := strings.LastIndexByte(l.name, '.'); i >= 0 {
		l.name = l.name[i+1:]
	}
	l.value = s[colon+1:]
	encoding, charset := "", ""
	for _, p := range params[1:] {
		key, value, named := strings.Cut(strings.ToUpper(p), "=")
		if !named {
			key, value = "TYPE", key
		}
		switch value = strings.ReplaceAll(value, `"`, ""); strings.TrimSpace(key) {
		case "TYPE":
			for t := range strings.SplitSeq(value, ",") {
				if t = strings.TrimSpace(t); t == "QUOTED-PRINTABLE" || t == "BASE64" {
					encoding = t
				} else {
					l.types = append(l.types, t)
				}
			}
		case "ENCODING":
			encoding = value
		case "CHARSET":
			charset = value
		case "PREF":
			l.types = append(l.types, "PREF")
		}
	}
	switch encoding {
	case "QUOTED-PRINTABLE":
		raw, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(l.value)))
		if err != nil {
			l.reason = fmt.Sprintf("%s: it is not quoted-printable; save the card again as version 3.0", l.name)
			return l
		}
		if l.value, l.reason = lettersOf(raw, charset); l.reason != "" {
			l.reason = l.name + ": " + l.reason
			return l
		}
		l.value = strings.ReplaceAll(l.value, "\r\n", "\n")
	case "B", "BASE64":
		l.types = append(l.types, "BINARY")
	}
	return l
}

// lettersOf returns bytes as text in the letters that a card names for them.
func lettersOf(raw []byte, charset string) (text, reason string) {
	switch {
	case charset == "" || charset == "UTF-8" || charset == "US-ASCII":
		if utf8.Valid(raw) {
			return string(raw), ""
		}
		fallthrough
	case slices.Contains([]string{"ISO-8859-1", "ISO-8859-15", "WINDOWS-1252", "LATIN1", "CP1252"}, charset):
		letters := charmap.Windows1252
		if charset == "ISO-8859-15" {
			letters = charmap.ISO8859_15
		}
		out, err := letters.NewDecoder().Bytes(raw)
		if err == nil && !bytes.ContainsRune(out, utf8.RuneError) {
			return string(out), ""
		}
	}
	return "", fmt.Sprintf("letters in %q cannot be read; save the card again as version 3.0", clipped(charset))
}

// A card is a vCard being read: a row of a table, with the name of each cell.
type card struct {
	line    int
	private bool
	group   bool
	head    []string
	columns []role
	cells   []string
	full    string   // FN
	name    []string // N: family, given, additional, prefixes, suffixes
	phones  []cardLine
	mails   []cardLine
}

func (c *card) put(label string, r role, cell string) {
	if cell = strings.TrimSpace(cell); cell != "" {
		c.head, c.columns, c.cells = append(c.head, label), append(c.columns, r), append(c.cells, cell)
	}
}

// untold are the properties that say nothing of a person.
var untold = []string{"VERSION", "PRODID", "REV", "UID", "SORT-STRING", "SOURCE", "PROFILE", "MAILER", "TZ", "GEO", "CLIENTPIDMAP", "XML", "LABEL", "MEMBER"}

// take reads a property of the card.
func (c *card) take(b *batch, l cardLine) {
	home := l.is("HOME") && !l.is("WORK")
	switch l.name {
	case "FN":
		c.full = l.text()
	case "N":
		c.name = l.parts(';')
	case "ORG":
		for i, part := range l.parts(';') {
			if i > 0 || dezernatNumber.MatchString(part) {
				c.put("Organisation", roleUnit, part)
			} else {
				c.put("Organisation", roleLines, part)
			}
		}
	case "TITLE", "ROLE":
		if text := l.text(); !slices.Contains(c.cells, text) {
			c.put("Funktion", "function", text)
		}
	case "TEL", "EMAIL", "ADR":
		switch {
		case home:
			b.note(l.line, "what is private (%s of type HOME) was left out", l.name)
		case l.name == "TEL" && l.is("CELL") && !l.is("WORK"):
			b.note(l.line, "a mobile number (TEL of type CELL) was left out, as it may be private; write TYPE=CELL,WORK if it is for everybody")
		case l.name == "TEL":
			c.phones = append(c.phones, l)
		case l.name == "EMAIL":
			c.mails = append(c.mails, l)
		default:
			c.address(l)
		}
	case "NOTE":
		if l.text() != "" {
			b.note(l.line, "remarks on a person (NOTE) were left out, as they may be private; what everybody may read is written at the desk, or into the column \"Aufgabe\" of a table")
		}
	case "CATEGORIES":
		c.put("Themen", "tags", strings.Join(l.parts(','), ","))
	case "LANG", "LANGUAGE":
		c.put("Sprachen", "languages", l.text())
	case "URL":
		c.put("Internet", roleLines, l.text())
	case "NICKNAME":
		c.put("Rufname", roleLines, strings.Join(l.parts(','), ", "))
	case "CLASS":
		class := strings.ToUpper(l.text())
		c.private = class == "PRIVATE" || class == "CONFIDENTIAL"
	case "KIND", "X-ADDRESSBOOKSERVER-KIND":
		c.group = strings.EqualFold(l.text(), "group")
	case "BDAY", "ANNIVERSARY", "DEATHDATE", "GENDER", "RELATED":
		b.note(l.line, "what is private (%s) was left out", l.name)
	default:
		if !slices.Contains(untold, l.name) && !strings.HasPrefix(l.name, "X-AB") {
			b.note(l.line, "%s was left out: there is no field for it", clipped(l.name))
		}
	}
}

// address reads an address: box, room, street, place, region, code, country.
func (c *card) address(l cardLine) {
	parts := append(l.parts(';'), make([]string, 7)...)
	c.put("Raum", "room", parts[1])
	var lines []string
	for _, s := range []string{parts[0], parts[2], strings.TrimSpace(parts[5] + " " + parts[3]), parts[4], parts[6]} {
		if s != "" {
			lines = append(lines, strings.Join(strings.Fields(s), " "))
		}
	}
	c.put("Anschrift", roleLines, strings.Join(lines, ", "))
}

// of says of whom something is told, if that is known already.
func (c *card) of(reason string) string {
	if c.full == "" {
		return reason
	}
	return fmt.Sprintf("%q: %s", clipped(c.full), reason)
}

// person turns the card into a contact.
func (c *card) person(b *batch) *person {
	c.names()
	// What is preferred comes first, and of numbers what is spoken into at work.
	slices.SortStableFunc(c.phones, func(a, b cardLine) int { return rank(a) - rank(b) })
	slices.SortStableFunc(c.mails, func(a, b cardLine) int { return rank(a) - rank(b) })
	for _, l := range c.phones {
		number := strings.ReplaceAll(strings.TrimPrefix(l.text(), "tel:"), ";ext=", " App. ")
		switch {
		case l.is("FAX"):
			c.put("Fax", roleLines, number)
		case l.is("CELL"):
			c.put("Mobil", roleLines, number)
		case l.is("PAGER"), l.is("MODEM"), l.is("VIDEO"):
			c.put("Weitere Nummer", roleLines, number)
		default:
			c.put("Telefon", rolePhone, number)
		}
	}
	for _, l := range c.mails {
		c.put("E-Mail", roleMail, l.text())
	}
	switch {
	case c.group:
		b.note(c.line, "%q was left out: it is a group, no person", clipped(c.full))
		return nil
	case c.private:
		b.note(c.line, "%q was left out: the card is marked as private", clipped(c.full))
		return nil
	case len(c.head) == 0:
		b.problem(c.line, "the card is empty")
		return nil
	}
	p := b.person(c.line, c.head, c.columns, c.cells)
	if p != nil && p.f.Title == "" {
		b.problem(c.line, "the card has no name (FN or N)")
		return nil
	}
	return p
}

// names puts the name into the row: as it is to be shown, unless that is for
// sorting, or says less than its parts.
func (c *card) names() {
	parts := append(slices.Clone(c.name), make([]string, 5)...)
	last, first := parts[0], parts[1]
	if c.full != "" && !strings.Contains(c.full, ",") && strings.Contains(c.full, last) && strings.Contains(c.full, first) {
		c.put("Name", roleFull, salutation.ReplaceAllString(c.full, ""))
		return
	}
	if last == "" && first == "" {
		c.put("Name", roleFull, c.full)
		return
	}
	for i, r := range []role{roleLast, roleFirst, roleMiddle, roleTitle, roleSuffix} {
		c.put("Name", r, strings.Join(strings.FieldsFunc(parts[i], func(r rune) bool { return r == ',' }), " "))
	}
	if c.full != "" && c.full != last+", "+first {
		c.put("Anzeigename", roleFull, c.full)
	}
}

// rank is the place of a number or an address among those of its card.
func rank(l cardLine) int {
	switch {
	case l.is("PREF"):
		return 0
	case l.is("WORK"):
		return 1
	}
	return 2
}

// clipped returns what stands in a file as it can be shown in a report.
func clipped(s string) string {
	if utf8.RuneCountInString(s) > 60 {
		s = string([]rune(s)[:60]) + "…"
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
}
