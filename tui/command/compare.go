package command

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/model/compare"
	"awning/model/raw"
	"awning/tui/show"
	"awning/tui/text"
)

// comparison is what compare was asked for.
type comparison struct {
	from, to               string
	sections, plans, kinds []string
	search                 string
	all, three, exitCode   bool
}

func (r *run) compareCommand() *cobra.Command {
	t := &r.text.Command
	q := comparison{from: string(model.Draft), to: string(model.Live)}
	cmd := r.command("compare OFFER", t.Help.Compare, t.Help.CompareLong, func(cmd *cobra.Command, args []string) error {
		if q.from == q.to {
			return wrong(sprintf(t.Usage.SameSides, q.from), r.seeHelp(cmd))
		}
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.compare(cmd.Context(), q) })
	})
	f := cmd.Flags()
	choice{&q.from, environments()}.add(f, "from", "", t.Flag.From)
	choice{&q.to, environments()}.add(f, "to", "", t.Flag.To)
	f.StringArrayVar(&q.sections, "section", nil, t.Flag.Section)
	f.StringArrayVar(&q.plans, "plan", nil, t.Flag.OnlyPlan)
	choices{&q.kinds, changeKinds()}.add(f, "kind", t.Flag.OnlyKind)
	f.StringVar(&q.search, "search", "", t.Flag.SearchChanges)
	f.BoolVar(&q.three, "three", false, t.Flag.Three)
	f.BoolVar(&q.all, "all", false, t.Flag.All)
	f.BoolVar(&q.exitCode, "exit-code", false, t.Flag.ExitCode)
	return cmd
}

// envs are the environments compared, left to right.
func (q comparison) envs() []model.Environment {
	from, to := model.Environment(q.from), model.Environment(q.to)
	if !q.three {
		return []model.Environment{from, to}
	}
	between := slices.DeleteFunc(model.Environments(), func(e model.Environment) bool { return e == from || e == to })
	return []model.Environment{from, between[0], to}
}

func (s *subject) compare(ctx context.Context, q comparison) error {
	envs := q.envs()
	w, err := s.load(ctx, envs...)
	if err != nil {
		return err
	}
	changes, err := s.differences(q, w)
	if err != nil {
		return err
	}
	out := CompareJSON{
		Offer: string(s.offer.ID), From: q.from, To: q.to,
		Changes: []ChangeJSON{}, Counts: counts(changes), Absent: []string{}, Approximate: []string{},
	}
	if q.three {
		out.Middle = string(envs[1])
	}
	s.aboutSides(&out, w, envs)
	for _, c := range changes {
		out.Changes = append(out.Changes, changeJSON(c))
	}
	if err = s.output(out, s.comparisonTable(changes, envs)); err != nil {
		return err
	}
	differ := out.Counts[string(model.Added)] + out.Counts[string(model.Removed)] + out.Counts[string(model.Edited)]
	s.aboutCounts(out, differ, q)
	if q.exitCode && differ > 0 {
		return &Error{Exit: Differences}
	}
	return nil
}

// sections understands --section: those the contents have, or the catalogue
// knows.
func (s *subject) sections(names []string, sides ...model.Contents) ([]model.SectionKey, error) {
	var keys []model.SectionKey
	for _, name := range names {
		key, err := s.sectionNamed(name, sides)
		if err != nil {
			return nil, err
		}
		keys = append(keys, key)
	}
	return keys, nil
}

func (s *subject) sectionNamed(name string, sides []model.Contents) (model.SectionKey, error) {
	if s.kind != nil {
		if key, field, err := s.kind.Resolve(name); err == nil && field == nil {
			return key.Whole(), nil
		}
	}
	key, ok := model.ParseSectionKey(name)
	for _, c := range sides {
		if ok && slices.ContainsFunc(c.Documents, func(d model.Document) bool { return d.Key.Whole() == key.Whole() }) {
			return key.Whole(), nil
		}
	}
	t := &s.text.Command.Usage
	return key, wrong(sprintf(t.UnknownSection, s.offer.ID, name), sprintf(t.ListSections, s.offer.ID))
}

