package section

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/raw"
	"awning/tui/contents"
	"awning/tui/ui"
)

// storeTimeout is how long the local store may take.
const storeTimeout = 10 * time.Second

// Edits keeps what is typed until it is saved.
type Edits interface {
	// Edits are the unsaved edits of an offer, those of other consoles included.
	Edits(ctx context.Context, o model.Offer) ([]model.FieldEdit, error)
	// KeepEdit writes edits down and returns them as kept. They are on disk when
	// it returns without an error.
	KeepEdit(ctx context.Context, edits ...model.FieldEdit) ([]model.FieldEdit, error)
	// DiscardEdits ends edits; what was discarded can be had again for 14 days.
	DiscardEdits(ctx context.Context, edits ...model.FieldEdit) error
	// SaveSection sends the unsaved edits of one document and returns it as read
	// back. If others changed it meanwhile nothing is sent and the error is
	// a [*client.ConflictError].
	SaveSection(ctx context.Context, o model.Offer, k model.SectionKey) (model.Document, error)
}

// clashing is an error that says that another console edited the same place.
type clashing interface {
	error
	EditedElsewhere() []model.Clash
}

// change puts a value in a place of a document; nil takes the member out.
type change struct {
	id       rowID
	from, to json.RawMessage
}

// keeping is changes on their way to the store.
type keeping struct {
	changes []change
	// record says that they are one step for undo.
	record bool
	// drop says that the edits of these places end, whatever they say.
	drop bool
	// done is told how it ended.
	done func(error) tea.Cmd
}

// kept is what the store made of them.
type kept struct {
	edits   []model.FieldEdit
	dropped []model.FieldEdit
}

// desk is what this screen knows of unsaved edits.
type desk struct {
	edits    []model.FieldEdit // of this section, in the order they were made
	editors  []model.Editor    // other consoles that have it open
	read     bool              // the store was read once
	offered  bool              // there are edits of before, not yet gone on with
	failed   error             // the store could not keep or read
	others   others            // other consoles on the store
	queue    []keeping
	keys     []tea.KeyMsg // pressed while something is being kept
	history  history
	refusals refusals
	keep     ui.Latest[kept]
	flight   *flight // of keep, while it is busy
	load     ui.Latest[known]
}

// ours reports whether a document is one of this screen's.
func (s *Screen) ours(k model.SectionKey) bool {
	return k == s.key || s.key.Item == "" && k.Whole() == s.key.Whole()
}

// edited is the unsaved edit of a place, if there is one.
func (d *desk) edited(id rowID) (model.FieldEdit, bool) { return editOf(d.edits, id) }

func editOf(edits []model.FieldEdit, id rowID) (model.FieldEdit, bool) {
	i := slices.IndexFunc(edits, func(e model.FieldEdit) bool { return e.Key == id.key && e.Path == id.path })
	if i < 0 {
		return model.FieldEdit{}, false
	}
	return edits[i], true
}

// put has the store keep changes, after those before them.
func (s *Screen) put(k keeping) tea.Cmd {
	s.desk.queue = append(s.desk.queue, k)
	return s.next()
}

// next starts the first changes of the queue, unless some are on their way.
func (s *Screen) next() tea.Cmd {
	if s.desk.keep.Busy() || len(s.desk.queue) == 0 {
		return nil
	}
	keep, drop, err := plan(s.offer, s.loader.Of(model.Draft), s.desk.edits, s.desk.queue[0])
	if err != nil {
		return s.finish(kept{}, err)
	}
	api, flight := s.api, newFlight()
	s.desk.flight = flight
	// What was typed is kept even if the screen is left meanwhile.
	return s.desk.keep.Start(context.WithoutCancel(s.ctx()), storeTimeout, func(ctx context.Context) (kept, error) {
		var out kept
		if !flight.begin() { // the console ends, and made this write itself
			return out, context.Canceled
		}
		defer func() { flight.end(out) }()
		if len(drop) > 0 {
			if err := api.DiscardEdits(ctx, drop...); err != nil {
				return out, err
			}
			out.dropped = drop
		}
		if len(keep) == 0 {
			return out, nil
		}
		var err error
		if out.edits, err = api.KeepEdit(ctx, keep...); err != nil {
			return out, err
		}
		for _, e := range keep { // back at its base an edit is none
			if !slices.ContainsFunc(out.edits, e.Same) {
				out.dropped = append(out.dropped, e)
			}
		}
		return out, nil
	})
}

// plan turns changes into edits to keep, beside those that there are, and edits that are
// no longer any because the draft has that value.
func plan(o model.Offer, draft contents.Side, edits []model.FieldEdit, k keeping) (keep, drop []model.FieldEdit, err error) {
	for _, c := range k.changes {
		e, edited := editOf(edits, c.id)
		if k.drop && edited {
			drop = append(drop, e)
		}
		if k.drop {
			continue
		}
		doc, ok := draft.Find(c.id.key)
		if !ok {
			return nil, nil, fmt.Errorf("%s is no longer in the draft", c.id.key)
		}
		base, found, err := raw.Get(doc.Raw, raw.Pointer(c.id.path))
		if err != nil {
			return nil, nil, err
		}
		if !found {
			base = nil
		}
		switch {
		case same(c.to, base) && edited:
			drop = append(drop, e)
		case same(c.to, base):
		case edited:
			e.New = c.to
			keep = append(keep, e)
		default:
			keep = append(keep, model.FieldEdit{
				Offer: o, Key: c.id.key, Path: c.id.path, Old: base, New: c.to, Base: doc, BaseHash: doc.Hash(),
			})
		}
	}
	return keep, drop, nil
}

// same reports whether two values are, to the byte but for JSON's spelling.
func same(a, b json.RawMessage) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	equal, err := raw.Equal(a, b)
	return err == nil && equal
}

// upon are edits with what became of some of them.
func (k kept) upon(edits []model.FieldEdit) []model.FieldEdit {
	for _, e := range k.dropped {
		edits = slices.DeleteFunc(edits, e.Same)
	}
	for _, e := range k.edits {
		edits = append(slices.DeleteFunc(edits, e.Same), e)
	}
	return edits
}

// finish takes what the store made of the first changes of the queue. If it
// could not keep them, they are still in the field they were typed into.
func (s *Screen) finish(k kept, err error) tea.Cmd {
	d := &s.desk
	first := d.queue[0]
	d.queue = d.queue[1:]
	d.read, d.failed = true, err
	d.edits = k.upon(d.edits)
	if clash, ok := errors.AsType[clashing](err); ok {
		for _, c := range clash.EditedElsewhere() { // both are known now: keeping it again replaces theirs
			d.edits = append(slices.DeleteFunc(d.edits, c.Theirs.Same), c.Theirs)
		}
	}
	d.offered = d.offered && len(d.edits) > 0
	if err == nil && first.record {
		d.history.record(first.changes)
	}
	s.refresh()
	cmds := []tea.Cmd{first.done(err), s.next()}
	if len(d.queue) == 0 {
		keys := d.keys
		d.keys = nil
		for _, k := range keys { // through the root again, which knows whose they are by now
			cmds = append(cmds, func() tea.Msg { return k })
		}
	}
	return tea.Sequence(cmds...)
}

// busy reports whether keys must wait for the store.
func (s *Screen) busy() bool {
	return len(s.desk.queue) > 0 && s.editor == nil || s.editor != nil && s.editor.leaving
}
