package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"awning/client"
	"awning/client/auth"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/signin"
	"awning/client/transport"
	"awning/model"
	"awning/tui/command"
	"awning/tui/text"
)

// ground is what a market stands on, and what there is before anybody has signed
// in: the way to the services, the config file, the safe, and the desk at which
// people sign in and out.
type ground struct {
	settings command.Settings
	host     string // keeps what is read from one service apart from what is read from another
	base     http.RoundTripper
	getenv   func(string) string
	log      *slog.Logger // nil: none
	file     *profile.File
	safe     *secret.Safe
	desk     desk
	public   string // client id of an application for people; empty if there is none for all

	// prompts says that the passphrase of encrypted files may be asked for whenever
	// one is needed: this run is a command's.
	prompts bool

	known   []model.Profile // of the config file and the environment
	problem error           // why the config file cannot be read

	mu      sync.Mutex
	sources map[model.ProfileName]transport.TokenSource // of the seats
	door    door

	// told is the market that must hear who signs in and out, once there is one.
	told atomic.Pointer[client.Market]
}

// settle lays the ground for what the flags describe: the real services, or an
// embedded sandbox, which the client does not tell apart.
func (a *app) settle(ctx context.Context, s command.Settings, log *slog.Logger) (*ground, error) {
	g := &ground{settings: s, log: log, getenv: a.getenv, sources: map[model.ProfileName]transport.TokenSource{}}
	var err error
	if s.Sandbox {
		err = g.embedded(ctx)
	} else {
		err = g.real()
	}
	if err != nil {
		return nil, err
	}
	g.desk = desk{ground: g, Desk: signin.New(signin.Options{
		File: g.file, Safe: g.safe, Base: g.base, Logger: log, Getenv: g.getenv, Joined: g.joined, Left: g.left,
	})}
	if !s.Sandbox {
		g.desk.cloud = s.Cloud
	}
	return g, nil
}

// real is the ground of the real services.
func (g *ground) real() error {
	base, err := transport.HostMap(g.settings.Cloud, transport.NewBase())
	if err != nil {
		return command.NewError(command.WrongUsage, err.Error(), "")
	}
	g.base, g.host = base, cmp.Or(g.settings.Cloud, "microsoft")
	g.file = profile.OpenFile(profile.DefaultPath())
	g.safe = secret.NewSafe(secret.SafeOptions{Dir: filepath.Join(stateDir(), "secrets")})
	config, err := g.file.Load()
	g.known, g.problem = slices.Clone(config.Profiles), err
	if p, _, ok := profile.FromEnvironment(g.getenv); ok {
		// What the environment describes is meant for this run, so it goes alone
		// unless another profile is asked for.
		g.known = slices.DeleteFunc(g.known, func(other model.Profile) bool { return g.settings.Profile == "" || other.Name == p.Name })
		g.known = append(g.known, p)
	}
	return nil
}

// chosen applies --profile.
func (g *ground) chosen() []model.Profile {
	if g.settings.Profile == "" {
		return g.known
	}
	i := slices.IndexFunc(g.known, func(p model.Profile) bool { return p.Name == g.settings.Profile })
	if i < 0 {
		return nil
	}
	return g.known[i : i+1]
}

// nobody says why no profile is chosen.
func (g *ground) nobody() error {
	words := texts(g.settings)
	switch {
	case g.problem != nil:
		return g.problem
	case len(g.known) == 0:
		return command.NewError(command.NotAllowed, words.Fail.NotSignedIn, words.Fail.SignInHint)
	}
	names := make([]string, len(g.known))
	for i, p := range g.known {
		names[i] = string(p.Name)
	}
	return command.NewError(command.WrongUsage, fmt.Sprintf(words.Usage.UnknownProfile, g.settings.Profile),
		fmt.Sprintf(words.Usage.ProfilesAre, strings.Join(names, ", ")))
}

// seat is a profile with its tokens.
func (g *ground) seat(p model.Profile) client.Seat {
	tokens := auth.Source(p, auth.SourceOptions{Getenv: g.getenv, Safe: g.safe, Base: g.base, Logger: g.log})
	if g.prompts && inFile(p) {
		tokens = unlocking{ground: g, source: tokens}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.sources[p.Name] = tokens
	return client.Seat{Who: p, Identity: profile.StoreKey(p, g.host), Tokens: tokens}
}

// storage says how it is about the place where a profile's sign-in rests; nothing
// if none rests anywhere.
func (g *ground) storage(ctx context.Context, p model.Profile) model.StorageState {
	if p.Environment || profile.Entry(p) == "" {
		return model.StorageState{}
	}
	return g.safe.State(ctx, p.Storage)
}

// kept reports whether a sign-in is kept for a profile.
func (g *ground) kept(ctx context.Context, p model.Profile) model.Answer {
	entry := profile.Entry(p)
	switch {
	case p.Environment:
		return model.Yes
	case entry == "":
		return model.Unknown // it is somebody else's
	}
	_, err := g.safe.Slot(entry, p.Storage).Load(ctx)
	locked, sealed := errors.AsType[*secret.LockedError](err)
	switch {
	case err == nil, sealed && !locked.Fresh:
		return model.Yes // to see that it is there, nobody must be able to read it
	case errors.Is(err, secret.ErrNotFound):
		return model.No
	}
	return model.Unknown
}

// claims reads a token of a profile that has a seat.
func (g *ground) claims(ctx context.Context, p model.Profile) (model.Claims, error) {
	g.mu.Lock()
	tokens := g.sources[p.Name]
	g.mu.Unlock()
	token, err := tokens.Token(ctx, auth.AudienceGraph, false)
	return auth.ReadClaims(token), err
}

// joined lets the market work with who signed in.
func (g *ground) joined(p model.Profile) {
	if m := g.told.Load(); m != nil {
		if err := m.Join(g.seat(p)); err != nil && g.log != nil {
			g.log.Error("a profile could not be used", slog.String("profile", string(p.Name)), slog.Any("error", err))
		}
	}
}

// left has the market forget who signed out.
func (g *ground) left(p model.ProfileName) {
	if m := g.told.Load(); m != nil {
		m.Leave(p)
	}
}

// texts are the words of the command line in the language chosen.
func texts(s command.Settings) text.Command {
	t, _ := text.For(s.Lang)
	return t.Command
}
