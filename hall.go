package main

import (
	"context"
	"errors"

	"awning/client/profile"
	"awning/tui/command"
)

// enter is the [command.Entrance].
func (a *app) enter(ctx context.Context, s command.Settings) (*command.Hall, error) {
	one, err := a.begin(ctx, s)
	if err != nil {
		return nil, errors.Join(err, one.Close())
	}
	return &command.Hall{
		Desk: one.desk, Config: one.file.Path(), ConfigProblem: one.problem, Chosen: one.chosen(), ClientID: one.public,
		Unlock: one.unlock, Kept: one.kept, Claims: one.claims, Market: one.survey, Close: one.Close,
	}, nil
}

// survey opens the market for those who want to know what is wrong with it: what
// stays locked for want of a passphrase is among that.
func (s *session) survey(ctx context.Context) (command.Surveyor, error) {
	chosen := s.chosen()
	if s.problem != nil || len(chosen) == 0 {
		return nil, s.nobody()
	}
	if asks() || s.getenv(profile.EnvPassphrase) != "" {
		if err := s.unlockFor(ctx, chosen); err != nil {
			return nil, err
		}
	}
	if err := s.opened(ctx, chosen); err != nil {
		return nil, err
	}
	return s.market, nil
}
