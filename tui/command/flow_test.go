package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
	"awning/model/catalog"
	"awning/tui/command"
)

// stage is a sandbox that commands work on as they do on the real services:
// each run opens a market of its own.
type stage struct {
	t       *testing.T
	server  *sandbox.Server
	store   *store.Store
	catalog *catalog.Catalog
	log     bytes.Buffer
	env     map[string]string
	// answers are typed where a terminal is; empty means that there is none.
	answers string
	// meanwhile, if set, happens once, just before the next save.
	meanwhile func()
}

// overtaken is a market whose saves somebody else is faster than.
type overtaken struct {
	command.Market

	stage *stage
}

func (m overtaken) Save(ctx context.Context, o model.Offer, e model.Edit) (model.Document, error) {
	if do := m.stage.meanwhile; do != nil {
		m.stage.meanwhile = nil
		do()
	}
	return m.Market.Save(ctx, o, e)
}

// onStage plays in a bubble in which hours pass at once.
func onStage(t *testing.T, play func(s *stage)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		s := &stage{t: t}
		s.server = sandbox.New(sandbox.Options{World: world.New(world.Options{Now: time.Now()}), Token: "owner", Log: &s.log})
		var err error
		if s.store, err = store.OpenMemory(t.Context(), time.Now); err != nil {
			t.Fatal(err)
		}
		defer s.store.Close()
		if s.catalog, err = loaded(); err != nil {
			t.Fatal(err)
		}
		play(s)
	})
}

// awning runs one command line.
func (s *stage) awning(args ...string) result {
	s.t.Helper()
	var out, errs bytes.Buffer
	exit := command.Run(s.t.Context(), command.Options{
		Args: args, In: strings.NewReader(s.answers), Asks: s.answers != "", Out: &out, Err: &errs, Catalog: s.catalog, Now: time.Now,
		Env: func(name string) string { return s.env[name] },
		Open: func(_ context.Context, set command.Settings) (command.Market, func() error, error) {
			m, err := client.New(client.Options{
				Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Identity: "owner", Tokens: auth.NewStatic(secret.New("owner"))}},
				Store: s.store, Catalog: s.catalog, Base: s.server.RoundTripper(), API: set.API,
			})
			return overtaken{m, s}, func() error { return nil }, err
		},
		Classify: func(err error) command.Exit {
			if errors.Is(err, client.ErrStale) {
				return command.Elsewhere
			}
			return command.Failed
		},
	})
	return result{exit: exit, out: out.String(), err: errs.String()}
}

// get reads one value as JSON.
func (s *stage) get(offer, path string, env model.Environment) string {
	s.t.Helper()
	r := s.awning("get", offer, path, "--env", string(env), "-o", "json").want(s.t, command.Done)
	return string(decode[command.GetJSON](s.t, r).Value)
}

// documents reads every section of an environment, but for what the service
// sets afresh on each read.
func (s *stage) documents(offer string, env model.Environment) map[string]string {
	s.t.Helper()
	out := map[string]string{}
	r := s.awning("show", offer, "-o", "json").want(s.t, command.Done)
	for _, section := range decode[command.ShowJSON](s.t, r).Sections {
		if section.Path != "assets" && section.Path != "videos" {
			out[section.Path] = s.get(offer, section.Path, env)
		}
	}
	return out
}

