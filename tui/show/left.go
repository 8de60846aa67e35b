package show

import (
	"fmt"
	"slices"
	"strings"

	"awning/model/plans"
	"awning/tui/text"
)

// Left says which fields are not copied from another plan, reason by reason:
// "Plan name, each plan has its own". Each field is named once for a reason.
func Left(t text.PlanCopy, left []plans.Left) []string {
	var out []string
	for _, why := range []struct {
		reason plans.Reason
		words  string
	}{
		{plans.ReasonOwn, t.Own}, {plans.ReasonFixed, t.Fixed}, {plans.ReasonUnmet, t.Unmet}, {plans.ReasonSecret, t.Secret},
	} {
		var labels []string
		for _, l := range left {
			if l.Reason == why.reason && !slices.Contains(labels, l.Field.Label) {
				labels = append(labels, l.Field.Label)
			}
		}
		if len(labels) > 0 {
			out = append(out, fmt.Sprintf(why.words, strings.Join(labels, ", ")))
		}
	}
	return out
}
