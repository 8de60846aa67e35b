package world_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"awning/client/sandbox/world"
)

// People and applications are named in scripts and in profiles: no seed, size
// or time changes them.
func TestNew_samePeople(t *testing.T) {
	t.Parallel()
	one := world.New(world.Options{})
	for _, o := range []world.Options{{Seed: 9}, {Offers: 5}, {Offers: 60, Unheard: true}} {
		other := world.New(o)
		if !reflect.DeepEqual(one.People, other.People) || !reflect.DeepEqual(one.Apps, other.Apps) || !reflect.DeepEqual(one.Accounts, other.Accounts) {
			t.Errorf("%+v has other people, applications or accounts than the standard world", o)
		}
	}
}

func TestNew_people(t *testing.T) {
	t.Parallel()
	w := world.New(world.Options{})
	tenants := map[string]string{}
	for _, a := range w.Accounts {
		tenants[a.Tenant] = a.Domain
	}
	got := map[string][]string{}
	for _, p := range w.People {
		for i, m := range p.Member {
			domain, ok := tenants[m.Tenant]
			if !ok {
				t.Errorf("%s is a member of %s, which is no account's", p.User, m.Tenant)
			}
			if i == 0 && !strings.HasSuffix(p.User, "@"+domain) {
				t.Errorf("%s is at home in %s", p.User, domain)
			}
			got[p.User] = append(got[p.User], domain+" "+string(m.Role))
		}
	}
	want := map[string][]string{
		"dana@brightwave.example":  {"brightwave.example owner"},
		"marco@brightwave.example": {"brightwave.example manager"},
		"devi@brightwave.example":  {"brightwave.example developer"},
		"fiona@brightwave.example": {"brightwave.example finance"},
		"nils@brightwave.example":  {"brightwave.example none"},
		"ingrid@fjordlabs.example": {"fjordlabs.example owner", "brightwave.example manager", "harbourconsulting.example owner"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("people and roles:\n%v\nwant\n%v", got, want)
	}
}

// No two of the ids that a token can name are the same, in any case of letters.
func TestNew_identityIDs(t *testing.T) {
	t.Parallel()
	w := world.New(world.Options{})
	var ids []string
	for _, a := range w.Accounts {
		ids = append(ids, a.Tenant, a.ClientID)
	}
	for _, p := range w.People {
		ids = append(ids, p.Object)
	}
	for _, a := range w.Apps {
		ids = append(ids, a.ID, a.Object)
	}
	guid := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	for i, id := range ids {
		if !guid.MatchString(id) {
			t.Errorf("%q is no GUID", id)
		}
		if slices.Contains(ids[:i], id) {
			t.Errorf("%s is used twice", id)
		}
	}
}

func TestPublic(t *testing.T) {
	t.Parallel()
	w := world.New(world.Options{})
	app := w.Public()
	if app.ID != "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44" || app.Kind != world.AppPublic {
		t.Fatalf("people sign in with %+v", app)
	}
	for _, a := range w.Accounts {
		if !slices.Contains(app.Consented, a.Tenant) {
			t.Errorf("%s has not consented to it", a.Name)
		}
	}
	if none := (world.World{}).Public(); none.ID != "" {
		t.Errorf("an empty world has the application %+v", none)
	}
}
