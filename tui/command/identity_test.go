package command_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"awning/model"
	"awning/tui/command"
)

func TestLogout(t *testing.T) {
	t.Parallel()
	o := newOffice(t, person("work"), person("fjord"))
	o.desk.also = []model.ProfileName{"fjord"}
	shell{hall: o.Hall}.run(t, nil, "logout").want(t, command.WrongUsage).says(t, "several profiles", "work, fjord")
	r := shell{hall: o.Hall}.run(t, nil, "logout", "work", "-o", "json").want(t, command.Done).says(t, "signed out of work", "shared the sign-in: fjord")
	if got := decode[command.LogoutJSON](t, r); got.Profile != "work" || len(got.Also) != 1 || got.Removed {
		t.Errorf("%+v", got)
	}
	shell{hall: o.Hall}.run(t, nil, "logout", "nobody").want(t, command.WrongUsage).says(t, `no profile "nobody"`, "work, fjord")
	shell{hall: o.Hall}.run(t, nil, "logout", "work", "--remove").want(t, command.WrongUsage).says(t, "--yes")
	if len(o.desk.signedOut) != 1 || len(o.desk.removed) > 0 {
		t.Fatalf("signed out %v, removed %v", o.desk.signedOut, o.desk.removed)
	}
	shell{hall: o.Hall, asks: true, in: "n\n"}.run(t, nil, "logout", "work", "--remove").want(t, command.Failed)
	shell{hall: o.Hall, asks: true, in: "y\n"}.run(t, nil, "logout", "--profile", "work", "--remove").want(t, command.Done).says(t, "removed work")
	if len(o.desk.signedOut) != 2 || len(o.desk.removed) != 1 {
		t.Errorf("signed out %v, removed %v", o.desk.signedOut, o.desk.removed)
	}
	one := newOffice(t, person("only"))
	shell{hall: one.Hall}.run(t, nil, "logout").want(t, command.Done).says(t, "signed out of only")
	shell{hall: newOffice(t).Hall}.run(t, nil, "logout").want(t, command.WrongUsage).says(t, "no profiles yet")
}

func TestProfiles(t *testing.T) {
	t.Parallel()
	file, robot := person("work"), model.Profile{
		Name: "robot", Kind: model.ClientSecret, Tenant: "b.example", ClientID: clientID, Publishers: []model.PublisherID{"brightwave", "harbor"}, Default: true,
	}
	env := model.Profile{Name: "environment", Kind: model.ClientSecret, Tenant: "t\x1b[2J-9", ClientID: "c-9", Environment: true}
	o := newOffice(t, file, robot)
	o.Chosen = []model.Profile{env}
	got := decode[command.ProfilesJSON](t, shell{hall: o.Hall}.run(t, nil, "profiles", "-o", "json").want(t, command.Done))
	if len(got.Profiles) != 3 || got.Config == "" {
		t.Fatalf("%+v", got)
	}
	if p := got.Profiles[1]; p.Name != "robot" || !p.Default || len(p.Publishers) != 2 || p.Storage != "keyring" || p.SignedIn != "yes" {
		t.Errorf("%+v", p)
	}
	if p := got.Profiles[2]; !p.Environment || p.Storage != "" {
		t.Errorf("%+v", p)
	}
	shell{hall: o.Hall}.run(t, nil, "profiles").want(t, command.Done).prints(t, "dana@brightwave.example", "brightwave, harbor", "from environment variables")
	shell{hall: o.Hall}.run(t, nil, "profiles", "default", "work").want(t, command.Done).says(t, "work is the default")
	shell{hall: o.Hall}.run(t, nil, "profiles", "default", "environment").want(t, command.WrongUsage).says(t, "environment variables")
	shell{hall: o.Hall}.run(t, nil, "profiles", "remove", "robot").want(t, command.WrongUsage).says(t, "--yes")
	shell{hall: o.Hall}.run(t, nil, "profiles", "remove", "robot", "--yes").want(t, command.Done).says(t, "removed robot")
	if o.desk.chosen != "work" || len(o.desk.removed) != 1 || o.desk.removed[0] != "robot" {
		t.Errorf("default %q, removed %v", o.desk.chosen, o.desk.removed)
	}
	shell{hall: newOffice(t).Hall}.run(t, nil, "profiles").want(t, command.Done).says(t, "awning login makes one")
}

// able is what somebody of a role may do.
func able(offers, payouts model.Answer, at time.Time) model.Capabilities {
	return model.Capabilities{At: at, Probes: []model.Probe{
		{Ability: model.AbleGraph, Answer: offers, Status: 200},
		{Ability: model.AbleV1, Answer: offers},
		{Ability: model.AbleCPP, Answer: offers},
		{Ability: model.AblePayouts, Answer: payouts},
		{Ability: model.AbleInsights, Answer: model.No},
	}}
}

