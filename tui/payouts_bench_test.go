package tui_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/client/auth"
	"awning/client/sandbox"
	"awning/client/sandbox/exports"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
	"awning/model/payout"
	"awning/tries"
	"awning/tui"
	"awning/tui/root"
	"awning/tui/tuitest"
)

// BenchmarkConsole_earnings is a letter that narrows all earnings, from the key to the frame
// with the lines that are left: of half a million at a scale of 25, and of few where only its
// working is looked at.
func BenchmarkConsole_earnings(b *testing.B) {
	market := till(b, tries.Of(tries.Of(800)))
	x := &bench{b: b, app: consoleOf(b, market), msgs: make(chan tea.Msg, 64)}
	x.run(x.app.Init())
	x.update(tea.WindowSizeMsg{Width: 120, Height: 40})
	x.until("payouts")
	x.update(tuitest.Key("$"))
	x.until("Last payment")
	x.update(tuitest.Key("a"))
	x.until("1-100 of")
	left := func(text string) string {
		b.Helper()
		lines, total, err := market.Earnings(b.Context(), payout.Scope{}, payout.Query{Text: text}, 1, 0)
		if err != nil || len(lines) == 0 {
			b.Fatalf("%q: %d lines, %v", text, total, err)
		}
		return fmt.Sprintf(" %d of ", total)
	}
	const letters = "0123456789abcdef" // more texts than the store remembers
	found, before := make([]string, len(letters)), left("7")
	for i, letter := range letters {
		found[i] = left("7" + string(letter))
	}
	for _, k := range []string{"/", "7"} {
		x.update(tuitest.Key(k))
	}
	x.until(before)
	i := 0
	for b.Loop() {
		x.update(tuitest.Key(letters[i%len(letters) : i%len(letters)+1]))
		x.until(found[i%len(letters)])
		b.StopTimer()
		x.update(tuitest.Key("backspace"))
		x.until(before)
		b.StartTimer()
		i++
	}
}

// till is a market whose store has so many earnings, and the payments of them.
func till(b *testing.B, lines int) *client.Market {
	b.Helper()
	w := world.New(world.Options{Now: time.Now(), Earnings: lines})
	kept, _, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "awning", "awning.db"), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = kept.Close() })
	rows, err := loaded()
	if err != nil {
		b.Fatal(err)
	}
	earned, paid := exports.Format{}.Earnings(w.Books[0].Earnings(), exports.Filter{}), exports.Format{}.Payments(slices.Values(w.Books[0].Payments), exports.Filter{})
	seat := kept.For("owner")
	if _, err = seat.ImportEarnings(b.Context(), payout.Earnings(earned), store.Import{}); err == nil {
		_, err = seat.ImportPayments(b.Context(), payout.Payments(paid), store.Import{})
	}
	if err == nil {
		err = seat.Refreshed(b.Context(), time.Now(), payout.FromExports)
	}
	if err != nil {
		b.Fatal(err)
	}
	m, err := client.New(client.Options{
		Seats: []client.Seat{{Who: model.Profile{Name: "owner"}, Identity: "owner", Tokens: auth.NewStatic(secret.New("owner"))}},
		Store: kept, Catalog: rows, Base: sandbox.New(sandbox.Options{World: w, Token: "owner"}).RoundTripper(),
	})
	if err != nil {
		b.Fatal(err)
	}
	return m
}

func consoleOf(b *testing.B, m *client.Market) *root.App {
	b.Helper()
	rows, err := loaded()
	if err != nil {
		b.Fatal(err)
	}
	app, err := tui.New(b.Context(), tui.Options{Market: m, Catalog: rows, Env: func(name string) string {
		return map[string]string{"TERM": "xterm-256color", "LANG": "en_GB.UTF-8"}[name]
	}})
	if err != nil {
		b.Fatal(err)
	}
	return app
}
