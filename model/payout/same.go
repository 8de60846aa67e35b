package payout

// SameStatus reports whether two words name the same state: case, blanks and underscores
// do not count.
func SameStatus(a, b string) bool { return fold(a) == fold(b) }
