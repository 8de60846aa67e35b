package diffview

import (
	"bytes"
	"encoding/json"
	"strings"

	"awning/model"
)

// widths are those of the value columns; cells left over are the last one's.
func (v *View) widths() []int {
	n := len(v.sides)
	room := max(v.width-indent-3*(n-1), n)
	out := make([]int, n)
	for i := range out {
		out[i] = room / n
	}
	out[n-1] += room % n
	return out
}

// values are what the sides hold of a change, left to right.
func (v *View) values(c model.Change) []json.RawMessage {
	if len(v.sides) > 2 {
		return []json.RawMessage{c.Left, v.o.Middle(c), c.Right}
	}
	return []json.RawMessage{c.Left, c.Right}
}

// against is the value another is compared with word by word: that of the side
// before it, or the next one, whichever differs.
func against(values []json.RawMessage, i int) json.RawMessage {
	for _, j := range []int{i - 1, i + 1, i + 2, i - 2} {
		if j >= 0 && j < len(values) && values[j] != nil && !bytes.Equal(values[j], values[i]) {
			return values[j]
		}
	}
	return nil
}

// columns draws the values side by side.
func (v *View) columns(c model.Change) []string {
	widths, values := v.widths(), v.values(c)
	sides := make([][]string, len(values))
	tall := 0
	for i := range values {
		sides[i] = v.side(c, values[i], against(values, i), widths[i])
		tall = max(tall, len(sides[i]))
	}
	pad := strings.Repeat(" ", indent-gutter)
	out := make([]string, tall)
	for n := range out {
		parts := make([]string, len(sides))
		for i := range sides {
			parts[i] = at(sides[i], n, widths[i])
		}
		out[n] = pad + strings.Join(parts, v.divider())
	}
	return out
}
