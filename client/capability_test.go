package client_test

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"awning/client"
	"awning/model"
)

// Each probe tells yes, no and unknown apart: only the service's own refusal is a no.
func TestCapabilities_answers(t *testing.T) {
	t.Parallel()
	page := canned{status: 403, kind: "text/html", body: "<html>Blocked by the proxy</html>"}
	signInPage := canned{status: 200, kind: "text/html", body: "<html>Sign in</html>"}
	demand := replies(401, `Bearer error="insufficient_claims", claims="eyJhIjp7fX0="`)
	same := map[string]canned{
		"trouble": refuses(503), "busy": refuses(429), "proxy": page, "sign-in page": signInPage, "demand": demand, "no answer": hangs(),
		"no connection": {err: errors.New("connection refused")}, "nonsense": replies(200, `{"value":`), "bad request": refuses(400),
	}
	const yes, no, unknown = model.Yes, model.No, model.Unknown
	for _, tt := range []struct {
		ability                       model.Ability
		service                       string
		well, denied, rejected, found model.Answer // 403, 401, 404
	}{
		{model.AbleGraph, "graph", yes, no, no, unknown},
		{model.AbleV1, "v1", yes, no, no, unknown},
		{model.AbleCPP, "publishers", yes, no, unknown, no},
		{model.AbleInsights, "insights", yes, no, unknown, unknown},
		{model.AblePayouts, "payouts", yes, no, no, yes},
		{model.AblePartner, "company", yes, no, unknown, unknown},
	} {
		onClinic(t, func(c *clinic) {
			t := c.t
			m := c.market(human("dana", badge{}))
			try := func(what string, a canned, want model.Answer, status int) {
				time.Sleep(time.Minute) // some asked to be left alone
				c.change(map[string]canned{tt.service: a})
				able := must(m.Capabilities(t.Context(), "dana"))
				p := one(t, able, tt.ability)
				if p.Answer != want || status >= 0 && p.Status != status {
					t.Errorf("%s, %s: %+v, want %s", tt.ability, what, p, want)
				}
				if (p.Said == "") != (want == yes) || strings.Contains(p.Said, "\n") {
					t.Errorf("%s, %s: it said %q", tt.ability, what, p.Said)
				}
				if want == no && tt.ability != model.AbleV1 && (p.Said != "Not for you." || p.Code == "" || p.RequestID == "") {
					t.Errorf("%s, %s: %+v", tt.ability, what, p)
				}
				if n := c.asked()[tt.service]; n > 2 { // an older path, a filter, a fresh token
					t.Errorf("%s, %s: asked %d times", tt.ability, what, n)
				}
			}
			fine := 200
			if tt.ability == model.AblePayouts {
				fine = 404
			}
			try("well", well()[tt.service], tt.well, fine)
			try("denied", refuses(403), tt.denied, 403)
			try("rejected", refuses(401), tt.rejected, 401)
			try("not found", refuses(404), tt.found, 404)
			for what, a := range same {
				try(what, a, unknown, -1)
			}
		})
	}
}

// An account without offers answers well, but for offers of publishers: there are none.
func TestCapabilities_emptyAccount(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		c.change(empty())
		m := c.market(human("dana", badge{}))
		able := must(m.Capabilities(t.Context(), "dana"))
		for a, want := range map[model.Ability]model.Answer{model.AbleGraph: model.Yes, model.AbleV1: model.Yes, model.AbleCPP: model.No} {
			if p := one(t, able, a); p.Answer != want || p.Status != 200 || (p.Said == "") != (want == model.Yes) {
				t.Errorf("%+v, want %s", p, want)
			}
		}
		if err := m.AbleTo(t.Context(), "dana", model.AbleCPP); err == nil || !strings.Contains(err.Error(), "(no publisher is listed, seen at ") {
			t.Error(err)
		}
	})
}

// Since April 2026 the submission API may want a type to be named.
func TestCapabilities_listOfAllRefused(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		c.change(map[string]canned{"v1 of all": refuses(400)})
		able := must(c.market(human("dana", badge{})).Capabilities(t.Context(), "dana"))
		if p := one(t, able, model.AbleV1); p.Answer != model.Yes || c.asked()["v1"] != 1 {
			t.Errorf("%+v", p)
		}
	})
}

