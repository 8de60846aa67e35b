package plans

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/catalog"
	"awning/model/plans"
	"awning/tui/sanitize"
	"awning/tui/show"
	"awning/tui/ui"
)

// workTimeout ends requests that get no answer. A lost one is looked up, which
// may take a minute for each plan.
const workTimeout = 10 * time.Minute

// ended tells the screen that a request is answered. What became of it the root
// was told already, so that it is heard even if the screen is gone.
type ended struct {
	by   *Screen
	made model.PlanID // the plan that was made; empty if none
	err  error
}

// work carries out what changes something, and sees it through whatever is
// pressed meanwhile. do returns notices of how it went.
func (s *Screen) work(do func(context.Context) ([]ui.Notice, ended)) tea.Cmd {
	s.busy = true
	parent := context.WithoutCancel(s.ctx())
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(parent, workTimeout)
		defer cancel()
		notices, end := do(ctx)
		end.by = s
		out := tea.BatchMsg{func() tea.Msg { return end }}
		for _, n := range notices {
			out = append(out, ui.Notify(n))
		}
		return out
	}
}

// ended reads again what was changed.
func (s *Screen) ended(e ended) tea.Cmd {
	s.busy = false
	if f := s.form; f != nil && e.err != nil {
		f.busy, f.problem = false, sanitize.Line(e.err.Error())
		return nil
	}
	if e.made != "" {
		s.form, s.at, s.fresh, s.looks = nil, e.made, e.made, 0
		s.clear()
		s.SetSize(s.width, s.height)
	}
	return tea.Batch(s.remember(), s.loader.Start(s.ctx(), model.Draft))
}

// make sends a new plan on its way.
func (s *Screen) make(p model.Plan) tea.Cmd {
	api, o, texts, t := s.api, s.offer, s.d.Text, s.d.Text.Plans
	id := sanitize.ID(string(p.ID))
	return s.work(func(ctx context.Context) ([]ui.Notice, ended) {
		made, err := api.CreatePlan(ctx, o, p)
		if err != nil {
			return []ui.Notice{ui.Failure(texts, fmt.Sprintf(t.DoingMake, id), err)}, ended{err: err}
		}
		return []ui.Notice{{Level: ui.Good, Text: fmt.Sprintf(t.Made, id), Hint: t.MadeHint}}, ended{made: made.ID}
	})
}

// targets are the marked plans, or else the one under the cursor.
func (s *Screen) targets() []row {
	if marked := s.rows.Marked(); len(marked) > 0 {
		return marked
	}
	if r, ok := s.rows.Selected(); ok {
		return []row{r}
	}
	return nil
}

func ids(rows []row) []model.PlanID {
	out := make([]model.PlanID, len(rows))
	for i, r := range rows {
		out[i] = r.plan.ID
	}
	return out
}

// names lists plans for a sentence.
func names(rows []row) string {
	out := make([]string, len(rows))
	for i, r := range rows {
		out[i] = r.id
	}
	return strings.Join(out, ", ")
}

// askDelete asks before plans are deleted: for one wants its id typed, for
// several that of the offer.
func (s *Screen) askDelete() tea.Cmd {
	t, rows := s.d.Text.Plans, s.targets()
	q := ui.Question{
		Title: fmt.Sprintf(t.DeleteMany, len(rows)),
		Facts: [][2]string{
			{t.Account, show.Account(s.offer, s.d.Styles.Marks.Crumb)},
			{t.Offer, sanitize.ID(string(s.offer.ID))},
			{t.Environment, s.d.Text.Words.Environments[model.Draft]},
			{t.Which, names(rows)},
		},
		Body: []string{t.DeleteBody}, Typed: string(s.offer.ID), Yes: t.DeleteYes,
		Do: func() tea.Cmd { return s.remove(rows) },
	}
	if len(rows) == 1 {
		q.Title, q.Typed = fmt.Sprintf(t.DeleteOne, rows[0].id), string(rows[0].plan.ID)
	}
	if slices.ContainsFunc(rows, func(r row) bool { return r.edits > 0 }) {
		q.Body = append(q.Body, t.DeleteEdits)
	}
	return ui.Confirm(q)
}

