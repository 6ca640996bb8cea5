package traditions

import (
	"time"

	"vielfalt/calendar"
	"vielfalt/calendar/gregorian"
	"vielfalt/calendar/hindu"
)

// Sources of the Hindu, Jain and Sikh tables. The published days are those of
// the yearly lists of timeanddate.com for India, a third party: they decide,
// but are no announcement.
const (
	almanacSource   = "nach Festkalender (Drik-Panchang): Amanta-Monate, Ayanamsha nach Lahiri, Neu-Delhi; "
	publishedSource = "für 2015–2035 nach der Liste von timeanddate.com (Indien), sonst berechnet; Kalender können abweichen: " + almanacSource
	computedSource  = "berechnet; Kalender können abweichen: " + almanacSource
	newMoonDusk     = "Neumond (30. Tithi) des Ashvina in der Abenddämmerung (144 Minuten ab Sonnenuntergang); an zwei Abenden der zweite, wenn er noch 24 Minuten dauert, an keinem der zweite (Dharmasindhu)"
	sriLankaSource  = "veröffentlichte Feiertage Sri Lankas, 2015–2026; davor und danach berechnet: "
)

// sriLanka is who announces the days of Sri Lanka, in the Gazette. Its holiday of
// Deepavali has been the day that the almanac gives in all years since 2003.
const sriLanka = "Regierung Sri Lankas"

