package catalog_test

import (
	"fmt"
	"strings"

	"awning/model"
	"awning/model/catalog"
)

// planLimits are those of plans: setup, listing, audience.
func planLimits() []limit {
	certification := func(name, address string) string {
		return fmt.Sprintf(`{"name":%q,"link":%q,"title":%q,"uri":%q}`, name, address, name, address)
	}
	private, appPrivate := `{"audience":"private"}`, `{"visibility":"Private"}`
	subscription := `{"ID":"` + id + `"}`
	markets := func(n int) string { return many(n, `"us"`) }
	states := func(n int) string { return many(n, `{"marketCode":"US","state":"Enabled"}`) }
	return []limit{
		{"5.10 plans: at most 100", both(), "plans/p/setup", number(100, `{}`), number(101, `{}`), []string{"Plans", "at most 100", "there are 101"}},
		{"5.10 plans: at least one", both(), "plans/p/setup", number(1, `{}`), number(0, `{}`), []string{"Plans", "at least 1", "there is none"}},
		{"5.10 plans: at most 45 private ones", onlyVM(), "plans/p/pricing", number(45, private, `{"audience":"public"}`), number(46, private), []string{"Private plans", "at most 45", "there are 46"}},
		{"5.10 plans: at most 45 private ones", onlyApp(), "plans/p/pricing", number(45, appPrivate, `{"visibility":"Public"}`), number(46, appPrivate), []string{"Private plans", "at most 45", "there are 46"}},
		{"5.10 plan ID: at most 50 characters", both(), "plans/p/setup.id", value(plain(50)), value(plain(51)), []string{"50 characters", "51 characters"}},
		{"5.10 plan ID: lower-case letters, digits, - and _", both(), "plans/p/setup.id", value(`"a9-b_c"`), value(`"A.b"`), []string{"lower-case letters, digits, - and _", `"A.b"`}},
		{"5.10 plan name: at most 200 characters", onlyVM(), "plans/p/listing.name", value(long(200)), value(long(201)), []string{"200 characters", "201 characters"}},
		{"5.10 plan name: at most 200 characters, or 2,000", onlyApp(), "plans/p/listing.name", doubt(long(200)), doubt(long(201)), []string{"200 characters", "201 characters"}},
		{"5.10 plan name: unique in the offer", both(), "plans/p/listing.name", shared(`"Basic"`, `"Pro"`, `""`, `""`), shared(`"Basic"`, `"Pro"`, `"basic"`), []string{"unique", `"basic"`, "plans/plan1/listing"}},
		{"5.10 plan name: must be there", both(), "plans/p/listing.name", value(`"A"`), value(`""`), []string{"must not be empty"}},
		{"5.10 plan summary: at most 100 characters", both(), "plans/p/listing.summary", value(long(100)), value(long(101)), []string{"100 characters", "101 characters"}},
		{"5.10 plan description: at most 3,000 characters", both(), "plans/p/listing.description", value(long(3000)), value(long(3001)), []string{"3000 characters", "3001 characters"}},
		{"5.10 plan description: b i br p ul ol li h1 to h6", both(), "plans/p/listing.description", value(`"<p>a</p>"`), value(`"<table>a</table>"`), []string{"b, i, br", "<table>"}},
		{"5.10 regions: at least one", onlyVM(), "plans/p/setup.regions", value(`["azureGlobal"]`), value(`[]`), []string{"must not be empty"}},
		{"5.10 regions: at least one", onlyApp(), "plans/p/setup.clouds", value(`["public-azure"]`), value(`[]`), []string{"must not be empty"}},
		{"5.10 regions: Global and Government", onlyVM(), "plans/p/setup.regions", value(`["azureGlobal","azureGovernment"]`), value(`["azureChina"]`), []string{"azureGlobal, azureGovernment", `"azureChina"`}},
		{"5.10 regions: a published one stays", onlyVM(), "plans/p/setup.regions", kept(`["azureGlobal"]`, `["azureGovernment","azureGlobal"]`), kept(`["azureGlobal","azureGovernment"]`, `["azureGlobal"]`), []string{"Azure Government", "cannot be taken back"}},
		{"5.10 regions: a published one stays", onlyApp(), "plans/p/setup.clouds", kept(`["public-azure"]`, `["x","public-azure"]`), kept(`["public-azure","x"]`, `["public-azure"]`), []string{`"x"`, "cannot be taken back"}},
		{"5.10 regions: at most 100 certifications", both(), "plans/p/setup.certifications", value(many(100, certification("A", "https://a.example"))), value(many(101, certification("A", "https://a.example"))), []string{"100 items", "101 items"}},
		{"5.10 regions: certifications have a name", both(), "plans/p/setup.certifications", value(many(1, certification("A", "https://a.example"))), value(many(1, certification("", "https://a.example"))), []string{"› 1 › Name", "must not be empty"}},
		{"5.10 regions: certifications are links", both(), "plans/p/setup.certifications", value(many(1, certification("A", "https://a.example"))), value(many(1, certification("A", "here"))), []string{"› 1 › Address", `"here"`}},
		{"5.10 markets: at most 141", onlyVM(), "plans/p/pricing.markets", value(markets(141)), value(markets(142)), []string{"141 items", "142 items"}},
		{"5.10 markets: at most 141", onlyApp(), "plans/p/pricing.markets", value(states(141)), value(states(142)), []string{"141 items", "142 items"}},
		{"5.10 markets: at least one", onlyVM(), "plans/p/pricing.markets", value(markets(1)), value(`[]`), []string{"must not be empty"}},
		{"5.10 markets: at least one", onlyApp(), "plans/p/pricing.markets", value(states(1)), value(`[]`), []string{"must not be empty"}},
		{"5.10 visibility: private becomes public, never the other way", onlyVM(), "plans/p/pricing.audience", kept(`"private"`, `"public"`), kept(`"public"`, `"private"`), []string{"Everyone", "cannot be taken back"}},
		{"5.10 visibility: private becomes public, never the other way", onlyApp(), "plans/p/pricing.visibility", kept(`"Private"`, `"Public"`), kept(`"Public"`, `"Private"`), []string{"Everyone", "cannot be taken back"}},
		{"5.10 visibility: visible or hidden", onlyVM(), "plans/p/pricing.visibility", value(`"hidden"`), value(`"public"`), []string{"visible, hidden", `"public"`}},
		{"5.10 private audience: only of private plans", onlyVM(), "plans/p/pricing.private-audience", exists(private), exists(`{"audience":"public"}`), nil},
		{"5.10 private audience: only of private plans", onlyApp(), "plans/p/pricing.subscriptions", exists(appPrivate), exists(`{"visibility":"Public"}`), nil},
		{"5.10 private audience: at most 10,000 subscriptions", onlyApp(), "plans/p/pricing.subscriptions", value(many(10000, subscription)), value(many(10001, subscription)), []string{"10000 items", "10001 items"}},
		{"5.10 private audience: subscriptions in small letters", onlyApp(), "plans/p/pricing.subscriptions", value(many(1, subscription)), value(many(1, strings.ToUpper(subscription))), []string{"small letters", strings.ToUpper(id)}},
		{"5.10 private audience: tenants and subscriptions by their ID", onlyVM(), "plans/p/pricing.private-audience", value(`[{"type":"tenant","id":"` + id + `"}]`), value(`[{"type":"tenant","id":"a.example"}]`), []string{"› 1 › ID", `"a.example"`}},
	}
}

