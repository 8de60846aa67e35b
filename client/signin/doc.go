// Package signin is the desk at which people sign in and out: it starts the flows of
// package auth, keeps what came of them in the safe of package secret, and writes
// profiles into the config file. Nothing is kept before [Desk.Keep].
package signin
