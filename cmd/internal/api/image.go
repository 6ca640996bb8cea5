package api

import "vielfalt/content"

// An image is the picture of an article.
type image struct {
	size
	Type    string `json:"type"`
	Alt     string `json:"alt"` // empty if it adds nothing to the text
	Credit  string `json:"credit,omitempty"`
	Licence string `json:"licence,omitempty"`
	Sizes   []size `json:"sizes"` // the same with fewer pixels, the largest first
}

// A size is an image in one of its widths.
type size struct {
	URL    string `json:"url"`
	Width  int    `json:"width,omitempty"` // in pixels; 0 if SVG names none
	Height int    `json:"height,omitempty"`
}

// image returns a picture for an answer; nil if there is none.
func (s *server) image(p content.Picture) *image {
	if p.File.Size == 0 {
		return nil
	}
	out := &image{
		size: size{s.Absolute(p.Path()), p.Width, p.Height}, Type: p.File.Type,
		Alt: p.Alt, Credit: p.Credit, Licence: p.Licence, Sizes: []size{},
	}
	for _, x := range p.Smaller {
		out.Sizes = append(out.Sizes, size{s.Absolute(p.In(content.PictureFolder, x.Width)), x.Width, x.Height})
	}
	return out
}
