package traditions

import "vielfalt/calendar"

// related lists groups of observances that people confuse, or that keep the
// same thing on different days. Each one's page leads to the others.
func related() [][]calendar.ID {
	return [][]calendar.ID{
		{"islamic/aschura", "islamic/tasua", "alevi/asure", "alevi/muharrem-fasten-beginn"},
		{"persian-zoroastrian/nouruz", "persian-zoroastrian/newroz-kurdisch", "alevi/newroz-geburt-alis", "bahai/naw-ruz"},
		{"christian-western/weihnachten", "christian-orthodox/weihnachten-neukalendarisch", "christian-orthodox/weihnachten-julianisch", "christian-oriental/weihnachten-armenisch", "christian-oriental/weihnachten-koptisch", "christian-oriental/genna"},
		{"buddhist/vesakh-vollmond-mai", "buddhist/vesakh-sri-lanka", "buddhist/vesakh-thailand", "buddhist/vesakh-suedostasien", "buddhist/buddhas-geburtstag-ostasien", "buddhist/buddhas-geburtstag-korea", "buddhist/hanamatsuri", "buddhist/saga-dawa-duechen"},
		{"hindu/diwali", "jain/mahavira-nirvana", "sikh/bandi-chhor-divas"},
		{"buddhist/ullambana", "east-asian/geisterfest"},
	}
}
