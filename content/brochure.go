package content

import (
	"fmt"
	"unicode/utf8"

	"vielfalt/calendar"
)

// Limits of brochures.
const (
	MaxPDF       = 50 << 20 // bytes
	MaxPages     = 1000
	MaxPageText  = 200 << 10 // bytes
	MaxLanguages = 20
)

// A Brochure is a printed or electronic booklet, with the text of its pages.
type Brochure struct {
	Item
	Printing  string   `json:"edition,omitempty"`   // "2017", "3. Auflage 2025"
	PrintRun  int      `json:"print_run,omitempty"` // copies; 0 if not known
	Languages []string `json:"languages,omitempty"` // BCP 47 tags of the languages it is printed in
	// PDF describes the file; Size 0 means there is none and only the text of
	// the pages is stored.
	PDF File `json:"pdf,omitzero"`
	// Cover describes a picture of the first page (PNG); Size 0 means none.
	Cover File `json:"cover,omitzero"`
	// PageCount is the number of pages, also in lists, which leave Pages out.
	PageCount int `json:"page_count,omitempty"`
	// Pages holds the text page by page. Lists leave it out.
	Pages []Page `json:"pages,omitempty"`
}

var brochures = Description{
	Type: TypeBrochure, New: func() Record { return new(Brochure) }, Table: "brochures", Folder: "broschueren", Order: LatestFirst,
	Fields: []Field{
		{Name: "edition", Of: of(func(b *Brochure) *string { return &b.Printing })},
		{Name: "print_run", Of: of(func(b *Brochure) *int { return &b.PrintRun })},
		{Name: "languages", Of: of(func(b *Brochure) *[]string { return &b.Languages })},
		{Name: "pdf", Of: of(func(b *Brochure) *File { return &b.PDF }), Derived: true},
		{Name: "cover", Of: of(func(b *Brochure) *File { return &b.Cover }), Derived: true},
		{Name: "page_count", Of: of(func(b *Brochure) *int { return &b.PageCount }), Derived: true},
	},
}

// Description implements Record.
func (*Brochure) Description() *Description { return &brochures }

// A Page is one page of a brochure.
type Page struct {
	ID     string `json:"id"`              // of the page: "bro-wegweiser-p03"; derived from the brochure's id unless given
	Number int    `json:"page"`            // from 1
	Title  string `json:"title,omitempty"` // heading of the page; may be empty
	Text   string `json:"text,omitempty"`  // plain text
	// NoText marks a page without any text that can be read. It is reported, not guessed at.
	NoText     bool     `json:"no_text,omitempty"`
	Dezernat   string   `json:"dezernat,omitempty"` // if it is not the brochure's; else empty
	Traditions []string `json:"traditions,omitempty"`
	Tags       []string `json:"tags,omitempty"`
}

// PageID returns the id of a page that was given none.
func PageID(brochure string, number int) string {
	return fmt.Sprintf("%s-p%02d", brochure, number)
}

// Validate implements Record.
func (b *Brochure) Validate(known func(calendar.ID) bool) error {
	p := b.problems(known)
	if utf8.RuneCountInString(b.Printing) > 100 || !printable(b.Printing) {
		p.Add("edition", "problem.text", "must be a printable text of at most 100 characters")
	}
	if b.PrintRun < 0 || b.PrintRun > 100_000_000 {
		p.Add("print_run", "problem.number", "%d is not a number of copies", b.PrintRun)
	}
	if len(b.Languages) > MaxLanguages {
		p.Add("languages", "problem.languages", "more than %d languages", MaxLanguages)
	}
	if len(b.Pages) > MaxPages {
		p.Add("pages", "problem.pages", "%d pages are more than %d", len(b.Pages), MaxPages)
	}
	numbers, ids := map[int]bool{}, map[string]bool{}
	for _, g := range b.Pages {
		switch {
		case g.Number < 1 || g.Number > 10*MaxPages:
			p.Add("page", "problem.number", "%d is not a page number", g.Number)
		case numbers[g.Number]:
			p.Add("page", "problem.page-twice", "page %d appears twice", g.Number)
		case !ValidID(g.ID):
			p.Add("id", "problem.id", "%q must be small letters, digits and hyphens, at most 120", g.ID)
		case ids[g.ID]:
			p.Add("id", "problem.id-twice", "page id %q appears twice", g.ID)
		}
		if g.Dezernat != "" && !dezernatPattern.MatchString(g.Dezernat) {
			p.Add("dezernat", "problem.dezernat", "%q of page %d is not a number such as 36 or 11.5", g.Dezernat, g.Number)
		}
		numbers[g.Number], ids[g.ID] = true, true
		if len(g.Text) > MaxPageText || !utf8.ValidString(g.Text) {
			p.Add("pages", "problem.long", "text of page %d must be UTF-8 of at most %d bytes", g.Number, MaxPageText)
		}
	}
	return p.Err()
}
