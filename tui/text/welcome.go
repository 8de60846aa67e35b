package text

// Welcome are the texts of the first screen of somebody without a profile.
type Welcome struct {
	Title            string
	Greeting         string
	About            string
	Ask              string
	Choices          [3]Choice // sign in, the Azure CLI, the sandbox
	Later            string
	Choose           string // the action
	SignIn, CLI, Box string // the same by their keys
}

// Choice is one thing a newcomer can do.
type Choice struct{ Key, Name, About string }

func englishWelcome() Welcome {
	return Welcome{
		Title:    "welcome",
		Greeting: "Welcome to Awning",
		About:    "Your offers on the Microsoft commercial marketplace, from the keyboard: edit, compare, publish, go live.",
		Ask:      "Nobody is signed in on this machine yet. What do you want to do?",
		Choices: [3]Choice{
			{"s", "Sign in", "with a code typed into any browser, a browser, or as an application"},
			{"c", "Use the Azure CLI's sign-in", "if az is on this machine and signed in: one key, nothing to register"},
			{"t", "Try the sandbox", "a made-up marketplace inside this program: no account needed, nothing real changes"},
		},
		Later:  "Press the letter, or move with the arrows and press enter. q quits. README tells how to register an application.",
		Choose: "choose", SignIn: "sign in", CLI: "use the Azure CLI", Box: "try the sandbox",
	}
}
