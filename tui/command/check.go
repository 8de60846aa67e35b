package command

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/text"
)

// Severities of findings, and where they come from.
const (
	severityError   = "error"
	severityWarning = "warning"
	severityInfo    = "info"

	sourceLocal   = "local"
	sourceService = "service"
)

func (r *run) checkCommand() *cobra.Command {
	t := &r.text.Command.Help
	return r.command("check OFFER", t.Check, t.CheckLong, func(cmd *cobra.Command, args []string) error {
		return r.withOffer(cmd.Context(), args[0], func(s *subject) error { return s.check(cmd.Context()) })
	})
}

// check finds what stands in the way of publishing: what the rules say of the
// draft, and what the service found in the newest submission. If the service
// cannot be asked the rest is told, and then the failure.
func (s *subject) check(ctx context.Context) error {
	w, err := s.load(ctx, model.Draft, model.Preview, model.Live)
	if err != nil {
		return err
	}
	standing, err := s.market.Standing(ctx, s.offer)
	if err != nil {
		return err
	}
	out := CheckJSON{Offer: string(s.offer.ID)}
	if out.Findings, err = s.findLocal(w, standing); err != nil {
		return err
	}
	service, found, errService := s.findService(ctx, standing)
	out.Service = service
	out.Findings = append(out.Findings, found...)
	out.Counts = map[string]int{severityError: 0, severityWarning: 0, severityInfo: 0}
	blocking := 0
	for _, f := range out.Findings {
		out.Counts[f.Severity]++
		if f.Blocks {
			blocking++
		}
	}
	out.Publishable = blocking == 0
	if err = s.findings(out); err != nil {
		return err
	}
	if err = s.tellUnsaved(ctx); err != nil {
		return err
	}
	s.aboutService(standing, service, len(found), errService)
	t := &s.text.Command.Check
	switch wants := len(out.Findings) - out.Counts[severityInfo]; {
	case blocking > 0:
		return failed(sprintf(t.Stopped, s.offer.ID, text.Count(blocking, t.OneFault, t.SomeFaults)), sprintf(t.Correct, s.offer.ID))
	case errService != nil:
		return errService
	case wants > 0:
		s.notef(t.PassedWarning, s.offer.ID, text.Count(wants, t.OneFinding, t.SomeFindings))
	default:
		s.notef(t.Passed, s.offer.ID)
	}
	return nil
}

// findService asks what the service found in the newest submission.
func (s *subject) findService(ctx context.Context, standing model.Standing) (*ServiceCheckJSON, []FindingJSON, error) {
	sub := newest(standing)
	if sub == nil {
		return nil, nil, nil
	}
	about := &ServiceCheckJSON{Submission: string(sub.ID), Phase: string(sub.Phase), Created: moment(sub.Created)}
	problems, told, err := s.market.Findings(ctx, s.offer, sub.ID)
	if err != nil {
		return about, nil, err
	}
	about.Told = told
	out := make([]FindingJSON, len(problems))
	for i, p := range problems {
		out[i] = FindingJSON{
			Severity: severity(p.Severity), Source: sourceService, Code: p.Code, Message: p.Message, Where: p.Where,
		}
	}
	return about, out, nil
}

// newest is the submission that was sent last; nil if there never was one.
func newest(standing model.Standing) *model.Submission {
	return cmp.Or(standing.Running, standing.Last)
}

// severity is the service's word for how bad a finding is. A word it added is
// worth a look.
func severity(word string) string {
	switch strings.ToLower(word) {
	case "error":
		return severityError
	case "informational":
		return severityInfo
	}
	return severityWarning
}
