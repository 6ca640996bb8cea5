package api

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/site"
)

//go:embed openapi.json
var openAPI []byte

// describe returns the description of the interface, with the house's Land, the
// calendar's traditions and the parameters of each address filled in.
func (s *server) describe(c *calendar.Calendar) (json.RawMessage, error) {
	var doc map[string]any
	text := bytes.ReplaceAll(openAPI, []byte("$LAND"), []byte(s.Region.Land.Name().English))
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, fmt.Errorf("openapi.json: %w", err)
	}
	var ids []string
	for _, t := range c.Traditions() {
		ids = append(ids, t.ID)
	}
	doc["components"].(map[string]any)["schemas"].(map[string]any)["Tradition"].(map[string]any)["enum"] = ids
	for path, item := range doc["paths"].(map[string]any) {
		if known := s.DescribeParams(path, c); len(known) > 0 {
			item.(map[string]any)["get"].(map[string]any)["parameters"] = known
		}
		if known := s.DescribePosted(path, c); len(known) > 0 {
			item.(map[string]any)["post"].(map[string]any)["parameters"] = known
		}
	}
	return json.Marshal(doc)
}

// description answers GET /api/v1/openapi.json.
func (s *server) description(rq *site.Request) (any, error) { return s.describe(rq.Calendar) }
