package picture

import "bytes"

// losses says what of a file people may miss in the picture.
func losses(raw []byte) []string {
	var out []string
	if bytes.Contains(raw[:min(len(raw), 1024)], []byte("acTL")) {
		out = append(out, "it moves; only the first of its pictures is kept")
	}
	return out
}
