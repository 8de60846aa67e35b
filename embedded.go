package main

import (
	"context"
	"strings"
	"time"

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
// its accounts, and nothing on disk.
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
	for _, account := range w.Accounts {
		p := sandboxProfile(account)
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
