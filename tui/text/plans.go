package text

// Plans are the texts of the list of an offer's plans.
type Plans struct {
	Title, TheID             string // TheID: in a sentence
	One, Count               string // Count: how many
	Shown, Marked            string // how many of how many; how many
	FilterKey, NoMatch       string // NoMatch: the filter
	Reading, Empty, NoPlans  string
	EmptyHint                string
	Sorted, Backwards        string // by what
	ByOrder                  string // what order is called in a sentence
	Grouped                  string // by what
	GroupState, GroupKind    string // what plans are grouped by, in a sentence
	Order, Name, ID, Kind    string // column heads
	OrderLong                string
	State, Draft, Unsaved    string
	Never, InPreview, IsLive string // states
	Gone, Unknown            string
	UnsavedOne, UnsavedMany  string // how many
	Absent                   string // of a page
	Strip                    string // one page: its key, its name
	WithID                   string // name, id

	NewPlan, NewID, NewName, NewKind string // the form: its title with the offer, its fields
	HelpID, HelpName, HelpKind       string
	Making, Working                  string
	Made, MadeHint                   string // id

	DeleteOne, DeleteMany                      string // question: id; how many
	Account, Offer, Environment, Which         string // its facts
	DeleteBody, DeleteEdits, DeleteYes         string
	Deleted                                    string // ids
	SaveAll, SaveBody, SaveYes                 string // question: offer; how many edits, of which pages
	Saved                                      string // pages
	DoingMake, DoingDelete, DoingSave          string // for Fail: id, id, page
	DoingMove, DoingRead                       string // for Fail: offer
	Open, Page, Prices, Make, Copy, Delete     string // actions; Page: its name
	Earlier, Later, Save                       string
	Mark, Range, All, None                     string
	Filter, Clear, Keep, Sort, Reverse, Group  string
	Refresh, Create, Next, Leave               string
	NoPlan, NoPage, NotRead, Busy              string // refusals
	NoPlanTypes, NotInDraft, WasPublished      string // NotInDraft, WasPublished: id
	NoPrices, NoOther, NoRows                  string
	Unordered, OwnOrder, NothingUnsaved, AtEnd string
}

// PlanCopy are the texts of the page that copies one plan's values into others.
type PlanCopy struct {
	Title                      string
	Into, IntoMany             string // name and id; how many, which
	From                       string
	Now, As                    string // the sides of the comparison; As: id
	Same                       string // nothing would change: source
	NoneChosen                 string
	Reading, Age, Working      string
	One, Many                  string // changes, how many
	Stay                       string // what is not copied
	Own, Fixed, Secret, Absent string // why: fields
	Unmet                      string
	Prices                     string // a rule on prices: its mark, plan, the rule
	Kept, Saved                string // what was done: how many, plans
	KeptHint                   string
	Ask, AskBody, AskYes       string // question: how many plans; how many changes, which plans
	Doing                      string // for Fail: plan
	Read                       string // for Fail: offer

	ActKeep, ActSave, ActNext, ActPrevious, ActSection, ActReload string // actions; ActSection: its name
	NotRead, StillBusy, NothingToCopy, OneSource                  string // refusals
}

