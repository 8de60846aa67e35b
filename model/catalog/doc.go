// Package catalog knows the pages, fields and limits of every offer type.
//
// It is a table, not code: each file below data describes one offer type, which
// sections it has at offer and plan level, how each section takes part in a
// submission, and for each field where it lies in the section's document, what
// it is called, what kind of value it holds and which limits apply. From this
// one table come the edit forms, the checks while typing, the labels and order
// of a comparison, the marks of the checklist, the paths of "awning get" and
// "awning set", and the help. A field the table does not know is still shown
// by its member's name, compared and sent back.
//
// A limit the documentation contradicts itself on, or gives for another type
// only, is a guess: its row lists the rule under "unsure". Such a rule refuses
// nothing; it is told as a doubt and the service decides. Taking the rule out of
// "unsure" enforces it.
//
// Limits and rules are those of the publishers' documentation
// (learn.microsoft.com/partner-center/marketplace-offers), member names those
// of the submission API's swagger and of the Product Ingestion API's schemas
// (learn.microsoft.com/partner-center/marketplace-offers/product-ingestion-api).
package catalog
