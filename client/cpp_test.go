package client_test

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// TestCPP_editPublishGoLive goes the whole way, for offers that moved to Partner
// Center and for those that did not, under each choice the sandbox has about what the
// service really does.
func TestCPP_editPublishGoLive(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		moved    bool
		switches sandbox.CPPSwitches
	}{
		"moved":                     {true, sandbox.CPPSwitches{}},
		"not moved":                 {false, sandbox.CPPSwitches{}},
		"running at sign-off":       {true, sandbox.CPPSwitches{RunningAtSignoff: true}},
		"operations in lists":       {true, sandbox.CPPSwitches{OperationInArray: true}},
		"former name of location":   {false, sandbox.CPPSwitches{OldLocation: true}},
		"times without zone":        {false, sandbox.CPPSwitches{ZonelessTimes: true}},
		"errors as texts":           {true, sandbox.CPPSwitches{StringErrors: true}},
		"etags good for nothing":    {false, sandbox.CPPSwitches{StaleETags: true}},
		"unmatched writes are 400s": {false, sandbox.CPPSwitches{Unmatched400: true}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onPortal(t, test.moved, sandbox.Options{Switches: sandbox.Switches{CPP: test.switches}}, wholeWay)
		})
	}
}

func wholeWay(p *portal) {
	t := p.t
	p.save(p.m, p.o, payg, summary, `"Said better than before"`)
	standing, err := p.m.Standing(t.Context(), p.o)
	if err != nil || standing.Draft != model.DraftChanged || standing.State() != model.StateLive {
		t.Fatalf("%+v, %v", standing, err)
	}
	op, err := p.m.Publish(t.Context(), p.o, model.PublishRequest{})
	end := p.until(op, err, model.OutcomeSucceeded)
	standing = end.Standing
	if standing.Preview == nil || standing.Preview.Phase != model.PhasePreview || standing.Running != nil || standing.State() != model.StatePreview {
		t.Fatalf("after publishing it stands at %+v", standing)
	}
	if i := slices.IndexFunc(end.Steps, func(s model.Step) bool { return s.State == model.StepPerson }); i < 0 || end.Steps[i].Target != model.Preview ||
		end.Steps[len(end.Steps)-1].Target != model.Live {
		t.Errorf("steps %+v", end.Steps)
	}
	text := func(env model.Environment) string {
		return get(t, pickDocument(t, p.contents(p.m, p.o, env), payg), summary)
	}
	if preview, live := text(model.Preview), text(model.Live); preview != `"Said better than before"` || live == preview {
		t.Errorf("preview has %s, live %s", preview, live)
	}
	op, err = p.m.GoLive(t.Context(), p.o, standing.Preview.ID)
	end = p.until(op, err, model.OutcomeSucceeded)
	if end.Standing.State() != model.StateLive || text(model.Live) != `"Said better than before"` {
		t.Errorf("after going live it stands at %q, live has %s", end.Standing.State(), text(model.Live))
	}
	standing, err = p.m.Standing(t.Context(), p.o)
	if err != nil || standing.Draft != model.DraftUnchanged {
		t.Errorf("%+v, %v", standing, err)
	}
	p.accept("put", 1)
	p.accept("publish", 1)
	p.accept("golive", 1)
}

func TestCPP_contents(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		for _, env := range model.Environments() {
			c := p.contents(p.m, p.o, env)
			var keys []string
			for _, d := range c.Documents {
				keys = append(keys, d.Key.String())
				if d.Dialect != model.CPP || d.Env != env || d.ETag != "" || d.Sealed != (env != model.Draft) {
					p.t.Errorf("%s in %s: %+v", d.Key, env, d)
				}
			}
			if got := strings.Join(keys, " "); got != "definition plans/payg/definition plans/byol/definition" || !c.Exists || c.Approximate {
				p.t.Errorf("%s holds %s", env, got)
			}
			if len(c.Plans) != 2 || c.Plans[0].ID != "payg" || c.Plans[0].Alias == "" {
				p.t.Errorf("plans %+v", c.Plans)
			}
		}
		p.o.ID, p.o.Product = "skiff-router", "cpp:brightwave/skiff-router" // never published
		if c := p.contents(p.m, p.o, model.Live); c.Exists || len(c.Documents) > 0 {
			p.t.Errorf("live holds %+v", c)
		}
		standing, err := p.m.Standing(p.t.Context(), p.o)
		if err != nil || standing.Draft != model.DraftNew || standing.Live != nil {
			p.t.Errorf("%+v, %v", standing, err)
		}
	})
}

