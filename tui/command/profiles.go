package command

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/text"
)

func (r *run) profilesCommand() *cobra.Command {
	t := &r.text.Command.SignIn
	cmd := r.command("profiles", t.Profiles, t.ProfilesLong, func(cmd *cobra.Command, _ []string) error {
		return r.inHall(cmd.Context(), func(h *Hall) error { return r.listProfiles(cmd.Context(), h) })
	})
	var yes bool
	remove := r.command("remove PROFILE", t.ProfilesRemove, "", func(cmd *cobra.Command, args []string) error {
		if err := r.mayAsk(cmd, yes); err != nil {
			return err
		}
		return r.inHall(cmd.Context(), func(h *Hall) error {
			p, err := r.inFile(cmd.Context(), h, model.ProfileName(args[0]))
			if err == nil {
				err = r.confirm(cmd.Context(), yes, sprintf(t.AskRemove, p.Name))
			}
			if err == nil {
				err = h.Desk.Remove(cmd.Context(), p.Name)
			}
			if err == nil {
				r.notef(t.Removed, p.Name)
			}
			return err
		})
	})
	remove.Flags().BoolVarP(&yes, "yes", "y", false, t.FlagRemoveYes)
	cmd.AddCommand(remove, r.command("default PROFILE", t.ProfilesDefault, "", func(cmd *cobra.Command, args []string) error {
		return r.inHall(cmd.Context(), func(h *Hall) error {
			p, err := r.inFile(cmd.Context(), h, model.ProfileName(args[0]))
			if err == nil {
				err = h.Desk.SetDefault(cmd.Context(), p.Name)
			}
			if err == nil {
				r.notef(t.NowDefault, p.Name)
			}
			return err
		})
	}))
	return cmd
}

// listProfiles lists the profiles of the config file and the environment.
func (r *run) listProfiles(ctx context.Context, h *Hall) error {
	if h.ConfigProblem != nil {
		return h.ConfigProblem
	}
	all, err := r.everyProfile(ctx, h)
	if err != nil {
		return err
	}
	out := ProfilesJSON{Profiles: []ProfileJSON{}, Config: h.Config}
	rows := r.profileTable()
	for _, p := range all {
		kept := h.Kept(ctx, p)
		out.Profiles = append(out.Profiles, profileJSON(p, kept))
		rows.rows = append(rows.rows, r.profileRow(p, kept))
	}
	if len(all) == 0 {
		r.notef(r.text.Command.SignIn.NoProfiles, h.Config)
	}
	return r.output(out, rows)
}

// everyProfile are the profiles of the config file, and that of the environment.
func (r *run) everyProfile(ctx context.Context, h *Hall) ([]model.Profile, error) {
	all, err := h.Desk.Profiles(ctx)
	if err != nil {
		return nil, err
	}
	all = slices.Clone(all)
	for _, p := range h.Chosen {
		if p.Environment && !slices.ContainsFunc(all, func(o model.Profile) bool { return o.Name == p.Name }) {
			all = append(all, p)
		}
	}
	return all, nil
}

// inFile returns a profile of the config file by its name.
func (r *run) inFile(ctx context.Context, h *Hall, name model.ProfileName) (model.Profile, error) {
	if h.ConfigProblem != nil {
		return model.Profile{}, h.ConfigProblem
	}
	all, err := r.everyProfile(ctx, h)
	if err != nil {
		return model.Profile{}, err
	}
	names := make([]string, len(all))
	for i, p := range all {
		names[i] = string(p.Name)
		switch {
		case p.Name == name && p.Environment:
			t := &r.text.Command.SignIn
			return p, wrong(sprintf(t.NotInFile, name), t.NotInFileHint)
		case p.Name == name:
			return p, nil
		}
	}
	t := &r.text.Command.Usage
	if len(names) == 0 {
		return model.Profile{}, wrong(sprintf(t.UnknownProfile, name), sprintf(r.text.Command.SignIn.NoProfiles, h.Config))
	}
	return model.Profile{}, wrong(sprintf(t.UnknownProfile, name), sprintf(t.ProfilesAre, strings.Join(names, ", ")))
}

func profileJSON(p model.Profile, kept model.Answer) ProfileJSON {
	out := ProfileJSON{
		Name: string(p.Name), Identity: string(p.Kind), Tenant: p.Tenant, ClientID: p.ClientID, User: p.User,
		Certificate: p.Certificate, Publishers: some(spelled(p.Publishers)),
		Default: p.Default, Environment: p.Environment, SignedIn: string(kept),
	}
	if keeps(p.Kind) && !p.Environment {
		out.Storage = string(cmp.Or(p.Storage, model.InKeyring))
	}
	return out
}

// profileTable is the head of a list of profiles.
func (r *run) profileTable() table {
	t := &r.text.Command.SignIn
	const narrow = 12
	return table{columns: []column{
		{name: "name", head: t.Profile},
		{name: "identity", head: t.Identity},
		{name: "who", head: t.Who, least: narrow},
		{name: "tenant", head: t.Tenant, least: narrow},
		{name: "publishers", head: t.Publishers, least: narrow},
		{name: "storage", head: t.Storage},
		{name: "signedIn", head: t.SignedIn},
		{name: "default", head: t.Default},
	}}
}

func (r *run) profileRow(p model.Profile, kept model.Answer) []cell {
	j := profileJSON(p, kept)
	d := &r.text.Doctor
	storage := j.Storage
	if p.Environment {
		storage = d.Environment
	}
	chosen := cell{raw: r.text.Words.No}
	if p.Default {
		chosen = cell{text: r.text.Words.Yes}
	}
	signedIn := cell{text: text.Word(d.Answers, kept), raw: string(kept), role: answerRole(kept)}
	return []cell{
		{text: j.Name},
		{text: text.Word(d.Identities, p.Kind), raw: j.Identity},
		{text: cmp.Or(p.User, p.ClientID, p.Subject)},
		{text: p.Tenant},
		{text: strings.Join(j.Publishers, ", ")},
		{text: storage},
		signedIn,
		chosen,
	}
}

// answerRole is the colour of an answer.
func answerRole(a model.Answer) role {
	switch a {
	case model.Yes:
		return good
	case model.No:
		return warn
	case model.Unknown:
	}
	return dim
}
