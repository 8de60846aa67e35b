package client_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// unheard is the offer of a type that nobody has heard of.
const unheard model.OfferID = "tidal-lattice"

// onUnheard plays in a world that has it.
func onUnheard(t *testing.T, play func(s *stage)) {
	t.Helper()
	onWorldOf(t, world.Options{Unheard: true}, sandbox.Options{}, play)
}

// withoutGraph hides the offer from the product list of the Graph API, as a
// type is that only the submission API serves.
func withoutGraph(r *http.Request) *canned {
	if strings.HasSuffix(r.URL.Path, "/product-ingestion/product") && r.URL.Query().Get("type") == "" {
		return answer(http.StatusOK, `{"value":[]}`)
	}
	return nil
}

// An offer of an unknown type is in the list, once, with its publisher, at the
// cost of one request more than without it; and the next start knows it.
func TestUnknownType_isListed(t *testing.T) {
	t.Parallel()
	onUnheard(t, func(s *stage) {
		t := s.t
		m := s.market()
		offers, errs := s.list(m, model.Scope{})
		i := slices.IndexFunc(offers, func(o model.Offer) bool { return o.ID == unheard })
		if len(errs) > 0 || i < 0 {
			t.Fatalf("%d offers without it, errors %v", len(offers), errs)
		}
		o := offers[i]
		if o.Type != "quantumWorkspace" || o.Dialect != model.Graph || o.Publisher != "brightwave" || o.Alias != "Tidal Lattice" {
			t.Errorf("listed as %+v", o)
		}
		for _, other := range offers {
			if other.ID != unheard && other.Dialect != "" {
				t.Errorf("%s of %s names a dialect", other.ID, other.Type)
			}
		}
		asked := slices.DeleteFunc(s.net.calls(), func(c string) bool { return !strings.Contains(c, "externalId=") })
		if len(asked) != 1 {
			t.Errorf("looked up %v", asked)
		}
		known, _, err := m.CachedOffers(t.Context(), model.Scope{Publisher: "brightwave"})
		if err != nil || !slices.Contains(known, o) {
			t.Errorf("the next start does not know it (%v)", err)
		}
		if one := s.find(m, unheard); one != o {
			t.Errorf("found %+v, listed %+v", one, o)
		}
	})
}

// Where the publishers' lists are refused, the whole list of products is read.
func TestUnknownType_isListedWithoutThePublishers(t *testing.T) {
	t.Parallel()
	for name, hook := range map[string]func(*http.Request) *canned{
		"graph": failing(http.StatusForbidden, "cloudpartner.azure.com"),
		"v1":    failing(http.StatusForbidden, "o"), // every host but the one below
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onUnheard(t, func(s *stage) {
				t := s.t
				s.net.hook = func(r *http.Request) *canned {
					if name == "v1" && r.URL.Host == "api.partner.microsoft.com" {
						return nil
					}
					return hook(r)
				}
				offers, errs := s.list(s.market(), model.Scope{})
				i := slices.IndexFunc(offers, func(o model.Offer) bool { return o.ID == unheard })
				if len(errs) > 0 || i < 0 || len(offers) < 35 {
					t.Fatalf("%d offers, errors %v", len(offers), errs)
				}
				if o := offers[i]; string(o.Dialect) != name || !strings.EqualFold(strings.TrimPrefix(string(o.Type), "Azure"), "quantumWorkspace") {
					t.Errorf("listed as %+v", o)
				}
			})
		})
	}
}

// A list by type that failed does not make its offers ones of unknown types,
// and what was known of those is kept.
func TestUnknownType_afterAFailedList(t *testing.T) {
	t.Parallel()
	onUnheard(t, func(s *stage) {
		t := s.t
		m := s.market()
		before, _ := s.list(m, model.Scope{})
		calls := len(s.net.calls())
		s.net.hook = failing(http.StatusBadRequest, "/product", "ontainer")
		s.list(m, model.Scope{})
		for _, c := range s.net.calls()[calls:] {
			if strings.Contains(c, "externalId=") {
				t.Errorf("looked for what a failed list did not show: %s", c)
			}
		}
		after, _, err := m.CachedOffers(t.Context(), model.Scope{})
		if err != nil || !slices.Equal(ids(after), ids(before)) {
			t.Errorf("%d of %d offers are known (%v)", len(after), len(before), err)
		}
	})
}

// What the marketplace sells elsewhere through the same API is no offer.
func TestUnknownType_gamesAreNone(t *testing.T) {
	t.Parallel()
	onUnheard(t, func(s *stage) {
		t := s.t
		s.net.hook = func(r *http.Request) *canned {
			switch {
			case r.URL.Host == "cloudpartner.azure.com":
				return answer(http.StatusForbidden, `{}`)
			case r.URL.Host == "graph.microsoft.com":
				return answer(http.StatusBadRequest, `{}`)
			case r.URL.Query().Get("$filter") == "":
				return answer(http.StatusOK, `{"value":[{"resourceType":"Durable","id":"g","name":"A sword"},`+
					`{"resourceType":"AzureTomorrow","id":"t","name":"T","externalIDs":[{"type":"AzureOfferId","value":"tomorrow"}]}]}`)
			}
			return nil
		}
		offers, errs := s.list(s.market(), model.Scope{})
		var strange []model.OfferType
		for _, o := range offers {
			if o.Dialect != "" {
				strange = append(strange, o.Type)
			}
		}
		if len(errs) > 0 || !slices.Equal(strange, []model.OfferType{"AzureTomorrow"}) {
			t.Errorf("listed %v, errors %v", strange, errs)
		}
	})
}

