package client

import (
	"context"
	"errors"
	"fmt"

	"awning/model"
)

// RefusalError says that a profile was refused payouts, or reports, right now.
type RefusalError struct {
	Profile model.ProfileName
	Kind    model.IdentityKind
	Ability model.Ability
	Role    model.Role // what the identity appears to be
	Cause   error      // what the service said
}

// Error says who was refused what, and in which words.
func (e *RefusalError) Error() string {
	return fmt.Sprintf("the profile %s is refused %s: %v", e.Profile, e.known().subject(), e.Cause)
}

// Hint says who may, and what this identity appears to be.
func (e *RefusalError) Hint() string { return e.known().Hint() }

// Unwrap returns what the service said.
func (e *RefusalError) Unwrap() error { return e.Cause }

// known is the same as it is told once it is known.
func (e *RefusalError) known() *AbilityError {
	return &AbilityError{Profile: e.Profile, Kind: e.Kind, Ability: e.Ability, Role: e.Role}
}

// whoMay makes a service's refusal of an ability one that says who may. All other errors
// stay as they are.
func (s *seat) whoMay(ctx context.Context, a model.Ability, err error) error {
	if !errors.Is(err, ErrForbidden) {
		return err
	}
	if _, told := errors.AsType[*AbilityError](err); told {
		return err
	}
	known, kerr := s.known(ctx)
	return errors.Join(&RefusalError{Profile: s.Who.Name, Kind: s.Who.Kind, Ability: a, Role: known.Role(), Cause: err}, kerr)
}