func TestFlow_azureApplication(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const offer, summary, price = "harbor-backup", "listing.summary", "plans/standard/pricing.price"
		oldSummary, oldPrice := s.get(offer, summary, model.Live), s.get(offer, price, model.Live)
		before := s.documents(offer, model.Live)
		s.awning("set", offer, summary+"=Backups that restore themselves", price+"=59.50").want(t, command.Done)

		diff := decode[command.CompareJSON](t, s.awning("compare", offer, "-o", "json", "--exit-code").want(t, command.Differences))
		if len(diff.Changes) != 2 || diff.Changes[0].Field != "summary" || diff.Changes[1].Field != "price" ||
			string(diff.Changes[1].Left) != "59.50" || string(diff.Changes[1].Right) != oldPrice {
			t.Fatalf("compare shows %+v", diff.Changes)
		}
		s.awning("publish", offer, "--section", "listing", "--yes", "--wait").want(t, command.Done).
			says(t, "listing (1 change)", "plans/standard/pricing (1 change)", "is in preview")
		for _, want := range []struct {
			env            model.Environment
			summary, price string
		}{
			{model.Draft, `"Backups that restore themselves"`, "59.50"},
			{model.Preview, `"Backups that restore themselves"`, oldPrice},
			{model.Live, oldSummary, oldPrice},
		} {
			if got := s.get(offer, summary, want.env); got != want.summary {
				t.Errorf("the summary in %s is %s, want %s", want.env, got, want.summary)
			}
			if got := s.get(offer, price, want.env); got != want.price {
				t.Errorf("the price in %s is %s, want %s", want.env, got, want.price)
			}
		}
		s.awning("golive", offer, "--yes", "--wait").want(t, command.Done).says(t, "is live")
		after := s.documents(offer, model.Live)
		if got := s.get(offer, summary, model.Live); got != `"Backups that restore themselves"` {
			t.Errorf("the live summary is %s", got)
		}
		for path, doc := range before {
			was := map[bool]string{true: strings.Replace(doc, oldSummary, `"Backups that restore themselves"`, 1), false: doc}[path == "listing"]
			if stable(t, after[path]) != stable(t, was) {
				t.Errorf("%s changed in live:\n%s\nwas\n%s", path, after[path], was)
			}
		}
		if n := strings.Count(s.log.String(), `"verb":"submit"`); n != 1 {
			t.Errorf("%d submissions, want 1", n)
		}
	})
}

// stable is a document without its entity tag, which every version has anew.
func stable(t *testing.T, doc string) string {
	t.Helper()
	var members map[string]json.RawMessage
	if err := json.Unmarshal([]byte(doc), &members); err != nil {
		t.Fatalf("%v: %s", err, doc)
	}
	etag := string(members["@odata.etag"])
	return strings.Replace(doc, etag, `""`, 1)
}

func TestFlow_virtualMachine(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const offer = "lighthouse-gateway"
		s.awning("set", offer, "listing.summary=A gate for every harbour", "-o", "json").want(t, command.Done)
		r := s.awning("publish", offer, "--section", "listing", "--yes", "--wait").want(t, command.Done).
			says(t, "  listing (1 change)\n", "  plans/payg/pricing: plans travel together\n", "  properties: travels with every publish of this type\n")
		if strings.Contains(r.err, "stays in the draft") {
			t.Errorf("something stays:\n%s", r.err)
		}
		s.awning("golive", offer, "--yes", "--wait").want(t, command.Done)
		if got := s.get(offer, "listing.summary", model.Live); got != `"A gate for every harbour"` {
			t.Errorf("live has %s", got)
		}
		s.awning("compare", offer, "--exit-code").want(t, command.Done)
	})
}

func TestFlow_cancel(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.awning("set", "harbor-backup", "listing.summary=Never mind").want(t, command.Done)
		s.awning("publish", "harbor-backup", "--yes").want(t, command.Done)
		r := s.awning("status", "-o", "json").want(t, command.Done)
		if got := decode[command.StatusJSON](t, r); len(got.Operations) != 1 || got.Operations[0].Operation.Offer != "harbor-backup" {
			t.Errorf("under way: %+v", got)
		}
		s.awning("publish", "harbor-backup", "--yes").want(t, command.Failed).says(t, "already")
		s.awning("cancel", "harbor-backup", "--yes", "--wait").want(t, command.Done)
		if got := s.get("harbor-backup", "listing.summary", model.Draft); got != `"Never mind"` {
			t.Errorf("the draft has %s", got)
		}
	})
}

func TestFlow_everyType(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		list := decode[command.OffersJSON](t, s.awning("offers", "-o", "json").want(t, command.Done))
		if len(list.Offers) < 40 || !list.Complete {
			t.Fatalf("%d offers, complete %v", len(list.Offers), list.Complete)
		}
		seen := map[string]bool{}
		for _, o := range list.Offers {
			if seen[o.Type] {
				continue
			}
			seen[o.Type] = true
			s.awning("show", o.ID, "--publisher", o.Publisher).want(t, command.Done)
			s.awning("get", o.ID, "--publisher", o.Publisher).want(t, command.Done)
			s.awning("compare", o.ID, "--publisher", o.Publisher).want(t, command.Done)
			s.awning("compare", o.ID, "--publisher", o.Publisher, "--three", "--all").want(t, command.Done)
			s.awning("check", o.ID, "--publisher", o.Publisher).want(t, command.Done)
		}
		if len(seen) != 11 {
			t.Errorf("%d types", len(seen))
		}
	})
}
