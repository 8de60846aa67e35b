package process_test

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"awning/client/secret/process"
)

// full is an environment with every variable that holds a secret, and some others.
func full() map[string]string {
	env := map[string]string{"PATH": "/bin", "AZURE_CLIENT_ID": "0c5e", "AWNING_TOKENS": "no secret"}
	for _, name := range process.Variables() {
		env[name] = "CANARY of " + name
	}
	return env
}

func TestEnvironment_childrenSeeNoSecret(t *testing.T) {
	t.Parallel()
	env := full()
	before := maps.Clone(env)
	getenv, err := process.Environment(
		func(name string) string { return env[name] },
		func(name string) error { delete(env, name); return nil },
	)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range before {
		if got := getenv(name); got != value {
			t.Errorf("%s is %q, want %q", name, got, value)
		}
	}
	if want := []string{"AWNING_TOKENS", "AZURE_CLIENT_ID", "PATH"}; !slices.Equal(slices.Sorted(maps.Keys(env)), want) {
		t.Errorf("children inherit %v, want %v", env, want)
	}
	env["EDITOR"] = "vi"
	if getenv("EDITOR") != "vi" {
		t.Error("what is no secret is not read when it is asked for")
	}
}

func TestEnvironment_aSecretThatStays(t *testing.T) {
	t.Parallel()
	refused := errors.New("refused")
	env := full()
	getenv, err := process.Environment(
		func(name string) string { return env[name] },
		func(string) error { return refused },
	)
	if !errors.Is(err, refused) || !strings.Contains(err.Error(), "AWNING_TOKEN") || strings.Contains(err.Error(), "CANARY") {
		t.Errorf("err %v, want one that names the variable and not its value", err)
	}
	if getenv("AWNING_TOKEN") == "" {
		t.Error("the secret is lost")
	}
}

func TestHarmless(t *testing.T) {
	t.Parallel()
	var environ []string
	for name, value := range full() {
		environ = append(environ, name+"="+value)
	}
	got := process.Harmless(environ)
	slices.Sort(got)
	if want := []string{"AWNING_TOKENS=no secret", "AZURE_CLIENT_ID=0c5e", "PATH=/bin"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
