package main

import (
	"bytes"
	"context"
	"database/sql"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A process is the program in a process of its own, which can be stopped,
// frozen and killed as an operator or a machine would.
type process struct {
	service
	cmd *exec.Cmd
}

// self returns a command that runs the program.
func self(t testing.TB, args ...string) *exec.Cmd {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(path)
	c.Args = append([]string{"vielfalt"}, args...)
	return c
}

// launch runs "vielfalt serve" in a process of its own until the test ends.
func launch(t testing.TB, args ...string) *process {
	t.Helper()
	return launched(t, self(t, append([]string{"serve", "--addr", "127.0.0.1:0"}, args...)...))
}

// launched is launch for any command that ends up serving.
func launched(t testing.TB, cmd *exec.Cmd) *process {
	t.Helper()
	p := &process{cmd: cmd}
	p.log, p.done = newLogbook(), make(chan int, 1)
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = p.cmd.Wait() // the exit code says it
		p.log.end()
		p.done <- p.cmd.ProcessState.ExitCode()
	}()
	t.Cleanup(func() {
		p.signal(thaw)
		p.signal(syscall.SIGKILL)
		<-p.log.finished()
		if t.Failed() {
			t.Logf("log of %s:\n%s", p.url, tail(p.log.String()))
		}
	})
	p.url = "http://" + p.log.wait(t, `msg=listening addr=(\S+)`)
	return p
}

func tail(s string) string { return s[max(0, len(s)-4000):] }

// signal sends a signal; if the process has already ended, that does no harm.
func (p *process) signal(s syscall.Signal) { _ = p.cmd.Process.Signal(s) }

// command runs the program to its end, which must be successful.
func command(t testing.TB, args ...string) string {
	t.Helper()
	c := self(t, args...)
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("vielfalt %s: %v\n%s", args[0], err, out)
	}
	return string(out)
}

// answered is an answer, as far as tests look at it.
type answered struct {
	code int
	tag  string
	body string
	wait string // Retry-After
}

// fetch sends a request without keeping the connection. Connection errors count
// as answers with code 0.
func fetch(ctx context.Context, address string, headers ...string) answered {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return answered{body: err.Error()}
	}
	r.Close = true
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	a, err := http.DefaultClient.Do(r)
	if err != nil {
		return answered{body: err.Error()}
	}
	defer a.Body.Close()
	b, err := io.ReadAll(a.Body)
	if err != nil {
		return answered{body: err.Error()}
	}
	return answered{a.StatusCode, a.Header.Get("ETag"), string(b), a.Header.Get("Retry-After")}
}

// eventually waits until a condition holds, and returns how long that took.
func eventually(t testing.TB, limit time.Duration, what string, holds func() bool) time.Duration {
	t.Helper()
	began := time.Now()
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for ; ; <-tick.C {
		if holds() {
			return time.Since(began)
		}
		if time.Since(began) > limit {
			t.Fatalf("%s: not within %v", what, limit)
		}
	}
}

// importing imports one article in a process of its own.
func importing(t testing.TB, id, frontMatter string, flags ...string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), id+".md")
	text := "---\nid: " + id + "\ntype: article\ntitle: Fenchelsuppe " + id + "\n" + frontMatter + "---\nEin Text.\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	command(t, append([]string{"import", file}, flags...)...)
}

// database creates an empty database on the server of
// VIELFALT_TEST_DATABASE_URL, which is dropped when the test ends.
func database(t testing.TB) string {
	t.Helper()
	server := os.Getenv("VIELFALT_TEST_DATABASE_URL")
	if server == "" {
		t.Skip("set VIELFALT_TEST_DATABASE_URL to run this with PostgreSQL")
	}
	db, err := sql.Open("pgx", server)
	if err != nil {
		t.Fatal(err)
	}
	name := "vielfalt_test_" + strconv.FormatUint(rand.Uint64(), 36)
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := db.Exec("DROP DATABASE " + name + " WITH (FORCE)"); err != nil {
			t.Error(err)
		}
		db.Close()
	})
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + name
	return u.String()
}

// A cluster is the test's own PostgreSQL server, which can be stopped at will.
type cluster struct {
	t    testing.TB
	bin  string // folder of the server's programs
	dir  string
	port string
}

