package text

// CommandPublish are what publish says before it asks, and what it would do.
type CommandPublish struct {
	Changes, Fate, Why string            // headings
	Fates              map[string]string // of a section

	InEffect     string
	ForAccount   string // account and publisher
	WithoutNotes string
}

func englishCommandPublish() CommandPublish {
	return CommandPublish{
		Changes: "CHANGES", Fate: "WHAT HAPPENS", Why: "WHY",
		Fates: map[string]string{
			"published": "is published", "stays": "stays a draft", "blocked": "cannot be published", "in-effect": "is in effect",
		},

		InEffect:     "what took effect when it was saved:",
		ForAccount:   "For: %s",
		WithoutNotes: "Notes: none; --notes TEXT writes some for the certification team",
	}
}
