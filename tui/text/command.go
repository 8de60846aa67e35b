package text

// Command are the texts of the command line: help, messages and errors. Names of
// commands, flags and JSON members are no texts: they are the same in every
// language.
type Command struct {
	Help        CommandHelp
	Flag        CommandFlag
	Usage       CommandUsage
	Result      CommandResult
	Fail        CommandFail
	Check       CommandCheck
	Publish     CommandPublish
	Edit        CommandEdit
	Selling     CommandSelling
	Audience    CommandAudience
	Upload      CommandUpload
	SignIn      CommandSignIn
	Payouts     CommandPayouts
	PayoutLines CommandPayoutLines
	Orders      CommandOrders
	Reconcile   CommandReconcile
}

// CommandHelp are a line for each command, as help lists them, and longer
// words where a line does not do.
type CommandHelp struct {
	Root, RootLong             string
	Sandbox, SandboxLong       string
	Offers, OffersLong         string
	Show                       string
	Get, GetLong               string
	Set, SetLong               string
	Edit, EditLong             string
	Check, CheckLong           string
	Compare, CompareLong       string
	Publish, PublishLong       string
	Status, StatusLong         string
	GoLive, GoLiveLong         string
	Cancel                     string
	Types                      string
	Version                    string
	Completion, CompletionLong string
	Help                       string
}

// CommandFlag are a line for each flag.
type CommandFlag struct {
	Profile, Account, Publisher, Sandbox, Cloud, API, Output, Color, Theme string
	ASCII, LowBandwidth, ReadOnly, Lang, Quiet, LogFile, Help, Version     string
	Addr, Token, Offers, Latency, StepTime, Seed, Log                      string // sandbox
	Type, State, Search, Quick                                             string // offers
	Env                                                                    string // get
	EditEnv, EditYes                                                       string // edit
	From, To, Section, All, ExitCode                                       string // compare
	OnlyPlan, OnlyKind, SearchChanges, Three                               string // compare
	PublishSection, Notes, Wait, Yes, Watch, DryRun                        string
}

func englishCommand() Command {
	return Command{
		Help: englishCommandHelp(), Flag: englishCommandFlag(), Usage: englishCommandUsage(),
		Result: englishCommandResult(), Fail: englishCommandFail(),
		Check: englishCommandCheck(), Edit: englishCommandEdit(), Publish: englishCommandPublish(),
		Selling: englishCommandSelling(), Audience: englishCommandAudience(), Upload: englishCommandUpload(),
		SignIn: englishCommandSignIn(), Payouts: englishCommandPayouts(), PayoutLines: englishCommandPayoutLines(),
		Orders: englishCommandOrders(), Reconcile: englishCommandReconcile(),
	}
}