// pricingLimits are those of prices, trials, reservations and meters.
func pricingLimits() []limit {
	price := func(types []model.OfferType, what, path string) limit {
		return limit{"5.10 " + what + ": not below 0", types, path, value(`0`), value(`-0.01`), []string{"at least 0", "-0.01"}}
	}
	paying := func(option string) string {
		return `{"pricing":{"licenseModel":"payAsYouGo","corePricing":{"priceInputOption":"` + option + `"}}}`
	}
	reservation := func(unit string, term, saving int) string {
		return fmt.Sprintf(`{"type":%q,"term":%d,"percentageSave":%d}`, unit, term, saving)
	}
	meter := func(id, name, unit, price, quantity string) string {
		return fmt.Sprintf(`[{"ID":%q,"displayName":%q,"unitOfMeasure":%q,"priceInUsd":%s,"includedBaseQuantities":[{"quantity":%s}]}]`, id, name, unit, price, quantity)
	}
	good := meter("calls", "Calls", "1K", "0", "0")
	meters := func(n int) string { return many(n, good[1:len(good)-1]) }
	return []limit{
		{"5.10 VM price: BYOL or by use", onlyVM(), "plans/p/pricing.license", value(`"byol"`), value(`"monthly"`), []string{"byol, payAsYouGo", `"monthly"`}},
		{"5.10 VM price: free, flat, per vCPU, per size, per market", onlyVM(), "plans/p/pricing.price-input", value(`"perMarketAndCoreSize"`), value(`"perMonth"`), []string{"free, flat, perCore, perCoreSize, perMarketAndCoreSize", `"perMonth"`}},
		{"5.10 VM price: a model only if it is sold by use", onlyVM(), "plans/p/pricing.price-input", exists(paying("flat")), exists(`{"pricing":{"licenseModel":"byol"}}`), nil},
		{"5.10 VM price: one price only at a flat rate", onlyVM(), "plans/p/pricing.price", exists(paying("flat")), exists(paying("perCore")), nil},
		{"5.10 VM price: a price per vCPU only if it is asked for", onlyVM(), "plans/p/pricing.price-per-core", exists(paying("perCore")), exists(paying("flat")), nil},
		{"5.10 VM price: prices per size only if they are asked for", onlyVM(), "plans/p/pricing.price-per-core-size", exists(paying("perCoreSize")), exists(paying("flat")), nil},
		{"5.10 VM price: prices per market only if they are asked for", onlyVM(), "plans/p/pricing.market-prices", exists(paying("perMarketAndCoreSize")), exists(paying("flat")), nil},
		price(onlyVM(), "VM flat price", "plans/p/pricing.price"), price(onlyVM(), "VM price per vCPU", "plans/p/pricing.price-per-core"),
		{"5.10 free trial: 1, 3 or 6 months", onlyVM(), "plans/p/pricing.trial", value(`6`), value(`2`), []string{"1, 3, 6", `"2"`}},
		{"5.10 free trial: in months", onlyVM(), "plans/p/pricing.trial-unit", value(`"month"`), value(`"week"`), []string{"month", `"week"`}},
		{"11 free trial: cannot be switched off after publishing", onlyVM(), "plans/p/pricing.trial", kept(`1`, `3`), kept(`1`, `null`), []string{"1 month", "cannot be taken back"}},
		{"5.10 reservation: for one and three years", onlyVM(), "plans/p/pricing.reservations", value("[" + reservation("year", 1, 10) + "," + reservation("year", 3, 20) + "]"), value("[" + reservation("year", 2, 10) + "]"), []string{"Length", "1, 3", `"2"`}},
		{"5.10 reservation: the same in months", onlyVM(), "plans/p/pricing.reservations", value("[" + reservation("month", 12, 10) + "," + reservation("month", 36, 20) + "]"), value("[" + reservation("month", 6, 10) + "]"), []string{"Length", "12, 36", `"6"`}},
		{"5.10 reservation: at most two", onlyVM(), "plans/p/pricing.reservations", value(many(2, reservation("year", 1, 10))), value(many(3, reservation("year", 1, 10))), []string{"2 items", "3 items"}},
		{"5.10 reservation: a saving in percent", onlyVM(), "plans/p/pricing.reservations", value("[" + reservation("year", 1, 100) + "]"), value("[" + reservation("year", 1, 101) + "]"), []string{"Saving", "at most 100", "101"}},
		{"5.10 reservation: not for free plans", onlyVM(), "plans/p/pricing.reservations", exists(paying("flat")), exists(paying("free")), nil},
		{"5.10 reservation: not for BYOL", onlyVM(), "plans/p/pricing.reservations", exists(paying("perCore")), exists(`{"pricing":{"licenseModel":"byol"}}`), nil},
		{"5.10 reservation: not for prices per market", onlyVM(), "plans/p/pricing.reservations", exists(paying("perCoreSize")), exists(paying("perMarketAndCoreSize")), nil},
		price(onlyApp(), "managed application's monthly price", "plans/p/pricing.price"),
		{"5.10 meters: at most 18", onlyApp(), "plans/p/pricing.meters", value(meters(18)), value(meters(19)), []string{"18 items", "19 items"}},
		{"5.10 meters: an ID", onlyApp(), "plans/p/pricing.meters", value(good), value(meter("", "Calls", "1K", "1", "1")), []string{"Meter ID", "must not be empty"}},
		{"5.10 meters: a name", onlyApp(), "plans/p/pricing.meters", value(good), value(meter("calls", "", "1K", "1", "1")), []string{"Name", "must not be empty"}},
		{"5.10 meters: a unit", onlyApp(), "plans/p/pricing.meters", value(good), value(meter("calls", "Calls", "", "1", "1")), []string{"Unit", "must not be empty"}},
		{"5.10 meters: a price not below 0", onlyApp(), "plans/p/pricing.meters", value(good), value(meter("calls", "Calls", "1K", "-1", "1")), []string{"Price", "at least 0", "-1"}},
		{"5.10 meters: an included quantity not below 0", onlyApp(), "plans/p/pricing.meters", value(good), value(meter("calls", "Calls", "1K", "1", "-1")), []string{"Quantity", "at least 0", "-1"}},
		{"11 meters: the name stays once published", onlyApp(), "plans/p/pricing.meters", kept(good, meter("calls", "Calls", "1K", "9", "9")), kept(good, meter("calls", "Requests", "1K", "0", "0")), []string{"calls › Name", `"Calls"`}},
		{"11 meters: the unit stays once published", onlyApp(), "plans/p/pricing.meters", kept(good, meter("other", "Calls", "1M", "0", "0")), kept(good, meter("calls", "Calls", "1M", "0", "0")), []string{"calls › Unit", `"1K"`}},
	}
}

