package meili

import (
	"context"
	"fmt"
	"net/http"

	"vielfalt/search"
)

// The version of the server that this package is tested with. Others of the same
// major version will do unless they are older. README.md and compose.yaml name
// it too.
const (
	testedMajor = 1
	testedMinor = 50
)

// checkVersion returns a search.Fault if the server is of a version that this
// package is not made for. A key that may not read the version is no fault.
func (x *Index) checkVersion(ctx context.Context) error {
	v, err := x.client.VersionWithContext(ctx)
	if status, _ := refusal(err); status == http.StatusUnauthorized || status == http.StatusForbidden {
		x.saidVersion.Do(func() {
			x.log.Warn("version of search server is not checked, because the key may not read it", "needed", needed())
		})
		return nil
	}
	if err != nil {
		return explain(ctx, "read version of search server", err)
	}
	var major, minor int
	if _, err := fmt.Sscanf(v.PkgVersion, "%d.%d.", &major, &minor); err != nil || major != testedMajor || minor < testedMinor {
		return &search.Fault{
			Detail: fmt.Sprintf("the search server is Meilisearch %.20q, and %s is needed", v.PkgVersion, needed()),
			Advice: "install that version; its documentation says how the data is taken along, or begin with an empty server, which is filled by itself",
		}
	}
	return nil
}

func needed() string { return fmt.Sprintf("%d.%d or a later %[1]d.x", testedMajor, testedMinor) }
