//go:build unix

package auth_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"awning/client/auth"
	"awning/client/secret/process"
	"awning/model"
)

// The program itself runs without the secrets of this process; what it prints is
// bounded, and so is how long it may hold a pipe open.
func TestAzureCLI_program(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	for _, name := range process.Variables() {
		t.Setenv(name, "CANARY-"+name)
	}
	install := func(script string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "az"), []byte("#!/bin/sh\n"+script), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	ask := func() (string, error) {
		source := auth.Source(model.Profile{Tenant: homeTenant, Kind: model.AzureCLI}, auth.SourceOptions{Getenv: env{}.get})
		token, err := source.Token(t.Context(), auth.AudienceGraph, false)
		return token.Reveal(), err
	}
	install(`env > "$(dirname "$0")/seen"; echo "$@" > "$(dirname "$0")/args"; echo '{"accessToken":"from-az","expires_on":"32503680000"}'`)
	if token, err := ask(); err != nil || token != "from-az" {
		t.Fatalf("%q, %v", token, err)
	}
	for _, name := range []string{"seen", "args"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || strings.Contains(string(text), "CANARY") {
			t.Errorf("%s: %s, %v", name, text, err)
		}
	}
	install(`sleep 5 & echo '{"accessToken":"from-az","expires_on":"32503680000"}'`)
	if token, err := ask(); err != nil || token != "from-az" {
		t.Errorf("with something left running: %q, %v", token, err)
	}
	tests := map[string]struct{ script, text string }{
		"fails":       {`echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`, "not signed in"},
		"prints much": {`yes '{"accessToken":"x"}' | head -c 1000000`, "printed more than 256 KiB"},
		"complains":   {`yes "ERROR: no" | head -c 1000000 >&2; exit 1`, "the Azure CLI failed: ERROR: no"},
	}
	for name, tt := range tests {
		install(tt.script)
		began := time.Now()
		_, err := ask()
		if _, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(err.Error(), tt.text) || len(err.Error()) > 1000 {
			t.Errorf("%s: %v, want %q", name, err, tt.text)
		}
		if took := time.Since(began); took > 8*time.Second {
			t.Errorf("%s: took %s", name, took)
		}
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := ask(); err == nil || !strings.Contains(err.Error(), "not installed") {
		t.Errorf("without the program: %v", err)
	}
}
