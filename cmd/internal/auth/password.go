package auth

import (
	"context"
	"sync"

	"github.com/alexedwards/argon2id"

	"vielfalt/cmd/internal/ready"
	"vielfalt/content"
)

// parameters are those OWASP names for argon2id: 19 MiB and two passes.
func parameters() *argon2id.Params {
	return &argon2id.Params{Memory: 19 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
}

// HashPassword checks a new password and returns what is stored of it;
// content.Problems.
func HashPassword(password string) (string, error) {
	if err := content.CheckPassword(password); err != nil {
		return "", err
	}
	return argon2id.CreateHash(password, parameters())
}

const (
	hashedAtOnce  = 2
	hashingQueued = 30 // others are told to come again: each would wait for more than a second
)

// passwords hashes few at a time, because each takes memory and a processor.
type passwords struct {
	places, queue chan struct{}
	nobody        func() string // a hash that no password has
}

func newPasswords() passwords {
	return passwords{
		places: make(chan struct{}, hashedAtOnce), queue: make(chan struct{}, hashingQueued),
		nobody: sync.OnceValue(func() string {
			h, err := argon2id.CreateHash("nobody", parameters())
			if err != nil {
				panic(err) // it only fails without random numbers
			}
			return h
		}),
	}
}

// hashing runs f once there is a place.
func (p passwords) hashing(ctx context.Context, f func() error) error {
	select {
	case p.queue <- struct{}{}:
		defer func() { <-p.queue }()
	default:
		return ready.ErrBusy
	}
	select {
	case p.places <- struct{}{}:
		defer func() { <-p.places }()
		return f()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// matches reports whether a password is the one that was stored. Without one
// the same work is done, and the answer is no.
func (p passwords) matches(ctx context.Context, password, stored string) (ok bool, err error) {
	compared := stored
	if stored == "" {
		compared = p.nobody()
	}
	if len(password) > content.MostPassword {
		password, compared, stored = "", p.nobody(), ""
	}
	err = p.hashing(ctx, func() (err error) {
		ok, err = argon2id.ComparePasswordAndHash(password, compared)
		return err
	})
	return ok && stored != "", err
}

// hash is HashPassword once there is a place.
func (p passwords) hash(ctx context.Context, password string) (stored string, err error) {
	if err := content.CheckPassword(password); err != nil {
		return "", err
	}
	err = p.hashing(ctx, func() (err error) {
		stored, err = HashPassword(password)
		return err
	})
	return stored, err
}
