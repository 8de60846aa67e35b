package catalog

import (
	"slices"
	"strings"

	"awning/model/raw"
)

// CheckKept returns the rule that a draft breaks by giving up what was
// published, as a [*RuleError], or nil: one of the values that stay, or a part of
// an item that cannot change. Nil nodes are absent values.
func (f *Field) CheckKept(published, draft *raw.Node) error {
	if published == nil || published.Empty() {
		return nil
	}
	now, list := values(draft), published.Kind == raw.Array
	for _, v := range f.Stays {
		for _, was := range values(published) {
			if (v == was || v == "*") && !slices.Contains(now, was) && (list || v != "*" || len(now) == 0) {
				return &RuleError{Field: f, Rule: RuleKept, Limit: clip(f.choiceLabel(was))}
			}
		}
	}
	return f.checkKeptParts(published, draft)
}

// values are the plain values of a list, or the one of anything else.
func values(n *raw.Node) []string {
	switch {
	case n == nil || n.Empty():
		return nil
	case n.Kind != raw.Array:
		return []string{n.Plain()}
	}
	out := make([]string, len(n.Items))
	for i := range n.Items {
		out[i] = n.Items[i].Plain()
	}
	return out
}

// checkKeptParts wants the fixed parts of each published item unchanged. An
// item is known by its first part; one that is gone is none of its business.
func (f *Field) checkKeptParts(published, draft *raw.Node) error {
	if len(f.Parts) == 0 || draft == nil {
		return nil
	}
	for i := range published.Items {
		old := &published.Items[i]
		name := text(old.Follow(f.Parts[0].steps))
		j := slices.IndexFunc(draft.Items, func(n raw.Node) bool { return text(n.Follow(f.Parts[0].steps)) == name })
		if j < 0 || name == "" {
			continue
		}
		for k := range f.Parts {
			p := &f.Parts[k]
			was := text(old.Follow(p.steps))
			if p.Frozen == FrozenPublish && text(draft.Items[j].Follow(p.steps)) != was {
				return &RuleError{Field: p, Rule: RuleKept, Within: f.Label + " › " + clip(name), Limit: clip(was)}
			}
		}
	}
	return nil
}

func text(n *raw.Node) string {
	if n == nil || n.Kind == raw.Null {
		return ""
	}
	return strings.TrimSpace(n.Plain())
}
