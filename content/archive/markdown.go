package archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/token"
	"golang.org/x/text/unicode/norm"

	"vielfalt/content"
)

// maxFront is how many bytes of front matter are read.
const maxFront = 64 << 10

// readMarkdown reads a Markdown file with front matter, the translations
// beside it (NAME.en.md beside NAME.md), and its picture.
func readMarkdown(im *Importer, ctx context.Context, fsys fs.FS, b *batch) {
	f, _, ok := b.markdown(fsys, b.file)
	if !ok {
		return
	}
	stem := strings.TrimSuffix(b.file, path.Ext(b.file))
	for _, lang := range content.Languages() {
		name := stem + "." + lang + ".md"
		if lang == f.Lang || !exists(fsys, name) {
			continue
		}
		side := &batch{file: name}
		t, _, ok := side.markdown(fsys, name)
		b.problems = append(b.problems, side.problems...)
		if !ok {
			return
		}
		if t.ID != f.ID {
			side.problem(1, "id %q is not that of %s, %q", t.ID, path.Base(b.file), f.ID)
			b.problems = append(b.problems, side.problems...)
			return
		}
		f.Translations = append(f.Translations, translation{Lang: lang, Title: t.Title, Summary: t.Summary, Body: t.Body})
	}
	r := b.add(1, f)
	if a, ok := r.(*content.Article); ok && f.Picture != nil {
		a.Picture = im.picture(ctx, fsys, b, f.Picture)
	}
}

// mainOf returns the file a translation belongs to, or nothing for a file of
// its own.
func mainOf(fsys fs.FS, name string) string {
	stem, ok := strings.CutSuffix(name, ".md")
	if !ok {
		return ""
	}
	for _, lang := range content.Languages() {
		if s, ok := strings.CutSuffix(stem, "."+lang); ok && exists(fsys, s+".md") {
			return s + ".md"
		}
	}
	return ""
}

// markdown reads one file into fields.
func (b *batch) markdown(fsys fs.FS, name string) (*fields, int, bool) {
	raw, ok := b.read(fsys, name, maxMarkdown)
	if !ok {
		return nil, 0, false
	}
	front, body, found := split(raw)
	if !found {
		b.problem(1, "front matter is missing: the file must begin with a line --- and hold a second one")
		return nil, 0, false
	}
	var f fields
	if line, err := decode(front, &f); err != nil {
		b.problem(line+1, "front matter: %v", err)
		return nil, 0, false
	}
	f.Body = string(body)
	return &f, 1, true
}

// split separates the front matter, between two lines of hyphens, from the body.
func split(raw []byte) (front, body []byte, found bool) {
	rest, found := bytes.CutPrefix(raw, []byte("---\n"))
	if !found {
		return nil, nil, false
	}
	if body, found = bytes.CutPrefix(rest, []byte("---\n")); found {
		return nil, body, true
	}
	front, body, found = bytes.Cut(rest, []byte("\n---\n"))
	if !found {
		front, found = bytes.CutSuffix(rest, []byte("\n---"))
	}
	return append(front, '\n'), body, found
}

var position = regexp.MustCompile(`^\[(\d+):\d+\] `)

// decode reads YAML strictly: unknown fields, anchors and aliases are errors.
// line is where the error is, if that is known.
func decode(raw []byte, f *fields) (line int, err error) {
	if len(raw) > maxFront {
		return 0, fmt.Errorf("larger than %d kB", maxFront>>10)
	}
	for _, t := range lexer.Tokenize(string(raw)) {
		if t.Type == token.AnchorType || t.Type == token.AliasType {
			return t.Position.Line, errors.New("anchors and aliases are not allowed")
		}
	}
	err = yaml.NewDecoder(bytes.NewReader(raw), yaml.Strict()).Decode(f)
	if errors.Is(err, io.EOF) {
		return 0, errors.New("it is empty")
	}
	if err == nil {
		return 0, nil
	}
	s := yaml.FormatError(err, false, false)
	if m := position.FindStringSubmatch(s); m != nil {
		line, _ = strconv.Atoi(m[1])
		s = strings.TrimPrefix(s, m[0])
	}
	s, _, _ = strings.Cut(s, "\n")
	return line, errors.New(s)
}

// picture stores the SVG of an article.
func (im *Importer) picture(ctx context.Context, fsys fs.FS, b *batch, p *picture) content.Picture {
	name := path.Join(path.Dir(b.file), p.File)
	if path.Ext(p.File) != ".svg" || strings.Contains(p.File, "/") {
		b.problem(1, "picture.file: %q is not the name of an SVG file beside it", p.File)
		return content.Picture{}
	}
	raw, err := readLimited(fsys, name, maxPicture)
	if err != nil {
		b.problem(1, "picture.file: %v", err)
		return content.Picture{}
	}
	if err := harmless(raw); err != nil {
		b.problem(1, "picture.file: %s: %v", p.File, err)
		return content.Picture{}
	}
	file, err := im.Files.Put(ctx, bytes.NewReader(raw), "image/svg+xml", maxPicture)
	if err != nil {
		b.problem(1, "picture.file: %v", err)
		return content.Picture{}
	}
	return content.Picture{File: file, Name: p.File, Alt: p.Alt}
}

var harmful = regexp.MustCompile(`(?i)<script|<foreignobject|<!entity|<!doctype|\son[a-z]+\s*=|javascript:|(?:href|src)\s*=\s*["'](?:[a-z]+:)?//`)

// harmless reports why an SVG cannot be taken in.
func harmless(svg []byte) error {
	if !bytes.Contains(svg, []byte("<svg")) {
		return errors.New("not an SVG image")
	}
	if m := harmful.Find(svg); m != nil {
		return fmt.Errorf("%q is not allowed in a picture", strings.TrimSpace(string(m)))
	}
	return nil
}

// unaccent drops accents, so that a slug keeps the letters under them.
func unaccent(r rune) rune {
	for _, c := range norm.NFKD.String(string(r)) {
		if !unicode.Is(unicode.Mn, c) {
			return c
		}
	}
	return r
}
