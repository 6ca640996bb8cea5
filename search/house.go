package search

// A House holds an authority's own words. They widen queries, and change no
// document. It must not be changed once a query has it.
type House struct {
	// Groups are words and phrases that mean the same: whoever looks for one finds
	// the others, after what is written as it was typed. What is written in two to
	// five capitals is an abbreviation, and found where it is written so.
	Groups [][]string
	// Stop are words that say nothing: no hit must have one, unless nothing else
	// is asked for.
	Stop []string
}
