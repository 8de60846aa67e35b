package payouts

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"awning/model/payout"
)

// A field of one of three types, by which an export can be narrowed; each belongs to the
// exports its name says
// (learn.microsoft.com/partner-center/developer/earnings-payments).
type (
	// DateField is a field of days.
	DateField string
	// AmountField is a field of amounts of money.
	AmountField string
	// TextField is a field of ids and words.
	TextField string
)

// The fields.
const (
	EarningDate   DateField   = "earningForDate"       // of earnings
	PaymentUpdate DateField   = "payoutStatusUpdateTS" // of payments: when their status changed
	Transaction   AmountField = "transactionAmount"    // of earnings
	Earned        AmountField = "earningAmount"        // of earnings
	Paid          AmountField = "paymentAmount"        // of payments
	Participant   TextField   = "enrollmentParticipantId"
	Program       TextField   = "programName"
	PaymentID     TextField   = "paymentId"
	EarningStatus TextField   = "payoutStatus"    // of earnings
	EarningKind   TextField   = "payableSubType"  // of earnings: SELL for the marketplace
	PaymentKind   TextField   = "payoutOrderType" // of payments: likewise
)

// longestText is how long a word in a filter may be, in bytes.
const longestText = 256

// Filter narrows an export. The zero value lets everything through.
type Filter struct{ text string }

// String is the filter as the service reads it, not yet escaped for an address.
func (f Filter) String() string { return f.text }

// Between lets through what was earned, or which payments changed, from one day to another, both
// included. A zero day does not narrow.
func Between(kind payout.ExportKind, from, to time.Time) Filter {
	field := EarningDate
	if kind == payout.ExportPayments {
		field = PaymentUpdate
	}
	var terms []Filter
	if !from.IsZero() {
		terms = append(terms, Since(field, from))
	}
	if !to.IsZero() {
		terms = append(terms, Until(field, to))
	}
	return All(terms...)
}

// Since lets through a day and what is later.
func Since(f DateField, day time.Time) Filter {
	return Filter{string(f) + " ge " + day.Format(time.DateOnly)}
}

// Until lets through a day and what is earlier.
func Until(f DateField, day time.Time) Filter {
	last := day.Format(time.DateOnly)
	if f == PaymentUpdate { // instants, not days
		last += "T23:59:59Z"
	}
	return Filter{string(f) + " le " + last}
}

// AtLeast lets through an amount and what is more.
func AtLeast(f AmountField, amount decimal.Decimal) Filter {
	return Filter{string(f) + " ge " + amount.String()}
}

// AtMost lets through an amount and what is less.
func AtMost(f AmountField, amount decimal.Decimal) Filter {
	return Filter{string(f) + " le " + amount.String()}
}

// Is lets through what has a word, or an id with its leading zeros. A word that no id or name
// can be is refused.
func Is(f TextField, word string) (Filter, error) {
	switch {
	case strings.TrimSpace(word) == "":
		return Filter{}, fmt.Errorf("nothing has the empty %s", f)
	case len(word) > longestText:
		return Filter{}, fmt.Errorf("%s is longer than %d bytes", f, longestText)
	case !utf8.ValidString(word), strings.ContainsFunc(word, unicode.IsControl):
		return Filter{}, errors.New(string(f) + " holds something else than text")
	}
	return Filter{string(f) + " eq '" + strings.ReplaceAll(word, "'", "''") + "'"}, nil
}

// All lets through what all of the filters do.
func All(filters ...Filter) Filter {
	var texts []string
	for _, f := range filters {
		if f.text != "" {
			texts = append(texts, f.text)
		}
	}
	return Filter{strings.Join(texts, " and ")}
}

// Any lets through what at least one of the filters does: everything, if one of them does.
func Any(filters ...Filter) Filter {
	var texts []string
	for _, f := range filters {
		if f.text == "" {
			return Filter{}
		}
		texts = append(texts, f.text)
	}
	if len(texts) < 2 {
		return Filter{strings.Join(texts, "")}
	}
	return Filter{"(" + strings.Join(texts, " or ") + ")"}
}
