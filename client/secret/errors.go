package secret

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"awning/client/secret/private"
	"awning/model"
)

// ErrNotFound says that a storage works and keeps nothing under a name.
var ErrNotFound = errors.New("nothing is kept under this name")

// UnusableError says that a storage cannot be used. For the keyring that is the usual
// case over SSH and on servers.
type UnusableError struct {
	Doing   string // "read", "store", "delete" or "lock"
	Entry   string // the slot's name
	Storage model.Storage
	Cause   error
}

// Error says what was tried and why it failed.
func (e *UnusableError) Error() string {
	where := "the keyring entry"
	if e.Storage == model.InFile {
		where = "the encrypted file of"
	}
	return fmt.Sprintf("could not %s %s %q: %v", e.Doing, where, e.Entry, reason(e.Cause))
}

// Unwrap returns what the storage said.
func (e *UnusableError) Unwrap() error { return e.Cause }

// Hint says what to do instead.
func (e *UnusableError) Hint() string {
	switch {
	case errors.Is(e.Cause, private.ErrBusy):
		return "finish what the other Awning is doing, or close it; then try again"
	case e.Storage == model.InFile:
		return "make the folder usable by you alone, or choose another storage for the profile"
	}
	return remedy(e.Cause)
}

// LockedError says that a passphrase must be given first, by [Safe.Unlock].
type LockedError struct {
	Entry string // the slot's name
	// Fresh says that no passphrase has been chosen yet.
	Fresh bool
}

// Error says what is locked.
func (e *LockedError) Error() string {
	if e.Fresh {
		return fmt.Sprintf("%q is to be kept in an encrypted file, and no passphrase has been chosen for those", e.Entry)
	}
	return fmt.Sprintf("%q is kept in an encrypted file, and those are locked", e.Entry)
}

// Hint says how to unlock.
func (e *LockedError) Hint() string {
	if e.Fresh {
		return "choose a passphrase, or set it in the environment variable AWNING_PASSPHRASE"
	}
	return "give the passphrase, or set it in the environment variable AWNING_PASSPHRASE"
}

// PassphraseError says that a passphrase does not fit, or will not do.
type PassphraseError struct {
	Problem string
	hint    string
}

// Error says what is wrong with it.
func (e *PassphraseError) Error() string { return e.Problem }

// Hint says what to do next.
func (e *PassphraseError) Hint() string { return e.hint }

// DamagedError says that something is kept, and cannot be read.
type DamagedError struct {
	Entry string // the slot's name; empty if it is the key of all files
	Aside string // where the damaged file is now; empty if it stayed where it was
	Cause error
}

// Error says what is damaged.
func (e *DamagedError) Error() string {
	what := "the key of the encrypted files"
	if e.Entry != "" {
		what = fmt.Sprintf("what is kept as %q", e.Entry)
	}
	return fmt.Sprintf("%s cannot be read: %v", what, e.Cause)
}

// Unwrap returns what was found.
func (e *DamagedError) Unwrap() error { return e.Cause }

// Hint says what to do next.
func (e *DamagedError) Hint() string {
	if e.Aside != "" {
		return fmt.Sprintf("it is kept as %s; give a passphrase again to begin anew, then sign in again", e.Aside)
	}
	return "sign in again, or store the secret again; a damaged file is kept beside the new one"
}

// noBusError says that there is no bus to reach a keyring by.
type noBusError struct{ Text string }

func (e *noBusError) Error() string { return e.Text }

// noAnswerError says that a keyring did not answer in time.
type noAnswerError struct{ After time.Duration }

func (e *noAnswerError) Error() string { return fmt.Sprintf("no answer within %s", e.After) }

// reason words why a storage failed, with what it said itself.
func reason(cause error) string {
	if why, _ := situation(cause); why != "" {
		return fmt.Sprintf("%s (%v)", why, cause)
	}
	return cause.Error()
}

// situation recognises why a keyring does not work: empty if it says so itself; and
// whether unlocking it may help. The errors have no types in common, and come from the
// bus, the keyring and the system.
func situation(cause error) (why string, unlock bool) {
	said := strings.ToLower(cause.Error())
	says := func(parts ...string) bool {
		for _, part := range parts {
			if strings.Contains(said, part) {
				return true
			}
		}
		return false
	}
	_, silent := errors.AsType[*noAnswerError](cause)
	_, absent := errors.AsType[*noBusError](cause)
	switch {
	case silent:
		return "it may be waiting for its password on another screen", true
	case absent || says("dbus-launch"):
		return "this session has no user bus, so it reaches no keyring", false
	case errors.Is(cause, keyring.ErrSetDataTooBig):
		return "the keyring takes no secret of this length", false
	case errors.Is(cause, keyring.ErrUnsupportedPlatform):
		return "this system has no keyring that Awning knows", false
	case says("not provided by any .service", "serviceunknown", "namehasnoowner", "name has no owner"):
		return "no keyring program runs for this session", false
	case says("dial unix", "dial tcp", "connection refused"):
		return "the user bus of this session is gone", false
	case says("failed to unlock", "islocked", "interaction is not allowed", "exit status 36"):
		return "the keyring is locked, or was never set up", true
	case says("accessdenied", "access denied", "rejected send message", "exit status 51", "exit status 128"):
		return "the keyring denies access", true
	case says("logon session"):
		return "Windows keeps no credentials for a session over the network", false
	}
	return "", true
}

// remedy says what to do about a keyring that cannot be used. The choice is the
// person's: nothing weaker is taken by itself.
func remedy(cause error) string {
	const instead = `set storage = "file" in the profile for a file encrypted with a passphrase, or "memory" to keep it for ` +
		"this run only; for automation give the secret in the environment"
	if errors.Is(cause, context.Canceled) || errors.Is(cause, context.DeadlineExceeded) {
		return "try again; or " + instead
	}
	if _, unlock := situation(cause); unlock {
		return "unlock the keyring; or " + instead
	}
	return instead
}
