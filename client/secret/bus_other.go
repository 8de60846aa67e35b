//go:build !(linux || freebsd || netbsd || openbsd || dragonfly)

package secret

// noBus says nothing: the keyring is not reached by a bus.
func noBus() error { return nil }
