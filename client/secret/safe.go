package secret

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"sync"
	"time"

	"awning/client/secret/private"
	"awning/model"
)

// SafeOptions say where a [Safe] keeps things.
type SafeOptions struct {
	// Dir is the folder of the encrypted files, made when it is first needed. If it
	// is empty everything is kept in memory, whatever storage is asked for.
	Dir     string
	Keyring *Keyring // nil: that of the system
	// Work is the base-2 logarithm of the rounds that turn a new passphrase into a
	// key; 0 is 17, about half a second and 128 MiB.
	Work int
}

// Safe keeps secrets in slots, each in the storage its owner chose. It is safe for
// use by several goroutines, and its files by several processes.
type Safe struct {
	dir     string
	keyring *Keyring
	work    int

	mu     sync.Mutex
	memory map[place]String
	turns  map[string]chan struct{} // by a slot's name; holds one element while locked
	key    *fileKey                 // of the encrypted files; nil while they are locked
}

// place is where something is kept.
type place struct {
	in   model.Storage
	name string
}

// NewSafe returns a safe. Nothing is read or made yet.
func NewSafe(o SafeOptions) *Safe {
	if o.Keyring == nil {
		o.Keyring = NewKeyring()
	}
	if o.Work == 0 {
		o.Work = usualWork
	}
	return &Safe{
		dir: o.Dir, keyring: o.Keyring, work: o.Work,
		memory: map[place]String{}, turns: map[string]chan struct{}{},
	}
}

// Slot returns the place of one secret. Slots of one name in different storages keep
// different things; the empty storage is [model.InKeyring].
func (s *Safe) Slot(name string, in model.Storage) *Slot {
	if in == "" {
		in = model.InKeyring
	}
	at := place{in: in, name: name}
	l := &Slot{safe: s, name: name}
	switch {
	case s.dir == "" || in == model.InMemory:
		l.rest = inMemory{s, at}
	case in == model.InFile:
		l.rest = inFile{s.file(at)}
	default:
		l.rest = inKeyring{s.keyring, s.file(at)}
	}
	return l
}

// Slot is the place of one secret.
type Slot struct {
	safe *Safe
	name string
	rest resting
}

// resting is one storage of one secret.
type resting interface {
	load(ctx context.Context) (String, error)
	save(ctx context.Context, value String) error
	remove(ctx context.Context) error
}

// Load returns what is kept: [ErrNotFound] if nothing is, [*UnusableError] if the
// storage does not work, [*LockedError] if a passphrase is needed, [*DamagedError] if
// it cannot be read.
func (l *Slot) Load(ctx context.Context) (String, error) { return l.rest.load(ctx) }

// Save keeps a secret in the place of an older one. Whatever happens meanwhile, the
// slot holds the old one or the new one, whole. It may wait a minute for somebody to
// unlock the keyring, unless ctx ends before. The errors are those of [Slot.Load].
func (l *Slot) Save(ctx context.Context, value String) error { return l.rest.save(ctx, value) }

// Remove forgets what is kept, without being able to read it. An empty slot is no
// error.
func (l *Slot) Remove(ctx context.Context) error { return l.rest.remove(ctx) }

// Lock keeps everybody else out who locks a slot of that name, in this process and in
// others, until unlock is called: to read, change and save as one step. It waits ten
// seconds at most. Who holds the lock must not take it again.
func (l *Slot) Lock(ctx context.Context) (unlock func(), err error) {
	leave, err := l.safe.turn(ctx, l.name)
	if err != nil {
		return nil, err
	}
	if l.safe.dir == "" {
		return leave, nil
	}
	release, err := l.safe.lockFile(ctx, l.name, ".lock")
	if err != nil {
		leave()
		return nil, err
	}
	return func() {
		release()
		leave()
	}, nil
}

// turn waits until nobody else in this process has the name locked.
func (s *Safe) turn(ctx context.Context, name string) (leave func(), err error) {
	s.mu.Lock()
	queue, ok := s.turns[name]
	if !ok {
		queue = make(chan struct{}, 1)
		s.turns[name] = queue
	}
	s.mu.Unlock()
	timer := time.NewTimer(private.Patience)
	defer timer.Stop()
	select {
	case queue <- struct{}{}:
		return func() { <-queue }, nil
	case <-timer.C:
		return nil, s.unusable("lock", name, private.ErrBusy)
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// lockFile locks a name between processes. What it is locked for is in the file's
// extension.
func (s *Safe) lockFile(ctx context.Context, name, ext string) (unlock func(), err error) {
	if err = private.Dir(s.dir); err == nil {
		unlock, err = private.Lock(ctx, filepath.Join(s.dir, hashed(name)+ext))
	}
	switch {
	case err == nil:
		return unlock, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	}
	return nil, s.unusable("lock", name, err)
}

// unusable is the error of the folder of encrypted files.
func (s *Safe) unusable(doing, name string, cause error) error {
	return &UnusableError{Doing: doing, Entry: name, Storage: model.InFile, Cause: cause}
}

// file is where the encrypted file of a slot is. Its name tells nothing of the slot.
func (s *Safe) file(at place) sealed {
	return sealed{safe: s, at: at, path: filepath.Join(s.dir, hashed(string(at.in)+"\n"+at.name)+".age")}
}

func hashed(name string) string {
	sum := sha256.Sum256([]byte(name))
	const enough = 16 // bytes: nobody has 2^64 slots
	return hex.EncodeToString(sum[:enough])
}
