package raw

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Patch collects changes to one parsed document and writes them all at once,
// where [Set] and [Delete] would parse it anew for each. As with these, every
// byte that no change touches stays. The nodes given to its methods must
// belong to the document, and no change may lie within a value that another
// one replaces or removes.
type Patch struct {
	root *Node
	at   map[*Node]*touch
	// starts are where the touched values begin, in order, once known.
	starts []int
}

// touch is what happens to one value.
type touch struct {
	fresh   []byte // replaces it, if not nil
	removed bool
	added   [][]byte // new last members or items, as they are written
}

// NewPatch begins a patch of the document root was parsed from.
func NewPatch(root *Node) *Patch {
	return &Patch{root: root, at: map[*Node]*touch{}}
}

// Replace writes a value in the place of n. The value must be JSON.
func (p *Patch) Replace(n *Node, value []byte) { p.touch(n).fresh = value }

// Remove takes n out of the object or list it is in, with its name and comma.
// The document itself cannot be removed.
func (p *Patch) Remove(n *Node) { p.touch(n).removed = true }

// AddMember writes a new last member into an object that has none of that name.
func (p *Patch) AddMember(object *Node, name string, value []byte) {
	t := p.touch(object)
	t.added = append(t.added, slices.Concat(Quote(name), colon(p.root.src, object), value))
}

// AddItem writes a new last item into a list.
func (p *Patch) AddItem(list *Node, value []byte) {
	t := p.touch(list)
	t.added = append(t.added, value)
}

func (p *Patch) touch(n *Node) *touch {
	t := p.at[n]
	if t == nil {
		t = &touch{}
		p.at[n] = t
		p.starts = nil
	}
	return t
}

// Bytes is the document with all changes. It does not share memory with the
// old one. The error says that a new value is no JSON, or that the document has
// outgrown the limits of [Parse].
func (p *Patch) Bytes() (json.RawMessage, error) {
	if p.starts == nil {
		for n := range p.at {
			p.starts = append(p.starts, n.Start)
		}
		slices.Sort(p.starts)
	}
	src := p.root.src
	out := make([]byte, 0, len(src)+len(src)/8)
	out = append(out, src[:p.root.Start]...)
	out = p.write(out, p.root)
	out = append(out, src[p.root.End:]...)
	if _, err := Parse(out); err != nil {
		return nil, fmt.Errorf("with its changes the document is %w", err)
	}
	return out, nil
}

func (p *Patch) write(out []byte, n *Node) []byte {
	i, _ := slices.BinarySearch(p.starts, n.Start)
	if i == len(p.starts) || p.starts[i] >= n.End {
		return append(out, n.Raw()...)
	}
	t := p.at[n]
	switch {
	case t != nil && t.fresh != nil:
		return append(out, t.fresh...)
	case n.Kind == Object:
		spans := memberSpans(n)
		return p.container(out, n, spans, func(i int) *Node { return &n.Members[i].Value })
	case n.Kind == Array:
		spans := itemSpans(n)
		return p.container(out, n, spans, func(i int) *Node { return &n.Items[i] })
	}
	return append(out, n.Raw()...)
}

// container writes an object or a list: what is left of it, each part behind
// the comma and space it had, and what is new, spaced like the last old part.
func (p *Patch) container(out []byte, n *Node, spans []span, value func(int) *Node) []byte {
	src := n.src
	lead, tail := n.Start+1, n.End-1 // what stands before the first part and behind the last
	if len(spans) > 0 {
		lead, tail = spans[0].start, spans[len(spans)-1].end
	}
	out = append(out, src[n.Start:lead]...)
	kept := false
	for i, s := range spans {
		v := value(i)
		if t := p.at[v]; t != nil && t.removed {
			continue
		}
		if kept {
			out = append(out, src[spans[i-1].end:s.start]...)
		}
		kept = true
		out = append(out, src[s.start:v.Start]...)
		out = p.write(out, v)
	}
	if t := p.at[n]; t != nil {
		for _, fresh := range t.added {
			if kept {
				out = append(out, ',')
				out = append(out, indent(src, spans)...)
			}
			kept = true
			out = append(out, fresh...)
		}
	}
	return append(out, src[tail:n.End]...)
}

// indent is the space in front of the last of some parts.
func indent(src []byte, spans []span) []byte {
	if len(spans) == 0 {
		return nil
	}
	start := spans[len(spans)-1].start
	return src[len(bytes.TrimRight(src[:start], " \t\r\n")):start]
}
