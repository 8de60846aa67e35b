package secret

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"filippo.io/age"

	"awning/client/secret/private"
)

// fileLimit is more than any secret needs, in bytes.
const fileLimit = 1 << 20

// sealed is the encrypted file of one slot, in the format of age-encryption.org. It
// repeats whose it is, so that a file under another slot's name is refused.
type sealed struct {
	safe *Safe
	at   place
	path string
}

// head begins the content.
func (f sealed) head() string {
	return "awning secret 1 " + string(f.at.in) + " " + strconv.Quote(f.at.name) + "\n"
}

// data returns the file as it is, encrypted: [ErrNotFound] if there is none.
func (f sealed) data() ([]byte, error) {
	data, err := private.Read(f.path, fileLimit)
	_, long := errors.AsType[*private.TooLargeError](err)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, notFound(f.at.name)
	case long:
		return nil, f.damaged(err)
	case err != nil:
		return nil, f.safe.unusable("read", f.at.name, err)
	}
	return data, nil
}

// open decrypts the file.
func (f sealed) open(key age.Identity, data []byte) (String, error) {
	text, err := decrypt(data, key)
	if err != nil {
		return String{}, f.damaged(err)
	}
	value, ok := strings.CutPrefix(text, f.head())
	if !ok {
		return String{}, f.damaged(fmt.Errorf("%s holds something else", f.path))
	}
	return New(value), nil
}

// write replaces the file. One that the key does not open is moved aside.
func (f sealed) write(key *age.X25519Identity, value String) error {
	data, err := encrypt(f.head()+value.Reveal(), key.Recipient())
	switch {
	case err != nil:
		return f.safe.unusable("store", f.at.name, err)
	case len(data) > fileLimit:
		return f.safe.unusable("store", f.at.name, fmt.Errorf("it is longer than %d bytes", fileLimit))
	}
	old, err := f.data()
	if err == nil {
		_, err = f.open(key, old)
	}
	if _, unreadable := errors.AsType[*DamagedError](err); unreadable {
		_, err = private.MoveAside(f.path)
	}
	if err == nil || errors.Is(err, ErrNotFound) {
		err = private.Write(f.path, data)
	}
	if err == nil {
		err = private.RemoveBeside(f.path, private.Unfinished)
	}
	if err != nil {
		return f.safe.unusable("store", f.at.name, err)
	}
	return nil
}

// remove removes the file, and whatever was moved aside.
func (f sealed) remove() error {
	err := errors.Join(private.Remove(f.path), private.RemoveBeside(f.path, private.Unfinished, private.Damaged))
	if err != nil {
		return f.safe.unusable("delete", f.at.name, err)
	}
	return nil
}

// alone keeps other writers of the slot out while something is done.
func (f sealed) alone(ctx context.Context, do func() error) error {
	unlock, err := f.safe.lockFile(ctx, f.at.name, ".saving")
	if err != nil {
		return err
	}
	defer unlock()
	return do()
}

// noFolder reports whether there are no files at all.
func (f sealed) noFolder() bool {
	_, err := os.Lstat(f.safe.dir)
	return errors.Is(err, fs.ErrNotExist)
}

func (f sealed) damaged(cause error) error { return &DamagedError{Entry: f.at.name, Cause: cause} }

func notFound(name string) error { return fmt.Errorf("%w: %q", ErrNotFound, name) }

// encrypt and decrypt are age's, in memory.
func encrypt(text string, to age.Recipient) ([]byte, error) {
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, to)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	return sealed.Bytes(), nil
}

func decrypt(data []byte, with age.Identity) (string, error) {
	r, err := age.Decrypt(bytes.NewReader(data), with)
	if err != nil {
		return "", fmt.Errorf("decrypt: %w", err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		return "", fmt.Errorf("decrypt: %w", err)
	}
	return string(text), nil
}
