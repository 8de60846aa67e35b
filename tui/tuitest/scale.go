package tuitest

import (
	"os"
	"strconv"
)

// Scaled is a number of tries, raised by AWNING_TEST_SCALE.
func Scaled(n int) int {
	if by, err := strconv.Atoi(os.Getenv("AWNING_TEST_SCALE")); err == nil && by > 1 {
		return n * by
	}
	return n
}
