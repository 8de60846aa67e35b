package client_test

import (
	"errors"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// The last choice outlives the run, the profile's name, and other choices; it does not
// outlive its profile.
func TestLastChoice(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		open := s.onFile()
		named := func(names ...model.ProfileName) *client.Market {
			return s.market(func(o *client.Options) {
				o.Store, o.Seats = open(), nil
				for i, name := range names {
					seat := guest(name, "owner")
					seat.Identity = []string{"one", "two"}[i]
					o.Seats = append(o.Seats, seat)
				}
			})
		}
		want := func(m *client.Market, want model.Scope, there bool) {
			t.Helper()
			if got, ok, err := m.LastChoice(t.Context()); got != want || ok != there || err != nil {
				t.Errorf("last choice %+v, %v, %v; want %+v", got, ok, err, want)
			}
		}
		keep := func(m *client.Market, chosen model.Scope) {
			t.Helper()
			time.Sleep(time.Minute)
			check(t, m.KeepChoice(t.Context(), chosen))
		}
		m := named("a", "b")
		want(m, model.Scope{}, false)
		first := model.Scope{Profile: "a", Account: "a", Publisher: "brightwave"}
		keep(m, first)
		keep(m, model.Scope{Profile: "b", Account: "b"})
		want(m, model.Scope{Profile: "b", Account: "b"}, true)

		m = named("a") // b is gone
		want(m, first, true)
		keep(m, model.Scope{})
		want(m, model.Scope{}, true)
		err := m.KeepChoice(t.Context(), model.Scope{Profile: "b"})
		if _, none := errors.AsType[*client.NoProfileError](err); !none {
			t.Errorf("a choice of a profile that is not there: %v", err)
		}
		keep(m, model.Scope{Profile: "a"})
		want(named("renamed"), model.Scope{Profile: "renamed"}, true)
		keep(m, first)
		want(named("renamed"), model.Scope{}, true) // it works for another account by its name
	})
}
