package raw_test

import (
	"encoding/json"
	"strings"
	"testing"

	"awning/model/raw"
)

const listing = `{
  "resourceType" : "AzureListing",
  "title" : "Caf\u00e9 \/ 1",
  "price":1.0,
  "listingContacts": [
    {"type": "Engineering", "email": "e@example.com"},
    {"type": "CustomerSupport", "email": "s@example.com", "uri": null}
  ],
  "listingUris": [],
  "nothing": {},
  "a/b": {"c~d": 1, "e&f": 2},
  "schedules": [{"isBase": true, "n": 7e0}]
}`

func TestGet(t *testing.T) {
	t.Parallel()
	tests := []struct {
		at   raw.Pointer
		want string // empty: not there
	}{
		{"", strings.TrimSpace(listing)},
		{"/title", `"Caf\u00e9 \/ 1"`},
		{"/price", `1.0`},
		{"/listingContacts/0/email", `"e@example.com"`},
		{"/listingContacts/type=CustomerSupport/email", `"s@example.com"`},
		{"/listingContacts/type=CustomerSupport&uri=null/email", `"s@example.com"`},
		{"/listingContacts/type=CustomerSupport&email=x/email", ``},
		{"/listingContacts/type=ChannelManager/email", ``},
		{"/listingContacts/2", ``},
		{"/listingContacts/00", ``},
		{"/listingContacts/-", ``},
		{"/listingUris", `[]`},
		{"/a~1b/c~0d", `1`},
		{"/a~1b/e~2f", `2`},
		{"/schedules/isBase=true/n", `7e0`},
		{"/schedules/n=7/isBase", `true`},
		{"/title/more", ``},
		{"/missing/deeper/still", ``},
	}
	for _, test := range tests {
		t.Run(string(test.at), func(t *testing.T) {
			t.Parallel()
			got, ok, err := raw.Get([]byte(listing), test.at)
			if err != nil || ok != (test.want != "") || string(got) != test.want {
				t.Errorf("Get = %s, %v, %v; want %s", got, ok, err, test.want)
			}
		})
	}
}

