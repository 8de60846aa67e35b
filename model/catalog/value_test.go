package catalog_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
)

const (
	vm  = "virtual-machine"
	app = "azure-application"
	id  = "12345678-90ab-cdef-1234-567890abcdef"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		offer       model.OfferType
		path, typed string
		want        string // JSON; empty: no value
	}{
		{app, "listing.summary", "  Watches the tide  ", `"Watches the tide"`},
		{app, "listing.summary", `<b>"&"`, `"<b>\"&\""`},
		{app, "listing.description", " <p>one</p>\n<p>two</p> ", `" <p>one</p>\n<p>two</p> "`},
		{app, "listing.short-description", "", `""`},
		{app, "listing.keywords", "tide, harbor ,,sea", `["tide","harbor","sea"]`},
		{app, "listing.keywords", "", `[]`},
		{app, "listing.keywords", `["a, b"]`, `["a, b"]`},
		{app, "listing.privacy", "https://a.example/p", `"https://a.example/p"`},
		{app, "listing.engineering-url", "", ``},
		{app, "listing.support-email", "help@a.example", `"help@a.example"`},
		{app, "plans/p/pricing.price", "12.50", `12.50`},
		{app, "plans/p/pricing.price", " 007.10 ", `7.10`},
		{app, "plans/p/pricing.price", "+3", `3`},
		{app, "plans/p/pricing.price", ".5", `0.5`},
		{app, "plans/p/pricing.price", "5.", `5`},
		{app, "plans/p/pricing.price", "0", `0`},
		{app, "plans/p/pricing.price", "123456789012345678901234567890.01", `123456789012345678901234567890.01`},
		{app, "plans/p/pricing.price", "", ``},
		{app, "plans/p/pricing.hidden", "Yes", `true`},
		{app, "plans/p/pricing.hidden", "off", `false`},
		{app, "plans/p/pricing.visibility", "private audience", `"Private"`},
		{app, "plans/p/pricing.visibility", "PUBLIC", `"Public"`},
		{app, "plans/p/technical.tenant", strings.ToUpper(id), `"` + id + `"`},
		{app, "plans/p/technical.version", "1.0.12", `"1.0.12"`},
		{app, "plans/p/pricing.markets", `[{"marketCode":"CA", "state":"Enabled"}]`, `[{"marketCode":"CA", "state":"Enabled"}]`},
		{app, "resell.partners", id + "; " + strings.ToUpper(id), `["` + id + `","` + id + `"]`},
		{vm, "plans/p/pricing.markets", "us CA,de", ``},
		{vm, "plans/p/pricing.markets", "US, ca\nde", `["us","ca","de"]`},
		{vm, "plans/p/setup.regions", "Azure Global, azuregovernment", `["azureGlobal","azureGovernment"]`},
		{vm, "plans/p/pricing.price-per-core", "0.0083", `0.0083`},
	}
	for _, test := range tests {
		t.Run(test.path+" "+test.typed, func(t *testing.T) {
			t.Parallel()
			if strings.Contains(test.typed, "us CA") {
				if _, err := field(t, test.offer, test.path).Parse(test.typed); err == nil {
					t.Error("two codes without a comma were taken for one")
				}
				return
			}
			got, err := field(t, test.offer, test.path).Parse(test.typed)
			if err != nil || string(got) != test.want || (got == nil) != (test.want == "") {
				t.Errorf("Parse(%q) = %s, %v; want %s", test.typed, got, err, test.want)
			}
		})
	}
}

