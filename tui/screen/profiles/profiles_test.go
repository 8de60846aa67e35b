package profiles_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/screen/profiles"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// ready waits until the dialog that just opened hears keys.
const ready = time.Second

// office is a desk with somebody who knows what profiles may do.
type office struct {
	*shop.Reception

	able map[model.ProfileName]model.Capabilities
}

func (o office) KnownCapabilities(_ context.Context, p model.ProfileName) (model.Capabilities, error) {
	found, ok := o.able[p]
	if !ok {
		return found, errors.New("there is no such seat")
	}
	return found, nil
}

const clientID = "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b44"

func full() office {
	r := shop.NewReception()
	r.Stored = []model.Profile{
		{Name: "brightwave", Kind: model.DeviceCode, Tenant: "brightwave.example", ClientID: clientID, User: "ingrid@fjordlabs.example", Default: true},
		{Name: "fjordlabs", Kind: model.DeviceCode, Tenant: "fjordlabs.example", ClientID: clientID, User: "Ingrid@fjordlabs.example", Publishers: []model.PublisherID{"fjordlabs"}},
		{Name: "robot", Kind: model.ClientSecret, Tenant: "harbour.example", ClientID: "5b0c3f2a-0000-4000-8000-000000000000", Storage: model.InFile},
		{Name: "az", Kind: model.AzureCLI},
		{Name: "environment\x1b[2J", Kind: model.WorkloadIdentity, Tenant: "x", Environment: true},
	}
	return office{r, map[model.ProfileName]model.Capabilities{"brightwave": {At: time.Now(), Probes: []model.Probe{
		{Ability: model.AbleGraph, Answer: model.Yes}, {Ability: model.AblePayouts, Answer: model.No},
	}}}}
}

func open(t *testing.T, o tuitest.Options, api office) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return profiles.New(d, api, profiles.Nav{
			Offers: func(s model.Scope) ui.Screen { return shop.Page("offers of " + string(s.Profile)) },
			SignIn: func(p model.Profile) ui.Screen { return shop.Page("sign in to [" + string(p.Name) + "]") },
			Doctor: func(p model.ProfileName) ui.Screen { return shop.Page("the doctor of " + string(p)) },
		})
	})
}

func TestProfiles_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, o, full()).Golden("profiles").Tiny().Press("v").Golden("detail").Press("esc")
				d.Press("o").Golden("sign out").Tiny()
				d.Advance(ready).Press("esc", "x").Golden("remove")
				open(t, o, office{Reception: shop.NewReception()}).Golden("none")
			})
		})
	}
}

func TestProfiles_leadOn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, full()).Press("enter").Shows("offers of brightwave").Press("esc")
		d.Press("down", "s").Shows("sign in to [fjordlabs]").Press("esc", "d").Shows("the doctor of fjordlabs").Press("esc", "a").Shows("sign in to []")
	})
}

// Signing out asks first and names who shares the sign-in, whatever the case of
// the person's name.
func TestProfiles_signOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api := full()
		d := open(t, tuitest.Options{}, api).Press("o").Shows("Sign out of brightwave?", "share the sign-in", "fjordlabs").Advance(ready).Press("esc")
		if len(api.Calls()) != 0 {
			t.Fatalf("calls %q", api.Calls())
		}
		d.Press("o").Advance(ready).Press("y").Shows("signed out of brightwave")
		api.Fail("SignOut", errors.New("the keyring is locked"))
		d.Press("down", "down", "o").Shows("Sign out of robot?").Hides("share the sign-in").Advance(ready).Press("y").Shows("could not sign out of robot: the keyring is locked")
		if want := []string{"SignOut brightwave\n", "SignOut robot\n"}; !slices.Equal(api.Calls(), want) {
			t.Errorf("calls %q, want %q", api.Calls(), want)
		}
	})
}

func TestProfiles_remove(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api := full()
		d := open(t, tuitest.Options{}, api).Press("x").Shows("Remove profile brightwave?", "fjordlabs still need it").Advance(ready).Press("y")
		d.Shows("removed brightwave", "4 profiles").Press("x").Shows("Remove profile fjordlabs?").Hides("still need it")
	})
}

func TestProfiles_default(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 30}, full()).Press("D").Shows("it is the default already")
		d.Press("down", "D").Shows("fjordlabs is the default now").Press("D").Shows("it is the default already")
	})
}

// What belongs to somebody else is not changed here, and says whose it is.
func TestProfiles_refused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api := full()
		d := open(t, tuitest.Options{Width: 120, Height: 30}, api).Press("end")
		for _, k := range []string{"s", "o", "x", "D"} {
			d.Press(k).Shows("environment variables describe this profile")
		}
		d.Press("up", "o").Shows("az logout ends it")
		if len(api.Calls()) != 0 {
			t.Errorf("calls %q", api.Calls())
		}
	})
}

// A broken config file is told, and read again once somebody has mended it; what a
// sign-in above has changed appears.
func TestProfiles_readAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		api := full()
		api.Fail("Profiles", errors.New("line 3: unknown key"))
		d := open(t, tuitest.Options{}, api).Shows("could not read the profiles: line 3: unknown key").Hides("There is no profile yet")
		api.Fail("Profiles", nil)
		d.Press("r").Shows("brightwave", "5 profiles")
		api.Stored = api.Stored[:1]
		d.Send(ui.SignedIn{}).Shows("1 profile").Hides("robot")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	shop.Clashes(t, profiles.New(tuitest.Deps(tuitest.Options{}), full(), profiles.Nav{}).Actions())
}
