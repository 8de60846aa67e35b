package world

import (
	"fmt"

	"awning/client/sandbox/seeded"
)

// guid makes a GUID (version 4 in form) that follows from the seed and a path.
func guid(seed int64, path ...string) string { return seeded.GUID(seed, path...) }

// roll is a number from 0 to n-1 that follows from the seed and a path.
func roll(seed, n int64, path ...string) int64 { return seeded.Roll(seed, n, path...) }

// submissionIDs hands out ids of submissions: 19 decimal digits beginning
// 11529215, never the same twice.
type submissionIDs map[int64]bool

func (s submissionIDs) next(seed int64, path ...string) string {
	const room = 100_000_000_000
	n := roll(seed, room, path...)
	for s[n] {
		n = (n + 1) % room
	}
	s[n] = true
	return fmt.Sprintf("11529215%011d", n)
}
