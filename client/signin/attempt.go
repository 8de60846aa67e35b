package signin

import (
	"context"

	"awning/model"
)

// Attempt is one sign-in under way.
type Attempt interface {
	// Prompt is what the person must be shown; empty if nobody has to do anything.
	Prompt() model.SignInPrompt
	// Paste takes the address that the browser ended at, where it cannot come back to
	// this machine by itself. It is an error in every other flow.
	Paste(address string) error
	// Wait returns when the sign-in has worked or failed. A refusal is an
	// [auth.Error]; somebody else than the profile's person an [AnotherPersonError].
	// The end of ctx ends the waiting, not the attempt.
	Wait(ctx context.Context) (model.SignedIn, error)
	// Cancel ends the attempt and forgets what it learned.
	Cancel()
}
