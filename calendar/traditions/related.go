package traditions

import "vielfalt/calendar"

// related lists groups of observances that people confuse, or that keep the
// same thing on different days. Each one's page leads to the others.
func related() [][]calendar.ID {
	return [][]calendar.ID{
		{"islamic/aschura", "islamic/aschura-schiitisch", "islamic/tasua", "islamic/muharram-zehn-tage", "alevi/asure", "alevi/muharrem-fasten-beginn"},
		{"islamic/mawlid-sunnitisch", "islamic/mawlid-schiitisch"},
		{"islamic/isra-miradsch", "islamic/mabath"},
		{"islamic/barat", "islamic/geburtstag-mahdi"},
		{"islamic/ramadan-beginn", "islamic/ramadan-letzte-zehn-naechte", "islamic/eid-al-fitr"},
		{"islamic/lailat-al-qadr", "islamic/lailat-al-qadr-19", "islamic/lailat-al-qadr-21", "islamic/lailat-al-qadr-23"},
		{"islamic/lailat-al-qadr-21", "islamic/martyrium-ali"},
		{"islamic/geburtstag-ali", "islamic/martyrium-ali", "alevi/newroz-geburt-alis"},
		{"islamic/hadsch", "islamic/arafat", "islamic/eid-al-adha", "islamic/dhul-hiddscha-zehn-tage"},
		{"islamic/eid-al-adha", "alevi/kurban"},
		{"islamic/ghadir", "alevi/gadir-hum"},
		{"alevi/hizir-fasten-beginn", "alevi/hizir-fasten-ende", "alevi/hidirellez", "yazidi/xidir-ilyas"},
		{"yazidi/xidir-fasten", "yazidi/xidir-ilyas"},
		{"yazidi/ida-ezi-fasten-beginn", "yazidi/ida-ezi"},
		{"yazidi/carsema-sor", "persian-zoroastrian/tschaharschanbe-suri"},
		{"bahai/ridvan", "bahai/ridvan-1", "bahai/ridvan-9", "bahai/ridvan-12"},
		{"bahai/fastenbeginn", "bahai/naw-ruz", "bahai/ayyam-i-ha-beginn"},
		{"bahai/geburt-des-bab", "bahai/geburt-bahaullah"},
		{"persian-zoroastrian/nouruz", "persian-zoroastrian/nouruz-tage", "persian-zoroastrian/sizdah-bedar", "persian-zoroastrian/tschaharschanbe-suri"},
		{"persian-zoroastrian/nouruz", "persian-zoroastrian/newroz-kurdisch", "alevi/newroz-geburt-alis", "bahai/naw-ruz"},
		{"christian-western/weihnachten", "christian-orthodox/weihnachten-neukalendarisch", "christian-orthodox/weihnachten-julianisch", "christian-oriental/weihnachten-armenisch", "christian-oriental/weihnachten-koptisch", "christian-oriental/genna"},
		{"buddhist/vesakh-vollmond-mai", "buddhist/vesakh-sri-lanka", "buddhist/vesakh-thailand", "buddhist/vesakh-suedostasien", "buddhist/buddhas-geburtstag-ostasien", "buddhist/buddhas-geburtstag-korea", "buddhist/hanamatsuri", "buddhist/saga-dawa-duechen"},
		{"hindu/diwali", "jain/mahavira-nirvana", "sikh/bandi-chhor-divas"},
		{"buddhist/ullambana", "east-asian/geisterfest"},
	}
}
