package cpp

import (
	"bytes"
	"encoding/json"
	"html"
	"strconv"
	"strings"
	"time"
)

// The API is not strict about the types of its values. A value of a type that was
// not expected says nothing; it never makes the rest unreadable.

// text is a text, or a number as it is written.
type text string

func (t *text) UnmarshalJSON(b []byte) error {
	var s string
	var n json.Number
	switch {
	case json.Unmarshal(b, &s) == nil:
	case json.Unmarshal(b, &n) == nil:
		s = n.String()
	}
	*t = text(s)
	return nil
}

// integer is a whole number of up to 64 bits, or a text that holds one.
type integer int64

func (i *integer) UnmarshalJSON(b []byte) error {
	n, err := strconv.ParseInt(string(bytes.Trim(b, `"`)), 10, 64)
	if err != nil {
		n = 0
	}
	*i = integer(n)
	return nil
}

// moment is a time with zone or without, which then is UTC, and up to seven
// digits of a second.
type moment time.Time

func (m *moment) UnmarshalJSON(b []byte) error {
	*m = moment{}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999"} {
		if at, err := time.Parse(layout, string(bytes.Trim(b, `"`))); err == nil {
			*m = moment(at.UTC())
		}
	}
	return nil
}

// list is an array, or one item of it by itself; items that cannot be read are
// left out.
type list[T any] []T

func (l *list[T]) UnmarshalJSON(b []byte) error {
	var items []json.RawMessage
	if json.Unmarshal(b, &items) != nil {
		items = []json.RawMessage{b}
	}
	*l = nil
	for _, item := range items {
		var v T
		if !bytes.Equal(bytes.TrimSpace(item), []byte("null")) && json.Unmarshal(item, &v) == nil {
			*l = append(*l, v)
		}
	}
	return nil
}

// plain is the text of a piece of HTML, in one line.
func plain(markup string) string {
	var b strings.Builder
	for markup != "" {
		before, after, found := strings.Cut(markup, "<")
		b.WriteString(before)
		if !found {
			break
		}
		tag, rest, closed := strings.Cut(after, ">")
		if !closed || !isTag(tag) { // only a character
			b.WriteByte('<')
			markup = after
			continue
		}
		if !inline(tag) {
			b.WriteByte(' ')
		}
		markup = rest
	}
	return strings.Join(strings.Fields(html.UnescapeString(b.String())), " ")
}

func isTag(s string) bool {
	s = strings.TrimPrefix(s, "/")
	return s != "" && (s[0] >= 'a' && s[0] <= 'z' || s[0] >= 'A' && s[0] <= 'Z' || s[0] == '!')
}

// inline reports whether a tag does not part words.
func inline(tag string) bool {
	name, _, _ := strings.Cut(strings.ToLower(strings.Trim(tag, "/ ")), " ")
	switch name {
	case "a", "b", "i", "u", "em", "strong", "span", "code", "font":
		return true
	}
	return false
}
