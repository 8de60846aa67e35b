// Package store is Awning's memory between runs: one SQLite file with what was
// read from the services, and when, the operations under way, and the edits that
// are not saved yet; beside them what identities were found to be allowed, where people
// last worked, and what is earned and paid.
//
// Every row belongs to an identity (a tenant, a way of signing in, a host), so
// that two accounts never see each other's rows: all reading and writing goes
// through a [Seat]. What is stored is on disk before a call returns, and a
// transaction is whole or absent after a kill or a power cut. The file holds no
// token and no secret; callers strip documents of secret fields before they
// save them.
//
// Most of it can be read again from the services; unsaved edits are nowhere else.
// So they are counted and summed up, [Open] looks whether all of them are whole, and
// takes over what is whole from a file that is damaged. Several consoles may work on one
// file: each sees the edits of the others ([Store.Version] says when), and
// replaces none that it has not seen.
//
// Payouts may be most of the file by far. They are imported in small transactions, added up
// in memory from a few bytes a line, and not looked over at each start: damage to them shows
// when they are read, and the next complete refresh mends it. What a query finds is found
// once, and asked for sums and pages until the lines change; texts are in memory only while
// people search.
package store
