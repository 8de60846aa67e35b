package tui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"awning/model/payout"
	"awning/tui/show"
)

// From the offers to the payouts of somebody who never asked: the service is asked without a
// key, what it exports is read behind the screen, and a month leads to its lines. Another start
// of the console has all of it at once.
func TestPayouts_fromTheOffersToTheLines(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		ctx, end := context.WithCancel(s.t.Context())
		d := s.start(ctx).Press("enter").Advance(time.Minute)
		d.Press("$").Shows("› payouts", "read for the first time", "not known yet").Advance(time.Second).Shows("transaction history: ")
		d.Advance(5*time.Minute).Shows("Next payment", "as of").Hides("not known yet", "for the first time")
		v, err := s.market.Payouts(s.t.Context(), payout.Scope{})
		if err != nil || v.Outlook.Last == nil || len(v.Months) == 0 {
			s.t.Fatalf("%+v, %v", v, err)
		}
		paid, newest := show.Money(v.Outlook.Last.Total), v.Months[len(v.Months)-1].Key
		d.Shows(paid, newest).Press("enter").Shows("earned in "+newest, "hidden", " lines")
		d.Press("esc").Shows(paid).Press("esc").Shows("› offers")
		end()

		again := s.start(s.t.Context()).Press("enter").Press(":").Type("payouts").Press("enter")
		if frame := again.Text(); !strings.Contains(frame, paid) || strings.Contains(frame, "asking the service") {
			s.t.Errorf("a second start shows\n%s", frame)
		}
	})
}
