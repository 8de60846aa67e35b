package transport

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// The limits of an answer. The services' own stay far below them; what is beyond
// them was not written by the service, or is nothing a console should try to show.
const (
	// bodyLimit is how much of an answer is read, counted after decompression.
	bodyLimit = 16 << 20
	// valueLimit is how many values an answer holds, and rowLimit how many of them are
	// rows of its list: millions of tiny ones would take many times the memory of
	// their text.
	valueLimit = 1_000_000
	rowLimit   = 20_000
	// nestingLimit is how deep they may lie within each other.
	nestingLimit = 200
	// digitLimit is how long a number is written: no price, count or version needs
	// more, and errors repeat what they cannot read.
	digitLimit = 100
	// listDepth is how deep a list lies at most: an answer is one, or an object that has one.
	listDepth = 2
	// shortBody is up to where answers are read side by side. Longer ones are read
	// one at a time, so that sixteen of them do not fill the memory together.
	shortBody = 256 << 10
)

// limitError says that an answer is beyond what is read. To ask again would not help.
type limitError struct{ text string }

func (e *limitError) Error() string { return e.text }

// Hint says what to do next.
func (e *limitError) Hint() string {
	return "something in between may have answered instead of the service; check the network, and tell support the request id if it goes on"
}

// desk is where the long answers of an API are read, one at a time until their call has
// ended. The paper lies there for the next one, so that an answer costs no more memory
// than its size.
type desk chan []byte

func newDesk() desk {
	d := make(desk, 1)
	d <- nil
	return d
}

// read reads an answer whole. Who has read a long one keeps the desk until left is
// called; for short ones left is nil.
func (d desk) read(ctx context.Context, from io.Reader) (body []byte, left func(), err error) {
	head, err := io.ReadAll(io.LimitReader(from, shortBody+1))
	if err != nil || len(head) <= shortBody {
		return head, nil, brokenOff(err)
	}
	var paper []byte
	select {
	case paper = <-d:
		left = func() { d <- paper }
	case <-ctx.Done():
		return nil, nil, ctx.Err()
	}
	paper = append(paper[:0], head...)
	for err == nil {
		if len(paper) == cap(paper) {
			paper = slices.Grow(paper, min(len(paper), bodyLimit+1-len(paper)))
		}
		var n int
		n, err = from.Read(paper[len(paper):cap(paper)])
		paper = paper[:len(paper)+n]
		if len(paper) > bodyLimit {
			return nil, left, &limitError{fmt.Sprintf("the answer is longer than %d MiB", bodyLimit>>20)}
		}
	}
	if !errors.Is(err, io.EOF) {
		return nil, left, brokenOff(err)
	}
	return bytes.Clone(paper), left, nil
}

func brokenOff(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the answer broke off: %w", err)
}

// checkShape refuses JSON that is cheap to send and dear to read: values within
// values within values, values without number, numbers without end.
func checkShape(body []byte) error {
	text := bytes.TrimSpace(body)
	if len(text) == 0 || !bytes.ContainsAny(text[:1], `{[`) {
		return nil
	}
	var s shape
	for i := 0; i < len(text); i++ {
		if text[i] == '"' {
			s.digits = 0
			i += skipString(text[i+1:])
			continue
		}
		s.add(text[i])
		if err := s.check(); err != nil {
			return err
		}
	}
	return nil
}

// shape is what was seen of a JSON text so far, strings left out.
type shape struct {
	depth, values, rows, digits int
	// list says whether what is open at a depth is one. Deeper than that nothing is read.
	list [nestingLimit + 2]bool
}

func (s *shape) add(c byte) {
	switch c {
	case '{', '[':
		s.depth++
		s.values++
		s.list[s.depth] = c == '['
	case '}', ']':
		s.depth = max(s.depth-1, 0)
	case ',':
		s.values++
		if s.depth <= listDepth && s.list[s.depth] {
			s.rows++
		}
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '-', '+', 'e', 'E':
		s.digits++
		return
	}
	s.digits = 0
}

func (s *shape) check() error {
	switch {
	case s.depth > nestingLimit:
		return &limitError{fmt.Sprintf("the answer has values within values, more than %d deep", nestingLimit)}
	case s.values > valueLimit:
		return &limitError{fmt.Sprintf("the answer has more than %d values", valueLimit)}
	case s.rows > rowLimit:
		return &limitError{fmt.Sprintf("the answer has more than %d rows", rowLimit)}
	case s.digits > digitLimit:
		return &limitError{fmt.Sprintf("the answer has a number of more than %d digits", digitLimit)}
	}
	return nil
}

// skipString is the length of what is left of a string, its closing quote included.
func skipString(text []byte) int {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}
