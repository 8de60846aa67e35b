package command

import (
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// Serving is how the sandbox is served.
type Serving struct {
	Addr     string
	Token    string
	Offers   int // 0: the standard world
	Latency  time.Duration
	StepTime time.Duration
	// Earnings is how many lines of earnings each account has at least; 0: the standard
	// few hundred.
	Earnings int
	// ExportTime is how long an export of payouts, or a report, takes.
	ExportTime time.Duration
	Seed       int64
	Log        string // file; empty for none
	// Keys is a folder for certificates and assertions that applications may sign
	// in with; empty for none.
	Keys string
	// Ready is called once, with the base address, when requests are taken.
	Ready func(s Started) error
}

// Started is what a served sandbox can be used with.
type Started struct {
	URL          string
	PublicClient string // client id of the application with which people sign in
	Keys         string // folder of certificates and assertions; empty for none
	Identities   []Identity
	People       []Person
}

// Identity is one service principal of the sandbox's world.
type Identity struct {
	Account, Tenant, ClientID, Secret string
	Certificate, Assertion            string // files; empty without [Serving.Keys]
	Publishers                        []string
}

// Person is somebody of the sandbox's world to sign in as.
type Person struct {
	User, Name string
	Member     []Member // home first
}

// Member is what somebody is in one account.
type Member struct {
	Account, Tenant, Role string
}

func (r *run) sandboxCommand() *cobra.Command {
	t := &r.text.Command
	q := Serving{Ready: r.served}
	const addr, step, export = "127.0.0.1:8787", 4 * time.Second, 3 * time.Second
	cmd := r.command("sandbox", t.Help.Sandbox, t.Help.SandboxLong, func(cmd *cobra.Command, _ []string) error {
		return r.opt.Serve(cmd.Context(), q)
	})
	f := cmd.Flags()
	f.StringVar(&q.Addr, "addr", addr, t.Flag.Addr)
	f.StringVar(&q.Token, "token", "", t.Flag.Token)
	f.IntVar(&q.Offers, "offers", 0, t.Flag.Offers)
	f.DurationVar(&q.Latency, "latency", 0, t.Flag.Latency)
	f.DurationVar(&q.StepTime, "step-time", step, t.Flag.StepTime)
	f.IntVar(&q.Earnings, "earnings", 0, t.Result.Sandbox.Earnings)
	f.DurationVar(&q.ExportTime, "export-time", export, t.Result.Sandbox.ExportTime)
	f.Int64Var(&q.Seed, "seed", 1, t.Flag.Seed)
	f.StringVar(&q.Log, "log", "", t.Flag.Log)
	f.StringVar(&q.Keys, "keys", "", t.Result.Sandbox.Keys)
	return cmd
}

// served tells how to use a sandbox that takes requests now: data on standard
// output, the way on standard error.
func (r *run) served(s Started) error {
	t := &r.text.Command.Result.Sandbox
	apps, people := r.sandboxApps(s.Identities), r.sandboxPeople(s.People)
	if r.set.Output == Table {
		v := r.view()
		text := sprintf(t.Serving, s.URL) + "\n\n" + t.Apps + "\n\n" + apps.draw(v)
		if len(s.People) > 0 {
			text += "\n" + t.People + "\n\n" + people.draw(v)
		}
		if err := r.write(text); err != nil {
			return err
		}
	} else if err := r.output(startedJSON(s), apps); err != nil {
		return err
	}
	r.notef("%s", r.howToUse(s))
	return nil
}

// howToUse says how to use the sandbox from another terminal.
func (r *run) howToUse(s Started) string {
	t := &r.text.Command.Result.Sandbox
	lines := []string{"", sprintf(t.HowApp, s.URL)}
	if s.PublicClient != "" {
		lines = append(lines, sprintf(t.HowPerson, s.URL, s.PublicClient), sprintf(t.HowCode, s.URL))
	}
	if s.Keys != "" {
		lines = append(lines, sprintf(t.HowKeys, s.Keys))
	}
	return strings.Join(append(lines, t.HowEnd), "\n")
}

// sandboxApps are the applications as rows, under the names of the variables
// that take them.
func (r *run) sandboxApps(list []Identity) table {
	rows := table{columns: []column{
		{name: "account", head: r.text.Command.Result.Account},
		{name: "tenant", head: "AZURE_TENANT_ID"},
		{name: "clientId", head: "AZURE_CLIENT_ID"},
		{name: "clientSecret", head: "AZURE_CLIENT_SECRET"},
	}}
	for _, i := range list {
		rows.rows = append(rows.rows, texts(i.Account, i.Tenant, i.ClientID, i.Secret))
	}
	return rows
}

func (r *run) sandboxPeople(list []Person) table {
	t := &r.text.Command.Result.Sandbox
	rows := table{columns: []column{{name: "user", head: t.User}, {name: "name", head: t.Name}, {name: "accounts", head: t.Accounts}}}
	for _, p := range list {
		var member []string
		for _, m := range p.Member {
			member = append(member, sprintf(t.Member, m.Account, t.Roles[m.Role]))
		}
		rows.rows = append(rows.rows, texts(p.User, p.Name, strings.Join(member, ", ")))
	}
	return rows
}

func startedJSON(s Started) SandboxJSON {
	out := SandboxJSON{URL: s.URL, PublicClientID: s.PublicClient, Identities: []SandboxAppJSON{}, People: []SandboxPersonJSON{}}
	for _, i := range s.Identities {
		out.Identities = append(out.Identities, SandboxAppJSON{
			Account: i.Account, Tenant: i.Tenant, ClientID: i.ClientID, Secret: i.Secret,
			Certificate: i.Certificate, Assertion: i.Assertion, Publishers: some(i.Publishers),
		})
	}
	for _, p := range s.People {
		one := SandboxPersonJSON{User: p.User, Name: p.Name, Accounts: []SandboxMemberJSON{}}
		for _, m := range p.Member {
			one.Accounts = append(one.Accounts, SandboxMemberJSON(m))
		}
		out.People = append(out.People, one)
	}
	return out
}
