package compare_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
)

const (
	vm  = "virtual-machine"
	app = "azure-application"
)

func offerType(tb testing.TB, id model.OfferType) *catalog.Type {
	tb.Helper()
	c, err := catalog.Load()
	if err != nil {
		tb.Fatal(err)
	}
	t, ok := c.Type(id)
	if !ok {
		tb.Fatalf("no type %s", id)
	}
	return t
}

func section(tb testing.TB, id model.OfferType, key string) (*catalog.Section, model.SectionKey) {
	tb.Helper()
	k, ok := model.ParseSectionKey(key)
	if !ok {
		tb.Fatalf("%q is no key", key)
	}
	s, ok := offerType(tb, id).Section(k)
	if !ok {
		tb.Fatalf("%s has no section %s", id, key)
	}
	return s, k
}

// show writes changes as one line each.
func show(changes []model.Change) []string {
	out := make([]string, len(changes))
	for i, c := range changes {
		out[i] = fmt.Sprintf("%s %s [%s] %s | %s -> %s", c.Kind.Mark(), c.Label, c.Field, c.Path, c.Left, c.Right)
		if c.Secret {
			out[i] += " (secret)"
		}
	}
	return out
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		offer       model.OfferType
		section     string
		left, right string // empty: absent
		want        []string
	}{
		// What is no difference.
		{"order and spelling", app, "listing", `{"title":"Caf\u00e9","n":1.0,"o":{"a":1,"b":2}}`, `{ "o":{"b":2.0,"a":1e0},"n":1,"title":"Café" }`, nil},
		{"empty and absent", app, "listing", `{"title":"","keywords":[],"x":null,"listingContacts":[{"type":"Engineering","uri":""}]}`, `{"listingContacts":[{"type":"Engineering"}]}`, nil},
		{"noise of v1", app, "properties", `{"id":"a","@odata.etag":"1","resourceType":"x","submissionVersion":"1"}`, `{"id":"b","@odata.etag":"2","submissionVersion":"2"}`, nil},
		{
			"noise of graph", vm, "listing",
			`{"$schema":"https://schema/listing/2022-03-01-preview2","id":"listing/a","resourceName":"r","validations":[{"level":"warning"}],"target":{"targetType":"draft"},"product":"product/a","kind":"azureVM"}`,
			`{"$schema":"https://schema/listing/2022-03-01-preview5","target":{"targetType":"live"},"product":"product/a"}`, nil,
		},
		{"fresh addresses", vm, "assets:azurelogolarge/1", `{"url":"https://a/1?sig=x","fileName":"l.png"}`, `{"url":"https://a/1?sig=y","fileName":"l.png"}`, nil},
		{"fresh addresses of v1", app, "assets:1", `{"fileSasUri":"https://a/1?sig=x","state":"Uploaded"}`, `{"state":"Processed"}`, nil},
		{"fresh thumbnails", vm, "videos:1", `{"assets":{"en-us":{"title":"t","imageList":[{"url":"https://a/1"}]}}}`, `{"assets":{"en-us":{"title":"t","imageList":[{"url":"https://a/2"}]}}}`, nil},
		{"markets are a set", vm, "plans/p/pricing", `{"markets":["us","ca","de"]}`, `{"markets":["de","us","ca"]}`, nil},
		{
			"lists by key", app, "listing", `{"listingContacts":[{"type":"Engineering","name":"E"},{"type":"CustomerSupport","name":"S"}]}`,
			`{"listingContacts":[{"name":"S","type":"CustomerSupport"},{"type":"Engineering","name":"E"}]}`, nil,
		},
		{"both absent", app, "listing", ``, ``, nil},
		// One change per field, in the catalogue's order.
		{
			"fields", app, "listing", `{"keywords":["a"],"summary":"old","title":"T","description":"d"}`, `{"summary":"new","title":"T","keywords":["a"],"publisherName":"P"}`,
			[]string{
				`~ Search summary [summary] /summary | "old" -> "new"`,
				`- Description [description] /description | "d" -> `,
				`+ Publisher name [publisher-name] /publisherName |  -> "P"`,
			},
		},
		{
			"a contact's leaf", app, "listing", `{"listingContacts":[{"type":"CustomerSupport","email":"a@a.example"}]}`, `{"listingContacts":[{"type":"CustomerSupport","email":"b@a.example"}]}`,
			[]string{`~ Support contact › E-mail [support-email] /listingContacts/type=CustomerSupport/email | "a@a.example" -> "b@a.example"`},
		},
		{
			"a whole contact", app, "listing", `{"listingContacts":[]}`, `{"listingContacts":[{"type":"Engineering","name":"E","fax":"1"},{"type":"Sales","name":"S"}]}`,
			[]string{
				`+ Engineering contact › Name [engineering-name] /listingContacts/type=Engineering/name |  -> "E"`,
				`+ Contacts › Engineering › Fax [] /listingContacts/type=Engineering/fax |  -> "1"`,
				`+ Contacts › Sales [] /listingContacts/type=Sales |  -> {"type":"Sales","name":"S"}`,
			},
		},
		{
			"links by type and text", app, "listing",
			`{"listingUris":[{"type":"PrivacyUri","uri":"https://a/p"},{"type":"Link","displayText":"Docs","uri":"https://a/1"},{"type":"Link","displayText":"News","uri":"https://a/2"}]}`,
			`{"listingUris":[{"type":"Link","displayText":"News","uri":"https://a/3"},{"type":"PrivacyUri","uri":"https://a/q"},{"type":"Link","displayText":"Help/FAQ & more","uri":"https://a/1"}]}`,
			[]string{
				`~ Privacy policy link [privacy] /listingUris/type=PrivacyUri/uri | "https://a/p" -> "https://a/q"`,
				`- Useful links › Link Docs [links] /listingUris/type=Link&displayText=Docs | {"type":"Link","displayText":"Docs","uri":"https://a/1"} -> `,
				`~ Useful links › Link News › Address [links] /listingUris/type=Link&displayText=News/uri | "https://a/2" -> "https://a/3"`,
				`+ Useful links › Link Help/FAQ & more [links] /listingUris/type=Link&displayText=Help~1FAQ ~2 more |  -> {"type":"Link","displayText":"Help/FAQ & more","uri":"https://a/1"}`,
			},
		},
		{
			"unknown members", app, "listing", `{"storefrontHints":{"rank":7,"badge":"x"},"gone":[1,2]}`, `{"storefrontHints":{"rank":8,"badge":"x"},"fresh":{"a":{"b":1}}}`,
			[]string{
				`~ /storefrontHints/rank [] /storefrontHints/rank | 7 -> 8`,
				`- /gone [] /gone | [1,2] -> `,
				`+ /fresh [] /fresh |  -> {"a":{"b":1}}`,
			},
		},
		{"another kind of value", app, "listing", `{"x":{"a":1},"title":"1"}`, `{"x":[1],"title":1}`, []string{
			`~ Name [title] /title | "1" -> 1`, `~ /x [] /x | {"a":1} -> [1]`,
		}},
		{
			"a section that is new", app, "resell", ``, `{"resourceType":"ResellerConfiguration","resellerChannelState":"Enabled","tenantIds":[]}`,
			[]string{`+ Resell to [channel] /resellerChannelState |  -> "Enabled"`},
		},
		// Prices.
		{
			"base price and another", app, "plans/p/pricing",
			`{"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":12.50,"currencyCode":"USD"}}]},{"isBaseSchedule":false,"friendlyName":"ca","marketCodes":["CA"],"schedules":[{"retailPrice":{"openPrice":16}}]}]}`,
			`{"priceSchedules":[{"isBaseSchedule":false,"friendlyName":"ca","marketCodes":["CA","MX"],"schedules":[{"retailPrice":{"openPrice":16.0}}]},{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":13,"currencyCode":"USD"},"dateTimeRange":{"startAt":{"dateTimeInUtc":"2026-01-01"}}}]}]}`,
			[]string{
				`~ Price [price] /priceSchedules/isBaseSchedule=true/schedules/0/retailPrice/openPrice | 12.50 -> 13`,
				`+ Price schedules › Base price › Schedule › 1 › Time [price-schedules] /priceSchedules/isBaseSchedule=true&friendlyName=base/schedules/0/dateTimeRange |  -> {"startAt":{"dateTimeInUtc":"2026-01-01"}}`,
				`~ Price schedules › ca › Markets [price-schedules] /priceSchedules/isBaseSchedule=false&friendlyName=ca/marketCodes | ["CA"] -> ["CA","MX"]`,
			},
		},
		{
			"market states", app, "plans/p/pricing", `{"marketStates":[{"marketCode":"CA","state":"Enabled"},{"marketCode":"AD","state":"Disabled"}]}`,
			`{"marketStates":[{"marketCode":"AD","state":"Enabled"},{"marketCode":"CA","state":"Enabled"},{"marketCode":"DE","state":"Enabled"}]}`,
			[]string{
				`~ Markets › AD › State [markets] /marketStates/marketCode=AD/state | "Disabled" -> "Enabled"`,
				`+ Markets › DE [markets] /marketStates/marketCode=DE |  -> {"marketCode":"DE","state":"Enabled"}`,
			},
		},
		{
			"a table of prices", vm, "plans/p/pricing", `{"pricing":{"corePricing":{"pricePerCoreSize":{"2":0.42,"4":0.78}}}}`, `{"pricing":{"corePricing":{"pricePerCoreSize":{"4":0.80,"2":0.420,"8":1.5}}}}`,
			[]string{
				`~ Prices per vCPU size › 4 [price-per-core-size] /pricing/corePricing/pricePerCoreSize/4 | 0.78 -> 0.80`,
				`+ Prices per vCPU size › 8 [price-per-core-size] /pricing/corePricing/pricePerCoreSize/8 |  -> 1.5`,
			},
		},
		{
			"categories", vm, "properties", `{"categories":{"web":["other","web-apps"],"media":["other"]}}`, `{"categories":{"media":["media-services"],"web":["web-apps","other"]}}`,
			[]string{`~ Categories › media [categories] /categories/media | ["other"] -> ["media-services"]`},
		},
		{
			"markets", vm, "plans/p/pricing", `{"markets":["us","ca"]}`, `{"markets":["ca","de"]}`,
			[]string{`~ Markets [markets] /markets | ["us","ca"] -> ["ca","de"]`},
		},
		{
			"audiences by id", vm, "preview-audience", `{"previewAudiences":[{"type":"subscription","id":"1","label":"a"},{"type":"subscription","id":"2"}]}`, `{"previewAudiences":[{"type":"subscription","id":"1","label":"b"}]}`,
			[]string{
				`~ Preview audience › 1 › Description [audience] /previewAudiences/id=1/label | "a" -> "b"`,
				`- Preview audience › 2 [audience] /previewAudiences/id=2 | {"type":"subscription","id":"2"} -> `,
			},
		},
		// Images, nested lists.
		{
			"image versions", vm, "plans/p/technical",
			`{"vmImageVersions":[{"versionNumber":"1.0.0","vmImages":[{"imageType":"x64Gen1","source":{"sourceType":"sasUri","dataDisks":[{"lunNumber":0,"uri":"https://a/0"},{"lunNumber":1,"uri":"https://a/1"}]}}]}]}`,
			`{"vmImageVersions":[{"versionNumber":"1.1.0","vmImages":[]},{"versionNumber":"1.0.0","lifecycleState":"deprecated","vmImages":[{"imageType":"x64Gen1","source":{"sourceType":"sasUri","dataDisks":[{"lunNumber":1,"uri":"https://a/2"},{"lunNumber":0,"uri":"https://a/0"}]}}]}]}`,
			[]string{
				`~ Image versions › 1.0.0 › Image › x64Gen1 › Data disk › 1 › Address [images] /vmImageVersions/versionNumber=1.0.0/vmImages/imageType=x64Gen1/source/dataDisks/lunNumber=1/uri | "https://a/1" -> "https://a/2"`,
				`+ Image versions › 1.0.0 › Lifecycle state [images] /vmImageVersions/versionNumber=1.0.0/lifecycleState |  -> "deprecated"`,
				`+ Image versions › 1.1.0 [images] /vmImageVersions/versionNumber=1.1.0 |  -> {"versionNumber":"1.1.0","vmImages":[]}`,
			},
		},
		{
			"skus and ports", vm, "plans/p/technical", `{"skus":[{"imageType":"x64Gen1","skuId":"a"}],"openPorts":[{"label":"ssh","portRange":"22","protocol":"tcp"}]}`,
			`{"openPorts":[{"label":"ssh","portRange":"2222","protocol":"tcp"}],"skus":[{"skuId":"a","imageType":"x64Gen2"}]}`,
			[]string{
				`~ Open ports › ssh › Range [ports] /openPorts/label=ssh/portRange | "22" -> "2222"`,
				`~ Generations › a › Image type [skus] /skus/skuId=a/imageType | "x64Gen1" -> "x64Gen2"`,
			},
		},
		{
			"items of the same key", vm, "listing", `{"generalLinks":[{"displayText":"Docs","link":"https://a/1"},{"displayText":"Docs","link":"https://a/2"}]}`, `{"generalLinks":[{"displayText":"Docs","link":"https://a/1"},{"displayText":"Docs","link":"https://a/3"},{"link":"https://a/4"}]}`,
			[]string{
				`~ Useful links › Docs (2) › Address [links] /generalLinks/1/link | "https://a/2" -> "https://a/3"`,
				`+ Useful links › 3 [links] /generalLinks/2 |  -> {"link":"https://a/4"}`,
			},
		},
		// Secrets.
		{
			"secrets", app, "leads", `{"resourceType":"AzureTableLeadConfiguration","connectionString":"old","contactEmail":"a"}`, `{"resourceType":"AzureTableLeadConfiguration","connectionString":"new","contactEmail":"b"}`,
			[]string{
				`~ Contact e-mail [contact] /contactEmail | "a" -> "b"`,
				`~ Connection string [connection] /connectionString | "••••" -> "••••" (secret)`,
			},
		},
		{
			"secrets no field describes", vm, "leads", `{"newLeadConfiguration":{"apiPassword":"x","n":1}}`, `{"newLeadConfiguration":{"apiPassword":"y","n":2},"other":{"accessKey":"z"}}`,
			[]string{
				`~ /newLeadConfiguration/apiPassword [] /newLeadConfiguration/apiPassword | "••••" -> "••••" (secret)`,
				`~ /newLeadConfiguration/n [] /newLeadConfiguration/n | 1 -> 2`,
				`+ /other [] /other |  -> "••••" (secret)`,
			},
		},
		{
			"addresses with rights", vm, "plans/p/technical", `{"vmImageVersions":[{"versionNumber":"1.0.0","vmImages":[{"imageType":"x64Gen1","source":{"osDisk":{"uri":"https://a/1?sv=1&sig=abc"}}}]}]}`,
			`{"vmImageVersions":[{"versionNumber":"1.0.0","vmImages":[{"imageType":"x64Gen1","source":{"osDisk":{"uri":"https://a/2?sv=1&sig=abd"}}}]}]}`,
			[]string{`~ Image versions › 1.0.0 › Image › x64Gen1 › System disk [images] /vmImageVersions/versionNumber=1.0.0/vmImages/imageType=x64Gen1/source/osDisk/uri | "••••" -> "••••" (secret)`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			s, k := section(t, test.offer, test.section)
			doc := func(env model.Environment, text string) *model.Document {
				if text == "" {
					return nil
				}
				return &model.Document{Key: k, Env: env, Dialect: offerType(t, test.offer).Dialect, Raw: json.RawMessage(text)}
			}
			changes, err := compare.Documents(s, doc(model.Draft, test.left), doc(model.Live, test.right), false)
			if err != nil {
				t.Fatal(err)
			}
			if got := show(changes); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			for _, c := range changes {
				if c.Key != k {
					t.Errorf("the change is of %s", c.Key)
				}
			}
		})
	}
}

