package command_test

import (
	"context"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/command"
)

func TestLogin_deviceCode(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := shell{hall: o.Hall}.run(t, nil, "login", "--client-id", clientID, "-o", "json").want(t, command.Done).
		says(t, "\n    https://microsoft.com/devicelogin\n", "\n    F7K2QWXN\n", "15:00 left", "Signed in as dana@brightwave.example",
			"the system's keyring", "config.toml", "awning offers")
	got := decode[command.LoginJSON](t, r)
	if len(got.Profiles) != 3 || got.User != "dana@brightwave.example" || got.Storage != "keyring" || got.Profiles[0].SignedIn != "yes" {
		t.Errorf("%+v", got)
	}
	want := model.SignIn{Kind: model.DeviceCode, ClientID: clientID, Storage: model.InKeyring}
	if len(o.desk.began) != 1 || o.desk.began[0] != want || o.closed != 1 || o.desk.attempt.cancelled > 0 {
		t.Errorf("began %+v; closed %d times", o.desk.began, o.closed)
	}
}

// On a terminal the code goes into the user's clipboard, and one line counts down.
func TestLogin_onTerminal(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	r := shell{hall: o.Hall, asks: true, in: "x\n2, 1\n"}.run(t, nil, "login", "--client-id", clientID)
	if r.exit != command.Done {
		t.Fatalf("exit %d: %s", r.exit, r.err)
	}
	const copied = "\x1b]52;c;RjdLMlFXWE4=\x1b\\"
	if strings.Count(r.err, copied) != 1 || strings.ContainsRune(strings.ReplaceAll(r.err, copied, ""), '\x1b') {
		t.Errorf("the clipboard's sequence is not the only one: %q", r.err)
	}
	r.says(t, "clipboard", "1  Brightwave Software, brightwave.example, t-1", "2  Fjord Labs", "\rwaiting for you: 15:00 left")
	if len(o.desk.kept) != 2 || o.desk.kept[0].ID != "t-2" || o.desk.kept[1].ID != "t-1" {
		t.Errorf("kept %+v", o.desk.kept)
	}
	r = shell{hall: o.Hall, asks: true, env: map[string]string{"TERM": "dumb"}}.run(t, nil, "login", "--client-id", clientID, "--yes")
	if strings.ContainsAny(r.err, "\x1b\r") {
		t.Errorf("a dumb terminal got %q", r.err)
	}
}

func TestLogin_tenants(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args []string
		kept []string
		exit command.Exit
		says string
	}{
		"all where nobody asks": {nil, []string{"t-1", "t-2", "t-3"}, command.Done, ""},
		"by domain and id":      {[]string{"--tenants", "harbour.example,T-1"}, []string{"t-3", "t-1"}, command.Done, ""},
		"unknown":               {[]string{"--tenants", "x.example"}, nil, command.WrongUsage, `not in a tenant "x.example"`},
		"again keeps its own":   {[]string{"work"}, []string{"t-1"}, command.Done, ""},
		"again, all":            {[]string{"work", "--all-tenants"}, []string{"t-1", "t-2", "t-3"}, command.Done, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, person("work"))
			shell{hall: o.Hall}.run(t, nil, append([]string{"login"}, tc.args...)...).want(t, tc.exit).says(t, tc.says)
			var kept []string
			for _, in := range o.desk.kept {
				kept = append(kept, in.ID)
			}
			if !slices.Equal(kept, tc.kept) {
				t.Errorf("kept %v, want %v", kept, tc.kept)
			}
			if tc.exit != command.Done && o.desk.attempt.cancelled != 1 {
				t.Error("the attempt was not cancelled")
			}
		})
	}
}

// What a profile knows need not be said again.
func TestLogin_again(t *testing.T) {
	t.Parallel()
	p := person("work")
	p.Kind, p.Storage = model.Browser, model.InMemory
	o := newOffice(t, p)
	o.desk.attempt.prompt = model.SignInPrompt{Address: "https://login.example/authorize?x=1", Port: 4711}
	shell{hall: o.Hall}.run(t, nil, "login", "work", "--port", "4711").want(t, command.Done).
		says(t, "https://login.example/authorize?x=1", "ssh -L 4711:127.0.0.1:4711 ")
	want := model.SignIn{Profile: "work", Kind: model.Browser, Tenant: "brightwave.example", ClientID: clientID, Storage: model.InMemory, Port: 4711}
	if o.desk.began[0] != want {
		t.Errorf("began %+v", o.desk.began)
	}
	// The environment is meant for the real services.
	env := map[string]string{"AZURE_CLIENT_ID": "a5d0f1e6-1b34-4c0c-8f0e-5e6c1d9b2a11"}
	box := newOffice(t)
	box.ClientID = clientID
	shell{hall: box.Hall, env: env}.run(t, nil, "login").want(t, command.Done)
	shell{hall: box.Hall, env: env}.run(t, nil, "login", "--sandbox").want(t, command.Done)
	if box.desk.began[0].ClientID != env["AZURE_CLIENT_ID"] || box.desk.began[1].ClientID != clientID {
		t.Errorf("began %+v", box.desk.began)
	}
	// A new one is asked to use the same application.
	shell{hall: o.Hall}.run(t, nil, "login").want(t, command.Done)
	if got := o.desk.began[1]; got.Profile != "" || got.ClientID != clientID || got.Kind != model.DeviceCode {
		t.Errorf("began %+v", got)
	}
}

