package secret_test

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"awning/client/secret"
)

func TestString_neverShows(t *testing.T) {
	t.Parallel()
	const canary = "CANARY-0123456789"
	s := secret.New(canary)
	nested := struct {
		S secret.String
		P *secret.String
		M map[secret.String]secret.String
		A any
		u secret.String
	}{s, &s, map[secret.String]secret.String{s: s}, s, s}
	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t", "%p", "%T", "%10.3s", "%w"} {
		fmt.Fprintf(&out, verb+verb+verb, s, &s, nested)
	}
	fmt.Fprint(&out, s, nested, fmt.Errorf("with %v: %w", s, errors.New(s.String())))
	slog.New(slog.NewTextHandler(&out, nil)).Info("x", "s", s, "n", nested, "g", slog.GroupValue(slog.Any("s", s)))
	slog.New(slog.NewJSONHandler(&out, nil)).Info("x", "s", s, "n", nested)
	for _, marshal := range []func(any) ([]byte, error){json.Marshal, xml.Marshal} {
		if b, err := marshal(s); err == nil {
			out.Write(b)
		}
		if b, err := marshal(nested); err == nil {
			out.Write(b)
		}
	}
	for _, form := range []string{canary, fmt.Sprintf("%x", canary), fmt.Sprintf("%X", canary)} {
		if strings.Contains(out.String(), form) {
			t.Errorf("%q shows in %s", form, out.String())
		}
	}
	if s.Reveal() != canary || s.Empty() || !secret.New("").Empty() || s != secret.New(canary) || s != nested.u {
		t.Error("the value itself is lost")
	}
}

// ring is a keyring in memory that may refuse, or never answer.
type ring struct {
	entries map[string]string
	err     error
	hang    chan struct{}
	calls   atomic.Int32
}

func (r *ring) wait() {
	r.calls.Add(1)
	if r.hang != nil {
		<-r.hang
	}
}

func (r *ring) Get(service, entry string) (string, error) {
	r.wait()
	v, ok := r.entries[service+"/"+entry]
	if !ok && r.err == nil {
		return "", keyring.ErrNotFound
	}
	return v, r.err
}

func (r *ring) Set(service, entry, value string) error {
	r.wait()
	r.entries[service+"/"+entry] = value
	return r.err
}

func (r *ring) Delete(service, entry string) error {
	r.wait()
	if _, ok := r.entries[service+"/"+entry]; !ok && r.err == nil {
		return keyring.ErrNotFound
	}
	delete(r.entries, service+"/"+entry)
	return r.err
}

func TestKeyring(t *testing.T) {
	t.Parallel()
	k := secret.NewKeyringOn(&ring{entries: map[string]string{}})
	if _, err := k.Get(t.Context(), "a"); !errors.Is(err, secret.ErrNotFound) {
		t.Errorf("before: %v, want ErrNotFound", err)
	}
	if err := k.Set(t.Context(), "a", secret.New("v")); err != nil {
		t.Fatal(err)
	}
	if v, err := k.Get(t.Context(), "a"); err != nil || v.Reveal() != "v" {
		t.Errorf("got %q, %v", v.Reveal(), err)
	}
	if err := errors.Join(k.Delete(t.Context(), "a"), k.Delete(t.Context(), "a")); !errors.Is(err, secret.ErrNotFound) {
		t.Errorf("deleted twice: %v, want ErrNotFound", err)
	}
}

func TestKeyring_unusable(t *testing.T) {
	t.Parallel()
	for name, cause := range map[string]error{
		"headless": errors.New("failed to unlock correct collection '/org/freedesktop/secrets/aliases/default'"),
		"too big":  keyring.ErrSetDataTooBig,
		"platform": keyring.ErrUnsupportedPlatform,
	} {
		k := secret.NewKeyringOn(&ring{entries: map[string]string{}, err: cause})
		_, err := k.Get(t.Context(), "a")
		for _, err := range []error{err, k.Set(t.Context(), "a", secret.New("CANARY")), k.Delete(t.Context(), "a")} {
			e, ok := errors.AsType[*secret.UnusableError](err)
			if !ok || !errors.Is(err, cause) || e.Hint() == "" || strings.Contains(err.Error(), "CANARY") {
				t.Errorf("%s: %v, want an UnusableError with a hint", name, err)
			}
		}
	}
}

func TestKeyring_neverAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := &ring{entries: map[string]string{}, hang: make(chan struct{})}
		defer close(r.hang)
		k, began := secret.NewKeyringOn(r), time.Now()
		for range 3 {
			_, err := k.Get(t.Context(), "a")
			if _, ok := errors.AsType[*secret.UnusableError](err); !ok {
				t.Errorf("err %v, want an UnusableError", err)
			}
		}
		if waited := time.Since(began); waited != 3*time.Second || r.calls.Load() != 1 {
			t.Errorf("waited %s for %d calls; want 3 s for one", waited, r.calls.Load())
		}
	})
}

func TestKeyring_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		r := &ring{entries: map[string]string{}, hang: make(chan struct{})}
		defer close(r.hang)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := secret.NewKeyringOn(r).Get(ctx, "a"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err %v, want the context's", err)
		}
	})
}
