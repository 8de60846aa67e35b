package profiles

import (
	"cmp"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/client/profile"
	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/table"
)

// headLines stand above the table: a heading and a blank line.
const headLines = 2

// View draws the screen.
func (s *Screen) View() string {
	st, t := s.d.Styles, s.d.Text.Profiles
	_, all := s.rows.Len()
	right := ""
	switch {
	case s.load.Busy() && !s.read:
		right = t.Reading
	case s.read:
		right = text.Count(all, t.One, t.Count)
	}
	lines := []string{cells.Ends(st.Text.Render(t.Heading), st.Dim.Render(right), s.width, st.Marks.Ellipsis), ""}
	lines = append(lines, s.rows.Lines()...)
	if s.read && all == 0 {
		lines = append(lines, "  "+st.Text.Render(cells.Cut(t.None, s.width-2, st.Marks.Ellipsis)))
	}
	return strings.Join(cells.Box(lines, s.width, s.height, st.Marks.Ellipsis), "\n")
}

func (s *Screen) columns() []table.Column[row] {
	t, st := s.d.Text.Profiles, s.d.Styles
	dim := func(row) lipgloss.Style { return st.Dim }
	return []table.Column[row]{
		{ID: "profile", Title: t.Name, Cell: func(r row) string { return sanitize.ID(string(r.Name)) }, Min: 10},
		{ID: "default", Cell: func(r row) string { return s.note(r) }, Name: t.Default, Style: dim, Rank: 3},
		{ID: "identity", Title: t.Way, Cell: s.way, Rank: 4},
		{ID: "who", Title: t.Who, Cell: s.who, Style: dim, Min: 20, Rank: 1},
		{ID: "role", Title: t.May, Cell: s.may, Style: s.mayLook, Rank: 2},
		{ID: "storage", Title: t.Storage, Cell: s.kept, Style: dim, Rank: 5},
		{ID: "publishers", Title: t.Publishers, Cell: s.publishers, Style: dim, Extra: true, Min: 8},
		{ID: "tenant", Title: t.Tenant, Cell: func(r row) string { return sanitize.ID(r.Tenant) }, Style: dim, Extra: true, Min: 8},
	}
}

// note marks the default, and what the file does not describe.
func (s *Screen) note(r row) string {
	t := s.d.Text.Profiles
	switch {
	case r.Environment:
		return t.FromEnvironment
	case r.Default:
		return t.IsDefault
	}
	return ""
}

func (s *Screen) way(r row) string { return text.Word(s.d.Text.Doctor.Identities, r.Kind) }

// who is the person, or the application.
func (s *Screen) who(r row) string { return sanitize.ID(cmp.Or(r.User, r.ClientID, r.Subject)) }

func (s *Screen) may(r row) string {
	if r.may.At.IsZero() {
		return s.d.Text.Profiles.NotAsked
	}
	return text.Word(s.d.Text.Doctor.Roles, r.may.Role())
}

func (s *Screen) mayLook(r row) lipgloss.Style {
	if role := r.may.Role(); r.may.At.IsZero() || role == model.RoleUnknown {
		return s.d.Styles.Dim
	}
	return s.d.Styles.Text
}

// kept is where the sign-in rests.
func (s *Screen) kept(r row) string {
	if profile.Entry(r.Profile) == "" || r.Environment {
		return s.d.Text.Profiles.Stores
	}
	return text.Word(s.d.Text.Doctor.Storages, cmp.Or(r.Storage, model.InKeyring))
}

func (s *Screen) publishers(r row) string {
	out := make([]string, len(r.Publishers))
	for i, p := range r.Publishers {
		out[i] = sanitize.ID(string(p))
	}
	return cmp.Or(strings.Join(out, ", "), s.d.Text.Profiles.AllPublishers)
}

// sharing are the other profiles with the same sign-in.
func (s *Screen) sharing(p model.Profile) []model.ProfileName {
	entry := profile.Entry(p)
	if entry == "" {
		return nil
	}
	var out []model.ProfileName
	for _, r := range s.rows.All() {
		if r.Name != p.Name && !r.Environment && profile.Entry(r.Profile) == entry {
			out = append(out, r.Name)
		}
	}
	return out
}

// Detail is the row under the cursor in full.
func (s *Screen) Detail() []ui.Fact { return s.rows.Detail() }

// Table is the list, to be written to a file.
func (s *Screen) Table() (head []string, rows [][]string) { return s.rows.Export() }

// Copied is the name of the profile under the cursor.
func (s *Screen) Copied() (what, name string) {
	r, _ := s.rows.Selected()
	return s.d.Text.Profiles.TheName, string(r.Name)
}

var (
	_ ui.Screen   = (*Screen)(nil)
	_ ui.Detailer = (*Screen)(nil)
	_ ui.Exporter = (*Screen)(nil)
	_ ui.Copier   = (*Screen)(nil)
	_ ui.Resumer  = (*Screen)(nil)
)
