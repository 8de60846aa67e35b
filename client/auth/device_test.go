package auth_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/auth"
	"awning/client/transport"
	"awning/model"
)

const codeAnswer = `{"user_code":"F7K2QWXN","device_code":"DEVICE-CODE","verification_uri":"https://microsoft.com/devicelogin",
	"expires_in":900,"interval":5,"message":"To sign in, use a web browser."}`

// polled is a directory that gives out a code and answers polls one after the other, the
// last answer again and again: "200", a word of the protocol, a status, or "down".
func polled(code string, answers ...string) *directory {
	polls := 0
	return newDirectory(func(one asked) (int, string, error) {
		if strings.HasSuffix(one.url.Path, "/devicecode") {
			return 200, code, nil
		}
		answer := answers[min(polls, len(answers)-1)]
		polls++
		switch answer {
		case "200":
			return 200, signedIn("access", "refresh"), nil
		case "down":
			return 0, "", errors.New("network is unreachable")
		case "500":
			return 500, `{}`, nil
		case "429":
			return 429, `{}`, nil
		case "503":
			return 503, `oops`, nil
		case "page":
			return 200, `<html>please sign in to the wireless network</html>`, nil
		case "authorization_pending":
			return 400, refusal(answer, "70016", "Pending."), nil
		case "expired_token":
			return 400, refusal(answer, "70020", "Expired."), nil
		case "invalid_grant":
			return 400, refusal(answer, "70000", "The grant is not good."), nil
		case "interaction_required":
			return 400, refusal(answer, "53003", "Blocked."), nil
		case "policy":
			return 400, refusal("interaction_required", "1230001", "Come and see."), nil
		}
		return 400, `{"error":"` + answer + `","error_description":"Some words."}`, nil
	})
}

func deviceOptions(d *directory) auth.PersonOptions {
	return auth.PersonOptions{ClientID: publicApp, Kind: model.DeviceCode, Base: d}
}

// Every answer that a poll may get, and when the next poll follows: in seconds after the
// code was given out.
func TestDevice_answers(t *testing.T) {
	t.Parallel()
	const pending = "authorization_pending"
	tests := map[string]struct {
		answers    []string
		polls      []int
		text, hint string // of the error; empty: signed in
	}{
		"at once":              {[]string{"200"}, []int{5}, "", ""},
		"pending":              {[]string{pending, pending, "200"}, []int{5, 10, 15}, "", ""},
		"slow down":            {[]string{pending, "slow_down", pending, "slow_down", "200"}, []int{5, 10, 20, 30, 45}, "", ""},
		"declined":             {[]string{pending, "authorization_declined"}, []int{5, 10}, "declined", "accept"},
		"denied":               {[]string{"access_denied"}, []int{5}, "declined", "accept"},
		"expired":              {[]string{"expired_token"}, []int{5}, "the code has expired", "new one"},
		"unknown code":         {[]string{"bad_verification_code"}, []int{5}, "does not know the code", "new one"},
		"invalid grant":        {[]string{"invalid_grant"}, []int{5}, "The grant is not good.", "sign in again"},
		"interaction required": {[]string{"policy"}, []int{5}, "Come and see.", "sign in again"},
		"policy":               {[]string{"interaction_required"}, []int{5}, "conditional access", "administrator"},
		"something new":        {[]string{"teapot"}, []int{5}, "Some words.", "sign in again"},
		"network down":         {[]string{"down", "down", "down", pending, "200"}, []int{5, 15, 35, 75, 80}, "", ""},
		"directory down":       {[]string{"500", "503", "200"}, []int{5, 15, 35}, "", ""},
		"somebody in between":  {[]string{"page", pending, "200"}, []int{5, 15, 20}, "", ""},
		"asked to wait":        {[]string{"429", pending, "200"}, []int{5, 45, 50}, "", ""},
		"trouble, then slower": {[]string{"503", "slow_down", "503", pending, "200"}, []int{5, 15, 25, 45, 55}, "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := polled(codeAnswer, tt.answers...)
				d.header = http.Header{"Retry-After": {"40"}}
				flow, err := auth.Start(t.Context(), deviceOptions(d))
				if err != nil {
					t.Fatal(err)
				}
				session, err := flow.Wait(t.Context())
				var polls []int
				for _, one := range d.all()[1:] {
					if one.at%time.Second != 0 {
						t.Errorf("a poll at %s", one.at)
					}
					polls = append(polls, int(one.at/time.Second))
				}
				if !slices.Equal(polls, tt.polls) {
					t.Errorf("polls at %v, want %v", polls, tt.polls)
				}
				if tt.text == "" {
					if err != nil || session.User != "dana@brightwave.example" || session.Home != homeTenant || session.Cache().Empty() {
						t.Errorf("session of %q in %q, %v", session.User, session.Home, err)
					}
					return
				}
				refused, ok := errors.AsType[*auth.Error](err)
				if !ok || !errors.Is(err, transport.ErrSignIn) || !strings.Contains(err.Error(), tt.text) || !strings.Contains(refused.Hint(), tt.hint) {
					t.Errorf("err %v; want %q with a hint at %q", err, tt.text, tt.hint)
				}
			})
		})
	}
}

