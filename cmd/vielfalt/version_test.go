package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

func TestBuildOf(t *testing.T) {
	at := time.Date(2026, time.November, 25, 12, 0, 0, 0, time.UTC)
	settings := func(revision, modified string) []debug.BuildSetting {
		return []debug.BuildSetting{{Key: "vcs.revision", Value: revision}, {Key: "vcs.time", Value: at.Format(time.RFC3339)}, {Key: "vcs.modified", Value: modified}}
	}
	for _, c := range []struct {
		main     string
		settings []debug.BuildSetting
		want     build
	}{
		{"v1.2.3", settings("0123456789ab", "false"), build{Version: "v1.2.3", Made: at}},
		{"v1.2.3+dirty", settings("0123456789ab", "true"), build{Version: "v1.2.3+dirty"}},
		{devel, settings("0123456789ab", "false"), build{Version: "0123456789ab", Made: at}},
		{devel, settings("0123456789ab", "true"), build{Version: "0123456789ab+dirty"}},
		{devel, nil, build{Version: devel}},
		{"", nil, build{Version: devel}},
	} {
		got := buildOf(&debug.BuildInfo{Main: debug.Module{Version: c.main}, Settings: c.settings})
		if got.Version != c.want.Version || !got.Made.Equal(c.want.Made) {
			t.Errorf("%s with %v: %+v, want %+v", c.main, c.settings, got, c.want)
		}
	}
}

// A program built from a commit knows which one, without being told.
func TestBuiltProgramNamesItsCommit(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program; run without -short")
	}
	if info, err := os.Stat(filepath.Join("..", "..", ".git")); err != nil || !info.IsDir() {
		t.Skip("Go reads the commit of a clone only, and this is none")
	}
	revision, err := exec.Command("git", "rev-parse", "HEAD").Output()
	if err != nil {
		t.Skip("not in a git repository: ", err)
	}
	program := filepath.Join(t.TempDir(), "vielfalt")
	if out, err := exec.Command("go", "build", "-buildvcs=true", "-o", program, ".").CombinedOutput(); err != nil {
		t.Skipf("cannot be built with its commit here: %s", out)
	}
	said, err := exec.Command(program, "--version").Output()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(said), string(revision[:12])) && !regexp.MustCompile(`^vielfalt v\d`).Match(said) {
		t.Errorf("%q does not name %s", said, revision)
	}
}

// Wherever a version is asked for, it is available.
func TestVersionIsTold(t *testing.T) {
	p := serve(t, filepath.Join(t.TempDir(), "data"))
	version := thisBuild().Version
	if first, _, _ := strings.Cut(p.log.String(), "\n"); !strings.Contains(first, "version="+version) && !strings.Contains(first, `version="`+version) {
		t.Errorf("the log begins with %s", first)
	}
	if code, body := p.get(t, "/healthz"); code != 200 || body != "ok\nvielfalt "+version+"\n" {
		t.Errorf("/healthz answers %d: %q", code, body)
	}
}
