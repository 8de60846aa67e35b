package payout

// The kinds of reports, which are exports of the insights API: for applications, and no more
// exact than an estimate.
const (
	ReportRevenue ExportKind = "revenue report"
	ReportOrders  ExportKind = "orders report"
	ReportUsage   ExportKind = "usage report"
)
