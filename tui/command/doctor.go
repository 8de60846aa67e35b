package command

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"awning/model"
	"awning/tui/ticket"
	"awning/tui/widget/wrap"
)

func (r *run) doctorCommand() *cobra.Command {
	t := &r.text.Command.SignIn
	return r.command("doctor [PROFILE]", t.Doctor, t.DocLong, func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			r.set.Profile = model.ProfileName(args[0])
		}
		return r.inHall(cmd.Context(), func(h *Hall) error { return r.doctor(cmd.Context(), h) })
	})
}

// doctor tells all that is known about the profiles. It fails if none of them sees
// offers: what is wrong is in the report.
func (r *run) doctor(ctx context.Context, h *Hall) error {
	storages := h.Desk.Storages(ctx)
	var found []model.Diagnosis
	if h.ConfigProblem == nil && (len(h.Chosen) > 0 || r.set.Profile != "") {
		m, err := h.Market(ctx)
		if err != nil {
			return err
		}
		if found, err = diagnose(ctx, m, h.Chosen); err != nil {
			return err
		}
	}
	if err := r.report(h, storages, found); err != nil {
		return err
	}
	for _, d := range found {
		if d.Capabilities.Offers() == model.Yes {
			return nil
		}
	}
	return NewError(NotAllowed, "", "") // the report says it all
}

// diagnose looks at profiles side by side.
func diagnose(ctx context.Context, m Surveyor, all []model.Profile) ([]model.Diagnosis, error) {
	found := make([]model.Diagnosis, len(all))
	group, ctx := errgroup.WithContext(ctx)
	for i, p := range all {
		group.Go(func() (err error) {
			found[i], err = m.Diagnose(ctx, p.Name)
			return err
		})
	}
	return found, group.Wait()
}

// report writes what was found, in the format asked for.
func (r *run) report(h *Hall, storages []model.StorageState, found []model.Diagnosis) error {
	switch r.set.Output {
	case JSON:
		return r.json(r.doctorJSON(h, storages, found))
	case CSV:
		return r.csv(r.causeTable(found))
	case Table:
	}
	var b strings.Builder
	for _, d := range found {
		if len(found) > 1 {
			b.WriteString(sprintf(r.text.Command.SignIn.Of, d.Profile.Name) + "\n\n")
		}
		b.WriteString(ticket.Text(d, &r.text.Doctor) + "\n")
	}
	r.writeConfig(&b, h, storages)
	return r.write(r.wrapped(b.String()))
}

// writeConfig says what holds of all profiles: the config file and the storages.
func (r *run) writeConfig(b *strings.Builder, h *Hall, storages []model.StorageState) {
	t := &r.text.Command.SignIn
	if len(h.Chosen) == 0 && h.ConfigProblem == nil {
		r.writePart(b, ticket.Part{Head: t.NoneYet, Lines: []ticket.Line{{Text: r.text.Command.Fail.SignInHint}}})
	}
	var lines []ticket.Line
	if h.ConfigProblem != nil {
		sentence, hint := r.sentence(h.ConfigProblem)
		lines = append(lines, ticket.Line{Text: sprintf(t.ConfigBad, sentence)}, ticket.Line{Text: hint, Deep: 1})
	} else if h.Config != "" {
		lines = append(lines, ticket.Line{Text: sprintf(t.ConfigFine, h.Config)})
	}
	r.writePart(b, ticket.Part{Head: t.Config, Lines: lines})
	lines = nil
	for _, s := range storages {
		lines = append(lines, ticket.Line{Text: ticket.StorageLine(s, &r.text.Doctor)})
		if s.Next != "" && !s.Usable {
			lines = append(lines, ticket.Line{Label: r.text.Doctor.NextStep, Text: s.Next, Deep: 1})
		}
	}
	r.writePart(b, ticket.Part{Head: t.Storages, Lines: lines})
}

// wrapped breaks lines that are longer than the terminal between words. Elsewhere
// they stay whole.
func (r *run) wrapped(s string) string {
	if !r.opt.OutTerminal || r.opt.Width <= 0 {
		return s
	}
	const least, deeper = 20, "  "
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		body := strings.TrimLeft(line, " ")
		indent := line[:len(line)-len(body)]
		room := r.opt.Width - len(indent) - len(deeper)
		if room < least {
			out = append(out, line)
			continue
		}
		for i, part := range wrap.Lines(body, room) {
			if i > 0 {
				part = deeper + part
			}
			out = append(out, strings.TrimRight(indent+part, " "))
		}
	}
	return strings.Join(out, "\n")
}
