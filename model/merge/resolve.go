package merge

import (
	"encoding/json"
	"fmt"
	"slices"

	"awning/model/raw"
)

// Side is how a conflict is settled.
type Side string

// The ways to settle a conflict.
const (
	Mine   Side = "mine"
	Theirs Side = "theirs"
	Edited Side = "edited" // neither: a value typed for it
)

// Choice settles one conflict.
type Choice struct {
	Pointer raw.Pointer // the conflict's
	Take    Side
	// Value is the value typed, for [Edited] only; nil takes the place out.
	Value json.RawMessage
}

// Resolve returns the merged document with every conflict settled. The error
// names a conflict without a choice, a choice without a conflict, and a typed
// value that is no JSON. Without conflicts the result is [Result.Raw].
func (r Result) Resolve(choices ...Choice) (json.RawMessage, error) {
	edits := slices.Clone(r.edits)
	taken := make([]bool, len(r.Conflicts))
	for _, c := range choices {
		i := slices.IndexFunc(r.Conflicts, func(o Conflict) bool { return o.Pointer == c.Pointer })
		if i < 0 || taken[i] {
			return nil, fmt.Errorf("there is no conflict left at %q: merge again and choose anew", string(c.Pointer))
		}
		taken[i] = true
		switch c.Take {
		case Mine:
			edits = append(edits, edit{r.open[i].at, r.open[i].mine})
		case Theirs:
		case Edited:
			value, err := typed(c.Value)
			if err != nil {
				return nil, fmt.Errorf("the value chosen for %s is %w", r.Conflicts[i].Label, err)
			}
			edits = append(edits, edit{r.open[i].at, value})
		default:
			return nil, fmt.Errorf("%q settles nothing: choose %s, %s or %s for %s", string(c.Take), Mine, Theirs, Edited, r.Conflicts[i].Label)
		}
	}
	if i := slices.Index(taken, false); i >= 0 {
		return nil, fmt.Errorf("%s was changed by both sides: choose one of the two values or type another", r.Conflicts[i].Label)
	}
	if r.theirs == nil {
		return r.Raw, nil
	}
	return write(r.theirs, edits)
}

// typed is a value without the space around it.
func typed(value json.RawMessage) (json.RawMessage, error) {
	if value == nil {
		return nil, nil
	}
	n, err := raw.Parse(value)
	if err != nil {
		return nil, err
	}
	return n.Raw(), nil
}
