package payout

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Month is a month of a year. The zero value is none.
type Month struct {
	Year  int
	Month time.Month
}

// MonthOf is the month a day lies in.
func MonthOf(t time.Time) Month { return Month{t.Year(), t.Month()} }

// Zero reports whether it is no month.
func (m Month) Zero() bool { return m == Month{} }

// String is "2026-03", which also sorts; empty for none.
func (m Month) String() string {
	if m.Zero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", m.Year, m.Month)
}

// Add is the month n months later.
func (m Month) Add(n int) Month {
	return MonthOf(time.Date(m.Year, m.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
}

// Before reports whether m is earlier than o.
func (m Month) Before(o Month) bool {
	return m.Year < o.Year || m.Year == o.Year && m.Month < o.Month
}

// Day is a day of the month, at midnight UTC.
func (m Month) Day(day int) time.Time {
	return time.Date(m.Year, m.Month, day, 0, 0, 0, 0, time.UTC)
}

// longest is how long a text may be that stands for an amount or a day.
const longest = 64

// number is an amount as the exports write it, perhaps with its thousands apart. An
// exponent is no amount: it may stand for a number of a million digits.
var number = regexp.MustCompile(`^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$`)

// Amount reads an amount of money; ok is false for an empty text, which is no amount.
func Amount(text string) (amount decimal.Decimal, ok bool, err error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return decimal.Zero, false, nil
	}
	if len(text) > longest || !number.MatchString(text) {
		return decimal.Zero, false, fmt.Errorf("%q is no amount: it is written like 1234.56", short(text))
	}
	amount, err = decimal.NewFromString(strings.ReplaceAll(strings.TrimPrefix(text, "+"), ",", ""))
	if err != nil {
		return decimal.Zero, false, fmt.Errorf("%q is no amount: it is written like 1234.56", short(text))
	}
	return amount, true, nil
}

// Day reads a day or an instant, in any of the ways the exports and the portal
// write one; zero for an empty text. Without a zone it is UTC: the service means Pacific time, and
// says so nowhere in the file.
func Day(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, nil
	}
	if len(text) <= longest {
		for _, layout := range []string{
			time.RFC3339Nano, "2006-01-02T15:04:05.999999999", time.DateOnly, time.DateTime,
			"1/2/2006 3:04:05 PM", "1/2/2006 15:04:05", "1/2/2006",
		} {
			if t, err := time.Parse(layout, text); err == nil {
				return t.UTC(), nil
			}
		}
	}
	return time.Time{}, fmt.Errorf("%q is no date: it is written like 2026-03-31", short(text))
}

// InMonth reads a month, "Sep-2026" or "September 2026"; none for an empty text and for
// the words that say that there is none.
func InMonth(text string) (Month, error) {
	text = strings.TrimSpace(text)
	switch fold(text) {
	case "", "notavailable", "notapplicable", "na":
		return Month{}, nil
	}
	if len(text) <= longest {
		for _, layout := range []string{"Jan-2006", "January 2006", "Jan 2006", "2006-01", "01/2006", "January-2006"} {
			if t, err := time.Parse(layout, text); err == nil {
				return MonthOf(t), nil
			}
		}
		if t, err := Day(text); err == nil {
			return MonthOf(t), nil
		}
	}
	return Month{}, fmt.Errorf("%q is no month: it is written like Sep-2026", short(text))
}

// short is the beginning of a text, for an error.
func short(text string) string {
	const most = 24
	if r := []rune(text); len(r) > most {
		return string(r[:most]) + "…"
	}
	return text
}
