package progress_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/screen/progress"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func operation() model.Operation {
	return model.Operation{
		ID: "op", Verb: model.VerbPublish, Offer: shop.Harbor(), Phase: model.OperationSent,
		Submission: "1152921505699999003", Started: time.Now().Add(-12 * time.Minute),
	}
}

func open(t *testing.T, o tuitest.Options, m *shop.Shop) *tuitest.Driver {
	t.Helper()
	return openOperation(t, o, m, operation())
}

func openOperation(t *testing.T, o tuitest.Options, m *shop.Shop, op model.Operation) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		nav := progress.Nav{
			GoLive: func(_ model.Offer, s model.SubmissionID) ui.Screen { return shop.Page("going live with " + string(s)) },
			Cancel: func(_ context.Context, o model.Offer) tea.Cmd { return ui.Go(shop.Page("cancelling " + string(o.ID))) },
		}
		return progress.New(d, m, nav, shop.Type(), op)
	})
}

// running is a publish in the middle of its steps.
func running() *shop.Shop {
	m, now := shop.New(), time.Now()
	m.Look = model.Progress{
		Standing: model.Standing{Running: &model.Submission{ID: "1152921505699999003", Phase: model.PhasePublishing}},
		Steps: []model.Step{
			{
				Name: "Automated validation", Target: model.Preview, State: model.StepDone,
				Began: now.Add(-12 * time.Minute), Ended: now.Add(-3 * time.Minute),
				Messages: []string{"All packages were found.", "The plan \"basic\" has no screenshots, which lowers its place in the search results of the store."},
			},
			{Name: "Preview creation", Target: model.Preview, State: model.StepRunning, Began: now.Add(-3 * time.Minute)},
			{Name: "Publisher signoff", Target: model.Preview, State: model.StepWaiting},
			{Name: "Certification", Target: model.Live, State: model.StepWaiting},
		},
	}
	return m
}

func waiting() *shop.Shop {
	m := running()
	m.Look.Outcome = model.OutcomeSucceeded
	m.Look.Standing = model.Standing{Preview: &model.Submission{ID: "1152921505699999003", Phase: model.PhasePreview}}
	m.Look.Steps[1].State, m.Look.Steps[1].Ended = model.StepDone, time.Now()
	m.Look.Steps[2].State, m.Look.Steps[2].Began = model.StepPerson, time.Now()
	return m
}

func failed() *shop.Shop {
	m := running()
	m.Look.Outcome = model.OutcomeFailed
	m.Look.Standing = model.Standing{Last: &model.Submission{ID: "1152921505699999003", Phase: model.PhaseFailed}}
	m.Look.Steps[1].State = model.StepFailed
	m.Look.Problems = []model.Problem{
		{Code: "Listing-1017", Severity: "Error", Message: "The privacy policy cannot be reached: the address answered 404.", Where: "listing/en-us"},
		{Severity: "Warning", Message: "A screenshot is smaller than 1280 x 720."},
	}
	return m
}

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				open(t, o, running()).Golden("running").Tiny()
				open(t, o, waiting()).Golden("waiting")
				open(t, o, failed()).Golden("failed").Press("v").Golden("detail").Tiny()
				open(t, o, abroad()).Golden("abroad")
			})
		})
	}
}

// abroad is a publish whose steps and messages are of all scripts.
func abroad() *shop.Shop {
	m := failed()
	m.Look.Steps[0].Name, m.Look.Steps[0].Messages = shop.LongName, []string{shop.WideName + " " + shop.ArabicName}
	m.Look.Steps[1].Name, m.Look.Steps[2].Name = shop.WideName, shop.ArabicName
	m.Look.Problems[0].Where = "plans/" + shop.WideName
	return m
}

