package command

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/model/checklist"
	"awning/model/compare"
	"awning/tui/show"
)

func (r *run) showCommand() *cobra.Command {
	return r.command("show OFFER", r.text.Command.Help.Show, "", func(cmd *cobra.Command, args []string) error {
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.show(cmd.Context()) })
	})
}

func (s *subject) show(ctx context.Context) error {
	w, err := s.load(ctx, model.Draft, model.Preview, model.Live)
	if err != nil {
		return err
	}
	standing, err := s.market.Standing(ctx, s.offer)
	if err != nil {
		return err
	}
	draft := w[model.Draft]
	out := ShowJSON{Offer: s.offerJSON(s.offer), Standing: *standingJSON(standing), Plans: []PlanJSON{}, Sections: []SectionJSON{}}
	for _, p := range draft.Plans {
		out.Plans = append(out.Plans, PlanJSON{ID: string(p.ID), Key: p.Key, Alias: p.Alias, Subtype: p.Subtype})
	}
	fromPreview, err := s.changed(draft, w[model.Preview])
	if err != nil {
		return err
	}
	fromLive, err := s.changed(draft, w[model.Live])
	if err != nil {
		return err
	}
	missing, err := s.missing(draft, w, standing)
	if err != nil {
		return err
	}
	for _, k := range wholeKeys(draft) {
		out.Sections = append(out.Sections, SectionJSON{
			Path: k.String(), Label: s.sectionLabel(k), Plan: string(k.Plan),
			ChangedFromPreview: count(fromPreview, k), ChangedFromLive: count(fromLive, k),
			Complete: len(missing[k]) == 0, Missing: some(missing[k]),
		})
	}
	if s.set.Output == Table {
		if err = s.write(s.showHead(standing, draft)); err != nil {
			return err
		}
	}
	return s.output(out, s.showTable(out.Sections))
}

// changed counts the changes per section; nil if there is nothing to compare with.
func (s *subject) changed(draft, other model.Contents) (map[model.SectionKey]int, error) {
	if !other.Exists {
		return nil, nil //nolint:nilnil // nothing to compare with is an answer, not a failure
	}
	changes, err := compare.Contents(s.kind, other, draft, false)
	if err != nil {
		return nil, err
	}
	counts := map[model.SectionKey]int{}
	for _, c := range changes {
		counts[c.Key.Whole()]++
	}
	return counts, nil
}

func count(counts map[model.SectionKey]int, k model.SectionKey) *int {
	if counts == nil {
		return nil
	}
	n := counts[k]
	return &n
}

// missing names the required fields that are empty or broken, by section.
func (s *subject) missing(draft model.Contents, w world, standing model.Standing) (map[model.SectionKey][]string, error) {
	items, err := checklist.Build(s.kind, draft, w.published(standing), standing)
	if err != nil {
		return nil, err
	}
	out := map[model.SectionKey][]string{}
	for _, i := range items {
		out[i.Key] = i.Missing
	}
	return out, nil
}

// wholeKeys are the sections of contents in their order, the items of one
// section as one.
func wholeKeys(c model.Contents) []model.SectionKey {
	seen := map[model.SectionKey]bool{}
	var keys []model.SectionKey
	for _, d := range c.Documents {
		if k := d.Key.Whole(); !seen[k] {
			seen[k] = true
			keys = append(keys, k)
		}
	}
	return keys
}

// sectionLabel is what people call a section.
func (s *subject) sectionLabel(k model.SectionKey) string {
	return show.Section(s.kind, k, s.view().styles.Marks.Crumb)
}

// showHead are the lines above the table of sections.
func (s *subject) showHead(standing model.Standing, draft model.Contents) string {
	t := &s.text.Command.Result
	o := s.offer
	facts := [][2]string{
		{t.Offer, string(o.ID)},
		{t.Alias, o.Alias},
		{t.Type, s.typeLabel(o.Type)},
		{t.Publisher, string(o.Publisher)},
		{t.State, s.stateCell(standing.State()).text},
		{t.Draft, s.draftCell(standing.Draft).text},
		{t.Preview, s.phaseOf(standing.Preview)},
		{t.Live, s.phaseOf(standing.Live)},
		{t.InFlight, s.phaseOf(standing.Running)},
	}
	for _, p := range draft.Plans {
		facts = append(facts, [2]string{t.Plan, strings.TrimSpace(string(p.ID) + gap + p.Alias)})
	}
	rows := table{columns: []column{{}, {}}}
	for _, f := range facts {
		if f[1] != "" {
			rows.rows = append(rows.rows, []cell{{text: f[0], role: dim}, {text: f[1]}})
		}
	}
	_, body, _ := strings.Cut(rows.draw(s.view()), "\n")
	return body + "\n"
}

func (s *subject) showTable(sections []SectionJSON) table {
	t := &s.text.Command.Result
	const leastLabel, leastMissing = 12, 10
	out := table{columns: []column{
		{name: "path", head: t.Path},
		{name: "label", head: t.Section, least: leastLabel},
		{name: "changedFromPreview", head: t.FromPreview, right: true},
		{name: "changedFromLive", head: t.FromLive, right: true},
		{name: "missing", head: t.Missing, least: leastMissing},
	}}
	for _, x := range sections {
		out.rows = append(out.rows, []cell{
			{text: x.Path},
			{text: x.Label},
			number(x.ChangedFromPreview), number(x.ChangedFromLive),
			{text: strings.Join(x.Missing, ", "), role: warn},
		})
	}
	return out
}

// number is a count: nothing for nil, a dash for none.
func number(n *int) cell {
	switch {
	case n == nil:
		return cell{}
	case *n == 0:
		return cell{text: "-", raw: "0"}
	}
	return cell{text: strconv.Itoa(*n), role: warn}
}
