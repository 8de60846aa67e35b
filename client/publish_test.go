package client_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/store"
	"awning/model"
	"awning/model/raw"
)

// spoken is one dialect's way through the same story.
type spoken struct {
	name   string
	offer  model.OfferID // live, without unpublished changes
	at     raw.Pointer   // the search summary in "listing"
	submit string        // the requests that publish, for the sandbox's faults
	verb   string        // how its ledger calls that
	golive string
	goVerb string
	cancel string
	write  string // the requests that save a listing
}

func dialects() []spoken {
	return []spoken{
		{
			name: "v1", offer: "harbor-backup", at: "/summary", write: "PUT /v1.0/ingestion/products/",
			submit: "POST /v1.0/ingestion/products/", verb: "submit",
			golive: "POST /v1.0/ingestion/products/", goVerb: "promote", cancel: "DELETE /v1.0/ingestion/products/",
		},
		{
			name: "graph", offer: "lighthouse-gateway", at: "/searchResultSummary", write: "POST /rp/product-ingestion/configure",
			submit: "POST /rp/product-ingestion/configure", verb: "publish",
			golive: "POST /rp/product-ingestion/configure", goVerb: "golive", cancel: "POST /rp/product-ingestion/configure/",
		},
	}
}

// inBoth plays a story in both dialects.
func inBoth(t *testing.T, play func(s *stage, d spoken)) {
	t.Helper()
	for _, d := range dialects() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			onStage(t, sandbox.Options{}, func(s *stage) { play(s, d) })
		})
	}
}

func listing() []model.SectionKey { return []model.SectionKey{{Section: "listing"}} }

// draftChange makes the offer worth publishing.
func (s *stage) draftChange(m *client.Market, d spoken) model.Offer {
	o := s.find(m, d.offer)
	s.save(m, o, "listing", d.at, `"Said better than before"`)
	return o
}

func (s *stage) publish(m *client.Market, o model.Offer, r model.PublishRequest) model.Operation {
	s.t.Helper()
	op, err := m.Publish(s.t.Context(), o, r)
	if err != nil {
		s.t.Fatal(err)
	}
	return op
}

func (s *stage) want(verb string, n int) {
	s.t.Helper()
	if got := s.ledger.accepted(s.t, verb); len(got) != n {
		s.t.Errorf("the service accepted %d times %q, want %d: %+v", len(got), verb, n, got)
	}
}

func TestPublish_onlyWhatWasChosenTravels(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		before := s.contents(m, o, model.Live)
		p := s.watch(m, s.publish(m, o, model.PublishRequest{Sections: listing()}))
		if p.Outcome != model.OutcomeSucceeded || p.Standing.Preview == nil || p.Standing.Preview.Phase != model.PhasePreview {
			t.Fatalf("publishing ended %q: %+v", p.Outcome, p)
		}
		text := func(env model.Environment) string {
			return get(t, pickDocument(t, s.contents(m, o, env), "listing"), d.at)
		}
		if got := text(model.Preview); got != `"Said better than before"` {
			t.Errorf("preview has %s", got)
		}
		if got, want := text(model.Live), get(t, pickDocument(t, before, "listing"), d.at); got != want {
			t.Errorf("live has %s before going live, had %s", got, want)
		}
		op, err := m.GoLive(t.Context(), o, p.Operation.Submission)
		if err != nil {
			t.Fatal(err)
		}
		if p = s.watch(m, op); p.Outcome != model.OutcomeSucceeded || p.Standing.State() != model.StateLive {
			t.Fatalf("going live ended %q in state %q", p.Outcome, p.Standing.State())
		}
		after := s.contents(m, o, model.Live)
		if got := get(t, pickDocument(t, after, "listing"), d.at); got != `"Said better than before"` {
			t.Errorf("live has %s", got)
		}
		s.unchangedElsewhere(before, after)
		s.want(d.verb, 1)
		s.want(d.goVerb, 1)
	})
}