// When nothing answers, all of it is over after five seconds, however many publishers there
// are, and is not known; what was known before still is.
func TestCapabilities_nothingAnswers(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		seat := human("dana", badge{})
		for n := range 75 {
			seat.Who.Publishers = append(seat.Who.Publishers, model.PublisherID(fmt.Sprintf("p%d", n)))
		}
		m := c.market(seat)
		before := must(m.Capabilities(t.Context(), "dana"))
		silence := map[string]canned{}
		for _, name := range slices.Collect(maps.Keys(well())) {
			silence[name] = hangs()
		}
		c.change(silence)
		began := time.Now()
		able := must(m.Capabilities(t.Context(), "dana"))
		if took := time.Since(began); took != 5*time.Second {
			t.Errorf("took %s", took)
		}
		t.Logf("%d probes in %s", len(able.Probes), time.Since(began))
		for _, p := range able.Probes {
			if p.Answer != model.Unknown || p.Status != 0 || p.Said != "no answer within 5s" {
				t.Errorf("%+v", p)
			}
		}
		if able.Role() != model.RoleUnknown {
			t.Errorf("appears to be %s", able.Role())
		}
		if known := must(m.KnownCapabilities(t.Context(), "dana")); !known.At.Equal(before.At) || known.Of(model.AbleGraph) != model.Yes {
			t.Errorf("afterwards known: %+v", known)
		}
	})
}

// Findings outlive the run and the profile's name, belong to one account, and are looked for
// once by those who look at the same time.
func TestKnownCapabilities(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		seat := human("dana", badge{})
		m := c.market(seat)
		if known := must(m.KnownCapabilities(t.Context(), "dana")); !known.At.IsZero() || len(c.asked()) != 0 {
			t.Errorf("before anybody looked: %+v", known)
		}
		c.takes = time.Second
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() {
				if _, err := m.Capabilities(t.Context(), "dana"); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for name, n := range c.asked() {
			if n != 1 {
				t.Errorf("%s was asked %d times", name, n)
			}
		}
		looked := time.Now()
		time.Sleep(time.Hour)
		seat.Who.Name = "renamed"
		m = c.market(seat)
		known := must(m.KnownCapabilities(t.Context(), "renamed"))
		if !known.At.Equal(looked) || known.Profile != "renamed" || known.Account != brightwaveTenant || known.Role() != model.RoleOwner {
			t.Errorf("in the next run: %+v", known)
		}
		seat.Who.Tenant = "another"
		if known = must(c.market(seat).KnownCapabilities(t.Context(), "renamed")); !known.At.IsZero() {
			t.Errorf("of another account: %+v", known)
		}
		if n := len(c.asked()); n != 0 {
			t.Errorf("%d services were asked", n)
		}
		for _, err := range []error{second(m.Capabilities(t.Context(), "x")), second(m.KnownCapabilities(t.Context(), "x")), m.AbleTo(t.Context(), "x", model.AbleCPP)} {
			as[*client.NoProfileError](t, err)
		}
	})
}

func second[T any](_ T, err error) error { return err }