func TestCPP_refusesWhatTheAPICannot(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		t := p.t
		whole := []model.SectionKey{p.doc("definition").Key, p.doc(payg).Key, p.doc("plans/byol/definition").Key}
		for want, try := range map[string]func() error{
			"publishes the whole draft, and plans/payg/definition, plans/byol/definition is not chosen": func() error {
				_, err := p.m.Publish(t.Context(), p.o, model.PublishRequest{Sections: whole[:1]})
				return err
			},
			"carries no notes": func() error {
				_, err := p.m.Publish(t.Context(), p.o, model.PublishRequest{Notes: "please"})
				return err
			},
			"ids of plans never change": func() error {
				_, err := p.m.Save(t.Context(), p.o, edited(t, p.doc(payg), "/planId", `"other"`))
				return err
			},
			"only virtualMachinePricingV2 of plans/payg/definition would change": func() error {
				_, err := p.m.Save(t.Context(), p.o, edited(t, p.doc(payg), "/virtualMachinePricingV2/freeTrialDurationInMonths", `7`))
				return err
			},
			"only virtualMachinePricing of plans/payg/definition would change": func() error {
				_, err := p.m.Save(t.Context(), p.o, edited(t, p.doc(payg), "/virtualMachinePricing/isByol", `"x"`))
				return err
			},
			"without plans": func() error {
				_, err := p.m.Save(t.Context(), p.o, edited(t, p.doc("definition"), "/plans", `[]`))
				return err
			},
			"its publisher is not known": func() error {
				nobody := p.o
				nobody.Publisher = ""
				_, err := p.m.Contents(t.Context(), nobody, model.Draft)
				return err
			},
		} {
			refusal, ok := errors.AsType[advised](try())
			if !ok || !strings.Contains(refusal.Error(), want) || refusal.Hint() == "" {
				t.Errorf("%q: %v", want, refusal)
			}
		}
		if sent := p.tap.writes(http.MethodPut); len(sent) > 0 || len(p.tap.writes(http.MethodPost)) > 0 {
			t.Errorf("sent %+v", sent)
		}
		op, err := p.m.Publish(t.Context(), p.o, model.PublishRequest{Sections: whole})
		p.until(op, err, model.OutcomeSucceeded)
	})
}

// The two price tables of a plan change together.
func TestCPP_prices(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		const months = "/freeTrialDurationInMonths"
		e := edited(p.t, p.doc(payg), "/virtualMachinePricing"+months, `3`)
		e.Raw = edited(p.t, model.Document{Raw: e.Raw}, "/virtualMachinePricingV2"+months, `3`).Raw
		got, err := p.m.Save(p.t.Context(), p.o, e)
		if err != nil || get(p.t, got, "/virtualMachinePricing"+months) != "3" || get(p.t, got, "/virtualMachinePricingV2"+months) != "3" {
			p.t.Errorf("%s, %v", got.Raw, err)
		}
	})
}

// Who was told of the last publish is told of the next one, where that still counts.
func TestCPP_emails(t *testing.T) {
	t.Parallel()
	const told = `{"metadata":{"notification-emails":"a@x.example,b@y.example"}}`
	for path, change := range map[string]func(string) string{
		"/status": func(body string) string {
			return strings.Replace(body, `{`, `{"notificationEmails":"a@x.example, b@y.example",`, 1)
		},
		"/submissions/": func(body string) string {
			return strings.Replace(body, `"metadata":{}`, `"metadata":{"emails":"a@x.example,b@y.example"}`, 1)
		},
	} {
		for _, moved := range []bool{true, false} {
			onPortal(t, moved, sandbox.Options{}, func(p *portal) {
				p.tap.after = func(r *http.Request, resp *http.Response) {
					if strings.HasSuffix(r.URL.Path, path) {
						refill(p.t, resp, change)
					}
				}
				op, err := p.m.Publish(p.t.Context(), p.o, model.PublishRequest{})
				p.until(op, err, model.OutcomeSucceeded)
				want := told
				if moved {
					want = ""
				}
				if sent := p.tap.writes(http.MethodPost); len(sent) != 1 || sent[0].body != want {
					p.t.Errorf("%s, moved %v: sent %+v", path, moved, sent)
				}
			})
		}
	}
}

