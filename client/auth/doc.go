// Package auth signs people and applications in to Microsoft Entra and gets access
// tokens for them. A source ([Source]) signs in one way, for one tenant, and gives out
// tokens for several audiences: each service wants its own. A flow ([Start]) signs a
// person in, and ends in a [Session] that can be kept.
//
// Access tokens live in memory only. What lasts of a person's sign-in, the refresh
// token, rests in the safe of package secret; each use of it may replace it, so that a
// use is one step under the safe's lock.
//
// Microsoft's own library makes the requests and reads the answers. It is given no
// network: its requests go through package transport, to the directory's own endpoints,
// which are known by rule, and what it is answered is read and bounded here first.
package auth
