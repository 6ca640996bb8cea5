package traditions

import (
	"strings"
	"time"

	"vielfalt/calendar"
)

// A revision says which entries in subscribed calendars changed on a day,
// through a table or through the words around it, and what changed. A test
// notices a change that has no line here.
type revision struct {
	on string
	// of lists observances, or whole traditions as "islamic/", separated by
	// spaces.
	of string
	// from and to are years of the reckoning, 0 for no bound.
	from, to        int
	german, english string
}

// revisions are in the order of their days.
func revisions() []revision {
	return []revision{
		{"2026-11-26", "alevi/asure buddhist/asalha-puja buddhist/magha-puja buddhist/vesakh-suedostasien buddhist/vesakh-thailand civil/tag-des-fluechtlings hindu/chhath-puja hindu/dhanteras hindu/diwali hindu/durga-puja hindu/dussehra hindu/ganesh-chaturthi hindu/govardhan-puja hindu/guru-purnima hindu/hanuman-jayanti hindu/holi hindu/holika-dahan hindu/karva-chauth hindu/krishna-janmashtami hindu/maha-shivaratri hindu/makar-sankranti hindu/puthandu hindu/raksha-bandhan hindu/ram-navami hindu/ratha-yatra hindu/ugadi hindu/vasant-panchami hindu/krishna-janmashtami-smarta islamic/arafat islamic/aschura islamic/barat islamic/eid-al-adha islamic/eid-al-fitr islamic/isra-miradsch islamic/lailat-al-qadr islamic/mawlid-sunnitisch islamic/neujahr islamic/regaib jain/mahavir-jayanti jain/mahavira-nirvana jain/samvatsari sikh/bandi-chhor-divas sikh/guru-nanak-gurpurab sikh/hola-mohalla", 0, 0, "wie sicher der Tag ist, wer ihn nennt und wann er sonst begangen wird, steht jetzt genauer da", "how sure the day is, who names it and when else it may be kept is now said more exactly"},
		{"2026-11-26", "civil/deutscher-diversity-tag", 0, 2025, "wie sicher der Tag ist, wer ihn nennt und wann er sonst begangen wird, steht jetzt genauer da", "how sure the day is, who names it and when else it may be kept is now said more exactly"},
		{"2026-11-26", "islamic/arbain islamic/geburtstag-ali islamic/geburtstag-fatima islamic/geburtstag-mahdi islamic/ghadir islamic/martyrium-ali islamic/mawlid-schiitisch islamic/tasua", 0, 0, "der Tag richtet sich jetzt nach der Sichtung des Mondes in Nadschaf", "the day now follows the moon as it is seen at Najaf"},
		{"2026-11-26", "alevi/hizir-fasten-beginn alevi/hizir-fasten-ende alevi/muharrem-fasten-beginn bahai/ayyam-i-ha-beginn bahai/fastenbeginn buddhist/vassa-beginn civil/interkulturelle-woche-beginn civil/interkulturelle-woche-ende hindu/navaratri-beginn islamic/ramadan-beginn jain/das-lakshana-beginn jain/paryushan-beginn yazidi/ida-ezi-fasten-beginn", 0, 0, "die ganze Zeit steht jetzt da, mit ihrem ersten und ihrem letzten Tag", "the whole season is now there, with its first and its last day"},
		{"2026-11-26", "civil/wochen-gegen-rassismus-beginn civil/wochen-gegen-rassismus-ende", 0, 2027, "die ganze Zeit steht jetzt da, mit ihrem ersten und ihrem letzten Tag", "the whole season is now there, with its first and its last day"},
		{"2026-11-26", "east-asian/tet yazidi/cejna-cemaiye-beginn yazidi/xidir-ilyas", 0, 0, "alle Tage des Festes stehen jetzt da", "all days of the feast are now there"},
		{"2026-11-26", "christian-western/allerheiligen christian-western/christi-himmelfahrt christian-western/fronleichnam christian-western/karfreitag christian-western/neujahr christian-western/ostermontag christian-western/pfingstmontag christian-western/weihnachten", 0, 0, "der gesetzliche Feiertag steht jetzt in diesem Eintrag", "the public holiday is now in this entry"},
		{"2026-11-26", "buddhist/ullambana buddhist/vesakh-vollmond-mai christian-oriental/fasika", 0, 0, "was am selben Tag begangen wird, steht jetzt in diesem Eintrag", "what is kept on the same day is now in this entry"},
		{"2026-11-26", "bahai/ridvan-1 bahai/ridvan-12 bahai/ridvan-9 christian-oriental/enkutatash civil/stonewall-tag yazidi/ida-ezi", 0, 0, "der Name ist genauer", "the name is more exact"},
		{"2026-11-26", "buddhist/saga-dawa-duechen", 2154, 2154, "wo der Tag zweimal kommt oder ausfällt, richtet er sich jetzt nach den Schulen", "where the day comes twice or is left out, it now follows the schools"},
		{"2026-11-26", "buddhist/losar", 2157, 2157, "wo der Tag zweimal kommt oder ausfällt, richtet er sich jetzt nach den Schulen", "where the day comes twice or is left out, it now follows the schools"},
		{"2026-11-26", "buddhist/lhabab-duechen", 2159, 2159, "wo der Tag zweimal kommt oder ausfällt, richtet er sich jetzt nach den Schulen", "where the day comes twice or is left out, it now follows the schools"},
		{"2026-11-26", "buddhist/vesakh-sri-lanka", 2026, 2026, "der Tag ist nach dem Amtsblatt Sri Lankas berichtigt, vorher 1. Mai", "the day is corrected after Sri Lanka's gazette, before, 1 May"},
		{"2026-11-27", "civil/europatag civil/holocaust-gedenktag civil/tag-des-grundgesetzes civil/volksaufstand-17-juni civil/widerstand-20-juli de-nw/erster-mai de-nw/tag-der-deutschen-einheit", 0, 0, "die Beflaggung der Dienstgebäude steht jetzt da", "how official buildings are flagged is now there"},
		{"2026-11-27", "alevi/newroz-geburt-alis bahai/ buddhist/buddhas-geburtstag-korea buddhist/vesakh-vollmond-mai christian-oriental/apostelfasten-koptisch christian-oriental/apostelfest-koptisch christian-oriental/enkutatash christian-oriental/genna christian-oriental/nayrouz christian-oriental/sahak-und-mesrop christian-oriental/theophanie-koptisch christian-oriental/timkat christian-oriental/marienfasten-koptisch christian-oriental/meskel christian-oriental/weihnachtsfasten-aethiopisch christian-oriental/weihnachtsfasten-koptisch christian-orthodox/kirchenjahr-julianisch christian-orthodox/kirchenjahr-neukalendarisch christian-orthodox/nikolaus-julianisch christian-orthodox/nikolaus-neukalendarisch christian-orthodox/peter-und-paul-julianisch christian-orthodox/peter-und-paul-neukalendarisch islamic/eid-al-adha islamic/eid-al-fitr islamic/geburtstag-ali islamic/geburtstag-fatima islamic/geburtstag-mahdi islamic/ghadir islamic/martyrium-ali persian-zoroastrian/khordad-sal persian-zoroastrian/zartosht-no-diso sikh/guru-granth-sahib-parkash yazidi/", 0, 0, "der Name ist genauer", "the name is more exact"},
		{"2026-11-27", "alevi/asure alevi/gadir-hum alevi/kurban alevi/muharrem-fasten-beginn", 0, 0, "der Tag gilt nicht mehr als von der Diyanet angekündigt: die alevitischen Gemeinden nennen ihn", "the day is no longer said to be announced by the Diyanet: Alevi communities name it"},
	}
}

// changesOf returns the changes of an observance's entries.
func changesOf(id calendar.ID, all []revision) []calendar.Change {
	var out []calendar.Change
	for _, r := range all {
		for of := range strings.FieldsSeq(r.of) {
			if of != string(id) && of != id.Tradition()+"/" {
				continue
			}
			on, err := time.Parse(time.DateOnly, r.on)
			if err != nil {
				panic(err) // a test reads every line
			}
			out = append(out, calendar.Change{On: on, From: r.from, To: r.to, What: calendar.Name{German: r.german, English: r.english}})
		}
	}
	return out
}