// What is refused says who may and what one appears to be, before anybody runs into it; a
// refusal that is old is looked at anew first.
func TestAbleTo(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		seat    client.Seat
		answers map[string]canned
		ability model.Ability
		says    []string // of the error and its hint; nil: allowed
	}{
		"owner": {human("dana", badge{}), nil, model.AblePayouts, nil},
		"manager, payouts": {
			human("marco", badge{}),
			map[string]canned{"payouts": refuses(403)},
			model.AblePayouts,
			[]string{"the profile marco is refused payouts (403, seen at ", "payouts need Owner or Financial contributor; you appear to be Manager or Developer"},
		},
		"manager, offers": {human("marco", badge{}), map[string]canned{"payouts": refuses(403)}, model.AbleGraph, nil},
		"finance, offers": {
			human("fiona", badge{}),
			map[string]canned{"graph": refuses(403), "v1": refuses(403), "publishers": refuses(403)},
			model.AbleV1,
			[]string{"refused offers through the submission API", "offers need Manager or Developer; you appear to be Financial contributor"},
		},
		"nobody": {human("nils", badge{}), denials(), model.AbleGraph, []string{"offers through the Product Ingestion API", "you appear to be none of these"}},
		"application, payouts": {
			robot("ci", badge{}), map[string]canned{"payouts": refuses(403)}, model.AblePayouts, []string{"payouts answer people alone"},
		},
		"application, company": {
			robot("ci", badge{}), map[string]canned{"company": refuses(403)}, model.AblePartner, []string{"the partner profile answers people alone"},
		},
		"person, reports": {
			human("dana", badge{}), map[string]canned{"insights": refuses(403)}, model.AbleInsights, []string{"reports answer applications alone"},
		},
		"application, reports": {
			robot("ci", badge{}), map[string]canned{"insights": refuses(403)}, model.AbleInsights, []string{"the role Manager"},
		},
		"trouble":        {human("dana", badge{}), map[string]canned{"payouts": refuses(503)}, model.AblePayouts, nil},
		"role not known": {human("dana", badge{}), map[string]canned{"payouts": refuses(503), "company": refuses(403)}, model.AblePartner, []string{"needs a role in the account"}},
	} {
		onClinic(t, func(c *clinic) {
			t := c.t
			c.change(tt.answers)
			m, who := c.market(tt.seat), tt.seat.Who.Name
			if err := m.AbleTo(t.Context(), who, tt.ability); err != nil || len(c.asked()) != 0 {
				t.Errorf("%s, before anybody looked: %v", name, err)
			}
			must(m.Capabilities(t.Context(), who))
			c.asked()
			err := m.AbleTo(t.Context(), who, tt.ability)
			if tt.says == nil {
				if err != nil {
					t.Errorf("%s: %v", name, err)
				}
				return
			}
			e := as[*client.AbilityError](t, err)
			for _, want := range tt.says {
				if !strings.Contains(e.Error()+"; "+e.Hint(), want) {
					t.Errorf("%s: %s; %s; want %q", name, e, e.Hint(), want)
				}
			}
			if !errors.Is(err, client.ErrForbidden) || len(c.asked()) != 0 {
				t.Errorf("%s: %v, and somebody was asked", name, err)
			}
			c.change(well()) // the role was given meanwhile
			time.Sleep(59 * time.Minute)
			if m.AbleTo(t.Context(), who, tt.ability) == nil || len(c.asked()) != 0 {
				t.Errorf("%s: allowed, or somebody asked, within the hour", name)
			}
			time.Sleep(time.Minute)
			if err = m.AbleTo(t.Context(), who, tt.ability); err != nil || len(c.asked()) == 0 {
				t.Errorf("%s: after an hour, with the role: %v", name, err)
			}
		})
	}
}

// Where nobody answers, an old refusal holds nobody back, and is not asked about again and again.
func TestAbleTo_offline(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		c.change(map[string]canned{"payouts": refuses(403)})
		m := c.market(human("marco", badge{}))
		must(m.Capabilities(t.Context(), "marco"))
		silence := map[string]canned{}
		for name := range well() {
			silence[name] = hangs()
		}
		c.change(silence)
		time.Sleep(2 * time.Hour)
		began := time.Now()
		for range 10 {
			if err := m.AbleTo(t.Context(), "marco", model.AblePayouts); err != nil {
				t.Error(err)
			}
		}
		if took := time.Since(began); took != 5*time.Second {
			t.Errorf("took %s", took)
		}
		c.change(map[string]canned{"payouts": refuses(403)})
		time.Sleep(15 * time.Minute)
		as[*client.AbilityError](t, m.AbleTo(t.Context(), "marco", model.AblePayouts))
	})
}

// An API that refuses the identity is not asked for lists while another one can tell, for a
// day; a task that it alone could do is refused in words.
func TestOffers_leaveOutWhoRefuses(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		c.change(map[string]canned{"graph": refuses(403)})
		m := c.market(human("marco", badge{}))
		list := func() (n int, errs []error) {
			for _, err := range m.Offers(t.Context(), model.Scope{}) {
				if n++; err != nil {
					n, errs = n-1, append(errs, err)
				}
			}
			return n, errs
		}
		before, errs := list()
		if c.asked()["graph"] == 0 || before != 1 {
			t.Fatalf("%d offers, %v", before, errs)
		}
		must(m.Capabilities(t.Context(), "marco"))
		c.asked()
		if _, err := m.Find(t.Context(), model.Scope{}, "a"); err != nil {
			t.Error(err)
		}
		if n := c.asked()["graph"]; n != 0 {
			t.Errorf("who refused was asked for one offer %d times", n)
		}
		o := model.Offer{Profile: "marco", Product: "1", ID: "a", Type: "saas"}
		e := as[*client.AbilityError](t, m.Able(t.Context(), o, client.TaskEdit))
		if e.Ability != model.AbleGraph || e.Role != model.RolePublisher && e.Role != model.RoleOwner {
			t.Errorf("%+v", e)
		}
		o.Type = "azure-application"
		if err := m.Able(t.Context(), o, client.TaskEdit); err != nil {
			t.Errorf("what the other API does: %v", err)
		}
		time.Sleep(25 * time.Hour)
		if _, err := m.Find(t.Context(), model.Scope{}, "a"); err != nil || c.asked()["graph"] == 0 {
			t.Errorf("after a day it is not asked again (%v)", err)
		}
	})
}
