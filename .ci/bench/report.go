package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// A bar is the limit for a figure; the zero bar means none.
type bar struct {
	limit float64
	sign  string
}

func atMost(limit float64) bar  { return bar{limit, "≤"} }
func atLeast(limit float64) bar { return bar{limit, "≥"} }

func (b bar) missed(v float64) bool {
	return b.sign == "≤" && v > b.limit || b.sign == "≥" && v < b.limit
}

// A report is what is printed at the end.
type report struct {
	text   strings.Builder
	missed []string // bars
	wrong  []string // what casts doubt on the measurement itself
}

// judge returns a figure with its bar as text, and remembers if the bar was
// missed.
func (r *report) judge(what string, v float64, format string, b bar) string {
	s := fmt.Sprintf(format, v)
	if b.sign == "" {
		return s
	}
	limit := fmt.Sprintf(format, b.limit)
	if !b.missed(v) {
		return fmt.Sprintf("%s (%s %s)", s, b.sign, limit)
	}
	r.missed = append(r.missed, fmt.Sprintf("%s: %s, not %s %s", what, s, b.sign, limit))
	return fmt.Sprintf("%s (%s %s **missed**)", s, b.sign, limit)
}

func (r *report) line(format string, args ...any) { fmt.Fprintf(&r.text, format+"\n", args...) }

func (r *report) section(title string, t table) {
	r.line("\n## %s\n", title)
	r.text.WriteString(t.String())
}

// list writes lines under a title, or nothing if there are none.
func (r *report) list(title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	r.line("\n## %s\n", title)
	for _, s := range lines {
		r.line("- %s", s)
	}
}

// finish writes what was missed and what was wrong.
func (r *report) finish() {
	r.list("Bars missed", r.missed)
	r.list("Wrong", r.wrong)
	if len(r.missed)+len(r.wrong) == 0 {
		r.line("\nAll bars are kept.")
	}
}

// A table is written as Markdown, with aligned columns.
type table struct {
	head []string
	rows [][]string
}

func (t *table) add(cells ...any) {
	row := make([]string, len(cells))
	for i, c := range cells {
		row[i] = strings.ReplaceAll(fmt.Sprint(c), "|", `\|`)
	}
	t.rows = append(t.rows, row)
}

// String returns the table as Markdown.
func (t table) String() string {
	width := make([]int, len(t.head))
	for _, row := range append([][]string{t.head}, t.rows...) {
		for i, c := range row {
			width[i] = max(width[i], utf8.RuneCountInString(c))
		}
	}
	var b strings.Builder
	write := func(row []string, pad string) {
		for i := range t.head {
			c := ""
			if i < len(row) {
				c = row[i]
			}
			b.WriteString("| " + c + strings.Repeat(pad, width[i]-utf8.RuneCountInString(c)) + " ")
		}
		b.WriteString("|\n")
	}
	write(t.head, " ")
	write(make([]string, len(t.head)), "-")
	for _, row := range t.rows {
		write(row, " ")
	}
	return b.String()
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", d.Seconds()*1e3)
}

func microseconds(d time.Duration) float64 { return d.Seconds() * 1e6 }

// megabytes writes a number of bytes; a dash if it is not known.
func megabytes(n int64) string {
	if n < 0 {
		return "–"
	}
	return fmt.Sprintf("%.0f MB", float64(n)/1e6)
}

// thousands writes a number with separators.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// A sizeResult is what was measured with a given number of articles.
type sizeResult struct {
	articles int
	duels    []*duel
	imported time.Duration
	allFound time.Duration // import, start and indexing
	launches []time.Duration
	disk     int64
	memory   memory
	mix      *mixResult
	share    *share // nil if not measured

	appearances []*appearance // nil if not measured
	busy        *busyImport
}

