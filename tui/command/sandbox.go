package command

import (
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
	Seed     int64
	Log      string // file; empty for none
	// Ready is called once, with the base address, when requests are taken.
	Ready func(s Started) error
}

// Started is what a served sandbox can be used with.
type Started struct {
	URL        string
	Identities []Identity
}

// Identity is one service principal of the sandbox's world.
type Identity struct {
	Account, Tenant, ClientID, Secret string
	Publishers                        []string
}

func (r *run) sandboxCommand() *cobra.Command {
	t := &r.text.Command
	q := Serving{Ready: r.served}
	const addr, step = "127.0.0.1:8787", 4 * time.Second
	cmd := r.command("sandbox", t.Help.Sandbox, t.Help.SandboxLong, func(cmd *cobra.Command, _ []string) error {
		return r.opt.Serve(cmd.Context(), q)
	})
	f := cmd.Flags()
	f.StringVar(&q.Addr, "addr", addr, t.Flag.Addr)
	f.StringVar(&q.Token, "token", "", t.Flag.Token)
	f.IntVar(&q.Offers, "offers", 0, t.Flag.Offers)
	f.DurationVar(&q.Latency, "latency", 0, t.Flag.Latency)
	f.DurationVar(&q.StepTime, "step-time", step, t.Flag.StepTime)
	f.Int64Var(&q.Seed, "seed", 1, t.Flag.Seed)
	f.StringVar(&q.Log, "log", "", t.Flag.Log)
	return cmd
}

// served tells how to use a sandbox that takes requests now.
func (r *run) served(s Started) error {
	t := &r.text.Command.Result
	type identity struct {
		Account    string   `json:"account"`
		Tenant     string   `json:"tenant"`
		ClientID   string   `json:"clientId"`
		Secret     string   `json:"clientSecret"`
		Publishers []string `json:"publishers"`
	}
	out := struct {
		URL        string     `json:"url"`
		Identities []identity `json:"identities"`
	}{URL: s.URL, Identities: []identity{}}
	rows := table{columns: []column{
		{name: "account", head: t.Account},
		{name: "tenant", head: "AZURE_TENANT_ID"},
		{name: "clientId", head: "AZURE_CLIENT_ID"},
		{name: "clientSecret", head: "AZURE_CLIENT_SECRET"},
	}}
	for _, i := range s.Identities {
		out.Identities = append(out.Identities, identity{i.Account, i.Tenant, i.ClientID, i.Secret, some(i.Publishers)})
		rows.rows = append(rows.rows, texts(i.Account, i.Tenant, i.ClientID, i.Secret))
	}
	if r.set.Output == Table {
		if err := r.write(sprintf(t.Serving, s.URL) + "\n\n"); err != nil {
			return err
		}
	}
	if err := r.output(out, rows); err != nil {
		return err
	}
	r.notef(t.ServingHow, s.URL)
	return nil
}
