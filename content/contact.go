package content

import (
	"net/mail"
	"regexp"
	"unicode/utf8"

	"vielfalt/calendar"
)

// A Contact is a person or an office responsible for something. The item's
// title is the name, its tags are the themes, its body is a sentence about the
// task.
type Contact struct {
	Item
	Function  string        `json:"function,omitempty"` // "Leitung", "Sachbearbeitung Flüchtlingsaufnahme"
	Phone     string        `json:"phone,omitempty"`    // as people write it: "02931 82-0000"
	Mail      string        `json:"mail,omitempty"`     // function mailbox first
	Room      string        `json:"room,omitempty"`
	Languages []string      `json:"languages,omitempty"` // BCP 47 tags of languages spoken in addition to German
	Confirmed calendar.Date `json:"confirmed,omitzero"`  // day on which somebody last checked it; 0 = never
}

var contacts = Description{
	Type: TypeContact, New: func() Record { return new(Contact) }, Table: "contacts", Folder: "kontakte", ByID: true, Order: ByDezernat,
	Fields: []Field{
		{Name: "function", Of: of(func(c *Contact) *string { return &c.Function }), Found: BeforeBody},
		{Name: "phone", Of: of(func(c *Contact) *string { return &c.Phone }), Found: AsPhone},
		{Name: "mail", Of: of(func(c *Contact) *string { return &c.Mail }), Found: AfterBody},
		{Name: "room", Of: of(func(c *Contact) *string { return &c.Room }), Found: AsRoom},
		{Name: "languages", Of: of(func(c *Contact) *[]string { return &c.Languages })},
		{Name: "confirmed", Of: of(func(c *Contact) *calendar.Date { return &c.Confirmed })},
	},
}

// Description implements Record.
func (*Contact) Description() *Description { return &contacts }

var phonePattern = regexp.MustCompile(`^[0-9+()/ .-]{3,40}$`)

// Validate implements Record.
func (c *Contact) Validate(known func(calendar.ID) bool) error {
	p := c.problems(known)
	if utf8.RuneCountInString(c.Function) > 200 || !printable(c.Function) {
		p.Add("function", "problem.text", "must be a printable text of at most 200 characters")
	}
	if c.Phone != "" && !phonePattern.MatchString(c.Phone) {
		p.Add("phone", "problem.phone", "%q is not a telephone number", c.Phone)
	}
	if c.Mail != "" {
		if a, err := mail.ParseAddress(c.Mail); err != nil || a.Address != c.Mail || len(c.Mail) > 200 {
			p.Add("mail", "problem.mail", "%q is not a mail address", c.Mail)
		}
	}
	if utf8.RuneCountInString(c.Room) > 40 || !printable(c.Room) {
		p.Add("room", "problem.text", "must be a printable text of at most 40 characters")
	}
	if len(c.Languages) > MaxLanguages {
		p.Add("languages", "problem.languages", "more than %d languages", MaxLanguages)
	}
	return p.Err()
}
