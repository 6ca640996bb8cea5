package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// TestFormsThroughProxy sends forms from a real browser through a proxy that
// passes on another Host, as many do: over http, where browsers do not say
// whether a form is from the same site, and over https.
func TestFormsThroughProxy(t *testing.T) {
	chromium(t)
	for _, scheme := range []string{"http", "https"} {
		t.Run(scheme, func(t *testing.T) {
			const name, stranger = "vielfalt.example", "anderswo.example"
			p := serve(t, t.TempDir(), "--base-url", scheme+"://"+name, "--theme", map[string]string{"http": "classic", "https": "kontrast"}[scheme], "--proxy-from", "127.0.0.1")
			upstream, err := url.Parse("http://" + p.log.wait(t, `msg=listening addr=(\S+)`))
			if err != nil {
				t.Fatal(err)
			}
			proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
				r.SetURL(upstream) // and with it Host
				r.SetXForwarded()
			}}
			front := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Host == stranger {
					w.Header().Set("Content-Type", "text/html; charset=utf-8")
					fmt.Fprintf(w, `<form method="post" action="%s://%s/barriere-melden" class="stacked"><input name="message" value="untergeschoben"><button>Gewinn abholen</button></form>`, scheme, name)
					return
				}
				proxy.ServeHTTP(w, r)
			}))
			port := "80"
			if scheme == "https" {
				front.StartTLS()
				port = "443"
			} else {
				front.Start()
			}
			t.Cleanup(front.Close)
			at := front.Listener.Addr().(*net.TCPAddr).Port
			b := open(t, p, chromedp.Flag("ignore-certificate-errors", true),
				chromedp.Flag("host-resolver-rules", fmt.Sprintf("MAP %[1]s:%[3]s 127.0.0.1:%[4]d, MAP %[2]s:%[3]s 127.0.0.1:%[4]d", name, stranger, port, at)))
			send := func(address string) string {
				t.Helper()
				b.do(t, chromedp.Navigate(address))
				eval[bool](t, b, `document.querySelector("[name=message]").value ||= "Hallo", true`)
				b.do(t, b.loads(chromedp.Click(chromedp.CSS("form.stacked button"))))
				return eval[string](t, b, `document.querySelector("main").innerText`)
			}
			sent := send(scheme + "://" + name + "/barriere-melden")
			if !strings.Contains(sent, "Vielen Dank") {
				t.Fatalf("a form is answered: %s", sent)
			}
			b.do(t, chromedp.Navigate(scheme+"://"+name+"/das-fehlt-uns"))
			if !eval[bool](t, b, `(r => r.right <= 0 && r.width < 5)(document.querySelector(".trap").getBoundingClientRect())`) {
				t.Error("the trap for scripts is to be seen")
			}
			if got := send(scheme + "://" + stranger + "/"); !strings.Contains(got, "nicht angenommen") {
				t.Errorf("a form of another site is answered: %s", got)
			}
			// With the number the answer can be read, on the page it names.
			number := receiptIn(t, sent)
			b.do(t, chromedp.Navigate(scheme+"://"+name+"/en/meldung"))
			eval[bool](t, b, fmt.Sprintf(`(document.querySelector("#f-number").value = %q) !== ""`, strings.ToLower(number)))
			b.do(t, b.loads(chromedp.Click(chromedp.CSS("form.stacked button"))))
			if got := eval[string](t, b, `document.querySelector("main").innerText`); !strings.Contains(got, "has not been answered yet") {
				t.Errorf("the receipt leads to: %s", got)
			}
			if out := listed(t, p); strings.Contains(out, "untergeschoben") || strings.Count(out, "\n") != 1 {
				t.Errorf("kept: %s", out)
			}
		})
	}
}

// receiptIn returns the number in the text of a page.
func receiptIn(t *testing.T, text string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, "Ihre Nummer: ")
	if !ok || len(rest) < 14 {
		t.Fatalf("no number in %s", text)
	}
	return rest[:14]
}

// listed returns the reports of a service, one a line.
func listed(t *testing.T, p *service) string {
	t.Helper()
	var out strings.Builder
	if code := run(t.Context(), []string{"reports", "list", "--format", "json", "--data", p.data}, &out, io.Discard, time.Now); code != exitDone {
		t.Fatalf("exit code %d", code)
	}
	return out.String()
}
