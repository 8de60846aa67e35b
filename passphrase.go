package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"golang.org/x/term"

	"awning/client/profile"
	"awning/client/secret"
	"awning/model"
	"awning/tui/command"
	"awning/tui/text"
)

// asks reports whether questions can be asked.
func asks() bool {
	return term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stderr.Fd()))
}

// hidden asks for something on the terminal that is not shown while it is typed.
func hidden(ctx context.Context, question string) (secret.String, error) {
	terminal := int(os.Stdin.Fd())
	before, err := term.GetState(terminal)
	if err != nil {
		return secret.String{}, fmt.Errorf("the terminal cannot be asked: %w", err)
	}
	fmt.Fprint(os.Stderr, question)
	defer fmt.Fprintln(os.Stderr)
	type answer struct {
		typed secret.String
		err   error
	}
	got := make(chan answer, 1)
	go func() {
		typed, readErr := term.ReadPassword(terminal)
		got <- answer{secret.New(string(typed)), readErr}
		clear(typed)
	}()
	select {
	case a := <-got:
		return a.typed, a.err
	case <-ctx.Done():
		return secret.String{}, errors.Join(ctx.Err(), term.Restore(terminal, before))
	}
}

// unlock makes the encrypted files readable, with the passphrase from the
// environment or one that is asked for.
func (g *ground) unlock(ctx context.Context) error {
	if !g.safe.State(ctx, model.InFile).Locked {
		return nil
	}
	if given := g.getenv(profile.EnvPassphrase); given != "" {
		return g.safe.Unlock(ctx, secret.New(given))
	}
	t := texts(g.settings).SignIn
	if !asks() {
		return command.NewError(command.NotAllowed, t.LockedFile, t.PassphraseEnv)
	}
	const tries = 3
	for left := tries - 1; ; left-- {
		given, err := g.passphrase(ctx, t)
		if err == nil {
			err = g.safe.Unlock(ctx, given)
		}
		if _, again := errors.AsType[*secret.PassphraseError](err); !again || left == 0 {
			return err
		}
		fmt.Fprintf(os.Stderr, t.WrongPassphrase+"\n", err, left)
	}
}

// passphrase asks for the passphrase: twice for a new one.
func (g *ground) passphrase(ctx context.Context, t text.CommandSignIn) (secret.String, error) {
	if !g.safe.State(ctx, model.InFile).Fresh {
		return hidden(ctx, t.AskPassphrase)
	}
	for {
		first, err := hidden(ctx, t.AskNewPassphrase)
		if err != nil {
			return first, err
		}
		second, err := hidden(ctx, t.AskAgain)
		if err != nil || first == second {
			return first, err
		}
		fmt.Fprintln(os.Stderr, t.Different)
	}
}

// unlockFor unlocks the encrypted files if one of the profiles rests there.
func (g *ground) unlockFor(ctx context.Context, profiles []model.Profile) error {
	for _, p := range profiles {
		if p.Storage == model.InFile && profile.Entry(p) != "" && !p.Environment {
			return g.unlock(ctx)
		}
	}
	return nil
}
