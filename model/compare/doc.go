// Package compare finds what differs between two documents of one section, or
// between all of an offer in two environments.
//
// The comparison is one of meaning, guided by the catalogue. Not differences
// are: the order of members, the spelling of numbers and escapes, an empty
// value where the other side has none, the order of items that have a name of
// their own, and all that the service sets afresh on each read: storage
// addresses, versions, remarks. The rules are those clients of the service
// have come to
// (learn.microsoft.com/partner-center/marketplace-offers/product-ingestion-api).
//
// Changes come in the order of the catalogue's fields; members it does not know follow
// under their path, so that nothing differs in silence.
package compare