func TestLogin_pastedAddress(t *testing.T) {
	t.Parallel()
	o := newOffice(t, person("work"))
	o.desk.attempt.pasted = make(chan string, 1)
	shell{hall: o.Hall, in: "\nnonsense\nhttp://localhost/?code=1\n"}.run(t, nil, "login", "work", "--identity", "browser").
		want(t, command.Done).says(t, "that address does not do: it has no code")
}

func TestLogin_applications(t *testing.T) {
	t.Parallel()
	base := []string{"login", "robot", "--client-id", clientID, "--tenant", "brightwave.example", "--identity"}
	for name, tc := range map[string]struct {
		args  []string
		shell shell
		own   string
		says  string
	}{
		"secret by input":         {[]string{"client-secret"}, shell{in: "s3cr3t~value\n"}, "s3cr3t~value", "kept in the system's keyring"},
		"secret on a terminal":    {[]string{"client-secret"}, shell{asks: true, hidden: []string{"s3cr3t~value"}}, "s3cr3t~value", "Client secret of"},
		"certificate":             {[]string{"certificate", "--certificate", "/tmp/c.pem"}, shell{}, "", "kept in"},
		"certificate, password":   {[]string{"certificate", "--certificate", "/tmp/c.pem"}, shell{asks: true, hidden: []string{"pw"}}, "pw", "Password of /tmp/c.pem"},
		"certificate, by env":     {[]string{"certificate", "--certificate", "/tmp/c.pem"}, shell{env: map[string]string{"AZURE_CLIENT_CERTIFICATE_PASSWORD": "pw"}}, "pw", ""},
		"workload identity":       {[]string{"workload-identity"}, shell{}, "", "Nothing secret"},
		"azure cli needs nothing": {[]string{"azure-cli"}, shell{}, "", "Nothing secret"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.desk.attempt = &attempt{got: model.SignedIn{Tenants: []model.Tenant{{ID: "t-1", Domain: "brightwave.example"}}}}
			tc.shell.hall = o.Hall
			r := tc.shell.run(t, nil, append(slices.Clone(base), tc.args...)...).want(t, command.Done).says(t, tc.says)
			if o.desk.own[0] != tc.own || tc.own != "" && strings.Contains(r.out+r.err, tc.own) {
				t.Errorf("own %q; said %s%s", o.desk.own[0], r.out, r.err)
			}
		})
	}
}

// No argument is ever repeated that may be a secret.
func TestLogin_secretArguments(t *testing.T) {
	t.Parallel()
	const canary = "CaN8Q~aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	for name, args := range map[string][]string{
		"as a name":      {canary},
		"as second":      {"work", canary},
		"as long name":   {strings.Repeat("canary", 7)},
		"as client id":   {"--client-id", canary},
		"as tenant":      {"--tenant", canary, "--client-id", clientID, "--identity", "client-secret"},
		"as secret flag": {"--secret=" + canary},
		"as next word":   {"--client-secret", canary},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			r := shell{hall: o.Hall}.run(t, nil, append([]string{"login"}, args...)...).want(t, command.WrongUsage)
			if strings.Contains(r.out+r.err, "CaN8Q") || strings.Contains(r.out+r.err, "canary") {
				t.Errorf("it was repeated: %s%s", r.out, r.err)
			}
			if len(o.desk.began) > 0 {
				t.Error("a sign-in was begun")
			}
		})
	}
}

