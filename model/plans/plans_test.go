package plans_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
	"awning/model/plans"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	others := []model.Plan{{ID: "basic", Alias: "Basic"}}
	for name, c := range map[string]struct {
		id   model.PlanID
		name string
		want string // in the complaint; empty: none
	}{
		"fine":            {"night-shift_2", "夜勤プラン", ""},
		"longest":         {model.PlanID(strings.Repeat("a", 50)), strings.Repeat("é", 125), ""},
		"id empty":        {"", "x", "empty"},
		"id too long":     {model.PlanID(strings.Repeat("a", 51)), "x", "51 characters; at most 50"},
		"id in capitals":  {"Night", "x", "lower-case"},
		"id with a space": {"night shift", "x", "lower-case"},
		"id taken":        {"basic", "x", `"basic" already`},
		"name empty":      {"x", "  ", "empty"},
		"name too long":   {"x", strings.Repeat("é", 126), "126 characters; at most 125"},
		"name two lines":  {"x", "one\ntwo", "one line"},
		"name taken":      {"x", "BASIC", `"BASIC" already`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := errors.Join(plans.CheckID(c.id, others), plans.CheckName(c.name, others))
			if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

func TestCheckRoom(t *testing.T) {
	t.Parallel()
	if err := plans.CheckRoom(make([]model.Plan, plans.Most-1)); err != nil {
		t.Error(err)
	}
	if err := plans.CheckRoom(make([]model.Plan, plans.Most)); err == nil || !strings.Contains(err.Error(), "100") {
		t.Errorf("%d plans: %v", plans.Most, err)
	}
}

func section() *catalog.Section {
	return &catalog.Section{ID: "setup", Plan: true, Fields: []catalog.Field{
		{ID: "id", Label: "Plan ID", Pointer: "/externalID", Kind: catalog.Text, Frozen: catalog.FrozenCreate},
		{ID: "alias", Label: "Plan alias", Pointer: "/alias", Kind: catalog.Text},
		{ID: "regions", Label: "Regions", Pointer: "/regions", Kind: catalog.List},
		{ID: "first", Label: "First region", Pointer: "/regions/0", Kind: catalog.Text},
		{ID: "license", Label: "License", Pointer: "/pricing/license", Kind: catalog.Text, Frozen: catalog.FrozenPublish},
		{ID: "price", Label: "Price", Pointer: "/pricing/price", Kind: catalog.Money, When: &catalog.Condition{Pointer: "/pricing/license", In: []string{"paid"}}},
		{ID: "key", Label: "Key", Pointer: "/key", Kind: catalog.Text, Secret: true},
		{ID: "managed", Label: "Managed", Pointer: "/managed", Kind: catalog.Flag, Subtypes: []string{"managed"}},
		{ID: "language", Label: "Language", Pointer: "/lang", Kind: catalog.Text, Frozen: catalog.FrozenCreate},
	}}
}

func doc(plan model.PlanID, raw string) model.Document {
	return model.Document{Key: model.SectionKey{Plan: plan, Section: "setup"}, Env: model.Draft, Raw: json.RawMessage(raw)}
}

func sides() plans.Sides {
	return plans.Sides{
		From: doc("a", `{"externalID":"a","alias":"A","regions":["x","y"],"pricing":{"license":"paid","price":9.50},"key":"s","managed":true,"lang":"en","etag":"1"}`),
		To:   doc("b", `{"externalID":"b","alias":"B","regions":["x"],"extra":{"kept":1.0},"lang":"de","etag":"2"}`),
	}
}

func TestSection(t *testing.T) {
	t.Parallel()
	o := model.Offer{Profile: "p", Product: "o"}
	for name, c := range map[string]struct {
		change func(*plans.Sides)
		want   string // what becomes of the document
		left   string
	}{
		"a new plan": {
			func(*plans.Sides) {},
			`{"externalID":"b","alias":"B","regions":["x","y"],"extra":{"kept":1.0},"lang":"de","etag":"2","pricing":{"license":"paid","price":9.50},"managed":true}`,
			"id own, alias own, key secret",
		},
		"of another kind": {
			func(x *plans.Sides) { x.Subtype = "template" },
			`{"externalID":"b","alias":"B","regions":["x","y"],"extra":{"kept":1.0},"lang":"de","etag":"2","pricing":{"license":"paid","price":9.50}}`,
			"id own, alias own, key secret",
		},
		"published": {
			func(x *plans.Sides) { x.Published = true; x.Subtype = "template" },
			`{"externalID":"b","alias":"B","regions":["x","y"],"extra":{"kept":1.0},"lang":"de","etag":"2"}`,
			"id own, alias own, license fixed, price unmet, key secret",
		},
		"what the other has not is taken out": {
			func(x *plans.Sides) {
				x.From, x.To = x.To, x.From
				x.To.Key.Plan, x.From.Key.Plan = "b", "a"
				x.Subtype = "template"
			},
			`{"externalID":"a","alias":"A","regions":["x"],"pricing":{"price":9.50},"key":"s","managed":true,"lang":"en","etag":"1"}`,
			"id own, alias own, key secret",
		},
		"what is unsaved counts": {
			func(x *plans.Sides) {
				x.Subtype = "template"
				x.Edits = []model.FieldEdit{
					{Offer: o, Key: x.From.Key, Path: "/pricing/price", New: json.RawMessage("12")},
					{Offer: o, Key: x.To.Key, Path: "/regions", New: json.RawMessage(`["x","y"]`)},
				}
			},
			`{"externalID":"b","alias":"B","regions":["x"],"extra":{"kept":1.0},"lang":"de","etag":"2","pricing":{"license":"paid","price":12}}`,
			"id own, alias own, key secret",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := sides()
			c.change(&x)
			got, err := plans.Section(o, section(), x)
			if err != nil {
				t.Fatal(err)
			}
			after, err := x.To.Edited(got.Edits)
			if err != nil || string(after.Raw) != c.want {
				t.Errorf("%v\n%s, want\n%s", err, after.Raw, c.want)
			}
			var left []string
			for _, l := range got.Left {
				left = append(left, fmt.Sprint(l.Field.ID, " ", l.Reason))
			}
			if s := strings.Join(left, ", "); s != c.left {
				t.Errorf("left: %s, want %s", s, c.left)
			}
			for _, e := range got.Edits {
				if !slices.ContainsFunc(got.Changes, func(c model.Change) bool { return strings.HasPrefix(c.Path, e.Path) }) {
					t.Errorf("%s changes, and nobody is told: %+v", e.Path, got.Changes)
				}
			}
			x.Edits = append(x.Edits, got.Edits...)
			again, err := plans.Section(o, section(), x)
			if err != nil || len(again.Edits) > 0 {
				t.Errorf("the same again would change %+v (%v)", again.Edits, err)
			}
		})
	}
}

// A list of prices stays if what it would change in a published plan is fixed.
func TestSection_fixedInside(t *testing.T) {
	t.Parallel()
	s := &catalog.Section{ID: "pricing", Plan: true, Fields: []catalog.Field{
		{ID: "term", Label: "Term", Pointer: "/prices/0/term", Kind: catalog.Text, Frozen: catalog.FrozenPublish},
		{ID: "prices", Label: "Prices", Pointer: "/prices", Kind: catalog.Matrix},
	}}
	for from, want := range map[string]int{`{"prices":[{"term":"month","price":2}]}`: 1, `{"prices":[{"term":"year","price":2}]}`: 0} {
		x := plans.Sides{From: doc("a", from), To: doc("b", `{"prices":[{"term":"month","price":1}]}`), Published: true}
		got, err := plans.Section(model.Offer{}, s, x)
		if err != nil || len(got.Edits) != want || len(got.Left) != 1-want {
			t.Errorf("%s: %+v (%v)", from, got, err)
		}
		x.Published = false
		if got, err = plans.Section(model.Offer{}, s, x); err != nil || len(got.Edits) != 1 {
			t.Errorf("%s into a new plan: %+v (%v)", from, got, err)
		}
	}
}

// What is unsaved inside a place that is taken over would be done after it, and
// ends; what is unsaved at the place is replaced, by its number.
func TestSection_unsavedInside(t *testing.T) {
	t.Parallel()
	o := model.Offer{Profile: "p", Product: "o"}
	x := sides()
	inside := model.FieldEdit{Rev: 7, Offer: o, Key: x.To.Key, Path: "/regions/0", New: json.RawMessage(`"z"`)}
	there := model.FieldEdit{Rev: 8, Offer: o, Key: x.To.Key, Path: "/pricing/license", New: json.RawMessage(`"free"`)}
	x.Edits = []model.FieldEdit{inside, there}
	got, err := plans.Section(o, section(), x)
	if err != nil || len(got.Drop) != 1 || got.Drop[0].Rev != 7 {
		t.Errorf("dropped %+v (%v)", got.Drop, err)
	}
	i := slices.IndexFunc(got.Edits, func(e model.FieldEdit) bool { return e.Path == "/pricing/license" })
	if i < 0 || got.Edits[i].Rev != 8 {
		t.Errorf("edits %+v", got.Edits)
	}
}

func ranked(ranks ...string) (*catalog.Type, model.Contents) {
	t := &catalog.Type{Plans: true, Sections: []catalog.Section{{ID: "setup", Plan: true, Fields: []catalog.Field{
		{ID: "rank", Label: "Rank", Pointer: "/displayRank", Kind: catalog.Number},
	}}}}
	c := model.Contents{Env: model.Draft, Exists: true}
	for i, r := range ranks {
		id := model.PlanID("abcdefgh"[i : i+1])
		c.Plans = append(c.Plans, model.Plan{ID: id})
		raw := `{}`
		if r != "" {
			raw = `{"displayRank":` + r + `}`
		}
		c.Documents = append(c.Documents, doc(id, raw))
	}
	return t, c
}

func TestMove(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ranks  []string
		id     model.PlanID
		by     int
		before string
		after  string
		edits  int
	}{
		"none has a rank":    {[]string{"", "", ""}, "a", 1, "a b c", "b a c", 3},
		"two change places":  {[]string{"0", "1", "2"}, "c", -1, "a b c", "a c b", 2},
		"to the top":         {[]string{"0", "1", "2"}, "c", -9, "a b c", "c a b", 3},
		"backwards":          {[]string{"2", "1", "0"}, "c", 1, "c b a", "b c a", 2},
		"at the end":         {[]string{"0", "1"}, "b", 1, "a b", "a b", 0},
		"those without last": {[]string{"", "5"}, "a", -1, "b a", "a b", 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind, contents := ranked(c.ranks...)
			if got := names(plans.Order(kind, contents, nil)); got != c.before {
				t.Errorf("before: %s, want %s", got, c.before)
			}
			edits, err := plans.Move(kind, model.Offer{}, contents, nil, c.id, c.by)
			if err != nil || len(edits) != c.edits {
				t.Errorf("%d edits, want %d (%v)", len(edits), c.edits, err)
			}
			if got := names(plans.Order(kind, contents, edits)); got != c.after {
				t.Errorf("after: %s, want %s", got, c.after)
			}
		})
	}
}

