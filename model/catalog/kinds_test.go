package catalog_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// made reads a field that is not in the built-in table.
func made(t *testing.T, rest string) *catalog.Field {
	t.Helper()
	c, err := catalog.Read(table(`{"id": "a", "label": "A", "pointer": "/a", ` + rest + `}`))
	if err != nil {
		t.Fatal(err)
	}
	ty, _ := c.Type("thing")
	s, _ := ty.Section(model.SectionKey{Section: "listing"})
	f, _ := s.Field("a")
	return f
}

// The kinds and limits the two complete types do not use so far.
func TestKinds(t *testing.T) {
	t.Parallel()
	const trial = `"kind": "number", "choices": [{"value": "1", "label": "One month"}, {"value": "3", "label": "Three months"}]`
	tests := []struct {
		field, typed string
		want         string
		rule         catalog.Rule
		shown        string
	}{
		{`"kind": "date"`, "2026-01-31", `"2026-01-31"`, "", "2026-01-31"},
		{`"kind": "date"`, "2026-01-31T10:00:00Z", `"2026-01-31T10:00:00Z"`, "", "2026-01-31T10:00:00Z"},
		{`"kind": "date"`, "2026-01-31T10:00:00.1234567", `"2026-01-31T10:00:00.1234567"`, "", "2026-01-31T10:00:00.1234567"},
		{`"kind": "date"`, "31.1.2026", "", catalog.RuleForm, ""},
		{`"kind": "date"`, "2026-02-30", "", catalog.RuleForm, ""},
		{trial, "3.0", `3.0`, "", "3.0"},
		{trial, "3", `3`, "", "Three months"},
		{trial, "2", "", catalog.RuleChoice, ""},
		{`"kind": "number", "minValue": "1", "maxValue": "2.5"`, "2.50", `2.50`, "", "2.50"},
		{`"kind": "number", "minValue": "1", "maxValue": "2.5"`, "2.51", "", catalog.RuleMax, ""},
		{`"kind": "list", "itemMax": 3`, "abc, äöü", `["abc","äöü"]`, "", "abc, äöü"},
		{`"kind": "list", "itemMax": 3`, "abcd", "", catalog.RuleMax, ""},
		{`"kind": "list", "min": 2`, "a", "", catalog.RuleMin, ""},
		{`"kind": "guids"`, "12345678-90ab-cdef-1234-567890abcdeg", "", catalog.RuleForm, ""},
		{`"kind": "guids"`, "12345678x90ab-cdef-1234-567890abcdef", "", catalog.RuleForm, ""},
		{`"kind": "file"`, `"a.zip"`, `"a.zip"`, "", "a.zip"},
		{`"kind": "text", "required": true`, `   `, "", catalog.RuleRequired, ""},
		{`"kind": "html", "required": true`, ` `, "", catalog.RuleRequired, ""},
		{`"kind": "text", "pattern": "^x", "patternHelp": "an x"`, strings.Repeat("y", 100), "", catalog.RulePattern, ""},
	}
	for _, test := range tests {
		t.Run(test.field+" "+test.typed, func(t *testing.T) {
			t.Parallel()
			f := made(t, test.field)
			v, err := f.Parse(test.typed)
			broken, ok := errors.AsType[*catalog.RuleError](err)
			switch {
			case test.rule != "" && (!ok || broken.Rule != test.rule):
				t.Errorf("Parse = %s, %v; want %s", v, err, test.rule)
			case test.rule == "" && (err != nil || string(v) != test.want || f.Format(v) != test.shown):
				t.Errorf("Parse = %s, %v, shown %q; want %s, %q", v, err, f.Format(v), test.want, test.shown)
			}
			if err != nil && len(err.Error()) > 150 {
				t.Errorf("the message is too long: %v", err)
			}
		})
	}
}

func TestRead_fieldsOfDifferentPlansMayShareAPlace(t *testing.T) {
	t.Parallel()
	two := `{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "subtypes": ["big"]}, {"id": "b", "label": "B", "pointer": "/a", "kind": "text", "subtypes": ["small"]}`
	files := table(two)
	files["data/thing.json"].Data = []byte(strings.Replace(string(files["data/thing.json"].Data), `"label": "Big"}`, `"label": "Big"}, {"value": "small", "label": "Small"}`, 1))
	if _, err := catalog.Read(files); err != nil {
		t.Error(err)
	}
}

func TestNoise(t *testing.T) {
	t.Parallel()
	if got := catalog.Noise(model.CPP); len(got) == 0 {
		t.Error("every dialect has names and versions that are no content")
	}
	f := made(t, `"kind": "json"`)
	if got := f.Format(json.RawMessage(`{"b":1}`)); got != `{"b":1}` {
		t.Errorf("unknown values show as they are, not %q", got)
	}
}

// A limit is unsure as long as its row says so: without that it is enforced.
func TestUnsure(t *testing.T) {
	t.Parallel()
	const long = `"abcd"`
	unsure := made(t, `"kind": "text", "max": 3, "pattern": "^[a-c]+$", "patternHelp": "a to c", "unsure": ["max"]`)
	firm := made(t, `"kind": "text", "max": 3, "pattern": "^[a-c]+$", "patternHelp": "a to c"`)
	if err := firm.Check(json.RawMessage(long)); err == nil || !strings.Contains(err.Error(), "at most 3 characters") {
		t.Errorf("a firm limit: %v", err)
	}
	if firm.Doubt(node(t, long)) != nil {
		t.Error("a firm limit is no doubt")
	}
	// What is firm of the field still is, and comes before the doubt.
	if err := unsure.Check(json.RawMessage(long)); err == nil || !strings.Contains(err.Error(), "a to c") || unsure.Doubt(node(t, long)) != nil {
		t.Errorf("the firm rule of an unsure field: %v", err)
	}
	if err := unsure.Check(json.RawMessage(`"abca"`)); err != nil || unsure.Doubt(node(t, `"abca"`)) == nil {
		t.Errorf("an unsure limit refuses (%v) or says nothing", err)
	}
	if unsure.Doubt(nil) != nil || unsure.Doubt(node(t, `"abc"`)) != nil {
		t.Error("a doubt about nothing")
	}
}

// Tags are found as a browser would, and only tags.
func TestTags(t *testing.T) {
	t.Parallel()
	f := made(t, `"kind": "html"`)
	for text, want := range map[string]string{
		"1 < 2 > 1, <3, a<-b": "", "<B>b</B><br/><P class=\"a>b\">": "", "<p\n>": "", "<unclosed": "", "": "",
		"<script>alert(1)</script>": "<script>", "<SCRIPT/src=x>": "<script>", "</div>": "<div>", "<a\nhref=x>": "<a>", "<<a>": "<a>",
		"<x1><x2><x3><x4><x5><x6>": "<x1>, <x2>, <x3>, <x4>, …", "<bb>": "<bb>", "<h7>": "<h7>",
	} {
		err := f.Check(raw.Quote(text))
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", text, err)
		case want != "" && (err == nil || !strings.HasSuffix(err.Error(), "this has "+want)):
			t.Errorf("%q: %v; want %s", text, err, want)
		}
	}
}
