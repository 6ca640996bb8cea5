package traditions

import (
	"vielfalt/calendar"
	"vielfalt/calendar/hindu"
)

// jain returns the year of the Jain community. Samvatsari is that of the
// Murtipujak, who are the majority of the Shvetambara; the Sthanakvasi keep the
// next tithi, and the Digambara other days.
func jain(a *hindu.Panchang, published lister) calendar.Tradition {
	samvatsari := a.On(hindu.Bhadrapada, 4, hindu.Sunrise)
	rows := []row{
		{slug: "mahavir-jayanti", german: "Mahavir Jayanti", english: "Mahavir Jayanti", original: "महावीर जयन्ती", lang: "sa", also: []string{"Mahavira Jayanti", "Mahavir Janma Kalyanak", "Geburtstag Mahaviras"}, rule: published("mahavir-jayanti", a.On(hindu.Chaitra, 13, hindu.Sunrise)), source: publishedSource + "13. Tithi des Chaitra bei Sonnenaufgang"},
		{slug: "paryushan-beginn", german: "Paryushan (Shvetambara)", english: "Paryushan (Shvetambara)", original: "पर्युषण", lang: "sa", also: []string{"Paryushana", "Paryuschan", "Paryushan Parva"}, kind: calendar.Fast, period: true, days: 8, until: "samvatsari", rule: calendar.Shift(samvatsari, -7), source: computedSource + "sieben Tage vor Samvatsari, mit dem die acht Tage enden"},
		{slug: "samvatsari", german: "Samvatsari (Shvetambara, Murtipujak)", english: "Samvatsari (Shvetambara, Murtipujak)", original: "संवत्सरी", lang: "sa", also: []string{"Samvatsari Parva", "Vergebungstag (Jain)", "Forgiveness Day"}, kind: calendar.Fast, rule: samvatsari, source: computedSource + "4. Tithi des Bhadrapada bei Sonnenaufgang (Murtipujak)"},
		{slug: "samvatsari-sthanakvasi", german: "Samvatsari (Shvetambara, Sthanakvasi)", english: "Samvatsari (Shvetambara, Sthanakvasi)", original: "संवत्सरी", lang: "sa", also: []string{"Samvatsari der Sthanakvasi", "Samvatsari Panchami"}, kind: calendar.Fast, along: "jain/samvatsari", rule: fiftyDays{a.On(hindu.Bhadrapada, 5, hindu.Midday), a.On(hindu.Ashadha, 15, hindu.Sunrise)}, source: computedSource + "5. Tithi des Bhadrapada am Mittag; liegt ein Schaltmonat davor, feiern manche einen Monat früher"},
		{slug: "das-lakshana-beginn", german: "Das Lakshana (Digambara)", english: "Das Lakshana (Digambara)", original: "दशलक्षण", lang: "sa", also: []string{"Daslakshan Parva", "Dasalakshana", "Paryushan (Digambara)", "Das Lakshan"}, kind: calendar.Fast, period: true, days: 11, until: "anant-chaturdashi", rule: a.On(hindu.Bhadrapada, 5, hindu.Sunrise), source: computedSource + "5. Tithi des Bhadrapada bei Sonnenaufgang, bis Anant Chaturdashi"},
		{slug: "anant-chaturdashi", german: "Anant Chaturdashi (Digambara)", english: "Anant Chaturdashi (Digambara)", original: "अनन्त चतुर्दशी", lang: "sa", also: []string{"Ananta Chaturdashi (Jain)"}, kind: calendar.Fast, rule: a.On(hindu.Bhadrapada, 14, hindu.Sunrise), source: computedSource + "14. Tithi des Bhadrapada bei Sonnenaufgang"},
		{slug: "kshamavani", german: "Kshamavani (Tag der Vergebung, Digambara)", english: "Kshamavani (Digambara)", original: "क्षमावाणी", lang: "hi", also: []string{"Kshamavani Parva", "Kshama Diwas", "Kshamapana"}, rule: a.On(hindu.Bhadrapada, 16, hindu.Sunrise), source: computedSource + "1. Tithi der dunklen Hälfte nach dem Vollmond des Bhadrapada, bei Sonnenaufgang"},
		{slug: "mahavira-nirvana", german: "Diwali (Mahavira Nirvana)", english: "Mahavira Nirvana (Diwali)", original: "महावीर निर्वाण", lang: "sa", also: []string{"Mahavir Nirvan", "Nirvan Kalyanak", "Diwali der Jaina"}, rule: published("mahavira-nirvana", a.On(hindu.Ashvina, 30, hindu.Dusk)), source: publishedSource + newMoonDusk},
	}
	return calendar.Tradition{
		ID:          "jain",
		Name:        calendar.Name{German: "Jainismus", English: "Jainism", Original: "जैन धर्म", OriginalLang: "sa", Also: []string{"jainistisch", "Jainas", "Dschainismus", "Jain", "Jinismus"}},
		Observances: table("jain", calendar.Sunrise, rows),
	}
}

// fiftyDays keeps Samvatsari where it may be at most fifty days after the full
// moon of Ashadha (Pravin K. Shah, Historical Perspective of Samvatsari Day).
// If a leap month makes it more, some do not count that month, and keep it
// thirty days earlier.
type fiftyDays struct {
	calendar.Rule
	fullMoon calendar.Rule
}

// Dates implements [calendar.Rule].
func (r fiftyDays) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := r.Rule.Dates(from, to)
	for i := range out {
		k := &out[i]
		if len(r.fullMoon.Dates(k.First-60, k.First)) == 0 {
			k.Earliest -= 30
		}
	}
	return out
}
