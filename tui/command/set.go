package command

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/show"
)

func (r *run) setCommand() *cobra.Command {
	t := &r.text.Command.Help
	return r.command("set OFFER PATH=VALUE...", t.Set, t.SetLong, func(cmd *cobra.Command, args []string) error {
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.assign(cmd.Context(), args[1:]) })
	})
}

// edit is all that is to change in one document.
type edit struct {
	base        model.Document
	assignments []assignment
	raw         json.RawMessage
}

// assign changes fields of the draft: one save per section, after everything
// was checked.
func (s *subject) assign(ctx context.Context, args []string) error {
	c, err := s.contents(ctx, model.Draft)
	if err != nil {
		return err
	}
	wanted, err := s.assignments(args, c, s.past(ctx))
	if err != nil {
		return err
	}
	edits, err := s.edits(wanted)
	if err != nil {
		return err
	}
	out := SetJSON{Offer: string(s.offer.ID), Changes: []SetChangeJSON{}, Saved: []string{}}
	rows := s.changeTable()
	var stopped error
	for i, e := range edits {
		changes, errSave := s.save(ctx, e)
		if errSave != nil {
			stopped = s.partly(errSave, out.Saved, edits[i:])
			if len(changes) == 0 {
				break
			}
		}
		out.Saved = append(out.Saved, e.base.Key.String())
		out.Changes = append(out.Changes, changes...)
		for n, change := range changes {
			rows.rows = append(rows.rows, s.changeRow(e.assignments[n], change))
		}
		if errSave != nil {
			break
		}
	}
	return errors.Join(stopped, s.output(out, rows))
}

// edits puts the assignments into their documents, leaving out what is so
// already.
func (s *subject) edits(wanted []assignment) ([]edit, error) {
	var edits []edit
	at := map[model.SectionKey]int{}
	for _, a := range wanted {
		same, err := a.holds(a.place.doc.Raw)
		if err != nil {
			return nil, err
		}
		if same {
			s.notef(s.text.Command.Result.Unchanged, a.place.path)
			continue
		}
		key := a.place.doc.Key
		i, known := at[key]
		if !known {
			i = len(edits)
			at[key] = i
			edits = append(edits, edit{base: a.place.doc, raw: a.place.doc.Raw})
		}
		e := &edits[i]
		if e.raw, err = a.place.field.Set(e.raw, a.value); err != nil {
			return nil, err
		}
		e.assignments = append(e.assignments, a)
	}
	return edits, s.applicable(edits)
}

// applicable refuses fields that the document, as it shall become, does not have.
func (s *subject) applicable(edits []edit) error {
	for _, e := range edits {
		for _, a := range e.assignments {
			ok, err := a.place.field.Applies(e.raw)
			if err != nil {
				return err
			}
			if !ok {
				return failed(sprintf(s.text.Command.Fail.NotHere, a.place.path), s.text.Command.Fail.NothingSent)
			}
		}
	}
	return nil
}

// save writes one document and reports what it holds now. With an error beside the
// changes, the document was written but kept another value.
func (s *subject) save(ctx context.Context, e edit) ([]SetChangeJSON, error) {
	back, err := s.market.Save(ctx, s.offer, model.Edit{Base: e.base, Raw: e.raw})
	if err != nil {
		return nil, err
	}
	s.notef(s.text.Command.Result.Saved, s.sectionLabel(e.base.Key), e.base.Key)
	var kept error
	changes := make([]SetChangeJSON, len(e.assignments))
	for i, a := range e.assignments {
		changes[i] = SetChangeJSON{Path: a.place.path, Label: a.place.field.Label}
		if changes[i].Old, _, err = a.place.field.Get(e.base.Raw); err != nil {
			return nil, err
		}
		if changes[i].New, _, err = a.place.field.Get(back.Raw); err != nil {
			return nil, err
		}
		same, errSame := a.holds(back.Raw)
		if errSame != nil {
			return nil, errSame
		}
		if !same {
			kept = failed(sprintf(s.text.Command.Fail.KeptOther, a.place.path, s.shown(a, changes[i].New)), "")
		}
		changes[i].Old = shownValue(changes[i].Old, a.place.field.Secret)
		changes[i].New = shownValue(changes[i].New, a.place.field.Secret)
	}
	return changes, kept
}

// partly says, when a later section could not be saved, which ones were.
func (s *subject) partly(err error, saved []string, rest []edit) error {
	t := &s.text.Command.Fail
	if len(saved) == 0 && len(rest) == 1 {
		return err
	}
	sentence, hint := s.sentence(err)
	if len(saved) == 0 {
		return &Error{Exit: s.exit(err), Text: sentence + "; " + t.NothingSaved, Next: hint, Cause: err}
	}
	return &Error{
		Exit: s.exit(err), Text: sentence + "; " + sprintf(t.SavedSome, strings.Join(saved, ", ")), Next: hint, Cause: err,
	}
}

func (s *subject) changeTable() table {
	t := &s.text.Command.Result
	const leastValue = 16
	return table{columns: []column{
		{name: "path", head: t.Path},
		{name: "old", head: t.Old, least: leastValue},
		{name: "new", head: t.New, least: leastValue},
	}}
}

func (s *subject) changeRow(a assignment, c SetChangeJSON) []cell {
	sides := s.apart(s.shown(a, c.Old), s.shown(a, c.New))
	return []cell{{text: c.Path}, {text: sides[0], raw: s.shown(a, c.Old)}, {text: sides[1], raw: s.shown(a, c.New)}}
}

// shown is a value in words, on one line.
func (s *subject) shown(a assignment, v json.RawMessage) string {
	return show.Line(s.text.Words, a.place.field, v)
}
