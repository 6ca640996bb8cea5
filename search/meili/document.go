package meili

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"vielfalt/content"
	"vielfalt/search"
	"vielfalt/search/german"
)

// schemaVersion is raised with every change to document or settings.
const schemaVersion = 5

// anyDoc is a word in every document, and the first one of every query.
const anyDoc = "qqany"

// positionID is the id of the document that holds the position. No item can
// have this id.
const positionID = "_position"

// A document is what the server stores.
type document struct {
	ID string `json:"id"`

	// searched
	Title string `json:"title,omitempty"`
	Tags  string `json:"tags,omitempty"`
	Body  string `json:"body,omitempty"`
	Any   string `json:"any,omitempty"`

	// filtered, counted, sorted
	Terms      []string `json:"terms,omitempty"`
	Named      []string `json:"named,omitempty"`  // those of title and tags
	Tagged     []string `json:"tagged,omitempty"` // those of tags
	Item       string   `json:"item,omitempty"`
	Type       string   `json:"type,omitempty"`
	Traditions []string `json:"tradition,omitempty"`
	Dezernat   string   `json:"dezernat,omitempty"`
	Year       string   `json:"year,omitempty"`
	Contact    int      `json:"contact"` // 1 for contacts
	Day        int      `json:"day"`     // 1 for days, which come after what the house itself says

	// shown; Item, Type and Page alone to those who want no more
	Page     int              `json:"page,omitempty"`
	Doc      *search.Document `json:"doc,omitempty"`
	Position *position        `json:"position,omitempty"`
}

// A position is a search.Position, and the schema of the documents.
type position struct {
	Schema  string    `json:"schema"`
	History string    `json:"history"`
	Change  int64     `json:"change"`
	Edge    time.Time `json:"edge"`
	Days    string    `json:"days,omitempty"`
}

func newDocument(d search.Document, a german.Analysis) document {
	out := document{
		ID: d.ID, Item: d.Item, Page: d.Page, Type: string(d.Type), Traditions: d.Traditions, Dezernat: d.Dezernat,
		Title: words(a.Title), Tags: words(a.Tags), Body: words(a.Body), Any: anyDoc,
		Terms: a.Tokens(), Named: german.Analysis{Title: a.Title, Tags: a.Tags}.Tokens(), Tagged: german.Analysis{Tags: a.Tags}.Tokens(), Doc: &d,
	}
	if d.Year != 0 {
		out.Year = strconv.Itoa(d.Year)
	}
	switch d.Type {
	case content.TypeContact:
		out.Contact = 1
	case content.TypeDay:
		out.Day = 1
	}
	return out
}

// Marks of tokens as letters, because the server treats other characters as
// spaces.
var marks = strings.NewReplacer(german.Soft, "qqs", german.Concept, "qqc", german.Key, "qqk")

func words(tokens []string) string { return marks.Replace(strings.Join(tokens, " ")) }

// settings returns the settings of the index, as the server returns them. Lists
// are never empty: the client would not send them, and the old ones would stay.
func settings() *meilisearch.Settings {
	none := "disabled"
	return &meilisearch.Settings{
		SearchableAttributes: []string{"title", "tags", "body", "any"},
		DisplayedAttributes:  []string{"id", "item", "type", "page", "doc", "position"},
		SortableAttributes:   []string{"contact"},
		RankingRules:         []string{"sort", "day:asc", "words", "attribute", "proximity"},
		ProximityPrecision:   "byAttribute",
		PrefixSearch:         &none,
		// The full struct, because with a partial one the client switches
		// everything off and on at once.
		TypoTolerance: &meilisearch.TypoTolerance{
			Enabled:             false,
			MinWordSizeForTypos: meilisearch.MinWordSizeForTypos{OneTypo: 4, TwoTypos: 8},
			DisableOnWords:      []string{},
			DisableOnAttributes: []string{"any", "body", "tags", "title"}, // as the server sorts them
			DisableOnNumbers:    true,
		},
		Faceting: &meilisearch.Faceting{
			MaxValuesPerFacet: maxTokens, // terms is read as a facet
			SortFacetValuesBy: map[string]meilisearch.SortFacetType{"*": meilisearch.SortFacetTypeCount},
		},
		Pagination: &meilisearch.Pagination{MaxTotalHits: search.MaxResults},
	}
}

// maxTokens limits how many different tokens the lexicon reads.
const maxTokens = 2_000_000

// filterable returns the filterable attributes, as the server returns them. They
// are only compared for equality.
func filterable() *[]any {
	equal := meilisearch.AttributeFeatures{Filter: meilisearch.FilterFeatures{Equality: true}}
	return &[]any{meilisearch.AttributeRule{
		AttributePatterns: []string{"terms", "named", "tagged", "item", "type", "tradition", "dezernat", "year", "any"},
		Features:          equal,
	}}
}

