package themes

import (
	"strings"
	"unicode/utf8"
)

// seams says where long words of names may be broken, by the word in lower
// case. What no rule of spelling knows stands here too: where a compound has its
// seam, and how words of other languages are spoken.
var seams = seamed(`
Ab|schaf|fung Ab|stam|mung Advents|zeit Al|ler|heiligen Al|ler|heiligen|sonntag Al|ler|seelen anni|ver|sary An|nun|ci|ation
Anti|kriegs|tag Anti|dis|krimi|nie|rung Apostel|fasten Apostel|fest Arme|nisches Ascher|mittwoch Asexu|ality Asexu|ali|tät As|sump|tion As|sy|ri|scher
Auf|standes Auf|stel|lung Augs|burger Bang|la|desch Barbara|tag Be|hin|de|rung Be|hin|de|rungen Be|kämp|fung Be|sei|ti|gung
Be|stim|mung Bi|sexu|ali|tät Chahar|shan|be Chatur|dashi Child|ren's Chi|ne|sische Chi|ne|sischer Chi|ne|sisches
Christ|königs|sonntag Chris|to|pher Com|mem|o|ra|tion Con|cep|tion Con|sti|tu|tion Dar|stel|lung Decla|ra|tion De|liv|er|ance
Dis|abil|i|ties Dis|crim|i|na|tion Dis|kri|mi|nie|rung Doppel|neun|fest Drachen|boot|fest Drei|faltig|keits|sonntag
Ec|cle|si|as|ti|cal Ecu|men|i|cal Elim|i|na|tion Elisa|beth|tag Emp|fäng|nis Enku|ta|tash Ent|schla|fung Entschlafungs|fasten
Epi|pha|nias Erad|i|ca|tion Er|in|ne|rung Er|leuch|ter Ernte|dankfest Etch|mi|ad|zin Etsch|mi|ad|sin Euro|päi|schen Euro|päi|scher
Ewig|keits|sonntag Exal|ta|tion Fasten|brechens Fasten|tagen Fasten|zeit Fastnachts|dienstag For|give|ness
Foun|da|tion Friedens|fest Fron|leich|nam Frühlings|fest Gebets|woche Geburts|tag Geburts|tage Ge|bärden|sprachen Gedenk|fest Gedenk|tag Ge|denken Geister|fest
Genital|verstümmelung Giftgas|angriff Gleich|stellung Gottes|gebärerin Gottes|mutter Grund|gesetzes Grün|donnerstag
Hal|ab|dscha Hana|ma|tsuri Heilig|abend Himmel|fahrt Hin|schei|den Illu|mi|na|tor Im|mac|u|late In|dig|e|nous Indo|ne|sien
In|ter|cul|tural Inter|geschlechtlichkeit Inter|kultu|relle Inter|na|tional Inter|natio|nale Inter|natio|naler
Islam|feindlichkeit Isla|misches Islam|o|pho|bia Israel|sonntag Jan|mash|tami Jeru|scha|la|jim Johannis|tag Kar|freitag
Kar|samstag Khach|ve|rats Kinder|fest Kinder|rechte Kirchen|jahres Kop|tisches Kreuz|auffindung Kreuz|erhöhung Ksha|ma|vani
Laternen|fest Lib|er|a|tion Lugh|na|sadh Marien|fasten Martins|tag Mauer|falls Menschen|rechte Michaelis|tag Mitternachts|regel
Mittherbst|fest Mond|kalender Mond|monats Mond|neujahr Mu|ti|la|tion Mutter|kirche Mutter|sprache Mädchen|tag Märtyrer|tag Märtyrer|tod Nanak|shahi
National|sozialismus Neujahrs|abend Neujahrs|fest Neujahrs|tage Niko|laus|tag November|pogrome Ortho|doxes Oster|montag
Oster|sonntag Palm|sonntag Pari|nir|va|na Passions|zeit Pfingst|montag Pfingst|sonntag Pilger|fahrt Protest|tag Puran|mashi
Re|flec|tion Re|for|ma|tion Reformations|tag Regen|bogen|familien|tag Regen|klausur Re|mem|brance Re|pen|tance Re|sis|tance
Rosen|montag Sam|vat|sari Sev|en|teenth Shiva|ratri Shvetam|bara Sicht|bar|keit Sklaven|handel Sommer|fest Sommer|sonnen|wende
Sov|er|eignty Sre|bre|nica Sthanak|vasi Tag|und|nacht|gleiche Tami|lisches Thanks|giv|ing Theo|phanie The|oph|any Thiru|vonam Toten|sonntag
Trans|feindlichkeit Trans|fig|u|ra|tion Trans|gender Trans|la|tors Trauben|segnung Trini|tatis Tschahar|schan|be
Ver|gebungs|sonntag Ver|klä|rung Ver|kün|di|gung Versammlungs|fest Ver|trei|bung Viet|nam|ese Vijaya|da|shami Vis|i|bil|ity
Volks|aufstand Volks|trauer|tag Völker|mord Walpurgis|nacht Weiber|fastnacht Weih|nachten Weihnachts|fasten Weihnachts|tag
Welt|flüchtlings|tag Welt|gebets|tag Welt|gesundheits|tag Welt|huma|nisten|tag Welt|kinder|tag Welt|männer|tag West|ben|galen
West|phalia Wider|stand Wider|stands Winter|fest Winter|sonnen|wende Winter|sonnen|wend|fest Zara|thus|tras Zukunfts|tag
afri|ka|ni|scher ale|vi|tisch anti|mus|li|mischen ara|mä|isches arme|nisches ben|ga|lisches chal|dä|isch eri|tre|isch eri|tre|ische
eri|tre|isches ira|nisches juli|a|ni|scher kop|tisches korea|ni|schen korea|nisch korea|nisches kul|tu|rellen kur|disches
les|bi|schen nicht|binären ortho|doxes schi|i|tisch sin|gha|le|sisches sun|ni|tisch tami|lisches thai|län|disches tibe|ti|sches
viet|na|me|sisches Öku|me|ni|scher Über|set|zer äthio|pisch äthio|pische äthio|pisches Feier|tag Feier|tage Sonnen|wende Welt|tag
`)

func seamed(words string) map[string]string {
	out := make(map[string]string)
	for _, w := range strings.Fields(words) {
		out[strings.ToLower(strings.ReplaceAll(w, "|", ""))] = strings.ToLower(w)
	}
	return out
}

// Seams returns the parts of a long word of a name, in lower case, between which
// it may be broken; a single one if none are known.
func Seams(word string) []string {
	return strings.Split(seams[strings.ToLower(word)], "|")
}

// longWord is how many letters a word may have that fits a cell of a month.
const longWord = 14

// softly puts soft hyphens into the words of a name that are too long for a
// narrow cell.
func softly(name string) string {
	words := strings.Split(name, " ")
	for i, w := range words {
		parts := strings.Split(w, "-")
		for j, part := range parts {
			if utf8.RuneCountInString(part) > longWord {
				parts[j] = broken(part)
			}
		}
		words[i] = strings.Join(parts, "-")
	}
	return strings.Join(words, " ")
}

// broken puts soft hyphens into a word at its seams.
func broken(word string) string {
	bare := strings.Trim(word, "(),.")
	pieces := Seams(bare)
	if len(pieces) < 2 {
		return word
	}
	var b strings.Builder
	rest := bare
	for _, p := range pieces[:len(pieces)-1] {
		b.WriteString(rest[:len(p)])
		b.WriteString("\u00ad")
		rest = rest[len(p):]
	}
	b.WriteString(rest)
	return strings.Replace(word, bare, b.String(), 1)
}
