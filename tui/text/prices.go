package text

import "awning/model/prices"

// Prices are the texts of the price editor.
type Prices struct {
	Title  string
	Market string // head of the row names

	AllMarkets, OtherMarkets string // rows: one price for all; what markets without their own pay
	Place                    string // row, column

	Busy, Saving, Age     string // Age: how old the draft is
	Facts                 string // markets, columns
	NotKept, NotRead      string
	OthersOne, Others     string // how many
	StrayOne, Stray       string // how many
	RestoredOne, Restored string // how many
	JoinedOne, Joined     string // how many, from another console
	Beside                string // host, process: edits of another console came in
	SetAside              string // place, price, host, process: and one of them stands instead
	ReadEdits, KeepPrices string // for a failure
	EditsOne, Edits       string // how many
	FlagsOne, Flags       string // how many
	Shown                 string // first, last, of columns
	Chosen                string // how many cells
	Reading, NoDocument   string // why there is no grid
	ReadFailed            string // why
	FreeLicense, NoPrices string

	NoPrice   string
	Inherited string // price
	Changed   string // old, arrow, new
	By        string // a change in percent, signed
	Live      string // price
	NoLive    string // what customers pay now: nothing
	Moved     string // what the draft had when the price was edited, what it has now
	MovedFlag string

	FlagsTitle, FlagPlace, FlagChange, FlagWhy, NoFlags string
	SeveralOne, Several                                 string // how many prices a rule is about
	FlagWords                                           map[prices.Flag]string
	RuleWords                                           map[prices.Rule]string

	PriceDialogs
	PriceQuestion
	PriceFacts

	ChangedOne, ChangedMany, NoChange       string // how many cells
	ImportedOne, Imported, NothingImported  string // how many prices
	SavedOne, Saved, SavePrices             string // how many; for a failure
	Discard, DiscardBody                    string // question: how many
	DiscardYes, DiscardNo                   string
	NothingToUndo, NothingAgain             string // refusals
	NothingToSave, StillSaving              string
	Sealed, Stale, NoDraft, NoRange         string
	ActEdit, ActPercent, ActFill, ActFactor string // actions
	ActPaste, ActSave, ActUndo, ActRedo     string
	ActRevert, ActFind, ActFlags, ActNext   string
	ActImport, ActReload                    string
	ActRelease, ActDiscard, ActPrevious     string
	ActShow, ActClose                       string
	ActSet, ActAdd, ActCopy, ActTake, ActGo string // of a prompt
	ActRead, ActLeave                       string
}

// PriceDialogs are what the price editor asks.
type PriceDialogs struct {
	SetTitle, SetHelp         string // cell
	PercentTitle, PercentHelp string // how many cells
	FactorTitle, FactorHelp   string // how many cells
	PasteTitle, PasteHelp     string // cell
	FindTitle, FindHelp       string
	ImportTitle, ImportHelp   string

	NotAPercent, NotAFactor, NotFound string // what was typed
}

// PriceFacts are what the price under the cursor has to say.
type PriceFacts struct {
	DetailMarket, DetailFor, DetailPrice string
	DetailDraft, DetailLive, DetailLook  string
	ThePrice, TheReason                  string // what is copied
}

func englishPriceFacts() PriceFacts {
	return PriceFacts{
		DetailMarket: "Market", DetailFor: "For", DetailPrice: "Price", DetailDraft: "In the draft", DetailLive: "Live", DetailLook: "To look at",
		ThePrice: "the price", TheReason: "what to look at",
	}
}

// PriceQuestion is what is asked before prices are saved that customers pay.
type PriceQuestion struct {
	Ask                 string // plan
	AskAccount, AskPlan string // facts
	AskUp, AskDown      string
	AskMost             string // how many prices, the largest change
	AskRefused          string // a rule
	AskLookOne, AskLook string // how many prices
	AskRaised           string // day, days of notice
	AskLowered          string // day, days before the end of a month
	AskContracts        string
	AskHidden, AskAPI   string
	AskYes              string
}

func englishPriceQuestion() PriceQuestion {
	return PriceQuestion{
		Ask:        "Save new prices of %s?",
		AskAccount: "Account", AskPlan: "Plan", AskUp: "Up", AskDown: "Down",
		AskMost:    "%s, by %s at most",
		AskRefused: "Publishing it will be %s.",
		AskLookOne: "1 of them is out of line, changes by more than half or its currency: F lists it.",
		AskLook:    "%d of them are out of line, change by more than half or their currency: F lists them.",
		AskRaised: "A raised price is in force on %s at the earliest: the first of a month, %d days or more after it is published. " +
			"Customers are told by e-mail and in the listing.",
		AskLowered: "A lowered price is in force on %s at the earliest: the first of the next month, if it is published %d days before " +
			"this one ends.",
		AskContracts: "Who bought before keeps the price to the end of the term; meters and prices by vCPU change at once.",
		AskHidden:    "The plan is hidden: the marketplace may not take new prices for it.",
		AskAPI: "Microsoft has said (October 2023) that prices of published plans cannot be changed through an API. If the service " +
			"refuses, nothing is lost: your prices stay here.",
		AskYes: "Save",
	}
}

func englishPriceDialogs() PriceDialogs {
	return PriceDialogs{
		SetTitle: "Price: %s", SetHelp: "A number like 49.90. Enter sets it and goes to the row below.",
		PercentTitle: "Add percent to %d cells", PercentHelp: "7 raises, -7 lowers. Rounded to the currency's smallest unit.",
		FactorTitle: "Base price times a factor into %d cells", FactorHelp: "The price of all other markets times this number: an exchange rate, or 0.9.",
		PasteTitle: "Paste prices from %s down", PasteHelp: "A price on each line, an empty line leaves a row out. ctrl+s takes them.",
		FindTitle: "Go to a market", FindHelp: "Its code or a part of its name.",
		ImportTitle: "Read prices from a file", ImportHelp: "CSV as w writes it. Nothing is saved before ctrl+s.",

		NotAPercent: "%q is no percentage: type a number above -100, like 7 or -2.5",
		NotAFactor:  "%q is no factor: type a number above 0, like 0.92",
		NotFound:    "no market's code or name has %q",
	}
}

