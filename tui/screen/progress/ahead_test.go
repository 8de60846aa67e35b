package progress_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"awning/model"
	"awning/tui/tuitest"
)

// The screen names what is documented to come and not named by the service yet.
func TestScreen_namesWhatIsStillToCome(t *testing.T) {
	t.Parallel()
	const ahead = "Still to come, as documented: "
	publish, golive := operation(), operation()
	golive.Verb = model.VerbGoLive
	step := func(name string, env model.Environment) model.Step {
		return model.Step{Name: name, Target: env, State: model.StepRunning}
	}
	for name, test := range map[string]struct {
		op    model.Operation
		steps []model.Step
		end   model.Outcome
		want  string
	}{
		"nothing named":  {publish, nil, "", ahead + "Automated validation (less than a day) → Preview creation (less than an hour) → you look at the preview and go live → Certification (up to 14 business days) → Publish (less than a day)."},
		"the first runs": {publish, []model.Step{step("Automated Validation", model.Preview)}, "", ahead + "Preview creation (less than an hour) → you look at the preview and go live → Certification (up to 14 business days) → Publish (less than a day)."},
		"sign-off named": {publish, []model.Step{step("Preview creation", ""), step("Publisher signoff", "")}, "", ahead + "Certification (up to 14 business days) → Publish (less than a day)."},
		"its own words":  {publish, []model.Step{step("Scanning", model.Preview), step("Shipping", model.Live)}, "", ahead + "you look at the preview and go live."},
		"going live":     {golive, []model.Step{step("Certification", model.Live)}, "", ahead + "Publish (less than a day)."},
		"all named":      {golive, []model.Step{step("Publish", model.Live)}, "", ""},
		"failed":         {publish, nil, model.OutcomeFailed, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := running()
				m.Look.Steps, m.Look.Outcome = test.steps, test.end
				text := openOperation(t, tuitest.Options{Width: 120, Height: 40}, m, test.op).Text()
				got := ""
				if _, after, found := strings.Cut(text, ahead); found {
					before, _, _ := strings.Cut(after, ".")
					got = ahead + strings.Join(strings.Fields(before), " ") + "."
				}
				if got != test.want {
					t.Errorf("got\n%s\nwant\n%s\n%s", got, test.want, text)
				}
			})
		})
	}
}

// No key is named that is not there.
func TestScreen_readOnlyNamesNoKey(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		openOperation(t, tuitest.Options{Width: 120, ReadOnly: true}, waiting(), operation()).
			Shows("start Awning without --read-only").Hides("press g")
	})
}
