package sandbox

import (
	"crypto/hmac"
	"crypto/x509"
	"strings"
	"time"

	"awning/client/sandbox/entra"
	"awning/client/sandbox/world"
)

// SignIn shapes how people and applications sign in. With the zero value, codes
// wait until somebody types them, and applications have their secrets only.
type SignIn struct {
	// Public is the address at which a browser reaches the sandbox,
	// "http://127.0.0.1:8787"; empty if none can.
	Public string
	// ApproveAfter is when a device code approves itself, as the user ApproveAs,
	// for want of a browser; 0 means never.
	ApproveAfter time.Duration
	ApproveAs    string
	// Certificates and Federated are what applications sign in with beside their
	// secrets, by client id.
	Certificates map[string][]*x509.Certificate
	Federated    map[string][]entra.Federated
	// Switches are the tenants' policies.
	Switches entra.Switches
}

// newDirectory makes the directory of a world.
func newDirectory(o Options) *entra.Directory {
	return entra.New(entra.Options{
		Tenants: tenantsOf(o.World), Apps: appsOf(o), People: peopleOf(o.World), Now: o.Now,
		Public: o.SignIn.Public, ApproveAfter: o.SignIn.ApproveAfter, ApproveAs: o.SignIn.ApproveAs, Switches: o.SignIn.Switches,
	})
}

func tenantsOf(w world.World) []entra.Tenant {
	var list []entra.Tenant
	for _, a := range w.Accounts {
		list = append(list, entra.Tenant{ID: a.Tenant, Name: a.Name, Domain: a.Domain, Lacks: a.Lacks})
	}
	return list
}

// appsOf are the accounts' own applications and those beside them.
func appsOf(o Options) []entra.App {
	var list []entra.App
	for _, a := range o.World.Accounts {
		list = append(list, entra.App{ID: a.ClientID, Name: a.Name + " automation", Home: a.Tenant, Secrets: []entra.Secret{{Value: a.ClientSecret}}})
	}
	for _, a := range o.World.Apps {
		app := entra.App{
			ID: a.ID, Name: a.Name, Home: a.Tenant, Object: a.Object, Consented: a.Consented,
			Public: a.Kind == world.AppPublic, Multi: a.Kind != world.AppDaemon,
		}
		if a.Kind == world.AppWeb {
			app.Redirects = []string{"http://localhost"}
		}
		if a.Secret != "" {
			app.Secrets = []entra.Secret{{Value: a.Secret}}
		}
		if a.Expired && a.Secret != "" {
			app.Secrets[0].Expires = time.Unix(0, 0)
		}
		list = append(list, app)
	}
	for i, a := range list {
		list[i].Certificates, list[i].Federated = o.SignIn.Certificates[a.ID], o.SignIn.Federated[a.ID]
	}
	return list
}

func peopleOf(w world.World) []entra.Person {
	var list []entra.Person
	for _, p := range w.People {
		one := entra.Person{Object: p.Object, User: p.User, Name: p.Name}
		for _, m := range p.Member {
			one.Tenants = append(one.Tenants, m.Tenant)
		}
		list = append(list, one)
	}
	return list
}

// Directory is where people and applications sign in: to end somebody's
// sign-ins, withdraw consent, or begin a policy while the sandbox serves.
func (s *Server) Directory() *entra.Directory { return s.directory }

// entra answers the directory's own paths; ok is false for any other.
func (s *Server) entra(c *call) (a answer, ok bool) {
	said, ok := s.directory.Handle(entra.Request{
		Method: c.Method, Path: c.Path, Query: c.Query, Header: c.Header, Body: c.Body, Base: c.Base,
	})
	return answer{Status: said.Status, Header: said.Header, Body: said.Body}, ok
}

// admit finds out who presents an Authorization header, and why not to let them
// in; nil if there is no reason.
func (s *Server) admit(header, audience string) (caller, *entra.Refusal) {
	scheme, token, _ := strings.Cut(header, " ")
	token = strings.TrimSpace(token)
	if !strings.EqualFold(scheme, "Bearer") || token == "" {
		return caller{}, &entra.Refusal{Reason: "Access token is missing or empty.", Challenge: `Bearer error="invalid_token"`}
	}
	if s.opts.Token != "" && hmac.Equal([]byte(token), []byte(s.opts.Token)) {
		return caller{Owner: true}, nil
	}
	who, no := s.directory.Admit(token, audience)
	return caller{Tenant: who.Tenant, Client: who.App, Person: who.Person}, no
}
