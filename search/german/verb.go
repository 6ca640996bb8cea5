package german

import (
	"cmp"
	"strings"
	"sync"
)

// Endings of German verbs in the present, the past and the participles, the longer ones
// first: "übersetzt", "dolmetsche", "arbeitete", "abgerechnet".
var conjugated = []string{"testen", "eten", "test", "ten", "est", "ete", "tet", "te", "st", "et", "t", "e", "en"}

// minVerb is how many letters a verb has at least before its ending.
const minVerb = 4

// infinitive returns the verb of which a folded word may be a form, as dictionaries list
// it, or "". Words that are nouns as well are left alone: "Gebet".
func (x *Lexicon) infinitive(w string) string {
	if good().nouns[stem(w)] {
		return ""
	}
	return x.lang.verbOf(w)
}

// verbOf is infinitive for words that may be nouns as well.
func (l *Language) verbOf(w string) string {
	if !partWord(w) {
		return ""
	}
	if verb := strongVerb(w); verb != "" {
		return verb
	}
	if good().verb(w) {
		return w
	}
	if verb := l.withoutZu(w); verb != "" {
		return verb
	}
	for _, end := range conjugated {
		base, ok := strings.CutSuffix(w, end)
		if !ok {
			continue
		}
		for _, b := range []string{base, withoutGe(base)} {
			if len(b) < minVerb {
				continue
			}
			for _, verb := range []string{b + "en", b + "n", b[:len(b)-1] + "e" + b[len(b)-1:] + "n"} { // "pendle"
				if verb != w && (good().verb(verb) || l.single[verb] || l.inTasks[stem(verb)]) {
					return verb
				}
			}
		}
	}
	return ""
}

// withoutZu returns the verb of which a folded word is the infinitive with zu within it, or
// "": "auszustempeln".
func (l *Language) withoutZu(w string) string {
	for _, first := range particles {
		rest, ok := strings.CutPrefix(w, first+"zu")
		if verb := first + rest; ok && len(rest) >= minVerb && (good().verb(verb) || good().verb(rest) || l.inTasks[stem(verb)]) {
			return verb
		}
	}
	return ""
}

// present returns how a verb in its basic form is written, folded, of what somebody does:
// "prüft" and "prüfe" of "prüfen", "vertritt" of "vertreten".
func present(verb string) []string {
	base := strings.TrimSuffix(verb, "n")
	first := base + "e"
	switch {
	case strings.HasSuffix(base, "el"):
		first = base[:len(base)-2] + "le" // "sammle"
	case strings.HasSuffix(base, "er"):
	default:
		base = strings.TrimSuffix(base, "e")
		first = base + "e"
	}
	if third := strongThird(verb); third != "" {
		return []string{third, first}
	}
	end := "t"
	if strings.HasSuffix(base, "t") || strings.HasSuffix(base, "d") {
		end = "et"
	}
	return []string{base + end, first}
}

// does returns how texts say that somebody does what a folded word says, the basic form of
// which is a verb or "": who asks for "Rechnungen prüfen" looks for who "prüft Rechnungen".
func (x *Lexicon) does(w, verb string) []string {
	if verb == "" && !in(good().large, w) {
		verb = x.lang.verbOf(w)
	}
	if verb = cmp.Or(verb, did(w)); verb == "" || w != verb && strongVerb(w) == verb {
		return nil // "sprach" is also the beginning of compounds
	}
	return present(verb)
}

// did returns what a folded noun in -ung says somebody does: "prüfen" of Prüfung; "" for
// other words.
func did(w string) string {
	base, ok := strings.CutSuffix(strings.TrimSuffix(w, "en"), "ung")
	if !ok || len(base) < minVerb {
		return ""
	}
	for _, verb := range []string{base + "en", base + "n"} {
		if good().verb(verb) {
			return verb
		}
	}
	return ""
}

// withoutGe drops the ge- of a participle, also behind a first part of its own:
// "abgerechnet".
func withoutGe(base string) string {
	if rest, ok := strings.CutPrefix(base, "ge"); ok {
		return rest
	}
	for _, first := range separable {
		if rest, ok := strings.CutPrefix(base, first+"ge"); ok {
			return first + rest
		}
	}
	return ""
}

