package traditions

import "vielfalt/calendar"

// flagDays returns how public buildings are flagged on which days in a Land, by
// law alone. They are recorded for North Rhine-Westphalia: Gesetz über das
// öffentliche Flaggen of 10 March 1953 § 1, Beflaggungsverordnung of 29 November
// 1984 § 1, as the Bezirksregierungen list them. Days of elections and orders of
// the ministry are entered as days of the house's own.
func flagDays(home calendar.Land) map[calendar.ID]calendar.Flag {
	if home != "nw" {
		return nil
	}
	return map[calendar.ID]calendar.Flag{
		"civil/holocaust-gedenktag":           calendar.HalfMast,
		"de-nw/erster-mai":                    calendar.FullMast,
		"civil/europatag":                     calendar.EuropeFirst,
		"civil/tag-des-grundgesetzes":         calendar.FullMast,
		"civil/volksaufstand-17-juni":         calendar.FullMast,
		"civil/widerstand-20-juli":            calendar.FullMast,
		"civil/gruendung-nordrhein-westfalen": calendar.FullMast,
		"de-nw/tag-der-deutschen-einheit":     calendar.FullMast,
		"civil/volkstrauertag":                calendar.HalfMast,
	}
}
