// Package auth gets access tokens. A source signs in one way, for one tenant,
// and gives out tokens for several audiences: each service wants its own.
// Tokens live in memory only.
package auth
