// Package signin is the desk at which people sign in and out: it starts the flows of
// package auth, keeps what came of them in the safe of package secret, and writes
// profiles into the config file. Nothing is kept before [Desk.Keep].
//
// A person signs in once for all accounts: their profiles share what is kept, and are
// signed in and out together. The order is always such that whoever is interrupted
// leaves no profile whose sign-in was never kept, and no secret that no profile tells
// of unless one was just being added.
package signin
