package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
)

// Sources of the western table.
const (
	easterSource  = "Abstand zum Ostersonntag nach dem gregorianischen Computus (Bulle Inter gravissimas, 1582)"
	adventSource  = "Abstand zum 1. Advent, dem Sonntag nach dem 26. November"
	romanCalendar = "Römischer Generalkalender, fester Tag"
	romanTransfer = "Grundordnung des Kirchenjahres und des Römischen Generalkalenders, Nr. 60 (Verlegung bei Zusammentreffen)"
	fixedCustom   = "fester Tag nach kirchlichem Brauch"
)

// Who keeps what is not kept by all western churches: what only one of them has
// in its calendar, or keeps in public.
var (
	catholic   = []calendar.Denomination{calendar.Catholic}
	protestant = []calendar.Denomination{calendar.Protestant}
)

// christianWestern returns the year of the Roman Catholic and Protestant
// churches in Germany, with its folk customs.
func christianWestern() calendar.Tradition {
	rows := []row{
		{slug: "neujahr", german: "Neujahr", english: "New Year's Day", also: []string{"Neujahrstag", "1. Januar", "Hochfest der Gottesmutter Maria", "Tag der Namensgebung Jesu"}, kind: calendar.NewYear, rule: gregorian.On(time.January, 1), source: fixedCustom},
		{slug: "heilige-drei-koenige", german: "Heilige Drei Könige (Epiphanias)", english: "Epiphany", also: []string{"Dreikönigstag", "Dreikönig", "Erscheinung des Herrn", "Epiphanie", "Epiphaniasfest", "Three Kings' Day"}, rule: gregorian.On(time.January, 6), source: romanCalendar},
		{slug: "gebetswoche-einheit", german: "Gebetswoche für die Einheit der Christen", english: "Week of Prayer for Christian Unity", also: []string{"Ökumenische Gebetswoche", "Gebetswoche der Christen"}, kind: calendar.Season, period: true, days: 8, since: 1968, rule: gregorian.On(time.January, 18), source: "18. bis 25. Januar (Ökumenischer Rat der Kirchen und Dikasterium zur Förderung der Einheit der Christen, gemeinsam seit 1968)"},
		{slug: "lichtmess", german: "Mariä Lichtmess (Darstellung des Herrn)", english: "Candlemas", also: []string{"Lichtmess", "Maria Lichtmess", "Darstellung des Herrn", "Presentation of the Lord"}, rule: gregorian.On(time.February, 2), source: romanCalendar},
		{slug: "weiberfastnacht", german: "Weiberfastnacht", english: "Fat Thursday (Women's Carnival)", also: []string{"Altweiber", "Altweiberfastnacht", "Weiberfasching", "Schmotziger Donnerstag"}, folk: true, rule: gregorian.Easter(-52), source: easterSource},
		{slug: "rosenmontag", german: "Rosenmontag", english: "Carnival Monday", also: []string{"Rose Monday", "Shrove Monday"}, folk: true, rule: gregorian.Easter(-48), source: easterSource},
		{slug: "fastnachtsdienstag", german: "Fastnachtsdienstag", english: "Shrove Tuesday", also: []string{"Faschingsdienstag", "Veilchendienstag", "Karnevalsdienstag", "Mardi Gras", "Pancake Day"}, folk: true, rule: gregorian.Easter(-47), source: easterSource},
		{slug: "aschermittwoch", german: "Aschermittwoch", english: "Ash Wednesday", also: []string{"Beginn der Fastenzeit", "Beginn der Passionszeit"}, kind: calendar.Fast, rule: gregorian.Easter(-46), source: easterSource},
		{slug: "fastenzeit", german: "Fastenzeit (Passionszeit)", english: "Lent", also: []string{"Passionszeit", "Österliche Bußzeit", "Vierzig Tage", "Quadragesima", "Fastenzeit vor Ostern"}, kind: calendar.Fast, period: true, days: 46, rule: gregorian.Easter(-46), source: easterSource + "; Aschermittwoch bis Karsamstag, vierzig Tage ohne die Sonntage"},
		{slug: "weltgebetstag", german: "Weltgebetstag", english: "World Day of Prayer", also: []string{"Weltgebetstag der Frauen", "Women's World Day of Prayer"}, kind: calendar.ActionDay, since: 1927, rule: gregorian.Yearly(prayerDayOn), source: "erster Freitag im März, 1968 vom internationalen Komitee festgelegt; vorher, seit 1927, erster Freitag der Fastenzeit"},
		{slug: "josefstag", german: "Josefstag", english: "St Joseph", also: []string{"Josefitag", "Josephstag", "Hochfest des heiligen Josef", "Saint Joseph's Day"}, by: catholic, rule: gregorian.Yearly(josephOn), source: romanTransfer},
		{slug: "verkuendigung-des-herrn", german: "Verkündigung des Herrn (Mariä Verkündigung)", english: "Annunciation", also: []string{"Mariä Verkündigung", "Lady Day"}, rule: gregorian.Yearly(annunciationOn), source: romanTransfer},
		{slug: "karwoche", german: "Karwoche", english: "Holy Week", also: []string{"Heilige Woche", "Stille Woche"}, kind: calendar.Season, period: true, days: 7, rule: gregorian.Easter(-7), source: easterSource + "; Palmsonntag bis Karsamstag"},
		{slug: "palmsonntag", german: "Palmsonntag", english: "Palm Sunday", also: []string{"Palmarum"}, rule: gregorian.Easter(-7), source: easterSource},
		{slug: "gruendonnerstag", german: "Gründonnerstag", english: "Maundy Thursday", also: []string{"Hoher Donnerstag", "Holy Thursday"}, rule: gregorian.Easter(-3), source: easterSource},
		{slug: "karfreitag", german: "Karfreitag", english: "Good Friday", also: []string{"Stiller Freitag", "Hoher Freitag"}, kind: calendar.Remembrance, rule: gregorian.Easter(-2), source: easterSource},
		{slug: "karsamstag", german: "Karsamstag", english: "Holy Saturday", also: []string{"Stiller Samstag"}, kind: calendar.Remembrance, rule: gregorian.Easter(-1), source: easterSource},
		{slug: "ostersonntag", german: "Ostersonntag", english: "Easter Sunday", also: []string{"Ostern", "Osterfest", "Auferstehung des Herrn", "Easter"}, rule: gregorian.Easter(0), source: easterSource},
		{slug: "ostermontag", german: "Ostermontag", english: "Easter Monday", also: []string{"Zweiter Osterfeiertag"}, rule: gregorian.Easter(1), source: easterSource},
		{slug: "weisser-sonntag", german: "Weißer Sonntag", english: "Low Sunday", also: []string{"Quasimodogeniti", "Sonntag der Barmherzigkeit", "Divine Mercy Sunday"}, rule: gregorian.Easter(7), source: easterSource},
		{slug: "christi-himmelfahrt", german: "Christi Himmelfahrt", english: "Ascension Day", also: []string{"Himmelfahrt", "Ascension of Jesus"}, rule: gregorian.Easter(39), source: easterSource},
		{slug: "pfingstsonntag", german: "Pfingstsonntag", english: "Whit Sunday", also: []string{"Pfingsten", "Pfingstfest", "Pentecost"}, rule: gregorian.Easter(49), source: easterSource},
		{slug: "pfingstmontag", german: "Pfingstmontag", english: "Whit Monday", also: []string{"Maria, Mutter der Kirche", "Pentecost Monday"}, rule: gregorian.Easter(50), source: easterSource},
		{slug: "trinitatis", german: "Trinitatis (Dreifaltigkeitssonntag)", english: "Trinity Sunday", also: []string{"Dreifaltigkeitssonntag", "Dreieinigkeitsfest", "Trinitatisfest"}, rule: gregorian.Easter(56), source: easterSource},
		{slug: "fronleichnam", german: "Fronleichnam", english: "Corpus Christi", also: []string{"Hochfest des Leibes und Blutes Christi", "Leib-Christi-Fest"}, by: catholic, rule: gregorian.Easter(60), source: easterSource},
		{slug: "herz-jesu-fest", german: "Herz-Jesu-Fest", english: "Sacred Heart of Jesus", also: []string{"Heiligstes Herz Jesu", "Herz Jesu"}, by: catholic, rule: gregorian.Easter(68), source: easterSource},
		{slug: "johannistag", german: "Johannistag", english: "Nativity of St John the Baptist", also: []string{"Geburt Johannes des Täufers", "Johanni", "Johannisfest", "Midsummer Day"}, rule: gregorian.On(time.June, 24), source: romanCalendar},
		{slug: "peter-und-paul", german: "Peter und Paul", english: "Saints Peter and Paul", also: []string{"Petrus und Paulus", "Peter-und-Paul-Tag"}, rule: gregorian.On(time.June, 29), source: romanCalendar},
		{slug: "israelsonntag", german: "Israelsonntag", english: "Israel Sunday", also: []string{"10. Sonntag nach Trinitatis", "Zehnter Sonntag nach Trinitatis", "Kirche und Israel"}, kind: calendar.Remembrance, by: protestant, rule: gregorian.Easter(126), source: easterSource + "; zehnter Sonntag nach Trinitatis"},
		{slug: "mariae-himmelfahrt", german: "Mariä Himmelfahrt", english: "Assumption of Mary", also: []string{"Mariä Aufnahme in den Himmel"}, by: catholic, rule: gregorian.On(time.August, 15), source: romanCalendar},
		{slug: "tag-der-schoepfung", german: "Ökumenischer Tag der Schöpfung", english: "Ecumenical Day of Creation", also: []string{"Schöpfungstag", "Tag der Schöpfung"}, kind: calendar.ActionDay, since: 2010, rule: gregorian.Nth(1, time.Friday, time.September), source: "erster Freitag im September (Arbeitsgemeinschaft Christlicher Kirchen in Deutschland, seit 2010)"},
		{slug: "mariae-geburt", german: "Mariä Geburt", english: "Nativity of Mary", also: []string{"Kleiner Frauentag"}, by: catholic, rule: gregorian.On(time.September, 8), source: romanCalendar},
		{slug: "michaelis", german: "Michaelistag", english: "Michaelmas", also: []string{"Michaeli", "Tag des Erzengels Michael und aller Engel", "Sankt Michael"}, rule: gregorian.On(time.September, 29), source: romanCalendar},
		{slug: "erntedank", german: "Erntedankfest", english: "Harvest Thanksgiving", also: []string{"Erntedank", "Erntedanktag", "Harvest Festival"}, rule: gregorian.Nth(1, time.Sunday, time.October), source: "erster Sonntag im Oktober (Deutsche Bischofskonferenz; in den evangelischen Kirchen üblich)"},
		{slug: "reformationstag", german: "Reformationstag", english: "Reformation Day", also: []string{"Reformationsfest", "Gedenktag der Reformation"}, by: protestant, rule: gregorian.On(time.October, 31), source: fixedCustom},
		{slug: "allerheiligen", german: "Allerheiligen", english: "All Saints' Day", also: []string{"Gedenktag der Heiligen", "All Hallows"}, by: catholic, rule: gregorian.On(time.November, 1), source: romanCalendar},
		{slug: "allerseelen", german: "Allerseelen", english: "All Souls' Day", also: []string{"Allerseelentag"}, kind: calendar.Remembrance, by: catholic, rule: gregorian.On(time.November, 2), source: romanCalendar},
		{slug: "st-martin", german: "St. Martin (Martinstag)", english: "St Martin's Day", also: []string{"Sankt Martin", "Martinstag", "Martini", "Martinsfest", "Martinmas"}, rule: gregorian.On(time.November, 11), source: romanCalendar},
		{slug: "volkstrauertag", german: "Volkstrauertag", english: "National Day of Mourning", kind: calendar.Remembrance, since: 1952, rule: advent(-14), sameAs: "civil/volkstrauertag", source: adventSource + "; seit 1952 an diesem Tag"},
		{slug: "buss-und-bettag", german: "Buß- und Bettag", english: "Day of Repentance and Prayer", also: []string{"Bußtag", "Bettag"}, kind: calendar.Remembrance, by: protestant, rule: advent(-11), source: adventSource},
		{slug: "elisabeth", german: "Elisabethtag", english: "St Elizabeth of Hungary", also: []string{"Elisabeth von Thüringen", "Heilige Elisabeth"}, rule: gregorian.On(time.November, 19), source: "Regionalkalender für das deutsche Sprachgebiet, fester Tag"},
		{slug: "christkoenig", german: "Christkönigssonntag", english: "Christ the King", also: []string{"Christkönig", "Christkönigsfest"}, by: catholic, rule: gregorian.Yearly(christKingOn), source: "letzter Sonntag vor dem Advent seit dem Römischen Kalender von 1969; vorher letzter Sonntag im Oktober (Pius XI., Quas primas, 1925)"},
		{slug: "ewigkeitssonntag", german: "Ewigkeitssonntag (Totensonntag)", english: "Sunday of the Dead", also: []string{"Totensonntag", "Totenfest", "Gedenktag der Entschlafenen"}, kind: calendar.Remembrance, by: protestant, rule: advent(-7), source: adventSource},
		{slug: "advent", german: "Adventszeit", english: "Advent", also: []string{"Vorweihnachtszeit"}, kind: calendar.Season, period: true, days: 28, until: "heiligabend", rule: advent(0), source: adventSource + "; vom 1. Advent bis zum Heiligen Abend, 22 bis 28 Tage"},
		{slug: "advent-1", german: "1. Advent", english: "First Sunday of Advent", also: []string{"Erster Advent", "Adventssonntag", "Advent Sunday"}, rule: advent(0), source: adventSource},
		{slug: "advent-2", german: "2. Advent", english: "Second Sunday of Advent", also: []string{"Zweiter Advent"}, rule: advent(7), source: adventSource},
		{slug: "barbara", german: "Barbaratag", english: "St Barbara's Day", also: []string{"Heilige Barbara", "Sankt Barbara"}, rule: gregorian.On(time.December, 4), source: fixedCustom},
		{slug: "nikolaus", german: "Nikolaustag", english: "St Nicholas Day", also: []string{"Nikolaus", "Sankt Nikolaus", "St. Nikolaus"}, rule: gregorian.On(time.December, 6), source: romanCalendar},
		{slug: "mariae-empfaengnis", german: "Mariä Empfängnis", english: "Immaculate Conception", also: []string{"Unbefleckte Empfängnis", "Hochfest der ohne Erbsünde empfangenen Jungfrau und Gottesmutter Maria"}, by: catholic, rule: gregorian.Yearly(immaculateConceptionOn), source: romanTransfer},
		{slug: "advent-3", german: "3. Advent", english: "Third Sunday of Advent", also: []string{"Dritter Advent", "Gaudete"}, rule: advent(14), source: adventSource},
		{slug: "lucia", german: "Luciatag", english: "St Lucy's Day", also: []string{"Luciafest", "Lucia", "Luzia"}, rule: gregorian.On(time.December, 13), source: romanCalendar},
		{slug: "advent-4", german: "4. Advent", english: "Fourth Sunday of Advent", also: []string{"Vierter Advent"}, rule: advent(21), source: adventSource},
		{slug: "heiligabend", german: "Heiligabend", english: "Christmas Eve", also: []string{"Heiliger Abend", "Weihnachtsabend", "Christabend"}, rule: gregorian.On(time.December, 24), source: fixedCustom},
		{slug: "weihnachten", german: "Weihnachten", english: "Christmas", also: []string{"Weihnachtsfest", "Christfest", "Erster Weihnachtstag", "Geburt des Herrn", "Christmas Day", "Xmas"}, days: 2, rule: gregorian.On(time.December, 25), source: romanCalendar},
		{slug: "silvester", german: "Silvester", english: "New Year's Eve", also: []string{"Altjahrsabend", "Sylvester", "Jahreswechsel"}, folk: true, rule: gregorian.On(time.December, 31), source: fixedCustom},
	}
	return calendar.Tradition{
		ID:          "christian-western",
		Name:        calendar.Name{German: "Christentum (westlich)", English: "Christianity (western)", Also: []string{"katholisch", "evangelisch", "protestantisch", "Christen", "christlich"}},
		Observances: table("christian-western", calendar.Midnight, rows),
	}
}