func TestDocuments_all(t *testing.T) {
	t.Parallel()
	s, k := section(t, app, "listing")
	doc := func(text string) *model.Document {
		return &model.Document{Key: k, Dialect: model.V1, Raw: json.RawMessage(text)}
	}
	changes, err := compare.Documents(s, doc(`{"title":"T","summary":"a","keywords":["x","y"],"more":1}`), doc(`{"title":"T","summary":"b","keywords":["y","x"],"more":1.0}`), true)
	want := []string{
		`= Name [title] /title | "T" -> "T"`,
		`~ Search summary [summary] /summary | "a" -> "b"`,
		`= Keywords [keywords] /keywords | ["x","y"] -> ["y","x"]`,
		`= /more [] /more | 1 -> 1.0`,
	}
	if got := show(changes); err != nil || !slices.Equal(got, want) {
		t.Errorf("got\n%s\n%v", strings.Join(got, "\n"), err)
	}
}

func TestDocuments_unknownSection(t *testing.T) {
	t.Parallel()
	k := model.SectionKey{Section: "age-rating"}
	left := &model.Document{Key: k, Dialect: model.Graph, Raw: json.RawMessage(`{"$schema":"a","id":"1","rating":3,"list":[{"a":1}]}`)}
	right := &model.Document{Key: k, Dialect: model.Graph, Raw: json.RawMessage(`{"$schema":"b","id":"2","rating":4,"list":[{"a":2}]}`)}
	changes, err := compare.Documents(nil, left, right, false)
	want := []string{`~ /rating [] /rating | 3 -> 4`, `~ /list [] /list | [{"a":1}] -> [{"a":2}]`}
	if got := show(changes); err != nil || !slices.Equal(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestDocuments_refusals(t *testing.T) {
	t.Parallel()
	s, k := section(t, app, "listing")
	v1 := &model.Document{Key: k, Env: model.Draft, Dialect: model.V1, Raw: json.RawMessage(`{}`)}
	graph := &model.Document{Key: k, Env: model.Live, Dialect: model.Graph, Raw: json.RawMessage(`{}`)}
	if _, err := compare.Documents(s, v1, graph, false); err == nil || !strings.Contains(err.Error(), "through the API v1, the other through graph") {
		t.Errorf("two dialects: %v", err)
	}
	half := &model.Document{Key: k, Env: model.Live, Dialect: model.V1, Raw: json.RawMessage(`{"a"`)}
	if _, err := compare.Documents(s, v1, half, false); err == nil || !strings.Contains(err.Error(), "reading listing in live") {
		t.Errorf("half a document: %v", err)
	}
	if _, err := compare.Documents(s, half, v1, false); err == nil {
		t.Error("half a document was compared")
	}
}
