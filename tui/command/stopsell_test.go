package command_test

import (
	"reflect"
	"testing"

	"awning/client"
	"awning/model"
	"awning/tui/command"
)

// onSale is an offer with two plans that customers can buy.
func onSale() *market {
	m := harbor("New", "1")
	m.sales = []model.Sale{
		{Alias: "Harbor Backup", Now: model.SaleOn, Next: model.SaleOn},
		{Plan: "basic", Now: model.SaleOn, Next: model.SaleOn},
		{Plan: "pro", Now: model.SaleOn, Next: model.SaleOn},
	}
	return m
}

func TestStopSell(t *testing.T) {
	t.Parallel()
	m := onSale()
	script(t, m, "stop-sell", "harbor-backup").want(t, command.WrongUsage).says(t, "--yes")
	script(t, m, "stop-sell", "harbor-backup", "--yes", "--plan", "gold").want(t, command.WrongUsage).says(t, `no plan "gold"`, "basic, pro")
	if len(m.stopped) > 0 {
		t.Fatalf("stopped %v", m.stopped)
	}
	script(t, m, "stop-sell", "harbor-backup", "--yes").want(t, command.Done).
		says(t, "Stop selling harbor-backup?", "neither find nor buy", "The way back", "stopping the sale of harbor-backup was accepted")
	m.looks = []model.Progress{{Outcome: model.OutcomeSucceeded}}
	script(t, m, "stop-sell", "harbor-backup", "--yes", "--wait", "--plan", "pro").want(t, command.Done).
		says(t, "Stop selling plan pro of harbor-backup?", "Only the draft changes", "publish it and go live")
	m.looks = []model.Progress{{Outcome: model.OutcomeFailed, Problems: []model.Problem{{Message: "the plan is a base"}}}}
	script(t, m, "stop-sell", "harbor-backup", "--yes", "--wait").want(t, command.PublishFailed).says(t, "the plan is a base")
	if want := [][]model.PlanID{{}, {"pro"}, {}}; !reflect.DeepEqual(m.stopped, want) {
		t.Errorf("stopped %v, want %v", m.stopped, want)
	}
}

// On a terminal the id must be typed as it is.
func TestStopSell_typed(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"stop-sell", "restore"} {
		for in, want := range map[string]int{"harbor-backup\n": 1, "y\n": 0, "Harbor-backup\n": 0, " harbor-backup\n": 0, "": 0} {
			m := onSale()
			if verb == "restore" {
				m.sales[0].Now, m.sales[0].Next = model.SaleStopped, model.SaleStopped
			}
			shell{asks: true, in: in}.run(t, m, verb, "harbor-backup").says(t, "Type harbor-backup")
			if got := len(m.stopped) + len(m.restored); got != want {
				t.Errorf("%s, typed %q: done %d times, want %d", verb, in, got, want)
			}
		}
	}
}

// What cannot be done is told before anything is asked.
func TestStopSell_hindered(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args      []string
		now, next model.SaleState // of the offer
		want      string
	}{
		"never live":      {[]string{"stop-sell"}, model.SaleNever, model.SaleOn, "it is not live"},
		"stopped already": {[]string{"stop-sell"}, model.SaleStopped, model.SaleStopped, "not sold any more"},
		"not stopped":     {[]string{"restore"}, model.SaleOn, model.SaleOn, "was not stopped"},
		"restored":        {[]string{"restore"}, model.SaleStopped, model.SaleOn, "restored in the draft already"},
		"plan on sale":    {[]string{"restore", "--plan", "pro"}, model.SaleOn, model.SaleOn, "pro: its sale was not stopped"},
		"offer, not plan": {[]string{"restore", "--plan", "pro"}, model.SaleStopped, model.SaleStopped, "restore that"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := onSale()
			m.sales[0].Now, m.sales[0].Next = c.now, c.next
			shell{asks: true, in: "harbor-backup\n"}.run(t, m, append(c.args, "harbor-backup")...).want(t, command.Failed).
				says(t, c.want, "awning status harbor-backup")
			if len(m.stopped)+len(m.restored) > 0 {
				t.Errorf("stopped %v, restored %v", m.stopped, m.restored)
			}
		})
	}
}

