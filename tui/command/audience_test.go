package command_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"awning/client"
	"awning/model"
	"awning/tui/command"
)

// AudienceChange finds nothing: what audiences do is tested on the real market.
func (m *market) AudienceChange(context.Context, model.Offer, model.PlanID) (model.AudienceChange, error) {
	return model.AudienceChange{}, nil
}

func (m *market) UpdateAudience(context.Context, model.Offer, model.PlanID, model.AudienceChange) error {
	return errors.New("nobody asked for that")
}

const (
	privateOffer    = "harborline-invoicing"
	privateAudience = "plans/group/pricing.private-audience"
	northwind       = `{"type":"tenant","id":"2b2b2b2b-1111-4111-8111-111111111111","label":"Northwind"}`
)

// privateLive sends the private plan live with the one tenant of its draft.
func (s *stage) privateLive() {
	s.t.Helper()
	s.awning("publish", privateOffer, "--yes", "--wait").want(s.t, command.Done)
	s.awning("golive", privateOffer, "--yes", "--wait").want(s.t, command.Done)
}

// invite makes members the audience of the draft of the private plan.
func (s *stage) invite(members string) {
	s.t.Helper()
	s.awning("set", privateOffer, privateAudience+"=["+members+"]").want(s.t, command.Done)
}

// An audience is live at once, alone, and without a publish; a second run has
// nothing to do.
func TestFlow_syncAudience(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const summary = "listing.summary"
		s.privateLive()
		oldSummary := s.get(privateOffer, summary, model.Live)
		s.invite(northwind)
		s.awning("set", privateOffer, summary+"=Not to be published").want(t, command.Done)
		submitted := s.submits()
		r := s.awning("sync-audience", privateOffer, "--plan", "group", "--yes", "-o", "json").want(t, command.Done).
			says(t, "add tenant 2b2b2b2b-1111-4111-8111-111111111111 (Northwind)", "remove tenant ", "(Wide World Importers)",
				"at once", "can no longer buy", "was changed; nothing was published")
		got := decode[command.AudienceJSON](t, r)
		want := command.MemberJSON{Kind: "tenant", ID: "2b2b2b2b-1111-4111-8111-111111111111", Description: "Northwind"}
		if got.Offer != privateOffer || got.Plan != "group" || len(got.Added) != 1 || got.Added[0] != want ||
			len(got.Removed) != 1 || got.Removed[0].Description != "Wide World Importers" {
			t.Errorf("printed %+v", got)
		}
		for _, env := range model.Environments() {
			if now := s.get(privateOffer, privateAudience, env); !strings.Contains(now, want.ID) || strings.Contains(now, got.Removed[0].ID) {
				t.Errorf("%s has %s", env, now)
			}
		}
		if now := s.get(privateOffer, summary, model.Live); now != oldSummary {
			t.Errorf("the summary went along: %s", now)
		}
		if now := s.submits(); now != submitted {
			t.Errorf("%d submissions", now-submitted)
		}

		before := s.changes()
		r = s.awning("sync-audience", privateOffer, "--plan", "group", "--yes", "-o", "json").want(t, command.Done).says(t, "nothing to do")
		if again := decode[command.AudienceJSON](t, r); again.Added == nil || len(again.Added)+len(again.Removed) > 0 {
			t.Errorf("printed %+v", again)
		}
		if n := s.changes(); n != before {
			t.Errorf("%d changes for nothing", n-before)
		}
	})
}

// changes counts what the services accepted.
func (s *stage) changes() int { return strings.Count(s.log.String(), `"kind":"mutation"`) }

func (s *stage) submits() int { return strings.Count(s.log.String(), `"verb":"submit"`) }

