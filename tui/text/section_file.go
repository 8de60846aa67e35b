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
	ActCheck, ActTab string
}

func englishSectionFile() SectionFile {
	return SectionFile{
		Path:    "File:",
		Now:     "The service has %s.",
		Upload:  "Checked here against the limits; Awning does not send files. Upload it in Partner Center, then press r here.",
		Address: "Checked here against the limits; this API takes no files, it fetches them from an address. Upload it in Partner Center, then press r here.",
		Fits:    "%s fits: %s.",
		Size:    "%d bytes", Pixels: "%d × %d pixels",
		Refused:  "%s does not fit.",
		Checking: "reading the file …",
		NoSuch:   "nothing begins like that",
		ActCheck: "check the file", ActTab: "complete the name",
	}
}