var idPattern = regexp.MustCompile(`^[a-zA-Z0-9-][a-zA-Z0-9_-]{0,510}$`)

// checkIDs returns an error for ids with which the server would refuse the
// whole batch.
func checkIDs(docs []search.Document) error {
	for _, d := range docs {
		if !idPattern.MatchString(d.ID) {
			return fmt.Errorf("%q cannot be the id of a document", d.ID)
		}
	}
	return nil
}

// in returns the filter for any of some values.
func in(attribute string, values ...string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = quote(v)
	}
	return attribute + " IN [" + strings.Join(quoted, ", ") + "]"
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ", "\r", " ").Replace(s) + `"`
}

// planFilter returns the filter that matches exactly the documents that satisfy
// a plan: all of its lines must match.
func planFilter(p *german.Plan) []string {
	var out []string
	for _, c := range p.Clauses {
		out = append(out, clauseFilter(c))
	}
	if not := p.Excluded(); len(not) > 0 {
		out = append(out, "NOT "+in("terms", tokens(not)...))
	}
	return out
}

// clauseFilter returns the filter for the documents that satisfy a clause.
func clauseFilter(c german.Clause) string {
	any := holding(c.Any...)
	for _, all := range c.All {
		var each []string
		for _, t := range all {
			each = append(each, holding(t)...)
		}
		any = append(any, "("+strings.Join(each, " AND ")+")")
	}
	return "(" + strings.Join(any, " OR ") + ")"
}

// holding returns the filters for any of some terms in the fields where each is looked
// for.
func holding(terms ...german.Term) []string {
	by := map[string][]german.Term{}
	for _, t := range terms {
		attribute := "terms"
		switch t.In {
		case german.InTitle | german.InTags:
			attribute = "named"
		case german.InTags:
			attribute = "tagged"
		}
		by[attribute] = append(by[attribute], t)
	}
	var out []string
	for _, attribute := range slices.Sorted(maps.Keys(by)) {
		out = append(out, in(attribute, tokens(by[attribute])...))
	}
	return out
}

// notDay leaves out the days of the calendar.
var notDay = "NOT " + in("type", string(content.TypeDay))

// facetFilters returns the filter for what was chosen in each facet.
func facetFilters(q search.Query) map[search.Facet]string {
	out := map[search.Facet]string{}
	if len(q.Types) > 0 {
		var types []string
		for _, t := range q.Types {
			types = append(types, string(t))
		}
		out[search.ByType] = in(string(search.ByType), types...)
	}
	if len(q.Traditions) > 0 {
		out[search.ByTradition] = in(string(search.ByTradition), q.Traditions...)
	}
	if len(q.Dezernate) > 0 {
		out[search.ByDezernat] = in(string(search.ByDezernat), q.Dezernate...)
	}
	if len(q.Years) > 0 {
		var years []string
		for _, y := range q.Years {
			years = append(years, strconv.Itoa(y))
		}
		out[search.ByYear] = in(string(search.ByYear), years...)
	}
	return out
}

// except returns the filter for all but the item that a query leaves out.
func except(q search.Query) []string {
	if len(q.Except) == 0 {
		return nil
	}
	return []string{"NOT " + in("item", q.Except...)}
}

func tokens(terms []german.Term) []string {
	out := make([]string, len(terms))
	for i, t := range terms {
		out[i] = t.Token
	}
	return out
}

// maxWords is how many words of a query the server uses.
const maxWords = 10

// rankingQuery returns the words that rank the documents of a plan. The server
// drops words from the end, so those that most documents contain come first.
func rankingQuery(p *german.Plan) string {
	var levels [3][]string
	for _, c := range p.Clauses {
		best := slices.Clone(c.Any)
		best = slices.DeleteFunc(best, func(t german.Term) bool { return t.In&german.InText == 0 })
		slices.SortStableFunc(best, func(a, b german.Term) int {
			switch {
			case a.Weight > b.Weight:
				return -1
			case a.Weight < b.Weight:
				return 1
			}
			return 0
		})
		best = best[:min(len(best), len(levels))]
		// Terms that are only searched in addition do not rank.
		best = slices.DeleteFunc(best, func(t german.Term) bool { return t.Weight < 0.2*best[0].Weight })
		slices.SortStableFunc(best, func(a, b german.Term) int { return b.Documents - a.Documents })
		for i, t := range best {
			levels[i+len(levels)-len(best)] = append(levels[i+len(levels)-len(best)], t.Token)
		}
	}
	out := []string{anyDoc}
	for _, l := range levels {
		out = append(out, l...)
	}
	return words(out[:min(len(out), maxWords)])
}
