package checklist

import (
	"fmt"
	"slices"
	"strings"

	"awning/model"
)

// Choose returns the checklist with exactly the chosen rows selected, and what
// they and the rules force. Choosing a forced row is allowed and changes
// nothing; choosing a section that another row carries chooses that row. The
// error names the row that cannot be chosen, or the one that must travel and
// cannot.
func Choose(items []Item, chosen []model.SectionKey) ([]Item, error) {
	out := slices.Clone(items)
	for i := range out {
		if out[i].Must && out[i].Rule == RuleBlocked {
			return nil, refusal(&out[i], "is part of every submission and ")
		}
		out[i].Selected = out[i].Rule == RuleForced
	}
	for _, k := range chosen {
		i := find(out, k.Whole())
		if i < 0 {
			return nil, fmt.Errorf("%s is not a section that can be published", k)
		}
		if err := pick(out, i); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// find returns the row of a section, or of the one that carries it.
func find(items []Item, k model.SectionKey) int {
	return slices.IndexFunc(items, func(i Item) bool {
		return i.Key == k || i.Key.Plan == k.Plan && slices.Contains(i.Carries, k.Section)
	})
}

func pick(items []Item, i int) error {
	switch item := &items[i]; item.Rule {
	case RuleForced:
		return nil
	case RuleBlocked:
		return refusal(item, "")
	case RuleNothing:
		return fmt.Errorf("%s has no changes to publish", item.Label)
	case RuleOutside:
		return fmt.Errorf("%s is not part of a submission: its changes take effect when saved", item.Label)
	case RuleChoose:
		item.Selected = true
	}
	if items[i].Reason != ReasonNewPlan {
		return nil
	}
	for j := range items {
		o := &items[j]
		if o.Key.Plan != items[i].Key.Plan || o.Reason != ReasonNewPlan && o.Rule != RuleBlocked {
			continue
		}
		if o.Rule == RuleBlocked {
			return refusal(o, "is part of a new plan, whose sections are published together, and ")
		}
		o.Selected = true
	}
	return nil
}

// refusal says why a blocked row cannot travel.
func refusal(i *Item, why string) error {
	switch i.Reason {
	case ReasonIncomplete:
		return fmt.Errorf("%s %sis incomplete: see %s", i.Label, why, strings.Join(i.Missing, ", "))
	case ReasonRunning:
		return fmt.Errorf("%s %scannot be published while a submission is under way: wait for its end or cancel it", i.Label, why)
	default:
		return fmt.Errorf("%s %scannot be published now", i.Label, why)
	}
}
