package signin

import (
	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
)

// ways are the ways of signing in, those for people first.
func ways() []model.IdentityKind {
	return []model.IdentityKind{
		model.DeviceCode, model.Browser, model.AzureCLI, model.ClientSecret, model.Certificate, model.WorkloadIdentity,
	}
}

func newWays(d ui.Deps) *table.Table[model.IdentityKind, model.IdentityKind] {
	t := d.Text.SignIn
	widest := 0 // what a way needs stands in full beside it, or not at all: it is said below, too
	for _, k := range ways() {
		widest = max(widest, cells.Width(t.Ways[k].Needs))
	}
	out := table.New(table.Options[model.IdentityKind, model.IdentityKind]{
		Styles: d.Styles, NoHead: true,
		Key: func(k model.IdentityKind) model.IdentityKind { return k },
		Columns: []table.Column[model.IdentityKind]{
			{ID: "way", Cell: func(k model.IdentityKind) string { return t.Ways[k].Name }},
			{ID: "needs", Cell: func(k model.IdentityKind) string { return t.Ways[k].Needs }, Style: func(model.IdentityKind) lipgloss.Style { return d.Styles.Dim }, Rank: 1, Min: widest},
		},
	})
	out.SetRows(ways())
	return out
}

// choose goes on to the form of the way under the cursor.
func (s *Screen) choose() tea.Cmd {
	k, _ := s.ways.Selected()
	s.form = newForm(s.d, k, s.o)
	s.form.setSize(s.width)
	s.stage = filling
	return s.look()
}

// toForm goes back to the form, with what was typed but for secrets; if there was
// none, back to the ways.
func (s *Screen) toForm() tea.Cmd {
	s.stop()
	s.stage = filling
	if s.states.Busy() {
		return nil
	}
	return s.look()
}

// toWays goes from the form back to where it came from.
func (s *Screen) toWays() tea.Cmd {
	s.form.wipe()
	if s.o.Kind != "" {
		return ui.Back()
	}
	s.stage = choosing
	return nil
}
