package content

import "vielfalt/calendar"

// A Recipe says how something is cooked.
type Recipe struct {
	Item
	Origin      string        `json:"origin,omitempty"`
	Servings    int           `json:"servings,omitempty"`
	Vegetarian  bool          `json:"vegetarian,omitempty"`
	Ingredients []string      `json:"ingredients,omitempty"`
	Tried       calendar.Date `json:"tried,omitzero"`
}

var recipes = Description{
	Type: "recipe", New: func() Record { return new(Recipe) }, Table: "recipes", Folder: "rezepte", Order: ByTitle,
	Fields: []Field{
		{Name: "origin", Of: of(func(r *Recipe) *string { return &r.Origin }), Found: AfterBody},
		{Name: "servings", Of: of(func(r *Recipe) *int { return &r.Servings })},
		{Name: "vegetarian", Of: of(func(r *Recipe) *bool { return &r.Vegetarian })},
		{Name: "ingredients", Of: of(func(r *Recipe) *[]string { return &r.Ingredients }), Lines: true, Whole: true},
		{Name: "tried", Of: of(func(r *Recipe) *calendar.Date { return &r.Tried })},
	},
}

// Description implements Record.
func (*Recipe) Description() *Description { return &recipes }

// Validate implements Record.
func (r *Recipe) Validate(known func(calendar.ID) bool) error {
	p := r.problems(known)
	p.text("origin", r.Origin, 100)
	return p.Err()
}
