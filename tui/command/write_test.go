package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/tui/command"
)

func TestSet(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	r := script(t, m, "set", "harbor-backup", "listing.summary=Backups that restore", "plans/standard/pricing.price=59.50", "-o", "json").
		want(t, command.Done)
	got := decode[command.SetJSON](t, r)
	if !slices.Equal(got.Saved, []string{"listing", "plans/standard/pricing"}) || len(got.Changes) != 2 {
		t.Fatalf("answer %+v", got)
	}
	if c := got.Changes[1]; string(c.Old) != "49.00" || string(c.New) != "59.50" || c.Label != "Price" {
		t.Errorf("price change %+v", c)
	}
	if len(m.saved) != 2 {
		t.Fatalf("%d saves", len(m.saved))
	}
	if got, want := string(m.saved[0].Raw), string(listing("Backups that restore")); got != want {
		t.Errorf("listing sent:\n%s\nwant\n%s", got, want)
	}
	if got, want := string(m.saved[1].Raw), string(pricing("59.50")); got != want {
		t.Errorf("pricing sent:\n%s\nwant\n%s", got, want)
	}
	if m.saved[0].Base.ETag != `"1"` {
		t.Errorf("base etag %q", m.saved[0].Base.ETag)
	}
	script(t, harbor("Old", "49.00"), "set", "harbor-backup", "listing.summary=X").want(t, command.Done).
		prints(t, "listing.summary", "Old", "X").says(t, "saved Offer listing")
}

func TestSet_oneSavePerSection(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "1")
	script(t, m, "set", "harbor-backup", "listing.summary=A", "listing.title=B").want(t, command.Done)
	if len(m.saved) != 1 || !bytes.Contains(m.saved[0].Raw, []byte(`"title":"B","summary":"A"`)) {
		t.Errorf("saves: %+v", m.saved)
	}
}

func TestSet_nothingSentUnlessAllIsRight(t *testing.T) {
	t.Parallel()
	large := filepath.Join(t.TempDir(), "large")
	if err := os.WriteFile(large, make([]byte, 1<<20+1), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		args []string
		exit command.Exit
		says []string
	}{
		"unknown field": {[]string{"listing.title=B", "listing.nothing=1"}, command.WrongUsage, []string{"nothing"}},
		"too long":      {[]string{"listing.title=B", "listing.summary=" + strings.Repeat("x", 101)}, command.WrongUsage, []string{"100", "101"}},
		"no number":     {[]string{"plans/standard/pricing.price=cheap"}, command.WrongUsage, []string{"cheap"}},
		"two wrong": {
			[]string{"listing.nothing=1", "plans/standard/pricing.price=cheap"},
			command.WrongUsage,
			[]string{"nothing", "cheap", "nothing was sent"},
		},
		"no assignment":   {[]string{"listing.summary"}, command.WrongUsage, []string{"PATH=VALUE"}},
		"no path":         {[]string{"=x"}, command.WrongUsage, []string{"PATH=VALUE"}},
		"whole section":   {[]string{"listing={}"}, command.WrongUsage, []string{"whole section"}},
		"twice":           {[]string{"listing.summary=A", "listing.summary=B"}, command.WrongUsage, []string{"twice"}},
		"unknown plan":    {[]string{"plans/gold/pricing.price=1"}, command.WrongUsage, []string{"standard"}},
		"fixed at birth":  {[]string{"listing.language=de-de"}, command.Failed, []string{"fixed"}},
		"fixed by now":    {[]string{"plans/standard/pricing.term=Year"}, command.Failed, []string{"fixed", "published"}},
		"file not there":  {[]string{"listing.summary=@/no/such/file"}, command.WrongUsage, []string{"/no/such/file"}},
		"file too large":  {[]string{"listing.summary=@" + large}, command.WrongUsage, []string{"larger than"}},
		"file is a field": {[]string{"assets:azurelogolarge/1.file=x"}, command.Failed, []string{"uploaded file"}},
		"missing offer":   {nil, command.WrongUsage, []string{"PATH=VALUE"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := harbor("Old", "49.00")
			r := script(t, m, append([]string{"set", "harbor-backup"}, tc.args...)...)
			if r.exit != tc.exit {
				t.Errorf("exit %d, want %d", r.exit, tc.exit)
			}
			r.says(t, tc.says[0])
			if len(m.saved) > 0 || r.out != "" {
				t.Errorf("saves %+v, stdout %q", m.saved, r.out)
			}
			for _, s := range tc.says[1:] {
				r.says(t, s)
			}
		})
	}
}

