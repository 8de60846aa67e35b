package earnings

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"awning/model/payout"
	"awning/tui/show"
	"awning/tui/ui"
	"awning/tui/widget/finder"
	"awning/tui/widget/table"
)

// picker is the list of what lines can be narrowed by, and that of the values of one of
// those. It stands in the place of the lines.
type picker struct {
	s      *Screen
	facets *table.Table[payout.By, facet]
	of     *facet // whose values are listed; nil: none's
	direct bool   // there was no list of facets before

	values  *table.Table[string, *value]
	finder  *finder.Finder
	load    ui.Latest[[]payout.Sum]
	read    bool
	touched bool // something was marked or unmarked
}

// value is one thing lines agree in.
type value struct {
	keys   []string // spellings, the first of which is its own
	marked bool
	lines  int
	sums   show.Sums
	all    bool // stands for all values: it takes the facet away
	old    bool // stands for what the old portal told and payouts do not
}

// The keys of values that are none of the lines.
const (
	keyAll = "\x00all"
	keyOld = "\x00old"
)

// openPick lists what can be narrowed by.
func (s *Screen) openPick() tea.Cmd {
	s.pick = newPicker(s)
	s.layout()
	return nil
}

// openValues lists the values of one facet.
func (s *Screen) openValues(by payout.By) tea.Cmd {
	s.pick = newPicker(s)
	s.pick.direct = true
	i := slices.IndexFunc(s.pick.facets.All(), func(f facet) bool { return f.by == by })
	return s.pick.list(s.pick.facets.All()[i])
}

func newPicker(s *Screen) *picker {
	p := &picker{s: s}
	p.facets = table.New(table.Options[payout.By, facet]{
		Styles: s.d.Styles, Key: func(f facet) payout.By { return f.by }, Columns: p.facetColumns(), NoHead: true,
	})
	p.values = table.New(table.Options[string, *value]{Styles: s.d.Styles, Key: func(v *value) string { return v.keys[0] }, Columns: p.valueColumns()})
	p.finder = finder.New(s.d.Styles, p.values)
	p.facets.SetRows(s.facets)
	return p
}

// list asks for the values of a facet, among the lines that all others let through.
func (p *picker) list(f facet) tea.Cmd {
	p.of, p.read, p.touched = &f, false, false
	p.finder.Clear()
	p.values.SetRows(nil)
	p.s.layout()
	api, scope, q := p.s.api, p.s.o.Scope, f.with(p.s.query(), nil)
	return p.load.Start(p.s.ctx(), storeTimeout, func(ctx context.Context) ([]payout.Sum, error) {
		return api.EarningSums(ctx, scope, q, f.by)
	})
}

// added takes the values.
func (p *picker) added(r ui.Result[[]payout.Sum]) tea.Cmd {
	if !p.load.Accept(r) || ui.Cancelled(r.Err) {
		return nil
	}
	t := p.s.d.Text
	if r.Err != nil {
		p.s.pick = nil
		p.s.layout()
		return ui.Fail(t, t.Earnings.DoingRead, r.Err)
	}
	p.read = true
	rows, chosen := p.valuesOf(r.Val), p.of.values(p.s.narrow)
	for _, v := range rows {
		v.marked = slices.ContainsFunc(v.keys, func(k string) bool { return p.among(chosen, k) })
	}
	for _, c := range chosen { // of what nothing is left
		if p.of.by != payout.ByMonth && !slices.ContainsFunc(rows, func(v *value) bool { return p.same(v, c) }) {
			rows = append(rows, &value{keys: []string{c}, marked: true})
		}
	}
	first := slices.IndexFunc(rows, func(v *value) bool { return v.marked })
	if len(chosen) > 0 {
		rows = append([]*value{{keys: []string{keyAll}, all: true}}, rows...)
		first++
	}
	if p.of.by == payout.ByStatus && p.s.nav.Orders != nil {
		rows = append(rows, &value{keys: []string{keyOld}, old: true})
	}
	p.values.SetRows(rows)
	p.values.Home()
	p.values.Move(max(first, 0))
	return nil
}

