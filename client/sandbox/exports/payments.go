package exports

import (
	"slices"
	"strings"

	"awning/client/sandbox/books"
)

// paymentColumns are those of the payments, in one of their two generations.
func paymentColumns(newer bool) []column[books.Payment] {
	type p = books.Payment
	at := func(name string, of func(p *p) string) column[p] {
		return column[p]{name, func(_ Format, p *p) string { return of(p) }}
	}
	currency := func(p *p) string { return p.Currency }
	out := []column[p]{
		at("participantID", func(p *p) string { return p.Participant }),
		at("participantIDType", func(p *p) string { return p.IDType }),
		at("participantName", func(p *p) string { return p.ParticipantName }),
		at("programName", func(p *p) string { return p.Program }),
		at("earned", func(p *p) string { return p.Earned.String() }),
		at("earnedUSD", func(p *p) string { return p.EarnedUSD.String() }),
		at("withheldTax", func(p *p) string { return p.WithheldTax.String() }),
		at("salesTax", func(p *p) string { return p.SalesTax.String() }),
		at("serviceFeeTax", func(p *p) string { return p.ServiceFeeTax.String() }),
		at("totalPayment", func(p *p) string { return p.Total.String() }),
		at("currencyCode", currency),
		at("paymentMethod", func(*p) string { return "Electronic bank transfer" }),
		at("paymentID", func(p *p) string { return p.ID }),
		{"paymentStatus", func(f Format, p *p) string { return f.status(p.Status) }},
		at("paymentStatusDescription", func(p *p) string { return p.Status.Text() }),
		at("paymentDate", func(p *p) string { return day(p.Date) }),
	}
	if !newer {
		return out
	}
	out = slices.DeleteFunc(out, func(c column[p]) bool { return c.name == "currencyCode" })
	out = append(out, constant[p]("CIReferenceNumber", ""), at("earnedCurrencyCode", currency), at("paymentCurrencyCode", currency))
	slices.SortFunc(out, func(a, b column[p]) int { return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name)) })
	return out
}
