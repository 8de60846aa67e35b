package root

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/lipgloss"

	"awning/tui/ui"
	"awning/tui/widget/cells"
	"awning/tui/widget/hints"
	"awning/tui/widget/wrap"
)

// The lines that are not the screen's: where you are and a rule above, keys
// below. Between the screen and the keys stand one to three lines of notices.
const (
	headLines   = 2
	footLines   = 1
	noticeLines = 3
)

func (a *App) tooSmall() bool { return a.width < MinWidth || a.height < MinHeight }

// resize tells the screen on top how much room it has.
func (a *App) resize() {
	if a.tooSmall() {
		return
	}
	height := a.height - headLines - footLines - len(a.noticeLines())
	a.top().SetSize(a.width, height)
	if a.over() != nil {
		a.over().setSize(a.width, height)
	}
	if a.ask != nil {
		a.ask.SetSize(a.width, height)
	}
}

// lines draws the whole frame.
func (a *App) lines() []string {
	if a.tooSmall() {
		return []string{a.smallLine()}
	}
	s := a.o.Deps.Styles
	notice := a.noticeLines()
	height := a.height - headLines - footLines - len(notice)
	out := make([]string, 0, a.height)
	out = append(out, a.topLine(), s.Line.Render(strings.Repeat(s.Marks.Rule, a.width)))
	out = append(out, a.body(height)...)
	out = append(out, notice...)
	return append(out, a.hintLine())
}

// body draws the screen on top, or the help, and a dialog over it.
func (a *App) body(height int) []string {
	var lines []string
	if a.over() != nil {
		lines = a.over().lines()
	} else {
		lines = strings.Split(a.top().View(), "\n")
	}
	out := make([]string, height)
	for i := range min(height, len(lines)) {
		out[i] = cells.Cut(lines[i], a.width, a.o.Deps.Styles.Marks.Ellipsis)
	}
	if a.ask == nil {
		return out
	}
	box := a.ask.View()
	return cells.Over(out, box, max((a.width-cells.Width(box[0]))/2, 0), max((height-len(box))/2, 0))
}

// topLine says where the user is and what is going on.
func (a *App) topLine() string {
	s := a.o.Deps.Styles
	right := ""
	if n := a.unseen(); n > 0 {
		right = s.Bad.Render(fmt.Sprintf(s.Marks.Failed+" "+a.o.Deps.Text.Shell.UnreadCount, n))
	}
	if a.o.Deps.ReadOnly {
		right = pair(right, s.Warn.Render(a.o.Deps.Text.Shell.ReadOnly))
	}
	for _, v := range a.verbs() {
		right = pair(right, s.Warn.Render(s.Marks.Running+" "+v))
	}
	if a.o.Badge != "" {
		right = pair(right, s.Dim.Render(a.o.Badge))
	}
	name, testing := a.name()
	if testing {
		right = pair(right, s.Dim.Render(a.o.Deps.Text.Shell.Testing))
	}
	room := a.width - cells.Width(name) - 2
	if right != "" {
		room -= cells.Width(right) + 2
	}
	return cells.Ends(name+"  "+s.Title.Render(a.way(room)), right, a.width, s.Marks.Ellipsis)
}

// way is where the user is, in so many cells. If it is too long its longest parts
// are cut, those at the end last: there are the offer's id and the page. Where that
// is not enough the beginning is left out.
func (a *App) way(room int) string {
	s := a.o.Deps.Styles
	sep, tail := " "+s.Marks.Crumb+" ", s.Marks.Ellipsis
	before := ""
	for crumbs := a.crumbs(); ; crumbs = crumbs[1:] {
		way, fits := squeezed(crumbs, sep, tail, room-cells.Width(before))
		if fits || len(crumbs) <= 1 {
			return before + cells.Cut(way, room-cells.Width(before), tail)
		}
		before = tail + sep
	}
}

// squeezed joins parts in so many cells, and reports whether they fit.
func squeezed(parts []string, sep, tail string, room int) (string, bool) {
	// How many parts at the end are spared, and what is left of one that is cut.
	rounds := [...]struct{ spared, least int }{{2, 8}, {1, 16}}
	parts = slices.Clone(parts)
	for i, p := range parts { // a name may be as long as a book
		parts[i] = cells.Cut(p, room, tail)
	}
	way := strings.Join(parts, sep)
	for _, r := range rounds {
		for over := cells.Width(way) - room; over > 0; over-- {
			longest, most := -1, r.least
			for i, p := range parts[:max(len(parts)-r.spared, 0)] {
				if w := cells.Width(p); w > most {
					longest, most = i, w
				}
			}
			if longest < 0 {
				break
			}
			parts[longest] = cells.Cut(parts[longest], most-1, tail)
			way = strings.Join(parts, sep)
		}
	}
	return way, cells.Width(way) <= room
}

