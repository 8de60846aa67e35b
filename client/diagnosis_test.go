package client_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"awning/client"
	"awning/client/auth"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// refusedBy is a refusal of the directory by a number of its, as a source tells it.
func refusedBy(code string) error {
	return &auth.Error{Code: code, Message: "the directory's words", Cause: &transport.Error{
		Op: "sign in", Status: 400, Code: code, Target: "login.microsoftonline.com/t/oauth2/v2.0/token",
	}}
}

// everywhere refuses tokens for all audiences.
func everywhere(err error) badge { return badge{refuse: map[string]error{"": err}} }

// merged are answers with others in some places.
func merged(all ...map[string]canned) map[string]canned {
	out := map[string]canned{}
	for _, one := range all {
		maps.Copy(out, one)
	}
	return out
}

// situation is a seat, what the services say to it, and why it sees no offers.
type situation struct {
	seat    client.Seat
	others  []client.Seat
	answers map[string]canned
	storage model.StorageState
	causes  []model.Cause
}

func sure(k model.CauseKind, args ...string) model.Cause {
	return model.Cause{Kind: k, Args: args, Sure: true}
}

func fits(k model.CauseKind, args ...string) model.Cause { return model.Cause{Kind: k, Args: args} }

// asPerson and asApp are what tokens say.
func asPerson() badge {
	return badge{claims: map[string]any{"tid": brightwaveTenant, "upn": "dana@brightwave.example", "scp": "user_impersonation", "oid": "o-1"}}
}

func asApp() badge {
	return badge{claims: map[string]any{"tid": brightwaveTenant, "appid": "app-1", "oid": "principal-1", "idtyp": "app"}}
}

