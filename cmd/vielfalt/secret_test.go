package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

// Whatever can be given as a file is a secret, and marked as one, and vice
// versa.
func TestSecretsAreMarked(t *testing.T) {
	parser, err := kong.New(&commands{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = kong.Visit(parser.Model, func(node kong.Visitable, next kong.Next) error {
		if c, ok := node.(*kong.Node); ok {
			flags := make(map[string]*kong.Flag)
			for _, f := range c.Flags {
				flags[f.Name] = f
			}
			for name, f := range flags {
				if _, file := flags[name+"-file"]; file != f.Tag.Has(secretTag) {
					t.Errorf("%s --%s: has a file: %t, is marked: %t", c.FullPath(), name, file, f.Tag.Has(secretTag))
				} else if file {
					n++
				}
			}
		}
		return next(nil)
	})
	if err != nil || n < 6 {
		t.Errorf("%d secrets, %v", n, err)
	}
}

func TestSecretsOnTheCommandLine(t *testing.T) {
	const told = "everybody on this machine can see this secret"
	data := t.TempDir()
	for _, c := range []struct {
		args string
		env  [2]string
		want string
	}{
		{"serve --addr nonsense --meilisearch-url http://127.0.0.1:1 --meilisearch-key geheim", [2]string{}, "--meilisearch-key"},
		{"serve --addr nonsense --meilisearch-url http://127.0.0.1:1", [2]string{"VIELFALT_MEILISEARCH_KEY", "geheim"}, ""},
		{"serve --addr nonsense --log-format json --meilisearch-url http://127.0.0.1:1 --meilisearch-key=geheim", [2]string{}, "--meilisearch-key"},
		{"migrate --database-url postgres://u:geheim@127.0.0.1:1/db", [2]string{}, "--database-url"},
		{"migrate --database-url postgres://127.0.0.1:1/db?user=u&password=geheim", [2]string{}, "--database-url"},
		{"migrate --database-url postgres://u@127.0.0.1:1/db", [2]string{}, ""},
		{"migrate", [2]string{"VIELFALT_DATABASE_URL", "postgres://u:geheim@127.0.0.1:1/db"}, ""},
		{"migrate --files-url http://127.0.0.1:1/bucket --files-key k --files-secret geheim", [2]string{}, "--files-secret"},
		{"migrate --files-url http://127.0.0.1:1/bucket --files-key k", [2]string{"VIELFALT_FILES_SECRET", "geheim"}, ""},
		{"move --to postgres://u:geheim@127.0.0.1:1/db", [2]string{}, "--to"},
		{"move --to-data x --files-to http://127.0.0.1:1/bucket --files-to-key k --files-to-secret geheim", [2]string{}, "--files-to-secret"},
	} {
		t.Run(c.args, func(t *testing.T) {
			if c.env[0] != "" {
				t.Setenv(c.env[0], c.env[1])
			}
			var out, errs bytes.Buffer
			run(t.Context(), append(strings.Fields(c.args), "--data", data), &out, &errs, testApp(t).Now)
			said := errs.String()
			if strings.Contains(said, told) != (c.want != "") || !strings.Contains(said, c.want+"-file") && c.want != "" {
				t.Errorf("want %q: %s", c.want, said)
			}
			if strings.Contains(said+out.String(), "geheim") {
				t.Errorf("the secret is told: %s", said)
			}
		})
	}
}
