package show_test

import (
	"encoding/json"
	"testing"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/show"
	"awning/tui/text"
	"awning/tui/tuitest/shop"
)

func TestBlockAndLine(t *testing.T) {
	t.Parallel()
	w := text.English().Words
	pick := &catalog.Field{Kind: catalog.Pick, Choices: []catalog.Choice{{Value: "flatRate", Label: "Flat rate"}}}
	for name, c := range map[string]struct {
		field       *catalog.Field
		value       string
		block, line string
	}{
		"text":             {nil, `"a\nb"`, "a\nb", "a b"},
		"number":           {nil, `1.50`, "1.50", "1.50"},
		"unit":             {&catalog.Field{Kind: catalog.Money, Unit: "USD"}, `1.50`, "1.50 USD", "1.50 USD"},
		"flag":             {nil, `true`, "yes", "yes"},
		"choice":           {pick, `"flatRate"`, "Flat rate", "Flat rate"},
		"texts":            {&catalog.Field{Kind: catalog.List}, `["a","b"]`, "a\nb", "a, b"},
		"object":           {nil, `{"a":1}`, "{\n  \"a\": 1\n}", `{"a":1}`},
		"objects":          {nil, `[{"a": 1}]`, "[\n  {\n    \"a\": 1\n  }\n]", `[{"a":1}]`},
		"empty":            {nil, `""`, "", ""},
		"null":             {nil, `null`, "", ""},
		"secret":           {&catalog.Field{Secret: true}, `"x"`, w.Hidden, w.Hidden},
		"secret not set":   {&catalog.Field{Secret: true}, `""`, w.NotSet, w.NotSet},
		"not JSON":         {nil, `{`, "{", "{"},
		"escapes go":       {nil, `"\u001b[2Jx"`, "x", "x"},
		"escapes in lists": {&catalog.Field{Kind: catalog.List}, `["\u001b[2Jx"]`, "x", "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := show.Block(w, c.field, json.RawMessage(c.value)); got != c.block {
				t.Errorf("Block = %q, want %q", got, c.block)
			}
			if got := show.Line(w, c.field, json.RawMessage(c.value)); got != c.line {
				t.Errorf("Line = %q, want %q", got, c.line)
			}
		})
	}
}

func TestSection(t *testing.T) {
	t.Parallel()
	for want, k := range map[string]model.SectionKey{
		"Offer listing":                    {Section: "listing"},
		"basic › Pricing and availability": {Section: "pricing", Plan: "basic"},
		"something-new":                    {Section: "something-new"},
		"assets logo/1":                    {Section: "assets", Item: "logo/1"},
	} {
		if got := show.Section(shop.Type(), k, "›"); got != want {
			t.Errorf("Section(%v) = %q, want %q", k, got, want)
		}
	}
	if got := show.Section(nil, model.SectionKey{Section: "listing"}, "›"); got != "listing" {
		t.Errorf("without a catalogue: %q", got)
	}
}

func TestStages(t *testing.T) {
	t.Parallel()
	before, after := show.Stages(shop.Type())
	if got, want := show.Steps(before, ">"), "Automated validation (less than a day) > Preview creation (less than an hour)"; got != want {
		t.Errorf("before: %q, want %q", got, want)
	}
	if got, want := show.Steps(after, ">"), "Certification (up to 14 business days) > Publish (less than a day)"; got != want {
		t.Errorf("after: %q, want %q", got, want)
	}
	if before, after = show.Stages(nil); before != nil || after != nil {
		t.Error("stages of an unknown type")
	}
}
