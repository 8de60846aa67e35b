package overview

import (
	"context"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

const (
	storeTimeout = 10 * time.Second
	askTimeout   = 60 * time.Second
	// lookEvery is the least time between two looks at a submission that somebody
	// else started; our own are watched by the root.
	lookEvery = 15 * time.Second
	// quiet is how long the root must have been silent before this screen looks
	// for itself.
	quiet = 2 * time.Minute
)

// due asks for another look at a running submission.
type due struct{ screen *Screen }

// reload reads everything again; what is shown stays until it is answered.
func (s *Screen) reload() tea.Cmd {
	return tea.Batch(s.ask(), s.loader.Start(s.ctx(), model.Environments()...))
}

// ask asks where the offer stands.
func (s *Screen) ask() tea.Cmd {
	api, o := s.api, s.offer
	return s.asked.Start(s.ctx(), askTimeout, func(ctx context.Context) (model.Standing, error) {
		return api.Standing(ctx, o)
	})
}

func (s *Screen) answered(r ui.Result[model.Standing]) tea.Cmd {
	if !s.asked.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.doing(s.d.Text.Overview.ReadOffer), r.Err)
	}
	s.standing, s.stands = r.Val, true
	return s.lookAt()
}

// subject is the submission whose steps are shown: the running one, else the
// newest.
func (s *Screen) subject() (model.Submission, bool) {
	switch {
	case s.standing.Running != nil:
		return *s.standing.Running, true
	case s.standing.Last != nil:
		return *s.standing.Last, true
	}
	return model.Submission{}, false
}

// lookAt looks at the steps of the latest submission.
func (s *Screen) lookAt() tea.Cmd {
	sub, ok := s.subject()
	if !ok {
		return nil
	}
	api, op := s.api, model.Following(s.offer, sub)
	return s.looks.Start(s.ctx(), askTimeout, func(ctx context.Context) (model.Progress, error) {
		return api.Watch(ctx, op)
	})
}

func (s *Screen) looked(r ui.Result[model.Progress]) tea.Cmd {
	if !s.looks.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	if r.Err != nil {
		return ui.Fail(s.d.Text, s.doing(s.d.Text.Overview.LookAtSubmission), r.Err)
	}
	was := s.standing.Running != nil
	s.take(r.Val)
	if s.standing.Running == nil {
		if was {
			return s.reload()
		}
		return nil
	}
	return tea.Tick(max(r.Val.Wait, lookEvery), func(time.Time) tea.Msg { return due{s} })
}

// lookAgain looks at a running submission unless the root is telling of it.
func (s *Screen) lookAgain() tea.Cmd {
	if s.standing.Running == nil {
		return nil
	}
	if s.d.Now().Sub(s.heard) < quiet {
		return tea.Tick(quiet, func(time.Time) tea.Msg { return due{s} })
	}
	return s.lookAt()
}

// watched takes what the root saw of an operation on this offer. When it ended,
// everything may have changed.
func (s *Screen) watched(msg ui.Watched) tea.Cmd {
	if msg.Progress.Operation.Offer.Product != s.offer.Product || msg.Err != nil {
		return nil
	}
	s.heard = s.d.Now()
	s.take(msg.Progress)
	if msg.Progress.Done() {
		return s.reload()
	}
	return nil
}

// take keeps what a look showed.
func (s *Screen) take(p model.Progress) {
	s.steps = p
	s.standing, s.stands = p.Standing, true
}
