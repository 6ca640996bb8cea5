package search

// MaxFolded is how many hits there are at most for the pages of a brochure to be folded
// among all of them; of more, those on a page of results are.
const MaxFolded = 100

// Fold puts the pages of a brochure under the best of them, and leaves other hits where
// they are.
func Fold(hits []Hit) []Hit {
	var out []Hit
	at := map[string]int{} // by brochure
	for _, h := range hits {
		if h.Page == 0 {
			out = append(out, h)
			continue
		}
		if i, ok := at[h.Item]; ok {
			out[i].Pages = append(out[i].Pages, h)
			continue
		}
		at[h.Item] = len(out)
		out = append(out, h)
	}
	return out
}
