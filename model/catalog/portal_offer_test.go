package catalog_test

import (
	"strings"

	"awning/model"
	"awning/model/catalog"
)

func both() []model.OfferType    { return []model.OfferType{vm, app} }
func onlyVM() []model.OfferType  { return []model.OfferType{vm} }
func onlyApp() []model.OfferType { return []model.OfferType{app} }

// offerLimits are those of the new offer dialog, setup, leads, properties,
// preview audience, resellers, test drive and the offer's technical configuration.
func offerLimits() []limit {
	tenant := func(n int) string {
		return `[{"terms":"T","tenants":{"manualEntries":` + many(n, `{"id":"`+id+`"}`) + `}}]`
	}
	appTenant := func(n int) string { return `[{"terms":"T","tenants":` + many(n, `{"ID":"`+id+`"}`) + `}]` }
	return []limit{
		{"5.1 offer ID: at most 50 characters", both(), "product.id", value(plain(50)), value(plain(51)), []string{"50 characters", "51 characters"}},
		{"5.1 offer ID: lower-case letters, digits, - and _", both(), "product.id", value(`"a9-b_c"`), value(`"Abc d"`), []string{"lower-case letters, digits, - and _", `"Abc d"`}},
		{"5.1 offer ID: how it begins", onlyVM(), "product.id", value(`"9ab"`), value(`"-ab"`), []string{"beginning with a letter or digit", `"-ab"`}},
		{"5.1 offer alias: must be there", both(), "product.alias", value(`"A"`), value(`""`), []string{"must not be empty"}},
		{"5.1 offer alias: no limit documented, 120 in the other API", onlyApp(), "product.alias", doubt(long(120)), doubt(long(121)), []string{"120 characters", "121 characters"}},
		{"5.2 test drive: Azure Resource Manager only", onlyVM(), "test-drive.type", value(`"azureResourceManager"`), value(`"logicApp"`), []string{"azureResourceManager", `"logicApp"`}},
		{"5.2 test drive: Azure Resource Manager only", onlyApp(), "setup.test-drive-type", value(`"AzureResourceManager"`), value(`"LogicApp"`), []string{"AzureResourceManager", `"LogicApp"`}},
		{"5.2 leads: e-mails with semicolons between them", onlyApp(), "leads.contact", value(`"a@a.example; b@b.example"`), value(`"a@a.example, b@b.example"`), []string{"semicolons", `"a@a.example, b@b.example"`}},
		{"5.2 leads: contacts are e-mail addresses", onlyVM(), "leads.table-contacts", value(`["a@a.example"]`), value(`["a.example"]`), []string{"one e-mail address", `"a.example"`}},
		{"5.2 leads: the endpoint is an address with https", both(), "leads.https-url", value(`"https://a.example/leads"`), value(`"http://a.example/leads"`), []string{"https://", `"http://a.example/leads"`}},
		{"5.2 leads: the Dynamics address", both(), "leads.dynamics-url", value(`"http://a.example"`), value(`"a.example"`), []string{"http:// or https://", `"a.example"`}},
		{"5.2 leads: the application's ID", both(), "leads.dynamics-application", value(`"` + id + `"`), value(`"mine"`), []string{"12345678-90ab", `"mine"`}},
		{"5.2 leads: the directory's ID", both(), "leads.dynamics-directory", value(`"` + id + `"`), value(`"mine"`), []string{"12345678-90ab", `"mine"`}},
		{"5.2 leads: Marketo's Munchkin ID", onlyVM(), "leads.marketo-munchkin", value(`"123-ABC-456"`), value(`"123ABC456"`), []string{"three groups", `"123ABC456"`}},
		{"5.2 leads: Salesforce's organization", onlyVM(), "leads.salesforce-object", value(plain(15)), value(plain(16)), []string{"15 letters and digits", strings.Trim(plain(16), `"`)}},
		{"5.3 categories: primary and secondary, and always Compute", onlyVM(), "properties.categories", value(tableOf(3, "[]")), value(tableOf(4, "[]")), []string{"3 items", "4 items"}},
		{"5.3 categories: primary and secondary", onlyApp(), "properties.categories", value(tableOf(2, "[]")), value(tableOf(3, "[]")), []string{"2 items", "3 items"}},
		{"5.3 categories: at least the primary one", both(), "properties.categories", value(tableOf(1, `["a"]`)), value(`{}`), []string{"must not be empty"}},
		{"5.3 categories: two subcategories each", both(), "properties.categories", value(tableOf(2, `["a","b"]`)), value(tableOf(2, `["a","b","c"]`)), []string{"› row1", "2 items", "3 items"}},
		{"5.3 universal amendment: 4,000 characters, or no limit", both(), "properties.amendment", doubt(long(4000)), doubt(long(4001)), []string{"4000 characters", "4001 characters"}},
		{"5.3 custom amendments: at most 10", both(), "properties.custom-amendments", value(many(10, `{"terms":"T"}`)), value(many(11, `{"terms":"T"}`)), []string{"10 items", "11 items"}},
		{"5.3 custom amendments: at most 10 tenants each", onlyVM(), "properties.custom-amendments", value(tenant(10)), value(tenant(11)), []string{"Tenants", "10 items", "11 items"}},
		{"5.3 custom amendments: at most 20 tenants each", onlyApp(), "properties.custom-amendments", value(appTenant(20)), value(appTenant(21)), []string{"Tenants", "20 items", "21 items"}},
		{"5.3 custom amendments: tenants by their ID", onlyVM(), "properties.custom-amendments", value(tenant(1)), value(`[{"terms":"T","tenants":{"manualEntries":[{"id":"me"}]}}]`), []string{"Tenant ID", `"me"`}},
		{"5.3 custom amendments: tenants by their ID", onlyApp(), "properties.custom-amendments", value(appTenant(1)), value(`[{"terms":"T","tenants":[{"ID":"me"}]}]`), []string{"Tenant ID", `"me"`}},
		{"5.3 contract: standard or own", onlyVM(), "properties.contract", value(`"standardMicrosoft"`), value(`"none"`), []string{"standardMicrosoft, custom", `"none"`}},
		{"5.3 own terms: at most 10,000 characters", both(), "properties.terms", value(long(10000)), value(long(10001)), []string{"10000 characters", "10001 characters"}},
		{"5.3 own terms: or one web address", onlyVM(), "properties.terms-url", value(`"https://a.example/terms"`), value(`"https://a.example/terms https://b.example"`), []string{"a web address", "b.example"}},
		{"5.5 preview audience: at least one", onlyVM(), "preview-audience.audience", value(`[{"type":"subscription","id":"` + id + `"}]`), value(`[]`), []string{"must not be empty"}},
		{"5.5 preview audience: at most 100", onlyApp(), "preview-audience.audience", value(many(100, `{"ID":"`+id+`"}`)), value(many(101, `{"ID":"`+id+`"}`)), []string{"100 items", "101 items"}},
		{"5.5 preview audience: subscriptions by their ID", onlyVM(), "preview-audience.audience", value(`[{"type":"subscription","id":"` + id + `"}]`), value(`[{"type":"subscription","id":"me"}]`), []string{"› 1 › ID", `"me"`}},
		{"5.5 preview audience: subscriptions by their ID", onlyApp(), "preview-audience.audience", value(`[{"ID":"` + id + `"}]`), value(`[{"ID":"me"}]`), []string{"Subscription ID", `"me"`}},
		{"5.6 technical configuration: the tenant's ID", onlyApp(), "technical.tenant", value(`"` + id + `"`), value(`"a.example"`), []string{`"a.example"`}},
		{"5.6 technical configuration: the application's ID", onlyApp(), "technical.application", value(`"` + id + `"`), value(`"mine"`), []string{`"mine"`}},
		{"5.8 resell: any, chosen or no partner", onlyVM(), "resell.channel", value(`"some"`), value(`"few"`), []string{"all, some, none", `"few"`}},
		{"5.8 resell: any, chosen or no partner", onlyApp(), "resell.channel", value(`"PartialOptIn"`), value(`"Few"`), []string{"Enabled, PartialOptIn, OptOut, Disabled", `"Few"`}},
		{"5.8 resell: partners by their tenant", onlyApp(), "resell.partners", value(`["` + id + `"]`), value(`["Northwind"]`), []string{`"Northwind"`}},
		{"5.8 resell: partners only where some are chosen", onlyApp(), "resell.partners", exists(`{"resellerChannelState":"PartialOptIn"}`), exists(`{"resellerChannelState":"Enabled"}`), nil},
		{"5.8 resell: partners only where some are chosen", onlyVM(), "resell.partners", exists(`{"resellerChannelState":"some"}`), exists(`{"resellerChannelState":"all"}`), nil},
		{"5.9 test drive: whole hours", onlyApp(), "test-drive.duration", value(`2`), value(`2.5`), []string{"a whole number", `"2.5"`}},
		{"5.9 test drive: hot instances", onlyApp(), "test-drive.hot", value(`0`), value(`-1`), []string{"a whole number", `"-1"`}},
		{"5.9 test drive: warm instances", onlyApp(), "test-drive.warm", value(`0`), value(`0.5`), []string{"a whole number", `"0.5"`}},
		{"5.9 test drive: cold instances", onlyApp(), "test-drive.cold", value(`0`), value(`-1`), []string{"a whole number", `"-1"`}},
		{"5.9 test drive: the subscription's ID", onlyApp(), "test-drive.subscription", value(`"` + id + `"`), value(`"mine"`), []string{`"mine"`}},
		{"5.9 test drive: the tenant's ID", onlyApp(), "test-drive.tenant", value(`"` + id + `"`), value(`"mine"`), []string{`"mine"`}},
		{"5.9 test drive: the application's ID", onlyApp(), "test-drive.application", value(`"` + id + `"`), value(`"mine"`), []string{`"mine"`}},
		{"5.9 test drive: access information up to 10,000 characters", onlyApp(), "listing.access", value(long(10000)), value(long(10001)), []string{"10000 characters", "10001 characters"}},
	}
}

