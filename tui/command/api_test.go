package command_test

import (
	"slices"
	"strings"
	"testing"

	"awning/client"
	"awning/model"
	"awning/tui/command"
)

// An Azure application goes from an edit to live through the Cloud Partner Portal API,
// whose documents the catalogue does not describe: no rule of another API's is held
// against them, every section travels, and the offer's own API sees the result.
func TestAPI_throughThePortal(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		portal := func(args ...string) result { return s.awning(append([]string{"--api", "cpp"}, args...)...) }
		const summary = "definition./offer/microsoft-azure-marketplace.summary"
		portal("set", "harbor-backup", summary+"=Copies that can be restored").want(t, command.Done)
		check := decode[command.CheckJSON](t, portal("check", "harbor-backup", "-o", "json").want(t, command.Done))
		if i := slices.IndexFunc(check.Findings, func(f command.FindingJSON) bool { return f.Severity != "note" }); i >= 0 || !check.Publishable {
			t.Errorf("publishable %v: %+v", check.Publishable, check.Findings)
		}
		portal("publish", "harbor-backup", "--section", "definition", "--dry-run").want(t, command.Done).
			prints(t, "definition", "plans/standard/definition", "plans/premium/definition")
		portal("publish", "harbor-backup", "--yes", "--wait").want(t, command.Done)
		portal("golive", "harbor-backup", "--yes", "--wait").want(t, command.Done)
		if got := s.get("harbor-backup", "listing.summary", model.Live); !strings.Contains(got, "Copies that can be restored") {
			t.Errorf("live through its own API: %s", got)
		}
	})
}

// What no API can, or not the one that is wanted, is said with the way out.
func TestAPI_refusals(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		for line, says := range map[string][]string{
			"stop-sell harbor-backup --yes":                {"no API can stop the sale of Azure application offers", client.PortalOffers},
			"--api v1 stop-sell lighthouse-gateway --yes":  {`the API "v1" cannot stop the sale`, "leave out --api: graph does it"},
			"--api cpp stop-sell harbor-backup --yes":      {`the API "cpp" cannot stop the sale`, client.PortalOffers},
			"--api cpp set ledger-bridge definition./a=b":  {"Definition can be read but not changed through this API", "in Partner Center"},
			"--api v1 cancel buoy-ingress --yes":           {`the API "v1" cannot cancel the publishing of Azure container offers`, "leave out --api"},
			"--api graph publish harbor-backup --dry-run":  {"nothing new"},
			"--api cpp show nothing-like-it --output json": {`no offer "nothing-like-it"`},
		} {
			if r := s.awning(strings.Fields(line)...); r.exit == command.Done {
				t.Errorf("%s: %+v", line, r)
			} else {
				r.says(t, says...)
			}
		}
		if all := s.log.String(); strings.Contains(all, `"kind":"mutation"`) {
			t.Error("something was changed all the same")
		}
	})
}