// name is the program's name in the look of the account at hand: solid where
// customers would see what is done, quiet where it is only tried.
func (a *App) name() (name string, testing bool) {
	s, name := a.o.Deps.Styles, a.o.Deps.Text.Shell.Name
	account := ""
	for _, e := range slices.Backward(a.stack) {
		if o, ok := e.Screen.(ui.Owner); ok {
			account, testing = o.Owner()
			break
		}
	}
	switch {
	case account == "":
		return s.Dim.Render(name), testing
	case testing || a.o.Badge != "":
		return s.Account(account).Render(name), testing
	}
	return s.Account(account).Reverse(true).Render(name), testing
}

// unseen is how many unread notices the notice line does not show.
func (a *App) unseen() int {
	n := a.notices.unread()
	_, listed := a.over().(*log)
	if x, _, ok := a.notices.current(); ok && x.unread && !listed {
		n--
	}
	return n
}

func pair(left, right string) string {
	if left == "" {
		return right
	}
	return left + "  " + right
}

// noticeLines are one to three lines: empty, if there is nothing to say.
func (a *App) noticeLines() []string {
	n, more, ok := a.notices.current()
	if _, listed := a.over().(*log); !ok || listed && n.unread {
		return []string{""}
	}
	s, t := a.o.Deps.Styles, a.o.Deps.Text.Shell
	mark, style := s.Marks.Crumb, s.Text
	right := ""
	switch n.Level {
	case ui.Good:
		mark, style = s.Marks.Yes, s.Good
	case ui.Bad:
		mark, style = s.Marks.Failed, s.Bad
		right = s.Key.Render("backspace") + " " + s.Hint.Render(t.Dismiss)
		if more > 0 {
			right = s.Dim.Render(fmt.Sprintf(t.More, more)+t.And) + right
		}
	case ui.Info:
	}
	words := n.Text
	if n.Hint != "" {
		words += "; " + n.Hint
	}
	return a.wrapped(mark, words, right, style)
}

// wrapped lays a notice out, with something at the right end of its first line.
func (a *App) wrapped(mark, words, right string, style lipgloss.Style) []string {
	const indent = 2
	s := a.o.Deps.Styles
	room := a.width - indent
	if right != "" {
		room -= cells.Width(right) + 2
	}
	spans := wrap.Spans(words, room)
	out := make([]string, 0, noticeLines)
	for i, span := range spans {
		line := words[span.Start:span.End]
		if i == noticeLines-1 && len(spans) > noticeLines {
			line = cells.Cut(line, room-1, "") + s.Marks.Ellipsis
		}
		before := cells.Blank(indent)
		if i == 0 {
			before = style.Render(mark) + " "
		}
		line = before + style.Render(line)
		if i == 0 {
			line = cells.Ends(line, right, a.width, s.Marks.Ellipsis)
		}
		out = append(out, line)
		if len(out) == noticeLines {
			break
		}
	}
	return out
}

// hintLine is drawn from the same rows as the keys work by. What cannot be done
// now is left out; the help says why.
func (a *App) hintLine() string {
	s := a.o.Deps.Styles
	if a.ask != nil {
		return ""
	}
	if a.over() != nil {
		return hints.Line(s, a.over().hints(), nil, a.width)
	}
	here := rows(a.here())
	if a.top().Typing() {
		return hints.Line(s, here, nil, a.width)
	}
	return hints.Line(s, here, rows(a.everywhere()), a.width)
}

func rows(actions []ui.Action) []hints.Hint {
	var out []hints.Hint
	for _, x := range actions {
		if x.Quiet || x.Help().Key == "" || x.Refusal() != "" {
			continue
		}
		out = append(out, hints.Hint{Key: x.Help().Key, Help: x.Help().Desc})
	}
	return out
}

// smallLine says how large the window must be, as fully as it has room for.
func (a *App) smallLine() string {
	t := a.o.Deps.Text.Shell
	words := fmt.Sprintf(t.TooSmall, a.width, a.height, MinWidth, MinHeight)
	if cells.Width(words) > a.width {
		words = fmt.Sprintf(t.TooSmallShort, MinWidth, MinHeight)
	}
	return cells.Cut(words, a.width, a.o.Deps.Styles.Marks.Ellipsis)
}