// answers writes the table of answers.
func (z *sizeResult) answers(r *report) {
	withBare := len(z.duels[0].bare.rates) > 0
	title := fmt.Sprintf("Answers at %s articles, the service alone", thousands(z.articles))
	head := []string{"target", "req/s", "p50", "p99", "CPU µs"}
	if withBare {
		title = fmt.Sprintf("Answers at %s articles, the service and the bare handler in turn", thousands(z.articles))
		head = append(head, "bare req/s", "p50", "p99", "CPU µs", "ratio req/s", "ratio CPU", "same bytes")
	}
	t := table{head: append(head, "errors")}
	for _, d := range z.duels {
		what := fmt.Sprintf("%s at %s", d.name, thousands(z.articles))
		one := func(s *side, cpu string) []any {
			return []any{fmt.Sprintf("%.0f", median(s.rates)), milliseconds(median(s.p50)), milliseconds(median(s.p99)), cpu}
		}
		var most bar
		if d.mostCPU > 0 {
			most = atMost(microseconds(d.mostCPU))
		}
		row := append([]any{d.name}, one(&d.service, r.judge(what+", CPU µs", microseconds(d.service.cpuPerRequest()), "%.1f", most))...)
		switch {
		case withBare && d.alone:
			row = append(row, "", "", "", "", "", "", "")
		case withBare:
			row = append(row, one(&d.bare, fmt.Sprintf("%.1f", microseconds(d.bare.cpuPerRequest())))...)
			same := "yes"
			if d.different != "" {
				same = "**no**"
				r.wrong = append(r.wrong, what+": "+d.different)
			}
			row = append(row, r.judge(what+", req/s against the bare handler", d.rateRatio(), "%.3f", atLeast(d.leastRate)),
				r.judge(what+", CPU against the bare handler", d.cpuRatio(), "%.2f", atMost(hotCPU)), same)
		}
		errors := d.service.errors + d.bare.errors
		if errors > 0 {
			r.wrong = append(r.wrong, fmt.Sprintf("%s: %d errors", what, errors))
		}
		t.add(append(row, errors)...)
	}
	r.section(title, t)
}

// growth compares the cost of answers with that for the smallest number of
// articles.
func growth(r *report, all []*sizeResult) {
	t := table{head: []string{"CPU µs per request"}}
	for _, z := range all {
		t.head = append(t.head, thousands(z.articles))
	}
	for _, z := range all[1:] {
		t.head = append(t.head, fmt.Sprintf("%s / %s", thousands(z.articles), thousands(all[0].articles)))
	}
	for i, d := range all[0].duels {
		if d.mostGrowth == 0 {
			continue
		}
		row := []any{d.name}
		for _, z := range all {
			row = append(row, fmt.Sprintf("%.1f", microseconds(z.duels[i].service.cpuPerRequest())))
		}
		for _, z := range all[1:] {
			ratio := float64(z.duels[i].service.cpuPerRequest()) / float64(d.service.cpuPerRequest())
			row = append(row, r.judge(fmt.Sprintf("%s, growth to %s", d.name, thousands(z.articles)), ratio, "%.2f", atMost(d.mostGrowth)))
		}
		t.add(row...)
	}
	r.section("Growth", t)
}

// bySize returns the bar for n articles: that of the smallest step that is at
// least n, or none beyond the last step.
func bySize(n int, steps map[int]float64) bar {
	least, found := 0, false
	for step := range steps {
		if step >= n && (!found || step < least) {
			least, found = step, true
		}
	}
	if !found {
		return bar{}
	}
	return atMost(steps[least])
}

// Bars that depend on the number of articles.
var (
	launchBars = map[int]float64{1000: 150, 20_000: 300, 50_000: 300} // ms
	memoryBars = map[int]float64{1000: 120, 20_000: 220, 50_000: 380} // MB
	diskBars   = map[int]float64{20_000: 200}                         // MB
	importBars = map[int]float64{20_000: 22}                          // s
	latestBar  = atMost(1000)                                         // ms
	middleBar  = atMost(100)                                          // ms
	waitBar    = atMost(3)                                            // p99 relative to idle
	binaryBar  = atMost(52)                                           // MB
)