func TestLogin_needs(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args []string
		says string
	}{
		"client id":   {nil, "--client-id is needed"},
		"tenant":      {[]string{"--identity", "client-secret", "--client-id", clientID}, "--tenant is needed"},
		"certificate": {[]string{"--identity", "certificate", "--client-id", clientID, "--tenant", "b.example"}, "--certificate is needed"},
		"secret":      {[]string{"--identity", "client-secret", "--client-id", clientID, "--tenant", "b.example"}, "no secret was given"},
		"guid":        {[]string{"--client-id", "0d6b2f7e-4c1a-4b53-9a0e-7c2f5d8e1b4"}, "not a GUID"},
		"identity":    {[]string{"--identity", "token"}, "device-code, browser, client-secret"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			shell{hall: newOffice(t).Hall}.run(t, nil, append([]string{"login"}, tc.args...)...).want(t, command.WrongUsage).says(t, tc.says)
		})
	}
	// On a terminal it is asked for instead.
	o := newOffice(t)
	r := shell{hall: o.Hall, asks: true, in: clientID + "\n"}.run(t, nil, "login", "--yes")
	if r.exit != command.Done || o.desk.began[0].ClientID != clientID {
		t.Errorf("exit %d: %s", r.exit, r.err)
	}
}

func TestLogin_storage(t *testing.T) {
	t.Parallel()
	broken := []model.StorageState{
		{Storage: model.InKeyring, Why: "there is no bus", Next: "log in at the desktop"},
		{Storage: model.InFile, Usable: true, Locked: true},
		{Storage: model.InMemory, Usable: true},
	}
	for name, tc := range map[string]struct {
		sh      shell
		args    []string
		exit    command.Exit
		in      model.Storage
		unlocks int
		says    []string
	}{
		"nobody to ask": {exit: command.NotAllowed, says: []string{"the system's keyring: there is no bus", "log in at the desktop", "--storage file", "--storage memory"}},
		"file":          {args: []string{"--storage", "file"}, in: model.InFile, unlocks: 1},
		"memory":        {args: []string{"--storage", "memory"}, in: model.InMemory},
		"chosen":        {sh: shell{asks: true, in: "1\n"}, in: model.InFile, unlocks: 1, says: []string{"there is no bus", "1  in an encrypted file", "2  in memory", "3  nowhere"}},
		"given up":      {sh: shell{asks: true, in: "3\n"}, exit: command.Failed, says: []string{"nothing was kept"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t)
			o.desk.storages = broken
			tc.sh.hall = o.Hall
			r := tc.sh.run(t, nil, append([]string{"login", "--client-id", clientID, "--yes"}, tc.args...)...).says(t, tc.says...)
			if r.exit != tc.exit || o.unlocks != tc.unlocks {
				t.Fatalf("exit %d, unlocked %d times: %s", r.exit, o.unlocks, r.err)
			}
			if tc.exit == command.Done && o.desk.began[0].Storage != tc.in || tc.exit != command.Done && len(o.desk.began) > 0 {
				t.Errorf("began %+v", o.desk.began)
			}
		})
	}
}

func TestLogin_refused(t *testing.T) {
	t.Parallel()
	o := newOffice(t, person("work"))
	o.desk.attempt.err = &refusal{}
	r := shell{hall: o.Hall}.run(t, nil, "login", "work").want(t, command.NotAllowed).
		says(t, "AADSTS53003", "--identity browser", "For support:\n  trace id: tr-1\n  correlation id: co-1\n")
	if o.desk.attempt.cancelled != 1 || o.desk.kept != nil {
		t.Errorf("cancelled %d times, kept %v", o.desk.attempt.cancelled, o.desk.kept)
	}
	if strings.Contains(r.err, "signs in again") {
		t.Errorf("whoever signs in is told to sign in: %s", r.err)
	}
}

// Ctrl+C ends the wait at once, and with it the attempt.
func TestLogin_cancelled(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 150*time.Second)
		defer cancel()
		o := newOffice(t, person("work"))
		o.desk.attempt.ends = make(chan struct{})
		quiet, feed := io.Pipe()
		defer feed.Close()
		r := shell{hall: o.Hall, ctx: ctx, input: quiet}.run(t, nil, "login", "work").want(t, command.Failed)
		if o.desk.attempt.cancelled != 1 || strings.Count(r.err, "left\n") != 3 {
			t.Errorf("cancelled %d times; said %s", o.desk.attempt.cancelled, r.err)
		}
	})
}

func TestLogin_brokenConfig(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	o.ConfigProblem = errors.New("config.toml:3: profiles[0].name: it must be a text")
	shell{hall: o.Hall}.run(t, nil, "login", "--client-id", clientID).want(t, command.Failed).says(t, "config.toml:3")
	if len(o.desk.began) > 0 {
		t.Error("a sign-in was begun that could not have been written down")
	}
}
