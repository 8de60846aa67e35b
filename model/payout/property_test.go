package payout_test

import (
	"errors"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"awning/model/payout"
	"awning/tries"
)

// perChange is how many inputs a parser has to stand at least where AWNING_TEST_SCALE is ten or
// more.
const perChange = 100_000

// often checks a property, as many times over as AWNING_TEST_SCALE says.
func often(t *testing.T, n int, what string, check func(r *rand.Rand)) {
	t.Helper()
	n = tries.Of(n)
	if tries.Factor() >= 10 {
		n = max(n, perChange)
	}
	r := rand.New(rand.NewPCG(7, uint64(n)))
	for range n {
		check(r)
	}
	t.Logf("%d %s", n, what)
}

// scraps puts a text together of what such texts are made of, and of what they are not.
func scraps(r *rand.Rand, of ...string) string {
	var b strings.Builder
	for range r.IntN(12) {
		b.WriteString(of[r.IntN(len(of))])
	}
	return b.String()
}

// What is read as an amount is that amount, by another reader's judgement; and however an amount
// is written, it is read.
func TestAmount_property(t *testing.T) {
	t.Parallel()
	read := 0
	often(t, 100_000, "texts that look like amounts", func(r *rand.Rand) {
		text := scraps(r, "0", "1", "9", "12", "345", "000", ",", ".", "-", "+", " ", "e", "E9", "x", "_", "٣", "−", "$", "\x00", "Inf", "NaN")
		got, ok, err := payout.Amount(text)
		if err != nil || !ok {
			if ok || !got.IsZero() {
				t.Fatalf("%q is refused, and comes to %s", text, got)
			}
			return
		}
		read++
		want, fine := new(big.Rat).SetString(strings.ReplaceAll(strings.TrimSpace(text), ",", ""))
		if !fine || got.Rat().Cmp(want) != 0 || strings.ContainsAny(text, "eExIN_") {
			t.Fatalf("%q is read as %s", text, got)
		}
	})
	if read == 0 {
		t.Error("none of them is one, so that nothing was shown")
	}
	often(t, 20_000, "amounts, written with and without their thousands apart", func(r *rand.Rand) {
		cents := r.Int64N(1 << (1 + r.IntN(60)))
		whole, sign := strconv.FormatInt(cents/100, 10), []string{"", "-", "+"}[r.IntN(3)]
		apart := whole
		for i := len(whole) - 3; i > 0; i -= 3 {
			apart = apart[:i] + "," + apart[i:]
		}
		want := new(big.Rat).SetFrac64(cents, 100)
		if sign == "-" {
			want.Neg(want)
		}
		for _, text := range []string{whole, apart} {
			text = fmt.Sprintf(" %s%s.%02d", sign, text, cents%100)
			if got, ok, err := payout.Amount(text); err != nil || !ok || got.Rat().Cmp(want) != 0 {
				t.Fatalf("%q is read as %s, %v", text, got, err)
			}
		}
	})
}

// However a day is written, it is that day; and whatever else is read as one lies within reason.
func TestDay_property(t *testing.T) {
	t.Parallel()
	layouts := map[string]time.Duration{ // what each loses
		"2006-01-02T15:04:05.9999999Z07:00": 100, time.RFC3339: time.Second, "2006-01-02T15:04:05": time.Second, time.DateTime: time.Second,
		"1/2/2006 3:04:05 PM": time.Second, "1/2/2006 15:04:05": time.Second, time.DateOnly: 24 * time.Hour, "1/2/2006": 24 * time.Hour,
	}
	often(t, 10_000, "days, in each of the ways to write them", func(r *rand.Rand) {
		day := time.Unix(r.Int64N(1<<32), r.Int64N(1e9)).UTC()
		for layout, loses := range layouts {
			if got, err := payout.Day(day.Format(layout)); err != nil || !got.Equal(day.Truncate(loses)) {
				t.Fatalf("%s is read as %s, %v", day.Format(layout), got, err)
			}
		}
		for _, layout := range []string{"Jan-2006", "January 2006", "Jan 2006", "2006-01", time.DateOnly, time.RFC3339} {
			if got, err := payout.InMonth(day.Format(layout)); err != nil || got != payout.MonthOf(day) {
				t.Fatalf("%s is read as %s, %v", day.Format(layout), got, err)
			}
		}
	})
	often(t, 50_000, "texts that look like days", func(r *rand.Rand) {
		text := scraps(r, "2026", "12", "31", "1", "0", "-", "/", ":", " ", "T", "Z", "+02:00", "PM", "Sep", "September", ".1234567", "é", "\x00", "Not available")
		if day, err := payout.Day(text); err == nil && (day.Year() < 0 || day.Year() > 9999) {
			t.Fatalf("%q is read as %s", text, day)
		}
		if m, err := payout.InMonth(text); err == nil && !m.Zero() && (m.Month < time.January || m.Month > time.December) {
			t.Fatalf("%q is read as %v", text, m)
		}
	})
}

