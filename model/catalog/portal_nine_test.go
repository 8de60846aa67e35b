package catalog_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
)

// kinds are types by their ids, or by the name of a group.
func kinds(names string) []model.OfferType {
	groups := map[string]string{
		"nine":     "saas container dynamics power-bi-app iot-edge consulting managed-service",
		"graph":    "saas container",
		"dynamics": "business-central customer-engagement operations",
		"v1":       "dynamics power-bi-app iot-edge consulting managed-service",
	}
	var out []model.OfferType
	for name := range strings.FieldsSeq(names) {
		if group, ok := groups[name]; ok {
			out = append(out, kinds(group)...)
			continue
		}
		out = append(out, model.OfferType(name))
	}
	return out
}

// nineLimits are the rows of portal-domain section 5 for the nine types.
func nineLimits() []limit {
	return slices.Concat(nineOfferLimits(), ninePropertyLimits(), nineListingLimits(), nineMediaLimits(), nineTechnicalLimits(), ninePlanLimits(), ninePriceLimits())
}

func nineOfferLimits() []limit {
	audience := `{"ID":"` + id + `"}`
	graphAudience := `{"type":"subscription","id":"` + id + `"}`
	mail := `{"id":"a@b.example"}`
	return []limit{
		{"5.1 offer ID: at most 50 characters", kinds("graph power-bi-app iot-edge consulting managed-service"), "product.id", value(plain(50)), value(plain(51)), []string{"50 characters", "51 characters"}},
		{"5.1 offer ID: at most 40 characters", kinds("dynamics"), "product.id", value(plain(40)), value(plain(41)), []string{"40 characters", "41 characters"}},
		{"5.1 offer ID: lower-case letters, digits, - and _", kinds("nine"), "product.id", value(`"a9-b_c"`), value(`"Abc d"`), []string{"lower-case letters", `"Abc d"`}},
		{"5.2 call to action", kinds("business-central customer-engagement power-bi-app consulting"), "setup.call-to-action", value(`"contact-me"`), value(`"buy"`), []string{"free, free-trial, contact-me", `"buy"`}},
		{"5.2 call to action: contact me only", kinds("operations"), "setup.call-to-action", value(`"contact-me"`), value(`"free"`), []string{"contact-me", `"free"`}},
		{"5.2 trial: a web address", kinds("business-central customer-engagement power-bi-app consulting"), "setup.trial", value(`"http://a.example"`), value(`"a.example"`), []string{"http:// or https://", `"a.example"`}},
		{"5.2 offer address: a web address", kinds("graph"), "setup.access-url", value(`"http://a.example"`), value(`"a.example"`), []string{"http:// or https://", `"a.example"`}},
		{"5.2 offer address: only if listed only", kinds("saas"), "setup.access-url", exists(`{"sellThroughMicrosoft":false}`), exists(`{"sellThroughMicrosoft":true}`), nil},
		{"5.2 package type", kinds("business-central"), "setup.package-type", value(`"AddOn"`), value(`"Addon"`), []string{"AddOn, Connect", `"Addon"`}},
		{"5.2 leads: e-mails with semicolons between them", kinds("v1"), "leads.contact", value(`"a@a.example; b@b.example"`), value(`"a@a.example, b@b.example"`), []string{"semicolons"}},
		{"5.2 leads: contacts are e-mail addresses", kinds("graph"), "leads.table-contacts", value(`["a@a.example"]`), value(`["a.example"]`), []string{"one e-mail address", `"a.example"`}},
		{"5.2 leads: the endpoint is an address with https", kinds("nine"), "leads.https-url", value(`"https://a.example/leads"`), value(`"http://a.example/leads"`), []string{"https://"}},
		{"5.5 preview audience: e-mail addresses", kinds("saas"), "preview-audience.audience", value("[" + mail + "]"), value(`[{"id":"me"}]`), []string{"E-mail address", `"me"`}},
		{"5.5 preview audience: 1 to 20 e-mail addresses", kinds("saas"), "preview-audience.audience", value(many(20, mail)), value(many(21, mail)), []string{"20 items", "21 items"}},
		{"5.5 preview audience: somebody", kinds("graph"), "preview-audience.audience", value("[" + graphAudience + "]"), value(`[]`), []string{"must not be empty"}},
		{"5.5 preview audience: at most 100 subscriptions", kinds("container"), "preview-audience.audience", value(many(100, graphAudience)), value(many(101, graphAudience)), []string{"100 items", "101 items"}},
		{"5.5 preview audience: at most 100 subscriptions", kinds("iot-edge managed-service"), "preview-audience.audience", value(many(100, audience)), value(many(101, audience)), []string{"100 items", "101 items"}},
		{"5.5 preview audience: subscriptions by their ID", kinds("iot-edge managed-service"), "preview-audience.audience", value("[" + audience + "]"), value(`[{"ID":"me"}]`), []string{"Subscription ID", `"me"`}},
		{"5.5 hide key: small letters and digits", kinds("dynamics"), "availability.hide-key", value(`"a1b2"`), value(`"A1b2"`), []string{"small letters and digits", `"A1b2"`}},
		{"5.5 hide key: letters and digits", kinds("consulting"), "pricing.hide-key", value(`"A1b2"`), value(`"A1-b2"`), []string{"letters and digits", `"A1-b2"`}},
		{"5.5 hide key: one", kinds("dynamics consulting"), "properties.hide-keys", doubt(`["a1"]`), doubt(`["a1","b2"]`), []string{"1 item", "2 items"}},
		{"5.7 supplemental content: files by name", kinds("dynamics power-bi-app"), "supplemental.files", value(`[{"type":"UsageScenario","fileName":"a.pdf"}]`), value(`[{"type":"UsageScenario","fileName":""}]`), []string{"File", "must not be empty"}},
		{"5.8 resell: any, chosen or no partner", kinds("graph"), "resell.channel", value(`"some"`), value(`"few"`), []string{"all, some, none", `"few"`}},
		{"5.9 test drive: its kinds", kinds("saas"), "test-drive.type", value(`"logicApp"`), value(`"video"`), []string{"powerBi", `"video"`}},
		{"5.9 test drive: at least 2 hours", kinds("dynamics"), "test-drive.duration", value(`2`), value(`1`), []string{"at least 2", `1`}},
		{"5.9 test drive: at most 24 hours", kinds("dynamics"), "test-drive.duration", value(`24`), value(`25`), []string{"at most 24", `25`}},
		{"5.9 test drive: how many at once", kinds("dynamics"), "test-drive.concurrent", value(`1`), value(`0`), []string{"at least 1"}},
		{"5.9 test drive: instance address", kinds("dynamics"), "test-drive.instance", value(`"https://a.example"`), value(`"a.example"`), []string{"http:// or https://"}},
		{"5.9 test drive: web API address", kinds("customer-engagement"), "test-drive.web-api", value(`"https://a.example"`), value(`"a.example"`), []string{"http:// or https://"}},
	}
}

