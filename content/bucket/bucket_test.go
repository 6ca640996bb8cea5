package bucket

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"vielfalt/content"
	"vielfalt/content/contenttest"
)

// server returns how to reach the bucket to test with, or skips the test.
func server(t *testing.T) Config {
	t.Helper()
	address, key, secret := contenttest.S3(t)
	return Config{URL: address, Key: key, Secret: secret}
}

// empty returns an empty bucket that no other test uses, also not one of another
// package.
func empty(t *testing.T) *Bucket {
	t.Helper()
	c := server(t)
	u, _, err := Parse(c.URL)
	if err != nil {
		t.Fatal(err)
	}
	admin, err := minio.New(u.Host, &minio.Options{Creds: credentials.NewStaticV4(c.Key, c.Secret, ""), Secure: u.Scheme == "https"})
	if err != nil {
		t.Fatal(err)
	}
	name := "vielfalt-" + strings.ToLower(rand.Text())
	if err := admin.MakeBucket(t.Context(), name, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx := context.Background()
		for o := range admin.ListObjects(ctx, name, minio.ListObjectsOptions{Recursive: true}) {
			if err := errors.Join(o.Err, admin.RemoveObject(ctx, name, o.Key, minio.RemoveObjectOptions{})); err != nil {
				t.Error(err)
			}
		}
		if err := admin.RemoveBucket(ctx, name); err != nil {
			t.Error(err)
		}
	})
	c.URL = u.JoinPath(name).String()
	b, err := Open(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestContract(t *testing.T) {
	server(t)
	contenttest.RunFiles(t, func(t *testing.T) content.Files { return empty(t) })
}

// Files are stored under their hash with the media type, and one that was cut
// off is stored again.
func TestObjects(t *testing.T) {
	b := empty(t)
	data := []byte("hello")
	const hello = "2c/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
	if _, err := b.client.Client.PutObject(t.Context(), b.name, hello, bytes.NewReader(data[:3]), 3, minio.PutObjectOptions{}); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Put(t.Context(), bytes.NewReader(data), "text/plain", 5); err != nil {
		t.Fatal(err)
	}
	info, err := b.client.StatObject(t.Context(), b.name, hello, minio.StatObjectOptions{})
	if err != nil || info.Size != 5 || info.ContentType != "text/plain" {
		t.Errorf("%d bytes of %q, %v", info.Size, info.ContentType, err)
	}
	if _, err := b.client.PutObject(t.Context(), b.name, "aa/other", bytes.NewReader(data), 5, "", strings.Repeat("00", 32), minio.PutObjectOptions{DisableContentSha256: true}); err == nil {
		t.Error("the server stores what does not have the hash it was told")
	}
}

func TestNobodyWaits(t *testing.T) {
	b := empty(t)
	f, err := b.Put(t.Context(), bytes.NewReader(make([]byte, 4<<20)), "", 4<<20)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	r, err := b.Open(ctx, f.Hash)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	cancel()
	if _, err := io.Copy(io.Discard, r); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v", err)
	}
}

func TestOpenRefused(t *testing.T) {
	c := server(t)
	wrongSecret, wrongKey, noBucket := c, c, c
	wrongSecret.Secret = "s3cret-that-is-wrong"
	wrongKey.Key = "nobody"
	noBucket.URL += "-nowhere"
	for _, x := range []struct {
		name string
		Config
		want string
	}{
		{"secret", wrongSecret, "does not accept the key or its secret"},
		{"key", wrongKey, "the key"},
		{"bucket", noBucket, "create it there"},
	} {
		_, err := Open(t.Context(), x.Config)
		if err == nil || !strings.Contains(err.Error(), x.want) || errors.Is(err, content.ErrUnavailable) {
			t.Errorf("%s: got error %v", x.name, err)
		}
		if err != nil && strings.Contains(err.Error(), x.Secret) {
			t.Errorf("%s: the secret is in %q", x.name, err)
		}
	}
}

// A server that is away, or says so, is unavailable; soon, and without secrets.
func TestUnavailable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	away := "http://" + l.Addr().String()
	l.Close()
	busy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusServiceUnavailable)
	}))
	defer busy.Close()
	for _, server := range []string{away, busy.URL} {
		began := time.Now()
		_, err := Open(t.Context(), Config{URL: server + "/bucket", Key: "key", Secret: "s3cret"})
		if !errors.Is(err, content.ErrUnavailable) || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("got error %v", err)
		}
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("it took %v", took)
		}
	}
	silent := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	defer silent.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := Open(ctx, Config{URL: silent.URL + "/bucket", Key: "key", Secret: "s3cret"}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("nobody waits: got error %v", err)
	}
}

// A server whose certificate nobody vouches for is not simply away.
func TestCertificate(t *testing.T) {
	s := httptest.NewUnstartedServer(http.NotFoundHandler())
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	_, err := Open(t.Context(), Config{URL: s.URL + "/bucket", Key: "key", Secret: "s3cret"})
	if err == nil || !strings.Contains(err.Error(), "certificate") || errors.Is(err, content.ErrUnavailable) {
		t.Errorf("got error %v", err)
	}
}

func TestParse(t *testing.T) {
	u, name, err := Parse("https://s3.example:9000/files/")
	if err != nil || u.String() != "https://s3.example:9000" || name != "files" {
		t.Errorf("%v, %q, %v", u, name, err)
	}
	for _, s := range []string{
		"", "s3.example/files", "ftp://s3.example/files", "https://s3.example", "https://s3.example/", "https:///files", "https://s3.example/a/b/c",
		"https://s3.example/Files", "https://s3.example/files?x=s3cret", "https://key:s3cret@s3.example/files", "https://key:s3cret@s3.example/%zz",
	} {
		if _, _, err := Parse(s); err == nil || strings.Contains(err.Error(), "s3cret") {
			t.Errorf("Parse(%q): got error %v", s, err)
		}
	}
}
