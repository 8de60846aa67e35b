package catalog

import (
	"net/mail"
	"net/url"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// spelling says how a text of a kind must be spelled if s is not; empty if it is.
func spelling(k Kind, s string) string {
	switch {
	case k == Text && strings.ContainsAny(s, "\r\n"):
		return "one line"
	case k == URL && !address(s):
		return "a web address that begins with http:// or https://"
	case k == Email && !mailbox(s):
		return "one e-mail address"
	case (k == GUID || k == GUIDs) && !guid(s):
		return "an id like 12345678-90ab-cdef-1234-567890abcdef"
	case k == Date && !date(s):
		return "a date like 2026-01-31, or one with a time like 2026-01-31T12:00:00Z"
	case k == Markets && !market(s):
		return "a list of country codes of two letters"
	}
	return ""
}

func address(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") && !strings.ContainsAny(s, " \t\r\n")
}

func mailbox(s string) bool {
	a, err := mail.ParseAddress(s)
	return err == nil && a.Address == s
}

func market(s string) bool {
	const short, long = 2, 3
	return (len(s) == short || len(s) == long) && !strings.ContainsFunc(s, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	})
}

func guid(s string) bool {
	const length = 36
	if len(s) != length {
		return false
	}
	for i, r := range s {
		switch i {
		case 8, 13, 18, 23:
			if r != '-' {
				return false
			}
		default:
			if (r < '0' || r > '9') && (r < 'a' || r > 'f') && (r < 'A' || r > 'F') {
				return false
			}
		}
	}
	return true
}

func date(s string) bool {
	for _, layout := range []string{time.DateOnly, time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// amount reads a decimal number; numbers whose exponent is beyond reason are
// none, as calculating with them would take all memory.
func amount(s string) (decimal.Decimal, bool) {
	const most = 10_000
	d, err := decimal.NewFromString(s)
	if err != nil || d.Exponent() > most || d.Exponent() < -most {
		return decimal.Decimal{}, false
	}
	return d, true
}
