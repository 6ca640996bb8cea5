package meili

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/meilisearch/meilisearch-go"
)

// A setup holds settings of an index by name, as JSON has them.
type setup map[string]any

// newSetup returns settings as the server returns them.
func newSetup(settings any) (setup, error) {
	b, err := json.Marshal(settings)
	if err != nil {
		return nil, err
	}
	var out setup
	return out, json.Unmarshal(b, &out)
}

// holds reports whether each of the wanted settings is as it should be.
func (s setup) holds(wanted setup) bool {
	for name, value := range wanted {
		if !reflect.DeepEqual(s[name], value) {
			return false
		}
	}
	return true
}

// create creates an index if it is missing, and gives it its settings, with a
// task only for what differs.
func (x *Index) create(ctx context.Context, name string) error {
	const operation = "set up index on search server"
	has, err := x.setup(ctx, name)
	if errors.Is(err, errMissing) {
		info, failure := x.client.CreateIndexWithContext(ctx, &meilisearch.IndexConfig{Uid: name, PrimaryKey: "id"})
		if err := x.done(ctx, operation, info, failure); err != nil && !errors.Is(err, errThere) {
			return err
		}
		has, err = x.setup(ctx, name)
	}
	if err != nil {
		return err
	}
	ranking, err := newSetup(settings())
	if err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	filters, err := newSetup(map[string]any{"filterableAttributes": filterable()})
	if err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	i := x.client.Index(name)
	if !has.holds(ranking) {
		info, err := i.UpdateSettingsWithContext(ctx, settings())
		if err := x.done(ctx, operation, info, err); err != nil {
			return err
		}
	}
	if !has.holds(filters) {
		info, err := i.UpdateFilterableAttributesWithContext(ctx, filterable())
		return x.done(ctx, operation, info, err)
	}
	return nil
}

// setup reads the settings of an index. The client cannot, once filterable has
// been set.
func (x *Index) setup(ctx context.Context, name string) (setup, error) {
	var out setup
	err := x.host.get(ctx, x.key, "/indexes/"+name+"/settings", &out)
	return out, explain(ctx, "read settings from search server", err)
}
