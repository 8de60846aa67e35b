package external

import (
	"errors"
	"strings"
	"unicode"
)

// Split takes a line apart into words as a shell does: at white space outside
// of quotes, with a backslash before what is meant as it is. Nothing is
// expanded. The error says what is open at the end.
func Split(line string) ([]string, error) {
	s := splitter{}
	for _, r := range line {
		s.take(r)
	}
	switch {
	case s.escaped:
		return nil, errors.New("it ends within an escape")
	case s.quote != 0:
		return nil, errors.New("a quote in it is not closed")
	}
	s.end()
	if len(s.words) == 0 {
		return nil, errors.New("it names no program")
	}
	return s.words, nil
}

type splitter struct {
	words   []string
	word    strings.Builder
	open    bool // a word has begun, perhaps an empty one in quotes
	quote   rune
	escaped bool
}

func (s *splitter) take(r rune) {
	switch {
	case s.escaped:
		if s.quote == '"' && r != '"' && r != '\\' { // elsewhere in quotes it is itself
			s.word.WriteByte('\\')
		}
		s.word.WriteRune(r)
		s.escaped = false
	case r == '\\' && s.quote != '\'':
		s.escaped, s.open = true, true
	case s.quote != 0 && r == s.quote:
		s.quote = 0
	case s.quote == 0 && (r == '"' || r == '\''):
		s.quote, s.open = r, true
	case s.quote == 0 && unicode.IsSpace(r):
		s.end()
	default:
		s.word.WriteRune(r)
		s.open = true
	}
}

func (s *splitter) end() {
	if s.open {
		s.words = append(s.words, s.word.String())
	}
	s.word.Reset()
	s.open = false
}