// hinduTradition returns the year of Hindu festivals. Published days, which
// published looks up, decide over the almanac.
//
// Makar Sankranti is computed in all years, because in some the published day
// comes before the sun's entry.
func hinduTradition(a *hindu.Panchang, published lister) calendar.Tradition {
	holika := a.On(hindu.Phalguna, 15, hindu.Bonfire)
	rows := []row{
		{slug: "lohri", german: "Lohri", english: "Lohri", original: "ਲੋਹੜੀ", lang: "pa", also: []string{"Lohri-Fest", "Lohadi"}, rule: differs{gregorian.On(time.January, 13), 0, 1, calendar.Custom}, source: "13. Januar, im Punjab gesetzlicher Tag; manche Kalender: Vorabend von Makar Sankranti"},
		{slug: "makar-sankranti", german: "Makar Sankranti", english: "Makar Sankranti", original: "मकर संक्रान्ति", lang: "sa", also: []string{"Makara Sankranti", "Sankranti", "Makara-Sankranti"}, rule: a.EntryInto(10), source: computedSource + "Eintritt der Sonne in Makara bis Sonnenuntergang, sonst am Tag danach"},
		{slug: "thai-pongal", german: "Thai Pongal (tamilisches Erntedankfest)", english: "Thai Pongal", original: "தைப்பொங்கல்", lang: "ta", also: []string{"Pongal", "Tamilisches Erntedankfest", "Erntedankfest (tamilisch)", "Surya Pongal", "Thaipongal"}, along: "hindu/makar-sankranti", rule: printed{announced(sriLanka, 2015, "01-15 01-15 01-14 01-14 01-15 01-15 01-14 01-14 01-15 01-15 01-14 01-15"), a.EntryInto(10)}, source: sriLankaSource + "Eintritt der Sonne in Makara bis Sonnenuntergang, sonst am Tag danach"},
		{slug: "thaipusam", german: "Thaipusam", english: "Thaipusam", original: "தைப்பூசம்", lang: "ta", also: []string{"Thaipoosam", "Thai Pusam", "Tai Pucam"}, rule: published("thaipusam", a.InStar(10, 8, hindu.Midday)), source: "für 2015–2027 nach den Feiertagen Malaysias (Bibliothek vacanza/holidays), sonst berechnet; Kalender können abweichen: " + almanacSource + "letzter Tag im Sonnenmonat Makara, an dem der Mond mittags im Sternbild Pushya steht"},
		{slug: "vasant-panchami", german: "Vasant Panchami (Saraswati Puja)", english: "Vasant Panchami", original: "वसन्त पञ्चमी", lang: "sa", also: []string{"Basant Panchami", "Saraswati Puja", "Sarasvati Puja", "Shri Panchami"}, rule: published("vasant-panchami", a.On(hindu.Magha, 5, hindu.Forenoon)), source: publishedSource + "5. Tithi des Magha am Vormittag"},
		{slug: "maha-shivaratri", german: "Maha Shivaratri", english: "Maha Shivaratri", original: "महाशिवरात्रि", lang: "sa", also: []string{"Mahashivratri", "Shivratri", "Schivaratri", "Große Nacht Shivas", "Nacht des Shiva"}, kind: calendar.Fast, rule: published("maha-shivaratri", a.On(hindu.Magha, 29, hindu.Midnight)), source: publishedSource + "29. Tithi des Magha um Mitternacht"},
		{slug: "holika-dahan", german: "Holika Dahan", english: "Holika Dahan", original: "होलिका दहन", lang: "hi", also: []string{"Chhoti Holi", "Holika-Feuer", "Kamadahana"}, rule: published("holika-dahan", holika), source: publishedSource + "Vollmond (15. Tithi) des Phalguna in der Abenddämmerung, nach dem Ende von Bhadra (Dharmasindhu)"},
		{slug: "holi", german: "Holi (Rangwali Holi)", english: "Holi", original: "होली", lang: "hi", also: []string{"Holifest", "Dhulandi", "Dhuleti", "Phagwah", "Fest der Farben", "Festival of Colours"}, rule: published("holi", calendar.Shift(holika, 1)), source: publishedSource + "Tag nach Holika Dahan"},
		{slug: "ugadi", german: "Ugadi / Gudi Padwa (Neujahr)", english: "Ugadi / Gudi Padwa", original: "युगादि", lang: "sa", also: []string{"Yugadi", "Gudhi Padwa", "Hindu-Neujahr", "Hinduistisches Neujahr", "Nav Samvatsar", "Chaitra Navratri"}, kind: calendar.NewYear, rule: published("ugadi", a.On(hindu.Chaitra, 1, hindu.Sunrise)), source: publishedSource + "1. Tithi des Chaitra bei Sonnenaufgang"},
		{slug: "cheti-chand", german: "Cheti Chand (Neujahr der Sindhi)", english: "Cheti Chand (Sindhi New Year)", original: "چيٽي چنڊ", lang: "sd", also: []string{"Chetichand", "Cheti-Chand", "Jhulelal Jayanti", "Sindhi-Neujahr"}, kind: calendar.NewYear, rule: a.On(hindu.Chaitra, 2, hindu.Dusk), source: computedSource + "2. Tithi des Chaitra in der Abenddämmerung, wenn die Mondsichel erscheint"},
		{slug: "ram-navami", german: "Rama Navami", english: "Rama Navami", original: "राम नवमी", lang: "sa", also: []string{"Ram Navami", "Ramanavami", "Geburtstag Ramas"}, rule: published("ram-navami", a.On(hindu.Chaitra, 9, hindu.Midday)), source: publishedSource + "9. Tithi des Chaitra am Mittag"},
		{slug: "hanuman-jayanti", german: "Hanuman Jayanti", english: "Hanuman Jayanti", original: "हनुमान जयन्ती", lang: "sa", also: []string{"Hanuman Dschajanti", "Hanuman Janmotsav", "Geburtstag Hanumans"}, rule: published("hanuman-jayanti", a.On(hindu.Chaitra, 15, hindu.Sunrise)), source: publishedSource + "15. Tithi des Chaitra bei Sonnenaufgang"},
		{slug: "puthandu", german: "Puthandu (tamilisches Neujahr)", english: "Puthandu (Tamil New Year)", original: "புத்தாண்டு", lang: "ta", also: []string{"Puthuvarusham", "Tamilisches Neujahrsfest", "Varusha Pirappu", "Puthandu (Indien)"}, kind: calendar.NewYear, rule: published("puthandu", a.EntryInto(1)), source: publishedSource + "Eintritt der Sonne in Mesha bis Sonnenuntergang, sonst am Tag danach"},
		{slug: "puthandu-sri-lanka", german: "Tamilisches und singhalesisches Neujahr (Sri Lanka)", english: "Sinhala and Tamil New Year (Sri Lanka)", original: "சித்திரைப் புத்தாண்டு", lang: "ta", also: []string{"Aluth Avurudda", "Avurudu", "Puthandu (Sri Lanka)", "Singhalesisches Neujahr"}, kind: calendar.NewYear, along: "hindu/puthandu", rule: printed{announced(sriLanka, 2015, "04-14 04-14 04-14 04-14 04-14 04-13 04-14 04-14 04-14 04-13 04-14 04-14"), a.DayOf(1, 0)}, source: sriLankaSource + "Tag, an dem die Sonne in Mesha eintritt"},
		{slug: "vishu", german: "Vishu (Neujahrsfest in Kerala)", english: "Vishu", original: "വിഷു", lang: "ml", also: []string{"Vishu-Fest", "Vishukkani", "Bisu"}, kind: calendar.NewYear, rule: a.SunriseAfter(1), source: computedSource + "erster Sonnenaufgang nach dem Eintritt der Sonne in Mesha"},
		{slug: "pohela-boishakh-bangladesch", german: "Pohela Boishakh (bengalisches Neujahr, Bangladesch)", english: "Pohela Boishakh (Bangladesh)", original: "পহেলা বৈশাখ", lang: "bn", also: []string{"Pahela Baishakh", "Bengalisches Neujahr (Bangladesch)", "Nabobarsho"}, kind: calendar.NewYear, rule: gregorian.On(time.April, 14), source: "14. April, fester Tag des bengalischen Kalenders in Bangladesch"},
		{slug: "pohela-boishakh", german: "Poila Boishakh (bengalisches Neujahr, Westbengalen)", english: "Poila Boishakh (West Bengal)", original: "পয়লা বৈশাখ", lang: "bn", also: []string{"Poila Baisakh", "Pohela Boishakh", "Bengalisches Neujahr", "Bengali New Year"}, kind: calendar.NewYear, rule: a.DayOf(1, 1), source: computedSource + "Tag nach dem Eintritt der Sonne in Mesha"},
		{slug: "nrisimha-jayanti", german: "Nrisimha Jayanti", english: "Narasimha Jayanti", original: "नृसिंह जयन्ती", lang: "sa", also: []string{"Narasimha Jayanti", "Narasimha Chaturdashi", "Nrisimha Chaturdashi", "Narsimha Jayanti"}, kind: calendar.Fast, rule: a.On(hindu.Vaisakha, 14, hindu.Dusk), source: computedSource + "14. Tithi des Vaishakha in der Abenddämmerung"},
		{slug: "ratha-yatra", german: "Ratha Yatra", english: "Ratha Yatra", original: "रथयात्रा", lang: "sa", also: []string{"Rathayatra", "Rath Yatra", "Wagenfest", "Jagannath-Wagenfest", "Chariot Festival"}, rule: published("ratha-yatra", a.On(hindu.Ashadha, 2, hindu.Sunrise)), source: publishedSource + "2. Tithi des Ashadha bei Sonnenaufgang"},
		{slug: "guru-purnima", german: "Guru Purnima", english: "Guru Purnima", original: "गुरु पूर्णिमा", lang: "sa", also: []string{"Vyasa Purnima", "Guru-Vollmond"}, rule: published("guru-purnima", a.On(hindu.Ashadha, 15, hindu.Sunrise)), source: publishedSource + "15. Tithi des Ashadha bei Sonnenaufgang"},
		{slug: "raksha-bandhan", german: "Raksha Bandhan", english: "Raksha Bandhan", original: "रक्षा बन्धन", lang: "sa", also: []string{"Rakshabandhan", "Rakhi", "Rakhi Purnima"}, rule: published("raksha-bandhan", a.On(hindu.Shravana, 15, hindu.Thread)), source: publishedSource + "Vollmond (15. Tithi) des Shravana, wenn er nach Sonnenaufgang noch drei Muhurtas dauert, sonst am Tag davor (Dharmasindhu)"},
		{slug: "krishna-janmashtami", german: "Krishna Janmashtami", english: "Krishna Janmashtami", original: "कृष्ण जन्माष्टमी", lang: "sa", also: []string{"Janmashtami", "Gokulashtami", "Krishnas Geburtstag", "Krishna Jayanti"}, rule: published("krishna-janmashtami", a.On(hindu.Shravana, 23, hindu.Sunrise)), source: publishedSource + "23. Tithi des Shravana bei Sonnenaufgang"},
		{slug: "krishna-janmashtami-smarta", german: "Krishna Janmashtami (Smarta, Mitternachtsregel)", english: "Krishna Janmashtami (Smarta)", original: "कृष्ण जन्माष्टमी", lang: "sa", also: []string{"Janmashtami Smarta"}, along: "hindu/krishna-janmashtami", rule: a.On(hindu.Shravana, 23, hindu.Midnight), source: computedSource + "23. Tithi des Shravana um Mitternacht"},
		{slug: "onam", german: "Onam (Thiruvonam)", english: "Onam (Thiruvonam)", original: "ഓണം", lang: "ml", also: []string{"Thiruvonam", "Tiruvonam", "Onam-Fest", "Erntedankfest (Kerala)"}, rule: published("onam", a.InStar(5, 22, hindu.Sunrise)), source: publishedSource + "letzter Tag im Sonnenmonat Simha (Chingam), bei dessen Sonnenaufgang der Mond im Sternbild Shravana (Thiruvonam) steht"},
		{slug: "ganesh-chaturthi", german: "Ganesh Chaturthi", english: "Ganesh Chaturthi", original: "गणेश चतुर्थी", lang: "sa", also: []string{"Ganesha Chaturthi", "Vinayaka Chaturthi", "Ganeshotsav", "Ganesha-Fest", "Geburtstag Ganeshas"}, rule: published("ganesh-chaturthi", a.On(hindu.Bhadrapada, 4, hindu.Midday)), source: publishedSource + "4. Tithi des Bhadrapada am Mittag"},
		{slug: "anant-chaturdashi", german: "Anant Chaturdashi (Ganesh Visarjan)", english: "Anant Chaturdashi (Ganesh Visarjan)", original: "अनन्त चतुर्दशी", lang: "sa", also: []string{"Ganesh Visarjan", "Ananta Chaturdashi", "Anant Chaudas"}, rule: a.On(hindu.Bhadrapada, 14, hindu.Sunrise), source: computedSource + "14. Tithi des Bhadrapada bei Sonnenaufgang"},
		{slug: "navaratri-beginn", german: "Navaratri (Sharad)", english: "Sharad Navaratri", original: "नवरात्रि", lang: "sa", also: []string{"Navratri", "Navaratri", "Nauratri", "Neun Nächte", "Sharada Navaratri"}, period: true, days: 10, until: "dussehra", plus: -1, rule: published("navaratri-beginn", a.On(hindu.Ashvina, 1, hindu.Sunrise)), source: publishedSource + "1. Tithi des Ashvina bei Sonnenaufgang; die neun Nächte enden am Tag vor Dussehra"},
		{slug: "durga-puja", german: "Durga Puja (Maha Ashtami)", english: "Durga Puja (Maha Ashtami)", original: "দুর্গাপূজা", lang: "bn", also: []string{"Durgapuja", "Durga Ashtami", "Mahashtami", "Durgotsav"}, rule: a.On(hindu.Ashvina, 8, hindu.Sunrise), source: computedSource + "8. Tithi des Ashvina bei Sonnenaufgang"},
		{slug: "dussehra", german: "Dussehra (Vijayadashami)", english: "Dussehra (Vijayadashami)", original: "विजयादशमी", lang: "sa", also: []string{"Dasara", "Dashahara", "Dashain", "Vijaya Dashami", "Bijoya Dashami"}, rule: published("dussehra", a.On(hindu.Ashvina, 10, hindu.Afternoon)), source: publishedSource + "10. Tithi des Ashvina am Nachmittag"},
		{slug: "karva-chauth", german: "Karva Chauth", english: "Karva Chauth", original: "करवा चौथ", lang: "hi", also: []string{"Karwa Chauth", "Karaka Chaturthi"}, kind: calendar.Fast, rule: published("karva-chauth", a.On(hindu.Ashvina, 19, hindu.Moonrise)), source: publishedSource + "19. Tithi des Ashvina bei Mondaufgang"},
		{slug: "dhanteras", german: "Dhanteras", english: "Dhanteras", original: "धनतेरस", lang: "hi", also: []string{"Dhanatrayodashi", "Dhan Teras", "Dhanvantari Jayanti"}, rule: a.On(hindu.Ashvina, 28, hindu.Dusk), source: computedSource + "28. Tithi des Ashvina in der Abenddämmerung (144 Minuten ab Sonnenuntergang); an zwei Abenden der zweite, wenn sie noch 24 Minuten dauert, an keinem der zweite (Dharmasindhu)"},
		{slug: "naraka-chaturdashi", german: "Tamilisches Deepavali (Naraka Chaturdashi)", english: "Tamil Deepavali (Naraka Chaturdashi)", original: "தீபாவளி", lang: "ta", also: []string{"Naraka Chaturdashi", "Narak Chaturdashi", "Roop Chaudas", "Tamil Deepavali", "Deepavali (tamilisch)"}, along: "hindu/diwali", rule: printed{announced(sriLanka, 2015, "11-10 10-29 10-18 11-06 10-27 11-14 11-04 10-24 11-12 10-31 10-20 11-08"), a.On(hindu.Ashvina, 29, hindu.Dawn)}, source: sriLankaSource + "29. Tithi des Ashvina in der Morgendämmerung"},
		{slug: "diwali", german: "Diwali (Lakshmi Puja)", english: "Diwali (Lakshmi Puja)", original: "दीपावली", lang: "sa", also: []string{"Divali", "Deepavali", "Dipavali", "Dipawali", "Tihar", "Hinduistisches Lichterfest", "Lichterfest", "Festival of Lights", "Lakshmi Puja"}, rule: published("diwali", a.On(hindu.Ashvina, 30, hindu.Dusk)), source: publishedSource + newMoonDusk},
		{slug: "govardhan-puja", german: "Govardhan Puja", english: "Govardhan Puja", original: "गोवर्धन पूजा", lang: "hi", also: []string{"Annakut", "Annakuta", "Balipratipada", "Padwa"}, rule: published("govardhan-puja", a.On(hindu.Kartika, 1, hindu.LateAfternoon)), source: publishedSource + "1. Tithi des Kartika am Nachmittag; an zwei Nachmittagen oder an keinem der zweite"},
		{slug: "bhai-dooj", german: "Bhai Dooj (Bhai Tika)", english: "Bhai Dooj (Bhai Tika)", original: "भाई दूज", lang: "hi", also: []string{"Bhai Duj", "Bhau Beej", "Bhai Phonta", "Bhai Phota", "Bhai Tika", "Bhaiya Dooj", "Yama Dwitiya"}, rule: a.On(hindu.Kartika, 2, hindu.LateAfternoon), source: computedSource + "2. Tithi des Kartika am Nachmittag; an zwei Nachmittagen oder an keinem der zweite (Nirnayasindhu)"},
		{slug: "chhath-puja", german: "Chhath Puja", english: "Chhath Puja", original: "छठ पूजा", lang: "hi", also: []string{"Chhat Puja", "Chhath", "Surya Shashthi"}, kind: calendar.Fast, rule: published("chhath-puja", a.On(hindu.Kartika, 6, hindu.Sunrise)), source: publishedSource + "6. Tithi des Kartika bei Sonnenaufgang"},
	}
	return calendar.Tradition{
		ID:   "hindu",
		Name: calendar.Name{German: "Hinduismus", English: "Hinduism", Original: "सनातन धर्म", OriginalLang: "sa", Also: []string{"hinduistisch", "Hindus", "Hindu", "Hinduistische Feiertage", "Tamilen"}},
		Note: calendar.Name{
			German:  "Monate enden hier mit dem Neumond (Amanta, im Süden und Westen Indiens üblich); im Norden (Purnimanta) trägt die dunkle Hälfte schon den Namen des nächsten Monats, die Tage sind dieselben. Regionale Feste und Tempelfeste fehlen.",
			English: "Months here end with the new moon (amanta, usual in the south and west of India); in the north (purnimanta) the dark half already bears the name of the next month, on the same days. Regional and temple festivals are left out.",
		},
		Observances: table("hindu", calendar.Sunrise, rows),
	}
}
