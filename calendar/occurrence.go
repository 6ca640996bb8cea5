package calendar

// An Occurrence is one occurrence of an observance.
type Occurrence struct {
	Observance *Observance
	// First and Last are the civil days on which it is mainly kept.
	First, Last Date
	// LastEarliest and LastLatest bound Last as Earliest and Latest bound First.
	LastEarliest, LastLatest Date
	// Year is the year of the reckoning that the rule follows: the Islamic or
	// the Jewish year, else the Gregorian or Julian one. An observance is kept
	// once in it, by every convention of its tradition, so observance and year
	// identify an occurrence permanently, however its day is corrected.
	Year int
	// Origin is the first day that the rule gives, before any confirmation;
	// where the rule gives none, the first day entered.
	Origin Date
	// Added is set if the rule does not yield the occurrence: it exists only
	// because people entered a confirmation.
	Added bool
	// Certainty, Earliest and Latest say how sure First is. If it is sure,
	// Earliest and Latest equal First. An announced day has bounds where others
	// who keep it do not follow the body that announced it.
	Certainty        Certainty
	Earliest, Latest Date
	// Cause says why the day may be another within the bounds.
	Cause Cause
	// Convention names the reckoning used; empty if there is only one. It
	// differs from the one asked for where that one does not reach (Umm al-Qura
	// outside its published years).
	Convention string
	// By is the body that announced or confirmed the date, Checked the day on
	// which a published or announced date was last compared with its source,
	// and Note says in German what changed and why. Each is empty where there
	// is nothing to say.
	By      string
	Checked Date
	Note    string
	// Revision says how often and when people changed the date.
	Revision Revision
	twins    *[]Occurrence // by pointer, so that occurrences can be compared
}

// Twins returns the occurrences that people see as one with this one: of
// observances that are the same as it, or alongside it on the same day.
func (o Occurrence) Twins() []Occurrence {
	if o.twins == nil {
		return nil
	}
	return *o.twins
}

// Also returns those of the twins that people are told of: not the observance
// that is merely the last day of this one.
func (o Occurrence) Also() []Occurrence {
	var out []Occurrence
	for _, t := range o.Twins() {
		if t.Observance.Alongside != "" || t.Observance.ID.Tradition() != o.Observance.ID.Tradition() {
			out = append(out, t)
		}
	}
	return out
}

// Moved reports whether a confirmation put the occurrence on another day than
// the one reckoned.
func (o Occurrence) Moved() bool { return o.Origin != o.First }

// Eve returns the civil day on whose evening the occurrence begins, and
// whether it begins on an evening at all.
func (o Occurrence) Eve() (Date, bool) {
	return o.First - 1, o.Observance.Begin == Sunset
}

// IsEve reports whether d is the civil day on whose evening the occurrence
// begins.
func (o Occurrence) IsEve(d Date) bool {
	eve, bySun := o.Eve()
	return bySun && d == eve
}

// Covers reports whether d is one of the occurrence's days.
func (o Occurrence) Covers(d Date) bool { return o.First <= d && d <= o.Last }

// Day returns which day of the occurrence d is, counted from 1, and how many
// there are.
func (o Occurrence) Day(d Date) (n, of int) { return int(d-o.First) + 1, o.Length() }

// Length returns how many days the occurrence has.
func (o Occurrence) Length() int { return int(o.Last-o.First) + 1 }

// GoesOn reports whether d is a day of a period on which it neither begins nor
// ends.
func (o Occurrence) GoesOn(d Date) bool {
	return o.Observance.Period && o.First < d && d < o.Last
}

// Sure reports whether the date can no longer move.
func (o Occurrence) Sure() bool {
	return o.Certainty == Exact || o.Certainty == Confirmed || o.Certainty == Partial
}

// reckoned completes the occurrence that a rule yields.
func reckoned(o *Observance, oc Occurrence) Occurrence {
	oc.Observance, oc.Origin = o, oc.First
	if oc.Certainty == "" {
		oc.Certainty = Exact
	}
	if oc.Earliest == 0 && oc.Latest == 0 {
		oc.Earliest, oc.Latest = oc.First, oc.First
	}
	oc.run()
	return oc
}

// run sets the last day and its bounds by the length of the observance.
func (o *Occurrence) run() {
	length := Date(o.Observance.Days - 1)
	o.Last, o.LastEarliest, o.LastLatest = o.First+length, o.Earliest+length, o.Latest+length
}
