package themes

import (
	"hash/fnv"

	"github.com/charmbracelet/lipgloss"
)

// Styles are the looks of everything, by role. Built once, handed down.
// Colour only ever repeats what a mark or a word already says.
type Styles struct {
	Marks Marks

	renderer *lipgloss.Renderer // knows the theme, for every copy

	Text     lipgloss.Style
	Dim      lipgloss.Style // secondary: ages, hints, empty values
	Title    lipgloss.Style // where you are
	Heading  lipgloss.Style // names of groups
	Accent   lipgloss.Style // what can be acted on
	Selected lipgloss.Style // the row under the cursor, beside Marks.Cursor
	Key      lipgloss.Style // the key in a hint: "enter"
	Hint     lipgloss.Style // what the key does
	Good     lipgloss.Style
	Warn     lipgloss.Style
	Bad      lipgloss.Style
	Added    lipgloss.Style
	Removed  lipgloss.Style
	Edited   lipgloss.Style
	Line     lipgloss.Style // rules and borders
	Input    lipgloss.Style // a field being typed into
}

// New builds the styles of a palette for the terminal a renderer draws on.
func New(r *lipgloss.Renderer, p Palette, m Marks) Styles {
	base := r.NewStyle().Foreground(p.Text)
	// Faint text keeps the user's own foreground: the greys among the sixteen
	// colours are the background itself in some palettes.
	dim := base.Faint(true)
	accent := r.NewStyle().Foreground(p.Accent)
	return Styles{
		Marks:    m,
		renderer: r,
		Text:     base,
		Dim:      dim,
		Title:    accent.Bold(true),
		Heading:  base.Bold(true),
		Accent:   accent,
		Selected: base.Bold(true),
		Key:      accent.Bold(true),
		Hint:     dim,
		Good:     r.NewStyle().Foreground(p.Good),
		Warn:     r.NewStyle().Foreground(p.Warn),
		Bad:      r.NewStyle().Foreground(p.Bad).Bold(true),
		Added:    r.NewStyle().Foreground(p.Good),
		Removed:  r.NewStyle().Foreground(p.Bad),
		Edited:   r.NewStyle().Foreground(p.Warn),
		Line:     dim,
		Input:    accent, // not underlined: lipgloss would take combined characters apart
	}
}

// Theme is the theme in force.
func (s Styles) Theme() Name {
	if s.renderer.HasDarkBackground() {
		return Dark
	}
	return Light
}

// SetTheme changes the theme for all copies of the styles at once, where they
// were made with [Both].
func (s Styles) SetTheme(n Name) { s.renderer.SetHasDarkBackground(n != Light) }

// Account is the look of an account, always the same for the same name, so
// that two consoles on two accounts are told apart at a glance. The red of what
// went wrong is never among them, nor what light backgrounds swallow.
func (s Styles) Account(name string) lipgloss.Style {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // never fails
	hues := [...]struct{ light, dark string }{{"4", "12"}, {"5", "13"}, {"0", "14"}, {"0", "10"}}
	c := hues[int(h.Sum32()>>1)%len(hues)]
	return s.renderer.NewStyle().Bold(true).Foreground(lipgloss.AdaptiveColor{Light: c.light, Dark: c.dark})
}

// Marks are the characters that carry meaning where colour cannot. Every set
// has all of them, one cell wide each unless said otherwise.
type Marks struct {
	Cursor    string // before the row under the cursor
	Checked   string // "[x]", three cells in every set
	Unchecked string
	Forced    string // selected and cannot be unselected
	Blocked   string // cannot be selected
	Yes       string // exists, is complete, done
	No        string // does not exist
	Changed   string // differs
	Running   string // under way
	Failed    string
	Vertical  string    // between columns
	Rule      string    // a horizontal rule, repeated
	Corners   [4]string // of a frame: upper left, upper right, lower left, lower right
	Ellipsis  string
	Crumb     string // between the parts of where you are
	Arrow     string // from one value to another
}

// UnicodeMarks are for terminals that show UTF-8. None is of ambiguous width
// except the box lines.
func UnicodeMarks() Marks {
	return Marks{
		Cursor: "›", Checked: "[x]", Unchecked: "[ ]", Forced: "[+]", Blocked: "[-]",
		Yes: "✓", No: "-", Changed: "*", Running: "»", Failed: "!",
		Vertical: "│", Rule: "─", Ellipsis: "…", Crumb: "›", Arrow: "→",
		Corners: [4]string{"┌", "┐", "└", "┘"},
	}
}

// ASCIIMarks are for everything else.
func ASCIIMarks() Marks {
	return Marks{
		Cursor: ">", Checked: "[x]", Unchecked: "[ ]", Forced: "[+]", Blocked: "[-]",
		Yes: "y", No: "-", Changed: "*", Running: ">", Failed: "!",
		Vertical: "|", Rule: "-", Ellipsis: "~", Crumb: ">", Arrow: ">",
		Corners: [4]string{"+", "+", "+", "+"},
	}
}
