package command

import (
	"errors"
	"slices"

	"awning/model"
	"awning/model/catalog"
	"awning/model/checklist"
	"awning/model/prices"
	"awning/tui/show"
	"awning/tui/text"
)

// findLocal checks the draft by every rule that needs no service.
func (s *subject) findLocal(w world, standing model.Standing) ([]FindingJSON, error) {
	idle := standing
	idle.Running = nil // what runs now hides nothing of what will stand in the way after it
	base := w.published(standing)
	items, err := checklist.Build(s.kind, w[model.Draft], base, idle)
	if err != nil {
		return nil, err
	}
	out := []FindingJSON{}
	for i := range items {
		out = append(out, s.faults(&items[i])...)
		out = append(out, s.movedFixed(&items[i], base)...)
	}
	amounts, err := s.priceRules(w)
	if err != nil {
		return nil, err
	}
	return slices.Concat(out, amounts, s.aboutOffer(items, standing)), nil
}

// faults are the fields of a row that break their rules. In a section that
// travels unchanged they stand in nobody's way, and what is in doubt never does.
func (s *subject) faults(item *checklist.Item) []FindingJSON {
	out := make([]FindingJSON, 0, len(item.Faults)+len(item.Doubts))
	for _, f := range item.Faults {
		x := s.local(f.Key, codeOf(f.Err), f.Err.Error())
		if x.Severity = severityWarning; item.Rule == checklist.RuleBlocked {
			x.Severity, x.Blocks = severityError, true
		}
		out = append(out, s.in(x, f.Key, f.Field))
	}
	for _, f := range item.Doubts {
		x := s.local(f.Key, codeOf(f.Err), sprintf(s.text.Words.Doubt, f.Err))
		out = append(out, s.in(x, f.Key, f.Field))
	}
	return out
}

// codeOf is the rule a fault is about.
func codeOf(err error) string {
	if e, ok := errors.AsType[*catalog.RuleError](err); ok {
		return string(e.Rule)
	}
	if _, ok := errors.AsType[*catalog.SharedError](err); ok {
		return "unique"
	}
	if _, ok := errors.AsType[*catalog.TallyError](err); ok {
		return "count"
	}
	return "incomplete"
}

// movedFixed are fields that were fixed by a publish and hold another value in
// the draft. What belongs to a plan counts if the plan was published.
func (s *subject) movedFixed(item *checklist.Item, base model.Contents) []FindingJSON {
	var out []FindingJSON
	for _, c := range item.Changes {
		f := show.Field(s.kind, c)
		if f == nil || f.Frozen == "" || c.Left == nil {
			continue
		}
		if _, published := base.Plan(c.Key.Plan); c.Key.Plan != "" && f.Frozen == catalog.FrozenPublish && !published {
			continue
		}
		x := s.local(c.Key, "fixed", sprintf(s.text.Command.Check.Fixed, f.Label))
		x.Severity, x.Blocks = severityError, true
		out = append(out, s.in(x, c.Key, f.ID))
	}
	return out
}

// priceRules are what the marketplace has to say about prices that differ from
// those customers pay.
func (s *subject) priceRules(w world) ([]FindingJSON, error) {
	if s.kind == nil {
		return nil, nil
	}
	t := &s.text.Command.Check
	if _, err := prices.Place(s.kind); err != nil {
		return nil, nil //nolint:nilerr // a type whose prices are no table has no rules for them
	}
	var out []FindingJSON
	for _, plan := range w[model.Draft].Plans {
		key := model.SectionKey{Plan: plan.ID, Section: "pricing"}
		report, err := s.priceReport(key, w)
		if err != nil {
			return nil, err
		}
		for _, b := range report.Breaks {
			words := text.Word(s.text.Prices.RuleWords, b.Rule)
			message := sprintf(t.Prices, words, len(b.Changes))
			if b.Column != "" {
				message = sprintf(t.PricesTerm, words, b.Column)
			}
			x := s.local(key, string(b.Rule), message)
			if b.Rule.Refused() {
				x.Severity, x.Blocks = severityError, true
			}
			out = append(out, x)
		}
	}
	return out, nil
}

// priceReport compares a plan's prices in the draft with the live ones.
func (s *subject) priceReport(key model.SectionKey, w world) (prices.Report, error) {
	draft, ok := w[model.Draft].Find(key)
	live, published := w[model.Live].Find(key)
	if !ok || !published {
		return prices.Report{}, nil
	}
	old, err := prices.Read(s.kind, live.Raw)
	if err != nil {
		return prices.Report{}, err
	}
	now, err := prices.Read(s.kind, draft.Raw)
	if err != nil {
		return prices.Report{}, err
	}
	return prices.Compare(old, now, true), nil
}

// aboutOffer are findings on the offer as a whole.
func (s *subject) aboutOffer(items []checklist.Item, standing model.Standing) []FindingJSON {
	t := &s.text.Command.Check
	var out []FindingJSON
	add := func(severity, code, message string) {
		out = append(out, FindingJSON{Severity: severity, Source: sourceLocal, Code: code, Message: message})
	}
	if s.kind == nil {
		add(severityInfo, "no-rules", sprintf(t.NoRules, s.typeLabel(s.offer.Type)))
	}
	if standing.Running != nil {
		add(severityWarning, "under-way", t.UnderWay)
	}
	if !slices.ContainsFunc(items, func(i checklist.Item) bool { return len(i.Changes) > 0 && i.Rule != checklist.RuleOutside }) {
		add(severityInfo, "nothing-new", t.NothingNew)
	}
	if s.offer.ForTesting() {
		add(severityInfo, "for-testing", t.ForTesting)
	}
	return out
}

// local is a warning about a section.
func (s *subject) local(key model.SectionKey, code, message string) FindingJSON {
	return FindingJSON{
		Severity: severityWarning, Source: sourceLocal, Code: code, Path: key.String(), Label: s.sectionLabel(key), Message: message,
	}
}

// in is a finding about a field of a section.
func (s *subject) in(x FindingJSON, key model.SectionKey, field string) FindingJSON {
	if field == "" || s.kind == nil {
		return x
	}
	x.Path = key.String() + "." + field
	if section, ok := s.kind.Section(key); ok {
		if f, known := section.Field(field); known {
			x.Label += " " + s.view().styles.Marks.Crumb + " " + f.Label
		}
	}
	return x
}
