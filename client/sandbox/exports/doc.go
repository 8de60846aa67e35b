// Package exports makes the files of the payouts API out of an account's books: it
// reads the filters of that API, and writes its columns, in their order.
// See learn.microsoft.com/partner-center/developer/create-earnings-export-request.
package exports
