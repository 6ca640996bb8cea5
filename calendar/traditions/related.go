package traditions

import "vielfalt/calendar"

// related lists groups of observances that people confuse, or that keep the
// same thing on different days. Each one's page leads to the others.
func related() [][]calendar.ID {
	return [][]calendar.ID{
		{"islamic/aschura", "islamic/tasua", "alevi/asure", "alevi/muharrem-fasten-beginn"},
		{"persian-zoroastrian/nouruz", "persian-zoroastrian/newroz-kurdisch", "alevi/newroz-geburt-alis", "bahai/naw-ruz"},
		{"christian-western/weihnachten", "christian-orthodox/weihnachten-neukalendarisch", "christian-orthodox/weihnachten-julianisch", "christian-oriental/weihnachten-armenisch", "christian-oriental/weihnachten-koptisch", "christian-oriental/weihnachten-syrisch", "christian-oriental/genna"},
		{"buddhist/vesakh-vollmond-mai", "buddhist/vesakh-sri-lanka", "buddhist/vesakh-thailand", "buddhist/vesakh-suedostasien", "buddhist/buddhas-geburtstag-ostasien", "buddhist/buddhas-geburtstag-korea", "buddhist/hanamatsuri", "buddhist/saga-dawa-duechen"},
		{"hindu/diwali", "jain/mahavira-nirvana", "sikh/bandi-chhor-divas"},
		{"buddhist/ullambana", "east-asian/geisterfest"},
		{"christian-western/christkoenig", "christian-western/ewigkeitssonntag"},
		{"christian-western/ostersonntag", "christian-orthodox/pascha", "christian-oriental/fasika", "christian-oriental/ostern-syrisch", "christian-oriental/zatik"},
		{"christian-western/fastenzeit", "christian-orthodox/grosse-fastenzeit", "christian-oriental/grosse-fastenzeit-koptisch", "christian-oriental/grosse-fastenzeit-syrisch", "christian-oriental/grosse-fastenzeit-armenisch"},
		{"christian-western/advent", "christian-orthodox/weihnachtsfasten-neukalendarisch", "christian-orthodox/weihnachtsfasten-julianisch", "christian-oriental/weihnachtsfasten-koptisch", "christian-oriental/weihnachtsfasten-aethiopisch"},
		{"christian-western/heilige-drei-koenige", "christian-orthodox/theophanie-neukalendarisch", "christian-orthodox/theophanie-julianisch", "christian-oriental/denho", "christian-oriental/theophanie-koptisch", "christian-oriental/timkat"},
		{"christian-orthodox/georgstag-julianisch", "alevi/hidirellez"},
		{"christian-oriental/ninive-fasten", "christian-oriental/ninive-fasten-ostsyrisch"},
		{"christian-oriental/gedenken-genozid-armenier", "christian-oriental/sayfo", "christian-oriental/assyrische-maertyrer"},
		{"christian-oriental/sahak-und-mesrop", "christian-oriental/heilige-uebersetzer"},
		{"christian-western/israelsonntag", "jewish/tischa-be-aw"},
	}
}
