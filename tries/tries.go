// Package tries says how often tests try what may happen in many ways: seldom while one
// works, often where a change is accepted. Nothing that ships imports it.
package tries

import (
	"os"
	"strconv"
)

// Factor is how many times as often as usual something is tried: AWNING_TEST_SCALE, or 1.
func Factor() int {
	if by, err := strconv.Atoi(os.Getenv("AWNING_TEST_SCALE")); err == nil && by > 1 {
		return by
	}
	return 1
}

// Of is a number of tries, raised by [Factor].
func Of(n int) int { return n * Factor() }
