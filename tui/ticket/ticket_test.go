package ticket_test

import (
	"strings"
	"testing"
	"time"

	"awning/model"
	"awning/tui/text"
	"awning/tui/ticket"
)

func diagnosis() model.Diagnosis {
	at := time.Date(2026, 11, 22, 9, 30, 0, 0, time.FixedZone("", 3600))
	return model.Diagnosis{
		At: at,
		Profile: model.Profile{
			Name: "work", Kind: model.DeviceCode, Tenant: "t-1", ClientID: "c-1", User: "fiona@brightwave.example", Storage: model.InFile,
		},
		Storage: model.StorageState{Storage: model.InKeyring, Why: "no bus", Next: "unlock it"},
		Tokens: []model.TokenReport{
			{Audience: "https://graph.microsoft.com", Claims: model.Claims{
				Audience: "https://graph.microsoft.com", Tenant: "t-1", App: "c-1", User: "fiona@brightwave.example", Object: "o-1",
				Scopes: []string{"User.Read"}, Methods: []string{"pwd", "mfa"}, Issued: at, Expires: at.Add(time.Hour),
			}},
			{Audience: "https://cloudpartner.azure.com", Code: "AADSTS65001", Problem: "nobody has consented"},
			{Audience: "https://management.azure.com", Claims: model.Claims{Opaque: true}},
		},
		Tenants:    []model.Tenant{{ID: "t-1", Name: "Brightwave Software", Domain: "brightwave.example"}},
		Publishers: []model.Publisher{{ID: "brightwave", Name: "Brightwave", SellerID: "12345"}},
		Programs:   []model.Program{model.CommercialMarketplace},
		Capabilities: model.Capabilities{At: at, Probes: []model.Probe{
			{Ability: model.AbleGraph, Answer: model.No, Status: 403, Code: "Forbidden", Said: "not\x1b[2J yours", RequestID: "r-1"},
			{Ability: model.AbleV1, Answer: model.No, Status: 403},
			{Ability: model.AbleCPP, Publisher: "brightwave", Answer: model.No, Status: 404},
			{Ability: model.AblePayouts, Answer: model.Yes, Status: 404},
			{Ability: model.AbleInsights, Answer: model.Unknown},
		}},
		Causes: []model.Cause{{Kind: model.CauseRole, Args: []string{string(model.RoleFinance)}}},
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	const want = `Why can't I see my offers?
  The role in this account sees no offers: Financial contributor. (this fits best; the service did not say so)
    Next  The account's owner gives the role Manager or Developer in Partner Center, User management. It may take an hour.

Identity
  profile        work
  signs in by    device code
  tenant         t-1
  client id      c-1
  user           fiona@brightwave.example
  appears to be  Financial contributor

Storage
  the system's keyring: not usable (no bus)
    Next  unlock it

Tenants
  Brightwave Software, brightwave.example, t-1

Publishers
  brightwave, Brightwave, 12345

Programs
  Commercial Marketplace

What it may do
  offers, Product Ingestion API                  no, status 403, Forbidden
    not yours
    request id  r-1
  offers, submission API                         no, status 403
  offers, Cloud Partner Portal API (brightwave)  no, status 404
  payouts                                        yes, status 404
  orders, usage and revenue                      unknown, no answer

Tokens
  https://graph.microsoft.com
    tenant       t-1
    application  c-1
    speaks for   a person, fiona@brightwave.example
    object id    o-1
    scopes       User.Read
    proofs       pwd mfa
    issued       2026-11-22T08:30:00Z
    expires      2026-11-22T09:30:00Z
  https://cloudpartner.azure.com
    AADSTS65001, nobody has consented
  https://management.azure.com
    cannot be read

found 2026-11-22T08:30:00Z
`
	d := text.English().Doctor
	if got := ticket.Text(diagnosis(), &d); got != want {
		t.Errorf("the ticket reads\n%s", got)
	}
}

func TestVerdict(t *testing.T) {
	t.Parallel()
	words := text.English().Doctor
	d := diagnosis()
	if got := ticket.Verdict(d, &words); !strings.Contains(got, "Financial contributor") {
		t.Errorf("with a cause: %q", got)
	}
	d.Causes = nil
	if got := ticket.Verdict(d, &words); got != words.Unsure {
		t.Errorf("no offers and no cause: %q", got)
	}
	d.Capabilities.Probes = []model.Probe{{Ability: model.AbleV1, Answer: model.Yes}}
	if got := ticket.Verdict(d, &words); got != words.None {
		t.Errorf("all well: %q", got)
	}
}

// What nothing is known of is left out, not drawn empty.
func TestParts_empty(t *testing.T) {
	t.Parallel()
	words := text.English().Doctor
	parts := ticket.Parts(model.Diagnosis{Profile: model.Profile{Name: "work"}}, &words)
	if len(parts) != 2 || parts[0].Head != words.Why || parts[1].Head != words.Identity {
		t.Errorf("parts %+v", parts)
	}
}
