package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/hindu"
)

const nanakshahi = "fester Tag des Nanakshahi-Kalenders von 2003, auf frühere Jahre zurückgerechnet"

// sgpc is the convention of the gurdwaras' committee in Amritsar.
const sgpc = "sgpc"

// sikh returns the year of the Sikhs. The calendar of 2003 fixed most
// gurpurabs; three feasts still follow the moon. In 2010 and 2015 the SGPC
// returned to the lunar days for others too, while many communities abroad kept
// the calendar of 2003 (Tribune, Amritsar, 13 February 2023; Hindustan Times, 6
// March 2018). That of Guru Gobind Singh is Poh Sudi 7: the days that the SGPC
// kept from 2016 to 2025 agree. No source was found for the lunar day of the
// guruship of the Granth.
func sikh(a *hindu.Panchang, published lister) calendar.Tradition {
	lunar := func(month hindu.Month, day int) map[string]calendar.Rule {
		return map[string]calendar.Rule{sgpc: named{a.On(month, day, hindu.Sunrise), sgpc}}
	}
	rows := []row{
		{slug: "guru-gobind-singh-gurpurab", german: "Geburtstag Guru Gobind Singhs", english: "Guru Gobind Singh Gurpurab", original: "ਗੁਰੂ ਗੋਬਿੰਦ ਸਿੰਘ ਗੁਰਪੁਰਬ", lang: "pa", also: []string{"Guru Gobind Singh Jayanti", "Gurpurab Guru Gobind Singh", "Parkash Guru Gobind Singh"}, rule: named{gregorian.On(time.January, 5), "nanakshahi-2003"}, variants: lunar(hindu.Pausha, 7), source: nanakshahi + " (23. Poh); nach der SGPC Poh Sudi 7 bei Sonnenaufgang"},
		{slug: "hola-mohalla", german: "Hola Mohalla", english: "Hola Mohalla", original: "ਹੋਲਾ ਮਹੱਲਾ", lang: "pa", also: []string{"Hola Mahalla", "Hola"}, rule: a.On(hindu.Phalguna, 16, hindu.Sunrise), source: computedSource + "erster Tag nach dem Vollmond des Phalguna (Chet Vadi 1) bei Sonnenaufgang, an dem in Anandpur Sahib der Umzug stattfindet"},
		{slug: "nanakshahi-neujahr", german: "Nanakshahi-Neujahr (1. Chet)", english: "Nanakshahi New Year", original: "ਨਾਨਕਸ਼ਾਹੀ ਨਵਾਂ ਸਾਲ", lang: "pa", also: []string{"Sikh-Neujahr", "Neujahr der Sikhs", "1 Chet"}, kind: calendar.NewYear, rule: gregorian.On(time.March, 14), source: nanakshahi},
		{slug: "vaisakhi", german: "Vaisakhi (Nanakshahi, 1. Vaisakh)", english: "Vaisakhi (Nanakshahi)", original: "ਵਿਸਾਖੀ", lang: "pa", also: []string{"Baisakhi", "Vaisakhi", "Waisakhi", "Khalsa Sajna Divas", "Gründung der Khalsa"}, rule: gregorian.On(time.April, 14), source: nanakshahi + "; in Indien oft am 13. April"},
		{slug: "guru-arjan-maertyrertod", german: "Märtyrertod Guru Arjans", english: "Martyrdom of Guru Arjan", original: "ਗੁਰੂ ਅਰਜਨ ਦੇਵ ਸ਼ਹੀਦੀ", lang: "pa", also: []string{"Shaheedi Guru Arjan", "Guru Arjan Dev Martyrdom", "Shahidi Guru Arjan Dev"}, kind: calendar.Remembrance, rule: named{gregorian.On(time.June, 16), "nanakshahi-2003"}, variants: lunar(hindu.Jyeshtha, 4), source: nanakshahi + " (2. Harh); nach der SGPC Jeth Sudi 4 bei Sonnenaufgang"},
		{slug: "guru-granth-sahib-parkash", german: "Erste Aufstellung des Guru Granth Sahib", english: "First Parkash of Guru Granth Sahib", original: "ਗੁਰੂ ਗ੍ਰੰਥ ਸਾਹਿਬ ਪ੍ਰਕਾਸ਼", lang: "pa", also: []string{"Parkash Guru Granth Sahib", "Pehla Parkash"}, rule: named{gregorian.On(time.September, 1), "nanakshahi-2003"}, variants: lunar(hindu.Bhadrapada, 1), source: nanakshahi + " (17. Bhadon); nach der SGPC Bhadon Sudi 1 bei Sonnenaufgang"},
		{slug: "guru-granth-sahib-gurgaddi", german: "Guru Granth Sahib als Guru (Gurgaddi)", english: "Guruship of Guru Granth Sahib", original: "ਗੁਰੂ ਗ੍ਰੰਥ ਸਾਹਿਬ ਗੁਰਗੱਦੀ", lang: "pa", also: []string{"Gurgaddi Divas", "Gur Gaddi Guru Granth Sahib"}, rule: gregorian.On(time.October, 20), source: nanakshahi + " (6. Katak)"},
		{slug: "bandi-chhor-divas", german: "Bandi Chhor Divas", english: "Bandi Chhor Divas", original: "ਬੰਦੀ ਛੋੜ ਦਿਵਸ", lang: "pa", also: []string{"Bandi Chhor", "Bandi Chor Diwas"}, rule: published("bandi-chhor-divas", a.On(hindu.Ashvina, 30, hindu.Dusk)), source: publishedSource + newMoonDusk},
		{slug: "guru-nanak-gurpurab", german: "Guru Nanak Gurpurab (Kattak Puranmashi)", english: "Guru Nanak Gurpurab", original: "ਗੁਰੂ ਨਾਨਕ ਗੁਰਪੁਰਬ", lang: "pa", also: []string{"Guru Nanak Jayanti", "Geburtstag Guru Nanaks", "Guru Nanak Dev Ji Parkash"}, rule: published("guru-nanak-gurpurab", a.On(hindu.Kartika, 15, hindu.Sunrise)), source: publishedSource + "15. Tithi des Kartika bei Sonnenaufgang"},
		{slug: "guru-tegh-bahadur-maertyrertod", german: "Märtyrertod Guru Tegh Bahadurs", english: "Martyrdom of Guru Tegh Bahadur", original: "ਗੁਰੂ ਤੇਗ ਬਹਾਦਰ ਸ਼ਹੀਦੀ", lang: "pa", also: []string{"Shaheedi Guru Tegh Bahadur", "Shahidi Guru Teg Bahadur"}, kind: calendar.Remembrance, rule: named{gregorian.On(time.November, 24), "nanakshahi-2003"}, variants: lunar(hindu.Margashirsha, 5), source: nanakshahi + " (11. Maghar); nach der SGPC Maghar Sudi 5 bei Sonnenaufgang"},
	}
	return calendar.Tradition{
		ID:   "sikh",
		Name: calendar.Name{German: "Sikhismus", English: "Sikhism", Original: "ਸਿੱਖੀ", OriginalLang: "pa", Also: []string{"Sikhs", "Sikh", "Sikhi", "Sikh-Religion"}},
		Conventions: []calendar.Convention{
			{ID: "nanakshahi-2003", Name: calendar.Name{German: "Nanakshahi von 2003", English: "Nanakshahi of 2003"}, Explanation: "Der Sonnenkalender von 2003 mit festen Tagen, den viele Gemeinden außerhalb Indiens beibehalten haben."},
			{ID: sgpc, Name: calendar.Name{German: "SGPC (Amritsar)", English: "SGPC (Amritsar)"}, Explanation: "Der seit 2010 geänderte Kalender des Gurdwara-Komitees SGPC in Amritsar, der einige Tage wieder nach dem Mond bestimmt."},
		},
		Observances: table("sikh", calendar.Midnight, rows),
	}
}

// named says which convention a rule's days follow.
type named struct {
	calendar.Rule
	convention string
}

// Dates implements [calendar.Rule].
func (n named) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := n.Rule.Dates(from, to)
	for i := range out {
		out[i].Convention = n.convention
	}
	return out
}
