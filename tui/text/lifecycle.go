package text

import "awning/model"

// Lifecycle are the texts of the end of a sale and of the way back: of the
// commands, and of the screen.
type Lifecycle struct {
	Title string

	States map[model.SaleState]string

	Offer, Name, Plan, Now, Next string // column heads; Offer: the row of the whole offer
	Account, OfferFact, PlanFact string // facts of a question
	Reading, OnItsWay, Age       string // Age: how long ago
	Unread                       string // why

	AskStop, AskStopPlan       string // questions: offer; plan, offer
	AskRestore, AskRestorePlan string
	YesStop, YesRestore        string
	DoingStop, DoingStopPlan   string // for Fail
	DoingBack, DoingBackPlan   string

	IfStop, IfStopPlan       string // heads of what would follow
	IfRestore, IfRestorePlan string

	// What follows, a paragraph each.
	StopOffer, StopPlan       string
	Keep                      string                     // for customers who have it
	KeepOf                    map[model.OfferType]string // and where it is special
	StopOfferOf               map[model.OfferType]string
	Remove, WayBack           string
	CallOff                   string
	RestoreOffer, RestorePlan string

	ActStop, ActRestore, ActReload string // actions
	ActOpen                        string // of the overview
	StoppingNow, StoppedNow        string // its advice
	NotRead, NotKnown, Sending     string // refusals
	CannotStop, CannotRestore      map[model.Hindrance]string

	// How it ended, in commands: offer.
	Stopped, PlansStopped, CalledOff, Restored string
	// And in the progress of the console: headline of an offer.
	Stopping, Restoring, StopFailed, RestoreFailed string
	StopCalledOff                                  string
	NextStopped, NextDraft, NextFailed             string
}

func englishLifecycle() Lifecycle {
	return Lifecycle{
		Title: "Stop selling",
		States: map[model.SaleState]string{
			model.SaleNever: "never live", model.SaleOn: "on sale", model.SaleStopping: "being stopped", model.SaleStopped: "not sold",
		},

		Offer: "Whole offer", Name: "Offer and plans", Plan: "Plan id", Now: "For customers", Next: "Once the draft is live",
		Account: "Account", OfferFact: "Offer", PlanFact: "Plan",
		Reading: "reading", OnItsWay: "sending", Age: "read %s",
		Unread: "What is sold cannot be shown: %s",

		AskStop: "Stop selling %s?", AskStopPlan: "Stop selling plan %s of %s?",
		AskRestore: "Restore %s?", AskRestorePlan: "Restore plan %s of %s?",
		YesStop: "Stop selling", YesRestore: "Restore",
		DoingStop: "stop selling %s", DoingStopPlan: "stop selling plan %s of %s",
		DoingBack: "restore %s", DoingBackPlan: "restore plan %s of %s",

		IfStop: "If you stop selling %s:", IfStopPlan: "If you stop selling plan %s of %s:",
		IfRestore: "If you restore %s:", IfRestorePlan: "If you restore plan %s of %s:",

		StopOffer: "Within hours new customers can neither find nor buy the offer, with all its plans. " +
			"It happens by itself: nothing is published.",
		StopPlan:    "Only the draft changes now: the plan is sold until the draft was published and has gone live.",
		Keep:        "Customers who have it keep using it. They get no updates, and may not be able to deploy it again.",
		KeepOf:      englishKeepOf(),
		StopOfferOf: englishStopOfferOf(),
		Remove:      "To take it from customers who have it, ask marketplace support.",
		WayBack:     "The way back: restore it, then publish and go live again, certification included.",
		CallOff:     "The stop that was asked for is called off: it stays on sale.",
		RestoreOffer: "Only the draft changes now: new customers can buy it again once the draft was published " +
			"and has gone live, certification included.",
		RestorePlan: "Only the draft changes now: the plan is sold again once the draft was published and has gone live.",

		ActStop: "stop selling…", ActRestore: "restore…", ActReload: "read again",
		ActOpen:       "stop selling…",
		StoppingNow:   "Its sale is being stopped. S shows that, and calls it off.",
		StoppedNow:    "This offer is no longer sold. S restores it; then publish and go live.",
		NotRead:       "what is sold is still being read",
		NotKnown:      "what is sold could not be read; r tries again",
		Sending:       "it is on its way to the service; wait for the answer",
		CannotStop:    englishCannotStop(),
		CannotRestore: englishCannotRestore(),

		Stopped:      "%s is no longer sold",
		PlansStopped: "stopped in the draft of %s; publish it and go live for that to take effect",
		CalledOff:    "%s stays on sale",
		Restored:     "restored in the draft of %s; publish it and go live to sell it again",

		Stopping: "Stopping the sale of %s", Restoring: "Restoring %s",
		StopFailed: "The sale of %s was not stopped", RestoreFailed: "%s was not restored",
		NextStopped:   "Customers who have it keep it. To sell it again, restore it, then publish and go live.",
		NextDraft:     "Publish the draft and go live for that to take effect.",
		StopCalledOff: "The stop of the sale of %s was called off",
		NextFailed:    "What customers can buy is unchanged.",
	}
}

