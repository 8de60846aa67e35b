package client_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/secret"
	"awning/model"
)

func keys(c model.Contents) []string {
	out := make([]string, len(c.Documents))
	for i, d := range c.Documents {
		out[i] = d.Key.String()
	}
	return out
}

func TestContents_documentsAndTheirOrder(t *testing.T) {
	t.Parallel()
	for id, want := range map[model.OfferID][]string{
		"harbor-backup": {
			"product", "setup", "properties", "listing", "assets:azurelogolarge/1", "preview-audience", "technical", "resell", "leads",
			"plans/standard/setup", "plans/standard/listing", "plans/standard/pricing", "plans/standard/technical",
			"plans/premium/setup", "plans/premium/listing", "plans/premium/pricing", "plans/premium/technical",
		},
		"lighthouse-gateway": {
			"product", "setup", "properties", "listing", "assets:azurelogolarge/1", "preview-audience", "resell", "leads", "test-drive",
			"plans/byol/setup", "plans/byol/listing", "plans/byol/pricing", "plans/byol/technical",
			"plans/payg/setup", "plans/payg/listing", "plans/payg/pricing", "plans/payg/technical",
		},
	} {
		t.Run(string(id), func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{}, func(s *stage) {
				t := s.t
				m := s.market()
				o := s.find(m, id)
				for _, env := range model.Environments() {
					c := s.contents(m, o, env)
					got := slices.DeleteFunc(keys(c), func(k string) bool {
						return strings.HasPrefix(k, "assets:") && k != "assets:azurelogolarge/1"
					})
					if !slices.Equal(got, want) {
						t.Errorf("%s:\n got %v\nwant %v", env, got, want)
					}
					if again := s.contents(m, o, env); !slices.Equal(keys(again), keys(c)) {
						t.Errorf("%s comes in another order the second time", env)
					}
					for _, d := range c.Documents {
						if d.Env != env || len(d.Raw) == 0 || env != model.Draft && !d.Sealed {
							t.Errorf("%s %s: env %q, sealed %v, %d bytes", env, d.Key, d.Env, d.Sealed, len(d.Raw))
						}
					}
				}
			})
		})
	}
}

func TestContents_neverPublished(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		for _, id := range []model.OfferID{"reef-analytics", "skiff-router"} {
			o := s.find(m, id)
			c := s.contents(m, o, model.Live)
			if c.Exists || len(c.Documents) > 0 {
				t.Errorf("%s has %d documents live", id, len(c.Documents))
			}
			known, at, err := m.CachedContents(t.Context(), o, model.Live)
			if err != nil || at.IsZero() || known.Exists {
				t.Errorf("the store says %v at %s (%v)", known.Exists, at, err)
			}
		}
	})
}

// The submission API cannot be asked for preview or live: what it names is
// read, and said to be approximate.
func TestContents_approximateInV1(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		s.save(m, o, "listing", "/summary", `"Only in the draft"`)
		live := s.contents(m, o, model.Live)
		if !live.Approximate || live.Submission == "" || get(t, pickDocument(t, live, "listing"), "/summary") == `"Only in the draft"` {
			t.Errorf("live is approximate: %v, of submission %q", live.Approximate, live.Submission)
		}
		if c := s.contents(m, s.find(m, "lighthouse-gateway"), model.Live); c.Approximate || c.Submission == "" {
			t.Errorf("a tree is approximate: %v, of submission %q", c.Approximate, c.Submission)
		}
	})
}

// Should the service not show published instances, that is said, not taken for
// a deletion.
func TestContents_publishedInstancesHidden(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{Switches: sandbox.Switches{HidePublished: true}}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		if c := s.contents(m, o, model.Live); len(c.Documents) < 10 {
			t.Errorf("what is equal to the draft can be read: %d documents", len(c.Documents))
		}
		s.save(m, o, "listing", "/summary", `"Only in the draft"`)
		_, err := m.Contents(t.Context(), o, model.Live)
		as[*client.StateError](t, err)
	})
}

