package meili

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"vielfalt/search"
)

// Time limits for reaching the server and for its answer to begin. Together
// they stay below two seconds.
const (
	dialTimeout   = 700 * time.Millisecond
	answerTimeout = 1100 * time.Millisecond
	// searchTimeout is for a whole search.
	searchTimeout = 1800 * time.Millisecond
	// taskPause is the interval at which a task is polled.
	taskPause = 20 * time.Millisecond
)

func newClient(url, key string) meilisearch.ServiceManager {
	transport := &http.Transport{
		DialContext:           (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSHandshakeTimeout:   dialTimeout,
		ResponseHeaderTimeout: answerTimeout,
		MaxIdleConnsPerHost:   16,
		IdleConnTimeout:       time.Minute,
		// Compressed answers come in pieces that wait 40 ms for each other.
		DisableCompression: true,
	}
	return meilisearch.New(url,
		meilisearch.WithAPIKey(key),
		meilisearch.WithCustomClient(&http.Client{Transport: transport}),
		meilisearch.DisableRetries(), // the client would discard a success on the last retry
	)
}

// errSlow means that the server took too long for a search.
var errSlow = fmt.Errorf("no answer in time: %w", search.ErrUnavailable)

// errMissing means that the index or the document is not on the server.
var errMissing = errors.New("not on the search server")

// explain turns an error of the client into one that can be shown, without the
// texts of requests and answers.
func explain(ctx context.Context, operation string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", operation, context.Cause(ctx))
	}
	var e *meilisearch.Error
	if !errors.As(err, &e) || e.StatusCode == 0 {
		return fmt.Errorf("%s: no answer: %w", operation, search.ErrUnavailable)
	}
	code := e.MeilisearchApiError.Code
	switch {
	case code == "index_not_found", code == "document_not_found":
		return fmt.Errorf("%s: %w", operation, errMissing)
	case e.StatusCode < 400, e.StatusCode >= 500, e.StatusCode == http.StatusTooManyRequests, e.StatusCode == http.StatusRequestTimeout,
		e.StatusCode == http.StatusUnauthorized, e.StatusCode == http.StatusForbidden:
		return fmt.Errorf("%s: status %d: %w", operation, e.StatusCode, search.ErrUnavailable)
	}
	return fmt.Errorf("%s: refused with status %d (%s)", operation, e.StatusCode, code)
}

// done waits for a task and returns an error if it failed, which the client
// does not.
func (x *Index) done(ctx context.Context, operation string, info *meilisearch.TaskInfo, err error) error {
	if err != nil {
		return explain(ctx, operation, err)
	}
	task, err := x.client.WaitForTaskWithContext(ctx, info.TaskUID, taskPause)
	if err != nil {
		return explain(ctx, operation, err)
	}
	switch {
	case task.Status == meilisearch.TaskStatusSucceeded:
		return nil
	case task.Error.Code == "index_not_found":
		return fmt.Errorf("%s: %w", operation, errMissing)
	}
	return fmt.Errorf("%s: task %s (%s)", operation, task.Status, task.Error.Code)
}
