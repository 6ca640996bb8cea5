// Searcheval asks an index the judged queries and prints how well it did, by
// category: nDCG@10, MRR, recall, hit@1, noise (hits judged irrelevant or not at
// all), hits without a mark or a reason, wrong marks, queries that wrongly find nothing, and queries that
// rightly do.
//
//	go run ./.ci/searcheval [-backend local|meili] [-queries FILE] [-corpus FILE] [-baseline FILE] [-write FILE] [-v]
//
// Without files it takes those of package searchtest. -write keeps the outcomes,
// to be the -baseline of a later run, which then lists what got worse and ends
// with status 1 if anything did. Meilisearch is asked at
// VIELFALT_TEST_MEILISEARCH_URL.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"
	"time"

	"vielfalt/search"
	"vielfalt/search/local"
	"vielfalt/search/meili"
	"vielfalt/search/searchtest"
)

// worse is by how much nDCG@10 may fall before a query got worse.
const worse = 0.05

func main() {
	if err := run(context.Background(), os.Stdout, os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "searcheval:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, args []string) (err error) {
	flags := flag.NewFlagSet("searcheval", flag.ContinueOnError)
	backend := flags.String("backend", "local", "local or meili")
	queries := flags.String("queries", "", "judged queries, JSON lines")
	corpus := flags.String("corpus", "", "documents, JSON lines")
	baseline := flags.String("baseline", "", "outcomes of an earlier run")
	write := flags.String("write", "", "where to keep the outcomes")
	verbose := flags.Bool("v", false, "list what each query misses, and what it should not have found")
	if err := flags.Parse(args); err != nil {
		return err
	}
	docs, err := read(*corpus, searchtest.Corpus, searchtest.ReadCorpus)
	if err != nil {
		return err
	}
	judged, err := read(*queries, searchtest.Judgements, searchtest.ReadJudgements)
	if err != nil {
		return err
	}
	x, closed, err := open(*backend)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closed()) }()
	days, err := searchtest.Days()
	if err != nil {
		return err
	}
	if err := x.Put(ctx, append(docs, days...)...); err != nil {
		return err
	}
	all, err := searchtest.Evaluate(ctx, x, judged)
	if err != nil {
		return err
	}
	if *verbose {
		list(out, all)
	}
	fmt.Fprint(out, searchtest.Table(all))
	if *write != "" {
		b, err := json.MarshalIndent(all, "", "\t")
		if err != nil {
			return err
		}
		if err := os.WriteFile(*write, b, 0o600); err != nil {
			return err
		}
	}
	return compare(out, *baseline, all)
}

// read reads a file, or what is built in if there is none.
func read[T any](name string, builtIn func() ([]T, error), from func(io.Reader) ([]T, error)) ([]T, error) {
	if name == "" {
		return builtIn()
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	out, err := from(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

// open returns an empty index.
func open(backend string) (search.Index, func() error, error) {
	log := slog.New(slog.DiscardHandler)
	language, err := searchtest.Language()
	if err != nil {
		return nil, nil, err
	}
	switch backend {
	case "local":
		dir, err := os.MkdirTemp("", "searcheval")
		if err != nil {
			return nil, nil, err
		}
		x, err := local.Open(dir, log, language)
		if err != nil {
			return nil, nil, err
		}
		return x, func() error { return errors.Join(x.Close(), os.RemoveAll(dir)) }, nil
	case "meili":
		url := os.Getenv("VIELFALT_TEST_MEILISEARCH_URL")
		if url == "" {
			return nil, nil, errors.New("VIELFALT_TEST_MEILISEARCH_URL does not say where Meilisearch is")
		}
		x, err := meili.Open(meili.Config{URL: url, Index: "searcheval-" + time.Now().UTC().Format("150405000"), Log: log, Language: language})
		if err != nil {
			return nil, nil, err
		}
		return x, x.Close, nil
	}
	return nil, nil, fmt.Errorf("there is no backend %q: local or meili", backend)
}

func list(out io.Writer, all []searchtest.Outcome) {
	for _, o := range all {
		if o.NDCG < 0.95 || len(o.Noise)+len(o.Wrong)+len(o.Unexplained)+len(o.MarkErrors) > 0 {
			fmt.Fprintf(out, "%.2f %-12s %q finds %s", o.NDCG, o.Category, o.Query, strings.Join(o.Found, " "))
			for _, part := range []struct {
				name string
				ids  []string
			}{{"noise", o.Noise}, {"wrong", o.Wrong}, {"unexplained", o.Unexplained}, {"marks", o.MarkErrors}} {
				if len(part.ids) > 0 {
					fmt.Fprintf(out, "; %s: %s", part.name, strings.Join(part.ids, " "))
				}
			}
			fmt.Fprintln(out)
		}
	}
}

// compare lists what got worse.
func compare(out io.Writer, baseline string, all []searchtest.Outcome) error {
	if baseline == "" {
		return nil
	}
	b, err := os.ReadFile(baseline)
	if err != nil {
		return err
	}
	var before []searchtest.Outcome
	if err := json.Unmarshal(b, &before); err != nil {
		return fmt.Errorf("%s: %w", baseline, err)
	}
	was := map[string]searchtest.Outcome{}
	for _, o := range before {
		was[o.Query] = o
	}
	n := 0
	for _, o := range all {
		if w, ok := was[o.Query]; ok && o.NDCG < w.NDCG-worse {
			n++
			fmt.Fprintf(out, "worse: %q %.2f, was %.2f: finds %s\n", o.Query, o.NDCG, w.NDCG, strings.Join(o.Found, " "))
		}
	}
	if n > 0 {
		return fmt.Errorf("%d queries got worse", n)
	}
	return nil
}
