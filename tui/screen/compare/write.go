package compare

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/raw"
	"awning/tui/files"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/ui"
)

// writeTimeout ends the writing of a file that takes unreasonably long.
const writeTimeout = 30 * time.Second

// Copied is the value under the cursor as it is in the data: the right side's, or the
// left one's where it was removed. Secrets are not copied.
func (s *Screen) Copied() (what, text string) {
	c, ok := s.view.Current()
	if !ok || c.Secret {
		return "", ""
	}
	v, env := c.Right, s.pair.Right
	if v == nil {
		v, env = c.Left, s.pair.Left
	}
	text = string(v)
	if n, err := raw.Parse(v); err == nil && n.Kind == raw.String {
		text = n.Text()
	}
	return fmt.Sprintf(s.d.Text.Compare.Copied, s.label(c), s.d.Text.Words.Environments[env]), text
}

// copyAll copies what shows, as the file would hold it.
func (s *Screen) copyAll() tea.Cmd {
	return ui.CopyText(s.d.Text.Compare.CopiedAll, s.report())
}

// askPath asks for the file to write to, and proposes one.
func (s *Screen) askPath() tea.Cmd {
	s.typing = pathField
	if s.path.Value() == "" {
		s.path.SetValue(strings.Join([]string{string(s.offer.ID), string(s.pair.Left), string(s.pair.Right)}, "-") + ".txt")
	}
	s.layout()
	return nil
}

// name takes keys while the file's name is typed.
func (s *Screen) name(msg tea.KeyMsg) tea.Cmd {
	switch msg.Type {
	case tea.KeyEsc:
		s.typing = noField
	case tea.KeyEnter:
		path, text := s.path.Value(), s.report()
		return s.write.Start(s.ctx(), writeTimeout, func(context.Context) (string, error) {
			return files.Write(path, []byte(text))
		})
	default:
		s.path.Update(msg)
	}
	return nil
}

// wrote tells how writing went. If it failed the name stays, to be corrected.
func (s *Screen) wrote(path string, err error) tea.Cmd {
	t := s.d.Text.Compare
	switch {
	case ui.Cancelled(err):
		return nil
	case err != nil:
		return ui.Fail(s.d.Text, t.Writing, err)
	}
	s.typing = noField
	s.path.SetValue("")
	s.layout()
	return ui.Notify(ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Written, sanitize.Line(path))})
}

// report is what shows as plain text: which environments, then section by
// section each field with its values, one below the other.
func (s *Screen) report() string {
	var b strings.Builder
	envs := s.shown()
	title := sanitize.ID(string(s.offer.ID)) + ": " + s.named(envs, " "+s.d.Styles.Marks.Arrow+" ")
	fmt.Fprintf(&b, "%s\n%s\n", title, s.d.Now().UTC().Format(time.RFC3339))
	wide := 0
	for _, env := range envs {
		wide = max(wide, len(s.d.Text.Words.Environments[env]))
	}
	var last model.SectionKey
	for i, c := range s.of(s.show) {
		if k := c.Key.Whole(); i == 0 || k != last {
			fmt.Fprintf(&b, "\n%s\n", show.Section(s.t, k, s.d.Styles.Marks.Crumb))
			last = k
		}
		fmt.Fprintf(&b, "  %s %s\n", c.Kind.Mark(), s.label(c))
		for n, v := range s.values(c) {
			if v == nil {
				continue
			}
			name := s.d.Text.Words.Environments[envs[n]]
			lines := strings.Split(s.value(c, v), "\n")
			fmt.Fprintf(&b, "      %-*s  %s\n", wide, name, lines[0])
			for _, l := range lines[1:] {
				fmt.Fprintf(&b, "      %*s  %s\n", wide, "", l)
			}
		}
	}
	return b.String()
}

// values are those of the environments shown, left to right.
func (s *Screen) values(c model.Change) []json.RawMessage {
	if s.abreast() {
		return []json.RawMessage{c.Left, s.middle(c), c.Right}
	}
	return []json.RawMessage{c.Left, c.Right}
}