// signInSituations are those in which no service can be asked at all, or not with the tokens there are.
func signInSituations() map[string]situation {
	graph, partner := auth.AudienceGraph, auth.AudiencePartner
	keyring := &secret.UnusableError{Doing: "read", Entry: "sign-in", Cause: errors.New("no bus")}
	nothing := fmt.Errorf("%w: %q", secret.ErrNotFound, "x")
	given := func(claims map[string]any) client.Seat {
		s := human("given", badge{claims: claims})
		s.Who.Kind, s.Who.User, s.Who.ClientID = model.StaticToken, "", ""
		return s
	}
	refusing := map[string]canned{"graph": refuses(401), "v1": refuses(401), "publishers": refuses(401), "payouts": refuses(401)}
	demand := replies(401, `Bearer error="insufficient_claims", claims="eyJhIjp7fX0="`)
	return map[string]situation{
		"nobody signed in": {seat: human("dana", everywhere(&auth.Error{Message: "nobody is signed in", Cause: nothing})), causes: []model.Cause{sure(model.CauseSignedOut, "dana")}},
		"revoked":          {seat: human("dana", everywhere(refusedBy("AADSTS50173"))), causes: []model.Cause{sure(model.CauseSignedOut, "dana")}},
		"ended, without a number": {
			seat:   human("dana", everywhere(&auth.Error{Message: "no", Cause: &transport.Error{Status: 400, Details: map[string][]string{"error": {"invalid_grant"}}}})),
			causes: []model.Cause{sure(model.CauseSignedOut, "dana")},
		},
		"no secret":      {seat: robot("ci", everywhere(&auth.Error{Message: "no secret", Cause: nothing})), causes: []model.Cause{sure(model.CauseNoSecret, "app-1")}},
		"expired secret": {seat: robot("ci", everywhere(refusedBy("AADSTS7000222"))), causes: []model.Cause{sure(model.CauseSecretExpired, "app-1")}},
		"wrong secret":   {seat: robot("ci", everywhere(refusedBy("AADSTS7000215"))), causes: []model.Cause{sure(model.CauseSecretWrong, "app-1")}},
		"keyring": {
			seat: human("dana", everywhere(&auth.Error{Message: "cannot be read", Cause: keyring})), storage: model.StorageState{Storage: model.InKeyring, Why: "no D-Bus"},
			causes: []model.Cause{sure(model.CauseStore, "no D-Bus")},
		},
		"locked file": {
			seat:   human("dana", everywhere(&auth.Error{Message: "cannot be read", Cause: &secret.LockedError{Entry: "e"}})),
			causes: []model.Cause{sure(model.CauseStore, `"e" is kept in an encrypted file, and those are locked`)},
		},
		"no tenant":     {seat: human("dana", everywhere(refusedBy("AADSTS90002"))), causes: []model.Cause{sure(model.CauseNoTenant, brightwaveTenant)}},
		"no app":        {seat: human("dana", everywhere(refusedBy("AADSTS700016"))), causes: []model.Cause{sure(model.CauseNoApp, "console-app", brightwaveTenant)}},
		"not in tenant": {seat: human("dana", everywhere(refusedBy("AADSTS50020"))), causes: []model.Cause{sure(model.CauseNotInTenant, "dana@brightwave.example", brightwaveTenant)}},
		"policy":        {seat: human("dana", everywhere(refusedBy("AADSTS53003"))), causes: []model.Cause{sure(model.CausePolicy, "the directory's words")}},
		"factor":        {seat: human("dana", everywhere(refusedBy("AADSTS50076"))), causes: []model.Cause{sure(model.CauseFactor)}},
		"consent":       {seat: human("dana", everywhere(refusedBy("AADSTS65001"))), causes: []model.Cause{sure(model.CauseConsent, "console-app", graph)}},
		"no service":    {seat: human("dana", badge{refuse: map[string]error{partner: refusedBy("AADSTS500011")}}), causes: []model.Cause{sure(model.CauseNoService, partner, brightwaveTenant)}},
		"demands more":  {seat: human("dana", asPerson()), answers: map[string]canned{"graph": demand, "v1 of all": demand}, causes: []model.Cause{sure(model.CauseFactor)}},
		"token for another service": {
			seat: given(map[string]any{"aud": "https://vault.azure.net"}), answers: refusing,
			causes: []model.Cause{sure(model.CauseAudience, graph, "https://vault.azure.net")},
		},
		"token for one of the services": {
			seat: given(map[string]any{"aud": "00000003-0000-0000-c000-000000000000", "scp": "x"}), answers: merged(refusing, map[string]canned{"graph": well()["graph"]}),
		},
		"token that is over": {
			seat: given(map[string]any{"exp": time.Date(1999, 1, 1, 0, 0, 0, 0, time.UTC).Unix()}), answers: refusing, causes: []model.Cause{sure(model.CauseSignedOut, "given")},
		},
		"token nobody takes": {seat: given(nil), answers: refusing, causes: []model.Cause{fits(model.CauseSignedOut, "given")}},
		"directory not reached": {
			seat:   human("dana", everywhere(&transport.Error{Op: "sign in", Target: "login.microsoftonline.com/x", Cause: &net.DNSError{Err: "no such host"}})),
			causes: []model.Cause{sure(model.CauseNetwork, "login.microsoftonline.com")},
		},
		"directory in trouble": {
			seat:   human("dana", everywhere(&transport.Error{Op: "sign in", Target: "login.microsoftonline.com/x", Status: 503})),
			causes: []model.Cause{sure(model.CauseService, "login.microsoftonline.com", "503 Service Unavailable")},
		},
		"directory silent": {
			seat: human("dana", everywhere(context.DeadlineExceeded)), causes: []model.Cause{sure(model.CauseNetwork, "login.microsoftonline.com")},
		},
	}
}

