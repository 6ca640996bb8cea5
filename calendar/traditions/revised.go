package traditions

import (
	"strings"
	"time"

	"vielfalt/calendar"
)

// A revision says which entries in subscribed calendars changed on a day,
// through a table or through the words around it, and what changed. A test
// notices a change that has no line here.
type revision struct {
	on string
	// of lists observances, or whole traditions as "islamic/", separated by
	// spaces.
	of string
	// from and to are years of the reckoning, 0 for no bound.
	from, to        int
	german, english string
}

// revisions are in the order of their days.
func revisions() []revision {
	return []revision{}
}

// changesOf returns the changes of an observance's entries.
func changesOf(id calendar.ID, all []revision) []calendar.Change {
	var out []calendar.Change
	for _, r := range all {
		for of := range strings.FieldsSeq(r.of) {
			if of != string(id) && of != id.Tradition()+"/" {
				continue
			}
			on, err := time.Parse(time.DateOnly, r.on)
			if err != nil {
				panic(err) // a test reads every line
			}
			out = append(out, calendar.Change{On: on, From: r.from, To: r.to, What: calendar.Name{German: r.german, English: r.english}})
		}
	}
	return out
}