func TestContents_readTwiceIsTheSame(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		read := s.contents(m, o, model.Draft)
		known, at, err := m.CachedContents(t.Context(), o, model.Draft)
		if err != nil || time.Since(at) > time.Second || len(known.Documents) != len(read.Documents) {
			t.Fatalf("%d of %d documents of %s (%v)", len(known.Documents), len(read.Documents), at, err)
		}
		for i, k := range known.Documents {
			if !k.Sealed && string(k.Raw) != string(read.Documents[i].Raw) {
				t.Errorf("%s was changed by the store", k.Key)
			}
		}
	})
}

func TestContents_unreadable(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		for _, status := range []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusInternalServerError} {
			s.net.hook = failing(status)
			if _, err := m.Contents(t.Context(), o, model.Draft); err == nil {
				t.Errorf("status %d was no error", status)
			}
		}
		s.net.hook = func(*http.Request) *canned {
			return &canned{status: http.StatusOK, kind: "text/html", body: "<html>Sign in</html>"}
		}
		if _, err := m.Contents(t.Context(), o, model.Draft); err == nil {
			t.Error("a web page was read as an offer")
		}
	})
}

func TestAccounts(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market(func(o *client.Options) {
			o.Seats = append(o.Seats,
				client.Seat{Who: model.Profile{Name: "stranger"}, Identity: "stranger", Tokens: auth.NewStatic(secret.New("wrong"))},
				client.Seat{
					Who: model.Profile{
						Name: "elsewhere", Tenant: "00000000-0000-0000-0000-000000000009", Programs: []model.Program{"Referrals"},
					},
					Identity: "elsewhere", Tokens: auth.NewStatic(secret.New("owner")),
				})
		})
		accounts, err := m.Accounts(t.Context())
		if err != nil || len(accounts) != 3 {
			t.Fatalf("%+v (%v)", accounts, err)
		}
		if a := accounts[0]; a.Problem != "" || !a.Marketplace() || len(a.Publishers) < 3 || a.Publishers[0].Name == "" {
			t.Errorf("the owner's account: %+v", a)
		}
		if a := accounts[1]; a.Problem == "" || a.Name != "stranger" {
			t.Errorf("the stranger's account: %+v", a)
		}
		if a := accounts[2]; a.ID != "00000000-0000-0000-0000-000000000009" {
			t.Errorf("the third account: %+v", a)
		}
	})
}

func TestAccounts_publishersRefused(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		s.net.hook = failing(http.StatusForbidden, "cloudpartner")
		accounts, err := m.Accounts(t.Context())
		if err != nil || accounts[0].Problem != "" || !accounts[0].Marketplace() {
			t.Errorf("%+v (%v)", accounts, err)
		}
		s.net.hook = failing(http.StatusForbidden)
		if accounts, err = m.Accounts(t.Context()); err != nil || accounts[0].Problem == "" {
			t.Errorf("%+v (%v)", accounts, err)
		}
	})
}

func TestErrors_sayWhatToDo(t *testing.T) {
	t.Parallel()
	for _, err := range []interface {
		error
		Hint() string
	}{
		&client.NoProfileError{Profile: "p"},
		&client.UnknownOfferError{ID: "x"},
		&client.AmbiguousOfferError{ID: "x", Offers: []model.Offer{{Profile: "p", Publisher: "q"}}},
		&client.ChangedElsewhereError{Offer: "x"},
		&client.MovedError{Offer: "x", Sections: listing()},
		&client.StateError{Offer: "x", Text: "t", Next: "n"},
		&client.RefusedError{Offer: "x", Refusals: []client.Refusal{{Message: "m"}}},
	} {
		if err.Error() == "" || err.Hint() == "" || strings.Contains(err.Error(), "\n") {
			t.Errorf("%T: %q, %q", err, err.Error(), err.Hint())
		}
	}
	var moved interface{ Moved() []model.SectionKey } = &client.MovedError{Sections: listing()}
	var elsewhere interface{ Elsewhere() model.Document } = &client.ChangedElsewhereError{Theirs: model.Document{Ref: "r"}}
	if len(moved.Moved()) != 1 || elsewhere.Elsewhere().Ref != "r" {
		t.Error("the errors do not tell what they know")
	}
	if !errors.Is(&client.MovedError{}, client.ErrStale) || errors.Is(&client.MovedError{}, client.ErrNotFound) {
		t.Error("a moved section is stale and nothing else")
	}
}
