package client_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
	"awning/model/raw"
)

func tenant(n string) model.AudienceMember {
	return model.AudienceMember{Kind: "tenant", ID: strings.Repeat(n, 8) + "-1111-4111-8111-111111111111", Label: "Number " + n}
}

// private makes a plan private, with one tenant, and sends that live.
func (s *stage) private(m *client.Market, id model.OfferID, plan string) model.Offer {
	s.t.Helper()
	o := s.find(m, id)
	d := s.document(m, o, "plans/"+plan+"/pricing")
	e := edited(s.t, d, "/audience", `"private"`)
	e = edited(s.t, model.Document{Key: d.Key, Raw: e.Raw}, "/privateAudiences", `[{"type":"tenant","id":"`+tenant("1").ID+`","label":"Number 1"}]`)
	e.Base = d
	if _, err := m.Save(s.t.Context(), o, e); err != nil {
		s.t.Fatal(err)
	}
	s.live(m, o)
	return o
}

// An audience changes for customers at once, and nothing is published.
func TestUpdateAudience(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]*sandbox.Fault{
		"answered":      nil,
		"answer lost":   {Drop: true, AfterServing: true},
		"never arrived": {Drop: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{}, func(s *stage) {
				t := s.t
				m := s.market()
				o := s.private(m, "lighthouse-gateway", "byol")
				before := len(s.ledger.accepted(t, "publish"))
				if fault != nil {
					s.server.Fail(configure, 1, *fault)
				}
				err := m.UpdateAudience(t.Context(), o, "byol", model.AudienceChange{
					Add: []model.AudienceMember{tenant("2")}, Remove: []model.AudienceMember{tenant("1")},
				})
				arrived := fault == nil || fault.AfterServing
				if arrived && err != nil || !arrived && !errors.Is(err, client.ErrUncertain) {
					t.Fatalf("%v", err)
				}
				for _, env := range model.Environments() {
					d := pickDocument(t, s.contents(m, o, env), "plans/byol/pricing")
					if got := get(t, d, "/privateAudiences"); strings.Contains(got, tenant("2").ID) != arrived || strings.Contains(got, tenant("1").ID) == arrived {
						t.Errorf("%s has %s", env, got)
					}
				}
				s.want("publish", before)
			})
		})
	}
}

func TestUpdateAudience_refused(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		change := model.AudienceChange{Add: []model.AudienceMember{tenant("2")}}
		if err := m.UpdateAudience(t.Context(), s.find(m, "lighthouse-gateway"), "byol", change); err == nil || !strings.Contains(err.Error(), "not private") {
			t.Errorf("a public plan: %v", err)
		}
		if err := m.UpdateAudience(t.Context(), s.find(m, "lighthouse-gateway"), "gold", change); err == nil || !strings.Contains(err.Error(), "gold") {
			t.Errorf("no such plan: %v", err)
		}
		err := m.UpdateAudience(t.Context(), s.find(m, "harbor-backup"), "basic", change)
		as[*client.NoAPIError](t, err)
	})
}

// What is to be changed is worked out from the draft and what is live: each
// member once, whatever the case of its id and its description.
func TestAudienceChange(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.private(m, "lighthouse-gateway", "byol")
		save := func(pointer raw.Pointer, value string) {
			t.Helper()
			if _, err := m.Save(t.Context(), o, edited(t, s.document(m, o, "plans/byol/pricing"), pointer, value)); err != nil {
				t.Fatal(err)
			}
		}
		save("/privateAudiences", `[{"type":"subscription","id":"`+tenant("1").ID+`"},{"type":"tenant","id":"`+tenant("b").ID+
			`"},{"type":"tenant","id":"`+strings.ToUpper(tenant("b").ID)+`","label":"again"}]`)
		got, err := m.AudienceChange(t.Context(), o, "byol")
		want := model.AudienceChange{
			Add:    []model.AudienceMember{{Kind: "subscription", ID: tenant("1").ID}, {Kind: "tenant", ID: tenant("b").ID}},
			Remove: []model.AudienceMember{tenant("1")},
		}
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
		save("/audience", `"public"`)
		_, err = m.AudienceChange(t.Context(), o, "byol")
		if as[*client.StateError](t, err); !strings.Contains(err.Error(), "in the draft") {
			t.Errorf("a plan that is to be sold to everybody: %v", err)
		}
	})
}

// A version of an image is given up in the draft, and nothing else changes.
func TestDeprecateImage(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "lighthouse-gateway")
		technical := func() model.Document { return s.document(m, o, "plans/byol/technical") }
		before := technical()
		version := strings.Trim(get(t, before, "/vmImageVersions/0/versionNumber"), `"`)
		_, err := m.DeprecateImage(t.Context(), o, "byol", version, model.Withdrawal{
			Days: 90, Reason: model.WithdrawnUnsupported, Instead: "payg",
		})
		if get(t, before, "/vmImageVersions/1") == "" {
			if err == nil || !strings.Contains(err.Error(), "not deprecated") {
				t.Fatalf("the only version: %v", err)
			}
			two := edited(t, before, "/vmImageVersions/-", `{"versionNumber":"99.0.0","vmImages":[]}`)
			if _, err = m.Save(t.Context(), o, two); err != nil {
				t.Fatal(err)
			}
			_, err = m.DeprecateImage(t.Context(), o, "byol", version, model.Withdrawal{
				Days: 90, Reason: model.WithdrawnUnsupported, Instead: "payg",
			})
		}
		if err != nil {
			t.Fatal(err)
		}
		now := technical()
		schedule := get(t, now, "/vmImageVersions/0/deprecationSchedule")
		for _, part := range []string{`"dateOffset":"P90D"`, `"reason":"endOfSupport"`, `"alternative":{"plan":"plan/`, `"date":"`} {
			if !strings.Contains(schedule, part) {
				t.Errorf("the schedule lacks %s: %s", part, schedule)
			}
		}
		if state := get(t, now, "/vmImageVersions/0/lifecycleState"); state != `"deprecated"` || get(t, now, "/skus") != get(t, before, "/skus") {
			t.Errorf("the version is %s", state)
		}
		if _, err = m.RestoreImage(t.Context(), o, "byol", version); err != nil {
			t.Fatal(err)
		}
		if now = technical(); get(t, now, "/vmImageVersions/0/deprecationSchedule") != "" || get(t, now, "/vmImageVersions/0/lifecycleState") != `"generallyAvailable"` {
			t.Errorf("restored it is %s", get(t, now, "/vmImageVersions/0"))
		}
		_, err = m.DeprecateImage(t.Context(), o, "byol", "0.0.7", model.Withdrawal{})
		as[*client.StateError](t, err)
	})
}