// Nothing is sent before somebody said yes.
func TestFlow_syncAudienceAsks(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.privateLive()
		s.invite(northwind)
		before := s.changes()
		sync := func(args ...string) result {
			return s.awning(append([]string{"sync-audience", privateOffer, "--plan", "group"}, args...)...)
		}
		sync().want(t, command.WrongUsage).says(t, "--yes")
		sync("--read-only", "--yes").want(t, command.NotAllowed).says(t, "--read-only")
		s.answers = "n\n"
		sync().want(t, command.Failed).says(t, "Change it?", "nothing was done")
		if n := s.changes(); n != before {
			t.Fatalf("%d changes were made unasked", n-before)
		}
		s.answers = "y\n"
		sync("-o", "csv").want(t, command.Done).prints(t, "change,kind,id,description\n",
			"added,tenant,2b2b2b2b-1111-4111-8111-111111111111,Northwind\n", "removed,tenant,", ",Wide World Importers\n")
		sync().want(t, command.Done).says(t, "nothing to do")
	})
}

// Of a long list the beginning is told, how much there is beyond that, and where to see it.
func TestFlow_syncAudienceLong(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.privateLive()
		var members []string
		for i := range 23 {
			members = append(members, fmt.Sprintf(`{"type":"tenant","id":"%08d-1111-4111-8111-111111111111"}`, i))
		}
		s.invite(strings.Join(members, ","))
		s.answers = "n\n"
		r := s.awning("sync-audience", privateOffer, "--plan", "group").want(t, command.Failed).
			says(t, "and 3 more; awning compare "+privateOffer+" --plan group")
		if n := strings.Count(r.err, "  add tenant "); n != 20 {
			t.Errorf("%d members were told", n)
		}
		s.awning("compare", privateOffer, "--plan", "group").want(t, command.Done).prints(t, "00000022-1111-4111-8111-111111111111")
	})
}

// The same GUID in capitals is nobody new, and neither is another description.
func TestFlow_syncAudienceSameMember(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.privateLive()
		s.invite(northwind)
		s.awning("sync-audience", privateOffer, "--plan", "group", "--yes").want(t, command.Done)
		s.invite(`{"type":"tenant","id":"` + strings.ToUpper("2b2b2b2b-1111-4111-8111-111111111111") + `","label":"Somebody"}`)
		s.awning("sync-audience", privateOffer, "--plan", "group", "--yes").want(t, command.Done).says(t, "nothing to do")
	})
}

// What cannot be done is told in words, with the way out, and nothing is sent.
func TestFlow_syncAudienceRefused(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.privateLive()
		s.invite(`{"type":"subscription","id":"33333333-1111-4111-8111-111111111111"}`)
		plans := decode[command.ShowJSON](t, s.awning("show", "current-crm", "-o", "json").want(t, command.Done)).Plans
		before := s.changes()
		for line, want := range map[string]struct {
			exit command.Exit
			says []string
		}{
			privateOffer:                            {command.WrongUsage, []string{"--plan PLAN"}},
			"current-crm --plan " + plans[0].ID:     {command.Failed, []string{"is not live", "go live"}},
			privateOffer + " --plan gold":           {command.WrongUsage, []string{`no plan "gold"`, "group"}},
			privateOffer + " --plan solo":           {command.Failed, []string{"plan solo is not private", "everybody"}},
			"harbor-backup --plan standard":         {command.Failed, []string{"no API can change the private audience of Azure application offers", client.PortalOffers}},
			privateOffer + " --plan group --api v1": {command.Failed, []string{`the API "v1" cannot change the private audience`, "leave out --api: graph does it"}},
		} {
			r := s.awning(append([]string{"sync-audience", "--yes"}, strings.Fields(line)...)...)
			if r.exit != want.exit {
				t.Errorf("%s: exit %d, want %d", line, r.exit, want.exit)
			}
			r.says(t, want.says...)
		}
		if n := s.changes(); n != before {
			t.Errorf("%d changes were made", n-before)
		}
		s.awning("sync-audience", privateOffer, "--plan", "group", "--yes").want(t, command.Failed).
			says(t, "the first of its kind", "the service refused it", "publish it in full")
		if now := s.get(privateOffer, privateAudience, model.Live); strings.Contains(now, "subscription") {
			t.Errorf("live has %s", now)
		}
	})
}
