package merge_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
	"awning/model/merge"
)

const (
	vm  = "virtual-machine"
	app = "azure-application"
)

func section(tb testing.TB, id model.OfferType, key string) *catalog.Section {
	tb.Helper()
	c, err := loaded()
	if err != nil {
		tb.Fatal(err)
	}
	t, ok := c.Type(id)
	if !ok {
		tb.Fatalf("no type %s", id)
	}
	k, _ := model.ParseSectionKey(key)
	s, ok := t.Section(k)
	if !ok {
		tb.Fatalf("%s has no section %s", id, key)
	}
	return s
}

// show writes a merge down: the document, the conflicts, what was taken.
func show(r merge.Result) []string {
	out := []string{string(r.Raw)}
	for _, c := range r.Conflicts {
		out = append(out, fmt.Sprintf("! %s [%s] %s | %s | %s | %s", c.Label, c.Field, c.Pointer, c.Base, c.Mine, c.Theirs))
	}
	for _, c := range r.Taken {
		out = append(out, fmt.Sprintf("%s %s %s | %s -> %s", c.Kind.Mark(), c.Label, c.Path, c.Left, c.Right))
	}
	return out
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name               string
		offer              model.OfferType
		section            string
		base, mine, theirs string
		want               []string
	}{
		{
			"different fields", app, "listing",
			`{"@odata.etag":"1","title":"T","summary":"S","more":1.0}`,
			`{"@odata.etag":"1","title":"Mine","summary":"S","more":1}`,
			`{ "new":{"x":[ 1 ]}, "summary":"Theirs", "title":"\u0054", "more":1.00, "@odata.etag":"2" }`,
			[]string{
				`{ "new":{"x":[ 1 ]}, "summary":"Theirs", "title":"Mine", "more":1.00, "@odata.etag":"2" }`,
				`~ Search summary /summary | "S" -> "Theirs"`, `+ /new /new |  -> {"x":[ 1 ]}`,
			},
		},
		{
			"the same edit, in another spelling", app, "listing",
			`{"title":"a","more":2}`, `{"title":"é","more":1.50}`, `{"title":"\u00e9","more":15e-1}`,
			[]string{`{"title":"\u00e9","more":15e-1}`},
		},
		{
			"a conflict, and what is taken beside it", app, "listing",
			`{"title":"a","summary":"s"}`, `{"title":"b","summary":"s"}`, `{"title":"c","summary":"t"}`,
			[]string{`{"title":"c","summary":"t"}`, `! Name [title] /title | "a" | "b" | "c"`, `~ Search summary /summary | "s" -> "t"`},
		},
		{
			"edited here, deleted there", app, "listing", `{"title":"a"}`, `{"title":"b"}`, `{}`,
			[]string{`{}`, `! Name [title] /title | "a" | "b" | `},
		},
		{"deleted here, untouched there", app, "listing", `{"title":"a","more":1}`, `{"more":1}`, `{"more":1, "title":"a"}`, []string{`{"more":1}`}},
		{"emptied by both, each in its way", app, "listing", `{"title":"a"}`, `{"title":""}`, `{"title":null}`, []string{`{"title":null}`}},
		{
			"a set", app, "listing", `{"keywords":["a","b","c"]}`, `{"keywords":["b","d","a"]}`, `{"keywords":["c","e", "b"]}`,
			[]string{
				`{"keywords":["e", "b", "d"]}`,
				`~ Keywords /keywords | ["b","d","a"] -> ["e", "b", "d"]`,
			},
		},
		{
			"items by key", app, "listing",
			`{"listingContacts":[{"type":"Engineering","email":"e@a.example"},{"type":"CustomerSupport","email":"s@a.example","phone":"1"}]}`,
			`{"listingContacts":[{"type":"CustomerSupport","email":"s@a.example","phone":"2"},{"type":"Engineering","email":"e@a.example"},{"type":"ChannelManager","email":"c@a.example"}]}`,
			`{"listingContacts":[{"email":"t@a.example","type":"CustomerSupport","phone":"1"}]}`,
			[]string{
				`{"listingContacts":[{"email":"t@a.example","type":"CustomerSupport","phone":"2"},{"type":"ChannelManager","email":"c@a.example"}]}`,
				`~ Support contact › E-mail /listingContacts/type=CustomerSupport/email | "s@a.example" -> "t@a.example"`,
				`- Engineering contact › E-mail /listingContacts/type=Engineering/email | "e@a.example" -> `,
			},
		},
		{
			"an item edited here and deleted there", app, "plans/p/pricing",
			`{"marketStates":[{"marketCode":"CA","state":"Enabled"},{"marketCode":"DE","state":"Enabled"}]}`,
			`{"marketStates":[{"marketCode":"CA","state":"StopSelling"},{"marketCode":"DE","state":"Enabled"}]}`,
			`{"marketStates":[{"marketCode":"DE","state":"Disabled"}]}`,
			[]string{
				`{"marketStates":[{"marketCode":"DE","state":"Disabled"}]}`,
				`! Markets › CA [markets] /marketStates/marketCode=CA | {"marketCode":"CA","state":"Enabled"} | {"marketCode":"CA","state":"StopSelling"} | `,
				`~ Markets › DE › State /marketStates/marketCode=DE/state | "Enabled" -> "Disabled"`,
			},
		},
		{
			"a list without keys is one value", app, "listing",
			`{"compatibleProducts":["a"],"other":[1]}`, `{"compatibleProducts":["a"],"other":[1,2]}`, `{"compatibleProducts":["a"],"other":[1,3]}`,
			[]string{`{"compatibleProducts":["a"],"other":[1,3]}`, `! /other [] /other | [1] | [1,2] | [1,3]`},
		},
		{
			"prices of one market and another", app, "plans/p/pricing",
			`{"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":12.50,"currencyCode":"USD"}}]},{"isBaseSchedule":false,"friendlyName":"ca","schedules":[{"retailPrice":{"openPrice":16}},{"retailPrice":{"openPrice":160}}]}]}`,
			`{"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":13,"currencyCode":"USD"}}]},{"isBaseSchedule":false,"friendlyName":"ca","schedules":[{"retailPrice":{"openPrice":17}},{"retailPrice":{"openPrice":160}}]}]}`,
			`{"priceSchedules":[{"isBaseSchedule":false,"friendlyName":"ca","schedules":[{"retailPrice":{"openPrice":16.0}},{"retailPrice":{"openPrice":150}}]},{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":14,"currencyCode":"USD"}}]}]}`,
			[]string{
				`{"priceSchedules":[{"isBaseSchedule":false,"friendlyName":"ca","schedules":[{"retailPrice":{"openPrice":17}},{"retailPrice":{"openPrice":150}}]},{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":14,"currencyCode":"USD"}}]}]}`,
				`! Price [price] /priceSchedules/isBaseSchedule=true&friendlyName=base/schedules/0/retailPrice/openPrice | 12.50 | 13 | 14`,
				`~ Price schedules › ca › Schedule › 2 › Price /priceSchedules/isBaseSchedule=false&friendlyName=ca/schedules/1/retailPrice/openPrice | 160 -> 150`,
			},
		},
		{
			"a schedule that is another by now", app, "plans/p/pricing",
			`{"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":12},"priceCadence":{"type":"Month"}}]}]}`,
			`{"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":13},"priceCadence":{"type":"Month"}}]}]}`,
			`{"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":12},"priceCadence":{"type":"Year"}}]}]}`,
			[]string{
				`{"priceSchedules":[{"isBaseSchedule":true,"friendlyName":"base","schedules":[{"retailPrice":{"openPrice":12},"priceCadence":{"type":"Year"}}]}]}`,
				`! Price schedules › Base price › Schedule › 1 [price-schedules] /priceSchedules/isBaseSchedule=true&friendlyName=base/schedules/0 | {"retailPrice":{"openPrice":12},"priceCadence":{"type":"Month"}} | {"retailPrice":{"openPrice":13},"priceCadence":{"type":"Month"}} | {"retailPrice":{"openPrice":12},"priceCadence":{"type":"Year"}}`,
			},
		},
		{
			"several prices in one currency", vm, "plans/p/pricing",
			`{"pricing":{"corePricing":{"prices":[{"markets":["us"],"currency":"usd","prices":{"2":1}},{"markets":["ca","mx"],"currency":"usd","prices":{"2":1}}]}}}`,
			`{"pricing":{"corePricing":{"prices":[{"markets":["us"],"currency":"usd","prices":{"2":1}},{"markets":["mx","ca"],"currency":"usd","prices":{"2":2}}]}}}`,
			`{"pricing":{"corePricing":{"prices":[{"markets":["us"],"currency":"usd","prices":{"2":4}},{"markets":["ca","mx"],"currency":"usd","prices":{"2":3}}]}}}`,
			[]string{
				`{"pricing":{"corePricing":{"prices":[{"markets":["us"],"currency":"usd","prices":{"2":4}},{"markets":["ca","mx"],"currency":"usd","prices":{"2":3}}]}}}`,
				`! Prices per market › usd ca mx › Prices › 2 [market-prices] /pricing/corePricing/prices/currency=usd&markets=ca mx/prices/2 | 1 | 2 | 3`,
				`~ Prices per market › usd › Prices › 2 /pricing/corePricing/prices/currency=usd/prices/2 | 1 -> 4`,
			},
		},
		{
			"a secret", vm, "leads", `{"tableLeadConfiguration":{"connectionString":"old"}}`, `{"tableLeadConfiguration":{"connectionString":"mine"}}`, `{"tableLeadConfiguration":{"connectionString":"theirs"}}`,
			[]string{
				`{"tableLeadConfiguration":{"connectionString":"theirs"}}`,
				`! /tableLeadConfiguration/connectionString [] /tableLeadConfiguration/connectionString | "••••" | "••••" | "••••"`,
			},
		},
		{
			"both began a document", app, "listing", ``, `{"title":"a","summary":"s"}`, `{"title":"b"}`,
			[]string{`{"title":"b","summary":"s"}`, `! Name [title] /title |  | "a" | "b"`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r, err := merge.Documents(section(t, test.offer, test.section), json.RawMessage(test.base), json.RawMessage(test.mine), json.RawMessage(test.theirs))
			if err != nil {
				t.Fatal(err)
			}
			if got := show(r); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestDocuments_text(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name               string
		base, mine, theirs string
		want               string // empty for a conflict
	}{
		{"different lines", "a\nb\nc\nd", "A\nb\nc\nd", "a\nb\nc\nD", "A\nb\nc\nD"},
		{"the same line", "a\nb\nc", "a\nB\nc", "a\nX\nc", ""},
		{"the same line alike", "a\nb\nc\nd", "a\nB\nc\nd", "a\nB\nc\nD", "a\nB\nc\nD"},
		{"added at both ends", "a", "0\na", "a\nz", ""}, // one line: it became another line's neighbour
		{"added far apart", "a\nb\nc", "0\na\nb\nc", "a\nb\nc\nz", "0\na\nb\nc\nz"},
		{"added at one place", "a\nb", "a\nx\nb", "a\ny\nb", ""},
		{"added within what is gone", "a\nb\nc\nd", "a\nd", "a\nb\nnew\nc\nd", ""},
		{"paragraphs of one line", "<p>a</p><p>b</p><p>c</p>", "<p>A</p><p>b</p><p>c</p>", "<p>a</p><p>b</p><p>c, and more</p>", "<p>A</p><p>b</p><p>c, and more</p>"},
		{"an item more", "<ul><li>a</li><li>b</li></ul>", "<ul><li>a</li><li>b</li><li>c</li></ul>", "<ul><li>A</li><li>b</li></ul>", "<ul><li>A</li><li>b</li><li>c</li></ul>"},
		{"line breaks", "a<br>b<BR />c", "a<br>b<BR />C", "A<br>b<BR />c", "A<br>b<BR />C"},
	}
	s := section(t, app, "listing")
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			doc := func(text string) json.RawMessage {
				b, err := json.Marshal(map[string]string{"description": text})
				if err != nil {
					t.Fatal(err)
				}
				return b
			}
			r, err := merge.Documents(s, doc(test.base), doc(test.mine), doc(test.theirs))
			if err != nil {
				t.Fatal(err)
			}
			var got struct{ Description string }
			if err := json.Unmarshal(r.Raw, &got); err != nil {
				t.Fatal(err)
			}
			switch {
			case test.want == "" && len(r.Conflicts) != 1:
				t.Errorf("no conflict, but %q", got.Description)
			case test.want != "" && (len(r.Conflicts) > 0 || got.Description != test.want):
				t.Errorf("got %q and %d conflicts, want %q", got.Description, len(r.Conflicts), test.want)
			}
		})
	}
}