func TestSet_values(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "summary.txt")
	if err := os.WriteFile(file, []byte("From a file\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"plain":    "plain",
		"a=b":      "a=b",
		"@" + file: "From a file",
		"@-":       "from standard input",
		"@@home":   "@home",
		`q"uote`:   `q\"uote`,
	} {
		m := harbor("Old", "1")
		sh := shell{in: "from standard input\n"}
		sh.run(t, m, "set", "harbor-backup", "listing.summary="+typed).want(t, command.Done)
		if len(m.saved) != 1 || string(m.saved[0].Raw) != string(listing(want)) {
			t.Errorf("%s: saved %+v", typed, m.saved)
		}
	}
}

func TestSet_sameValue(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	r := script(t, m, "set", "harbor-backup", "listing.summary=Old", "plans/standard/pricing.price=49", "-o", "json").
		want(t, command.Done).says(t, "already")
	if got := decode[command.SetJSON](t, r); len(got.Saved) > 0 || len(m.saved) > 0 {
		t.Errorf("saved %v", got.Saved)
	}
}

func TestSet_changedElsewhere(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	m.saveErr = map[model.SectionID]error{"listing": errStale}
	script(t, m, "set", "harbor-backup", "listing.summary=A").want(t, command.Elsewhere).says(t, "changed elsewhere")
	// The price goes first and is told, the listing fails.
	r := script(t, m, "set", "harbor-backup", "plans/standard/pricing.price=1", "listing.summary=A", "-o", "json").
		want(t, command.Elsewhere).says(t, "saved before that: plans/standard/pricing")
	if got := decode[command.SetJSON](t, r); !slices.Equal(got.Saved, []string{"plans/standard/pricing"}) {
		t.Errorf("saved %v", got.Saved)
	}
}

func TestSet_serviceKeepsAnotherValue(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	m.keep = func(json.RawMessage) json.RawMessage { return listing("Other") }
	script(t, m, "set", "harbor-backup", "listing.summary=A").want(t, command.Failed).
		says(t, "listing.summary was sent, but the service keeps").prints(t, "Other")
}

// looks are what a publish shows when it ends as given.
func looks(outcome model.Outcome) []model.Progress {
	step := func(s model.StepState) []model.Step {
		return []model.Step{{Name: "Automated validation", State: s, Target: model.Preview}}
	}
	return []model.Progress{
		{Steps: step(model.StepRunning), Wait: 5 * time.Second},
		{
			Steps: step(model.StepDone), Outcome: outcome,
			Problems: []model.Problem{{Code: "Resell-20007", Severity: "Error", Message: "Choose resellers.\x1b[2J"}},
		},
	}
}

func TestPublish_sections(t *testing.T) {
	t.Parallel()
	m := harbor("New", "59.00")
	r := script(t, m, "publish", "harbor-backup", "--section", "listing", "--notes", "hello", "--yes", "-o", "json").want(t, command.Done).
		says(t, "what will be published", "listing (1 change)", "what stays in the draft", "plans/standard/pricing (1 change)", "--watch")
	got := decode[command.ProgressJSON](t, r)
	if got.Operation == nil || got.Operation.Verb != "publish" || got.Operation.Submission != "1152921500000000001" || got.Standing != nil {
		t.Errorf("answer %+v", got.Operation)
	}
	if len(m.published) != 1 {
		t.Fatalf("%d publishes", len(m.published))
	}
	p := m.published[0]
	if !slices.Contains(p.Sections, model.SectionKey{Section: "listing"}) ||
		slices.Contains(p.Sections, model.SectionKey{Plan: "standard", Section: "pricing"}) || p.Notes != "hello" || len(p.Seen) != 2 {
		t.Errorf("request %+v", p)
	}
}

func TestPublish_everything(t *testing.T) {
	t.Parallel()
	m := harbor("New", "59.00")
	script(t, m, "publish", "harbor-backup", "--yes").want(t, command.Done)
	if len(m.published) != 1 || len(m.published[0].Sections) != 0 {
		t.Errorf("requests %+v", m.published)
	}
}

