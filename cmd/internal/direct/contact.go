package direct

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"vielfalt/cmd/internal/spelling"
	"vielfalt/content"
	"vielfalt/search/german"
)

// maxContacts is how many contacts an answer has.
const maxContacts = 3

// person answers how to reach somebody: by name with what is asked for, a title of
// address or "wer ist", by the whole name alone, or by a room or a number alone.
func (a *Asker) person(q german.Question) (*Answer, error) {
	if q.Asks(german.AskDate) || q.Asks(german.AskHoliday) || q.Asks(german.AskPast) || q.Asks(german.AskUntil) || q.Asks(german.AskGreeting) || q.Asks(german.AskLeads) {
		return nil, nil // when somebody is there is not known, nor what to say to whom, or who is whose boss
	}
	first := german.Intent("")
	for _, i := range []german.Intent{german.AskPhone, german.AskMail, german.AskRoom} {
		if q.Asks(i) {
			first = i
			break
		}
	}
	where := q.Asks(german.AskWhere) && first == ""
	if where {
		first = german.AskRoom
	}
	if reachable(q.Text) != "" {
		return a.byNumber(q.Text, first)
	}
	if (first != "" || q.Asks(german.AskWho)) && reachable(q.About) != "" {
		return a.byNumber(q.About, first)
	}
	addressed := a.Language.Addressed(q.About)
	alone := len(q.Intents) == 0 && !addressed // nothing but a name, perhaps
	if name := a.surname(q.About); alone && q.Year == 0 && name != "" {
		return a.onlyOne(name)
	}
	if q.About == "" || first == "" && !addressed && !alone && !q.Asks(german.AskWho) || alone && (q.Year > 0 || !a.fullName(q.About)) {
		return nil, nil
	}
	all, err := a.Contacts(q.About)
	if err != nil {
		return nil, err
	}
	var exact, near []*content.Contact
	for _, c := range all {
		byFunction := q.Asks(german.AskWho) && a.holds(c, q.About)
		if alone || q.Asks(german.AskWho) && !addressed { // it may be anything
			bySurname := !alone && a.bySurname(c, q.About)
			if !byFunction && !bySurname && !a.wholly(c, q.About, 1) {
				continue
			}
		}
		switch {
		case byFunction, a.called(c, q.About, 0), first != "" && !where && a.at(c, q.About):
			exact = append(exact, c)
		case a.called(c, q.About, 1):
			near = append(near, c)
		}
	}
	if len(exact) > 0 {
		return answered(Person, "", a.contacts(exact, first)), nil
	}
	near = near[:min(len(near), maxContacts)]
	var meant []string
	for _, c := range near {
		meant = append(meant, c.Title)
	}
	return answered(Person, strings.Join(meant, ", "), a.contacts(near, first)), nil
}

// byNumber answers who has a number, or is in a room: only the one if it is asked for.
func (a *Asker) byNumber(text string, first german.Intent) (*Answer, error) {
	number := reachable(text)
	var all []*content.Contact
	for _, written := range roomWritten(text) {
		found, err := a.Contacts(written)
		if err != nil {
			return nil, err
		}
		for _, c := range found {
			if !slices.ContainsFunc(all, func(o *content.Contact) bool { return o.ID == c.ID }) {
				all = append(all, c)
			}
		}
	}
	all = slices.DeleteFunc(all, func(c *content.Contact) bool {
		byPhone, byRoom := first != german.AskRoom && endsWith(c.Phone, number), first != german.AskPhone && inRoom(c, text)
		if first != german.AskRoom && text == number && c.Room != number {
			byRoom = false // 115 is a number that everybody may call, and room 1.15 is written otherwise
		}
		return !byPhone && !byRoom
	})
	return answered(Person, "", a.contacts(all, first)), nil
}

// roomWritten returns a text in the ways in which a room may be written: "302" is 3.02.
func roomWritten(text string) []string {
	d := digits(text)
	if len(d) < 3 || len(d) > 4 {
		return []string{text}
	}
	return []string{text, d[:len(d)-2] + "." + d[len(d)-2:]}
}

// How many words the whole name of somebody has.
const (
	leastNamed = 2
	mostNamed  = 5
)

// fullName reports whether a text may be the whole name of somebody, so that it is worth
// asking for: not what is the name of a day, or has words of the language only.
func (a *Asker) fullName(text string) bool {
	n := len(strings.Fields(spelling.Fold(text)))
	return n >= leastNamed && n <= mostNamed && german.MayName(text) && len(a.Names.Exactly(text)) == 0
}

// surname returns the word that a text is if it may be nothing but somebody's surname: long
// enough, none of the language, and none by which a day is known. Else it is empty.
func (a *Asker) surname(text string) string {
	words := german.Words(text)
	if len(words) != 1 || !german.MayName(text) || german.Tells(text) || a.Names.Within(text) {
		return ""
	}
	name := text[words[0].From:words[0].To]
	if utf8.RuneCountInString(name) < leastNear || digits(name) != "" {
		return ""
	}
	return name
}

