package main

import (
	"fmt"
	"slices"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/spelling"
	"vielfalt/search/german"
)

// switchOff marks the traditions that --tradition-off names.
func (f calendarFlags) switchOff(all []calendar.Tradition) error {
	for _, off := range f.TraditionOff {
		i := slices.IndexFunc(all, func(t calendar.Tradition) bool { return t.ID == off })
		if i < 0 {
			names := make([][]string, len(all))
			for i, t := range all {
				names[i] = append([]string{t.ID, t.Name.German, t.Name.English}, t.Name.Also...)
			}
			return usageError{fmt.Errorf("--tradition-off %q is not one of %s%s", off, traditionIDs(all), meant(off, names))}
		}
		all[i].Off = true
	}
	return nil
}

// land reads --land.
func (f calendarFlags) land() (calendar.Land, error) {
	l, err := calendar.ParseLand(f.Land)
	if err != nil {
		var names [][]string
		for _, l := range calendar.Laender() {
			n := l.Name()
			names = append(names, []string{string(l), l.Tradition(), n.German, n.English})
		}
		return "", usageError{fmt.Errorf("--land %w%s", err, meant(f.Land, names))}
	}
	return l, nil
}

// region reads --land and --seat. Without either it is the default one; another
// Land needs a seat of its own, because nobody would notice that a time is that
// of another place.
func region(f calendarFlags, seat string) (calendar.Region, error) {
	r := calendar.DefaultRegion()
	l, err := f.land()
	if err != nil {
		return r, err
	}
	switch {
	case seat != "":
		if r.Seat, err = calendar.ParseSeat(seat); err != nil {
			return r, usageError{fmt.Errorf("--seat %w", err)}
		}
	case l != r.Land:
		return r, usageError{fmt.Errorf(`--land %s needs --seat, the place for which sunset is reckoned, with latitude and longitude, as in --seat "Augsburg 48.37 10.90"`, l)}
	}
	r.Land = l
	return r, nil
}

// meant ends a message with what somebody perhaps meant: the first name of the
// most similar thing. It is empty if nothing is similar.
func meant(wrote string, things [][]string) string {
	folded := make([][]string, len(things))
	for i, names := range things {
		for _, n := range names {
			folded[i] = append(folded[i], german.Fold(n))
		}
	}
	i, ok := spelling.Nearest(german.Fold(wrote), folded)
	if !ok {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", things[i][0])
}