func TestCPP_lostAnswers(t *testing.T) {
	t.Parallel()
	for _, arrived := range []bool{true, false} {
		outcome, taken := model.OutcomeNotAccepted, 0
		if arrived {
			outcome, taken = model.OutcomeSucceeded, 1
		}
		lost := sandbox.Fault{Drop: true, AfterServing: arrived}
		for name, play := range map[string]func(p *portal){
			"publish": func(p *portal) {
				p.server.Fail("POST /api/publishers/", 1, lost)
				op, err := p.m.Publish(p.t.Context(), p.o, model.PublishRequest{})
				p.until(op, err, outcome)
				p.accept("publish", taken)
			},
			"golive": func(p *portal) {
				op, err := p.m.Publish(p.t.Context(), p.o, model.PublishRequest{})
				end := p.until(op, err, model.OutcomeSucceeded)
				p.server.Fail("POST /api/publishers/", 1, lost)
				op, err = p.m.GoLive(p.t.Context(), p.o, end.Standing.Preview.ID)
				p.until(op, err, outcome)
				p.accept("golive", taken)
			},
			"save": func(p *portal) {
				p.server.Fail("PUT /api/publishers/", 1, lost)
				if got := p.save(p.m, p.o, payg, summary, `"Mine"`); get(p.t, got, summary) != `"Mine"` {
					p.t.Errorf("saved as %s", got.Raw)
				}
				p.accept("put", 1) // a save that never arrived is sent again
			},
		} {
			for _, moved := range []bool{true, false} {
				t.Run(name+map[bool]string{true: " arrived", false: " never arrived"}[arrived], func(t *testing.T) {
					t.Parallel()
					onPortal(t, moved, sandbox.Options{}, play)
				})
			}
		}
	}
}

// An edit made on what somebody else changed is not sent; one on another part of the same
// document is, and keeps theirs.
func TestCPP_somebodyWasFaster(t *testing.T) {
	t.Parallel()
	for _, moved := range []bool{true, false} {
		onPortal(t, moved, sandbox.Options{}, func(p *portal) {
			t := p.t
			base := p.doc(payg)
			p.save(p.m, p.o, payg, summary, `"Theirs"`)
			_, err := p.m.Save(t.Context(), p.o, edited(t, base, summary, `"Mine"`))
			changed := as[*client.ChangedElsewhereError](t, err)
			if !errors.Is(err, client.ErrStale) || get(t, changed.Theirs, summary) != `"Theirs"` {
				t.Errorf("%v: theirs is %s", err, changed.Theirs.Raw)
			}
			offer := p.doc("definition")
			p.save(p.m, p.o, payg, summary, `"Theirs again"`)
			if _, err = p.m.Save(t.Context(), p.o, edited(t, offer, title, `"Mine"`)); err != nil {
				t.Fatal(err)
			}
			if got := get(t, p.doc(payg), summary); got != `"Theirs again"` {
				t.Errorf("theirs was overwritten by %s", got)
			}
		})
	}
}

func TestCPP_cancel(t *testing.T) {
	t.Parallel()
	for _, moved := range []bool{true, false} {
		for _, atOnce := range []bool{true, false} {
			onPortal(t, moved, sandbox.Options{StepTime: time.Minute, Switches: sandbox.Switches{CPP: sandbox.CPPSwitches{CancelAtOnce: atOnce}}}, func(p *portal) {
				publishing, err := p.m.Publish(p.t.Context(), p.o, model.PublishRequest{})
				if err != nil {
					p.t.Fatal(err)
				}
				time.Sleep(10 * time.Second)
				op, err := p.m.Cancel(p.t.Context(), p.o)
				p.until(op, err, model.OutcomeSucceeded)
				p.until(publishing, nil, model.OutcomeCancelled)
				if _, err = p.m.Cancel(p.t.Context(), p.o); err == nil {
					p.t.Error("there is nothing left to cancel")
				}
			})
		}
	}
}

