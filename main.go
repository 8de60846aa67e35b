// Awning is a console for people who publish on the Microsoft commercial
// marketplace. This file wires its parts together: flags and commands are in
// tui/command, the console in tui, the marketplace in client.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/term"

	"awning/client"
	"awning/client/profile"
	"awning/model/catalog"
	_ "awning/themes" // its init must run before bubbletea's, which would ask the terminal
	"awning/tui"
	"awning/tui/command"
)

func main() {
	// SIGHUP, too: a dropped line ends the console in an orderly way.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	// A second interrupt ends the process at once. The others come in pairs by
	// themselves, from the terminal and the shell or from whatever ends a session,
	// and must not cut off what writes down the last keys.
	context.AfterFunc(ctx, func() { signal.Reset(os.Interrupt) })
	exit := run(ctx)
	stop()
	os.Exit(int(exit))
}

func run(ctx context.Context) command.Exit {
	rows, err := catalog.Load()
	if err != nil { // a fault of the build, found by its tests
		fmt.Fprintln(os.Stderr, "awning:", err)
		return command.Failed
	}
	config, configErr := profile.Load(profile.DefaultPath())
	a := &app{catalog: rows, config: config, configErr: configErr}
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width = 0
	}
	return command.Run(ctx, command.Options{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Version:     version(),
		Asks:        term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stderr.Fd())),
		OutTerminal: term.IsTerminal(int(os.Stdout.Fd())), Width: width,
		Now: time.Now, Env: os.Getenv, Defaults: defaults(config.Settings),
		Open: a.open, Classify: classify, Console: a.console, Serve: serve, Catalog: rows,
	})
}

// app is what a run has once its config file is read.
type app struct {
	catalog   *catalog.Catalog
	config    profile.Config
	configErr error // told when profiles are needed: --version and help work without
}

// version is what the build wrote into the binary.
func version() command.Version {
	v := command.Version{Number: "devel", Go: runtime.Version()}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if info.Main.Version != "" && info.Main.Version != "(devel)" {
		v.Number = info.Main.Version
	}
	for _, s := range info.Settings {
		const short = 12
		if s.Key == "vcs.revision" {
			v.Commit = s.Value[:min(short, len(s.Value))]
		}
	}
	return v
}

// defaults are the config file's settings, as flags.
func defaults(s profile.Settings) command.Settings {
	on := func(b *bool) bool { return b != nil && *b }
	return command.Settings{
		Theme: s.Theme, Color: s.Color, Lang: s.Lang, ASCII: on(s.ASCII), ReadOnly: on(s.ReadOnly), LowBandwidth: s.LowBandwidth,
	}
}

// classify says what kind of failure an error of the market is.
func classify(err error) command.Exit {
	switch {
	case errors.Is(err, client.ErrSignIn), errors.Is(err, client.ErrForbidden), errors.Is(err, client.ErrReadOnly):
		return command.NotAllowed
	case errors.Is(err, client.ErrStale):
		return command.Elsewhere
	}
	return command.Failed
}

// console opens the console on the market the flags describe.
func (a *app) console(ctx context.Context, s command.Settings) (err error) {
	one, err := a.session(ctx, s)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, one.Close()) }()
	if !term.IsTerminal(int(os.Stdin.Fd())) || !term.IsTerminal(int(os.Stdout.Fd())) {
		words := texts(s).Usage
		return command.NewError(command.WrongUsage, words.NeedsTerminal, words.UseCommands)
	}
	var badge string
	switch {
	case s.Sandbox:
		badge = "sandbox"
	case s.Cloud != "":
		badge = s.Cloud
	}
	return tui.Run(ctx, tui.Options{
		Market: one.market, Catalog: a.catalog.Through(s.API), Profile: s.Profile, Account: s.Account, Publisher: s.Publisher,
		Badge: badge, In: os.Stdin, Out: os.Stdout, Env: os.Getenv,
		Color: s.Color, Theme: s.Theme, Lang: s.Lang, ASCII: s.ASCII, LowBandwidth: s.LowBandwidth, ReadOnly: s.ReadOnly,
		Now: time.Now, Logger: one.log, Reports: filepath.Join(stateDir(), "reports"),
	})
}
