package command_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/tui/command"
)

// finding is the one finding with a code.
func finding(t *testing.T, c command.CheckJSON, code string) command.FindingJSON {
	t.Helper()
	i := slices.IndexFunc(c.Findings, func(f command.FindingJSON) bool { return f.Code == code })
	if i < 0 {
		t.Fatalf("no finding %q in %+v", code, c.Findings)
	}
	return c.Findings[i]
}

func TestCheck_faults(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 101)
	r := script(t, harbor(long, "49.00"), "check", "harbor-backup", "-o", "json").want(t, command.Failed).
		says(t, "1 fault", "awning edit harbor-backup PATH")
	got := decode[command.CheckJSON](t, r)
	if f := finding(t, got, "max"); got.Publishable || !f.Blocks || f.Severity != "error" || f.Path != "listing.summary" ||
		f.Source != "local" || !strings.Contains(f.Message, "at most 100 characters; this is 101") {
		t.Errorf("answer %+v", got)
	}
	if got.Counts["error"] != 1 || got.Service == nil || !got.Service.Told || got.Service.Submission != "1152921500000000000" {
		t.Errorf("answer %+v", got)
	}
	script(t, harbor(long, "49.00"), "check", "harbor-backup").want(t, command.Failed).
		prints(t, "error    listing.summary\n         Search summary may have at most 100 characters; this is 101 characters\n")
	script(t, harbor(long, "49.00"), "check", "harbor-backup", "-o", "csv").want(t, command.Failed).
		prints(t, "severity,source,blocks,code,path,label,message,where\n", "error,local,true,max,listing.summary,")
}

func TestCheck_nothing(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.awning("set", "harbor-backup", "listing.summary=New").want(t, command.Done)
		r := s.awning("check", "harbor-backup", "-o", "json").want(t, command.Done).
			says(t, "nothing stands in the way", "found nothing in submission")
		if got := decode[command.CheckJSON](t, r); !got.Publishable || len(got.Findings) != 0 || got.Service.Phase != "live" {
			t.Errorf("answer %+v", got)
		}
	})
}

// What is broken but was published so, and does not travel, keeps nothing from being
// published.
func TestCheck_oldFault(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	for env, c := range m.contents {
		c.Documents = slices.Clone(c.Documents)
		c.Documents[0].Raw = listing(strings.Repeat("x", 101))
		m.contents[env] = c
	}
	got := decode[command.CheckJSON](t, script(t, m, "check", "harbor-backup", "-o", "json").want(t, command.Done))
	if f := finding(t, got, "max"); f.Blocks || f.Severity != "warning" {
		t.Errorf("finding %+v", f)
	}
}

func TestCheck_pricesAndFixed(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	live := m.contents[model.Live]
	live.Documents = slices.Clone(live.Documents)
	in := func(language string) json.RawMessage {
		return json.RawMessage(strings.Replace(string(listing("Old")), `{`, `{"languageCode":"`+language+`",`, 1))
	}
	live.Documents[0].Raw, live.Documents[2].Raw = in("en-us"), pricing("0")
	m.contents[model.Live], m.contents[model.Preview] = live, live
	draft := m.contents[model.Draft]
	draft.Documents = slices.Clone(draft.Documents)
	draft.Documents[0].Raw = in("de-de")
	m.contents[model.Draft] = draft
	got := decode[command.CheckJSON](t, script(t, m, "check", "harbor-backup", "-o", "json").want(t, command.Failed))
	if f := finding(t, got, "free-to-paid"); !f.Blocks || f.Path != "plans/standard/pricing" {
		t.Errorf("finding %+v", f)
	}
	if f := finding(t, got, "fixed"); !f.Blocks || f.Path != "listing.language" {
		t.Errorf("finding %+v", f)
	}
}

