package traditions

import (
	"vielfalt/calendar"
	"vielfalt/calendar/hindu"
)

// jain returns the year of the Jain community. Samvatsari is computed in all
// years: the published day is that of the Sthanakvasi, a day after that of the
// Murtipujak, who are the majority of the Shvetambara.
func jain(a *hindu.Panchang, published lister) calendar.Tradition {
	samvatsari := a.On(hindu.Bhadrapada, 4, hindu.Sunrise)
	rows := []row{
		{slug: "mahavir-jayanti", german: "Mahavir Jayanti", english: "Mahavir Jayanti", original: "महावीर जयन्ती", lang: "sa", also: []string{"Mahavira Jayanti", "Mahavir Janma Kalyanak", "Geburtstag Mahaviras"}, rule: published("mahavir-jayanti", a.On(hindu.Chaitra, 13, hindu.Sunrise)), source: publishedSource + "13. Tithi des Chaitra bei Sonnenaufgang"},
		{slug: "paryushan-beginn", german: "Beginn von Paryushan (Shvetambara)", english: "Paryushan begins", original: "पर्युषण", lang: "sa", also: []string{"Paryushana", "Paryuschan", "Paryushan Parva"}, kind: calendar.Fast, rule: calendar.Shift(samvatsari, -7), source: computedSource + "sieben Tage vor Samvatsari"},
		{slug: "samvatsari", german: "Samvatsari (Ende von Paryushan, Shvetambara)", english: "Samvatsari", original: "संवत्सरी", lang: "sa", also: []string{"Samvatsari Parva", "Kshamapana", "Michhami Dukkadam", "Vergebungstag (Jain)", "Forgiveness Day"}, kind: calendar.Fast, rule: samvatsari, source: computedSource + "4. Tithi des Bhadrapada bei Sonnenaufgang (Murtipujak; Sthanakvasi und Digambara am 5.)"},
		{slug: "das-lakshana-beginn", german: "Beginn von Das Lakshana (Digambara)", english: "Das Lakshana begins", original: "दशलक्षण", lang: "sa", also: []string{"Daslakshan Parva", "Dasalakshana", "Paryushan (Digambara)"}, kind: calendar.Fast, rule: a.On(hindu.Bhadrapada, 5, hindu.Sunrise), source: computedSource + "5. Tithi des Bhadrapada bei Sonnenaufgang"},
		{slug: "mahavira-nirvana", german: "Diwali (Mahavira Nirvana)", english: "Mahavira Nirvana (Diwali)", original: "महावीर निर्वाण", lang: "sa", also: []string{"Mahavir Nirvan", "Nirvan Kalyanak", "Diwali der Jaina", "Deepavali"}, rule: published("mahavira-nirvana", a.On(hindu.Ashvina, 30, hindu.Dusk)), source: publishedSource + "Neumond (30. Tithi) des Ashvina am Abend"},
	}
	return calendar.Tradition{
		ID:          "jain",
		Name:        calendar.Name{German: "Jainismus", English: "Jainism", Original: "जैन धर्म", OriginalLang: "sa", Also: []string{"jainistisch", "Jainas", "Dschainismus", "Jain", "Jinismus"}},
		Observances: table("jain", calendar.Sunrise, rows),
	}
}
