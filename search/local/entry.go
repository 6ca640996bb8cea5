package local

import (
	"github.com/blevesearch/bleve/v2/document"
	index "github.com/blevesearch/bleve_index_api"

	"vielfalt/search"
	"vielfalt/search/german"
)

// entry returns the bleve document for a document.
func entry(d search.Document, a german.Analysis) *document.Document {
	doc := document.NewDocument(d.ID)
	add := func(name string, options index.FieldIndexingOptions, tokens ...string) {
		if len(tokens) > 0 {
			doc.AddField(newTokenField(name, options, tokens))
		}
	}
	add(fieldTitle, index.IndexField, a.Title...)
	add(fieldTags, index.IndexField, a.Tags...)
	add(fieldBody, index.IndexField, a.Body...)
	add(fieldKeys, index.IndexField, a.Keys...)
	add(fieldPairs, index.IndexField, a.Pairs...)
	add(fieldItem, index.IndexField, d.Item)
	add(fieldFacet, index.IndexField|index.DocValues, append(facetTokens(d), lengthToken(a))...)
	doc.AddField(document.NewTextFieldCustom(fieldStored, nil, pack(d), index.StoreField, nil))
	return doc
}

// A tokenField is a field of which the tokens are known, so that bleve has nothing
// to analyse.
type tokenField struct {
	name    string
	options index.FieldIndexingOptions
	tokens  index.TokenFrequencies
}

func newTokenField(name string, options index.FieldIndexingOptions, tokens []string) *tokenField {
	f := &tokenField{name, options, make(index.TokenFrequencies, len(tokens))}
	all := make([]index.TokenFreq, len(tokens))
	for i, t := range tokens {
		known := f.tokens[t]
		if known == nil {
			known = &all[i]
			known.Term = []byte(t)
			f.tokens[t] = known
		}
		known.SetFrequency(known.Frequency() + 1)
	}
	return f
}

// AnalyzedLength implements index.Field. bleve writes the length of a field with
// every token in it. It is written once instead, see [traits]; what bleve gets takes
// a single byte. It is not 0, because bleve then takes 30 bytes more for a token
// that only one document has.
func (f *tokenField) AnalyzedLength() int { return 1 }

// AnalyzedTokenFrequencies implements index.Field.
func (f *tokenField) AnalyzedTokenFrequencies() index.TokenFrequencies { return f.tokens }

// Name implements index.Field.
func (f *tokenField) Name() string { return f.name }

// Options implements index.Field.
func (f *tokenField) Options() index.FieldIndexingOptions { return f.options }

// EncodedFieldType implements index.Field: it is text.
func (f *tokenField) EncodedFieldType() byte { return 't' }

// Analyze implements index.Field.
func (f *tokenField) Analyze() {}

// Value implements index.Field: none is stored.
func (f *tokenField) Value() []byte { return nil }

// ArrayPositions implements index.Field.
func (f *tokenField) ArrayPositions() []uint64 { return nil }

// NumPlainTextBytes implements index.Field. Nothing asks.
func (f *tokenField) NumPlainTextBytes() uint64 { return 0 }

// Size implements document.Field. It only keeps count of what bleve has analysed.
func (f *tokenField) Size() int { return 0 }
