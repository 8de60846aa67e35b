package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"golang.org/x/term"

	"awning/client/profile"
	"awning/client/secret"
	"awning/model"
	"awning/tui/command"
	"awning/tui/hidden"
	"awning/tui/text"
)

// asks reports whether questions can be asked.
func asks() bool {
	return term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stderr.Fd()))
}

// askHidden asks for something on the terminal that is not shown while it is typed.
func askHidden(ctx context.Context, question string) (secret.String, error) {
	return hidden.Ask(ctx, os.Stdin, os.Stderr, question)
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
		return askHidden(ctx, t.AskPassphrase)
	}
	for {
		first, err := askHidden(ctx, t.AskNewPassphrase)
		if err != nil {
			return first, err
		}
		second, err := askHidden(ctx, t.AskAgain)
		if err != nil || first == second {
			return first, err
		}
		fmt.Fprintln(os.Stderr, t.Different)
	}
}

// unlockFor unlocks the encrypted files if one of the profiles rests there.
func (g *ground) unlockFor(ctx context.Context, profiles []model.Profile) error {
	if slices.ContainsFunc(profiles, inFile) {
		return g.unlock(ctx)
	}
	return nil
}

// inFile reports whether a profile's sign-in rests in an encrypted file.
func inFile(p model.Profile) bool {
	return p.Storage == model.InFile && profile.Entry(p) != "" && !p.Environment
}
