package command

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"awning/model"
	"awning/tui/text"
)

// Settings are the flags every command takes.
type Settings struct {
	Profile   model.ProfileName
	Account   string // id or name; empty covers all
	Publisher model.PublisherID
	Sandbox   bool
	Cloud     string    // base address every host is mapped to; empty for the real ones
	API       model.API // empty lets the routing table decide
	Output    Format
	Color     string // auto, always, never, 16, 256, truecolor
	Theme     string // auto, dark, light
	ASCII     bool
	// LowBandwidth is nil if the user did not say.
	LowBandwidth *bool
	ReadOnly     bool
	Lang         string
	Quiet        bool
	LogFile      string
}

// Format is a way to write data.
type Format string

// The formats of --output.
const (
	Table Format = "table"
	JSON  Format = "json"
	CSV   Format = "csv"
)

// choice is a flag value out of a few words.
type choice struct {
	value *string
	words []string
}

func (c choice) String() string {
	if c.value == nil {
		return ""
	}
	return *c.value
}

// Set takes one of the words, case-blind.
func (c choice) Set(s string) error {
	for _, w := range c.words {
		if strings.EqualFold(w, s) {
			*c.value = w
			return nil
		}
	}
	return &choiceError{words: c.words}
}

// Type is what stands for the value in help.
func (c choice) Type() string { return "WORD" }

// add registers the flag; its help names the words.
func (c choice) add(f *pflag.FlagSet, name, short, usage string) {
	f.VarP(c, name, short, usage+": "+strings.Join(c.words, ", "))
}

// choices is a flag that takes words of a few, as often as wanted or with commas
// between them.
type choices struct {
	values *[]string
	words  []string
}

func (c choices) String() string {
	if c.values == nil {
		return ""
	}
	return strings.Join(*c.values, ",")
}

// Set adds words, case-blind.
func (c choices) Set(s string) error {
	for word := range strings.SplitSeq(s, ",") {
		var one string
		if err := (choice{&one, c.words}).Set(strings.TrimSpace(word)); err != nil {
			return err
		}
		*c.values = append(*c.values, one)
	}
	return nil
}

// Type is what stands for the value in help.
func (c choices) Type() string { return "WORDS" }

// add registers the flag; its help names the words.
func (c choices) add(f *pflag.FlagSet, name, usage string) {
	f.Var(c, name, usage+": "+strings.Join(c.words, ", "))
}

// choiceError is a value that is none of the words.
type choiceError struct{ words []string }

func (e *choiceError) Error() string { return "must be one of " + strings.Join(e.words, ", ") }

// words are where the flags of [Settings] land before they are checked.
type words struct {
	profile, publisher, api, output string
	low                             bool
}

// add registers the flags every command takes.
func (s *Settings) add(cmd *cobra.Command, w *words, t text.CommandFlag) {
	f := cmd.PersistentFlags()
	f.StringVar(&w.profile, "profile", "", t.Profile)
	f.StringVar(&s.Account, "account", "", t.Account)
	f.StringVar(&w.publisher, "publisher", "", t.Publisher)
	f.BoolVar(&s.Sandbox, "sandbox", false, t.Sandbox)
	f.StringVar(&s.Cloud, "cloud", s.Cloud, t.Cloud)
	choice{&w.api, []string{string(model.Graph), string(model.V1), string(model.CPP)}}.add(f, "api", "", t.API)
	w.output = string(Table)
	choice{&w.output, []string{string(Table), string(JSON), string(CSV)}}.add(f, "output", "o", t.Output)
	s.Color, s.Theme = cmp.Or(s.Color, "auto"), cmp.Or(s.Theme, "auto")
	choice{&s.Color, []string{"auto", "always", "never", "16", "256", "truecolor"}}.add(f, "color", "", t.Color)
	choice{&s.Theme, []string{"auto", "dark", "light"}}.add(f, "theme", "", t.Theme)
	f.BoolVar(&s.ASCII, "ascii", s.ASCII, t.ASCII)
	f.BoolVar(&w.low, "low-bandwidth", false, t.LowBandwidth)
	f.BoolVar(&s.ReadOnly, "read-only", s.ReadOnly, t.ReadOnly)
	f.StringVar(&s.Lang, "lang", s.Lang, t.Lang)
	f.BoolVar(&s.Quiet, "quiet", false, t.Quiet)
	f.StringVar(&s.LogFile, "log-file", "", t.LogFile)
}

// take moves the words into the settings once all flags are read.
func (s *Settings) take(cmd *cobra.Command, w *words) {
	s.Profile = model.ProfileName(w.profile)
	s.Publisher = model.PublisherID(w.publisher)
	s.API = model.API(w.api)
	s.Output = Format(w.output)
	if cmd.Flags().Changed("low-bandwidth") {
		s.LowBandwidth = &w.low
	}
}