// remove deletes plans one after the other. Those that could not be deleted stay
// marked.
func (s *Screen) remove(rows []row) tea.Cmd {
	api, o, texts, t := s.api, s.offer, s.d.Text, s.d.Text.Plans
	edits := slices.Clone(s.edits)
	return s.work(func(ctx context.Context) ([]ui.Notice, ended) {
		var out []ui.Notice
		var done []row
		for _, r := range rows {
			doing := fmt.Sprintf(t.DoingDelete, r.id)
			if err := api.DeletePlan(ctx, o, r.plan.ID); err != nil {
				out = append(out, ui.Failure(texts, doing, err))
				continue
			}
			done = append(done, r)
			theirs := slices.DeleteFunc(slices.Clone(edits), func(e model.FieldEdit) bool { return e.Key.Plan != r.plan.ID })
			if err := api.DiscardEdits(ctx, theirs...); err != nil {
				out = append(out, ui.Failure(texts, doing, err))
			}
		}
		if len(done) > 0 {
			out = slices.Insert(out, 0, ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Deleted, names(done))})
		}
		return out, ended{}
	})
}

// unsaved are the documents of plans that have unsaved edits, and how many edits
// that is.
func (s *Screen) unsaved() (keys []model.SectionKey, edits int) {
	for _, e := range s.edits {
		if _, ok := s.draft().Plan(e.Key.Plan); !ok {
			continue
		}
		edits++
		if !slices.Contains(keys, e.Key) {
			keys = append(keys, e.Key)
		}
	}
	return keys, edits
}

// askSave names what would be saved.
func (s *Screen) askSave() tea.Cmd {
	t := s.d.Text.Plans
	keys, n := s.unsaved()
	return ui.Confirm(ui.Question{
		Title: s.doing(t.SaveAll), Body: []string{fmt.Sprintf(t.SaveBody, n, pages(s.t, s.d.Styles.Marks.Crumb, keys...))}, Yes: t.SaveYes,
		Do: func() tea.Cmd { return s.save(keys) },
	})
}

// pages lists pages for a sentence.
func pages(t *catalog.Type, crumb string, keys ...model.SectionKey) string {
	out := make([]string, len(keys))
	for i, k := range keys {
		out[i] = show.Section(t, k, crumb)
	}
	return strings.Join(out, ", ")
}

// save saves documents one after the other; one that fails stays unsaved.
func (s *Screen) save(keys []model.SectionKey) tea.Cmd {
	api, o, texts, t := s.api, s.offer, s.d.Text, s.d.Text.Plans
	kind, crumb := s.t, s.d.Styles.Marks.Crumb
	return s.work(func(ctx context.Context) ([]ui.Notice, ended) {
		var out []ui.Notice
		var done []model.SectionKey
		for _, k := range keys {
			if _, err := api.SaveSection(ctx, o, k); err != nil {
				out = append(out, ui.Failure(texts, fmt.Sprintf(t.DoingSave, pages(kind, crumb, k)), err))
				continue
			}
			done = append(done, k)
		}
		if len(done) > 0 {
			out = slices.Insert(out, 0, ui.Notice{Level: ui.Good, Text: fmt.Sprintf(t.Saved, pages(kind, crumb, done...))})
		}
		return out, ended{}
	})
}

// shift moves the plan under the cursor among the others, as unsaved edits.
func (s *Screen) shift(by int) func() tea.Cmd {
	return func() tea.Cmd {
		r, _ := s.rows.Selected()
		api, o := s.api, s.offer
		edits, err := plans.Move(s.t, o, s.draft().Contents, s.edits, r.plan.ID, by)
		if err != nil {
			return ui.Fail(s.d.Text, s.doing(s.d.Text.Plans.DoingMove), err)
		}
		if len(edits) == 0 {
			return ui.Notify(ui.Notice{Level: ui.Info, Text: s.d.Text.Plans.AtEnd})
		}
		return s.move.Start(context.WithoutCancel(s.ctx()), storeTimeout, func(ctx context.Context) ([]model.FieldEdit, error) {
			if _, err := api.KeepEdit(ctx, edits...); err != nil {
				return nil, err
			}
			return api.Edits(ctx, o)
		})
	}
}
