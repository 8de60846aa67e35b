package client

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"awning/client/auth"
	"awning/client/transport"
	"awning/model"
)

// causes are what explains that fewer offers are seen than expected, the likeliest first. A
// rule looks for one cause and knows nothing of the others, but that who cannot sign in gets
// no further.
func (c clues) causes() []model.Cause {
	var out []model.Cause
	for _, rule := range []func(clues) []model.Cause{
		storeCause, signedOutCause, noSecretCause, directoryCauses, demandCause, audienceCause, networkCause, serviceCause,
		notAddedCause, noProgramListedCause, wrongAccountCause, roleCause, noProgramCause, publisherCause, noOffersCause,
	} {
		out = append(out, rule(c)...)
	}
	return out
}

// likely and certain are lists of one cause: what fits best, and what a service said.
func likely(k model.CauseKind, args ...string) []model.Cause {
	return []model.Cause{{Kind: k, Args: args}}
}

func certain(k model.CauseKind, args ...string) []model.Cause {
	return []model.Cause{{Kind: k, Args: args, Sure: true}}
}

// token returns the clue of an audience.
func (c clues) token(audience string) tokenClue {
	i := slices.IndexFunc(c.tokens, func(t tokenClue) bool { return t.Audience == audience })
	return c.tokens[i]
}

// claims are those of the first token for offers that can be read.
func (c clues) claims() model.Claims {
	for _, audience := range audiencesOfOffers() {
		if t := c.token(audience); t.err == nil && !t.Claims.Opaque {
			return t.Claims
		}
	}
	return model.Claims{Opaque: true}
}

// application reports whether an application signs in for itself.
func (c clues) application() bool { return c.who.Kind.AppOnly() || c.claims().AppOnly }

// of returns what came of the probes for an ability.
func (c clues) of(a model.Ability) []finding {
	return slices.DeleteFunc(slices.Clone(c.findings), func(f finding) bool { return f.Ability != a })
}

// ofOffers returns what came of the probes for offers.
func (c clues) ofOffers() []finding {
	return slices.Concat(c.of(model.AbleGraph), c.of(model.AbleV1), c.of(model.AbleCPP))
}

// empty reports whether every API for offers answered, some of them in full, and there are
// none to see.
func (c clues) empty() bool {
	silent := slices.ContainsFunc(c.ofOffers(), func(f finding) bool { return f.Answer == model.Unknown })
	return c.able.Offers() == model.Yes && !c.offers && !silent
}

// published reports whether a publisher shows.
func (c clues) published() bool { return c.able.Of(model.AbleCPP) == model.Yes }

// unaccepted reports whether every API for offers refused a token that somebody else got, not
// the identity: it is no good.
func (c clues) unaccepted() bool {
	return c.who.Kind == model.StaticToken && !slices.ContainsFunc(c.ofOffers(), func(f finding) bool {
		return f.Status != http.StatusUnauthorized
	})
}

// networkCause: nothing came back, or something that somebody on the way wrote.
func networkCause(c clues) []model.Cause {
	var hosts []string
	for _, audience := range audiencesOfOffers() {
		err := c.token(audience).err
		if e, ok := plain(err); ok && e.Status == 0 {
			hosts = append(hosts, hostIn(e))
		} else if !ok && errors.Is(err, context.DeadlineExceeded) && !errors.Is(err, ErrSignIn) {
			hosts = append(hosts, strings.TrimPrefix(auth.Authority, "https://"))
		}
	}
	for _, f := range c.ofOffers() {
		e, ok := plain(f.err)
		if ok && c.token(audienceOf(f.Ability)).err == nil && foreign(e) {
			hosts = append(hosts, hostOf(f.Ability))
		}
	}
	if hosts = unique(hosts); len(hosts) == 0 {
		return nil
	}
	return certain(model.CauseNetwork, strings.Join(hosts, ", "))
}

// foreign reports whether no service answered, or somebody else in its place.
func foreign(e *transport.Error) bool {
	return e.Status == 0 || e.Page && e.Status < http.StatusInternalServerError || errors.Is(e, transport.ErrNotJSON)
}

// serviceCause: a service, or the directory, is in trouble or wants to be left alone.
func serviceCause(c clues) []model.Cause {
	states := map[string]int{}
	var hosts []string
	note := func(host string, status int) {
		if status == http.StatusTooManyRequests || status >= http.StatusInternalServerError {
			hosts, states[host] = append(hosts, host), status
		}
	}
	for _, audience := range audiencesOfOffers() {
		if e, ok := plain(c.token(audience).err); ok {
			note(hostIn(e), e.Status)
		}
	}
	for _, f := range c.ofOffers() {
		if c.token(audienceOf(f.Ability)).err == nil {
			note(hostOf(f.Ability), f.Status)
		}
	}
	var out []model.Cause
	for _, host := range unique(hosts) {
		status := strings.TrimSpace(strconv.Itoa(states[host]) + " " + http.StatusText(states[host]))
		out = append(out, certain(model.CauseService, host, status)...)
	}
	return out
}

// plain returns the failed call of an error that is no refused sign-in.
func plain(err error) (*transport.Error, bool) {
	if errors.Is(err, ErrSignIn) {
		return nil, false
	}
	return errors.AsType[*transport.Error](err)
}

// hostIn is where a failed call went.
func hostIn(e *transport.Error) string {
	host, _, _ := strings.Cut(e.Target, "/")
	return host
}

// unique leaves out what is there twice; the order stays.
func unique(all []string) []string {
	var out []string
	for _, s := range all {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
