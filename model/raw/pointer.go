package raw

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Pointer names a place in a document. The empty pointer is the whole document.
// Each step begins with "/" and is a member's name, an item's position, "-"
// (after the last item) or a key: name=value, or several joined by "&". In names and
// values "~0" stands for "~", "~1" for "/" and "~2" for "&".
type Pointer string

// Key is one condition of a keyed step: the item's member Name has the value
// Value, which is a text's content, or a number or truth value as written.
type Key struct {
	Name, Value string
}

// Step is one part of a pointer.
type Step struct {
	// Name is the step read as a member's name.
	Name string
	// Index is the step read as a position; -1 if it is none.
	Index int
	// Last is true for "-", the place after the last item.
	Last bool
	// Keys is the step read as a key; empty if it is none.
	Keys []Key
}

// Steps takes the pointer apart; the error says what is wrong with it.
func (p Pointer) Steps() ([]Step, error) {
	if p == "" {
		return nil, nil
	}
	if !utf8.ValidString(string(p)) {
		return nil, fmt.Errorf("%q is not a JSON pointer: it is not UTF-8", string(p))
	}
	if p[0] != '/' {
		return nil, fmt.Errorf("%q is not a JSON pointer: it must begin with /", string(p))
	}
	parts := strings.Split(string(p[1:]), "/")
	steps := make([]Step, len(parts))
	for i, part := range parts {
		s, err := step(part)
		if err != nil {
			return nil, fmt.Errorf("%q is not a JSON pointer: %w", string(p), err)
		}
		steps[i] = s
	}
	return steps, nil
}

// Child is the pointer of a member.
func (p Pointer) Child(name string) Pointer { return p + "/" + Pointer(escape(name)) }

// Item is the pointer of an item by its position.
func (p Pointer) Item(i int) Pointer { return p + "/" + Pointer(strconv.Itoa(i)) }

// Keyed is the pointer of an item by its keys.
func (p Pointer) Keyed(keys ...Key) Pointer {
	var b strings.Builder
	b.WriteString(string(p))
	between := byte('/')
	for _, k := range keys {
		b.WriteByte(between)
		b.WriteString(escape(k.Name))
		b.WriteByte('=')
		b.WriteString(escape(k.Value))
		between = '&'
	}
	return Pointer(b.String())
}

// escape spells a name so that it is one step of a pointer.
func escape(s string) string {
	if !strings.ContainsAny(s, "~/&") {
		return s
	}
	s = strings.ReplaceAll(s, "~", "~0")
	s = strings.ReplaceAll(s, "/", "~1")
	return strings.ReplaceAll(s, "&", "~2")
}

func step(part string) (Step, error) {
	name, err := unescape(part)
	if err != nil {
		return Step{}, err
	}
	s := Step{Name: name, Index: index(part), Last: part == "-"}
	if !strings.Contains(part, "=") {
		return s, nil
	}
	for condition := range strings.SplitSeq(part, "&") {
		n, v, ok := strings.Cut(condition, "=")
		if !ok || n == "" {
			return s, nil // a member's name that happens to hold a "="
		}
		n, errName := unescape(n)
		v, errValue := unescape(v)
		if errName != nil || errValue != nil {
			return Step{}, fmt.Errorf("%q ends within an escape", condition)
		}
		s.Keys = append(s.Keys, Key{Name: n, Value: v})
	}
	return s, nil
}

// index reads a position as RFC 6901 writes it, without leading zeros.
func index(s string) int {
	if s == "" || len(s) > 1 && s[0] == '0' {
		return -1
	}
	for _, c := range s {
		if c < '0' || c > '9' {
			return -1
		}
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

func unescape(s string) (string, error) {
	i := strings.IndexByte(s, '~')
	if i < 0 {
		return s, nil
	}
	var b strings.Builder
	for i >= 0 {
		b.WriteString(s[:i])
		if i+1 >= len(s) {
			return "", fmt.Errorf("%q ends within an escape", s)
		}
		switch s[i+1] {
		case '0':
			b.WriteByte('~')
		case '1':
			b.WriteByte('/')
		case '2':
			b.WriteByte('&')
		default:
			return "", fmt.Errorf("~%c is no escape; use ~0, ~1 or ~2", s[i+1])
		}
		s = s[i+2:]
		i = strings.IndexByte(s, '~')
	}
	b.WriteString(s)
	return b.String(), nil
}
