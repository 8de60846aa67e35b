package conflict

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"

	"awning/model/merge"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/textbox"
)

// Actions lists what can be done here.
func (s *Screen) Actions() []ui.Action {
	t := s.d.Text.Conflict
	if s.box != nil {
		return []ui.Action{
			act("take", t.ActTake, nil, s.take, "ctrl+s"),
			act("drop", t.ActDrop, nil, s.drop, "esc"),
		}
	}
	rows := []ui.Action{
		act("mine", t.ActMine, s.cannotChoose, s.choose(merge.Mine), "m"),
		act("theirs", t.ActTheirs, s.cannotChoose, s.choose(merge.Theirs), "t"),
		act("edit", t.ActEdit, s.cannotEdit, s.edit, "e", "enter"),
		act("save", t.ActSave, s.cannotSend, s.send, "ctrl+s"),
		act("jump", t.ActJump, nil, s.jump, "tab", "shift+tab"),
	}
	rows = ui.Writing(rows, "conflict.save")
	if s.below {
		return append(rows, s.detail.Actions("conflict", s.d.Text.Moves)...)
	}
	return append(rows, s.table.Actions("conflict", s.d.Text.Moves)...)
}

// jump moves between the places and the values of one.
func (s *Screen) jump() tea.Cmd {
	s.below = !s.below
	return nil
}

func act(name, help string, refused func() string, do func() tea.Cmd, keys ...string) ui.Action {
	return ui.Action{
		Name: "conflict." + name, Binding: key.NewBinding(key.WithKeys(keys...), key.WithHelp(keys[0], help)),
		Do: do, Refused: refused,
	}
}

func (s *Screen) cannotChoose() string {
	t := s.d.Text.Conflict
	r, ok := s.table.Selected()
	switch {
	case s.save.Busy():
		return t.StillSaving
	case !ok || r.id.taken:
		return t.NothingToChoose
	}
	return ""
}

func (s *Screen) cannotEdit() string {
	if why := s.cannotChoose(); why != "" {
		return why
	}
	if r, _ := s.table.Selected(); r.secret {
		return s.d.Text.Conflict.SecretChoice
	}
	return ""
}

// choose settles the place under the cursor, and goes on to the next that is
// open.
func (s *Screen) choose(side merge.Side) func() tea.Cmd {
	return func() tea.Cmd {
		r, _ := s.table.Selected()
		s.settle(r, merge.Choice{Take: side})
		return nil
	}
}

func (s *Screen) settle(r row, c merge.Choice) {
	at := r.id.place
	c.Pointer = s.c.Conflicts[at].Pointer
	s.choices[at] = c
	s.box, s.problem = nil, ""
	s.refresh()
	for n := range s.c.Conflicts {
		next := (at + n) % len(s.c.Conflicts)
		if _, settled := s.choices[next]; !settled {
			s.table.Select(rowID{false, next})
			break
		}
	}
	s.layout()
}

// edit opens a box with what this console made of the value, or with what was
// typed before.
func (s *Screen) edit() tea.Cmd {
	r, _ := s.table.Selected()
	v := r.mine
	if c, ok := s.typedFor(r); ok {
		v = c.Value
	}
	s.box = textbox.New(s.d.Styles)
	s.box.SetValue(typed(v))
	s.layout()
	return nil
}

func (s *Screen) drop() tea.Cmd {
	s.box, s.problem = nil, ""
	s.layout()
	return nil
}

// take checks what was typed and takes it.
func (s *Screen) take() tea.Cmd {
	t := s.d.Text.Conflict
	r, _ := s.table.Selected()
	v, err := value(r, s.box.Value())
	if err == nil && r.field != nil && r.field.Pointer == string(s.c.Conflicts[r.id.place].Pointer) {
		err = r.field.Check(v)
	}
	if err != nil {
		s.problem = fmt.Sprintf(t.NotTaken, sanitize.Line(err.Error()))
		s.layout()
		return nil
	}
	s.settle(r, merge.Choice{Take: merge.Edited, Value: v})
	return nil
}

// typed is a value as it is typed: texts as such, all else as JSON.
func typed(v json.RawMessage) string {
	n, err := raw.Parse(v)
	if v == nil || err != nil {
		return ""
	}
	if n.Kind == raw.String {
		return n.Text()
	}
	var b bytes.Buffer
	if json.Indent(&b, v, "", "  ") != nil {
		return string(v)
	}
	return b.String()
}

// value reads what was typed in the form that the two sides have.
func value(r row, text string) (json.RawMessage, error) {
	for _, side := range []json.RawMessage{r.mine, r.theirs, r.base} {
		n, err := raw.Parse(side)
		if side == nil || err != nil || n.Kind == raw.Null {
			continue
		}
		if n.Kind == raw.String {
			return raw.Quote(text), nil
		}
		break
	}
	if strings.TrimSpace(text) == "" {
		return nil, nil
	}
	n, err := raw.Parse([]byte(text))
	if err != nil {
		return nil, fmt.Errorf("it is not JSON: %w", err)
	}
	return slices.Clone(n.Raw()), nil
}
