package command

import (
	"strings"

	"github.com/spf13/cobra"
)

// VersionJSON is the answer of version.
type VersionJSON struct {
	Version string `json:"version"`
	Commit  string `json:"commit"` // empty if the binary was not built from a repository
	Go      string `json:"go"`
}

func (r *run) versionCommand() *cobra.Command {
	return r.command("version", r.text.Command.Help.Version, "", func(*cobra.Command, []string) error {
		v := r.opt.Version
		if r.set.Output == Table {
			return r.write(r.version() + "\n")
		}
		return r.output(VersionJSON{Version: v.Number, Commit: v.Commit, Go: v.Go}, table{
			columns: []column{{name: "version"}, {name: "commit"}, {name: "go"}},
			rows:    [][]cell{texts(v.Number, v.Commit, v.Go)},
		})
	})
}

// version is the version on one line.
func (r *run) version() string {
	v := r.opt.Version
	about := []string{v.Go}
	if v.Commit != "" {
		about = append([]string{v.Commit}, about...)
	}
	return "awning " + v.Number + " (" + strings.Join(about, ", ") + ")"
}

func (r *run) completionCommand() *cobra.Command {
	t := &r.text.Command.Help
	shells := []string{"bash", "zsh", "fish", "powershell"}
	cmd := r.command("completion SHELL", t.Completion, t.CompletionLong, func(cmd *cobra.Command, args []string) error {
		root, out := cmd.Root(), r.opt.Out
		var err error
		switch args[0] {
		case "bash":
			err = root.GenBashCompletionV2(out, true)
		case "zsh":
			err = root.GenZshCompletion(out)
		case "fish":
			err = root.GenFishCompletion(out, true)
		case "powershell":
			err = root.GenPowerShellCompletionWithDesc(out)
		default:
			u := &r.text.Command.Usage
			return wrong(sprintf(u.UnknownShell, args[0]), sprintf(u.ShellsAre, strings.Join(shells, ", ")))
		}
		if err != nil {
			return r.lostOutput(err)
		}
		return nil
	})
	cmd.ValidArgs = shells
	cmd.ValidArgsFunction = nil
	return cmd
}
