// Package text holds every text a person reads, per language. A language is
// one function that fills [Texts]; a test walks it and fails on a text left
// empty or with other verbs than English has. Screens take their words from
// here by name, so that the compiler knows which exist.
package text

import "fmt"

// Texts are all texts of one language. Each screen has its own part, in a file
// of its own; a member with verbs ("%d of %d") is a format.
type Texts struct {
	Shell        Shell
	Moves        Moves
	Picker       Picker
	Offers       Offers
	Overview     Overview
	Words        Words
	Progress     Progress
	Compare      Compare
	Command      Command
	Section      Section
	Checklist    Checklist
	Prices       Prices
	GoLive       GoLive
	Cancel       Cancel
	Conflict     Conflict
	Plans        Plans
	PlanCopy     PlanCopy
	Lifecycle    Lifecycle
	Doctor       Doctor
	SignIn       SignIn
	Welcome      Welcome
	Profiles     Profiles
	DoctorScreen DoctorScreen
	Payout       PayoutWords
	Payouts      Payouts
	Payments     Payments
	Earnings     Earnings
	Orders       Orders
	Sale         Sale
	Reconcile    Reconcile
}

// For returns the texts of a language, named as in LANG: "en", "en_GB.UTF-8".
// Languages that are not there fall back to English and report false.
func For(lang string) (*Texts, bool) {
	if len(lang) >= 2 && lang[:2] == "en" || lang == "" || lang == "C" || lang == "POSIX" {
		return English(), true
	}
	return English(), false
}

// English is the language all others are translated from.
func English() *Texts {
	return &Texts{
		Shell:        englishShell(),
		Moves:        englishMoves(),
		Picker:       englishPicker(),
		Offers:       englishOffers(),
		Overview:     englishOverview(),
		Words:        englishWords(),
		Progress:     englishProgress(),
		Compare:      englishCompare(),
		Command:      englishCommand(),
		Section:      englishSection(),
		Checklist:    englishChecklist(),
		Prices:       englishPrices(),
		GoLive:       englishGoLive(),
		Cancel:       englishCancel(),
		Conflict:     englishConflict(),
		Plans:        englishPlans(),
		PlanCopy:     englishPlanCopy(),
		Lifecycle:    englishLifecycle(),
		Doctor:       englishDoctor(),
		SignIn:       englishSignIn(),
		Welcome:      englishWelcome(),
		Profiles:     englishProfiles(),
		DoctorScreen: englishDoctorScreen(),
		Payout:       englishPayoutWords(),
		Payouts:      englishPayouts(),
		Payments:     englishPayments(),
		Earnings:     englishEarnings(),
		Orders:       englishOrders(),
		Sale:         englishSale(),
		Reconcile:    englishReconcile(),
	}
}

// CouldNot says that something failed and why.
func (t *Texts) CouldNot(doing, why string) string {
	return fmt.Sprintf(t.Shell.CouldNot, doing, why)
}
