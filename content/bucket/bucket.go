package bucket

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"vielfalt/content"
	"vielfalt/content/internal/spool"
)

// Config says which bucket to use, and with which credentials.
type Config struct {
	// URL is the address of the bucket: https://s3.example/bucket.
	URL string
	// Key and Secret identify the program to the server. The secret never
	// appears in errors.
	Key, Secret string
}

// A Bucket is a bucket of files. It is safe for concurrent use, also by several
// processes.
type Bucket struct {
	client *minio.Core
	host   string
	name   string
}

var _ content.Files = (*Bucket)(nil)

// How long to wait for a server that is away, and how often to ask it.
const (
	dialTimeout   = 5 * time.Second
	answerTimeout = 30 * time.Second
	attempts      = 3
)

var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)

// Parse returns the server and the name of the bucket at an address. Its errors
// do not repeat the address, which may contain a secret.
func Parse(address string) (server *url.URL, name string, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return nil, "", errors.New("it is not an address such as https://s3.example/bucket")
	}
	if u.User != nil {
		return nil, "", errors.New("key and secret do not belong into the address")
	}
	name = strings.Trim(u.Path, "/")
	if !namePattern.MatchString(name) {
		return nil, "", errors.New("it does not end in the name of a bucket, as https://s3.example/bucket does")
	}
	return &url.URL{Scheme: u.Scheme, Host: u.Host}, name, nil
}

// Open returns the store in a bucket, which must exist. If the server does not
// answer, the error is content.ErrUnavailable.
func Open(ctx context.Context, c Config) (*Bucket, error) {
	server, name, err := Parse(c.URL)
	if err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	secure := server.Scheme == "https"
	transport, err := minio.DefaultTransport(secure)
	if err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	transport.DialContext = (&net.Dialer{Timeout: dialTimeout, KeepAlive: 30 * time.Second}).DialContext
	transport.ResponseHeaderTimeout = answerTimeout
	client, err := minio.NewCore(server.Host, &minio.Options{
		Creds: credentials.NewStaticV4(c.Key, c.Secret, ""), Secure: secure, Transport: transport, MaxRetries: attempts,
	})
	if err != nil {
		return nil, fmt.Errorf("open bucket: %w", err)
	}
	b := &Bucket{client: client, host: server.Host, name: name}
	exists, err := client.BucketExists(ctx, name)
	if err != nil {
		return nil, fmt.Errorf("open bucket %s: %w", name, b.explain(ctx, err))
	}
	if !exists {
		return nil, fmt.Errorf("open bucket %s: %s has no such bucket; create it there, or correct the name", name, b.host)
	}
	return b, nil
}

// key spreads the files over 256 prefixes.
func key(hash string) string { return hash[:2] + "/" + hash }

