package raw

import (
	"fmt"
	"unicode/utf8"
)

// Limits of what is parsed. The services' documents stay far below them.
const (
	// MaxSize is the largest document, in bytes.
	MaxSize = 16 << 20
	// MaxDepth is how deep values may lie within each other.
	MaxDepth = 128
)

// small is how many members an object has at most to be searched member by member;
// larger ones are indexed.
const small = 16

// SyntaxError says where a document is not the JSON that is accepted here.
type SyntaxError struct {
	Offset int    // bytes from the start
	Text   string // what is wrong there
}

// Error names the place and the fault.
func (e *SyntaxError) Error() string {
	return fmt.Sprintf("not a usable JSON document: %s at byte %d", e.Text, e.Offset)
}

// Parse reads a document into a tree that points into its bytes, which must not
// be changed afterwards. Beyond what RFC 8259 demands it refuses objects that
// name a member twice, text that is not UTF-8, and documents beyond
// [MaxSize] and [MaxDepth]. Errors are of type [*SyntaxError].
func Parse(doc []byte) (*Node, error) {
	if len(doc) > MaxSize {
		return nil, &SyntaxError{Offset: MaxSize, Text: fmt.Sprintf("it has %d bytes, more than %d", len(doc), MaxSize)}
	}
	p := parser{src: doc}
	p.space()
	root, err := p.value(0)
	if err != nil {
		return nil, err
	}
	p.space()
	if p.at < len(doc) {
		return nil, p.fault("something after the end of the value")
	}
	return &root, nil
}

// parser walks over src once; at is the next byte.
type parser struct {
	src []byte
	at  int

	// What was read of the objects and arrays that are not at their end. Each takes
	// its own from the end of these, in one piece.
	members []Member
	items   []Node
	names   map[string]string // each name is kept once
}

// name decodes a member's name.
func (p *parser) name(quoted []byte) string {
	if name, ok := p.names[string(quoted)]; ok {
		return name
	}
	if p.names == nil {
		p.names = make(map[string]string)
	}
	name := unquote(quoted)
	p.names[string(quoted)] = name
	return name
}

func (p *parser) fault(text string) error { return &SyntaxError{Offset: p.at, Text: text} }

