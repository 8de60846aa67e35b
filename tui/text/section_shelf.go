package text

// SectionShelf are the texts of the list of discarded edits.
type SectionShelf struct {
	Title                          string
	When, Where, Field, Value, Old string // column heads
	About, Nothing, Reading        string
	OneHere, SomeHere              string // -; how many
	RemovedValue                   string // what stands for a value that was taken out
	Restored                       string // field
	RestoredSome                   string // how many
	ReadDoing, RestoreDoing        string // what failed
	NothingToRestore, Working      string // refusals
	ActRestore, ActRestoreAll      string
	ActOpen                        string
	ValueOf                        string // field, in a sentence
}

func englishSectionShelf() SectionShelf {
	return SectionShelf{
		Title: "Discarded edits",
		When:  "Discarded", Where: "Page", Field: "Field", Value: "Discarded value", Old: "In place of",
		About:   "What was typed and discarded in the last 14 days. Restored, it is an unsaved edit again; nothing is sent.",
		Nothing: "Nothing of this offer was discarded in the last 14 days. Secrets that were typed are never kept.",
		Reading: "Reading …",
		OneHere: "1 discarded edit", SomeHere: "%d discarded edits",
		RemovedValue:     "(taken out)",
		Restored:         "Restored as an unsaved edit: %s.",
		RestoredSome:     "Restored as unsaved edits: %d.",
		ReadDoing:        "read what was discarded",
		RestoreDoing:     "restore it",
		NothingToRestore: "there is nothing to restore",
		Working:          "it is being restored",
		ActRestore:       "restore", ActRestoreAll: "restore what was discarded with it",
		ActOpen: "discarded edits",
		ValueOf: "the discarded value of %s",
	}
}