// listingLimits are those of the texts of the offer listing.
func listingLimits() []limit {
	required := func(what, path string, types []model.OfferType, good string) limit {
		return limit{"5.4 " + what + ": must be there", types, path, value(good), value(`""`), []string{"must not be empty"}}
	}
	url := func(what, path string, types []model.OfferType) limit {
		return limit{"5.4 " + what + ": a web address", types, path, value(`"http://a.example"`), value(`"ftp://a.example"`), []string{"http:// or https://", `"ftp://a.example"`}}
	}
	mail := func(what, path string) limit {
		return limit{"5.4 " + what + ": an e-mail address", both(), path, value(`"a@b.example"`), value(`"a@b.example, c"`), []string{"one e-mail address", `"a@b.example, c"`}}
	}
	link := func(text, address string) string { return `[{"displayText":"` + text + `","link":"` + address + `"}]` }
	appLink := func(text, address string) string {
		return `[{"type":"UsefulLink","displayText":"` + text + `","uri":"` + address + `"}]`
	}
	name := func(n int) string { return strings.Repeat("a", n) }
	return []limit{
		{"5.4 name: at most 200 characters", both(), "listing.title", value(long(200)), value(long(201)), []string{"200 characters", "201 characters"}},
		required("name", "listing.title", both(), `"A"`),
		{"5.4 search summary: at most 100 characters", both(), "listing.summary", value(long(100)), value(long(101)), []string{"100 characters", "101 characters"}},
		required("search summary", "listing.summary", both(), `"A"`),
		{"5.4 short description: at most 256 characters", onlyApp(), "listing.short-description", value(long(256)), value(long(257)), []string{"256 characters", "257 characters"}},
		{"5.4 short description: plain text", onlyApp(), "listing.short-description", value(`"a < b & c > d"`), value(`"<b>a</b>"`), []string{"no markup", "<b>"}},
		{"5.4 description: at most 5,000 characters", both(), "listing.description", value(long(5000)), value(long(5001)), []string{"5000 characters", "5001 characters"}},
		{"5.4 description: markup counts", both(), "listing.description", value(`"<p>` + name(4993) + `</p>"`), value(`"<p>` + name(4994) + `</p>"`), []string{"5000 characters", "5001 characters"}},
		{"5.4 description: b i br p ul ol li h1 to h6", both(), "listing.description", value(`"<b>b</b><i>i</i><br><br/><p class='x'>p</p><ul><li>l</li></ul><ol></ol><h1>1</h1><H6>6</H6> 1 < 2"`), value(`"<p>a</p><a href='x'>b</a><script>c</script>"`), []string{"b, i, br, p, ul, ol, li and h1 to h6", "<a>, <script>"}},
		required("description", "listing.description", both(), `"A"`),
		{"5.4 keywords: at most 3", onlyApp(), "listing.keywords", value(many(3, `"a"`)), value(many(4, `"a"`)), []string{"3 items", "4 items"}},
		{"5.4 privacy link: https", both(), "listing.privacy", value(`"https://a.example/privacy"`), value(`"http://a.example/privacy"`), []string{"https://", `"http://a.example/privacy"`}},
		required("privacy link", "listing.privacy", both(), `"https://a.example"`),
		{"5.4 useful links: titles up to 255 characters", onlyApp(), "listing.links", value(appLink(name(255), "https://a.example")), value(appLink(name(256), "https://a.example")), []string{"› 1 › Text", "255 characters", "256 characters"}},
		{"5.4 useful links: a name each", onlyVM(), "listing.links", value(link("a", "https://a.example")), value(link("", "https://a.example")), []string{"› 1 › Text", "must not be empty"}},
		{"5.4 useful links: an address each", onlyVM(), "listing.links", value(link("a", "https://a.example")), value(link("a", "")), []string{"› 1 › Address", "must not be empty"}},
		{"5.4 useful links: web addresses", onlyApp(), "listing.links", value(appLink("a", "https://a.example")), value(appLink("a", "a.example")), []string{"› 1 › Address", `"a.example"`}},
		required("support contact's name", "listing.support-name", both(), `"A"`),
		required("support contact's e-mail", "listing.support-email", both(), `"a@b.example"`),
		required("support contact's phone", "listing.support-phone", both(), `"1"`),
		required("support contact's address", "listing.support-url", onlyApp(), `"https://a.example"`),
		required("engineering contact's name", "listing.engineering-name", both(), `"A"`),
		required("engineering contact's e-mail", "listing.engineering-email", both(), `"a@b.example"`),
		required("engineering contact's phone", "listing.engineering-phone", both(), `"1"`),
		mail("support contact", "listing.support-email"), mail("engineering contact", "listing.engineering-email"), mail("reseller contact", "listing.csp-email"),
		url("support contact", "listing.support-url", both()), url("engineering contact", "listing.engineering-url", both()),
		url("Azure Global support site", "listing.global-support", onlyVM()), url("Azure Government support site", "listing.government-support", onlyVM()),
	}
}

