package secret

import (
	"context"
	"errors"
	"io/fs"

	"awning/client/secret/private"
	"awning/model"
)

// States tells of each storage whether it can be used: the keyring, the encrypted
// files, memory. The keyring is asked, for [Patience] at most. A safe without a
// folder has memory alone.
func (s *Safe) States(ctx context.Context) []model.StorageState {
	if s.dir == "" {
		return []model.StorageState{s.State(ctx, model.InMemory)}
	}
	return []model.StorageState{s.State(ctx, model.InKeyring), s.State(ctx, model.InFile), s.State(ctx, model.InMemory)}
}

// State tells whether one storage can be used; the empty one is [model.InKeyring].
// Of a safe without a folder it tells of memory, where all rests that is put there.
func (s *Safe) State(ctx context.Context, in model.Storage) model.StorageState {
	if in == "" {
		in = model.InKeyring
	}
	switch {
	case in == model.InMemory, s.dir == "":
		return model.StorageState{Storage: model.InMemory, Usable: true}
	case in == model.InFile:
		return s.filesState()
	}
	// Reading an entry that is not there needs all that storing one needs, and
	// changes nothing.
	const probe = "is this keyring in use?"
	_, err := s.keyring.Get(ctx, probe)
	if unusable, ok := errors.AsType[*UnusableError](err); ok {
		return model.StorageState{Storage: in, Why: reason(unusable.Cause), Next: unusable.Hint()}
	}
	return model.StorageState{Storage: in, Usable: true}
}

// filesState tells of the encrypted files.
func (s *Safe) filesState() model.StorageState {
	state := model.StorageState{Storage: model.InFile, Usable: true}
	_, err := s.keyFile()
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		if wrong := private.Check(s.dir); wrong != nil {
			err = s.unusable("read", keyFileName, wrong)
		}
	}
	if unusable, ok := errors.AsType[*UnusableError](err); ok {
		state.Usable, state.Why, state.Next = false, reason(unusable.Cause), unusable.Hint()
		return state
	}
	if locked, ok := errors.AsType[*LockedError](s.stillLocked()); ok {
		state.Locked, state.Fresh, state.Next = true, locked.Fresh, locked.Hint()
		state.Why = "the encrypted files are locked"
		if locked.Fresh {
			state.Why = "no passphrase has been chosen yet"
		}
	}
	return state
}

func (s *Safe) stillLocked() error {
	_, err := s.unlocked("")
	return err
}