func ninePropertyLimits() []limit {
	tenant := func(n int) string {
		return `[{"terms":"T","tenants":{"manualEntries":` + many(n, `{"id":"`+id+`"}`) + `}}]`
	}
	two := kinds("container dynamics power-bi-app iot-edge")
	return []limit{
		{"5.3 categories: primary and secondary", append(two, "saas"), "properties.categories", value(tableOf(2, "[]")), value(tableOf(3, "[]")), []string{"2 items", "3 items"}},
		{"5.3 categories: one to five", kinds("managed-service"), "properties.categories", value(tableOf(5, "[]")), value(tableOf(6, "[]")), []string{"5 items", "6 items"}},
		{"5.3 categories: at least the primary one", kinds("graph iot-edge managed-service"), "properties.categories", value(tableOf(1, `["a"]`)), value(`{}`), []string{"must not be empty"}},
		{"5.3 categories: two subcategories each", two, "properties.categories", value(tableOf(2, `["a","b"]`)), value(tableOf(2, `["a","b","c"]`)), []string{"› row1", "2 items", "3 items"}},
		{"5.3 industries: two", kinds("saas"), "properties.industries", value(tableOf(2, `["a"]`)), value(tableOf(3, `["a"]`)), []string{"2 items", "3 items"}},
		{"5.3 industries: two verticals each", kinds("saas"), "properties.industries", value(tableOf(1, `["a","b"]`)), value(tableOf(1, `["a","b","c"]`)), []string{"› row1", "2 items", "3 items"}},
		{"5.3 industries: two, if the list holds nothing else", kinds("dynamics power-bi-app"), "properties.industries", doubt(many(2, `"a"`)), doubt(many(3, `"a"`)), []string{"2 items", "3 items"}},
		{"5.3 industries: six", kinds("consulting"), "properties.industries", doubt(many(6, `"a"`)), doubt(many(7, `"a"`)), []string{"6 items", "7 items"}},
		{"5.3 universal amendment: 4,000 characters, or no limit", kinds("saas"), "properties.amendment", doubt(long(4000)), doubt(long(4001)), []string{"4000 characters", "4001 characters"}},
		{"5.3 custom amendments: at most 10", kinds("saas"), "properties.custom-amendments", value(many(10, `{"terms":"T"}`)), value(many(11, `{"terms":"T"}`)), []string{"10 items", "11 items"}},
		{"5.3 custom amendments: at most 20 tenants each", kinds("saas"), "properties.custom-amendments", value(tenant(20)), value(tenant(21)), []string{"Tenants", "20 items", "21 items"}},
		{"5.3 own terms: at most 10,000 characters", kinds("graph dynamics power-bi-app iot-edge managed-service"), "properties.terms", value(long(10000)), value(long(10001)), []string{"10000 characters", "10001 characters"}},
		{"5.3 own terms: or one web address", kinds("container"), "properties.terms-url", value(`"https://a.example/terms"`), value(`"https://a.example/terms https://b.example"`), []string{"a web address"}},
	}
}