func TestMove_noOrder(t *testing.T) {
	t.Parallel()
	kind, contents := ranked("0", "1")
	kind.Sections[0].Fields = nil
	if _, err := plans.Move(kind, model.Offer{}, contents, nil, "a", 1); !errors.Is(err, plans.ErrUnordered) {
		t.Errorf("%v", err)
	}
	if got := names(plans.Order(nil, contents, nil)); got != "a b" {
		t.Errorf("a type nobody knows: %s", got)
	}
}

func names(ids []model.PlanID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return strings.Join(out, " ")
}

// With the real catalogue: what each plan has of its own stays, and so do the
// image versions of a plan that customers have.
func TestSection_catalogue(t *testing.T) {
	t.Parallel()
	cat, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	own := []string{"setup/id", "setup/alias", "setup/type", "setup/state", "setup/lifecycle", "setup/rank", "setup/base-plan", "listing/name", "technical/base-plan", "technical/reuse", "technical/skus"}
	for _, id := range []model.OfferType{"virtual-machine", "azure-application"} {
		kind, _ := cat.Type(id)
		for _, s := range kind.SectionsFor(true, "") {
			for i := range s.Fields {
				f := &s.Fields[i]
				name := string(s.ID) + "/" + f.ID
				if f.When != nil && name != "technical/skus" && name != "technical/images" {
					continue
				}
				from, err := f.Set(json.RawMessage(`{}`), json.RawMessage(`"other"`))
				if err != nil {
					t.Fatal(err)
				}
				x := plans.Sides{From: doc("a", string(from)), To: doc("b", `{}`), Published: name == "technical/images"}
				got, err := plans.Section(model.Offer{}, s, x)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				want := slices.Contains(own, name) || x.Published
				if stays := len(got.Edits) == 0 && len(got.Left) == 1; f.Frozen != catalog.FrozenCreate && stays != want {
					t.Errorf("%s %s: left %v, want %v: %+v", id, name, stays, want, got)
				}
				seen[name] = true
			}
		}
	}
	for _, name := range append(own, "technical/images") {
		if !seen[name] {
			t.Errorf("the catalogue has no %s any more", name)
		}
	}
	if vm, _ := cat.Type("virtual-machine"); !plans.Ordered(vm) {
		t.Error("plans of virtual machines are not ordered")
	}
}
