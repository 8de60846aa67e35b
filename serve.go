package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
	"awning/client/secret/private"
	"awning/tui/command"
)

// serve serves the sandbox on this machine until the context ends.
func serve(ctx context.Context, s command.Serving) (err error) {
	w := world.New(world.Options{Offers: s.Offers, Seed: s.Seed, Earnings: s.Earnings, Now: time.Now()})
	o := sandbox.Options{World: w, Token: s.Token, Latency: s.Latency, StepTime: s.StepTime, ExportTime: s.ExportTime, Seed: s.Seed}
	if s.Log != "" {
		f, errLog := openLog(s.Log)
		if errLog != nil {
			return errLog
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		o.Log = f
	}
	started := command.Started{PublicClient: w.Public().ID, Identities: principals(w), People: people(w), Keys: s.Keys}
	if s.Keys != "" {
		if o.SignIn, err = writeKeys(s.Keys, w, started.Identities); err != nil {
			return err
		}
	}
	listener, err := sandbox.Listen(ctx, s.Addr)
	if err != nil {
		return command.NewError(command.WrongUsage, err.Error(), "")
	}
	o.SignIn.Public = "http://" + listener.Addr().String()
	started.URL = o.SignIn.Public
	if err = s.Ready(started); err != nil {
		return errors.Join(err, listener.Close())
	}
	return sandbox.New(o).Serve(ctx, listener)
}

// principals are the applications of a world's accounts.
func principals(w world.World) []command.Identity {
	var out []command.Identity
	for _, a := range w.Accounts {
		id := command.Identity{Account: a.Name, Tenant: a.Tenant, ClientID: a.ClientID, Secret: a.ClientSecret}
		for _, p := range a.Publishers {
			id.Publishers = append(id.Publishers, p.ID)
		}
		out = append(out, id)
	}
	return out
}

// people are those of a world, with what they are in which account.
func people(w world.World) []command.Person {
	names := map[string]string{}
	for _, a := range w.Accounts {
		names[a.Tenant] = a.Name
	}
	var out []command.Person
	for _, p := range w.People {
		one := command.Person{User: p.User, Name: p.Name}
		for _, m := range p.Member {
			one.Member = append(one.Member, command.Member{Account: names[m.Tenant], Tenant: m.Tenant, Role: string(m.Role)})
		}
		out = append(out, one)
	}
	return out
}

// writeKeys makes a certificate and an assertion for the application of each
// account, writes them into a folder that only its owner can read, and notes
// where. Files of an earlier run are replaced.
func writeKeys(dir string, w world.World, identities []command.Identity) (sandbox.SignIn, error) {
	in := sandbox.SignIn{Certificates: map[string][]*x509.Certificate{}, Federated: map[string][]entra.Federated{}}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return in, fmt.Errorf("writing keys: %w", err)
	}
	if err = private.Dir(dir); err != nil {
		return in, fmt.Errorf("writing keys: %w; choose another folder with --keys", err)
	}
	for i, a := range w.Accounts {
		key, errKey := sandbox.MakeKey(a, time.Now())
		if errKey != nil {
			return in, errKey
		}
		name, _, _ := strings.Cut(a.Domain, ".")
		identities[i].Certificate, identities[i].Assertion = filepath.Join(dir, name+".pem"), filepath.Join(dir, name+".jwt")
		for path, content := range map[string][]byte{identities[i].Certificate: key.PEM, identities[i].Assertion: []byte(key.Assertion)} {
			if err = private.Write(path, content); err != nil {
				return in, fmt.Errorf("writing keys: %w; choose another folder with --keys", err)
			}
		}
		in.Certificates[a.ClientID] = []*x509.Certificate{key.Certificate}
		in.Federated[a.ClientID] = []entra.Federated{key.Trust}
	}
	return in, nil
}
