package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"

	"vielfalt/calendar"
	"vielfalt/cmd/internal/auth"
	"vielfalt/cmd/internal/web"
	"vielfalt/content"
)

// access returns who may sign in how.
func (c *serveCmd) access(cal *calendar.Calendar) (*auth.Access, error) {
	if c.Access == "" {
		return auth.LocalOnly(), nil
	}
	raw, err := readSecret(c.Access)
	if err != nil {
		return nil, usageError{fmt.Errorf("--access: %w", err)}
	}
	// Files it names stand beside it, wherever the service is started.
	read := func(file string) ([]byte, error) {
		if !filepath.IsAbs(file) {
			file = filepath.Join(filepath.Dir(c.Access), file)
		}
		return readSecret(file)
	}
	known := func(tradition string) bool { _, ok := cal.Tradition(tradition); return ok }
	access, err := auth.ParseAccess(raw, read, known)
	if err != nil {
		return nil, usageError{fmt.Errorf("--access %s: %w", c.Access, err)}
	}
	return access, nil
}

// onLoopback reports whether an address can be reached from this machine alone.
func onLoopback(a net.Addr) bool {
	t, ok := a.(*net.TCPAddr)
	return ok && t.IP.IsLoopback()
}

// ready adds the ways to sign in to the checks of /readyz. None is needed for
// readers.
func (srv *server) ready(checks func(context.Context) []web.Check) func(context.Context) []web.Check {
	return func(ctx context.Context) []web.Check {
		out := checks(ctx)
		for _, c := range srv.auth.Checks() {
			out = append(out, web.Check{Name: "sign-in: " + string(c.Source), OK: c.OK, Detail: c.Detail, Advice: c.Advice})
		}
		return out
	}
}

// linkName is the file in the data folder with the link to the first account.
const linkName = "einrichten.txt"

// linkToFirst writes a link with which the first account can be made, as long as
// there is none. Whoever can read the data folder could make one anyway; the log
// goes to others. That it cannot be written keeps nobody from reading.
func (srv *server) linkToFirst(a *app, c *serveCmd, p *settings) {
	unsettled, err := auth.Unsettled(a, srv.store)
	if err == nil && !unsettled {
		removeLink(c.Data, p.log)
		return
	}
	var path string
	if err == nil {
		path, err = auth.NewLink(a, srv.store, "", content.FirstToken, "", a.Now().Add(auth.FirstWithin))
	}
	file := filepath.Join(c.Data, linkName)
	link := srv.url.String() + path + "\n"
	if err == nil {
		err = writeLink(file, link)
	}
	if err != nil {
		p.log.Warn("there is no account yet, and no link to make the first one could be written; vielfalt user add makes one, too", "err", err)
		return
	}
	p.log.Info("there is no account yet; a link to make the first one is in a file, for an hour", "file", file)
	if f, ok := a.Stderr.(*os.File); ok {
		if info, err := f.Stat(); err == nil && info.Mode()&fs.ModeCharDevice != 0 {
			fmt.Fprintf(f, "To make the first account: %s", link)
		}
	}
}

// writeLink writes a file that nobody else can read, in place of one that
// somebody may have opened already.
func writeLink(file, link string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(link)
	return errors.Join(err, f.Close())
}

// removeLink removes what writeLink has written, once it is of no use.
func removeLink(data string, log *slog.Logger) {
	if err := os.Remove(filepath.Join(data, linkName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		log.Warn("the file with the link to the first account is of no use any longer, and could not be removed", "err", err)
	}
}
