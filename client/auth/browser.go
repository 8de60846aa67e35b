package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/url"
	"strings"
	"time"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"awning/model"
)

// startBrowser opens the port and makes the address to visit; behind the returned flow it
// waits until the browser comes back, or where it ended is pasted. See
// learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow.
func startBrowser(ctx context.Context, id identity, o PersonOptions) (*Flow, error) {
	waiting, cancel := context.WithTimeout(context.WithoutCancel(ctx), flowLimit)
	back, err := listen(waiting, o.Port)
	if err != nil {
		cancel()
		return nil, err
	}
	sheet, verifier := &paper{}, random()
	w := &wire{api: newEntra(o.Base, o.Logger), tenant: id.tenantOrHome(), op: "finish the sign-in"}
	client, err := w.public(id.clientID, sheet)
	if err != nil {
		back.close(ctx)
		cancel()
		return nil, id.translate(ctx, err)
	}
	f := &Flow{
		prompt: model.SignInPrompt{
			Address: w.visit(id.clientID, o, back, verifier), Port: back.port, Expires: time.Now().Add(flowLimit),
		},
		paste: back.paste, cancel: cancel, done: make(chan struct{}),
	}
	go f.run(func() (Session, error) {
		defer back.close(waiting)
		code, err := back.wait(waiting, id)
		if err != nil {
			return Session{}, err
		}
		options := []public.AcquireByAuthCodeOption{public.WithChallenge(verifier)}
		if o.Claims != "" {
			options = append(options, public.WithClaims(o.Claims))
		}
		result, err := client.AcquireTokenByAuthCode(waiting, code, back.redirect(), []string{o.Scope}, options...)
		if err != nil {
			return Session{}, id.translate(waiting, err)
		}
		return newSession(id, o, sheet, result)
	})
	return f, nil
}

// visit is the address that the person opens. What the browser finds at the end of it is
// of no use without the verifier, which stays here; see RFC 7636.
func (w *wire) visit(clientID string, o PersonOptions, back *callback, verifier string) string {
	challenge := sha256.Sum256([]byte(verifier))
	query := url.Values{
		"client_id": {clientID}, "response_type": {"code"}, "response_mode": {"query"},
		"redirect_uri": {back.redirect()}, "state": {back.state}, "prompt": {"select_account"},
		"scope":          {strings.Join([]string{o.Scope, "openid", "offline_access", "profile"}, " ")},
		"code_challenge": {base64.RawURLEncoding.EncodeToString(challenge[:])}, "code_challenge_method": {"S256"},
	}
	if o.LoginHint != "" {
		query.Set("login_hint", o.LoginHint)
		query.Del("prompt") // who it is, is known
	}
	if o.Claims != "" {
		query.Set("claims", o.Claims)
	}
	return w.endpoint("authorize") + "?" + query.Encode()
}

// random is a text that nobody can guess.
func random() string {
	var b [32]byte
	// Never fails: the runtime ends the program if there is no randomness.
	_, _ = rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}
