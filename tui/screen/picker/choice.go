package picker

import (
	"context"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

const (
	// storeTimeout ends a question to the store.
	storeTimeout = 10 * time.Second
	// probeEvery is how old it may be what is known of a profile's abilities before
	// they are looked at again in passing.
	probeEvery = 15 * time.Minute
)

// choice is what was chosen last.
type choice struct {
	scope model.Scope
	made  bool
}

// is reports whether a row is that choice. Where the account was not known by then,
// the profile and the publisher tell.
func (c choice) is(r row) bool {
	return c.made && r.scope.Profile == c.scope.Profile && r.scope.Publisher == c.scope.Publisher &&
		(c.scope.Account == "" || r.scope.Account == c.scope.Account)
}

// recall asks the store what was chosen last.
func (s *Screen) recall() tea.Cmd {
	api := s.api
	return s.choice.Start(s.ctx(), storeTimeout, func(ctx context.Context) (choice, error) {
		scope, made, err := api.LastChoice(ctx)
		return choice{scope, made}, err
	})
}

// recalled puts what was chosen last first. That it could not be recalled hinders
// nobody.
func (s *Screen) recalled(r ui.Result[choice]) tea.Cmd {
	if !s.choice.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.d.Text.Picker.Recall, r.Err)
	}
	s.last = r.Val
	if !s.read {
		s.rows.SetRows(s.lastFirst(s.rows.All()))
		s.toLast()
		return nil
	}
	s.show(s.chosen())
	return nil
}

// lastFirst puts the account that was worked in last before the others, and in it
// the publisher.
func (s *Screen) lastFirst(rows []row) []row {
	i := slices.IndexFunc(rows, s.last.is)
	if i < 0 {
		return rows
	}
	last := rows[i]
	rank := func(r row) int {
		switch {
		case r.key == rowKey{}: // everything stays on top
			return 0
		case r.key == last.key:
			return 1
		case r.key.profile == last.key.profile && r.key.account == last.key.account:
			return 2
		}
		return 3
	}
	out := slices.Clone(rows)
	slices.SortStableFunc(out, func(a, b row) int { return rank(a) - rank(b) })
	return out
}

// toLast puts the cursor on what was chosen last, unless it was moved.
func (s *Screen) toLast() {
	if s.rows.Position() > 1 {
		return
	}
	rows := s.rows.All()
	if i := slices.IndexFunc(rows, s.last.is); i >= 0 {
		s.rows.Select(rows[i].key)
	}
}

// keep remembers a choice, whatever becomes of this screen.
func (s *Screen) keep(scope model.Scope) tea.Cmd {
	ctx, api, t := context.WithoutCancel(s.ctx()), s.api, s.d.Text
	s.last = choice{scope, true}
	return func() tea.Msg {
		limited, cancel := context.WithTimeout(ctx, storeTimeout)
		defer cancel()
		if err := api.KeepChoice(limited, scope); err != nil {
			return ui.Failure(t, t.Picker.Keep, err)
		}
		return nil
	}
}

// probed says what a profile was found to be allowed.
type probed struct {
	by      *Screen
	round   int
	profile model.ProfileName
	found   model.Capabilities
	err     error
}

// probe finds out, side by side, what the profiles may do that nobody has looked at
// for a while.
func (s *Screen) probe() tea.Cmd {
	s.round++
	var cmds []tea.Cmd
	var asked []model.ProfileName
	ctx, api, round := s.ctx(), s.api, s.round
	for _, a := range s.seen {
		p := a.Profile
		if s.d.Now().Sub(a.Able.At) < probeEvery || slices.Contains(asked, p) {
			continue
		}
		asked = append(asked, p)
		cmds = append(cmds, func() tea.Msg {
			limited, cancel := context.WithTimeout(ctx, readTimeout)
			defer cancel()
			found, err := api.Capabilities(limited, p)
			return probed{s, round, p, found, err}
		})
	}
	return tea.Batch(cmds...)
}

// probed shows what was found. What was not is not known, which is no failure.
func (s *Screen) probed(msg probed) tea.Cmd {
	if msg.by != s || msg.round != s.round || msg.err != nil {
		return nil
	}
	for i, a := range s.seen {
		if a.Profile == msg.profile {
			s.seen[i].Able = msg.found
		}
	}
	s.show(s.chosen())
	return nil
}