// Where the documentation contradicts itself the service decides.
func TestCheck_doubt(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.awning("set", "reef-analytics", "properties.standard-contract=true", "properties.amendment="+strings.Repeat("x", 4001)).want(t, command.Done)
		r := s.awning("check", "reef-analytics", "-o", "json").want(t, command.Done)
		f := finding(t, decode[command.CheckJSON](t, r), "max")
		if f.Blocks || f.Severity != "warning" || f.Path != "properties.amendment" || !strings.Contains(f.Message, "the service decides") {
			t.Errorf("finding %+v", f)
		}
	})
}

// On a terminal sentences are broken between words, findings and messages alike.
func TestCheck_narrowTerminal(t *testing.T) {
	t.Parallel()
	m := harbor(strings.Repeat("x", 101), "49.00")
	r := shell{asks: true, terminal: true, width: 50}.run(t, m, "check", "harbor-backup", "--color", "never").want(t, command.Failed)
	for line := range strings.SplitSeq(r.out+r.err, "\n") {
		if len([]rune(line)) > 50 {
			t.Errorf("too wide: %q", line)
		}
	}
	joined := strings.Join(strings.Fields(r.out+r.err), " ")
	for _, whole := range []string{"may have at most 100 characters; this is 101 characters", "the service found nothing in submission 1152921500000000000"} {
		if !strings.Contains(joined, whole) {
			t.Errorf("%q is not whole:\n%s%s", whole, r.out, r.err)
		}
	}
}

func TestCheck_service(t *testing.T) {
	t.Parallel()
	m := harbor("New", "49.00")
	m.findings = []model.Problem{
		{Code: "Resell-20007", Severity: "Error", Message: "The reseller\x1b[2J configuration is missing.", Where: "Resell"},
		{Code: "Listing-1", Severity: "Informational", Message: "A remark.", Where: "Listing"},
		{Code: "Listing-2", Severity: "Advice", Message: "Another.", Where: "Listing"},
	}
	got := decode[command.CheckJSON](t, script(t, m, "check", "harbor-backup", "-o", "json").want(t, command.Done).
		says(t, "findings want a look", "may have been corrected since"))
	var levels []string
	for _, f := range got.Findings {
		if f.Source == "service" {
			levels = append(levels, f.Severity)
		}
		if f.Blocks {
			t.Errorf("finding %+v", f)
		}
	}
	if !slices.Equal(levels, []string{"error", "info", "warning"}) {
		t.Errorf("levels %q", levels)
	}
	script(t, m, "check", "harbor-backup").want(t, command.Done).
		prints(t, "error    service Resell-20007 Resell\n         The reseller")

	m.findings, m.findingsErr = nil, errSignIn
	script(t, m, "check", "harbor-backup").want(t, command.NotAllowed).says(t, "could not be read", "another sign-in")
	m = harbor(strings.Repeat("x", 101), "49.00")
	m.findingsErr = errors.New("the service is away")
	script(t, m, "check", "harbor-backup").want(t, command.Failed).says(t, "the service is away", "1 fault").prints(t, "listing.summary")

	m = harbor("New", "49.00")
	m.standings["p-2"] = m.standings["p-1"]
	script(t, m, "check", "beacon-firewall").says(t, "does not offer")
	m.standings["p-2"] = model.Standing{Draft: model.DraftNew}
	script(t, m, "check", "beacon-firewall").says(t, "has checked nothing yet")
}

// The service's findings on submissions that failed in the sandbox come along, of both APIs.
func TestFlow_check(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		for offer, code := range map[string]string{"skiff-router": "200.3.3", "test-azapp-template": "Resell-20007"} {
			got := decode[command.CheckJSON](t, s.awning("check", offer, "-o", "json").want(t, command.Done))
			if f := finding(t, got, code); f.Severity != "error" || f.Message == "" || !got.Service.Told {
				t.Errorf("%s: %+v", offer, f)
			}
		}
		s.awning("check", "harbor-backup").want(t, command.Done).prints(t, "nothing to publish")
		s.awning("set", "harbor-backup", "listing.summary=New").want(t, command.Done)
		s.awning("publish", "harbor-backup", "--yes").want(t, command.Done)
		s.awning("check", "harbor-backup").want(t, command.Done).prints(t, "a publish is under way")
	})
}
