// Command pictures takes the pictures that README.md shows: of the demo, on
// loopback, in Chromium. From the project's root:
//
//	go run ./.ci/pictures
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Pictures are as wide and high as a window, in CSS pixels, and no larger than
// a page that shows three of them should load.
const (
	width, height = 1120, 720
	maxBytes      = 200_000
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "pictures:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	work, err := os.MkdirTemp("", "pictures")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	program := filepath.Join(work, "vielfalt")
	if out, err := exec.CommandContext(ctx, "go", "build", "-o", program, "./cmd/vielfalt").CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	base, stop, err := serve(ctx, program, filepath.Join(work, "data"))
	if err != nil {
		return err
	}
	defer stop()
	b, cancel := chromedp.NewExecAllocator(ctx, chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.UserDataDir(filepath.Join(work, "profile")), chromedp.WindowSize(width, height), chromedp.Flag("hide-scrollbars", true))
	defer cancel()
	b, cancel = chromedp.NewContext(b)
	defer cancel()
	picture := func(name, path string) error {
		if err := chromedp.Do(b, chromedp.EmulateViewport(width, height), chromedp.Navigate(base+path)); err != nil {
			return err
		}
		return take(b, name)
	}
	signIn := func() error {
		if err := chromedp.Do(b, chromedp.Navigate(base+"/anmelden")); err != nil {
			return err
		}
		_, err := chromedp.Run(b, chromedp.WaitEvent(page.LoadEventFired, nil, chromedp.Click(chromedp.CSS(`button[value="redaktion"]`))))
		return err
	}
	for _, step := range []func() error{
		func() error { return picture("start", "/") },
		func() error { return picture("date-check", "/terminpruefung?datum=9.3.2027&art=essen") },
		signIn,
		func() error { return picture("desk", "/redaktion") },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// serve starts the demo. It returns the demo's address once it answers with all
// it has.
func serve(ctx context.Context, program, data string) (base string, stop func(), err error) {
	cmd := exec.CommandContext(ctx, program, "serve", "--demo", "--data", data, "--addr", "127.0.0.1:0")
	log, err := cmd.StderrPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}
	lines := bufio.NewScanner(log)
	for base == "" && lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			base = "http://" + m[1]
		}
	}
	if base == "" {
		stop()
		return "", nil, errors.Join(errors.New("the demo did not start"), lines.Err())
	}
	go func() { _, _ = io.Copy(io.Discard, log) }()
	for ctx.Err() == nil {
		if res, err := http.Get(base + "/readyz"); err == nil {
			res.Body.Close()
			if res.StatusCode == http.StatusOK {
				return base, stop, nil
			}
		}
		time.Sleep(100 * time.Millisecond)
	}
	stop()
	return "", nil, ctx.Err()
}

var listening = regexp.MustCompile(`msg=listening.* addr=(\S+)`)

// take takes a picture of the page that the browser shows.
func take(b context.Context, name string) error {
	picture, err := chromedp.Run(b, chromedp.CaptureScreenshot())
	if err != nil {
		return err
	}
	path := filepath.Join(".ci", "pictures", name+".png")
	fmt.Println(path, len(picture), "bytes")
	if len(picture) > maxBytes {
		return fmt.Errorf("%s: larger than %d bytes", path, maxBytes)
	}
	return os.WriteFile(path, picture, 0o644)
}