// What is sent: the application, the one permission, the code, and no secret.
func TestDevice_requests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := polled(codeAnswer, "200")
		o := deviceOptions(d)
		// The library makes one address from the other by replacing the word token in it.
		o.Tenant = "tokenworks.example"
		flow, err := auth.Start(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		want := model.SignInPrompt{Code: "F7K2QWXN", Address: "https://microsoft.com/devicelogin", Expires: time.Now().Add(15 * time.Minute).UTC()}
		if got := flow.Prompt(); got != want {
			t.Errorf("prompt %v, want %v", got, want)
		}
		if err := flow.Paste("http://localhost/?code=x"); err == nil {
			t.Error("an address was taken where none is needed")
		}
		if _, err := flow.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		all := d.all()
		if len(all) != 2 {
			t.Fatalf("%d requests, want the code's and one poll", len(all))
		}
		code, poll := all[0], all[1]
		if got := code.url.String(); got != "https://login.microsoftonline.com/tokenworks.example/oauth2/v2.0/devicecode" {
			t.Errorf("asked %s for a code", got)
		}
		if got := poll.url.String(); got != "https://login.microsoftonline.com/tokenworks.example/oauth2/v2.0/token" {
			t.Errorf("polled %s", got)
		}
		scope := "https://api.partner.microsoft.com/user_impersonation openid offline_access profile"
		if code.form.Get("scope") != scope || code.form.Get("client_id") != publicApp {
			t.Errorf("asked for a code with %v", code.form)
		}
		if poll.form.Get("grant_type") != "urn:ietf:params:oauth:grant-type:device_code" ||
			poll.form.Get("device_code") != "DEVICE-CODE" || poll.form.Get("client_id") != publicApp {
			t.Errorf("polled with %v", poll.form)
		}
	})
}

// Times that make no sense are those of the protocol, and nobody waits for ever.
func TestDevice_times(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		members       string // of the code's answer
		first, expiry time.Duration
	}{
		"texts":    {`"expires_in":"600","interval":"7"`, 7 * time.Second, 10 * time.Minute},
		"none":     {`"message":"m"`, 5 * time.Second, 15 * time.Minute},
		"negative": {`"expires_in":-1,"interval":-5`, 5 * time.Second, 15 * time.Minute},
		"nonsense": {`"expires_in":{},"interval":"soon"`, 5 * time.Second, 15 * time.Minute},
		"for ever": {`"expires_in":1e300,"interval":99999999999`, time.Minute, 15 * time.Minute},
		"a day":    {`"expires_in":86400,"interval":0`, 5 * time.Second, time.Hour},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := polled(`{"user_code":"U","device_code":"D","verification_uri":"https://microsoft.com/link",`+tt.members+`}`, "authorization_pending")
				flow, err := auth.Start(t.Context(), deviceOptions(d))
				if err != nil {
					t.Fatal(err)
				}
				_, err = flow.Wait(t.Context())
				if took := time.Since(d.began); took != tt.expiry {
					t.Errorf("ended after %s, want %s", took, tt.expiry)
				}
				refused, ok := errors.AsType[*auth.Error](err)
				if !ok || !strings.Contains(err.Error(), "expired") || !strings.Contains(refused.Hint(), "new one") {
					t.Errorf("err %v, want that the code has expired", err)
				}
				if all := d.all(); len(all) < 2 || all[1].at != tt.first {
					t.Errorf("first poll of %d at %s, want %s", len(all)-1, all[1].at, tt.first)
				}
			})
		})
	}
}