// resources writes what each size costs apart from answers.
func resources(r *report, all []*sizeResult, binary int64) {
	t := table{head: []string{"figure"}}
	for _, z := range all {
		t.head = append(t.head, thousands(z.articles))
	}
	row := func(name string, f func(*sizeResult) (float64, string, bar)) {
		cells := []any{name}
		for _, z := range all {
			v, format, b := f(z)
			cells = append(cells, r.judge(fmt.Sprintf("%s at %s", name, thousands(z.articles)), v, format, b))
		}
		t.add(cells...)
	}
	row("launch to first page, middle, ms", func(z *sizeResult) (float64, string, bar) {
		return median(z.launches).Seconds() * 1e3, "%.0f", bySize(z.articles, launchBars)
	})
	row("launch to first page, longest, ms", func(z *sizeResult) (float64, string, bar) {
		return percentile(z.launches, 1).Seconds() * 1e3, "%.0f", bar{}
	})
	row("import into an empty folder, s", func(z *sizeResult) (float64, string, bar) { return z.imported.Seconds(), "%.1f", bar{} })
	row("import, start and index, s", func(z *sizeResult) (float64, string, bar) {
		return z.allFound.Seconds(), "%.1f", bySize(z.articles, importBars)
	})
	row("PSS under load, MB", func(z *sizeResult) (float64, string, bar) {
		return float64(z.memory.pss) / 1e6, "%.0f", bySize(z.articles, memoryBars)
	})
	row("RSS under load, MB", func(z *sizeResult) (float64, string, bar) { return float64(z.memory.rss) / 1e6, "%.0f", bar{} })
	row("data folder, MB", func(z *sizeResult) (float64, string, bar) {
		return float64(z.disk) / 1e6, "%.0f", bySize(z.articles, diskBars)
	})
	row("binary, MB", func(*sizeResult) (float64, string, bar) { return float64(binary) / 1e6, "%.0f", binaryBar })
	r.section("Start, import, memory, disk", t)
}

// punctuality writes how soon after the moment due things are seen.
func (z *sizeResult) punctuality(r *report) {
	t := table{head: []string{"from due to seen", "middle, ms", "latest, ms", "early", "never", "seen"}}
	for _, a := range z.appearances {
		middle, latest := "–", "–"
		if len(a.delays) > 0 {
			middle = r.judge(a.name+", from due to seen, middle, ms", median(a.delays).Seconds()*1e3, "%.0f", middleBar)
			latest = r.judge(a.name+", from due to seen, latest, ms", percentile(a.delays, 1).Seconds()*1e3, "%.0f", latestBar)
		}
		t.add(a.name, middle, latest, r.judge(a.name+", early", float64(a.early), "%.0f", atMost(0)), r.judge(a.name+", never seen", float64(a.missing), "%.0f", atMost(0)), len(a.delays))
		for _, err := range a.errors {
			r.wrong = append(r.wrong, a.name+": "+err.Error())
		}
	}
	r.section(fmt.Sprintf("Publishing at %s articles", thousands(z.articles)), t)
}

// importing writes what readers noticed of an import.
func (z *sizeResult) importing(r *report, rate float64) {
	b := z.busy
	t := table{head: []string{"figure", "measured"}}
	t.add("readers, requests/s", fmt.Sprintf("%.0f", rate))
	t.add(fmt.Sprintf("p99 while nothing else happens (%d requests)", b.idleN), milliseconds(b.idle))
	t.add(fmt.Sprintf("p99 while %s articles are imported and indexed (%d requests)", thousands(b.added), b.busyN), milliseconds(b.busy))
	t.add("ratio", r.judge("readers' p99 during an import", float64(b.busy)/float64(b.idle), "%.1f", waitBar))
	t.add("failures", r.judge("failures during an import", float64(total(b.failures)), "%.0f", atMost(0)))
	t.add("import, s", fmt.Sprintf("%.1f", b.took.Seconds()))
	t.add("until all are found, s", r.judge("import and index under load, s", b.allFound.Seconds(), "%.1f", bySize(b.added, importBars)))
	t.add("PSS of the service meanwhile", megabytes(b.memory.pss))
	r.section(fmt.Sprintf("Import under load, on top of %s articles", thousands(z.articles)), t)
	r.list("Failures during the import", told(b.failures))
	if b.missing != nil {
		r.missed = append(r.missed, "import and index under load: "+b.missing.Error())
	}
}
