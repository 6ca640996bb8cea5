package publish_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"vielfalt/cmd/internal/publish"
)

// claims gives every claim to who asks, unless it fails.
type claims func() error

func (c claims) Claim(context.Context, string, string, time.Duration) (bool, error) {
	err := c()
	return err == nil, err
}
func (claims) Release(context.Context, string, string) error { return nil }

// A claim that cannot be renewed says so, and is held until it runs out.
func TestClaimRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var said strings.Builder
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		began := time.Now()
		c := &publish.Claim{Name: "x", Holder: "a", Now: time.Now, Log: slog.New(slog.NewTextHandler(&said, nil))}
		c.Store = claims(func() error {
			told := strings.Contains(said.String(), "not renewed")
			switch at := time.Since(began); {
			case at == 0:
				return nil
			case at < time.Minute:
				if !c.Held() || told {
					t.Errorf("after %v held %v, says %s", at, c.Held(), said.String())
				}
				return nil
			case at > time.Minute+5*time.Second && at < time.Minute+10*time.Second:
				if !c.Held() || !told {
					t.Errorf("after %v held %v, says %s", at, c.Held(), said.String())
				}
			case at > time.Minute+20*time.Second:
				if c.Held() {
					t.Errorf("held after %v", at)
				}
				stop()
			}
			return errors.New("away")
		})
		c.Run(ctx)
	})
}
