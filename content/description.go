package content

// A Description says what one content type has that others do not. The store,
// import and export, the search index and addresses work from it, so that a
// type is described once.
type Description struct {
	Type Type
	// New returns an empty record of the type.
	New func() Record
	// Table is the database table that holds the fields.
	Table string
	// Folder is what its addresses begin with, and its folder in an export:
	// "beitraege".
	Folder string
	// ByID is set if the last part of an address is the id, which never
	// changes, instead of the slug.
	ByID bool
	// Order is how lists are sorted.
	Order Order
	// Fields are what a record has in addition to its item, in the order in
	// which files and forms show them.
	Fields []Field
}

// Descriptions lists the content types in the order in which pages offer them.
func Descriptions() []*Description {
	return []*Description{&articles, &brochures, &contacts, &events, &offers}
}

// Describe returns the description of a type; nil if there is no such type.
func Describe(t Type) *Description {
	for _, d := range Descriptions() {
		if d.Type == t {
			return d
		}
	}
	return nil
}

// Address returns the last part of the address of an item of the type.
func (d *Description) Address(it *Item) string {
	if d.ByID {
		return it.ID
	}
	return it.Slug
}

// An Order is how the lists of a type are sorted.
type Order int

// The orders.
const (
	LatestFirst Order = iota // by the beginning of the edition, latest first
	ByTitle
	ByDezernat // then by title
	ByStart    // by when something takes place; such a type has fields start and end
)

// A Field is something that records of a type have in addition to their item.
type Field struct {
	// Name is what files, forms and Problems call it: "print_run".
	Name string
	// Column is its column in the table, or the prefix of its columns; empty if
	// it is the Name.
	Column string
	// Of returns a pointer to the field in a record: to a string, an int, a
	// bool, a []string, a time.Time, a calendar.Date, a File or a Picture.
	Of func(Record) any
	// Found says where search finds the words of the field.
	Found FoundIn
	// Lines is set if a list holds sentences, one a line, instead of words.
	Lines bool
	// Whole is set if lists leave the field out.
	Whole bool
	// Text is set if the field belongs to the text: it waits for the moment of
	// an Update, while other fields count from approval.
	Text bool
	// Derived is set if files have no such field: it follows from others, or
	// from a file that belongs to the record.
	Derived bool
}

// File returns the file that the field of a record is, or contains as a
// picture; nil if it is neither.
func (f Field) File(r Record) *File {
	switch p := f.Of(r).(type) {
	case *File:
		return p
	case *Picture:
		return &p.File
	}
	return nil
}

// FoundIn is the part of what the index knows of a record that a field is in.
type FoundIn int

// The places of a field in the index.
const (
	Nowhere    FoundIn = iota
	BeforeBody         // with the body, before it
	AfterBody          // with the body, after it
	AsPhone            // as a telephone number
	AsRoom             // as a room
)

// of turns a function of the type's own record into the function of a Field.
func of[R Record, T any](field func(R) *T) func(Record) any {
	return func(r Record) any { return field(r.(R)) }
}
