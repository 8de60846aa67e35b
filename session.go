package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/adrg/xdg"

	"awning/client"
	"awning/client/store"
	"awning/model"
	"awning/model/catalog"
	"awning/tui/command"
)

// session is a market with the ground it stands on, opened.
type session struct {
	*ground
	catalog *catalog.Catalog
	market  *client.Market // nil before it is opened
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
	one, err := a.begin(ctx, s)
	if err == nil {
		one.prompts = true
		err = one.staffed(ctx)
	}
	if err != nil {
		return nil, nil, errors.Join(err, one.Close())
	}
	return one.market, one.Close, nil
}

// begin lays the ground that the flags describe, with a log if there is to be one.
// The session it returns must be closed, in any case.
func (a *app) begin(ctx context.Context, s command.Settings) (*session, error) {
	one := &session{catalog: a.catalog}
	log, err := one.logTo(s.LogFile)
	if err != nil {
		return one, err
	}
	if a.exposed != nil && log != nil {
		log.Warn("other programs of this user may look into this one", slog.Any("error", a.exposed))
	}
	one.ground, err = a.settle(ctx, s, log)
	return one, err
}

// staffed opens the market for the chosen profiles, and fails if there are none.
func (s *session) staffed(ctx context.Context) error {
	chosen := s.chosen()
	if s.problem != nil || len(chosen) == 0 {
		return s.nobody()
	}
	return s.opened(ctx, chosen)
}

// opened opens the market for some profiles: none, before the first sign-in.
func (s *session) opened(ctx context.Context, profiles []model.Profile) error {
	o := client.Options{
		Catalog: s.catalog, API: s.settings.API, ReadOnly: s.settings.ReadOnly, Now: time.Now, Base: s.base, Logger: s.log, Storage: s.storage,
	}
	for _, p := range profiles {
		o.Seats = append(o.Seats, s.seat(p))
	}
	var err error
	if o.Store, err = s.openStore(ctx); err != nil {
		return err
	}
	s.closers = append(s.closers, o.Store.Close)
	if s.settings.Sandbox {
		o.PollEvery = time.Second // steps take seconds there, not days
	} else {
		o.Dir = stateDir()
	}
	if s.market, err = client.New(o); err != nil {
		return err
	}
	s.told.Store(s.market)
	return nil
}

// openStore opens the local database: in memory for the sandbox.
func (s *session) openStore(ctx context.Context) (*store.Store, error) {
	if s.settings.Sandbox {
		return store.OpenMemory(ctx, time.Now)
	}
	local, notice, err := store.Open(ctx, filepath.Join(stateDir(), "awning.db"), time.Now)
	if err == nil && notice != "" { // below the console it is still there when that is left
		fmt.Fprintln(os.Stderr, "awning:", string(notice))
	}
	return local, err
}

// stateDir is where the store, the encrypted files and reports live.
func stateDir() string { return filepath.Join(xdg.StateHome, "awning") }

// reports is where faults of Awning itself are written down.
func reports() string { return filepath.Join(stateDir(), "reports") }

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