// StopMeans is what follows when an offer, or a plan of it, is no longer sold,
// a paragraph each.
func (l Lifecycle) StopMeans(t model.OfferType, plan bool) []string {
	first := l.StopOffer
	if special, ok := l.StopOfferOf[t]; ok {
		first = special
	}
	if plan {
		first = l.StopPlan
	}
	keep := l.Keep
	if special, ok := l.KeepOf[t]; ok {
		keep = special
	}
	return []string{first, keep, l.Remove, l.WayBack}
}

// RestoreMeans is what follows when it is restored, a paragraph each. now is
// how it stands with what is restored.
func (l Lifecycle) RestoreMeans(now model.SaleState, plan bool) []string {
	switch {
	case plan:
		return []string{l.RestorePlan}
	case now == model.SaleStopping:
		return []string{l.CallOff}
	}
	return []string{l.RestoreOffer}
}

// Ended says how a stop or a restore that succeeded ended: a format with the
// offer, and what to do next.
func (l Lifecycle) Ended(op model.Operation) (said, next string) {
	switch draft := op.Submission == ""; {
	case op.Verb == model.VerbStop && draft:
		return l.PlansStopped, l.NextDraft
	case op.Verb == model.VerbStop:
		return l.Stopped, l.NextStopped
	case draft:
		return l.Restored, l.NextDraft
	}
	return l.CalledOff, ""
}

func englishKeepOf() map[model.OfferType]string {
	return map[model.OfferType]string{
		"saas":            "Customers who have it keep using it; they may renew, and change plans.",
		"virtual-machine": "Machines that run are not affected, but scale sets cannot grow. Microsoft tells the customers.",
	}
}

func englishStopOfferOf() map[model.OfferType]string {
	return map[model.OfferType]string{
		"virtual-machine": "At once nobody can find the offer any more. Who knows it can deploy it until the date " +
			"that the service sets, 90 days ahead as far as documented. Trials and test drives end at once.",
	}
}

func englishCannotStop() map[model.Hindrance]string {
	return map[model.Hindrance]string{
		model.HindranceUnknown:  "there is no such plan",
		model.HindranceNotLive:  "it is not live, so nobody can buy it",
		model.HindranceStopping: "its sale is being stopped already",
		model.HindranceStopped:  "it is not sold any more",
		model.HindranceDraft:    "it is stopped in the draft already: publish and go live for that to take effect",
		model.HindranceLast:     "it is the last plan that is sold: stop the whole offer instead",
	}
}

func englishCannotRestore() map[model.Hindrance]string {
	return map[model.Hindrance]string{
		model.HindranceUnknown: "there is no such plan",
		model.HindranceOnSale:  "its sale was not stopped",
		model.HindranceDraft:   "it is restored in the draft already: publish and go live to sell it again",
		model.HindranceWhole:   "the whole offer is what is not sold: restore that",
	}
}
