package secret_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"awning/client/secret"
	"awning/model"
)

// situation is a keyring as it is met in the wild.
type situation struct {
	name string
	err  error // what it answers; nil: nothing, ever
	why  string
	next string // what to do begins so
}

// situations are those of Debian's gnome-keyring, of macOS and of Windows, in the
// words these answer with.
func situations() []situation {
	return []situation{
		{"absent", errors.New(`exec: "dbus-launch": executable file not found in $PATH`), "no user bus", `set storage = "file"`},
		{"bus gone", errors.New("dial unix /run/user/1000/bus: connect: no such file or directory"), "bus of this session is gone", `set storage = "file"`},
		{"no program", errors.New("The name org.freedesktop.secrets was not provided by any .service files"), "no keyring program", `set storage = "file"`},
		{"never set up", errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'"), "never set up", "unlock the keyring"},
		{"locked", errors.New("failed to unlock correct collection '/org/freedesktop/secrets/collection/login'"), "locked", "unlock the keyring"},
		{"locked item", errors.New("org.freedesktop.Secret.Error.IsLocked"), "locked", "unlock the keyring"},
		{"locked on macOS", errors.New("exit status 36"), "locked", "unlock the keyring"},
		{"denying", errors.New("org.freedesktop.DBus.Error.AccessDenied"), "denies access", "unlock the keyring"},
		{"denying on macOS", errors.New("exit status 128"), "denies access", "unlock the keyring"},
		{"Windows over SSH", errors.New("A specified logon session does not exist. It may already have been terminated."), "over the network", `set storage = "file"`},
		{"too big", keyring.ErrSetDataTooBig, "length", `set storage = "file"`},
		{"other system", keyring.ErrUnsupportedPlatform, "no keyring", `set storage = "file"`},
		{"unheard of", errors.New("wallet daemon: error 17"), "wallet daemon: error 17", "unlock the keyring"},
		{"never answering", nil, "another screen", "unlock the keyring"},
	}
}

func TestKeyring_situations(t *testing.T) {
	t.Parallel()
	for _, at := range situations() {
		t.Run(at.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			synctest.Test(t, func(t *testing.T) {
				r := memoryRing()
				if r.err = at.err; at.err == nil {
					r.hang = make(chan struct{})
					defer close(r.hang)
				}
				unusableAt(t, safeIn(dir, r), at)
			})
			if left := ageFiles(t, dir); len(left) > 0 {
				t.Errorf("something weaker was used: %v", left)
			}
		})
	}
}

// unusableAt checks what a safe says of a keyring, and how soon.
func unusableAt(t *testing.T, s *secret.Safe, at situation) {
	t.Helper()
	slot, began := s.Slot("sign-in", ""), time.Now()
	states := s.States(t.Context())
	if len(states) != 3 || states[0].Usable || !strings.Contains(states[0].Why, at.why) || !strings.HasPrefix(states[0].Next, at.next) {
		t.Errorf("states %+v; want a keyring that is unusable for %q, with %q", states, at.why, at.next)
	}
	if !states[1].Usable || !states[2].Usable {
		t.Errorf("states %+v; want the others usable", states)
	}
	_, loaded := slot.Load(t.Context())
	for doing, err := range map[string]error{
		"load": loaded, "remove": slot.Remove(t.Context()),
		"save": slot.Save(t.Context(), secret.New("CANARY")), "save long": slot.Save(t.Context(), secret.New(strings.Repeat("CANARY", 1000))),
	} {
		unusable, ok := errors.AsType[*secret.UnusableError](err)
		if !ok || !strings.Contains(err.Error(), at.why) || !strings.HasPrefix(unusable.Hint(), at.next) || strings.Contains(err.Error(), "CANARY") {
			t.Errorf("%s: %v; want an UnusableError about %q, with %q", doing, err, at.why, at.next)
		}
	}
	if took := time.Since(began); took > 3500*time.Millisecond {
		t.Errorf("it took %s, want at most 3.5 s", took)
	}
	if _, err := slot.Load(t.Context()); errors.Is(err, secret.ErrNotFound) {
		t.Errorf("an unusable keyring passes for an empty one: %v", err)
	}
}

func TestKeyring_emptyIsUsable(t *testing.T) {
	t.Parallel()
	if state := safeIn(t.TempDir(), memoryRing()).State(t.Context(), ""); !state.Usable || state.Why != "" || state.Storage != model.InKeyring {
		t.Errorf("state %+v, want a usable keyring", state)
	}
}

