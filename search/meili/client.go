package meili

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/meilisearch/meilisearch-go"

	"vielfalt/search"
)

// Time limits for reaching the server and for its answer to begin. Together
// they stay below two seconds, also if the request was sent before (retry.go).
const (
	dialTimeout   = 500 * time.Millisecond
	answerTimeout = 1100 * time.Millisecond
	// searchTimeout is for a whole search.
	searchTimeout = 1800 * time.Millisecond
	// taskPause is the interval at which a task is polled.
	taskPause = 20 * time.Millisecond
)

// A host is the server, and how it is reached.
type host struct {
	url  string // without a slash at the end
	http *http.Client
	// idle closes the connections that nobody uses.
	idle func()
}

func newHost(url string, now func() time.Time) host {
	transport := &http.Transport{
		DialContext:           (&net.Dialer{Timeout: dialTimeout}).DialContext,
		TLSHandshakeTimeout:   dialTimeout,
		ResponseHeaderTimeout: answerTimeout,
		MaxIdleConnsPerHost:   16,
		IdleConnTimeout:       time.Minute,
		// Compressed answers come in pieces that wait 40 ms for each other.
		DisableCompression: true,
	}
	return host{
		url:  strings.TrimSuffix(url, "/"),
		http: &http.Client{Transport: &circuit{next: retrier{transport}, now: now}},
		idle: transport.CloseIdleConnections,
	}
}

// as returns the client with a key.
func (h host) as(key string) meilisearch.ServiceManager {
	return meilisearch.New(h.url,
		meilisearch.WithAPIKey(key),
		meilisearch.WithCustomClient(h.http),
		meilisearch.DisableRetries(), // the client would discard a success on the last retry
	)
}

// mostAnswer is how much of an answer get reads, in bytes.
const mostAnswer = 1 << 20

// get reads what the client cannot read. Its errors are those of the client.
func (h host) get(ctx context.Context, key, path string, into any) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.url+path, nil)
	if err != nil {
		return err
	}
	if key != "" {
		r.Header.Set("Authorization", "Bearer "+key)
	}
	answer, err := h.http.Do(r)
	if err != nil {
		return &meilisearch.Error{OriginError: err}
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	if err != nil {
		return &meilisearch.Error{OriginError: err}
	}
	e := &meilisearch.Error{StatusCode: answer.StatusCode}
	if answer.StatusCode != http.StatusOK {
		e.ErrorBody(body)
		return e
	}
	if e.OriginError = json.Unmarshal(body, into); e.OriginError != nil {
		return e
	}
	return nil
}

// errSlow means that the server took too long for a search.
var errSlow = fmt.Errorf("no answer in time: %w", search.ErrUnavailable)

var (
	// errMissing means that the index or the document is not on the server.
	errMissing = errors.New("not on the search server")
	// errThere means that the index was to be created and is on the server.
	errThere = errors.New("already on the search server")
)

// What somebody must do something about.
var (
	errRefused = &search.Fault{
		Detail: "the search server refuses the key",
		Advice: "give the service a key that the search server knows and that may do what README.md lists",
	}
	errHidden = &search.Fault{
		Detail: "the search server does not tell the owner of this key how a task ended",
		Advice: "give the service a key for all indexes, with the actions that README.md lists",
	}
	errFull = &search.Fault{
		Detail: "the disk or the database of the search server is full",
		Advice: "make room on the search server",
	}
)

// refusal returns the status and the code of the answer that an error of the
// client is about, or zero if there was no answer.
func refusal(err error) (status int, code string) {
	if e := (*meilisearch.Error)(nil); errors.As(err, &e) {
		return e.StatusCode, e.MeilisearchApiError.Code
	}
	return 0, ""
}

// known returns the error for a code that means the same wherever it comes from,
// or nil.
func known(code string) error {
	switch code {
	case "index_not_found", "document_not_found":
		return errMissing
	case "index_already_exists":
		return errThere
	case "task_not_found":
		return errHidden
	case "no_space_left_on_device", "database_size_limit_reached":
		return errFull
	}
	return nil
}

// explain turns an error of the client into one that can be shown, without the
// texts of requests and answers.
func explain(ctx context.Context, operation string, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return fmt.Errorf("%s: %w", operation, context.Cause(ctx))
	}
	var paused *search.Pause
	if e := (*meilisearch.Error)(nil); errors.As(err, &e) && errors.As(e.OriginError, &paused) {
		return fmt.Errorf("%s: %w", operation, paused)
	}
	status, code := refusal(err)
	if err := known(code); err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	switch {
	case status == 0:
		return fmt.Errorf("%s: no answer: %w", operation, search.ErrUnavailable)
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return fmt.Errorf("%s: status %d: %w", operation, status, errRefused)
	case status < 400, status >= 500, status == http.StatusTooManyRequests, status == http.StatusRequestTimeout:
		return fmt.Errorf("%s: status %d: %w", operation, status, search.ErrUnavailable)
	}
	return fmt.Errorf("%s: refused with status %d (%s)", operation, status, code)
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
	if task.Status == meilisearch.TaskStatusSucceeded {
		return nil
	}
	if err := known(task.Error.Code); err != nil {
		return fmt.Errorf("%s: %w", operation, err)
	}
	return fmt.Errorf("%s: task %s (%s)", operation, task.Status, task.Error.Code)
}