// onlyOne answers how to reach whoever is the only one with a surname, unless contacts or
// titles have the word for another reason: then it may be a place or a thing.
func (a *Asker) onlyOne(surname string) (*Answer, error) {
	all, err := a.Contacts(surname)
	if err != nil {
		return nil, err
	}
	said := spelling.Fold(surname)
	var called []*content.Contact
	for _, c := range all {
		name := a.nameWords(c.Title)
		switch {
		case len(name) >= leastNamed && name[len(name)-1] == said:
			called = append(called, c)
		case slices.Contains(strings.Fields(spelling.Fold(c.Title+" "+c.Function+" "+strings.Join(c.Tags, " "))), said):
			return nil, nil // a first name, a part of a longer one, or a thing
		}
	}
	if len(called) != 1 {
		return nil, nil
	}
	if titled, err := a.Titled(`"` + surname + `"`); titled || err != nil { // as it is written, and nothing that is spelt alike
		return nil, err
	}
	return answered(Person, "", a.contacts(called, "")), nil
}

// wholly reports whether a text is the whole name of somebody, in any order: each word is
// one of it, and both the first name and a surname are among them, or all that follows the
// first name, if that is more than one word. The first name may have as many typing errors.
func (a *Asker) wholly(c *content.Contact, text string, errors int) bool {
	said, name := a.nameWords(text), a.nameWords(c.Title)
	if len(said) < leastNamed || len(name) < leastNamed {
		return false
	}
	for i, w := range said {
		if !slices.Contains(name, w) && utf8.RuneCountInString(w) >= leastNear && spelling.Near(name[0], w, errors) {
			said[i] = name[0]
		}
	}
	if slices.ContainsFunc(said, func(w string) bool { return !slices.Contains(name, w) }) {
		return false
	}
	if !slices.Contains(said, name[0]) {
		return len(said) == len(name)-1
	}
	return slices.ContainsFunc(name[1:], func(n string) bool { return slices.Contains(said, n) })
}

// bySurname reports whether a text is the surname of somebody, or one of two.
func (a *Asker) bySurname(c *content.Contact, text string) bool {
	said, name := a.nameWords(text), a.nameWords(c.Title)
	return len(said) > 0 && len(name) > len(said) && !slices.ContainsFunc(said, func(w string) bool { return !slices.Contains(name[1:], w) })
}

// holds reports whether somebody's function is exactly what is asked for.
func (a *Asker) holds(c *content.Contact, function string) bool {
	return a.Language.Covers(c.Function, function, a.House) && a.Language.Covers(function, c.Function, a.House)
}

// nameWords returns the words of a name, without titles.
func (a *Asker) nameWords(name string) []string {
	return slices.DeleteFunc(strings.Fields(spelling.Fold(name)), func(w string) bool { return a.Language.Addressed(w + " x") })
}

// responsible answers who is responsible for a task or leads a department.
func (a *Asker) responsible(q german.Question) (*Answer, error) {
	leads := q.Asks(german.AskLeads)
	if !q.Asks(german.AskResponsible) && !leads || q.About == "" {
		return nil, nil
	}
	all, err := a.Contacts(q.Text)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(c *content.Contact) bool {
		if leads {
			return !a.leading(c, q.About)
		}
		return !a.there(c, q.About)
	})
	return answered(Responsible, "", a.contacts(all, "")), nil
}

// there reports whether somebody is there for a task: by function or tags, and not
// because the text mentions it.
func (a *Asker) there(c *content.Contact, task string) bool {
	return a.Language.Covers(strings.Join(append([]string{c.Function, "Dezernat " + c.Dezernat}, c.Tags...), ". "), task, a.House)
}

// at reports whether somebody is there for exactly a task: the function begins with it, or
// it is one of the tags, and not a word of one, as "Stille" is of "Stille Tage".
func (a *Asker) at(c *content.Contact, task string) bool {
	if strings.HasPrefix(spelling.Fold(c.Function)+" ", spelling.Fold(task)+" ") {
		return true
	}
	return a.holds(c, task) || slices.ContainsFunc(c.Tags, func(tag string) bool {
		return a.Language.Covers(tag, task, a.House) && a.Language.Covers(task, tag, a.House)
	})
}

// department is how people write a department in short, or by its number alone.
var department = regexp.MustCompile(`(?i)^(?:d|dez|department|dept)?\.? ?(\d{1,3}(?:\.\d{1,2})?)$`)

// leading reports whether somebody's function is to lead what is asked for: "Leitung
// Kantine" leads the canteen, and not the department that it is in, unless a tag says so.
func (a *Asker) leading(c *content.Contact, what string) bool {
	what = department.ReplaceAllString(what, "Dezernat $1")
	if german.Folded(what) == "dezernat" {
		return false // which one is not said
	}
	heads := slices.ContainsFunc(c.Tags, func(tag string) bool { return spelling.Fold(tag) == "dezernatsleitung" })
	if heads && c.Dezernat != "" && a.Language.Covers("Dezernat "+c.Dezernat, what, a.House) {
		return true
	}
	words := german.Words(c.Function)
	return len(words) > 0 && (strings.HasPrefix(words[0].Text, "leit") || words[0].Text == "head") && a.Language.Covers(c.Function, what, a.House)
}