// Where no API does it the portal's address is told.
func TestStopSell_noAPI(t *testing.T) {
	t.Parallel()
	m := onSale()
	m.salesErr = &client.StateError{Offer: "harbor-backup", Text: "no API does it", Next: "do it at https://portal.example/"}
	script(t, m, "stop-sell", "harbor-backup", "--yes").want(t, command.Failed).says(t, "no API does it", "https://portal.example/")
}

// One version of an image is given up in the draft, with a day, a reason and
// another plan.
func TestStopSell_image(t *testing.T) {
	t.Parallel()
	for name, args := range map[string][]string{
		"of which plan": {"--image", "1.0.0"}, "of two plans": {"--image", "1.0.0", "--plan", "a", "--plan", "b"},
		"of no image": {"--plan", "a", "--days", "9"}, "in the past": {"--image", "1.0.0", "--plan", "a", "--days", "-1"},
		"a reason of its own": {"--image", "1.0.0", "--plan", "a", "--reason", "boredom"},
	} {
		m := onSale()
		script(t, m, append([]string{"stop-sell", "harbor-backup", "--yes"}, args...)...).want(t, command.WrongUsage)
		if len(m.images)+len(m.stopped) > 0 {
			t.Errorf("%s: %v, %v", name, m.images, m.stopped)
		}
	}
	m := onSale()
	shell{asks: true, in: "no\n"}.run(t, m, "stop-sell", "harbor-backup", "--plan", "basic", "--image", "1.0.0").want(t, command.Failed)
	if len(m.images) > 0 {
		t.Fatalf("done without the id: %v", m.images)
	}
	r := script(t, m, "stop-sell", "harbor-backup", "--yes", "--plan", "basic", "--image", "1.0.0", "--days", "90", "--reason", "unsupported", "--instead", "pro", "-o", "json")
	r.want(t, command.Done).says(t, "Stop image version 1.0.0 of plan basic of harbor-backup?", "Only the draft changes")
	if got := decode[command.ImageJSON](t, r); got.State != "deprecated" || got.Until != "2027-01-02" {
		t.Errorf("printed %+v", got)
	}
	script(t, m, "restore", "harbor-backup", "--yes", "--plan", "basic", "--image", "1.0.0").want(t, command.Done).prints(t, "generallyAvailable")
	if want := []string{"basic 1.0.0 {90 endOfSupport pro}", "basic 1.0.0"}; !reflect.DeepEqual(m.images, want) {
		t.Errorf("asked %q, want %q", m.images, want)
	}
}

// The whole way on the sandbox: a plan, then the offer, and back.
func TestFlow_stopSelling(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const offer = "lighthouse-gateway"
		s.awning("stop-sell", "harbor-backup", "--yes").want(t, command.Failed).says(t, "no API", "https://partner.microsoft.com/")
		s.awning("stop-sell", offer, "--plan", "byol", "--yes", "--wait").want(t, command.Done).says(t, "go live")
		s.awning("publish", offer, "--yes", "--wait").want(t, command.Done)
		s.awning("golive", offer, "--yes", "--wait").want(t, command.Done)
		s.awning("stop-sell", offer, "--plan", "payg", "--yes").want(t, command.Failed).says(t, "last plan")
		s.awning("stop-sell", offer, "--yes", "--wait").want(t, command.Done).says(t, "is no longer sold")
		s.awning("show", offer).want(t, command.Done).prints(t, "Not available")
		s.awning("restore", offer, "--yes", "--wait").want(t, command.Done).says(t, "sell it again")
		s.awning("publish", offer, "--yes", "--wait").want(t, command.Done)
		s.awning("golive", offer, "--yes", "--wait").want(t, command.Done)
		s.awning("show", offer).want(t, command.Done).prints(t, "Live")
	})
}
