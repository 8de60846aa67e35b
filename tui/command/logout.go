package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
)

func (r *run) logoutCommand() *cobra.Command {
	t := &r.text.Command.SignIn
	var remove, yes bool
	cmd := r.command("logout [PROFILE]", t.Logout, t.LogoutLong, func(cmd *cobra.Command, args []string) error {
		if remove {
			if err := r.mayAsk(cmd, yes); err != nil {
				return err
			}
		}
		name := r.set.Profile
		if len(args) > 0 {
			name = model.ProfileName(args[0])
		}
		return r.inHall(cmd.Context(), func(h *Hall) error {
			return r.logout(cmd, h, name, remove, yes)
		})
	})
	f := cmd.Flags()
	f.BoolVar(&remove, "remove", false, t.FlagRemove)
	f.BoolVarP(&yes, "yes", "y", false, t.FlagRemoveYes)
	return cmd
}

// logout forgets a sign-in, and the profile if it is meant to go, too.
func (r *run) logout(cmd *cobra.Command, h *Hall, name model.ProfileName, remove, yes bool) error {
	ctx, t := cmd.Context(), &r.text.Command.SignIn
	name, err := r.onlyProfile(ctx, h, name, cmd.CommandPath())
	if err != nil {
		return err
	}
	p, err := r.inFile(ctx, h, name)
	if err != nil {
		return err
	}
	if remove {
		if err = r.confirm(ctx, yes, sprintf(t.AskLogoutRemove, p.Name)); err != nil {
			return err
		}
	}
	also, err := h.Desk.SignOut(ctx, p.Name)
	if err != nil {
		return err
	}
	out := LogoutJSON{Profile: string(p.Name), Also: some(spelled(also))}
	r.notef(t.SignedOut, p.Name)
	if len(also) > 0 {
		r.notef(t.AlsoOut, strings.Join(out.Also, ", "))
	}
	if remove {
		if err = h.Desk.Remove(ctx, p.Name); err != nil {
			return err
		}
		out.Removed = true
		r.notef(t.Removed, p.Name)
	}
	if r.set.Output == Table {
		return nil
	}
	removed := r.text.Words.No
	if out.Removed {
		removed = r.text.Words.Yes
	}
	return r.output(out, table{
		columns: []column{{name: "profile"}, {name: "also"}, {name: "removed"}},
		rows:    [][]cell{texts(out.Profile, strings.Join(out.Also, " "), removed)},
	})
}

// onlyProfile is the profile that is meant where none is named: the only one.
func (r *run) onlyProfile(ctx context.Context, h *Hall, name model.ProfileName, command string) (model.ProfileName, error) {
	if name != "" {
		return name, nil
	}
	if h.ConfigProblem != nil {
		return "", h.ConfigProblem
	}
	all, err := h.Desk.Profiles(ctx)
	if err != nil {
		return "", err
	}
	t := &r.text.Command.SignIn
	switch len(all) {
	case 0:
		return "", wrong(sprintf(t.NoProfiles, h.Config), "")
	case 1:
		return all[0].Name, nil
	}
	names := make([]string, len(all))
	for i, p := range all {
		names[i] = string(p.Name)
	}
	return "", wrong(sprintf(t.WhichProfile, command), sprintf(r.text.Command.Usage.ProfilesAre, strings.Join(names, ", ")))
}
