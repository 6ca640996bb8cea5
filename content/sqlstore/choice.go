package sqlstore

import (
	"context"
	"slices"

	"vielfalt/content"
)

var choiceColumns = []string{"key", "kind", "moment", "by_whom", "at", "note"}

func choiceFields(c *content.Choice) []any {
	return []any{&c.Key, &c.Kind, (*moment)(&c.Moment), &c.By, (*moment)(&c.At), &c.Note}
}

// choicesOf loads what was decided about editions of items.
func (t *session) choicesOf(ctx context.Context, ids []string) (map[string][]content.Choice, error) {
	out := make(map[string][]content.Choice)
	return out, t.in(ctx, ids, choiceSelect+" WHERE item_id IN (%s) ORDER BY item_id, key, kind", scanChoices(out))
}

// allChoices loads what was decided about all editions; that is little.
func (t *session) allChoices(ctx context.Context) (map[string][]content.Choice, error) {
	out := make(map[string][]content.Choice)
	return out, t.each(ctx, scanChoices(out), choiceSelect+" ORDER BY item_id, key, kind")
}

const choiceSelect = "SELECT item_id, key, kind, moment, by_whom, at, note FROM choices"

func scanChoices(out map[string][]content.Choice) func(scan func(...any) error) error {
	return func(scan func(...any) error) error {
		var id string
		var c content.Choice
		if err := scan(append([]any{&id}, choiceFields(&c)...)...); err != nil {
			return err
		}
		out[id] = append(out[id], c)
		return nil
	}
}

// setChoices replaces what was decided about editions of items. From the first
// choice on, programs that know none must not plan.
func (t *session) setChoices(ctx context.Context, choices map[string][]content.Choice) error {
	var ids []string
	var rows [][]any
	for id, list := range choices {
		ids = append(ids, id)
		for i := range list {
			rows = append(rows, append([]any{id}, choiceFields(&list[i])...))
		}
	}
	if err := t.deleteFrom(ctx, "choices", "item_id", ids); err != nil {
		return err
	}
	if len(rows) == 0 {
		return nil
	}
	if err := t.insert(ctx, "choices", append([]string{"item_id"}, choiceColumns...), nil, rows); err != nil {
		return err
	}
	return t.raise(ctx, deskSchema)
}

// decide keeps choices apart from what is saved: those of an export are taken
// over, those for another observance end, and whoever approves has looked at
// the next edition.
func (s *Store) decide(ctx context.Context, t *session, saved []*incoming, how saving) error {
	changed := make(map[string][]content.Choice)
	raise := false // programs that know no free days must not plan
	for _, d := range saved {
		it := d.next.Base()
		switch {
		case d.old == nil:
			for _, c := range how.history[it.ID].Choices {
				c.By, c.At, c.Moment = how.by, how.now, toSecond(c.Moment)
				if !slices.ContainsFunc(it.Choices, func(x content.Choice) bool { return x.Key == c.Key && x.Kind == c.Kind }) {
					it.Choices = append(it.Choices, c)
				}
			}
			if len(it.Choices) > 0 {
				changed[it.ID] = it.Choices
			}
		case d.old.Base().Publish.Observance != it.Publish.Observance && len(it.Choices) > 0:
			it.Choices = nil
			changed[it.ID] = nil
		}
		if it.Publish.Free != content.OnFreeDay {
			raise = true
		}
		if how.kind == content.KindCorrect {
			continue
		}
		if key := s.planner.Due(it, how.now); key != "" && !it.Renewed(key) {
			it.Choices = append(slices.Clip(it.Choices), content.Choice{Key: key, Kind: content.Renew, By: how.by, At: how.now})
			changed[it.ID] = it.Choices
		}
	}
	if raise {
		if err := t.raise(ctx, deskSchema); err != nil {
			return err
		}
	}
	if len(changed) == 0 {
		return nil
	}
	return t.setChoices(ctx, changed)
}

// choose carries out a choice on one edition.
func (a *acting) choose(ctx context.Context) error {
	it := a.w.Live.Base()
	a.done.Version, a.detail = it.Version, "edition "+a.x.Edition
	have, err := a.t.editions(ctx, a.x.ID)
	if err != nil {
		return err
	}
	next := *it
	if next.Choices, err = content.Choose(it, a.store.planner, have, a.x, a.actor.By(), a.now); err != nil {
		return err
	}
	if err := a.t.setChoices(ctx, map[string][]content.Choice{it.ID: next.Choices}); err != nil {
		return err
	}
	return a.reshow(ctx, content.Replan(have, a.store.planner.Plan(&next, a.now), a.now))
}
