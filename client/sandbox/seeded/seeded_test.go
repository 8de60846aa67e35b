package seeded_test

import (
	"regexp"
	"testing"

	"awning/client/sandbox/seeded"
)

// The same seed and path make the same id in every version: the ids of the sandbox's
// world are in scripts and notes.
func TestGUID(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, path := range [][]string{{}, {"a"}, {"a", "b"}, {"ab"}, {"b", "a"}} {
		for seed := range int64(20) {
			id := seeded.GUID(seed, path...)
			if !regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`).MatchString(id) {
				t.Errorf("%s is no GUID", id)
			}
			if seen[id] || id != seeded.GUID(seed, path...) {
				t.Errorf("seed %d, %q: %s", seed, path, id)
			}
			seen[id] = true
		}
	}
	if got := seeded.GUID(1, "brightwave", "harbor-backup", "product"); got != "a07a6bb4-eb66-4afa-8472-2bfbc60fa65a" {
		t.Errorf("an id of the standard world is %s now", got)
	}
}

func TestRoll(t *testing.T) {
	t.Parallel()
	counts := make([]int, 6)
	for seed := range int64(6000) {
		counts[seeded.Roll(seed, 6, "die")]++
	}
	for n, count := range counts {
		if count < 800 || count > 1200 {
			t.Errorf("%d comes %d times of 6000", n, count)
		}
	}
}