// accountSituations are those in which the sign-in is fine.
func accountSituations() map[string]situation {
	listing := func(s client.Seat, publishers ...model.PublisherID) client.Seat {
		s.Who.Publishers = publishers
		return s
	}
	elsewhere := human("elsewhere", asPerson())
	elsewhere.Who.Programs = []model.Program{"Referrals"}
	denied := map[string]canned{"graph": refuses(403), "v1": refuses(403), "publishers": refuses(403), "insights": refuses(403)}
	gone := canned{err: &net.OpError{Op: "dial", Err: errors.New("refused")}}
	page := canned{status: 403, kind: "text/html", body: "<html>Blocked</html>"}
	return map[string]situation{
		"all well":          {seat: human("dana", asPerson())},
		"all well, manager": {seat: human("marco", asPerson()), answers: map[string]canned{"payouts": refuses(403), "insights": refuses(403)}},
		"all well, app":     {seat: robot("ci", asApp()), answers: map[string]canned{"payouts": refuses(403), "company": refuses(403)}},
		"finance":           {seat: human("fiona", asPerson()), answers: denied, causes: []model.Cause{fits(model.CauseRole, "finance")}},
		"none":              {seat: human("nils", asPerson()), answers: denials(), causes: []model.Cause{fits(model.CauseRole, "none")}},
		"not added":         {seat: robot("ci", asApp()), answers: denials(), causes: []model.Cause{fits(model.CauseNotAdded, "app-1", "principal-1")}},
		"no program":        {seat: human("ingrid", asPerson()), answers: empty(), causes: []model.Cause{fits(model.CauseNoProgram, "Brightwave Software")}},
		"no program, publishers refused": {
			seat: human("ingrid", asPerson()), answers: merged(empty(), map[string]canned{"publishers": refuses(404)}),
			causes: []model.Cause{fits(model.CauseNoProgram, "Brightwave Software")},
		},
		"no program, as listed": {seat: elsewhere, answers: empty(), causes: []model.Cause{fits(model.CauseNoProgram, "Brightwave Software")}},
		"no offers":             {seat: human("dana", asPerson()), answers: map[string]canned{"graph": empty()["graph"], "v1": empty()["v1"], "cpp brightwave": replies(200, `[]`)}, causes: []model.Cause{sure(model.CauseNoOffers)}},
		"unknown publisher":     {seat: listing(human("dana", asPerson()), "brightwave", "typo"), causes: []model.Cause{sure(model.CausePublisher, "typo")}},
		"one service down":      {seat: human("dana", asPerson()), answers: map[string]canned{"graph": refuses(503)}, causes: []model.Cause{sure(model.CauseService, "graph.microsoft.com", "503 Service Unavailable")}},
		"down with a web page":  {seat: human("dana", asPerson()), answers: map[string]canned{"graph": {status: 502, kind: "text/html", body: "<html>"}}, causes: []model.Cause{sure(model.CauseService, "graph.microsoft.com", "502 Bad Gateway")}},
		"nothing comes back":    {seat: human("dana", asPerson()), answers: map[string]canned{"graph": gone, "v1": hangs(), "publishers": page}, causes: []model.Cause{sure(model.CauseNetwork, "graph.microsoft.com, api.partner.microsoft.com, cloudpartner.azure.com")}},
		"reports down":          {seat: human("dana", asPerson()), answers: map[string]canned{"insights": refuses(503), "payouts": gone}},
	}
}

// Each situation is explained by its cause, and by nothing else.
func TestDiagnose(t *testing.T) {
	t.Parallel()
	all := signInSituations()
	maps.Copy(all, accountSituations())
	for name, s := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onClinic(t, func(c *clinic) {
				t := c.t
				c.change(s.answers)
				d := c.diagnose(s)
				if diff := cmp.Diff(s.causes, d.Causes, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("causes differ (-want +got):\n%s", diff)
				}
				if len(d.Tokens) != 5 || d.Capabilities.At.IsZero() || d.At.IsZero() || d.Profile.Name != s.seat.Who.Name {
					t.Errorf("%+v", d)
				}
			})
		})
	}
	t.Logf("%d situations", len(all))
}

// diagnose opens a market for a situation and asks it.
func (c *clinic) diagnose(s situation) model.Diagnosis {
	c.t.Helper()
	m := must(client.New(client.Options{
		Seats: append([]client.Seat{s.seat}, s.others...), Store: c.store, Catalog: must(loaded()), Base: c,
		Storage: func(context.Context, model.Profile) model.StorageState { return s.storage },
	}))
	return must(m.Diagnose(c.t.Context(), s.seat.Who.Name))
}