func nineListingLimits() []limit {
	text := func(what, path string, most int, names string) limit {
		return limit{"5.4 " + what, kinds(names), path, value(long(most)), value(long(most + 1)), []string{fmt.Sprint(most, " characters"), fmt.Sprint(most+1, " characters")}}
	}
	required := func(what, names string, paths ...string) []limit {
		var out []limit
		for _, path := range paths {
			good := `"A"`
			switch {
			case strings.HasSuffix(path, "email"):
				good = `"a@b.example"`
			case strings.HasSuffix(path, "url"), strings.HasSuffix(path, "privacy"), strings.HasSuffix(path, "global-support"):
				good = `"https://a.example"`
			}
			out = append(out, limit{"5.4 " + what + ": must be there", kinds(names), path, value(good), value(`""`), []string{"must not be empty"}})
		}
		return out
	}
	link := func(n int) string {
		return `[{"displayText":"` + strings.Repeat("a", n) + `","link":"https://a.example"}]`
	}
	one := `{"displayText":"a","link":"https://a.example"}`
	contacts := []string{"listing.support-name", "listing.support-email", "listing.support-phone", "listing.engineering-name", "listing.engineering-email", "listing.engineering-phone"}
	return slices.Concat(
		[]limit{
			text("name: at most 200 characters", "listing.title", 200, "saas v1"),
			{"5.4 name: 50 or 200 characters", kinds("container"), "listing.title", doubt(long(50)), doubt(long(51)), []string{"50 characters", "51 characters"}},
			text("search summary: at most 100 characters", "listing.summary", 100, "graph dynamics power-bi-app iot-edge managed-service"),
			text("search summary: at most 200 characters", "listing.summary", 200, "consulting"),
			text("short description: at most 256 characters", "listing.short-description", 256, "container iot-edge managed-service"),
			text("description: at most 5,000 characters", "listing.description", 5000, "nine"),
			text("getting started: at most 3,000 characters", "listing.getting-started", 3000, "saas"),
			{"5.4 description: b i br p ul ol li h1 to h6", kinds("nine"), "listing.description", value(`"<p><b>a</b></p>"`), value(`"<a href='x'>b</a>"`), []string{"b, i"}},
			{"5.4 keywords: at most 3", kinds("saas dynamics consulting"), "listing.keywords", value(many(3, `"a"`)), value(many(4, `"a"`)), []string{"3 items", "4 items"}},
			{"5.4 keywords: at most 3, on the planning page", kinds("power-bi-app"), "listing.keywords", doubt(many(3, `"a"`)), doubt(many(4, `"a"`)), []string{"3 items", "4 items"}},
			{"5.4 works with: at most 3", kinds("dynamics power-bi-app"), "listing.works-with", value(many(3, `"a"`)), value(many(4, `"a"`)), []string{"3 items", "4 items"}},
			{"5.4 privacy link: https", kinds("nine"), "listing.privacy", value(`"https://a.example"`), value(`"http://a.example"`), []string{"https://"}},
			{"5.4 useful links: titles up to 255 characters", kinds("saas"), "listing.links", value(link(255)), value(link(256)), []string{"255 characters", "256 characters"}},
			{"5.4 useful links: at most 25", kinds("container"), "listing.links", value(many(25, one)), value(many(26, one)), []string{"25 items", "26 items"}},
			{"5.4 useful links: 25 beside policy and support site", kinds("iot-edge"), "listing.links", doubt(many(27, `{"type":"UsefulLink"}`)), doubt(many(28, `{"type":"UsefulLink"}`)), []string{"27 items", "28 items"}},
		},
		required("name", "nine", "listing.title"), required("search summary", "nine", "listing.summary"), required("description", "nine", "listing.description"),
		required("privacy link", "graph dynamics power-bi-app iot-edge managed-service", "listing.privacy"),
		required("contacts", "graph dynamics power-bi-app iot-edge managed-service", contacts...),
		required("support address", "saas dynamics power-bi-app", "listing.support-url"),
		required("reseller contact", "container iot-edge", "listing.csp-name", "listing.csp-email", "listing.csp-phone"),
		required("support site", "iot-edge", "listing.global-support"),
	)
}

