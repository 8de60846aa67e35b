package client_test

import (
	"slices"
	"strings"
	"testing"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
	"awning/model/raw"
)

// Customer leads take effect when they are saved. A secret that the service has blotted out
// would be lost with the write of the whole, so that it has to be given anew.
func TestSave_leads(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		open := s.find(m, "harbor-backup")
		s.save(m, open, "leads", "/contactEmail", `"new@brightwave.example"`)
		if got := get(t, s.document(m, open, "leads"), "/contactEmail"); got != `"new@brightwave.example"` {
			t.Errorf("the contact is %s", got)
		}
		secret := s.find(m, "glacier-archive")
		before := s.document(m, secret, "leads")
		_, err := m.Save(t.Context(), secret, edited(t, before, "/contactEmail", `"new@brightwave.example"`))
		if e := as[*client.StateError](t, err); !strings.Contains(e.Error(), "Application secret") || !strings.Contains(e.Hint(), "anew") {
			t.Error(err)
		}
		if len(s.ledger.accepted(t, "post")) != 1 {
			t.Errorf("accepted %v", s.ledger.accepted(t, "post"))
		}
		body, err := raw.Set(before.Raw, "/applicationKey", []byte(`"bmV3IHNlY3JldA"`))
		if err == nil {
			body, err = raw.Set(body, "/contactEmail", []byte(`"new@brightwave.example"`))
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err = m.Save(t.Context(), secret, model.Edit{Base: before, Raw: body}); err != nil {
			t.Error(err)
		}
	})
}

// The test drive is a variant that is no plan: its technical configuration is a section of the
// offer, edited, published and compared as the others.
func TestTestDrive(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "glacier-archive")
		for _, env := range model.Environments() {
			c := s.contents(m, o, env)
			if d := pickDocument(t, c, "test-drive"); get(t, d, "/resourceType") != `"AzureResourceManagerTestDrivePackageConfiguration"` {
				t.Errorf("%s: %s", env, d.Raw)
			}
			if slices.ContainsFunc(c.Plans, func(p model.Plan) bool { return p.Key == "testdrive" || p.ID == "" }) {
				t.Errorf("%s: the test drive is among the plans %v", env, c.Plans)
			}
		}

		o = s.find(m, "harbor-backup")
		if n := s.count(m, o, model.Draft, "test-drive"); n != 0 {
			t.Fatalf("%d test drives before there is one", n)
		}
		s.save(m, o, "setup", "/enableTestDrive", `true`)
		s.save(m, o, "test-drive", "/regions", `["westeurope"]`)
		op := s.publish(m, o, model.PublishRequest{})
		if p := s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
			t.Fatalf("%+v", p)
		}
		if d := pickDocument(t, s.contents(m, o, model.Preview), "test-drive"); get(t, d, "/regions") != `["westeurope"]` {
			t.Errorf("the preview has %s", d.Raw)
		}
		if standing, err := m.Standing(t.Context(), o); err != nil || standing.Draft != model.DraftUnchanged {
			t.Errorf("after publishing the draft is %v (%v)", standing.Draft, err)
		}
		s.save(m, o, "test-drive", "/regions", `["northeurope"]`)
		if standing, err := m.Standing(t.Context(), o); err != nil || standing.Draft != model.DraftChanged {
			t.Errorf("after another edit the draft is %v (%v)", standing.Draft, err)
		}
	})
}
