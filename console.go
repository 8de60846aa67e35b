package main

import (
	"context"
	"errors"
	"os"
	"time"

	"golang.org/x/term"

	"awning/tui"
	"awning/tui/command"
)

// console opens the console on what the flags describe, and once more on the
// sandbox if that is what somebody without a profile wants to try.
func (a *app) console(ctx context.Context, s command.Settings) error {
	if !term.IsTerminal(int(os.Stdin.Fd())) || !term.IsTerminal(int(os.Stdout.Fd())) {
		words := texts(s).Usage
		return command.NewError(command.WrongUsage, words.NeedsTerminal, words.UseCommands)
	}
	err := a.show(ctx, s)
	if errors.Is(err, tui.ErrSandbox) {
		s.Sandbox = true
		err = a.show(ctx, s)
	}
	return err
}

// show opens the console once: without any profile, too, because there one can
// sign in.
func (a *app) show(ctx context.Context, s command.Settings) (err error) {
	one, err := a.begin(ctx, s)
	defer func() { err = errors.Join(err, one.Close()) }()
	switch {
	case err != nil:
		return err
	case len(one.known) == 0 && one.problem == nil:
		err = one.opened(ctx, nil)
	default:
		// Nobody can be asked on a terminal that the console is drawn on.
		if err = one.unlockFor(ctx, one.chosen()); err == nil {
			err = one.staffed(ctx)
		}
	}
	if err != nil {
		return err
	}
	return tui.Run(ctx, a.screens(one, s))
}

// screens are the console's options.
func (a *app) screens(one *session, s command.Settings) tui.Options {
	var badge string
	switch {
	case s.Sandbox:
		badge = "sandbox"
	case s.Cloud != "":
		badge = s.Cloud
	}
	return tui.Options{
		Market: one.market, Desk: one.desk, ClientID: one.public, Identity: one.getenv, Catalog: a.catalog.Through(s.API), Profile: s.Profile, Account: s.Account, Publisher: s.Publisher,
		Badge: badge, In: os.Stdin, Out: os.Stdout, Env: a.getenv,
		Color: s.Color, Theme: s.Theme, Lang: s.Lang, ASCII: s.ASCII, LowBandwidth: s.LowBandwidth, ReadOnly: s.ReadOnly,
		Now: time.Now, Logger: one.log, Reports: reports(),
	}
}
