package traditions

import (
	"vielfalt/calendar"
	"vielfalt/calendar/chinese"
)

// Sources of the East Asian table.
const (
	chineseMonths    = "chinesischer Mondsonnenkalender, Neumonde in Ortszeit China (UTC+8)"
	koreanMonths     = "koreanischer Mondsonnenkalender, Neumonde in Ortszeit Korea (UTC+9)"
	vietnameseMonths = "vietnamesischer Mondsonnenkalender, Neumonde in Ortszeit Vietnam (UTC+7, auch für die Jahre vor 1968)"
	solarTerms       = "einer der 24 Sonnenabschnitte, Ortszeit China (UTC+8)"
)

// eastAsian returns the year of feasts in China, Korea and Vietnam. Each
// country reckons new moons by its own clocks, so their days may differ by one.
func eastAsian(china, korea, vietnam *chinese.Reckoning) calendar.Tradition {
	vietnamese := func(month, day int) calendar.Rule {
		return vietnameseDay{vietnam.On(month, day), china.On(month, day)}
	}
	rows := []row{
		{slug: "mondneujahr-china", german: "Chinesisches Neujahrsfest (Frühlingsfest)", english: "Lunar New Year (China)", original: "春节", lang: "zh-Hans", also: []string{"Chinesisches Neujahr", "Frühlingsfest", "Mondneujahr", "Chunjie", "Chūnjié", "Spring Festival", "Chinese New Year"}, kind: calendar.NewYear, rule: china.On(1, 1), source: chineseMonths},
		{slug: "neujahrstage-china", plural: true, german: "Chinesische Neujahrstage", english: "Fifteen days of Chinese New Year", also: []string{"Frühlingsfesttage", "Neujahrszeit in China"}, kind: calendar.Season, period: true, days: 15, rule: china.On(1, 1), source: chineseMonths + "; erster bis fünfzehnter Tag des ersten Monats"},
		{slug: "seollal", german: "Seollal (koreanisches Neujahr)", english: "Seollal (Korean New Year)", original: "설날", lang: "ko", also: []string{"Koreanisches Neujahr", "Sollal", "Korean New Year"}, kind: calendar.NewYear, rule: korea.On(1, 1), source: koreanMonths},
		{slug: "tet", german: "Tết Nguyên Đán (vietnamesisches Neujahr)", english: "Tết (Vietnamese New Year)", original: "Tết Nguyên Đán", lang: "vi", also: []string{"Tet", "Têt-Fest", "Tet-Fest", "Tet Nguyen Dan", "Vietnamesisches Neujahr", "Vietnamese New Year"}, kind: calendar.NewYear, days: 3, rule: vietnamese(1, 1), source: vietnameseMonths},
		{slug: "neujahrsabend-china", german: "Chinesischer Neujahrsabend", english: "Chinese New Year's Eve", original: "除夕", lang: "zh-Hans", also: []string{"Chuxi", "Chúxī", "Vorabend des Frühlingsfestes"}, rule: china.LastDay(), source: chineseMonths},
		{slug: "laternenfest", german: "Laternenfest", english: "Lantern Festival", original: "元宵节", lang: "zh-Hans", also: []string{"Yuanxiao", "Yuánxiāo", "Chinesisches Laternenfest"}, rule: china.On(1, 15), source: chineseMonths},
		{slug: "daeboreum", german: "Daeboreum (erster Vollmond des koreanischen Jahres)", english: "Daeboreum", original: "정월대보름", lang: "ko", also: []string{"Jeongwol Daeboreum", "Taeborum"}, rule: korea.On(1, 15), source: koreanMonths},
		{slug: "gio-to-hung-vuong", german: "Gedenktag der Hùng-Könige", english: "Hùng Kings' Commemoration Day", original: "Giỗ Tổ Hùng Vương", lang: "vi", also: []string{"Gio To Hung Vuong", "Hung-Könige", "Hung Kings"}, kind: calendar.Remembrance, since: 1918, rule: vietnamese(3, 10), source: vietnameseMonths + "; im Juli 1917 vom Hof in Huế festgesetzt, Feiertag seit 2007"},
		{slug: "qingming", german: "Qingming-Fest", english: "Qingming Festival", original: "清明节", lang: "zh-Hans", also: []string{"Qingming", "Qīngmíng", "Grabpflegetag", "Tomb-Sweeping Day", "Ching Ming"}, kind: calendar.Remembrance, rule: china.OnSolarTerm(15), source: solarTerms},
		{slug: "drachenbootfest", german: "Drachenbootfest", english: "Dragon Boat Festival", original: "端午节", lang: "zh-Hans", also: []string{"Duanwu", "Duānwǔ", "Duanwu-Fest", "Dragon Boat", "Tuan Wu"}, rule: china.On(5, 5), source: chineseMonths},
		{slug: "qixi", german: "Qixi-Fest", english: "Qixi Festival", original: "七夕", lang: "zh-Hans", also: []string{"Qixi", "Qīxī", "Chinesischer Valentinstag"}, rule: china.On(7, 7), source: chineseMonths},
		{slug: "geisterfest", german: "Geisterfest (Zhongyuan)", english: "Ghost Festival", original: "中元节", lang: "zh-Hans", also: []string{"Zhongyuan", "Zhōngyuán", "Hungry Ghost Festival", "Fest der hungrigen Geister"}, kind: calendar.Remembrance, rule: china.On(7, 15), source: chineseMonths},
		{slug: "mondfest", german: "Mondfest (Mittherbstfest)", english: "Mid-Autumn Festival", original: "中秋节", lang: "zh-Hans", also: []string{"Mondfest", "Mittherbstfest", "Zhongqiu", "Zhōngqiū", "Moon Festival", "Mondkuchenfest"}, rule: china.On(8, 15), source: chineseMonths},
		{slug: "chuseok", german: "Chuseok (koreanisches Erntedankfest)", english: "Chuseok", original: "추석", lang: "ko", also: []string{"Koreanisches Erntedankfest", "Hangawi", "Tschusok"}, rule: korea.On(8, 15), source: koreanMonths},
		{slug: "tet-trung-thu", german: "Tết Trung Thu (vietnamesisches Mittherbstfest)", english: "Tết Trung Thu (Vietnamese Mid-Autumn Festival)", original: "Tết Trung Thu", lang: "vi", also: []string{"Tet Trung Thu", "Vietnamesisches Mondfest", "Vietnamesisches Kinderfest"}, rule: vietnamese(8, 15), source: vietnameseMonths},
		{slug: "chongyang", german: "Doppelneunfest (Chongyang)", english: "Double Ninth Festival", original: "重阳节", lang: "zh-Hans", also: []string{"Chongyang", "Chóngyáng", "Doppelneun"}, rule: china.On(9, 9), source: chineseMonths},
		{slug: "dongzhi", german: "Wintersonnenwendfest (Dongzhi)", english: "Dongzhi Festival", original: "冬至", lang: "zh-Hans", also: []string{"Dongzhi", "Dōngzhì", "Wintersonnenwendfest", "Winter Solstice Festival"}, rule: china.OnSolarTerm(270), source: solarTerms},
	}
	return calendar.Tradition{
		ID:          "east-asian",
		Name:        calendar.Name{German: "Ostasien", English: "East Asia", Also: []string{"ostasiatisch", "chinesisch", "koreanisch", "vietnamesisch", "China", "Korea", "Vietnam"}},
		Observances: table("east-asian", calendar.Midnight, rows),
	}
}

// A vietnameseDay is kept by the clocks of Vietnam. Before these became law in
// 1968, a part of the country kept the days of China: if those differ in such a
// year, the day is not certain.
type vietnameseDay struct {
	chinese.Rule
	china chinese.Rule
}

// Dates implements [calendar.Rule].
func (r vietnameseDay) Dates(from, to calendar.Date) []calendar.Occurrence {
	out := r.Rule.Dates(from, to)
	for i := range out {
		k := &out[i]
		if k.Year >= 1968 {
			break
		}
		// A leap month may put a month between them.
		for _, c := range r.china.Dates(k.First-32, k.First+32) {
			if c.Year != k.Year || c.First == k.First {
				continue
			}
			if k.Certainty == calendar.Exact {
				k.Certainty, k.Earliest, k.Latest = calendar.Computed, k.First, k.First
			}
			k.Cause = calendar.Custom
			k.Earliest, k.Latest = min(k.Earliest, c.First), max(k.Latest, c.First)
		}
	}
	return out
}
