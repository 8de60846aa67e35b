package earned_test

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"awning/model/payout"
	"awning/tui/earned"
	"awning/tui/text"
)

// What a line has is in some field: whatever member is set, a value changes.
func TestFields_allOfALine(t *testing.T) {
	t.Parallel()
	values := func(e payout.Earning) []string {
		var out []string
		for _, f := range earned.Fields() {
			out = append(out, f.Of(e))
		}
		return out
	}
	blank := values(payout.Earning{})
	v := reflect.ValueOf(&payout.Earning{}).Elem()
	for i := range v.NumField() {
		name := v.Type().Field(i).Name
		if name == "Extra" || name == "Pay" { // the one has no fixed values, the other is seen below
			continue
		}
		var e payout.Earning
		set(t, reflect.ValueOf(&e).Elem().Field(i))
		if slices.Equal(values(e), blank) {
			t.Errorf("no field tells %s", name)
		}
	}
	e := payout.Earning{Pay: payout.Money{Amount: decimal.New(1230, -2), Currency: "EUR"}}
	if got := values(e); !slices.Contains(got, "12.30") || !slices.Contains(got, "EUR") {
		t.Errorf("%q", got)
	}
}

// set gives a member some value.
func set(t *testing.T, v reflect.Value) {
	t.Helper()
	switch x := v.Addr().Interface().(type) {
	case *string:
		*x = "x"
	case *bool:
		*x = true
	case *decimal.Decimal:
		*x = decimal.New(5, 0)
	case *payout.Money:
		*x = payout.Money{Amount: decimal.New(5, 0), Currency: "SEK"}
	case *payout.Month:
		*x = payout.Month{Year: 2026, Month: 3}
	default:
		if m := v.Addr().MethodByName("UnmarshalText"); m.IsValid() {
			m.Call([]reflect.Value{reflect.ValueOf([]byte("2026-03-04T00:00:00Z"))})
			return
		}
		t.Fatalf("what is a %s?", v.Type())
	}
}

// Names are once each, and all but codes and currencies have words.
func TestFields_words(t *testing.T) {
	t.Parallel()
	words := text.English().Earnings.Fields
	seen := map[string]bool{}
	for _, f := range earned.Fields() {
		if seen[f.ID] {
			t.Errorf("%s is there twice", f.ID)
		}
		seen[f.ID] = true
		codes := []string{"currency", "earnedCurrency", "transactionCurrency", "statusId", "group"}
		if w := words[f.ID]; (w.Label == "" || w.Means == "") != slices.Contains(codes, f.ID) {
			t.Errorf("%s is %+v in words", f.ID, w)
		}
	}
	for id := range words {
		if !seen[id] {
			t.Errorf("%s has words, and is no field", id)
		}
	}
}

func TestRows(t *testing.T) {
	t.Parallel()
	broken := errors.New("the store is locked")
	lines := func(yield func(payout.Earning, error) bool) {
		_ = yield(payout.Earning{ID: "one", Customer: "c\x1b[2J", CustomerName: "Fjord", USD: decimal.New(-5, 0)}, nil) &&
			yield(payout.Earning{ID: "two"}, nil) && yield(payout.Earning{}, broken)
	}
	at := func(row []string, name string) string {
		for i, c := range earned.Columns() {
			if c.Name == name {
				return row[i]
			}
		}
		return "no such column"
	}
	var got []string
	for row, err := range earned.Rows(lines, "") {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, at(row, "id"), at(row, "customer"), at(row, "customerName"), at(row, "usd"))
	}
	if want := []string{"one", "c", "Fjord", "-5", "two", "", "", "0", "the store is locked"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	for row := range earned.Rows(lines, "hidden") {
		if at(row, "customerName") != "hidden" || at(row, "customer") != "hidden" {
			t.Errorf("%q", row)
		}
		break
	}
}
