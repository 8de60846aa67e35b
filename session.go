package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/adrg/xdg"

	"awning/client"
	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/client/transport"
	"awning/model"
	"awning/tui/command"
	"awning/tui/text"
)

// session is everything a market needs, opened.
type session struct {
	market  *client.Market
	log     *slog.Logger // nil: none
	notice  string       // what became of the local store, in words; mostly empty
	closers []func() error
}

// Close releases what was opened, the last first.
func (s *session) Close() error {
	var errs []error
	for _, release := range slices.Backward(s.closers) {
		errs = append(errs, release())
	}
	s.closers = nil
	return errors.Join(errs...)
}

// open is the [command.Opener].
func (a *app) open(ctx context.Context, s command.Settings) (command.Market, func() error, error) {
	one, err := a.session(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	return one.market, one.Close, nil
}

// session opens the market that the flags describe: the real one, or that of an
// embedded sandbox, which the client does not tell apart.
func (a *app) session(ctx context.Context, s command.Settings) (*session, error) {
	one := &session{}
	o := client.Options{Catalog: a.catalog, API: s.API, ReadOnly: s.ReadOnly, Now: time.Now}
	var err error
	if one.log, err = one.logTo(s.LogFile); err == nil {
		o.Logger = one.log
		if s.Sandbox {
			err = a.embedded(ctx, s, &o)
		} else {
			err = a.real(ctx, s, &o, one)
		}
	}
	if o.Store != nil {
		one.closers = append(one.closers, o.Store.Close)
	}
	if err == nil {
		one.market, err = client.New(o)
	}
	if err != nil {
		return nil, errors.Join(err, one.Close())
	}
	if one.notice != "" { // below the console it is still there when that is left
		fmt.Fprintln(os.Stderr, "awning:", one.notice)
	}
	return one, nil
}

// real fills in the services, the profiles and the store on disk.
func (a *app) real(ctx context.Context, s command.Settings, o *client.Options, one *session) error {
	if a.configErr != nil {
		return a.configErr
	}
	base, err := transport.HostMap(s.Cloud, transport.NewBase())
	if err != nil {
		return command.NewError(command.WrongUsage, err.Error(), "")
	}
	profiles := slices.Clone(a.config.Profiles)
	if p, _, ok := profile.FromEnvironment(os.Getenv); ok {
		// What the environment describes is meant for this run, so it goes alone
		// unless another profile is asked for.
		profiles = slices.DeleteFunc(profiles, func(other model.Profile) bool { return s.Profile == "" || other.Name == p.Name })
		profiles = append(profiles, p)
	}
	chosen, err := choose(profiles, s)
	if err != nil {
		return err
	}
	safe := secret.NewSafe(secret.SafeOptions{Dir: filepath.Join(stateDir(), "secrets")})
	o.Base = base
	for _, p := range chosen {
		o.Seats = append(o.Seats, seat(p, cmp.Or(s.Cloud, "microsoft"), auth.SourceOptions{
			Getenv: os.Getenv, Safe: safe, Base: base, Logger: o.Logger,
		}))
	}
	var notice store.Notice
	o.Store, notice, err = store.Open(ctx, filepath.Join(stateDir(), "awning.db"), time.Now)
	one.notice = string(notice)
	return err
}

// stateDir is where the store and reports live.
func stateDir() string { return filepath.Join(xdg.StateHome, "awning") }

// embedded fills in a sandbox inside this process, with a profile for each of
// its accounts and nothing on disk.
func (a *app) embedded(ctx context.Context, s command.Settings, o *client.Options) error {
	const lively = time.Second // steps take seconds there, not days
	w := world.New(world.Options{Now: time.Now(), Seed: 1})
	o.Base = sandbox.New(sandbox.Options{World: w, Seed: 1}).RoundTripper()
	o.PollEvery = lively
	var profiles []model.Profile
	secrets := map[model.ProfileName]string{}
	for _, account := range w.Accounts {
		p := model.Profile{
			Name: profileName(account), Tenant: account.Tenant, Kind: model.ClientSecret, ClientID: account.ClientID,
		}
		for _, program := range account.Programs {
			p.Programs = append(p.Programs, model.Program(program))
		}
		for _, publisher := range account.Publishers {
			p.Publishers = append(p.Publishers, model.PublisherID(publisher.ID))
		}
		profiles = append(profiles, p)
		secrets[p.Name] = account.ClientSecret
	}
	chosen, err := choose(profiles, s)
	if err != nil {
		return err
	}
	for _, p := range chosen {
		o.Seats = append(o.Seats, seat(p, "sandbox", auth.SourceOptions{Base: o.Base, Logger: o.Logger, Getenv: func(name string) string {
			if name == profile.EnvClientSecret {
				return secrets[p.Name]
			}
			return ""
		}}))
	}
	o.Store, err = store.OpenMemory(ctx, time.Now)
	return err
}

// profileName names the profile of a sandbox account after its domain:
// "brightwave".
func profileName(a world.Account) model.ProfileName {
	name, _, _ := strings.Cut(a.Domain, ".")
	return model.ProfileName(name)
}

// choose applies --profile, and says what to do if there is no profile at all.
func choose(all []model.Profile, s command.Settings) ([]model.Profile, error) {
	words := texts(s)
	if len(all) == 0 {
		return nil, command.NewError(command.NotAllowed, words.Fail.NotSignedIn, words.Fail.SignInHint)
	}
	if s.Profile == "" {
		return all, nil
	}
	var names []string
	for _, p := range all {
		if p.Name == s.Profile {
			return []model.Profile{p}, nil
		}
		names = append(names, string(p.Name))
	}
	return nil, command.NewError(command.WrongUsage, fmt.Sprintf(words.Usage.UnknownProfile, s.Profile),
		fmt.Sprintf(words.Usage.ProfilesAre, strings.Join(names, ", ")))
}

// texts are the words of the command line in the language chosen.
func texts(s command.Settings) text.Command {
	t, _ := text.For(s.Lang)
	return t.Command
}

// seat is a profile with its tokens. host keeps what is read from one service
// apart from what is read from another in the store.
func seat(p model.Profile, host string, o auth.SourceOptions) client.Seat {
	return client.Seat{
		Who:      p,
		Identity: profile.StoreKey(p, host),
		Tokens:   auth.Source(p, o),
	}
}

// logTo opens the log, which the transport writes without secrets. No name, no
// log.
func (s *session) logTo(path string) (*slog.Logger, error) {
	if path == "" {
		return nil, nil //nolint:nilnil // no log is what nil means to the market
	}
	f, err := openLog(path)
	if err != nil {
		return nil, err
	}
	s.closers = append(s.closers, f.Close)
	return slog.New(slog.NewJSONHandler(f, &slog.HandlerOptions{Level: slog.LevelDebug})), nil
}

// openLog opens a file for the user alone, to append to.
func openLog(path string) (*os.File, error) {
	const private = 0o600
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, private)
	if err != nil {
		return nil, fmt.Errorf("could not open the log: %w", err)
	}
	return f, nil
}