// advent keeps a day counted from the first Sunday of Advent, the Sunday after
// 26 November.
func advent(days int) calendar.Rule {
	return gregorian.OnOrAfter(time.Sunday, time.November, 27).Plus(days)
}

// josephOn returns the feast of St Joseph, 19 March. A Sunday of Lent moves it
// to the Monday; Holy Week, including Palm Sunday, to the Saturday before Palm
// Sunday.
func josephOn(year int) (calendar.Date, bool) {
	d := calendar.NewDate(year, time.March, 19)
	palmSunday := gregorian.EasterSunday(year) - 7
	switch {
	case d >= palmSunday:
		return palmSunday - 1, true
	case d.Weekday() == time.Sunday:
		return d + 1, true
	}
	return d, true
}

// annunciationOn returns the Annunciation, 25 March. A Sunday of Lent moves it
// to the Monday; Holy Week and the week of Easter to the Monday after Low
// Sunday.
func annunciationOn(year int) (calendar.Date, bool) {
	d := calendar.NewDate(year, time.March, 25)
	easter := gregorian.EasterSunday(year)
	switch {
	case easter-7 <= d && d <= easter+7:
		return easter + 8, true
	case d.Weekday() == time.Sunday && d < easter:
		return d + 1, true
	}
	return d, true
}

// prayerDayOn returns the World Day of Prayer: the first Friday of Lent, and
// since 1969 that of March.
func prayerDayOn(year int) (calendar.Date, bool) {
	if year < 1969 {
		return gregorian.EasterSunday(year) - 44, true
	}
	return gregorian.Nth(1, time.Friday, time.March)(year)
}

// christKingOn returns the feast of Christ the King: the last Sunday of October
// from 1926 (encyclical Quas primas, 1925), since 1970 the last one before
// Advent (Calendarium Romanum, 1969).
func christKingOn(year int) (calendar.Date, bool) {
	if year < 1970 {
		d, _ := gregorian.Nth(-1, time.Sunday, time.October)(year)
		return d, year >= 1926
	}
	d, _ := gregorian.OnOrAfter(time.Sunday, time.November, 27)(year)
	return d - 7, true
}

// immaculateConceptionOn returns 8 December, or the Monday after if that is a
// Sunday of Advent.
func immaculateConceptionOn(year int) (calendar.Date, bool) {
	d := calendar.NewDate(year, time.December, 8)
	if d.Weekday() == time.Sunday {
		d++
	}
	return d, true
}
