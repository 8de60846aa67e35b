package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"awning/model/catalog"
)

// The table has each market once, in order, and the codes read as codes.
func TestAllMarkets(t *testing.T) {
	t.Parallel()
	var codes []string
	for m := range catalog.AllMarkets() {
		codes = append(codes, m.Code)
		if len(m.Code) != 2 || m.Code != strings.ToUpper(m.Code) || m.Name == "" || m.Name != strings.TrimSpace(m.Name) {
			t.Errorf("market %q is called %q", m.Code, m.Name)
		}
	}
	if len(codes) != 141 {
		t.Errorf("%d markets, want 141", len(codes))
	}
	if !slices.IsSorted(codes) || len(slices.Compact(slices.Clone(codes))) != len(codes) {
		t.Error("the markets are not in order, each once")
	}
	for m := range catalog.AllMarkets() {
		if m.Code == "AE" {
			break // whoever looks for one may stop there
		}
	}
	if got := catalog.MarketNames()["DE"]; got != "Germany" {
		t.Errorf("DE is called %q", got)
	}
}
