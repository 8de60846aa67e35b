package main_test

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
	"awning/model/catalog"
	"awning/tries"
	"awning/tui"
	"awning/tui/root"
	"awning/tui/ui"
)

// The secrets that faults are about: of the length and the letters of real ones.
const (
	faultSecret = "Q8x8Q~canaryCANARYcanaryCANARY.canary_123"
	faultToken  = "eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJjYW5hcnkiOiJjYW5hcnkgaW4gYSB0b2tlbiJ9.Y2FuYXJ5IG9mIGEgc2lnbmF0dXJl"
	faultSign   = "Y2Fu+XJ5/GEgc2ln+mF0/XJlIG9mIGFuIGFkZHJlc3M="
)

// faulty is a screen that breaks where it is told to.
type faulty struct {
	in    string // "Update", "View", "command", "batch"
	with  any
	armed bool
}

func (f *faulty) Title() string                { return "faulty" }
func (f *faulty) Init(context.Context) tea.Cmd { return nil }
func (f *faulty) SetSize(int, int)             {}
func (f *faulty) Actions() []ui.Action         { return nil }
func (f *faulty) Typing() bool                 { return true }

func (f *faulty) View() string {
	if f.armed && f.in == "View" {
		panic(f.with)
	}
	return "faulty"
}

func (f *faulty) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.KeyMsg); !ok {
		return nil
	}
	f.armed = true
	breaks := func() tea.Msg { panic(f.with) }
	switch f.in {
	case "Update":
		panic(f.with)
	case "command":
		return breaks
	case "batch":
		return tea.Batch(breaks, breaks)
	}
	return nil
}

// faults are what a panic may carry, with secrets in it.
func faults() []any {
	kept := secret.New(faultSecret)
	holder := struct {
		Name string
		Own  secret.String
		all  []secret.String
	}{"work", kept, []secret.String{kept}}
	address := "https://x.blob.core.windows.net/c/a.zip?sv=2020-01-01&se=2026&sig=" + url.QueryEscape(faultSign)
	_, parse := url.Parse("https://x.blob.core.windows.net/\x7f?sig=" + url.QueryEscape(faultSign))
	return []any{
		kept, &kept, holder, fmt.Errorf("the secret %v of %+v: %w", kept, holder, errors.New(kept.String())),
		fmt.Sprintf("%#v %x %q", holder, kept, kept),
		"unexpected token " + faultToken, errors.New("client_secret=" + faultSecret + ": not understood"),
		"Authorization: Bearer " + faultToken, "upload to " + address, parse,
		`document {"password":"` + faultSecret + `","connectionString":"AccountKey=` + faultSign + `"}`,
	}
}

// faultTrap knows the secrets of the faults.
func faultTrap() *trap {
	x := newTrap()
	x.add("secret", faultSecret)
	x.add("token", faultToken)
	x.add("signature", faultSign)
	return x
}

// faultyConsole is a whole console on a sandbox, with a faulty screen on top.
func faultyConsole(t *testing.T, reports string, f *faulty) *root.App {
	t.Helper()
	w := world.New(world.Options{Now: time.Now(), Seed: 1})
	a := w.Accounts[0]
	rows, err := catalog.Load()
	if err != nil {
		t.Fatal(err)
	}
	kept, err := store.OpenMemory(t.Context(), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	who := model.Profile{Name: "work", Kind: model.ClientSecret, Tenant: a.Tenant, ClientID: a.ClientID}
	base := sandbox.New(sandbox.Options{World: w, Seed: 1}).RoundTripper()
	market, err := client.New(client.Options{
		Catalog: rows, Store: kept, Base: base, Now: time.Now,
		Seats: []client.Seat{{Who: who, Identity: "work", Tokens: auth.Source(who, auth.SourceOptions{
			Base: base, Safe: secret.NewSafe(secret.SafeOptions{}),
			Getenv: func(name string) string { return map[string]string{"AZURE_CLIENT_SECRET": a.ClientSecret}[name] },
		})}},
	})
	if err != nil {
		t.Fatal(err)
	}
	app, err := tui.New(t.Context(), tui.Options{Market: market, Catalog: rows, Reports: reports})
	if err != nil {
		t.Fatal(err)
	}
	app.Update(tea.WindowSizeMsg{Width: 120, Height: 40})
	app.Update(ui.Push{Screen: f})
	return app
}

// A fault in Awning itself shows no secret: not in its report, not on the screen, not
// in its error.
func TestCanary_faults(t *testing.T) {
	t.Parallel()
	x, panics, found := faultTrap(), 0, 0
	look := func(what string, data []byte) {
		for _, hit := range x.hits(data) {
			found++
			t.Errorf("%s: %s", what, hit)
		}
	}
	for range tries.Of(1) {
		for _, in := range []string{"Update", "View", "command", "batch"} {
			for i, with := range faults() {
				reports := filepath.Join(t.TempDir(), "reports")
				app := faultyConsole(t, reports, &faulty{in: in, with: with})
				_, cmd := app.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("x")})
				carryOut(app, cmd)
				look(fmt.Sprintf("the screen after fault %d in %s", i, in), []byte(app.View()))
				if fault := app.Fault(); fault != nil {
					look(fmt.Sprintf("the error of fault %d in %s", i, in), []byte(fault.Error()))
				} else if in == "Update" || in == "View" {
					t.Errorf("fault %d in %s went by", i, in)
				}
				files, err := filepath.Glob(filepath.Join(reports, "*"))
				if err != nil || len(files) == 0 {
					t.Errorf("fault %d in %s left no report: %v", i, in, err)
				}
				for _, name := range files {
					report, rerr := os.ReadFile(name)
					if rerr != nil || !strings.Contains(string(report), "goroutine") {
						t.Errorf("report of fault %d in %s: %s, %v", i, in, report, rerr)
					}
					look(fmt.Sprintf("the report of fault %d in %s", i, in), report)
					panics++
				}
			}
		}
	}
	t.Logf("%d panics with secrets in them: %d hits", panics, found)
}

// carryOut runs a command and those it brings, and hands on what they answer. What
// follows from that are the timers of notices.
func carryOut(app *root.App, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg:
	case tea.BatchMsg:
		for _, one := range msg {
			carryOut(app, one)
		}
	default:
		app.Update(msg)
	}
}
