package signin

import (
	"cmp"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/table"
	"awning/tui/widget/wrap"
)

// tenantRow is a tenant that can be worked in.
type tenantRow struct {
	model.Tenant

	marked bool
}

func (s *Screen) newTenants() *table.Table[string, tenantRow] {
	t, st := s.d.Text.SignIn, s.d.Styles
	dim := func(tenantRow) lipgloss.Style { return st.Dim }
	return table.New(table.Options[string, tenantRow]{
		Styles: st,
		Key:    func(r tenantRow) string { return r.ID },
		Columns: []table.Column[tenantRow]{
			{ID: "choice", Cell: func(r tenantRow) string {
				if r.marked {
					return st.Marks.Checked
				}
				return st.Marks.Unchecked
			}},
			{ID: "name", Title: t.TenantName, Cell: func(r tenantRow) string { return sanitize.ID(cmp.Or(r.Name, r.Domain, r.ID)) }, Min: 16},
			{ID: "domain", Title: t.TenantDomain, Cell: func(r tenantRow) string { return sanitize.ID(r.Domain) }, Style: dim, Rank: 1, Min: 12},
			{ID: "id", Title: t.TenantID, Cell: func(r tenantRow) string { return sanitize.ID(r.ID) }, Style: dim, Rank: 2, Min: 12},
		},
	})
}

// showTenants lists them, all marked.
func (s *Screen) showTenants(all []model.Tenant) {
	rows := make([]tenantRow, len(all))
	for i, t := range all {
		rows[i] = tenantRow{t, true}
	}
	s.tenants.SetRows(rows)
}

// marked are the tenants chosen, in their order.
func (s *Screen) marked() []model.Tenant {
	var out []model.Tenant
	for _, r := range s.tenants.All() {
		if r.marked {
			out = append(out, r.Tenant)
		}
	}
	return out
}

// toggle marks the row under the cursor, or takes its mark away.
func (s *Screen) toggle() tea.Cmd {
	if r, ok := s.tenants.Selected(); ok {
		r.marked = !r.marked
		s.tenants.Put(r)
	}
	return nil
}

// toggleAll marks all, or none if all are.
func (s *Screen) toggleAll() tea.Cmd {
	rows := s.tenants.All()
	all := len(s.marked()) == len(rows)
	for i := range rows {
		rows[i].marked = !all
	}
	s.tenants.Put(rows...)
	return nil
}

func (s *Screen) cannotKeep() string {
	if len(s.marked()) == 0 {
		return s.d.Text.SignIn.NoTenant
	}
	return ""
}

// tenantHead stands above the tenants.
func (s *Screen) tenantHead() []string {
	t, st := s.d.Text.SignIn, s.d.Styles
	words := t.AskTenantsBare
	if s.in.User != "" {
		words = fmt.Sprintf(t.AskTenants, sanitize.ID(s.in.User))
	}
	lines := s.paragraph(st.Title, words)
	if s.in.Unlisted != "" {
		lines = append(lines, s.paragraph(st.Warn, fmt.Sprintf(t.Unlisted, sanitize.Line(s.in.Unlisted)))...)
	}
	_, all := s.tenants.Len()
	return append(lines, lead+st.Dim.Render(fmt.Sprintf(t.AskTenantsMany, len(s.marked()), all)), "")
}

// done says who signed in to which profiles.
func (s *Screen) done(names []model.ProfileName) ui.Notice {
	t := s.d.Text.SignIn
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = sanitize.ID(string(n))
	}
	words := fmt.Sprintf(t.Done, strings.Join(list, ", "))
	if s.in.User != "" {
		words = fmt.Sprintf(t.DoneUser, sanitize.ID(s.in.User), strings.Join(list, ", "))
	}
	return ui.Notice{Level: ui.Good, Text: words}
}

// paragraph wraps words into the window.
func (s *Screen) paragraph(look lipgloss.Style, words string) []string {
	out := wrap.Lines(words, max(s.width-2*len(lead), 1))
	for i, l := range out {
		out[i] = lead + look.Render(l)
	}
	return out
}
