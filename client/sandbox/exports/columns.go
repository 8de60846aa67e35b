package exports

import (
	"cmp"
	"strings"
	"time"

	"awning/client/sandbox/books"
)

// column is one column of a file.
type column[T any] struct {
	name string
	of   func(f Format, row *T) string
}

// Format is how a file is written where no source tells, or several tell
// different things. The zero value is the best guess.
type Format struct {
	TSV bool // columns are apart by tabs, not commas
	Zip bool // the file is packed
	// Part is how many lines a file inside of a packed one has at most; 0 means
	// that there is one file.
	Part int
	// NoMark leaves out the mark at the beginning that says that the file is UTF-8.
	NoMark bool
	// Capitalized writes states as the portal does, "Sent"; the guess is "SENT".
	Capitalized bool
	// LongMonths writes "September 2026"; the guess is "Sep-2026".
	LongMonths bool
	// Newer writes the columns of payments as they are since 2024: by alphabet, and
	// with two currencies.
	Newer bool
}

func (f Format) status(s books.Status) string {
	if f.Capitalized {
		return string(s)
	}
	return strings.ToUpper(string(s))
}

func (f Format) month(t time.Time) string {
	switch {
	case t.IsZero():
		return "Not available"
	case f.LongMonths:
		return t.Format("January 2006")
	default:
		return t.Format("Jan-2006")
	}
}

// instant is a day as a time, empty for none.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// constant is a column with the same text in each line; mostly none: it belongs to
// other programs.
func constant[T any](name, text string) column[T] {
	return column[T]{name, func(Format, *T) string { return text }}
}

// sold is a column that adjustments and incentives have no value for.
func sold(name string, of func(e *books.Earning) string) column[books.Earning] {
	return column[books.Earning]{name, func(_ Format, e *books.Earning) string {
		if e.Offer == nil {
			return ""
		}
		return of(e)
	}}
}

// line is a column of every earning.
func line(name string, of func(e *books.Earning) string) column[books.Earning] {
	return column[books.Earning]{name, func(_ Format, e *books.Earning) string { return of(e) }}
}

// none are columns without a value.
func none(names string) []column[books.Earning] {
	var out []column[books.Earning]
	for name := range strings.FieldsSeq(names) {
		out = append(out, constant[books.Earning](name, ""))
	}
	return out
}

