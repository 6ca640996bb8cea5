package sqlstore

import (
	"cmp"
	"fmt"
	"reflect"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// A noun is how the store keeps what a content type has in addition to the
// item: a row of the type's table.
type noun struct {
	*content.Description
	columns []string // of the table, apart from item_id
	listed  []string // the ones that lists read
	truths  []string // the boolean ones
	order   ordering
}

// An ordering sorts lists; e is the edition, and join adds whatever else it
// names: the item i, or the type's table t.
type ordering struct{ by, join string }

const joinItems = " JOIN items i ON i.id = e.item_id"

func orderingOf(d *content.Description) ordering {
	switch d.Order {
	case content.ByTitle:
		return ordering{"i.title_sort, i.id", joinItems}
	case content.ByDezernat:
		return ordering{"i.dezernat_sort, i.title_sort, i.id", joinItems}
	case content.ByStart:
		return ordering{"t.starts, e.item_id", " JOIN " + d.Table + " t ON t.item_id = e.item_id"}
	default:
		return ordering{began + " DESC, e.item_id", ""}
	}
}

// nouns lists the content types. It never changes.
var nouns = func() []*noun {
	var out []*noun
	for _, d := range content.Descriptions() {
		n := &noun{Description: d, order: orderingOf(d)}
		r := d.New()
		for _, f := range d.Fields {
			names := columnsOf(f, r)
			n.columns = append(n.columns, names...)
			if !f.Whole {
				n.listed = append(n.listed, names...)
			}
			switch f.Of(r).(type) {
			case *bool:
				n.truths = append(n.truths, names...)
			case *content.Picture:
				n.truths = append(n.truths, name(f)+"_decorative")
			}
		}
		out = append(out, n)
	}
	return out
}()

func nounOf(t content.Type) *noun {
	for _, n := range nouns {
		if n.Type == t {
			return n
		}
	}
	return nil
}

// nounFor returns the noun of a record's type.
func nounFor(r content.Record) (*noun, error) {
	if n := nounOf(r.Description().Type); n != nil {
		return n, nil
	}
	return nil, fmt.Errorf("a %T cannot be stored", r)
}

// name returns the column of a field, or what its columns begin with.
func name(f content.Field) string { return cmp.Or(f.Column, f.Name) }

// columnsOf returns the columns of a field.
func columnsOf(f content.Field, r content.Record) []string {
	name := name(f)
	switch f.Of(r).(type) {
	case *content.File:
		return []string{name + "_hash", name + "_size", name + "_type"}
	case *content.Picture:
		return columnsOfPicture(name + "_")
	}
	return []string{name}
}

// dest returns pointers to what the columns hold in a record, to be read or
// written: only the listed columns, or all if whole is set.
func (n *noun) dest(r content.Record, whole bool) []any {
	out := make([]any, 0, len(n.columns))
	for _, f := range n.Fields {
		if f.Whole && !whole {
			continue
		}
		switch p := f.Of(r).(type) {
		case *content.File:
			out = append(out, &p.Hash, &p.Size, &p.Type)
		case *content.Picture:
			out = append(out, pictureFields(p)...)
		case *[]string:
			out = append(out, (*list[string])(p))
		case *time.Time:
			out = append(out, (*moment)(p))
		case *string, *int, *bool, *calendar.Date:
			out = append(out, p)
		default:
			panic(fmt.Sprintf("field %s of %s: a %T cannot be stored", f.Name, n.Type, p))
		}
	}
	return out
}

// trim brings the fields into the form in which they are read back.
func (n *noun) trim(r content.Record) {
	for _, f := range n.Fields {
		switch p := f.Of(r).(type) {
		case *[]string:
			empty(p)
		case *content.Picture:
			empty(&p.Smaller)
		case *time.Time:
			*p = toSecond(*p)
		}
	}
}

// clone returns a shallow copy of a record.
func clone(r content.Record) content.Record {
	c := reflect.New(reflect.TypeOf(r).Elem())
	c.Elem().Set(reflect.ValueOf(r).Elem())
	return c.Interface().(content.Record)
}
