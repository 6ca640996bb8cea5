package calendar

// A Confirmation replaces a computed first day with an announced or confirmed
// one, or adds an occurrence that the rule does not know, such as the day after
// the last one of a published list.
type Confirmation struct {
	Observance ID
	// Year names the occurrence, see [Occurrence].
	Year int
	// First is the confirmed first day; 0 if the confirmation was withdrawn:
	// the reckoned day then counts again, and Revision says since when.
	First Date
	// Certainty is Announced or Confirmed.
	Certainty Certainty
	// By is the body that announced or confirmed it, Checked the day on which
	// that was looked up, and Note what readers should know about the change.
	// By and Note are in German.
	By      string
	Checked Date
	Note    string
	// Revision says how often the confirmation was entered, changed or
	// withdrawn, and when last.
	Revision Revision
}

// confirm moves the occurrence to the day of a confirmation; a withdrawn one
// leaves it in place and sets only Note and Revision.
func (o *Occurrence) confirm(k Confirmation) {
	o.Revision, o.Note = o.Revision.Then(k.Revision), k.Note
	if k.First == 0 {
		return
	}
	o.First, o.Earliest, o.Latest, o.Cause = k.First, k.First, k.First, ""
	o.Certainty, o.By, o.Checked = k.Certainty, k.By, k.Checked
	o.run()
}

// of returns what a confirmation says of an observance that follows.
func (k Confirmation) of(follower *Observance) Confirmation {
	k.Observance = follower.ID
	for _, d := range []*Date{&k.First, &k.Revision.Before} {
		if *d != 0 {
			*d += Date(follower.Follows.Days)
		}
	}
	return k
}
