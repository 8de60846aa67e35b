package text

// Offers are the texts of the list of offers.
type Offers struct {
	Title string

	Name, ID, Type, Publisher, Draft, Preview, Live, State, Product string // column heads
	Legend                                                          string // what the marks mean: changed, exists, does not

	Count     string // how many
	One       string // exactly one
	Shown     string // of the filtered: shown, all
	FilterKey string
	Sorted    string // by which column
	Backwards string // by which column
	Aged      string // how old the data is, as "2 min ago"
	Reading   string
	SoFar     string // how many so far
	Standings string // how many of how many are known
	Partial   string // parts are missing

	StateUnknown                      string // not looked at yet
	Empty, EmptyHint                  string
	DoctorHint                        string // where somebody may wonder why there are none
	Doctor                            string // the action
	NoMatch                           string // the filter
	Unnamed                           string // an offer without a name
	ListOffers, LoadKnown, ReadStatus string // for Fail
	PartsMissing                      string // how many parts could not be read, why

	Open, Filter, Sort, Reverse, Refresh, Clear, Keep, Payouts string // actions
	TheID                                                      string // in a sentence: the offer's id
	NoOffer                                                    string // refusal: no row

	Deprecated string // state of an offer withdrawn for good
	Changed    string // the draft of a live offer is, in a narrow column

	Unsaved                 string // name of a column
	EditsOne, EditsMany     string // how many edits of one offer
	UnsavedOne, UnsavedMany string // how many offers have some
	UnsavedHint             string // the mark
	ReadEdits               string // for Fail
}

func englishOffers() Offers {
	return Offers{
		Title: "offers",
		Name:  "Offer", ID: "Offer ID", Type: "Type", Publisher: "Publisher",
		Draft: "D", Preview: "P", Live: "L", State: "State", Product: "Product ID",
		Legend: "D draft  P preview  L live   %s there  %s none  %s waits for you",

		Count: "%d offers", One: "1 offer", Shown: "%d of %d", FilterKey: "/",
		Sorted: "by %s", Backwards: "by %s, backwards",
		Aged: "as of %s", Reading: "reading", SoFar: "reading, %d so far",
		Standings: "looking where they stand, %d of %d", Partial: "not complete",

		StateUnknown: "not known yet",
		Empty:        "There are no offers here.",
		DoctorHint:   "Did you expect some? Press d to find out why they do not show.",
		Doctor:       "why?",
		EmptyHint:    "Create one in Partner Center and press r, or press esc and choose another publisher.",
		NoMatch:      "No offer contains “%s”. Esc takes the filter away.",
		Unnamed:      "(no name)",
		ListOffers:   "list the offers", LoadKnown: "read what was known of the offers", ReadStatus: "see where %s stands",
		PartsMissing: "part of the list could not be read (%d in all): %s",

		Open: "open", Filter: "filter", Sort: "sort", Reverse: "turn order", Refresh: "read again", Clear: "clear filter", Keep: "keep filter", Payouts: "payouts",
		TheID:   "the offer id",
		NoOffer: "there is no offer to open",

		Deprecated: "Withdrawn", Changed: "changed",

		Unsaved: "Not saved", EditsOne: "1 unsaved edit", EditsMany: "%d unsaved edits",
		UnsavedOne: "Unsaved edits are here: 1 offer.", UnsavedMany: "Unsaved edits are here: %d offers.",
		UnsavedHint: "%s stands before their names", ReadEdits: "see which offers have unsaved edits",
	}
}
