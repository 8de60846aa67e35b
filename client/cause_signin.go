package client

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"awning/client/auth"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model"
)

// refusals returns why there are no tokens for offers, with the audiences.
func (c clues) refusals() []tokenClue {
	var out []tokenClue
	for _, audience := range audiencesOfOffers() {
		if t := c.token(audience); t.err != nil {
			out = append(out, t)
		}
	}
	return out
}

// storeTrouble returns why what is kept of a sign-in cannot be had from where it rests.
func storeTrouble(err error) (string, bool) {
	if e, ok := errors.AsType[*secret.UnusableError](err); ok {
		return e.Error(), true
	}
	if e, ok := errors.AsType[*secret.LockedError](err); ok {
		return e.Error(), true
	}
	if e, ok := errors.AsType[*secret.DamagedError](err); ok {
		return e.Error(), true
	}
	return "", false
}

// storeCause: the place where the sign-in rests cannot be used.
func storeCause(c clues) []model.Cause {
	for _, t := range c.refusals() {
		if why, ok := storeTrouble(t.err); ok {
			return certain(model.CauseStore, cmp.Or(c.storage.Why, oneLine(why)))
		}
	}
	return nil
}

// signedOutCause: nobody is signed in any more, or a given token is over.
func signedOutCause(c clues) []model.Cause {
	if given := c.claims(); c.who.Kind == model.StaticToken && !given.Expires.IsZero() && given.Expires.Before(c.now) {
		return certain(model.CauseSignedOut, string(c.who.Name))
	}
	if c.who.Kind.AppOnly() {
		return nil
	}
	if c.unaccepted() && len(audienceCause(c)) == 0 && len(demandCause(c)) == 0 {
		return likely(model.CauseSignedOut, string(c.who.Name))
	}
	for _, t := range c.refusals() {
		_, store := storeTrouble(t.err)
		if !store && (kindOf(t) == model.CauseSignedOut || uncoded(t.err)) {
			return certain(model.CauseSignedOut, string(c.who.Name))
		}
	}
	return nil
}

// noSecretCause: an application has nothing to prove itself with.
func noSecretCause(c clues) []model.Cause {
	if !c.who.Kind.AppOnly() {
		return nil
	}
	for _, t := range c.refusals() {
		if _, store := storeTrouble(t.err); !store && kindOf(t) == "" && uncoded(t.err) {
			return certain(model.CauseNoSecret, c.who.ClientID)
		}
	}
	return nil
}

// uncoded reports whether a sign-in failed before the directory was asked.
func uncoded(err error) bool {
	e, refused := errors.AsType[*auth.Error](err)
	_, asked := errors.AsType[*transport.Error](err)
	return refused && !asked && e.Code == ""
}

// directoryCauses are the directory's own words for why it gives no tokens, each once, for the
// first audience that it said it of.
func directoryCauses(c clues) []model.Cause {
	var out []model.Cause
	for _, t := range c.refusals() {
		k := kindOf(t)
		known := slices.ContainsFunc(out, func(o model.Cause) bool { return o.Kind == k })
		if k == "" || k == model.CauseSignedOut || known {
			continue
		}
		out = append(out, certain(k, c.argsOf(k, t)...)...)
	}
	return out
}

// argsOf are the arguments of a cause that the directory named.
func (c clues) argsOf(k model.CauseKind, t tokenClue) []string {
	switch k {
	case model.CauseSecretWrong, model.CauseSecretExpired:
		return []string{c.who.ClientID}
	case model.CauseNoTenant:
		return []string{c.who.Tenant}
	case model.CauseNoApp:
		return []string{c.who.ClientID, c.who.Tenant}
	case model.CauseNotInTenant:
		return []string{c.who.User, c.who.Tenant}
	case model.CauseConsent:
		return []string{c.who.ClientID, t.Audience}
	case model.CauseNoService:
		return []string{t.Audience, c.who.Tenant}
	case model.CausePolicy:
		return []string{t.Problem}
	case model.CauseSignedOut:
		return []string{string(c.who.Name)}
	default:
		return nil
	}
}

// kindOf is the cause that a code of the directory stands for, or else the protocol's word;
// empty if it is none. See learn.microsoft.com/entra/identity-platform/reference-error-codes.
func kindOf(t tokenClue) model.CauseKind {
	table := []struct {
		kind  model.CauseKind
		codes string // numbers, or words of the protocol
	}{
		{model.CauseSecretWrong, "7000215 700027 700024 700211 700212 700213 70021"},
		{model.CauseSecretExpired, "7000222"},
		{model.CauseNoTenant, "90002 900023"},
		{model.CauseNoApp, "700016 7000229 7000112 70001 unauthorized_client"},
		{model.CauseNotInTenant, "50020 90072 50034"},
		{model.CauseConsent, "65001 90094 650057 65005 65004 consent_required"},
		{model.CauseNoService, "500011 650052 500014 invalid_resource"},
		{model.CausePolicy, "53000 53001 53002 53003 53004 53011 530003 50097 50105 50131"},
		{model.CauseFactor, "50072 50074 50076 50079"},
		{model.CauseSignedOut, "700081 700082 70008 70043 50058 50078 50132 50133 50173 invalid_grant interaction_required login_required"},
	}
	word := ""
	if e, ok := errors.AsType[*transport.Error](t.err); ok {
		word = strings.Join(e.Details["error"], "")
	}
	for _, by := range []string{strings.TrimPrefix(t.Code, "AADSTS"), word} {
		for _, row := range table {
			if by != "" && slices.Contains(strings.Fields(row.codes), by) {
				return row.kind
			}
		}
	}
	return ""
}

// demandCause: a service demands more of the tokens than they have.
func demandCause(c clues) []model.Cause {
	for _, f := range c.ofOffers() {
		e, ok := errors.AsType[*transport.Error](f.err)
		if !ok || !e.Claims {
			continue
		}
		why := tokenClue{TokenReport: model.TokenReport{Code: f.Code, Problem: f.Said, Audience: audienceOf(f.Ability)}}
		if refused, told := errors.AsType[*auth.Error](e.Cause); told {
			why.err = refused
		}
		k := cmp.Or(kindOf(why), model.CauseFactor)
		return certain(k, c.argsOf(k, why)...)
	}
	return nil
}

// audienceCause: a token that somebody else got is for another service.
func audienceCause(c clues) []model.Cause {
	given := c.claims()
	if c.who.Kind != model.StaticToken || given.Audience == "" || c.able.Offers() == model.Yes {
		return nil
	}
	ids := map[string]string{ // the same services by their application ids
		"00000003-0000-0000-c000-000000000000": auth.AudienceGraph,
		"4990cffe-04e8-4e8b-808a-1175604b879f": auth.AudiencePartner,
	}
	audience := strings.TrimRight(strings.ToLower(given.Audience), "/")
	if slices.Contains(audiencesOfOffers(), cmp.Or(ids[audience], audience)) {
		return nil
	}
	return certain(model.CauseAudience, auth.AudienceGraph, given.Audience)
}

// audienceOf is what a token for an ability is for.
func audienceOf(a model.Ability) string {
	switch a {
	case model.AbleGraph:
		return auth.AudienceGraph
	case model.AbleV1, model.AblePayouts:
		return auth.AudiencePartner
	case model.AbleCPP:
		return auth.AudienceCPP
	case model.AbleInsights, model.AblePartner:
	}
	return auth.AudiencePartnerCenter
}