func TestResult_Resolve(t *testing.T) {
	t.Parallel()
	s := section(t, app, "listing")
	r, err := merge.Documents(s, json.RawMessage(`{"title":"a","summary":"s","x":1}`), json.RawMessage(`{"title":"b","x":1}`), json.RawMessage(`{"title":"c", "summary":"t", "x":2}`))
	if err != nil || len(r.Conflicts) != 2 {
		t.Fatalf("%v, %v", r.Conflicts, err)
	}
	tests := []struct {
		name    string
		choices []merge.Choice
		want    string
		fault   string
	}{
		{"mine", []merge.Choice{{Pointer: "/title", Take: merge.Mine}, {Pointer: "/summary", Take: merge.Mine}}, `{"title":"b", "x":2}`, ""},
		{"theirs", []merge.Choice{{Pointer: "/summary", Take: merge.Theirs}, {Pointer: "/title", Take: merge.Theirs}}, `{"title":"c", "summary":"t", "x":2}`, ""},
		{"typed", []merge.Choice{{Pointer: "/title", Take: merge.Edited, Value: json.RawMessage(` "d" `)}, {Pointer: "/summary", Take: merge.Edited}}, `{"title":"d", "x":2}`, ""},
		{"one is left", []merge.Choice{{Pointer: "/title", Take: merge.Mine}}, "", "Search summary was changed by both sides: choose"},
		{"twice", []merge.Choice{{Pointer: "/title", Take: merge.Mine}, {Pointer: "/title", Take: merge.Theirs}}, "", `no conflict left at "/title"`},
		{"elsewhere", []merge.Choice{{Pointer: "/x", Take: merge.Mine}}, "", `no conflict left at "/x"`},
		{"no JSON", []merge.Choice{{Pointer: "/title", Take: merge.Edited, Value: json.RawMessage(`"`)}}, "", "the value chosen for Name is not a usable JSON document"},
		{"no side", []merge.Choice{{Pointer: "/title", Take: "yours"}}, "", `"yours" settles nothing`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := r.Resolve(test.choices...)
			if test.fault != "" {
				if err == nil || !strings.Contains(err.Error(), test.fault) {
					t.Errorf("got %s, %v; want the error %q", got, err, test.fault)
				}
				return
			}
			if err != nil || string(got) != test.want {
				t.Errorf("got %s, %v; want %s", got, err, test.want)
			}
		})
	}
}

func TestDocuments_unreadable(t *testing.T) {
	t.Parallel()
	good, half := json.RawMessage(`{}`), json.RawMessage(`{"a"`)
	for want, docs := range map[string][3]json.RawMessage{
		"the base is":                   {half, good, good},
		"your edit is":                  {good, half, good},
		"the service's document is not": {good, good, half},
	} {
		if _, err := merge.Documents(nil, docs[0], docs[1], docs[2]); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}