// Put implements content.Files. A file above the limit returns
// content.Problems.
func (b *Bucket) Put(ctx context.Context, r io.Reader, mediaType string, limit int64) (content.File, error) {
	tmp, f, err := spool.File(ctx, "", r, limit)
	if err != nil {
		return content.File{}, fmt.Errorf("store file: %w", err)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	f.Type = mediaType
	if err := b.upload(ctx, tmp, f); err != nil {
		return content.File{}, fmt.Errorf("store file %s in bucket %s: %w", f.Hash, b.name, err)
	}
	return f, nil
}

// fresh is how long a file that is stored counts as stored now. Later it is sent
// again, because only that gives it another date.
const fresh = time.Hour

// upload sends a file unless it is already stored. The server refuses anything
// that does not match the given hash.
func (b *Bucket) upload(ctx context.Context, file *os.File, f content.File) error {
	info, err := b.client.StatObject(ctx, b.name, key(f.Hash), minio.StatObjectOptions{})
	if err == nil && info.Size == f.Size && time.Since(info.LastModified) < fresh {
		return nil
	}
	if err := b.explain(ctx, err); err != nil && !errors.Is(err, content.ErrNotFound) {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	// Without DisableContentSha256 the client hashes blocks, not the file.
	o := minio.PutObjectOptions{ContentType: f.Type, DisableContentSha256: true}
	_, err = b.client.PutObject(ctx, b.name, key(f.Hash), file, f.Size, "", f.Hash, o)
	if err != nil {
		return b.explain(ctx, err)
	}
	info, err = b.client.StatObject(ctx, b.name, key(f.Hash), minio.StatObjectOptions{})
	if err != nil {
		return b.explain(ctx, err)
	}
	if info.Size != f.Size {
		return fmt.Errorf("%d of %d bytes arrived", info.Size, f.Size)
	}
	return nil
}

var hashPattern = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Open implements content.Files. Data is fetched as it is read, from the
// reader's position, until ctx ends.
func (b *Bucket) Open(ctx context.Context, hash string) (io.ReadSeekCloser, error) {
	if !hashPattern.MatchString(hash) {
		return nil, fmt.Errorf("open file %.70q: %w", hash, content.ErrNotFound)
	}
	o, err := b.client.Client.GetObject(ctx, b.name, key(hash), minio.GetObjectOptions{})
	if err == nil {
		// Only this sends the first request.
		if _, err = o.Stat(); err != nil {
			o.Close()
		}
	}
	if err != nil {
		return nil, fmt.Errorf("open file %s in bucket %s: %w", hash, b.name, b.explain(ctx, err))
	}
	return &object{Object: o, ctx: ctx, bucket: b, hash: hash}, nil
}

// An object is an open file whose errors are reported as the bucket's.
type object struct {
	*minio.Object
	ctx    context.Context
	bucket *Bucket
	hash   string
}

// Read implements io.Reader.
func (o *object) Read(p []byte) (int, error) {
	n, err := o.Object.Read(p)
	if err != nil && err != io.EOF {
		err = fmt.Errorf("read file %s in bucket %s: %w", o.hash, o.bucket.name, o.bucket.explain(o.ctx, err))
	}
	return n, err
}

// explain turns an error of the client into a sentence that says what to do.
func (b *Bucket) explain(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var answer minio.ErrorResponse
	if !errors.As(err, &answer) {
		if errors.As(err, new(*tls.CertificateVerificationError)) {
			return fmt.Errorf("the certificate of %s is not trusted here: %w", b.host, err)
		}
		return fmt.Errorf("%s: %w: %w", b.host, content.ErrUnavailable, err)
	}
	switch answer.Code {
	case minio.NoSuchKey:
		return content.ErrNotFound
	case minio.NoSuchBucket:
		return fmt.Errorf("%s has no such bucket any more", b.host)
	case "InvalidAccessKeyId", "SignatureDoesNotMatch":
		return fmt.Errorf("%s does not accept the key or its secret", b.host)
	case "RequestTimeTooSkewed":
		return fmt.Errorf("the clocks of %s and of this machine differ too much", b.host)
	}
	switch {
	case answer.StatusCode == http.StatusForbidden || answer.StatusCode == http.StatusUnauthorized:
		return fmt.Errorf("%s does not accept the key or its secret, or the key may not use the bucket", b.host)
	case answer.StatusCode >= 500 || answer.StatusCode == http.StatusTooManyRequests:
		return fmt.Errorf("%s: %w: status %d", b.host, content.ErrUnavailable, answer.StatusCode)
	}
	return fmt.Errorf("%s refuses (%s, status %d); look at the address, the key and its secret", b.host, answer.Code, answer.StatusCode)
}

// List implements content.Files.
func (b *Bucket) List(ctx context.Context, f func(content.StoredFile) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel() // of what is listed in the background, if f stops it
	for o := range b.client.Client.ListObjects(ctx, b.name, minio.ListObjectsOptions{Recursive: true}) {
		if o.Err != nil {
			return fmt.Errorf("list files in bucket %s: %w", b.name, b.explain(ctx, o.Err))
		}
		hash := path.Base(o.Key)
		if !hashPattern.MatchString(hash) || o.Key != key(hash) {
			continue
		}
		if err := f(content.StoredFile{Hash: hash, Size: o.Size, At: o.LastModified}); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// Delete implements content.Files.
func (b *Bucket) Delete(ctx context.Context, hash string) error {
	if !hashPattern.MatchString(hash) {
		return nil
	}
	err := b.explain(ctx, b.client.RemoveObject(ctx, b.name, key(hash), minio.RemoveObjectOptions{}))
	if err != nil && !errors.Is(err, content.ErrNotFound) {
		return fmt.Errorf("delete file %s in bucket %s: %w", hash, b.name, err)
	}
	return nil
}
