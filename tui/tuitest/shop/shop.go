// Package shop is a marketplace made by hand, of one offer, for the tests of
// screens: it answers from memory, remembers what it was told to do, and fails
// when a test says so.
package shop

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"

	"awning/model"
	"awning/model/merge"
)

// Shop answers the calls screens make. A test sets what it wants to differ
// before the console starts.
type Shop struct {
	mu sync.Mutex

	// Now and Stored are what the service and the local store hold. An
	// environment that is missing is one the store never read, and one the
	// service has nothing in.
	Now    map[model.Environment]model.Contents
	Stored map[model.Environment]model.Contents
	Age    time.Duration // of what is stored

	State model.Standing
	Look  model.Progress // what Watch answers, but for the operation
	Sold  []model.Sale   // what Sales answers

	Memory Memory // what its store remembers
	Till   Till   // its payouts

	// Errors by call: "Contents draft", "Save", "Publish", "GoLive", "Cancel",
	// "Watch", "Standing", "Notes", "KeepNotes", "Runs". Each is answered as long as it is there.
	Errors map[string]error
	Delay  time.Duration // of every answer of the service

	StoreDelay time.Duration  // of every write of the local store
	Elsewhere  []model.Editor // other consoles at work

	calls    []string
	edits    []model.Edit
	requests []model.PublishRequest
	unsaved  []model.FieldEdit
	rev      int64
	chosen   [][]merge.Choice
	shelf    []model.FieldEdit
	open     []model.SectionKey
}

// Fail makes a call answer with an error, or succeed again if it is nil.
func (s *Shop) Fail(call string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.Errors == nil {
		s.Errors = map[string]error{}
	}
	s.Errors[call] = err
}

// Calls are the writes and looks so far: "Save listing", "Publish".
func (s *Shop) Calls() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// Saved is what was saved.
func (s *Shop) Saved() []model.Edit {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.edits)
}

// Requests are what was published.
func (s *Shop) Requests() []model.PublishRequest {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

func (s *Shop) answer(ctx context.Context, call string) error {
	if s.Delay > 0 {
		select {
		case <-time.After(s.Delay):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Errors[call]
}

func (s *Shop) note(call string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, call)
}

// Contents answers what the service holds.
func (s *Shop) Contents(ctx context.Context, _ model.Offer, env model.Environment) (model.Contents, error) {
	if err := s.answer(ctx, "Contents "+string(env)); err != nil {
		return model.Contents{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.Now[env]; ok {
		return c, nil
	}
	return model.Contents{Env: env}, nil
}

// CachedContents answers what the store holds.
func (s *Shop) CachedContents(_ context.Context, _ model.Offer, env model.Environment) (model.Contents, time.Time, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.Stored[env]
	if !ok {
		return model.Contents{}, time.Time{}, nil
	}
	return c, time.Now().Add(-s.Age), nil
}

// Standing answers where the offer stands.
func (s *Shop) Standing(ctx context.Context, _ model.Offer) (model.Standing, error) {
	if err := s.answer(ctx, "Standing"); err != nil {
		return model.Standing{}, err
	}
	return s.State, nil
}

// Save writes a document to the draft.
func (s *Shop) Save(ctx context.Context, _ model.Offer, e model.Edit) (model.Document, error) {
	s.note("Save " + e.Base.Key.String())
	if err := s.answer(ctx, "Save"); err != nil {
		return model.Document{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.edits = append(s.edits, e)
	d := e.Base
	d.Raw = slices.Clone(e.Raw)
	draft := s.Now[model.Draft]
	draft.Documents = slices.Clone(draft.Documents)
	for i := range draft.Documents {
		if draft.Documents[i].Key == d.Key {
			draft.Documents[i] = d
		}
	}
	s.Now[model.Draft] = draft
	return d, nil
}

// Publish takes a request.
func (s *Shop) Publish(ctx context.Context, o model.Offer, r model.PublishRequest) (model.Operation, error) {
	s.note("Publish")
	if err := s.answer(ctx, "Publish"); err != nil {
		return model.Operation{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r)
	return s.operation(model.VerbPublish, o, ""), nil
}

// GoLive sends a preview live.
func (s *Shop) GoLive(ctx context.Context, o model.Offer, id model.SubmissionID) (model.Operation, error) {
	s.note("GoLive " + string(id))
	if err := s.answer(ctx, "GoLive"); err != nil {
		return model.Operation{}, err
	}
	return s.operation(model.VerbGoLive, o, id), nil
}

// Cancel cancels the running publish.
func (s *Shop) Cancel(ctx context.Context, o model.Offer) (model.Operation, error) {
	s.note("Cancel")
	if err := s.answer(ctx, "Cancel"); err != nil {
		return model.Operation{}, err
	}
	return s.operation(model.VerbCancel, o, ""), nil
}

func (s *Shop) operation(v model.Verb, o model.Offer, id model.SubmissionID) model.Operation {
	return model.Operation{
		ID: model.OperationID(v), Verb: v, Offer: o, Phase: model.OperationSent, Submission: id, Started: time.Now(),
	}
}

// Watch answers a look at an operation.
func (s *Shop) Watch(ctx context.Context, op model.Operation) (model.Progress, error) {
	if err := s.answer(ctx, "Watch"); err != nil {
		return model.Progress{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := s.Look
	p.Operation = op
	if p.Wait == 0 {
		p.Wait = time.Minute
	}
	return p, nil
}

// UnderWay answers that nothing began before.
func (s *Shop) UnderWay(context.Context) ([]model.Operation, error) { return nil, nil }

// Ended answers that nobody announced it before.
func (s *Shop) Ended(context.Context, model.Progress) (bool, error) { return true, nil }

// Document makes a document of the draft from JSON.
func Document(key, raw string) model.Document {
	k, _ := model.ParseSectionKey(key)
	return model.Document{Key: k, Env: model.Draft, Dialect: model.V1, Raw: json.RawMessage(raw), ETag: "1"}
}

// Contents makes the contents of an environment.
func Contents(env model.Environment, docs ...model.Document) model.Contents {
	c := model.Contents{
		Env: env, Exists: true, Documents: docs,
		Plans: []model.Plan{{ID: "basic", Alias: "Basic", Key: "1"}, {ID: "pro", Alias: "Pro", Key: "2"}},
	}
	for i := range c.Documents {
		c.Documents[i].Env = env
	}
	return c
}
