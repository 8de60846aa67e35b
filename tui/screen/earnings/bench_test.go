package earnings_test

import (
	"context"
	"iter"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model/payout"
	"awning/tui/screen/earnings"
	"awning/tui/tuitest"
)

// instant answers at once, as if half a million lines were behind it.
type instant struct {
	lines []payout.Earning
	sums  map[payout.By][]payout.Sum
}

func (i instant) Earnings(context.Context, payout.Scope, payout.Query, int, int) ([]payout.Earning, int, error) {
	return i.lines, 500_000, nil
}

func (i instant) EarningSums(_ context.Context, _ payout.Scope, _ payout.Query, by payout.By) ([]payout.Sum, error) {
	return i.sums[by], nil
}

func (instant) EachEarning(context.Context, payout.Scope, payout.Query) iter.Seq2[payout.Earning, error] {
	return func(func(payout.Earning, error) bool) {}
}

// What a key costs beside the store: from the key to the frame with its answer. A letter of
// the search reads a page and sums; states opens the list of states; mark marks one of them.
func BenchmarkKey(b *testing.B) {
	shop := stocked(100)
	api := instant{shop.Till.Lines[:100], map[payout.By][]payout.Sum{}}
	var err error
	if api.sums[payout.ByStatus], err = shop.EarningSums(b.Context(), payout.Scope{}, payout.Query{}, payout.ByStatus); err != nil {
		b.Fatal(err)
	}
	for name, keys := range map[string]struct{ first, each []string }{
		"letter": {[]string{"/"}, []string{"h", "a", "r", "backspace", "backspace", "backspace"}},
		"down":   {nil, []string{"down", "down", "down", "up", "up", "up"}},
		"states": {nil, []string{"s", "esc"}},
		"mark":   {[]string{"s"}, []string{" "}},
		"filter": {nil, []string{"s", " ", "enter", "F"}},
	} {
		b.Run(name, func(b *testing.B) {
			s := earnings.New(tuitest.Deps(tuitest.Options{Colour: true}), api, nav(), earnings.Options{})
			s.SetSize(120, 40)
			run(s, s.Init(b.Context()))
			for _, k := range keys.first {
				press(s, k)
			}
			i := 0
			b.ReportAllocs()
			for b.Loop() {
				press(s, keys.each[i%len(keys.each)])
				if s.View() == "" {
					b.Fatal("there is no frame")
				}
				i++
			}
		})
	}
}

// press is what the root does with a key.
func press(s *earnings.Screen, name string) {
	msg := tuitest.Key(name)
	if s.Typing() {
		run(s, s.Update(msg))
		return
	}
	for _, a := range s.Actions() {
		for _, k := range a.Keys() {
			if k == msg.String() {
				run(s, a.Run())
				return
			}
		}
	}
}

// run carries a command out, and what follows from it.
func run(s *earnings.Screen, cmd tea.Cmd) {
	if cmd != nil {
		run(s, s.Update(cmd()))
	}
}
