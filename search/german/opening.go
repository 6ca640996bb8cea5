package german

// openings say of most ends of words that no stem of a noun is theirs, without stemming
// them: a stem begins with the four letters that the word begins with, or with those it
// has. Each bit stands for four letters.
type openings [letters4/64 + 1]uint64

// opened is how many letters of its beginning tell a word from others.
const opened = 4

const letters4 = 26 * 26 * 26 * 26

// add adds a stem. Those with anything but plain letters are left out.
func (o *openings) add(stem string) {
	from, ok := opening(stem, 'a')
	if !ok {
		return
	}
	to, _ := opening(stem, 'z')
	for i := from; i <= to; i++ {
		o[i/64] |= 1 << (i % 64)
	}
}

// has reports whether a word whose beginning is not respelt may have one of the stems.
func (o *openings) has(w string) bool {
	i, ok := opening(w, 'a')
	return !ok || o[i/64]&(1<<(i%64)) != 0
}

// opening returns the bit for the first four letters of a word, with others in place of
// those it lacks; false if they are not plain ones.
func opening(w string, others byte) (i uint32, ok bool) {
	for n := range opened {
		c := others
		if n < len(w) {
			c = w[n]
		}
		if c < 'a' || c > 'z' {
			return 0, false
		}
		i = i*26 + uint32(c-'a')
	}
	return i, true
}
