package command

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
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
	assignments []assignment // files first
	raw         json.RawMessage
}

// files are the assignments that upload one; values are the others.
func (e edit) files() (files, values []assignment) {
	n := slices.IndexFunc(e.assignments, func(a assignment) bool { return a.file == "" })
	if n < 0 {
		n = len(e.assignments)
	}
	return e.assignments[:n], e.assignments[n:]
}

// assign changes fields of the draft: one save per section, after everything
// was checked. Files go first: a market that takes none says so before anything is
// saved.
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
		if len(changes) > 0 {
			out.Saved = append(out.Saved, e.base.Key.String())
			out.Changes = append(out.Changes, changes...)
		}
		for n, change := range changes {
			rows.rows = append(rows.rows, s.changeRow(e.assignments[n], change))
		}
		if errSave != nil {
			if stopped = errSave; len(edits) > 1 || len(changes) < len(e.assignments) {
				stopped = s.partly(errSave, out.Saved, edits[i:])
			}
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
		if a.file == "" {
			same, err := a.holds(a.place.doc.Raw)
			if err != nil {
				return nil, err
			}
			if same {
				s.notef(s.text.Command.Result.Unchanged, a.place.path)
				continue
			}
		}
		key := a.place.doc.Key
		i, known := at[key]
		if !known {
			i = len(edits)
			at[key] = i
			edits = append(edits, edit{base: a.place.doc, raw: a.place.doc.Raw})
		}
		e := &edits[i]
		e.assignments = append(e.assignments, a)
		if a.file != "" {
			continue
		}
		var err error
		if e.raw, err = a.place.field.Set(e.raw, a.value); err != nil {
			return nil, err
		}
	}
	for _, e := range edits {
		slices.SortStableFunc(e.assignments, func(a, b assignment) int { return cmp.Compare(a.rank(), b.rank()) })
	}
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.assignments[0].rank(), b.assignments[0].rank()) })
	return edits, s.applicable(edits)
}

// rank orders what is done: files, then values.
func (a assignment) rank() int {
	if a.file != "" {
		return 0
	}
	return 1
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

// save uploads the files of one document and writes its values, and reports what it
// holds now. With an error beside the changes, those were made: a later file or the
// values did not follow, or the service kept another value.
func (s *subject) save(ctx context.Context, e edit) ([]SetChangeJSON, error) {
	files, values := e.files()
	var changes []SetChangeJSON
	base, body := e.base, e.raw
	for _, a := range files {
		doc, err := s.upload(ctx, base, a)
		if err != nil {
			return changes, err
		}
		change, err := changed(a, base.Raw, doc.Raw)
		if err != nil {
			return changes, err
		}
		changes, base = append(changes, change), doc
	}
	if len(values) == 0 {
		return changes, nil
	}
	if len(files) > 0 { // what is said about a file is said in the document that names it now
		body = base.Raw
		for _, a := range values {
			var err error
			if body, err = a.place.field.Set(body, a.value); err != nil {
				return changes, err
			}
		}
	}
	back, err := s.market.Save(ctx, s.offer, model.Edit{Base: base, Raw: body})
	if err != nil {
		return changes, err
	}
	s.notef(s.text.Command.Result.Saved, s.sectionLabel(e.base.Key), e.base.Key)
	written, err := s.written(values, base.Raw, back.Raw)
	return append(changes, written...), err
}

// written are the changes a save made. The error beside them is about a value that the
// service did not keep.
func (s *subject) written(values []assignment, was, is json.RawMessage) ([]SetChangeJSON, error) {
	var kept error
	changes := make([]SetChangeJSON, len(values))
	for i, a := range values {
		same, err := a.holds(is)
		if err != nil {
			return nil, err
		}
		if !same {
			now, _, errGet := a.place.field.Get(is)
			if errGet != nil {
				return nil, errGet
			}
			kept = failed(sprintf(s.text.Command.Fail.KeptOther, a.place.path, s.shown(a, now)), "")
		}
		if changes[i], err = changed(a, was, is); err != nil {
			return nil, err
		}
	}
	return changes, kept
}

// changed is one field in a document before and after.
func changed(a assignment, was, is json.RawMessage) (SetChangeJSON, error) {
	f := a.place.field
	c := SetChangeJSON{Path: a.place.path, Label: f.Label}
	before, _, err := f.Get(was)
	if err != nil {
		return c, err
	}
	after, _, err := f.Get(is)
	c.Old, c.New = shownValue(before, f.Secret), shownValue(after, f.Secret)
	return c, err
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
