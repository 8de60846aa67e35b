package tui_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client"
	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/signin"
	"awning/client/store"
	"awning/model"
	"awning/model/catalog"
	"awning/tui"
	"awning/tui/tuitest"
)

// lobby is a machine at which nobody has signed in: the sandbox, whose codes are
// typed by one person, the desk, and what outlives a run of the console.
type lobby struct {
	t       *testing.T
	world   world.World
	server  *sandbox.Server
	file    *profile.File
	safe    *secret.Safe
	store   *store.Store
	catalog *catalog.Catalog
	env     map[string]string // where tokens come from
	// run is the Azure CLI.
	run func(ctx context.Context, name string, args ...string) ([]byte, error)
}

// inLobby plays in a bubble; who types the codes, five seconds after they are shown.
func inLobby(t *testing.T, who string, play func(l *lobby)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		l := &lobby{t: t, file: profile.OpenFile(""), safe: secret.NewSafe(secret.SafeOptions{})}
		l.world = world.New(world.Options{Now: time.Now()})
		l.server = sandbox.New(sandbox.Options{World: l.world, SignIn: sandbox.SignIn{ApproveAfter: 5 * time.Second, ApproveAs: who}})
		var err error
		if l.store, err = store.OpenMemory(t.Context(), time.Now); err != nil {
			t.Fatal(err)
		}
		defer l.store.Close()
		if l.catalog, err = loaded(); err != nil {
			t.Fatal(err)
		}
		play(l)
	})
}

func (l *lobby) getenv(name string) string { return l.env[name] }

// start starts the console with the profiles there are by then.
func (l *lobby) start(ctx context.Context) *tuitest.Driver {
	l.t.Helper()
	seat := func(p model.Profile) client.Seat {
		return client.Seat{Who: p, Identity: profile.StoreKey(p, "sandbox"), Tokens: auth.Source(p, auth.SourceOptions{
			Getenv: l.getenv, Safe: l.safe, Base: l.server.RoundTripper(), Run: l.run,
		})}
	}
	config, err := l.file.Load()
	if err != nil {
		l.t.Fatal(err)
	}
	o := client.Options{Store: l.store, Catalog: l.catalog, Base: l.server.RoundTripper(), PollEvery: time.Second}
	for _, p := range config.Profiles {
		o.Seats = append(o.Seats, seat(p))
	}
	market, err := client.New(o)
	if err != nil {
		l.t.Fatal(err)
	}
	screens := options(l.t, nil)
	screens.Market, screens.Catalog, screens.ClientID = market, l.catalog, l.world.Public().ID
	screens.Desk = signin.New(signin.Options{
		File: l.file, Safe: l.safe, Base: l.server.RoundTripper(), Getenv: l.getenv, Run: l.run,
		Joined: func(p model.Profile) {
			if joinErr := market.Join(seat(p)); joinErr != nil {
				l.t.Error(joinErr)
			}
		},
		Left: market.Leave,
	})
	app, err := tui.New(ctx, screens)
	if err != nil {
		l.t.Fatal(err)
	}
	return tuitest.Drive(l.t, tuitest.Options{Width: 120, Height: 40}, app)
}

// signIn goes from the welcome to the code and waits until it was typed.
func signIn(d *tuitest.Driver) *tuitest.Driver {
	return d.Shows("Welcome to Awning").Press("s", "enter", "enter").Shows("Type this code there").Advance(15 * time.Second)
}

