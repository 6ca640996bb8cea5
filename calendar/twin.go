package calendar

import "cmp"

// TwinsOf returns the observances that are the same as one.
func (c *Calendar) TwinsOf(id ID) []*Observance {
	var out []*Observance
	for i := range c.traditions {
		all := c.traditions[i].Observances
		for j := range all {
			if all[j].SameAs == id {
				out = append(out, &all[j])
			}
		}
	}
	return out
}

// join puts twins into the occurrence whose days they share. It reorders
// nothing.
func (c *Calendar) join(all []Occurrence) []Occurrence {
	var joined []int
	for i := range all {
		if o := all[i].Observance; o.SameAs != "" || o.Alongside != "" {
			if whole := c.wholeOf(all, i); whole != nil {
				twins := append(whole.Twins(), all[i])
				whole.twins = &twins
				joined = append(joined, i)
			}
		}
	}
	if len(joined) == 0 {
		return all
	}
	kept := all[:joined[0]]
	for n, i := range joined {
		end := len(all)
		if n+1 < len(joined) {
			end = joined[n+1]
		}
		kept = append(kept, all[i+1:end]...)
	}
	return kept
}

// wholeOf returns the occurrence that people see in place of the twin at i, nil
// if it is not among all, which are in the order of their first days.
func (c *Calendar) wholeOf(all []Occurrence, i int) *Occurrence {
	twin := &all[i]
	id := cmp.Or(twin.Observance.SameAs, twin.Observance.Alongside)
	o := c.byID[id]
	if o == nil {
		return nil
	}
	// It begins no earlier than its greatest length before the twin.
	j := i
	for j > 0 && all[j-1].First > twin.First-o.longest() {
		j--
	}
	for ; j < len(all) && all[j].First <= twin.First; j++ {
		whole := &all[j]
		if whole.Observance.ID != id {
			continue
		}
		if same := whole.First == twin.First && whole.Last == twin.Last; same ||
			twin.Observance.SameAs != "" && whole.Covers(twin.First) && whole.Covers(twin.Last) {
			return whole
		}
	}
	return nil
}
