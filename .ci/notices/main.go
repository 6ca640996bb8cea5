// Command notices prints the licences and notices of everything built into the
// program, as the licences require. It reads them from the module cache; the
// repository holds none of them:
//
//	go run ./.ci/notices >NOTICES.txt
//
// Like the build, it respects GOOS, GOARCH and CGO_ENABLED. It fails if it
// finds no licence for a module.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
)

func main() {
	pkg := "./cmd/vielfalt"
	if len(os.Args) > 1 {
		pkg = os.Args[1]
	}
	if err := run(os.Stdout, pkg); err != nil {
		fmt.Fprintln(os.Stderr, "notices:", err)
		os.Exit(1)
	}
}

// A module is one that is built in, with the folders of the packages used.
type module struct {
	name, dir string
	folders   []string
}

// A notice is a text with the files that contain it, across all modules.
type notice struct {
	files []string
	text  string
}

func run(w io.Writer, pkg string) error {
	modules, err := built(pkg)
	if err != nil {
		return err
	}
	notices, err := collect(modules)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "The program contains the following, under the licences below.\n\n")
	for _, m := range modules {
		fmt.Fprintf(out, "  %s\n", m.name)
	}
	for _, n := range notices {
		fmt.Fprintf(out, "\n%s\n", strings.Repeat("=", 80))
		for _, f := range n.files {
			fmt.Fprintln(out, f)
		}
		fmt.Fprintf(out, "%s\n\n%s\n", strings.Repeat("-", 80), strings.TrimSpace(n.text))
	}
	return out.Flush()
}

// built lists Go itself and the modules of a package and everything it imports.
func built(pkg string) ([]module, error) {
	c := exec.Command("go", "list", "-deps", "-json=Dir,Module", pkg)
	c.Stderr = os.Stderr
	list, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	goroot := strings.TrimSpace(string(root))
	byName := map[string]*module{"": {name: runtime.Version(), dir: goroot, folders: []string{goroot}}}
	for d := json.NewDecoder(strings.NewReader(string(list))); ; {
		var p struct {
			Dir    string
			Module *struct {
				Path, Version, Dir string
				Main               bool
			}
		}
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		if p.Module == nil || p.Module.Main {
			continue
		}
		name := p.Module.Path + " " + p.Module.Version
		if byName[name] == nil {
			byName[name] = &module{name: name, dir: p.Module.Dir}
		}
		byName[name].folders = append(byName[name].folders, p.Dir)
	}
	var out []module
	for _, m := range byName {
		out = append(out, *m)
	}
	slices.SortFunc(out, func(a, b module) int { return cmp.Compare(a.name, b.name) })
	return out, nil
}

var (
	// wanted matches the files that must accompany the program; licences
	// matches those of which every module must have one.
	wanted   = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice|patents|copyright)`)
	licences = regexp.MustCompile(`(?i)^(licen[sc]e|copying)`)
	code     = regexp.MustCompile(`\.(go|s|c|h|sh|py)$`)
)

// collect reads the notices in the folders of the packages that are built in,
// and in those above them.
func collect(modules []module) ([]*notice, error) {
	byText := make(map[string]*notice)
	var all []*notice
	for _, m := range modules {
		seen := make(map[string]bool)
		licensed := false
		for _, folder := range m.folders {
			for dir := folder; !seen[dir] && within(dir, m.dir); dir = filepath.Dir(dir) {
				seen[dir] = true
				list, err := os.ReadDir(dir)
				if err != nil {
					return nil, fmt.Errorf("%s: %w", m.name, err)
				}
				for _, e := range list {
					if !e.Type().IsRegular() || !wanted.MatchString(e.Name()) || code.MatchString(e.Name()) {
						continue
					}
					text, err := os.ReadFile(filepath.Join(dir, e.Name()))
					if err != nil {
						return nil, fmt.Errorf("%s: %w", m.name, err)
					}
					licensed = licensed || dir == m.dir && licences.MatchString(e.Name())
					n := byText[string(text)]
					if n == nil {
						n = &notice{text: string(text)}
						byText[string(text)] = n
						all = append(all, n)
					}
					rel, err := filepath.Rel(m.dir, filepath.Join(dir, e.Name()))
					if err != nil {
						return nil, err
					}
					n.files = append(n.files, m.name+": "+filepath.ToSlash(rel))
				}
			}
		}
		if !licensed {
			return nil, fmt.Errorf("%s has no licence in %s: %w", m.name, m.dir, fs.ErrNotExist)
		}
	}
	return all, nil
}

func within(dir, root string) bool {
	rel, err := filepath.Rel(root, dir)
	return err == nil && filepath.IsLocal(rel)
}