// technicalLimits are those of a plan's technical configuration.
func technicalLimits() []limit {
	port := func(portRange, protocol string) string {
		return fmt.Sprintf(`[{"label":"Web","portRange":%q,"protocol":%q}]`, portRange, protocol)
	}
	disks := func(n int) string {
		return fmt.Sprintf(`{"imageType":"x64Gen2","source":{"sourceType":"sasUri","osDisk":{"uri":"https://a.example/os.vhd"},"dataDisks":%s}}`,
			many(n, `{"lunNumber":0,"uri":"https://a.example/d.vhd"}`))
	}
	images := func(versions ...string) string {
		out := make([]string, len(versions))
		for i, v := range versions {
			out[i] = fmt.Sprintf(`{"versionNumber":"1.0.%d","vmImages":[%s]}`, i, v)
		}
		return "[" + strings.Join(out, ",") + "]"
	}
	gallery := `{"imageType":"x64Gen1","source":{"sourceType":"sharedImageGallery","sharedImage":{"tenantId":"t","resourceId":"r"}}}`
	sku := func(kind, id string) string { return fmt.Sprintf(`[{"imageType":%q,"skuId":%q}]`, kind, id) }
	grant := func(principal, role string) string {
		return fmt.Sprintf(`{"principalID":%q,"roleDefinitionID":%q}`, principal, role)
	}
	policy := func(n, length int) string {
		return many(n, `{"policyName":"`+strings.Repeat("a", length)+`"}`)
	}
	pack := func(size int64, entries ...string) probe {
		return file(`{}`, catalog.FileFacts{Name: "app.zip", Bytes: size, Entries: entries})
	}
	const gigabyte, main, ui = 1 << 30, "mainTemplate.json", "createUiDefinition.json"
	return []limit{
		{"5.10 VM: the system's family", onlyVM(), "plans/p/technical.os-family", value(`"linux"`), value(`"solaris"`), []string{"windows, linux", `"solaris"`}},
		{"5.10 VM: the system's release or vendor", onlyVM(), "plans/p/technical.os-type", value(`"ubuntu"`), value(`"beos"`), []string{"ubuntu", `"beos"`}},
		{"5.10 VM: the system's friendly name", onlyVM(), "plans/p/technical.os-name", value(long(100)), value(long(101)), []string{"100 characters", "101 characters"}},
		{"5.10 VM: no system of its own with a reused configuration", onlyVM(), "plans/p/technical.os-family", exists(`{}`), exists(`{"basePlan":"plan/a"}`), nil},
		{"5.10 VM: no images of its own with a reused configuration", onlyVM(), "plans/p/technical.images", exists(`{"basePlan":null}`), exists(`{"basePlan":"plan/a"}`), nil},
		{"5.10 VM: at most 6 recommended sizes", onlyVM(), "plans/p/technical.sizes", value(many(6, `"d4s-v5"`)), value(many(7, `"d4s-v5"`)), []string{"6 items", "7 items"}},
		{"5.10 VM: ports of TCP, UDP or both", onlyVM(), "plans/p/technical.ports", value(port("443", "both")), value(port("443", "icmp")), []string{"Protocol", "tcp, udp, both", `"icmp"`}},
		{"5.10 VM: a port or a range", onlyVM(), "plans/p/technical.ports", value(port("80-150", "tcp")), value(port("80,150", "tcp")), []string{"Range", "22 or 8080-8090", `"80,150"`}},
		{"5.10 VM: ports that exist", onlyVM(), "plans/p/technical.ports", value(port("65535", "tcp")), value(port("70000", "tcp")), []string{"Range", `"70000"`}},
		{"5.10 VM: image types", onlyVM(), "plans/p/technical.skus", value(sku("x64Gen1", "a")), value(sku("x86", "a")), []string{"Image type", "x64Gen1, x64Gen2", `"x86"`}},
		{"5.10 VM: images with a SKU ID", onlyVM(), "plans/p/technical.skus", value(sku("x64Gen2", "a-1_b")), value(sku("x64Gen2", "A b")), []string{"SKU ID", "lower-case letters", `"A b"`}},
		{"5.10 VM: image versions of three numbers", onlyVM(), "plans/p/technical.images", value(images(disks(0))), value(strings.Replace(images(disks(0)), "1.0.0", "1.0", 1)), []string{"Version", "like 1.0.2", `"1.0"`}},
		{"5.10 VM: at most 16 data disks", onlyVM(), "plans/p/technical.images", value(images(disks(16))), value(images(disks(17))), []string{"Data disks", "16 items", "17 items"}},
		{"5.10 VM: the same number of data disks in all images", onlyVM(), "plans/p/technical.images", value(images(disks(2)+","+gallery, disks(2))), value(images(disks(2), disks(1))), []string{"the same number of data disks", "1 beside 2"}},
		{"5.10 application: a version of three numbers", onlyApp(), "plans/p/technical.version", value(`"1.0.2"`), value(`"1.0"`), []string{"like 1.0.2", `"1.0"`}},
		{"5.10 application: a package", onlyApp(), "plans/p/technical.package", value(`[{"type":"AzureApplicationPackage","value":"1"}]`), value(`[]`), []string{"must not be empty"}},
		{"5.10 application: a package of at most 1 GB", onlyApp(), "plans/p/technical.package", pack(gigabyte, main, ui), pack(gigabyte+1, main, ui), []string{"1073741824 bytes", "1073741825 bytes"}},
		{"5.10 application: a zip", onlyApp(), "plans/p/technical.package", pack(1, main, ui), file(`{}`, catalog.FileFacts{Name: "app.tar.gz"}), []string{".zip", "app.tar.gz"}},
		{"5.10 application: mainTemplate.json at the root", onlyApp(), "plans/p/technical.package", pack(1, main, ui), pack(1, "app/"+main, ui), []string{main, "one without it"}},
		{"5.10 application: createUiDefinition.json at the root", onlyApp(), "plans/p/technical.package", pack(1, main, ui), pack(1, main), []string{ui, "one without it"}},
		{"5.10 application: complete or incremental deployment", onlyApp(), "plans/p/technical.deployment", value(`"Complete"`), value(`"Partial"`), []string{"Incremental, Complete", `"Partial"`}},
		{"5.10 application: the tenant's ID", onlyApp(), "plans/p/technical.tenant", value(`"` + id + `"`), value(`"a.example"`), []string{`"a.example"`}},
		{"5.10 application: the tenant's ID in the Government cloud", onlyApp(), "plans/p/technical.government-tenant", value(`"` + id + `"`), value(`"a.example"`), []string{`"a.example"`}},
		{"5.10 application: at most 100 authorizations", onlyApp(), "plans/p/technical.authorizations", value(many(100, grant(id, id))), value(many(101, grant(id, id))), []string{"100 items", "101 items"}},
		{"5.10 application: at most 100 authorizations in the Government cloud", onlyApp(), "plans/p/technical.government-authorizations", value(many(100, grant(id, id))), value(many(101, grant(id, id))), []string{"100 items", "101 items"}},
		{"5.10 application: authorizations name a principal", onlyApp(), "plans/p/technical.authorizations", value("[" + grant(id, id) + "]"), value("[" + grant("me", id) + "]"), []string{"Principal ID", `"me"`}},
		{"5.10 application: authorizations name a role", onlyApp(), "plans/p/technical.authorizations", value("[" + grant(id, id) + "]"), value("[" + grant(id, "Owner") + "]"), []string{"Role ID", `"Owner"`}},
		{"5.10 application: at most 5 policies", onlyApp(), "plans/p/technical.policies", value(policy(5, 1)), value(policy(6, 1)), []string{"5 items", "6 items"}},
		{"5.10 application: policies with names of at most 50 characters", onlyApp(), "plans/p/technical.policies", value(policy(1, 50)), value(policy(1, 51)), []string{"› 1 › Name", "50 characters", "51 characters"}},
	}
}

