package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// A program is the built program and the flags it is run with.
type program struct {
	path       string
	folder     string // for its log
	serveFlags []string
	storeFlags []string // those of serveFlags that import has as well
}

// build builds the program into a folder.
func build(ctx context.Context, folder string) (string, error) {
	root, err := exec.CommandContext(ctx, "go", "list", "-m", "-f", "{{.Dir}}", "vielfalt").Output()
	if err != nil {
		return "", fmt.Errorf("find the program: %w", err)
	}
	path, err := filepath.Abs(filepath.Join(folder, "vielfalt"))
	if err != nil {
		return "", err
	}
	// As README says that a release is built.
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-ldflags=-s -w", "-o", path, "vielfalt/cmd/vielfalt")
	cmd.Dir = strings.TrimSpace(string(root))
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("build the program: %w\n%s", err, out)
	}
	return path, nil
}

// newProgram asks the program which of the flags for serving concern the store
// and so apply to import too.
func newProgram(ctx context.Context, path, folder string, serveFlags []string) (*program, error) {
	p := &program{path: path, folder: folder, serveFlags: serveFlags}
	help, err := exec.CommandContext(ctx, path, "import", "--help").Output()
	if err != nil {
		return nil, fmt.Errorf("%s import --help: %w", path, err)
	}
	for _, f := range serveFlags {
		name, _, _ := strings.Cut(f, "=")
		if regexp.MustCompile(`(?m)^\s.*` + regexp.QuoteMeta(name) + `\b`).Match(help) {
			p.storeFlags = append(p.storeFlags, f)
		}
	}
	return p, nil
}

// forSize returns the program with the placeholder {size} in its flags filled
// in, so that each size can have its own database.
func (p *program) forSize(n int) *program {
	filled := *p
	for _, list := range []*[]string{&filled.serveFlags, &filled.storeFlags} {
		var out []string
		for _, f := range *list {
			out = append(out, strings.ReplaceAll(f, "{size}", strconv.Itoa(n)))
		}
		*list = out
	}
	return &filled
}

var imported = regexp.MustCompile(`(\d+) records in \d+ files: (\d+) new or changed, (\d+) as before`)

// importPath imports a file or a folder and returns how long that took and how
// many of its records already existed.
func (p *program) importPath(ctx context.Context, data, path string) (took time.Duration, before int, err error) {
	args := append([]string{"import", "--data", data}, p.storeFlags...)
	start := time.Now()
	out, err := exec.CommandContext(ctx, p.path, append(args, path)...).CombinedOutput()
	took = time.Since(start)
	m := imported.FindSubmatch(out)
	if err != nil || m == nil {
		return 0, 0, fmt.Errorf("import: %v: %s", err, lastLines(out))
	}
	before, err = strconv.Atoi(string(m[3]))
	return took, before, err
}

// A process is a server that was started here.
type process struct {
	site
	pid  int
	end  context.CancelFunc
	done chan struct{}
}

// stop asks the process to end and waits until it has.
func (p *process) stop() {
	p.end()
	<-p.done
}

// start starts a server that ends when ctx does, in the same environment for
// all. wire connects its input and output.
func start(ctx context.Context, path string, args []string, wire func(*exec.Cmd) error) (*process, error) {
	p := &process{done: make(chan struct{})}
	ctx, p.end = context.WithCancel(ctx)
	c := exec.CommandContext(ctx, path, args...)
	if err := wire(c); err != nil {
		p.end()
		return nil, err
	}
	c.Env = append(os.Environ(), "GOMAXPROCS="+strconv.Itoa(runtime.GOMAXPROCS(0)))
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	c.WaitDelay = 20 * time.Second
	if err := c.Start(); err != nil {
		p.end()
		return nil, err
	}
	p.pid = c.Process.Pid
	go func() {
		defer close(p.done)
		_ = c.Wait() // requests will notice that a server has ended
	}()
	return p, nil
}

// A service is the program serving, with the address of its metrics.
type service struct {
	*process
	ops    string
	launch time.Duration // until the first page was served
}

// serve starts the service and waits for its first page.
func (p *program) serve(ctx context.Context, data string) (*service, error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	ops, err := freeAddress()
	if err != nil {
		return nil, err
	}
	log, err := os.Create(filepath.Join(p.folder, "serve.log"))
	if err != nil {
		return nil, err
	}
	defer log.Close() // the process has its own copy
	began := time.Now()
	args := append([]string{"serve", "--addr", addr, "--ops-addr", ops, "--data", data}, p.serveFlags...)
	proc, err := start(ctx, p.path, args, func(c *exec.Cmd) error {
		c.Stderr = log
		return nil
	})
	if err != nil {
		return nil, err
	}
	proc.site = newSite("http://" + addr)
	s := &service{process: proc, ops: "http://" + ops}
	for {
		a, err := s.get(ctx, "/")
		if err == nil && a.Status == http.StatusOK {
			s.launch = time.Since(began)
			return s, nil
		}
		select {
		case <-time.After(time.Millisecond):
			if time.Since(began) < 2*time.Minute {
				continue
			}
			proc.stop()
		case <-ctx.Done():
			proc.stop()
		case <-proc.done:
		}
		text, _ := os.ReadFile(log.Name())
		return nil, errors.Join(ctx.Err(), fmt.Errorf("the program does not serve: %s", lastLines(text)))
	}
}

// ready waits until the index is complete.
func (s *service) ready(ctx context.Context) error {
	_, err := s.until(ctx, 10*time.Minute, view{"/readyz", `"status":"ready"`})
	return err
}

// serveBare starts this program as a handler that holds answers.
func serveBare(ctx context.Context, answers answers) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	var in io.WriteCloser
	var out io.ReadCloser
	p, err := start(ctx, self, []string{bareArgument}, func(c *exec.Cmd) (err error) {
		c.Stderr = os.Stderr
		if in, err = c.StdinPipe(); err != nil {
			return err
		}
		out, err = c.StdoutPipe()
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := gob.NewEncoder(in).Encode(answers); err != nil {
		p.stop()
		return nil, fmt.Errorf("bare handler: %w", err)
	}
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		p.stop()
		return nil, fmt.Errorf("bare handler: %w", err)
	}
	p.site = newSite("http://" + strings.TrimSpace(addr))
	return p, nil
}

// freeAddress returns a loopback address on which nobody listens.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

func lastLines(text []byte) string {
	lines := bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	return string(bytes.Join(lines[max(0, len(lines)-5):], []byte("\n")))
}

// folderSize returns the total size of the files in a folder, in bytes.
func folderSize(folder string) (int64, error) {
	var sum int64
	err := filepath.WalkDir(folder, func(_ string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	return sum, err
}
