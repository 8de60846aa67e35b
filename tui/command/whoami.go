package command

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"awning/model"
	"awning/tui/text"
)

// Surveyor is the part of the marketplace that finds out what a profile may do.
type Surveyor interface {
	// Accounts lists the accounts all profiles see, those with problems included.
	Accounts(ctx context.Context) ([]model.Account, error)
	// Capabilities asks the services, all at once, and remembers what they say.
	Capabilities(ctx context.Context, p model.ProfileName) (model.Capabilities, error)
	// KnownCapabilities returns what was found out last; zero if never.
	KnownCapabilities(ctx context.Context, p model.ProfileName) (model.Capabilities, error)
	// Diagnose finds out why a profile sees no offers, or that it does.
	Diagnose(ctx context.Context, p model.ProfileName) (model.Diagnosis, error)
}

func (r *run) whoamiCommand() *cobra.Command {
	t := &r.text.Command.SignIn
	var refresh bool
	cmd := r.command("whoami", t.Whoami, t.WhoamiLong, func(cmd *cobra.Command, _ []string) error {
		return r.inHall(cmd.Context(), func(h *Hall) error { return r.whoami(cmd.Context(), h, refresh) })
	})
	cmd.Flags().BoolVar(&refresh, "refresh", false, t.FlagRefresh)
	return cmd
}

// identity is who a profile is, as far as it could be found out.
type identity struct {
	who      model.Profile
	account  model.Account
	able     model.Capabilities
	claims   model.Claims
	problems []error
}

// works reports whether the profile can be used.
func (i *identity) works() bool { return len(i.problems) == 0 }

// whoami tells who every profile is. It fails if none of them is signed in.
func (r *run) whoami(ctx context.Context, h *Hall, refresh bool) error {
	m, err := h.Market(ctx)
	if err != nil {
		return err
	}
	all := make([]identity, len(h.Chosen))
	group := new(errgroup.Group)
	for i, p := range h.Chosen {
		all[i].who = p
		group.Go(func() error {
			all[i].ask(ctx, h, m, refresh)
			return ctx.Err()
		})
	}
	if err = group.Wait(); err != nil {
		return err
	}
	// Accounts whose names nobody tells are called by their tenants.
	if accounts, aerr := m.Accounts(ctx); aerr == nil {
		for i := range all {
			at := slices.IndexFunc(accounts, func(a model.Account) bool { return a.Profile == all[i].who.Name })
			if at >= 0 {
				all[i].account = accounts[at]
			}
		}
	}
	out := WhoamiJSON{Profiles: []IdentityJSON{}}
	rows := r.identityTable()
	for i := range all {
		j := r.identityJSON(&all[i])
		out.Profiles = append(out.Profiles, j)
		rows.rows = append(rows.rows, r.identityRow(&all[i], j))
	}
	if err = r.output(out, rows); err != nil {
		return err
	}
	return r.identityProblems(all)
}

// ask finds out who a profile is.
func (i *identity) ask(ctx context.Context, h *Hall, m Surveyor, refresh bool) {
	var err error
	if i.claims, err = h.Claims(ctx, i.who); err != nil {
		i.problems = append(i.problems, err)
	}
	i.able, err = m.KnownCapabilities(ctx, i.who.Name)
	if err == nil && i.works() && (refresh || i.able.At.IsZero()) {
		i.able, err = m.Capabilities(ctx, i.who.Name)
	}
	if err != nil && i.works() {
		i.problems = append(i.problems, err)
	}
}

// identityProblems says why profiles cannot be used, and fails if none can.
func (r *run) identityProblems(all []identity) error {
	var last error
	some := false
	for i := range all {
		if all[i].works() {
			some = true
			continue
		}
		last = all[i].problems[0]
		if len(all) > 1 {
			sentence, hint := r.sentence(last)
			r.sayf("%s: %s", all[i].who.Name, sentence)
			if hint != "" {
				r.sayf("  %s", hint)
			}
		}
	}
	switch {
	case some || last == nil:
		return nil
	case len(all) > 1:
		return NewError(NotAllowed, r.text.Command.Fail.NotSignedIn, r.text.Command.Fail.SignInHint)
	}
	return last
}

func (r *run) identityJSON(i *identity) IdentityJSON {
	j := IdentityJSON{
		Profile: string(i.who.Name), Identity: string(i.who.Kind),
		Who:    cmp.Or(i.who.User, i.claims.User, i.who.ClientID, i.claims.App, i.who.Subject),
		Tenant: cmp.Or(i.who.Tenant, i.claims.Tenant), Account: i.account.Name,
		Role: string(i.able.Role()), Offers: string(i.able.Offers()),
		Reports: string(i.able.Of(model.AbleInsights)), Payouts: string(i.able.Of(model.AblePayouts)),
		ProbedAt: moment(i.able.At), TokenExpires: moment(i.claims.Expires),
	}
	if !i.works() {
		j.Problem, _ = r.sentence(i.problems[0])
	}
	return j
}

func (r *run) identityTable() table {
	t := &r.text.Command.SignIn
	const narrow = 12
	return table{columns: []column{
		{name: "profile", head: t.Profile},
		{name: "who", head: t.Who, least: narrow},
		{name: "account", head: t.AccountHead, least: narrow},
		{name: "role", head: t.Role, least: narrow},
		{name: "offers", head: t.Offers},
		{name: "reports", head: t.Reports},
		{name: "payouts", head: t.Payouts},
		{name: "probedAt", head: t.Probed},
		{name: "tokenExpires", head: t.TokenUntil},
		{name: "problem", head: t.Problems, least: narrow},
	}}
}

func (r *run) identityRow(i *identity, j IdentityJSON) []cell {
	d, now := &r.text.Doctor, r.opt.Now()
	answer := func(a string) cell {
		return cell{text: text.Word(d.Answers, model.Answer(a)), raw: a, role: answerRole(model.Answer(a))}
	}
	probed := cell{text: r.text.Command.SignIn.Never, role: dim}
	if j.ProbedAt != nil {
		probed = cell{text: r.text.Words.Age(now.Sub(*j.ProbedAt)), raw: j.ProbedAt.Format(time.RFC3339)}
	}
	var until cell
	if j.TokenExpires != nil {
		until = cell{text: r.text.Words.Time(*j.TokenExpires, now), raw: j.TokenExpires.Format(time.RFC3339)}
	}
	return []cell{
		{text: j.Profile},
		{text: j.Who},
		{text: cmp.Or(j.Account, j.Tenant)},
		{text: text.Word(d.Roles, i.able.Role()), raw: j.Role},
		answer(j.Offers),
		answer(j.Reports),
		answer(j.Payouts),
		probed,
		until,
		{text: j.Problem, role: bad},
	}
}
