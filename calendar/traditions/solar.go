package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/solar"
)

// Sources of the solar table.
const (
	sunStands  = "astronomisch, Datum in mitteleuropäischer Zeit"
	crossQuart = "fester Tag, so in den heutigen heidnischen Gemeinschaften üblich"
)

// solarPagan returns the wheel of the year: equinoxes and solstices by the sun,
// the days in between by custom.
func solarPagan() calendar.Tradition {
	rows := []row{
		{slug: "imbolc", german: "Imbolc", english: "Imbolc", original: "Imbolc", lang: "ga", also: []string{"Imbolg", "Oimelc"}, rule: gregorian.On(time.February, 1), source: crossQuart},
		{slug: "fruehlingsaequinoktium", german: "Frühlings-Tagundnachtgleiche (Ostara)", english: "Spring equinox (Ostara)", also: []string{"Ostara", "Frühlingsäquinoktium", "Alban Eilir", "Spring equinox"}, rule: solar.On(solar.MarchEquinox, calendar.Berlin), source: sunStands},
		{slug: "beltane-vorabend", german: "Walpurgisnacht (Beltane-Vorabend)", english: "Walpurgis Night", also: []string{"Walpurgis", "Hexennacht", "Freinacht"}, rule: gregorian.On(time.April, 30), source: crossQuart},
		{slug: "beltane", german: "Beltane", english: "Beltane", original: "Bealtaine", lang: "ga", also: []string{"Beltaine"}, rule: gregorian.On(time.May, 1), source: crossQuart},
		{slug: "sommersonnenwende", german: "Sommersonnenwende (Litha)", english: "Summer solstice (Litha)", also: []string{"Litha", "Sommersonnwende", "Sonnwende"}, rule: solar.On(solar.JuneSolstice, calendar.Berlin), source: sunStands},
		{slug: "lughnasadh", german: "Lughnasadh (Lammas)", english: "Lughnasadh", original: "Lughnasadh", lang: "ga", also: []string{"Lammas", "Lugnasad"}, rule: gregorian.On(time.August, 1), source: crossQuart},
		{slug: "herbstaequinoktium", german: "Herbst-Tagundnachtgleiche (Mabon)", english: "Autumn equinox (Mabon)", also: []string{"Mabon", "Herbstäquinoktium", "Autumn equinox"}, rule: solar.On(solar.SeptemberEquinox, calendar.Berlin), source: sunStands},
		{slug: "samhain", german: "Samhain", english: "Samhain", original: "Samhain", lang: "ga", also: []string{"Samhuinn"}, rule: gregorian.On(time.October, 31), source: crossQuart},
		{slug: "wintersonnenwende", german: "Wintersonnenwende (Jul)", english: "Winter solstice (Yule)", also: []string{"Julfest", "Jul", "Yule", "Wintersonnwende"}, rule: solar.On(solar.DecemberSolstice, calendar.Berlin), source: sunStands},
	}
	return calendar.Tradition{
		ID:          "solar-pagan",
		Name:        calendar.Name{German: "Sonnenfeste und Jahreskreis", English: "Solar feasts and the wheel of the year", Also: []string{"Heidentum", "heidnisch", "Wicca", "Jahreskreisfeste", "Pagan"}},
		Observances: table("solar-pagan", calendar.Midnight, rows),
	}
}