// aboutSides notes and says which environments hold nothing or are put together.
func (s *subject) aboutSides(out *CompareJSON, w world, envs []model.Environment) {
	t := &s.text.Command.Result
	for _, env := range envs {
		c := w[env]
		switch {
		case !c.Exists:
			out.Absent = append(out.Absent, string(env))
			s.notef(t.Absent, s.offer.ID, env)
		case c.Approximate:
			out.Approximate = append(out.Approximate, string(env))
			s.notef(t.Approximate, env)
		}
	}
}

func (s *subject) aboutCounts(out CompareJSON, differ int, q comparison) {
	t := &s.text.Command.Result
	switch {
	case differ == 0 && q.narrowed():
		s.notef("%s", t.NoChangesHere)
		return
	case differ == 0:
		s.notef(t.NoChanges, out.From, out.To)
		return
	}
	s.notef(t.Counts, out.Counts[string(model.Edited)], out.Counts[string(model.Added)], out.Counts[string(model.Removed)])
}

func counts(changes []compare.Row) map[string]int {
	n := map[string]int{
		string(model.Added): 0, string(model.Removed): 0, string(model.Edited): 0, string(model.Unchanged): 0,
	}
	for _, c := range changes {
		n[string(c.Kind)]++
	}
	return n
}

func changeJSON(c compare.Row) ChangeJSON {
	out := ChangeJSON{
		Path: c.Key.String(), Pointer: c.Path, Field: c.Field, Label: c.Label, Kind: string(c.Kind),
		Secret: c.Secret,
	}
	out.Left, out.Middle, out.Right = shownValue(c.Left, c.Secret), shownValue(c.Middle, c.Secret), shownValue(c.Right, c.Secret)
	return out
}

func (s *subject) comparisonTable(changes []compare.Row, envs []model.Environment) table {
	t := &s.text.Command.Result
	const leastLabel, leastOfTwo, leastOfThree = 12, 16, 10
	out := table{columns: []column{
		{name: "kind", head: ""},
		{name: "path", head: t.Path},
		{name: "label", head: t.Label, least: leastLabel},
	}}
	names, least := []string{"left", "right"}, leastOfTwo
	if len(envs) > len(names) {
		names, least = []string{"left", "middle", "right"}, leastOfThree
	}
	for i, env := range envs {
		out.columns = append(out.columns, column{name: names[i], head: s.heading(env), least: least})
	}
	for _, c := range changes {
		row := []cell{
			{text: c.Kind.Mark(), raw: string(c.Kind), role: kindRole(c.Kind)},
			{text: c.Key.String()},
			{text: show.Label(c.Change, s.view().styles.Marks.Crumb), raw: c.Label},
		}
		values := []json.RawMessage{c.Left, c.Right}
		if len(envs) > len(values) {
			values = []json.RawMessage{c.Left, c.Middle, c.Right}
		}
		shown := make([]string, len(values))
		for i, v := range values {
			shown[i] = s.side(c.Change, v)
		}
		for i, words := range s.apart(shown...) {
			row = append(row, cell{text: words, raw: sideRaw(c.Change, values[i])})
		}
		out.rows = append(out.rows, row)
	}
	return out
}

// heading is the name of an environment at the top of a column.
func (s *subject) heading(env model.Environment) string {
	return strings.ToUpper(text.Word(s.text.Words.Environments, env))
}

func kindRole(k model.ChangeKind) role {
	switch k {
	case model.Added:
		return good
	case model.Removed:
		return bad
	case model.Edited:
		return warn
	case model.Unchanged:
	}
	return dim
}

// side is one side of a change in words, on one line.
func (s *subject) side(c model.Change, v json.RawMessage) string {
	switch {
	case v == nil:
		return ""
	case c.Secret:
		return s.text.Words.Hidden
	}
	return show.Line(s.text.Words, show.Field(s.kind, c), v)
}

// sideRaw is one side of a change as it is written.
func sideRaw(c model.Change, v json.RawMessage) string {
	if c.Secret || v == nil {
		return ""
	}
	return valueText(v)
}

// valueText is a value nobody knows more of: text without its quotes, all else
// as it is written.
func valueText(v json.RawMessage) string {
	n, err := raw.Parse(v)
	if err != nil || n.Kind != raw.String {
		return string(v)
	}
	return n.Text()
}
