package text

// CommandSelling are the texts of stop-sell and restore beside those they share
// with the console.
type CommandSelling struct {
	StopSell, StopSellLong string // help
	Restore, RestoreLong   string
	StopPlan, RestorePlan  string // flags
	Hindered               string // offer or plan, why not

	StopImage, RestoreImage       string // flags
	Days, Reason, Instead         string
	OnePlan, ImageOnly, DaysAhead string // wrong usage
	AskStopImage, AskRestoreImage string // version, plan, offer
	ImageDraft, ImageMeans        string
	Image, Until                  string // headings
}

func englishCommandSelling() CommandSelling {
	return CommandSelling{
		StopSell: "stop selling an offer, or plans of it",
		StopSellLong: `Without --plan the whole offer leaves the marketplace within hours; nothing needs to
be published. With --plan only the draft changes: those plans are sold until it was
published and has gone live. Customers who have it keep it. Off a terminal --yes is
needed, on one the offer id is typed.`,
		Restore: "take the end of a sale back",
		RestoreLong: `A stop that is not done yet is called off. An offer that is no longer sold, and plans
named with --plan, are restored in the draft: publish it and go live to sell them again.`,
		StopPlan:    "stop this `plan` only; can be given several times",
		RestorePlan: "restore this `plan` only; can be given several times",
		Hindered:    "%s: %s",

		StopImage:    "stop this `version` of the image of the one --plan, not the plan; of virtual machines",
		RestoreImage: "restore this `version` of the image of the one --plan, not the plan",
		Days:         "with --image: how many days from now it can still be deployed",
		Reason:       "with --image: why; insecure, unsupported or other",
		Instead:      "with --image: the `plan` to use instead",
		OnePlan:      "--image needs the one plan it belongs to: --plan PLAN",
		ImageOnly:    "--days, --reason and --instead go with --image only",
		DaysAhead:    "--days must not be less than 0",
		AskStopImage: "Stop image version %s of plan %s of %s?", AskRestoreImage: "Restore image version %s of plan %s of %s?",
		ImageDraft: "Only the draft changes now: publish it and go live for that to take effect.",
		ImageMeans: "Machines that run are not affected. The last version of a plan cannot be stopped.",
		Image:      "IMAGE", Until: "UNTIL",
	}
}
