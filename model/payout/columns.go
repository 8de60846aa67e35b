package payout

import (
	"time"

	"github.com/shopspring/decimal"
)

// earningColumns are the columns of the transaction history that say something of
// marketplace earnings; see learn.microsoft.com/partner-center/transaction-history. All others are kept as
// they are.
func earningColumns() []column[Earning] {
	type e = Earning
	return []column[Earning]{
		take(func(e *e) *string { return &e.ID }, "earningId"),
		take(func(e *e) *string { return &e.Participant }, "participantId"),
		take(func(e *e) *string { return &e.ParticipantName }, "participantName"),
		take(func(e *e) *string { return &e.Program }, "programName"),
		take(func(e *e) *string { return &e.ProgramCode }, "Program Code"),
		take(func(e *e) *string { return &e.TransactionID }, "transactionId"),
		take(func(e *e) *string { return &e.TransactionType }, "transactionType"),
		value(Day, func(e *e) *time.Time { return &e.TransactionDate }, "transactionDate"),
		value(currency, func(e *e) *string { return &e.Transaction.Currency }, "transactionCurrency"),
		amount(func(e *e) *decimal.Decimal { return &e.Transaction.Amount }, "transactionAmount"),
		take(func(e *e) *string { return &e.Country }, "transactionCountryCode"),
		take(func(e *e) *string { return &e.PaymentMethod }, "transactionPaymentMethod"),
		amount(func(e *e) *decimal.Decimal { return &e.StoreFee }, "storeFee"),
		amount(func(e *e) *decimal.Decimal { return &e.TaxRemitted }, "taxRemitted"),
		take(func(e *e) *string { return &e.Type }, "earningType"),
		take(func(e *e) *string { return &e.Lever }, "lever"),
		take(func(e *e) *string { return &e.Rate }, "earningRate"),
		take(func(e *e) *string { return &e.Quantity }, "quantity"),
		amount(func(e *e) *decimal.Decimal { return &e.Amount.Amount }, "earningAmount"),
		amount(func(e *e) *decimal.Decimal { return &e.USD }, "earningAmountUSD"),
		take(func(e *e) *string { return &e.ExchangeRate }, "earningExchangeRate"),
		value(Day, func(e *e) *time.Time { return &e.RateDate }, "exchangeRateDate"),
		amount(func(e *e) *decimal.Decimal { return &e.Pay.Amount }, "earningAmountInLastPaymentCurrency"),
		value(currency, func(e *e) *string { return &e.Pay.Currency }, "lastPaymentCurrency"),
		value(Day, func(e *e) *time.Time { return &e.Date }, "earningDate"),
		value(InMonth, func(e *e) *Month { return &e.Estimated }, "estimatedPaymentMonth"),
		take(func(e *e) *string { return &e.PaymentID }, "paymentId"),
		take(func(e *e) *string { return &e.Status }, "paymentStatus"),
		take(func(e *e) *string { return &e.StatusText }, "paymentStatusDescription"),
		take(func(e *e) *string { return &e.Reason }, "reasonCode"),
		take(func(e *e) *string { return &e.Asset }, "assetId"),
		take(func(e *e) *string { return &e.Order }, "OrderId"),
		take(func(e *e) *string { return &e.LineItem }, "LineItemId"),
		take(func(e *e) *string { return &e.Product }, "productId"),
		take(func(e *e) *string { return &e.ProductName }, "productName"),
		take(func(e *e) *string { return &e.ParentProduct }, "parentProductId"),
		take(func(e *e) *string { return &e.ProductType }, "productType"),
		take(func(e *e) *string { return &e.Plan }, "SkuId"),
		value(flag, func(e *e) *bool { return &e.PrivateOffer }, "isPrivateOffer"),
		take(func(e *e) *string { return &e.Customer }, "customerId"),
		take(func(e *e) *string { return &e.CustomerName }, "customerName"),
		take(func(e *e) *string { return &e.CustomerCountry }, "customerCountry"),
		take(func(e *e) *string { return &e.Invoice }, "invoiceNumber"),
		take(func(e *e) *string { return &e.Reseller }, "resellerId"),
		take(func(e *e) *string { return &e.ResellerName }, "resellerName"),
		take(func(e *e) *string { return &e.SubscriptionID }, "subscriptionId"),
		take(func(e *e) *string { return &e.ExternalID }, "externalReferenceId"),
	}
}

// paymentColumns are the columns of the payments export, in the names of both of its
// generations; see learn.microsoft.com/partner-center/payments.
func paymentColumns() []column[Payment] {
	type p = Payment
	return []column[Payment]{
		take(func(p *p) *string { return &p.Participant }, "participantID"),
		take(func(p *p) *string { return &p.ParticipantName }, "participantName"),
		take(func(p *p) *string { return &p.Program }, "programName"),
		take(func(p *p) *string { return &p.ID }, "paymentID"),
		take(func(p *p) *string { return &p.Status }, "paymentStatus"),
		take(func(p *p) *string { return &p.StatusText }, "paymentStatusDescription"),
		value(Day, func(p *p) *time.Time { return &p.Date }, "paymentDate"),
		take(func(p *p) *string { return &p.Method }, "paymentMethod"),
		value(currency, func(p *p) *string { return &p.Currency }, "currencyCode", "paymentCurrencyCode"),
		value(currency, func(p *p) *string { return &p.EarnedCurrency }, "earnedCurrencyCode"),
		amount(func(p *p) *decimal.Decimal { return &p.Earned }, "earned"),
		amount(func(p *p) *decimal.Decimal { return &p.EarnedUSD }, "earnedUSD"),
		amount(func(p *p) *decimal.Decimal { return &p.WithheldTax }, "withheldTax"),
		amount(func(p *p) *decimal.Decimal { return &p.SalesTax }, "salesTax"),
		amount(func(p *p) *decimal.Decimal { return &p.ServiceFeeTax }, "serviceFeeTax"),
		amount(func(p *p) *decimal.Decimal { return &p.Total }, "totalPayment"),
	}
}
