package text

// CommandUpload are the texts of files that are uploaded from the command line.
type CommandUpload struct {
	Like       string // what to do instead of typing a value: offer, path
	FromInput  string // path
	Sending    string // name, per cent, bytes
	Processing string // name
	Sent       string // name, section's label, path
}

func englishCommandUpload() CommandUpload {
	return CommandUpload{
		Like:       "awning set %s %s=@FILE uploads one",
		FromInput:  "%s is an uploaded file, which needs a name; it cannot come from standard input",
		Sending:    "sending %s: %d %% of %d bytes",
		Processing: "%s is sent; the service looks at it",
		Sent:       "uploaded %s to %s (%s)",
	}
}
