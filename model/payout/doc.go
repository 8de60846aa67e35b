// Package payout knows what publishers are paid: earnings, which are lines of the
// transaction history, and payments; how to read both from the files the service
// exports, what their states mean, and when the next payment is due.
//
// Money is decimal and never added across currencies. Files are read by the names of
// their columns: the order changes, columns come and go, and those nobody here has
// heard of are kept.
package payout
