package meili

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/meilisearch/meilisearch-go"
)

// searchKeyID returns the id of the key with which every process that uses an
// index asks for documents: a UUID made of the index's name, version 8 of RFC
// 9562.
func searchKeyID(index string) string {
	sum := sha256.Sum256([]byte("vielfalt search key " + index))
	b := sum[:16]
	b[6] = b[6]&0x0f | 0x80
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// prepareKey has queries sent with a key that may do nothing but search this
// index. It is made if the key given may do that; otherwise that one is used for
// queries, too.
func (x *Index) prepareKey(ctx context.Context) error {
	asks := x.client
	if x.key != "" { // the server has keys
		switch key, err := x.searchKey(ctx); {
		case errors.Is(err, errRefused):
			x.saidKey.Do(func() {
				x.log.Info("search server is searched with the key as it is given, because that may not make one for searching alone")
			})
		case err != nil:
			return err
		default:
			asks = x.host.as(key)
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.asks = asks
	return nil
}

// searchKey returns the key for queries, which it makes if it is missing.
func (x *Index) searchKey(ctx context.Context) (string, error) {
	id := searchKeyID(x.name)
	key, err := x.client.GetKeyWithContext(ctx, id)
	if _, code := refusal(err); code == "api_key_not_found" {
		key, err = x.client.CreateKeyWithContext(ctx, &meilisearch.Key{
			UID: id, Name: "Vielfalt: search in " + x.name, Description: "Made by Vielfalt, and made again if it is removed.",
			Actions: []string{"search"}, Indexes: []string{x.name},
		})
	}
	if _, code := refusal(err); code == "api_key_already_exists" { // another process was faster
		key, err = x.client.GetKeyWithContext(ctx, id)
	}
	if err != nil {
		return "", explain(ctx, "prepare key of search server", err)
	}
	return key.Key, nil
}

// asking returns the client for queries.
func (x *Index) asking() meilisearch.ServiceManager {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.asks
}
