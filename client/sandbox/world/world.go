// Package world makes the believable marketplace that the sandbox serves when
// nobody hands it another: accounts, publishers, and offers of every live type
// in every state, with content in both wire dialects.
//
// It knows nothing of how the sandbox serves it: a [World] is plain data, the
// same for the same [Options], and any other source of a World (a test, a
// recording) serves as well.
package world

import (
	"encoding/json"
	"time"

	"awning/client/sandbox/books"
)

// World is everything the sandbox starts from.
type World struct {
	Accounts []Account
	Offers   []Offer
	People   []Person
	Apps     []App
	// Books are the money of the accounts that sell.
	Books []*books.Book
}

// Account is one Partner Center account. One directory tenant belongs to it,
// and one service principal that may act for it.
type Account struct {
	Tenant       string // directory tenant, a GUID; the tid of its tokens
	Name         string // "Brightwave Software"
	Domain       string // default domain of the tenant
	Country      string // two letters, upper case
	ClientID     string // application id of its service principal, a GUID
	ClientSecret string // what that principal signs in with; worthless outside the sandbox
	// Lacks are audiences whose service has no principal in the tenant: nobody
	// can get a token for them there.
	Lacks      []string
	PartnerID  string // of the Microsoft AI Cloud Partner Program; "" if it is in none
	Programs   []string
	Publishers []Publisher
}

// Publisher is a namespace in which offers live.
type Publisher struct {
	ID       string
	Name     string
	SellerID int64
}

// Offer is one product with everything the service holds about it.
type Offer struct {
	Product   string // the service's own id, a GUID, the same in both APIs
	ID        string // the publisher's id: "harbor-backup"
	Alias     string
	Publisher string
	Type      string // the Graph spelling: "azureVirtualMachine"
	Created   time.Time
	State     State
	Plans     []Plan
	Sections  []Section
	// Submissions in the order they were made. At most one is unfinished.
	Submissions []Submission
	// TestOffer marks offers whose ids say they are for trying things out.
	TestOffer bool
	// NotMigrated marks offers that the Cloud Partner Portal never handed over
	// to Partner Center: its API speaks its older form for them.
	NotMigrated bool
}

// State says where an offer stands, for readers of the world; the sandbox
// derives what it serves from Sections and Submissions.
type State string

// The states an offer of the world can be in.
const (
	StateDraft         State = "draft"          // never published
	StatePreview       State = "preview"        // waits for the publisher's sign-off, never live
	StateLive          State = "live"           // live, nothing pending
	StateLivePreview   State = "live+preview"   // live, and a newer preview waits for sign-off
	StatePublishing    State = "publishing"     // on its way to preview, mid-pipeline
	StateGoingLive     State = "going-live"     // signed off, on its way to live
	StateFailed        State = "failed"         // automated validation failed
	StateFailedCert    State = "failed-cert"    // certification refused it
	StateCancelled     State = "cancelled"      // the publisher cancelled the last submission
	StateStopped       State = "stopped"        // no longer sold, record kept
	StatePendingStop   State = "pending-stop"   // stop asked for, not yet done
	StateLiveCancelled State = "live+cancelled" // live, and the last update was cancelled
)

// Plan is one way of buying an offer.
type Plan struct {
	GUID    string // the service's own id, the same in both APIs
	ID      string // the publisher's id: "basic"
	Alias   string
	Subtype string // Azure applications only: "solution-template", "managed-application"
}

// SectionName names a kind of section in neither API's words.
type SectionName string

// The sections the sandbox versions, each with what it is called in the
// submission API v1 (module) and in the Graph API (resource type).
const (
	Setup        SectionName = "setup"             // singleton setup; commercial-marketplace-setup
	Property     SectionName = "property"          // Property; property
	Listing      SectionName = "listing"           // Listing; listing
	Asset        SectionName = "listing-asset"     // images of Listing; listing-asset. Several, told apart by Key
	Audience     SectionName = "audience"          // Availability; price-and-availability-offer
	Package      SectionName = "package"           // Package, offer level; software-as-a-service-technical-configuration
	Reseller     SectionName = "reseller"          // ResellerConfiguration; reseller
	Leads        SectionName = "leads"             // singleton leadconfiguration; customer-leads
	TestDrive    SectionName = "test-drive"        // part of setup; test-drive
	PlanSetup    SectionName = "plan"              // variant; plan
	PlanListing  SectionName = "plan-listing"      // Listing with variantID; plan-listing
	PlanAvail    SectionName = "plan-availability" // Availability with variantID; price-and-availability-plan
	PlanPackage  SectionName = "plan-package"      // Package with variantID; *-plan-technical-configuration
	Supplemental SectionName = "supplemental"      // SupplementalContent; none
)

// Section is the content of one section in up to three environments. A nil
// Content means the section does not exist there. An unchanged section has
// equal Draft, Preview and Live.
type Section struct {
	Name    SectionName
	Plan    string // GUID of the plan, for plan sections
	Key     string // tells several of one name apart: "azurelogolarge/1"
	Draft   *Content
	Preview *Content
	Live    *Content
}

// Content is a section's document as each API shows it: JSON objects in the
// wire's spelling, with every member the service would send except the ones it
// makes itself on each read ("id", "@odata.etag", "$schema", "product", "plan",
// "listing", fresh storage addresses). A nil document means that API does not
// show this section for this type. Documents may share storage with one another:
// treat them as read-only.
type Content struct {
	V1    json.RawMessage
	Graph json.RawMessage
}

// Submission is one publish, finished or under way.
type Submission struct {
	ID       string // 19 decimal digits beginning 11529215
	Target   string // "preview" or "live": how far it has come or is going
	State    string // as the submission API v1 says: InProgress, Published
	Substate string // as the submission API v1 says: Submitted, Failed, ReadyToPublish, InStore...
	Created  time.Time
	// Elapsed is how much of the pipeline had passed when the world began; an
	// unfinished submission goes on from there. On the way to preview it counts
	// from Created, on the way to live from the publisher's sign-off.
	Elapsed time.Duration
	// Lifecycle is "deprecated" for a submission that takes the offer off the
	// market (finished: stopped; under way: pending stop), "" for all others.
	Lifecycle string
	// Problems are the validation findings of a failed submission.
	Problems []Problem
	Notes    string
}

// Problem is one finding of the service's validation.
type Problem struct {
	Code     string // "Resell-20007"
	Severity string // Informational, Warning, Error
	Message  string
	Resource string
}
