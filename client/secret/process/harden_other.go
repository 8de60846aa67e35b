//go:build !unix

package process

// Harden does nothing: the system writes no core dumps on its own, and keeps the
// memory of processes from other users.
func Harden() error { return nil }