func TestPublish_wait(t *testing.T) {
	t.Parallel()
	for outcome, want := range map[model.Outcome]command.Exit{
		model.OutcomeSucceeded:   command.Done,
		model.OutcomeFailed:      command.PublishFailed,
		model.OutcomeCancelled:   command.PublishFailed,
		model.OutcomeNotAccepted: command.PublishFailed,
		model.OutcomeUnclear:     command.Failed,
	} {
		synctest.Test(t, func(t *testing.T) {
			m := harbor("New", "59.00")
			m.looks = looks(outcome)
			m.lookErrs = []error{errors.New("no connection")}
			r := script(t, m, "publish", "harbor-backup", "--yes", "--wait", "-o", "json").want(t, want).
				says(t, "trying again", "Automated validation: running", "Automated validation: done")
			got := decode[command.ProgressJSON](t, r)
			if got.Operation.Outcome != string(outcome) || len(got.Steps) != 1 || got.Standing == nil {
				t.Errorf("%s: answer %+v", outcome, got)
			}
			if len(m.ended) != 1 {
				t.Errorf("%s: the end was noted %d times", outcome, len(m.ended))
			}
			if want == command.PublishFailed {
				r.says(t, "Resell-20007", "Choose resellers.")
			}
		})
	}
}

func TestPublish_interrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := harbor("New", "59.00")
		m.looks = looks(model.OutcomeSucceeded)
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		began := time.Now()
		shell{ctx: ctx}.run(t, m, "publish", "harbor-backup", "--yes", "--wait").want(t, command.Failed).
			says(t, "stopped waiting", "goes on at the service", "--watch")
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("ended after %v, not at once", took)
		}
	})
}

func TestPublish_refusals(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	script(t, m, "publish", "harbor-backup", "--yes").want(t, command.Failed).says(t, "nothing new")
	m = harbor("New", "49.00")
	script(t, m, "publish", "harbor-backup", "--section", "plans/standard/pricing", "--yes").want(t, command.Failed).says(t, "no changes")
	script(t, m, "publish", "harbor-backup", "--section", "bilge", "--yes").want(t, command.WrongUsage).says(t, "bilge")
	script(t, m, "publish", "harbor-backup").want(t, command.WrongUsage).says(t, "no terminal to ask on", "--yes")
	if m.closed != 2 {
		t.Errorf("the market was opened %d times", m.closed)
	}
	running := model.Submission{ID: "2", Phase: model.PhasePublishing}
	m.standings["p-1"] = model.Standing{Running: &running}
	script(t, m, "publish", "harbor-backup", "--yes").want(t, command.Failed).says(t, "already", "status harbor-backup --watch")
	if len(m.published) > 0 {
		t.Errorf("published %+v", m.published)
	}
}

func TestPublish_asks(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]int{"y\n": 1, "yes\n": 1, "YES\n": 1, "\n": 0, "n\n": 0, "": 0, "maybe\n": 0} {
		m := harbor("New", "49.00")
		r := shell{asks: true, in: in}.run(t, m, "publish", "harbor-backup")
		if len(m.published) != want {
			t.Errorf("answer %q: %d publishes, want %d", in, len(m.published), want)
		}
		r.says(t, "Publish harbor-backup to preview? [y/N]")
	}
}

// waiting is harbor's market with a preview that waits for its publisher.
func waiting() *market {
	m := harbor("New", "49.00")
	preview := model.Submission{ID: "1152921500000000007", Phase: model.PhasePreview}
	m.standings["p-1"] = model.Standing{Preview: &preview, Last: &preview}
	return m
}

