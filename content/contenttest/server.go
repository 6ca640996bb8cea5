package contenttest

import (
	"net/url"
	"os"
	"testing"
)

// S3 returns the address of a bucket to test with, and the key and the secret for it,
// or skips the test.
func S3(t *testing.T) (address, key, secret string) {
	t.Helper()
	address = os.Getenv("VIELFALT_TEST_S3_URL")
	if address == "" {
		t.Skip("set VIELFALT_TEST_S3_URL to http://KEY:SECRET@host/bucket to run this with a server")
	}
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		t.Fatal("VIELFALT_TEST_S3_URL is not written as http://KEY:SECRET@host/bucket")
	}
	key = u.User.Username()
	secret, _ = u.User.Password()
	u.User = nil
	return u.String(), key, secret
}