// An offer whose names mark it as one for tests is refused before the service is asked.
func TestGoLive_offersForTestsStayInPreview(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o, id := s.preview(m, d)
		for _, marked := range []model.Offer{
			{Profile: o.Profile, Product: o.Product, Type: o.Type, Publisher: o.Publisher, ID: "test-" + o.ID},
			{Profile: o.Profile, Product: o.Product, Type: o.Type, Publisher: o.Publisher + "-test", ID: o.ID},
		} {
			_, err := m.GoLive(t.Context(), marked, id)
			if _, ok := errors.AsType[*client.StateError](err); !ok || !strings.Contains(err.Error(), "offer for tests") {
				t.Errorf("going live with %s/%s: %v", marked.Publisher, marked.ID, err)
			}
		}
		s.want(d.goVerb, 0)
	})
}

// unchangedElsewhere wants every document but the listing as it was, byte for
// byte; images have fresh addresses on each read.
func (s *stage) unchangedElsewhere(before, after model.Contents) {
	s.t.Helper()
	if len(before.Documents) != len(after.Documents) {
		s.t.Errorf("%d documents before, %d after", len(before.Documents), len(after.Documents))
	}
	for i, b := range before.Documents {
		a := after.Documents[i]
		if a.Key != b.Key {
			s.t.Errorf("document %d is %s, was %s", i, a.Key, b.Key)
		}
		if b.Key.Section != "listing" && b.Key.Section != "assets" && string(a.Raw) != string(b.Raw) {
			s.t.Errorf("%s changed:\n%s\n%s", b.Key, b.Raw, a.Raw)
		}
	}
}

func TestPublish_answerLost(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		s.server.Fail(d.submit, 1, sandbox.Fault{Drop: true, AfterServing: true})
		op := s.publish(m, o, model.PublishRequest{Sections: listing()})
		if op.Phase != model.OperationUncertain {
			t.Fatalf("the operation is %q, want uncertain", op.Phase)
		}
		if p := s.watch(m, op); p.Outcome != model.OutcomeSucceeded || p.Operation.Submission == "" {
			t.Errorf("ended %q with submission %q", p.Outcome, p.Operation.Submission)
		}
		s.want(d.verb, 1)
	})
}

func TestPublish_neverArrived(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		s.server.Fail(d.submit, 1, sandbox.Fault{Drop: true})
		began := time.Now()
		p := s.watch(m, s.publish(m, o, model.PublishRequest{Sections: listing()}))
		if p.Outcome != model.OutcomeNotAccepted {
			t.Errorf("ended %q, want not-accepted", p.Outcome)
		}
		if waited := time.Since(began); waited < time.Minute || waited > 80*time.Second {
			t.Errorf("decided after %s, want a minute of looking", waited)
		}
		s.want(d.verb, 0)
		if _, err := m.Ended(t.Context(), p); err != nil {
			t.Fatal(err)
		}
		if p = s.watch(m, s.publish(m, o, model.PublishRequest{Sections: listing()})); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("the second try ended %q", p.Outcome)
		}
	})
}

func TestPublish_killedAndStartedAgain(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		first := s.market()
		o := s.draftChange(first, d)
		s.publish(first, o, model.PublishRequest{Sections: listing()})
		time.Sleep(time.Second) // the kill; nothing of the first run is used from here on
		second := s.market()
		open, err := second.UnderWay(t.Context())
		if err != nil || len(open) != 1 {
			t.Fatalf("the next start sees %d operations (%v)", len(open), err)
		}
		p := s.watch(second, open[0])
		if p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q", p.Outcome)
		}
		s.want(d.verb, 1)
		told := 0
		for _, m := range []*client.Market{second, s.market()} {
			ended, endErr := m.Ended(t.Context(), p)
			if endErr != nil {
				t.Fatal(endErr)
			}
			if ended {
				told++
			}
		}
		if told != 1 {
			t.Errorf("the end was announced %d times", told)
		}
		if open, err = second.UnderWay(t.Context()); err != nil || len(open) != 0 {
			t.Errorf("%d operations are left (%v)", len(open), err)
		}
	})
}

