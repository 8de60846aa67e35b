package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/model"
)

// approveAfter is how long a person of the embedded sandbox takes to type a code:
// long enough to read what stands there.
const approveAfter = 5 * time.Second

// embedded is the ground of a sandbox inside this process: a profile for each of
// its accounts, and nothing on disk. The first account has a person, who sees what is
// paid, beside its application, which sees what was ordered.
func (g *ground) embedded(ctx context.Context) error {
	w := world.New(world.Options{Now: time.Now(), Seed: 1})
	// Nobody can reach its pages, so that codes are typed by a person who is in
	// every tenant.
	g.base = sandbox.New(sandbox.Options{World: w, Seed: 1, SignIn: sandbox.SignIn{
		ApproveAfter: approveAfter, ApproveAs: busiest(w),
	}}).RoundTripper()
	g.host, g.public = "sandbox", w.Public().ID
	g.file, g.safe = profile.OpenFile(""), secret.NewSafe(secret.SafeOptions{})
	g.getenv = func(string) string { return "" } // what is there is meant for the real services
	owner, err := g.signedIn(ctx, w.People[0])
	if err != nil {
		return err
	}
	g.known = append(g.known, owner)
	for _, account := range w.Accounts {
		p := sandboxProfile(account)
		if p.Tenant == owner.Tenant {
			owner.Name, p.Name = p.Name, p.Name+"-app"
			owner.Programs, owner.Publishers = p.Programs, p.Publishers
			g.known[0] = owner
		}
		if err := g.safe.Slot(profile.SecretEntry(p), p.Storage).Save(ctx, secret.New(account.ClientSecret)); err != nil {
			return err
		}
		g.known = append(g.known, p)
	}
	return g.file.Put(ctx, g.known...)
}

// sandboxProfile is the profile of an account's application, named after the
// account's domain: "brightwave".
func sandboxProfile(a world.Account) model.Profile {
	name, _, _ := strings.Cut(a.Domain, ".")
	p := model.Profile{
		Name: model.ProfileName(name), Tenant: a.Tenant, Kind: model.ClientSecret, ClientID: a.ClientID, Storage: model.InMemory,
	}
	for _, program := range a.Programs {
		p.Programs = append(p.Programs, model.Program(program))
	}
	for _, publisher := range a.Publishers {
		p.Publishers = append(p.Publishers, model.PublisherID(publisher.ID))
	}
	return p
}

// busiest is the person who is in most tenants.
func busiest(w world.World) string {
	var who world.Person
	for _, p := range w.People {
		if len(p.Member) > len(who.Member) {
			who = p
		}
	}
	return who.User
}

// signedIn signs a person in, at home, who needs neither a browser nor a password.
func (g *ground) signedIn(ctx context.Context, who world.Person) (model.Profile, error) {
	p := model.Profile{
		Tenant: who.Member[0].Tenant, Kind: model.Browser, ClientID: g.public, User: who.User, Storage: model.InMemory,
	}
	flow, err := auth.Start(ctx, auth.PersonOptions{
		Tenant: p.Tenant, ClientID: p.ClientID, Kind: p.Kind, Port: auth.NoPort, LoginHint: p.User, Base: g.base, Logger: g.log,
	})
	if err != nil {
		return p, err
	}
	defer flow.Cancel()
	end, err := g.visit(ctx, flow.Prompt().Address)
	if err == nil {
		err = flow.Paste(end)
	}
	if err != nil {
		return p, fmt.Errorf("sign %s in to the sandbox: %w", p.User, err)
	}
	session, err := flow.Wait(ctx)
	if err != nil {
		return p, err
	}
	return p, g.safe.Slot(profile.SignInEntry(p), p.Storage).Save(ctx, session.Cache())
}

// visit opens an address as a browser does, and returns where it is sent to.
func (g *ground) visit(ctx context.Context, address string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return "", err
	}
	resp, err := g.base.RoundTrip(req)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.Header.Get("Location"), errors.Join(err, resp.Body.Close())
}
