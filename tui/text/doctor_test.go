package text_test

import (
	"strings"
	"testing"

	"awning/model"
	"awning/tui/text"
)

func causes() map[model.CauseKind][]string {
	return map[model.CauseKind][]string{
		model.CauseSignedOut: {"work"}, model.CauseNoSecret: {"c-1"}, model.CauseStore: {"it is locked"},
		model.CauseSecretWrong: {"c-1"}, model.CauseSecretExpired: {"c-1"}, model.CauseNoTenant: {"t-1"},
		model.CauseNoApp: {"c-1", "t-1"}, model.CauseNotInTenant: {"dana@b.example", "t-1"}, model.CauseConsent: {"c-1", "https://graph.microsoft.com"},
		model.CauseNoService: {"https://api.partner.microsoft.com", "t-1"}, model.CausePolicy: {"blocked"}, model.CauseFactor: nil,
		model.CauseAudience: {"https://a.example", "https://b.example"}, model.CauseNotAdded: {"c-1", "o-1"},
		model.CauseWrongAccount: {"t-1", "fjord", "harbour"}, model.CauseNoProgram: {"Harbour"}, model.CauseRole: {string(model.RoleFinance)},
		model.CausePublisher: {"brightwave"}, model.CauseNetwork: {"graph.microsoft.com"}, model.CauseService: {"graph.microsoft.com", "503"},
		model.CauseNoOffers: nil,
	}
}

// Every known cause is told with all it is about, and says what to do next.
func TestDoctor_Cause(t *testing.T) {
	t.Parallel()
	d := text.English().Doctor
	for kind, args := range causes() {
		what, next := d.Cause(model.Cause{Kind: kind, Args: args, Sure: true})
		if what == "" || next == "" || strings.Contains(what+next, "%!") || what == string(kind) {
			t.Errorf("%s is told as %q, %q", kind, what, next)
		}
		for _, arg := range args {
			if kind != model.CauseRole && !strings.Contains(what, arg) {
				t.Errorf("%s does not name %q: %s", kind, arg, what)
			}
		}
		// The service may say less than expected.
		what, next = d.Cause(model.Cause{Kind: kind})
		if strings.Contains(what+next, "%!") || !strings.Contains(what, d.Likely) {
			t.Errorf("%s without arguments is told as %q, %q", kind, what, next)
		}
	}
	if len(causes()) != len(d.Causes) {
		t.Errorf("%d causes have words, %d are known", len(d.Causes), len(causes()))
	}
	if what, _ := d.Cause(model.Cause{Kind: model.CauseRole, Args: []string{"finance"}, Sure: true}); !strings.Contains(what, "Financial contributor") {
		t.Errorf("a role is told as %q", what)
	}
	if what, next := d.Cause(model.Cause{Kind: model.CauseRole, Args: []string{"none"}}); !strings.Contains(what, "no role") || next == "" {
		t.Errorf("no role is told as %q, %q", what, next)
	}
}

func TestDoctor_Cause_foreign(t *testing.T) {
	t.Parallel()
	d := text.English().Doctor
	what, next := d.Cause(model.Cause{Kind: model.CausePolicy, Args: []string{"a\x1b[2Jb\nc"}, Sure: true})
	if strings.ContainsAny(what+next, "\x1b\n") {
		t.Errorf("the service's words were not cleaned: %q", what)
	}
	if what, next = d.Cause(model.Cause{Kind: "phase-of-the-moon"}); !strings.Contains(what, "phase-of-the-moon") || next == "" {
		t.Errorf("an unknown cause is told as %q, %q", what, next)
	}
}
