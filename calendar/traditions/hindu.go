package traditions

import (
	"vielfalt/calendar"
	"vielfalt/calendar/hindu"
)

// Sources of the Hindu, Jain and Sikh tables. The published days are those of
// the yearly lists of timeanddate.com for India.
const (
	almanacSource   = "nach Festkalender (Drik-Panchang): Amanta-Monate, Ayanamsha nach Lahiri, Neu-Delhi; "
	publishedSource = "veröffentlicht für 2015–2035 (timeanddate.com, Indien); davor und danach berechnet, ein Tag Abweichung möglich: " + almanacSource
	computedSource  = "berechnet, ein Tag Abweichung möglich: " + almanacSource
)

// hinduTradition returns the year of Hindu festivals. Published days, which
// published looks up, win over the almanac.
//
// Makar Sankranti is computed in all years, because in some the published day
// comes before the sun's entry.
func hinduTradition(a *hindu.Panchang, published lister) calendar.Tradition {
	holika := a.On(hindu.Phalguna, 15, hindu.Dusk)
	rows := []row{
		{slug: "makar-sankranti", german: "Makar Sankranti / Pongal", english: "Makar Sankranti / Pongal", original: "मकर संक्रान्ति", lang: "sa", also: []string{"Makara Sankranti", "Pongal", "Thai Pongal", "Lohri", "Uttarayan", "Maghi", "Erntedankfest (tamilisch)"}, rule: a.EntryInto(10), source: computedSource + "Eintritt der Sonne in Makara bis Sonnenuntergang, sonst am Tag danach"},
		{slug: "vasant-panchami", german: "Vasant Panchami (Saraswati Puja)", english: "Vasant Panchami", original: "वसन्त पञ्चमी", lang: "sa", also: []string{"Basant Panchami", "Saraswati Puja", "Sarasvati Puja", "Shri Panchami"}, rule: published("vasant-panchami", a.On(hindu.Magha, 5, hindu.Forenoon)), source: publishedSource + "5. Tithi des Magha am Vormittag"},
		{slug: "maha-shivaratri", german: "Maha Shivaratri", english: "Maha Shivaratri", original: "महाशिवरात्रि", lang: "sa", also: []string{"Mahashivratri", "Shivratri", "Schivaratri", "Große Nacht Shivas", "Nacht des Shiva"}, kind: calendar.Fast, rule: published("maha-shivaratri", a.On(hindu.Magha, 29, hindu.Midnight)), source: publishedSource + "29. Tithi des Magha um Mitternacht"},
		{slug: "holika-dahan", german: "Holika Dahan", english: "Holika Dahan", original: "होलिका दहन", lang: "hi", also: []string{"Chhoti Holi", "Holika-Feuer", "Kamadahana"}, rule: published("holika-dahan", holika), source: publishedSource + "Vollmond (15. Tithi) des Phalguna am Abend"},
		{slug: "holi", german: "Holi (Rangwali Holi)", english: "Holi", original: "होली", lang: "hi", also: []string{"Holifest", "Dhulandi", "Dhuleti", "Phagwah", "Fest der Farben", "Festival of Colours"}, rule: published("holi", calendar.Shift(holika, 1)), source: publishedSource + "Tag nach Holika Dahan"},
		{slug: "ugadi", german: "Ugadi / Gudi Padwa (Neujahr, Chaitra-Navaratri)", english: "Ugadi / Gudi Padwa", original: "युगादि", lang: "sa", also: []string{"Yugadi", "Gudhi Padwa", "Hindu-Neujahr", "Hinduistisches Neujahr", "Nav Samvatsar", "Chaitra Navratri", "Cheti Chand"}, kind: calendar.NewYear, rule: published("ugadi", a.On(hindu.Chaitra, 1, hindu.Sunrise)), source: publishedSource + "1. Tithi des Chaitra bei Sonnenaufgang"},
		{slug: "ram-navami", german: "Rama Navami", english: "Rama Navami", original: "राम नवमी", lang: "sa", also: []string{"Ram Navami", "Ramanavami", "Geburtstag Ramas"}, rule: published("ram-navami", a.On(hindu.Chaitra, 9, hindu.Midday)), source: publishedSource + "9. Tithi des Chaitra am Mittag"},
		{slug: "hanuman-jayanti", german: "Hanuman Jayanti", english: "Hanuman Jayanti", original: "हनुमान जयन्ती", lang: "sa", also: []string{"Hanuman Dschajanti", "Hanuman Janmotsav", "Geburtstag Hanumans"}, rule: published("hanuman-jayanti", a.On(hindu.Chaitra, 15, hindu.Sunrise)), source: publishedSource + "15. Tithi des Chaitra bei Sonnenaufgang"},
		{slug: "puthandu", german: "Puthandu (tamilisches Neujahr)", english: "Puthandu (Tamil New Year)", original: "புத்தாண்டு", lang: "ta", also: []string{"Puthuvarusham", "Tamilisches Neujahrsfest", "Vishu", "Pohela Boishakh", "Mesha Sankranti", "Varusha Pirappu"}, kind: calendar.NewYear, rule: published("puthandu", a.EntryInto(1)), source: publishedSource + "Eintritt der Sonne in Mesha bis Sonnenuntergang, sonst am Tag danach"},
		{slug: "ratha-yatra", german: "Ratha Yatra", english: "Ratha Yatra", original: "रथयात्रा", lang: "sa", also: []string{"Rathayatra", "Rath Yatra", "Wagenfest", "Jagannath-Wagenfest", "Chariot Festival"}, rule: published("ratha-yatra", a.On(hindu.Ashadha, 2, hindu.Sunrise)), source: publishedSource + "2. Tithi des Ashadha bei Sonnenaufgang"},
		{slug: "guru-purnima", german: "Guru Purnima", english: "Guru Purnima", original: "गुरु पूर्णिमा", lang: "sa", also: []string{"Vyasa Purnima", "Guru-Vollmond"}, rule: published("guru-purnima", a.On(hindu.Ashadha, 15, hindu.Sunrise)), source: publishedSource + "15. Tithi des Ashadha bei Sonnenaufgang"},
		{slug: "raksha-bandhan", german: "Raksha Bandhan", english: "Raksha Bandhan", original: "रक्षा बन्धन", lang: "sa", also: []string{"Rakshabandhan", "Rakhi", "Geschwisterfest"}, rule: published("raksha-bandhan", a.On(hindu.Shravana, 15, hindu.Sunrise)), source: publishedSource + "15. Tithi des Shravana bei Sonnenaufgang"},
		{slug: "krishna-janmashtami", german: "Krishna Janmashtami", english: "Krishna Janmashtami", original: "कृष्ण जन्माष्टमी", lang: "sa", also: []string{"Janmashtami", "Gokulashtami", "Krishnas Geburtstag", "Krishna Jayanti"}, rule: published("krishna-janmashtami", a.On(hindu.Shravana, 23, hindu.Sunrise)), source: publishedSource + "23. Tithi des Shravana bei Sonnenaufgang"},
		{slug: "krishna-janmashtami-smarta", german: "Krishna Janmashtami (Smarta, Mitternachtsregel)", english: "Krishna Janmashtami (Smarta)", original: "कृष्ण जन्माष्टमी", lang: "sa", also: []string{"Janmashtami Smarta"}, rule: a.On(hindu.Shravana, 23, hindu.Midnight), source: computedSource + "23. Tithi des Shravana um Mitternacht"},
		{slug: "ganesh-chaturthi", german: "Ganesh Chaturthi", english: "Ganesh Chaturthi", original: "गणेश चतुर्थी", lang: "sa", also: []string{"Ganesha Chaturthi", "Vinayaka Chaturthi", "Ganeshotsav", "Ganesha-Fest", "Geburtstag Ganeshas"}, rule: published("ganesh-chaturthi", a.On(hindu.Bhadrapada, 4, hindu.Midday)), source: publishedSource + "4. Tithi des Bhadrapada am Mittag"},
		{slug: "navaratri-beginn", german: "Beginn von Navaratri (Sharad)", english: "Sharad Navaratri begins", original: "नवरात्रि", lang: "sa", also: []string{"Navratri", "Navaratri", "Nauratri", "Neun Nächte", "Sharada Navaratri"}, rule: published("navaratri-beginn", a.On(hindu.Ashvina, 1, hindu.Sunrise)), source: publishedSource + "1. Tithi des Ashvina bei Sonnenaufgang"},
		{slug: "durga-puja", german: "Durga Puja (Maha Ashtami)", english: "Durga Puja (Maha Ashtami)", original: "দুর্গাপূজা", lang: "bn", also: []string{"Durgapuja", "Durga Ashtami", "Mahashtami", "Durgotsav"}, rule: a.On(hindu.Ashvina, 8, hindu.Sunrise), source: computedSource + "8. Tithi des Ashvina bei Sonnenaufgang"},
		{slug: "dussehra", german: "Dussehra (Vijayadashami)", english: "Dussehra (Vijayadashami)", original: "विजयादशमी", lang: "sa", also: []string{"Dasara", "Dashahara", "Dashain", "Vijaya Dashami", "Bijoya Dashami"}, rule: published("dussehra", a.On(hindu.Ashvina, 10, hindu.Afternoon)), source: publishedSource + "10. Tithi des Ashvina am Nachmittag"},
		{slug: "karva-chauth", german: "Karva Chauth", english: "Karva Chauth", original: "करवा चौथ", lang: "hi", also: []string{"Karwa Chauth", "Karaka Chaturthi"}, kind: calendar.Fast, rule: published("karva-chauth", a.On(hindu.Ashvina, 19, hindu.Dusk)), source: publishedSource + "19. Tithi des Ashvina am Abend"},
		{slug: "dhanteras", german: "Dhanteras", english: "Dhanteras", original: "धनतेरस", lang: "hi", also: []string{"Dhanatrayodashi", "Dhan Teras", "Dhanvantari Jayanti"}, rule: a.On(hindu.Ashvina, 28, hindu.Dusk), source: computedSource + "28. Tithi des Ashvina am Abend"},
		{slug: "diwali", german: "Diwali (Lakshmi Puja)", english: "Diwali (Lakshmi Puja)", original: "दीपावली", lang: "sa", also: []string{"Divali", "Deepavali", "Dipavali", "Dipawali", "Tihar", "Hinduistisches Lichterfest", "Lichterfest", "Festival of Lights", "Lakshmi Puja"}, rule: published("diwali", a.On(hindu.Ashvina, 30, hindu.Dusk)), source: publishedSource + "Neumond (30. Tithi) des Ashvina am Abend"},
		{slug: "govardhan-puja", german: "Govardhan Puja", english: "Govardhan Puja", original: "गोवर्धन पूजा", lang: "hi", also: []string{"Annakut", "Annakuta", "Balipratipada", "Padwa"}, rule: published("govardhan-puja", a.On(hindu.Kartika, 1, hindu.Afternoon)), source: publishedSource + "1. Tithi des Kartika am Nachmittag"},
		{slug: "chhath-puja", german: "Chhath Puja", english: "Chhath Puja", original: "छठ पूजा", lang: "hi", also: []string{"Chhat Puja", "Chhath", "Surya Shashthi"}, kind: calendar.Fast, rule: published("chhath-puja", a.On(hindu.Kartika, 6, hindu.Sunrise)), source: publishedSource + "6. Tithi des Kartika bei Sonnenaufgang"},
	}
	return calendar.Tradition{
		ID:          "hindu",
		Name:        calendar.Name{German: "Hinduismus", English: "Hinduism", Original: "सनातन धर्म", OriginalLang: "sa", Also: []string{"hinduistisch", "Hindus", "Hindu", "Hinduistische Feiertage", "Tamilen"}},
		Observances: table("hindu", calendar.Sunrise, rows),
	}
}
