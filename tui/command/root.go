package command

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"awning/tui/text"
)

// root is the tree of commands.
func (r *run) root() *cobra.Command {
	t := &r.text.Command
	root := &cobra.Command{
		Use:           "awning",
		Short:         t.Help.Root,
		Long:          t.Help.Root + "\n\n" + t.Help.RootLong,
		Args:          r.unknownCommand,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return r.opt.Console(cmd.Context(), r.set)
		},
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
		SuggestionsMinimumDistance: 2,
	}
	var w words
	r.set.add(root, &w, t.Flag)
	root.PersistentPreRun = func(cmd *cobra.Command, _ []string) { r.set.take(cmd, &w) }
	root.PersistentFlags().BoolP("help", "h", false, t.Flag.Help)
	root.Version = r.opt.Version.Number
	root.Flags().Bool("version", false, t.Flag.Version)
	root.SetVersionTemplate(r.version() + "\n")
	root.SetUsageTemplate(usageTemplate(t.Usage))
	root.SetFlagErrorFunc(r.flagError)
	root.SetArgs(r.opt.Args)
	root.SetIn(r.opt.In)
	root.SetOut(r.opt.Out)
	root.SetErr(r.opt.Err)
	root.AddCommand(
		r.offersCommand(), r.showCommand(), r.getCommand(), r.setCommand(), r.editCommand(), r.checkCommand(), r.compareCommand(),
		r.publishCommand(), r.statusCommand(), r.goLiveCommand(), r.cancelCommand(), r.stopSellCommand(), r.restoreCommand(), r.syncAudienceCommand(),
		r.payoutsCommand(), r.ordersCommand(),
		r.loginCommand(), r.logoutCommand(), r.profilesCommand(), r.whoamiCommand(), r.doctorCommand(),
		r.typesCommand(), r.sandboxCommand(), r.versionCommand(), r.completionCommand(),
	)
	root.SetHelpCommand(&cobra.Command{
		Use: "help [COMMAND]", Short: t.Help.Help, ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return r.unknownCommand(cmd.Root(), args)
			}
			return about.Help()
		},
	})
	return root
}

// command is a row of the tree: a command whose arguments are checked in our
// words and which completes no file names unless told otherwise.
func (r *run) command(use, short, long string, do func(cmd *cobra.Command, args []string) error) *cobra.Command {
	c := &cobra.Command{
		Use: use, Short: short, RunE: do,
		Args:              r.arguments(use),
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	if long != "" {
		c.Long = short + "\n\n" + long
	}
	return c
}

// arguments checks the number of arguments against what the use line says: a
// name in brackets is optional, one with dots takes several.
func (r *run) arguments(use string) cobra.PositionalArgs {
	names := strings.Fields(use)[1:]
	return func(cmd *cobra.Command, args []string) error {
		t := &r.text.Command.Usage
		most := len(names)
		for i, n := range names {
			if strings.HasSuffix(n, "...") {
				most = len(args)
			}
			if i >= len(args) && !strings.HasPrefix(n, "[") {
				return wrong(sprintf(t.OneArgument, cmd.CommandPath(), strings.TrimSuffix(n, "...")), r.seeHelp(cmd))
			}
		}
		switch {
		case len(args) <= most:
			return nil
		case most == 0:
			return wrong(sprintf(t.NoArguments, cmd.CommandPath(), args[0]), r.seeHelp(cmd))
		}
		return wrong(sprintf(t.TooMany, cmd.CommandPath(), args[most]), r.seeHelp(cmd))
	}
}

// unknownCommand refuses a first word that is no command, with the one that
// was perhaps meant.
func (r *run) unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	t := &r.text.Command.Usage
	hint := r.seeHelp(cmd)
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		hint = sprintf(t.DidYouMean, strings.Join(near, ", "))
	}
	return wrong(sprintf(t.UnknownCommand, args[0], cmd.CommandPath()), hint)
}

func (r *run) seeHelp(cmd *cobra.Command) string {
	return sprintf(r.text.Command.Usage.SeeHelp, cmd.CommandPath())
}

// flagError says in our words what is wrong with a flag.
func (r *run) flagError(cmd *cobra.Command, err error) error {
	t := &r.text.Command.Usage
	hint := r.seeHelp(cmd)
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return wrong(sprintf(t.UnknownFlag, dashed(e.GetSpecifiedName())), hint)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return wrong(sprintf(t.NeedsValue, dashed(e.GetSpecifiedName())), hint)
	}
	if e, ok := errors.AsType[*pflag.InvalidSyntaxError](err); ok {
		return wrong(sprintf(t.BadSyntax, e.GetSpecifiedFlag()), hint)
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		if c, among := errors.AsType[*choiceError](err); among {
			return wrong(sprintf(t.BadChoice, e.GetValue(), e.GetFlag().Name, strings.Join(c.words, ", ")), hint)
		}
		return wrong(sprintf(t.BadValue, e.GetValue(), e.GetFlag().Name), hint)
	}
	return wrong(err.Error(), hint)
}

// dashed writes a flag as it is typed.
func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// helpWidth is the width help is laid out for, whatever the terminal's.
const helpWidth = "80"

// usageTemplate is cobra's, in our words and without what we have none of.
func usageTemplate(t text.CommandUsage) string {
	return t.Usage + `{{if .Runnable}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]{{end}}{{if .HasExample}}

` + t.Examples + `
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

` + t.Commands + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + t.Flags + `
{{.LocalFlags.FlagUsagesWrapped ` + helpWidth + ` | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + t.GlobalFlags + `
{{.InheritedFlags.FlagUsagesWrapped ` + helpWidth + ` | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

` + sprintf(t.More, "{{.CommandPath}}") + `{{end}}
`
}
