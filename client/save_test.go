package client_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// written counts the saves the service accepted.
func (s *stage) written(o model.Offer) int {
	n := 0
	for _, e := range s.ledger.accepted(s.t, "") {
		if (e.Verb == "put" || e.Verb == "edit") && e.Offer == string(o.ID) {
			n++
		}
	}
	return n
}

func TestSave_changesOnePlaceOnly(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		before := s.document(m, o, "listing")
		e := edited(t, before, d.at, `"Two words"`)
		got, err := m.Save(t.Context(), o, e)
		if err != nil {
			t.Fatal(err)
		}
		if get(t, got, d.at) != `"Two words"` {
			t.Errorf("read back %s", got.Raw)
		}
		back := edited(t, got, d.at, get(t, before, d.at))
		if _, err = m.Save(t.Context(), o, back); err != nil {
			t.Fatal(err)
		}
		after := s.document(m, o, "listing")
		if stripped(t, after) != stripped(t, before) {
			t.Errorf("the round trip left traces:\n%s\n%s", before.Raw, after.Raw)
		}
	})
}

// stripped is a document without its etag.
func stripped(t *testing.T, d model.Document) string {
	t.Helper()
	if d.ETag == "" {
		return string(d.Raw)
	}
	return strings.Replace(string(d.Raw), strings.ReplaceAll(d.ETag, `"`, `\"`), "", 1)
}

func TestSave_somebodyWasFaster(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		base := s.document(m, o, "listing")
		s.save(m, o, "listing", d.at, `"Theirs"`)
		_, err := m.Save(t.Context(), o, edited(t, base, d.at, `"Mine"`))
		changed := as[*client.ChangedElsewhereError](t, err)
		if !errors.Is(err, client.ErrStale) || get(t, changed.Theirs, d.at) != `"Theirs"` {
			t.Errorf("%v: theirs is %s", err, changed.Theirs.Raw)
		}
		if got := get(t, s.document(m, o, "listing"), d.at); got != `"Theirs"` {
			t.Errorf("theirs was overwritten by %s", got)
		}
		if _, err = m.Save(t.Context(), o, edited(t, changed.Theirs, d.at, `"Mine after all"`)); err != nil {
			t.Errorf("a save based on theirs: %v", err)
		}
	})
}

func TestSave_answerLost(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		base := s.document(m, o, "listing")
		s.server.Fail(d.write, 1, sandbox.Fault{Drop: true, AfterServing: true})
		got, err := m.Save(t.Context(), o, edited(t, base, d.at, `"Mine"`))
		if err != nil || get(t, got, d.at) != `"Mine"` {
			t.Errorf("%s (%v)", got.Raw, err)
		}
		if n := s.written(o); n != 1 {
			t.Errorf("written %d times", n)
		}
	})
}

func TestSave_neverArrived(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		base := s.document(m, o, "listing")
		s.server.Fail(d.write, 1, sandbox.Fault{Drop: true})
		_, err := m.Save(t.Context(), o, edited(t, base, d.at, `"Mine"`))
		switch d.name {
		case "v1": // it is harmless to send again what is still based on the same
			if err != nil || s.written(o) != 1 {
				t.Errorf("written %d times (%v)", s.written(o), err)
			}
		case "graph": // a job might still come to it: only the user sends again
			if !errors.Is(err, client.ErrUncertain) || s.written(o) != 0 {
				t.Errorf("written %d times (%v)", s.written(o), err)
			}
		}
	})
}

func TestSave_lostAndOvertaken(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		base := s.document(m, o, "listing")
		lost := false
		s.net.hook = func(r *http.Request) *canned {
			if r.Method == http.MethodGet || lost {
				return nil
			}
			lost = true // while ours is lost, theirs arrives
			s.save(s.market(), o, "listing", d.at, `"Theirs"`)
			return &canned{err: errors.New("connection reset by peer")}
		}
		_, err := m.Save(t.Context(), o, edited(t, base, d.at, `"Mine"`))
		if changed := as[*client.ChangedElsewhereError](t, err); get(t, changed.Theirs, d.at) != `"Theirs"` {
			t.Errorf("theirs is %s", changed.Theirs.Raw)
		}
	})
}

func TestSave_busyService(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		base := s.document(m, o, "listing")
		s.server.Fail(d.write, 1, sandbox.Fault{Status: 429, Header: http.Header{"Retry-After": {"3"}}})
		if _, err := m.Save(t.Context(), o, edited(t, base, d.at, `"Mine"`)); err != nil || s.written(o) != 1 {
			t.Errorf("written %d times (%v)", s.written(o), err)
		}
	})
}

// Sections of either level and kind of entity can be saved where they were read from.
func TestSave_everySection(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		for _, id := range []model.OfferID{"harbor-backup", "lighthouse-gateway", "reef-analytics"} {
			o := s.find(m, id)
			for _, d := range s.contents(m, o, model.Draft).Documents {
				if d.Sealed {
					continue
				}
				e := edited(t, d, "/awningTest", `"kept"`)
				got, err := m.Save(t.Context(), o, e)
				if err != nil {
					t.Errorf("%s %s: %v", id, d.Key, err)
					continue
				}
				if d.Dialect == model.V1 && get(t, got, "/awningTest") != `"kept"` {
					t.Errorf("%s %s was not written where it was read from: %s", id, d.Key, got.Raw)
				}
			}
		}
	})
}

func TestSave_notFromPreviewNorWithoutSecrets(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		stripped := 0
		for _, id := range []model.OfferID{"beacon-firewall", "lighthouse-gateway", "harbor-backup"} {
			o := s.find(m, id)
			for _, fresh := range s.contents(m, o, model.Draft).Documents {
				known, _, err := m.CachedContents(t.Context(), o, model.Draft)
				if err != nil {
					t.Fatal(err)
				}
				kept := pickDocument(t, known, fresh.Key.String())
				if !strings.Contains(string(fresh.Raw), "sig=") {
					continue
				}
				stripped++
				if strings.Contains(string(kept.Raw), "sig=") {
					t.Errorf("a signed address is in the store: %s", kept.Raw)
				}
				_, err = m.Save(t.Context(), o, model.Edit{Base: kept, Raw: kept.Raw})
				as[*client.StateError](t, err)
			}
			live := pickDocument(t, s.contents(m, o, model.Live), "listing")
			_, err := m.Save(t.Context(), o, model.Edit{Base: live, Raw: live.Raw})
			as[*client.StateError](t, err)
		}
		if stripped == 0 {
			t.Error("no document had a signed address: the test says nothing")
		}
	})
}

// A price keeps its spelling, and the service's own order of members.
func TestSave_planPrice(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		const at = "/priceSchedules/isBaseSchedule=true/schedules/0/retailPrice/openPrice"
		if got := get(t, s.save(m, o, "plans/standard/pricing", at, "59.50"), at); got != "59.50" {
			t.Errorf("price is %s", got)
		}
		doc := s.document(m, o, "plans/standard/pricing")
		if !strings.Contains(string(doc.Raw), `"marketStates"`) {
			t.Error("markets are gone after a price was saved")
		}
	})
}
