package main

import (
	"runtime/debug"
	"time"
)

// A build is what the program knows about how it was built.
type build struct {
	Version string    // "v1.2.3", "v0.0.0-20261125120000-0123456789ab", "(devel)"
	Made    time.Time // of the commit; zero if not known, or if files were changed
	Go      string    // version of Go
}

// thisBuild returns the build of this program.
func thisBuild() build {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return build{Version: devel}
	}
	return buildOf(info)
}

// devel is the version of a program built from no commit.
const devel = "(devel)"

func buildOf(info *debug.BuildInfo) build {
	b := build{Version: info.Main.Version, Go: info.GoVersion}
	vcs := make(map[string]string)
	for _, s := range info.Settings {
		vcs[s.Key] = s.Value
	}
	changed := vcs["vcs.modified"] == "true"
	if revision := vcs["vcs.revision"]; (b.Version == "" || b.Version == devel) && revision != "" {
		b.Version = revision
		if changed {
			b.Version += "+dirty"
		}
	}
	if b.Version == "" {
		b.Version = devel
	}
	if !changed {
		b.Made, _ = time.Parse(time.RFC3339, vcs["vcs.time"]) // zero if there is none
	}
	return b
}