// Steps of which the service does not say where they lead stand right below the
// heads of the columns.
func TestScreen_stepsThatLeadNowhere(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := running()
		m.Look.Steps[0].Target = ""
		lines := strings.Split(open(t, tuitest.Options{}, m).Shows("towards preview").Text(), "\n")
		for i, l := range lines {
			if strings.Contains(l, "Took") && !strings.Contains(lines[i+1], "Automated validation") {
				t.Errorf("below the heads stands %q", lines[i+1])
			}
		}
	})
}

// All that is known can be read, taken to a file, and its id copied.
func TestScreen_isReadCopiedAndWritten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal strings.Builder
		d := open(t, tuitest.Options{Width: 120, Height: 40, Terminal: &terminal}, failed())
		d.Press("y").Shows("the submission id went to your terminal's clipboard")
		d.Press("v").Shows("Publishing harbor-backup failed", "1152921505699999003", "31 Dec 1999 23:48:00 UTC", "done, 9 min", "All packages were found.", "[Listing-1017] (listing/en-us)").Press("esc")
		path := filepath.Join(t.TempDir(), "steps.csv")
		d.Press("w", "ctrl+u").Paste(path).Press("enter").Shows("written to")
		got, err := os.ReadFile(path)
		const want = "step,towards,state,began,ended,messages\nAutomated validation,preview,done,1999-12-31T23:48:00Z,1999-12-31T23:57:00Z,"
		if err != nil || !strings.HasPrefix(string(got), want) {
			t.Errorf("the file holds %q, %v", got, err)
		}
	})
}

// Before the service has named a submission there is still an id to ask about.
func TestScreen_copiesTheOperationBeforeThereIsASubmission(t *testing.T) {
	t.Parallel()
	op := operation()
	op.Submission = ""
	s := progress.New(tuitest.Deps(tuitest.Options{}), shop.New(), progress.Nav{}, nil, op)
	if what, id := s.Copied(); what != "the operation id" || id != "op" {
		t.Errorf("Copied = %q, %q", what, id)
	}
}

func TestScreen_followsWhatTheRootSees(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120}, running())
		d.Shows("Publishing harbor-backup to preview", "running", "3 min")
		look := waiting().Look
		look.Operation = operation()
		d.Send(ui.Watched{Progress: look}).Shows("in preview and waits for you")
		other := failed().Look
		other.Operation = operation()
		other.Operation.Offer.Product = "another"
		d.Send(ui.Watched{Progress: other}).Shows("in preview and waits for you")
	})
}

func TestScreen_goesOnWithWhatFollowsOnTheSameOffer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120}, waiting())
		next := model.Progress{Operation: operation(), Standing: model.Standing{Running: &model.Submission{Phase: model.PhaseGoingLive}}}
		next.Operation.ID, next.Operation.Verb, next.Operation.Started = "op2", model.VerbGoLive, time.Now()
		d.Send(ui.Watched{Progress: next}).Shows("harbor-backup is going live")
		d.Press("x").Shows("cannot be cancelled any more")
		old := running().Look
		old.Operation = operation()
		d.Send(ui.Watched{Progress: old}).Shows("harbor-backup is going live")
	})
}

func TestScreen_actions(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		shop *shop.Shop
		key  string
		want string
	}{
		"go live":             {waiting(), "g", "going live with 1152921505699999003"},
		"not yet":             {running(), "g", "still on its way to preview"},
		"not after a failure": {failed(), "g", "nothing is in preview waiting"},
		"cancel":              {running(), "x", "cancelling harbor-backup"},
		"nothing to cancel":   {waiting(), "x", "nothing is running"},
		"not begun":           {shop.New(), "x", "has not begun it yet"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				open(t, tuitest.Options{Width: 120}, c.shop).Press(c.key).Shows(c.want)
			})
		})
	}
}

func TestScreen_aFailedLookIsNotAFailedOperation(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := running()
		d := open(t, tuitest.Options{Width: 120}, m)
		m.Fail("Watch", errors.New("no answer"))
		d.Press("r").Shows("The last look failed", "no answer", "Publishing harbor-backup to preview", "Preview creation")
		m.Fail("Watch", nil)
		d.Press("r").Hides("The last look failed")
	})
}

