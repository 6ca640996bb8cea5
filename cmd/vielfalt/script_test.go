package main

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"vielfalt/calendar"
	"vielfalt/content"
	"vielfalt/content/sqlstore"
)

// testNow fixes the clock of the program under test, in RFC 3339.
const testNow = "VIELFALT_TEST_NOW"

// TestMain makes the test binary act as the program if it is called that way:
// by scripts, and by the program itself to read a PDF.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "pdf-extract" {
		vielfalt()
	}
	testscript.Main(m, map[string]func(){"vielfalt": vielfalt})
}

// vielfalt is main with a clock that can be set.
func vielfalt() {
	now := time.Now
	if s := os.Getenv(testNow); s != "" {
		t, err := time.Parse(time.RFC3339, s)
		if err != nil {
			panic(err)
		}
		now = func() time.Time { return t }
	}
	os.Exit(run(untilSignal(), os.Args[1:], os.Stdout, os.Stderr, now))
}

// TestScripts runs the stories in testdata/script, one a file. In addition to
// testscript's own commands they can use:
//
//	report DATA MESSAGE   a reader reports something
//	miss DATA WEEK N QUERY  a query found nothing
//	newer DATA            a newer program has migrated the database, which this one cannot use
//	double DATA           an earlier program has entered every pin and word twice, written in another way, and pins once more behind a minus
//	forget DATA ID        the editions of an item are lost
//	damage FROM TO HOW    half: the first half; bit: another bit; of all files in a folder, lose: without; spoil: others
//	alter DATA [WHAT]     somebody has altered version 1 of all there is (DATA may be a file of an export), or lost drafts or all versions
//	listen                somebody else listens on $ADDR
//	smalldisk DIR         DIR becomes a disk of 3 MB; the condition [smalldisk] says if that is possible
//	readonly DIR          DIR cannot be written to until the story ends; the condition [readonly] says if that is possible
//	older DATA            an older program was the last to migrate the database
//	pdf FILE LINE...      makes a PDF of one page
//	pipe FILE             makes a named pipe that nobody writes to
//	lines N FILE          makes N articles as JSON lines
//	code N ARG...         the program ends with exit code N
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv(testNow, "2026-11-22T11:00:00Z")
			return nil
		},
		Condition: func(name string) (bool, error) {
			switch name {
			case "smalldisk":
				return canMount(t), nil
			case "readonly":
				return os.Geteuid() != 0 || canMount(t), nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"report": scriptReport, "miss": scriptMiss, "newer": scriptNewer, "listen": scriptListen, "smalldisk": scriptSmallDisk,
			"pdf": scriptPDF, "pipe": scriptPipe, "readonly": scriptReadOnly, "older": scriptOlder, "lines": scriptLines, "code": scriptCode,
			"alter": scriptAlter, "forget": scriptForget, "double": scriptDouble, "damage": scriptDamage,
			"tamper": scriptTamper,
		},
	})
}

func scriptReport(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	s, err := sqlstore.Open(ctx, sqlstore.Config{Path: filepath.Join(ts.MkAbs(args[0]), "vielfalt.db"), Now: func() time.Time {
		return time.Date(2026, time.November, 20, 8, 0, 0, 0, time.UTC)
	}})
	ts.Check(err)
	ts.Check(s.SaveReport(ctx, &content.Report{Kind: content.BarrierReport, Page: "/suche", Message: args[1]}))
	ts.Check(s.Close())
}

func scriptMiss(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	s, err := sqlstore.Open(ctx, sqlstore.Config{Path: filepath.Join(ts.MkAbs(args[0]), "vielfalt.db")})
	ts.Check(err)
	week, err := calendar.ParseDate(args[1])
	ts.Check(err)
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(s.CountMisses(ctx, content.Miss{Week: week, Query: args[3], Count: n}))
	ts.Check(s.Close())
}

func scriptNewer(ts *testscript.TestScript, _ bool, args []string) {
	execSQL(ts, args[0], `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1); UPDATE meta SET value = '9999' WHERE name = 'compatible'`)
}

func scriptOlder(ts *testscript.TestScript, _ bool, args []string) {
	execSQL(ts, args[0], `DELETE FROM goose_db_version WHERE version_id = (SELECT MAX(version_id) FROM goose_db_version)`)
}

func scriptDouble(ts *testscript.TestScript, _ bool, args []string) {
	execSQL(ts, args[0], `INSERT INTO pins (id, query, item_id, until_day, at, editor) SELECT id + 100, '+' || query, item_id, until_day, at, editor FROM pins;
		INSERT INTO pins (id, query, item_id, until_day, at, editor) SELECT id + 200, '-' || query, item_id, until_day, at, editor FROM pins WHERE id < 100;
		INSERT INTO words (id, kind, members, at, editor) SELECT id + 100, kind, replace(members, 'e', 'E'), at, editor FROM words`)
}

func scriptForget(ts *testscript.TestScript, _ bool, args []string) {
	execSQL(ts, args[0], `DELETE FROM editions WHERE item_id = ?`, args[1])
}