func (p *parser) space() {
	for p.at < len(p.src) {
		switch p.src[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// next is the byte at hand, or 0 at the end of the document.
func (p *parser) next() byte {
	if p.at < len(p.src) {
		return p.src[p.at]
	}
	return 0
}

func (p *parser) value(depth int) (Node, error) {
	if depth > MaxDepth {
		return Node{}, p.fault(fmt.Sprintf("values lie deeper than %d levels", MaxDepth))
	}
	n := Node{Start: p.at, src: p.src}
	var err error
	switch c := p.next(); {
	case c == '{':
		n.Kind = Object
		n.Members, err = p.object(depth)
	case c == '[':
		n.Kind = Array
		n.Items, err = p.array(depth)
	case c == '"':
		n.Kind = String
		err = p.text()
	case c == 't':
		n.Kind = Bool
		err = p.word("true")
	case c == 'f':
		n.Kind = Bool
		err = p.word("false")
	case c == 'n':
		n.Kind = Null
		err = p.word("null")
	case c == '-' || '0' <= c && c <= '9':
		n.Kind = Number
		err = p.number()
	case p.at >= len(p.src):
		err = p.fault("a value is missing")
	default:
		err = p.fault(fmt.Sprintf("unexpected %q", c))
	}
	n.End = p.at
	return n, err
}

func (p *parser) object(depth int) ([]Member, error) {
	p.at++ // {
	from := len(p.members)
	var seen map[string]bool // made once an object is large enough to need it
	p.space()
	for p.next() != '}' {
		if len(p.members) > from {
			if p.next() != ',' {
				return nil, p.fault("a comma or a closing brace is missing")
			}
			p.at++
			p.space()
		}
		m := Member{Start: p.at}
		if p.next() != '"' {
			return nil, p.fault("a member's name is missing")
		}
		if err := p.text(); err != nil {
			return nil, err
		}
		m.Name = p.name(p.src[m.Start:p.at])
		if duplicate(p.members[from:], &seen, m.Name) {
			return nil, &SyntaxError{Offset: m.Start, Text: fmt.Sprintf("the member %q stands twice in one object", m.Name)}
		}
		p.space()
		if p.next() != ':' {
			return nil, p.fault("a colon is missing")
		}
		p.at++
		p.space()
		var err error
		if m.Value, err = p.value(depth + 1); err != nil {
			return nil, err
		}
		p.members = append(p.members, m)
		p.space()
	}
	p.at++ // }
	return taken(&p.members, from), nil
}

// taken takes what was read since from off its end, in one piece; nil if nothing was.
func taken[T any](read *[]T, from int) []T {
	var out []T
	if len(*read) > from {
		out = append(make([]T, 0, len(*read)-from), (*read)[from:]...)
	}
	*read = (*read)[:from]
	return out
}

// duplicate reports whether the name stands among the members already, and
// notes it. Small objects are searched, larger ones indexed.
func duplicate(members []Member, seen *map[string]bool, name string) bool {
	if len(members) < small {
		for i := range members {
			if members[i].Name == name {
				return true
			}
		}
		return false
	}
	if *seen == nil {
		*seen = make(map[string]bool, 4*small)
		for i := range members {
			(*seen)[members[i].Name] = true
		}
	}
	if (*seen)[name] {
		return true
	}
	(*seen)[name] = true
	return false
}

func (p *parser) array(depth int) ([]Node, error) {
	p.at++ // [
	from := len(p.items)
	p.space()
	for p.next() != ']' {
		if len(p.items) > from {
			if p.next() != ',' {
				return nil, p.fault("a comma or a closing bracket is missing")
			}
			p.at++
			p.space()
		}
		item, err := p.value(depth + 1)
		if err != nil {
			return nil, err
		}
		p.items = append(p.items, item)
		p.space()
	}
	p.at++ // ]
	return taken(&p.items, from), nil
}

func (p *parser) word(w string) error {
	if len(p.src)-p.at < len(w) || string(p.src[p.at:p.at+len(w)]) != w {
		return p.fault("an unknown word")
	}
	p.at += len(w)
	return nil
}

func (p *parser) digits() int {
	from := p.at
	for '0' <= p.next() && p.next() <= '9' {
		p.at++
	}
	return p.at - from
}

func (p *parser) number() error {
	if p.next() == '-' {
		p.at++
	}
	leading := p.next()
	switch n := p.digits(); {
	case n == 0:
		return p.fault("a digit is missing")
	case n > 1 && leading == '0':
		return p.fault("a number begins with 0")
	}
	if p.next() == '.' {
		p.at++
		if p.digits() == 0 {
			return p.fault("a digit is missing after the point")
		}
	}
	if c := p.next(); c == 'e' || c == 'E' {
		p.at++
		if s := p.next(); s == '+' || s == '-' {
			p.at++
		}
		if p.digits() == 0 {
			return p.fault("a digit is missing in the exponent")
		}
	}
	return nil
}

// text passes over a quoted text and checks its spelling.
func (p *parser) text() error {
	p.at++ // "
	for p.at < len(p.src) {
		switch c := p.src[p.at]; {
		case c == '"':
			p.at++
			return nil
		case c == '\\':
			if err := p.escape(); err != nil {
				return err
			}
		case c < ' ':
			return p.fault("a control character within a text")
		case c < utf8.RuneSelf:
			p.at++
		default:
			r, size := utf8.DecodeRune(p.src[p.at:])
			if r == utf8.RuneError && size <= 1 {
				return p.fault("a text that is not UTF-8")
			}
			p.at += size
		}
	}
	return p.fault("a text does not end")
}

func (p *parser) escape() error {
	p.at++ // \
	switch p.next() {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		p.at++
		return nil
	case 'u':
		p.at++
		for range 4 {
			if !isHex(p.next()) {
				return p.fault("an escape without four hexadecimal digits")
			}
			p.at++
		}
		return nil
	}
	return p.fault("an unknown escape")
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