func nineMediaLimits() []limit {
	logo := func(graph bool, kind string) string {
		if graph {
			return `{"type":"azureLogo` + kind + `"}`
		}
		return `{"type":"AzureLogo` + kind + `"}`
	}
	shots := func(graph bool, names string, least, most int) []limit {
		large, shot := logo(graph, "Large"), logo(graph, "Screenshot")
		out := []limit{
			{"5.4 screenshots: at most 5", kinds(names), "assets", number(most, shot, large), number(most+1, shot, large), []string{"Screenshots", "at most 5"}},
			{"5.4 large logo: one", kinds(names), "assets", number(max(least, 1), shot, large), number(max(least, 1), shot), []string{"Large logo", "at least 1"}},
		}
		if least > 0 {
			out = append(out, limit{"5.4 screenshots: at least " + strconv.Itoa(least), kinds(names), "assets", number(least, shot, large), number(least-1, shot, large), []string{"Screenshots", "at least " + strconv.Itoa(least)}})
		}
		return out
	}
	videos := func(most int, names string) limit {
		return limit{"5.4 videos: at most " + strconv.Itoa(most), kinds(names), "videos", number(most, `{}`), number(most+1, `{}`), []string{"Videos", "at most " + strconv.Itoa(most)}}
	}
	pdf, pdfV1 := `{"type":"pdfDocument"}`, `{"type":"PdfDocument"}`
	withLogo := func(n int, doc string) probe {
		return number(n, doc, logo(false, "Large"), logo(false, "Screenshot"), logo(false, "Screenshot"), logo(false, "Screenshot"))
	}
	return slices.Concat(
		nineShots(shots),
		[]limit{
			videos(4, "saas business-central customer-engagement power-bi-app consulting"), videos(5, "container operations iot-edge managed-service"),
			{"5.4 PDF documents: at most 3", kinds("saas"), "assets", number(3, pdf, logo(true, "Large"), logo(true, "Screenshot")), number(4, pdf, logo(true, "Large"), logo(true, "Screenshot")), []string{"PDF documents", "at most 3"}},
			{"5.4 PDF documents: at least 1", kinds("saas"), "assets", number(1, pdf, logo(true, "Large"), logo(true, "Screenshot")), number(0, pdf, logo(true, "Large"), logo(true, "Screenshot")), []string{"PDF documents", "at least 1"}},
			{"5.4 PDF documents: at most 3", kinds("dynamics power-bi-app consulting"), "assets", withLogo(3, pdfV1), withLogo(4, pdfV1), []string{"PDF documents", "at most 3"}},
			{"5.4 PDF documents: are PDF", kinds("dynamics power-bi-app consulting"), "assets.file", file(pdfV1, catalog.FileFacts{Name: "a.pdf"}), file(pdfV1, catalog.FileFacts{Name: "a.docx"}), []string{".pdf", "a.docx"}},
			{"5.4 images: PNG only", kinds("nine"), "assets.file", asset("AzureLogoLarge", "a.png", 216, 216), asset("AzureLogoLarge", "a.jpg", 216, 216), []string{".png", "a.jpg"}},
			{"5.4 large logo: at most 350 pixels", kinds("nine"), "assets.file", asset("AzureLogoLarge", "a.png", 350, 350), asset("AzureLogoLarge", "a.png", 351, 351), []string{"350 × 350", "351 × 351"}},
			{"5.4 medium logo: 90 pixels", kinds("nine"), "assets.file", asset("AzureLogoMedium", "a.png", 90, 90), asset("AzureLogoMedium", "a.png", 91, 90), []string{"90 × 90", "91 × 90"}},
			{"5.4 small logo: 48 pixels", kinds("nine"), "assets.file", asset("AzureLogoSmall", "a.png", 48, 48), asset("AzureLogoSmall", "a.png", 47, 48), []string{"48 × 48", "47 × 48"}},
			{"5.4 screenshots: 1280 × 720 pixels", kinds("nine"), "assets.file", asset("AzureLogoScreenshot", "a.png", 1280, 720), asset("AzureLogoScreenshot", "a.png", 1366, 768), []string{"1280 × 720", "1366 × 768"}},
			{"5.4 videos: YouTube or Vimeo", kinds("nine"), "videos.address", value(`"https://vimeo.com/123"`), value(`"https://a.example/v"`), []string{"Vimeo"}},
		},
	)
}

