package picture

import (
	"errors"
	"fmt"
)

// ErrRefused means that a file is no picture that can be taken in. The error is a
// [Refusal].
var ErrRefused = errors.New("not a picture that can be shown")

// A Reason names why a file is refused, for whoever tells it in words of their own.
type Reason string

// Why files are refused.
const (
	Large       Reason = "large"        // more than content.MaxPicture bytes
	Pixels      Reason = "pixels"       // more than MaxPixels, or a side that is too long
	Damaged     Reason = "damaged"      // it begins as a picture and cannot be read to its end
	Rare        Reason = "rare"         // it is written in a way that few programs read
	Moves       Reason = "moves"        // it is a film of pictures
	Heavy       Reason = "heavy"        // reading it takes more time or memory than there is for it
	Unknown     Reason = "unknown"      // it is nothing that we know
	GIF         Reason = "gif"          // and so on: what it is instead
	TIFF        Reason = "tiff"         // also what cameras write for themselves
	BMP         Reason = "bmp"          //
	HEIC        Reason = "heic"         // also AVIF, and films
	Photoshop   Reason = "photoshop"    //
	PDF         Reason = "pdf"          // also PostScript
	Metafile    Reason = "metafile"     // WMF, EMF
	Compressed  Reason = "compressed"   // SVG that is compressed
	SVGLarge    Reason = "svg-large"    // more than maxSVG bytes
	SVGActive   Reason = "svg-active"   // it could run or fetch something
	SVGDamaged  Reason = "svg-damaged"  // it is no SVG, or one that is broken
	SVGMuch     Reason = "svg-much"     // its parts repeat each other, or lie in each other, more than can be drawn
	SVGPictures Reason = "svg-pictures" // the pictures in it are too many, or of another kind
)

// Reasons returns all of them.
func Reasons() []Reason {
	return []Reason{Large, Pixels, Damaged, Rare, Moves, Heavy, Unknown, GIF, TIFF, BMP, HEIC, Photoshop, PDF, Metafile, Compressed,
		SVGLarge, SVGActive, SVGDamaged, SVGMuch, SVGPictures}
}

// A Refusal says why a file is not taken in.
type Refusal struct {
	Reason Reason
	Text   string // a sentence in English, with what to do
}

// Error implements error.
func (r *Refusal) Error() string { return r.Text }

// Is makes it [ErrRefused].
func (r *Refusal) Is(target error) bool { return target == ErrRefused }

func refuse(why Reason, format string, args ...any) error {
	return &Refusal{why, fmt.Sprintf(format, args...)}
}
