// Package checklist decides what may, must and cannot be part of the next
// submission, and says why.
//
// A first publish is whole. After that a publisher chooses among the sections
// that changed; what is not chosen stays a draft and is offered again next time.
// Some sections travel whatever is chosen, and which ones depends on the API
// (learn.microsoft.com/partner-center/marketplace-offers/review-publish-offer;
// learn.microsoft.com/partner-center/marketplace-offers/product-ingestion-api,
// "modular publishing"):
//
//   - The submission API takes modules. The offer's setup, the list of plans
//     and the test drive are always part of a submission; each other module is
//     chosen by itself, for the offer and for each plan.
//   - The Product Ingestion API wants every resource except the product-level
//     listing, preview audience and reseller configuration: plans, prices and
//     technical configurations travel together.
//
// Choices exist on the way to preview only: going live takes the whole preview.
package checklist