func nineShots(shots func(graph bool, names string, least, most int) []limit) []limit {
	return slices.Concat(
		shots(true, "container", 1, 5), shots(false, "customer-engagement operations power-bi-app consulting", 1, 5),
		shots(false, "business-central", 3, 5), shots(false, "iot-edge managed-service", 0, 5),
	)
}

func nineTechnicalLimits() []limit {
	guid := func(what, names, path string) limit {
		return limit{what, kinds(names), path, value(`"` + id + `"`), value(`"mine"`), []string{`"mine"`}}
	}
	must := func(names string, paths ...string) []limit {
		var out []limit
		for _, path := range paths {
			out = append(out, limit{"5.6 " + path + ": must be there", kinds(names), path, value(`"https://a.example"`), value(`""`), []string{"must not be empty"}})
		}
		return out
	}
	tag, cnab := `{"tag":"latest"}`, `{"repositoryName":"a"}`
	return append(must("saas", "technical.landing", "technical.webhook"), []limit{
		{"5.6 landing page: without #", kinds("saas"), "technical.landing", value(`"https://a.example/welcome"`), value(`"https://a.example/#/welcome"`), []string{"without #"}},
		guid("5.6 tenant ID", "saas", "technical.tenant"), guid("5.6 application ID", "saas", "technical.application"),
		guid("5.6 solution identifier", "operations", "technical.solution"),
		{"5.6 release version: must be there", kinds("operations"), "technical.release", value(`"1"`), value(`""`), []string{"must not be empty"}},
		{"5.6 base license model", kinds("customer-engagement"), "technical.license-model", value(`"User"`), value(`"Site"`), []string{"Resource, User", `"Site"`}},
		{"5.6 package address", kinds("customer-engagement"), "technical.package", value(`"https://a.example/p.zip?sig=1"`), value(`"p.zip"`), []string{"http:// or https://"}},
		{"5.6 extension package: an .app file", kinds("business-central"), "technical.package", file(`{}`, catalog.FileFacts{Name: "a.app"}), file(`{}`, catalog.FileFacts{Name: "a.exe"}), []string{".app or .zip", "a.exe"}},
		{"5.6 extension package: several libraries as a zip", kinds("business-central"), "technical.package", file(`{}`, catalog.FileFacts{Name: "a.ZIP"}), file(`{}`, catalog.FileFacts{Name: "zip"}), []string{".app or .zip"}},
		{"5.7 usage scenarios: PDF", kinds("customer-engagement"), "supplemental.files", file(`{}`, catalog.FileFacts{Name: "a.pdf"}), file(`{}`, catalog.FileFacts{Name: "a.docx"}), []string{".pdf", "a.docx"}},
		{"5.6 extension package: must be there", kinds("business-central"), "technical.package", value(`[{"type":"a","value":"b"}]`), value(`[]`), []string{"must not be empty"}},
		guid("5.10 registry: subscription", "container", "plans/p/technical.subscription"),
		{"5.10 registry: without azurecr.io", kinds("container"), "plans/p/technical.registry", value(`"brightwave"`), value(`"brightwave.azurecr.io"`), []string{"without azurecr.io"}},
		{"5.10 image tags: at most 16", kinds("container"), "plans/p/technical.tags", value(many(16, tag)), value(many(17, tag)), []string{"16 items", "17 items"}},
		{"5.10 image tags: at least one", kinds("container"), "plans/p/technical.tags", value(many(1, tag)), value(`[]`), []string{"must not be empty"}},
		{"5.10 cluster extension type: at most 50 characters", kinds("container"), "plans/p/technical.extension", value(plain(50)), value(plain(51)), []string{"50 characters", "51 characters"}},
		{"5.10 cluster extension type: letters, points, hyphens", kinds("container"), "plans/p/technical.extension", value(`"Fjord.Broker"`), value(`"Fjord Broker 2"`), []string{"letters, points and hyphens"}},
		{"5.10 image or bundle", kinds("container"), "plans/p/technical.bundles", exists(`{"payloadType":"cnab"}`), exists(`{"payloadType":"image"}`), nil},
		{"5.10 bundles: a repository each", kinds("container"), "plans/p/technical.bundles", value("[" + cnab + "]"), value(`[{"tag":"1"}]`), []string{"Repository", "must not be empty"}},
	}...)
}

