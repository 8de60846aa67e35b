package catalog

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"awning/model/raw"
)

// Format shows a value on one line. Secrets show whether they are set, nothing
// else. Text comes as the service sent it but for line breaks and tabs: it must go
// through the sanitizer before it reaches a terminal.
func (f *Field) Format(v json.RawMessage) string {
	if v == nil {
		v = json.RawMessage("null")
	}
	n, err := raw.Parse(v)
	if f.Secret {
		if err == nil && n.Empty() {
			return "not set"
		}
		return "set"
	}
	if err != nil {
		return oneLine(string(v))
	}
	return f.show(n)
}

func (f *Field) show(n *raw.Node) string {
	switch n.Kind {
	case raw.Null:
		return ""
	case raw.Bool:
		if string(n.Raw()) == "true" {
			return "yes"
		}
		return "no"
	case raw.Number:
		if f.Unit != "" {
			return string(n.Raw()) + " " + f.Unit
		}
		return f.choiceLabel(string(n.Raw()))
	case raw.String:
		return f.choiceLabel(oneLine(n.Text()))
	case raw.Array:
		return f.showItems(n)
	case raw.Object:
	}
	if n.Empty() {
		return ""
	}
	if f.Kind == Matrix {
		return f.showRows(n)
	}
	return oneLine(string(n.Raw()))
}

// showRows shows a table's rows: a list behind its name in brackets, anything
// else behind a colon.
func (f *Field) showRows(n *raw.Node) string {
	rows := make([]string, len(n.Members))
	for i := range n.Members {
		m := &n.Members[i]
		row := oneLine(m.Name)
		switch {
		case m.Value.Empty():
		case m.Value.Kind == raw.Array:
			row += " (" + f.showItems(&m.Value) + ")"
		default:
			row += ": " + oneLine(m.Value.Plain())
		}
		rows[i] = row
	}
	return strings.Join(rows, ", ")
}

func (f *Field) showItems(n *raw.Node) string {
	plain := !slices.ContainsFunc(n.Items, func(i raw.Node) bool { return i.Kind != raw.String })
	if !plain {
		if states, ok := showStates(n); ok {
			return states
		}
		return count(len(n.Items), "item")
	}
	texts := make([]string, len(n.Items))
	for i := range n.Items {
		texts[i] = f.choiceLabel(oneLine(n.Items[i].Text()))
	}
	return strings.Join(texts, ", ")
}

// showStates sums up a list of markets with a state each.
func showStates(n *raw.Node) (string, bool) {
	on := 0
	for i := range n.Items {
		state := n.Items[i].Member("state")
		if state == nil || n.Items[i].Member("marketCode") == nil {
			return "", false
		}
		if state.Text() == "Enabled" {
			on++
		}
	}
	return strconv.Itoa(on) + " of " + count(len(n.Items), "market"), true
}

func (f *Field) choiceLabel(s string) string {
	for _, c := range f.Choices {
		if c.Value == s && c.Label != "" {
			return c.Label
		}
	}
	return s
}

// oneLine puts a text on one line.
func oneLine(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
