package secret

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"filippo.io/age"

	"awning/client/secret/private"
)

const (
	usualWork = 17 // what OWASP advises: 2^17 rounds of scrypt with blocks of 8
	mostWork  = 18 // a key file of ours never asks for more; 256 MiB

	// shortest is how many characters a new passphrase must have. Who has the file
	// can try as many as they like.
	shortest = 8
)

// fileKey opens the encrypted files.
type fileKey struct {
	identity *age.X25519Identity
	// sum is of the key file it was read from: another console may begin anew.
	sum [sha256.Size]byte
}

// Unlock opens the encrypted files with their passphrase; the first one given becomes
// theirs. A wrong one, or one that is too short to begin with, is a
// [*PassphraseError]. It works for up to a second.
//
// The passphrase opens one small file with the key of all the others, so that its
// work is done once in a run. A key file that is damaged is moved aside, with a
// [*DamagedError]; the next call begins anew.
func (s *Safe) Unlock(ctx context.Context, passphrase String) error {
	switch {
	case passphrase.Empty():
		return &PassphraseError{Problem: "the passphrase is empty", hint: "give the passphrase of the encrypted files"}
	case s.dir == "":
		return nil
	}
	unlock, err := s.lockFile(ctx, keyFileName, ".lock")
	if err != nil {
		return err
	}
	defer unlock()
	// The work takes 128 MiB once. Left to the collector, which waits until as much is used
	// again, it would double what the run takes from then on.
	defer debug.FreeOSMemory()
	data, err := s.keyFile()
	var identity *age.X25519Identity
	switch {
	case errors.Is(err, fs.ErrNotExist):
		identity, data, err = s.newKey(passphrase)
	case err == nil:
		identity, err = s.openKey(data, passphrase)
	}
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.key = &fileKey{identity: identity, sum: sha256.Sum256(data)}
	return nil
}

const keyFileName = "key.age"

func (s *Safe) keyPath() string { return filepath.Join(s.dir, keyFileName) }

// keyFile returns the key file as it is, encrypted: [fs.ErrNotExist] if there is none.
func (s *Safe) keyFile() ([]byte, error) {
	const limit = 64 << 10
	data, err := private.Read(s.keyPath(), limit)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return data, err
	}
	return nil, s.unusable("read", keyFileName, err)
}

// newKey makes the key file.
func (s *Safe) newKey(passphrase String) (*age.X25519Identity, []byte, error) {
	if utf8.RuneCountInString(passphrase.Reveal()) < shortest {
		return nil, nil, &PassphraseError{
			Problem: fmt.Sprintf("a new passphrase must have at least %d characters", shortest),
			hint:    "choose a longer one: several words are easiest to type",
		}
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, nil, fmt.Errorf("make a key: %w", err)
	}
	to, err := age.NewScryptRecipient(passphrase.Reveal())
	if err != nil {
		return nil, nil, fmt.Errorf("make a key: %w", err)
	}
	to.SetWorkFactor(s.work)
	data, err := encrypt(identity.String()+"\n", to)
	if err == nil {
		err = private.Write(s.keyPath(), data)
	}
	if err != nil {
		return nil, nil, s.unusable("store", keyFileName, err)
	}
	return identity, data, nil
}

// openKey reads the key file.
func (s *Safe) openKey(data []byte, passphrase String) (*age.X25519Identity, error) {
	with, err := age.NewScryptIdentity(passphrase.Reveal())
	if err != nil {
		return nil, fmt.Errorf("read the key of the encrypted files: %w", err)
	}
	with.SetMaxWorkFactor(mostWork)
	text, err := decrypt(data, with)
	if mismatch, ok := errors.AsType[*age.NoIdentityMatchError](err); ok && strings.Join(mismatch.StanzaTypes, " ") == "scrypt" {
		return nil, &PassphraseError{
			Problem: "that is not the passphrase of the encrypted files",
			hint:    fmt.Sprintf("try again; if it is lost, remove %s and sign in again", s.keyPath()),
		}
	}
	var identity *age.X25519Identity
	if err == nil {
		if identity, err = age.ParseX25519Identity(strings.TrimSuffix(text, "\n")); err != nil {
			err = errors.New("it holds no key") // the error quotes it
		}
	}
	if err == nil {
		return identity, nil
	}
	aside, moved := private.MoveAside(s.keyPath())
	return nil, errors.Join(&DamagedError{Aside: aside, Cause: err}, moved)
}

// unlocked returns the key of the encrypted files, a [*LockedError] while there is
// none, or no longer the right one.
func (s *Safe) unlocked(name string) (*age.X25519Identity, error) {
	data, err := s.keyFile()
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &LockedError{Entry: name, Fresh: true}
	case err != nil:
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.key == nil || s.key.sum != sha256.Sum256(data) {
		return nil, &LockedError{Entry: name}
	}
	return s.key.identity, nil
}
