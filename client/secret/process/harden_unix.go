//go:build unix && !linux

package process

// Harden forbids core dumps, of this process and of those it starts.
func Harden() error { return noCores() }
