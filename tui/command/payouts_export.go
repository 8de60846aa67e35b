package command

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"awning/model/payout"
	"awning/tui/earned"
	"awning/tui/files"
)

func (r *run) exportPayoutsCommand() *cobra.Command {
	t := &r.text.Command.PayoutLines
	var f payoutFilter
	var yes bool
	cmd := r.command("export FILE", t.Export, t.ExportLong, func(cmd *cobra.Command, args []string) error {
		f.said(cmd)
		return r.withPayouts(cmd.Context(), func(m Market, s payout.Scope) error {
			return r.exportPayouts(cmd.Context(), m, s, &f, args[0], yes)
		})
	})
	f.add(r, cmd)
	cmd.Flags().BoolVarP(&yes, "yes", "y", false, t.FlagYes)
	cmd.ValidArgsFunction = nil // file names
	return cmd
}

// exportPayouts writes lines of the transaction history to a file.
func (r *run) exportPayouts(ctx context.Context, m Market, s payout.Scope, f *payoutFilter, path string, yes bool) error {
	t := &r.text.Command.PayoutLines
	var write func(io.Writer, iter.Seq2[payout.Earning, error]) (int, error)
	switch strings.ToLower(filepath.Ext(path)) {
	case ".csv":
		write = exportCSV
	case ".json":
		write = r.exportJSON
	default:
		return wrong(sprintf(t.NoFormat, path), t.Formats)
	}
	v, err := m.Payouts(ctx, s)
	if err == nil {
		err = untold(v)
	}
	if err != nil {
		return err
	}
	q, err := f.ask(ctx, r, m, s)
	if err != nil {
		return err
	}
	lines := 0
	path, err = files.WriteFrom(path, yes, func(w io.Writer) (err error) {
		lines, err = write(w, m.EachEarning(ctx, s, q))
		return err
	})
	if e, ok := errors.AsType[*files.ExistsError](err); ok {
		return &Error{Exit: Failed, Text: e.Error(), Next: t.Replace, Cause: err}
	}
	if err != nil {
		return err
	}
	r.notef(t.Exported, lines, path)
	return nil
}

// exportCSV writes lines for spreadsheets: no cell is a formula.
func exportCSV(out io.Writer, lines iter.Seq2[payout.Earning, error]) (n int, err error) {
	return files.CSVTo(out, earned.Columns(), earned.Rows(lines, ""))
}

// exportJSON writes an object whose only member is the list of lines, each as
// [TransactionJSON].
func (r *run) exportJSON(out io.Writer, lines iter.Seq2[payout.Earning, error]) (n int, err error) {
	between := "{\"transactions\": [\n"
	for e, err := range lines {
		if err != nil {
			return n, err
		}
		line, err := json.Marshal(r.transactionJSON(e))
		if err != nil {
			return n, err
		}
		if _, err = io.WriteString(out, between+escaped(string(line))); err != nil {
			return n, err
		}
		between = ",\n"
		n++
	}
	if n == 0 {
		_, err = io.WriteString(out, "{\"transactions\": []}\n")
		return 0, err
	}
	_, err = io.WriteString(out, "\n]}\n")
	return n, err
}
