package world_test

import (
	"encoding/json"
	"testing"

	"awning/client/sandbox/world"
)

// find returns an offer of the standard world.
func find(t *testing.T, id string) world.Offer {
	t.Helper()
	for _, o := range world.New(world.Options{}).Offers {
		if o.ID == id {
			return o
		}
	}
	t.Fatalf("no offer %q", id)
	return world.Offer{}
}

// section returns a section of an offer's plan, or of the offer itself if the
// plan is "".
func section(t *testing.T, o world.Offer, name world.SectionName, plan string) world.Section {
	t.Helper()
	guid := ""
	for _, p := range o.Plans {
		if p.ID == plan {
			guid = p.GUID
		}
	}
	for _, s := range o.Sections {
		if s.Name == name && s.Plan == guid && (plan == "") == (guid == "") {
			return s
		}
	}
	t.Fatalf("%s has no %s of plan %q", o.ID, name, plan)
	return world.Section{}
}

// TestNew_anchors holds the offers that other tests name.
func TestNew_anchors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		id, kind  string
		state     world.State
		plans     []string
		unchanged bool
	}{
		{"harbor-backup", "azureApplication", world.StateLive, []string{"standard", "premium"}, true},
		{"tide-monitor", "azureApplication", world.StateLivePreview, []string{"crew", "fleet"}, false},
		{"reef-analytics", "azureApplication", world.StateDraft, []string{"template"}, false},
		{"lighthouse-gateway", "azureVirtualMachine", world.StateLive, []string{"payg", "byol"}, true},
		{"beacon-firewall", "azureVirtualMachine", world.StateLive, []string{"hourly", "byol"}, false},
		{"skiff-router", "azureVirtualMachine", world.StateFailedCert, []string{"router"}, false},
		{"current-crm", "softwareAsAService", world.StatePreview, []string{"team", "business"}, false},
		{"buoy-ingress", "azureContainer", world.StatePublishing, []string{"cluster", "free"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			t.Parallel()
			o := find(t, tt.id)
			if o.Publisher != "brightwave" || o.Type != tt.kind || o.State != tt.state {
				t.Errorf("%s is %s of %s, %s", o.ID, o.Type, o.Publisher, o.State)
			}
			for i, p := range tt.plans {
				if i >= len(o.Plans) || o.Plans[i].ID != p {
					t.Fatalf("plans %+v, want %v", o.Plans, tt.plans)
				}
			}
			for _, s := range o.Sections {
				if tt.unchanged && (s.Live == nil || s.Preview == nil || !equal(s.Draft, s.Live) || !equal(s.Draft, s.Preview)) {
					t.Errorf("%s %s has changes", s.Name, s.Key)
				}
			}
		})
	}
}

func TestNew_basePrices(t *testing.T) {
	t.Parallel()
	o := find(t, "harbor-backup")
	converted := map[string]string{"standardGB": "38.71 GBP", "premiumCH": "113.52 CHF", "premiumJP": "19286 JPY"}
	for plan, want := range map[string]string{"standard": "49.00", "premium": "129.00"} {
		var doc struct {
			MarketStates   []struct{ MarketCode, State string }
			PriceSchedules []struct {
				IsBaseSchedule bool
				MarketCodes    []string
				Schedules      []struct {
					RetailPrice struct {
						OpenPrice    json.Number
						CurrencyCode string
					}
				}
			}
		}
		if err := json.Unmarshal(section(t, o, world.PlanAvail, plan).Live.V1, &doc); err != nil {
			t.Fatal(err)
		}
		if len(doc.MarketStates) != 141 {
			t.Errorf("%s lists %d markets, want 141", plan, len(doc.MarketStates))
		}
		base, others := 0, 0
		for _, s := range doc.PriceSchedules {
			price := s.Schedules[0].RetailPrice
			if !s.IsBaseSchedule {
				others++
				if w := converted[plan+s.MarketCodes[0]]; w != "" && price.OpenPrice.String()+" "+price.CurrencyCode != w {
					t.Errorf("%s costs %s %s in %v, want %s", plan, price.OpenPrice, price.CurrencyCode, s.MarketCodes, w)
				}
				continue
			}
			base++
			if price.OpenPrice.String() != want || price.CurrencyCode != "USD" {
				t.Errorf("%s costs %s %s, want %s USD", plan, price.OpenPrice, price.CurrencyCode, want)
			}
		}
		if base != 1 || others < 2 {
			t.Errorf("%s has %d base schedules and %d for markets", plan, base, others)
		}
	}
}

func TestNew_unpublishedFirewall(t *testing.T) {
	t.Parallel()
	o := find(t, "beacon-firewall")
	var changed []string
	for _, s := range o.Sections {
		if !equal(s.Draft, s.Live) {
			changed = append(changed, string(s.Name))
		}
	}
	if len(changed) != 2 || changed[0] != string(world.Listing) || changed[1] != string(world.PlanAvail) {
		t.Errorf("changed sections %v, want the listing and one plan's price", changed)
	}
}

func TestNew_newPlan(t *testing.T) {
	t.Parallel()
	o := find(t, "harborline-invoicing")
	if s := section(t, o, world.PlanSetup, "group"); s.Live != nil || s.Preview != nil {
		t.Error("the new plan is already published")
	}
	if s := section(t, o, world.PlanSetup, "office"); s.Live == nil {
		t.Error("the old plan is not live")
	}
}

// TestNew_complete holds what a first publish needs for an offer that is ready
// for one.
func TestNew_complete(t *testing.T) {
	t.Parallel()
	o := find(t, "reef-analytics")
	for _, name := range []world.SectionName{
		world.Setup, world.Property, world.Listing, world.Audience, world.Package, world.Reseller, world.Leads,
		world.TestDrive,
	} {
		section(t, o, name, "")
	}
	for _, name := range []world.SectionName{world.PlanSetup, world.PlanListing, world.PlanAvail, world.PlanPackage} {
		section(t, o, name, "template")
	}
}