func ninePlanLimits() []limit {
	with := kinds("graph business-central customer-engagement iot-edge managed-service")
	return []limit{
		{"5.10 plans: at most 100", with, "plans/p/setup", number(100, `{}`), number(101, `{}`), []string{"Plans", "at most 100"}},
		{"5.10 plans: at least one", kinds("container iot-edge managed-service"), "plans/p/setup", number(1, `{}`), number(0, `{}`), []string{"Plans", "at least 1"}},
		{"5.10 plan ID: at most 50 characters", with, "plans/p/setup.id", value(plain(50)), value(plain(51)), []string{"50 characters", "51 characters"}},
		{"5.10 plan ID: lower-case letters, digits, - and _", with, "plans/p/setup.id", value(`"a-1_b"`), value(`"A b"`), []string{"lower-case letters"}},
		{"5.10 plan name: at most 200 characters", with, "plans/p/listing.name", value(long(200)), value(long(201)), []string{"200 characters", "201 characters"}},
		{"5.10 plan name: unique in the offer", with, "plans/p/listing.name", shared(`"a"`, `"b"`), shared(`"a"`, `"a"`), []string{"plan1"}},
		{"5.10 plan summary: at most 100 characters", kinds("container business-central iot-edge managed-service"), "plans/p/listing.summary", value(long(100)), value(long(101)), []string{"100 characters", "101 characters"}},
		{"5.10 plan description: at most 3,000 characters", with, "plans/p/listing.description", value(long(3000)), value(long(3001)), []string{"3000 characters", "3001 characters"}},
		{"5.10 regions: at least one", kinds("container"), "plans/p/setup.regions", value(`["azureGlobal"]`), value(`[]`), []string{"must not be empty"}},
		{"5.10 regions: at least one", kinds("iot-edge"), "plans/p/setup.clouds", value(`["public-azure"]`), value(`[]`), []string{"must not be empty"}},
		{"5.10 regions: a published one stays", kinds("container"), "plans/p/setup.regions", kept(`["azureGlobal"]`, `["azureGlobal","azureGovernment"]`), kept(`["azureGlobal","azureGovernment"]`, `["azureGlobal"]`), []string{"Azure Government", "cannot be taken back"}},
		{"5.10 regions: a published one stays", kinds("iot-edge"), "plans/p/setup.clouds", kept(`["a"]`, `["a","b"]`), kept(`["a","b"]`, `["a"]`), []string{"cannot be taken back"}},
		{"5.10 Government: at most 100 certifications", kinds("container"), "plans/p/setup.certifications", value(many(100, `{"name":"a","link":"https://a.example"}`)), value(many(101, `{"name":"a","link":"https://a.example"}`)), []string{"100 items", "101 items"}},
		{"5.10 Government: at most 100 certifications", kinds("iot-edge"), "plans/p/setup.certifications", value(many(100, `{"title":"a","uri":"https://a.example"}`)), value(many(101, `{"title":"a","uri":"https://a.example"}`)), []string{"100 items", "101 items"}},
	}
}

