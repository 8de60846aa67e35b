package overview_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/tui/screen/overview"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// market adds to the shop what only this screen asks for.
type market struct {
	*shop.Shop
	known map[model.ProductID]model.Standing
	looks int

	testing bool // the offer is one for tests
}

func (m *market) CachedStandings(context.Context) (map[model.ProductID]model.Standing, error) {
	return m.known, nil
}

func (m *market) Watch(ctx context.Context, op model.Operation) (model.Progress, error) {
	m.looks++
	p, err := m.Shop.Watch(ctx, op)
	p.Standing = m.State
	return p, err
}

// place is whatever screen was opened, by name.
type place struct{ name string }

func (p *place) Title() string                { return p.name }
func (p *place) Init(context.Context) tea.Cmd { return nil }
func (p *place) Update(tea.Msg) tea.Cmd       { return nil }
func (p *place) SetSize(int, int)             {}
func (p *place) View() string                 { return "this is " + p.name }
func (p *place) Actions() []ui.Action         { return nil }
func (p *place) Typing() bool                 { return false }

func open(t *testing.T, m *market, o tuitest.Options) *tuitest.Driver {
	t.Helper()
	to := func(name string) ui.Screen { return &place{name} }
	nav := overview.Nav{
		Section:  func(_ model.Offer, k model.SectionKey) ui.Screen { return to("section " + k.String()) },
		Prices:   func(_ model.Offer, p model.PlanID) ui.Screen { return to("prices of " + string(p)) },
		Plans:    func(_ model.Offer, at model.PlanID) ui.Screen { return to("the plans, at " + string(at)) },
		Compare:  func(_ model.Offer, k model.SectionKey) ui.Screen { return to("compare " + k.String()) },
		Publish:  func(model.Offer) ui.Screen { return to("publish") },
		GoLive:   func(_ model.Offer, s model.SubmissionID) ui.Screen { return to("go live " + string(s)) },
		Cancel:   func(context.Context, model.Offer) tea.Cmd { return ui.Go(to("cancel")) },
		Progress: func(op model.Operation) ui.Screen { return to("progress of " + string(op.Submission)) },
	}
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		offer := shop.Harbor()
		if m.testing {
			offer.ID = "test-harbor"
		}
		return overview.New(d, m, nav, shop.Type(), offer, func() []string { return []string{"brightwave", "Brightwave Software", "Commercial Marketplace"} })
	})
}

func steps(states ...model.StepState) []model.Step {
	names := []string{"Automated validation", "Preview creation", "Publisher signoff", "Certification", "Publish"}
	out := make([]model.Step, len(states))
	for i, st := range states {
		out[i] = model.Step{Name: names[i], State: st}
		if st == model.StepRunning {
			out[i].Began = time.Date(1999, 12, 31, 23, 40, 0, 0, time.UTC)
		}
	}
	return out
}

// waiting is live, has a preview that waits, and changes in the draft.
func waiting() *market {
	m := &market{Shop: shop.New()}
	m.Look.Steps = steps(model.StepDone, model.StepDone, model.StepPerson, model.StepWaiting, model.StepWaiting)
	return m
}

// running is on its way to preview.
func running() *market {
	m := waiting()
	sub := &model.Submission{ID: "1152921505699999003", Phase: model.PhasePublishing, Created: time.Date(1999, 12, 31, 23, 30, 0, 0, time.UTC)}
	m.State.Preview, m.State.Running, m.State.Last = m.State.Live, sub, sub
	m.Look.Steps = steps(model.StepDone, model.StepRunning, model.StepWaiting, model.StepWaiting, model.StepWaiting)
	m.Look.Standing = m.State
	return m
}

