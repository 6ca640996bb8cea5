package site

import "vielfalt/search"

// SearchedInVain notes that a text was searched for and nothing found, if the house
// counts that. The answer does not depend on it. While the index lacks something,
// nobody knows whether there is nothing.
func (s *Site) SearchedInVain(rq *Request, text string, standing search.Standing) {
	if s.Missed != nil && standing.Complete {
		s.Missed(text, s.Proxies.From(rq.http))
	}
}
