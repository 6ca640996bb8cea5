package main

import (
	"context"
	"debug/buildinfo"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"vielfalt/calendar"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == bareArgument {
		if err := bare(os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, "bench: bare handler:", err)
			os.Exit(1)
		}
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil && ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "bench: stopped")
		os.Exit(1)
	case err != nil:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options holds what the command line can choose.
type options struct {
	program    string
	sizes      []int
	rounds     int
	duration   time.Duration
	threads    int
	conns      int
	rate       float64
	idle       time.Duration
	add        int
	due        int
	launches   int
	seed       uint64
	out        string
	serveFlags []string

	soak           time.Duration
	url, ops, data string
}

// parse reads the command line.
func parse(args []string, stderr io.Writer) (*options, error) {
	o := &options{sizes: []int{1000, 20_000}}
	f := flag.NewFlagSet("bench", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.program, "program", "", "measure this binary instead of building one")
	f.Func("sizes", "numbers of articles, `N,…`; the largest is compared with the bare handler (default 1000,20000)", func(s string) error {
		o.sizes = nil
		for part := range strings.SplitSeq(s, ",") {
			n, err := strconv.Atoi(part)
			if err != nil || n < 100 {
				return fmt.Errorf("%q is not a number of at least 100", part)
			}
			o.sizes = append(o.sizes, n)
		}
		slices.Sort(o.sizes)
		return nil
	})
	f.IntVar(&o.rounds, "rounds", 3, "how often each target is driven")
	f.DurationVar(&o.duration, "duration", 5*time.Second, "how long each time")
	f.IntVar(&o.conns, "c", 16, "connections of wrk")
	f.IntVar(&o.threads, "t", 1, "threads of wrk")
	f.Float64Var(&o.rate, "rate", 0, "requests per second of readers who come at a fixed rate (default 200, in a soak 150)")
	f.DurationVar(&o.idle, "idle", 20*time.Second, "how long readers are watched before the import under load")
	f.IntVar(&o.add, "add", 20_000, "articles to import under load")
	f.IntVar(&o.due, "due", 7, "articles to watch becoming visible")
	f.IntVar(&o.launches, "launches", 5, "how often to start the program")
	f.Uint64Var(&o.seed, "seed", 1, "what is made up depends on it")
	f.StringVar(&o.out, "out", "", "write the report to this `file` too")
	f.Func("serve-flag", "a `flag` for serve, such as --database-url=…, and for import if that knows it; {size} in it stands for the number of articles. May be repeated. Databases must be empty. Variables VIELFALT_… are passed on.", func(s string) error {
		if !strings.HasPrefix(s, "--") {
			return fmt.Errorf("%q must be written as --name=value", s)
		}
		o.serveFlags = append(o.serveFlags, s)
		return nil
	})
	quick := f.Bool("quick", false, "small and short, to try things out")
	f.DurationVar(&o.soak, "soak", 0, "instead of measuring, load the program for so long and judge its answers")
	f.StringVar(&o.url, "url", "", "soak the service that runs there; needs -data")
	f.StringVar(&o.ops, "ops", "", "address of the metrics of -url")
	f.StringVar(&o.data, "data", "", "data folder of -url, for importing")
	if err := f.Parse(args); err != nil {
		return nil, err
	}
	given := make(map[string]bool)
	f.Visit(func(f *flag.Flag) { given[f.Name] = true })
	if *quick {
		if !given["sizes"] {
			o.sizes = []int{200, 2000}
		}
		for name, small := range map[string]func(){
			"rounds":   func() { o.rounds = 1 },
			"duration": func() { o.duration = time.Second },
			"idle":     func() { o.idle = 5 * time.Second },
			"add":      func() { o.add = 2000 },
			"due":      func() { o.due = 5 },
			"launches": func() { o.launches = 3 },
		} {
			if !given[name] {
				small()
			}
		}
	}
	if !given["rate"] {
		o.rate = 200
		if o.soak > 0 {
			o.rate = 150
		}
	}
	switch {
	case f.NArg() > 0:
		return nil, fmt.Errorf("%q is not a flag", f.Arg(0))
	case o.url != "" && (o.soak == 0 || o.data == ""):
		return nil, errors.New("-url needs -soak and -data")
	case o.rounds < 1 || o.due < 1 || o.launches < 1 || o.add < 100 || o.rate <= 0 || o.soak < 0:
		return nil, errors.New("-rounds, -due, -launches and -rate must be positive, -add at least 100")
	}
	return o, nil
}