func TestWhoami(t *testing.T) {
	t.Parallel()
	o := newOffice(t, person("work"), person("fiona"))
	o.survey.known["work"] = able(model.Yes, model.No, now().Add(-2*time.Hour))
	o.survey.able["fiona"] = able(model.No, model.Yes, now())
	r := shell{hall: o.Hall}.run(t, nil, "whoami", "-o", "json").want(t, command.Done)
	got := decode[command.WhoamiJSON](t, r).Profiles
	if len(got) != 2 || o.survey.asked != 1 {
		t.Fatalf("%d profiles, asked %d times", len(got), o.survey.asked)
	}
	if p := got[0]; p.Role != "publisher" || p.Offers != "yes" || p.Payouts != "no" || p.Reports != "no" || p.Account != "Brightwave Software" ||
		p.Who != "dana@brightwave.example" || !p.ProbedAt.Equal(now().Add(-2*time.Hour)) || !p.TokenExpires.Equal(now().Add(time.Hour)) {
		t.Errorf("%+v", p)
	}
	if p := got[1]; p.Role != "finance" || p.Offers != "no" || p.Payouts != "yes" {
		t.Errorf("%+v", p)
	}
	shell{hall: o.Hall}.run(t, nil, "whoami").want(t, command.Done).prints(t, "Manager or Developer", "Financial contributor", "2 h ago", "10:30")
	o.survey.asked = 0
	shell{hall: o.Hall}.run(t, nil, "whoami", "--refresh").want(t, command.Done)
	if o.survey.asked != 2 {
		t.Errorf("asked %d times with --refresh", o.survey.asked)
	}
}

func TestWhoami_signedOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t, person("work"), person("fiona"))
	o.survey.known["work"] = able(model.Yes, model.No, now())
	o.claims["fiona"] = &refusal{}
	shell{hall: o.Hall}.run(t, nil, "whoami").want(t, command.Done).prints(t, "AADSTS53003").says(t, "fiona: sign in", "--identity browser")
	o.claims["work"] = errSignIn
	shell{hall: o.Hall}.run(t, nil, "whoami").want(t, command.NotAllowed)
	one := newOffice(t, person("fiona"))
	one.claims["fiona"] = &refusal{}
	shell{hall: one.Hall}.run(t, nil, "whoami").want(t, command.NotAllowed).says(t, "AADSTS53003", "trace id: tr-1", "awning login PROFILE signs in again")
	if one.survey.asked > 0 {
		t.Error("the services were asked without a token")
	}
}

func TestDoctor(t *testing.T) {
	t.Parallel()
	o := newOffice(t, person("work"))
	o.survey.found["work"] = model.Diagnosis{
		At: now(), Profile: person("work"), Storage: model.StorageState{Storage: model.InKeyring, Usable: true},
		Capabilities: able(model.No, model.Yes, now()),
		Tokens:       []model.TokenReport{{Audience: "https://graph.microsoft.com", Claims: model.Claims{Audience: "https://graph.microsoft.com", Object: "o-1"}}},
		Causes: []model.Cause{
			{Kind: model.CauseRole, Args: []string{"finance"}}, {Kind: model.CausePolicy, Args: []string{"blo\x1b[2Jcked"}, Sure: true},
		},
	}
	r := shell{hall: o.Hall}.run(t, nil, "doctor").want(t, command.NotAllowed).prints(t,
		"Config file\n  nothing is wrong with /home/dana", "Storages\n  the system's keyring: usable",
		"Why can't I see my offers?\n  The role in this account sees no offers: Financial contributor.", "object id   o-1", "blocked")
	if r.err != "" {
		t.Errorf("stderr has %q", r.err)
	}
	got := decode[command.DoctorJSON](t, shell{hall: o.Hall}.run(t, nil, "doctor", "work", "-o", "json").want(t, command.NotAllowed))
	d := got.Diagnoses[0]
	if d.Offers != "no" || d.Role != "finance" || d.Causes[0].Cause != "role" || d.Causes[1].Sure != true || d.Causes[0].Next == "" ||
		d.Tokens[0].Claims.Object != "o-1" || d.Profile.SignedIn != "yes" || len(d.Probes) != 5 || len(got.Storages) != 3 {
		t.Errorf("%+v", got)
	}
	shell{hall: o.Hall}.run(t, nil, "doctor", "-o", "csv").want(t, command.NotAllowed).prints(t, "profile,cause,sure,what,next\n", "work,role,no,")
	o.survey.found["work"] = model.Diagnosis{Profile: person("work"), Capabilities: able(model.Yes, model.Yes, now())}
	shell{hall: o.Hall}.run(t, nil, "doctor").want(t, command.Done).prints(t, "Offers can be seen")
}

// Lines are broken between words on a terminal, and nowhere else.
func TestDoctor_onTerminal(t *testing.T) {
	t.Parallel()
	o := newOffice(t, person("work"))
	o.survey.found["work"] = model.Diagnosis{Profile: person("work"), Causes: []model.Cause{{Kind: model.CauseNotAdded, Args: []string{"c-1", "o-1"}}}}
	r := shell{hall: o.Hall, terminal: true, width: 60}.run(t, nil, "doctor").want(t, command.NotAllowed)
	for line := range strings.SplitSeq(r.out, "\n") {
		if len(line) > 60 {
			t.Errorf("a line of %d: %s", len(line), line)
		}
	}
}

// Without a profile, or with a config file that is wrong, it still says what it can.
func TestDoctor_withoutProfile(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.desk.storages[0] = model.StorageState{Storage: model.InKeyring, Why: "no bus", Next: "unlock it"}
	shell{hall: o.Hall}.run(t, nil, "doctor").want(t, command.NotAllowed).
		prints(t, "the system's keyring: not usable (no bus)", "unlock it", "No profile yet", "awning login")
	o = newOffice(t, person("work"))
	o.ConfigProblem = errors.New("config.toml:3: it cannot be read")
	shell{hall: o.Hall}.run(t, nil, "doctor").want(t, command.NotAllowed).prints(t, "cannot be used: config.toml:3")
}
