package command

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"awning/client/secret"
	"awning/model"
)

// noSecrets checks the arguments of login without ever repeating one: what is no
// name may be a secret.
func (r *run) noSecrets(cmd *cobra.Command, args []string) error {
	t := &r.text.Command.SignIn
	for _, a := range args {
		if !profileName(a) {
			return wrong(t.SecretArgument, t.SecretArgumentHint)
		}
	}
	if len(args) > 1 {
		return wrong(t.SecretArgument, r.seeHelp(cmd))
	}
	return nil
}

// profileName reports whether a text can be the name of a profile. Secrets that
// Entra makes are longer.
func profileName(s string) bool {
	const longest = 32
	return s != "" && len(s) <= longest && !strings.ContainsFunc(s, func(c rune) bool {
		return !letterOrDigit(c) && !strings.ContainsRune("._-", c)
	})
}

func letterOrDigit(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// wanted is the sign-in that the flags, the profile and the environment describe;
// what is missing is asked for. before is the profile as it was; its name is empty
// if it is new.
func (l *login) wanted(ctx context.Context, name model.ProfileName) (want model.SignIn, before model.Profile, err error) {
	if err = l.readable(); err != nil {
		return want, before, err
	}
	known, err := l.hall.Desk.Profiles(ctx)
	if err != nil {
		return want, before, err
	}
	if i := slices.IndexFunc(known, func(p model.Profile) bool { return name != "" && p.Name == name }); i >= 0 {
		before = known[i]
	}
	want = model.SignIn{
		Profile:     name,
		Kind:        cmp.Or(model.IdentityKind(l.flag.identity), before.Kind, model.DeviceCode),
		Tenant:      cmp.Or(l.flag.tenant, before.Tenant),
		ClientID:    cmp.Or(l.flag.clientID, before.ClientID, l.env("AZURE_CLIENT_ID")),
		Certificate: cmp.Or(l.flag.certificate, before.Certificate),
		Storage:     cmp.Or(model.Storage(l.flag.storage), before.Storage, model.InKeyring),
		Port:        l.flag.port,
	}
	if want.Kind.AppOnly() {
		want.Tenant = cmp.Or(want.Tenant, l.env("AZURE_TENANT_ID"))
	}
	if want.ClientID == "" {
		want.ClientID = usual(known, want.Kind)
	}
	if want.ClientID == "" && want.Kind.Person() {
		want.ClientID = l.hall.ClientID
	}
	return want, before, l.complete(ctx, &want)
}

// env reads an environment variable that is meant for the real services.
func (l *login) env(name string) string {
	if l.set.Sandbox {
		return ""
	}
	return l.opt.Env(name)
}

// usual is the client id of a profile that signs in the same way, the default
// first: an organization registers one application for its people.
func usual(known []model.Profile, kind model.IdentityKind) string {
	var id string
	for _, p := range known {
		if p.ClientID != "" && kind.Person() && p.Kind.Person() && (id == "" || p.Default) {
			id = p.ClientID
		}
	}
	return id
}

// complete asks for what a way of signing in needs, and refuses what cannot be.
func (l *login) complete(ctx context.Context, want *model.SignIn) error {
	t := &l.text.Command.SignIn
	var err error
	if want.Kind != model.AzureCLI {
		if err = l.need(ctx, &want.ClientID, want.Kind, t.AskClientID, "--client-id"); err != nil {
			return err
		}
		if !guid(want.ClientID) {
			return wrong(t.NotClientID, t.NotClientIDHint)
		}
	}
	if want.Kind.AppOnly() {
		if err = l.need(ctx, &want.Tenant, want.Kind, t.AskTenant, "--tenant"); err != nil {
			return err
		}
	}
	if want.Tenant != "" && !tenantName(want.Tenant) {
		return wrong(t.NotTenant, t.NotTenantHint)
	}
	if want.Kind != model.Certificate {
		want.Certificate = ""
		return nil
	}
	if err = l.need(ctx, &want.Certificate, want.Kind, t.AskCertificate, "--certificate"); err != nil {
		return err
	}
	// The profile works from every directory.
	if want.Certificate, err = filepath.Abs(want.Certificate); err != nil {
		return wrong(err.Error(), "")
	}
	return nil
}

// need asks for a value that is missing, or refuses where nobody can be asked.
func (l *login) need(ctx context.Context, value *string, kind model.IdentityKind, question, flag string) error {
	if *value != "" {
		return nil
	}
	t := &l.text.Command.SignIn
	if l.opt.Asks {
		answer, err := l.ask(ctx, question)
		if err != nil {
			return err
		}
		*value = strings.TrimSpace(answer)
	}
	if *value == "" {
		return wrong(sprintf(t.NeedsFlag, l.text.Doctor.Identities[kind], flag), t.TooFew)
	}
	return nil
}

// guid reports whether a text has the form of a GUID.
func guid(s string) bool {
	groups := strings.Split(s, "-")
	lengths := []int{8, 4, 4, 4, 12}
	if len(groups) != len(lengths) {
		return false
	}
	for i, g := range groups {
		if len(g) != lengths[i] || strings.Trim(strings.ToLower(g), "0123456789abcdef") != "" {
			return false
		}
	}
	return true
}

// tenantName reports whether a text can be a GUID or a domain.
func tenantName(s string) bool {
	const longest = 253
	return len(s) <= longest && (guid(s) || strings.Contains(s, ".")) && !strings.ContainsFunc(s, func(c rune) bool {
		return !letterOrDigit(c) && c != '.' && c != '-'
	})
}

// ownSecret asks for the secret of an application or of a certificate's file.
func (l *login) ownSecret(ctx context.Context, want model.SignIn) (secret.String, error) {
	t := &l.text.Command.SignIn
	switch {
	case want.Kind == model.Certificate:
		if given := l.env("AZURE_CLIENT_CERTIFICATE_PASSWORD"); given != "" || !l.opt.Asks {
			return secret.New(given), nil
		}
		return l.opt.Hidden(ctx, sprintf(t.AskPassword, want.Certificate))
	case want.Kind != model.ClientSecret:
		return secret.String{}, nil
	}
	own, err := l.oneSecret(ctx, sprintf(t.AskSecret, want.ClientID))
	if err == nil && own.Empty() {
		return own, wrong(t.NoSecretGiven, t.SecretArgumentHint)
	}
	return own, err
}

// oneSecret asks on the terminal without showing the answer, or reads one line of
// standard input where that is none.
func (l *login) oneSecret(ctx context.Context, question string) (secret.String, error) {
	if l.opt.Asks {
		return l.opt.Hidden(ctx, question)
	}
	line, err := l.in.next(ctx)
	if err != nil && ctx.Err() != nil {
		return secret.String{}, err
	}
	return secret.New(strings.TrimSpace(line)), nil
}
