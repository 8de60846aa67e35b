// Package transport carries requests to the services' APIs and keeps the rules
// that must hold for every one of them:
//
//   - A write is never sent twice unless sending it twice is harmless. Each
//     [Call] names its [Kind], a row of the retry matrix; what happens after a
//     failure follows from the row and from what is known to have happened.
//     When it is not known whether a write was done, the error is
//     [ErrUncertain] and the caller looks before it decides.
//   - A token goes to its own service only: scheme, host and port are compared
//     on every request, redirects are not followed, and links that a server
//     hands out pass [API.Resolve] first.
//   - A service that demands more of a token, as conditional access does, is answered once,
//     if the source of tokens knows how.
//   - A service that says "too many requests" is left alone for as long as it
//     asked, by every request of that API together.
//   - Nothing secret reaches a log or an error text.
//
// A request passes these layers, outermost first: log, gate, retry, auth, and
// the base transport given in [Options], below which [HostMap] may decide where
// to dial.
package transport