// valuesOf are the values of sums, each once, in the order in which they come; months the
// latest first.
func (p *picker) valuesOf(sums []payout.Sum) []*value {
	var out []*value
	at := map[string]*value{}
	for _, sum := range sums {
		v := at[sum.Key]
		if i := slices.IndexFunc(out, func(v *value) bool { return p.of.by == payout.ByStatus && p.same(v, sum.Key) }); v == nil && i >= 0 {
			v = out[i]
			v.keys = append(v.keys, sum.Key)
		}
		if v == nil {
			v = &value{keys: []string{sum.Key}}
			out = append(out, v)
			p.s.call(p.of.by, sum.Key, sum.Name)
		}
		at[sum.Key] = v
		v.lines += sum.Lines
		v.sums.Add(sum.Due)
	}
	if p.of.by == payout.ByMonth {
		out = slices.DeleteFunc(out, func(v *value) bool { return v.keys[0] == "" })
		slices.Reverse(out)
	}
	return out
}

// same reports whether a key means a value: states have several spellings, and several words
// for one.
func (p *picker) same(v *value, key string) bool {
	if p.of.by != payout.ByStatus {
		return strings.EqualFold(v.keys[0], key)
	}
	id := payout.StatusOf(key).ID
	return id != "" && payout.StatusOf(v.keys[0]).ID == id || payout.SameStatus(v.keys[0], key)
}

// among reports whether a key is one of those that were chosen, or a month between them.
func (p *picker) among(chosen []string, key string) bool {
	if p.of.by == payout.ByMonth {
		return len(chosen) > 0 && chosen[0] <= key && key <= chosen[1]
	}
	return slices.ContainsFunc(chosen, func(c string) bool { return p.same(&value{keys: []string{key}}, c) })
}

// take is enter: a facet's values, or the lines of what is marked. Where nothing was marked
// it is the value under the cursor.
func (p *picker) take() tea.Cmd {
	if p.of == nil {
		f, _ := p.facets.Selected()
		return p.list(f)
	}
	v, ok := p.values.Selected()
	switch {
	case !ok:
		return nil
	case v.old:
		return p.s.orders()
	case v.all:
		return p.s.choose(*p.of, nil)
	case !p.touched:
		return p.s.choose(*p.of, v.keys)
	}
	var keys []string
	for _, v := range p.values.All() {
		if v.marked && !v.all && !v.old {
			keys = append(keys, v.keys...)
		}
	}
	return p.s.choose(*p.of, keys)
}

// mark takes a value in, or out.
func (p *picker) mark() tea.Cmd {
	v, _ := p.values.Selected()
	v.marked, p.touched = !v.marked, true
	p.values.Move(1)
	return nil
}

// back leads to the facets, or to the lines.
func (p *picker) back() tea.Cmd {
	p.load.Stop()
	if p.of == nil || p.direct {
		p.s.pick = nil
	}
	p.of = nil
	p.s.layout()
	return nil
}

func (p *picker) facetColumns() []table.Column[facet] {
	t := p.s.d.Text.Earnings
	return []table.Column[facet]{
		{ID: "facet", Cell: func(f facet) string { return f.words.Label }},
		{ID: "values", Min: 8, Cell: func(f facet) string {
			if p.s.fixed(f) {
				return fmt.Sprintf(t.FixedTo, p.s.some(f, f.values(p.s.o.Query)))
			}
			if some := p.s.some(f, f.values(p.s.narrow)); some != "" {
				return some
			}
			return f.words.Any
		}},
	}
}

func (p *picker) valueColumns() []table.Column[*value] {
	t, st := p.s.d.Text, p.s.d.Styles
	return []table.Column[*value]{
		{ID: "chosen", Cell: func(v *value) string {
			switch {
			case v.all, v.old:
				return ""
			case v.marked:
				return st.Marks.Checked
			}
			return st.Marks.Unchecked
		}},
		{ID: "value", Title: t.Earnings.Value, Min: 12, Cell: p.called, Style: p.look},
		{ID: "lines", Title: t.Earnings.Lines, Means: t.Earnings.LinesMean, Right: true, Cell: func(v *value) string {
			if v.all || v.old {
				return ""
			}
			return strconv.Itoa(v.lines)
		}},
		{ID: "sums", Title: t.Earnings.Sums, Means: t.Earnings.SumsMean, Min: 10, Cell: func(v *value) string {
			return strings.Join(v.sums.Texts(), t.Shell.And)
		}},
	}
}

// look is that of a state in the list of lines.
func (p *picker) look(v *value) lipgloss.Style {
	switch {
	case v.old:
		return p.s.d.Styles.Dim
	case p.of.by == payout.ByStatus && !v.all:
		return p.s.stateLook(v.keys[0])
	}
	return p.s.d.Styles.Text
}

// called is what a value is called.
func (p *picker) called(v *value) string {
	switch {
	case v.all:
		return p.of.words.Any
	case v.old:
		return p.s.d.Text.Earnings.OldPortal
	}
	return p.s.label(*p.of, v.keys[0])
}