// run measures or soaks. It fails if that is not possible, if the figures
// cannot be trusted, or if a soak misses a bar; a measurement may miss bars.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	if runtime.GOOS != "linux" {
		return errors.New("only Linux tells in /proc what a process costs")
	}
	folder, err := os.MkdirTemp("", "vielfalt-bench-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	began := time.Now()
	say := func(format string, args ...any) {
		fmt.Fprintf(stderr, "%6.1fs  %s\n", time.Since(began).Seconds(), fmt.Sprintf(format, args...))
	}
	w, err := newWrk(folder, o.threads, o.conns, o.duration)
	if err != nil && o.soak == 0 {
		return err
	}
	if o.program == "" {
		say("building the program")
		if o.program, err = build(ctx, folder); err != nil {
			return err
		}
	}
	p, err := newProgram(ctx, o.program, folder, o.serveFlags)
	if err != nil {
		return err
	}
	c := newCorpus(o.seed, calendar.DateOf(time.Now().In(calendar.Berlin)))
	r := &report{}
	r.line("# Vielfalt, measured on %s\n", time.Now().Format("2006-01-02 15:04 MST"))
	if info, err := buildinfo.ReadFile(o.program); err == nil {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" || s.Key == "vcs.modified" {
				r.line("- %s: %s", s.Key, s.Value)
			}
		}
		r.line("- built with %s, run with GOMAXPROCS=%d of %d processors", info.GoVersion, runtime.GOMAXPROCS(0), runtime.NumCPU())
	}
	if o.soak > 0 {
		err = o.soakOnce(ctx, p, c, folder, r, say)
	} else {
		err = o.measure(ctx, p, c, w, folder, r, say)
	}
	if err != nil {
		return err
	}
	r.finish()
	r.line("\nThis took %v.", time.Since(began).Round(time.Second))
	if o.out != "" {
		if err := os.WriteFile(o.out, []byte(r.text.String()), 0o644); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(stdout, r.text.String()); err != nil {
		return err
	}
	switch {
	case len(r.wrong) > 0:
		return errors.New("the figures cannot be trusted; see Wrong in the report")
	case o.soak > 0 && len(r.missed) > 0:
		return errors.New("the soak failed; see Bars missed in the report")
	}
	return nil
}

// filled imports n articles into an empty folder and returns the data folder.
func filled(ctx context.Context, p *program, c *corpus, folder string, n int) (data string, took time.Duration, err error) {
	content := filepath.Join(folder, "content")
	for _, name := range []string{folder, content} {
		if err := os.Mkdir(name, 0o700); err != nil {
			return "", 0, err
		}
	}
	if err := c.write(content, 0, n, true); err != nil {
		return "", 0, err
	}
	data = filepath.Join(folder, "data")
	took, before, err := p.importPath(ctx, data, content)
	if err == nil && before > 0 {
		err = fmt.Errorf("%d records were there before; the database must be empty", before)
	}
	return data, took, err
}

// measure measures each size and writes the report.
func (o *options) measure(ctx context.Context, p *program, c *corpus, w *wrk, folder string, r *report, say func(string, ...any)) error {
	r.line("- wrk -t %d -c %d -d %.0fs, %d rounds", w.threads, w.connections, w.duration.Seconds(), o.rounds)
	var all []*sizeResult
	for i, n := range o.sizes {
		z, err := o.size(ctx, p.forSize(n), c, w, filepath.Join(folder, strconv.Itoa(n)), n, i == len(o.sizes)-1, say)
		if err != nil {
			return fmt.Errorf("%d articles: %w", n, err)
		}
		all = append(all, z)
	}
	binary, err := os.Stat(p.path)
	if err != nil {
		return err
	}
	for _, z := range slices.Backward(all) {
		z.answers(r)
	}
	if len(all) > 1 {
		growth(r, all)
	}
	resources(r, all, binary.Size())
	for _, z := range all {
		z.mix.report(r)
	}
	largest := all[len(all)-1]
	largest.share.report(r)
	largest.punctuality(r)
	largest.importing(r, o.rate)
	return nil
}

