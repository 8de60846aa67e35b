package show

import (
	"slices"
	"strings"

	"awning/model/catalog"
)

// Stages are a type's usual steps before the publisher's sign-off and after it, as far
// as they are documented. They are an expectation; the steps that happen are
// those the service reports.
func Stages(t *catalog.Type) (before, after []catalog.Stage) {
	if t == nil {
		return nil, nil
	}
	steps := t.Flow.Steps
	i := slices.IndexFunc(steps, func(s catalog.Stage) bool { return strings.HasPrefix(s.Name, "Publisher sign") })
	if i < 0 {
		return steps, nil
	}
	return steps[:i], steps[i+1:]
}

// Steps writes stages as one line: "Validation (1 day) → Preview creation".
func Steps(stages []catalog.Stage, arrow string) string {
	parts := make([]string, len(stages))
	for i, s := range stages {
		parts[i] = s.Name
		if s.Duration != "" {
			parts[i] += " (" + s.Duration + ")"
		}
	}
	return strings.Join(parts, " "+arrow+" ")
}
