package auth

import (
	"context"
	"errors"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"

	"awning/model"
)

// startDevice asks for a code and waits, behind the returned flow, until it was used; see
// learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code.
func startDevice(ctx context.Context, id identity, o PersonOptions) (*Flow, error) {
	sheet := &paper{}
	w := &wire{api: newEntra(o.Base, o.Logger), tenant: id.tenantOrHome(), op: "ask for a code to sign in with"}
	w.polls = &polls{wire: &wire{api: w.api, tenant: w.tenant, op: "wait for the sign-in"}}
	client, err := w.public(id.clientID, sheet)
	if err != nil {
		return nil, id.translate(ctx, err)
	}
	var options []public.AcquireByDeviceCodeOption
	if o.Claims != "" {
		options = append(options, public.WithClaims(o.Claims))
	}
	asking, asked := context.WithTimeout(ctx, askLimit)
	defer asked()
	code, err := client.AcquireTokenByDeviceCode(asking, []string{o.Scope}, options...)
	if err != nil {
		return nil, id.translate(ctx, err)
	}
	waiting, cancel := context.WithCancel(context.WithoutCancel(ctx))
	f := &Flow{
		prompt: model.SignInPrompt{Code: code.Result.UserCode, Address: code.Result.VerificationURL, Expires: code.Result.ExpiresOn},
		cancel: cancel, done: make(chan struct{}),
	}
	go f.run(func() (Session, error) {
		result, err := code.AuthenticationResult(waiting)
		switch {
		case err == nil:
			return newSession(id, o, sheet, result)
		case waiting.Err() != nil:
			return Session{}, waiting.Err()
		case errors.Is(err, context.DeadlineExceeded):
			return Session{}, &Error{Message: "the code has expired", hint: "ask for a new one"}
		}
		return Session{}, id.translate(waiting, err)
	})
	return f, nil
}
