package text

// SectionFile are the texts of a field that holds a file.
type SectionFile struct {
	Path             string // before what is typed
	Now              string // what the service has
	Upload, Address  string // how it can be set: by upload; by an address
	Fits             string // name, facts
	Size             string // bytes
	Pixels           string // width, height
	Refused          string // name
	Checking         string
	NoSuch           string
	Opening          string // before the first byte is sent
	Sending          string // per cent, bytes
	Processing       string
	Arrived          string // name
	Stopped          string
	Doing            string // section
	CheckFirst       string // why it cannot be uploaded
	SaveFirst        string
	ActCheck, ActTab string
	ActUpload        string
	ActStop          string

	Remove, RemoveBody, RemoveYes, RemoveNo string // question: name
	Removed, RemoveDoing                    string // name; name: what failed
	NoFile, RemoveInPortal, RemoveLast      string // refusals
	Removing                                string
	ActRemove                               string
}

func englishSectionFile() SectionFile {
	return SectionFile{
		Path:    "File:",
		Now:     "The service has %s.",
		Upload:  "Enter checks it against the limits, ctrl+s uploads it. The draft has it then at once, without a save.",
		Address: "Checked here against the limits; this API takes no files, it fetches them from an address. Upload it in Partner Center, then press r here.",
		Fits:    "%s fits: %s.",
		Size:    "%d bytes", Pixels: "%d × %d pixels",
		Refused:  "%s does not fit.",
		Checking: "reading the file …",
		NoSuch:   "nothing begins like that",
		Opening:  "opening the file …",
		Sending:  "%d %% of %d bytes sent", Processing: "sent; the service looks at it …",
		Arrived: "%s is in the draft.", Stopped: "The upload was stopped; the draft has what it had.",
		Doing:      "upload a file to %s",
		CheckFirst: "check the file first: press enter",
		SaveFirst:  "save or revert the other edits of this first: the upload makes it anew",
		ActCheck:   "check the file", ActTab: "complete the name",
		ActUpload: "upload", ActStop: "stop",

		Remove:     "Remove %s from the draft?",
		RemoveBody: "It is gone from the draft at once, with its texts; only uploading it again brings it back. What is published keeps it until the next publish.",
		RemoveYes:  "Remove", RemoveNo: "Keep it",
		Removed: "%s is no longer in the draft.", RemoveDoing: "remove %s",
		NoFile:         "there is no image, document or video here",
		RemoveInPortal: "this API takes no file out; remove it in Partner Center, then press r here",
		RemoveLast:     "save or revert the unsaved edits of this page first: removing a file changes the places of the others",
		Removing:       "a file is being removed; wait for the answer",
		ActRemove:      "remove the file",
	}
}
