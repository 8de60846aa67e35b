package compare

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
	"awning/tui/sanitize"
	"awning/tui/show"
)

// many is how many items a set must have for its differences alone to show.
const many = 12

// label names a field, and the image or other item it belongs to.
func (s *Screen) label(c model.Change) string {
	crumb := s.d.Styles.Marks.Crumb
	label := show.Label(c, crumb)
	if c.Key.Item != "" {
		return sanitize.Line(c.Key.Item) + " " + crumb + " " + label
	}
	return label
}

// value writes one side of a change.
func (s *Screen) value(c model.Change, v json.RawMessage) string {
	if c.Secret {
		return s.d.Text.Words.Hidden
	}
	f := show.Field(s.t, c)
	if f != nil && c.Kind == model.Edited && !s.three && (f.Kind == catalog.Markets || f.Kind == catalog.GUIDs) {
		if words, ok := s.set(v, c); ok {
			return words
		}
	}
	return show.Block(s.d.Text.Words, f, v)
}

// set writes what a long set has that the other side has not. It reports false for short
// ones, which are better read whole.
func (s *Screen) set(v json.RawMessage, c model.Change) (string, bool) {
	other := c.Left
	if string(v) == string(c.Left) {
		other = c.Right
	}
	mine, ok := members(v)
	theirs, known := members(other)
	if !ok || !known || len(mine) < many && len(theirs) < many {
		return "", false
	}
	t := s.d.Text.Compare
	only := slices.DeleteFunc(slices.Clone(mine), func(m string) bool { return slices.Contains(theirs, m) })
	words := fmt.Sprintf(t.InBoth, len(mine)-len(only))
	if len(only) > 0 {
		words = fmt.Sprintf(t.OnlyHere, len(only), sanitize.Line(strings.Join(only, ", "))) + "\n" + words
	}
	return words, true
}

// members are the texts of a list.
func members(v json.RawMessage) ([]string, bool) {
	n, err := raw.Parse(v)
	if err != nil || n.Kind != raw.Array {
		return nil, false
	}
	out := make([]string, len(n.Items))
	for i := range n.Items {
		if n.Items[i].Kind != raw.String {
			return nil, false
		}
		out[i] = n.Items[i].Text()
	}
	return out, true
}

// brief reports whether a change is a line of a table: a price, a cell of a
// matrix such as the state of a market, a property of an image.
func (s *Screen) brief(c model.Change) bool {
	if !scalar(c.Left) || !scalar(c.Right) || !scalar(s.middle(c)) {
		return false
	}
	f := show.Field(s.t, c)
	return c.Key.Item != "" || f != nil && (f.Kind == catalog.Money || f.Kind == catalog.Matrix)
}

func scalar(v json.RawMessage) bool { return len(v) == 0 || v[0] != '{' && v[0] != '[' }

// delta is by how much a number changed, in percent of what it was; empty if
// that says nothing.
func (s *Screen) delta(c model.Change) string {
	was, ok := number(c.Left)
	now, known := number(c.Right)
	if c.Secret || !ok || !known || was.IsZero() || was.Equal(now) {
		return ""
	}
	const hundred = 100
	percent := now.Sub(was).Mul(decimal.NewFromInt(hundred)).Div(was.Abs()).Round(1)
	if percent.IsPositive() {
		return fmt.Sprintf(s.d.Text.Compare.Percent, "+"+percent.String())
	}
	return fmt.Sprintf(s.d.Text.Compare.Percent, percent.String())
}

func number(v json.RawMessage) (decimal.Decimal, bool) {
	n, err := raw.Parse(v)
	if err != nil || n.Kind != raw.Number {
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(string(n.Raw()))
	return d, err == nil
}
