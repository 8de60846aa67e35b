package client

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"awning/model"
)

// AbilityError says that a profile was refused something when that was last tried, so that
// nobody has to run into it. Nothing was sent now, unless the refusal was older than an hour.
type AbilityError struct {
	Profile model.ProfileName
	Kind    model.IdentityKind
	Ability model.Ability
	Role    model.Role  // what the identity appears to be
	Refusal model.Probe // how it was refused
	At      time.Time   // when
}

// Error says who is refused what, with the status and the time.
func (e *AbilityError) Error() string {
	why := e.Refusal.Said
	if e.Refusal.Status >= http.StatusBadRequest {
		why = strconv.Itoa(e.Refusal.Status)
	}
	return fmt.Sprintf("the profile %s is refused %s (%s, seen at %s)", e.Profile, e.subject(), why, e.At.Local().Format("15:04"))
}

// Is reports that it is an [ErrForbidden].
func (e *AbilityError) Is(err error) bool { return err == ErrForbidden }

// subject is what the ability is about.
func (e *AbilityError) subject() string {
	return map[model.Ability]string{
		model.AbleGraph:    "offers through the Product Ingestion API",
		model.AbleV1:       "offers through the submission API",
		model.AbleCPP:      "offers through the Cloud Partner Portal API",
		model.AbleInsights: "reports",
		model.AblePayouts:  "payouts",
		model.AblePartner:  "the partner profile",
	}[e.Ability]
}

// Hint says who may, and what this identity appears to be.
func (e *AbilityError) Hint() string {
	switch {
	case e.Ability == model.AblePayouts && e.Kind.AppOnly():
		return "payouts answer people alone: sign in as Owner or Financial contributor of the account"
	case e.Ability == model.AblePayouts:
		return "payouts need Owner or Financial contributor" + e.appears()
	case e.Ability == model.AbleInsights && e.Kind.Person():
		return "reports answer applications alone: use a profile whose application belongs to the account"
	case e.Ability == model.AbleInsights:
		return "reports need an application that belongs to the account, with the role Manager"
	case e.Ability == model.AblePartner && e.Kind.AppOnly():
		return "the partner profile answers people alone: sign in as one"
	case e.Ability == model.AblePartner:
		return "the partner profile needs a role in the account" + e.appears()
	}
	return "offers need Manager or Developer" + e.appears()
}

func (e *AbilityError) appears() string {
	role := map[model.Role]string{
		model.RoleOwner: "Owner", model.RolePublisher: "Manager or Developer", model.RoleFinance: "Financial contributor",
		model.RoleNone: "none of these",
	}[e.Role]
	if role == "" {
		return ""
	}
	return "; you appear to be " + role
}

// AbleTo returns nil unless it is known that a profile is refused something: then it is an
// [*AbilityError] that says so, for an action to be greyed with before anybody is refused. It
// asks nobody, but for a refusal that is older than an hour: roles are given, and that is
// looked at anew, within five seconds. What was never looked at counts as allowed.
func (m *Market) AbleTo(ctx context.Context, p model.ProfileName, a model.Ability) error {
	s, ok := m.seatOf(p)
	if !ok {
		return &NoProfileError{Profile: p}
	}
	known, err := s.known(ctx)
	switch old := !m.fresh(known, noHoldsFor); {
	case err != nil:
		return err
	case old && known.Of(a) == model.No && m.triedLately(s):
		return nil // nobody answered then, and what is that old holds nobody back
	case old && known.Of(a) == model.No:
		if _, known, err = m.look(ctx, s); err != nil {
			return err
		}
	}
	return s.refused(known, a)
}

// refused is the error of an ability that an identity does not have, or nil.
func (s *seat) refused(c model.Capabilities, a model.Ability) error {
	if c.Of(a) != model.No {
		return nil
	}
	i := slices.IndexFunc(c.Probes, func(p model.Probe) bool { return p.Ability == a && p.Answer == model.No })
	return &AbilityError{
		Profile: s.Who.Name, Kind: s.Who.Kind, Ability: a, Role: c.Role(), Refusal: c.Probes[i], At: c.At,
	}
}

// Able returns nil if something can be done for an offer, as far as it is known. Otherwise it
// is a [*NoAPIError], where no API has a call for it, or an [*AbilityError], where the one that
// has refuses the identity; see [Market.AbleTo].
func (m *Market) Able(ctx context.Context, o model.Offer, k Task) error {
	t, err := m.target(o)
	if err != nil {
		return err
	}
	api, err := m.api(t, k)
	if err != nil {
		return err
	}
	return m.AbleTo(ctx, o.Profile, abilityOf(api))
}

// abilityOf is what using an API for offers needs.
func abilityOf(api model.API) model.Ability {
	switch api {
	case model.V1:
		return model.AbleV1
	case model.CPP:
		return model.AbleCPP
	case model.Graph:
	}
	return model.AbleGraph
}

// willing puts the APIs that refused a seat's identity within the last day behind those that
// did not: they are asked only where no other one knows what is wanted.
func (m *Market) willing(ctx context.Context, s *seat, apis []model.API) []model.API {
	known, err := s.known(ctx)
	if err != nil || !m.fresh(known, noSkipsFor) {
		return apis
	}
	refuses := func(a model.API) bool { return known.Of(abilityOf(a)) == model.No }
	return slices.Concat(
		slices.DeleteFunc(slices.Clone(apis), refuses),
		slices.DeleteFunc(slices.Clone(apis), func(a model.API) bool { return !refuses(a) }),
	)
}