// What is told beside the causes: the tokens' claims and no token, where the identity belongs,
// and what it may do.
func TestDiagnose_facts(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		seat := human("dana", asPerson())
		b := asPerson()
		b.refuse = map[string]error{auth.AudiencePartnerCenter: refusedBy("AADSTS65001")}
		seat.Tokens = b
		d := c.diagnose(situation{seat: seat, storage: model.StorageState{Storage: model.InKeyring, Usable: true}})
		if len(d.Causes) != 0 || !d.Storage.Usable || len(d.Tenants) != 1 || d.Tenants[0].Name != "Brightwave Software" {
			t.Errorf("%+v", d)
		}
		if len(d.Publishers) != 1 || d.Publishers[0].Name != "Brightwave" || len(d.Programs) != 1 || d.Capabilities.Role() != model.RoleOwner || d.Capabilities.Of(model.AbleInsights) != model.Unknown {
			t.Errorf("%+v", d)
		}
		for _, token := range d.Tokens {
			refused := token.Audience == auth.AudiencePartnerCenter
			if refused != (token.Problem != "") || refused != (token.Code == "AADSTS65001") || !refused && (token.Claims.Audience != token.Audience || token.Claims.Tenant != brightwaveTenant || token.Claims.Object != "o-1") {
				t.Errorf("%+v", token)
			}
		}
		if text := fmt.Sprintf("%+v", d); strings.Contains(text, "e30.") {
			t.Errorf("a token is told: %s", text)
		}
	})
}

// A person in an account that shows nothing is pointed to the profiles that see offers; who
// sees payouts is in the right account, and an application is no person.
func TestDiagnose_wrongAccount(t *testing.T) {
	t.Parallel()
	sighted := asPerson()
	for name, tt := range map[string]struct {
		seat client.Seat
		// answers are those to tokens of the tenant "bare" alone.
		answers map[string]canned
		want    []model.Cause
	}{
		"empty":           {human("ingrid", asPerson()), empty(), []model.Cause{fits(model.CauseWrongAccount, "ingrid", "other"), fits(model.CauseNoProgram, "ingrid")}},
		"refused":         {human("nils", asPerson()), denials(), []model.Cause{fits(model.CauseWrongAccount, "nils", "other"), fits(model.CauseRole, "none")}},
		"sees payouts":    {human("fiona", asPerson()), merged(denials(), map[string]canned{"payouts": well()["payouts"]}), []model.Cause{fits(model.CauseRole, "finance")}},
		"an application":  {robot("ci", asApp()), denials(), []model.Cause{fits(model.CauseNotAdded, "app-1", "principal-1")}},
		"sees its offers": {human("dana", asPerson()), nil, nil},
	} {
		onClinic(t, func(c *clinic) {
			t := c.t
			tt.seat.Who.Tenant = "bare"
			b, ok := tt.seat.Tokens.(badge)
			if !ok {
				t.Fatal("no badge")
			}
			b.claims["tid"] = "bare"
			c.toBare = tt.answers
			d := c.diagnose(situation{seat: tt.seat, others: []client.Seat{human("other", sighted), human("blind", everywhere(refusedBy("AADSTS50173")))}})
			if diff := cmp.Diff(tt.want, d.Causes, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: causes differ (-want +got):\n%s", name, diff)
			}
		})
	}
}

// It ends in time whoever is silent, and with who asked for it.
func TestDiagnose_patience(t *testing.T) {
	t.Parallel()
	onClinic(t, func(c *clinic) {
		t := c.t
		silence := map[string]canned{}
		for name := range well() {
			silence[name] = hangs()
		}
		c.change(silence)
		m := c.market(human("dana", silentSource{}), human("other", asPerson()))
		began := time.Now()
		d := must(m.Diagnose(t.Context(), "dana"))
		if took := time.Since(began); took > 25*time.Second {
			t.Errorf("took %s", took)
		}
		t.Logf("took %s when nobody answers", time.Since(began))
		if diff := cmp.Diff([]model.Cause{sure(model.CauseNetwork, "login.microsoftonline.com")}, d.Causes); diff != "" {
			t.Error(diff)
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := m.Diagnose(ctx, "dana"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("after its caller left: %v", err)
		}
		as[*client.NoProfileError](t, second(m.Diagnose(t.Context(), "x")))
	})
}

// silentSource never answers.
type silentSource struct{}

func (silentSource) Token(ctx context.Context, _ string, _ bool) (secret.String, error) {
	<-ctx.Done()
	return secret.String{}, ctx.Err()
}
