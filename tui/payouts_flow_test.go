package tui_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"awning/model/payout"
	"awning/tui/show"
	"awning/tui/tuitest"
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
		d.Press("p").Shows("Nothing was read yet").Advance(5*time.Minute).Shows("sent: ", "At the bank").Press("esc")
		d.Shows("Next payment", "as of").Hides("not known yet", "for the first time")
		v, err := s.market.Payouts(s.t.Context(), payout.Scope{})
		if err != nil || v.Outlook.Last == nil || len(v.Months) == 0 {
			s.t.Fatalf("%+v, %v", v, err)
		}
		paid, newest := show.Money(v.Outlook.Last.Total), v.Months[len(v.Months)-1].Key
		d.Shows(paid, newest).Press("enter").Shows("earned in "+newest, "hidden", " lines")
		d.Press("esc").Shows(paid)
		s.narrows(d.Press("a").Shows("› all lines"))
		d.Press("esc").Shows(paid).Press("p").Shows("› payments", "earned ", " = ").Press("/").Type(v.Outlook.Last.ID).Press("enter", "enter")
		d.Shows("payment "+v.Outlook.Last.ID, " lines").Press("esc", "esc", "esc").Shows(paid).Press("esc").Shows("› offers")
		end()

		again := s.start(s.t.Context()).Press("enter").Press(":").Type("payouts").Press("enter")
		if frame := again.Text(); !strings.Contains(frame, paid) || strings.Contains(frame, "asking the service") {
			s.t.Errorf("a second start shows\n%s", frame)
		}
		s.start(s.t.Context()).Press("$").Shows("› payouts", paid)
	})
}

// narrows narrows all lines by the first value of everything there is to narrow by: what the
// list of values says is what is left.
func (s *stage) narrows(d *tuitest.Driver) {
	for i, by := range []payout.By{
		payout.ByStatus, payout.ByProduct, payout.ByPlan, payout.ByCustomer, payout.ByCountry,
		payout.ByCurrency, payout.ByPrivate, payout.ByMonth, payout.ByProgram,
	} {
		sums, err := s.market.EarningSums(s.t.Context(), payout.Scope{}, payout.Query{}, by)
		if err != nil || len(sums) == 0 {
			s.t.Fatalf("%s: %v", by, err)
		}
		first, lines, all := sums[0].Key, 0, 0
		if by == payout.ByMonth {
			first = sums[len(sums)-1].Key
		}
		for _, sum := range sums {
			all += sum.Lines
			if sum.Key == first {
				lines += sum.Lines
			}
		}
		d.Press("f").Press(times(i, "down")...).Press("enter").Shows("Come to", strconv.Itoa(lines)).Press("enter").Shows("Only: ")
		if by == payout.ByCurrency { // lines that are paid out in it show, too
			d.Press("F")
			continue
		}
		d.Shows(fmt.Sprintf("%d of %d lines", lines, all)).Press("F").Shows(fmt.Sprintf("%d lines", all))
	}
}
