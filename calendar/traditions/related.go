package traditions

import "vielfalt/calendar"

// related lists groups of observances that people confuse, or that keep the
// same thing on different days. Each one's page leads to the others.
func related() [][]calendar.ID {
	return [][]calendar.ID{
		{"islamic/aschura", "islamic/tasua", "alevi/asure", "alevi/muharrem-fasten-beginn"},
		{"persian-zoroastrian/nouruz", "persian-zoroastrian/newroz-kurdisch", "alevi/newroz-geburt-alis", "bahai/naw-ruz"},
		{"christian-western/weihnachten", "christian-orthodox/weihnachten-neukalendarisch", "christian-orthodox/weihnachten-julianisch", "christian-oriental/weihnachten-armenisch", "christian-oriental/weihnachten-koptisch", "christian-oriental/genna"},
		{"buddhist/vesakh-vollmond-mai", "buddhist/vesakh-sri-lanka", "buddhist/vesakh-thailand", "buddhist/vesakh-suedostasien", "buddhist/vesakh-malaysia", "buddhist/vesakh-indonesien", "buddhist/vesakh-vietnam", "buddhist/buddha-purnima", "buddhist/buddhas-geburtstag-ostasien", "buddhist/buddhas-geburtstag-korea", "buddhist/hanamatsuri", "buddhist/saga-dawa-duechen"},
		{"hindu/diwali", "jain/mahavira-nirvana", "sikh/bandi-chhor-divas", "hindu/naraka-chaturdashi"},
		{"hindu/raksha-bandhan", "hindu/bhai-dooj"},
		{"hindu/holi", "hindu/holika-dahan", "sikh/hola-mohalla"},
		{"hindu/makar-sankranti", "hindu/thai-pongal", "hindu/lohri"},
		{"hindu/puthandu", "hindu/puthandu-sri-lanka", "hindu/vishu", "hindu/pohela-boishakh", "hindu/pohela-boishakh-bangladesch", "sikh/vaisakhi", "buddhist/songkran"},
		{"hindu/ugadi", "hindu/cheti-chand"},
		{"hindu/ganesh-chaturthi", "hindu/anant-chaturdashi", "jain/anant-chaturdashi"},
		{"hindu/krishna-janmashtami", "hindu/krishna-janmashtami-smarta"},
		{"hindu/navaratri-beginn", "hindu/durga-puja", "hindu/dussehra"},
		{"jain/samvatsari", "jain/samvatsari-sthanakvasi", "jain/kshamavani"},
		{"jain/paryushan-beginn", "jain/das-lakshana-beginn"},
		{"buddhist/vassa-beginn", "buddhist/pavarana", "buddhist/kathina"},
		{"buddhist/ullambana", "buddhist/vu-lan", "buddhist/obon", "east-asian/geisterfest"},
	}
}