// contacts are the lines on some contacts.
func (a *Asker) contacts(all []*content.Contact, first german.Intent) []Line {
	var out []Line
	for _, c := range all[:min(len(all), maxContacts)] {
		parts := []string{c.Function}
		if c.Dezernat != "" {
			parts = append(parts, a.Words.T("contact.dezernatof", "Dezernat", c.Dezernat))
		}
		field := func(key, value string) {
			if value != "" {
				parts = append(parts, a.Words.T(key)+" "+value)
			}
		}
		field("contact.phone", c.Phone)
		field("contact.mail", c.Mail)
		field("contact.room", c.Room)
		if missing(c, first) {
			parts = append(parts, a.Words.T("answer.missing."+string(first)))
		}
		if c.Confirmed != 0 {
			parts = append(parts, a.Words.T("contact.confirmed")+" "+a.Words.Date(c.Confirmed))
		}
		parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
		out = append(out, Line{
			Target: c.ID, Name: c.Title, Text: c.Title + ": " + strings.Join(parts, " · "), URL: a.Of(c),
			Checked: c.Confirmed, Contact: c, First: first,
		})
	}
	return out
}

// missing reports whether a contact lacks what was asked for.
func missing(c *content.Contact, first german.Intent) bool {
	switch first {
	case german.AskPhone:
		return c.Phone == ""
	case german.AskMail:
		return c.Mail == ""
	case german.AskRoom:
		return c.Room == ""
	}
	return false
}

// leastNear is how many letters a name has at least to be known with a typing error.
const leastNear = 5

// called reports whether somebody is called so: each word is one of the name, but for
// titles and as many typing errors in a longer one; initials suffice for first names.
func (a *Asker) called(c *content.Contact, about string, errors int) bool {
	name := a.nameWords(c.Title)
	surname := name // or a first name, unless it follows a title of address
	if len(name) > 1 && a.Language.Addressed(about) && len(a.nameWords(about)) == 1 {
		surname = name[1:]
	}
	whole := 0
	for _, w := range strings.Fields(spelling.Fold(about)) {
		switch {
		case a.Language.Addressed(w + " x"): // a title
		case slices.ContainsFunc(surname, func(n string) bool {
			return n == w || errors > 0 && utf8.RuneCountInString(w) >= leastNear && spelling.Near(n, w, errors)
		}):
			whole++
		case utf8.RuneCountInString(w) == 1 && slices.ContainsFunc(name, func(n string) bool { return strings.HasPrefix(n, w) }):
		default:
			return false
		}
	}
	return whole > 0
}

// leastNumber is how many digits a number has at least by which somebody is
// looked for.
const leastNumber = 2

// Reachable reports whether a text is a number alone, as of a room, a telephone or
// a department.
func Reachable(text string) bool {
	text = strings.TrimSpace(text)
	return len(digits(text)) >= leastNumber && strings.Trim(text, "0123456789 ./-") == ""
}

// reachable returns the digits of a query that is a telephone number or a room
// alone, and else nothing.
func reachable(text string) string {
	d := digits(text)
	if strings.ContainsAny(text, "€$%") || strings.HasSuffix(text, ".") && strings.Trim(text, "0123456789. ") == "" {
		return "" // a price, or a day
	}
	if rest, ok := strings.CutPrefix(strings.TrimSpace(text), "+49"); ok {
		d = "0" + digits(rest)
	}
	if len(d) < leastNumber || len(d) > 16 {
		return ""
	}
	for _, w := range german.Words(text) {
		switch w.Text {
		case "raum", "zimmer", "buro", "room", "telefon", "tel", "durchwahl", "nummer", "apparat", "phone":
			continue
		}
		if digits(w.Text) == "" && utf8.RuneCountInString(w.Text) > 1 {
			return ""
		}
	}
	return d
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// inRoom reports whether a text is nothing but somebody's room, with or without
// the word, however its parts are divided.
func inRoom(c *content.Contact, text string) bool {
	joined := func(s string) string {
		out := ""
		for _, w := range german.Words(s) {
			switch w.Text {
			case "raum", "zimmer", "buro", "room":
			default:
				out += w.Text
			}
		}
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune(".,-/ ", r) {
				return -1
			}
			return r
		}, out)
	}
	return c.Room != "" && joined(c.Room) == joined(text)
}

// endsWith reports whether a telephone number ends with some digits, where a
// group of it begins.
func endsWith(phone, number string) bool {
	groups := strings.FieldsFunc(phone, func(r rune) bool { return r < '0' || r > '9' })
	for i := range groups {
		if strings.Join(groups[i:], "") == number {
			return true
		}
	}
	return false
}
