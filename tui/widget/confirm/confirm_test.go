package confirm_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
	"awning/tui/widget/confirm"
)

func question(typed string) ui.Question {
	return ui.Question{
		Title: "Go live with harbor-backup?",
		Facts: [][2]string{{"Account", "Brightwave Software"}, {"Offer", "harbor-backup (日除け)"}, {"Environment", "live"}},
		Body: []string{
			"Customers see the new listing and pay the new price. Certification comes after you sign off and may take days.",
			"This cannot be cancelled.",
		},
		Typed: typed, Yes: "Go live", No: "Not now",
	}
}

func press(c *confirm.Confirm, keys ...string) confirm.Answer {
	var a confirm.Answer
	for _, k := range keys {
		if a = c.Update(tuitest.Key(k)); a != confirm.Open {
			return a
		}
	}
	return a
}

func TestConfirm_golden(t *testing.T) {
	t.Parallel()
	abroad := question("")
	abroad.Title, abroad.Facts[0][1] = "Go live with "+shop.LongName+"?", shop.ArabicName
	abroad.Body[0], abroad.No = strings.Repeat(shop.WideName, 3), "今はしない"
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			const frame = 4 // lines that are not the screen's
			for name, q := range map[string]ui.Question{"yes or no": question(""), "typed": question("harbor-backup"), "abroad": abroad} {
				dialog := confirm.New(tuitest.Deps(o), q)
				dialog.SetSize(o.Width, o.Height-frame)
				got := strings.Join(dialog.View(), "\n")
				tuitest.Fits(t, got, o.Width, o.Height-frame)
				tuitest.Golden(t, name, got)
			}
		})
	}
}

func TestConfirm_answers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		typed string
		keys  []string
		want  confirm.Answer
	}{
		"the default is no":       {"", []string{"enter"}, confirm.No},
		"y":                       {"", []string{"y"}, confirm.Yes},
		"n":                       {"", []string{"n"}, confirm.No},
		"esc":                     {"", []string{"esc"}, confirm.No},
		"chosen":                  {"", []string{"right", "enter"}, confirm.Yes},
		"chosen and back":         {"", []string{"tab", "shift+tab", "enter"}, confirm.No},
		"chosen by letters":       {"", []string{"l", "h", "l", "enter"}, confirm.Yes},
		"any other key":           {"", []string{"x", "space", "down"}, confirm.Open},
		"typed":                   {"ab", []string{"a", "b", "enter"}, confirm.Yes},
		"typed wrongly":           {"ab", []string{"a", "enter"}, confirm.Open},
		"typed, other case":       {"ab", []string{"A", "B", "enter"}, confirm.Open},
		"typed wrongly, then not": {"ab", []string{"x", "enter", "backspace", "a", "b", "enter"}, confirm.Yes},
		"y is a letter":           {"yes", []string{"y"}, confirm.Open},
		"esc while typing":        {"ab", []string{"a", "esc"}, confirm.No},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				dialog := confirm.New(tuitest.Deps(tuitest.Options{}), question(c.typed))
				if got := press(dialog, "y", "enter", "esc"); got != confirm.Open {
					t.Fatalf("a key that was under way when it opened answered %v", got)
				}
				<-time.After(confirm.Grace)
				if got := press(dialog, c.keys...); got != c.want {
					t.Errorf("answer %v, want %v", got, c.want)
				}
			})
		})
	}
}

// Consequences that do not fit can be read to their end.
func TestConfirm_scrolls(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dialog := confirm.New(tuitest.Deps(tuitest.Options{}), question("harbor-backup"))
		dialog.SetSize(58, 11)
		<-time.After(time.Second)
		if view := strings.Join(dialog.View(), "\n"); !strings.Contains(view, "more lines") || strings.Contains(view, "cannot be cancelled") {
			t.Errorf("at first:\n%s", view)
		}
		press(dialog, "down", "down", "down", "down", "down", "down")
		if view := strings.Join(dialog.View(), "\n"); strings.Contains(view, "more lines") || !strings.Contains(view, "cannot be cancelled") {
			t.Errorf("at the end:\n%s", view)
		}
		press(dialog, "up", "up", "up")
		if view := strings.Join(dialog.View(), "\n"); !strings.Contains(view, "Customers see") {
			t.Errorf("back at the start:\n%s", view)
		}
	})
}

func TestConfirm_pasteIsNoAnswer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		dialog := confirm.New(tuitest.Deps(tuitest.Options{}), question(""))
		<-time.After(time.Second)
		if got := dialog.Update(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("y"), Paste: true}); got != confirm.Open {
			t.Errorf("a pasted y answered %v", got)
		}
	})
}
