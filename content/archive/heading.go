package archive

import (
	"slices"
	"strings"
)

// A role is what a column of a table of contacts holds.
type role string

// The roles: parts of a name, and fields.
const (
	roleTitle  role = "title of a doctor"
	roleFirst  role = "first name"
	roleMiddle role = "middle name"
	roleLast   role = "last name"
	roleSuffix role = "suffix"
	roleFull   role = "whole name"
	roleUnit   role = "unit" // a Dezernat, or what else people work in
	rolePhone  role = "phone"
	roleMail   role = "mail"
	roleLines  role = "line of the body"
)

// headings are the names that columns have in tables of the house, in exports of
// Outlook in German and English, and in telephone books, as headingKey gives them.
var headings = func() map[string]role {
	out := make(map[string]role)
	for r, names := range map[role]string{
		"id":       "id",
		roleTitle:  "title titel anrede akademischergrad grad",
		roleFirst:  "vorname firstname givenname rufname",
		roleMiddle: "weiterevornamen middlename zweitervorname",
		roleLast:   "name nachname lastname familienname surname zuname",
		roleSuffix: "suffix namenszusatz",
		roleFull:   "anzeigename displayname vollername vollstaendigername fullname ansprechpartner ansprechpartnerin ansprechperson person",
		roleUnit:   "abteilung department organisationseinheit referat sachgebiet bereich amt",
		"dezernat": "dezernat dez dezernatnr deznr dezernatsnummer",
		"function": "function funktion position jobtitle stelle rolle dienststellung amtsbezeichnung taetigkeit",
		rolePhone: "phone telefon tel durchwahl telefongeschaeftlich businessphone telnr telefonnr telefonnummer rufnummer telefondienstlich fon " +
			"fernsprecher nebenstelle apparat telephone phonenumber workphone",
		roleMail:     "mail email emailadresse mailadresse emailaddress emailgeschaeftlich emailadressegeschaeftlich emaildienstlich",
		roleLines:    "mobil mobiltelefon mobilephone handy handynr mobilnr mobilnummer telefongeschaeftlich2 businessphone2",
		"room":       "room raum zimmer buero zimmernr raumnr zimmernummer raumnummer officelocation office",
		"tags":       "tags themen thema kategorien categories schlagworte stichworte",
		"languages":  "languages language sprachen sprache fremdsprachen sprachkenntnisse",
		"body":       "body aufgabe aufgaben beschreibung zustaendigkeit zustaendigkeiten zustaendigfuer aufgabengebiet aufgabenbereich",
		"traditions": "tradition traditions",
		"confirmed":  "confirmed geprueft geprueftam stand",
		"state":      "state",
		"summary":    "summary",
	} {
		for _, name := range strings.Fields(names) {
			out[name] = r
		}
	}
	return out
}()

// notHeld says why a column is left out that people and programs keep for themselves;
// empty if it is not known.
func notHeld(name string) string {
	key := headingKey(name)
	switch {
	case slices.Contains([]string{"notiz", "notizen", "note", "notes", "bemerkung", "bemerkungen", "anmerkung", "anmerkungen", "kommentar"}, key):
		return "remarks may be private; call it \"Aufgabe\" if everybody may read it"
	case strings.Contains(key, "privat"), strings.HasPrefix(key, "home"), slices.Contains([]string{"geburtstag", "geburtsdatum", "birthday", "jahrestag", "anniversary", "partner", "ehepartner", "spouse", "kinder", "children"}, key):
		return "it is private"
	case slices.Contains([]string{"firma", "company", "emailtyp", "emailtype", "prioritaet", "priority", "vertraulichkeit", "sensitivity"}, key):
		return "contacts do not have it"
	}
	return ""
}

// headingKey returns the name of a column apart from case, spaces and signs:
// "Tel.-Nr." and "TelNr" are the same.
func headingKey(name string) string { return strings.ReplaceAll(slug(name), "-", "") }

// roles returns what the columns of a table hold, empty for what is not known, and
// whether there is one for the name. "Titel" means a doctor's title if there are
// other columns for the name, and "Name" the whole one beside a last name.
func roles(head []string) (out []role, named bool) {
	out = make([]role, len(head))
	lasts, others := 0, false
	for i, name := range head {
		out[i] = headings[headingKey(name)]
		if out[i] == roleLast {
			lasts++
		}
		others = others || out[i] == roleLast || out[i] == roleFull
	}
	for i, name := range head {
		switch {
		case out[i] == roleLast && lasts > 1 && headingKey(name) == "name":
			out[i] = roleFull
		case out[i] == roleTitle && !others && (headingKey(name) == "title" || headingKey(name) == "titel"):
			out[i], named = roleLast, true
		}
	}
	return out, named || others
}
