// Package htmlview shows the HTML of a listing as text, about as customers
// will see it, and marks the tags that the marketplace does not take.
package htmlview

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"awning/model/catalog"
	"awning/themes"
	"awning/tui/sanitize"
	"awning/tui/widget/cells"
	"awning/tui/widget/wrap"
)

// Lines show a text in so many cells. Tags that are not allowed stand where
// they are, marked.
func Lines(st themes.Styles, s string, width int) []string {
	p := &page{st: st, width: max(width, 1)}
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			p.flush()
			return p.trimmed()
		case html.TextToken:
			p.text(z.Token().Data)
		case html.StartTagToken, html.SelfClosingTagToken:
			p.open(z.Token())
		case html.EndTagToken:
			p.end(z.Token())
		case html.CommentToken, html.DoctypeToken:
		}
	}
}

// page is what is drawn so far.
type page struct {
	st    themes.Styles
	width int
	out   []string
	words strings.Builder // of the paragraph that is open
	lists []int           // how many items each open list has had; -1 is one with bullets
	item  string          // what stands before the paragraph
	head  bool            // it is a heading
}

// text adds words; white space is as good as one blank, as in a browser.
func (p *page) text(s string) {
	clean := strings.Join(strings.Fields(sanitize.Block(s)), " ")
	lead, tail := s != strings.TrimLeft(s, " \t\r\n"), s != strings.TrimRight(s, " \t\r\n")
	if lead {
		p.blank()
	}
	p.words.WriteString(clean)
	if tail && clean != "" {
		p.blank()
	}
}

func (p *page) blank() {
	if text := p.words.String(); text != "" && !strings.HasSuffix(text, " ") && !strings.HasSuffix(text, "\n") {
		p.words.WriteByte(' ')
	}
}

func (p *page) open(t html.Token) {
	if !catalog.AllowedTag(t.Data) {
		p.foreign("<" + t.Data + ">")
		return
	}
	switch t.DataAtom {
	case atom.Br:
		p.words.WriteByte('\n')
	case atom.P:
		p.block()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.block()
		p.head = true
	case atom.Ul:
		p.flush()
		p.lists = append(p.lists, -1)
	case atom.Ol:
		p.flush()
		p.lists = append(p.lists, 0)
	case atom.Li:
		p.flush()
		p.item = p.bullet()
	default: // it changes nothing in plain text
	}
}

func (p *page) end(t html.Token) {
	if !catalog.AllowedTag(t.Data) {
		p.foreign("</" + t.Data + ">")
		return
	}
	switch t.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.block()
	case atom.Ul, atom.Ol:
		p.block()
		if len(p.lists) > 0 {
			p.lists = p.lists[:len(p.lists)-1]
		}
	case atom.Li:
		p.flush()
	default:
	}
}

// foreign shows a tag that is not allowed where it stands.
func (p *page) foreign(tag string) {
	p.words.WriteString(p.st.Marks.Failed + sanitize.Line(tag))
}

// bullet is what stands before an item of the innermost list.
func (p *page) bullet() string {
	if len(p.lists) == 0 {
		return "- "
	}
	last := len(p.lists) - 1
	indent := strings.Repeat("  ", min(last, 8))
	if p.lists[last] < 0 {
		return indent + "- "
	}
	p.lists[last]++
	return indent + strconv.Itoa(p.lists[last]) + ". "
}

// block ends a paragraph and leaves a line empty below it.
func (p *page) block() {
	p.flush()
	if len(p.out) > 0 && p.out[len(p.out)-1] != "" && len(p.lists) == 0 {
		p.out = append(p.out, "")
	}
}

// flush writes the paragraph that is open.
func (p *page) flush() {
	text := strings.TrimRight(p.words.String(), " ")
	look := p.st.Text
	if p.head {
		look = p.st.Heading
	}
	before := p.item
	p.words.Reset()
	p.item, p.head = "", false
	if text == "" {
		return
	}
	room := max(p.width-cells.Width(before), 1)
	for line := range strings.SplitSeq(text, "\n") {
		for _, l := range wrap.Lines(strings.TrimSpace(line), room) {
			p.out = append(p.out, before+look.Render(l))
			before = cells.Blank(cells.Width(before))
		}
	}
}

// trimmed is the page without the empty lines at its end.
func (p *page) trimmed() []string {
	for len(p.out) > 0 && p.out[len(p.out)-1] == "" {
		p.out = p.out[:len(p.out)-1]
	}
	return p.out
}