// refused failed in certification.
func refused() *market {
	m := waiting()
	sub := &model.Submission{ID: "1152921505699999004", Phase: model.PhaseFailed, Created: time.Date(1999, 12, 31, 12, 0, 0, 0, time.UTC)}
	m.State.Preview, m.State.Last = nil, sub
	delete(m.Now, model.Preview)
	m.Look.Steps = steps(model.StepDone, model.StepDone, model.StepDone, model.StepFailed, model.StepWaiting)
	m.Look.Problems = []model.Problem{
		{Code: "100.1.2", Severity: "Error", Message: "The privacy policy address does not answer.\x1b[2J It must be reachable from every market the offer is sold in.", Where: "listing"},
		{Code: "100.4.1", Severity: "Error", Message: "A screenshot is smaller than 1280 by 720 pixels.", Where: "assets"},
	}
	return m
}

// fresh was never published.
func fresh() *market {
	m := waiting()
	m.State = model.Standing{Draft: model.DraftNew}
	delete(m.Now, model.Preview)
	delete(m.Now, model.Live)
	return m
}

// names has plans and sections named in several scripts, and at length.
func names() *market {
	m := refused()
	for env, c := range m.Now {
		c.Plans = []model.Plan{
			{ID: "basic", Alias: "プロフェッショナル向けプラン、港のバックアップ、毎時", Key: "1"},
			{ID: "pro", Alias: "خطة النسخ الاحتياطي الليلي", Key: "2"},
		}
		m.Now[env] = c
	}
	m.Look.Problems[0].Message = "プライバシーポリシーのアドレスが応答しません。オファーが販売されるすべての市場から到達できる必要があります。"
	m.Look.Problems[1].Where = "a-section-with-a-name-that-is-longer-than-any-window-is-wide-and-has-no-place-to-be-broken-at"
	return m
}

func TestOverview_golden(t *testing.T) {
	t.Parallel()
	for state, make := range map[string]func() *market{"waiting": waiting, "running": running, "refused": refused, "fresh": fresh, "names": names} {
		for size, o := range tuitest.Looks(tuitest.Options{}) {
			t.Run(state+" "+size, func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) { open(t, make(), o).Golden("page").Tiny() })
			})
		}
	}
}

func TestOverview_leadsOn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		market func() *market
		keys   []string
		want   string
	}{
		"first section":        {waiting, []string{"enter"}, "this is section setup"},
		"plan section":         {waiting, []string{"end", "enter"}, "this is section plans/pro/pricing"},
		"compare":              {waiting, []string{"c"}, "this is compare "},
		"compare one":          {waiting, []string{"down", "C"}, "this is compare properties"},
		"prices":               {waiting, []string{"end", "$"}, "this is prices of pro"},
		"no prices":            {waiting, []string{"$"}, "prices belong to a plan"},
		"plans":                {waiting, []string{"P"}, "this is the plans, at "},
		"plans from one":       {waiting, []string{"end", "P"}, "this is the plans, at pro"},
		"publish":              {waiting, []string{"p"}, "this is publish"},
		"go live":              {waiting, []string{"g"}, "this is go live 1152921505699999002"},
		"cancel":               {running, []string{"x"}, "this is cancel"},
		"steps":                {running, []string{"w"}, "this is progress of 1152921505699999003"},
		"publish again":        {refused, []string{"p"}, "this is publish"},
		"no publish now":       {running, []string{"p"}, "a submission is under way"},
		"no go live now":       {running, []string{"g"}, "a submission is under way"},
		"nothing in preview":   {fresh, []string{"g"}, "nothing in preview waits for you"},
		"nothing to cancel":    {waiting, []string{"x"}, "nothing is being published"},
		"nothing to compare":   {fresh, []string{"c"}, "there is only a draft"},
		"no steps":             {fresh, []string{"w"}, "nothing was published yet"},
		"the same, no publish": {same, []string{"p"}, "there is nothing to publish"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { open(t, c.market(), tuitest.Options{}).Press(c.keys...).Shows(c.want) })
		})
	}
}

// same has a draft equal to what was published, whatever the service says.
func same() *market {
	m := waiting()
	draft := m.Now[model.Preview]
	draft.Env = model.Draft
	m.Now[model.Draft] = draft
	return m
}

// An offer for tests waits in preview for good; nothing here asks to send it live.
func TestOverview_offersForTests(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := waiting()
		m.testing = true
		d := open(t, m, tuitest.Options{Width: 120, Height: 40}).Shows("this is an offer for tests, which is never sent live").Hides("press g")
		d.Press("g").Shows("it stays in preview").Hides("this is go live")
	})
}

