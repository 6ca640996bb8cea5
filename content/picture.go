package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// Media types of pictures. WebP is read, and stored as JPEG or PNG.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	WebP = "image/webp"
	SVG  = "image/svg+xml"
)

// MaxPicture is how many bytes a picture may have as it is sent to us.
const MaxPicture = 20 << 20

// A Picture is an image with its text alternative.
type Picture struct {
	File File   `json:"file"`          // in Files; Size 0 means there is no picture
	Name string `json:"name"`          // a name for its file: "chanukka.svg"
	Alt  string `json:"alt,omitempty"` // text alternative; those in the text of an item stand there
	// Decorative says that the picture adds nothing to the text, so that it
	// needs no text alternative. Without either, nobody has decided.
	Decorative bool `json:"decorative,omitempty"`
	// Credit names who made it, Licence the terms under which it may be shown, both
	// as they are to stand below the picture: "Foto: Anna Blau", "CC BY 4.0".
	// Either may be empty.
	Credit  string `json:"credit,omitempty"`
	Licence string `json:"licence,omitempty"`
	// Width and Height are those of File in pixels; 0 if they are not known, as
	// of SVG that has none.
	Width  int `json:"width,omitempty"`
	Height int `json:"height,omitempty"`
	// Smaller are the same picture with fewer pixels, the largest first; empty
	// for SVG.
	Smaller []Scaled `json:"smaller,omitempty"`
}

// A Scaled is a picture in one of its sizes.
type Scaled struct {
	File   File `json:"file"`
	Width  int  `json:"width"`
	Height int  `json:"height"`
}

// pictureWidths are the widths in pixels in which pictures are kept.
var pictureWidths = []int{1920, 1280, 960, 640, 320}

// PictureWidths returns in which widths a picture is kept that is so many pixels
// wide, the largest first: as it is, but at most 1920, and in those below.
func PictureWidths(width int) []int {
	out := []int{min(width, pictureWidths[0])}
	for _, w := range pictureWidths {
		if w < out[0] {
			out = append(out, w)
		}
	}
	return out
}

// Files returns all files of a picture, the largest first.
func (p Picture) Files() []File {
	if p.File.Size == 0 {
		return nil
	}
	out := []File{p.File}
	for _, s := range p.Smaller {
		out = append(out, s.File)
	}
	return out
}

// Sized returns the file in which a picture is so many pixels wide; 0 stands for
// the largest one.
func (p Picture) Sized(width int) (File, bool) {
	if width == 0 && p.File.Size > 0 {
		return p.File, true
	}
	for _, s := range p.Smaller {
		if s.Width == width {
			return s.File, true
		}
	}
	return File{}, false
}

// Within returns the largest file that is at most so many pixels wide, or the
// smallest there is, and its address on this service.
func (p Picture) Within(width int) (Scaled, string) {
	out, path := Scaled{p.File, p.Width, p.Height}, p.Path()
	for _, s := range p.Smaller {
		if out.Width <= width {
			break
		}
		out, path = s, p.In(PictureFolder, s.Width)
	}
	return out, path
}

// extensions are what names of pictures end in, by media type.
var extensions = map[string]string{JPEG: ".jpg", PNG: ".png", SVG: ".svg"}

// PictureExtension returns what names of files of a media type end in; empty if
// pictures of the type are not stored.
func PictureExtension(mediaType string) string { return extensions[mediaType] }

// PictureFolder is what addresses of pictures begin with on this service.
const PictureFolder = "/bilder/"

// Path returns the address of the picture on this service. It is how texts name
// their pictures.
func (p Picture) Path() string { return p.In(PictureFolder, 0) }

// In returns the address in a folder of the file that is so many pixels wide, or
// of the largest one for 0: "/bilder/HASH-640.jpg". All of them name the hash of
// the largest.
func (p Picture) In(folder string, width int) string {
	size := ""
	if width > 0 {
		size = fmt.Sprintf("-%d", width)
	}
	return folder + p.File.Hash + size + extensions[p.File.Type]
}

// Srcset lists all files for a browser to choose from, as the attribute of that
// name wants them; empty if there is one only.
func (p Picture) Srcset(folder string) string {
	if len(p.Smaller) == 0 {
		return ""
	}
	out := make([]string, 0, len(p.Smaller)+1)
	for _, s := range slices.Backward(p.Smaller) {
		out = append(out, fmt.Sprintf("%s %dw", p.In(folder, s.Width), s.Width))
	}
	return strings.Join(append(out, fmt.Sprintf("%s %dw", p.In(folder, 0), p.Width)), ", ")
}

// Caption returns what stands below the picture: who made it, and its licence.
func (p Picture) Caption() string {
	if p.Credit != "" && p.Licence != "" {
		return p.Credit + " · " + p.Licence
	}
	return p.Credit + p.Licence
}

// PictureAt returns the picture in the texts of an item that an address names, as
// Path gives it.
func (it *Item) PictureAt(address string) (Picture, bool) {
	for _, p := range it.Pictures {
		if p.Path() == address {
			return p, true
		}
	}
	return Picture{}, false
}

var picturePattern = regexp.MustCompile(`^[a-z0-9-]{1,80}\.(?:svg|jpg|png)$`)

// maxCredit is the length of credit and licence, in bytes.
const maxCredit = 300

func (p Picture) problems(out *Problems, field string) {
	if p.File.Size > 0 && !picturePattern.MatchString(p.Name) {
		out.Add(field, "problem.picture", "%q must be a plain file name ending in .svg, .jpg or .png", p.Name)
	}
	if len(p.Alt) > 500 || !printable(p.Alt) {
		out.Add(field, "problem.text", "the text alternative must be printable and at most 500 bytes")
	}
	if p.Decorative && p.Alt != "" {
		out.Add(field, "problem.decorative", "is decorative and has a text alternative")
	}
	for _, s := range []string{p.Credit, p.Licence} {
		if len(s) > maxCredit || !printable(s) {
			out.Add(field, "problem.text", "credit and licence must be printable and at most %d bytes each", maxCredit)
		}
	}
}

// Names of files: with an ending, or as cameras and programs give them; a word
// that says no more than that there is a picture; and a number.
var (
	fileEnding = regexp.MustCompile(`(?i)^[^\s]*\.(?:svg|png|jpe?g|gif|webp|bmp|tiff?|heic|pdf)$`)
	deviceName = regexp.MustCompile(`(?i)^(?:img|image|dsc[nf]?|p|pxl|bild|foto|photo|picture|grafik|screenshot|bildschirmfoto|scan|unbenannt|untitled)?[-_ ]?\(?[-_0-9]*\)?$`)
)

// NoAlternative says why a text is no alternative to a picture whose file has a
// name, in English; empty if it may be one. An empty text is not judged.
func NoAlternative(alt, name string) string {
	alt = strings.TrimSpace(alt)
	name = name[strings.LastIndexByte(name, '/')+1:]
	stem := name
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		stem = name[:i]
	}
	switch {
	case alt == "":
		return ""
	case fileEnding.MatchString(alt), deviceName.MatchString(alt), alt == name, alt == stem && strings.ContainsAny(stem, "-_0123456789"):
		return fmt.Sprintf("%q is the name of a file, a number or a word for any picture; write what it shows, as to somebody on the telephone", alt)
	}
	return ""
}
