package command

import (
	"context"
	"encoding/json"
	"errors"
	"os/exec"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/external"
	"awning/tui/sanitize"
)

// edition is what edit was asked for.
type edition struct {
	env string
	yes bool
}

func (r *run) editCommand() *cobra.Command {
	t := &r.text.Command
	q := edition{env: string(model.Draft)}
	cmd := r.command("edit OFFER PATH", t.Help.Edit, t.Help.EditLong, func(cmd *cobra.Command, args []string) error {
		switch {
		case r.set.ReadOnly:
			return NewError(NotAllowed, t.Edit.ReadOnly, "")
		case q.env != string(model.Draft):
			return wrong(sprintf(t.Edit.DraftOnly, q.env), sprintf(t.Edit.ReadOther, args[0], args[1], q.env))
		case !r.opt.Asks && strings.TrimSpace(r.opt.Env("VISUAL")) == "" && strings.TrimSpace(r.opt.Env("EDITOR")) == "":
			return wrong(sprintf(t.Edit.NeedsEditor, cmd.CommandPath()), t.Edit.SetEditor)
		}
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.edit(cmd.Context(), args[1], q) })
	})
	choice{&q.env, environments()}.add(cmd.Flags(), "env", "", t.Flag.EditEnv)
	cmd.Flags().BoolVar(&q.yes, "yes", false, t.Flag.EditYes)
	return cmd
}

// edit has a place of the draft edited and saves what became of it.
func (s *subject) edit(ctx context.Context, path string, q edition) error {
	c, err := s.contents(ctx, model.Draft)
	if err != nil {
		return err
	}
	p, err := s.place(path, c)
	was := s.past(ctx)
	if err == nil {
		err = s.editable(p, was)
	}
	if err != nil {
		return err
	}
	e, err := s.begin(p, subtypeOf(c, p.doc.Key), q, was)
	if err != nil {
		return err
	}
	if e.masks {
		s.notef(s.text.Command.Edit.HiddenNote, s.text.Command.Edit.Hidden)
	}
	typed, mine, err := e.compose(ctx)
	if err == nil && mine != nil {
		err = e.save(ctx, mine)
	}
	if err == nil {
		return nil
	}
	return e.keep(typed, err)
}

// editable refuses, before an editor opens, what could not be saved after it.
func (s *subject) editable(p place, was past) error {
	t := &s.text.Command.Edit
	if err := s.changeable(p); err != nil {
		return err
	}
	if p.field == nil {
		return nil
	}
	if p.field.Secret {
		return failed(sprintf(t.Unseen, p.path), sprintf(t.UnseenHint, s.offer.ID, p.path))
	}
	applies, err := p.field.Applies(p.doc.Raw)
	switch {
	case err != nil:
		return err
	case !applies:
		return failed(sprintf(s.text.Command.Fail.NotHere, p.path), s.text.Command.Fail.NothingSent)
	}
	return s.fixed(p, was)
}

// editing is one place being edited.
type editing struct {
	*subject

	place
	edition

	was     past
	subtype string          // of the plan
	shown   json.RawMessage // the document with its secrets hidden
	masks   bool            // secrets are hidden in what is edited
	before  string          // what the editor opens with
	ext     string          // how its file's name ends
}

// compose has the text edited until it can be saved, or is given up. It returns the text
// as it was typed last, and the whole document that came of it: nil if nothing
// changed.
func (e *editing) compose(ctx context.Context) (typed string, mine json.RawMessage, err error) {
	t := &e.text.Command.Edit
	typed = e.before
	for {
		done := e.open(ctx, typed)
		if done.Err != nil {
			return typed, nil, failed(sprintf(t.NotStarted, done.Err), t.SetEditor)
		}
		typed = done.Text
		if typed == e.before {
			return typed, nil, e.unchanged()
		}
		if mine, err = e.made(typed); err == nil {
			err = e.allowed(mine)
		}
		if err == nil || !e.opt.Asks || ctx.Err() != nil {
			return typed, mine, err
		}
		e.complain(err)
		if declined := e.confirm(ctx, false, t.Again); declined != nil {
			return typed, nil, err
		}
	}
}

// open runs the editor on this terminal.
func (e *editing) open(ctx context.Context, text string) external.Done {
	here := func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg {
			if !e.opt.OutTerminal {
				c.Stdout = c.Stderr // what goes to standard output is data
			}
			return done(c.Run())
		}
	}
	answer := external.New(e.opt.Env, here).Open(ctx, nil, text, e.ext)()
	done, ok := answer.(external.Done)
	if !ok {
		return external.Done{Text: text, Err: errors.ErrUnsupported}
	}
	return done
}

// unchanged says that there was nothing to save.
func (e *editing) unchanged() error {
	e.notef(e.text.Command.Edit.Nothing, e.path)
	return e.output(SetJSON{Offer: string(e.offer.ID), Changes: []SetChangeJSON{}, Saved: []string{}}, e.changeTable())
}

// keep writes what was typed and not saved into a file, and says where it is
// with the failure.
func (e *editing) keep(typed string, err error) error {
	if typed == e.before {
		return err
	}
	t := &e.text.Command.Edit
	path, errKeep := keepText(typed, e.ext)
	if errKeep != nil {
		return errors.Join(err, errKeep)
	}
	text, hint := e.sentence(err)
	if hint == "" {
		hint = sprintf(t.Kept, path)
	} else {
		hint = sprintf(t.KeptHint, hint, path)
	}
	return &Error{Exit: e.exit(err), Text: sanitize.Line(text), Next: hint, Cause: err}
}