func TestSet(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, doc string
		at        raw.Pointer
		value     string
		want      string
	}{
		{"replace keeps all else", "{ \"a\" :1.0 ,\n\"b\":\"\\u0041\"}", "/a", `2`, "{ \"a\" :2 ,\n\"b\":\"\\u0041\"}"},
		{"space around the new value is not taken over", `{"a":1}`, "/a", " 2\n", `{"a":2}`},
		{"the whole document", ` 1 `, "", `{}`, ` {} `},
		{"add to an empty object", `{ }`, "/a", `1`, `{"a":1 }`},
		{"add in the style of the others", "{\n  \"a\" : 1\n}", "/b", `2`, "{\n  \"a\" : 1,\n  \"b\" : 2\n}"},
		{"make parents", `{}`, "/a/b/c", `1`, `{"a":{"b":{"c":1}}}`},
		{"null is a missing parent", `{"a":null}`, "/a/b", `1`, `{"a":{"b":1}}`},
		{"a keyed item", `{"l":[{"t":"x","v":1},{"t":"y","v":2}]}`, "/l/t=y/v", `3`, `{"l":[{"t":"x","v":1},{"t":"y","v":3}]}`},
		{"a new member of a keyed item", `{"l":[{"t":"x"}]}`, "/l/t=x/v", `3`, `{"l":[{"t":"x","v":3}]}`},
		{"a new keyed item", `{"l":[{"t":"x"}]}`, "/l/t=y/v", `3`, `{"l":[{"t":"x"},{"t":"y","v":3}]}`},
		{"a new keyed item in a new list", `{}`, "/l/t=y&u=a~2b/v", `3`, `{"l":[{"t":"y","u":"a&b","v":3}]}`},
		{"a new keyed item as a whole", `{"l":[]}`, "/l/t=y", `{"t":"y"}`, `{"l":[{"t":"y"}]}`},
		{"the key itself", `{}`, "/l/t=y/t", `"z"`, `{"l":[{"t":"z"}]}`},
		{"truth keys", `{}`, "/p/isBase=true/s/0/price", `1.50`, `{"p":[{"isBase":true,"s":[{"price":1.50}]}]}`},
		{"append by -", `[1, 2]`, "/-", `3`, `[1, 2, 3]`},
		{"append by position", `[1]`, "/1", `3`, `[1,3]`},
		{"a number as a member", `{"2":1}`, "/2", `3`, `{"2":3}`},
		{"html stays readable", `{}`, "/a", `"<b>&</b>"`, `{"a":"<b>&</b>"}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, err := raw.Set([]byte(test.doc), test.at, []byte(test.value))
			if err != nil || string(got) != test.want {
				t.Errorf("Set = %s, %v; want %s", got, err, test.want)
			}
		})
	}
}

func TestDelete(t *testing.T) {
	t.Parallel()
	tests := []struct {
		doc  string
		at   raw.Pointer
		want string
	}{
		{"{\n \"a\": 1,\n \"b\": 2,\n \"c\": 3\n}", "/a", "{\n \"b\": 2,\n \"c\": 3\n}"},
		{"{\n \"a\": 1,\n \"b\": 2,\n \"c\": 3\n}", "/b", "{\n \"a\": 1,\n \"c\": 3\n}"},
		{"{\n \"a\": 1,\n \"b\": 2,\n \"c\": 3\n}", "/c", "{\n \"a\": 1,\n \"b\": 2\n}"},
		{`{"a": 1}`, "/a", `{}`},
		{`[1, 2, 3]`, "/1", `[1, 3]`},
		{`{"l":[{"t":"x"},{"t":"y"}]}`, "/l/t=x", `{"l":[{"t":"y"}]}`},
		{`{"a":1}`, "/b/c", `{"a":1}`},
		{`{"a":null}`, "/a/c", `{"a":null}`},
	}
	for _, test := range tests {
		t.Run(test.doc+string(test.at), func(t *testing.T) {
			t.Parallel()
			got, err := raw.Delete([]byte(test.doc), test.at)
			if err != nil || string(got) != test.want {
				t.Errorf("Delete = %s, %v; want %s", got, err, test.want)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	deep := strings.Repeat("[", raw.MaxDepth+2) + strings.Repeat("]", raw.MaxDepth+2)
	many := `{"` + strings.Join(strings.Split("abcdefghijklmnopqrstuvwxyz", ""), `":1,"`) + `":1,`
	tests := []struct{ name, doc, want string }{
		{"empty", ``, "a value is missing"},
		{"cut", `{"a":[1,`, "a value is missing"},
		{"twice", `{"a":1,"\u0061":2}`, `"a" stands twice`},
		{"twice among many", many + `"c":1}`, `"c" stands twice`},
		{"utf-8", "\"\xff\"", "not UTF-8"},
		{"control", "\"a\nb\"", "control character"},
		{"escape", `"\x"`, "unknown escape"},
		{"escape digits", `"\u12g4"`, "hexadecimal"},
		{"end of text", `"abc`, "does not end"},
		{"after the end", `{} {}`, "after the end"},
		{"comma", `[1,]`, "unexpected ']'"},
		{"no comma", `{"a":1 "b":2}`, "comma or a closing brace"},
		{"no colon", `{"a" 1}`, "colon"},
		{"name", `{a:1}`, "name is missing"},
		{"leading zero", `01`, "begins with 0"},
		{"lonely minus", `-`, "digit is missing"},
		{"point", `1.`, "after the point"},
		{"exponent", `1e+`, "in the exponent"},
		{"word", `nul`, "unknown word"},
		{"deep", deep, "deeper than"},
		{"large", strings.Repeat(" ", raw.MaxSize) + "1", "more than"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			_, err := raw.Parse([]byte(test.doc))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("Parse: %v; want %q", err, test.want)
			}
			if _, _, errGet := raw.Get([]byte(test.doc), ""); errGet == nil {
				t.Error("Get accepts what Parse refuses")
			}
		})
	}
}

func TestPointer_refusals(t *testing.T) {
	t.Parallel()
	for at, want := range map[raw.Pointer]string{
		"a":          "must begin with /",
		"/\xff":      "not UTF-8",
		"/a~":        "ends within an escape",
		"/a~3b":      "~3 is no escape",
		"/title/x":   "would lie within a text",
		"/list/5":    "the list has 1 items",
		"/list/name": "the list has 1 items",
	} {
		_, err := raw.Set([]byte(`{"title":"t","list":[1]}`), at, []byte(`1`))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v; want %q", at, err, want)
		}
	}
	if _, err := raw.Set([]byte(`{}`), "/a", []byte(`{`)); err == nil {
		t.Error("half a value was accepted")
	}
	if _, err := raw.Set([]byte(`{}`), raw.Pointer(strings.Repeat("/a", raw.MaxDepth+1)), []byte(`1`)); err == nil {
		t.Error("a document deeper than the limit was made")
	}
	if _, err := raw.Delete([]byte(`{}`), ""); err == nil {
		t.Error("a document was deleted from itself")
	}
}

