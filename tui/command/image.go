package command

import (
	"context"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/model/raw"
	"awning/tui/sanitize"
)

// imaging is what stop-sell and restore were asked for of one version of the
// image of a virtual machine's plan.
type imaging struct {
	version string
	days    int
	reason  string
	instead string
}

// add registers the flags; only stop-sell has those that say when and why.
func (q *imaging) add(r *run, cmd *cobra.Command, stops bool) {
	t, f := &r.text.Command.Selling, cmd.Flags()
	if !stops {
		f.StringVar(&q.version, "image", "", t.RestoreImage)
		return
	}
	f.StringVar(&q.version, "image", "", t.StopImage)
	f.IntVar(&q.days, "days", 0, t.Days)
	choice{&q.reason, []string{"insecure", "unsupported", "other"}}.add(f, "reason", "", t.Reason)
	f.StringVar(&q.instead, "instead", "", t.Instead)
}

// check refuses flags that do not fit each other.
func (q *imaging) check(r *run, cmd *cobra.Command, plans []string) error {
	t := &r.text.Command.Selling
	switch {
	case q.version != "" && len(plans) != 1:
		return wrong(t.OnePlan, r.seeHelp(cmd))
	case q.version == "" && (q.days != 0 || q.reason != "" || q.instead != ""):
		return wrong(t.ImageOnly, r.seeHelp(cmd))
	case q.days < 0:
		return wrong(t.DaysAhead, r.seeHelp(cmd))
	}
	return nil
}

// withdrawal is what was asked for in the model's words.
func (q *imaging) withdrawal() model.Withdrawal {
	reason := map[string]model.WithdrawalReason{
		"insecure": model.WithdrawnInsecure, "unsupported": model.WithdrawnUnsupported, "other": model.WithdrawnOtherwise,
	}[q.reason]
	return model.Withdrawal{Days: q.days, Reason: reason, Instead: model.PlanID(q.instead)}
}

// stopImage gives an image version up in the draft.
func (s *subject) stopImage(ctx context.Context, q selling) error {
	t := &s.text.Command.Selling
	return s.changeImage(ctx, q, t.AskStopImage, []string{t.ImageDraft, t.ImageMeans}, func() (model.Document, error) {
		return s.market.DeprecateImage(ctx, s.offer, model.PlanID(q.plans[0]), q.image.version, q.image.withdrawal())
	})
}

// restoreImage takes that back.
func (s *subject) restoreImage(ctx context.Context, q selling) error {
	t := &s.text.Command.Selling
	return s.changeImage(ctx, q, t.AskRestoreImage, []string{t.ImageDraft}, func() (model.Document, error) {
		return s.market.RestoreImage(ctx, s.offer, model.PlanID(q.plans[0]), q.image.version)
	})
}

func (s *subject) changeImage(
	ctx context.Context, q selling, ask string, means []string, change func() (model.Document, error),
) error {
	s.notef(ask, q.image.version, q.plans[0], s.offer.ID)
	for _, m := range means {
		s.notef("  %s", m)
	}
	if err := s.confirmTyped(ctx, q.yes); err != nil {
		return err
	}
	doc, err := change()
	if err != nil {
		return err
	}
	out := ImageJSON{Offer: string(s.offer.ID), Plan: q.plans[0], Version: q.image.version}
	out.read(doc)
	t := &s.text.Command
	return s.output(out, table{
		columns: []column{
			{name: "offer", head: t.Result.Offer},
			{name: "plan", head: t.Result.Plan},
			{name: "version", head: t.Selling.Image},
			{name: "state", head: t.Result.State},
			{name: "until", head: t.Selling.Until},
		},
		rows: [][]cell{{
			{text: out.Offer}, {text: out.Plan}, {text: out.Version}, {text: sanitize.Line(out.State)}, {text: sanitize.Line(out.Until)},
		}},
	})
}

// ImageJSON is the answer of stop-sell and restore with --image.
type ImageJSON struct {
	Offer   string `json:"offer"`
	Plan    string `json:"plan"`
	Version string `json:"version"`
	State   string `json:"state"` // in the draft, in the service's word
	Until   string `json:"until"` // the date the service made, empty if it tells none
}

// read takes state and date from the technical configuration as read back.
func (o *ImageJSON) read(doc model.Document) {
	node, err := raw.Parse(doc.Raw)
	if err != nil || node.Member("vmImageVersions") == nil {
		return
	}
	for _, v := range node.Member("vmImageVersions").Items {
		if number := v.Member("versionNumber"); number == nil || number.Text() != o.Version {
			continue
		}
		if state := v.Member("lifecycleState"); state != nil {
			o.State = state.Text()
		}
		if schedule := v.Member("deprecationSchedule"); schedule != nil && schedule.Member("date") != nil {
			o.Until = schedule.Member("date").Text()
		}
	}
}
