package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/julian"
)

// yazidi returns the Yazidi year, by the Julian ("eastern") calendar. Batizmî,
// Bêlinde and Şerfedîn lack a date that two sources agree on, so editors enter
// them.
func yazidi() calendar.Tradition {
	first := func(w time.Weekday, month time.Month, plus calendar.Date) julian.Yearly {
		return func(year int) (calendar.Date, bool) {
			return julian.ToDate(year, month, 1).OnOrAfter(w) + plus, true
		}
	}
	rows := []row{
		{slug: "cile-zivistane", german: "Çilê Zivistanê (Winterfest)", english: "Çilê Zivistanê", original: "Çilê Zivistanê", lang: "ku", also: []string{"Cile Zivistane", "Tschileh des Winters", "Vierzig Tage des Winters"}, rule: gregorian.On(time.February, 2), source: "fester Tag, 2. Februar, nach vierzig Fastentagen der Geistlichen"},
		{slug: "xidir-fasten", german: "Fasten vor dem Fest Xidir Îlyas", english: "Fast before Xidir Îlyas", also: []string{"Xidir-Fasten", "Chidir-Fasten"}, kind: calendar.Fast, period: true, days: 3, until: "xidir-ilyas", plus: -1, rule: first(time.Thursday, time.February, -3), source: "Montag bis Mittwoch vor dem Fest Xidir Îlyas"},
		{slug: "xidir-ilyas", german: "Fest Xidir Îlyas und Xidir Nebî", english: "Feast of Xidir Îlyas and Xidir Nebî", original: "Xidir Îlyas", lang: "ku", also: []string{"Xidir Ilyas", "Xidir Elyas", "Khidr Ilyas", "Chidir Nebi", "Xidir Nebi", "Cejna Xidir Liyas"}, days: 2, rule: first(time.Thursday, time.February, 0), source: "erster Donnerstag im Februar des julianischen Kalenders und der Freitag danach"},
		{slug: "carsema-sor", german: "Çarşema Sor (Roter Mittwoch, Neujahr)", english: "Çarşema Sor (Red Wednesday, New Year)", original: "Çarşema Sor", lang: "ku", also: []string{"Carsema Sor", "Çarşemiya Sor", "Tscharschama Sor", "Roter Mittwoch", "Sersal", "Êzîdisches Neujahr", "Yazidi New Year"}, kind: calendar.NewYear, begin: calendar.Sunset, rule: first(time.Wednesday, time.April, 0), source: "erster Mittwoch im April des julianischen Kalenders"},
		{slug: "cile-havine", german: "Çilê Havînê (Sommerfest)", english: "Çilê Havînê", original: "Çilê Havînê", lang: "ku", also: []string{"Cile Havine", "Tschileh des Sommers", "Vierzig Tage des Sommers"}, rule: gregorian.On(time.August, 2), source: "fester Tag, 2. August, nach vierzig Fastentagen der Geistlichen"},
		{slug: "genozid-gedenken", german: "Gedenktag an den Völkermord an den Êzîdinnen und Êzîden (2014)", english: "Yazidi genocide remembrance", also: []string{"Völkermord an den Êzîden", "Yazidi Genocide"}, kind: calendar.Remembrance, since: 2014, rule: gregorian.On(time.August, 3), source: "Jahrestag des Überfalls vom 3. August 2014; Anerkennung durch den Bundestag am 19. Januar 2023"},
		{slug: "cejna-cemaiye-beginn", german: "Cejna Cemaiyê (Versammlungsfest)", english: "Feast of the Assembly", original: "Cejna Cemaiyê", lang: "ku", also: []string{"Cejna Cemaiye", "Cemaiya", "Jama'iya", "Versammlungsfest", "Scheich-Adi-Fest"}, days: 7, rule: gregorian.On(time.October, 6), source: "feste Tage, 6. bis 12. Oktober, in Lalisch"},
		{slug: "ida-ezi-fasten-beginn", german: "Fasten vor Îda Êzî", english: "Fast before Îda Êzî", original: "Rojiyên Êzî", lang: "ku", also: []string{"Rojiyen Ezi", "Êzî-Fasten"}, kind: calendar.Fast, period: true, days: 3, until: "ida-ezi", plus: -1, rule: first(time.Friday, time.December, -3), source: "Dienstag bis Donnerstag vor Îda Êzî"},
		{slug: "ida-ezi", german: "Îda Êzî (Fest zu Ehren Gottes)", english: "Îda Êzî (feast in honour of God)", original: "Îda Êzî", lang: "ku", also: []string{"Ida Ezi", "Cejna Êzî", "Ezi-Fest", "Eda Ezi", "Cejna Rojiya"}, rule: first(time.Friday, time.December, 0), source: "erster Freitag im Dezember des julianischen Kalenders"},
	}
	return calendar.Tradition{
		ID:          "yazidi",
		Name:        calendar.Name{German: "Êzîdentum", English: "Yazidism", Original: "Êzîdîtî", OriginalLang: "ku", Also: []string{"Jesidentum", "Jesiden", "Êzîden", "Eziden", "Yeziden", "Yezidentum", "jesidisch", "êzîdisch"}},
		Observances: table("yazidi", calendar.Midnight, rows),
	}
}