// A kill between the intent and the answer leaves an intent only.
func TestPublish_killedWhileSending(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		op := s.publish(m, o, model.PublishRequest{Sections: listing()})
		op.Phase, op.Job, op.Submission = model.OperationIntent, "", ""
		if err := s.store.For("owner").Update(t.Context(), op); err != nil {
			t.Fatal(err)
		}
		next := s.market()
		open, err := next.UnderWay(t.Context())
		if err != nil || len(open) != 1 || open[0].Phase != model.OperationIntent {
			t.Fatalf("the next start sees %+v (%v)", open, err)
		}
		if p := s.watch(next, open[0]); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q", p.Outcome)
		}
		s.want(d.verb, 1)
	})
}

func TestPublish_unseenChangesStay(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		seen := s.contents(m, o, model.Draft).Documents
		s.save(m, o, "listing", d.at, `"Somebody else was here"`)
		_, err := m.Publish(t.Context(), o, model.PublishRequest{Sections: listing(), Seen: seen})
		moved := as[*client.MovedError](t, err)
		if !slices.Equal(moved.Sections, listing()) || !errors.Is(err, client.ErrStale) {
			t.Errorf("moved: %v (%v)", moved.Sections, err)
		}
		s.want(d.verb, 0)
		seen = s.contents(m, o, model.Draft).Documents
		if p := s.watch(m, s.publish(m, o, model.PublishRequest{Sections: listing(), Seen: seen})); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("publishing what was seen ended %q", p.Outcome)
		}
	})
}

// What the store gave back, without secrets, is what was seen as well.
func TestPublish_seenInTheStore(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		s.contents(m, o, model.Draft)
		seen, at, err := m.CachedContents(t.Context(), o, model.Draft)
		if err != nil || at.IsZero() {
			t.Fatalf("nothing in the store (%v)", err)
		}
		if p := s.watch(m, s.publish(m, o, model.PublishRequest{Sections: listing(), Seen: seen.Documents})); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q", p.Outcome)
		}
	})
}

func TestPublish_oneAtATime(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		op := s.publish(m, o, model.PublishRequest{Sections: listing()})
		time.Sleep(2 * time.Second)
		_, err := m.Publish(t.Context(), o, model.PublishRequest{Sections: listing()})
		_, running := errors.AsType[*client.StateError](err) // the service shows it
		if !running && !errors.Is(err, store.ErrUnderWay) {
			t.Fatalf("a second publish while the first runs: %v", err)
		}
		s.watch(m, op) // ended, but nobody was told
		p := s.watch(m, s.publish(m, o, model.PublishRequest{Sections: listing()}))
		if p.Outcome != model.OutcomeSucceeded {
			t.Errorf("the next publish ended %q", p.Outcome)
		}
		s.want(d.verb, 2)
	})
}

func TestPublish_twoConsoles(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		intent := model.Operation{ID: "other", Verb: model.VerbPublish, Offer: o, Phase: model.OperationIntent, Started: time.Now()}
		if now, err := m.Standing(t.Context(), o); err == nil && now.Last != nil {
			intent.Before = now.Last.ID
		}
		if err := s.store.For("owner").Begin(t.Context(), intent); err != nil {
			t.Fatal(err)
		}
		_, err := m.Publish(t.Context(), o, model.PublishRequest{Sections: listing()})
		if under := as[*store.UnderWayError](t, err); under.Existing.ID != "other" {
			t.Errorf("under way is %q", under.Existing.ID)
		}
		s.want(d.verb, 0)
	})
}

func TestPublish_refused(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		s.server.Fail(d.submit, 1, sandbox.Fault{Status: 400, Body: `"no good reason"`})
		_, err := m.Publish(t.Context(), o, model.PublishRequest{Sections: listing()})
		if err == nil || errors.Is(err, client.ErrUncertain) {
			t.Fatalf("got %v, want a refusal", err)
		}
		if open, err := m.UnderWay(t.Context()); err != nil || len(open) != 0 {
			t.Errorf("%d operations are left of a refused one (%v)", len(open), err)
		}
	})
}