func TestParse_refusals(t *testing.T) {
	t.Parallel()
	tests := []struct {
		offer       model.OfferType
		path, typed string
		rule        catalog.Rule
		want        string
	}{
		{app, "listing.summary", strings.Repeat("é", 101), catalog.RuleMax, "Search summary may have at most 100 characters; this is 101 characters"},
		{app, "listing.summary", "  ", catalog.RuleRequired, "Search summary must not be empty"},
		{app, "listing.summary", "two\nlines", catalog.RuleForm, `must be one line; this is "two\nlines"`},
		{app, "listing.summary", "\xff", catalog.RuleForm, "UTF-8"},
		{app, "listing.keywords", "a,b,c,d", catalog.RuleMax, "Keywords may have at most 3 items; this is 4 items"},
		{app, "listing.keywords", `["a",1]`, catalog.RuleType, "a list of texts"},
		{app, "listing.keywords", `["a"`, catalog.RuleForm, "comma or a closing bracket"},
		{app, "listing.privacy", "http://a.example", catalog.RulePattern, "begins with https://"},
		{app, "listing.privacy", "a.example", catalog.RuleForm, "begins with http:// or https://"},
		{app, "listing.privacy", "", catalog.RuleRequired, "must not be empty"},
		{app, "listing.support-email", "Sam <s@a.example>", catalog.RuleForm, "one e-mail address"},
		{app, "plans/p/pricing.price", "12,50", catalog.RuleForm, "point as decimal mark"},
		{app, "plans/p/pricing.price", "$5", catalog.RuleForm, "point as decimal mark"},
		{app, "plans/p/pricing.price", ".", catalog.RuleForm, "point as decimal mark"},
		{app, "plans/p/pricing.price", "1e3", catalog.RuleForm, "point as decimal mark"},
		{app, "plans/p/pricing.price", "-1", catalog.RuleMin, "Price must be at least 0; this is -1"},
		{app, "plans/p/pricing.hidden", "maybe", catalog.RuleForm, "Hidden must be yes or no"},
		{app, "plans/p/pricing.visibility", "secret", catalog.RuleChoice, `one of Public, Private; this is "secret"`},
		{app, "plans/p/technical.version", "1.0", catalog.RulePattern, "three numbers"},
		{app, "plans/p/technical.tenant", "contoso", catalog.RuleForm, "an id like"},
		{app, "plans/p/technical.package", "[]", catalog.RuleRequired, "must not be empty"},
		{app, "plans/p/setup.certifications", "{", catalog.RuleForm, "JSON"},
		{vm, "plans/p/pricing.markets", "USA1", catalog.RuleForm, "country codes"},
		{vm, "plans/p/pricing.trial", "1.5", catalog.RuleChoice, "one of 1, 3, 6"},
		{vm, "plans/p/technical.sizes", "a,b,c,d,e,f,g", catalog.RuleMax, "at most 6 items"},
		{vm, "leads.dynamics-password", strings.Repeat("x", 257), catalog.RuleMax, "at most 256 characters"},
		{vm, "product.id", "ab", catalog.RuleMin, "at least 3 characters"},
	}
	for _, test := range tests {
		t.Run(test.path+" "+test.typed, func(t *testing.T) {
			t.Parallel()
			_, err := field(t, test.offer, test.path).Parse(test.typed)
			broken, ok := errors.AsType[*catalog.RuleError](err)
			if !ok || broken.Rule != test.rule || !strings.Contains(err.Error(), test.want) {
				t.Errorf("%v; want %s: %q", err, test.rule, test.want)
			}
			if ok && broken.Field.Secret && strings.Contains(err.Error(), "xxx") {
				t.Error("the message shows a secret")
			}
		})
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	tests := []struct {
		offer       model.OfferType
		path, value string
		want        catalog.Rule // empty: fine
	}{
		{app, "listing.summary", `"ok"`, ""},
		{app, "listing.summary", ``, catalog.RuleRequired},
		{app, "listing.summary", `null`, catalog.RuleRequired},
		{app, "listing.summary", `5`, catalog.RuleType},
		{app, "listing.short-description", `null`, ""},
		{app, "plans/p/pricing.price", `"12"`, catalog.RuleType},
		{app, "plans/p/pricing.price", `1e2`, ""},
		{app, "plans/p/pricing.price", `1e20000`, catalog.RuleForm},
		{app, "plans/p/pricing.price", `-0.0`, ""},
		{app, "plans/p/pricing.hidden", `false`, ""},
		{app, "plans/p/pricing.meters", `{}`, ""},
		{app, "plans/p/pricing.meters", `[` + strings.Repeat(`{},`, 18) + `{}]`, catalog.RuleMax},
		{app, "properties.categories", `{}`, catalog.RuleRequired},
		{app, "properties.categories", `{"web":[]}`, ""}, // no subcategory applies
		{app, "properties.categories", `{"web":["other"]}`, ""},
		{app, "properties.categories", `{"web":["other"],"media":["other"],"storage":["other"]}`, catalog.RuleMax},
		{vm, "preview-audience.audience", `[]`, catalog.RuleRequired},
		{vm, "listing.summary", `{`, catalog.RuleForm},
		{vm, "plans/p/technical.ports", `[{"label":"ssh","portRange":"22","protocol":"tcp"},{"label":"web","portRange":"80-8080","protocol":"both"}]`, ""},
		{vm, "preview-audience.audience", `[{"type":"subscription","id":"` + id + `"},{"type":"ea","id":"E1"},{"type":"none"}]`, ""},
		{vm, "preview-audience.audience", `[{"type":"subscription","id":"mine"}]`, catalog.RuleForm},
		{vm, "preview-audience.audience", `["` + id + `"]`, catalog.RuleType},
	}
	for _, test := range tests {
		var v json.RawMessage
		if test.value != "" {
			v = json.RawMessage(test.value)
		}
		err := field(t, test.offer, test.path).Check(v)
		broken, ok := errors.AsType[*catalog.RuleError](err)
		if test.want == "" && err != nil || test.want != "" && (!ok || broken.Rule != test.want) {
			t.Errorf("%s: Check(%.40s) = %v; want %q", test.path, test.value, err, test.want)
		}
	}
}

// A message about an item says which item and which part of it.
func TestCheck_parts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		offer             model.OfferType
		path, value, want string
	}{
		{vm, "plans/p/technical.ports", `[{"label":"ssh","portRange":"22","protocol":"tcp"},{"label":"web","portRange":"99999","protocol":"tcp"}]`, `Open ports › 2 › Range must be a port or a range of ports, like 22 or 8080-8090; this is "99999"`},
		{vm, "plans/p/technical.ports", `[{"label":"ssh","portRange":"22"}]`, `Open ports › 1 › Protocol must not be empty`},
		{vm, "plans/p/setup.certifications", `[{"name":"` + strings.Repeat("x", 256) + `","link":"https://a.example"}]`, `Azure Government certifications › 1 › Name may have at most 255 characters; this is 256 characters`},
		{vm, "listing.links", `[{"displayText":"Docs","link":"docs"}]`, `Useful links › 1 › Address must be a web address`},
		{vm, "plans/p/technical.images", `[{"versionNumber":"1.0"}]`, `Image versions › 1 › Version must be three numbers`},
		{vm, "plans/p/technical.images", `[{"versionNumber":"1.0.0","vmImages":[{"imageType":"x64Gen1","source":{"dataDisks":[{"lunNumber":16,"uri":"https://a.example"}]}}]}]`, `Image versions › 1 › Images › 1 › Data disks › 1 › LUN may be at most 15; this is 16`},
		{vm, "plans/p/pricing.reservations", `[{"type":"year","term":1,"percentageSave":101}]`, `Software reservations › 1 › Saving may be at most 100; this is 101`},
		{app, "plans/p/technical.policies", `[{"policyName":"` + strings.Repeat("x", 51) + `"}]`, `Policies › 1 › Name may have at most 50 characters`},
		{app, "plans/p/pricing.meters", `[{"ID":"a","displayName":"A","unitOfMeasure":"1K","priceInUsd":-0.1}]`, `Meters › 1 › Price must be at least 0; this is -0.1`},
		{app, "properties.custom-amendments", `[{"terms":"t","tenants":[{"ID":"` + id + `"},{"ID":""}]}]`, `Custom amendments › 1 › Tenants › 2 › Tenant ID must not be empty`},
	}
	for _, test := range tests {
		if err := field(t, test.offer, test.path).Check(json.RawMessage(test.value)); err == nil || !strings.HasPrefix(err.Error(), test.want) {
			t.Errorf("%s: %v; want %q", test.path, err, test.want)
		}
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	tests := []struct {
		offer             model.OfferType
		path, value, want string
	}{
		{app, "listing.summary", ``, ``},
		{app, "listing.summary", `"a\n  b\tc"`, `a b c`},
		{app, "listing.keywords", `["a","b"]`, `a, b`},
		{app, "plans/p/pricing.price", `12.50`, `12.50 USD`},
		{app, "plans/p/pricing.hidden", `true`, `yes`},
		{app, "plans/p/pricing.hidden", `false`, `no`},
		{app, "plans/p/pricing.visibility", `"Private"`, `Private audience`},
		{app, "plans/p/pricing.visibility", `"Unheard"`, `Unheard`},
		{app, "plans/p/pricing.markets", `[{"marketCode":"CA","state":"Enabled"},{"marketCode":"AD","state":"Disabled"}]`, `1 of 2 markets`},
		{app, "plans/p/pricing.meters", `[{"ID":"a"}]`, `1 item`},
		{app, "properties.categories", `{"web":["other","web-apps"],"media":[]}`, `web (other, web-apps), media`},
		{app, "properties.categories", `{}`, ``},
		{vm, "plans/p/pricing.price-per-core-size", `{"2":0.42,"4":0.780}`, `2: 0.42, 4: 0.780`},
		{vm, "plans/p/setup.regions", `["azureGlobal","azureNew"]`, `Azure Global, azureNew`},
		{vm, "plans/p/technical.base-plan", `{"externalId":"x"}`, `{"externalId":"x"}`},
		{vm, "leads.table-connection", `"DefaultEndpointsProtocol=https"`, `set`},
		{vm, "leads.table-connection", `""`, `not set`},
		{vm, "leads.table-connection", ``, `not set`},
		{vm, "listing.title", `{oops`, `{oops`},
	}
	for _, test := range tests {
		var v json.RawMessage
		if test.value != "" {
			v = json.RawMessage(test.value)
		}
		if got := field(t, test.offer, test.path).Format(v); got != test.want {
			t.Errorf("%s: Format(%s) = %q, want %q", test.path, test.value, got, test.want)
		}
	}
}

