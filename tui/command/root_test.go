package command_test

import (
	"bytes"
	"context"
	"errors"
	"regexp"
	"strings"
	"testing"
	"time"

	"awning/model"
	"awning/tui/command"
)

func TestConsole(t *testing.T) {
	t.Parallel()
	runs := 0
	sh := shell{consoleRuns: &runs, env: map[string]string{"AWNING_CLOUD": "https://cloud.example"}}
	r := sh.run(t, harbor("New", "1"), "--sandbox", "--profile", "p", "--read-only", "--theme", "LIGHT", "--low-bandwidth=false",
		"--api", "v1", "--log-file", "x.log").want(t, command.Done)
	if runs != 1 {
		t.Fatalf("the console was opened %d times", runs)
	}
	s := r.set
	if !s.Sandbox || s.Profile != "p" || !s.ReadOnly || s.Theme != "light" || s.API != model.V1 || s.LogFile != "x.log" ||
		s.Cloud != "https://cloud.example" || s.Output != command.Table {
		t.Errorf("settings %+v", s)
	}
	if s.LowBandwidth == nil || *s.LowBandwidth {
		t.Errorf("--low-bandwidth=false was not kept: %v", s.LowBandwidth)
	}
	r = sh.run(t, harbor("New", "1"), "--cloud", "http://127.0.0.1:1").want(t, command.Done)
	if r.set.Cloud != "http://127.0.0.1:1" || r.set.LowBandwidth != nil {
		t.Errorf("settings %+v", r.set)
	}
}

func TestConsole_defaults(t *testing.T) {
	t.Parallel()
	yes := true
	sh := shell{defaults: command.Settings{Theme: "light", Color: "16", ReadOnly: true, ASCII: true, LowBandwidth: &yes}}
	s := sh.run(t, harbor("New", "1")).want(t, command.Done).set
	if s.Theme != "light" || s.Color != "16" || !s.ReadOnly || !s.ASCII || s.LowBandwidth == nil || !*s.LowBandwidth {
		t.Errorf("without flags: %+v", s)
	}
	s = sh.run(t, harbor("New", "1"), "--theme", "dark", "--read-only=false", "--ascii=false", "--low-bandwidth=false").want(t, command.Done).set
	if s.Theme != "dark" || s.Color != "16" || s.ReadOnly || s.ASCII || *s.LowBandwidth {
		t.Errorf("flags go before the config file: %+v", s)
	}
}

