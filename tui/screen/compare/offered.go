package compare

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/ui"
)

// Copied is the value under the cursor as it is in the data: the right side's, or the
// left one's where it was removed. Secrets are not copied.
func (s *Screen) Copied() (what, value string) {
	c, ok := s.view.Current()
	if !ok || c.Secret {
		return "", ""
	}
	v, env := c.Right, s.pair.Right
	if v == nil {
		v, env = c.Left, s.pair.Left
	}
	return fmt.Sprintf(s.d.Text.Compare.Copied, s.label(c), s.d.Text.Words.Environments[env]), show.Data(v)
}

// copyAll copies what shows, as the file would hold it.
func (s *Screen) copyAll() tea.Cmd {
	return ui.CopyText(s.d.Text.Compare.CopiedAll, s.Report())
}

// Detail is the field under the cursor with the whole of its values.
func (s *Screen) Detail() []ui.Fact {
	c, ok := s.view.Current()
	if !ok {
		return nil
	}
	t, w := s.d.Text.Compare, s.d.Text.Words
	out := []ui.Fact{
		{Label: t.Section, Value: show.Section(s.t, c.Key.Whole(), s.d.Styles.Marks.Crumb)},
		{Label: t.Field, Value: s.label(c)},
		{Label: t.Place, Value: sanitize.Line(c.Path)},
		{Label: t.Difference, Value: text.Word(w.Kinds, c.Kind)},
	}
	for n, v := range s.values(c) {
		words := w.NotSet
		if v != nil {
			words = s.whole(c, v)
		}
		out = append(out, ui.Fact{Label: w.Environments[s.shown()[n]], Value: words})
	}
	return out
}

// Table is what shows, to be written to a file: a row for each field, a column for
// each environment.
func (s *Screen) Table() (head []string, rows [][]string) {
	head = []string{"section", "field", "pointer", "change"}
	for _, env := range s.shown() {
		head = append(head, string(env))
	}
	for _, c := range s.of(s.show) {
		row := []string{sanitize.Line(c.Key.String()), s.label(c), sanitize.Line(c.Path), string(c.Kind)}
		for _, v := range s.values(c) {
			words := ""
			if v != nil {
				words = s.whole(c, v)
			}
			row = append(row, words)
		}
		rows = append(rows, row)
	}
	return head, rows
}

// Report is what shows as plain text: which environments, then section by
// section each field with its values, one below the other.
func (s *Screen) Report() string {
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

var (
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Reporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
)
