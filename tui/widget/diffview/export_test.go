package diffview

// Differing returns the words of s that other does not have.
func Differing(s, other string) []string {
	var out []string
	for _, p := range differing(s, other) {
		out = append(out, s[p.start:p.end])
	}
	return out
}
