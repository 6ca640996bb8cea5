package sqlstore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// databaseURL names the variable with the address of a PostgreSQL database in
// which tests may make schemas.
const databaseURL = "VIELFALT_TEST_DATABASE_URL"

// database makes an empty schema and returns its address. The schema is
// removed when the test ends. Without a server it skips the test.
func database(t testing.TB) string {
	t.Helper()
	address := os.Getenv(databaseURL)
	if address == "" {
		t.Skipf("%s is not set: it names a PostgreSQL database in which tests may make schemas", databaseURL)
	}
	schema := fmt.Sprintf("vielfalt_test_%x", rand.Uint64())
	admin(t, address, "CREATE SCHEMA "+schema)
	t.Cleanup(func() { admin(t, address, "DROP SCHEMA "+schema+" CASCADE") })
	mark := "?"
	if strings.Contains(address, "?") {
		mark = "&"
	}
	return address + mark + "search_path=" + schema
}

// admin runs a statement beside all stores.
func admin(t testing.TB, address, text string, args ...any) {
	t.Helper()
	ctx := t.Context()
	if ctx.Err() != nil { // within Cleanup
		ctx = context.Background()
	}
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, text, args...); err != nil {
		t.Fatal(err)
	}
}