// A newcomer signs in with a code, sees all accounts they are in, of which one is in
// another program, and finds the choice again at the next start.
func TestFlow_newcomer(t *testing.T) {
	t.Parallel()
	inLobby(t, "ingrid@fjordlabs.example", func(l *lobby) {
		ctx, end := context.WithCancel(l.t.Context())
		d := signIn(l.start(ctx)).Shows("Signed in as ingrid@fjordlabs.example", "3 of 3").Press("enter").Advance(20 * time.Second)
		d.Shows("Where do you want to work?", "3 accounts", "Brightwave", "Fjord Labs", "Harbour", "not in the commercial marketplace program")
		if frame := d.Text(); strings.Count(frame, "offers, no payouts") == 0 || !strings.Contains(frame, "offers and payouts") {
			t.Errorf("what the roles may see is missing:\n%s", frame)
		}
		d.Press("end", "enter").Shows("Harbour")
		for !strings.Contains(d.Text(), "› fjordlabs ") {
			d.Press("up")
		}
		d.Press("enter").Advance(20*time.Second).Shows("› Fjord Labs", "› Commercial Marketplace › fjordlabs › offers")
		end()

		d = l.start(l.t.Context()).Advance(20 * time.Second).Shows("› fjordlabs ").Press("enter").Advance(20 * time.Second)
		d.Shows("› Commercial Marketplace › fjordlabs › offers")
	})
}

// Somebody who is in one account is asked nothing but who they are.
func TestFlow_oneAccountIsNoQuestion(t *testing.T) {
	t.Parallel()
	inLobby(t, "marco@brightwave.example", func(l *lobby) {
		d := signIn(l.start(l.t.Context())).Hides("Which accounts do you want").Advance(30 * time.Second)
		d.Hides("Where do you want to work?").Shows("Brightwave Software", "Commercial Marketplace", "offers")
	})
}

// A sign-in that is revoked in the middle of an edit leads to signing in again, and
// back to the edit, which is saved then.
func TestFlow_revokedInTheMiddleOfAnEdit(t *testing.T) {
	t.Parallel()
	inLobby(t, "dana@brightwave.example", func(l *lobby) {
		d := signIn(l.start(l.t.Context())).Advance(30*time.Second).Press("/").Type("harbor-backup").Press("enter", "enter").Advance(20 * time.Second)
		d.Press(times(3, "down")...).Press("enter").Advance(5*time.Second).Press("down", "enter", "ctrl+u").Type("Backups that restore themselves")
		if !l.server.Directory().Revoke("dana@brightwave.example") {
			t.Fatal("there is nobody to revoke")
		}
		<-time.After(2 * time.Hour) // no token lasts so long
		d.Press("ctrl+s").Advance(30*time.Second).Shows("could not save", "L sign in").Press("L").Shows("Sign in to ").Press("enter")
		d.Shows("Type this code there").Advance(15 * time.Second).Shows("Backups that restore themselves").Hides("L sign in")
		d.Press("ctrl+s").Advance(5 * time.Second).Shows("Saved")
	})
}

// Who cannot see offers is told why, with the likeliest cause first.
func TestFlow_doctor(t *testing.T) {
	t.Parallel()
	inLobby(t, "fiona@brightwave.example", func(l *lobby) {
		d := signIn(l.start(l.t.Context())).Advance(30 * time.Second)
		d.Press(":").Type("why can't").Press("enter").Advance(30*time.Second).Shows("Why can't I see my offers?", "Financial contributor", "fiona@brightwave.example")
	})
}

// Signing out takes the accounts away, and the console is as it was before.
func TestFlow_signOut(t *testing.T) {
	t.Parallel()
	inLobby(t, "ingrid@fjordlabs.example", func(l *lobby) {
		d := signIn(l.start(l.t.Context())).Press("enter").Advance(20 * time.Second).Press("P").Shows("3 profiles")
		d.Press("o").Shows("share the sign-in").Advance(time.Second).Press("y").Advance(5*time.Second).Shows("signed out of", "which shared the sign-in")
		config, err := l.file.Load()
		if err != nil || len(config.Profiles) != 3 {
			t.Errorf("%d profiles, %v", len(config.Profiles), err)
		}
		if slices.ContainsFunc(config.Profiles, func(p model.Profile) bool {
			_, loadErr := l.safe.Slot(profile.SignInEntry(p), p.Storage).Load(l.t.Context())
			return loadErr == nil
		}) {
			t.Error("the sign-in is still kept")
		}
	})
}
