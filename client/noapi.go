package client

import (
	"fmt"

	"awning/model"
)

// PortalOffers is where Partner Center lists the offers of an account: each has its
// own pages there.
const PortalOffers = "https://partner.microsoft.com/dashboard/marketplace-offers/overview"

// NoAPIError says that no API does something for offers of a type, or not the one that
// the user wants. Nothing was sent.
type NoAPIError struct {
	Offer  model.OfferID // empty if it is not about a single one
	Task   Task
	Type   string      // the type's label; empty if it is about all
	API    model.API   // the one the user wants; empty if none does it
	Others []model.API // those that do it by themselves
	Why    string      // may be empty
}

// Error names the task, the type and the API.
func (e *NoAPIError) Error() string {
	offers := "offers"
	if e.Type != "" {
		offers = e.Type + " offers"
	}
	who := "no API can"
	if e.API != "" {
		who = fmt.Sprintf("the API %q cannot", e.API)
	}
	text := who + " " + e.Task.words(offers)
	if e.Offer != "" {
		text = string(e.Offer) + ": " + text
	}
	if e.Why != "" {
		text += ": " + e.Why
	}
	return text
}

// Hint says what to do next: use another API, or the portal.
func (e *NoAPIError) Hint() string {
	if e.API != "" && len(e.Others) > 0 {
		return fmt.Sprintf("leave out --api: %s does it; or do it in Partner Center: %s", e.Others[0], PortalOffers)
	}
	return "do it in Partner Center: " + PortalOffers
}
