package shop

import (
	"time"

	"awning/model"
	"awning/model/catalog"
)

// Harbor is the offer the tests talk about.
func Harbor() model.Offer {
	return model.Offer{
		Profile: "brightwave", Account: "6f6e1f2c-0000-4000-8000-000000000001", Publisher: "brightwave",
		Product: "0b4c7a30-0000-4000-8000-000000000002", ID: "harbor-backup", Type: "test-app", Alias: "Harbor Backup",
	}
}

// Type is a small offer type: enough sections and fields of different kinds to
// show every rule, and independent of the real table, which grows.
func Type() *catalog.Type {
	return &catalog.Type{
		ID: "test-app", Label: "Test application", Short: "Test", Dialect: model.V1, Plans: true,
		Flow: catalog.Flow{Order: catalog.CertifiesAfterSignoff, Steps: []catalog.Stage{
			{Name: "Automated validation", Duration: "less than a day"},
			{Name: "Preview creation", Duration: "less than an hour"},
			{Name: "Publisher signoff"},
			{Name: "Certification", Duration: "up to 14 business days"},
			{Name: "Publish", Duration: "less than a day"},
		}},
		Sections: []catalog.Section{
			{ID: "setup", Label: "Offer setup", Travel: catalog.Always, Fields: []catalog.Field{
				{ID: "alias", Label: "Offer alias", Help: "The name used inside the portal only.", Pointer: "/alias", Kind: catalog.Text, Required: true},
				{ID: "offer-id", Label: "Offer id", Pointer: "/offerID", Kind: catalog.Text, Frozen: catalog.FrozenCreate},
			}},
			{ID: "properties", Label: "Properties", Travel: catalog.Selectable, Fields: []catalog.Field{
				{ID: "version", Label: "App version", Pointer: "/version", Kind: catalog.Text, Max: 20},
			}},
			listing(),
			{ID: "technical", Label: "Technical configuration", Travel: catalog.Selectable, Fields: []catalog.Field{
				{ID: "key", Label: "Shared key", Pointer: "/key", Kind: catalog.Text, Secret: true},
				{ID: "tenant", Label: "Tenant id", Pointer: "/tenant", Kind: catalog.GUID, Required: true},
			}},
			{ID: "leads", Label: "Customer leads", Travel: catalog.Outside, Fields: []catalog.Field{
				{ID: "email", Label: "Lead e-mail", Pointer: "/email", Kind: catalog.Email},
			}},
			{ID: "pricing", Label: "Pricing and availability", Plan: true, Travel: catalog.Selectable, Fields: []catalog.Field{
				{ID: "price", Label: "Price", Help: "What a customer pays each month.", Pointer: "/price", Kind: catalog.Money, Unit: "USD per month", Required: true, MinValue: "0"},
				{ID: "model", Label: "Billing", Pointer: "/model", Kind: catalog.Pick, Choices: []catalog.Choice{
					{Value: "flatRate", Label: "Flat rate"}, {Value: "perUser", Label: "Per user"}, {Value: "free", Label: "Free"},
				}},
				{ID: "private", Label: "Private plan", Pointer: "/private", Kind: catalog.Flag},
			}},
		},
	}
}

func listing() catalog.Section {
	return catalog.Section{ID: "listing", Label: "Offer listing", Travel: catalog.Selectable, Required: true, Fields: []catalog.Field{
		{ID: "title", Label: "Name", Help: "Shown to customers.", Pointer: "/title", Kind: catalog.Text, Required: true, Max: 200},
		{ID: "summary", Label: "Search results summary", Help: "The one line customers see in a list of offers.", Pointer: "/summary", Kind: catalog.Text, Required: true, Max: 100},
		{ID: "description", Label: "Description", Help: "HTML is allowed.", Pointer: "/description", Kind: catalog.HTML, Required: true, Max: 5000},
		{ID: "keywords", Label: "Search keywords", Pointer: "/keywords", Kind: catalog.List, Max: 3},
		{ID: "privacy", Label: "Privacy policy", Pointer: "/privacyUrl", Kind: catalog.URL, Required: true},
		{ID: "support-email", Label: "Support contact › E-mail", Pointer: "/listingContacts/type=CustomerSupport/email", Kind: catalog.Email, Required: true},
		{ID: "markets", Label: "Markets", Pointer: "/markets", Kind: catalog.Markets},
	}}
}

// New is a marketplace in which harbor-backup is live, has a newer preview that
// waits, and a draft with changes in its listing and in one plan's price.
func New() *Shop {
	live := []model.Document{
		Document("setup", `{"alias":"Harbor Backup","offerID":"harbor-backup"}`),
		Document("properties", `{"version":"1.4"}`),
		Document("listing", listingJSON("Back up servers every night.", "港のバックアップ。", `"backup","harbour"`)),
		Document("technical", `{"key":"old","tenant":"12345678-90ab-cdef-1234-567890abcdef"}`),
		Document("plans/basic/pricing", `{"price":10,"model":"flatRate","private":false}`),
		Document("plans/pro/pricing", `{"price":40,"model":"flatRate","private":false}`),
	}
	preview := clone(live)
	preview[1] = Document("properties", `{"version":"1.5"}`)
	draft := clone(preview)
	draft[2] = Document("listing", listingJSON("Back up every server every hour, with keys that never leave your own vault.",
		`<p>港のバックアップ、毎時。</p>\n<p>Encrypted on your side, restored in minutes.</p>`, `"backup"`))
	draft[4] = Document("plans/basic/pricing", `{"price":12.5,"model":"perUser","private":false}`)
	return &Shop{
		Now: map[model.Environment]model.Contents{
			model.Draft: Contents(model.Draft, draft...), model.Preview: Contents(model.Preview, preview...),
			model.Live: Contents(model.Live, live...),
		},
		State: model.Standing{
			Draft:   model.DraftChanged,
			Preview: &model.Submission{ID: "1152921505699999002", Phase: model.PhasePreview, Created: day(2), Number: 14},
			Live:    &model.Submission{ID: "1152921505699999001", Phase: model.PhaseLive, Created: day(1), Number: 13},
			Last:    &model.Submission{ID: "1152921505699999002", Phase: model.PhasePreview, Created: day(2), Number: 14},
		},
	}
}

func day(n int) time.Time { return time.Date(1999, 12, n, 9, 0, 0, 0, time.UTC) }

func clone(docs []model.Document) []model.Document { return append([]model.Document(nil), docs...) }

func listingJSON(summary, description, keywords string) string {
	return `{"title":"Harbor Backup","summary":"` + summary + `","description":"` + description + `","keywords":[` + keywords +
		`],"privacyUrl":"https://brightwave.example/privacy","listingContacts":[{"type":"CustomerSupport","email":"help@brightwave.example"}],` +
		`"markets":["us","ca"],"searchRank":{"boost":2,"note":"kept"},"@odata.etag":"\"1\""}`
}
