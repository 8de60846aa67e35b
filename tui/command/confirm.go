package command

import (
	"bufio"
	"context"
	"fmt"
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
func (s *subject) confirm(ctx context.Context, yes bool, question string) error {
	if yes {
		return nil
	}
	t := &s.text.Command.Result
	answer, err := s.ask(ctx, question+" "+t.YesNo+" ")
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
	if strings.TrimRight(answer, "\r\n") != string(s.offer.ID) {
		return failed(t.Declined, "")
	}
	return nil
}

// ask puts a question on standard error and reads a line. A context that ends
// ends the wait at once, too.
func (r *run) ask(ctx context.Context, question string) (string, error) {
	_, _ = fmt.Fprint(r.opt.Err, question)
	type answer struct {
		line string
		err  error
	}
	got := make(chan answer, 1)
	go func() {
		line, err := bufio.NewReader(r.opt.In).ReadString('\n')
		got <- answer{line, err}
	}()
	select {
	case <-ctx.Done():
		r.sayf("")
		return "", ctx.Err()
	case a := <-got:
		if a.err != nil && a.line == "" {
			r.sayf("")
			return "", failed(r.text.Command.Result.Declined, "")
		}
		return a.line, nil
	}
}
