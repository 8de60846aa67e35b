// Package prices shows the prices of a plan as a table, markets by billing
// terms or machine sizes, edits the table like a spreadsheet, and writes the
// edited prices, and nothing else, back into the plan's document.
//
// A [Grid] is a value. Every edit returns another one and the cells it changed,
// so that undo is the grid from before. Prices are decimals, never floating
// point numbers; results of a calculation are rounded half away from zero to
// the digits the currency has ([Digits]), or the price had if these are more.
//
// Where prices lie says the catalogue. Two forms are known: the price schedules
// of the submission API v1 (Azure applications) and the core pricing of the
// Product Ingestion API (virtual machines); see
// learn.microsoft.com/partner-center/marketplace-offers/azure-vm-plan-pricing-and-availability.
//
// What a changed price means for customers, and what the marketplace will
// refuse, says [Compare].
package prices