// A slow directory is not asked before it has answered, and a dead one not more often
// than it can bear; the code's end ends it all.
func TestDevice_slowAndDead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := polled(codeAnswer, "authorization_pending", "authorization_pending", "200")
		d.delay = 8 * time.Second
		flow, err := auth.Start(t.Context(), deviceOptions(d))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = flow.Wait(t.Context()); err != nil {
			t.Fatal(err)
		}
		for i, one := range d.all()[1:] {
			if want := 13*time.Second + time.Duration(i)*8*time.Second; one.at != want {
				t.Errorf("poll %d at %s, want %s", i, one.at, want)
			}
		}
		d = polled(codeAnswer, "down")
		if flow, err = auth.Start(t.Context(), deviceOptions(d)); err != nil {
			t.Fatal(err)
		}
		_, err = flow.Wait(t.Context())
		if n := len(d.all()); n > 20 || !strings.Contains(err.Error(), "expired") {
			t.Errorf("%d requests, %v", n, err)
		}
	})
}

func TestDevice_cancel(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := polled(codeAnswer, "authorization_pending")
		// The one who starts it may stop waiting: the sign-in goes on.
		ctx, stop := context.WithCancel(t.Context())
		flow, err := auth.Start(ctx, deviceOptions(d))
		if err != nil {
			t.Fatal(err)
		}
		stop()
		if _, err = flow.Wait(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("waited: %v", err)
		}
		time.Sleep(time.Minute + time.Second)
		if n := len(d.all()); n != 1+12 {
			t.Errorf("%d requests in a minute, want 13", n)
		}
		flow.Cancel()
		flow.Cancel()
		time.Sleep(time.Hour)
		if n := len(d.all()); n != 1+12 {
			t.Errorf("%d requests: it is polled after it was cancelled", n)
		}
		if session, err := flow.Wait(t.Context()); !errors.Is(err, context.Canceled) || !session.Cache().Empty() {
			t.Errorf("after it was cancelled: %v", err)
		}
	})
}

func TestDevice_noCode(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		text   string
	}{
		"no code":       {200, `{"device_code":"D","verification_uri":"https://microsoft.com/link"}`, "without a code"},
		"endless code":  {200, `{"user_code":"` + strings.Repeat("A", 2000) + `","device_code":"D","verification_uri":"https://x"}`, "without a code"},
		"a list":        {200, `[]`, "without a code"},
		"no public app": {401, refusal("invalid_client", "7000218", "The request body must contain client_secret."), "does not allow public client flows"},
		"unknown app":   {400, refusal("unauthorized_client", "700016", "Not found."), "application " + publicApp + " does not exist"},
		"one tenant":    {400, refusal("invalid_request", "50194", "Not multi-tenant."), "for one tenant only"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := newDirectory(func(asked) (int, string, error) { return tt.status, tt.body, nil })
				_, err := auth.Start(t.Context(), deviceOptions(d))
				if _, ok := errors.AsType[*auth.Error](err); !ok || !strings.Contains(err.Error(), tt.text) {
					t.Errorf("err %v, want %q", err, tt.text)
				}
			})
		})
	}
}
