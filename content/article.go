package content

import "vielfalt/calendar"

// An Article is a short text on a feast, a custom or an event of the house.
type Article struct {
	Item
	// Sources are what the text is based on, one line of Markdown each.
	Sources []string `json:"sources,omitempty"`
	// Picture stands above the text; zero if there is none.
	Picture Picture `json:"picture,omitzero"`
	// Brochures are the ids of brochures for further reading.
	Brochures []string `json:"brochures,omitempty"`
}

var articles = Description{
	Type: TypeArticle, New: func() Record { return new(Article) }, Table: "articles", Folder: "beitraege", Order: LatestFirst,
	Fields: []Field{
		{Name: "sources", Of: of(func(a *Article) *[]string { return &a.Sources }), Lines: true, Whole: true, Text: true},
		{Name: "picture", Of: of(func(a *Article) *Picture { return &a.Picture }), Text: true},
		{Name: "brochures", Of: of(func(a *Article) *[]string { return &a.Brochures }), Whole: true},
	},
}

// Description implements Record.
func (*Article) Description() *Description { return &articles }

// Validate implements Record.
func (a *Article) Validate(known func(calendar.ID) bool) error {
	p := a.problems(known)
	if len(a.Sources) > 20 {
		p.Add("sources", "problem.sources", "%d sources are more than 20", len(a.Sources))
	}
	for _, s := range a.Sources {
		if s == "" || len(s) > 1000 || !printable(s) {
			p.Add("sources", "problem.sources", "each source must be a printable text of at most 1000 bytes")
		}
	}
	for _, b := range a.Brochures {
		if !ValidID(b) {
			p.Add("brochures", "problem.id", "%q is not the id of a brochure", b)
		}
	}
	a.Picture.problems(&p, "picture")
	return p.Err()
}
