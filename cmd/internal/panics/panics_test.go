package panics_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"vielfalt/cmd/internal/panics"
)

func TestCatch(t *testing.T) {
	if err := panics.Catch(func() error { return nil }); err != nil {
		t.Error(err)
	}
	failed := errors.New("failed")
	if err := panics.Catch(func() error { return failed }); err != failed {
		t.Error(err)
	}
	var caught *panics.Error
	if err := panics.Catch(func() error { panic("mistake") }); !errors.As(err, &caught) || caught.Value != "mistake" || !strings.Contains(err.Error(), "panics_test.go") {
		t.Errorf("%v, %+v", err, caught)
	}
	defer func() {
		if v := recover(); v != http.ErrAbortHandler {
			t.Errorf("recovered %v", v)
		}
	}()
	_ = panics.Catch(func() error { panic(http.ErrAbortHandler) })
	t.Error("what ends a request was caught")
}
