package text

// Compare are the texts of the screen that compares two environments.
type Compare struct {
	Title   string
	Only    string // section
	FindKey string // before the text looked for

	OnlyPlan, OnlyOffer string // plan
	NotFound            string // what was looked for
	SamePart            string // left, right

	Age     string // environment, its age
	BothAge string // the age of both
	Reading string // environment
	Busy    string

	Changes, Edited, Added, Removed, Everything string // filters: how many
	Position                                    string // number, of

	NeverPreview, NeverLive, NoDraft string // a missing environment
	OtherPair                        string // what to do then
	Same                             string // left, right
	SameSection                      string // section, left, right
	AllSame                          string
	InBoth, OnlyHere                 string // how many; how many, which
	Percent                          string // a number
	Approximate, ManyApproximate     string // environment
	ReadFailed                       string // environment, why
	CannotCompare                    string // why

	ActPair                                                              string // left, arrow, right
	ActNextPair, ActSwap, ActReload, ActSplit                            string
	ActDifferences, ActEdited, ActAdded, ActRemoved, ActEverything       string
	ActSection, ActNext, ActPrevious, ActNextSection, ActPreviousSection string

	ActEdit, ActFind, ActKeep, ActForget, ActPlan string

	ActThree, ActTwo string

	Section, Field, Place, Difference string // names of facts
	Copied, CopiedAll                 string // what is copied: field, environment
	ActCopyAll                        string
	NothingShows                      string // refusal
	ActJump                           string
	NoList                            string // refusal

	NoRoom     string // refusal: cells needed, cells there are
	NotInDraft string // refusal: section
	NoHits     string // refusal: kind of change
	NoChange   string // refusal: nothing to go to
}

func englishCompare() Compare {
	return Compare{
		Title:   "Compare",
		Only:    "only %s",
		FindKey: "/",

		OnlyPlan: "only plan %s", OnlyOffer: "only the offer's own sections",
		NotFound: "Nothing here holds %q. Press esc to see everything again.",
		SamePart: "No differences here: %s and %s hold the same. Press p for all plans.",

		Age:     "%s read %s",
		BothAge: "read %s",
		Reading: "Reading %s …",
		Busy:    "reading …",

		Changes: "differences %d", Edited: "changed %d", Added: "added %d", Removed: "removed %d", Everything: "all fields %d",
		Position: "%d of %d",

		NeverPreview:    "This offer has never been in preview.",
		NeverLive:       "This offer has never been live.",
		NoDraft:         "This offer has no draft.",
		OtherPair:       "Press 1, 2 or 3 to compare other environments.",
		Same:            "No differences: %s and %s hold the same.",
		SameSection:     "No differences in %s: %s and %s hold the same. Press s for all sections.",
		AllSame:         "No differences: live, preview and draft hold the same.",
		InBoth:          "%d are in both",
		OnlyHere:        "%d only here: %s",
		Percent:         "%s %%",
		Approximate:     "Approximate: the service cannot be asked for %s, so it was put together from the parts of a submission.",
		ManyApproximate: "Approximate: the service cannot be asked for %s, so they were put together from the parts of a submission.",
		ReadFailed:      "Could not read %s: %s",
		CannotCompare:   "The two cannot be compared: %s",

		ActPair: "%s %s %s", ActNextPair: "other pair", ActSwap: "swap sides",
		ActReload: "read again", ActSplit: "side by side or stacked",
		ActDifferences: "differences", ActEdited: "changed", ActAdded: "added", ActRemoved: "removed",
		ActEverything: "all fields",
		ActSection:    "one section or all", ActNext: "next difference", ActPrevious: "previous difference",
		ActNextSection: "next section", ActPreviousSection: "previous section",

		ActEdit: "edit", ActFind: "find text", ActKeep: "keep", ActForget: "all texts", ActPlan: "one plan or all",

		Section: "Section", Field: "Field", Place: "Place", Difference: "Difference",
		Copied: "%s of %s", CopiedAll: "the comparison",
		ActCopyAll:   "copy all that shows",
		NothingShows: "there are no fields to write down",
		ActJump:      "sections", NoList: "sections are listed beside the values in wider windows, if there are several; ] and [ go from one to the next",

		ActThree: "preview too", ActTwo: "two columns",

		NoRoom:     "three columns need a window %d cells wide; this one has %d",
		NotInDraft: "%s is no longer in the draft, so there is nothing to edit",
		NoHits:     "there is nothing to show: no field is %s",
		NoChange:   "there are no differences to go to",
	}
}
