package archive

import (
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/content"
)

// What people write for a value in German, in small letters. Whatever is not here is
// taken as it is, and then checked.
var (
	saidStates = map[string]content.State{
		"entwurf": content.Draft, "in arbeit": content.Draft, "in prüfung": content.InReview, "zur prüfung": content.InReview, "in review": content.InReview,
		"freigegeben": content.Approved, "veröffentlicht": content.Approved, "published": content.Approved, "zurückgezogen": content.Withdrawn,
	}
	saidLanguages = map[string]string{
		"deutsch": content.German, "german": content.German, "englisch": content.English, "english": content.English,
		"leichte sprache": content.PlainGerman, "einfache sprache": content.PlainGerman,
	}
	saidTypes = map[string]content.Type{
		"artikel": content.TypeArticle, "beitrag": content.TypeArticle, "termin": content.TypeEvent, "veranstaltung": content.TypeEvent,
		"kontakt": content.TypeContact, "broschüre": content.TypeBrochure, "ehrenamt": content.TypeVolunteering,
	}
)

// meaning returns what a value means, by one of the tables above.
func meaning[T ~string](meanings map[string]T, wrote string) T {
	if v, ok := meanings[strings.ToLower(oneSpace(wrote))]; ok {
		return v
	}
	return T(wrote)
}

func stateOf(wrote string) content.State { return meaning(saidStates, wrote) }
func langOf(wrote string) string         { return meaning(saidLanguages, wrote) }
func typeOf(wrote string) content.Type   { return meaning(saidTypes, wrote) }

// called puts ids in place of the names of observances and traditions of a record. A
// name of several observances means the one of the record's traditions. One that may
// still mean several is left as it is: [Importer.strangers] tells which.
func (im *Importer) called(it *content.Item) {
	cal := im.Calendar()
	for i, wrote := range it.Traditions {
		if _, ok := cal.Tradition(wrote); ok {
			continue
		}
		if ids := traditionsCalled(cal, wrote); len(ids) == 1 {
			it.Traditions[i] = ids[0]
		}
	}
	day := func(id *calendar.ID) {
		ids := im.dayCalled(string(*id))
		if len(ids) > 1 {
			ids = slices.DeleteFunc(slices.Clone(ids), func(id calendar.ID) bool {
				tradition, _, _ := strings.Cut(string(id), "/")
				return !slices.Contains(it.Traditions, tradition)
			})
		}
		if len(ids) == 1 {
			*id = ids[0]
		}
	}
	for i := range it.Observances {
		day(&it.Observances[i])
	}
	if it.Publish.ByHoliday() {
		day(&it.Publish.Observance)
	}
}

// dayCalled returns the observances of which something is a whole name; none if it is
// the id of one.
func (im *Importer) dayCalled(wrote string) []calendar.ID {
	if _, ok := im.Calendar().Observance(calendar.ID(wrote)); ok || im.Named == nil {
		return nil
	}
	return im.Named(wrote)
}

// traditionsCalled returns the traditions of which something is a name.
func traditionsCalled(cal *calendar.Calendar, wrote string) (ids []string) {
	for _, t := range cal.Traditions() {
		names := append([]string{t.Name.German, t.Name.English, t.Name.Original}, t.Name.Also...)
		if slices.ContainsFunc(names, func(name string) bool { return name != "" && strings.EqualFold(name, strings.TrimSpace(wrote)) }) {
			ids = append(ids, t.ID)
		}
	}
	return ids
}
