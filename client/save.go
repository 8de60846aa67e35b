package client

import (
	"context"
	"errors"
	"fmt"
	"time"

	"awning/model"
	"awning/model/compare"
)

// settle is how long a lost write is looked for, and how often.
const (
	settle     = 60 * time.Second
	settleStep = 5 * time.Second
)

// Save writes one document of the draft, if it is still what the edit was based
// on, and returns it as read back. Where the service gives etags the service
// judges; elsewhere the document is read again just before. If it changed
// meanwhile nothing is written and the error is a [*ChangedElsewhereError].
//
// If the answer is lost, the document is read again: the edit is there and all
// is well, or the base is and it is sent once more where that is harmless, or a
// third thing is and somebody else was faster.
func (m *Market) Save(ctx context.Context, o model.Offer, e model.Edit) (model.Document, error) {
	t, err := m.target(o)
	if err != nil {
		return model.Document{}, err
	}
	d, err := m.dialect(t, editing(t, e.Base.Key))
	if err != nil {
		return model.Document{}, err
	}
	if err = writable(t, e.Base); err != nil {
		return model.Document{}, err
	}
	s := saving{t: t, e: e, d: d}
	if e.Base.ETag == "" {
		if now, err := s.d.reread(ctx, t, e.Base); err != nil {
			return model.Document{}, err
		} else if same, err := s.same(now, e.Base.Raw); err != nil || !same {
			return model.Document{}, s.elsewhere(now, err)
		}
	}
	if err := s.write(ctx); err != nil {
		return model.Document{}, err
	}
	return s.readBack(ctx)
}

// writable refuses a base that no edit can be saved on.
func writable(t target, base model.Document) error {
	if base.Sealed || base.Env != model.Draft {
		return &StateError{
			Offer: t.ID, Text: fmt.Sprintf("%s cannot be changed as it was read", base.Key),
			Next: "read the section again from the draft; some sections can be changed in Partner Center only",
		}
	}
	return nil
}

// readBack reads what was saved. The service may show what was there before for
// some seconds.
func (s saving) readBack(ctx context.Context) (model.Document, error) {
	for waited := time.Duration(0); ; waited += time.Second {
		now, err := s.d.reread(ctx, s.t, s.e.Base)
		if err != nil {
			return model.Document{}, fmt.Errorf("%s was saved, but could not be read back: %w", s.e.Base.Key, err)
		}
		ours, err := s.same(now, s.e.Raw)
		if err != nil || ours || waited >= settleStep {
			return now, err
		}
		if base, err := s.same(now, s.e.Base.Raw); err != nil || !base {
			return now, err
		}
		if err := pause(ctx, time.Second); err != nil {
			return now, err
		}
	}
}

// saving is one save at work.
type saving struct {
	t target
	e model.Edit
	d dialect
}

// write sends the edit and resolves what can go wrong on the way.
func (s saving) write(ctx context.Context) error {
	err := s.d.write(ctx, s.t, s.e)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ErrStale):
		// Our own write, if the first answer was lost on the way, meets itself.
		now, readErr := s.d.reread(ctx, s.t, s.e.Base)
		if readErr != nil {
			return err
		}
		if ours, cmpErr := s.same(now, s.e.Raw); cmpErr != nil || !ours {
			return s.elsewhere(now, cmpErr)
		}
		return nil
	case errors.Is(err, ErrUncertain), errors.Is(err, ErrBusy):
		return s.resolve(ctx, err)
	}
	return s.refused(err)
}

// resolve finds out what became of a write.
func (s saving) resolve(ctx context.Context, lost error) error {
	base, err := s.settled(ctx, lost)
	if err != nil || !base {
		return err
	}
	if s.d.deferred() && errors.Is(lost, ErrUncertain) {
		return lost // a job may still come to it: only the user sends again
	}
	if err = s.d.write(ctx, s.t, s.e); !errors.Is(err, ErrUncertain) {
		return s.refused(err)
	}
	if base, again := s.settled(ctx, err); again != nil || !base {
		return again
	}
	return err
}

// settled looks until the document is no longer the base: then the edit is there (false,
// nil), or something else is (the error). True means that it is still the base.
func (s saving) settled(ctx context.Context, lost error) (base bool, err error) {
	deadline := time.Duration(0)
	if s.d.deferred() && errors.Is(lost, ErrUncertain) {
		deadline = settle
	}
	for waited := time.Duration(0); ; waited += settleStep {
		now, err := s.d.reread(ctx, s.t, s.e.Base)
		if err != nil {
			return false, fmt.Errorf("%w; reading it again failed too: %w", lost, err)
		}
		if ours, err := s.same(now, s.e.Raw); err != nil || ours {
			return false, err
		}
		if unchanged, err := s.same(now, s.e.Base.Raw); err != nil || !unchanged {
			return false, s.elsewhere(now, err)
		}
		if waited >= deadline {
			return true, nil
		}
		if err := pause(ctx, settleStep); err != nil {
			return false, err
		}
	}
}

// same reports whether a document says what raw says, by the catalogue's rules:
// order, number spelling and the service's own remarks do not count.
func (s saving) same(now model.Document, raw []byte) (bool, error) {
	return alike(s.t, now, model.Document{Key: now.Key, Env: now.Env, Dialect: now.Dialect, Raw: raw})
}

func alike(t target, a, b model.Document) (bool, error) {
	section, _ := t.kind.Section(a.Key)
	changes, err := compare.Documents(section, &a, &b, false)
	return len(changes) == 0, err
}

func (s saving) elsewhere(now model.Document, err error) error {
	if err != nil {
		return err
	}
	return &ChangedElsewhereError{Offer: s.t.ID, Theirs: now}
}

// pause waits, unless the context ends.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
