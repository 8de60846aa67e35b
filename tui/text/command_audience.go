package text

// CommandAudience are the texts of sync-audience.
type CommandAudience struct {
	Sync, SyncLong string // help
	Plan           string // flag
	WhichPlan      string // wrong usage

	Same        string // plan, offer
	Differs     string // plan, offer
	Add, Remove string // kind, id
	Described   string // one of these two, description
	More        string // how many, offer, plan
	// What follows: of all changes, of removing and of adding.
	AtOnce, Shut, FirstOfKind string
	Ask                       string
	Done                      string // plan, offer

	ID, Description string // headings
}

func englishCommandAudience() CommandAudience {
	return CommandAudience{
		Sync: "change a private plan's audience in preview and live to that of the draft",
		SyncLong: `What the draft's private audience adds and removes is told, asked about and then
changed for customers at once. Nothing is published, and nothing else of the draft
goes along. The plan must be live and private. The first member of a kind, such as
the first subscription, needs a publish: the service refuses it here. Off a terminal
--yes is needed.`,
		Plan:      "the private `plan`; needed",
		WhichPlan: "say which private plan it is about: --plan PLAN",

		Same:    "the private audience of plan %s of %s is the same in the draft and live: nothing to do",
		Differs: "The private audience of plan %s of %s:",
		Add:     "add %s %s", Remove: "remove %s %s",
		Described:   "%s (%s)",
		More:        "and %d more; awning compare %s --plan %s shows all",
		AtOnce:      "This takes effect for customers at once, in preview and live. Nothing is published.",
		Shut:        "Those who are removed can no longer buy the plan.",
		FirstOfKind: "If one is the first of its kind, the service refuses all: publish the plan and go live instead.",
		Ask:         "Change it?",
		Done:        "the private audience of plan %s of %s was changed; nothing was published",

		ID: "ID", Description: "DESCRIPTION",
	}
}
