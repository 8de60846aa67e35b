package secret

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/zalando/go-keyring"

	"awning/model"
)

// Service is the name under which the system's keyring files Awning's entries.
const Service = "awning"

// How long a keyring may take to answer.
const (
	// Patience is for reading and deleting. A locked keyring may ask for its
	// password on a screen nobody looks at and never answer at all.
	Patience = 3 * time.Second
	// PatienceToStore is for storing, where somebody waits who can type that
	// password. The end of the context ends it before.
	PatienceToStore = time.Minute
)

// Backend is what stores the entries: the system's keyring, or a map in a test.
// Its calls may block for ever.
type Backend interface {
	Get(service, entry string) (string, error)
	Set(service, entry, secret string) error
	Delete(service, entry string) error
}

// Keyring reads and writes the system's keyring, one call at a time and none for
// longer than [Patience] or [PatienceToStore]. While a call is under way that nobody
// waits for any more, every further one fails at once: the first is still waiting for
// a person, and more would wait as long.
type Keyring struct {
	backend Backend
	turn    chan struct{} // holds one element while a call is under way

	mu    sync.Mutex
	stuck error
}

// NewKeyring returns the keyring of the system.
func NewKeyring() *Keyring { return NewKeyringOn(system{}) }

// NewKeyringOn returns a keyring on another backend.
func NewKeyringOn(b Backend) *Keyring { return &Keyring{backend: b, turn: make(chan struct{}, 1)} }

// Get returns an entry: [ErrNotFound] if there is none, [*UnusableError] if the
// keyring could not be asked.
func (k *Keyring) Get(ctx context.Context, entry string) (String, error) {
	return k.get(ctx, Patience, entry)
}

func (k *Keyring) get(ctx context.Context, patience time.Duration, entry string) (String, error) {
	value, err := k.call(ctx, patience, "read", entry, func() (string, error) { return k.backend.Get(Service, entry) })
	return New(value), err
}

// Set stores an entry, over an older one if there is one.
func (k *Keyring) Set(ctx context.Context, entry string, value String) error {
	_, err := k.call(ctx, PatienceToStore, "store", entry, func() (string, error) {
		return "", k.backend.Set(Service, entry, value.Reveal())
	})
	return err
}

// Delete removes an entry: [ErrNotFound] if there is none.
func (k *Keyring) Delete(ctx context.Context, entry string) error {
	_, err := k.call(ctx, Patience, "delete", entry, func() (string, error) { return "", k.backend.Delete(Service, entry) })
	return err
}

// answer is what a backend said.
type answer struct {
	value string
	err   error
}

func (k *Keyring) call(ctx context.Context, patience time.Duration, doing, entry string, f func() (string, error)) (string, error) {
	unusable := func(cause error) error {
		return &UnusableError{Doing: doing, Entry: entry, Storage: model.InKeyring, Cause: cause}
	}
	if err := k.blocked(); err != nil {
		return "", unusable(err)
	}
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case k.turn <- struct{}{}:
	case <-timer.C:
		return "", unusable(k.block(patience))
	case <-ctx.Done():
		return "", unusable(ctx.Err())
	}
	answered := make(chan answer, 1) // the call may answer after nobody listens
	go func() {
		value, err := f()
		k.free()
		answered <- answer{value, err}
	}()
	select {
	case a := <-answered:
		switch {
		case a.err == nil:
			return a.value, nil
		case errors.Is(a.err, keyring.ErrNotFound):
			return "", fmt.Errorf("%w: %q", ErrNotFound, entry)
		}
		return "", unusable(a.err)
	case <-timer.C:
		return "", unusable(k.block(patience))
	case <-ctx.Done():
		return "", unusable(ctx.Err())
	}
}

func (k *Keyring) blocked() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.stuck
}

// block makes further calls fail at once while one is under way.
func (k *Keyring) block(patience time.Duration) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	err := &noAnswerError{After: patience}
	if len(k.turn) > 0 {
		k.stuck = err
	}
	return err
}

// free ends a call: a keyring that answered, however late, works again.
func (k *Keyring) free() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.stuck = nil
	<-k.turn
}

// system is the keyring of the operating system.
type system struct{}

func (system) Get(service, entry string) (string, error) {
	if err := noBus(); err != nil {
		return "", err
	}
	return keyring.Get(service, entry)
}

func (system) Set(service, entry, value string) error {
	if err := noBus(); err != nil {
		return err
	}
	return keyring.Set(service, entry, value)
}

func (system) Delete(service, entry string) error {
	if err := noBus(); err != nil {
		return err
	}
	return keyring.Delete(service, entry)
}
