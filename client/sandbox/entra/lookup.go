package entra

import (
	"slices"
	"strings"
)

// shared reports whether a path's tenant stands for whatever tenant a person is
// at home in.
func shared(segment string) bool {
	return strings.EqualFold(segment, "organizations") || strings.EqualFold(segment, "common")
}

// tenant finds a tenant by its id or domain.
func (d *Directory) tenant(name string) (Tenant, *failure) {
	i := slices.IndexFunc(d.opts.Tenants, func(t Tenant) bool {
		return strings.EqualFold(t.ID, name) || t.Domain != "" && strings.EqualFold(t.Domain, name)
	})
	if i < 0 {
		return Tenant{}, fail("invalid_request", 90002,
			"Tenant '%s' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.", name)
	}
	return d.opts.Tenants[i], nil
}

// app finds the application that a form or query names, as it is seen from a
// path's tenant.
func (d *Directory) app(segment, id string) (App, *failure) {
	place := segment
	if !shared(segment) {
		t, no := d.tenant(segment)
		if no != nil {
			return App{}, no
		}
		place = t.Name
		segment = t.ID
	}
	for _, a := range d.opts.Apps {
		if strings.EqualFold(a.ID, id) && (a.Multi || shared(segment) || strings.EqualFold(a.Home, segment)) {
			return a, nil
		}
	}
	return App{}, notInDirectory(id, place)
}

func notInDirectory(app, place string) *failure {
	return fail("unauthorized_client", 700016, "Application with identifier '%s' was not found in the directory '%s'. "+
		"This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. "+
		"You may have sent your authentication request to the wrong tenant.", app, place)
}

// person finds somebody by their user name or object id.
func (d *Directory) person(name string) (Person, bool) {
	i := slices.IndexFunc(d.opts.People, func(p Person) bool {
		return name != "" && (strings.EqualFold(p.User, name) || strings.EqualFold(p.Object, name))
	})
	if i < 0 {
		return Person{}, false
	}
	return d.opts.People[i], true
}

// home is the id of the tenant a person is at home in.
func (p Person) home() string {
	if len(p.Tenants) == 0 {
		return ""
	}
	return p.Tenants[0]
}

// objectIn is the object id of the person in a tenant.
func (p Person) objectIn(tenant string) string {
	if strings.EqualFold(tenant, p.home()) {
		return p.Object
	}
	return guest(tenant, p.Object)
}

// holds reports whether a list has a text, without regard to case.
func holds(list []string, s string) bool {
	return slices.ContainsFunc(list, func(one string) bool { return strings.EqualFold(one, s) })
}
