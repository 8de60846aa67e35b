// Package conflict is the screen on which two people's changes of one section
// are brought together: each place that both changed, with what it was, what
// this console made of it and what the service holds by now, to choose or type
// anew; and what others changed, which comes along. Nothing is sent before every
// place is settled and the section saved in so many words.
package conflict

import (
	"context"
	"errors"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/model/merge"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/pane"
	"awning/tui/widget/table"
	"awning/tui/widget/textbox"
)

// saveTimeout ends a save that gets no answer. It reads, writes and reads back.
const saveTimeout = 3 * time.Minute

// API is the part of the marketplace this screen needs.
type API interface {
	// Resolve saves a section with each conflict settled. If it was changed again
	// meanwhile nothing is sent and the error is another [*client.ConflictError].
	Resolve(ctx context.Context, c *client.ConflictError, choices ...merge.Choice) (model.Document, error)
}

// Screen settles one document's conflicts.
type Screen struct {
	d       ui.Deps
	api     API
	t       *catalog.Type
	c       *client.ConflictError
	ctx     func() context.Context
	choices map[int]merge.Choice // by place among the conflicts
	table   *table.Table[rowID, row]
	detail  *pane.Pane
	below   bool         // the cursor is in the values
	told    rowID        // the row whose values show
	box     *textbox.Box // nil unless a value is typed
	problem string       // why what was typed is not taken
	save    ui.Latest[model.Document]
	width   int
	height  int
}

// New returns the screen of a conflict. t is what the catalogue knows of the
// offer's type; nil if it knows nothing.
func New(d ui.Deps, api API, t *catalog.Type, c *client.ConflictError) *Screen {
	s := &Screen{d: d, api: api, t: t, detail: pane.New(d.Styles.Marks.Ellipsis)}
	s.table = table.New(s.columns())
	s.begin(c)
	return s
}

// begin shows a conflict with nothing chosen.
func (s *Screen) begin(c *client.ConflictError) {
	s.c, s.choices, s.box = c, map[int]merge.Choice{}, nil
	s.refresh()
}

// Title names what is being settled.
func (s *Screen) Title() string {
	return fmt.Sprintf(s.d.Text.Conflict.Title, show.Section(s.t, s.c.Key, s.d.Styles.Marks.Crumb))
}

// Init has nothing to read: the conflict came along.
func (s *Screen) Init(ctx context.Context) tea.Cmd {
	s.ctx = func() context.Context { return ctx }
	return nil
}

// Update takes the answer to a save, and keys while a value is typed.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case ui.Result[model.Document]:
		if s.save.Accept(msg) {
			return s.saved(msg.Err)
		}
	case tea.KeyMsg:
		if s.box == nil {
			return nil
		}
		if cmd, ok := ui.Dispatch(msg, s.Actions()); ok {
			return cmd
		}
		s.box.Update(msg)
		s.problem = ""
	}
	return nil
}

// send saves the section as it was settled.
func (s *Screen) send() tea.Cmd {
	choices := make([]merge.Choice, 0, len(s.c.Conflicts))
	for i := range s.c.Conflicts {
		choices = append(choices, s.choices[i])
	}
	api, c := s.api, s.c
	// Once sent, a write is seen through to its answer, whatever is pressed.
	return s.save.Start(context.WithoutCancel(s.ctx()), saveTimeout, func(ctx context.Context) (model.Document, error) {
		return api.Resolve(ctx, c, choices...)
	})
}

func (s *Screen) cannotSend() string {
	t := s.d.Text.Conflict
	switch open := len(s.c.Conflicts) - len(s.choices); {
	case s.save.Busy():
		return t.StillSaving
	case open > 0:
		return text.Count(open, t.ChooseOne, t.ChooseFirst)
	}
	return ""
}

// saved takes the answer. If the section was changed yet again, it is to be
// settled anew.
func (s *Screen) saved(err error) tea.Cmd {
	t := s.d.Text.Conflict
	if again, ok := errors.AsType[*client.ConflictError](err); ok {
		s.begin(again)
		return ui.Notify(ui.Notice{Level: ui.Bad, Text: t.Again})
	}
	if err != nil {
		return ui.Fail(s.d.Text, fmt.Sprintf(t.SaveDoing, show.Section(s.t, s.c.Key, s.d.Styles.Marks.Crumb)), err)
	}
	return tea.Sequence(ui.Back(), ui.Notify(ui.Notice{Level: ui.Good, Text: t.Saved}))
}

// SetSize says how many cells the screen may fill.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.layout()
}

// Typing reports whether a value is being typed.
func (s *Screen) Typing() bool { return s.box != nil }
