package ui_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/text"
	"awning/tui/ui"
)

func bound(k string, done *int, refused func() string) ui.Action {
	return ui.Action{
		Binding: key.NewBinding(key.WithKeys(k)), Refused: refused,
		Do: func() tea.Cmd {
			*done++
			return nil
		},
	}
}

func TestDispatch(t *testing.T) {
	t.Parallel()
	done := 0
	why := ""
	rows := []ui.Action{bound("a", &done, nil), bound("b", &done, func() string { return why })}
	msg := func(r rune) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}} }

	if _, ok := ui.Dispatch(msg('c'), rows); ok || done != 0 {
		t.Error("a key that is bound to nothing did something")
	}
	if _, ok := ui.Dispatch(msg('a'), rows); !ok || done != 1 {
		t.Error("a did nothing")
	}
	why = "not while it is running"
	cmd, ok := ui.Dispatch(msg('b'), rows)
	if !ok || done != 1 || cmd == nil {
		t.Fatal("a refused action was done, or not answered")
	}
	if n, isNotice := cmd().(ui.Notice); !isNotice || n.Text != why {
		t.Errorf("the answer is %v", n)
	}
	why = ""
	if _, ok = ui.Dispatch(msg('b'), rows); !ok || done != 2 {
		t.Error("b did nothing")
	}
}

// hinted is an error that knows what to do next.
type hinted struct{}

func (hinted) Error() string { return "changed elsewhere\x1b[2J" }
func (hinted) Hint() string  { return "press r to read it again" }

func TestFailure(t *testing.T) {
	t.Parallel()
	texts := text.English()
	for name, c := range map[string]struct {
		err  error
		want ui.Notice
	}{
		"plain":    {errors.New("no route\nto host"), ui.Notice{Level: ui.Bad, Text: "could not save: no route␊to host"}},
		"deadline": {fmt.Errorf("get: %w", context.DeadlineExceeded), ui.Notice{Level: ui.Bad, Text: "could not save: no answer in time", Hint: "press r to try again"}},
		"hinted":   {fmt.Errorf("put: %w", hinted{}), ui.Notice{Level: ui.Bad, Text: "could not save: put: changed elsewhere", Hint: "press r to read it again"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.want.Cause = c.err
			if got := ui.Failure(texts, "save", c.err); got != c.want {
				t.Errorf("Failure = %+v, want %+v", got, c.want)
			}
		})
	}
}

// Only the newest request's answer counts, whatever order they arrive in.
func TestLatest(t *testing.T) {
	t.Parallel()
	var l, other ui.Latest[int]
	ended := make(map[int]func() bool)
	ask := func(n int) tea.Cmd {
		return l.Start(t.Context(), time.Minute, func(ctx context.Context) (int, error) {
			ended[n] = func() bool { return ctx.Err() != nil }
			return n, nil
		})
	}
	result := func(c tea.Cmd) ui.Result[int] {
		r, ok := c().(ui.Result[int])
		if !ok {
			t.Fatal("the command brings something else")
		}
		return r
	}
	one := result(ask(1))
	two := ask(2)
	if !ended[1]() {
		t.Error("the first request was not cancelled")
	}
	if !l.Busy() || l.Accept(one) {
		t.Error("the answer to an old request was accepted")
	}
	second := result(two)
	if other.Accept(second) {
		t.Error("an answer was accepted by somebody else")
	}
	if !l.Accept(second) || l.Busy() || l.Accept(second) {
		t.Error("the newest answer counts once")
	}
	late := ask(3)
	l.Stop()
	if l.Accept(result(late)) {
		t.Error("the answer to a stopped request was accepted")
	}
}
