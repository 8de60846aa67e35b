package text

// Shell are the texts of the frame around the screens.
type Shell struct {
	CouldNot string // what was tried, why it failed
	NoAnswer string
	TryAgain string
}

func englishShell() Shell {
	return Shell{
		CouldNot: "could not %s: %s",
		NoAnswer: "no answer in time",
		TryAgain: "press r to try again",
	}
}