func TestGetSet(t *testing.T) {
	t.Parallel()
	const doc = `{ "title": "Caf\u00e9", "listingContacts": [ {"type":"Engineering"} ], "more": 1.0 }`
	f := field(t, app, "listing.support-email")
	if v, ok, err := f.Get(json.RawMessage(doc)); ok || err != nil {
		t.Errorf("Get = %s, %v, %v", v, ok, err)
	}
	changed, err := f.Set(json.RawMessage(doc), json.RawMessage(`"s@a.example"`))
	const want = `{ "title": "Caf\u00e9", "listingContacts": [ {"type":"Engineering"}, {"type":"CustomerSupport","email":"s@a.example"} ], "more": 1.0 }`
	if err != nil || string(changed) != want {
		t.Fatalf("Set = %s, %v; want %s", changed, err, want)
	}
	if v, ok, errGet := f.Get(changed); !ok || errGet != nil || string(v) != `"s@a.example"` {
		t.Errorf("Get = %s, %v, %v", v, ok, errGet)
	}
	gone, err := f.Set(changed, nil)
	if err != nil || strings.Contains(string(gone), "email") {
		t.Errorf("Set(nil) = %s, %v", gone, err)
	}
	for _, broken := range []string{`{`, `{"listingContacts":"none"}`} {
		if _, err := f.Set(json.RawMessage(broken), json.RawMessage(`"x"`)); err == nil || !strings.Contains(err.Error(), f.Label) {
			t.Errorf("Set in %s: %v", broken, err)
		}
	}
	if _, _, err := f.Get(json.RawMessage(`{`)); err == nil || !strings.Contains(err.Error(), f.Label) {
		t.Errorf("Get in half a document: %v", err)
	}
}

