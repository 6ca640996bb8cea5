package main

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"net/http/pprof"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"vielfalt/cmd/internal/peer"
	"vielfalt/cmd/internal/publish"
	"vielfalt/cmd/internal/ready"
	"vielfalt/content"
)

// metrics are the program's numbers for Prometheus. They know routes and
// statuses, never readers.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
	trapped  prometheus.Counter
	// strangers counts headers of the signing-in proxy from somebody else.
	strangers prometheus.Counter
	// bound holds the observer of each outcome so far, so that its labels are
	// looked up only once. It is replaced, never modified.
	bound  atomic.Pointer[map[outcome]prometheus.Observer]
	adding sync.Mutex
	asked  atomic.Int64 // requests answered so far, except operators'
}

// An outcome of requests has its own observer.
type outcome struct {
	route  string
	status int
}

func newMetrics(b build) *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "vielfalt_request_seconds", Help: "Time to answer a request.",
			Buckets: []float64{.0005, .001, .0025, .005, .01, .025, .05, .1, .25, 1, 5},
		}, []string{"route", "status"}),
	}
	m.trapped = prometheus.NewCounter(prometheus.CounterOpts{Name: "vielfalt_reports_trapped_total", Help: "Reports thrown away because a field that no reader sees was filled in."})
	m.strangers = prometheus.NewCounter(prometheus.CounterOpts{Name: "vielfalt_signin_strangers_total", Help: "Requests with the header of the proxy that signs people in, from an address that is not the proxy's. The header is ignored."})
	m.bound.Store(&map[outcome]prometheus.Observer{})
	made := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "vielfalt_build_info", Help: "1, for the build that its labels name.",
		ConstLabels: prometheus.Labels{"version": b.Version, "go": b.Go},
	})
	made.Set(1)
	m.registry.MustRegister(made, m.requests, m.trapped, m.strangers, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

// observe records an answered request.
func (m *metrics) observe(route string, status int, d time.Duration) {
	o, ok := (*m.bound.Load())[outcome{route, status}]
	if !ok {
		o = m.bind(outcome{route, status})
	}
	o.Observe(d.Seconds())
	if route != "healthz" && route != "readyz" {
		m.asked.Add(1)
	}
}

// bind returns the observer of an outcome and remembers it.
func (m *metrics) bind(k outcome) prometheus.Observer {
	m.adding.Lock()
	defer m.adding.Unlock()
	o := m.requests.WithLabelValues(k.route, strconv.Itoa(k.status))
	all := maps.Clone(*m.bound.Load())
	all[k] = o
	m.bound.Store(&all)
	return o
}

// follow reports how far an index has come.
func (m *metrics) follow(f *publish.Follower) {
	labels := prometheus.Labels{"index": f.Name}
	gauge := func(name, help string, value func(publish.State) float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(
			prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels},
			func() float64 { return value(f.State()) }))
	}
	gauge("vielfalt_index_ready", "1 while the index holds all that is visible, or has lacked some of it for no more than a second.", func(publish.State) float64 {
		if f.Standing().Complete {
			return 1
		}
		return 0
	})
	gauge("vielfalt_index_change", "Last change of the log that is in the index.", func(s publish.State) float64 { return float64(s.Position.Change) })
	gauge("vielfalt_index_lag", "Documents or changes that are not in the index yet, as far as is known.", func(s publish.State) float64 {
		return float64(s.Lag())
	})
	gauge("vielfalt_editions_late", "How often the index heard more than a second late of editions that begin or end.", func(s publish.State) float64 {
		return float64(s.Late)
	})
	gauge("vielfalt_next_edge_seconds", "Unix time at which visibility changes next; 0 if it does not.", func(s publish.State) float64 {
		if s.NextEdge.IsZero() {
			return 0
		}
		return float64(s.NextEdge.Unix())
	})
}

// answers reports how the ready answers are doing.
func (m *metrics) answers(c *ready.Cache) {
	for _, x := range []struct {
		name, help string
		value      func(ready.Stats) int64
	}{
		{"vielfalt_answers_hits_total", "Answers that were ready.", func(s ready.Stats) int64 { return s.Hits }},
		{"vielfalt_answers_rendered_total", "Answers that had to be rendered.", func(s ready.Stats) int64 { return s.Rendered }},
		{"vielfalt_answers_shared_total", "Readers who waited for somebody else's rendering.", func(s ready.Stats) int64 { return s.Shared }},
		{"vielfalt_answers_renewed_total", "Answers rendered again while readers were sent the previous one.", func(s ready.Stats) int64 { return s.Renewed }},
		{"vielfalt_answers_outlived_total", "Answers sent as they were because the store is away.", func(s ready.Stats) int64 { return s.Outlived }},
		{"vielfalt_answers_failed_total", "Renderings that failed.", func(s ready.Stats) int64 { return s.Failed }},
		{"vielfalt_answers_evicted_total", "Ready answers given up for others.", func(s ready.Stats) int64 { return s.Evicted }},
	} {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{Name: x.name, Help: x.help},
			func() float64 { return float64(x.value(c.Stats())) }))
	}
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "vielfalt_answers", Help: "Ready answers kept."},
			func() float64 { return float64(c.Stats().Entries) }),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "vielfalt_answers_bytes", Help: "Bytes of ready answers kept."},
			func() float64 { return float64(c.Stats().Bytes) }))
}

// connections reports how many connections had to give way.
func (m *metrics) connections(c *peer.Connections) {
	m.registry.MustRegister(
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "vielfalt_connections_evicted_total", Help: "Connections on which nothing happened that gave way to others."},
			func() float64 { return float64(c.Evicted()) }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "vielfalt_connections_refused_total", Help: "Connections and requests beyond the share of their address."},
			func() float64 { return float64(c.Refused()) }))
}

// reports reports how many reports wait for an answer.
func (m *metrics) reports(s content.ReportStore, log *slog.Logger) {
	m.registry.MustRegister(mailboxCollector{s, log})
}

// A mailboxCollector asks the store whenever it is scraped.
type mailboxCollector struct {
	store content.ReportStore
	log   *slog.Logger
}

var (
	reportsOpen = prometheus.NewDesc("vielfalt_reports_open", "Reports that are not answered yet, by the days for which they have been open at least.", []string{"days"}, nil)
	reportsFull = prometheus.NewDesc("vielfalt_reports_refused_total", "Reports not taken because the mailbox was full.", nil, nil)
)

// Describe implements prometheus.Collector.
func (mailboxCollector) Describe(out chan<- *prometheus.Desc) {
	out <- reportsOpen
	out <- reportsFull
}

// Collect implements prometheus.Collector. While the store is away there are no
// numbers rather than wrong ones.
func (c mailboxCollector) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	m, err := c.store.Mailbox(ctx)
	if err != nil {
		c.log.Warn("metrics of reports", "err", err)
		return
	}
	for _, x := range []struct {
		days string
		n    int
	}{{"0", m.Open}, {"14", m.Due}, {"28", m.Late}} {
		out <- prometheus.MustNewConstMetric(reportsOpen, prometheus.GaugeValue, float64(x.n), x.days)
	}
	out <- prometheus.MustNewConstMetric(reportsFull, prometheus.CounterValue, float64(m.Refused))
}

// handler serves /metrics and profiling, on an address of their own.
func (m *metrics) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	return mux
}
