package secret

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/zalando/go-keyring"
)

// Service is the name under which the system's keyring files Awning's entries.
const Service = "awning"

// Patience is how long a keyring may take to answer. A locked one may ask for
// its password on a screen nobody looks at and never answer at all.
const Patience = 3 * time.Second

// ErrNotFound says that the keyring works and has no such entry.
var ErrNotFound = errors.New("no such entry in the keyring")

// UnusableError says that the keyring cannot be used, which over SSH and on
// servers is the usual case.
type UnusableError struct {
	Doing string // "read", "store" or "delete"
	Entry string
	Cause error
}

// Error says what was tried and why it failed.
func (e *UnusableError) Error() string {
	return fmt.Sprintf("could not %s the keyring entry %q: %v", e.Doing, e.Entry, e.Cause)
}

// Unwrap returns what the keyring said.
func (e *UnusableError) Unwrap() error { return e.Cause }

// Hint says what to do instead.
func (e *UnusableError) Hint() string {
	if errors.Is(e.Cause, keyring.ErrSetDataTooBig) {
		return "the system's keyring does not take secrets of this length"
	}
	return "unlock the keyring, or give the secret in the environment variable AZURE_CLIENT_SECRET"
}

// Backend is what stores the entries: the system's keyring, or a map in a test.
// Its calls may block for ever.
type Backend interface {
	Get(service, entry string) (string, error)
	Set(service, entry, secret string) error
	Delete(service, entry string) error
}

// Keyring reads and writes the system's keyring within [Patience]. After one
// call that did not return it answers every further call with the same error at
// once: the first is still waiting for a person, and more would wait as long.
type Keyring struct {
	backend Backend

	mu    sync.Mutex
	stuck error
}

// NewKeyring returns the keyring of the system.
func NewKeyring() *Keyring { return NewKeyringOn(system{}) }

// NewKeyringOn returns a keyring on another backend.
func NewKeyringOn(b Backend) *Keyring { return &Keyring{backend: b} }

// Get returns an entry: [ErrNotFound] if there is none, [*UnusableError] if the
// keyring could not be asked.
func (k *Keyring) Get(ctx context.Context, entry string) (String, error) {
	value, err := k.call(ctx, "read", entry, func() (string, error) { return k.backend.Get(Service, entry) })
	return New(value), err
}

// Set stores an entry, over an older one if there is one.
func (k *Keyring) Set(ctx context.Context, entry string, value String) error {
	_, err := k.call(ctx, "store", entry, func() (string, error) {
		return "", k.backend.Set(Service, entry, value.Reveal())
	})
	return err
}

// Delete removes an entry: [ErrNotFound] if there is none.
func (k *Keyring) Delete(ctx context.Context, entry string) error {
	_, err := k.call(ctx, "delete", entry, func() (string, error) { return "", k.backend.Delete(Service, entry) })
	return err
}

func (k *Keyring) call(ctx context.Context, doing, entry string, f func() (string, error)) (string, error) {
	if err := k.blocked(); err != nil {
		return "", &UnusableError{Doing: doing, Entry: entry, Cause: err}
	}
	type answer struct {
		value string
		err   error
	}
	answered := make(chan answer, 1) // the call may answer after nobody listens
	go func() {
		value, err := f()
		answered <- answer{value, err}
	}()
	timer := time.NewTimer(Patience)
	defer timer.Stop()
	select {
	case a := <-answered:
		switch {
		case a.err == nil:
			return a.value, nil
		case errors.Is(a.err, keyring.ErrNotFound):
			return "", fmt.Errorf("%w: %q", ErrNotFound, entry)
		}
		return "", &UnusableError{Doing: doing, Entry: entry, Cause: a.err}
	case <-timer.C:
		err := fmt.Errorf("no answer within %s; it may be waiting for a password on another screen", Patience)
		k.block(err)
		return "", &UnusableError{Doing: doing, Entry: entry, Cause: err}
	case <-ctx.Done():
		return "", &UnusableError{Doing: doing, Entry: entry, Cause: ctx.Err()}
	}
}

func (k *Keyring) blocked() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.stuck
}

func (k *Keyring) block(err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stuck = err
}

// system is the keyring of the operating system.
type system struct{}

func (system) Get(service, entry string) (string, error) { return keyring.Get(service, entry) }
func (system) Set(service, entry, value string) error    { return keyring.Set(service, entry, value) }
func (system) Delete(service, entry string) error        { return keyring.Delete(service, entry) }
