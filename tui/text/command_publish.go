package text

// CommandPublish are what publish says before it asks, and what it would do.
type CommandPublish struct {
	Changes, Fate, Why string            // headings
	Fates              map[string]string // of a section

	InEffect     string
	Unsaved      string // how many edits, sections
	ForAccount   string // account and publisher
	WithoutNotes string

	Customers   string
	FirstLive   string // offer
	CompareLive string // offer
}

func englishCommandPublish() CommandPublish {
	return CommandPublish{
		Changes: "CHANGES", Fate: "WHAT HAPPENS", Why: "WHY",
		Fates: map[string]string{
			"published": "is published", "stays": "stays a draft", "blocked": "cannot be published", "in-effect": "is in effect",
		},

		InEffect:     "what took effect when it was saved:",
		Unsaved:      "not part of the draft: %s on this machine, in %s; the console saves them",
		ForAccount:   "For: %s",
		WithoutNotes: "Notes: none; --notes TEXT writes some for the certification team",

		Customers:   "what changes for customers:",
		FirstLive:   "%s has never been live: all of it is new to customers",
		CompareLive: "awning compare %s --from preview --to live shows it field by field",
	}
}
