package auth_test

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/auth"
	"awning/client/transport"
	"awning/model"
)

// cli is an Azure CLI that prints and fails as a test says.
type cli struct {
	out   string
	err   error
	takes time.Duration
	args  [][]string
}

func (c *cli) run(ctx context.Context, name string, args ...string) ([]byte, error) {
	c.args = append(c.args, append([]string{name}, args...))
	timer := time.NewTimer(c.takes)
	defer timer.Stop()
	select {
	case <-timer.C:
		return []byte(c.out), c.err
	case <-ctx.Done():
		return nil, errors.New("signal: killed")
	}
}

func cliSource(c *cli, tenant string) transport.TokenSource {
	return auth.Source(model.Profile{Tenant: tenant, Kind: model.AzureCLI}, auth.SourceOptions{Getenv: env{}.get, Run: c.run})
}

func TestAzureCLI(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := &cli{out: fmt.Sprintf(`{"accessToken":"az-token","expiresOn":"1999-01-01 00:00:00.000000","expires_on":%d,"tenant":"x"}`,
			time.Now().Add(time.Hour).Unix())}
		source := cliSource(c, homeTenant)
		for range 2 {
			if token, err := source.Token(t.Context(), auth.AudienceGraph, false); err != nil || token.Reveal() != "az-token" {
				t.Fatalf("%q, %v", token.Reveal(), err)
			}
		}
		want := []string{"az", "account", "get-access-token", "-o", "json", "--resource", "https://graph.microsoft.com", "--tenant", homeTenant}
		if len(c.args) != 1 || !slices.Equal(c.args[0], want) {
			t.Errorf("ran %v, want %v once", c.args, want)
		}
		// Older versions tell the local time alone.
		c.out = `{"accessToken":"older","expiresOn":"` + time.Now().Local().Add(time.Hour).Format("2006-01-02 15:04:05.000000") + `"}`
		source = cliSource(c, "")
		for range 2 {
			if _, err := source.Token(t.Context(), auth.AudienceARM, false); err != nil {
				t.Fatal(err)
			}
		}
		if len(c.args) != 2 || slices.Contains(c.args[1], "--tenant") {
			t.Errorf("ran %v", c.args)
		}
		time.Sleep(54 * time.Minute)
		if _, err := source.Token(t.Context(), auth.AudienceARM, false); err != nil || len(c.args) != 2 {
			t.Errorf("ran %d times, %v", len(c.args), err)
		}
		time.Sleep(2 * time.Minute)
		if _, err := source.Token(t.Context(), auth.AudienceARM, false); err != nil || len(c.args) != 3 {
			t.Errorf("ran %d times after its end, %v", len(c.args), err)
		}
	})
}

func TestAzureCLI_failures(t *testing.T) {
	t.Parallel()
	said := func(stderr string) error { return &exec.ExitError{Stderr: []byte(stderr)} }
	tests := map[string]struct {
		c          cli
		text, hint string
	}{
		"not installed": {cli{err: &exec.Error{Name: "az", Err: exec.ErrNotFound}}, "not installed", "device code"},
		"not signed in": {cli{err: said("ERROR: Please run 'az login' to setup account.\n")}, "not signed in to the tenant " + homeTenant, "az login --tenant " + homeTenant},
		"no consent":    {cli{err: said("ERROR: AADSTS65001: The user or administrator has not consented.\nTrace ID: 1")}, "consented", "administrator"},
		"session over":  {cli{err: said("AADSTS700082: The refresh token has expired due to inactivity.")}, "not used for too long", "az login"},
		"not in tenant": {cli{err: said("AADSTS90072: User account does not exist in tenant.")}, "not in the tenant " + homeTenant, "invited"},
		"its own bug":   {cli{err: said("The command failed with an unexpected error: Bearer eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln")}, "[redacted]", "in a shell"},
		"silent":        {cli{takes: time.Hour}, "did not answer within 10s", "in a shell"},
		"no JSON":       {cli{out: "WARNING: update available CANARY"}, "without a token", "in a shell"},
		"no token":      {cli{out: `{"subscription":"CANARY"}`}, "without a token", "in a shell"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				_, err := cliSource(&tt.c, homeTenant).Token(t.Context(), auth.AudienceGraph, false)
				refused, ok := errors.AsType[*auth.Error](err)
				if !ok || !errors.Is(err, transport.ErrSignIn) || !strings.Contains(err.Error(), tt.text) || !strings.Contains(refused.Hint(), tt.hint) {
					t.Fatalf("err %v; want %q with a hint at %q", err, tt.text, tt.hint)
				}
				if all := err.Error() + refused.Hint(); strings.Contains(all, "CANARY") || strings.Contains(all, "eyJ") || strings.Contains(all, "\n") {
					t.Errorf("it says %q", all)
				}
			})
		})
	}
}

func TestAzureCLI_cannotAnswerDemands(t *testing.T) {
	t.Parallel()
	c := &cli{out: `{"accessToken":"t"}`}
	source, ok := cliSource(c, homeTenant).(transport.Answerer)
	if !ok {
		t.Fatal("not a source that can be asked for more")
	}
	_, err := source.Answer(t.Context(), auth.AudienceGraph, `{"access_token":{}}`)
	if refused, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(refused.Hint(), "az login") || len(c.args) != 0 {
		t.Errorf("err %v after %d runs", err, len(c.args))
	}
}

// Who stops waiting for the Azure CLI hears so, and not that it is broken.
func TestAzureCLI_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := cliSource(&cli{takes: time.Hour}, "").Token(ctx, auth.AudienceGraph, false); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("err %v", err)
		}
	})
}