func englishCommandHelp() CommandHelp {
	return CommandHelp{
		Root: "A console for publishers on the Microsoft commercial marketplace",
		RootLong: `Without a command the console opens. To try it without an account:

  awning --sandbox

With --sandbox, everything happens on a marketplace inside this program, new each time.`,
		Sandbox: "serve the embedded marketplace on this machine",
		SandboxLong: `It speaks the real services' protocols at their own paths on one address, from
memory. Other runs of awning use it with --cloud URL, other clients by putting the
address in place of the services' hosts. It refuses any address beyond this machine.

It prints whom to sign in as: an application for each account, and people with
different roles. They are the same each time, and open nothing elsewhere.`,
		Offers: "list offers",
		OffersLong: `Lists the offers of every account and publisher the profiles can see, and where
each stands. With --quick nobody asks where they stand, which is much faster.`,
		Show: "show one offer: where it stands, its plans and sections",
		Get:  "print a field or a section",
		GetLong: `PATH is section, section.field, plans/PLAN/section or plans/PLAN/section.field.
Without PATH all paths of the offer are listed with their values.`,
		Set: "change fields of the draft",
		SetLong: `PATH is as for get. VALUE @FILE takes the value from a file, and uploads the file
where the field is one; @- is standard input; a value that begins with @ is written
@@. Everything is checked before anything is sent, and each section is saved once. A
section that somebody changed meanwhile is not overwritten (exit code 6).`,
		Edit: "change a field or a section of the draft in your editor",
		EditLong: `Opens what PATH names in $VISUAL, $EDITOR or vi: a field as text, a list with one
item in each line, a section as JSON. What comes back is checked like anything
typed, saved and shown; an unchanged file is no edit. If somebody changed the
section meanwhile, both are brought together where they do not contradict each
other, after a question; where they do, nothing is saved (exit code 6). What was
typed and not saved is kept in a file.`,
		Check: "find what stands in the way of publishing the draft",
		CheckLong: `Checks every field by its rules, prices and fixed fields against what was published,
and lists what the service found in the newest submission, where it tells. It exits
with 1 if a finding of the level error keeps the draft from being published; what the
service found decides nothing, as the draft may have been corrected since.`,
		Compare: "compare two environments field by field",
		CompareLong: `Compares the draft with what is live unless --from and --to say otherwise. The
order of members, the spelling of numbers and fresh storage addresses are no
differences. --section, --plan, --kind and --search narrow what is listed, counted
and decides --exit-code.`,
		Publish: "publish the draft, or chosen sections of it, to preview",
		PublishLong: `Without --section all changes are published. With --section only those, and what
the service publishes with them in any case; what and why is said first, with what
stays a draft and what happens next. Notes for certification are kept for the offer:
without --notes the last ones go along, --notes "" drops them.`,
		Status: "show what is under way",
		StatusLong: `Without OFFER: every publish, go-live or cancel begun on this machine whose end was
not yet told. With OFFER: where it stands.`,
		GoLive: "make live what preview shows",
		GoLiveLong: `For most types certification begins then and may take days. It cannot be cancelled
or undone; what is live now stays on sale until it is replaced.`,
		Cancel: "cancel the publishing under way", Version: "print the version", Help: "help about a command",
		Types:          "list offer types, or the pages, fields and limits of one",
		Completion:     "print a completion script for a shell",
		CompletionLong: "For example, in bash:\n\n  source <(awning completion bash)",
	}
}

func englishCommandFlag() CommandFlag {
	return CommandFlag{
		Profile:       "use this `profile` only",
		Account:       "only this `account`, by name or tenant id",
		Publisher:     "only this `publisher`",
		Sandbox:       "work on a marketplace inside this program",
		Cloud:         "send all requests to this `URL`; http only to this machine (default $AWNING_CLOUD)",
		API:           "use this API where there is a choice",
		Output:        "how to write data",
		Color:         "when to use colour, or how much",
		Theme:         "colours for a dark or a light background",
		ASCII:         "use no characters but ASCII for marks and lines",
		LowBandwidth:  "draw less often, as for a slow line (default: over SSH)",
		ReadOnly:      "refuse everything that would change something",
		Lang:          "`language` of the texts",
		Quiet:         "say nothing but errors",
		LogFile:       "write a log to this `file`, without secrets",
		Help:          "help about a command",
		Version:       "print the version",
		Addr:          "`address` to listen on; loopback only",
		Token:         "accept this `token`, too, as the owner of everything",
		Offers:        "make about so `many` offers (0: the standard 40)",
		Latency:       "delay every answer by this `time`",
		StepTime:      "`time` one step of publishing takes",
		Seed:          "`number` that ids and page sizes follow from",
		Log:           "write requests and accepted changes to this `file`, one JSON object a line",
		Type:          "only offers of this `type`",
		State:         "only offers in this state",
		Search:        "only offers with this `text` in id, name, publisher or type",
		Quick:         "do not ask where each offer stands",
		Env:           "environment to read",
		EditEnv:       "environment to edit; only the draft can be",
		EditYes:       "save together with what others changed without asking",
		From:          "left environment",
		To:            "right environment",
		Section:       "only this `section`; may be repeated",
		All:           "list what is equal, too",
		OnlyPlan:      "only this `plan`; may be repeated",
		OnlyKind:      "only these kinds of fields",
		SearchChanges: "only fields with all words of this `text` in name, path or a value",
		Three:         "show the third environment between the two",
		ExitCode:      "exit with 3 if there are differences",

		PublishSection: "publish this `section` only, and what must go with it; may be repeated",
		Notes:          "`text` for the certification team, @FILE from a file; kept for the next publish",
		Wait:           "wait for the end; exit with 5 if it fails",
		Yes:            "do not ask; needed where no terminal is",
		Watch:          "go on until the end",
		DryRun:         "say what would be published and what not, and stop",
	}
}
