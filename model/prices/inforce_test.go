package prices_test

import (
	"encoding/json"
	"testing"
	"time"

	"awning/model"
	"awning/model/prices"
)

func TestInForce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		published string
		id        model.OfferType
		raised    bool
		want      string
	}{
		"lowered":                           {"2026-11-03", "azure-application", false, "2026-12-01"},
		"lowered on the last day":           {"2026-11-16", "azure-application", false, "2026-12-01"},
		"lowered a day too late":            {"2026-11-17", "azure-application", false, "2027-01-01"},
		"a machine has more time":           {"2026-11-24", "virtual-machine", false, "2026-12-01"},
		"a machine, too late":               {"2026-11-25", "virtual-machine", false, "2027-01-01"},
		"software as a service":             {"2026-11-26", "saas", false, "2026-12-01"},
		"software as a service, too late":   {"2026-11-27", "saas", false, "2027-01-01"},
		"lowered too late in December":      {"2026-12-31", "saas", false, "2027-02-01"},
		"raised":                            {"2026-11-22", "azure-application", true, "2027-03-01"},
		"raised 90 days before a first":     {"2026-12-01", "azure-application", true, "2027-03-01"},
		"raised 89 days before a first":     {"2026-12-02", "azure-application", true, "2027-04-01"},
		"raised over the end of a leapyear": {"2027-11-30", "azure-application", true, "2028-03-01"},
	} {
		at, err := time.Parse(time.DateOnly, c.published)
		if err != nil {
			t.Fatal(err)
		}
		// Any hour of the day, wherever the clock stands.
		for _, at := range []time.Time{at, at.Add(24*time.Hour - 1).In(time.FixedZone("east", 14*3600))} {
			if got := prices.InForce(at, c.id, c.raised).Format(time.DateOnly); got != c.want {
				t.Errorf("%s: %s, want %s", name, got, c.want)
			}
		}
	}
}

func TestHidden(t *testing.T) {
	t.Parallel()
	key := model.SectionKey{Plan: "p", Section: "pricing"}
	for _, c := range []struct {
		id   model.OfferType
		doc  string
		want bool
	}{
		{"azure-application", `{"isHidden":true}`, true},
		{"azure-application", `{"isHidden":false}`, false},
		{"azure-application", `{}`, false},
		{"virtual-machine", `{"visibility":"hidden"}`, true},
		{"virtual-machine", `{"visibility":"visible"}`, false},
	} {
		if got := prices.Hidden(offerType(t, c.id), model.Document{Key: key, Raw: json.RawMessage(c.doc)}); got != c.want {
			t.Errorf("%s %s: %t", c.id, c.doc, got)
		}
	}
}
