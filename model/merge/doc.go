// Package merge brings two people's edits of one document together: what both
// began from (base), what one of them made of it (mine), and what the service
// holds by now (theirs).
//
// What only one side changed stands as that side left it; equal changes agree;
// where both changed the same thing differently there is a [Conflict], and only
// a person can settle it. What "the same thing" is, the catalogue says: a
// field, an item of a list that has a name of its own (a market, a link, a
// file), a value of a set (a keyword), a line of a long text, and for members
// the catalogue does not know, each under its path. Whether two values differ
// at all is judged as the comparison judges it ([compare.Rules]): order, number
// spelling and what the service sets afresh on each read do not count.
//
// The result is theirs with mine's edits spliced in, so that order, spelling,
// versions and unknown members are the service's own. It is made of what the
// two sides hold and may break a rule neither broke alone (two keywords too many,
// a price of a price model that was left): check it by the catalogue, show
// [Result.Taken], and ask before it is sent.
package merge
