package profile

import (
	"bytes"
	"fmt"
	"strings"
)

// statement is one header or one key with its value, as it stands in the text. The
// decoder keeps no positions and no comments, so both are found here, in a text that
// the decoder has read without complaint; in any other they are a guess, which is all
// an error's line needs.
type statement struct {
	from, to   int  // of its lines, the last line's end included
	line       int  // of its first line, from 1
	header     bool // [name] or [[name]]
	array      bool // [[name]]
	name       string
	start, end int    // of a key's value
	notes      []note // the comments on its lines
}

// note is a comment, from its # on.
type note struct {
	at   int
	text string
}

// statements finds the headers and keys of a text.
func statements(data []byte) []statement {
	s := scanner{data: data, line: 1}
	s.skip(bytes.HasPrefix(data, []byte("\ufeff")), len("\ufeff"))
	var all []statement
	for s.at < len(data) {
		if found, ok := s.statement(); ok {
			all = append(all, found)
		}
	}
	return all
}

// scanner walks a text. Each of its steps moves on, so that it ends on any text.
type scanner struct {
	data  []byte
	at    int
	line  int
	notes []note
}

func (s *scanner) skip(yes bool, n int) {
	if yes {
		s.at += n
	}
}

// peek returns the byte at hand; 0 at the end.
func (s *scanner) peek() byte {
	if s.at < len(s.data) {
		return s.data[s.at]
	}
	return 0
}

func (s *scanner) has(prefix string) bool {
	return bytes.HasPrefix(s.data[s.at:], []byte(prefix))
}

// next moves over one byte.
func (s *scanner) next() {
	if s.peek() == '\n' {
		s.line++
	}
	s.at++
}

// statement reads whole lines: one statement, or a blank line or a comment of its
// own, which is none.
func (s *scanner) statement() (statement, bool) {
	found := statement{from: s.at, line: s.line}
	s.notes = nil
	for s.peek() == ' ' || s.peek() == '\t' {
		s.next()
	}
	ok := true
	switch s.peek() {
	case '[':
		found.header, found.array = true, s.has("[[")
		found.name = s.until("]")
		found.name = unquote(strings.TrimLeft(found.name, "["))
	case '#', '\r', '\n', 0:
		ok = false
	default:
		found.name = unquote(s.until("="))
		s.skip(s.peek() == '=', 1)
		for s.peek() == ' ' || s.peek() == '\t' {
			s.next()
		}
		found.start = s.at
		found.end = s.value()
	}
	s.endLine()
	found.to, found.notes = s.at, s.notes
	return found, ok
}

// until reads a key, up to a byte that is not quoted or the end of the line.
func (s *scanner) until(end string) string {
	from := s.at
	quote := byte(0)
	for s.at < len(s.data) && s.peek() != '\n' && (quote != 0 || !s.has(end)) {
		switch b := s.peek(); {
		case b == quote:
			quote = 0
		case quote == 0 && (b == '"' || b == '\''):
			quote = b
		}
		s.next()
	}
	return string(s.data[from:s.at])
}

// value reads a value, over several lines if it is a list or a long text, and
// returns where it ends.
func (s *scanner) value() int {
	depth, end := 0, s.at
	for s.at < len(s.data) {
		switch b := s.peek(); b {
		case '\n':
			if depth <= 0 {
				return end
			}
			s.next()
			continue
		case '#':
			s.note()
			continue
		case ' ', '\t', '\r':
			s.next()
			continue
		case '"', '\'':
			s.quoted(b)
		case '[', '{':
			depth++
			s.next()
		case ']', '}':
			depth--
			s.next()
		default:
			s.next()
		}
		end = s.at
	}
	return end
}

// quoted reads a text between quotes of any of the four kinds.
func (s *scanner) quoted(quote byte) {
	end := string(quote)
	long := strings.Repeat(end, 3)
	if s.has(long) {
		end = long
	}
	s.at += len(end)
	for s.at < len(s.data) && !s.has(end) && (len(end) > 1 || s.peek() != '\n') {
		s.skip(quote == '"' && s.peek() == '\\', 1)
		if s.at < len(s.data) {
			s.next()
		}
	}
	if s.has(end) {
		s.at += len(end)
	}
	for len(end) > 1 && s.peek() == quote { // a long text may end in quotes of its own
		s.next()
	}
}

// note reads a comment, up to the end of its line.
func (s *scanner) note() {
	from := s.at
	for s.at < len(s.data) && s.peek() != '\n' {
		s.next()
	}
	s.notes = append(s.notes, note{at: from, text: strings.TrimRight(string(s.data[from:s.at]), " \t\r")})
}

// endLine reads what is left of a line.
func (s *scanner) endLine() {
	for s.at < len(s.data) && s.peek() != '\n' {
		if s.peek() == '#' {
			s.note()
			continue
		}
		s.next()
	}
	s.skip(s.peek() == '\n', 1)
	s.line++
}

func unquote(s string) string { return strings.Trim(strings.TrimSpace(s), `"'`) }

// lineOf finds the line a key was set in, or the one its table begins at.
func lineOf(data []byte, key string) int {
	table, best := "", 0
	counts := map[string]int{}
	for _, st := range statements(data) {
		path := strings.TrimPrefix(table+"."+st.name, ".")
		switch {
		case st.array:
			table = fmt.Sprintf("%s[%d]", st.name, counts[st.name])
			counts[st.name]++
			path = table
		case st.header:
			table, path = st.name, st.name
		}
		if path == key {
			return st.line
		}
		if strings.HasPrefix(key, path+".") || strings.HasPrefix(key, path+"[") {
			best = st.line
		}
	}
	return best
}
