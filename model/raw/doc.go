// Package raw edits JSON documents as the bytes they are.
//
// The services rename, add and drop members, and deleting one is as easy as
// leaving it out of a write. So a document is never turned into Go values and back:
// [Get] looks into it, [Set] and [Delete] splice bytes, and whatever was not
// named keeps its order, its spelling ("1.0" stays "1.0", "\u00e9" stays so)
// and its white space.
//
// Places are named by a [Pointer]: RFC 6901, with one step added for arrays
// whose items have a name of their own.
//
//	/listing/title                            a member
//	/schedules/0                              an item by position
//	/listingContacts/type=CustomerSupport     the item whose member "type" is that
//	/listingUris/type=Link&displayText=Docs   the item that meets both
//
// Numbers are compared as the decimal numbers they spell, whatever their
// length. Nothing here uses a floating point number.
package raw