// newCluster starts a server with the programs in VIELFALT_TEST_POSTGRES_BIN.
func newCluster(t testing.TB, settings ...string) *cluster {
	t.Helper()
	bin := os.Getenv("VIELFALT_TEST_POSTGRES_BIN")
	if bin == "" {
		t.Skip("set VIELFALT_TEST_POSTGRES_BIN to the folder with initdb and pg_ctl to run this")
	}
	c := &cluster{t: t, bin: bin, dir: filepath.Join(clusterFolder(t), "primary"), port: freePort(t)}
	c.run("initdb", "--pgdata", c.dir, "--auth", "trust", "--username", "vielfalt", "--locale", "C.UTF-8", "--no-sync")
	c.begin(settings...)
	return c
}

// clusterFolder returns a folder that the server's user can write to. The server refuses
// to run as root.
func clusterFolder(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "vielfalt-cluster-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if uid, gid := serverUser(t); uid != 0 {
		if err := os.Chown(dir, uid, gid); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// serverUser returns the user postgres, and its group, if the tests run as root, else
// zeros.
func serverUser(t testing.TB) (uid, gid int) {
	t.Helper()
	if os.Geteuid() != 0 {
		return 0, 0
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Skipf("PostgreSQL refuses to run as root: %v", err)
	}
	if uid, err = strconv.Atoi(u.Uid); err == nil {
		gid, err = strconv.Atoi(u.Gid)
	}
	if err != nil {
		t.Fatal(err)
	}
	return uid, gid
}

// run runs one of the server's programs, and fails the test if that fails.
func (c *cluster) run(program string, args ...string) {
	c.t.Helper()
	if out, err := c.try(program, args...); err != nil {
		c.t.Fatalf("%s: %v\n%s", program, err, out)
	}
}

func (c *cluster) try(program string, args ...string) (string, error) {
	cmd := exec.Command(filepath.Join(c.bin, program), args...)
	cmd.Dir = "/"
	if uid, gid := serverUser(c.t); uid != 0 {
		runAs(cmd, uid, gid)
	}
	// To a file: the server would keep a pipe open.
	out, err := os.CreateTemp("", "vielfalt-out-")
	if err != nil {
		return "", err
	}
	defer os.Remove(out.Name())
	defer out.Close()
	cmd.Stdout, cmd.Stderr = out, out
	err = cmd.Run()
	b, _ := os.ReadFile(out.Name())
	return string(b), err
}

// begin starts the server, with settings as name=value.
func (c *cluster) begin(settings ...string) {
	c.t.Helper()
	options := "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c port=" + c.port
	for _, s := range settings {
		options += " -c " + s
	}
	c.run("pg_ctl", "start", "--wait", "--pgdata", c.dir, "--log", c.dir+".log", "--options", options)
	c.t.Cleanup(func() { _, _ = c.try("pg_ctl", "stop", "--pgdata", c.dir, "--mode", "immediate") }) // it may already be stopped
}

// end stops the server the way a power cut would.
func (c *cluster) end() {
	c.t.Helper()
	c.run("pg_ctl", "stop", "--wait", "--pgdata", c.dir, "--mode", "immediate")
}

// url is the address of the database in the server.
func (c *cluster) url() string { return "postgres://vielfalt@127.0.0.1:" + c.port + "/postgres" }

// signal sends a signal to all processes of the server.
func (c *cluster) signal(s syscall.Signal) {
	c.t.Helper()
	b, err := os.ReadFile(filepath.Join(c.dir, "postmaster.pid"))
	if err != nil {
		c.t.Fatal(err)
	}
	first, _, _ := bytes.Cut(b, []byte("\n"))
	all := []string{string(first)}
	children, err := exec.Command("pgrep", "--parent", string(first)).Output()
	if err != nil {
		c.t.Fatal("pgrep: ", err)
	}
	for _, id := range append(all, strings.Fields(string(children))...) {
		pid, err := strconv.Atoi(id)
		if err != nil {
			c.t.Fatal(err)
		}
		if p, err := os.FindProcess(pid); err == nil {
			_ = p.Signal(s) // a child may have ended
		}
	}
}
