package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
)

// mayAsk refuses, before anything is read or sent, to do something that must be
// confirmed where nobody can be asked.
func (r *run) mayAsk(cmd *cobra.Command, yes bool) error {
	if yes || r.opt.Asks {
		return nil
	}
	t := &r.text.Command.Usage
	return wrong(sprintf(t.NeedsYes, cmd.CommandPath()), t.AddYes)
}

// confirm asks a question whose answer is no unless it is yes.
func (r *run) confirm(ctx context.Context, yes bool, question string) error {
	if yes {
		return nil
	}
	t := &r.text.Command.Result
	answer, err := r.ask(ctx, question+" "+t.YesNo+" ")
	if err != nil {
		return err
	}
	if a := strings.ToLower(strings.TrimSpace(answer)); a != t.Y && a != t.Yes {
		return failed(t.Declined, "")
	}
	return nil
}

// confirmTyped wants the offer's id typed, byte for byte.
func (s *subject) confirmTyped(ctx context.Context, yes bool) error {
	if yes {
		return nil
	}
	t := &s.text.Command.Result
	answer, err := s.ask(ctx, sprintf(t.TypeID, s.offer.ID)+" ")
	if err != nil {
		return err
	}
	if answer != string(s.offer.ID) {
		return failed(t.Declined, "")
	}
	return nil
}
