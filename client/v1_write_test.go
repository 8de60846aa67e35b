package client_test

import (
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
