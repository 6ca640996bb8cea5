package archive

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vielfalt/content"
)

// cards are what address books write: Outlook (2.1), phones (3.0), and others.
const cards = `BEGIN:VCARD
VERSION:2.1
N;LANGUAGE=de;CHARSET=Windows-1252;ENCODING=QUOTED-PRINTABLE:M=FCller;=C4nne;;Frau
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=84nne M=C3=BCller
ORG:Bezirksregierung Arnsberg;Dezernat 36
TITLE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Gleichstellungs=
beauftragte
TEL;CELL;VOICE:0171 1234567
TEL;WORK;VOICE:(0 29 31) 82-21 00
TEL;HOME;VOICE:02931 999
TEL;WORK;FAX:02931 82-4 00
ADR;WORK;PREF:;Raum 4.12;Seibertzstra=DFe 1;Arnsberg;NRW;59821;Deutschland
EMAIL;PREF;INTERNET:aenne.mueller@example.org
PHOTO;TYPE=JPEG;ENCODING=BASE64:
 /9j/4AAQSkZJRgABAQAAAQABAAD/
 2wBDAAgGBgcGBQgHBwcJ

BDAY:19700101
END:VCARD
begin:vcard
version:3.0
item1.EMAIL;type=INTERNET;type=WORK:o.beispiel@example.org
item1.X-ABLabel:_$!<Work>!$_
n:Beispiel;Otto;;Dr.;
fn:Dr. Otto Beispiel
role:Referent
title:Referent
tel;type=work,voice,pref:+49 2931 82-2200
note:Zuständig für *alles*\, und\nmehr\; auch
  abends
categories:Kultur,Religion
end:vcard
BEGIN:VCARD
VERSION:4.0
FN:Otto Beispiel
N:Beispiel;Otto;;;
TEL;VALUE=uri;TYPE="voice,work";PREF=1:tel:+49-2931-82-2300
LANG:tr
URL:https://example.org
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:group
FN:Alle
MEMBER:urn:uuid:1
END:VCARD
`

func TestCards(t *testing.T) {
	p := newPlace(t)
	fsys := tree("leute.vcf", strings.ReplaceAll(strings.Replace(cards, "Seibertzstra=DFe", "Seibertzstraße", 1), "\n", "\r\n"))
	sum := p.again(t, fsys)
	if len(sum.Problems) > 0 {
		t.Fatal(reports(sum.Problems))
	}
	if d := cmp.Diff(reports(sum.Notes), []string{
		"leute.vcf:8: a mobile number (TEL of type CELL) was left out, as it may be private; write TYPE=CELL,WORK if it is for everybody",
		"leute.vcf:10: what is private (TEL of type HOME) was left out",
		"leute.vcf:14: PHOTO was left out: there is no field for it",
		"leute.vcf:18: what is private (BDAY) was left out",
		`leute.vcf:29: remarks on a person (NOTE) were left out, as they may be private; what everybody may read is written at the desk, or into the column "Aufgabe" of a table`,
		`leute.vcf:41: "Alle" was left out: it is a group, no person`,
	}); d != "" {
		t.Error(d)
	}
	type row struct{ Title, Function, Phone, Mail, Room, Dezernat, Body string }
	got := make(map[string]row)
	for id, r := range p.all(t) {
		c := r.(*content.Contact)
		got[id] = row{c.Title, c.Function, c.Phone, c.Mail, c.Room, c.Dezernat, c.Body}
	}
	if d := cmp.Diff(got, map[string]row{
		"aenne-mueller": {"Änne Müller", "Gleichstellungsbeauftragte", "(0 29 31) 82-21 00", "aenne.mueller@example.org", "Raum 4.12", "36",
			"Organisation: Bezirksregierung Arnsberg\n\nAnschrift: Seibertzstraße 1, 59821 Arnsberg, NRW, Deutschland\n\nFax: 02931 82-4 00"},
		"dr-otto-beispiel": {"Dr. Otto Beispiel", "Referent", "+49 2931 82-2200", "o.beispiel@example.org", "", "", ""},
		"otto-beispiel":    {"Otto Beispiel", "", "+49-2931-82-2300", "", "", "", "Internet: https://example.org"},
	}); d != "" {
		t.Error(d)
	}
	if again := p.again(t, fsys); again.Changed > 0 {
		t.Errorf("repeated: %d changed", again.Changed)
	}
}