// A failure is told in the service's words, with the step they are of.
func TestCPP_failureSaysWhy(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		p.tap.after = func(r *http.Request, resp *http.Response) {
			switch {
			case strings.Contains(r.URL.Path, "/operations/"):
				refill(p.t, resp, func(string) string {
					return `{"status":"failed","steps":[{"id":"displaycertify","stepName":"Certification","status":"blocked",` +
						`"messages":[{"messageHtml":"No image for <b>payg</b>.","level":"error"},{"messageHtml":"later","level":"information"}]},` +
						`{"id":"displayprovision","stepName":"Provisioning","status":"unheardOf"}]}`
				})
			case strings.HasSuffix(r.URL.Path, "/submissions/"):
				refill(p.t, resp, func(body string) string {
					return strings.Replace(body, `"submissionState":"running"`, `"submissionState":"failed"`, 1)
				})
			}
		}
		op, err := p.m.Publish(p.t.Context(), p.o, model.PublishRequest{})
		end := p.until(op, err, model.OutcomeFailed)
		want := model.Problem{Severity: "Error", Message: "No image for payg.", Where: "Certification"}
		if len(end.Problems) != 1 || end.Problems[0] != want {
			p.t.Errorf("problems %+v", end.Problems)
		}
		if len(end.Steps) != 2 || end.Steps[0].State != model.StepFailed || end.Steps[1].Literal != "unheardOf" || end.Steps[0].Target != "" {
			p.t.Errorf("steps %+v", end.Steps)
		}
	})
}

// TestCPP_standings reads what status and submissions say together.
func TestCPP_standings(t *testing.T) {
	t.Parallel()
	const published, live = `{"id":"p","submissionType":"publish","submissionState":"completed","slot":"staging"}`,
		`{"id":"l","submissionType":"goLive","submissionState":"succeeded","slot":"production"}`
	const steps = `,"steps":[{"id":"publisher-signoff","status":"complete"},{"id":"live","status":"inProgress"}]`
	going := strings.Replace(live, "succeeded", "running", 1)
	for name, test := range map[string]struct {
		status, more, subs string
		want               model.State
		preview, live      model.SubmissionID // "-" is one without an id
		running, last      model.Phase
	}{
		"never published":        {"neverPublished", "", "", model.StateDraft, "", "", "", ""},
		"on its way":             {"running", "", strings.Replace(published, "completed", "running", 1), model.StatePublishing, "", "", model.PhasePublishing, model.PhasePublishing},
		"on its way, not listed": {"running", "", "", model.StatePublishing, "", "", model.PhasePublishing, model.PhasePublishing},
		"in preview":             {"waitingForPublisherReview", "", published, model.StatePreview, "p", "", "", model.PhasePreview},
		"in preview, runs on":    {"waitingForPublisherReview", "", strings.Replace(published, "completed", "running", 1), model.StatePreview, "p", "", "", model.PhasePreview},
		"in preview, not listed": {"waitingForPublisherReview", "", "", model.StatePreview, "-", "", "", model.PhasePreview},
		"going live":             {"running", steps, going + "," + published, model.StatePublishing, "l", "", model.PhaseGoingLive, model.PhaseGoingLive},
		"going live, not listed": {"running", steps, "", model.StatePublishing, "", "", model.PhaseGoingLive, model.PhaseGoingLive},
		"live":                   {"succeeded", "", live + "," + published, model.StateLive, "l", "l", "", model.PhaseLive},
		"live, not listed":       {"succeeded", "", "", model.StateLive, "-", "-", "", model.PhaseLive},
		"live, update failed":    {"failed", "", strings.Replace(published, "completed", "failed", 1) + "," + live, model.StateAttention, "l", "l", "", model.PhaseFailed},
		"live, update cancelled": {"canceled", "", strings.Replace(published, "completed", "canceled", 1) + "," + live, model.StateLive, "l", "l", "", model.PhaseCancelled},
		"failed, not listed":     {"failed", "", "", model.StateAttention, "", "", "", model.PhaseFailed},
		"going live failed":      {"failed", "", strings.Replace(live, "succeeded", "failed", 1) + "," + published, model.StateAttention, "l", "", "", model.PhaseLiveFailed},
		"a word nobody knows":    {"hibernating", "", live + "," + published, model.StateLive, "l", "l", "", model.PhaseLive},
		"a cancel is no submission": {"canceled", "", `{"id":"c","submissionType":"cancel","submissionState":"completed"},` +
			strings.Replace(published, "completed", "canceled", 1), model.StateDraft, "", "", "", model.PhaseCancelled},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			onPortal(t, true, sandbox.Options{}, func(p *portal) {
				p.net.hook = func(r *http.Request) *canned {
					switch {
					case strings.HasSuffix(r.URL.Path, "/status"):
						return answer(http.StatusOK, `{"status":"`+test.status+`"`+test.more+`}`)
					case strings.HasSuffix(r.URL.Path, "/submissions/") && test.subs == "":
						return answer(http.StatusNotFound, `{}`)
					case strings.HasSuffix(r.URL.Path, "/submissions/"):
						return answer(http.StatusOK, `[`+test.subs+`]`)
					}
					return nil
				}
				s, err := p.m.Glance(p.t.Context(), p.o)
				if err != nil || s.State() != test.want || named(s.Preview) != test.preview || named(s.Live) != test.live {
					p.t.Errorf("%q (%v): preview %+v, live %+v", s.State(), err, s.Preview, s.Live)
				}
				if phase(s.Running) != test.running || phase(s.Last) != test.last {
					p.t.Errorf("running %+v, last %+v", s.Running, s.Last)
				}
			})
		})
	}
}