func ninePriceLimits() []limit {
	tenant, v1Tenant := `{"type":"tenant","id":"`+id+`"}`, `{"ID":"`+id+`"}`
	price := func(term string) string {
		return `[{"billingTerm":{"type":"year","value":` + term + `},"pricePerPaymentInUsd":1}]`
	}
	return []limit{
		{"5.10 markets: at least one", kinds("graph"), "plans/p/pricing.markets", value(`["us"]`), value(`[]`), []string{"must not be empty"}},
		{"5.10 markets: some", kinds("business-central customer-engagement managed-service"), "plans/p/pricing.markets", value(`[{"marketCode":"US","state":"Enabled"}]`), value(`[]`), []string{"must not be empty"}},
		{"5.10 visibility: public stays public", kinds("graph"), "plans/p/pricing.audience", kept(`"private"`, `"public"`), kept(`"public"`, `"private"`), []string{"Everyone"}},
		{"5.10 visibility: public stays public", kinds("business-central customer-engagement iot-edge managed-service"), "plans/p/pricing.visibility", kept(`"Private"`, `"Public"`), kept(`"Public"`, `"Private"`), []string{"Everyone"}},
		{"5.10 private plans: at most 45", kinds("graph"), "plans/p/pricing", number(45, `{"audience":"private"}`), number(46, `{"audience":"private"}`), []string{"Private plans", "at most 45"}},
		{"5.10 private plans: at most 45", kinds("business-central customer-engagement managed-service"), "plans/p/pricing", number(45, `{"visibility":"Private"}`), number(46, `{"visibility":"Private"}`), []string{"Private plans", "at most 45"}},
		{"5.10 private audience: at most 20,000 tenants", kinds("saas"), "plans/p/pricing.private-audience", value(many(20000, tenant)), value(many(20001, tenant)), []string{"20000 items", "20001 items"}},
		{"5.10 private audience: at most 20,000 tenants", kinds("business-central customer-engagement"), "plans/p/pricing.tenants", value(many(20000, v1Tenant)), value(many(20001, v1Tenant)), []string{"20000 items", "20001 items"}},
		{"5.10 private audience: at most 10,000 subscriptions", kinds("managed-service"), "plans/p/pricing.subscriptions", value(many(10000, v1Tenant)), value(many(10001, v1Tenant)), []string{"10000 items", "10001 items"}},
		{"5.10 private audience: subscriptions in small letters", kinds("managed-service"), "plans/p/pricing.subscriptions", value("[" + v1Tenant + "]"), value(strings.ToUpper("[" + v1Tenant + "]")), []string{"small letters"}},
		{"5.10 price model: flat rate or per user", kinds("saas"), "plans/p/pricing.model", value(`"perUser"`), value(`"perCore"`), []string{"flatRate, perUser"}},
		{"5.10 users: only per user", kinds("saas"), "plans/p/pricing.min-users", exists(`{"pricing":{"recurrentPrice":{"recurrentPriceMode":"perUser"}}}`), exists(`{"pricing":{"recurrentPrice":{"recurrentPriceMode":"flatRate"}}}`), nil},
		{"5.10 terms: up to 3 years", kinds("saas"), "plans/p/pricing.prices", value(price("3")), value(price("4")), []string{"Term", "at most 3"}},
		{"5.10 prices: not below zero", kinds("saas"), "plans/p/pricing.prices", value(price("1")), value(strings.ReplaceAll(price("1"), `InUsd":1`, `InUsd":-1`)), []string{"Price", "at least 0"}},
		{"5.10 meter dimensions: at most 30 in an offer", kinds("saas"), "meters.meters", value(tableOf(30, `{}`)), value(tableOf(31, `{}`)), []string{"30 items", "31 items"}},
		{"5.10 free trial: one month", kinds("saas"), "plans/p/pricing.trial", value(`1`), value(`3`), []string{"1"}},
		{"5.10 free trial: stays", kinds("saas"), "plans/p/pricing.trial", kept(`null`, `1`), kept(`1`, `null`), []string{"cannot be taken back"}},
	}
}

// Every limit of the portal that the rows of the nine types state is refused
// here in words, as for the other two.
func TestPortalLimits_theNine(t *testing.T) {
	t.Parallel()
	types := map[model.OfferType]*catalog.Type{}
	covered := map[model.OfferType]int{}
	for _, id := range nine() {
		types[id] = offerType(t, id)
	}
	for _, l := range nineLimits() {
		for _, id := range l.types {
			covered[id]++
			try(t, l, types[id])
		}
	}
	for _, id := range nine() {
		t.Logf("%s: %d limits tried", id, covered[id])
	}
}
