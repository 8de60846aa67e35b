// Package client is the market: the few calls a console makes, in a
// publisher's words. List the offers, say where one stands, read a section,
// save it, publish, go live, cancel, watch.
//
// Behind it are several services that overlap and disagree. Which of them does
// what for which offer type is one table (routes.go); each service's peculiarities
// stay in its own package (graph, ingestion, cpp, directory), and what the market
// needs of the two that hold offers is one interface (dialect.go).
//
// Rules the market keeps, whoever calls it:
//
//   - Everything read is kept in the local store with its time, secrets removed.
//   - A save says what it was based on. If that is no longer so, nothing is
//     written and the error holds what is there now.
//   - What an identity may do is found out by reads that change nothing, and a yes, a no and
//     silence are three things (probe.go). Why it sees less than expected follows from that
//     and from its tokens by rules that can be read one by one (cause.go).
//   - Nothing is done twice. Publishing writes down its intent, on disk, before it sends
//     anything; a lost answer makes the operation uncertain, and [Market.Watch]
//     finds out what became of it by looking. So does the next run after a kill.
package client
