package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Limits on YAML, whose reader takes time quadratic in these.
const (
	maxFront  = 64 << 10  // bytes of front matter
	maxSide   = 512 << 10 // bytes of a side file, which may describe a thousand pages
	maxNested = 10        // levels
)

// decode reads YAML strictly: unknown fields, anchors and aliases are errors.
// Numbers keep the form in which they are written (Dezernat 11.50). It returns
// the line of each field, of "publish" as well as "publish.at", or the line of
// the error; 0 if that is not known.
func decode(raw []byte, limit int, f any) (lines map[string]int, line int, err error) {
	if len(raw) > limit {
		return nil, 0, fmt.Errorf("it is larger than %d kB", limit>>10)
	}
	tokens := lexer.Tokenize(string(raw))
	level, entries := 0, 0
	for _, t := range tokens {
		switch t.Type {
		case token.AnchorType, token.AliasType, token.MergeKeyType, token.TagType, token.DirectiveType:
			return nil, t.Position.Line, fmt.Errorf("%q: anchors, aliases, tags and directives are not allowed", t.Value)
		case token.SequenceStartType, token.MappingStartType:
			level++
		case token.SequenceEndType, token.MappingEndType:
			level--
		case token.IntegerType, token.FloatType, token.HexIntegerType, token.OctetIntegerType, token.BinaryIntegerType:
			t.Type = token.StringType
		}
		if entries++; t.Type != token.SequenceEntryType && t.Type != token.MappingKeyType {
			entries = 0
		}
		if max(level, entries) > maxNested {
			return nil, t.Position.Line, errors.New("it is nested too deeply")
		}
	}
	file, err := parser.Parse(tokens, 0)
	if err != nil {
		line, err = plainYAML(err)
		return nil, line, err
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, 0, errors.New("it is empty")
	}
	if len(file.Docs) > 1 {
		return nil, 0, errors.New("it holds a second document")
	}
	if err := yaml.NodeToValue(file.Docs[0].Body, f, yaml.Strict()); err != nil {
		line, err = plainYAML(err)
		return nil, line, err
	}
	lines = make(map[string]int)
	locate(lines, "", file.Docs[0].Body)
	return lines, 0, nil
}

// locate notes the lines of fields, and of fields within them.
func locate(lines map[string]int, prefix string, n ast.Node) {
	m, ok := n.(ast.MapNode)
	if !ok {
		return
	}
	for it := m.MapRange(); it.Next(); {
		t := it.Key().GetToken()
		lines[prefix+t.Value] = t.Position.Line
		if prefix == "" {
			locate(lines, t.Value+".", it.Value())
		}
		if list, ok := it.Value().(*ast.SequenceNode); ok && prefix == "" {
			for i, v := range list.Values {
				entry := fmt.Sprintf("%s.%d", t.Value, i)
				lines[entry] = v.GetToken().Position.Line
				locate(lines, entry+".", v)
			}
		}
	}
}

var (
	position = regexp.MustCompile(`^\[(\d+):\d+\] `)
	goTypes  = regexp.MustCompile(`cannot unmarshal (\S+)(?: \{\})? into Go struct field \S+ of type \*?(\S+)`)
)

// plainYAML extracts the line and the first sentence from an error of the YAML
// reader.
func plainYAML(err error) (line int, plain error) {
	s := yaml.FormatError(err, false, false)
	if m := position.FindStringSubmatch(s); m != nil {
		line, _ = strconv.Atoi(m[1])
		s = strings.TrimPrefix(s, m[0])
	}
	s, _, _ = strings.Cut(s, "\n")
	if m := goTypes.FindStringSubmatch(s); m != nil {
		s = fmt.Sprintf("this must be a %s, not a %s", kindName(m[2]), kindName(m[1]))
	}
	return line, errors.New(s)
}

// kindName names a Go type as people who write YAML would.
func kindName(goType string) string {
	switch {
	case strings.HasPrefix(goType, "map") || strings.HasPrefix(goType, "archive."):
		return "group of fields"
	case strings.HasPrefix(goType, "[]"):
		return "list"
	case goType == "string":
		return "text"
	case goType == "bool":
		return "true or false"
	case strings.HasPrefix(goType, "int") || strings.HasPrefix(goType, "uint"):
		return "whole number"
	}
	return goType
}

// writeFront is the opposite of decode.
func writeFront(w io.Writer, f any) error {
	return yaml.NewEncoder(w, yaml.CustomMarshaler(quote)).Encode(f)
}

// plain matches text that no YAML reader takes for anything but text, or that
// decode takes as it is.
var plain = regexp.MustCompile(`^([\pL\pN][\pL\pN /.–-]*)?[\pL\pN]$`)

// quote writes a text. The library's rules for when a text needs quotes have
// gaps ("? x", ".inf", lines within a list).
func quote(s string) ([]byte, error) {
	if plain.MatchString(s) && !slices.Contains([]string{"true", "false", "null", "yes", "no", "on", "off", "y", "n"}, strings.ToLower(s)) {
		return []byte(s), nil
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(s)
	return bytes.TrimSpace(b.Bytes()), err
}
