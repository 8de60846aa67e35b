package command

import (
	"context"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/sanitize"
)

// login is one sign-in at work.
type login struct {
	*run
	hall *Hall
	flag loginFlags
}

// loginFlags are what login was told.
type loginFlags struct {
	identity, storage             string
	tenant, clientID, certificate string
	port                          int
	all, yes                      bool
	tenants                       []string
}

func (r *run) loginCommand() *cobra.Command {
	t := &r.text.Command.SignIn
	var q loginFlags
	const use = "login [PROFILE]"
	cmd := r.command(use, t.Login, t.LoginLong, func(cmd *cobra.Command, args []string) error {
		r.signingIn = true
		name := r.set.Profile
		if len(args) > 0 {
			name = model.ProfileName(args[0])
		}
		return r.inHall(cmd.Context(), func(h *Hall) error {
			return (&login{r, h, q}).do(cmd.Context(), name)
		})
	})
	cmd.Args = r.noSecrets
	f := cmd.Flags()
	choice{&q.identity, spelled(identities())}.add(f, "identity", "", t.FlagIdentity)
	f.StringVar(&q.tenant, "tenant", "", t.FlagTenant)
	f.StringVar(&q.clientID, "client-id", "", t.FlagClientID)
	f.StringVar(&q.certificate, "certificate", "", t.FlagCertificate)
	choice{&q.storage, spelled(storages())}.add(f, "storage", "", t.FlagStorage)
	f.IntVar(&q.port, "port", 0, t.FlagPort)
	f.BoolVar(&q.all, "all-tenants", false, t.FlagAllTenants)
	f.StringSliceVar(&q.tenants, "tenants", nil, t.FlagTenants)
	f.BoolVarP(&q.yes, "yes", "y", false, t.FlagYes)
	return cmd
}

// identities are the ways of signing in that a person may choose.
func identities() []model.IdentityKind {
	return []model.IdentityKind{
		model.DeviceCode, model.Browser, model.ClientSecret, model.Certificate, model.WorkloadIdentity, model.AzureCLI,
	}
}

func storages() []model.Storage {
	return []model.Storage{model.InKeyring, model.InFile, model.InMemory}
}

// spelled are codes as the words of a flag.
func spelled[T ~string](codes []T) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = string(c)
	}
	return out
}

// keeps reports whether something secret is kept for a way of signing in.
func keeps(k model.IdentityKind) bool {
	return k.Person() || k == model.ClientSecret || k == model.Certificate
}

// do signs in, from what is missing to what is written.
func (l *login) do(ctx context.Context, name model.ProfileName) error {
	want, before, err := l.wanted(ctx, name)
	if err != nil {
		return err
	}
	if keeps(want.Kind) {
		if want.Storage, err = l.place(ctx, want.Storage); err != nil {
			return err
		}
	}
	own, err := l.ownSecret(ctx, want)
	if err != nil {
		return err
	}
	attempt, err := l.hall.Desk.Begin(ctx, want, own)
	if err != nil {
		return err
	}
	got, err := l.wait(ctx, attempt, want.Kind)
	if err != nil {
		attempt.Cancel()
		return err
	}
	in, err := l.choose(ctx, got, before)
	if err != nil {
		attempt.Cancel()
		return err
	}
	kept, err := l.hall.Desk.Keep(ctx, attempt, in)
	if err != nil {
		return err
	}
	return l.tell(want, got, kept)
}

// tell says what there is now, and what to do next.
func (l *login) tell(want model.SignIn, got model.SignedIn, kept []model.Profile) error {
	t := &l.text.Command.SignIn
	out := LoginJSON{User: got.User, Profiles: []ProfileJSON{}, Config: l.hall.Config}
	if keeps(want.Kind) {
		out.Storage = string(want.Storage)
	}
	rows := l.profileTable()
	for _, p := range kept {
		out.Profiles = append(out.Profiles, profileJSON(p, model.Yes))
		rows.rows = append(rows.rows, l.profileRow(p, model.Yes))
	}
	who, name := t.SignedInAs, got.User
	if name == "" {
		who, name = t.SignedInApp, want.ClientID
	}
	if name != "" {
		l.notef(who, sanitize.Line(name))
	}
	if err := l.output(out, rows); err != nil {
		return err
	}
	l.where(want)
	return nil
}

// where says where profiles and secrets are.
func (l *login) where(want model.SignIn) {
	t := &l.text.Command.SignIn
	switch {
	case !keeps(want.Kind):
		l.notef("%s", t.SecretNowhere)
	case want.Storage == model.InMemory:
		l.notef("%s", t.SecretGone)
	default:
		l.notef(t.SecretIn, l.text.Doctor.Storages[want.Storage])
	}
	if l.hall.Config == "" {
		l.notef("%s", t.KeptForRun)
		return
	}
	l.notef(t.KeptIn, l.hall.Config)
	if !keeps(want.Kind) || want.Storage != model.InMemory {
		l.notef("%s", t.SignInNext)
	}
}