// size measures with n articles. What is measured only with the largest number
// takes most of the time.
func (o *options) size(ctx context.Context, p *program, c *corpus, w *wrk, folder string, n int, largest bool, say func(string, ...any)) (*sizeResult, error) {
	z := &sizeResult{articles: n}
	say("%s articles: import", thousands(n))
	data, took, err := filled(ctx, p, c, folder, n)
	if err != nil {
		return nil, err
	}
	z.imported = took
	began := time.Now()
	s, err := p.serve(ctx, data)
	if err != nil {
		return nil, err
	}
	defer func() {
		if s != nil {
			s.stop()
		}
	}()
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	z.allFound = took + time.Since(began)
	for range o.launches {
		s.stop()
		if s, err = p.serve(ctx, data); err != nil {
			return nil, err
		}
		z.launches = append(z.launches, s.launch)
	}
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	if z.disk, err = folderSize(data); err != nil {
		return nil, err
	}
	addresses, err := s.articles(ctx, 1000)
	if err != nil {
		return nil, err
	}
	year := time.Now().Year()
	crowd := &crowd{site: s.site, habits: readers(addresses, year), seed: o.seed}
	say("%s articles: asking for everything once", thousands(n))
	watch := watchMemory(s.pid)
	z.duels, err = fight(ctx, w, s, targets(addresses, n, year), o.rounds, largest, say)
	z.memory = watch.end()
	if err != nil {
		return z, err
	}
	if largest {
		if z.share, err = s.share(ctx, year+1); err != nil {
			return z, err
		}
	}
	say("%s articles: made-up addresses", thousands(n))
	if z.mix, err = o.mix(ctx, w, s); err != nil || !largest {
		return z, err
	}
	// The next service must not pay for what the crowd left behind.
	s.stop()
	if s, err = p.serve(ctx, data); err != nil {
		return nil, err
	}
	if err := s.ready(ctx); err != nil {
		return nil, err
	}
	crowd.site = s.site
	say("%s articles: publishing on time", thousands(n))
	more := filepath.Join(folder, "more")
	if err := os.Mkdir(more, 0o700); err != nil {
		return nil, err
	}
	if z.appearances, err = publishLatency(ctx, p, s, c, data, folder, o.due, crowd, o.rate/4); err != nil {
		return nil, err
	}
	say("%s articles: import of %s more under load", thousands(n), thousands(o.add))
	z.busy, err = importUnderLoad(ctx, p, s, c, data, more, n, o.add, crowd, o.rate, o.idle)
	return z, err
}

// soakOnce soaks a program started here, or one that is already running.
func (o *options) soakOnce(ctx context.Context, p *program, c *corpus, folder string, r *report, say func(string, ...any)) error {
	n := o.sizes[len(o.sizes)-1]
	p = p.forSize(n)
	k := &soak{
		program: p, site: newSite(o.url), ops: o.ops, data: o.data, folder: folder,
		corpus: c, articles: n, duration: o.soak, rate: o.rate, say: say,
	}
	if o.url == "" {
		say("import of %s articles", thousands(n))
		data, _, err := filled(ctx, p, c, filepath.Join(folder, "soak"), n)
		if err != nil {
			return err
		}
		s, err := p.serve(ctx, data)
		if err != nil {
			return err
		}
		defer s.stop()
		if err := s.ready(ctx); err != nil {
			return err
		}
		k.site, k.ops, k.pid, k.data = s.site, s.ops, s.pid, data
	}
	r.line("- soak of %v at %.0f requests/s", o.soak, o.rate)
	out, err := k.run(ctx)
	if err != nil {
		return err
	}
	out.report(r)
	return nil
}
