package web

import (
	"encoding/xml"
	"strings"
	"unicode/utf8"

	"vielfalt/cmd/internal/site"
)

// typeOpenSearch is the media type of a description of a search.
const typeOpenSearch = "application/opensearchdescription+xml"

// maxShortName is how many characters OpenSearch allows a ShortName.
const maxShortName = 16

// An openSearch describes a search to browsers and to other searches
// (OpenSearch 1.1). The order of the fields is that of the specification.
type openSearch struct {
	XMLName        xml.Name        `xml:"http://a9.com/-/spec/opensearch/1.1/ OpenSearchDescription"`
	ShortName      string          `xml:"ShortName"`
	Description    string          `xml:"Description"`
	URLs           []openSearchURL `xml:"Url"`
	LongName       string          `xml:"LongName"`
	Language       string          `xml:"Language"`
	OutputEncoding string          `xml:"OutputEncoding"`
	InputEncoding  string          `xml:"InputEncoding"`
}

type openSearchURL struct {
	Type     string `xml:"type,attr"`
	Rel      string `xml:"rel,attr,omitempty"`
	Template string `xml:"template,attr"`
}

// showOpenSearch answers GET /opensearch.xml. Our suggestions are left out: they
// are objects, and browsers want lists of texts.
func (s *server) showOpenSearch(rq *site.Request) (site.Document, error) {
	b, err := xml.MarshalIndent(openSearch{
		ShortName: shortName(s.SiteName), LongName: site.Clipped(s.SiteName, 48), Description: rq.Words.T("embed.search", "Site", s.SiteName, "Authority", s.Authority),
		URLs: []openSearchURL{
			{Type: "text/html", Template: s.Absolute(s.Path(rq.Lang, "search")) + "?q={searchTerms}"},
			{Type: typeOpenSearch, Rel: "self", Template: s.Absolute(s.Path(rq.Lang, "opensearch"))},
		},
		Language: rq.Lang, OutputEncoding: "UTF-8", InputEncoding: "UTF-8",
	}, "", "\t")
	return site.Document{MediaType: typeOpenSearch, Body: append([]byte(xml.Header), append(b, '\n')...)}, err
}

// shortName returns the name of a site, or its first word if it is too long: half
// a phrase reads worse.
func shortName(name string) string {
	if utf8.RuneCountInString(name) > maxShortName {
		name, _, _ = strings.Cut(name, " ")
	}
	return site.Clipped(name, maxShortName)
}