func englishPrices() Prices {
	return Prices{
		Title: "Prices", Market: "Market",

		AllMarkets: "All markets", OtherMarkets: "All other markets", Place: "%s, %s",

		Busy: "reading …", Saving: "saving …", Age: "read %s",
		Facts:    "%d × %d prices",
		NotKept:  "not kept on this machine",
		NotRead:  "unsaved edits not read",
		StrayOne: "1 typed price has no place in the draft any more", Stray: "%d typed prices have no place in the draft any more",
		OthersOne: "+ 1 unsaved edit of another field", Others: "+ %d unsaved edits of other fields",
		RestoredOne: "1 price edited before is here, not saved yet.", Restored: "%d prices edited before are here, not saved yet.",
		JoinedOne: "1 price was changed in another console; u takes it back.", Joined: "%d prices were changed in another console; u takes them back.",
		Beside:    "Another console (%s, process %d) edited prices too: both are here.",
		SetAside:  "%s was set to %s in another console (%s, process %d) just before: that stands. Set it again to replace it.",
		ReadEdits: "read the unsaved edits", KeepPrices: "keep the edited prices on this machine",
		EditsOne: "1 unsaved price", Edits: "%d unsaved prices",
		FlagsOne: "1 to look at", Flags: "%d to look at",
		Shown: "columns %d-%d of %d", Chosen: "%d cells selected",
		Reading: "Reading the draft …", NoDocument: "The draft of this plan has no pricing yet.",
		ReadFailed:  "Could not read the draft: %s",
		FreeLicense: "This plan costs nothing by its license or price model (bring your own license, or free), so there are no prices to edit. The model is in the pricing section.",
		NoPrices:    "This plan holds no prices: it is sold without one, or in a way Awning has no table for. Its pricing section shows all of it.",

		NoPrice: "no price", Inherited: "%s, the price of all other markets",
		Changed: "%s %s %s", By: "%s %%", Live: "Live: %s", NoLive: "Live: no price",
		Moved:     "Somebody changed it in the draft since: from %s to %s. Saving asks which one stands.",
		MovedFlag: "was changed in the draft by somebody else too; saving asks which one stands",

		FlagsTitle: "To look at before publishing", FlagPlace: "Market", FlagChange: "Change", FlagWhy: "Why",
		NoFlags: "No price is out of line, and no rule for published prices is broken.",

		SeveralOne: "1 price", Several: "%d prices",
		FlagWords: englishPriceFlags(), RuleWords: englishPriceRules(),
		PriceDialogs: englishPriceDialogs(), PriceQuestion: englishPriceQuestion(), PriceFacts: englishPriceFacts(),

		ChangedOne: "1 price changed; u takes it back.", ChangedMany: "%d prices changed; u takes them back.", NoChange: "No price changed.",
		ImportedOne: "1 price taken from the file; u takes it back.", Imported: "%d prices taken from the file; u takes them back.",
		NothingImported: "The file holds the prices that are here already.",
		SavedOne:        "Saved 1 price in the draft.", Saved: "Saved %d prices in the draft.", SavePrices: "save the prices",
		Discard: "Leave without saving?", DiscardBody: "%d edited prices could not be kept on this machine and would be lost.",
		DiscardYes: "Leave", DiscardNo: "Stay",
		NothingToUndo: "there is nothing to undo", NothingAgain: "there is nothing to do again",
		NothingToSave: "no price was changed", StillSaving: "the prices are on their way to the service; wait for the answer",
		Sealed:  "the service shows these prices but takes no change to them here; change them in Partner Center",
		Stale:   "the draft is still being read; editing starts when it is here",
		NoDraft: "the draft could not be read, so there is nothing safe to edit; press r to try again",

		NoRange: "select the price to copy and the rows below it first: v, then down",

		ActEdit: "edit", ActPercent: "add percent", ActFill: "fill down", ActFactor: "base × factor",
		ActPaste: "paste", ActSave: "save", ActUndo: "undo", ActRedo: "redo",
		ActRevert: "as in the draft", ActFind: "find", ActFlags: "what to look at", ActNext: "next to look at",
		ActImport: "import", ActReload: "read again",
		ActRelease: "select no more", ActDiscard: "leave", ActPrevious: "previous to look at",
		ActShow: "go there", ActClose: "close",
		ActSet: "set", ActAdd: "add", ActCopy: "copy", ActTake: "take", ActGo: "go there",
		ActRead: "read", ActLeave: "never mind",
	}
}

func englishPriceFlags() map[prices.Flag]string {
	return map[prices.Flag]string{
		prices.FarChange:   "changes by more than half",
		prices.FarFromRow:  "out of line with the other prices of its row",
		prices.NewCurrency: "is in another currency than what customers pay now",
	}
}

func englishPriceRules() map[prices.Rule]string {
	return map[prices.Rule]string{
		prices.FreeToPaid:  "refused: what was free when it was published cannot get a price",
		prices.UpAndDown:   "refused: prices of one plan cannot go up and down in one publish",
		prices.TermRemoved: "refused: a published term cannot be taken away",
		prices.Notice:      "a raise: in force on the first of a month, 90 days or more after publishing; customers are told",
	}
}
