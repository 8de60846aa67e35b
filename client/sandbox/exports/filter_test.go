package exports_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client/sandbox/books"
	"awning/client/sandbox/exports"
)

// line is an earning to filter.
func line() books.Earning {
	return books.Earning{
		Participant: "70418852", Program: "Azure Marketplace", ProgramCode: "AZM", Kind: "SELL", Status: books.InProgress, PaymentID: "000071230045",
		Date: time.Date(2026, time.March, 5, 0, 0, 0, 0, time.UTC), Paid: 4800_00, Earned: 4656_00,
	}
}

func payment() books.Payment {
	return books.Payment{
		Participant: "70418852", Program: "Azure Marketplace", Kind: "SELL", ID: "000071230045", Status: books.Sent, Total: 5269_98,
		Updated: time.Date(2026, time.March, 13, 0, 0, 0, 0, time.UTC),
	}
}

func TestParse_earnings(t *testing.T) {
	t.Parallel()
	met := []string{
		"",
		"earningForDate ge 2026-03-05",
		"earningForDate le 2026-03-05",
		"earningForDate eq 2026-03-05",
		"EarningForDate GE '2026-03-05'",
		`earningForDate ge "2026-03-05"`,
		"earningForDate ge 2026-03-05T00:00:00.0000000Z",
		"earningForDate ge 2026-01-01 and earningForDate le 2026-06-30",
		"enrollmentParticipantId eq '70418852'",
		"enrollmentParticipantId=70418852",
		"paymentId eq '000071230045'",
		"payoutStatus eq 'IN PROGRESS'",
		"payoutStatus eq 'In_progress'",
		"payableSubType eq SELL and programName eq 'Azure Marketplace'",
		"transactionAmount ge 4800 and transactionAmount le 4800.00",
		"earningAmount ge -5",
		"leverCode eq 'AZM'",
		"payableSubType eq FEE and paymentId eq '1' or payableSubType eq SELL", // and binds tighter
		"((payableSubType eq SELL))",
	}
	unmet := []string{
		"earningForDate ge 2026-03-06",
		"earningForDate le 2026-03-04",
		"earningForDate ge 2026-03-05T01:00:00Z",
		"earningForDate ge 2026-01-01 and earningForDate le 2026-02-28",
		"enrollmentParticipantId=12345",
		"paymentId eq '71230045'", // leading zeros count
		"payoutStatus eq 'SENT' or payoutStatus eq 'UPCOMING'",
		"earningAmount ge 4656.01",
		"payableSubType eq FEE and (paymentId eq '1' or payableSubType eq SELL)",
		"programName eq '(and)'",
	}
	for i, text := range append(slices.Clone(met), unmet...) {
		want := i < len(met)
		f, err := exports.Parse(text, false)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if e := line(); f.Earning(&e) != want {
			t.Errorf("%s: %v, want %v", text, !want, want)
		}
	}
}

func TestParse_payments(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"payoutStatusUpdateTS ge 2026-03-13T00:00:00Z": true, "payoutStatusUpdateTS le 2026-03-12": false, "payoutOrderType eq 'SELL'": true,
		"paymentAmount ge 5269.98 and paymentAmount le 5269.98": true, "paymentAmount ge 5270": false, "paymentId eq 000071230045": true,
		"enrollmentParticipantId eq '1'": false,
	} {
		f, err := exports.Parse(text, true)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if p := payment(); f.Payment(&p) != want {
			t.Errorf("%s: %v, want %v", text, !want, want)
		}
	}
}

func TestParse_refused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"color eq 'red'":                           "no property",
		"payoutStatusUpdateTS ge 2026-01-01":       "no property", // payments only
		"paymentId":                                "no operator",
		"paymentId eq":                             "compared with nothing",
		"paymentId eq )":                           "compared with nothing",
		"paymentId ne '1'":                         "no operator",
		"paymentId 'eq' '1'":                       "no operator",
		"paymentId ge '1'":                         "compared by eq only",
		"paymentId eq '1":                          "has no end",
		"paymentId eq '1')":                        "not expected",
		"(paymentId eq '1'":                        "not closed",
		"paymentId eq '1' paymentId eq '2'":        "not expected",
		"paymentId eq '1' and":                     "no property",
		"earningForDate ge yesterday":              "no date",
		"earningAmount ge 1e999999999":             "no number",
		"earningAmount ge ‘5’":                     "no number",
		strings.Repeat("(", 60) + "paymentId eq 1": "parentheses are open",
		strings.Repeat("paymentId eq 1 or ", 200):  "more than",
		"?$filter=?$filter=paymentId eq '1'":       "no property",
	} {
		if _, err := exports.Parse(text, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, want %s", text, err, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"earningForDate ge 2026-01-01 and earningForDate le 2026-06-30", "payoutStatus eq 'SENT' or (paymentAmount ge 5.00)", "a='", "((((", "paymentId=1=2",
	} {
		f.Add(text, false)
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, payments bool) {
		filter, err := exports.Parse(text, payments)
		switch e, p := line(), payment(); {
		case err != nil:
			if err.Error() == "" {
				t.Error("refused without a word")
			}
		case payments:
			filter.Payment(&p)
		default:
			filter.Earning(&e)
		}
	})
}