// Where nothing may be changed no key is named that would.
func TestOverview_readOnly(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func() *market{"waiting": waiting, "running": running, "refused": refused, "fresh": fresh, "same": same} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, make(), tuitest.Options{ReadOnly: true, Width: 120, Height: 40})
				d.Hides("press g", "press p", "Press p", "then p", "p to publish", "publish…", "go live", "g go", "x cancel")
				d.Press("g", "p", "x").Hides("this is ").Press("P").Shows("this is the plans")
			})
		})
	}
}

func TestOverview_cachedFirst(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := waiting()
		m.Stored, m.Age = m.Now, 3*time.Hour
		m.known = map[model.ProductID]model.Standing{shop.Harbor().Product: m.State}
		m.Delay = 5 * time.Second
		d := open(t, m, tuitest.Options{}).Shows("as of 21:00, reading", "Preview, waits for you", "* 2 changes")
		d.Advance(10 * time.Second).Shows("as of 00:00").Hides("reading")
	})
}

// While the root watches, it tells; a submission begun elsewhere is looked at
// from here.
func TestOverview_looksAtWhatOthersBegan(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := running()
		d := open(t, m, tuitest.Options{}).Advance(5 * time.Minute)
		if m.looks < 5 {
			t.Errorf("looked %d times in five minutes", m.looks)
		}
		m.State.Running, m.State.Preview = nil, m.State.Last
		m.State.Preview.Phase = model.PhasePreview
		d.Advance(2 * time.Minute).Shows("Preview, waits for you")
		looks := m.looks
		if d.Advance(time.Hour); m.looks != looks {
			t.Errorf("looked %d times more at something that ended", m.looks-looks)
		}
	})
}

func TestOverview_hearsTheWatcher(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := running()
		d := open(t, m, tuitest.Options{})
		op := model.Operation{ID: "1", Verb: model.VerbPublish, Offer: shop.Harbor(), Submission: "1152921505699999003"}
		for range 20 {
			d.Send(ui.Watched{Progress: model.Progress{Operation: op, Standing: m.State, Steps: steps(model.StepDone, model.StepDone, model.StepRunning)}})
			d.Advance(time.Minute)
		}
		if m.looks > 2 {
			t.Errorf("looked %d times although the root watches", m.looks)
		}
		d.Shows("Publisher signoff")
	})
}

func TestOverview_aFailedReadKeepsWhatIsShown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := waiting()
		d := open(t, m, tuitest.Options{})
		m.Fail("Contents draft", errors.New("503 from the service"))
		d.Press("r").Shows("! could not read harbor-backup", "503 from the service", "Offer listing", "* 3 changes")
	})
}

func TestOverview_readsTheDraftAgainOnTheWayBack(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := waiting()
		d := open(t, m, tuitest.Options{}).Press("enter")
		m.Now[model.Draft] = same().Now[model.Draft]
		d.Press("esc").Shows("the same as published").Hides("* 3 changes")
	})
}

// What the identity was refused before is not offered again: the reason is there
// before anybody runs into it, until somebody else signs in.
func TestOverview_saysWhatIsRefused(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := &market{Shop: shop.New()}
		m.Fail("Able publish", &client.AbilityError{
			Profile: "work", Kind: model.DeviceCode, Ability: model.AbleGraph, Role: model.RoleFinance, Refusal: model.Probe{Status: 403}, At: time.Now(),
		})
		m.Fail("Able golive", errors.New("the store is locked"))
		d := open(t, m, tuitest.Options{Width: 200, Height: 40}).Hides("p publish")
		d.Press("p").Shows("the profile work is refused offers through the Product Ingestion API (403", "you appear to be Financial contributor")
		d.Press("g").Shows("this is go live").Press("esc")
		m.Fail("Able publish", nil)
		d.Send(ui.SignedIn{}).Press("p").Shows("this is publish")
	})
}
