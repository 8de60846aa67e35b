package tui_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

// ill is a marketplace whose diagnosis is made of one text.
type ill struct {
	*town

	text string
}

func (m ill) Diagnose(context.Context, model.ProfileName) (model.Diagnosis, error) {
	x := m.text
	probe := model.Probe{Ability: model.Ability(x), Publisher: model.PublisherID(x), Answer: model.Answer(x), Status: 403, Code: x, Said: x, RequestID: x}
	claims := model.Claims{Audience: x, Tenant: x, App: x, User: x, Object: x, Scopes: []string{x}, Roles: []string{x}, Methods: []string{x}}
	return model.Diagnosis{
		At: time.Now(), Profile: person(x), Storage: model.StorageState{Storage: model.Storage(x), Why: x, Next: x},
		Tokens:     []model.TokenReport{{Audience: x, Claims: claims}, {Audience: x, Code: x, Problem: x}},
		Tenants:    []model.Tenant{{ID: x, Name: x, Domain: x}},
		Publishers: []model.Publisher{{ID: model.PublisherID(x), Name: x, SellerID: x}}, Programs: []model.Program{model.Program(x)},
		Capabilities: model.Capabilities{At: time.Now(), Probes: []model.Probe{probe}},
		Causes:       []model.Cause{{Kind: model.CauseKind(x), Args: []string{x, x}}, {Kind: model.CausePolicy, Args: []string{x}}, {Kind: model.CauseWrongAccount, Args: []string{x, x, x}}},
	}, nil
}

// person is a profile in which everything is one text.
func person(x string) model.Profile {
	return model.Profile{
		Name: model.ProfileName("p" + x), Kind: model.DeviceCode, Tenant: x, ClientID: "c" + x, User: x, Certificate: x,
		Storage: model.Storage(x), Publishers: []model.PublisherID{model.PublisherID(x)},
	}
}

// refused is an error of one text, with a hint and ids for support.
type refused struct{ text string }

func (r refused) Error() string  { return r.text }
func (r refused) Hint() string   { return r.text }
func (r refused) Ticket() string { return r.text + "\n" + r.text }

// No text of the directory, of a file or of a colleague reaches the terminal but
// through sanitize, on any screen around signing in.
func TestConsole_hostileSignIns(t *testing.T) {
	t.Parallel()
	all := payloads()
	var frames, size atomic.Int64
	t.Cleanup(func() {
		t.Logf("%d texts, %d frames, %d bytes parsed, 0 outside the allow-list unless said above", len(all), frames.Load(), size.Load())
	})
	for name, text := range all {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				desk := shop.NewReception()
				desk.Stored = []model.Profile{person(text), person(text + "2")}
				desk.States = []model.StorageState{{Storage: model.InKeyring, Why: text, Next: text}, {Storage: model.InMemory, Usable: true, Why: text}}
				desk.Prompted.Code, desk.Prompted.Address = text, text
				desk.In = model.SignedIn{User: text, Unlisted: text, Tenants: []model.Tenant{{ID: text, Name: text, Domain: text}, {ID: "2" + text}}}
				o := options(t, nil)
				o.Market, o.Desk, o.ClientID, o.Badge, o.Now = ill{newTown(), text}, desk, "client"+text, "", time.Now
				look := func(where string, d *tuitest.Driver) {
					for _, window := range [][2]int{{80, 24}, {140, 40}} {
						size.Add(int64(harmless(t, where, d.Resize(window[0], window[1]).Frame())))
						frames.Add(1)
					}
				}
				press := func(d *tuitest.Driver, keys ...string) {
					for _, k := range keys {
						look(k, d.Press(k))
					}
				}
				alone := func(screen string) *tuitest.Driver {
					app, err := tui.Alone(t.Context(), o, screen, shop.Harbor(), "", nil)
					if err != nil {
						t.Fatal(err)
					}
					t.Cleanup(func() {
						if fault := app.Fault(); fault != nil {
							report, readErr := os.ReadFile(fault.Report)
							t.Errorf("%s fell: %v\n%s%v", screen, fault, report, readErr)
						}
					})
					return tuitest.Drive(t, tuitest.Options{}, app)
				}
				press(alone("profiles"), "v", "esc", "o", "esc", "s", "up", "up", "left", "esc")
				press(alone("doctor"), "end", "home")
				d := alone("signin")
				press(d, "enter", "down", "down", "right", "ctrl+s", "v", "esc")
				d.Advance(2 * time.Minute)
				press(d, "v", "esc", "enter")
				desk.Fail("Wait", refused{text})
				d = alone("signin")
				press(d, "enter", "ctrl+s")
				d.Advance(2 * time.Minute)
				press(d, "v")
				desk.Fail("SignOut", errors.New(text))
				d = alone("profiles")
				d.Press("o").Advance(time.Second)
				press(d, "y", "!")
			})
		})
	}
}

// At the end of an SSH connection the line that forwards the port names both ends.
func TestConsole_forwardsThePort(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		desk := shop.NewReception()
		desk.Prompted, desk.Takes = model.SignInPrompt{Address: "https://login.example/authorize", Port: 8400}, -1
		o := options(t, map[string]string{"SSH_CONNECTION": "192.0.2.7 50312 10.0.0.5 22", "USER": "dana", "AZURE_CLIENT_ID": "0d6b2f7e"})
		w := newTown()
		w.accounts = nil
		o.Market, o.Desk = w, desk
		d := open(t, o).Shows("Welcome to Awning").Press("s", "down", "enter").Shows("0d6b2f7e").Press("enter")
		d.Shows("Run this on your own computer first:", "ssh -L 8400:127.0.0.1:8400 dana@10.0.0.5")
		if !strings.Contains(d.Text(), "https://login.example/authorize") {
			t.Error("the address is not there")
		}
	})
}
