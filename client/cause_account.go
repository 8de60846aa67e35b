package client

import (
	"cmp"
	"slices"

	"awning/model"
)

// notAddedCause: an application signs in well, and every API for offers refuses it.
func notAddedCause(c clues) []model.Cause {
	if !c.application() || c.able.Offers() != model.No || c.unaccepted() {
		return nil
	}
	claims := c.claims()
	return likely(model.CauseNotAdded, cmp.Or(c.who.ClientID, claims.App), claims.Object)
}

// noProgramListedCause: the config file itself says that the account is in other programs.
func noProgramListedCause(c clues) []model.Cause {
	if c.offers || len(c.who.Programs) == 0 || slices.Contains(c.who.Programs, model.CommercialMarketplace) || !c.reached() {
		return nil
	}
	return likely(model.CauseNoProgram, c.account)
}

// wrongAccountCause: a person signs in well to an account that shows them nothing, and other
// profiles see offers. Who sees payouts is in the right account, and has another role.
func wrongAccountCause(c clues) []model.Cause {
	bare := c.empty() && !c.published()
	refused := c.able.Offers() == model.No && c.able.Of(model.AblePayouts) != model.Yes && !c.unaccepted()
	if c.application() || len(c.others) == 0 || !bare && !refused {
		return nil
	}
	return likely(model.CauseWrongAccount, append([]string{cmp.Or(c.account, c.who.Tenant)}, c.others...)...)
}

// roleCause: a person is refused by every API for offers.
func roleCause(c clues) []model.Cause {
	if c.application() || c.able.Offers() != model.No || c.unaccepted() {
		return nil
	}
	return likely(model.CauseRole, string(c.able.Role()))
}

// noProgramCause: offers can be asked for, and there are neither offers nor publishers.
func noProgramCause(c clues) []model.Cause {
	if !c.empty() || c.published() || len(noProgramListedCause(c)) > 0 {
		return nil
	}
	return likely(model.CauseNoProgram, c.account)
}

// reached reports whether any API for offers answered, in whatever way.
func (c clues) reached() bool {
	return slices.ContainsFunc(c.ofOffers(), func(f finding) bool { return f.Answer != model.Unknown })
}

// publisherCause: the config file names a publisher that shows no offers to an identity which
// sees others' or other APIs.
func publisherCause(c clues) []model.Cause {
	var out []model.Cause
	for _, f := range c.of(model.AbleCPP) {
		if f.Answer == model.No && c.able.Offers() == model.Yes && slices.Contains(c.who.Publishers, f.Publisher) {
			out = append(out, certain(model.CausePublisher, string(f.Publisher))...)
		}
	}
	return out
}

// noOffersCause: everything answers, there is a publisher, and it has no offers.
func noOffersCause(c clues) []model.Cause {
	if !c.empty() || !c.published() {
		return nil
	}
	return certain(model.CauseNoOffers)
}