// strongVerbs are verbs whose stem changes: the basic form, the third person, the past and
// the participle, where they differ from what [conjugated] makes of it, folded.
var strongVerbs = strings.Fields(`
	beginnen:begann:begonnen beissen:biss:gebissen bekommen:bekam bewerben:bewirbt:bewarb:beworben bieten:bot:geboten binden:band:gebunden
	bitten:bat:gebeten bleiben:blieb:geblieben brechen:bricht:brach:gebrochen brennen:brannte:gebrannt bringen:brachte:gebracht
	denken:dachte:gedacht durfen:darf:durfte empfehlen:empfiehlt:empfahl:empfohlen erschrecken:erschrickt:erschrak:erschrocken essen:isst:ass:gegessen
	fahren:fahrt:fuhr:gefahren fallen:fallt:fiel:gefallen fangen:fangt:fing:gefangen finden:fand:gefunden fliegen:flog:geflogen fliehen:floh:geflohen
	fliessen:floss:geflossen fressen:frisst:frass:gefressen frieren:fror:gefroren geben:gibt:gab:gegeben gehen:ging:gegangen gelten:gilt:galt:gegolten
	gewinnen:gewann:gewonnen giessen:goss:gegossen graben:grabt:grub:gegraben greifen:griff:gegriffen halten:halt:hielt:gehalten hangen:hing:gehangen
	heben:hob:gehoben helfen:hilft:half:geholfen kennen:kannte:gekannt klingen:klang:geklungen kommen:kam:gekommen laden:ladt:lud:geladen
	lassen:lasst:liess:gelassen laufen:lauft:lief:gelaufen leiden:litt:gelitten leihen:lieh:geliehen lesen:liest:las:gelesen liegen:lag:gelegen
	lugen:log:gelogen messen:misst:mass:gemessen nehmen:nimmt:nahm:genommen nennen:nannte:genannt pfeifen:pfiff:gepfiffen raten:rat:riet:geraten
	reissen:riss:gerissen rennen:rannte:gerannt riechen:roch:gerochen rufen:rief:gerufen scheiden:schied:geschieden scheinen:schien:geschienen
	schiessen:schoss:geschossen schlafen:schlaft:schlief:geschlafen schlagen:schlagt:schlug:geschlagen schliessen:schloss:geschlossen
	schneiden:schnitt:geschnitten schreiben:schrieb:geschrieben schreien:schrie:geschrien schwimmen:schwamm:geschwommen sehen:sieht:sah:gesehen
	senden:sandte:gesandt singen:sang:gesungen sinken:sank:gesunken sitzen:sass:gesessen sprechen:spricht:sprach:gesprochen springen:sprang:gesprungen
	stehen:stand:gestanden stehlen:stiehlt:stahl:gestohlen steigen:stieg:gestiegen sterben:stirbt:starb:gestorben streichen:strich:gestrichen
	streiten:stritt:gestritten tragen:tragt:trug:getragen treffen:trifft:traf:getroffen treiben:trieb:getrieben treten:tritt:trat:getreten
	trinken:trank:getrunken tun:tat:getan verderben:verdirbt:verdarb:verdorben vergessen:vergisst:vergass verlieren:verlor:verloren
	verschwinden:verschwand:verschwunden verzeihen:verzieh:verziehen wachsen:wachst:wuchs:gewachsen waschen:wascht:wusch:gewaschen
	weisen:wies:gewiesen werben:wirbt:warb:geworben werfen:wirft:warf:geworfen wiegen:wog:gewogen wissen:weiss:wusste:gewusst
	ziehen:zog:gezogen zwingen:zwang:gezwungen`)

// strongForms are those verbs by their other forms.
var strongForms = sync.OnceValue(func() map[string]string {
	forms := map[string]string{}
	for _, line := range strongVerbs {
		all := strings.Split(line, ":")
		for _, form := range all[1:] {
			forms[form] = all[0]
		}
	}
	return forms
})

// strongThird returns the third person of a strong verb whose stem changes there, with a
// first part or without; "" of other verbs.
func strongThird(verb string) string {
	for _, first := range append([]string{""}, verbal...) {
		rest, ok := strings.CutPrefix(verb, first)
		if !ok {
			continue
		}
		for _, line := range strongVerbs {
			if all := strings.Split(line, ":"); all[0] == rest && len(all) == 4 {
				return first + all[1]
			}
		}
	}
	return ""
}

// strongVerb returns the basic form of a strong verb, with a first part or without:
// "gestorben", "übergangen", "aufgestanden".
func strongVerb(w string) string {
	forms := strongForms()
	for _, end := range []string{"", "en", "st", "t", "e"} {
		base, ok := strings.CutSuffix(w, end)
		if !ok {
			continue
		}
		if verb := forms[base]; verb != "" {
			return verb
		}
		for _, first := range verbal {
			rest, ok := strings.CutPrefix(base, first)
			if !ok {
				continue
			}
			if verb := forms[rest]; verb != "" {
				return first + verb
			}
			if verb := forms["ge"+rest]; verb != "" { // "übergangen", "vergeben"
				return first + verb
			}
		}
	}
	return ""
}

// verbal are what verbs begin with that are made from others, the longer ones first.
var verbal = append([]string{"zuruck", "zusammen", "hoch", "los", "raus", "rein", "ver", "zer", "ent", "emp", "be", "er"}, separable...)
