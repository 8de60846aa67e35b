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
		"Something new":                    {Section: "something-new"},
		"Assets logo/1":                    {Section: "assets", Item: "logo/1"},
	} {
		if got := show.Section(shop.Type(), k, "›"); got != want {
			t.Errorf("Section(%v) = %q, want %q", k, got, want)
		}
	}
	if got := show.Section(nil, model.SectionKey{Section: "listing"}, "›"); got != "Listing" {
		t.Errorf("without a catalogue: %q", got)
	}
	for id, want := range map[model.SectionID]string{
		"quantum-target": "Quantum target", "": "", "é-page": "É page", "a\x1b[31m": "A",
	} {
		if got := show.Name(shop.Type(), model.SectionKey{Plan: "basic", Section: id}); got != want {
			t.Errorf("Name(%q) = %q, want %q", id, got, want)
		}
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

func TestDelta(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ left, right, want string }{
		{"49.00", "52.43", "+7 %"},
		{"50", "40", "-20 %"},
		{"3", "4", "+33.3 %"},
		{"1", "1.0", ""},
		{"0", "5", ""},
		{`"1"`, "2", ""},
		{"", "2", ""},
		{"2", "", ""},
	} {
		change := model.Change{Left: json.RawMessage(c.left), Right: json.RawMessage(c.right)}
		if got := show.Delta("%s %%", change); got != c.want {
			t.Errorf("from %s to %s is %q, want %q", c.left, c.right, got, c.want)
		}
		change.Secret = true
		if got := show.Delta("%s %%", change); got != "" {
			t.Errorf("a secret changed by %q", got)
		}
	}
}

func TestBrief(t *testing.T) {
	t.Parallel()
	k := &catalog.Type{Sections: []catalog.Section{{
		ID: "pricing", Fields: []catalog.Field{{ID: "price", Kind: catalog.Money}, {ID: "states", Kind: catalog.Matrix}, {ID: "words", Kind: catalog.Text}},
	}}}
	change := func(field, item, left, right string) model.Change {
		return model.Change{Key: model.SectionKey{Section: "pricing", Item: item}, Field: field, Left: json.RawMessage(left), Right: json.RawMessage(right)}
	}
	for name, c := range map[string]struct {
		change model.Change
		others []json.RawMessage
		want   bool
	}{
		"a price":              {change("price", "", "1", "2"), nil, true},
		"a state":              {change("states", "", `"on"`, `"off"`), nil, true},
		"a price that is new":  {change("price", "", "", "2"), nil, true},
		"a table":              {change("states", "", `[1]`, `[2]`), nil, false},
		"an object in between": {change("price", "", "1", "2"), []json.RawMessage{json.RawMessage(`{}`)}, false},
		"words":                {change("words", "", `"a"`, `"b"`), nil, false},
		"of an image":          {change("words", "logo", `"a"`, `"b"`), nil, false},
		"a field nobody knows": {change("other", "", "1", "2"), nil, false},
	} {
		if got := show.Brief(k, c.change, c.others...); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestData(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`"two\nlines"`: "two\nlines", `{"a": 1}`: `{"a": 1}`, `null`: "", ``: "", `12.50`: "12.50",
	} {
		if got := show.Data(json.RawMessage(in)); got != want {
			t.Errorf("Data(%s) = %q, want %q", in, got, want)
		}
	}
}