func englishPlans() Plans {
	return Plans{
		Title: "Plans", TheID: "the plan id",
		One: "1 plan", Count: "%d plans", Shown: "%d of %d", Marked: "%d marked",
		FilterKey: "/", NoMatch: "No plan matches %q. esc shows all.",
		Reading: "Reading the plans", Empty: "This offer has no plans yet.", EmptyHint: "Press n to make the first.",
		NoPlans: "Offers of this type have no plans.",
		Sorted:  "by %s", Backwards: "by %s, backwards", ByOrder: "order", Grouped: "in groups by %s", GroupState: "state", GroupKind: "type",
		Order: "#", OrderLong: "Place", Name: "Name", ID: "ID", Kind: "Type", State: "State", Draft: "Draft", Unsaved: "Unsaved",
		Never: "Not published", InPreview: "In preview", IsLive: "Live", Gone: "Removed", Unknown: "Reading",
		UnsavedOne: "%s 1 edit", UnsavedMany: "%s %d edits",
		Absent: "not there yet", Strip: "%s %s", WithID: "%s (%s)",

		NewPlan: "New plan of %s", NewID: "Plan ID", NewName: "Plan name", NewKind: "Plan type",
		HelpID:   "1 to 50 lower-case letters, digits, - and _. It shows in addresses and can never be changed.",
		HelpName: "Up to 125 characters, no other plan's. Customers see it; it can be changed later.",
		HelpKind: "Left and right choose. It can never be changed.",
		Making:   "Making the plan …", Working: "on its way to the service",
		Made: "Plan %s is in the draft", MadeHint: "press c to copy values from another plan",

		DeleteOne: "Delete plan %s?", DeleteMany: "Delete %d plans?",
		Account: "Account", Offer: "Offer", Environment: "In", Which: "Plans",
		DeleteBody:  "Its pages and prices go with it. It was never published, so no customer has it. This cannot be undone.",
		DeleteEdits: "Unsaved edits of its pages are discarded.",
		DeleteYes:   "Delete", Deleted: "Deleted: %s.",
		SaveAll: "Save the unsaved edits of the plans of %s?", SaveBody: "Edits: %d. Pages: %s.", SaveYes: "Save in the draft",
		Saved:     "Saved in the draft: %s.",
		DoingMake: "make plan %s", DoingDelete: "delete plan %s", DoingSave: "save %s",
		DoingMove: "move a plan of %s", DoingRead: "read the plans of %s",

		Open: "open", Page: "page: %s", Prices: "prices", Make: "new plan…", Copy: "copy values…", Delete: "delete…",
		Earlier: "move up", Later: "move down", Save: "save edits…",
		Mark: "mark", Range: "mark from the last one to here", All: "mark all shown", None: "unmark all",
		Filter: "filter", Clear: "show all", Keep: "keep the filter", Sort: "sort", Reverse: "backwards", Group: "group",
		Refresh: "read again", Create: "make the plan", Next: "next field", Leave: "leave",

		NoPlan: "there is no plan under the cursor", NoPage: "this page is not there yet: a new plan's pages come some seconds after it; press r",
		NotRead: "the plans are still being read; wait until they are", Busy: "the last request is still on its way; wait for the answer",
		NoPlanTypes: "offers of this type have no plans", NotInDraft: "plan %s is no longer in the draft",
		WasPublished: "plan %s was published: its customers keep it, and only Microsoft's support can remove it",
		NoPrices:     "this plan has no page of prices", NoOther: "there is no other plan in the draft to copy from",
		NoRows:    "what the fields of this type of offer are is not known, so they cannot be copied one by one",
		Unordered: "plans of this type stand in the order they were made; no API changes that",
		OwnOrder:  "plans are moved in their own order: press s until they are sorted by it, o until there are no groups, and clear the filter",
		AtEnd:     "it is at the end of the list already", NothingUnsaved: "no plan has unsaved edits",
	}
}

func englishPlanCopy() PlanCopy {
	return PlanCopy{
		Title: "Copy values",
		Into:  "Into %s", IntoMany: "Into %d plans: %s", From: "From", Now: "now", As: "as in %s",
		Same:       "Nothing to copy from %s: what can be copied of the chosen pages is the same.",
		NoneChosen: "No page is chosen. Press its number.",
		Reading:    "reading", Age: "as of %s", Working: "on its way",
		One: "1 change", Many: "%d changes",
		Stay: "Not copied:", Own: "%s, each plan has its own", Fixed: "%s, fixed once published", Secret: "%s, secret", Unmet: "%s, which goes with another choice", Absent: "%s, not there yet",
		Prices: "%s Prices of %s: %s",
		Kept:   "Kept unsaved: %d of %s", KeptHint: "open a page to look at them and save, or press ctrl+s in the list of plans",
		Saved: "Saved in the draft: %d of %s.",
		Ask:   "Save in %d plans?", AskBody: "Changes: %d. Plans: %s.", AskYes: "Save in the draft",
		Doing: "copy into plan %s", Read: "read the plans of %s",

		ActKeep: "keep as unsaved edits", ActSave: "save in the draft", ActNext: "next source", ActPrevious: "source before",
		ActSection: "take or leave: %s", ActReload: "read again",
		NotRead: "the plans are still being read; wait until they are", StillBusy: "the last request is still on its way; wait for the answer",
		NothingToCopy: "nothing would change; unsaved edits are saved on their page, or with ctrl+s in the list of plans", OneSource: "there is only one plan to copy from",
	}
}