func TestCardProblems(t *testing.T) {
	p := newPlace(t)
	card := func(lines string) string { return "BEGIN:VCARD\nVERSION:3.0\n" + lines + "\nEND:VCARD\n" }
	sum := p.again(t, tree(
		"a.vcf", card("FN:Nur Name")+card("TEL:0291 1")+card("FN:Otto\nTEL:0291 2\nohne Doppelpunkt")+card("FN:Anna\nTEL;CHARSET=KOI8-R;ENCODING=QUOTED-PRINTABLE:=C1"),
		"gut.vcf", card("FN:Uwe Ganz\nTEL:0291 4")+card("FN:Nur Name")+card("FN:Olga Halb\nTEL:0291 5\nohne Doppelpunkt")+card("FN:Eva Gut\nTEL:0291 6")+card("FN:Eva Gut\nTEL:0291 6\nTITLE:Referentin"),
		"b.vcf", "Name;Telefon\n", "c.vcf", "BEGIN:VCARD\nFN:Ab\nTEL:0291 3\n", "d.vcf", "\n",
	))
	if d := cmp.Diff(reports(sum.Problems), []string{
		`a.vcf:1: "Nur Name" has nothing but a name: there is neither number, mail, room, function nor Dezernat`,
		"a.vcf:5: the card has no name (FN or N)",
		`a.vcf:13: "Otto": "ohne Doppelpunkt" is no property of a card: there is no colon`,
		`a.vcf:18: "Anna": TEL: letters in "KOI8-R" cannot be read; save the card again as version 3.0`,
		`b.vcf:1: "Name;Telefon" is no property of a card: there is no colon`,
		"c.vcf:1: the card that begins here has no end (END:VCARD); the file may be cut off",
		"d.vcf: there is no card in it",
	}); d != "" {
		t.Error(d)
	}
	// A card that is wrong takes no other with it.
	if d := cmp.Diff(reports(sum.Omitted), []string{
		`gut.vcf:6: "Nur Name" has nothing but a name: there is neither number, mail, room, function nor Dezernat`,
		`gut.vcf:14: "Olga Halb": "ohne Doppelpunkt" is no property of a card: there is no colon`,
		`gut.vcf:21: "Eva Gut" is there twice, after line 16, and neither mail nor number tells them apart; if it is the same person take one of them out, else give each a mail address or a number of their own`,
	}); d != "" {
		t.Error(d)
	}
	if got := slices.Sorted(maps.Keys(p.all(t))); !slices.Equal(got, []string{"eva-gut-02916", "uwe-ganz"}) {
		t.Errorf("stored %v", got)
	}
}

// Whatever stands in a file of cards, it is read to its end, and what is made of it
// can be checked.
func FuzzCards(f *testing.F) {
	f.Add(cards)
	f.Add("BEGIN:VCARD\nBEGIN:VCARD\nEND:VCARD\nN:;;;;\nTEL;TYPE=\"a:b\";ENCODING=QUOTED-PRINTABLE:=\n=\nEND:VCARD")
	f.Add("begin:vcard\nx.fn;charset=utf-8;quoted-printable:=ff\n\nend:vcard")
	f.Fuzz(func(t *testing.T, text string) {
		b := &batch{file: "a.vcf"}
		var c *card
		for _, l := range cardLines([]byte(text)) {
			if c == nil {
				c = &card{line: l.line}
			}
			c.take(b, l)
			if len(c.head) != len(c.cells) || len(c.head) != len(c.columns) {
				t.Fatal("a row of many lengths")
			}
		}
		if c == nil {
			return
		}
		if p := c.person(b); p != nil {
			p.f.record()
		}
	})
}

// A mobile number that is of work is for everybody.
func TestMobileOfWork(t *testing.T) {
	p := newPlace(t)
	sum := p.again(t, tree("a.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Beispiel\nTEL;TYPE=CELL,WORK:0171 1\nTEL:0291 2\nNOTE:\nEND:VCARD\n"))
	if len(sum.Problems)+len(sum.Notes) > 0 {
		t.Error(reports(sum.Problems), reports(sum.Notes))
	}
	if c := get[*content.Contact](t, p, "anna-beispiel"); c.Body != "Mobil: 0171 1" {
		t.Errorf("%q", c.Body)
	}
}