func named(s *model.Submission) model.SubmissionID {
	switch {
	case s == nil:
		return ""
	case s.ID == "":
		return "-"
	}
	return s.ID
}

func phase(s *model.Submission) model.Phase {
	if s == nil {
		return ""
	}
	return s.Phase
}

// Plans that share an id, or have none, are shown, and nobody can save the wrong one.
func TestCPP_plansWithoutAnIDOfTheirOwn(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		p.tap.after = func(_ *http.Request, resp *http.Response) {
			refill(p.t, resp, func(body string) string {
				return strings.Replace(body, `"planId":"byol"`, `"planId":"payg"`, 1)
			})
		}
		c := p.contents(p.m, p.o, model.Draft)
		if len(c.Plans) != 1 || len(c.Documents) != 3 || c.Documents[2].Key.String() != "plans/payg/definition:2" || !c.Documents[2].Sealed || c.Documents[1].Sealed {
			p.t.Errorf("%+v", c)
		}
	})
}

// What another console began is watched by its id, and an offer without a
// definition is refused in words.
func TestCPP_foreignOperations(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		other := p.market(func(o *client.Options) { o.API = model.CPP })
		if _, err := other.Publish(p.t.Context(), p.o, model.PublishRequest{}); err != nil {
			p.t.Fatal(err)
		}
		s, err := p.m.Glance(p.t.Context(), p.o)
		if err != nil || s.Running == nil {
			p.t.Fatalf("%+v, %v", s, err)
		}
		end := p.watch(p.m, model.Following(p.o, *s.Running))
		if end.Outcome != model.OutcomeSucceeded || len(end.Steps) == 0 {
			p.t.Errorf("%+v", end)
		}
		status := "running" // and no entry tells of it
		p.net.hook = func(r *http.Request) *canned {
			switch {
			case strings.HasSuffix(r.URL.Path, "/status"):
				return answer(http.StatusOK, `{"status":"`+status+`"}`)
			case strings.HasSuffix(r.URL.Path, "/submissions/"):
				return answer(http.StatusOK, `[{"id":"old","submissionType":"publish","submissionState":"completed"}]`)
			}
			return nil
		}
		if s, err = p.m.Glance(p.t.Context(), p.o); err != nil || s.Running == nil {
			p.t.Fatalf("%+v, %v", s, err)
		}
		unlisted := model.Following(p.o, *s.Running)
		for _, want := range []model.Outcome{model.OutcomeNone, model.OutcomeSucceeded} {
			look, errLook := p.m.Watch(p.t.Context(), unlisted)
			if errLook != nil || look.Outcome != want {
				p.t.Errorf("%s: %q, want %q (%v)", status, look.Outcome, want, errLook)
			}
			status = "waitingForPublisherReview"
		}
		p.net.hook = nil
		p.tap.after = func(_ *http.Request, resp *http.Response) {
			refill(p.t, resp, func(string) string { return `{"id":"lighthouse-gateway"}` })
		}
		_, err = p.m.Contents(p.t.Context(), p.o, model.Draft)
		if refusal := as[*client.StateError](p.t, err); !strings.Contains(refusal.Error(), "without a definition") {
			p.t.Error(refusal)
		}
	})
}
