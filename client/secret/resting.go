package secret

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"filippo.io/age"
)

// inMemory keeps a secret for this run.
type inMemory struct {
	safe *Safe
	at   place
}

func (m inMemory) load(context.Context) (String, error) {
	m.safe.mu.Lock()
	defer m.safe.mu.Unlock()
	if value, ok := m.safe.memory[m.at]; ok {
		return value, nil
	}
	return String{}, notFound(m.at.name)
}

func (m inMemory) save(_ context.Context, value String) error {
	m.safe.mu.Lock()
	defer m.safe.mu.Unlock()
	m.safe.memory[m.at] = value
	return nil
}

func (m inMemory) remove(context.Context) error {
	m.safe.mu.Lock()
	defer m.safe.mu.Unlock()
	delete(m.safe.memory, m.at)
	return nil
}

// inFile keeps a secret in a file that the passphrase opens.
type inFile struct{ file sealed }

func (f inFile) load(context.Context) (String, error) {
	data, err := f.file.data()
	if err != nil {
		return String{}, err
	}
	key, err := f.file.safe.unlocked(f.file.at.name)
	if err != nil {
		return String{}, err
	}
	return f.file.open(key, data)
}

func (f inFile) save(ctx context.Context, value String) error {
	key, err := f.file.safe.unlocked(f.file.at.name)
	if err != nil {
		return err
	}
	return f.file.alone(ctx, func() error { return f.file.write(key, value) })
}

func (f inFile) remove(ctx context.Context) error {
	if f.file.noFolder() {
		return nil
	}
	return f.file.alone(ctx, f.file.remove)
}

// inKeyring keeps a secret in the system's keyring: a short one as it is; a longer
// one, for which keyrings have no room, in a file whose key is in the keyring. What
// the entry says counts, so a change takes effect when the entry is written.
type inKeyring struct {
	keyring *Keyring
	file    sealed
}

const (
	// roomInKeyring is how long a secret may be, in bytes, to be an entry itself.
	// Windows has room for 2,560 and macOS for about 3,000.
	roomInKeyring = 1024
	// keyMark begins an entry that is the key of a file.
	keyMark = "awning file key 1: "
)

func (k inKeyring) load(ctx context.Context) (String, error) {
	entry, err := k.keyring.Get(ctx, k.file.at.name)
	if err != nil {
		return String{}, err
	}
	value, err := k.follow(entry)
	if err == nil {
		return value, nil
	}
	// Another process may have replaced the entry, and then removed the file.
	again, gerr := k.keyring.Get(ctx, k.file.at.name)
	switch {
	case gerr != nil:
		return String{}, gerr
	case again == entry:
		return String{}, err
	}
	return k.follow(again)
}

// follow returns what an entry stands for.
func (k inKeyring) follow(entry String) (String, error) {
	key, isKey, err := k.key(entry)
	if err != nil || !isKey {
		return entry, err
	}
	data, err := k.file.data()
	if errors.Is(err, ErrNotFound) {
		return String{}, k.file.damaged(fmt.Errorf("its file %s is gone", k.file.path))
	}
	if err != nil {
		return String{}, err
	}
	return k.file.open(key, data)
}

// key reads an entry that is the key of the file; isKey is false if it is not.
func (k inKeyring) key(entry String) (key *age.X25519Identity, isKey bool, err error) {
	text, isKey := strings.CutPrefix(entry.Reveal(), keyMark)
	if !isKey {
		return nil, false, nil
	}
	key, err = age.ParseX25519Identity(text)
	if err != nil { // its error would quote the entry
		return nil, true, k.file.damaged(errors.New("the keyring entry is no key"))
	}
	return key, true, nil
}

func (k inKeyring) save(ctx context.Context, value String) error {
	return k.file.alone(ctx, func() error {
		entry, err := k.keyring.get(ctx, PatienceToStore, k.file.at.name)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		text := value.Reveal()
		if len(text) > roomInKeyring || strings.HasPrefix(text, keyMark) {
			return k.saveFile(ctx, entry, value)
		}
		if err = k.keyring.Set(ctx, k.file.at.name, value); err != nil {
			return err
		}
		return k.file.remove() // its key, if there was one, is gone
	})
}

// saveFile keeps a long secret. The file comes first: until the entry is its key, the
// older secret counts.
func (k inKeyring) saveFile(ctx context.Context, entry, value String) error {
	key, isKey, err := k.key(entry)
	if isKey && err == nil {
		return k.file.write(key, value)
	}
	if key, err = age.GenerateX25519Identity(); err != nil {
		return fmt.Errorf("make a key: %w", err)
	}
	if err = k.file.write(key, value); err != nil {
		return err
	}
	if err = k.keyring.Set(ctx, k.file.at.name, New(keyMark+key.String())); err != nil {
		return errors.Join(err, k.file.remove())
	}
	return nil
}

func (k inKeyring) remove(ctx context.Context) error {
	forget := func() error {
		err := k.keyring.Delete(ctx, k.file.at.name)
		if errors.Is(err, ErrNotFound) {
			err = nil
		}
		return err
	}
	if k.file.noFolder() {
		return forget()
	}
	// The file goes even if the keyring does not let go of its key.
	return k.file.alone(ctx, func() error { return errors.Join(forget(), k.file.remove()) })
}