func scriptAlter(ts *testscript.TestScript, _ bool, args []string) {
	const was, is = `"body":"Frühling`, `"body":"Winter`
	path := ts.MkAbs(args[0])
	info, err := os.Stat(path)
	ts.Check(err)
	switch {
	case len(args) == 2 && args[1] == "drafts":
		execSQL(ts, args[0], `DELETE FROM versions WHERE state = 'draft'`)
		return
	case len(args) == 2:
		execSQL(ts, args[0], `DELETE FROM versions`)
		return
	case info.IsDir():
		execSQL(ts, args[0], `UPDATE versions SET record = replace(record, ?, ?) WHERE number = 1`, was, is)
		return
	}
	b, err := os.ReadFile(path)
	ts.Check(err)
	ts.Check(os.WriteFile(path, bytes.Replace(b, []byte(was), []byte(is), 1), 0o600))
}

// execSQL does to a data file what the program would not.
func execSQL(ts *testscript.TestScript, data, text string, args ...any) {
	db, err := sql.Open("sqlite", filepath.Join(ts.MkAbs(data), "vielfalt.db"))
	ts.Check(err)
	_, err = db.Exec(text, args...)
	ts.Check(err)
	ts.Check(db.Close())
}

func scriptTamper(ts *testscript.TestScript, _ bool, args []string) {
	execSQL(ts, args[0], args[1])
}

func scriptDamage(ts *testscript.TestScript, _ bool, args []string) {
	from, to := ts.MkAbs(args[0]), ts.MkAbs(args[1])
	switch args[2] {
	case "half", "bit":
		b, err := os.ReadFile(from)
		ts.Check(err)
		if args[2] == "half" {
			b = b[:len(b)/2]
		} else {
			b[len(b)/2] ^= 4
		}
		ts.Check(os.WriteFile(to, b, 0o600))
	case "lose", "spoil":
		names, err := filepath.Glob(filepath.Join(from, "??", "*"))
		ts.Check(err)
		for _, name := range names {
			if args[2] == "lose" {
				ts.Check(os.Remove(name))
				continue
			}
			b, err := os.ReadFile(name)
			ts.Check(err)
			b[len(b)/2] ^= 4
			ts.Check(os.WriteFile(name, b, 0o600))
		}
	}
}

func scriptListen(ts *testscript.TestScript, _ bool, _ []string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv("ADDR", l.Addr().String())
}

// scriptReadOnly takes away the right to write, which root still has except on
// a read-only file system.
func scriptReadOnly(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	if os.Geteuid() == 0 {
		ts.Check(exec.Command("mount", "--bind", dir, dir).Run())
		ts.Defer(func() { ts.Check(exec.Command("umount", dir).Run()) })
		ts.Check(exec.Command("mount", "-o", "remount,bind,ro", dir).Run())
		return
	}
	ts.Check(filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			ts.Defer(func() { _ = os.Chmod(name, 0o700) }) // to be removed
			err = os.Chmod(name, 0o500)
		}
		return err
	}))
}

func scriptSmallDisk(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o750))
	ts.Check(mount(dir))
	ts.Defer(func() { ts.Check(exec.Command("umount", dir).Run()) })
}

// mount turns a folder into a disk of 3 MB.
func mount(dir string) error {
	return exec.Command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", dir).Run()
}

// canMount reports whether scripts can have a small disk.
func canMount(t *testing.T) bool {
	dir := t.TempDir()
	return mount(dir) == nil && exec.Command("umount", dir).Run() == nil
}

func scriptPDF(ts *testscript.TestScript, _ bool, args []string) {
	var text strings.Builder
	text.WriteString("BT /F 12 Tf 14 TL 50 700 Td\n")
	for _, line := range args[1:] {
		fmt.Fprintf(&text, "(%s) Tj T*\n", line)
	}
	text.WriteString("ET")
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for _, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F 3 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", text.Len(), text.String()),
	} {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(offsets), object)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, xref)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b.Bytes(), 0o600))
}

func scriptPipe(ts *testscript.TestScript, _ bool, args []string) {
	name := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(filepath.Dir(name), 0o700))
	ts.Check(pipe(name))
}

func scriptLines(ts *testscript.TestScript, _ bool, args []string) {
	var n int
	_, err := fmt.Sscan(args[0], &n)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), articles(n), 0o600))
}

// articles returns articles as JSON lines.
func articles(n int) []byte {
	var b bytes.Buffer
	for i := range n {
		fmt.Fprintf(&b, `{"id": "beitrag-%d", "type": "article", "title": "Beitrag %d", "body": "Musterwort. %s", "tags": ["eins", "zwei"]}`+"\n", i, i, strings.Repeat("Ein Satz über ein Fest. ", 20))
	}
	return b.Bytes()
}

func scriptCode(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec("vielfalt", args[1:]...)
	code := 0
	if exit, ok := err.(*exec.ExitError); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got := fmt.Sprint(code); got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
	// One sentence, and no stack trace.
	if text := ts.ReadFile("stderr"); code != 0 && (text == "" || strings.Contains(text, "goroutine ") || strings.Contains(text, ".go:")) {
		ts.Fatalf("not a sentence: %q", text)
	}
}
