package text

// GoLive are the texts of the screen that sends a preview live.
type GoLive struct {
	Title string

	Differs         string // changed, added, removed
	FirstTime       string // offer
	SameAsLive      string
	Reading         string
	Busy, Age       string
	Unseen          string // why the comparison could not be made
	Approximate     string
	Sending         string
	CertifiesAfter  string // the steps to come
	CertifiesBefore string // the steps to come
	Undocumented    string
	NoWayBack       string
	TestOffer       string // instead of the consequences, for an offer that is never sent live
	Submission      string

	Ask                                 string // question: offer
	Account, Offer, Environment, Number string // its facts
	Yes                                 string
	Doing                               string // for Fail: offer

	Section, Field, Difference string // facts
	Copied                     string // what is copied: field, environment

	ActGoLive, ActReload, ActNext, ActPrevious string // actions
	NotRead, StillSending, NoChange            string // refusals
	ForTesting                                 string
}

// Cancel are the texts of the question before a publish is cancelled.
type Cancel struct {
	Ask                         string // offer
	Account, Offer, Environment string // facts
	Body, MayRefuse             string
	Yes                         string
	Doing                       string // for Fail: offer
}

func englishGoLive() GoLive {
	return GoLive{
		Title: "Go live",

		Differs:    "For customers: ~ %d changed, + %d added, - %d removed",
		FirstTime:  "%s has never been live: customers will see all of it for the first time.",
		SameAsLive: "Preview and live hold the same: customers will see no difference.",
		Reading:    "Reading preview and live …",
		Busy:       "reading …", Age: "read %s",
		Unseen:      "What differs cannot be shown: %s",
		Approximate: "Approximate: preview and live were put together from the parts of submissions.",
		Sending:     "Sending …",
		CertifiesAfter: "Going live begins the certification, which may take days: %s. " +
			"Customers see the changes only after that.",
		CertifiesBefore: "Certification is done. Still to come: %s.",
		Undocumented:    "How long it takes is not documented for this type of offer; it may take days.",
		NoWayBack: "From then on it cannot be cancelled, and nothing else of this offer can be published " +
			"until it is live or has failed.",
		Submission: "Submission %s",
		TestOffer: "This is an offer for tests: its id begins with test-, or its publisher's ends in -test. " +
			"It stays in preview and is never sent live.",

		Ask:     "Go live with %s?",
		Account: "Account", Offer: "Offer", Environment: "To", Number: "Submission",
		Yes:   "Go live",
		Doing: "go live with %s",

		Section: "Section", Field: "Field", Difference: "Difference", Copied: "%s of %s",

		ActGoLive: "go live…", ActReload: "read again", ActNext: "next difference", ActPrevious: "previous difference",
		NotRead:      "preview and live are still being read; going live is possible once you can see what differs",
		StillSending: "it is on its way to the service; wait for the answer",
		NoChange:     "there are no differences to go to",
		ForTesting:   "this is an offer for tests, by its id or its publisher, and is never sent live",
	}
}

func englishCancel() Cancel {
	return Cancel{
		Ask:     "Cancel the publish of %s?",
		Account: "Account", Offer: "Offer", Environment: "On its way to",
		Body:      "Nothing of it reaches preview. The draft keeps all changes and can be published again.",
		MayRefuse: "If it has come far enough the service refuses; then it goes on as if nothing was asked.",
		Yes:       "Cancel the publish",
		Doing:     "cancel the publish of %s",
	}
}