// An offer of an unknown type, in a section, with members that nobody has
// heard of, is read whole, compared, edited raw, published and taken live; and
// nothing but what was edited is another byte afterwards.
func TestUnknownType_throughItsWholeLife(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		hook  func(*http.Request) *canned
		edits map[string]raw.Pointer
		keeps map[string]string
	}{
		"graph": {
			edits: map[string]raw.Pointer{"quantum-target": "/driftBudget", "listing": "/storefrontHints/rank", "plans/shots/price-and-availability-plan": "/billingProfileHint/rate"},
			keeps: map[string]string{
				"quantum-target": `"couplings":[[1,2,-0.50],[2,3,1.0e-3]]`, "listing": `"shelf":null,"seen":9007199254740993`,
				"plans/shots/price-and-availability-plan": `"per":"shot"`,
			},
		},
		"v1": {
			hook:  withoutGraph,
			edits: map[string]raw.Pointer{"listing": "/storefrontHints/rank", "plans/shots/availability": "/billingProfileHint/rate"},
			keeps: map[string]string{"listing": `"shelf":null,"seen":9007199254740993`, "plans/shots/availability": `"per":"shot"`},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onUnheard(t, func(s *stage) {
				t := s.t
				s.net.hook = test.hook
				m := s.market()
				o := s.find(m, unheard)
				if string(o.Dialect) != name {
					t.Fatalf("found as %+v", o)
				}
				before := s.contents(m, o, model.Live)
				if found := s.changes(m, o, model.Live, model.Draft); len(found) != 0 || len(before.Plans) != 2 {
					t.Fatalf("%d plans; before anything was edited, %+v differs", len(before.Plans), found)
				}
				for key, at := range test.edits {
					s.save(m, o, key, at, `0.04200`)
				}
				s.alone(m, o, model.Live, model.Draft, test.edits)
				s.takeLive(m, o)
				s.alone(m, o, model.Live, model.Draft, nil)
				after := s.contents(m, o, model.Live)
				for key, text := range test.keeps {
					doc := pickDocument(t, after, key)
					if got := string(compact(t, doc.Raw)); !strings.Contains(got, text) || !strings.Contains(got, `0.04200`) {
						t.Errorf("%s holds %s", key, got)
					}
				}
				untouched(t, before, after, test.edits)
			})
		})
	}
}

// alone checks that two environments differ in these places and in no others.
func (s *stage) alone(m *client.Market, o model.Offer, left, right model.Environment, edits map[string]raw.Pointer) {
	s.t.Helper()
	found := s.changes(m, o, left, right)
	for _, c := range found {
		if at, ok := edits[c.Key.String()]; !ok || string(at) != c.Path || string(c.Right) != "0.04200" {
			s.t.Errorf("%s %s differs: %q and %q", c.Key, c.Path, c.Left, c.Right)
		}
	}
	if len(found) != len(edits) {
		s.t.Errorf("%d places differ between %s and %s, want %d", len(found), left, right, len(edits))
	}
}

// takeLive publishes all of the draft and takes it live.
func (s *stage) takeLive(m *client.Market, o model.Offer) {
	s.t.Helper()
	p := s.watch(m, s.publish(m, o, model.PublishRequest{}))
	if p.Outcome != model.OutcomeSucceeded || p.Standing.Preview == nil {
		s.t.Fatalf("publishing ended %q: %+v", p.Outcome, p)
	}
	op, err := m.GoLive(s.t.Context(), o, p.Standing.Preview.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	if p = s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
		s.t.Fatalf("going live ended %q: %+v", p.Outcome, p)
	}
}

// untouched checks that every member of every document is byte for byte what
// it was, but for what was edited and what the service sets afresh.
func untouched(t *testing.T, before, after model.Contents, edits map[string]raw.Pointer) {
	t.Helper()
	members := 0
	for _, was := range before.Documents {
		now, ok := after.Find(was.Key)
		if !ok {
			t.Errorf("%s is gone", was.Key)
			continue
		}
		root, err := raw.Parse(was.Raw)
		if err != nil {
			t.Fatal(err)
		}
		for i := range root.Members {
			at := "/" + root.Members[i].Name
			edited := strings.HasPrefix(string(edits[was.Key.String()]), at)
			if edited || slices.Contains(catalog.Noise(was.Dialect), at) || slices.Contains([]string{"/submissionVersion", "/url", "/fileSasUri"}, at) {
				continue
			}
			members++
			if got := get(t, now, raw.Pointer(at)); got != string(root.Members[i].Value.Raw()) {
				t.Errorf("%s %s was %s, is %s", was.Key, at, root.Members[i].Value.Raw(), got)
			}
		}
	}
	if members < 50 {
		t.Errorf("only %d members were compared", members)
	}
	t.Logf("%d members of %d documents are byte for byte as they were", members, len(before.Documents))
}

// compact is a document without the space between its values.
func compact(t *testing.T, doc []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := json.Compact(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