// Whatever the order of its columns, and however their heads are spelt, a file says the same; and
// what it lacks is named.
func TestHeads_property(t *testing.T) {
	t.Parallel()
	const extra = "Something new"
	heads := []string{"earningId", "paymentStatus", "earningAmount", "transactionCurrency", "Program Code", "estimatedPaymentMonth", "isPrivateOffer", extra}
	values := map[string]string{
		"earningId": "A", "paymentStatus": "IN_PROGRESS", "earningAmount": "-1.50", "transactionCurrency": "EUR", "Program Code": "AZURE",
		"estimatedPaymentMonth": "Sep-2026", "isPrivateOffer": "True", extra: "7",
	}
	required := heads[:4]
	often(t, 3000, "files, their columns shuffled, respelt and taken away", func(r *rand.Rand) {
		if r.IntN(3) == 0 {
			shuffledPayments(t, r)
			return
		}
		mixed := slices.Clone(heads)
		r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
		mixed = mixed[:len(mixed)-r.IntN(3)]
		comma := []string{",", "\t"}[r.IntN(2)]
		var head, line, missing []string
		for _, name := range mixed {
			line = append(line, values[name])
			if name != extra {
				name = respelt(r, name)
			}
			head = append(head, name)
		}
		for _, name := range required {
			if !slices.Contains(mixed, name) {
				missing = append(missing, name)
			}
		}
		text := []string{"", "\ufeff"}[r.IntN(2)] + strings.Join(head, comma) + "\r\n" + strings.Join(line, comma) + "\r\n"
		for e, err := range payout.Earnings(strings.NewReader(text)) {
			wrong, lacks := errors.AsType[*payout.ColumnsError](err)
			switch {
			case lacks && slices.Equal(wrong.Missing, missing):
			case err != nil, len(missing) > 0:
				t.Fatalf("%q lacks %v: %v", text, missing, err)
			case e.ID != "A" || e.Status != "IN_PROGRESS" || e.Amount.Currency != "EUR" || e.Amount.Amount.String() != "-1.5",
				slices.Contains(mixed, "Program Code") != (e.ProgramCode == "AZURE"),
				slices.Contains(mixed, "estimatedPaymentMonth") != (e.Estimated.String() == "2026-09"),
				slices.Contains(mixed, "isPrivateOffer") != e.PrivateOffer,
				slices.Contains(mixed, extra) != (e.Extra[extra] == "7"):
				t.Fatalf("%q is read as %+v", text, e)
			}
		}
	})
}

// shuffledPayments reads a payment whose file is of either generation: they name the currency in
// different ways.
func shuffledPayments(t *testing.T, r *rand.Rand) {
	t.Helper()
	currency := []string{"currencyCode", "paymentCurrencyCode"}[r.IntN(2)]
	values := map[string]string{
		"paymentID": "0071", "paymentStatus": "Sent", "totalPayment": "97.00", currency: "eur", "earned": "100.00", "withheldTax": "3", "CIReferenceNumber": "CI",
		"paymentDate": "9/15/2026 3:04:05 PM",
	}
	names := slices.Sorted(maps.Keys(values))
	r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	lost := ""
	if r.IntN(2) == 0 {
		lost, names = names[0], names[1:]
	}
	var head, line []string
	for _, name := range names {
		line = append(line, values[name])
		if name != "CIReferenceNumber" {
			name = respelt(r, name)
		}
		head = append(head, name)
	}
	text := strings.Join(head, ",") + "\n" + strings.Join(line, ",") + "\n"
	needed := lost == "paymentID" || lost == "paymentStatus" || lost == "totalPayment" || lost == currency
	for p, err := range payout.Payments(strings.NewReader(text)) {
		wrong, lacks := errors.AsType[*payout.ColumnsError](err)
		if lacks && needed && len(wrong.Missing) == 1 && (wrong.Missing[0] == lost || lost == currency && wrong.Missing[0] == "currencyCode") {
			continue
		}
		if err != nil || needed || p.ID != "0071" || p.Status != "Sent" || p.Currency != "EUR" || p.Total.String() != "97" ||
			(lost == "withheldTax") == p.AddsUp() && lost != "earned" || lost != "CIReferenceNumber" && p.Extra["CIReferenceNumber"] != "CI" ||
			lost != "paymentDate" && p.Date.Day() != 15 {
			t.Fatalf("%q is read as %+v, %v", text, p, err)
		}
	}
}

// respelt writes a head in another of the ways it may be.
func respelt(r *rand.Rand, name string) string {
	switch r.IntN(4) {
	case 0:
		return strings.ToUpper(name)
	case 1:
		return strings.ReplaceAll(strings.ToLower(name), " ", "")
	case 2:
		var b strings.Builder
		for i, c := range name {
			if i > 0 && c >= 'A' && c <= 'Z' {
				b.WriteString([]string{" ", "_"}[r.IntN(2)])
			}
			b.WriteRune(c)
		}
		return b.String()
	}
	return name
}
