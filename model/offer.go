package model

import (
	"fmt"
	"regexp"
	"strings"
)

// OfferID is the id the publisher chose: "harbor-backup". It never changes and
// shows in the store's address. It is unique within a publisher only.
type OfferID string

// ProductID is the service's own id of an offer, a GUID, the same in the
// submission API v1 and in the Product Ingestion API. It is unique everywhere.
type ProductID string

// PlanID is the id the publisher chose for a plan: "basic". It is unique within its
// offer (API v1: variant externalID; old portal: SKU id).
type PlanID string

// OfferType names one of the kinds of offers the marketplace knows, in the
// catalogue's words: "virtual-machine". A type the catalogue does not know
// keeps the service's own word.
type OfferType string

// Offer is one thing that is sold (API: product).
type Offer struct {
	Profile   ProfileName // the way of signing in that sees it
	Account   AccountID
	Publisher PublisherID // empty if no API told
	Product   ProductID
	ID        OfferID
	Type      OfferType
	Alias     string // the name used inside the portal only
	// Lifecycle is the service's word for a withdrawn or deleted offer
	// ("deprecated"); empty or "generallyAvailable" otherwise.
	Lifecycle string
	// Dialect is what the documents of an offer of an unknown type are written
	// in, which is that of the API that told of it; empty for types that the
	// catalogue knows, which says so itself.
	Dialect Dialect
}

// ForTesting reports whether the offer is one to try things with, by the names
// its publisher chose: the id begins with "test-", or the publisher's ends in
// "-test". Such an offer is published to preview and never sent live.
func (o Offer) ForTesting() bool {
	return strings.HasPrefix(string(o.ID), "test-") || strings.HasSuffix(string(o.Publisher), "-test")
}

// Plan is one way of buying an offer (API v1: variant; old portal: SKU).
type Plan struct {
	Key   string // the service's own id, a GUID, the same in both APIs
	ID    PlanID
	Alias string
	// Subtype is set for Azure applications: "managed-application" or
	// "solution-template".
	Subtype string
}

// CheckOfferID says what is wrong with an offer id before any service is
// asked. The rule is the stricter of the two documented ones:
// 1 to 50 of a-z, 0-9, "-", "_".
func CheckOfferID(id OfferID) error {
	return checkID("offer", string(id))
}

// CheckPlanID is [CheckOfferID] for plans.
func CheckPlanID(id PlanID) error {
	return checkID("plan", string(id))
}

func checkID(what, id string) error {
	const limit = 50
	switch {
	case id == "":
		return fmt.Errorf("the %s id is empty", what)
	case len(id) > limit:
		return fmt.Errorf("the %s id has %d characters; at most %d are allowed", what, len(id), limit)
	case !regexp.MustCompile(`^[a-z0-9_-]+$`).MatchString(id):
		return fmt.Errorf("%q is not a valid %s id: only lower-case letters, digits, - and _ are allowed", id, what)
	}
	return nil
}
