package transport

// How many calls of one API may be under way at once.
const (
	maxReads  = 16
	maxWrites = 4
)