func TestPublish_busyServiceIsAskedOnceMore(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.draftChange(m, d)
		s.server.Fail(d.submit, 1, sandbox.Fault{Status: 429, Header: map[string][]string{"Retry-After": {"7"}}})
		op := s.publish(m, o, model.PublishRequest{Sections: listing()})
		if p := s.watch(m, op); p.Outcome != model.OutcomeSucceeded {
			t.Errorf("ended %q", p.Outcome)
		}
		s.want(d.verb, 1)
	})
}

func TestPublish_failureSaysWhy(t *testing.T) {
	t.Parallel()
	for _, d := range dialects() {
		t.Run(d.name, func(t *testing.T) {
			t.Parallel()
			o := sandbox.Options{Switches: sandbox.Switches{RefuseInCertification: []string{string(d.offer)}}}
			onStage(t, o, func(s *stage) {
				t := s.t
				m := s.market()
				offer := s.draftChange(m, d)
				p := s.watch(m, s.publish(m, offer, model.PublishRequest{Sections: listing()}))
				if p.Outcome == model.OutcomeSucceeded { // certified after the sign-off
					op, err := m.GoLive(t.Context(), offer, p.Operation.Submission)
					if err != nil {
						t.Fatal(err)
					}
					p = s.watch(m, op)
				}
				if p.Outcome != model.OutcomeFailed || len(p.Problems) == 0 || p.Problems[0].Message == "" {
					t.Errorf("ended %q with problems %+v", p.Outcome, p.Problems)
				}
			})
		})
	}
}

// A publish begun elsewhere failed: its job cannot be asked, the findings can.
func TestWatch_findingsOfAVirtualMachine(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		offer, err := m.Find(t.Context(), model.Scope{}, "skiff-router")
		if err != nil {
			t.Fatal(err)
		}
		standing, err := m.Standing(t.Context(), offer)
		if err != nil {
			t.Fatal(err)
		}
		p, err := m.Watch(t.Context(), model.Following(offer, *standing.Last))
		if err != nil {
			t.Fatal(err)
		}
		if p.Outcome != model.OutcomeFailed || len(p.Problems) < 2 || p.Problems[0].Code == "" {
			t.Errorf("ended %q with problems %+v", p.Outcome, p.Problems)
		}
		for _, problem := range p.Problems {
			if strings.Contains(problem.Where, "sig=") {
				t.Errorf("the link of a report is shown with its signature: %s", problem.Where)
			}
		}
	})
}

func TestPublish_everything(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "reef-analytics") // never published
		p := s.watch(m, s.publish(m, o, model.PublishRequest{}))
		if p.Outcome != model.OutcomeSucceeded {
			t.Fatalf("ended %q: %+v", p.Outcome, p.Problems)
		}
		live := s.contents(m, o, model.Live)
		if preview := s.contents(m, o, model.Preview); !preview.Exists || live.Exists {
			t.Errorf("preview exists: %v, live exists: %v", preview.Exists, live.Exists)
		}
	})
}

func TestPublish_nothingChosenThatCanBe(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		_, err := m.Publish(t.Context(), s.find(m, "harbor-backup"), model.PublishRequest{Sections: []model.SectionKey{{Section: "leads"}}})
		as[*client.StateError](t, err)
	})
}

func TestReadOnly_sendsNothing(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market(func(o *client.Options) { o.ReadOnly = true })
		o := s.find(m, "harbor-backup")
		if _, err := m.Publish(t.Context(), o, model.PublishRequest{}); !errors.Is(err, client.ErrReadOnly) {
			t.Errorf("publish: %v", err)
		}
		d := s.document(m, o, "listing")
		if _, err := m.Save(t.Context(), o, edited(t, d, "/summary", `"x"`)); !errors.Is(err, client.ErrReadOnly) {
			t.Errorf("save: %v", err)
		}
		for _, c := range s.net.calls() {
			if !strings.HasPrefix(c, "GET ") {
				t.Errorf("sent %s", c)
			}
		}
	})
}