func TestScreen_headlines(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		verb    model.Verb
		phase   model.OperationPhase
		outcome model.Outcome
		want    string
	}{
		"intent":          {model.VerbPublish, model.OperationIntent, "", "Sending the request"},
		"uncertain":       {model.VerbPublish, model.OperationUncertain, "", "the answer for harbor-backup was lost"},
		"cancelling":      {model.VerbCancel, model.OperationSent, "", "Cancelling the publish"},
		"cancelled":       {model.VerbCancel, model.OperationEnded, model.OutcomeSucceeded, "was cancelled"},
		"cancel refused":  {model.VerbCancel, model.OperationEnded, model.OutcomeFailed, "was not cancelled"},
		"live":            {model.VerbGoLive, model.OperationEnded, model.OutcomeSucceeded, "harbor-backup is live"},
		"live failed":     {model.VerbGoLive, model.OperationEnded, model.OutcomeFailed, "Customers still see what was live before"},
		"not accepted":    {model.VerbPublish, model.OperationEnded, model.OutcomeNotAccepted, "nothing changed"},
		"unclear":         {model.VerbPublish, model.OperationEnded, model.OutcomeUnclear, "cannot be told"},
		"publish stopped": {model.VerbPublish, model.OperationEnded, model.OutcomeCancelled, "before it reached preview"},
		"published":       {model.VerbPublish, model.OperationEnded, model.OutcomeSucceeded, "harbor-backup is in preview"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				m.Look.Outcome = c.outcome
				op := operation()
				op.Verb, op.Phase = c.verb, c.phase
				openOperation(t, tuitest.Options{Width: 120}, m, op).Shows(c.want)
			})
		})
	}
}

func TestScreen_everythingTheServiceSaysCanBeRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := failed()
		m.Look.Problems[0].Message = strings.Repeat("word ", 200) + "the end\x1b[2J"
		d := open(t, tuitest.Options{Width: 60, Height: 15}, m)
		for range 60 {
			if strings.Contains(d.Text(), "the end") {
				return
			}
			d.Press("down")
		}
		t.Errorf("the end of a long message never shows:\n%s", d.Text())
	})
}

func TestScreen_tellsHowLongItTookBefore(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		runs []time.Duration
		want string
	}{
		"several":     {[]time.Duration{2 * time.Hour, 40 * time.Minute, 90 * time.Minute}, "the last 3 of this type took 40 min to 2 h, half of them at most 1 h 30 min."},
		"all alike":   {[]time.Duration{20 * time.Minute, 20 * time.Minute}, "the last 2 of this type took 20 min each."},
		"one":         {[]time.Duration{time.Hour}, "the last of this type took 1 h."},
		"longer now":  {[]time.Duration{5 * time.Minute}, "the last of this type took 5 min. This one takes longer."},
		"never timed": {nil, "Publishing harbor-backup"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := running()
				m.Memory.Runs = c.runs
				d := open(t, tuitest.Options{Width: 120, Height: 40}, m)
				d.Shows(c.want)
				if c.runs == nil {
					d.Hides("of this type")
				}
				if name == "several" {
					d.Golden("usual")
				}
				ended := model.Progress{Operation: operation(), Outcome: model.OutcomeSucceeded}
				d.Send(ui.Watched{Progress: ended}).Hides("of this type")
			})
		})
	}
}

// What cannot be read of earlier runs takes nothing else away.
func TestScreen_earlierRunsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := running()
		m.Fail("Runs", errors.New("damaged"))
		open(t, tuitest.Options{}, m).Shows("Publishing harbor-backup", "Preview creation").Hides("damaged")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	d := tuitest.Deps(tuitest.Options{})
	shop.Clashes(t, progress.New(d, shop.New(), progress.Nav{}, nil, operation()).Actions())
}