// mediaLimits are those of images and videos.
func mediaLimits() []limit {
	size := func(what, kind string, good, bad [2]int, want ...string) limit {
		return limit{"5.4 " + what, both(), "assets.file", asset(kind, "a.png", good[0], good[1]), asset(kind, "a.png", bad[0], bad[1]), want}
	}
	large, shot := `{"type":"azureLogoLarge"}`, `{"type":"azureLogoScreenshot"}`
	appLarge, appShot := `{"type":"AzureLogoLarge"}`, `{"type":"AzureLogoScreenshot"}`
	thumbnail := func(width int) probe {
		return file(`{}`, catalog.FileFacts{Name: "t.png", Width: width, Height: 720})
	}
	return []limit{
		{"5.4 images: PNG only", both(), "assets.file", asset("AzureLogoLarge", "a.PNG", 216, 216), asset("AzureLogoLarge", "a.jpg", 216, 216), []string{".png", "a.jpg"}},
		size("large logo: at least 216 pixels", "AzureLogoLarge", [2]int{216, 216}, [2]int{215, 215}, "216 × 216", "215 × 215"),
		size("large logo: at most 350 pixels", "AzureLogoLarge", [2]int{350, 350}, [2]int{351, 351}, "350 × 350", "351 × 351"),
		size("large logo: square", "AzureLogoLarge", [2]int{300, 300}, [2]int{300, 301}, "square", "300 × 301"),
		size("medium logo: 90 pixels", "AzureLogoMedium", [2]int{90, 90}, [2]int{90, 91}, "90 × 90", "90 × 91"),
		size("small logo: 48 pixels", "AzureLogoSmall", [2]int{48, 48}, [2]int{47, 48}, "48 × 48", "47 × 48"),
		size("screenshots: 1280 × 720 pixels", "AzureLogoScreenshot", [2]int{1280, 720}, [2]int{1280, 721}, "1280 × 720", "1280 × 721"),
		{"5.4 large logo: must be there", onlyVM(), "assets", number(1, large), number(0, large), []string{"Large logo", "at least 1", "there is none"}},
		{"5.4 large logo: must be there", onlyApp(), "assets", number(1, appLarge), number(0, appLarge), []string{"Large logo", "at least 1", "there is none"}},
		{"5.4 screenshots: at most 5", onlyVM(), "assets", number(5, shot, large), number(6, shot, large), []string{"Screenshots", "at most 5", "there are 6"}},
		{"5.4 screenshots: at most 5", onlyApp(), "assets", number(5, appShot, appLarge), number(6, appShot, appLarge), []string{"Screenshots", "at most 5", "there are 6"}},
		{"5.4 screenshots: a caption", both(), "assets.caption", value(`"A"`), value(`""`), []string{"must not be empty"}},
		{"5.4 videos: at most 5", onlyVM(), "videos", number(5, `{}`), number(6, `{}`), []string{"Videos", "at most 5", "there are 6"}},
		{"5.4 videos: at most 4", onlyApp(), "videos", number(4, `{}`), number(5, `{}`), []string{"Videos", "at most 4", "there are 5"}},
		{"5.4 videos: YouTube with /watch?v=", both(), "videos.address", value(`"https://www.youtube.com/watch?v=abc"`), value(`"https://youtu.be/abc"`), []string{"YouTube", "Vimeo", `"https://youtu.be/abc"`}},
		{"5.4 videos: or Vimeo", both(), "videos.address", value(`"https://vimeo.com/123"`), value(`"https://vimeo.com.evil.example/123"`), []string{"Vimeo", "evil.example"}},
		{"5.4 videos: a name", onlyVM(), "videos.name", value(`"A"`), value(`""`), []string{"must not be empty"}},
		{"5.4 videos: a name", onlyApp(), "videos.title", value(`"A"`), value(`""`), []string{"must not be empty"}},
		{"5.4 videos: a thumbnail", onlyApp(), "videos.thumbnail", value(`"t.png"`), value(`null`), []string{"must not be empty"}},
		{"5.4 videos: thumbnails of 1280 × 720 pixels", onlyApp(), "videos.thumbnail", thumbnail(1280), thumbnail(1279), []string{"1280 × 720", "1279 × 720"}},
	}
}