func TestGoLive(t *testing.T) {
	t.Parallel()
	m := waiting()
	script(t, m, "golive", "harbor-backup", "--yes", "-o", "json").want(t, command.Done).says(t, "cannot be cancelled")
	if !slices.Equal(m.live, []model.SubmissionID{"1152921500000000007"}) {
		t.Errorf("sent live: %v", m.live)
	}
	for in, want := range map[string]int{"harbor-backup\n": 1, "harbor-backup": 1, "y\n": 0, "Harbor-backup\n": 0, " harbor-backup\n": 0, "": 0} {
		m = waiting()
		shell{asks: true, in: in}.run(t, m, "golive", "harbor-backup").says(t, "Type harbor-backup")
		if len(m.live) != want {
			t.Errorf("typed %q: went live %d times, want %d", in, len(m.live), want)
		}
	}
	m = waiting()
	m.offers[0].Publisher += "-test"
	script(t, m, "golive", "harbor-backup", "--yes").want(t, command.Failed).says(t, "never sent live")
	if len(m.live) > 0 {
		t.Errorf("an offer for tests was sent live: %v", m.live)
	}
	m = harbor("New", "1")
	script(t, m, "golive", "harbor-backup", "--yes").want(t, command.Failed).says(t, "waits in preview", "awning publish harbor-backup")
	script(t, m, "golive", "harbor-backup").want(t, command.WrongUsage).says(t, "--yes")
}

func TestCancel(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	script(t, m, "cancel", "harbor-backup", "--yes").want(t, command.Failed).says(t, "nothing of harbor-backup is being published")
	running := model.Submission{ID: "2", Phase: model.PhasePublishing}
	m.standings["p-1"] = model.Standing{Running: &running}
	m.looks = []model.Progress{{Outcome: model.OutcomeCancelled}}
	script(t, m, "cancel", "harbor-backup", "--yes", "--wait").want(t, command.Done).says(t, "was cancelled")
	running.Phase = model.PhaseGoingLive
	script(t, m, "cancel", "harbor-backup", "--yes").want(t, command.Failed).says(t, "going live")
	if m.cancelled != 1 {
		t.Errorf("cancelled %d times", m.cancelled)
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	script(t, m, "status").want(t, command.Done).says(t, "nothing is under way")
	m.looks = []model.Progress{{Outcome: model.OutcomeSucceeded}}
	r := script(t, m, "status", "harbor-backup", "-o", "json").want(t, command.Done)
	if got := decode[command.ProgressJSON](t, r); got.Operation.Outcome != "succeeded" || got.Operation.ID != "" || got.Standing.State != "live" {
		t.Errorf("status of an idle offer: %+v", got)
	}
	r = script(t, m, "status", "beacon-firewall", "-o", "json").want(t, command.Done)
	if got := decode[command.ProgressJSON](t, r); got.Operation != nil || got.Standing.State != "draft" {
		t.Errorf("status of an offer that was never submitted: %+v", got)
	}
	if len(m.ended) > 0 {
		t.Errorf("ends of operations that others began were noted: %v", m.ended)
	}
	m.underWay = []model.Operation{m.operation(m.offers[0], model.VerbPublish)}
	m.looks = looks(model.OutcomeFailed)
	r = script(t, m, "status", "-o", "json").want(t, command.Done)
	got := decode[command.StatusJSON](t, r)
	if len(got.Operations) != 1 || got.Operations[0].Operation.Offer != "harbor-backup" || len(got.Operations[0].Steps) != 1 {
		t.Errorf("status: %+v", got)
	}
	r = script(t, m, "status", "harbor-backup").want(t, command.Done).prints(t, "STEP", "Automated validation", "FINDINGS", "Resell-20007")
	if len(m.ended) != 1 {
		t.Errorf("the end was noted %d times\n%s", len(m.ended), r.out)
	}
}

func TestStatus_watch(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := harbor("New", "1")
		m.underWay = []model.Operation{m.operation(m.offers[0], model.VerbPublish), m.operation(m.offers[1], model.VerbPublish)}
		m.looks = looks(model.OutcomeFailed)
		r := script(t, m, "status", "--watch", "-o", "json").want(t, command.PublishFailed)
		if got := decode[command.StatusJSON](t, r); len(got.Operations) != 2 || got.Operations[1].Operation.Outcome != "failed" {
			t.Errorf("status: %+v", got)
		}
	})
}

func TestStatus_watchSomebodyElses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := harbor("New", "1")
		running := model.Submission{ID: "2", Phase: model.PhasePublishing}
		m.standings["p-1"] = model.Standing{Running: &running}
		m.looks = looks(model.OutcomeSucceeded)
		script(t, m, "status", "harbor-backup", "--watch").want(t, command.Done).says(t, "Automated validation: running", "is in preview").
			prints(t, "Automated validation")
	})
}
