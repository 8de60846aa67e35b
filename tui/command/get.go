package command

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/show"
)

func (r *run) getCommand() *cobra.Command {
	t := &r.text.Command
	env := string(model.Draft)
	cmd := r.command("get OFFER [PATH]", t.Help.Get, t.Help.GetLong, func(cmd *cobra.Command, args []string) error {
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error {
			if len(args) == 1 {
				return s.getAll(cmd.Context(), model.Environment(env))
			}
			return s.get(cmd.Context(), args[1], model.Environment(env))
		})
	})
	choice{&env, environments()}.add(cmd.Flags(), "env", "", t.Flag.Env)
	return cmd
}

// environments are the words of --env, --from and --to.
func environments() []string {
	var names []string
	for _, e := range model.Environments() {
		names = append(names, string(e))
	}
	return names
}

// get prints one field's value or one section's document.
func (s *subject) get(ctx context.Context, path string, env model.Environment) error {
	c, err := s.contents(ctx, env)
	if err != nil {
		return err
	}
	p, err := s.place(path, c)
	if err != nil {
		return err
	}
	out := GetJSON{Offer: string(s.offer.ID), Path: path, Env: string(env)}
	if p.field == nil {
		return s.getSection(out, p, c)
	}
	shown, err := hide(p.doc, p.section, none())
	if err != nil {
		return err
	}
	v, err := fieldValue(p.doc, shown, p.field)
	if err != nil {
		return err
	}
	if v.Path = path; !v.Set {
		s.notef(s.text.Command.Result.NotSet, path, env)
	}
	out.Value = v.Value
	if s.set.Output != Table {
		return s.output(out, s.fieldsTable([]value{v}))
	}
	if !v.Set {
		return nil
	}
	return s.write(sanitize.Block(s.whole(v)) + "\n")
}

// whole is a value as it is printed alone: text in full, a number as it is
// written, everything else as JSON.
func (s *subject) whole(v value) string {
	if v.Secret {
		return s.text.Words.Hidden
	}
	return valueText(v.Value)
}

// getSection prints a section: its fields for a person, or the document where
// the catalogue knows none; always the document in JSON, secrets left out.
func (s *subject) getSection(out GetJSON, p place, c model.Contents) error {
	doc, err := hide(p.doc, p.section, none())
	if err != nil {
		return err
	}
	out.Value = doc
	rows, err := s.values(p.doc, subtypeOf(c, p.doc.Key))
	if err != nil {
		return err
	}
	if s.set.Output != Table || p.section != nil && len(p.section.Fields) > 0 {
		return s.output(out, s.fieldsTable(rows))
	}
	var b bytes.Buffer
	if err = json.Indent(&b, doc, "", "  "); err != nil {
		return err
	}
	return s.write(sanitize.Block(b.String()) + "\n")
}

// subtypeOf is the subtype of the plan a section belongs to.
func subtypeOf(c model.Contents, k model.SectionKey) string {
	plan, _ := c.Plan(k.Plan)
	return plan.Subtype
}

// getAll lists every field with its path and value, so that paths need not be
// guessed.
func (s *subject) getAll(ctx context.Context, env model.Environment) error {
	c, err := s.contents(ctx, env)
	if err != nil {
		return err
	}
	out := FieldsJSON{Offer: string(s.offer.ID), Env: string(env), Fields: []ValueJSON{}}
	var all []value
	for _, d := range c.Documents {
		rows, errRows := s.values(d, subtypeOf(c, d.Key))
		if errRows != nil {
			return errRows
		}
		all = append(all, rows...)
	}
	for _, v := range all {
		out.Fields = append(out.Fields, v.ValueJSON)
	}
	return s.output(out, s.fieldsTable(all))
}

func (s *subject) fieldsTable(values []value) table {
	t := &s.text.Command.Result
	const leastLabel, leastValue = 12, 20
	out := table{columns: []column{
		{name: "path", head: t.Path},
		{name: "label", head: t.Label, least: leastLabel},
		{name: "value", head: t.Value, least: leastValue},
	}}
	for _, v := range values {
		c := cell{}
		switch {
		case v.Secret && v.Set:
			c = cell{text: s.text.Words.Hidden, role: dim}
		case v.Set:
			c = cell{text: show.Line(s.text.Words, v.field, v.Value), raw: valueText(v.Value)}
		}
		out.rows = append(out.rows, []cell{{text: v.Path}, {text: v.Label}, c})
	}
	return out
}
