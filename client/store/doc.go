// Package store is Awning's memory between runs: one SQLite file with what was
// read from the services, and when, and the operations under way.
//
// Every row belongs to an identity (a tenant, a way of signing in, a host), so
// that two accounts never see each other's rows: all reading and writing goes
// through a [Seat]. What is stored is on disk before a call returns, and a
// transaction is whole or absent after a kill or a power cut. The file holds no
// token and no secret; callers strip documents of secret fields before they
// save them.
package store
