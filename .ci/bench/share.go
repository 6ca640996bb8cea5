package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// A share says what date checks answer for the working days of a year: too many
// that are better moved, or too few that are free, and nobody believes them.
type share struct {
	year   int
	levels [4]int // free, with a hint, with consideration, better moved
}

// share asks about every day of a year.
func (s site) share(ctx context.Context, year int) (*share, error) {
	out := &share{year: year}
	for m := time.January; m <= time.December; m++ {
		first := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
		uri := "/api/v1/date-check?date=" + first.Format(time.DateOnly) + "&to=" + first.AddDate(0, 1, -1).Format(time.DateOnly)
		a, err := s.get(ctx, uri)
		if err != nil {
			return nil, err
		}
		var answered struct {
			Days []struct {
				Workday bool
				Level   int
			}
		}
		if err := json.Unmarshal(a.Body, &answered); err != nil || a.Status != http.StatusOK {
			return nil, fmt.Errorf("%s is answered %d: %v", uri, a.Status, err)
		}
		for _, d := range answered.Days {
			if d.Workday && d.Level >= 0 && d.Level < len(out.levels) {
				out.levels[d.Level]++
			}
		}
	}
	return out, nil
}

func (s *share) report(r *report) {
	total := 0
	for _, n := range s.levels {
		total += n
	}
	t := table{head: []string{"working days", "free", "with a hint", "with consideration", "better moved"}}
	t.add(total, r.judge("free working days", float64(s.levels[0]), "%.0f", atLeast(float64(total)/3)), s.levels[1], s.levels[2],
		r.judge("working days better moved", float64(s.levels[3]), "%.0f", atMost(25)))
	r.section(fmt.Sprintf("Date checks of %d", s.year), t)
}
