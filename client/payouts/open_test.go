package payouts_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"awning/client/payouts"
	"awning/client/secret"
)

const table = "earningId\nA\n"

// A file comes as it is, from whatever host, without a token.
func TestOpen(t *testing.T) {
	t.Parallel()
	srv := &answer{status: 200, body: table, header: http.Header{}}
	file, size, err := client(srv).Open(t.Context(), secret.New(address))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(file)
	if err = errors.Join(err, file.Close()); err != nil || string(all) != table || size != int64(len(table)) {
		t.Errorf("%q of %d bytes, %v", all, size, err)
	}
	if srv.asked != "GET "+address || srv.last.Header.Get("Authorization") != "" {
		t.Errorf("asked %s with Authorization %q", srv.asked, srv.last.Header.Get("Authorization"))
	}
}

// An address that has run out is told apart from everything else, and no error shows it.
func TestOpen_refused(t *testing.T) {
	t.Parallel()
	const expired = "\ufeff<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code><Message>Signature not valid: expired, sig=s+/=</Message></Error>"
	for name, tt := range map[string]struct {
		srv     answer
		expired bool
		words   string
	}{
		"run out":        {srv: answer{status: 403, body: expired}, expired: true, words: "AuthenticationFailed"},
		"gone":           {srv: answer{status: 404}, expired: true, words: "404"},
		"not signed":     {srv: answer{status: 401}, expired: true, words: "401"},
		"moved":          {srv: answer{status: 302, header: http.Header{"Location": {"https://other.example/x"}}}, words: "redirects are not followed"},
		"part of it":     {srv: answer{status: 206, body: "earn"}, words: "something else than the file"},
		"nothing":        {srv: answer{status: 204}, words: "something else than the file"},
		"not understood": {srv: answer{status: 400, body: "<Error>"}, words: "400"},
	} {
		_, _, err := client(&tt.srv).Open(t.Context(), secret.New(address))
		if err == nil || errors.Is(err, payouts.ErrExpired) != tt.expired || !strings.Contains(err.Error(), tt.words) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), "sig=s") || tt.srv.calls != 1 {
			t.Errorf("%s: %d calls, and the error shows the address: %v", name, tt.srv.calls, err)
		}
	}
}

// T-ORIGIN: nothing is sent to where a file cannot safely be, and no token anywhere with a file.
func TestOpen_addresses(t *testing.T) {
	t.Parallel()
	hostile := []string{
		"", " ", "http://store.example/a?sig=1", "//store.example/a", "/a", "a.csv", "https:///a", "https://user@store.example/a", "https://u:p@store.example/a",
		"https://store.example/../a", "https://store.example/a/./b", "https://store.example/a%2fb%2f..", "https://store.example/%2e%2e/a", `https://store.example\a`,
		"https://store.example/a\r\nHost: evil.example", "https://store.example/a b", "ftp://store.example/a", "file:///etc/passwd", "javascript:alert(1)",
		"https:store.example/a", "https://store.example:port/a", "https://[::1/a", "HTTP://store.example/a", "https://store.example/a\x00", "https://%/a",
	}
	for _, a := range hostile {
		srv := &answer{status: 200, body: table}
		if _, _, err := client(srv).Open(t.Context(), secret.New(a)); err == nil || srv.calls != 0 {
			t.Errorf("%q: %v, asked %s", a, err, srv.asked)
		}
	}
	for _, a := range []string{address, "https://api.partner.microsoft.com/v1.0/payouts/x", "https://api.partner.microsoft.com.evil.example/x", "https://127.0.0.1:8443/x?sig=1"} {
		srv := &answer{status: 200, body: table}
		file, _, err := client(srv).Open(t.Context(), secret.New(a))
		if err != nil {
			t.Errorf("%q: %v", a, err)
			continue
		}
		if token := srv.last.Header.Get("Authorization"); token != "" {
			t.Errorf("%q: %q went along", a, token)
		}
		if err = file.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Logf("T-ORIGIN: %d hostile addresses, no request", len(hostile))
}
