package text

// CommandEdit are what edit says.
type CommandEdit struct {
	NeedsEditor string // command
	SetEditor   string
	ReadOnly    string
	DraftOnly   string // environment
	ReadOther   string // offer, path, environment
	Unseen      string // path
	UnseenHint  string // offer, path

	Hidden     string // in place of a secret, in the text that is edited
	HiddenNote string // the same
	NotStarted string // why
	Nothing    string // path
	NotJSON    string // path, why
	NotObject  string // path
	Broken     string // how many
	Again      string // question
	Kept       string // file
	KeptHint   string // file, hint

	Elsewhere string // section
	Both      string // label
	Base      string // value; what both sides began from
	Mine      string // value
	Theirs    string // value
	Merge     string // question
	AddYes    string
	KeptOther string // path
}

func englishCommandEdit() CommandEdit {
	return CommandEdit{
		NeedsEditor: "%s opens an editor, and there is no terminal to open it on",
		SetEditor:   "set EDITOR to a program that needs none, or use awning set",
		ReadOnly:    "nothing can be changed with --read-only",
		DraftOnly:   "%s can be read but not changed: only the draft is edited",
		ReadOther:   "awning get %s %s --env %s prints it",
		Unseen:      "%s is secret: it is not shown, so it cannot be edited",
		UnseenHint:  "awning set %s %s=@FILE replaces it",

		Hidden:     "(hidden)",
		HiddenNote: "secrets show as %s; those you leave so stay as they are",
		NotStarted: "the editor could not be used: %s",
		Nothing:    "%s was not changed, so nothing was sent",
		NotJSON:    "what you typed for %s is not JSON: %v",
		NotObject:  "what you typed for %s is not a JSON object",
		Broken:     "%d values break their rules; nothing was sent",
		Again:      "Go back to the editor?",
		Kept:       "what you typed is kept in %s",
		KeptHint:   "%s; what you typed is kept in %s",

		Elsewhere: "%s was changed elsewhere while you edited it:",
		Both:      "both sides changed %s",
		Base:      "    before  %s",
		Mine:      "    yours   %s",
		Theirs:    "    theirs  %s",
		Merge:     "Save yours together with that?",
		AddYes:    "with --yes yours is saved together with that",
		KeptOther: "%s was saved, but the service keeps another value; awning get shows it",
	}
}
