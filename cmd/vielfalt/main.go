// Command vielfalt is an intranet service on the feasts and customs of many
// cultures and religions: articles tied to a calendar, feeds and search.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/alecthomas/kong"
)

func main() {
	os.Exit(run(untilSignal(), os.Args[1:], os.Stdout, os.Stderr, time.Now))
}

// untilSignal returns a context that ends with the first signal to stop. The
// second signal ends the process at once.
func untilSignal() context.Context {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx
}

// haste is how long a command may go on after a signal. Whatever it has not
// stored or named by then never happened.
const haste = 800 * time.Millisecond

// Exit codes of the program.
const (
	exitDone   = 0
	exitFailed = 1 // one clear sentence on standard error
	exitUsage  = 2
)

// app is what every command is handed: where to write, what time it is, and
// when to stop.
type app struct {
	context.Context
	Stdout, Stderr io.Writer
	Now            func() time.Time

	exposed []string    // flags of the command line that hold secrets
	serving atomic.Bool // the command limits its own shutdown
}

// A usageError means that the command was used wrongly. It ends with exitUsage.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

// commands is the whole command line. Every flag can also be set by an
// environment variable VIELFALT_….
type commands struct {
	Serve    serveCmd    `cmd:"" help:"Run the service."`
	Calendar calendarCmd `cmd:"" help:"Print the observances between two days."`
	Convert  convertCmd  `cmd:"" help:"Print one civil day in every reckoning."`
	School   schoolCmd   `cmd:"" help:"Print the school holidays of the Land, and how well they are proved."`
	Schedule scheduleCmd `cmd:"" help:"Print the publication plan."`
	Dates    datesCmd    `cmd:"" help:"Enter, list and take back announced dates and days of our own."`
	Words    wordsCmd    `cmd:"" help:"Keep the house's own words, which widen what people search for."`
	Pins     pinsCmd     `cmd:"" help:"Put something first for a search, until a day."`
	Import   importCmd   `cmd:"" help:"Import folders and files."`
	Export   exportCmd   `cmd:"" help:"Export all content into an empty folder."`
	Versions versionsCmd `cmd:"" help:"List, show, restore or forget what something was before."`
	Delete   deleteCmd   `cmd:"" help:"Delete something with all its versions, for good."`
	Reindex  reindexCmd  `cmd:"" help:"Rebuild the search index."`
	Backup   backupCmd   `cmd:"" help:"Write everything into one file, while the service runs."`
	Restore  restoreCmd  `cmd:"" help:"Fill an empty place from a backup, and prove it equal."`
	Move     moveCmd     `cmd:"" help:"Carry everything into another database, and prove it equal."`
	Check    checkCmd    `cmd:"" help:"Say what is wrong with the content, or with a running service."`
	Migrate  migrateCmd  `cmd:"" help:"Bring the database to the schema of this version."`
	Records  recordsCmd  `cmd:"" help:"Count what the texts on days say, by tradition, and name weak sources."`
	Reports  reportsCmd  `cmd:"" help:"List, answer or delete what readers reported."`
	Searches searchesCmd `cmd:"" help:"List what was searched for and not found."`
	User     userCmd     `cmd:"" help:"Add, list, lock or remove accounts of those who write."`
	Audit    auditCmd    `cmd:"" help:"List what was done, or prove that nothing of it was changed."`

	Version kong.VersionFlag `help:"Print the version and end." env:"-"`

	PDFExtract   pdfExtractCmd   `cmd:"" name:"pdf-extract" hidden:"" help:"Read a PDF in a limited process of its own."`
	PictureScale pictureScaleCmd `cmd:"" name:"picture-scale" hidden:"" help:"Make the sizes of a picture in a limited process of its own."`
}

// exitRequest carries kong's request to exit out of its parser.
type exitRequest int

// run is the program apart from its process: it parses args, runs the command
// and returns the exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, now func() time.Time) (code int) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(exitRequest)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	var cli commands
	parser, err := kong.New(&cli,
		kong.Name("vielfalt"),
		kong.Description("Intranet service on feasts and customs: articles tied to a calendar of many religions, feeds, search."),
		kong.DefaultEnvars("VIELFALT"),
		kong.Vars{"version": "vielfalt " + thisBuild().Version},
		kong.Writers(stdout, stderr),
		kong.Exit(func(c int) { panic(exitRequest(c)) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(stderr, "vielfalt:", err)
		return exitFailed
	}
	kctx, err := parser.Parse(earlyDates(args))
	if err != nil {
		fmt.Fprintf(stderr, "vielfalt: %v (see vielfalt --help)\n", err)
		return exitUsage
	}
	a := &app{Context: ctx, Stdout: stdout, Stderr: stderr, Now: now, exposed: exposedFlags(kctx)}
	if kctx.Command() != "serve" { // which has its own log
		a.warn(quiet(a))
	}
	done := make(chan error, 1)
	go func() { done <- kctx.Run(a) }()
	err = ended(ctx, done, &a.serving)
	if err == nil {
		return exitDone
	}
	fmt.Fprintln(stderr, "vielfalt:", sentence(err))
	if errors.As(err, new(usageError)) {
		return exitUsage
	}
	return exitFailed
}

// ended waits for a command, but after a signal not for long unless it is
// serving.
func ended(ctx context.Context, done <-chan error, serving *atomic.Bool) error {
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	if serving.Load() {
		return <-done
	}
	limit := time.NewTimer(haste)
	defer limit.Stop()
	select {
	case err := <-done:
		return err
	case <-limit.C:
		return errors.New("stopped")
	}
}

// sentence puts an error on one line. Drivers report each host on a line of its
// own.
func sentence(err error) string {
	return lineBreak.ReplaceAllString(strings.TrimSpace(err.Error()), "; ")
}

var lineBreak = regexp.MustCompile(`:?\s*\n\s*`)

var earlyDate = regexp.MustCompile(`^-\d{4}-\d{2}-\d{2}$`)

// earlyDates keeps days before the year 0 ("-0586-07-24") from being taken for
// flags: after a flag they are joined to it, elsewhere they move to the end,
// behind the marker that ends the flags.
func earlyDates(args []string) []string {
	var out, moved []string
	for i, a := range args {
		switch {
		case a == "--":
			return append(append(append(out, "--"), moved...), args[i+1:]...)
		case !earlyDate.MatchString(a):
			out = append(out, a)
		case len(out) > 0 && out[len(out)-1] == args[i-1] && strings.HasPrefix(args[i-1], "--") && !strings.Contains(args[i-1], "="):
			out[len(out)-1] += "=" + a
		default:
			moved = append(moved, a)
		}
	}
	if len(moved) == 0 {
		return out
	}
	return append(append(out, "--"), moved...)
}
