package text

// CommandSelling are the texts of stop-sell and restore beside those they share
// with the console.
type CommandSelling struct {
	StopSell, StopSellLong string // help
	Restore, RestoreLong   string
	StopPlan, RestorePlan  string // flags
	Hindered               string // offer or plan, why not
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
	}
}
