package doctor_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/screen/doctor"
	"awning/tui/ticket"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

type market struct {
	profiles []model.ProfileName
	found    map[model.ProfileName]model.Diagnosis
	err      error
	wait     time.Duration
	asked    []model.ProfileName
}

func (m *market) KnownAccounts() []model.Account {
	out := make([]model.Account, len(m.profiles))
	for i, p := range m.profiles {
		out[i].Profile = p
	}
	return out
}

func (m *market) Diagnose(ctx context.Context, p model.ProfileName) (model.Diagnosis, error) {
	m.asked = append(m.asked, p)
	select {
	case <-time.After(m.wait):
	case <-ctx.Done():
		return model.Diagnosis{}, ctx.Err()
	}
	d := m.found[p]
	d.At = time.Now()
	return d, m.err
}

func open(t *testing.T, o tuitest.Options, m *market, p model.ProfileName) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return doctor.New(d, m, doctor.Nav{
			SignIn: func(p model.ProfileName) ui.Screen { return shop.Page("sign in to [" + string(p) + "]") },
			Where:  func(p model.ProfileName) []string { return []string{string(p), "Brightwave Software"} },
		}, p)
	})
}

// troubled is what is found of a developer who is in no publisher account.
func troubled() model.Diagnosis {
	return model.Diagnosis{
		Profile: model.Profile{Name: "work", Kind: model.DeviceCode, Tenant: "brightwave.example", ClientID: "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44", User: "nils@brightwave.example"},
		Storage: model.StorageState{Storage: model.InKeyring, Usable: true},
		Tokens: []model.TokenReport{
			{Audience: "https://graph.microsoft.com", Claims: model.Claims{Audience: "https://graph.microsoft.com", Tenant: "11111111-1111-4111-8111-111111111111", User: "nils@brightwave.example", Scopes: []string{"User.Read"}}},
			{Audience: "https://cloudpartner.azure.com", Code: "AADSTS65001", Problem: "nobody has consented\x1b[2J to what the application asks for"},
		},
		Tenants: []model.Tenant{{ID: "11111111-1111-4111-8111-111111111111", Name: "Brightwave Software", Domain: "brightwave.example"}},
		Capabilities: model.Capabilities{At: time.Now(), Probes: []model.Probe{
			{Ability: model.AbleGraph, Answer: model.No, Status: 403, Code: "Forbidden", Said: "the user has no role", RequestID: "6f8f1a0e"},
			{Ability: model.AblePayouts, Answer: model.Unknown},
		}},
		Causes: []model.Cause{
			{Kind: model.CauseRole, Args: []string{"none"}},
			{Kind: model.CauseConsent, Args: []string{"0d6b2f7e", "https://cloudpartner.azure.com"}, Sure: true},
		},
	}
}

func world() *market {
	return &market{profiles: []model.ProfileName{"work", "other"}, found: map[model.ProfileName]model.Diagnosis{"work": troubled(), "other": {
		Profile:      model.Profile{Name: "other", Kind: model.AzureCLI},
		Capabilities: model.Capabilities{At: time.Now(), Probes: []model.Probe{{Ability: model.AbleV1, Answer: model.Yes, Status: 200}}},
	}}}
}

func TestDoctor_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := world()
				m.wait = time.Second
				d := open(t, o, m, "work").Golden("asking").Tiny()
				d.Advance(2 * time.Second).Golden("causes").Tiny().Press("end").Golden("end")
				d.Press("home", "n").Advance(2 * time.Second).Golden("well")
			})
		})
	}
}

// The causes come first, with what to do; all of it is copied as text for a ticket.
func TestDoctor_copiesTheReport(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal bytes.Buffer
		m := world()
		d := open(t, tuitest.Options{Terminal: &terminal, Width: 120, Height: 40}, m, "work")
		d.Shows("Profile work", "Why can't I see my offers?", "nils@brightwave.example", "Next").Press("y").Shows("the report went to your terminal's clipboard")
		found := troubled()
		found.At, found.Capabilities.At = time.Now(), time.Now()
		words := ticket.Text(found, &tuitest.Deps(tuitest.Options{}).Text.Doctor)
		if !strings.Contains(terminal.String(), base64.StdEncoding.EncodeToString([]byte(words))) {
			t.Errorf("the terminal got %q", terminal.String())
		}
		if cause, identity := strings.Index(d.Text(), "Nobody has consented"), strings.Index(d.Text(), "Identity"); cause < 0 || cause > identity {
			t.Errorf("the causes do not come first:\n%s", d.Text())
		}
	})
}

// It says that it asks, keeps the old answer meanwhile, and tells a failure.
func TestDoctor_asksAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		m.wait = time.Second
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, "work").Shows("asking all services", "Nothing is changed by it").Press("y").Shows("nothing here that can be copied")
		d.Advance(time.Minute).Press("down").Shows("found 59 s ago")
		m.err = errors.New("the store is locked")
		d.Press("r").Shows("asking all services", "nils@brightwave.example").Advance(2*time.Second).Shows("could not find out what is wrong with work: the store is locked", "nils@brightwave.example")
		m.err = nil
		d.Send(ui.SignedIn{Profiles: []model.ProfileName{"work"}}).Advance(2 * time.Second).Hides("the store is locked")
		if len(m.asked) != 3 {
			t.Errorf("asked %v", m.asked)
		}
	})
}

func TestDoctor_profiles(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := world()
		d := open(t, tuitest.Options{}, m, "").Shows("Profile work", "work › Brightwave Software › doctor").Press("n").Shows("Profile other", "Azure CLI").Press("n").Shows("Profile work")
		d.Press("s").Shows("sign in to [work]")
		if want := []model.ProfileName{"work", "other", "work"}; !slices.Equal(m.asked, want) {
			t.Errorf("asked %v, want %v", m.asked, want)
		}
		m = &market{}
		d = open(t, tuitest.Options{}, m, "").Shows("There is no profile to ask for").Press("n").Shows("there is no other profile").Press("s").Shows("sign in to []")
		m.found = world().found
		d.Send(ui.SignedIn{Profiles: []model.ProfileName{"work"}}).Press("esc").Shows("Profile work", "nils@brightwave.example")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	shop.Clashes(t, doctor.New(tuitest.Deps(tuitest.Options{}), &market{}, doctor.Nav{}, "work").Actions())
}