// unjudgedLimits are those only a service, or nobody, can judge.
func unjudgedLimits() []unjudged {
	return []unjudged{
		{"5.1 offer ID: unique in the account", both(), "", "only the service knows all offers of the account"},
		{"5.1 offer ID: how it begins, for applications", onlyApp(), "", "not documented; the service decides"},
		{"5.1 publisher: enrolled in the program", both(), "", "only the service knows the enrolments"},
		{"5.4 description: a fixed English sentence in listings of other languages", both(), "", "neither the sentence nor a way to tell a text's language is documented"},
		{"5.4 short description: a limit, for virtual machines", onlyVM(), "", "the documentation gives none"},
		{"5.4 videos: thumbnails of 1280 × 720 pixels, for virtual machines", onlyVM(), "videos.thumbnail", "the API takes an address that the service fetches, not a file"},
		{"5.5 preview audience: at least one, for applications", onlyApp(), "", "groups may hold the audience instead, and one of the two is enough"},
		{"5.5 preview audience: at most 10 by hand", onlyApp(), "", "a limit of the portal's form, not of the offer"},
		{"5.6 technical configuration: only for metered plans", onlyApp(), "", "filled in without need it does no harm, and the service asks for it"},
		{"5.8 resell: giving less than before", both(), "", "a support request can grant it"},
		{"5.9 test drive: description up to 3,000 characters, or 5,000", onlyVM(), "test-drive-listing.description", "the names of its members are in no published schema"},
		{"5.9 test drive: access information up to 10,000 characters, for virtual machines", onlyVM(), "test-drive-listing.access", "the names of its members are in no published schema"},
		{"5.9 test drive: description up to 3,000 characters", onlyApp(), "test-drive-listing", "no call of the submission API gives the listing of a test drive"},
		{"5.9 test drive: user manual, a PDF with a name of up to 255 characters", both(), "test-drive-listing.manual", "no published schema says where it lies"},
		{"5.10 reuse: from a plan of the same type, which cannot be stopped meanwhile", both(), "", "depends on the service's state of the other plan"},
		{"5.10 reuse: not for a plan that was published on its own", onlyVM(), "", "the field is fixed only for such plans; the service knows them"},
		{"5.10 regions: which there are, for applications", onlyApp(), "", "only the word public-azure was ever seen"},
		{"5.10 private audience: at most 10 by hand", both(), "", "a limit of the portal's form, not of the offer"},
		{"5.10 private audience: a new kind of identifier needs a full publish", onlyVM(), "", "a matter of the way of publishing, not of a value"},
		{"5.10 VM: a published image version is read-only", onlyVM(), "", "its addresses are not given back, so that they cannot be compared"},
		{"5.10 application: raise the version with each publish", onlyApp(), "", "the packages published before are known to the service only"},
		{"5.10 application: notification endpoint with https and without /resource", onlyApp(), "plans/p/technical.notification", "the submission API names no member for it"},
	}
}
