package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
)

// exact returns JSON with nothing but the fields of a type, under exactly their
// names: the reader of the library takes "Title" for "title", and of two of one
// name the last. strange is told of every field that is left out, by its path. A
// field that is there twice is an error, because nobody knows which is meant.
func exact(raw json.RawMessage, t reflect.Type, path string, strange func(path string)) (json.RawMessage, error) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch raw = bytes.TrimSpace(raw); {
	case len(raw) == 0:
		return raw, nil
	case raw[0] == '[' && t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		var all []json.RawMessage
		if err := json.Unmarshal(raw, &all); err != nil {
			return nil, err
		}
		for i := range all {
			var err error
			if all[i], err = exact(all[i], t.Elem(), path, strange); err != nil {
				return nil, err
			}
		}
		return json.Marshal(all)
	case raw[0] != '{' || t.Kind() != reflect.Struct:
		return raw, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	kinds := make(map[string]reflect.Type, t.NumField())
	for i := range t.NumField() {
		kinds[fileName(t.Field(i))] = t.Field(i).Type
	}
	seen := make(map[string]bool)
	var out bytes.Buffer
	out.WriteByte('{')
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, err
		}
		name := key.(string) // of an object, as the reader has proved
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		full := strings.TrimPrefix(path+"."+name, ".")
		if seen[name] {
			return nil, fmt.Errorf("field %q is there twice", full)
		}
		seen[name] = true
		kind, ok := kinds[name]
		if !ok {
			strange(full)
			continue
		}
		if value, err = exact(value, kind, full, strange); err != nil {
			return nil, err
		}
		if out.Len() > 1 {
			out.WriteByte(',')
		}
		out.WriteString(`"` + name + `":`)
		out.Write(value)
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}
