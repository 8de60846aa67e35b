package client_test

import (
	"errors"
	"slices"
	"sync"
	"testing"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/secret"
	"awning/model"
)

// guest is a seat whose token the sandbox admits, or not.
func guest(name model.ProfileName, token string) client.Seat {
	return client.Seat{Who: model.Profile{Name: name}, Identity: string(name), Tokens: auth.NewStatic(secret.New(token))}
}

// profiles are those whose accounts the market knows.
func profiles(m *client.Market) []model.ProfileName {
	var out []model.ProfileName
	for _, a := range m.KnownAccounts() {
		out = append(out, a.Profile)
	}
	return out
}

// Who signs in while the console runs takes part at once. Who signs out does no more, and
// finds what they typed when they come back; secrets are forgotten.
func TestJoin_leaveAndReturn(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market(func(o *client.Options) { o.Seats = nil })
		if _, err := m.Find(t.Context(), model.Scope{}, "harbor-backup"); err == nil {
			t.Fatal("nobody has signed in, and an offer was found")
		}
		if err := m.Join(guest("", "owner")); err == nil {
			t.Error("a seat without a name was taken")
		}
		check(t, m.Join(guest("owner", "owner")))
		o := s.find(m, "harbor-backup")
		d := s.document(m, o, "listing")
		s.keepAt(m, o, "listing", "/summary", `"Typed before"`)
		if e := s.keepAt(m, o, "listing", "/awningPassword", `"a secret"`); !e.Volatile {
			t.Fatalf("the secret is kept on disk: %+v", e)
		}

		m.Leave("owner")
		m.Leave("owner") // changes nothing
		if got := profiles(m); len(got) != 0 {
			t.Errorf("%v are still there", got)
		}
		_, read := m.Contents(t.Context(), o, model.Draft)
		_, typed := m.KeepEdit(t.Context(), draft(o, d, "/summary", `"Typed after"`))
		for what, err := range map[string]error{"read": read, "typed": typed} {
			if _, gone := errors.AsType[*client.NoProfileError](err); !gone {
				t.Errorf("%s on a seat that was left: %v", what, err)
			}
		}

		check(t, m.Join(guest("owner", "owner")))
		if got := s.unsaved(m, o); !slices.Equal(got, []string{"listing/summary"}) {
			t.Errorf("after the return these are unsaved: %v", got)
		}
	})
}

// A new sign-in under the same name takes the old one's place, and only what is begun after
// it is done by the new one.
func TestJoin_again(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market(func(o *client.Options) { o.Seats = []client.Seat{guest("one", "owner"), guest("two", "wrong")} })
		failed := errors.New("")
		for _, err := range m.Offers(t.Context(), model.Scope{Profile: "two"}) {
			failed = err
		}
		if !errors.Is(failed, client.ErrSignIn) {
			t.Fatalf("a wrong token: %v", failed)
		}
		check(t, m.Join(guest("two", "owner")))
		if got := profiles(m); !slices.Equal(got, []model.ProfileName{"one", "two"}) {
			t.Errorf("profiles %v", got)
		}
		n := 0
		for _, err := range m.Offers(t.Context(), model.Scope{Profile: "two"}) {
			check(t, err)
			n++
		}
		if n == 0 {
			t.Error("the new sign-in sees no offers")
		}
	})
}

// A list that is being read when its seat is left is read to its end, or not at all; nothing
// waits and nothing is torn.
func TestJoin_whileReading(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market(func(o *client.Options) { o.Seats = []client.Seat{guest("stays", "owner")} })
		want := 0
		for range m.Offers(t.Context(), model.Scope{Profile: "stays"}) {
			want++
		}
		check(t, m.Join(guest("goes", "owner")))
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				n := map[model.ProfileName]int{}
				for o, err := range m.Offers(t.Context(), model.Scope{}) {
					if err != nil {
						t.Error(err)
					}
					n[o.Profile]++
				}
				if n["stays"] != want || n["goes"] != want && n["goes"] != 0 {
					t.Errorf("a reader saw %v, want %d of each, or none of the one that goes", n, want)
				}
			})
		}
		for range 50 {
			wg.Go(func() {
				m.Leave("goes")
				if err := m.Join(guest("goes", "owner")); err != nil {
					t.Error(err)
				}
				_ = m.KnownAccounts()
			})
		}
		wg.Wait()
		if got := profiles(m); !slices.Equal(got, []model.ProfileName{"stays", "goes"}) {
			t.Errorf("at last there are %v", got)
		}
	})
}

// What is stored follows the identity: a profile that has another name by now finds its offers,
// edits and operations under that, and two profiles of one identity are told of them once.
func TestJoin_renamed(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		as := func(names ...model.ProfileName) *client.Market {
			return s.market(func(o *client.Options) {
				o.Seats = nil
				for _, name := range names {
					seat := guest(name, "owner")
					seat.Identity = "somebody"
					o.Seats = append(o.Seats, seat)
				}
			})
		}
		m := as("before")
		list, errs := s.list(m, model.Scope{})
		if len(errs) > 0 {
			t.Fatal(errs)
		}
		o := s.find(m, "harbor-backup")
		s.save(m, o, "listing", "/summary", `"Saved before"`)
		must(m.Publish(t.Context(), o, model.PublishRequest{Sections: listing()}))
		s.keepAt(m, o, "listing", "/summary", `"Typed before"`)

		for _, names := range [][]model.ProfileName{{"after"}, {"after", "twin"}} {
			m = as(names...)
			known, _, err := m.CachedOffers(t.Context(), model.Scope{Profile: "after"})
			if err != nil || len(known) != len(list) {
				t.Errorf("%d offers are known, want %d (%v)", len(known), len(list), err)
			}
			for _, one := range known {
				if one.Profile != "after" {
					t.Fatalf("%s belongs to %s", one.ID, one.Profile)
				}
			}
			if edits := must(m.AllEdits(t.Context())); len(edits) != 1 || edits[0].Offer.Profile != "after" {
				t.Errorf("edits %+v", edits)
			}
			if under := must(m.UnderWay(t.Context())); len(under) != 1 || under[0].Offer.Profile != "after" {
				t.Errorf("operations %+v", under)
			} else if p, err := m.Watch(t.Context(), under[0]); err != nil || p.Operation.ID != under[0].ID {
				t.Errorf("watched: %+v, %v", p, err)
			}
		}
	})
}
