package auth_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/transport"
	"awning/model"
)

// Every refusal that happens in these flows is told in words, with what to do; those that
// only an administrator or the support can help with have a ticket for them.
func TestRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct { // by the directory's number
		text, hint string
		ticket     bool
	}{
		"50011":   {"come back to this machine", "http://localhost", false},
		"50020":   {"not in the tenant " + homeTenant, "invited", false},
		"50034":   {"no such user", "another account", false},
		"50053":   {"locked", "wait", true},
		"50055":   {"password has expired", "browser", false},
		"50057":   {"switched off", "administrator", true},
		"50058":   {"nobody is signed in", "sign in again", false},
		"50072":   {"another factor", "sign in again", false},
		"50074":   {"another factor", "sign in again", false},
		"50076":   {"another factor", "sign in again", false},
		"50078":   {"more often", "sign in again", false},
		"50079":   {"another factor", "sign in again", false},
		"50105":   {"not assigned to the application app-1", "Enterprise applications", true},
		"50126":   {"password is wrong", "sign in again", false},
		"50132":   {"the sign-in ended", "sign in again", false},
		"50133":   {"the sign-in ended", "sign in again", false},
		"50173":   {"the sign-in ended", "sign in again", false},
		"50194":   {"for one tenant only", "name that tenant", false},
		"53000":   {"complies", "administrator", true},
		"53001":   {"joined to its domain", "administrator", true},
		"53002":   {"approved applications", "administrator", true},
		"53003":   {"conditional access", "administrator", true},
		"53004":   {"risky", "administrator", true},
		"530003":  {"it manages", "administrator", true},
		"65001":   {"consented", "administrator", true},
		"65004":   {"declined", "accept", false},
		"70008":   {"not used for too long", "sign in again", false},
		"70018":   {"does not know the code", "new one", false},
		"70019":   {"the code has expired", "new one", false},
		"70020":   {"the code has expired", "new one", false},
		"70021":   {"subject of the token", "subject", false},
		"70043":   {"more often", "sign in again", false},
		"90002":   {"no tenant " + homeTenant, "tenant", false},
		"900023":  {"no tenant " + homeTenant, "tenant", false},
		"90072":   {"not in the tenant " + homeTenant, "invited", false},
		"90094":   {"consented", "administrator", true},
		"500011":  {"does not know this service", "administrator", true},
		"500014":  {"switched off in the tenant", "administrator", true},
		"500113":  {"come back to this machine", "http://localhost", false},
		"650052":  {"does not know this service", "administrator", true},
		"650057":  {"no permission", "API permissions", false},
		"700016":  {"application app-1 does not exist", "both ids", false},
		"700024":  {"not valid now", "clock", false},
		"700027":  {"certificate", "upload", false},
		"700082":  {"not used for too long", "sign in again", false},
		"700211":  {"who issued", "issuer", false},
		"700212":  {"not made for the directory", "api://AzureADTokenExchange", false},
		"700213":  {"subject of the token", "subject", false},
		"7000112": {"switched off", "administrator", true},
		"7000215": {"secret of the application app-1 is wrong", "not its id", false},
		"7000218": {"public client flows", "Allow public client flows", false},
		"7000222": {"has expired", "new secret", false},
		"7000229": {"does not exist in the tenant", "both ids", false},
		"1230001": {"Some words.", "check the tenant", true},
	}
	for number, tt := range tests {
		t.Run(number, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				err := refusedWith(t, 400, refusal("invalid_x", number, "Some words."))
				refused, ok := errors.AsType[*auth.Error](err)
				if !ok || !errors.Is(err, transport.ErrSignIn) || refused.Code != "AADSTS"+number {
					t.Fatalf("err %v", err)
				}
				if !strings.Contains(err.Error(), tt.text) || !strings.Contains(refused.Hint(), tt.hint) || strings.ContainsAny(err.Error()+refused.Hint(), "{}\r\n") {
					t.Errorf("err %v with the hint %q; want %q and %q", err, refused.Hint(), tt.text, tt.hint)
				}
				if (refused.Ticket() != "") != tt.ticket {
					t.Errorf("ticket %q, want one: %v", refused.Ticket(), tt.ticket)
				}
			})
		})
	}
}

// refusedWith is the error of an application whose sign-in is answered so.
func refusedWith(t *testing.T, status int, body string) error {
	t.Helper()
	d := newDirectory(func(asked) (int, string, error) { return status, body, nil })
	p := model.Profile{Tenant: homeTenant, ClientID: "app-1", Kind: model.ClientSecret}
	_, err := auth.Source(p, auth.SourceOptions{Getenv: env{profile.EnvClientSecret: "s"}.get, Base: d}).Token(t.Context(), auth.AudienceGraph, false)
	return err
}

func TestError_ticket(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		refused, ok := errors.AsType[*auth.Error](refusedWith(t, 400, refusal("invalid_grant", "53003", "Blocked.")))
		if !ok {
			t.Fatal("no refusal")
		}
		want := "error: AADSTS53003\n" +
			"trace id: aaaaaaaa-0000-4000-8000-000000000001\n" +
			"correlation id: bbbbbbbb-0000-4000-8000-000000000002\n"
		ends := "time: 2000-01-01 00:00:00 UTC\ntenant: " + homeTenant + "\nclient id: app-1"
		if got := refused.Ticket(); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, ends) || !strings.Contains(got, "\nrequest id: ") {
			t.Errorf("ticket\n%s", got)
		}
		// What is no id stays out of it.
		refused, ok = errors.AsType[*auth.Error](refusedWith(t, 400, `{"error":"invalid\u001b[31m_grant","error_description":"AADSTS53003: Blocked.",
			"trace_id":"a\nsecret: b","correlation_id":"\u202e`+strings.Repeat("x", 100)+`"}`))
		if !ok || strings.ContainsAny(refused.Ticket(), "\x1b\u202e") || strings.Contains(refused.Ticket(), "trace") || strings.Contains(refused.Ticket(), "correlation") {
			t.Errorf("ticket %q", refused.Ticket())
		}
	})
}

// Refusals that are no use: they stay short and are nobody's fault but the directory's.
func TestRefusals_strange(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		status int
		body   string
		signIn bool
	}{
		"empty":          {400, ``, true},
		"a page":         {403, `<html><body>Blocked by proxy</body></html>`, true},
		"no object":      {400, `"no"`, true},
		"endless":        {400, refusal("x", "1", strings.Repeat("words ", 50_000)), true},
		"strange codes":  {400, `{"error":1,"error_codes":{"a":1},"error_description":["x"],"trace_id":{}}`, true},
		"a teapot":       {418, `{}`, false},
		"not found":      {404, `{}`, false},
		"out of order":   {500, `{}`, false},
		"points away":    {302, ``, false},
		"web page, well": {200, `<html>`, false},
		"another answer": {200, `{"hello":"world"}`, true},
		"a list":         {200, `[]`, true},
		"number token":   {200, `{"access_token":5}`, true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				err := refusedWith(t, tt.status, tt.body)
				if err == nil || errors.Is(err, transport.ErrSignIn) != tt.signIn || len(err.Error()) > 1000 || strings.Contains(err.Error(), "<html") {
					t.Errorf("err %v; that it is the sign-in's fault: want %v", err, tt.signIn)
				}
			})
		})
	}
}
