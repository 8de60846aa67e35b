package root

import (
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/confirm"
)

// keys takes what one read of the terminal brought. On a slow line that may be
// several keys in one message, which is taken apart: ten presses of a key are
// ten presses. Once a text field has the focus the rest is left whole.
func (a *App) keys(msg tea.KeyMsg) tea.Cmd {
	if msg.Type != tea.KeyRunes || len(msg.Runes) < 2 || msg.Paste {
		return a.key(msg)
	}
	var cmds []tea.Cmd
	for i, r := range msg.Runes {
		one := msg
		if a.typing() {
			one.Runes = msg.Runes[i:]
			cmds = append(cmds, a.key(one))
			break
		}
		one.Runes = []rune{r}
		if r == ' ' {
			one.Type = tea.KeySpace
		}
		cmds = append(cmds, a.key(one))
	}
	return tea.Batch(cmds...)
}

// typing reports whether a text field has the focus.
func (a *App) typing() bool {
	switch {
	case a.ask != nil:
		return a.ask.Typing()
	case a.over() != nil:
		return a.over().typing()
	}
	return a.top().Typing()
}

// key takes one key: first those that always work, then a dialog, then a text
// field, then what the screen does, then what works everywhere.
func (a *App) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case msg.Type == tea.KeyCtrlC:
		return a.quit()
	case msg.Type == tea.KeyCtrlZ:
		return tea.Suspend
	case a.ask != nil:
		return a.answer(msg)
	case a.tooSmall():
		if msg.String() == "q" {
			return a.quit()
		}
		return nil
	case a.over() != nil:
		return a.over().key(msg)
	case a.top().Typing():
		return a.top().Update(msg)
	case msg.Paste: // pasted text is not a row of keys
		return nil
	}
	if cmd, ok := ui.Dispatch(msg, a.here()); ok {
		return cmd
	}
	if cmd, ok := ui.Dispatch(msg, a.everywhere()); ok {
		return cmd
	}
	return a.top().Update(msg)
}

// quit ends the console; it asks first while an operation is being watched or a file
// written. Asked again, it goes.
func (a *App) quit() tea.Cmd {
	t := a.o.Deps.Text
	body := a.unfinished()
	if len(body) == 0 || a.ask != nil {
		return tea.Quit
	}
	a.ask = confirm.New(a.o.Deps, ui.Question{
		Title: t.Shell.QuitTitle, Body: body, Yes: t.Shell.QuitYes, No: t.Shell.StayNo,
		Do: func() tea.Cmd { return tea.Quit },
	})
	return nil
}

// unfinished says what is under way, a paragraph each.
func (a *App) unfinished() []string {
	t := a.o.Deps.Text
	var out []string
	switch n := len(a.watch); {
	case n > 1:
		out = append(out, fmt.Sprintf(t.Shell.QuitMany, n))
	case n == 1:
		for _, w := range a.watch {
			out = append(out, fmt.Sprintf(t.Shell.QuitOne, text.Word(t.Words.Verbs, w.op.Verb), sanitize.ID(string(w.op.Offer.ID))))
		}
	}
	if a.writing > 0 {
		out = append(out, t.Shell.QuitWriting)
	}
	return out
}

// answer hands a key to the open dialog.
func (a *App) answer(msg tea.KeyMsg) tea.Cmd {
	dialog := a.ask
	switch dialog.Update(msg) {
	case confirm.Yes:
		a.ask = nil
		if do := dialog.Question().Do; do != nil {
			return do()
		}
	case confirm.No:
		a.ask = nil
	case confirm.Open:
	}
	return nil
}

// verbs lists what is under way: "1 publishing".
func (a *App) verbs() []string {
	t := a.o.Deps.Text
	counts := make(map[string]int)
	for _, w := range a.watch {
		counts[text.Word(t.Words.Verbs, w.op.Verb)]++
	}
	var out []string
	for verb, n := range counts {
		out = append(out, fmt.Sprintf(t.Shell.UnderWay, n, verb))
	}
	slices.Sort(out)
	return out
}