func TestApplies(t *testing.T) {
	t.Parallel()
	tests := []struct {
		path, doc string
		want      bool
	}{
		{"plans/p/pricing.price", `{"pricing":{"corePricing":{"priceInputOption":"flat"}}}`, true},
		{"plans/p/pricing.price", `{"pricing":{"corePricing":{"priceInputOption":"perCore"}}}`, false},
		{"plans/p/pricing.price", `{}`, false},
		{"plans/p/pricing.markets", `{}`, true},
		{"plans/p/pricing.markets", `{"customerMarkets":null}`, true},
		{"plans/p/pricing.markets", `{"customerMarkets":"allMarkets"}`, false},
		{"plans/p/technical.images", `{"basePlan":{"externalId":"a"}}`, false},
		{"test-drive.type", `{"enabled":true}`, true},
		{"listing.title", `{}`, true},
	}
	for _, test := range tests {
		if got, err := field(t, vm, test.path).Applies(json.RawMessage(test.doc)); err != nil || got != test.want {
			t.Errorf("%s in %s: %v, %v", test.path, test.doc, got, err)
		}
	}
	if _, err := field(t, vm, "plans/p/pricing.price").Applies(json.RawMessage(`{`)); err == nil {
		t.Error("half a document was read")
	}
}

func TestEditable(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]bool{
		"listing.summary": true, "listing.keywords": true, "plans/p/pricing.price": true, "plans/p/pricing.hidden": true,
		"plans/p/pricing.markets": false, "product.id": false, "listing.links": false, "assets.file": false,
	} {
		if got := field(t, app, path).Editable(); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

// Whatever is accepted from a keyboard can be set, read back and shown, and
// passes the same check again.
func FuzzField_Parse(f *testing.F) {
	for _, seed := range []string{"", "a", "12.50", "-1", "yes", "https://a.example", "a@b.example", id, "a,b", `["a"]`, `{"a":1}`, "\xff", "1e9", "2026-01-31", "\"\\"} {
		f.Add(seed)
	}
	c := load(f)
	f.Fuzz(func(t *testing.T, typed string) {
		for _, ty := range c.Types() {
			for i := range ty.Sections {
				for j := range ty.Sections[i].Fields {
					roundTrip(t, &ty.Sections[i].Fields[j], typed)
				}
			}
		}
	})
}

func roundTrip(t *testing.T, f *catalog.Field, typed string) {
	t.Helper()
	v, err := f.Parse(typed)
	if err != nil {
		if _, ok := errors.AsType[*catalog.RuleError](err); !ok {
			t.Fatalf("%s: Parse(%q): %v is no rule", f.ID, typed, err)
		}
		return
	}
	if errCheck := f.Check(v); errCheck != nil {
		t.Fatalf("%s: Parse(%q) accepts %s, Check does not: %v", f.ID, typed, v, errCheck)
	}
	if v == nil {
		return
	}
	doc, err := f.Set(json.RawMessage(`{"unknown":1.0}`), v)
	if err != nil {
		t.Fatalf("%s: Set(%s): %v", f.ID, v, err)
	}
	back, ok, err := f.Get(doc)
	if err != nil || !ok || string(back) != string(v) {
		t.Fatalf("%s: %s came back as %s, %v, %v", f.ID, v, back, ok, err)
	}
	if line := f.Format(v); strings.ContainsAny(line, "\n\r") {
		t.Fatalf("%s: Format(%s) = %q", f.ID, v, line)
	}
}
