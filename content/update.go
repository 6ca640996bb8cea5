package content

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"time"
)

// An Update is an approved text that takes the place of the present one at a
// moment, while an edition shows or before one begins. Only the text waits:
// title, summary, body, translations, correction, and the fields of the type
// that are Text. Everything else counts from approval.
type Update struct {
	Begins  time.Time // UTC, whole seconds
	Version int64     // which holds the text
	By      string
	At      time.Time
}

// TakeText gives a record the text of another one of its type. Unless whole is
// set, it leaves out what lists leave out.
func TakeText(to, from Record, whole bool) {
	it, text := to.Base(), from.Base()
	it.Lang, it.Title, it.Summary, it.Correction = text.Lang, text.Title, text.Summary, text.Correction
	if whole {
		it.Body, it.Translations, it.Pictures = text.Body, text.Translations, text.Pictures
	}
	for _, f := range to.Description().Fields {
		if f.Text && (whole || !f.Whole) {
			reflect.ValueOf(f.Of(to)).Elem().Set(reflect.ValueOf(f.Of(from)).Elem())
		}
	}
}

// Rebase returns what becomes of a record that was made from old, once next has
// taken the place of old: a field in which the record differs from old stays as
// it is, any other is that of next. The three are of one item.
func Rebase(record, old, next Record) (Record, error) {
	var fields [3]map[string]json.RawMessage
	for i, r := range []Record{record, old, next} {
		encoded, err := Encode(r)
		if err == nil {
			err = json.Unmarshal(encoded, &fields[i])
		}
		if err != nil {
			return nil, fmt.Errorf("rebase %q: %w", r.Base().ID, err)
		}
	}
	own, before, now := fields[0], fields[1], fields[2]
	for _, names := range []map[string]json.RawMessage{before, now} {
		for name := range names {
			if !bytes.Equal(own[name], before[name]) {
				continue
			}
			if value, ok := now[name]; ok {
				own[name] = value
			} else {
				delete(own, name)
			}
		}
	}
	encoded, err := json.Marshal(own)
	if err != nil {
		return nil, fmt.Errorf("rebase %q: %w", record.Base().ID, err)
	}
	return Decode(encoded)
}
