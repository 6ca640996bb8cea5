package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/hindu"
)

const nanakshahi = "fester Tag des Nanakshahi-Kalenders von 2003, auf frühere Jahre zurückgerechnet"

// sikh returns the year of the Sikhs. The calendar of 2003 fixed most
// gurpurabs; three feasts still follow the moon.
func sikh(a *hindu.Panchang, published lister) calendar.Tradition {
	rows := []row{
		{slug: "guru-gobind-singh-gurpurab", german: "Geburtstag Guru Gobind Singhs", english: "Guru Gobind Singh Gurpurab", original: "ਗੁਰੂ ਗੋਬਿੰਦ ਸਿੰਘ ਗੁਰਪੁਰਬ", lang: "pa", also: []string{"Guru Gobind Singh Jayanti", "Gurpurab Guru Gobind Singh", "Parkash Guru Gobind Singh"}, rule: gregorian.On(time.January, 5), source: nanakshahi + " (23. Poh)"},
		{slug: "hola-mohalla", german: "Hola Mohalla", english: "Hola Mohalla", original: "ਹੋਲਾ ਮਹੱਲਾ", lang: "pa", also: []string{"Hola Mahalla", "Hola"}, rule: published("hola-mohalla", calendar.Shift(a.On(hindu.Phalguna, 15, hindu.Afternoon), 1)), source: publishedSource + "Tag nach dem Vollmond (15. Tithi am Nachmittag) des Phalguna"},
		{slug: "nanakshahi-neujahr", german: "Nanakshahi-Neujahr (1. Chet)", english: "Nanakshahi New Year", original: "ਨਾਨਕਸ਼ਾਹੀ ਨਵਾਂ ਸਾਲ", lang: "pa", also: []string{"Sikh-Neujahr", "Neujahr der Sikhs", "1 Chet"}, kind: calendar.NewYear, rule: gregorian.On(time.March, 14), source: nanakshahi},
		{slug: "vaisakhi", german: "Vaisakhi (Nanakshahi, 1. Vaisakh)", english: "Vaisakhi (Nanakshahi)", original: "ਵਿਸਾਖੀ", lang: "pa", also: []string{"Baisakhi", "Vaisakhi", "Waisakhi", "Khalsa Sajna Divas", "Gründung der Khalsa"}, rule: gregorian.On(time.April, 14), source: nanakshahi + "; in Indien oft am 13. April"},
		{slug: "guru-arjan-maertyrertod", german: "Märtyrertod Guru Arjans", english: "Martyrdom of Guru Arjan", original: "ਗੁਰੂ ਅਰਜਨ ਦੇਵ ਸ਼ਹੀਦੀ", lang: "pa", also: []string{"Shaheedi Guru Arjan", "Guru Arjan Dev Martyrdom", "Shahidi Guru Arjan Dev"}, kind: calendar.Remembrance, rule: gregorian.On(time.June, 16), source: nanakshahi + " (2. Harh)"},
		{slug: "guru-granth-sahib-parkash", german: "Erste Installation des Guru Granth Sahib", english: "First Parkash of Guru Granth Sahib", original: "ਗੁਰੂ ਗ੍ਰੰਥ ਸਾਹਿਬ ਪ੍ਰਕਾਸ਼", lang: "pa", also: []string{"Parkash Guru Granth Sahib", "Pehla Parkash", "Adi Granth"}, rule: gregorian.On(time.September, 1), source: nanakshahi + " (17. Bhadon)"},
		{slug: "guru-granth-sahib-gurgaddi", german: "Guru Granth Sahib als Guru (Gurgaddi)", english: "Guruship of Guru Granth Sahib", original: "ਗੁਰੂ ਗ੍ਰੰਥ ਸਾਹਿਬ ਗੁਰਗੱਦੀ", lang: "pa", also: []string{"Gurgaddi Divas", "Gur Gaddi Guru Granth Sahib"}, rule: gregorian.On(time.October, 20), source: nanakshahi + " (6. Katak)"},
		{slug: "bandi-chhor-divas", german: "Bandi Chhor Divas", english: "Bandi Chhor Divas", original: "ਬੰਦੀ ਛੋੜ ਦਿਵਸ", lang: "pa", also: []string{"Bandi Chhor", "Bandi Chor Diwas", "Tag der Befreiung", "Diwali der Sikhs"}, rule: published("bandi-chhor-divas", a.On(hindu.Ashvina, 30, hindu.Dusk)), source: publishedSource + "Neumond (30. Tithi) des Ashvina am Abend"},
		{slug: "guru-nanak-gurpurab", german: "Guru Nanak Gurpurab (Kattak Puranmashi)", english: "Guru Nanak Gurpurab", original: "ਗੁਰੂ ਨਾਨਕ ਗੁਰਪੁਰਬ", lang: "pa", also: []string{"Guru Nanak Jayanti", "Geburtstag Guru Nanaks", "Guru Nanak Dev Ji Parkash", "Gurpurab"}, rule: published("guru-nanak-gurpurab", a.On(hindu.Kartika, 15, hindu.Sunrise)), source: publishedSource + "15. Tithi des Kartika bei Sonnenaufgang"},
		{slug: "guru-tegh-bahadur-maertyrertod", german: "Märtyrertod Guru Tegh Bahadurs", english: "Martyrdom of Guru Tegh Bahadur", original: "ਗੁਰੂ ਤੇਗ ਬਹਾਦਰ ਸ਼ਹੀਦੀ", lang: "pa", also: []string{"Shaheedi Guru Tegh Bahadur", "Shahidi Guru Teg Bahadur"}, kind: calendar.Remembrance, rule: gregorian.On(time.November, 24), source: nanakshahi + " (11. Maghar)"},
	}
	return calendar.Tradition{
		ID:          "sikh",
		Name:        calendar.Name{German: "Sikhismus", English: "Sikhism", Original: "ਸਿੱਖੀ", OriginalLang: "pa", Also: []string{"Sikhs", "Sikh", "Sikhi", "Sikh-Religion"}},
		Observances: table("sikh", calendar.Midnight, rows),
	}
}
