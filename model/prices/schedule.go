package prices

import (
	"fmt"
	"strings"

	"awning/model/raw"
)

// schedules reads the price schedules of the submission API v1: a group for all
// markets, groups for some, and in each a schedule for every billing term.
// Markets that are sold to without a group of their own get a row all the same.
func (s *source) schedules() error {
	l := s.grid.layout
	list, err := s.follow(l.schedules)
	if err != nil || list == nil {
		return err
	}
	groups := make([]*raw.Node, len(list.Items))
	base := -1
	for i := range list.Items {
		groups[i] = &list.Items[i]
		if isBase(groups[i]) && base < 0 {
			base = i
		}
	}
	for _, first := range []bool{true, false} { // the base tells the order of the columns
		for i, group := range groups {
			if (i == base) == first {
				for _, c := range terms(group) {
					s.column(c)
				}
			}
		}
	}
	at, seen := homes(l.schedules, list.Items, groupKeys), map[string]bool{}
	for _, first := range []bool{true, false} {
		for i, group := range groups {
			if (i == base) != first {
				continue
			}
			for _, m := range texts(group.Member("marketCodes")) {
				seen[strings.ToUpper(m)] = true
			}
			if err := s.group(at[i], group); err != nil {
				return err
			}
		}
	}
	return s.others(seen)
}

func isBase(group *raw.Node) bool {
	m := group.Member("isBaseSchedule")
	return m != nil && m.Plain() == "true"
}

// groupKeys are what tells a group of markets apart: the base is the one that is
// it, as the catalogue's fields have it, others go by their names too.
func groupKeys(group *raw.Node) []string {
	if isBase(group) {
		return []string{"isBaseSchedule"}
	}
	return []string{"isBaseSchedule", "friendlyName"}
}

// group reads the prices of one group of markets.
func (s *source) group(at raw.Pointer, group *raw.Node) error {
	r := Row{Own: true}
	if !isBase(group) {
		r.Markets = texts(group.Member("marketCodes"))
		if len(r.Markets) == 0 {
			r.Markets = []string{text(group, "friendlyName")}
		}
	}
	list := group.Member("schedules")
	keys := terms(group)
	for i := range keys {
		if p := list.Items[i].Member("retailPrice"); p != nil && r.Currency == "" {
			r.Currency = currency(text(p, "currencyCode"))
		}
	}
	row := s.row(r, group, at)
	for i, c := range keys {
		schedule := &list.Items[i]
		in := spot{schedule: schedule}
		price := schedule.Member("retailPrice")
		if price != nil {
			in.number = price.Member("openPrice")
		}
		column := s.column(c)
		if err := s.price(row, column, at.Child("schedules").Item(i).Child("retailPrice").Child("openPrice"), in); err != nil {
			return err
		}
		if price != nil {
			if code := currency(text(price, "currencyCode")); code != "" {
				s.grid.cells[row*len(s.grid.Columns)+column].Currency = code
			}
		}
	}
	return nil
}

// others adds a row for every market that is sold to and has no group.
func (s *source) others(seen map[string]bool) error {
	states, err := s.follow(s.grid.layout.markets)
	if err != nil || states == nil || len(s.grid.Columns) == 0 {
		return err
	}
	for i := range states.Items {
		market, state := text(&states.Items[i], "marketCode"), text(&states.Items[i], "state")
		if market == "" || seen[strings.ToUpper(market)] || state == "Disabled" || state == "Terminated" {
			continue
		}
		seen[strings.ToUpper(market)] = true
		s.row(Row{Markets: []string{market}}, nil, "")
	}
	return nil
}

// terms are the columns of a group's schedules, one for each, in their order.
func terms(group *raw.Node) []Column {
	list := group.Member("schedules")
	if list == nil {
		return nil
	}
	out := make([]Column, len(list.Items))
	seen := map[string]int{}
	for i := range list.Items {
		c := term(&list.Items[i])
		seen[c.Key]++
		if n := seen[c.Key]; n > 1 { // the same term from another day on
			c.Label += fmt.Sprintf(" (%d)", n)
			if from := begin(&list.Items[i]); from != "" {
				c.Label = term(&list.Items[i]).Label + " from " + from
			}
			c.Key += fmt.Sprintf("#%d", n)
		}
		out[i] = c
	}
	return out
}

// term is what a schedule's price is for: some months, some machines, or both.
func term(schedule *raw.Node) Column {
	var keys, labels []string
	if cadence := schedule.Member("priceCadence"); cadence != nil && text(cadence, "type") != "" {
		length, unit := "1", strings.ToLower(text(cadence, "type"))
		if v := cadence.Member("value"); v != nil && v.Kind == raw.Number {
			length = string(v.Raw())
		}
		keys, labels = append(keys, length+" "+unit), append(labels, plural(length, unit))
	}
	units := schedule.Member("pricingUnits")
	if units != nil {
		for i := range units.Items {
			key, label := size(&units.Items[i])
			keys, labels = append(keys, key), append(labels, label)
		}
	}
	c := Column{Key: strings.Join(keys, ", "), Label: strings.Join(labels, ", "), Hourly: text(schedule, "pricingModel") == "Usage"}
	if c.Key == "" {
		c.Key, c.Label = "price", "Price"
	}
	return c
}

// size is the number of cores a unit stands for.
func size(unit *raw.Node) (key, label string) {
	plain := func(name string) string {
		if m := unit.Member(name); m != nil && m.Kind == raw.Number {
			return string(m.Raw())
		}
		return ""
	}
	lower, upper, name := plain("lowerUnit"), plain("upperUnit"), text(unit, "name")
	key = name + " " + lower + "-" + upper
	what := "unit"
	if strings.EqualFold(name, "sharedcore") {
		what = "vCPU"
	}
	switch {
	case lower == "" && upper == "":
		return name, name
	case lower == upper || upper == "":
		return key, plural(lower, what)
	case lower == "":
		return key, "up to " + plural(upper, what)
	}
	return key, lower + "–" + plural(upper, what)
}

func plural(n, what string) string {
	if n == "1" {
		return n + " " + what
	}
	return n + " " + what + "s"
}

// begin is the day a schedule begins.
func begin(schedule *raw.Node) string {
	for _, name := range []string{"dateTimeRange", "startAt"} {
		if schedule = schedule.Member(name); schedule == nil {
			return ""
		}
	}
	day, _, _ := strings.Cut(text(schedule, "dateTimeInUtc"), "T")
	return day
}
