// Package books keeps the money of the sandbox's accounts: what was ordered and
// used of their offers in the last twelve months, what is earned by it, and what
// was paid. Orders, usage, earnings and payments belong together to the cent.
//
// Amounts are whole hundredths of a currency; none ever passes through a binary
// fraction, and amounts of two currencies are never added.
package books
