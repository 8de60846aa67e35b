package text

// CommandCheck are what check says: findings of its own, and how it ended.
type CommandCheck struct {
	Service string            // where a finding is from
	Levels  map[string]string // by severity

	Fixed      string // label of a field
	Prices     string // rule, how many prices
	PricesTerm string // rule, term
	UnderWay   string
	NothingNew string
	ForTesting string
	NoRules    string // type of offer

	Asked                    string // submission, its state and date, how many findings
	AskedNothing             string // submission, its state and date
	NotTold                  string // submission
	NeverSent                string
	NotRead                  string // why
	Passed                   string // offer
	PassedWarning            string // offer, how many findings
	Stopped                  string // offer, how many faults
	Correct                  string // offer
	OneFault, SomeFaults     string // how many
	OneFinding, SomeFindings string // how many want a look
}

func englishCommandCheck() CommandCheck {
	return CommandCheck{
		Service: "service",
		Levels:  map[string]string{"error": "error", "warning": "warning", "info": "note"},

		Fixed:      "%s is fixed once published; the draft holds another value, which the service refuses",
		Prices:     "%s (%d prices)",
		PricesTerm: "%s (%s)",
		UnderWay:   "a publish is under way; another can begin when it has ended",
		NothingNew: "the draft is the same as what was published, so there is nothing to publish",
		ForTesting: "an offer for tests, by its id or its publisher: it can be published to preview and is never sent live",
		NoRules:    "nothing is known of the rules of %s; only the service can check it",

		Asked:         "what the service found in submission %s (%s): %d. The draft may have been corrected since.",
		AskedNothing:  "the service found nothing in submission %s (%s)",
		NotTold:       "the service does not offer what it found in submission %s through this API; awning status shows what became of it",
		NeverSent:     "the service has checked nothing yet: it checks what is published",
		NotRead:       "what the service found could not be read: %s",
		Passed:        "nothing stands in the way of publishing %s",
		PassedWarning: "nothing stands in the way of publishing %s; %s",
		Stopped:       "%s cannot be published as it is: %s",
		OneFault:      "1 fault", SomeFaults: "%d faults",
		OneFinding: "1 finding wants a look", SomeFindings: "%d findings want a look",
		Correct: "awning edit %s PATH corrects one, awning set several",
	}
}