func TestSave_waitsForAPersonToUnlock(t *testing.T) {
	t.Parallel()
	for typed, works := range map[time.Duration]bool{2 * time.Second: true, 50 * time.Second: true, 70 * time.Second: false} {
		dir := t.TempDir()
		synctest.Test(t, func(t *testing.T) {
			r := memoryRing()
			r.hang = make(chan struct{})
			time.AfterFunc(typed, func() { close(r.hang) })
			s := safeIn(dir, r)
			began := time.Now()
			err := s.Slot("a", "").Save(t.Context(), secret.New("v"))
			if took := time.Since(began); (err == nil) != works || took > time.Minute {
				t.Errorf("typed after %s: %v after %s", typed, err, took)
			}
			time.Sleep(time.Minute)
			// It answered after all, so it is asked again.
			if state := s.State(t.Context(), ""); !state.Usable {
				t.Errorf("typed after %s: the keyring is given up for the whole run: %+v", typed, state)
			}
		})
	}
}

func TestSave_isGivenUp(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		r := memoryRing()
		r.hang = make(chan struct{})
		defer close(r.hang)
		s := safeIn(dir, r)
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		began := time.Now()
		if err := s.Slot("a", "").Save(ctx, secret.New("v")); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != 5*time.Second {
			t.Errorf("gave up after %s with %v", time.Since(began), err)
		}
		// The dialog is still on somebody's screen: a second one is not opened.
		for range 2 {
			if _, err := s.Slot("b", "").Load(t.Context()); !is[*secret.UnusableError](err) {
				t.Errorf("load: %v, want an UnusableError", err)
			}
		}
		if waited := time.Since(began); waited != 8*time.Second || r.calls.Load() != 1 {
			t.Errorf("%d calls after %s, want one, and 3 s more at most", r.calls.Load(), waited)
		}
	})
}

const asked = "AWNING_TEST_ASK_KEYRING"

// askKeyring is the process that asks the system's own keyring.
func askKeyring() {
	began := time.Now()
	state := secret.NewSafe(secret.SafeOptions{Dir: os.Getenv(asked)}).State(context.Background(), model.InKeyring)
	fmt.Printf("%v\n%s\n%t", state.Usable, state.Why, time.Since(began) < 3500*time.Millisecond)
}

func TestKeyring_ofTheSystem(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" {
		t.Skip("other systems have no bus")
	}
	silent := filepath.Join(t.TempDir(), "bus")
	l, err := net.Listen("unix", silent)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() }) // connections wait in the queue, and nobody answers them
	for name, at := range map[string]struct{ address, why string }{
		"no bus":     {"", "no user bus"},
		"autolaunch": {"autolaunch:", "no user bus"},
		"bus gone":   {"unix:path=/nowhere/bus", "bus of this session is gone"},
		"silent bus": {"unix:path=" + silent, "no answer within 3s"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, serr := os.Stat(fmt.Sprintf("/run/user/%d/bus", os.Getuid())); serr == nil && (at.address == "" || at.address == "autolaunch:") {
				t.Skip("this machine has a bus without being told")
			}
			// A D-Bus library that finds no bus starts one. This one would tell.
			bin := t.TempDir()
			started := filepath.Join(bin, "started")
			script := "#!/bin/sh\n: > " + started + "\necho DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere/started\n"
			if werr := os.WriteFile(filepath.Join(bin, "dbus-launch"), []byte(script), 0o700); werr != nil {
				t.Fatal(werr)
			}
			cmd := exec.CommandContext(t.Context(), os.Args[0])
			cmd.Env = append(os.Environ(), asked+"="+t.TempDir(), "DBUS_SESSION_BUS_ADDRESS="+at.address, "PATH="+bin+":"+os.Getenv("PATH"))
			out, rerr := cmd.CombinedOutput()
			lines := strings.Split(string(out), "\n")
			if rerr != nil || len(lines) != 3 || lines[0] != "false" || !strings.Contains(lines[1], at.why) || lines[2] != "true" {
				t.Errorf("%v: %s; want it unusable for %q, in time", rerr, out, at.why)
			}
			if _, serr := os.Stat(started); serr == nil {
				t.Error("a bus was started")
			}
		})
	}
}