func TestPointer_build(t *testing.T) {
	t.Parallel()
	p := raw.Pointer("").Child("a/b~c").Keyed(raw.Key{Name: "x", Value: "1/2&3=4"}, raw.Key{Name: "y", Value: "~"}).Item(3)
	const want = "/a~1b~0c/x=1~12~23=4&y=~0/3"
	if string(p) != want {
		t.Fatalf("pointer = %s, want %s", p, want)
	}
	steps, err := p.Steps()
	if err != nil {
		t.Fatal(err)
	}
	if steps[0].Name != "a/b~c" || steps[1].Keys[0].Value != "1/2&3=4" || steps[1].Keys[1].Value != "~" || steps[2].Index != 3 {
		t.Errorf("steps = %+v", steps)
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		want bool
	}{
		{`{"a":1,"b":2}`, ` { "b" : 2.0 , "a" : 1 } `, true},
		{`1`, `1.0`, true},
		{`100`, `1e2`, true},
		{`0.10`, `1e-1`, true},
		{`-0`, `0.000`, true},
		{`1e999999999`, `1e999999998`, false},
		{`10e999999998`, `1e999999999`, true},
		{`1e99999999999999999999`, `1e99999999999999999999`, true},
		{`12345678901234567890.1`, `12345678901234567890.2`, false},
		{`"\u0041\/"`, `"A/"`, true},
		{`"\ud83d\ude00"`, `"😀"`, true},
		{`"\ud83d"`, `"\ufffd"`, false},
		{`"\ud83d"`, `"\uD83D"`, true},
		{`"1"`, `1`, false},
		{`[1,2]`, `[2,1]`, false},
		{`[]`, `[1]`, false},
		{`{}`, `{"a":null}`, false},
		{`{"a":1}`, `{"b":1}`, false},
		{`true`, `false`, false},
		{`null`, `null`, true},
	}
	for _, test := range tests {
		got, err := raw.Equal([]byte(test.a), []byte(test.b))
		if err != nil || got != test.want {
			t.Errorf("Equal(%s, %s) = %v, %v", test.a, test.b, got, err)
		}
	}
	if _, err := raw.Equal([]byte(`1`), []byte(`x`)); err == nil {
		t.Error("no JSON was compared")
	}
}

func TestEmpty(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]bool{
		`null`: true, `""`: true, `[]`: true, `[ ]`: true, `{}`: true, `{"a":{"b":[]}}`: true,
		`0`: false, `false`: false, `" "`: false, `[null]`: false, `{"a":0}`: false,
	} {
		n, err := raw.Parse([]byte(doc))
		if err != nil || n.Empty() != want {
			t.Errorf("Empty(%s) = %v, %v", doc, !want, err)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`"\b\f\n\r\t\"\\\/"`: "\b\f\n\r\t\"\\/", `"\u00E9\u00e9"`: "éé", `"\ud83d\ude00!"`: "😀!", `"\ude00\u0041"`: "\xed\xb8\x80A", `5`: "",
	} {
		n, err := raw.Parse([]byte(doc))
		if err != nil || n.Text() != want {
			t.Errorf("Text(%s) = %q, %v; want %q", doc, n.Text(), err, want)
		}
		if n.Kind == raw.Number && n.Plain() != doc || n.Kind == raw.String && n.Plain() != want {
			t.Errorf("Plain(%s) = %q", doc, n.Plain())
		}
	}
	for kind, want := range map[raw.Kind]string{raw.Null: "null", raw.Bool: "a truth value", raw.Number: "a number", raw.Array: "a list", raw.Object: "an object"} {
		if kind.String() != want {
			t.Errorf("%d is called %s", kind, kind)
		}
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"", "plain", "<b>&'</b>", "a\"b\\c/d", "line\nfeed\r\t\x01\x1f", "é😀\u2028"} {
		var back string
		if err := json.Unmarshal(raw.Quote(s), &back); err != nil || back != s {
			t.Errorf("Quote(%q) = %s, %v", s, raw.Quote(s), err)
		}
	}
	if got := string(raw.Quote("a\xff")); got != "\"a\uFFFD\"" {
		t.Errorf("Quote of bytes that are no text = %s", got)
	}
}
