package auth

import (
	"context"

	"awning/client/secret"
)

// Static gives out one token that somebody else got, for every audience. It
// serves automation (AWNING_TOKEN); nothing refreshes it.
type Static struct{ token secret.String }

// NewStatic returns a source that always gives out token.
func NewStatic(token secret.String) *Static { return &Static{token: token} }

// Token returns the token, refused or not: there is no other.
func (s *Static) Token(context.Context, string, bool) (secret.String, error) {
	if s.token.Empty() {
		return secret.String{}, &Error{Message: "the given token is empty", hint: "set AWNING_TOKEN to an access token"}
	}
	return s.token, nil
}
