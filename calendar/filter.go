package calendar

import "slices"

// A Filter chooses observances. Empty fields choose all, except traditions that
// are shown only on request.
type Filter struct {
	Traditions  []string
	Kinds       []Kind
	Certainties []Certainty
	// Denominations chooses, where a tradition tells them apart, what they
	// keep: their own observances and those of all.
	Denominations []Denomination
	// Flagged chooses the days on which buildings are flagged.
	Flagged bool
	// Keep chooses among what is left, twins put together; nil keeps all. Kept is
	// how that choice is written, for those who put it in words.
	Keep func(*Occurrence) bool
	Kept []string
	// Apart keeps twins apart instead of putting them into the entry of the
	// observance that they are the same as.
	Apart bool
}

func (f Filter) empty() bool {
	return len(f.Traditions) == 0 && len(f.Kinds) == 0 && len(f.Certainties) == 0 && len(f.Denominations) == 0 && !f.Flagged
}

// matches reports whether an observance is of the traditions and kinds chosen.
// The caller decides whether an empty choice of traditions includes it.
func (f Filter) matches(o *Observance) bool {
	return (len(f.Traditions) == 0 || slices.Contains(f.Traditions, o.ID.Tradition())) &&
		(!f.Flagged || o.Flag != "") &&
		(len(f.Kinds) == 0 || slices.Contains(f.Kinds, o.Kind)) &&
		(len(f.Denominations) == 0 || len(o.Denominations) == 0 ||
			slices.ContainsFunc(f.Denominations, func(d Denomination) bool { return slices.Contains(o.Denominations, d) }))
}

func (f Filter) matchesOccurrence(o *Occurrence) bool {
	return len(f.Certainties) == 0 || slices.Contains(f.Certainties, o.Certainty)
}
