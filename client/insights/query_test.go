package insights_test

import (
	"strings"
	"testing"

	"awning/client/insights"
)

func TestQuery(t *testing.T) {
	t.Parallel()
	for want, q := range map[string]insights.Query{
		"SELECT OrderId FROM ISVOrderV2": {Columns: []string{"OrderId"}, Dataset: insights.OrdersV2},
		"SELECT DISTINCT Sku, OrderQuantity FROM ISVOrderV2 WHERE OfferName = 'Backup & Co (100 %)' AND OrderStatus NOT IN ('Cancelled', 'Expired')" +
			" ORDER BY OrderPurchaseDate DESC, Sku ASC LIMIT 10 TIMESPAN LAST_6_MONTHS": {
			Columns: []string{"Sku", "OrderQuantity"}, Distinct: true, Dataset: insights.OrdersV2, Limit: 10, Span: insights.LastSixMonths,
			Where: []insights.Condition{
				{Column: "OfferName", Is: insights.Equal, Values: []string{"Backup & Co (100 %)"}},
				{Column: "OrderStatus", Is: insights.NotAnyOf, Values: []string{"Cancelled", "Expired"}},
			},
			Order: []insights.Order{{Column: "OrderPurchaseDate"}, {Column: "Sku", Up: true}},
		},
	} {
		if got, err := q.Text(); err != nil || got != want {
			t.Errorf("%s, %v; want %s", got, err, want)
		}
	}
}

// Nothing that comes from outside becomes a part of the language.
func TestQuery_refused(t *testing.T) {
	t.Parallel()
	names := []string{"", " ", "a b", "a,b", "a'b", "*", "a;b", "COUNT(x)", "ä", "a\n", strings.Repeat("x", 99)}
	for _, name := range names {
		for what, q := range map[string]insights.Query{
			"column":   {Columns: []string{name}, Dataset: "D"},
			"dataset":  {Columns: []string{"C"}, Dataset: name},
			"where":    {Columns: []string{"C"}, Dataset: "D", Where: []insights.Condition{{Column: name, Is: insights.Equal, Values: []string{"v"}}}},
			"operator": {Columns: []string{"C"}, Dataset: "D", Where: []insights.Condition{{Column: "C", Is: insights.Operator(name), Values: []string{"v"}}}},
			"order":    {Columns: []string{"C"}, Dataset: "D", Order: []insights.Order{{Column: name}}},
		} {
			if got, err := q.Text(); err == nil {
				t.Errorf("%s %q: %s", what, name, got)
			}
		}
		if name != "" {
			if got, err := (insights.Query{Columns: []string{"C"}, Dataset: "D", Span: insights.Span(name)}).Text(); err == nil {
				t.Errorf("span %q: %s", name, got)
			}
		}
	}
	for _, values := range [][]string{nil, {"a", "b"}, {"O'Neil"}, {`"`}, {`\`}, {"`"}, {"a\nb"}, {"\xff"}, {strings.Repeat("x", 1000)}} {
		q := insights.Query{Columns: []string{"C"}, Dataset: "D", Where: []insights.Condition{{Column: "C", Is: insights.Equal, Values: values}}}
		if got, err := q.Text(); err == nil {
			t.Errorf("%q: %s", values, got)
		}
	}
	for _, q := range []insights.Query{{Dataset: "D"}, {Columns: []string{"C"}, Dataset: "D", Limit: -1}} {
		if got, err := q.Text(); err == nil {
			t.Errorf("%+v: %s", q, got)
		}
	}
}
