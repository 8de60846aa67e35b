package root

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
)

const (
	// lookTimeout ends a look that gets no answer.
	lookTimeout = 60 * time.Second
	// usualWait is between looks if nobody says how long to wait.
	usualWait = 5 * time.Second
	// failedWait is after a look that failed.
	failedWait = time.Minute
)

// watching is one operation being followed.
type watching struct {
	op      model.Operation
	seq     int // of the newest look or wait: older ones are dropped
	failing bool
}

// The messages of a watch.
type (
	underWay struct {
		ops []model.Operation
		err error
	}
	due struct {
		id  model.OperationID
		seq int
	}
	looked struct {
		due
		progress model.Progress
		err      error
	}
	announced struct {
		progress model.Progress
		first    bool
		err      error
	}
)

// resume finds the operations of earlier runs.
func (a *App) resume() tea.Cmd {
	w := a.o.Watcher
	if w == nil {
		return nil
	}
	parent := a.ctx()
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, lookTimeout)
		defer cancel()
		ops, err := w.UnderWay(ctx)
		return underWay{ops, err}
	}
}

// follow begins to watch an operation, unless it is watched already.
func (a *App) follow(op model.Operation) tea.Cmd {
	if _, ok := a.watch[op.ID]; ok || a.o.Watcher == nil {
		return nil
	}
	a.watch[op.ID] = watching{op: op}
	return a.look(op.ID)
}

// look takes one look at an operation.
func (a *App) look(id model.OperationID) tea.Cmd {
	w := a.watch[id]
	w.seq++
	a.watch[id] = w
	parent, watcher, op, this := a.ctx(), a.o.Watcher, w.op, due{id, w.seq}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, lookTimeout)
		defer cancel()
		p, err := watcher.Watch(ctx, op)
		return looked{this, p, err}
	}
}

// again waits and then has the operation looked at.
func (a *App) again(id model.OperationID, wait time.Duration) tea.Cmd {
	w := a.watch[id]
	w.seq++
	a.watch[id] = w
	this := due{id, w.seq}
	return tea.Tick(wait, func(time.Time) tea.Msg { return this })
}

// watched takes any message of a watch.
func (a *App) watched(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case underWay:
		if msg.err != nil && !ui.Cancelled(msg.err) {
			return a.tell(ui.Failure(a.o.Deps.Text, a.o.Deps.Text.Shell.Resume, msg.err))
		}
		cmds := make([]tea.Cmd, len(msg.ops))
		for i, op := range msg.ops {
			cmds[i] = a.follow(op)
		}
		return tea.Batch(cmds...)
	case due:
		if w, ok := a.watch[msg.id]; ok && w.seq == msg.seq {
			return a.look(msg.id)
		}
	case looked:
		if w, ok := a.watch[msg.id]; ok && w.seq == msg.seq {
			return a.looked(w, msg)
		}
	case announced:
		if msg.first || msg.err != nil {
			return a.tell(a.ending(msg.progress))
		}
	}
	return nil
}

// looked tells the screens what a look showed, and waits or ends the watch. A
// failed look is not a failed operation.
func (a *App) looked(w watching, msg looked) tea.Cmd {
	if msg.err != nil {
		if ui.Cancelled(msg.err) {
			return nil
		}
		tell := a.broadcast(ui.Watched{Progress: model.Progress{Operation: w.op}, Err: msg.err})
		var notice tea.Cmd
		if !w.failing {
			notice = a.tell(a.lookFailed(w.op, msg.err))
		}
		w.failing = true
		a.watch[msg.id] = w
		return tea.Batch(tell, notice, a.again(msg.id, failedWait))
	}
	tell := a.broadcast(ui.Watched{Progress: msg.progress})
	if !msg.progress.Done() {
		w.op, w.failing = msg.progress.Operation, false
		a.watch[msg.id] = w
		wait := msg.progress.Wait
		if wait <= 0 {
			wait = usualWait
		}
		return tea.Batch(tell, a.again(msg.id, wait))
	}
	delete(a.watch, msg.id)
	parent, watcher, p := context.WithoutCancel(a.ctx()), a.o.Watcher, msg.progress
	return tea.Batch(tell, func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, lookTimeout)
		defer cancel()
		first, err := watcher.Ended(ctx, p)
		return announced{p, first, err}
	})
}

// resumed comes back from the shell: what is shown and watched may be old.
func (a *App) resumed() tea.Cmd {
	cmds := []tea.Cmd{a.onTop()}
	for id := range a.watch {
		cmds = append(cmds, a.look(id))
	}
	return tea.Batch(cmds...)
}

func (a *App) lookFailed(op model.Operation, err error) ui.Notice {
	t := a.o.Deps.Text
	n := ui.Failure(t, fmt.Sprintf(t.Shell.CheckOn, sanitize.ID(string(op.Offer.ID))), err)
	n.Level, n.Hint = ui.Info, t.Shell.StillGoing
	return n
}

// ending says how an operation ended.
func (a *App) ending(p model.Progress) ui.Notice {
	t := a.o.Deps.Text.Shell.Ended
	l := a.o.Deps.Text.Lifecycle
	n := ui.Notice{Level: ui.Bad, Hint: t.LookHint}
	say := t.Other
	sale, _ := l.Ended(p.Operation)
	switch verb := p.Operation.Verb; p.Outcome {
	case model.OutcomeSucceeded:
		n = ui.Notice{Level: ui.Good}
		say = text.Word(map[model.Verb]string{
			model.VerbPublish: t.Published, model.VerbGoLive: t.WentLive, model.VerbCancel: t.Cancelled,
			model.VerbStop: sale, model.VerbRestore: sale,
		}, verb)
	case model.OutcomeFailed:
		say = text.Word(map[model.Verb]string{
			model.VerbPublish: t.PublishFailed, model.VerbGoLive: t.GoLiveFailed, model.VerbCancel: t.CancelFailed,
			model.VerbStop: l.StopFailed, model.VerbRestore: l.RestoreFailed,
		}, verb)
	case model.OutcomeCancelled:
		n = ui.Notice{Level: ui.Info}
		say = t.PublishCancelled
		if verb == model.VerbStop {
			say = l.StopCalledOff
		}
	case model.OutcomeNotAccepted:
		say, n.Hint = t.NotAccepted, ""
	case model.OutcomeUnclear:
		say, n.Hint = t.Unclear, t.AgainHint
	case model.OutcomeNone:
	}
	n.Text = fmt.Sprintf(say, sanitize.ID(string(p.Operation.Offer.ID)))
	return n
}
