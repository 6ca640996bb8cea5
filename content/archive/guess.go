package archive

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"vielfalt/calendar"
	"vielfalt/content"
)

// strangers are the observances and traditions of a record that the calendar does
// not know, each with the ones that may be meant. An export may name what another
// store knew, so a tradition in it is only noted.
func (im *Importer) strangers(b *batch, e *entry) content.Problems {
	var p content.Problems
	cal := im.Calendar()
	it := e.record.Base()
	observance := func(field string, id calendar.ID) {
		if _, ok := cal.Observance(id); ok {
			return
		}
		what := fmt.Sprintf("unknown observance %q", id)
		if _, err := calendar.ParseID(string(id)); err != nil {
			what = err.Error()
		}
		if several := im.several(id); several != "" {
			p.Add(field, "problem.observance", "%s", several)
			return
		}
		p.Add(field, "problem.observance", "%s%s", what, im.meantDays(string(id)))
	}
	for _, id := range it.Observances {
		observance("observances", id)
	}
	if it.Publish.ByHoliday() {
		observance("publish.observance", it.Publish.Observance)
	}
	for _, t := range it.Traditions {
		if _, ok := cal.Tradition(t); ok {
			continue
		}
		var ids []string
		var names [][]string
		for _, known := range cal.Traditions() {
			ids, names = append(ids, known.ID), append(names, append([]string{known.ID, known.Name.German, known.Name.English}, known.Name.Also...))
		}
		what := fmt.Sprintf("unknown tradition %q%s", t, im.meant(t, ids, names))
		if len(e.history.Versions) > 0 {
			b.noteAt(e.of("traditions"), "traditions: %s", what)
		} else {
			p.Add("traditions", "problem.tradition", "%s", what)
		}
	}
	return p
}

// meantDays says which observances may be meant by one that there is not, first
// those of the tradition that it names.
func (im *Importer) meantDays(wrote string) string {
	if im.Days == nil {
		return ""
	}
	tradition, name, found := strings.Cut(wrote, "/")
	if !found {
		tradition, name = "", wrote
	}
	ids := im.Days(name)
	own := func(id calendar.ID) bool { return strings.HasPrefix(string(id), tradition+"/") }
	if slices.ContainsFunc(ids, own) {
		ids = slices.DeleteFunc(slices.Clone(ids), func(id calendar.ID) bool { return !own(id) })
	}
	if named := im.named(ids, 3); named != "" {
		return "; did you mean " + named + "?"
	}
	cal := im.Calendar()
	var all []string
	var names [][]string
	for _, t := range cal.Traditions() {
		for _, o := range t.Observances {
			all, names = append(all, string(o.ID)), append(names, []string{string(o.ID)})
		}
	}
	return im.meant(wrote, all, names)
}

// several says which observances have a name that somebody wrote for an id; empty if
// there are not several.
func (im *Importer) several(wrote calendar.ID) string {
	ids := im.dayCalled(string(wrote))
	if len(ids) < 2 {
		return ""
	}
	return fmt.Sprintf("%q is the name of several: write %s", wrote, im.named(ids, maxMeant))
}

// maxMeant is how many observances of one name are told.
const maxMeant = 8

// named lists observances, at most so many, with what they are called.
func (im *Importer) named(ids []calendar.ID, most int) string {
	var out []string
	for _, id := range ids[:min(len(ids), most)] {
		if o, ok := im.Calendar().Observance(id); ok {
			out = append(out, fmt.Sprintf("%s – %s", id, o.Name.German))
		}
	}
	return strings.Join(out, " or ")
}

// meant says which of several things may be meant by what somebody wrote; empty if
// none is like it. A thing may have several names.
func (im *Importer) meant(wrote string, things []string, names [][]string) string {
	if im.Like == nil {
		return ""
	}
	if i, ok := im.Like(wrote, names); ok {
		return "; did you mean " + things[i] + "?"
	}
	return ""
}

// fieldNames are what people call fields in German, in small letters.
var fieldNames = map[string][]string{
	"title": {"titel", "überschrift", "name"}, "summary": {"zusammenfassung", "kurztext", "teaser", "description", "beschreibung", "kurzfassung", "anreißer"},
	"tags": {"themen", "thema", "schlagworte", "schlagwort", "schlagwörter", "stichworte", "stichwort", "stichwörter", "keywords", "kategorien", "kategorie", "categories"},
	"date": {"datum", "tag"}, "observances": {"feiertag", "feiertage", "fest", "feste", "anlass", "observance"}, "traditions": {"religion", "religionen", "traditionen"},
	"lang": {"sprache", "language"}, "state": {"status", "zustand", "stand"}, "sources": {"quelle", "quellen", "source"},
	"publish": {"veröffentlichen", "veröffentlichung", "veröffentlichen am", "veröffentlichen ab", "erscheint", "erscheint am", "erscheinungsdatum"},
	"picture": {"bild", "image", "foto"}, "start": {"beginn", "von"}, "end": {"ende", "bis"},
	"place": {"ort", "location"}, "organizer": {"veranstalter", "veranstalterin"}, "phone": {"telefon", "tel"}, "mail": {"e-mail", "email"},
	"room": {"raum", "zimmer"}, "type": {"typ", "art"}, "cancelled": {"abgesagt"}, "slug": {"adresse", "permalink", "url"},
}

// noFields are what people write into a table of fields, in small letters, and what
// is to be done about it.
var noFields = func() map[string]string {
	out := make(map[string]string)
	for what, names := range map[string][]string{
		"; who wrote a text is known to the desk and not shown; name somebody in the text":                          {"autor", "autorin", "autor/in", "verfasser", "verfasserin", "author", "redaktion", "bearbeiter", "bearbeiterin", "erstellt von"},
		"; write who may be asked into the text, or as a contact of its own":                                        {"ansprechpartner", "ansprechpartnerin", "ansprechperson", "kontakt", "rückfragen"},
		"; write it as the first sentence of the text, or call it summary (Zusammenfassung) if it sums the text up": {"untertitel", "unterzeile", "dachzeile", "subtitle", "subline"},
	} {
		for _, name := range names {
			out[name] = what
		}
	}
	return out
}()

// meantField says which field may be meant by one that there is not.
func (im *Importer) meantField(wrote string) string {
	if what := noFields[strings.ToLower(wrote)]; what != "" {
		return what
	}
	names := make([][]string, len(knownFields))
	for i, f := range knownFields {
		names[i] = append([]string{f}, fieldNames[f]...)
		if slices.Contains(names[i], strings.ToLower(wrote)) {
			return "; did you mean " + f + "?"
		}
	}
	return im.meant(wrote, knownFields, names)
}

var unknownField = regexp.MustCompile(`^unknown field "([^"]+)"$`)

// guessed adds to what is wrong with front matter which field may be meant.
func (im *Importer) guessed(err error) error {
	if m := unknownField.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Errorf("%w%s", err, im.meantField(m[1]))
	}
	return err
}
