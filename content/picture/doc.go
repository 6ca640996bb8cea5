// Package picture takes in pictures: JPEG, PNG, WebP and SVG become files that
// can be shown to anybody, in the sizes in which pages show them.
//
// [Maker.Make] takes the bytes of a file, whatever it is called, and returns a
// [Made]: a content.Picture with the files that belong to it, which Made.Store puts
// into a store. Nothing but pixels is taken over: what a camera or a program wrote
// beside them (where and when, with which device, comments, previews) is gone; the
// orientation that it named is applied, and colours that a profile describes become
// those of sRGB.
//
// Photographs become JPEG; pictures that can be seen through, or have so few
// colours that they are drawings, become PNG. They are scaled down once, each size
// from the next larger one, and never up. What this package wrote itself is kept
// as it is, so that moving a picture from one place to another changes nothing.
// SVG keeps its shapes; whatever could run or fetch something is refused, and what
// programs add for themselves is taken out.
//
// Pictures are hostile: a few bytes unfold to gigabytes, and decoders fail. So the
// program calls itself ([RunChild]), and that process decodes within limits.
//
// The package must not know records, pages or which store is in use.
//
// To add a format to read: its decoder in decode.go, its signature in typeOf, and
// where it has its orientation in orientation.go.
package picture
