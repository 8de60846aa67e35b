package prices_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"awning/model/prices"
)

// tell writes a report down, line by line.
func tell(r prices.Report) []string {
	var out []string
	for _, c := range r.Changes {
		value := func(valid bool, s string) string {
			if !valid {
				return "-"
			}
			return s
		}
		line := fmt.Sprintf("%s | %s | %s -> %s %s %s", c.Markets, c.Column, value(c.Old.Valid, c.Old.Decimal.String()),
			value(c.New.Valid, c.New.Decimal.String()), c.Currency, value(c.Percent.Valid, c.Percent.Decimal.String()+" %"))
		flags := make([]string, len(c.Flags))
		for i, f := range c.Flags {
			flags[i] = " " + string(f)
		}
		out = append(out, line+strings.Join(flags, ""))
	}
	for _, b := range r.Breaks {
		out = append(out, fmt.Sprintf("! %s %v %s %t", b.Rule, b.Changes, b.Column, b.Rule.Refused()))
	}
	return out
}

func TestCompare(t *testing.T) {
	t.Parallel()
	sizes := func(members string) string {
		return `{"pricing":{"corePricing":{"priceInputOption":"perCoreSize","pricePerCoreSize":{` + members + `}}}}`
	}
	table := func(rows ...string) string {
		return `{"pricing":{"corePricing":{"priceInputOption":"perMarketAndCoreSize","prices":[` + strings.Join(rows, ",") + `]}}}`
	}
	tests := []struct {
		name, old, now string
		want           []string
	}{
		{"nothing", app, strings.Replace(app, "11.50", "11.5", 1), nil},
		{"up", app, strings.Replace(app, "11.50", "12.00", 1), []string{"DE | 1 month | 11.5 -> 12 EUR 4.35 %", "! notice [0]  false"}},
		{"down", app, strings.Replace(app, "11.50", "10", 1), []string{"DE | 1 month | 11.5 -> 10 EUR -13.04 %"}},
		{
			"up and down", sizes(`"1":1,"2":2,"4":3`), sizes(`"1":2,"2":1.999,"4":3.0`),
			[]string{"* | 1 vCPU | 1 -> 2 USD 100 % far-change", "* | 2 vCPUs | 2 -> 1.999 USD -0.05 %", "! up-and-down [0 1]  true", "! notice [0]  false"},
		},
		{"free to paid", sizes(`"1":0,"2":0`), sizes(`"1":0.1,"2":0`), []string{"* | 1 vCPU | 0 -> 0.1 USD -", "! free-to-paid [0]  true"}},
		{"a free plan", vmFree, vmFlat, []string{"* | Price | 0 -> 1.5 USD -", "! free-to-paid [0]  true"}},
		{"paid to free", sizes(`"1":1`), sizes(`"1":0`), []string{"* | 1 vCPU | 1 -> 0 USD -100 % far-change"}},
		{"another currency", app, strings.ReplaceAll(app, "EUR", "CHF"), []string{"DE | 1 month | 11.5 -> 11.5 CHF - new-currency", "DE | 1 year | 115 -> 115 CHF - new-currency"}},
		{"a term is gone", sizes(`"1":1,"2":2`), sizes(`"2":2`), []string{"! term-removed [] 1 vCPU true"}},
		{
			"a term is gone for some", app, strings.Replace(app, `"retailPrice":{"openPrice":115,"currencyCode":"EUR"}`, `"retailPrice":{}`, 1),
			[]string{"DE | 1 year | 115 -> - EUR -", "! term-removed [0] 1 year true"},
		},
		{
			"a market gets a price of its own", app, strings.Replace(app, `["DE"]`, `["DE","CA"]`, 1),
			[]string{"CA | 1 month | 12.5 -> 11.5 EUR - new-currency", "CA | 1 year | 125 -> 115 EUR - new-currency"},
		},
		{
			"rows divide", table(`{"markets":["de","at"],"currency":"eur","prices":{"2":1}}`, `{"markets":["us"],"currency":"usd","prices":{"2":1}}`),
			table(`{"markets":["de"],"currency":"eur","prices":{"2":1}}`, `{"markets":["at"],"currency":"eur","prices":{"2":1.2}}`, `{"markets":["ca","us"],"currency":"usd","prices":{"2":1}}`),
			[]string{"AT | 2 vCPUs | 1 -> 1.2 EUR 20 %", "CA | 2 vCPUs | - -> 1 USD -", "! notice [0]  false"},
		},
		{
			"far from the row", table(`{"markets":["us"],"currency":"usd","prices":{"1":1,"2":2,"4":4}}`, `{"markets":["jp"],"currency":"jpy","prices":{"1":150,"2":300,"4":600}}`, `{"markets":["de"],"currency":"eur","prices":{"1":0.9,"2":1.8,"4":3.6}}`),
			table(`{"markets":["us"],"currency":"usd","prices":{"1":1,"2":2,"4":4}}`, `{"markets":["jp"],"currency":"jpy","prices":{"1":150,"2":300,"4":6000}}`, `{"markets":["de"],"currency":"eur","prices":{"1":0.9,"2":1.7,"4":3.6}}`),
			[]string{"DE | 2 vCPUs | 1.8 -> 1.7 EUR -5.56 %", "JP | 4 vCPUs | 600 -> 6000 JPY 900 % far-change far-from-row", "! up-and-down [0 1]  true", "! notice [1]  false"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			old, now := read(t, test.old), read(t, test.now)
			got := tell(prices.Compare(old, now, true))
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			if r := prices.Compare(old, now, false); len(r.Breaks) > 0 {
				t.Errorf("rules for a plan that was never published: %v", r.Breaks)
			}
		})
	}
}

// The base price moves those that inherit it, and is told of once.
func TestCompare_inherited(t *testing.T) {
	t.Parallel()
	old := read(t, app)
	now, _, err := old.Set(0, 0, d("25"))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"* | 1 month | 12.5 -> 25 USD 100 % far-change", "! notice [0]  false"}
	if got := tell(prices.Compare(old, now, true)); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	own, _, err := old.Set(1, 0, d("12.5"))
	if err != nil || len(prices.Compare(old, own, true).Changes) > 0 || len(own.Edited()) != 1 {
		t.Errorf("an own price that is the base price is no change for customers: %v", err)
	}
}
