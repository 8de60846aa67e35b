// Package contents reads what an offer holds in its environments, for the
// screens that show it: what the local store knows at once, then afresh from
// the service. A screen keeps one [Loader], hands it every message and asks it
// what is known so far.
package contents

import (
	"context"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/ui"
)

// How long a read may take. Reading an environment is dozens of calls.
const (
	storeTimeout = 10 * time.Second
	readTimeout  = 3 * time.Minute
)

// API is the part of the marketplace that reads contents.
type API interface {
	Contents(ctx context.Context, o model.Offer, env model.Environment) (model.Contents, error)
	CachedContents(ctx context.Context, o model.Offer, env model.Environment) (model.Contents, time.Time, error)
}

// Side is what is known of one environment.
type Side struct {
	model.Contents
	// Known is false until something was read, from the store or the service.
	Known bool
	// Fresh is true if it was read from the service since the last Start.
	Fresh bool
	Read  time.Time // when the service was read
	Busy  bool      // the service is being read
	Err   error     // the last read of the service failed
}

// Missing reports whether the offer is known to have nothing there.
func (s Side) Missing() bool { return s.Known && !s.Exists }

// Loader reads environments of one offer. It belongs to one screen and is used
// on the event loop only.
type Loader struct {
	api   API
	now   func() time.Time
	offer model.Offer
	envs  map[model.Environment]*environment
}

type environment struct {
	side   Side
	stored ui.Latest[reading]
	read   ui.Latest[reading]
}

type reading struct {
	contents model.Contents
	at       time.Time
}

// New returns a loader that has read nothing.
func New(api API, now func() time.Time, o model.Offer) *Loader {
	return &Loader{api: api, now: now, offer: o, envs: map[model.Environment]*environment{}}
}

// Start reads environments: from the store if nothing is known of them yet, and from
// the service in any case. Reads under way are replaced.
func (l *Loader) Start(ctx context.Context, envs ...model.Environment) tea.Cmd {
	cmds := make([]tea.Cmd, 0, 2*len(envs))
	for _, env := range envs {
		e := l.of(env)
		api, o, now := l.api, l.offer, l.now
		if !e.side.Known {
			cmds = append(cmds, e.stored.Start(ctx, storeTimeout, func(ctx context.Context) (reading, error) {
				c, at, err := api.CachedContents(ctx, o, env)
				return reading{c, at}, err
			}))
		}
		e.side.Busy, e.side.Fresh = true, false
		cmds = append(cmds, e.read.Start(ctx, readTimeout, func(ctx context.Context) (reading, error) {
			c, err := api.Contents(ctx, o, env)
			if err != nil {
				return reading{}, fmt.Errorf("reading %s of %s: %w", env, o.ID, err)
			}
			return reading{c, now()}, nil
		}))
	}
	return tea.Batch(cmds...)
}

// Update takes a message and reports whether it told the loader something new.
func (l *Loader) Update(msg tea.Msg) bool {
	r, ok := msg.(ui.Result[reading])
	if !ok {
		return false
	}
	for _, e := range l.envs {
		if e.stored.Accept(r) {
			// A store that cannot be read is no worse than an empty one here: the
			// service is being asked.
			if r.Err != nil || r.Val.at.IsZero() || e.side.Fresh {
				return false
			}
			e.side.Contents, e.side.Read, e.side.Known = r.Val.contents, r.Val.at, true
			return true
		}
		if e.read.Accept(r) {
			e.side.Busy = false
			if ui.Cancelled(r.Err) {
				return true
			}
			if e.side.Err = r.Err; r.Err == nil {
				e.side.Contents, e.side.Read, e.side.Known, e.side.Fresh = r.Val.contents, r.Val.at, true, true
			}
			return true
		}
	}
	return false
}

// Of returns what is known of an environment.
func (l *Loader) Of(env model.Environment) Side { return l.of(env).side }

// Put tells the loader of a document that was just saved, so that it shows
// before the next read.
func (l *Loader) Put(d model.Document) {
	side := &l.of(d.Env).side
	docs := append([]model.Document(nil), side.Documents...)
	for i := range docs {
		if docs[i].Key == d.Key {
			docs[i] = d
			side.Documents = docs
			return
		}
	}
	side.Documents = append(docs, d)
}

// Busy reports whether the service is being read.
func (l *Loader) Busy() bool {
	for _, e := range l.envs {
		if e.side.Busy {
			return true
		}
	}
	return false
}

func (l *Loader) of(env model.Environment) *environment {
	e, ok := l.envs[env]
	if !ok {
		e = &environment{side: Side{Contents: model.Contents{Env: env}}}
		l.envs[env] = e
	}
	return e
}
