// Package plans holds the rules of an offer's plans: what a new one may be
// called, what one can take over from another, and in which order they stand.
package plans