// join puts columns one after another.
func join(parts ...[]column[books.Earning]) []column[books.Earning] {
	var out []column[books.Earning]
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// earningColumns are those of the transaction history.
func earningColumns() []column[books.Earning] {
	return join(transaction(), customer(), place(), identity(),
		none("agreementEndDate agreementNumber agreementStartDate baseline baselineType bucketSize claimId desktopCount distributorId distributorName "+
			"engagementId"),
		timing(),
		none("milestone purchaseOrderCoverageEndDate purchaseOrderCoverageStartDate purchaseOrderType purchaseTypeCode purchaseTypeName"),
		reasons(),
		none("userCount workload solutionArea partnerRole partnerAssociation"),
		last())
}

func transaction() []column[books.Earning] {
	type e = books.Earning
	return []column[e]{
		line("earningId", func(e *e) string { return e.ID }),
		line("participantId", func(e *e) string { return e.Participant }),
		line("participantIdType", func(e *e) string { return e.IDType }),
		line("participantName", func(e *e) string { return e.ParticipantName }),
		line("partnerCountryCode", func(e *e) string { return e.ParticipantCountry }),
		line("programName", func(e *e) string { return e.Program }),
		line("transactionId", func(e *e) string { return e.TransactionID }),
		line("transactionCurrency", func(e *e) string { return e.Currency }),
		line("transactionDate", func(e *e) string { return instant(e.Transacted) }),
		sold("transactionExchangeRate", func(e *e) string { return e.Rate.String() }),
		sold("transactionAmount", func(e *e) string { return e.Paid.String() }),
		sold("transactionAmountUSD", func(e *e) string { return e.PaidUSD.String() }),
		line("lever", func(e *e) string { return cmp.Or(e.Engagement, e.Program) }),
		sold("earningRate", func(*e) string { return "0.97" }),
		sold("quantity", func(e *e) string { return e.Quantity.Count() }),
		line("earningType", func(e *e) string { return e.Kind }),
		line("earningAmount", func(e *e) string { return e.Earned.String() }),
		line("earningAmountUSD", func(e *e) string { return e.EarnedUSD.String() }),
		line("earningDate", func(e *e) string { return instant(e.Date) }),
		line("calculationDate", func(e *e) string { return instant(e.Date) }),
		line("earningExchangeRate", func(e *e) string { return e.Rate.String() }),
		line("exchangeRateDate", func(e *e) string { return instant(e.RateDate) }),
		line("paymentId", func(e *e) string { return e.PaymentID }),
		{"paymentStatus", func(f Format, e *e) string { return f.status(e.Status) }},
		line("paymentStatusDescription", func(e *e) string { return e.Status.Text() }),
	}
}

func customer() []column[books.Earning] {
	type e = books.Earning
	product := func(e *e) string { return e.Offer.Publisher + "." + e.Offer.ID }
	name := func(e *e) string { return e.Offer.Name }
	return []column[e]{
		sold("customerId", func(e *e) string { return e.Customer.Account }),
		sold("customerName", func(e *e) string { return e.Customer.Name }),
		constant[e]("partNumber", ""),
		sold("productName", name),
		sold("productId", product),
		sold("parentProductId", product),
		sold("parentProductName", name),
		sold("productType", func(e *e) string { return string(e.Offer.Kind) }),
		line("invoiceNumber", func(e *e) string { return e.Invoice }),
		sold("resellerId", func(e *e) string { return reseller(e).ID }),
		sold("resellerName", func(e *e) string { return reseller(e).Name }),
		line("transactionType", func(e *e) string { return e.TransactionType }),
		constant[e]("localProviderSeller", "Microsoft"),
	}
}

func reseller(e *books.Earning) books.Reseller {
	if e.Customer.Reseller == nil {
		return books.Reseller{}
	}
	return *e.Customer.Reseller
}

func place() []column[books.Earning] {
	type e = books.Earning
	country := func(e *e) string { return e.Customer.Country }
	return []column[e]{
		sold("taxRemitted", func(e *e) string { return e.Tax.String() }),
		sold("taxRemitModel", func(e *e) string {
			if e.Customer.Country == "JP" {
				return "ISV Managed"
			}
			return "MS Managed"
		}),
		sold("storeFee", func(e *e) string { return e.Fee.String() }),
		line("transactionPaymentMethod", func(e *e) string { return e.Method }),
		constant[e]("tpan", ""),
		sold("customerCountry", country),
		sold("customerTenantId", func(e *e) string { return e.Customer.Tenant }),
		line("externalReferenceId", func(e *e) string { return e.Participant }),
		line("externalReferenceIdLabel", func(e *e) string { return e.IDType }),
		sold("transactionCountryCode", country),
		sold("taxCountry", country),
		constant[e]("taxState", ""),
		constant[e]("taxCity", ""),
		constant[e]("taxZipCode", ""),
		constant[e]("LicensingProgramName", ""),
	}
}

func identity() []column[books.Earning] {
	type e = books.Earning
	return []column[e]{
		line("Program Code", func(e *e) string { return e.ProgramCode }),
		line("earningAmountInLastPaymentCurrency", func(e *e) string { return e.Due.String() }),
		line("lastPaymentCurrency", func(e *e) string { return e.DueCurrency }),
		line("assetId", func(e *e) string { return e.Asset }),
		line("OrderId", func(e *e) string { return e.Order }),
		line("LineItemId", func(e *e) string { return e.Line }),
		sold("customerEmail", func(e *e) string { return e.Customer.Mail }),
		sold("SkuId", func(e *e) string { return e.Plan.ID }),
	}
}

func timing() []column[books.Earning] {
	type e = books.Earning
	month := func(f Format, e *e) string { return f.month(e.Estimated) }
	return []column[e]{
		line("engagementName", func(e *e) string { return e.Engagement }),
		{"estimatedPaymentMonth", month},
		constant[e]("fundCategory", ""),
		constant[e]("instantRebateAmount", ""),
		constant[e]("invoiceDate", ""),
		sold("isPrivateOffer", func(e *e) string {
			if e.Private {
				return "True"
			}
			return "False"
		}),
		{"Maturity month", month},
	}
}

func reasons() []column[books.Earning] {
	type e = books.Earning
	return []column[e]{
		line("reasonCode", func(e *e) string { return e.Reason }),
		sold("resellerCountry", func(e *e) string { return reseller(e).Country }),
		constant[e]("resourceId", ""),
		constant[e]("subscriptionEndDate", ""),
		constant[e]("subscriptionId", ""),
		constant[e]("subscriptionStartDate", ""),
	}
}

func last() []column[books.Earning] {
	type e = books.Earning
	return []column[e]{
		line("earningParticipantId", func(e *e) string { return e.Participant }),
		line("earningParticipantIdType", func(e *e) string { return e.IDType }),
		line("earningParticipantName", func(e *e) string { return e.ParticipantName }),
		line("quantityType", func(e *e) string { return e.QuantityType }),
		constant[e]("quantityAlt", ""),
		constant[e]("quantityAltType", ""),
		constant[e]("compensableUnits", ""),
	}
}
