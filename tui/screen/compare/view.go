package compare

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// lead stands before everything but marks.
const lead = "  "

// View draws the header and below it the changes, or why there are none.
func (s *Screen) View() string {
	tail := s.d.Styles.Marks.Ellipsis
	lines := s.header()
	if _, of := s.view.Position(); of > 0 {
		lines = append(lines, s.body(strings.Split(s.view.View(), "\n"))...)
	} else {
		lines = append(lines, "")
		lines = append(lines, s.nothing()...)
	}
	return strings.Join(cells.Box(lines, s.width, s.height, tail), "\n")
}

// header says what is compared, how old it is, what is shown and how much of
// each kind there is; then what to know about it.
func (s *Screen) header() []string {
	t, st := s.d.Text.Compare, s.d.Styles
	title := s.named(s.shown(), " "+st.Marks.Arrow+" ")
	first := lead + st.Title.Render(title)
	if s.part != nil {
		first += st.Text.Render(", " + s.partName())
	}
	if (s.only != model.SectionKey{}) {
		first += st.Text.Render(", " + fmt.Sprintf(t.Only, show.Section(s.t, s.only, st.Marks.Crumb)))
	}
	lines := []string{cells.Ends(first, st.Dim.Render(s.age()), s.width, st.Marks.Ellipsis)}
	switch find := st.Key.Render(t.FindKey); {
	case s.typing:
		lines = append(lines, cells.Fit(lead+find+" "+s.words.View(true), s.width, st.Marks.Ellipsis))
	case s.words.Value() != "":
		sought := cells.Cut(s.words.Value(), s.width/2, st.Marks.Ellipsis)
		lines = append(lines, cells.Fit(lead+find+" "+st.Text.Render(sought), s.width, st.Marks.Ellipsis))
	}
	chips := s.chips(false)
	if cells.Width(lead+chips)+cells.Width(s.position())+2 > s.width {
		chips = s.chips(true)
	}
	lines = append(lines, cells.Ends(lead+chips, st.Dim.Render(s.position()), s.width, st.Marks.Ellipsis))
	return append(lines, s.remarks()...)
}

// partName is the one plan shown, or that only the offer's own sections are.
func (s *Screen) partName() string {
	t := s.d.Text.Compare
	if *s.part == "" {
		return t.OnlyOffer
	}
	return fmt.Sprintf(t.OnlyPlan, sanitize.ID(string(*s.part)))
}

// named lists environments.
func (s *Screen) named(envs []model.Environment, between string) string {
	names := make([]string, len(envs))
	for i, env := range envs {
		names[i] = s.d.Text.Words.Environments[env]
	}
	return strings.Join(names, between)
}

// age says when each side was read.
func (s *Screen) age() string {
	t, w := s.d.Text.Compare, s.d.Text.Words
	if s.loader.Busy() {
		return t.Busy
	}
	var names, ages []string
	for _, env := range s.envs() {
		if side := s.loader.Of(env); side.Known {
			names, ages = append(names, w.Environments[env]), append(ages, w.Age(s.d.Now().Sub(side.Read)))
		}
	}
	if len(slices.Compact(slices.Clone(ages))) == 1 {
		return fmt.Sprintf(t.BothAge, ages[0])
	}
	for i := range names {
		names[i] = fmt.Sprintf(t.Age, names[i], ages[i])
	}
	return strings.Join(names, ", ")
}

// chips are the filters with their counts; brackets mark the one in use. Short ones
// are marks and numbers but for the first.
func (s *Screen) chips(short bool) string {
	t, st := s.d.Text.Compare, s.d.Styles
	words := map[filter]string{
		differences: t.Changes, edited: t.Edited, added: t.Added, removed: t.Removed, everything: t.Everything,
	}
	parts := make([]string, 0, len(filters()))
	for _, f := range filters() {
		n := s.counts[f]
		chip := f.mark() + fmt.Sprintf(words[f], n)
		if short && f != differences {
			chip = f.short() + strconv.Itoa(n)
		}
		if f == s.show {
			parts = append(parts, st.Accent.Bold(true).Render("["+chip+"]"))
			continue
		}
		parts = append(parts, st.Dim.Render(chip))
	}
	return strings.Join(parts, "  ")
}

func (s *Screen) position() string {
	n, of := s.view.Position()
	if of == 0 {
		return ""
	}
	return fmt.Sprintf(s.d.Text.Compare.Position, n, of)
}

// remarks are what to know about the sides: which are only approximate, which could
// not be read.
func (s *Screen) remarks() []string {
	t, st, w := s.d.Text.Compare, s.d.Styles, s.d.Text.Words
	var out, approximate []string
	for _, env := range s.envs() {
		switch side := s.loader.Of(env); {
		case side.Err != nil:
			words := fmt.Sprintf(t.ReadFailed, w.Environments[env], sanitize.Line(side.Err.Error()))
			out = append(out, s.wrapped(st.Bad, words)...)
		case side.Approximate:
			approximate = append(approximate, w.Environments[env])
		}
	}
	switch len(approximate) {
	case 0:
		return out
	case 1:
		return append(out, s.wrapped(st.Warn, fmt.Sprintf(t.Approximate, approximate[0]))...)
	}
	last := len(approximate) - 1
	names := fmt.Sprintf(w.And, strings.Join(approximate[:last], s.d.Text.Shell.And), approximate[last])
	return append(out, s.wrapped(st.Warn, fmt.Sprintf(t.ManyApproximate, names))...)
}

// nothing says in words why no change is shown.
func (s *Screen) nothing() []string {
	t, w := s.d.Text.Compare, s.d.Text.Words
	l, r := w.Environments[s.pair.Left], w.Environments[s.pair.Right]
	for _, env := range s.envs() {
		if s.loader.Of(env).Missing() {
			return s.say(s.never(env), t.OtherPair)
		}
	}
	if s.problem != nil {
		return s.say(fmt.Sprintf(t.CannotCompare, sanitize.Line(s.problem.Error())), t.OtherPair)
	}
	for _, env := range s.envs() {
		switch side := s.loader.Of(env); {
		case side.Known:
		case side.Err != nil:
			return s.say(s.d.Text.Shell.TryAgain)
		default:
			return s.say(fmt.Sprintf(t.Reading, w.Environments[env]))
		}
	}
	switch {
	case s.diff.Busy():
		return s.say(t.Busy)
	case s.words.Value() != "":
		return s.say(fmt.Sprintf(t.NotFound, s.words.Value()))
	case s.part != nil:
		return s.say(fmt.Sprintf(t.SamePart, l, r))
	case (s.only != model.SectionKey{}):
		return s.say(fmt.Sprintf(t.SameSection, show.Section(s.t, s.only, s.d.Styles.Marks.Crumb), l, r))
	}
	if s.abreast() {
		return s.say(t.AllSame, t.OtherPair)
	}
	return s.say(fmt.Sprintf(t.Same, l, r), t.OtherPair)
}

// never says that an environment has nothing.
func (s *Screen) never(env model.Environment) string {
	t := s.d.Text.Compare
	switch env {
	case model.Preview:
		return t.NeverPreview
	case model.Live:
		return t.NeverLive
	case model.Draft:
	}
	return t.NoDraft
}

func (s *Screen) say(sentences ...string) []string {
	var out []string
	for _, words := range sentences {
		out = append(out, s.wrapped(s.d.Styles.Text, words)...)
	}
	return out
}

func (s *Screen) wrapped(look lipgloss.Style, words string) []string {
	out := wrap.Lines(words, max(s.width-len(lead), 1))
	for i, l := range out {
		out[i] = lead + look.Render(l)
	}
	return out
}
