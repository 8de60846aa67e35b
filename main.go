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
	"runtime"
	"runtime/debug"
	"syscall"
	"time"

	"golang.org/x/term"

	"awning/client"
	"awning/client/profile"
	"awning/client/secret"
	"awning/client/secret/process"
	"awning/model/catalog"
	_ "awning/themes" // its init must run before bubbletea's, which would ask the terminal
	"awning/tui/command"
	"awning/tui/fault"
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
	a := &app{catalog: rows}
	a.protect()
	// What is wrong with the file is told when profiles are needed: --version and
	// help work without.
	config, _ := profile.Load(profile.DefaultPath())
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		width = 0
	}
	return command.Run(ctx, command.Options{
		Args: os.Args[1:], In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		Version:     version(),
		Asks:        asks(),
		OutTerminal: term.IsTerminal(int(os.Stdout.Fd())), Width: width,
		Now: time.Now, Env: a.getenv, Defaults: defaults(config.Settings),
		Open: a.open, Enter: a.enter, Hidden: askHidden, Classify: classify, Console: a.console, Serve: serve, Catalog: rows,
		Report: func(what any, stack []byte) (string, error) { return fault.Write(reports(), what, stack) },
	})
}

// app is what all of a run shares.
type app struct {
	catalog *catalog.Catalog
	getenv  func(string) string // knows the secrets that children do not inherit
	exposed error               // why other programs of the user may look into this one; nil: they may not
}

// protect keeps other programs from seeing what this one knows.
func (a *app) protect() {
	var err error
	a.getenv, err = process.Environment(os.Getenv, os.Unsetenv)
	a.exposed = errors.Join(err, process.Harden())
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

// locked reports whether a passphrase is what is missing.
func locked(err error) bool {
	if _, ok := errors.AsType[*secret.LockedError](err); ok {
		return true
	}
	_, ok := errors.AsType[*secret.PassphraseError](err)
	return ok
}

// classify says what kind of failure an error of the market is.
func classify(err error) command.Exit {
	switch {
	case errors.Is(err, client.ErrSignIn), errors.Is(err, client.ErrForbidden), errors.Is(err, client.ErrReadOnly), locked(err):
		return command.NotAllowed
	case errors.Is(err, client.ErrStale):
		return command.Elsewhere
	}
	return command.Failed
}
