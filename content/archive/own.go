package archive

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"vielfalt/calendar"
	"vielfalt/content"
)

// ownFields are the fields that only one type has, by name, as files represent
// them: strings, integers, lists of strings, and booleans. Dates and moments
// are strings.
type ownFields map[string]any

func (o ownFields) text(name string) string {
	s, _ := o[name].(string)
	return s
}

// inFile returns an empty value of the kind that files hold for a field; nil if
// files have no such field. Files that belong to a record are separate files.
func inFile(f content.Field, r content.Record) any {
	if f.Derived {
		return nil
	}
	switch f.Of(r).(type) {
	case *string, *calendar.Date, *time.Time:
		return ""
	case *int:
		return integer(0)
	case *bool:
		return false
	case *[]string:
		return []string(nil)
	}
	return nil
}

// into puts the fields into a record of their type. Unknown ones are left out:
// files from other systems carry more.
func (o ownFields) into(r content.Record, p *problems) {
	for _, f := range r.Description().Fields {
		v, ok := o[f.Name]
		if !ok || inFile(f, r) == nil {
			continue
		}
		switch to := f.Of(r).(type) {
		case *string:
			*to = v.(string)
		case *calendar.Date:
			*to = p.date(f.Name, v.(string))
		case *time.Time:
			*to = p.moment(f.Name, v.(string))
		case *int:
			*to = int(v.(integer))
		case *bool:
			*to = v.(bool)
		case *[]string:
			*to = v.([]string)
		}
	}
}

// ownOf is the opposite of into.
func ownOf(r content.Record) ownFields {
	o := ownFields{}
	for _, f := range r.Description().Fields {
		if inFile(f, r) == nil {
			continue
		}
		switch from := f.Of(r).(type) {
		case *string:
			o[f.Name] = *from
		case *calendar.Date:
			o[f.Name] = day(*from)
		case *time.Time:
			o[f.Name] = stamp(*from)
		case *int:
			o[f.Name] = integer(*from)
		case *bool:
			o[f.Name] = *from
		case *[]string:
			o[f.Name] = *from
		}
	}
	return o
}

// layout is a struct of everything a file can hold, for the readers and writers
// of YAML and JSON: the fields of every record and, before those of exports,
// which begin with "created", the types' own fields. Fields of the same name
// must be of the same kind in all types.
var layout = func() reflect.Type {
	t := reflect.TypeFor[fields]()
	var all []reflect.StructField
	kinds := make(map[string]reflect.Type)
	for i := range t.NumField() {
		if f := t.Field(i); f.IsExported() {
			all = append(all, f)
			kinds[fileName(f)] = f.Type
		}
	}
	var added []reflect.StructField
	for _, d := range content.Descriptions() {
		for _, f := range d.Fields {
			v := inFile(f, d.New())
			if v == nil {
				continue
			}
			t := reflect.TypeOf(v)
			if was := kinds[f.Name]; was != nil {
				if was != t {
					panic(fmt.Sprintf("field %s of %s is a %v elsewhere", f.Name, d.Type, was))
				}
				continue
			}
			kinds[f.Name] = t
			flow := ""
			if t.Kind() == reflect.Slice && !f.Lines {
				flow = ",flow"
			}
			added = append(added, reflect.StructField{
				Name: ownPrefix + f.Name, Type: t,
				Tag: reflect.StructTag(fmt.Sprintf(`yaml:"%[1]s,omitempty%[2]s" json:"%[1]s,omitempty"`, f.Name, flow)),
			})
		}
	}
	i := slices.IndexFunc(all, func(f reflect.StructField) bool { return f.Name == "Created" })
	return reflect.StructOf(slices.Insert(all, i, added...))
}()

// ownPrefix marks the fields of the layout that belong to own.
const ownPrefix = "Own_"

// fileName returns the name in files of a field of the layout.
func fileName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// laidOut returns the fields as a pointer to a layout.
func (f *fields) laidOut() any {
	from, to := reflect.ValueOf(f).Elem(), reflect.New(layout)
	for i := range layout.NumField() {
		x := layout.Field(i)
		if name, ok := strings.CutPrefix(x.Name, ownPrefix); !ok {
			to.Elem().Field(i).Set(from.FieldByName(x.Name))
		} else if v, ok := f.own[name]; ok {
			to.Elem().Field(i).Set(reflect.ValueOf(v))
		}
	}
	return to.Interface()
}

// fieldsOf is the opposite of laidOut.
func fieldsOf(laidOut any) *fields {
	f := &fields{own: ownFields{}}
	from, to := reflect.ValueOf(laidOut).Elem(), reflect.ValueOf(f).Elem()
	for i := range layout.NumField() {
		x, v := layout.Field(i), from.Field(i)
		if name, ok := strings.CutPrefix(x.Name, ownPrefix); !ok {
			to.FieldByName(x.Name).Set(v)
		} else if !v.IsZero() {
			f.own[name] = v.Interface()
		}
	}
	return f
}