func TestUsage(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args []string
		says []string
	}{
		"unknown command":     {[]string{"ofers"}, []string{`"ofers" is not a command of awning`, "did you mean offers, orders?"}},
		"far from anything":   {[]string{"sail"}, []string{`"sail" is not a command`, "awning --help"}},
		"unknown flag":        {[]string{"offers", "--sail"}, []string{"there is no flag --sail", "awning offers --help"}},
		"unknown letter":      {[]string{"offers", "-x"}, []string{"there is no flag -x"}},
		"value missing":       {[]string{"offers", "--search"}, []string{"--search needs a value"}},
		"choice":              {[]string{"offers", "--output", "xml"}, []string{`"xml" cannot be the value of --output: use table, json, csv`}},
		"number":              {[]string{"sandbox", "--offers", "many"}, []string{`"many" cannot be the value of --offers`}},
		"duration":            {[]string{"sandbox", "--latency", "long"}, []string{`"long" cannot be the value of --latency`}},
		"syntax":              {[]string{"offers", "--=x"}, []string{`"--=x" is not a flag`}},
		"argument missing":    {[]string{"show"}, []string{"awning show needs OFFER"}},
		"argument too many":   {[]string{"show", "a", "b"}, []string{`does not take the argument "b"`}},
		"help about nothing":  {[]string{"help", "sail"}, []string{`"sail" is not a command`}},
		"api without choice":  {[]string{"offers", "--api", "soap"}, []string{"use graph, v1, cpp"}},
		"completion of a fox": {[]string{"completion", "foxsh"}, []string{"foxsh", "bash, zsh, fish, powershell"}},
		"type":                {[]string{"types", "boat"}, []string{`"boat" is not an offer type`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := script(t, harbor("New", "1"), tc.args...).want(t, command.WrongUsage).says(t, tc.says...)
			if r.out != "" || r.market.closed != 0 {
				t.Errorf("stdout %q; the market was opened %d times", r.out, r.market.closed)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "1"), "--help").want(t, command.Done).prints(t, "Usage:", "awning --sandbox")
	for _, name := range []string{
		"sandbox", "offers", "show", "get", "set", "compare", "publish", "status", "golive", "cancel", "types", "version", "completion",
		"login", "logout", "profiles", "whoami", "doctor",
	} {
		if !regexp.MustCompile(`(?m)^  ` + name + ` +\S`).MatchString(r.out) {
			t.Errorf("help does not list %s", name)
		}
		long := script(t, harbor("New", "1"), name, "--help").want(t, command.Done).prints(t, "Usage:\n  awning "+name, "Common flags:")
		if again := script(t, harbor("New", "1"), "help", name).want(t, command.Done); again.out != long.out {
			t.Errorf("help %s and %s --help differ", name, name)
		}
		for line := range strings.SplitSeq(r.out+long.out, "\n") {
			if len(line) > 90 {
				t.Errorf("a line of %d characters: %s", len(line), line)
			}
		}
	}
}

func TestVersion(t *testing.T) {
	t.Parallel()
	const want = "awning v1.2.3 (abc1234, go1.26)\n"
	for _, args := range [][]string{{"--version"}, {"version"}} {
		if r := script(t, harbor("New", "1"), args...).want(t, command.Done); r.out != want || r.err != "" {
			t.Errorf("%v printed %q and said %q", args, r.out, r.err)
		}
	}
	got := decode[command.VersionJSON](t, script(t, harbor("New", "1"), "version", "-o", "json"))
	if got != (command.VersionJSON{Version: "v1.2.3", Commit: "abc1234", Go: "go1.26"}) {
		t.Errorf("%+v", got)
	}
}

func TestCompletion(t *testing.T) {
	t.Parallel()
	for _, sh := range []string{"bash", "zsh", "fish", "powershell"} {
		script(t, harbor("New", "1"), "completion", sh).want(t, command.Done).prints(t, "awning")
	}
	script(t, harbor("New", "1"), "__complete", "off").want(t, command.Done).prints(t, "offers")
}

func TestTypes(t *testing.T) {
	t.Parallel()
	got := decode[command.TypesJSON](t, script(t, harbor("New", "1"), "types", "-o", "json").want(t, command.Done))
	if len(got.Types) != 11 {
		t.Errorf("%d types", len(got.Types))
	}
	one := decode[command.TypeJSON](t, script(t, harbor("New", "1"), "types", "azure application", "-o", "json").want(t, command.Done))
	found := false
	for _, s := range one.Sections {
		for _, f := range s.Fields {
			found = found || f.Path == "plans/PLAN/pricing.price" && f.Kind == "money"
		}
	}
	if !found {
		t.Errorf("no price among the fields of %s", one.ID)
	}
	script(t, harbor("New", "1"), "types", "virtual-machine").want(t, command.Done).prints(t, "listing", "PATH")
	script(t, harbor("New", "1"), "types").want(t, command.Done).prints(t, "Azure application", "virtual-machine")
}

func TestSandbox(t *testing.T) {
	t.Parallel()
	var s command.Serving
	sh := shell{serving: &s}
	sh.run(t, harbor("New", "1"), "sandbox", "--addr", "127.0.0.1:0", "--token", "T", "--offers", "400", "--latency", "300ms",
		"--step-time", "1s", "--earnings", "5000", "--export-time", "2m", "--seed", "7", "--log", "x", "--keys", "k").want(t, command.Done).
		prints(t, "http://127.0.0.1:8787", "AZURE_CLIENT_SECRET", "s-1", "ingrid@fjordlabs.example", "Fjord Labs: owner, Brightwave Software: no role").
		says(t, "--cloud http://127.0.0.1:8787", "awning login --cloud http://127.0.0.1:8787 --client-id p-1", "http://127.0.0.1:8787/devicelogin", "are in k.")
	if s.Addr != "127.0.0.1:0" || s.Token != "T" || s.Offers != 400 || s.Latency != 300*time.Millisecond || s.StepTime != time.Second ||
		s.Earnings != 5000 || s.ExportTime != 2*time.Minute || s.Seed != 7 || s.Log != "x" || s.Keys != "k" {
		t.Errorf("serving %+v", s)
	}
	got := decode[command.SandboxJSON](t, sh.run(t, harbor("New", "1"), "sandbox", "-o", "json").want(t, command.Done))
	if got.URL != "http://127.0.0.1:8787" || got.PublicClientID != "p-1" || len(got.Identities) != 1 || got.Identities[0].Secret != "s-1" {
		t.Errorf("%+v", got)
	}
	if len(got.People) != 1 || len(got.People[0].Accounts) != 2 || got.People[0].Accounts[1] != (command.SandboxMemberJSON{
		Account: "Brightwave Software", Tenant: "t-1", Role: "none",
	}) {
		t.Errorf("people %+v", got.People)
	}
	sh.run(t, harbor("New", "1"), "sandbox", "-o", "csv").want(t, command.Done).prints(t, "account,tenant,clientId,clientSecret\n", "Brightwave Software,t-1,c-1,s-1")
}

func TestErrors(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		err  error
		exit command.Exit
		says string
	}{
		"not signed in":   {errSignIn, command.NotAllowed, "awning: the service wants another sign-in"},
		"with a hint":     {&unknownError{"x"}, command.Failed, "        did you mean harbor-backup?"},
		"own exit":        {command.NewError(command.NotAllowed, "no profile", "make one"), command.NotAllowed, "awning: no profile\n        make one"},
		"hostile":         {errors.New("a\x1b]0;title\x07b\r\nc"), command.Failed, "awning: a"},
		"several at once": {errors.Join(errors.New("one"), errors.New("two")), command.Failed, "one"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := shell{openErr: tc.err}.run(t, harbor("New", "1"), "offers", "--output", "json").want(t, tc.exit).says(t, tc.says)
			if r.out != "" || strings.Contains(r.err, "goroutine") || strings.Count(r.err, "\n") > 2 {
				t.Errorf("stdout %q, stderr %q", r.out, r.err)
			}
		})
	}
}

// A fault of our own ends a command in words; what it says could hold anything and is
// for the report alone.
func TestRun_fault(t *testing.T) {
	t.Parallel()
	const canary = "canary-5f1d"
	rows, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		unwritten error
		says      string
	}{
		"written": {nil, "see /reports/1"}, "not written": {errors.New("the disk is full"), "the disk is full"},
	} {
		var out, errs bytes.Buffer
		var got any
		exit := command.Run(t.Context(), command.Options{
			Args: []string{"offers"}, In: strings.NewReader(""), Out: &out, Err: &errs, Now: now, Catalog: rows,
			Env:  func(string) string { return "" },
			Open: func(context.Context, command.Settings) (command.Market, func() error, error) { panic(canary) },
			Report: func(what any, stack []byte) (string, error) {
				got = what
				if !bytes.Contains(stack, []byte("TestRun_fault")) {
					t.Errorf("%s: the stack is not the fault's:\n%s", name, stack)
				}
				return "/reports/1", tt.unwritten
			},
		})
		said := out.String() + errs.String()
		if exit != command.Failed || got != canary || !strings.Contains(said, tt.says) || strings.Contains(said, canary) {
			t.Errorf("%s: exit %d, report of %v, said %q", name, exit, got, said)
		}
	}
}
